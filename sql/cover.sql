-- What runs, what ends and who is left with what: whole values of whole terms. Lists come in an order that they promise: it is not to be sorted away.
\pset format unaligned
\pset footer off
\pset null NULL
SET jit = off;

-- by hand. From July 2020 to June 2021 p has 60 until 2022 and 40 that ends on 31 December: .4 is at risk; a successor of 30 for it leaves .1 (q), one of 50 nothing (r).
-- One that began on the eve is no successor, but runs: 100 of 150 are lost (s). What ended on the eve does not run, what begins on the first day does (t). What ends on
-- the last day ends; a successor from the next day on renews it (u), one from the day after that does not (v), and one from the second day of the period that is over
-- before its end does not (u0)
CREATE TEMP TABLE h (agency text, provider text, frequency frequency, term daterange, value numeric);
INSERT INTO h VALUES ('A', 'p', 12, '[2019-01-01,2022-01-01)', 60), ('B', 'p', 12, '[2019-01-01,2021-01-01)', 40),
  ('A', 'q', 12, '[2019-01-01,2022-01-01)', 60), ('B', 'q', 12, '[2019-01-01,2021-01-01)', 40), ('A', 'q', NULL, '[2021-01-01,2022-01-01)', 30),
  ('A', 'r', 12, '[2019-01-01,2022-01-01)', 60), ('B', 'r', 12, '[2019-01-01,2021-01-01)', 40), ('A', 'r', 12, '[2021-01-01,2022-01-01)', 50),
  ('A', 's', 12, '[2019-01-01,2021-06-30)', 100), ('A', 's', 12, '[2020-06-30,2022-01-01)', 50), ('A', 't', 12, '[2019-07-01,2020-07-01)', 70),
    ('A', 't', 12, '[2020-07-01,2022-07-01)', 70),
  ('C', 'u', 12, '[2019-07-01,2021-07-01)', 80), ('C', 'u', 12, '[2021-07-01,2021-07-02)', 90), ('C', 'v', 12, '[2019-07-01,2021-07-01)', 80),
    ('C', 'v', 12, '[2021-07-02,2022-07-01)', 80),
  ('C', 'u0', 12, '[2019-07-01,2021-07-01)', 80), ('C', 'u0', 12, '[2020-07-02,2021-07-01)', 80),
  -- what has no beginning or no end runs, and ends or renews: of w's 10 and 30 end 10, a quarter; x's 20 is renewed by 5 for ever
  ('B', 'w', 12, '(,2021-01-01)', 10), ('B', 'w', 12, '[2020-01-01,infinity)', 30), ('B', 'x', 12, '[2020-01-01,2021-01-01)', 20), ('B', 'x', 12, '[2021-01-01,)', 5),
  -- without a known value above 0: y loses one of two, and nobody knows how much that is; all of z, of z0's 0 and of z1's -5 ends: 1; z2's is renewed, for nobody knows
  -- what; z3's does not end
  ('D', 'y', 12, '[2020-01-01,2021-01-01)', NULL), ('D', 'y', 12, '[2020-01-01,2022-01-01)', NULL), ('D', 'z', 12, '[2020-01-01,2021-01-01)', NULL),
  ('D', 'z0', 12, '[2020-01-01,2021-01-01)', 0), ('D', 'z1', 12, '[2020-01-01,2021-01-01)', -5), ('D', 'z2', 12, '[2020-01-01,2021-01-01)', -5),
  ('D', 'z2', 12, '[2021-01-01,2022-01-01)', NULL), ('E', 'z3', 12, '[2020-01-01,2022-01-01)', -5),
  -- begins after the first day: no row; and rows without an entry
  ('F', 'later', 12, '[2020-07-02,2021-01-01)', 5), (NULL, 'p', 12, '[2020-01-01,2021-01-01)', 1), ('A', NULL, 12, '[2020-01-01,2021-01-01)', 2), ('A', 'p', 12, 'empty', 4),
    ('A', 'p', 12, NULL, 8);
