-- What runs when: reports in a period. Functions that return sets list them in an order that they promise: it is not to be sorted away.
\pset format unaligned
\pset footer off
\pset null NULL
SET jit = off;

-- by hand, in 2020/21, which has 365 days; a report is 5 hours at $60:
--  1 monthly July to December (184 days, $184) beside quarterly all year ($365): 6 + 4 reports of one provider; 6 + 2 on one schedule
--  2 monthly July to December, then monthly January to June: 12 a year, and nothing to save; neither saves a renewal on 18 March (3)
--  4 renewed a day early, on 31 December: 1/372 of 12 more, 12 + 1/31; saved is 1/31 of 373/31
--  5 the same as 2 of two providers: 6 each
--  6 monthly in 2020 (366 days, $366) and quarterly in 2021: 6 + 2, a half year of each in the period: $184 and $181
--  7 never: a measured zero. 8 nobody knows how often. 9 up to its eve and from the day after
-- 10 never, unknown, and quarterly: 4, and the value of the unknown one is not in it
-- 11 since and for ever: 12 + 4, of which 12 are asked all year; without a daily rate there is no value in a period
CREATE TEMP TABLE h (n int, agency text, provider text, frequency frequency, term daterange, value numeric);
INSERT INTO h VALUES (1, 'A', 'p', 'monthly', '[2020-07-01,2021-01-01)', 184), (1, 'B', 'p', 'quarterly', '[2020-07-01,2021-07-01)', 365),
  (2, 'A', 'p', 'monthly', '[2020-07-01,2021-01-01)', 184), (2, 'A', 'p', 'monthly', '[2021-01-01,2021-07-01)', 181),
  (3, 'A', 'p', 'monthly', '[2020-07-01,2021-03-18)', 260), (3, 'B', 'p', 'monthly', '[2021-03-18,2021-07-01)', 105),
  (4, 'A', 'p', 'monthly', '[2020-07-01,2021-01-01)', 184), (4, 'A', 'p', 'monthly', '[2020-12-31,2021-07-01)', 182),
  (5, 'A', 'p', 'monthly', '[2020-07-01,2021-01-01)', 184), (5, 'A', 'q', 'monthly', '[2021-01-01,2021-07-01)', 181),
  (6, 'A', 'p', 'monthly', '[2020-01-01,2021-01-01)', 366), (6, 'A', 'p', 'quarterly', '[2021-01-01,2022-01-01)', 365),
  (7, 'A', 'p', 'none', '[2020-07-01,2021-07-01)', 365), (8, 'A', 'p', NULL, '[2020-07-01,2021-07-01)', 365),
  (9, 'A', 'p', 'monthly', '[2019-07-01,2020-07-01)', 365), (9, 'A', 'p', 'monthly', '[2021-07-01,2022-07-01)', 365),
  (10, 'A', 'p', 'none', '[2020-07-01,2021-07-01)', 365), (10, 'A', 'p', NULL, '[2020-07-01,2021-07-01)', 365),
  (10, 'B', 'p', 'quarterly', '[2020-07-01,2021-07-01)', 365),
  (11, 'A', 'p', 'monthly', '(,2021-07-01)', 1000), (11, 'B', 'p', 'quarterly', '[2019-07-01,)', 1000),
  (12, NULL, 'p', 'monthly', '[2020-07-01,2021-07-01)', 1), (12, 'A', NULL, 'monthly', '[2020-07-01,2021-07-01)', 2), (12, 'A', 'p', 'monthly', NULL, -4),
  (12, 'A', 'p', 'monthly', 'empty', 8), (12, 'A', 'p', 'monthly', NULL, NULL);
CREATE TEMP TABLE hs AS SELECT n, schedule_summary(agency, provider, frequency, term, value) AS s FROM h GROUP BY n;
SELECT n, round(reports(s, y), 10) AS reports, round(joint_reports(s, y), 10) AS joint, round(joint_saving(s, y), 10) AS saving,
       round(reports_per_provider(s, y), 10) AS per_provider,
       round(reports_quantile(s, 0.5, y), 10) AS median, round(burden_cost(s, 5, 60, y), 10) AS cost
FROM hs, daterange('2020-07-01', '2021-07-01') AS y ORDER BY n;
SELECT round(12 + 1 / 31.0, 10) AS apart, round(1 / 373.0, 10) AS saving, round(3600 + 300 / 31.0, 10) AS cost;
-- money: 10 reports for $549, 12 for $365, 8 for $365 in the period (6), none for $365 (7), 4 for $730 (10); without money in it (8, 11) there is no ratio
SELECT n, round(reports_per_million(s, y), 10) AS per_million, round(asked * 1000000 / held, 10) AS by_hand, round(burden_ratio(s, 5, 60, y), 10) AS ratio,
       round(asked * 300 / held, 10) AS by_hand
FROM hs LEFT JOIN (VALUES (1, 10, 549.0), (2, 12, 365), (6, 8, 365), (7, 0, 365), (10, 4, 730)) AS v(n, asked, held) USING (n), daterange('2020-07-01', '2021-07-01') AS y
WHERE n IN (1, 2, 6, 7, 8, 10, 11) ORDER BY n;
SELECT n, b.frequency, arrangements, arrangement_share, value, round(value_share, 10) AS value_share FROM hs, frequency_bands(s, '[2020-07-01,2021-07-01)') AS b
       WHERE n IN (1, 6, 8, 10, 11) ORDER BY n, b.frequency;
SELECT n, b.rank, provider, agencies, arrangements, reports, joint_reports AS joint, value, round(reports_per_million, 8) AS per_million
FROM hs, most_burdened(s, 5, '[2020-07-01,2021-07-01)') AS b WHERE n IN (1, 5, 6, 8, 10, 11) ORDER BY n, b.rank;

-- open, unknown and empty: counted, and in no figure; coverage is the value of what is measured by all value, |1| + |2| + |-4| + |8| of (12) missing
SELECT n, providers(s), total(s), measured_rows(s) AS measured, missing_rows(s) AS missing, round(value_coverage(s), 10) AS coverage,
       jsonb_array_length(s::jsonb -> 'entries') AS entries
FROM hs WHERE n IN (1, 2, 8, 10, 11, 12) ORDER BY n;
-- whose rows of one kind are one entry: same agency, provider, frequency, days, and what is known of the value, which never hides a sign
SELECT schedule_summary(agency, 'p', frequency, term, value) AS s
FROM (VALUES ('B', 'monthly'::frequency, '[2020-02-29,2020-03-01)'::daterange, 10), ('A', 'monthly', '[2020-02-29,2020-02-29]', 0.25), ('A', '12', '(2020-02-28,2020-03-01)', 0.5),
             ('A', '12', '[2020-02-29,2020-03-01)', -3), ('A', '12', '[2020-02-29,2020-03-01)', -4), ('A', '12', '[2020-02-29,2020-03-01)', NULL),
               ('A', NULL, '[2020-02-29,2020-03-01)', 6),
             ('A', '12', '[2020-02-29,)', 7), ('A', '12', '[2020-02-29,infinity)', 8), ('A', '12', '[-infinity,2020-03-01)', 9), ('B', '4', '(,)', 11),
               ('B', '4', '[-infinity,infinity]', 12)) AS v(agency, frequency, term, value);

