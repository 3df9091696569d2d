-- What the charts share: names made harmless, widths of text, bars, ticks, tables.
--
-- A picture is text: an <svg> of 400 units, some 400 pixels on a phone and wider elsewhere.
-- Nothing here reads a table.  Colours are page.sql's, by class; the attributes beside them are for
-- a picture that stands alone.

-- Names

-- A name on one line, without what is not seen: marks that turn the direction of what comes
-- after them, and more accents on a letter than three, which would reach into other lines.
CREATE FUNCTION report.plain(name text) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN btrim(regexp_replace(regexp_replace(regexp_replace(name,
              E'[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]', '', 'g'),
              E'[\\s\\u0085\\u2028\\u2029]+', ' ', 'g'),
              E'([\\u0300-\\u036F]{3})[\\u0300-\\u036F]+', E'\\1', 'g'));

-- The same, and words where nothing is left of it.
CREATE FUNCTION report.plain_name(name text) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN coalesce(nullif(report.plain(name), ''), '(no name)');

-- As HTML and XML have it.  Characters that neither may have become U+FFFD.
CREATE FUNCTION report.escaped(name text) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN regexp_replace(replace(replace(replace(replace(replace(report.plain(name),
              '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;'),
              E'[\\u0001-\\u001F\\u007F-\\u009F\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]', '&#65533;', 'g');

-- A sentence or a number: escaped, and a number stays on one line with its %.
CREATE FUNCTION report.said(sentence text) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN replace(report.escaped(sentence), ' %', '&#160;%');

-- A name in a sentence or a cell, which does not turn what stands beside it.
CREATE FUNCTION report.named(name text) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN '<bdi>' || report.escaped(report.plain_name(name)) || '</bdi>';

-- What a pointer shows: a name on a line of its own, and what is said of it.
CREATE FUNCTION report.tip(name text, says text) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN '<title>' || report.escaped(report.plain_name(name)) || coalesce('&#10;' || report.escaped(says), '') || '</title>';

-- The same of several names, a line each: so none turns the next.
CREATE FUNCTION report.tip(names text[], says text) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN (SELECT '<title>' || string_agg(report.escaped(report.plain_name(name)), '&#10;' ORDER BY nth)
               || coalesce('&#10;' || report.escaped(says), '') || '</title>'
        FROM unnest(names) WITH ORDINALITY AS t (name, nth));

-- Widths

-- How wide a letter is at most, in hundredths of the size of the type: that of Verdana and DejaVu
-- Sans, the widest faces that people read pages in.  Other scripts by their widest letters.
CREATE FUNCTION report.letter_width(letter text) RETURNS int
	LANGUAGE sql IMMUTABLE
RETURN CASE WHEN ascii(letter) BETWEEN 32 AND 126
            THEN ('{36,40,46,84,64,108,78,27,46,46,64,84,37,46,37,46,64,64,64,64,64,64,64,64,64,64,46,46,84,84,84,55,100,
                    69,69,70,78,64,58,78,76,43,46,70,56,87,76,79,61,79,70,69,62,74,69,99,69,62,69,46,46,46,84,64,
                    64,62,63,55,63,62,36,63,64,28,35,60,28,98,64,62,63,63,43,53,40,64,60,82,60,60,53,64,46,64,84}'::int[])[ascii(letter) - 31]
            WHEN ascii(letter) BETWEEN 768 AND 879 OR ascii(letter) BETWEEN 1425 AND 1479
                 OR ascii(letter) BETWEEN 1611 AND 1631 OR ascii(letter) BETWEEN 8203 AND 8205
                 OR ascii(letter) BETWEEN 8400 AND 8447 OR ascii(letter) BETWEEN 65024 AND 65039 THEN 0
            WHEN ascii(letter) = 65021 THEN 1100
            WHEN ascii(letter) BETWEEN 160 AND 11903 THEN 80
            ELSE 110 END;

CREATE FUNCTION report.width(words text, size float8 DEFAULT 12) RETURNS float8
	LANGUAGE sql IMMUTABLE
RETURN (SELECT coalesce(sum(report.letter_width(letter)), 0) * size / 100
        FROM string_to_table(report.plain(words), NULL) AS letter);

-- What of a name has room, escaped.  An ellipsis shows what is left out: the end, or, where there is
-- room for both, the middle, since many names differ in their ends only.
CREATE FUNCTION report.label(name text, room float8, size float8 DEFAULT 12) RETURNS text
	LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	WITH letter AS (
	    SELECT letter, nth, sum(wide) OVER (ORDER BY nth) AS so_far, sum(wide) OVER (ORDER BY nth DESC) AS from_here
	    FROM (SELECT letter, nth, report.letter_width(letter) * size / 100 AS wide
	          FROM string_to_table(report.plain(name), NULL) WITH ORDINALITY AS t (letter, nth)) AS x
	), ends AS (
	    SELECT CASE WHEN room < 200 THEN 0 ELSE (room - size) * 0.4 END AS last
	)
	SELECT CASE WHEN count(*) = 0 THEN '(no name)'
	            WHEN max(so_far) <= room THEN report.escaped(name)
	            ELSE coalesce(report.escaped(string_agg(letter, '' ORDER BY nth) FILTER (WHERE so_far <= room - size - last)), '') || '&#8230;'
	                 || coalesce(report.escaped(string_agg(letter, '' ORDER BY nth) FILTER (WHERE from_here <= last)), '') END
	FROM letter, ends;
END;

-- Drawing

-- A length or a place in the picture.
CREATE FUNCTION report.at(place float8) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN trim_scale(round(place::numeric, 2))::text;

CREATE FUNCTION report.text_at(x float8, y float8, words text, attributes text DEFAULT '') RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN format('<text x="%s" y="%s"%s>%s</text>', report.at(x), report.at(y), coalesce(' ' || nullif(attributes, ''), ''), words);

-- Words that go upwards.
CREATE FUNCTION report.text_up(x float8, y float8, words text, attributes text DEFAULT '') RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN format('<text transform="translate(%s %s) rotate(-90)"%s>%s</text>', report.at(x), report.at(y), coalesce(' ' || nullif(attributes, ''), ''), words);

-- A name has the direction of its own first letter.
CREATE FUNCTION report.name_at(x float8, y float8, name text, room float8, attributes text DEFAULT '', size float8 DEFAULT 12) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN report.text_at(x, y, report.label(name, room, size), concat_ws(' ', 'class="name" unicode-bidi="plaintext"', nullif(attributes, '')));

CREATE FUNCTION report.line(x1 float8, y1 float8, x2 float8, y2 float8, attributes text DEFAULT 'class="grid" stroke="#d5dae1"') RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN format('<line x1="%s" y1="%s" x2="%s" y2="%s" %s/>', report.at(x1), report.at(y1), report.at(x2), report.at(y2), attributes);

CREATE FUNCTION report.dot(x float8, y float8, radius float8, class text, colour text) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN format('<circle class="%s" cx="%s" cy="%s" r="%s" fill="%s"/>', class, report.at(x), report.at(y), report.at(radius), colour);

-- A bar of a figure: data-value says it in full.
CREATE FUNCTION report.bar(x float8, y float8, width float8, height float8, class text, figure float8) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN format('<rect class="bar %s" x="%s" y="%s" width="%s" height="%s" fill="%s" data-value="%s"/>', class, report.at(x), report.at(y),
              report.at(width), report.at(height),
              CASE class WHEN 'a' THEN '#2f6cab' WHEN 'b' THEN '#a8640f' WHEN 'b rest' THEN '#c08838' ELSE '#6b8fbd' END, figure);

-- What the pointer finds between bars and labels, too.
CREATE FUNCTION report.touched(x float8, y float8, width float8, height float8) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN format('<rect class="touch" x="%s" y="%s" width="%s" height="%s" fill="none" pointer-events="all"/>',
              report.at(x), report.at(y), report.at(width), report.at(height));

CREATE FUNCTION report.picture(chart text, title text, description text, height float8, drawn text) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN format('<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="%1$s-title %1$s-desc" viewBox="0 0 400 %2$s"'
              ' width="400" height="%2$s" font-family="sans-serif" font-size="12" fill="currentColor">'
              '<title id="%1$s-title">%3$s</title><desc id="%1$s-desc">%4$s</desc>%5$s</svg>',
              chart, report.at(height), report.escaped(title), report.escaped(description), drawn);

-- In the place of a picture where there is nothing to draw.
CREATE FUNCTION report.nothing(sentence text) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN '<p class="none">' || report.said(sentence) || '</p>';

-- The step of an axis of about so many steps: 1, 2 or 5, with zeros.
CREATE FUNCTION report.step(span float8, steps int) RETURNS float8
	LANGUAGE sql IMMUTABLE
RETURN (SELECT min(digit * unit) FILTER (WHERE digit * unit * steps >= span * 0.9999999)
        FROM (SELECT 10 ^ floor(log(coalesce(nullif(span, 0), 1) / steps)) AS unit) AS u, unnest('{1,2,5,10}'::float8[]) AS digit);

-- Bars that lie: a row for each label, one or more panels of bars beside each other, the
-- number at the end of each bar.  All begin at 0, negative ones go to the left.
--
-- tones: '' or 'rest' by row.  heads: what stands above each panel, NULL where there is one
-- only.  figures and says have those of the first panel's rows, then the second's; a
-- figure that is NULL has no bar.  one_scale: the panels are compared with each other.
-- Where a label has no room beside the bars, all stand above them.
CREATE FUNCTION report.bars(chart text, title text, description text, labels text[], tones text[], tips text[],
                            heads text[], figures float8[], says text[], one_scale boolean DEFAULT false) RETURNS text
	LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
	WITH shape AS (
	    SELECT rows, panels, above, CASE WHEN above THEN 0 ELSE widest + 8 END AS room,
	           CASE WHEN above THEN 38 ELSE 22 END AS high, CASE WHEN heads IS NULL THEN 2 ELSE 24 END AS top
	    FROM (SELECT cardinality(labels) AS rows, coalesce(cardinality(heads), 1) AS panels,
	                 max(report.width(report.plain_name(label))) AS widest, max(report.width(report.plain_name(label))) > 140 AS above
	          FROM unnest(labels) AS label) AS x
	), line AS (
	    SELECT i, label, tone, tip, top + (i - 1) * high AS y, top + i * high - 19 AS bar_y
	    FROM shape, unnest(labels, tones, tips) WITH ORDINALITY AS t (label, tone, tip, i)
	), cell AS (
	    SELECT (nth - 1) / rows + 1 AS panel, (nth - 1) % rows + 1 AS i, figure, says
	    FROM shape, unnest(figures, says) WITH ORDINALITY AS t (figure, says, nth)
	), panel AS (
	    SELECT panel, wide, room + (panel - 1) * (wide + 14) AS x,
	           CASE WHEN one_scale THEN min(low) OVER () ELSE low END AS low,
	           CASE WHEN one_scale THEN max(high) OVER () ELSE high END AS high,
	           CASE WHEN one_scale THEN max(words) OVER () ELSE words END AS words
	    FROM (SELECT panel, room, (400 - room - (panels - 1) * 14) / panels AS wide,
	                 least(min(figure), 0) AS low, greatest(max(figure), 0) AS high, max(report.width(says)) + 5 AS words
	          FROM shape, cell
	          GROUP BY panel, room, panels) AS x
	), scale AS (
	    SELECT panel, unit, x - low * unit AS zero
	    FROM (SELECT *, coalesce(greatest(wide - words, 24) / nullif(high - low, 0), 0) AS unit FROM panel) AS p
	), bars AS (
	    SELECT i, string_agg(CASE WHEN figure IS NULL THEN ''
	                              ELSE report.bar(zero + least(figure, 0) * unit, bar_y, abs(figure) * unit, 16,
	                                              concat_ws(' ', CASE panel WHEN 1 THEN 'a' ELSE 'b' END, nullif(tone, '')), figure) END
	                         || CASE WHEN above THEN report.line(zero, bar_y - 1, zero, bar_y + 17, 'class="axis" stroke="#8893a0"') ELSE '' END
	                         || report.text_at(zero + greatest(figure, 0) * unit + 5, bar_y + 12.5, report.said(says), 'class="number"'), ''
	                         ORDER BY panel) AS drawn
	    FROM shape, cell JOIN scale USING (panel) JOIN line USING (i)
	    GROUP BY i
	), lines AS (
	    SELECT string_agg('<g>' || report.tip(label, tip) || report.touched(0, y, 400, high)
	                      || CASE WHEN above THEN report.name_at(0, y + 14, label, 400)
	                              ELSE report.name_at(room - 8, bar_y + 12.5, label, room, 'text-anchor="end"') END
	                      || drawn || '</g>', '' ORDER BY i) AS drawn
	    FROM shape, line JOIN bars USING (i)
	), heading AS (
	    SELECT coalesce(string_agg(report.text_at(zero, 14, report.escaped(heads[panel]), 'class="head"'), '' ORDER BY panel), '') AS drawn,
	           string_agg(report.line(zero, top, zero, top + rows * high, 'class="axis" stroke="#8893a0"'), '' ORDER BY panel) AS axes
	    FROM shape, scale
	)
	SELECT report.picture(chart, title, description, top + rows * high + 2,
	                      CASE WHEN heads IS NULL THEN '' ELSE heading.drawn END || lines.drawn || CASE WHEN above THEN '' ELSE axes END)
	FROM shape, heading, lines;
END;

-- Words

-- "the one band", "each of 7 bands".
CREATE FUNCTION report.each_of(n bigint, one text, many text DEFAULT NULL) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN CASE n WHEN 1 THEN 'the one ' || one ELSE 'each of ' || report.counted(n, one, many) END;

-- What bars there are, for lines of so many agencies each.
CREATE FUNCTION report.bars_of(agencies int[]) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN (SELECT 'A bar for ' || concat_ws(', one for ',
                                         CASE WHEN count(*) FILTER (WHERE n = 1) > 0
                                              THEN report.each_of(count(*) FILTER (WHERE n = 1), 'agency', 'agencies') END,
                                         report.counted(sum(n) FILTER (WHERE n > 1), 'other'),
                                         CASE WHEN bool_or(n = 0) THEN 'rows that name no agency' END)
        FROM unnest(agencies) AS n);

-- A number of things in full.
CREATE FUNCTION report.whole_number(n float8) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN to_char(round(n::numeric), 'FM999,999,999,999,999,999,990');

-- Where there is little room: "987", "1k", "1.2k", "35k", "1m"; or three digits, if they have it: "1.5", "35.4k".
CREATE FUNCTION report.tiny_number(n float8, room float8) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN (SELECT CASE WHEN report.width(finer, 11.2) <= room THEN finer ELSE coarser END
        FROM (SELECT CASE WHEN n < 9.95 THEN trim_scale(round(n::numeric, 1))::text
                          WHEN n < 999.5 THEN report.whole_number(n)
                          WHEN n < 999500 THEN trim_scale(round(n::numeric / 1000, CASE WHEN n < 99950 THEN 1 ELSE 0 END)) || 'k'
                          ELSE trim_scale(round(n::numeric / 1000000, 1)) || 'm' END AS finer,
                     CASE WHEN n < 999.5 THEN report.whole_number(n)
                          WHEN n < 999500 THEN trim_scale(round(n::numeric / 1000, CASE WHEN n < 9950 THEN 1 ELSE 0 END)) || 'k'
                          ELSE report.whole_number(n / 1000000) || 'm' END AS coarser) AS x);

CREATE FUNCTION report.day(day date) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN to_char(day, 'FMDD FMMonth YYYY');

-- Tables

-- Cells come as they are to be written; the first of a row names it, the others are numbers.
CREATE FUNCTION report.table_row(cells text[], class text DEFAULT NULL) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN (SELECT '<tr' || coalesce(' class="' || class || '"', '') || '>'
               || string_agg(CASE WHEN nth = 1 THEN '<th scope="row">' || cell || '</th>'
                                  ELSE '<td>' || coalesce(cell, '&#8211;') || '</td>' END, '' ORDER BY nth)
               || '</tr>'
        FROM unnest(cells) WITH ORDINALITY AS t (cell, nth));

-- foot: rows of what the picture leaves out.
CREATE FUNCTION report.table_of(caption text, heads text[], rows text, foot text DEFAULT NULL) RETURNS text
	LANGUAGE sql IMMUTABLE
RETURN (SELECT '<table><caption>' || report.escaped(caption) || '</caption><thead><tr>'
               || string_agg('<th scope="col">' || report.escaped(head) || '</th>', '' ORDER BY nth)
               || '</tr></thead><tbody>' || rows || '</tbody>' || coalesce('<tfoot>' || foot || '</tfoot>', '') || '</table>'
        FROM unnest(heads) WITH ORDINALITY AS t (head, nth));

-- Bands: of each two bars, its share of the contracts and of their value, on one scale.
CREATE FUNCTION report.band_bars(chart text, title text, labels text[], contracts int[], contract_shares float8[],
                                 amounts float8[], value_shares float8[]) RETURNS text
	LANGUAGE sql STABLE
RETURN (SELECT report.bars(chart, title,
                           format('Two bars for %s: its share of the contracts and of the value. Most contracts: %s, %s.', report.each_of(count(*), 'band'),
                                  (array_agg(label ORDER BY n DESC, nth))[1], report.percent(max(contract_share))),
                           labels,
                           array_agg(''::text),
                           array_agg(format('%s, %s of all; %s, %s of the value', report.counted(n, 'contract'),
                                            coalesce(report.percent(contract_share), 'no share'),
                                            coalesce(report.money(amount), 'value not known'), coalesce(report.percent(value_share), 'no share')) ORDER BY nth),
                           '{of contracts,of value}',
                           contract_shares || value_shares,
                           array_agg(coalesce(report.percent(contract_share), 'not known') ORDER BY nth)
                           || array_agg(coalesce(report.percent(value_share), CASE WHEN amount IS NULL THEN 'not known' ELSE 'no share' END) ORDER BY nth),
                           true)
        FROM unnest(labels, contracts, contract_shares, amounts, value_shares) WITH ORDINALITY
             AS band (label, n, contract_share, amount, value_share, nth));

-- A band's row in its table.
CREATE FUNCTION report.band_row(label text, contracts int, contract_share float8, amount float8, value_share float8) RETURNS text
	LANGUAGE sql STABLE
RETURN report.table_row(ARRAY[report.said(label), report.whole_number(contracts), report.said(report.percent(contract_share)),
                              report.said(report.money(amount)), report.said(report.percent(value_share))]);
