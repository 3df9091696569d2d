-- From the columns of any CSV to the table that the analyses read.
--
-- There before: staging(row, c1, c2, ...), the file's fields as text, and
-- csv_column(name, position), which of them is which.  Nothing is thrown away:
-- what cannot be read becomes NULL, the row stays, and load_problem has a line
-- for it.  The figures then count it as missing where they need it.

-- Casts that say NULL where a cast would fail.
CREATE FUNCTION pg_temp.read_date(text) RETURNS date
	LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	-- ISO 8601 only, for 3/4/2021 is two different days; a time may follow.
	IF $1 ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?$' THEN
		RETURN left($1, 10)::date;
	END IF;
	RETURN NULL;
EXCEPTION WHEN data_exception THEN
	RETURN NULL;
END $$;

CREATE FUNCTION pg_temp.read_value(text) RETURNS numeric
	LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	-- Digits and a decimal point only, for 1,234 is two different amounts.
	IF $1 ~ '^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,2})?$' THEN
		RETURN $1::numeric;
	END IF;
	RETURN NULL;
EXCEPTION WHEN data_exception THEN
	RETURN NULL;
END $$;

CREATE FUNCTION pg_temp.read_frequency(text) RETURNS frequency
	LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
	RETURN $1::frequency;
EXCEPTION WHEN data_exception THEN
	RETURN NULL;
END $$;

SELECT count(*) > 0 AS has_reporting FROM csv_column WHERE name = 'reporting_frequency' \gset

-- The columns, trimmed, under their own names.
SELECT format('CREATE TEMP VIEW field AS SELECT row, %s FROM staging',
              string_agg(format($$nullif(btrim(c%s, E' \t\r\n'), '') AS %I$$,
                                position, name), ', ')
              || CASE WHEN :'has_reporting' THEN '' ELSE ', NULL AS reporting_frequency' END)
FROM csv_column
WHERE name IN ('agency', 'provider', 'value', 'start_date', 'end_date', 'reporting_frequency')
\gexec

CREATE TEMP TABLE reading AS
SELECT row, agency, provider, value, start_date, end_date, reporting_frequency,
       pg_temp.read_frequency(reporting_frequency) AS frequency,
       pg_temp.read_value(value)     AS amount,
       pg_temp.read_date(start_date) AS first_day,
       pg_temp.read_date(end_date)   AS last_day
FROM field;

CREATE TABLE arrangement (
	row      bigint PRIMARY KEY,      -- its place in the file, header not counted
	agency   text,
	provider text,
	value    numeric,
	term     daterange,
	reporting_frequency frequency
);

INSERT INTO arrangement
SELECT row, agency, provider, amount,
       CASE
           -- "no end" is an open-ended term, an unreadable end is not
           WHEN end_date IS NOT NULL AND last_day IS NULL THEN NULL
           WHEN last_day < first_day THEN NULL
           ELSE contract_term(first_day, last_day)
       END,
       frequency
FROM reading;

CREATE TABLE load_problem (
	row     bigint,
	place   int,
	problem text,
	found   text,
	misses  text
);

INSERT INTO load_problem
SELECT row, place, problem, found, misses
FROM reading,
     LATERAL (VALUES
         (1, agency IS NULL, 'no agency', '', 'its own line: (no agency)'),
         (2, provider IS NULL, 'no provider', '', 'who holds the money'),
         (3, value IS NULL, 'no value', '', 'everything weighted by value'),
         (4, amount IS NULL AND value IS NOT NULL,
             'unreadable value', value, 'everything weighted by value'),
         (5, start_date IS NULL, 'no start date', '', 'lengths'),
         (6, first_day IS NULL AND start_date IS NOT NULL,
             'unreadable start date', start_date, 'lengths'),
         (7, end_date IS NULL, 'no end date (open-ended)', '', 'lengths'),
         (8, last_day IS NULL AND end_date IS NOT NULL,
             'unreadable end date', end_date, 'lengths'),
         (9, last_day < first_day, 'ends before it starts',
             start_date || ' to ' || end_date, 'lengths'),
         (10, reporting_frequency IS NULL AND :'has_reporting', 'no reporting frequency', '',
             'reporting'),
         (11, frequency IS NULL AND reporting_frequency IS NOT NULL,
             'unreadable frequency', reporting_frequency, 'reporting')
     ) AS test (place, fails, problem, found, misses)
WHERE fails;

ANALYZE arrangement;

\pset footer off
\pset null '-'
\pset border 1
\echo
\echo 'WHAT WAS READ'
\echo
SELECT count(*)                                  AS "rows",
       count(*) FILTER (WHERE NOT flawed)        AS "complete",
       count(*) FILTER (WHERE flawed)            AS "with a gap",
       count(DISTINCT agency)                    AS "agencies",
       count(DISTINCT provider)                  AS "providers"
FROM (SELECT a.*, row IN (SELECT row FROM load_problem) AS flawed
      FROM arrangement AS a) AS x;

SELECT count(*) > 0 AS any_problem FROM load_problem \gset
\if :any_problem
\echo 'Rows with a gap stay in, and count as missing in the figures that need it:'
\echo
SELECT problem                             AS "problem",
       count(*)                            AS "rows",
       min(row)                            AS "first in row",
       left(min(found) FILTER (WHERE first), 30) AS "which says",
       misses                              AS "missing from"
FROM (SELECT *, row = min(row) OVER (PARTITION BY place) AS first
      FROM load_problem) AS x
GROUP BY place, problem, misses
ORDER BY place;
\endif