CREATE TEMP TABLE hs AS SELECT schedule_summary(agency, provider, frequency, term, value) AS s FROM h;
SELECT provider, arrangements, value, ending, renewed, round(share, 10) AS share FROM hs, at_risk(s, '[2020-07-01,2021-07-01)');
-- at least a share: 1 and above are v, u0, z, z0 and z1; .75 x, .666… s, .4 p, .25 w, .1 q; 0 r, t, u, z3; y and z2 never
SELECT least, providers_at_risk(s, '[2020-07-01,2021-07-01)', least) FROM hs,
       unnest('{1,0.75,0.7500000001,0.66666666666666666666,0.66666666666666666667,0.4,0.25,0.1,1e-20,0}'::numeric[]) AS least;
SELECT providers_at_risk(s, '[2020-07-01,2021-07-01)', 0.4::double precision) AS double, providers_at_risk(s, '[2020-07-01,2021-07-01)', '0.1') AS untyped,
       providers_at_risk(s, '[2020-07-01,2021-07-01)', NULL::numeric) AS unknown FROM hs;
-- a share may be more than all, where what is left is less than nothing: 10 end of 10 - 4
SELECT provider, value, ending, round(share, 10) AS share FROM (SELECT schedule_summary('A', 'p', '12', term, value) AS s
       FROM (VALUES ('[2020-01-01,2021-01-01)'::daterange, 10), ('[2020-01-01,2030-01-01)', -4)) AS v(term, value)) AS x, at_risk(s, '[2020-07-01,2021-07-01)');
-- by agency, of what runs on 1 July 2020: C's 80 of u, v and u0, which are all; A's 100 of 100 + 60 * 3 + 50 + 70 = 400; B's 3 * 40 + 10 + 20 = 150 of 180; D's 5 of 6
-- end, 0 - 5 - 5 of what is known: no share; nothing of E and F
SELECT agency, arrangements, providers, value, round(value_share, 10) AS value_share FROM hs, expiring(s, '[2020-07-01,2021-07-01)');
-- in one day, a term's last
SELECT day, x.* FROM hs, unnest('{2020-12-31,2021-06-29,2021-06-30,2022-06-30}'::date[]) AS day, expiring(s, daterange(day, day + 1)) AS x ORDER BY day;
-- what runs on a day, of whole values, open ends included: on 31 December 2018 w's 10; on 1 January 2019 60 * 3 + 100 + 40 * 3 too, of p, q, r, s; in the end x's and w's
SELECT day, r.* FROM hs, unnest('{2018-12-31,2019-01-01,2022-06-30,2022-07-01,4713-11-24 BC,5874897-12-31}'::date[]) AS day, running(s, day) AS r ORDER BY day;
-- one row, always; unknown values alone are no value
SELECT what, r.* FROM (SELECT 1 AS i, 'unknown value' AS what, schedule_summary('A', 'p', '12', '(,)', NULL) AS s UNION ALL SELECT 2, 'nothing',
       schedule_summary(NULL, 1, NULL, NULL, NULL) UNION ALL SELECT 3, 'no rows', NULL) AS x, running(s, '2020-07-01') AS r ORDER BY i;
-- days between: terms that overlap (s) or touch (q, t, u) leave none, nor do open ends; v's leave a day. f's first gap is 29 February, its second the year 2022; what
-- covers need not have a frequency
SELECT g.* FROM hs, cover_gaps(s) AS g;
SELECT g.gap = '[2020-02-29,2020-03-01)' AS leap_day, g.gap = '[2022-01-01,2023-01-01)' AS year, days
FROM (SELECT schedule_summary(CASE value WHEN 1 THEN 'A' ELSE 'B' END, 'f', CASE WHEN value <> 2 THEN 'monthly'::frequency END, term, value) AS s
      FROM (VALUES ('[2020-02-01,2020-02-29)'::daterange, 1), ('[2020-03-01,2021-01-01)', 2), ('[2020-03-05,2020-04-01)', 1), ('[2021-01-01,2022-01-01)', 1),
            ('[2023-01-01,2023-01-02)', 3), (NULL, 4), ('empty', 5)) AS v(term, value)) AS x, cover_gaps(s) AS g;