-- leap years, and periods of one day: a day is 1/28 to 1/31 of a month, of which monthly is one report
SELECT day, round(1 / reports(s, daterange(day, day + 1)), 10) AS days_of_month, reports(s, daterange(day, day + 1)) = joint_reports(s, daterange(day, day + 1)) AS joint
FROM (SELECT schedule_summary('A', 'p', 'monthly', '(,)', 1) AS s) AS x,
     unnest('{2020-02-29,2021-02-28,2000-02-29,1900-02-28,2020-04-30,2020-12-31,0001-02-29 BC,0005-02-29 BC,0101-02-28 BC,4713-12-31 BC,5874897-02-28,5874897-12-30}'::date[]) AS day;
-- any month is one report, any year 12
SELECT count(*) AS months, bool_and(reports(s, daterange(month::date, (month + interval '1 month')::date)) = 1) AS one,
       bool_and(reports(s, daterange(month::date, (month + interval '1 year')::date)) = 12) AS twelve
FROM (SELECT schedule_summary('A', 'p', 'monthly', '[1890-01-01,2130-01-01)', 1) AS s) AS x, generate_series('1895-01-01'::timestamp, '2105-01-01', '1 month') AS month;
-- 29 February to 28 February: 1/29 of a month, 11 months, and 27 days of 28
SELECT round(reports(s, '[2020-01-01,2022-01-01)'), 12) AS reports, round(1 / 29.0 + 11 + 27 / 28.0, 12) AS by_hand
       FROM (SELECT schedule_summary('A', 'p', 'monthly', '[2020-02-29,2021-02-28)', 1) AS s) AS x;
-- all days that there are: from 24 November 4713 BC to 30 December 5874897 it is 7 days of 30, 1 month, 5,879,608 years (there is none of 0), 11 months, and 30 days of 31
SELECT round(reports(s, y), 10) AS reports, round(7 / 30.0 + 1 + 12 * 5879608::bigint + 11 + 30 / 31.0, 10) AS by_hand
FROM (SELECT schedule_summary('A', 'p', 'monthly', '(,)', 1) AS s) AS x, daterange('4713-11-24 BC', '5874897-12-31') AS y;

-- where every term covers a period of whole calendar months that is n years, reports are n times the burden summary's, and the same share is saved
CREATE TEMP TABLE c AS
SELECT g, schedule_summary(agency, provider, f, term, value) AS s, burden_summary(agency, provider, f, value) AS b
FROM (SELECT i % 5 AS g, 'Agency ' || i % 7 AS agency, 'p' || i * i % 41 AS provider, (ARRAY['none', '1', '4', '12', 'weekly', '0.37', NULL]::frequency[])[1 + i % 7 * i % 7] AS f,
      nullif(i % 90, 7) - 5 AS value,
             CASE i % 9 WHEN 0 THEN '(,)' WHEN 1 THEN daterange(NULL, '2022-01-01') WHEN 2 THEN daterange('2018-01-01', NULL)
               ELSE daterange('2018-01-01'::date - i, '2022-01-01'::date + i % 77) END AS term
      FROM generate_series(1, 900) AS i) AS x GROUP BY g;
CREATE FUNCTION pg_temp.near(a numeric, b numeric) RETURNS boolean LANGUAGE sql AS $$ SELECT coalesce(abs(a - b) <= 1e-15 * abs(b), a IS NULL AND b IS NULL) $$;
SELECT y, years, count(*) AS summaries, bool_and(pg_temp.near(reports(s, y), years * reports(b))) AS reports,
       bool_and(pg_temp.near(joint_reports(s, y), years * joint_reports(b))) AS joint,
       bool_and(pg_temp.near(joint_saving(s, y), joint_saving(b))) AS saving, bool_and(pg_temp.near(reports_per_provider(s, y), years * reports_per_provider(b))) AS per_provider,
       bool_and(pg_temp.near(reports_quantile(s, 0.75, y), years * reports_quantile(b, 0.75))) AS quantile,
         bool_and(pg_temp.near(burden_cost(s, 3.25, 61.5, y), years * burden_cost(b, 3.25, 61.5))) AS cost,
       bool_and((SELECT bool_and((x.agency_a = z.agency_a AND x.agency_b = z.agency_b AND x.providers = z.providers AND pg_temp.near(x.reports, years * z.reports)
         AND pg_temp.near(x.joint_reports, years * z.joint_reports) AND pg_temp.near(x.saved, years * z.saved)) IS TRUE)
         FROM joint_pairs(s, y) WITH ORDINALITY AS x FULL JOIN joint_pairs(b) WITH ORDINALITY AS z USING (ordinality))) AS pairs
FROM c, (VALUES ('[2018-07-01,2021-07-01)'::daterange, 3), ('[2020-01-01,2021-01-01)', 1), ('[2019-01-01,2019-07-01)', 0.5), ('[2020-02-01,2020-05-01)', 0.25)) AS v(y, years)
     GROUP BY y, years ORDER BY years;
-- with money, if each term is the period: the two years to June 2021, in which 2 times the reports stand beside the same value
SELECT bool_and(pg_temp.near(reports_per_million(s, y), 2 * reports_per_million(b))) AS per_million,
       bool_and(pg_temp.near(burden_ratio(s, 5, 60, y), 2 * burden_ratio(b, 5, 60))) AS ratio,
       bool_and((SELECT bool_and((x = z) IS TRUE) FROM frequency_bands(s, y) AS x FULL JOIN frequency_bands(b) AS z USING (frequency))) AS bands,
       bool_and((SELECT bool_and((x.provider = z.provider AND x.agencies = z.agencies AND x.arrangements = z.arrangements AND x.value = z.value
         AND pg_temp.near(x.reports, 2 * z.reports)
         AND pg_temp.near(x.joint_reports, 2 * z.joint_reports) AND pg_temp.near(x.reports_per_million, 2 * z.reports_per_million)) IS TRUE)
         FROM most_burdened(s, 100, y) AS x FULL JOIN most_burdened(b, 100) AS z USING (rank))) AS burdened
FROM (SELECT schedule_summary('Agency ' || i % 7, i * i % 41, (ARRAY['none', '1', '4', '12', 'weekly', '0.37', NULL]::frequency[])[1 + i % 7 * i % 7], y,
      nullif(i % 90, 7) - 5) AS s,
             burden_summary('Agency ' || i % 7, i * i % 41, (ARRAY['none', '1', '4', '12', 'weekly', '0.37', NULL]::frequency[])[1 + i % 7 * i % 7], nullif(i % 90, 7) - 5) AS b, y
      FROM generate_series(1, 900) AS i, daterange('2019-07-01', '2021-07-01') AS y GROUP BY i % 5, y) AS x;
