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
-- and so is a day that stands for no end where a last day must be given; those of the years beside are days
SELECT last, contract_term('2021-01-01', last) AS term,
       term_years(contract_term('2021-01-01', last)) IS NULL AS no_length,
       contract_term('2021-01-01', last) IS NOT DISTINCT FROM read_term('2021-01-01', last::text) AS as_read
FROM unnest('{9999-12-31, 9999-01-01, 9998-12-31, 2999-12-31, 2999-01-01, 2998-12-31, 3000-01-01}'::date[]) AS last;
SELECT contract_term('2999-12-31', '2999-12-30');
-- a thousand a year for two years; what goes on has no length, and counts as missing
SELECT mean_length(t), weighted_length(t), measured_rows(t), missing_rows(t), value_coverage(t)
FROM (SELECT term_summary(contract_term('2021-01-01', last), 1000) AS t
      FROM unnest('{2022-12-31, 9999-12-31}'::date[]) AS last) AS s;
-- the range's own inclusive end says the same
SELECT count(*) AS terms,
       bool_and(contract_term(s, s + d) IS NOT DISTINCT FROM daterange(s, s + d, '[]')) AS same
FROM (SELECT date '1999-12-25' + 13 * i AS s, i % 17 AS d FROM generate_series(0, 999) AS i) AS c;

-- term_years: whole months, 1/12 each, plus days of the month from the last of them on
SELECT term_years('[2018-07-01,2021-07-01)') AS three,
       term_years(daterange('2018-07-01', '2021-06-30', '[]')) AS inclusive,
       term_years('[1920-01-01,2020-01-01)') AS hundred,
       term_years('[2020-07-01,2021-01-01)') AS july_to_december,
       term_years('[2021-01-01,2021-07-01)') AS january_to_june,
       term_years(contract_term('2020-05-17', '2020-08-16')) AS three_months;
-- a day more than three years is 3 + 1/372; a day is a 28th to a 31st of a month, which from 30 January 2021 has 29 days
SELECT round((term_years(contract_term('2018-07-01', '2021-07-01')) - 3) * 372, 8) AS three_and_a_day,
       round(term_years('[2021-02-01,2021-02-02)') * 12 * 28, 8) AS of_28,
       round(term_years('[2020-02-01,2020-02-02)') * 12 * 29, 8) AS of_29,
       round(term_years('[2021-04-01,2021-04-02)') * 12 * 30, 8) AS of_30,
       round(term_years('[2021-01-01,2021-01-02)') * 12 * 31, 8) AS of_31,
       round(term_years('[2021-01-30,2021-01-31)') * 12 * 29, 8) AS of_30_january;
-- what core says of days that a month does not have: the last one, and counted from the start
SELECT (date '2020-02-29' + interval '12 months')::date AS "29 February 2020 + 12",
       (date '2020-02-29' + interval '48 months')::date AS "+ 48",
       (date '2020-08-31' + interval '6 months')::date AS "31 August 2020 + 6", (date '2020-08-31' + interval '7 months')::date AS "+ 7",
       (date '2021-01-31' + interval '1 month' + interval '1 month')::date AS "31 January 2021 + 1 + 1",
       (date '2021-01-31' + interval '2 months')::date AS "+ 2";
-- starting on 29 February: a year ends on 28 February, in leap years on the 29th
SELECT term_years('[2020-02-29,2021-02-28)') AS one,
       term_years(contract_term('2020-02-29', '2021-02-27')) AS inclusive,
       round((term_years('[2020-02-29,2021-03-01)') - 1) * 12 * 29, 8) AS a_day_more,
       round((1 - term_years('[2020-02-29,2021-02-27)')) * 12 * 30, 8) AS a_day_less,
       term_years('[2020-02-29,2024-02-29)') AS four,
       round((4 - term_years('[2020-02-29,2024-02-28)')) * 12 * 31, 8) AS a_day_less_than_four,
       term_years('[2000-02-29,2100-02-28)') AS hundred;
