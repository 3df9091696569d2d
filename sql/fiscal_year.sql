--
-- fiscal_year: years that start in any month, and the money in them
--

-- names: by hand
SELECT fiscal_year('2020-06-30', 7) = '2019/20' AS last_day,
       fiscal_year('2020-07-01', 7) = '2020/21' AS first_day,
       fiscal_year('1999-12-31', 7) = '1999/00' AS century,
       fiscal_year('2009-08-01', 7) = '2009/10' AS padded,
       fiscal_year('2020-03-31', 4) = '2019/20' AND
       fiscal_year('2020-04-01', 4) = '2020/21' AS from_april,
       fiscal_year('2020-12-31', 1) = '2020' AND
       fiscal_year('2020-01-01', 1) = '2020' AS calendar_year,
       fiscal_year('2020-11-30', 12) = '2019/20' AS from_december,
       fiscal_year('0987-08-01', 7) = '0987/88' AS old;
-- they sort as text
SELECT bool_and(name > before) AS sorts
FROM (SELECT fiscal_year(day::date, 7) AS name,
             lag(fiscal_year(day::date, 7)) OVER (ORDER BY day) AS before
      FROM generate_series(timestamp '0900-08-01', '2300-08-01', '1 year') day) years;

-- every day of a few centuries is in the range of its year's name, which is a
-- year long and starts in the month
SELECT start_month, count(*) AS days,
       bool_and(day <@ fiscal_year_range(fiscal_year(day, start_month), start_month)) AS inside
FROM (SELECT day::date FROM generate_series(timestamp '1890-01-01', '2110-12-31', '3 days') day) days,
     (VALUES (1), (4), (7), (10), (12)) months (start_month)
GROUP BY start_month ORDER BY start_month;
SELECT bool_and(lower(r) = make_date(y, m, 1) AND
                upper(r) = make_date(y, m, 1) + interval '1 year') AS years
FROM generate_series(1990, 2030) y, generate_series(1, 12) m,
     fiscal_year_range(CASE WHEN m = 1 THEN y::text
                       ELSE y || '/' || lpad(((y + 1) % 100)::text, 2, '0') END, m) r;

-- $1,000 a day
SELECT fiscal_year, period, value
FROM by_fiscal_year(1095000, contract_term('2020-03-01', '2023-02-28'), 7)
ORDER BY fiscal_year;
-- 100.00 over 366 + 365 + 365 days of 1096: 33.394..., 66.697..., 100 rounded
SELECT fiscal_year, value
FROM by_fiscal_year(100.00, contract_term('2020-01-01', '2022-12-31'), 1)
ORDER BY fiscal_year;
-- cents at least, and the value's own decimal places if it has more
SELECT array_agg(value ORDER BY fiscal_year) AS cents
FROM by_fiscal_year(1, contract_term('2020-01-01', '2022-12-31'), 1);
SELECT array_agg(value ORDER BY fiscal_year) AS four_places
FROM by_fiscal_year(1.0000, contract_term('2021-01-01', '2023-12-31'), 1);
-- a claw-back is the same with the sign turned
SELECT array_agg(value ORDER BY fiscal_year) AS negative
FROM by_fiscal_year(-0.05, contract_term('2021-01-01', '2023-12-31'), 1);
SELECT array_agg(value ORDER BY fiscal_year) AS zero
FROM by_fiscal_year(0, contract_term('2021-01-01', '2022-12-31'), 1);

-- on random contracts: against days counted one by one
CREATE TEMP TABLE contract AS
SELECT i AS id,
       (((i * 7919) % 10000019)::numeric / 100 - 20000)::numeric(12, 2) AS value,
       contract_term(date '2010-01-01' + (i * 37) % 4000,
                     date '2010-01-01' + (i * 37) % 4000 + (i * 101) % 1500) AS term
FROM generate_series(1, 300) i;
WITH part AS (
    SELECT id, fiscal_year, period, part.value
    FROM contract c, by_fiscal_year(c.value, c.term, 7) part
), day AS (
    SELECT id, fiscal_year(day::date, 7) AS fiscal_year, count(*) AS days,
           min(day)::date AS first, max(day)::date AS last
    FROM contract, generate_series(lower(term), upper(term) - 1, interval '1 day') day
    GROUP BY id, fiscal_year(day::date, 7)
)
SELECT count(*) > 600 AS many,
       bool_and(part.id IS NOT NULL AND day.id IS NOT NULL) AS same_years,
       bool_and(period = daterange(first, last, '[]')) AS same_days,
       bool_and(abs(part.value - c.value * days / (upper(term) - lower(term))) < 0.01) AS within_a_cent