-- periods add up: quarters, and days, to a year
SELECT count(*) AS summaries, bool_and(pg_temp.near(q.reports, reports(s, y)) AND pg_temp.near(q.joint, joint_reports(s, y))) AS quarters,
       bool_and(abs(d.reports - reports(s, y)) < 1e-10 AND abs(d.joint - joint_reports(s, y)) < 1e-10) AS days
FROM c, daterange('2019-07-01', '2020-07-01') AS y,
     LATERAL (SELECT sum(reports(s, p)) AS reports, sum(joint_reports(s, p)) AS joint
       FROM unnest('{"[2019-07-01,2019-10-01)","[2019-10-01,2020-01-01)","[2020-01-01,2020-04-01)","[2020-04-01,2020-07-01)"}'::daterange[]) AS p) AS q,
     LATERAL (SELECT sum(reports(s, daterange(i, i + 1))) AS reports, sum(joint_reports(s, daterange(i, i + 1))) AS joint
       FROM (SELECT lower(y) + i AS i FROM generate_series(0, 365) AS i) AS z) AS d;

-- one provider of 100,000 terms, each within the next, of which the shorter ones ask more often: on a day that is x days from the middle term
-- i > x is the highest. SQL adds up days, of which each is asked by the terms around it; whoever compared each with each would take minutes
-- (under Valgrind what is in order takes that long, too: test/long/valgrind.postgres)
SELECT CASE current_setting('test.valgrind', true) WHEN 'on' THEN '0' ELSE '1min' END AS most \gset
SET statement_timeout = :'most';
SELECT pg_temp.near(reports(s, y), apart / 4530960) AS reports, pg_temp.near(joint_reports(s, y), joint / 4530960) AS joint, p.providers,
       pg_temp.near(p.saved, (highest - joint) / 4530960) AS saved
FROM (SELECT schedule_summary('A' || i % 2, 'p', (200000 - i)::frequency, daterange('2000-01-01'::date - i, '2000-01-01'::date + i), 1) AS s
      FROM generate_series(1, 100000) AS i) AS x,
     daterange('1700-01-01', '2300-01-01') AS y, LATERAL joint_pairs(s, y) AS p,
     (SELECT sum(units * (200000 - i) * (100001 - i)) - sum(units * (100001 - i) * (100000 - i) / 2) AS apart, sum(units * (200000 - i)) AS joint,
             -- of the other agency the next longer one is the highest, but for the last
             sum(units * (200000 - i + CASE WHEN i < 100000 THEN 200000 - i - 1 ELSE 0 END)) AS highest
      FROM (SELECT 377580 / extract(day FROM date_trunc('month', d) + interval '1 month - 1 day') AS units, CASE WHEN d < '2000-01-01' THEN '2000-01-01' - d::date
            ELSE d::date - '2000-01-01' + 1 END AS i
            FROM generate_series('2000-01-01'::timestamp - interval '100000 days', '2000-01-01'::timestamp + interval '99999 days', '1 day') AS d) AS day) AS z;
-- 10,000 that overlap as they come, and touch, and leave days out
SELECT pg_temp.near(reports(s, y), apart / 4530960) AS reports, pg_temp.near(joint_reports(s, y), joint / 4530960) AS joint
FROM (SELECT schedule_summary('A' || i % 2, 7::bigint, (i * 13 % 29)::frequency, daterange(d, d + 1 + i % 37), 1) AS s
      FROM (SELECT i, '1999-03-01'::date + i * i % 4999 AS d FROM generate_series(1, 10000) AS i) AS z) AS x,
     daterange('2000-01-01', '2010-01-01') AS y,
     (SELECT sum(units * apart) AS apart, sum(units * joint) AS joint
      FROM (SELECT 377580 / extract(day FROM date_trunc('month', day) + interval '1 month - 1 day') AS units, sum(i * 13 % 29) AS apart, max(i * 13 % 29) AS joint
            FROM generate_series(1, 10000) AS i, generate_series('1999-03-01'::timestamp + i * i % 4999 * interval '1 day',
                 '1999-03-01'::timestamp + (i * i % 4999 + i % 37) * interval '1 day', '1 day') AS day
            WHERE day >= '2000-01-01' AND day < '2010-01-01' GROUP BY day) AS z) AS z;
RESET statement_timeout;

-- random data, figure by figure beside plain SQL: 9 groups; all kinds of frequencies, terms and values; of many arrangements there are several
DO $$ BEGIN PERFORM setseed(0.58); END $$;
CREATE TEMP TABLE r AS
SELECT i, g, CASE WHEN i % 61 <> 0 THEN (ARRAY['H', 'Housing', 'an agency with a long name', 'Te Puni Kōkiri', '', 'eight888', 'Z'])[a] END AS agency,
       nullif(k, 13) AS k, CASE WHEN k <> 13 THEN CASE WHEN k % 3 = 0 THEN 'p' || k ELSE 'provider with a name, ' || k END END AS t,
       (nullif(k, 13) - 30) * 1000000007::bigint AS b, md5(nullif(k, 13)::text)::uuid AS u,
       (ARRAY['none', '1', '2', '4', '4', '12', '12', 'weekly', 'every 3 years', '0.37', NULL]::frequency[])[f] AS f,
       CASE WHEN i % 29 = 0 THEN NULL WHEN i % 31 = 0 THEN 'empty' WHEN i % 37 = 0 THEN daterange(s, NULL) WHEN i % 41 = 0 THEN daterange(NULL, s)
            WHEN i % 43 = 0 THEN '[-infinity,infinity)' WHEN i % 47 = 0 THEN daterange(s, 'infinity') WHEN i % 3 = 0 THEN daterange(s, s + 1 + i % 40)
            WHEN i % 53 = 0 THEN daterange('4713-11-24 BC', s) WHEN i % 59 = 0 THEN daterange(s, '5874897-12-31')
            WHEN i % 5 = 0 THEN daterange(date_trunc('month', s)::date, (date_trunc('month', s) + interval '6 months')::date)
            ELSE daterange(s, s + 1 + length) END AS term,
       CASE WHEN i % 23 = 0 THEN NULL WHEN i % 19 = 0 THEN 0 WHEN i % 17 = 0 THEN -2 * x WHEN i % 7 = 0 THEN x + i * 0.0000000001 ELSE round(x, 2) END AS value
FROM (SELECT i, floor(random() ^ 2 * 9)::int AS g, 1 + floor(random() ^ 2 * 7)::int AS a, floor(random() ^ 2 * 60)::int AS k, 1 + floor(random() * 11)::int AS f,
             '2019-01-01'::date + floor(random() * 900)::int AS s, floor(random() ^ 3 * 700)::int AS length, (random() ^ 3 * 100000)::numeric AS x
      FROM generate_series(1, 1800) AS i) AS raw;
