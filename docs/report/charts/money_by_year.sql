-- Which year has how much money: the value of each term, dealt out by days to fiscal years.

CREATE FUNCTION report.money_by_year_chart() RETURNS text
	LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	WITH year AS MATERIALIZED (
	    SELECT row_number() OVER (ORDER BY place)::int AS nth, label, from_day, value, as_of, below_day <= as_of AS over,
	           CASE WHEN as_of >= from_day AND as_of < below_day THEN (as_of - from_day)::float8 / (below_day - from_day) END AS part
	    FROM report.money_by_year, (SELECT as_of FROM report.whole) AS w
	    WHERE from_day IS NOT NULL AND below_day IS NOT NULL
	), note AS MATERIALIZED (
	    SELECT place, from_day IS NULL AS before, label || ': ' || report.short_money(value) AS says
	    FROM report.money_by_year
	    WHERE (from_day IS NULL OR below_day IS NULL) AND value IS NOT NULL
	), axis AS (
	    SELECT years, now_nth, label_wide, step, floor(low / step) * step AS low, greatest(ceil(high / step), floor(low / step) + 1) * step AS high
	    FROM (SELECT count(*)::int AS years, coalesce(min(nth) FILTER (WHERE part IS NOT NULL), 0) AS now_nth, max(report.width(label, 11.2)) AS label_wide,
	                 least(min(value), 0) AS low, greatest(max(value), 0) AS high,
	                 report.step(greatest(max(value), 0) - least(min(value), 0), 5) AS step
	          FROM year) AS x
	), tick AS MATERIALIZED (
	    SELECT low + i * step AS value, report.short_money(low + i * step) AS says
	    FROM axis, generate_series(0, round((high - low) / step)::int) AS i
	), plot AS MATERIALIZED (
	    -- y of an amount v is base - v * unit
	    SELECT now_nth, label_wide, x, (394 - x) / nullif(years, 0) AS each, 226 AS floor, 226 + low * 200 / (high - low) AS base, 200 / (high - low) AS unit,
	           CASE WHEN said > 380 - x THEN 15 ELSE 0 END AS lower, notes
	    FROM axis, (SELECT max(report.width(says, 11.2)) + 8 AS x FROM tick) AS t,
	         (SELECT count(*) AS notes, sum(report.width(says, 11.2)) AS said FROM note) AS n
	), ticks AS (
	    SELECT string_agg(report.line(x, base - value * unit, 394, base - value * unit)
	                      || report.text_at(x - 6, base - value * unit + 4, report.said(says), 'class="number tick" text-anchor="end" font-size="11.2"'), ''
	                      ORDER BY value) AS drawn
	    FROM tick, plot
	), columns AS (
	    SELECT string_agg('<g>' || report.tip(label, coalesce(report.money(value), 'not known')) || report.touched(x + (nth - 1) * each, 26, each, 200)
	                      || CASE WHEN value IS NULL THEN ''
	                              ELSE report.bar(x + (nth - 0.86) * each, base - greatest(value, 0) * unit, 0.72 * each, abs(value) * unit,
	                                              CASE WHEN over THEN 'a' ELSE 'a rest' END, value) END
	                      || CASE WHEN (nth - now_nth) % ceil((label_wide + 6) / each)::int <> 0 THEN ''
	                              ELSE report.text_at(least(x + (nth - 0.5) * each, 400 - label_wide / 2), floor + 16, report.escaped(label),
	                                                  concat('text-anchor="middle" font-size="11.2" class="number tick', CASE WHEN nth = now_nth THEN ' now' END, '"')) END
	                      || '</g>', '' ORDER BY nth) AS drawn
	    FROM year, plot
	), today AS (
	    SELECT report.line(at, 4, at, floor, 'class="today" stroke="#a8640f" stroke-dasharray="4 3"')
	           || CASE WHEN at > 200 THEN report.text_at(at - 5, 14, report.day(as_of), 'class="head" text-anchor="end"')
	                   ELSE report.text_at(at + 5, 14, report.day(as_of), 'class="head"') END AS drawn
	    FROM (SELECT x + (nth - 1 + part) * each AS at, floor, as_of FROM year, plot WHERE part IS NOT NULL) AS t
	), notes AS (
	    SELECT string_agg(CASE WHEN before THEN report.text_at(x, floor + 36, report.said(says), 'class="head" font-size="11.2"')
	                           ELSE report.text_at(400, floor + 36 + lower, report.said(says), 'class="head" text-anchor="end" font-size="11.2"') END, ''
	                      ORDER BY place) AS drawn
	    FROM note, plot
	)
	SELECT CASE WHEN (SELECT count(value) FROM year) = 0
	            THEN report.nothing('No term with a first and a last day has a known value, so that there is nothing to draw.')
	            ELSE report.picture('money_by_year', 'Money by fiscal year',
	                     format('A column for %s. Most: %s.', report.each_of((SELECT count(*) FROM year), 'fiscal year'),
	                            (SELECT label || ', ' || report.short_money(value) FROM year ORDER BY value DESC NULLS LAST, nth LIMIT 1)),
	                     floor + 22 + CASE WHEN plot.notes > 0 THEN 20 + lower ELSE 0 END,
	                     ticks.drawn || columns.drawn || report.line(x, base, 394, base, 'class="axis" stroke="#8893a0"')
	                     || coalesce((SELECT drawn FROM today), '') || coalesce(notes.drawn, '')) END
	FROM plot, ticks, columns, notes;
END;

CREATE FUNCTION report.money_by_year_table() RETURNS text
	LANGUAGE sql STABLE SET jit = off
RETURN (SELECT report.table_of('Money by fiscal year', '{Fiscal year,From,To,Value}',
                               string_agg(line, '' ORDER BY place) FILTER (WHERE is_year),
                               string_agg(line, '' ORDER BY place) FILTER (WHERE NOT is_year))
        FROM (SELECT place, from_day IS NOT NULL AND below_day IS NOT NULL AS is_year,
                     report.table_row(ARRAY[report.said(label), report.day(from_day), report.day(below_day - 1), report.said(report.money(value))]) AS line
              FROM report.money_by_year) AS x);