FROM part FULL JOIN day USING (id, fiscal_year) JOIN contract c USING (id);
SELECT bool_and(parts = value) AS adds_up, bool_and(scale(parts) = 2) AS in_cents
FROM (SELECT id, c.value, sum(part.value) AS parts
      FROM contract c, by_fiscal_year(c.value, c.term, 7) part GROUP BY id, c.value) sums;
-- the first years together are rounded only once
WITH part AS (
    SELECT id, c.value AS whole, c.term, upper(period) AS until,
           sum(part.value) OVER (PARTITION BY id ORDER BY fiscal_year) AS so_far
    FROM contract c, by_fiscal_year(c.value, c.term, 7) part
)
SELECT bool_and(so_far = round(whole * (until - lower(term)) / (upper(term) - lower(term)), 2)) AS rounded_once
FROM part;
-- and value_within says the same without rounding
SELECT bool_and(abs(part.value - value_within(c.value, c.term, fiscal_year_range(fiscal_year, 7))) < 0.01) AS as_value_within
FROM contract c, by_fiscal_year(c.value, c.term, 7) part;

-- what has no days keeps its money, in a row without a year
SELECT term, fiscal_year, period, part.value
FROM (VALUES (daterange(NULL, NULL)), (daterange('2020-01-01', NULL)),
             (daterange('2020-01-01', 'infinity')), ('empty'), (NULL)) v (term),
     by_fiscal_year(12.5, term, 7) part
ORDER BY term::text;
-- a value that is not known is not known in any year
SELECT fiscal_year, value IS NULL AS unknown
FROM by_fiscal_year(NULL, contract_term('2020-05-01', '2020-08-31'), 7) ORDER BY 1;
SELECT count(*) AS nothing FROM by_fiscal_year(NULL, NULL, 7);
-- large and small numbers
SELECT sum(value) = 1e40 + 0.123456789012345 AS exact
FROM by_fiscal_year(1e40 + 0.123456789012345, contract_term('2001-01-01', '2099-12-31'), 7);
SELECT count(*) AS years, sum(value) AS total
FROM by_fiscal_year(0.01, contract_term('1000-07-01', '2000-06-30'), 7);

\set VERBOSITY sqlstate
SELECT fiscal_year('2020-07-01', 0);
SELECT fiscal_year('2020-07-01', 13);
SELECT fiscal_year('infinity', 7);
SELECT fiscal_year('0044-03-15 BC', 7);
SELECT fiscal_year('10000-01-01', 7);
SELECT fiscal_year_range('2020/22', 7);
SELECT fiscal_year_range('2020', 7);
SELECT fiscal_year_range('2020/21', 1);
SELECT fiscal_year_range('9999/00', 7);
SELECT fiscal_year_range('0000/01', 7);
SELECT fiscal_year_range('9999', 1);
SELECT fiscal_year_range('', 7);
SELECT fiscal_year_range('20/21', 7);
SELECT fiscal_year_range('2020/2021', 7);
SELECT fiscal_year_range('abcd/ef', 7);
SELECT * FROM by_fiscal_year('NaN', contract_term('2020-05-01', '2020-08-31'), 7);
SELECT * FROM by_fiscal_year('-Infinity', NULL, 7);
SELECT * FROM by_fiscal_year(1, contract_term('2020-05-01', '2020-08-31'), NULL);
SELECT * FROM by_fiscal_year(1, contract_term('2020-05-01', '2020-08-31'), 13);
SELECT * FROM by_fiscal_year(1, contract_term('0044-03-15 BC', '2020-08-31'), 7);
\set VERBOSITY default
DO $$
DECLARE
    message text; hint text;
BEGIN
    PERFORM fiscal_year_range('2020/22', 7);
EXCEPTION WHEN invalid_parameter_value THEN
    GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
    RAISE NOTICE '% (%)', message, hint;
END $$;
-- what a call leaves behind in memory as long as the query lasts does not add up
SELECT count(f) AS calls, (SELECT sum(used_bytes) < 8000000 FROM pg_backend_memory_contexts WHERE name = 'ExecutorState') AS little
FROM generate_series(1, 50000) i, by_fiscal_year(i, '[2020-01-01,2020-02-01)', 7) f;