INSERT INTO r SELECT 10000 + i, g, agency, k, t, b, u, f, term, value * (1 + i % 3) FROM r WHERE i % 8 < 3;
-- rows that have an entry, with infinite ends as none; equal ones added up, those of unknown, of negative and of other values apart
CREATE TEMP TABLE m AS SELECT i, g, agency, k, f, f::numeric AS n, daterange(nullif(lower(term), '-infinity'), nullif(upper(term), 'infinity')) AS term, round(value, 10) AS value
FROM r WHERE agency IS NOT NULL AND k IS NOT NULL AND NOT isempty(term);
CREATE TEMP TABLE e AS SELECT g, agency, k, f, term, value < 0 AS negative, count(*) AS rows, sum(value) AS value FROM m GROUP BY g, agency, k, f, term, value < 0;
-- days as what of 1/4530960 year they count, and what is asked on them
CREATE TEMP TABLE day AS SELECT d::date AS day, 4530960 / 12 / extract(day FROM date_trunc('month', d) + interval '1 month - 1 day') AS units
FROM generate_series('2019-12-01'::timestamp, '2021-07-31', '1 day') AS d;
CREATE TEMP TABLE asked AS SELECT g, k, agency, day, units, sum(n) AS apart, max(n) AS highest
FROM (SELECT * FROM m, generate_series(greatest(lower(term), '2019-12-01'), least(upper(term), '2021-08-01')::timestamp - interval '1 day', '1 day') AS d) AS x
      JOIN day ON day = d::date
WHERE n IS NOT NULL GROUP BY g, k, agency, day, units;
ANALYZE asked;
-- value * shared / days, rounded half away from zero at 10 places, in whole numbers
CREATE FUNCTION pg_temp.prorated(value numeric, term daterange, period daterange) RETURNS numeric LANGUAGE sql AS $$
  SELECT sign(value) * div(2 * abs(value) * 10000000000 * shared + days, 2 * days) * 0.0000000001
  FROM (SELECT (upper(term) - lower(term))::numeric AS days, upper(term * period) - lower(term * period) AS shared) AS x
$$;
CREATE TEMP TABLE s AS SELECT g, 't' AS kind, schedule_summary(agency, t, f, term, value) AS s FROM r GROUP BY g UNION ALL
  SELECT g, 'b', schedule_summary(agency, b, f, term, value) FROM r GROUP BY g UNION ALL SELECT g, 'u', schedule_summary(agency, u, f, term, value) FROM r GROUP BY g;
CREATE TEMP TABLE key AS SELECT k, 't' AS kind, t AS key, rank() OVER (ORDER BY t COLLATE "C") AS place FROM r WHERE k IS NOT NULL GROUP BY k, t UNION ALL
  SELECT k, 'b', b::text, rank() OVER (ORDER BY b) FROM r WHERE k IS NOT NULL GROUP BY k, b UNION ALL SELECT k, 'u', u::text, rank() OVER (ORDER BY u) FROM r WHERE k IS NOT NULL
         GROUP BY k, u;
