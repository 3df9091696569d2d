-- Term and money: one contract at a time.
--
-- Beside each function stands its definition in plain SQL, or a value worked by hand.
\pset format unaligned
\pset footer off
\pset null NULL

-- contract_term: contracts are written with an inclusive end
SELECT contract_term('2018-07-01', '2021-06-30') AS three_years,
       contract_term('2021-01-01', '2021-01-01') AS one_day,
       contract_term('2020-02-28', '2020-02-29') AS to_leap_day;
SELECT contract_term('2021-01-01', NULL) AS open_ended,
       contract_term(NULL, '2021-01-01') AS no_start,
       contract_term(NULL, NULL) AS nothing;
-- an infinite end is open-ended too; an infinite start is an unknown beginning: neither has a length
SELECT contract_term('2021-01-01', 'infinity') @> date '5874897-12-31' AS goes_on,
       term_years(contract_term('2021-01-01', 'infinity')) AS infinite_end,
       term_years(contract_term('-infinity', '2021-01-01')) AS infinite_start,
       term_years(contract_term('-infinity', 'infinity')) AS both_ends;
-- the range's own inclusive end says the same
SELECT count(*) AS terms,
       bool_and(contract_term(s, s + d) IS NOT DISTINCT FROM daterange(s, s + d, '[]')) AS same
FROM (SELECT date '1999-12-25' + 13 * i AS s, i % 17 AS d FROM generate_series(0, 999) AS i) AS c;

-- term_years: whole anniversaries plus days of the anniversary year
SELECT term_years('[2018-07-01,2021-07-01)') AS three,
       term_years(daterange('2018-07-01', '2021-06-30', '[]')) AS inclusive,
       term_years('[1920-01-01,2020-01-01)') AS hundred,
       term_years('[2020-01-01,2020-07-02)') AS half;
-- 1/365, and 1/366 when the year from the start has 366 days, which the calendar year need not
SELECT round(term_years('[2018-07-01,2021-07-02)'), 10) AS three_and_a_day,
       round(term_years('[2021-01-01,2021-01-02)'), 10) AS day_of_365,
       round(term_years('[2020-01-01,2020-01-02)'), 10) AS day_of_366,
       round(term_years('[2019-03-01,2019-03-02)'), 10) AS day_of_366_from_march,
       round(term_years('[2020-03-01,2020-03-02)'), 10) AS day_of_365_from_march;
-- starting on 29 February: the anniversary is 28 February, and 29 February in leap years
SELECT term_years('[2020-02-29,2021-02-28)') AS one,
       round(term_years('[2020-02-29,2021-03-01)') - 1, 10) AS a_day_more,
       round(term_years('[2020-02-29,2021-02-27)') * 365, 8) AS days_of_365,
       term_years('[2020-02-29,2024-02-29)') AS four,
       round((term_years('[2020-02-29,2024-02-28)') - 3) * 366, 8) AS days_of_366,
       term_years('[2000-02-29,2100-02-28)') AS hundred;
-- no length: open, infinite, unknown; an empty term has none to measure but is not unknown
SELECT term_years('[2020-01-01,)') AS open_ended, term_years('(,2020-01-01)') AS open_start,
       term_years('(,)') AS always, term_years('[2020-01-01,infinity)') AS infinite_end,
       term_years('[-infinity,2020-01-01)') AS infinite_start,
       term_years('empty') AS empty, term_years('[2020-01-01,2020-01-01)') AS empty_too,
       term_years(NULL) AS unknown;
-- before Christ: 2 BC, 1 BC, AD 1 and AD 2 are four years; 1 BC and 5 BC are leap years, 101 BC is not in our calendar
SELECT term_years(daterange('0002-01-01 BC', '0003-01-01')) AS four,
       term_years(daterange('0001-02-29 BC', '0001-02-28')) AS one,
       round(term_years(daterange('0001-01-01 BC', '0001-01-02 BC')) * 366, 8) AS leap_day,
       round(term_years(daterange('0002-01-01 BC', '0002-01-02 BC')) * 365, 8) AS plain_day,
       round(term_years(daterange('0101-01-01 BC', '0101-01-02 BC')) * 365, 8) AS centennial_day,
       round(term_years(daterange('0401-01-01 BC', '0401-01-02 BC')) * 366, 8) AS fourth_centennial_day;