SELECT g.* FROM (SELECT schedule_summary('A', p, 'none', term, NULL) AS s
       FROM (VALUES (2, '(,2000-01-01)'::daterange), (2, '[2000-01-03,)'), (10, '[2000-01-01,2000-01-02)'), (10, '[2000-01-04,infinity)'), (10, '[2000-01-03,2000-01-04)'),
       (-1, '[2000-01-01,2000-01-02)')) AS v(p, term)) AS x, cover_gaps(s) AS g;

-- random data beside plain SQL: 9 groups, all kinds of terms and values, several agencies
DO $$ BEGIN PERFORM setseed(0.59); END $$;
CREATE TEMP TABLE r AS
SELECT i, g, CASE WHEN i % 61 <> 0 THEN (ARRAY['H', 'Housing', 'an agency with a long name', 'Te Puni Kōkiri', '', 'eight888', 'Z'])[a] END AS agency,
       nullif(k, 13) AS k, CASE WHEN k <> 13 THEN CASE WHEN k % 3 = 0 THEN 'p' || k ELSE 'provider with a name, ' || k END END AS t,
       (nullif(k, 13) - 30) * 1000000007::bigint AS b, md5(nullif(k, 13)::text)::uuid AS u, (ARRAY['none', '4', '12', NULL]::frequency[])[1 + i % 4] AS f,
       CASE WHEN i % 29 = 0 THEN NULL WHEN i % 31 = 0 THEN 'empty' WHEN i % 37 = 0 THEN daterange(s, NULL) WHEN i % 41 = 0 THEN daterange(NULL, s)
            WHEN i % 143 = 0 THEN '[-infinity,infinity)' WHEN i % 47 = 0 THEN daterange(s, 'infinity') WHEN i % 3 = 0 THEN daterange(s, s + 1 + i % 40)
            WHEN i % 353 = 0 THEN daterange('4713-11-24 BC', s) WHEN i % 359 = 0 THEN daterange(s, '5874897-12-31')
            WHEN i % 2 = 0 THEN daterange(date_trunc('month', s)::date, (date_trunc('month', s) + interval '6 months')::date) ELSE daterange(s, s + 1 + i % 700) END AS term,
       CASE WHEN i % 5 = 0 OR k % 17 = 0 THEN NULL WHEN i % 19 = 0 THEN 0 WHEN i % 7 = 0 THEN -2 * x WHEN i % 11 = 0 THEN x + i * 0.0000000001 ELSE round(x, -2) END AS value
FROM (SELECT i, floor(random() ^ 2 * 9)::int AS g, 1 + floor(random() ^ 2 * 7)::int AS a, floor(random() ^ 2 * 200)::int AS k, '2019-01-01'::date + floor(random() * 900)::int AS s,
             round((random() ^ 3 * 1000)::numeric, 2) AS x FROM generate_series(1, 4000) AS i) AS raw;
-- rows that have an entry, with infinite ends as none
CREATE TEMP TABLE m AS SELECT g, agency, k, daterange(nullif(lower(term), '-infinity'), nullif(upper(term), 'infinity')) AS term, value
FROM r WHERE agency IS NOT NULL AND k IS NOT NULL AND NOT isempty(term);
CREATE TEMP TABLE s AS SELECT g, 't' AS kind, schedule_summary(agency, t, f, term, value) AS s FROM r GROUP BY g UNION ALL
  SELECT g, 'b', schedule_summary(agency, b, f, term, value) FROM r GROUP BY g UNION ALL SELECT g, 'u', schedule_summary(agency, u, f, term, value) FROM r GROUP BY g;
CREATE TEMP TABLE key AS SELECT k, 't' AS kind, t AS key, rank() OVER (ORDER BY t COLLATE "C") AS place FROM r WHERE k IS NOT NULL GROUP BY k, t UNION ALL
  SELECT k, 'b', b::text, rank() OVER (ORDER BY b) FROM r WHERE k IS NOT NULL GROUP BY k, b UNION ALL SELECT k, 'u', u::text, rank() OVER (ORDER BY u) FROM r WHERE k IS NOT NULL
         GROUP BY k, u;