CREATE FUNCTION pg_temp.check(y daterange) RETURNS TABLE (figure text, groups bigint, agrees boolean) LANGUAGE plpgsql AS $f$
BEGIN
  CREATE TEMP TABLE v AS SELECT g, agency, k, f, rows, coalesce(pg_temp.prorated(value, term, y), 0) AS value FROM e WHERE term && y AND f IS NOT NULL;
  CREATE TEMP TABLE d AS SELECT * FROM asked WHERE day <@ y;
  CREATE TEMP TABLE p AS SELECT g, k, agencies, arrangements, reports, joint, value
    FROM (SELECT g, k, count(DISTINCT agency) AS agencies, sum(rows) AS arrangements, sum(value) AS value FROM v GROUP BY g, k) AS a
    JOIN (SELECT g, k, sum(apart * units) AS reports, sum(highest * units) AS joint
          FROM (SELECT g, k, day, units, sum(apart) AS apart, max(highest) AS highest FROM d GROUP BY g, k, day, units) AS x GROUP BY g, k) AS d USING (g, k);
  CREATE TEMP TABLE a AS SELECT g, count(p.g) AS providers, sum(arrangements) AS arrangements, sum(reports) AS reports, sum(joint) AS joint, sum(value) AS value
    FROM generate_series(0, 8) AS g LEFT JOIN p USING (g) GROUP BY g;
  CREATE TEMP TABLE pair AS SELECT g, k, a.agency AS a, b.agency AS b
    FROM (SELECT DISTINCT g, k, agency FROM d WHERE highest > 0) AS a JOIN (SELECT DISTINCT g, k, agency FROM d WHERE highest > 0) AS b USING (g, k)
          WHERE a.agency COLLATE "C" < b.agency;
  ANALYZE d;
  ANALYZE pair;
  RETURN QUERY SELECT 'providers', count(*), bool_and(providers(s) = x.n) FROM s JOIN (SELECT g, count(DISTINCT k) AS n FROM m GROUP BY g) AS x USING (g);
  RETURN QUERY SELECT 'total', count(*), bool_and(total(s) = x.t) FROM s JOIN (SELECT g, sum(value) AS t FROM m GROUP BY g) AS x USING (g);
  RETURN QUERY SELECT 'reports', count(*), bool_and(pg_temp.near(reports(s, y), reports / 4530960)) FROM s JOIN a USING (g);
  RETURN QUERY SELECT 'joint_reports', count(*), bool_and(pg_temp.near(joint_reports(s, y), joint / 4530960)) FROM s JOIN a USING (g);
  RETURN QUERY SELECT 'joint_saving', count(*), bool_and(pg_temp.near(joint_saving(s, y), (reports - joint) / nullif(reports, 0))) FROM s JOIN a USING (g);
  RETURN QUERY SELECT 'reports_per_provider', count(*), bool_and(pg_temp.near(reports_per_provider(s, y), reports / (providers * 4530960))) FROM s JOIN a USING (g);
  RETURN QUERY SELECT 'reports_per_million', count(*), bool_and(pg_temp.near(reports_per_million(s, y), CASE WHEN value > 0 THEN reports * 1000000 / (value * 4530960) END)) FROM s
    JOIN a USING (g);
  RETURN QUERY SELECT 'burden_cost', count(*), bool_and(pg_temp.near(burden_cost(s, 3.25, 61.5, y), reports * 3.25 * 61.5 / 4530960)) FROM s JOIN a USING (g);
  RETURN QUERY SELECT 'burden_ratio', count(*), bool_and(pg_temp.near(burden_ratio(s, 3.25, 61.5, y), CASE WHEN value > 0 THEN reports * 3.25 * 61.5 / (value * 4530960) END))
    FROM s JOIN a USING (g);
  RETURN QUERY SELECT 'reports_quantile', count(*), bool_and(pg_temp.near(reports_quantile(s, q, y), x)) FROM s JOIN (
      SELECT g, q, min(c.reports) FILTER (WHERE below >= q * providers) / 4530960 AS x
      FROM a LEFT JOIN (SELECT p.g, p.reports, count(*) OVER (PARTITION BY p.g ORDER BY p.reports) AS below FROM p) AS c USING (g)
      CROSS JOIN unnest('{0,0.01,0.25,0.5,0.75,0.9,1}'::numeric[]) AS q GROUP BY g, q) AS x USING (g);
  RETURN QUERY SELECT 'frequency_bands', count(DISTINCT (g, kind)), bool_and((b.frequency = x.f AND b.arrangements = x.n AND pg_temp.near(b.arrangement_share, x.n / a.arrangements)
      AND b.value = x.value AND pg_temp.near(b.value_share, CASE WHEN a.value > 0 THEN x.value / a.value END)) IS TRUE)
    FROM (SELECT kind, g, b.* FROM s, frequency_bands(s, y) WITH ORDINALITY AS b) AS b
    FULL JOIN (SELECT kind, g, f, sum(rows) AS n, sum(value) AS value, row_number() OVER (PARTITION BY kind, g ORDER BY f) AS ordinality
               FROM v, unnest('{t,b,u}'::text[]) AS kind GROUP BY kind, g, f) AS x USING (kind, g, ordinality) LEFT JOIN a USING (g);
  RETURN QUERY SELECT 'most_burdened', count(DISTINCT (g, kind)), bool_and((b.ordinality = b.rank AND b.provider = x.key AND b.agencies = x.agencies
    AND b.arrangements = x.arrangements
      AND pg_temp.near(b.reports, x.reports / 4530960) AND pg_temp.near(b.joint_reports, x.joint / 4530960) AND b.value = x.value
      AND pg_temp.near(b.reports_per_million, CASE WHEN x.value > 0 THEN x.reports * 1000000 / (x.value * 4530960) END)) IS TRUE)
    FROM (SELECT kind, g, b.* FROM s, most_burdened(s, 30, y) WITH ORDINALITY AS b) AS b
    FULL JOIN (SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY kind, g ORDER BY reports DESC, place) AS rank FROM p JOIN key USING (k)) AS z
      WHERE rank <= 30) AS x USING (kind, g, rank);
  RETURN QUERY SELECT 'joint_pairs', count(DISTINCT (g, kind)), bool_and((j.agency_a = x.a AND j.agency_b = x.b AND j.providers = x.providers
    AND pg_temp.near(j.reports, x.reports / 4530960)
      AND pg_temp.near(j.joint_reports, x.joint / 4530960) AND pg_temp.near(j.saved, x.saved / 4530960)) IS TRUE)
    FROM (SELECT kind, g, j.* FROM s, joint_pairs(s, y) WITH ORDINALITY AS j) AS j
    FULL JOIN (SELECT kind, x.*, row_number() OVER (PARTITION BY kind, g ORDER BY saved DESC, a COLLATE "C", b COLLATE "C") AS ordinality
      FROM unnest('{t,b,u}'::text[]) AS kind, (
        SELECT g, a, b, count(DISTINCT k) AS providers, sum(apart * units) AS reports, sum(joint * units) AS joint, sum(saved * units) AS saved
        FROM (SELECT g, k, a, b, units, sum(apart) AS apart, max(highest) AS joint, CASE count(*) WHEN 2 THEN min(highest) ELSE 0 END AS saved
              FROM pair JOIN d USING (g, k) WHERE agency IN (a, b) GROUP BY g, k, a, b, day, units) AS z GROUP BY g, a, b) AS x) AS x USING (kind, g, ordinality);
  DROP TABLE v, d, p, a, pair;
END $f$;
SELECT count(*) > 1400 AS entries, count(*) FILTER (WHERE rows > 1) > 500 AS of_several, count(DISTINCT f) AS frequencies, count(*) FILTER (WHERE negative) > 50 AS negative,
       count(DISTINCT g) AS groups FROM e;
SELECT figure, count(*) AS periods, min(groups) > 20 AS summaries, bool_and(agrees IS TRUE) AS agrees
FROM unnest('{"[2020-07-01,2021-07-01)","[2020-02-10,2020-03-05)","[2020-02-29,2020-03-01)","[2019-12-01,2021-08-01)"}'::daterange[]) AS y, pg_temp.check(y)
GROUP BY figure ORDER BY figure COLLATE "C";

-- the same text from every plan, of which EXPLAIN shows that it is the one: 19,800 rows in random order in one table, and partitioned
CREATE TABLE schedule_row (part int, g int, i int, agency text, t text, b bigint, u uuid, f frequency, term daterange, value numeric);
INSERT INTO schedule_row SELECT i % 3, g, i, agency, t, b, u, f, term, value FROM (SELECT r.*, row_number() OVER (ORDER BY md5(i::text)) FROM r) AS x ORDER BY row_number;
INSERT INTO schedule_row SELECT part, 9 + i % 20, i + copy, agency, t || copy % 3, b + copy, md5(u::text || copy % 3)::uuid, f, term, value + copy FROM schedule_row,
  generate_series(100000, 700000, 100000) AS copy;
CREATE TABLE schedule_part (LIKE schedule_row) PARTITION BY LIST (part);
CREATE TABLE schedule_part_0 PARTITION OF schedule_part FOR VALUES IN (0);
CREATE TABLE schedule_part_1 PARTITION OF schedule_part FOR VALUES IN (1);
CREATE TABLE schedule_part_2 PARTITION OF schedule_part FOR VALUES IN (2);
INSERT INTO schedule_part SELECT * FROM schedule_row;
CREATE TABLE schedule_stored AS SELECT part, g, schedule_summary(agency, t, f, term, value) AS t, schedule_summary(agency, b, f, term, value) AS b,
  schedule_summary(agency, u, f, term, value) AS u
