-- From the cells of a CSV to the table reading, which load.sql reads.
--
-- There before: staging, the cells as they are written, NULL where blank; the variables
-- mark, dates, zone and blank_end, which go to the extension's readers as they are.

-- A type's input has no mode in which it says NULL, so each different cell is tried once.
CREATE FUNCTION pg_temp.read_frequency(text) RETURNS frequency
	LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	RETURN $1::frequency;
EXCEPTION WHEN data_exception THEN
	RETURN NULL;
END $$;

CREATE TEMP TABLE frequency_said AS
SELECT said, pg_temp.read_frequency(said) AS frequency
FROM (SELECT DISTINCT reporting_frequency AS said FROM staging) AS x
WHERE said IS NOT NULL;

-- What stands in an amount beyond 10^18 is a slip or a joke, and sums have an end.
CREATE TABLE reading AS
SELECT row, agency, provider,
       CASE WHEN abs(amount) < 1e18 THEN amount END AS value,
       CASE WHEN abs(amount) < 1e18 THEN coalesce(currency, read_currency(value)) END AS currency,
       read_term(start_date, end_date, :'dates', nullif(:'zone', ''), :'blank_end', false) AS term,
       frequency, contract_id, 1 AS sharing
FROM staging
     LEFT JOIN frequency_said ON said = reporting_frequency,
     LATERAL (SELECT read_amount(value, :'mark', false) AS amount OFFSET 0) AS x;

-- gap(row, place, problem, cell): what is not there or cannot be read.  An end is tried
-- behind the earliest start, so that it is not blamed for standing before its own.
CREATE TABLE gap AS
SELECT row, place, problem, cell
FROM staging
     JOIN reading AS r USING (row),
     LATERAL (SELECT r.term IS NULL AND start_date IS NOT NULL
                         AND read_date(start_date, :'dates', nullif(:'zone', ''), false) IS NULL,
                     r.term IS NULL AND end_date IS NOT NULL
                         AND read_term('1800-01-01', end_date, :'dates', nullif(:'zone', ''),
                                       strict => false) IS NULL
             ) AS bad (a_start, an_end),
     LATERAL (VALUES
         (1, staging.agency IS NULL, 'no agency', NULL),
         (2, staging.provider IS NULL, 'no provider', NULL),
         (3, staging.value IS NULL, 'no value', NULL),
         (4, staging.value IS NOT NULL AND r.value IS NULL, 'unreadable value', staging.value),
         (6, start_date IS NULL, 'no start date', NULL),
         (7, bad.a_start, 'unreadable start date', start_date),
         (8, end_date IS NULL AND r.term IS NULL, 'no end date', NULL),
         (9, bad.an_end, 'unreadable end date', end_date),
         (10, r.term IS NULL AND start_date IS NOT NULL AND end_date IS NOT NULL
                  AND NOT bad.a_start AND NOT bad.an_end,
              'ends before it starts', start_date || ' to ' || end_date),
         (11, upper_inf(r.term), 'open-ended', coalesce(end_date, '')),
         (12, reporting_frequency IS NULL AND :'columns' ~ 'reporting_frequency',
              'no reporting frequency', NULL),
         (13, reporting_frequency IS NOT NULL AND r.frequency IS NULL,
              'unreadable frequency', reporting_frequency)
     ) AS test (place, fails, problem, cell)
WHERE fails;

-- Nothing of a CSV is left out.
CREATE TABLE left_out (place int, what text, unit text, number bigint);

-- Of each column that is read, how many cells say something and how many of these
-- cannot be read.
CREATE TABLE legible AS
SELECT name, cells, count(gap.row) AS unreadable, place
FROM (SELECT count(value), count(start_date), count(end_date), count(reporting_frequency) FROM staging)
         AS n (a, b, c, d),
     LATERAL (VALUES (4, 'value', a), (7, 'start_date', b), (9, 'end_date', c), (13, 'reporting_frequency', d))
         AS column_of (place, name, cells)
     LEFT JOIN gap USING (place)
GROUP BY name, cells, place;

-- Why not, in the words of the strict reader.
CREATE FUNCTION pg_temp.refusal(place int, cell text, mark text, dates text, zone text,
                                OUT reason text, OUT hint text)
	LANGUAGE plpgsql AS $$
BEGIN
	CASE place
		WHEN 4 THEN PERFORM read_amount(cell, mark);
		WHEN 7 THEN PERFORM read_date(cell, dates, zone);
		WHEN 9 THEN PERFORM read_term('1800-01-01', cell, dates, zone);
		ELSE PERFORM cell::frequency;
	END CASE;
	reason := 'It is 10^18 or more.';	-- what a reader reads, and nothing here adds up
EXCEPTION WHEN data_exception THEN
	GET STACKED DIAGNOSTICS reason = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	IF coalesce(reason, '') = '' THEN
		reason := 'It is none that is known.';
	END IF;
END $$;

-- Parameters of functions are options here.
CREATE FUNCTION pg_temp.as_option(hint text) RETURNS text
	LANGUAGE sql AS $$
SELECT replace(replace(regexp_replace(regexp_replace(regexp_replace(hint,
           'decimal_mark => ''(.)''', 'MARK=''\1'''), 'date_order => ''(...)''', 'DATES=\1'),
           'time_zone => ''([^'']*)''', 'ZONE=\1'),
           'decimal_mark', 'MARK'), 'date_order', 'DATES')
$$;

-- The different cells, the most frequent first; a thousand of a column say it all.
CREATE TABLE unreadable AS
SELECT place, cell, rows, r.reason,
       pg_temp.as_option(nullif(r.hint, '')) AS hint
FROM (SELECT place, cell, count(*) AS rows,
             row_number() OVER (PARTITION BY place ORDER BY count(*) DESC, cell) AS nth
      FROM gap WHERE place IN (4, 7, 9, 13)
      GROUP BY place, cell) AS cells,
     pg_temp.refusal(place, cell, :'mark', :'dates', nullif(:'zone', '')) AS r
WHERE nth <= 1000;