CREATE FUNCTION pg_temp.near(a numeric, b numeric) RETURNS boolean LANGUAGE sql AS $$ SELECT coalesce(abs(a - b) <= 1e-15 * abs(b), a IS NULL
  AND b IS NULL) $$;
-- the value of some rows of which so many are known: 0 if there are none, NULL if nobody knows
CREATE FUNCTION pg_temp.worth(rows bigint, value numeric) RETURNS numeric LANGUAGE sql AS $$ SELECT CASE rows WHEN 0 THEN 0 ELSE value END $$;
SELECT count(*) AS summaries_and_days, bool_and((x = y) IS TRUE) AS running
FROM (SELECT kind, g, d, row(arrangements, agencies, providers, value) AS x FROM s, generate_series('2018-12-01'::timestamp, '2022-01-01', '13 days') AS d,
      running(s, d::date)) AS a
FULL JOIN (SELECT n AS g, d, row(count(term), count(DISTINCT agency), count(DISTINCT k), sum(value)) AS y
           FROM generate_series(0, 8) AS n CROSS JOIN generate_series('2018-12-01'::timestamp, '2022-01-01', '13 days') AS d LEFT JOIN m ON m.g = n AND term @> d::date GROUP BY n,
                d) AS b USING (g, d);
CREATE TEMP TABLE period (y daterange);
INSERT INTO period VALUES ('[2020-07-01,2021-07-01)'), ('[2020-02-10,2020-03-05)'), ('[2020-02-29,2020-03-01)'), ('[2019-01-01,2022-01-01)'), ('[1999-01-01,2000-01-01)'),
  ('[2030-01-01,2031-01-01)');
SELECT count(DISTINCT y) AS periods, count(DISTINCT (kind, g)) AS summaries, count(*) > 400 AS rows, count(*) FILTER (WHERE b.value IS NULL) > 20 AS unknown,
       count(*) FILTER (WHERE b.value_share IS NULL) > 90 AS no_share,
       bool_and((a.agency = b.agency AND a.arrangements = b.arrangements AND a.providers = b.providers AND a.value IS NOT DISTINCT FROM b.value
         AND pg_temp.near(a.value_share, b.value_share)) IS TRUE) AS expiring
FROM (SELECT kind, g, y, x.* FROM s, period, expiring(s, y) WITH ORDINALITY AS x) AS a
FULL JOIN (SELECT kind, x.*, row_number() OVER (PARTITION BY kind, g, y ORDER BY value DESC NULLS LAST, agency COLLATE "C") AS ordinality
  FROM unnest('{t,b,u}'::text[]) AS kind, (
    SELECT g, y, agency, count(*) FILTER (WHERE ends) AS arrangements, count(DISTINCT k) FILTER (WHERE ends) AS providers, sum(value) FILTER (WHERE ends) AS value,
           CASE WHEN sum(value) > 0 THEN sum(value) FILTER (WHERE ends) / sum(value) END AS value_share
    FROM (SELECT *, coalesce(upper(term) <= upper(y), false) AS ends FROM m, period WHERE term @> lower(y)) AS z GROUP BY g, y, agency HAVING bool_or(ends)) AS x) AS b USING (kind,
          g, y, ordinality);
CREATE TEMP TABLE risk AS SELECT *, CASE WHEN value > 0 THEN greatest(0, coalesce(ending, 0) - coalesce(renewed, 0)) / value
                              WHEN ending_rows = arrangements AND renewed_rows = 0 THEN 1 WHEN ending_rows = 0 THEN 0 END AS share
FROM (SELECT g, y, k, count(*) FILTER (WHERE runs) AS arrangements, sum(value) FILTER (WHERE runs) AS value, count(*) FILTER (WHERE runs AND ends) AS ending_rows,
      sum(value) FILTER (WHERE runs AND ends) AS ending,
             count(*) FILTER (WHERE after AND NOT runs) AS renewed_rows, sum(value) FILTER (WHERE after AND NOT runs) AS renewed
      FROM (SELECT *, term @> lower(y) AS runs, coalesce(upper(term) <= upper(y), false) AS ends, term @> upper(y) AS after FROM m, period) AS z GROUP BY g, y, k) AS x