-- and on the 31st: to 27 February it is six months, with 28 February a day more, of 31 to the end of the seventh
SELECT term_years(contract_term('2020-08-31', '2021-02-27')) AS six_months,
       round((term_years(contract_term('2020-08-31', '2021-02-28')) - 0.5) * 372, 8) AS a_day_more,
       round(term_years(contract_term('2020-08-31', '2021-03-30')) * 12, 8) AS seven_months,
       term_years('[2021-01-31,2021-04-30)') AS three_months;
-- no length: open, infinite, unknown; an empty term has none to measure but is not unknown
SELECT term_years('[2020-01-01,)') AS open_ended, term_years('(,2020-01-01)') AS open_start,
       term_years('(,)') AS always, term_years('[2020-01-01,infinity)') AS infinite_end,
       term_years('[-infinity,2020-01-01)') AS infinite_start,
       term_years('empty') AS empty, term_years('[2020-01-01,2020-01-01)') AS empty_too,
       term_years(NULL) AS unknown;
-- before Christ: 2 BC, 1 BC, AD 1 and AD 2 are four years; 1 BC and 401 BC are leap years, 101 BC is not in our calendar
SELECT term_years(daterange('0002-01-01 BC', '0003-01-01')) AS four,
       term_years(daterange('0001-02-29 BC', '0001-02-28')) AS one,
       round(term_years(daterange('0001-02-01 BC', '0001-02-02 BC')) * 12 * 29, 8) AS leap_year,
       round(term_years(daterange('0002-02-01 BC', '0002-02-02 BC')) * 12 * 28, 8) AS plain_year,
       round(term_years(daterange('0101-02-01 BC', '0101-02-02 BC')) * 12 * 28, 8) AS centennial_year,
       round(term_years(daterange('0401-02-01 BC', '0401-02-02 BC')) * 12 * 29, 8) AS fourth_centennial_year;
-- the first and last days that there are: from 24 November 4713 BC (year -4712) to 24 November 5874897 it is
-- 5,879,609 years, a month to 24 December, and 7 days of 31
SELECT round(term_years(daterange('4713-11-24 BC', '5874897-12-31')), 10) AS all_time,
       round(5879609 + 1 / 12.0 + 7 / 372.0, 10) AS by_hand,
       term_years(daterange('5874896-01-01', '5874897-01-01')) AS last_year,
       term_years(daterange('4713-11-24 BC', '4712-11-24 BC')) AS first_year;

-- the definition in plain SQL, in units of 1/4530960 year (12 * 377580, which 28, 29, 30 and 31 divide): the most months
-- that "start + interval" does not carry beyond the end, found by trying those that so many days can be. 20,000 terms of
-- up to 110 years; of every eight one starts on 29 February, one on the last day of a month, one before Christ, one far
-- in the future
DO $$ BEGIN PERFORM setseed(0.18); END $$;
CREATE TEMP TABLE term AS
SELECT i, s AS start, s + d AS past
FROM (SELECT i,
             CASE i % 8 WHEN 0 THEN make_date(1904 + 4 * (random() * 23)::int, 2, 29)
                        WHEN 1 THEN (date '1890-02-01' + make_interval(months => (random() * 2400)::int))::date - 1
                        WHEN 2 THEN date '4700-01-01 BC' + (random() * 1700000)::int
                        WHEN 3 THEN date '2100-01-01' + (random() * 100000000)::int
                        ELSE date '1890-01-01' + (random() * 73000)::int END AS s,
             (random() ^ 3 * 40000)::int AS d
      FROM generate_series(1, 20000) AS i) AS r;
CREATE FUNCTION pg_temp.months_on(start date, n int) RETURNS date LANGUAGE sql AS
  $$ SELECT (start + make_interval(months => n))::date $$;
CREATE FUNCTION pg_temp.units(start date, past date) RETURNS numeric LANGUAGE sql AS $$
  SELECT n * 377580::numeric
         + (past - pg_temp.months_on(start, n)) * (377580 / (pg_temp.months_on(start, n + 1) - pg_temp.months_on(start, n)))
  FROM (SELECT max(n) AS n
        FROM generate_series((past - start) / 31, (past - start) / 30 + 1) AS n
        WHERE pg_temp.months_on(start, n) <= past) AS whole