FROM schedule_row GROUP BY part, g, i % 20;
INSERT INTO schedule_stored SELECT 0, g FROM generate_series(0, 28) AS g;
ANALYZE schedule_row, schedule_part, schedule_stored;
CREATE FUNCTION pg_temp.under(settings text[], query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  before text[] := ARRAY(SELECT split_part(s, '=', 1) || '=' || current_setting(split_part(s, '=', 1)) FROM unnest(settings) AS s);
  result text;
BEGIN
  PERFORM set_config(split_part(s, '=', 1), split_part(s, '=', 2), true) FROM unnest(settings) AS s;
  EXECUTE query INTO result;
  PERFORM set_config(split_part(s, '=', 1), split_part(s, '=', 2), true) FROM unnest(before) AS s;
  RETURN result;
END $$;
CREATE TEMP TABLE plans (plan text, settings text[], source text, shows text);
INSERT INTO plans SELECT plan, string_to_array(CASE WHEN plan ~ 'parallel'
  THEN 'max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0'
    ELSE 'max_parallel_workers_per_gather=0' END || settings, ','), CASE WHEN plan ~ 'partition' THEN 'schedule_part' ELSE 'schedule_row' END, shows
FROM (VALUES ('serial', '', '"Partial Mode": "Simple"'), ('hashed', ',enable_sort=off', '"Strategy": "Hashed"'), ('sorted', ',enable_hashagg=off', '"Strategy": "Sorted"'),
             ('spilled', ',enable_sort=off,work_mem=64kB', '"Strategy": "Hashed"'), ('parallel', '', '"Partial Mode": "Partial"'),
             ('parallel, leader idle', ',parallel_leader_participation=off', '"Partial Mode": "Partial"'), ('parallel, sorted', ',enable_hashagg=off', '"Partial Mode": "Partial"'),
             ('partitionwise', ',enable_partitionwise_aggregate=on', '"Partial Mode": "Partial"'),
               ('partitionwise, parallel', ',enable_partitionwise_aggregate=on', '"Partial Mode": "Partial"')) AS v(plan, settings, shows);
CREATE TEMP TABLE queries AS SELECT what, aggregate, of_parts, CASE what WHEN 'by group'
  THEN 'SELECT string_agg(g || md5(a), '','' ORDER BY g) FROM (SELECT g, (%s)::text AS a FROM %s GROUP BY g) AS x' ELSE 'SELECT md5((%s)::text) FROM %s' END AS query
FROM (SELECT format('schedule_summary(agency, %s, f, term, value)', key) AS aggregate, format('rollup(%s)', key) AS of_parts FROM unnest('{t,b,u}'::text[]) AS key) AS x,
      unnest('{by group,whole}'::text[]) AS what;
SELECT plan, bool_and(pg_temp.under(settings, 'EXPLAIN (FORMAT JSON, COSTS OFF) ' || format(query, aggregate, source)) ~ shows) AS planned
FROM plans, queries WHERE what = 'by group' OR plan ~ 'parallel|partition' GROUP BY plan ORDER BY plan COLLATE "C";
SELECT what, count(DISTINCT (plan, aggregate)) AS plans, count(DISTINCT (aggregate, texts)) AS texts, bool_and(rolled = texts) AS rollup_of_parts
FROM (SELECT what, plan, aggregate, pg_temp.under(settings, format(query, aggregate, source)) AS texts,
             pg_temp.under(settings, format(query, of_parts, 'schedule_stored')) AS rolled FROM plans, queries) AS x GROUP BY what ORDER BY what;
-- and that text is right: its entries are GROUP BY's, its frequencies those that entries have
CREATE FUNCTION pg_temp.entries(s schedule_summary) RETURNS TABLE (key text, agency text, times numeric, first text, last text, negative boolean, rows bigint,
  value numeric) LANGUAGE sql AS $$
  SELECT e ->> 0, e ->> 1, (e ->> 2)::numeric, coalesce(e ->> 3, ''), coalesce(e ->> 4, ''), (e ->> 6)::numeric < 0, (e ->> 5)::bigint, (e ->> 6)::numeric
         FROM jsonb_array_elements(s::jsonb -> 'entries') AS e
$$;
SET datestyle = 'ISO, MDY';
SELECT count(*) > 4000 AS entries, bool_and((x.rows = z.rows AND x.value IS NOT DISTINCT FROM z.value) IS TRUE) AS same
FROM (SELECT row(kind, g, key, agency, times, first, last, negative) AS entry, rows, value FROM s, pg_temp.entries(s)) AS x
FULL JOIN (SELECT row(kind, g, key, agency, f::numeric, coalesce(lower(term)::text, ''), coalesce((upper(term) - 1)::text, ''), negative) AS entry, rows, value FROM e
  JOIN key USING (k)) AS z
  ON x.entry = z.entry;
SELECT count(*) AS summaries, bool_and(f = (SELECT jsonb_agg(jsonb_build_array(agency, times) ORDER BY times NULLS FIRST, agency COLLATE "C")
       FROM (SELECT DISTINCT agency, times FROM pg_temp.entries(s)) AS x)) AS frequencies
FROM s, LATERAL (SELECT s::jsonb -> 'frequencies' AS f) AS y;
RESET datestyle;
SELECT bool_and(measured_rows(s) = x.measured AND missing_rows(s) = x.missing) AS rows, bool_and(pg_temp.near(value_coverage(s), x.covered / x.gross)) AS coverage,
       bool_and(s::text = s::text::schedule_summary::text) AS text, bool_and(s::jsonb::text::schedule_summary::text = s::text) AS jsonb,
         bool_and(summary_send(s) = summary_send(s::text::schedule_summary)) AS bytes
FROM s JOIN (SELECT g, count(*) FILTER (WHERE ok) AS measured, count(*) FILTER (WHERE NOT ok) AS missing, sum(abs(value)) AS gross, sum(abs(value)) FILTER (WHERE ok) AS covered
             FROM (SELECT g, round(value, 10) AS value, (agency IS NOT NULL AND k IS NOT NULL AND f IS NOT NULL AND value IS NOT NULL AND isfinite(lower(term))
                   AND isfinite(upper(term))) IS TRUE AS ok FROM r) AS z GROUP BY g) AS x USING (g);
-- through binary form, in a table that compresses and puts out of line
CREATE TEMP TABLE sent AS SELECT * FROM s;
CREATE TEMP TABLE received (LIKE sent);
\copy sent TO 'results/schedule.copy' (FORMAT binary)
\copy received FROM 'results/schedule.copy' (FORMAT binary)
SELECT count(*) AS summaries, bool_and(x.s::text = z.s::text AND summary_send(x.s) = summary_send(z.s)) AS same FROM s AS x JOIN received AS z USING (kind, g);
SELECT bool_and(reports(x.s, y) = reports(z.s, y) AND joint_reports(x.s, y) = joint_reports(z.s, y)) AS figures FROM s AS x JOIN received AS z USING (kind, g),
       daterange('2020-07-01', '2021-07-01') AS y;

-- windows, FILTER, DISTINCT, grouping sets, merge() and +, pieces: the rows that are meant, aggregated by themselves
CREATE TEMP TABLE w AS SELECT * FROM schedule_row WHERE i <= 300;
SELECT count(*) AS rows, bool_and((running::text = (SELECT schedule_summary(agency, t, f, term, value)::text FROM w WHERE w.i <= x.i)) IS TRUE) AS running,
       bool_and(reads IS NOT DISTINCT FROM reports(running, '[2020-07-01,2021-07-01)')) AS reads,
       bool_and(moving::text IS NOT DISTINCT FROM (SELECT schedule_summary(agency, b, f, term, value)::text FROM w WHERE w.i BETWEEN x.i - 7 AND x.i + 2)) AS moving,
       bool_and(past::text IS NOT DISTINCT FROM (SELECT schedule_summary(agency, u, f, term, value)::text FROM w WHERE w.i BETWEEN x.i - 9 AND x.i - 4)) AS past
FROM (SELECT i, schedule_summary(agency, t, f, term, value) OVER (ORDER BY i) AS running,
      schedule_summary(agency, b, f, term, value) OVER (ORDER BY i ROWS BETWEEN 7 PRECEDING AND 2 FOLLOWING) AS moving,
             schedule_summary(agency, u, f, term, value) OVER (ORDER BY i ROWS BETWEEN 9 PRECEDING AND 4 PRECEDING) AS past,
               reports(schedule_summary(agency, t, f, term, value) OVER (ORDER BY i), '[2020-07-01,2021-07-01)') AS reads FROM w) AS x;
SELECT bool_and((a.filtered::text = b.filtered::text) IS TRUE) AS filter, bool_and((a.uniq::text = b.uniq::text) IS TRUE) AS distinct, bool_and(a.none IS NULL) AS none
FROM (SELECT g, schedule_summary(agency, t, f, term, value) FILTER (WHERE i % 3 = 1) AS filtered, schedule_summary(DISTINCT agency, b, f, term, value) AS uniq,
      schedule_summary(agency, u, f, term, value) FILTER (WHERE false) AS none FROM schedule_row GROUP BY g) AS a
JOIN (SELECT g, (SELECT schedule_summary(agency, t, f, term, value) FROM schedule_row AS r WHERE i % 3 = 1 AND r.g = p.g) AS filtered,
             (SELECT schedule_summary(agency, b, f, term, value) FROM (SELECT DISTINCT agency, b, f, term, value FROM schedule_row AS r WHERE r.g = p.g) AS r) AS uniq
               FROM generate_series(0, 28) AS p(g)) AS b USING (g);
SELECT count(*) AS sets, bool_and((s::text = (SELECT schedule_summary(agency, t, f, term, value)::text FROM schedule_row AS r WHERE r.part = coalesce(x.part, r.part)
       AND r.g = coalesce(x.g, r.g))) IS TRUE) AS grouping_sets
FROM (SELECT part, g, schedule_summary(agency, t, f, term, value) AS s FROM schedule_row GROUP BY CUBE (part, g)) AS x;
SELECT bool_and((a.t + b.t)::text = whole.t::text AND merge(b.b, a.b)::text = whole.b::text AND merge(a.t, NULL)::text = a.t::text AND (a.t + NULL) IS NULL) AS merged,
       bool_and((SELECT rollup(part(whole.t, 3, i))::text FROM generate_series(0, 2) AS i) = whole.t::text) AS pieces
FROM (SELECT g, schedule_summary(agency, t, f, term, value) AS t, schedule_summary(agency, b, f, term, value) AS b FROM schedule_row WHERE part = 0 GROUP BY g) AS a
JOIN (SELECT g, schedule_summary(agency, t, f, term, value) AS t, schedule_summary(agency, b, f, term, value) AS b FROM schedule_row WHERE part > 0 GROUP BY g) AS b USING (g)
JOIN (SELECT g, schedule_summary(agency, t, f, term, value) AS t, schedule_summary(agency, b, f, term, value) AS b FROM schedule_row GROUP BY g) AS whole USING (g);
DROP TABLE schedule_row, schedule_part, schedule_stored;

-- what one schedule for two agencies saves, by hand, in 2020/21. p is asked monthly and quarterly by A (16), of which 12 are needed, quarterly by B in the first half
-- (2), 48 times a year by C from January (24), and by D never. A and B: 18, 12 and 2 saved; A and C: 40, 6 + 24 and 6 saved; B and C: 26, all
-- needed, at no time both. q: B twice a year, C once: 3, 2, 1
CREATE TEMP TABLE asks (agency text, provider text, frequency frequency, term daterange);
INSERT INTO asks VALUES ('A', 'p', 12, '[2020-01-01,2022-01-01)'), ('A', 'p', 4, '[2020-01-01,2022-01-01)'), ('B', 'p', 4, '[2020-01-01,2021-01-01)'),
  ('C', 'p', 48, '[2021-01-01,)'),
  ('D', 'p', 'none', '(,)'), ('E', 'p', NULL, '(,)'), ('B', 'q', 2, '(,)'), ('C', 'q', 1, '(,)'), ('F', 'p', 12, '[2021-07-01,)');
CREATE TEMP TABLE j AS SELECT schedule_summary(agency, provider, frequency, term, 1) AS s, burden_summary(agency, provider, frequency, 1) AS b FROM asks;
SELECT p.* FROM j, joint_pairs(s, '[2020-07-01,2021-07-01)') AS p;
-- the burden summary has all at once: A and B 16 + 4, 4 saved; B and C 4 + 48 of p and 2 + 1 of q: 55, of which 5 are saved
SELECT p.* FROM j, joint_pairs(b) AS p WHERE agency_b < 'F';
-- of random data, by the highest and all of each agency and provider
SELECT count(DISTINCT (kind, g)) AS summaries, count(*) > 400 AS pairs,
       bool_and((j.agency_a = x.a AND j.agency_b = x.b AND j.providers = x.providers AND j.reports = x.reports AND j.joint_reports = x.joint
       AND j.saved = x.saved) IS TRUE) AS burden
FROM (SELECT kind, g, j.* FROM (SELECT 't' AS kind, g, burden_summary(agency, t, f, value) AS b FROM r GROUP BY g UNION ALL SELECT 'b', g, burden_summary(agency, b, f, value)
      FROM r GROUP BY g
      UNION ALL SELECT 'u', g, burden_summary(agency, u, f, value) FROM r GROUP BY g) AS x, joint_pairs(b) WITH ORDINALITY AS j) AS j
FULL JOIN (SELECT kind, x.*, row_number() OVER (PARTITION BY kind, g ORDER BY saved DESC, a COLLATE "C", b COLLATE "C") AS ordinality
  FROM unnest('{t,b,u}'::text[]) AS kind, (
    WITH asks AS (SELECT g, k, agency, sum(f::numeric) AS reports, max(f::numeric) AS highest FROM r WHERE agency IS NOT NULL AND k IS NOT NULL AND f > 'none' GROUP BY g, k,
      agency)
    SELECT g, x.agency AS a, y.agency AS b, count(*) AS providers, sum(x.reports + y.reports) AS reports, sum(greatest(x.highest, y.highest)) AS joint,
           sum(least(x.highest, y.highest)) AS saved
    FROM asks AS x JOIN asks AS y USING (g, k) WHERE x.agency COLLATE "C" < y.agency GROUP BY g, x.agency, y.agency) AS x) AS x USING (kind, g, ordinality);

-- one row, all NULL, no rows
SELECT schedule_summary('A', 'p', 'monthly', '[2020-07-01,2021-07-01)', 5) AS one, schedule_summary(NULL, NULL::bigint, NULL, NULL, NULL) AS unknown,
       schedule_summary('A', 'p', '4', '(,)', 5) FILTER (WHERE false) AS none, rollup(NULL::schedule_summary) AS of_none;
SELECT reports(s, y), joint_reports(s, y) AS joint, joint_saving(s, y) AS saving, reports_per_provider(s, y) AS per_provider, reports_quantile(s, 0.5, y) AS median,
       reports_per_million(s, y) AS per_million, burden_cost(s, 5, 60, y) AS cost, burden_ratio(s, 5, 60, y) AS ratio,
       (SELECT count(*) FROM frequency_bands(s, y)) AS bands, (SELECT count(*) FROM most_burdened(s, 9, y)) AS listed, (SELECT count(*) FROM joint_pairs(s, y)) AS pairs, total(s),
         providers(s)
FROM (SELECT schedule_summary(NULL, NULL::bigint, NULL, NULL, NULL) AS s) AS x, daterange('2020-07-01', '2021-07-01') AS y;
SELECT reports(s, NULL) AS r, joint_reports(NULL, y) AS j, reports_quantile(s, NULL::numeric, y) AS q, burden_cost(s, NULL::numeric, 60, y) AS c,
       burden_ratio(s, 5, 60, NULL) AS ratio, (SELECT count(*) FROM most_burdened(s, NULL, y)) AS listed, (SELECT count(*) FROM joint_pairs(s, NULL)) AS pairs,
       (SELECT count(*) FROM frequency_bands(NULL::schedule_summary, y)) AS bands
FROM (SELECT schedule_summary('A', 'p', 'monthly', '(,)', 5) AS s) AS x, daterange('2020-07-01', '2021-07-01') AS y;
-- as many rows as 64 bits count, at the highest frequency, of the greatest value, over all days that there are: 10^8 * (2^63 - 1) reports a year, by 2^127 / 10^10
SELECT round(reports(s, y) / r.years, -15) AS reports, round(joint_reports(s, y) / r.years, 4) AS joint, total(s), x.value, round(burden_cost(s, 1, 1, y) / r.years, -15) AS cost,
       round(burden_ratio(s, 1, 1, y) / r.years, 10) AS ratio,
       round(reports_per_million(s, y) / r.years, 8) AS per_million, round(1e24 / 18446744073709551616.0, 8) AS by_hand
FROM (SELECT '{"version": 1, "key": "bigint", "measured_rows": 9223372036854775807, "measured_value": 17014118346046923173168730371.5884105727, "missing_rows": 0, "missing_value": 0, "frequencies": [["A", 100000000]],
         "entries": [[1, "A", 100000000, "4713-11-24 BC", "5874897-12-30", 9223372036854775807,
           17014118346046923173168730371.5884105727]]}'::schedule_summary AS s) AS z, daterange('4713-11-24 BC', '5874897-12-31') AS y,
     most_burdened(s, 1, y) AS x, (SELECT reports(schedule_summary('A', 'p', '1', '(,)', 1), daterange('4713-11-24 BC', '5874897-12-31')) AS years) AS r;

-- bad parameters and values
CREATE FUNCTION pg_temp.complaint(statement text, OUT state text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
  hint := nullif(hint, '');
END $$;
SELECT statement, state, message, hint
FROM unnest(ARRAY['reports(s, ''empty'')', 'reports(s, ''[2020-07-01,)'')', 'joint_reports(s, ''(,2021-07-01)'')', 'joint_saving(s, ''(,)'')',
     'reports_per_provider(s, ''[2020-07-01,infinity)'')', 'reports_per_million(s, ''[-infinity,2020-07-01)'')',
    'frequency_bands(s, ''[-infinity,infinity]'')', 'most_burdened(s, 9, ''[2020-07-01,2020-07-01)'')', 'joint_pairs(s, ''empty'')', 'reports_quantile(s, 0.5, ''empty'')',
      'burden_cost(s, 5, 60, ''empty'')', 'burden_ratio(s, 5, 60, ''empty'')',
    'reports_quantile(s, 1.1, y)', 'reports_quantile(s, ''NaN''::double precision, y)', 'burden_cost(s, -1, 60, y)', 'burden_cost(s, 5, -0.01::double precision, y)',
      'burden_ratio(s, ''NaN'', 60, y)', 'burden_ratio(s, 5, ''Infinity'', y)', 'most_burdened(s, -1, y)',
    'schedule_summary(''A'', ''p'', ''4'', y, ''NaN'')', 'schedule_summary(NULL, 1, NULL, NULL, ''Infinity'')', 'schedule_summary(''A'', 1, NULL, y, 2e28)', 'rollup(s)',
      'schedule_add(NULL, ''A'', ''p'', ''4'', y, 5)', 'summary_combine(s, s)']) WITH ORDINALITY AS u(statement, i),
     pg_temp.complaint(format('SELECT %s FROM %s, daterange(''2020-07-01'', ''2021-07-01'') AS y', statement,
       CASE statement WHEN 'rollup(s)' THEN '(SELECT s FROM j UNION ALL SELECT schedule_summary(''A'', 1, ''4'', NULL, 5)) AS x' ELSE 'j' END)) ORDER BY i;
-- sums beyond 128 bits, of rows with an entry and without one
SELECT state, message FROM pg_temp.complaint($$SELECT schedule_summary('A', i, '4', '(,)', 1e28) FROM generate_series(1, 2) AS i$$) UNION ALL
SELECT state, message FROM pg_temp.complaint($$SELECT schedule_summary('A', 1, '4', CASE i WHEN 1 THEN daterange('2020-07-01', '2021-07-01') END, (i - 1.5) * 2e28)
       FROM generate_series(1, 2) AS i$$) UNION ALL
SELECT state, message FROM pg_temp.complaint($$SELECT rollup(s) FROM (SELECT schedule_summary('A', 1, '4', '[2020-07-01,2021-07-01)', (i - 1.5) * 2e28) AS s
       FROM generate_series(1, 2) AS i GROUP BY i) AS x$$);
-- they are looked at although there is nothing to measure
SELECT statement, state
FROM unnest(ARRAY['burden_cost(s, -1, 60, y)', 'burden_ratio(s, 5, -1, y)', 'reports_quantile(s, 2, y)', 'most_burdened(s, -1, y)', 'joint_saving(s, ''empty'')']) AS statement,
     pg_temp.complaint(format('SELECT %s FROM (SELECT schedule_summary(''A'', ''p'', NULL, NULL, 5) AS s) AS x, daterange(''2020-07-01'', ''2021-07-01'') AS y', statement));