WHERE arrangements > 0;
SELECT count(DISTINCT y) AS periods, count(*) > 4000 AS rows, count(*) FILTER (WHERE b.share IS NULL) > 200 AS unknown,
       count(*) FILTER (WHERE b.share > 0 AND b.renewed_rows > 0) > 100 AS partly_renewed,
       bool_and((a.provider = b.key AND a.arrangements = b.arrangements AND a.value IS NOT DISTINCT FROM b.value
         AND a.ending IS NOT DISTINCT FROM pg_temp.worth(b.ending_rows, b.ending)
         AND a.renewed IS NOT DISTINCT FROM pg_temp.worth(b.renewed_rows, b.renewed) AND pg_temp.near(a.share, b.share)) IS TRUE) AS at_risk
FROM (SELECT kind, g, y, x.* FROM s, period, at_risk(s, y) WITH ORDINALITY AS x) AS a
FULL JOIN (SELECT *, row_number() OVER (PARTITION BY kind, g, y ORDER BY value DESC NULLS LAST, place) AS ordinality FROM risk JOIN key USING (k)) AS b USING (kind, g, y,
  ordinality);
SELECT bool_and(providers_at_risk(s, y, least.share) = n) AS as_numeric, bool_and(providers_at_risk(s, y, least.share::double precision) = n) AS as_double,
       count(*) FILTER (WHERE n > 0) > 300 AS some
FROM s, period, unnest('{0,0.0000000001,0.25,0.333,0.5,0.75,0.999999,1}'::numeric[]) AS least(share),
     LATERAL (SELECT count(*) AS n FROM risk WHERE risk.g = s.g AND risk.y = period.y AND risk.share >= least.share) AS x;
SELECT count(*) > 1000 AS gaps, bool_and((a.provider = b.key AND a.gap = b.gap AND a.days = upper(b.gap) - lower(b.gap)) IS TRUE) AS cover_gaps
FROM (SELECT kind, g, x.* FROM s, cover_gaps(s) WITH ORDINALITY AS x) AS a
FULL JOIN (SELECT kind, g, key, gap, row_number() OVER (PARTITION BY kind, g ORDER BY place, gap) AS ordinality
  FROM (SELECT g, k, unnest(datemultirange(range_merge(range_agg(term))) - range_agg(term)) AS gap FROM m GROUP BY g, k) AS z JOIN key USING (k)) AS b USING (kind, g, ordinality);

-- bad parameters, looked at although there is nothing to measure; NULL ones give no rows
CREATE FUNCTION pg_temp.complaint(statement text, OUT state text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
END $$;
SELECT statement, state, message, hint
FROM unnest(ARRAY['running(s, ''infinity'')', 'running(s, ''-infinity'')', 'expiring(s, ''empty'')', 'expiring(s, ''[2020-07-01,)'')', 'at_risk(s, ''(,2020-07-01)'')',
     'at_risk(s, ''[2020-07-01,infinity)'')', 'providers_at_risk(s, ''(,)'', 0.5)',
    'providers_at_risk(s, y, 1.1)', 'providers_at_risk(s, y, 25::double precision)', 'providers_at_risk(s, y, -0.1)',
      'providers_at_risk(s, y, ''NaN''::numeric)']) WITH ORDINALITY AS u(statement, i),
  pg_temp.complaint(format('SELECT %s FROM (SELECT schedule_summary(''A'', ''p'', NULL, NULL, 5) AS s) AS x, daterange(''2020-07-01'', ''2021-07-01'') AS y',
    statement)) ORDER BY i;
SELECT (SELECT count(*) FROM running(s, NULL)) AS running, (SELECT count(*) FROM expiring(s, NULL)) AS expiring,
       (SELECT count(*) FROM at_risk(NULL, '[2020-07-01,2021-07-01)')) AS at_risk, (SELECT count(*) FROM cover_gaps(NULL)) AS gaps, providers_at_risk(s, NULL, 0.5) AS providers
       FROM hs;