-- the first and last days that there are: from 24 November 4713 BC (year -4712) to 24 November 5874897 it is
-- 5,879,609 years, and 37 days of 365 to the end of that year
SELECT round(term_years(daterange('4713-11-24 BC', '5874897-12-31')), 10) AS all_time,
       round(5879609 + 37 / 365.0, 10) AS by_hand,
       term_years(daterange('5874896-01-01', '5874897-01-01')) AS last_year,
       term_years(daterange('4713-11-24 BC', '4712-11-24 BC')) AS first_year;

-- the definition in plain SQL, in units of 1/133590 year (365 * 366), on 20,000 terms of up to 110 years, every
-- eighth starting on 29 February
DO $$ BEGIN PERFORM setseed(0.18); END $$;
CREATE TEMP TABLE term AS
SELECT i, s AS start, s + d AS past
FROM (SELECT i,
             CASE WHEN i % 8 = 0 THEN make_date(1904 + 4 * (random() * 23)::int, 2, 29)
                  ELSE date '1890-01-01' + (random() * 73000)::int END AS s,
             (random() ^ 3 * 40000)::int AS d
      FROM generate_series(1, 20000) AS i) AS r;
CREATE FUNCTION pg_temp.anniversary(start date, n int) RETURNS date LANGUAGE sql AS
  $$ SELECT (start + make_interval(years => n))::date $$;
CREATE FUNCTION pg_temp.units(start date, past date) RETURNS numeric LANGUAGE sql AS $$
  SELECT n * 133590::numeric
         + (past - pg_temp.anniversary(start, n))
           * (133590 / (pg_temp.anniversary(start, n + 1) - pg_temp.anniversary(start, n)))
  FROM (SELECT y - (pg_temp.anniversary(start, y) > past)::int AS n
        FROM (SELECT (extract(year FROM past) - extract(year FROM start))::int AS y) AS years) AS whole
$$;
SELECT count(*) AS terms,
       count(*) FILTER (WHERE to_char(start, 'MMDD') = '0229') >= 2500 AS with_leap_days,
       bool_and((round(years * 133590, 8) = units) IS TRUE) AS exact,
       bool_and((abs(years - units / 133590) <= 1e-15 * units / 133590) IS TRUE) AS digits
FROM (SELECT start, term_years(daterange(start, past)) AS years, pg_temp.units(start, past) AS units
      FROM term) AS t;
-- from any day to its nth anniversary it is n years, written as a whole number
SELECT count(*) AS terms, bool_and((term_years(daterange(s, pg_temp.anniversary(s, n)))::text = n::text) IS TRUE) AS whole
FROM (SELECT date '2019-12-15' + 3 * i AS s FROM generate_series(0, 499) AS i) AS d, generate_series(0, 100, 5) AS n;
-- a longer term is never shorter in years, and each day adds 1/366 or 1/365 of one (clipping at 28 February aside)
SELECT count(*) AS days, bool_and((step IN (365, 366)) IS TRUE) AS by_a_day
FROM (SELECT round((term_years(daterange('2019-05-17', '2019-05-18'::date + i))
                    - term_years(daterange('2019-05-17', '2019-05-17'::date + i))) * 133590) AS step
      FROM generate_series(1, 4000) AS i) AS s;

-- remaining: what is left on the day
SELECT remaining('[2020-01-01,2024-01-01)', '2022-01-01') AS half_way,
       remaining('[2020-01-01,2024-01-01)', '2019-01-01') AS not_begun,
       remaining('[2020-01-01,2024-01-01)', '2023-12-31') AS last_day,
       remaining('[2020-01-01,2024-01-01)', '2024-01-01') AS over;
SELECT remaining('[2020-01-01,)', '2022-01-01') AS open_ended,
       remaining('(,2024-01-01)', '2022-01-01') AS open_start,
       remaining('empty', '2022-01-01') AS empty,
       remaining(NULL, '2022-01-01') AS no_term, remaining('[2020-01-01,2024-01-01)', NULL) AS no_day;
SELECT remaining('[2020-01-01,2024-01-01)', '-infinity') AS before_time,
       remaining('[2020-01-01,2024-01-01)', 'infinity') AS after_time;
SELECT count(*) AS terms,
       bool_and(remaining(daterange(start, past), day)
                IS NOT DISTINCT FROM nullif(daterange(start, past) * daterange(day, NULL), 'empty')) AS same
FROM (SELECT *, start + i % 3000 - 500 AS day FROM term) AS t;