$$;
SELECT count(*) AS terms,
       count(*) FILTER (WHERE to_char(start, 'MMDD') = '0229') >= 2500 AS with_leap_days,
       count(*) FILTER (WHERE extract(day FROM start) = 31) >= 1250 AS with_31sts,
       count(*) FILTER (WHERE past < '0001-01-01') > 2000 AS before_christ,
       max(start) > '250000-01-01' AS far_future,
       bool_and((round(years * 4530960, 8) = units) IS TRUE) AS exact,
       bool_and((abs(years - units / 4530960) <= 1e-15 * units / 4530960) IS TRUE) AS digits
FROM (SELECT start, past, term_years(daterange(start, past)) AS years, pg_temp.units(start, past) AS units
      FROM term) AS t;
-- every start of four years and a bit, to the end of each of 50 months, a day before and a day after: from one such day
-- to the next there are 28 to 31
CREATE TEMP TABLE edge AS
SELECT s, n, pg_temp.months_on(s, n - 1) AS before, pg_temp.months_on(s, n) AS day, pg_temp.months_on(s, n + 1) AS after
FROM (SELECT date '2019-12-15' + i AS s FROM generate_series(0, 1499) AS i) AS d, generate_series(1, 50) AS n;
SELECT count(*) AS edges,
       array_agg(DISTINCT after - day ORDER BY after - day) AS days,
       bool_and((round(term_years(daterange(s, day)) * 4530960, 8) = n * 377580) IS TRUE) AS at,
       bool_and((round(term_years(daterange(s, day - 1)) * 4530960, 8) = n * 377580 - 377580 / (day - before)) IS TRUE) AS a_day_less,
       bool_and((round(term_years(daterange(s, day + 1)) * 4530960, 8) = n * 377580 + 377580 / (after - day)) IS TRUE) AS a_day_more
FROM edge;
DROP TABLE edge;
-- from any day to its nth anniversary it is n years, written as a whole number; and 3 months more are .25
SELECT count(*) AS terms,
       bool_and((term_years(daterange(s, pg_temp.months_on(s, 12 * n)))::text = n::text) IS TRUE) AS whole,
       bool_and((term_years(daterange(s, pg_temp.months_on(s, 12 * n + 3)))::text = n || '.25') IS TRUE) AS quarter
FROM (SELECT date '2019-12-15' + 3 * i AS s FROM generate_series(0, 499) AS i) AS d, generate_series(0, 100, 5) AS n;
-- a longer term is never shorter in years: each day adds a 28th to a 31st of a twelfth
SELECT count(*) AS days, bool_and((step IN (377580 / 28, 377580 / 29, 377580 / 30, 377580 / 31)) IS TRUE) AS by_a_day
FROM (SELECT round((term_years(daterange(s, s + i + 1)) - term_years(daterange(s, s + i))) * 4530960) AS step
      FROM unnest('{2019-05-17,2019-05-31,2020-02-29}'::date[]) AS s, generate_series(1, 2000) AS i) AS s;

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

-- annualised_value: 60,000 for six months is 120,000 a year, whichever months, and for a day 372 times the day's
SELECT annualised_value(60000, contract_term('2021-07-01', '2021-12-31')) AS july_to_december,
       annualised_value(60000, contract_term('2021-01-01', '2021-06-30')) AS january_to_june,
       round(annualised_value(300000, '[2018-07-01,2021-07-01)'), 6) AS three_years,
       round(annualised_value(-300000, '[2018-07-01,2021-07-01)'), 6) AS clawed_back,
       round(annualised_value(0, '[2018-07-01,2021-07-01)'), 6) AS nothing,
       round(annualised_value(1, '[2021-01-01,2021-01-02)'), 6) AS one_day;
SELECT annualised_value(100, '[2020-01-01,)') AS open_ended, annualised_value(100, 'empty') AS empty,
       annualised_value(NULL, '[2020-01-01,2021-01-01)') AS no_value, annualised_value(100, NULL) AS no_term;
SELECT count(*) > 19000 AS terms,
       bool_and((abs(annualised_value(i, daterange(start, past)) - i * 4530960.0 / units) <= 1e-12 * i * 4530960.0 / units) IS TRUE) AS same
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