-- annualised_value: 60,000 for half of 2021 (181 days of 365) is 120,994.48 a year
SELECT round(annualised_value(60000, contract_term('2021-01-01', '2021-06-30')), 6) AS half_year,
       round(annualised_value(300000, '[2018-07-01,2021-07-01)'), 6) AS three_years,
       round(annualised_value(-300000, '[2018-07-01,2021-07-01)'), 6) AS clawed_back,
       round(annualised_value(0, '[2018-07-01,2021-07-01)'), 6) AS nothing,
       round(annualised_value(1, '[2021-01-01,2021-01-02)'), 6) AS one_day;
SELECT annualised_value(100, '[2020-01-01,)') AS open_ended, annualised_value(100, 'empty') AS empty,
       annualised_value(NULL, '[2020-01-01,2021-01-01)') AS no_value, annualised_value(100, NULL) AS no_term;
SELECT count(*) > 19000 AS terms,
       bool_and((abs(annualised_value(i, daterange(start, past)) - i * 133590.0 / units) <= 1e-12 * i * 133590.0 / units) IS TRUE) AS same
FROM (SELECT *, pg_temp.units(start, past) AS units FROM term WHERE past > start) AS t;

-- value_within: 1,095,000 over 1,095 days, 1 March 2020 to 28 February 2023, is 1,000 a day
SELECT fy, round(value_within(1095000, contract_term('2020-03-01', '2023-02-28'), period), 4) AS value
FROM (VALUES ('2019/20', daterange('2019-07-01', '2020-07-01')), ('2020/21', '[2020-07-01,2021-07-01)'),
             ('2021/22', '[2021-07-01,2022-07-01)'), ('2022/23', '[2022-07-01,2023-07-01)'),
             ('2023/24', '[2023-07-01,2024-07-01)')) AS p(fy, period)
ORDER BY fy;
SELECT round(value_within(1095000, t, '(,)'), 4) AS always,
       round(value_within(1095000, t, '(,2020-07-01)'), 4) AS up_to,
       round(value_within(1095000, t, '[2022-07-01,)'), 4) AS from_then_on,
       round(value_within(1095000, t, '[2022-07-01,infinity)'), 4) AS for_ever,
       round(value_within(1095000, t, 'empty'), 4) AS never,
       round(value_within(-1095000, t, '[2020-03-01,2020-03-02)'), 4) AS clawed_back
FROM contract_term('2020-03-01', '2023-02-28') AS t;
-- a period that the contract fills, and a contract that the period fills
SELECT round(value_within(730, '[2021-01-01,2023-01-01)', '[2021-06-01,2021-06-02)'), 4) AS one_day,
       round(value_within(730, '[2021-06-01,2021-06-02)', '[2021-01-01,2023-01-01)'), 4) AS all_of_it;
SELECT value_within(100, '[2020-01-01,)', '[2020-01-01,2021-01-01)') AS open_ended,
       value_within(100, '(,2020-01-01)', '[2019-01-01,2021-01-01)') AS open_start,
       value_within(100, '[2020-01-01,infinity)', '[2020-01-01,2021-01-01)') AS infinite,
       value_within(NULL, '[2020-01-01,2021-01-01)', '[2020-01-01,2021-01-01)') AS no_value,
       value_within(100, NULL, '[2020-01-01,2021-01-01)') AS no_term,
       value_within(100, '[2020-01-01,2021-01-01)', NULL) AS no_period;
-- an empty term has no days to spread a value over
SELECT value_within(100, 'empty', '[2020-01-01,2021-01-01)') AS empty;
-- the definition in plain SQL: value * days in both / days of the term
SELECT count(*) > 19000 AS terms,
       bool_and((abs(got - value * both_days / days) <= 1e-12 * abs(value)) IS TRUE) AS same
FROM (SELECT value, past - start AS days,
             greatest(least(past, b) - greatest(start, a), 0)::numeric AS both_days,
             value_within(value, daterange(start, past), daterange(a, b)) AS got
      FROM (SELECT *, (i - 9000) * 1.37 AS value, start + i % 1777 - 400 AS a,
                   start + i % 1777 - 400 + i % 811 AS b FROM term WHERE past > start) AS t) AS v;
-- days apart: the parts of a split period sum to the whole
SELECT count(*) > 19000 AS terms,
       bool_and((abs(value_within(i, t, daterange(NULL, day)) + value_within(i, t, daterange(day, NULL)) - i)
                <= 1e-11 * i) IS TRUE) AS sums
FROM (SELECT i, daterange(start, past) AS t, start + i % 2000 - 100 AS day FROM term WHERE past > start) AS s;
DROP TABLE term;
