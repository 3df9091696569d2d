-- What has changed between two times, and why.
\pset format unaligned
\pset footer off
\pset null NULL
-- plans that are made dear on purpose would be compiled, which only costs time
SET jit = off;

-- length_change: A 100@2 -> 100@3, B 100@4 -> 300@4 is 3 -> 3.75, half of it A's own, half because B has more of the whole
CREATE TEMP TABLE worked AS
SELECT name, term_summary(term, value) FILTER (WHERE NOT later) AS b, term_summary(term, value) FILTER (WHERE later) AS a
FROM (VALUES ('A', false, daterange('2020-01-01', '2022-01-01'), 100), ('A', true, '[2020-01-01,2023-01-01)', 100),
             ('B', false, '[2020-01-01,2024-01-01)', 100), ('B', true, '[2020-01-01,2024-01-01)', 300)) AS v (name, later, term, value) GROUP BY name;
SELECT (length_change(b, a)).*, (.5 + .25) / 2 * (3 - 2) AS within_by_hand, (.25 - .5) * (2 + 3) / 2 + (.75 - .5) * (4 + 4) / 2 AS mix_by_hand FROM worked;
-- the other way round the signs change, nothing changes nothing
SELECT length_change(a, b) AS back, length_change(b, b) AS same, pg_typeof(length_change(a, b)) AS type FROM worked;

-- groups as months and values: v0 of m0 months before, v1 of m1 after; NULL months: no such row
CREATE FUNCTION pg_temp.lasting(months int, value numeric) RETURNS term_summary LANGUAGE sql AS $$
  SELECT term_summary(t, value) FROM (SELECT daterange('2000-01-01', ('2000-01-01'::date + months * interval '1 month')::date) AS t WHERE months IS NOT NULL) AS x
$$;
CREATE TEMP TABLE cases (what text, v0 numeric, m0 int, v1 numeric, m1 int);
INSERT INTO cases VALUES
  ('one row', 7, 6, 3, 18),
  ('only before', 7, 6, NULL, NULL), ('only after', NULL, NULL, 7, 6), ('neither', NULL, NULL, NULL, NULL),
  ('a new one', 100, 12, 100, 12), ('a new one', NULL, NULL, 100, 36), ('one that left', 100, 12, 100, 12), ('one that left', 100, 36, NULL, NULL),
  ('none stayed', 100, 12, NULL, NULL), ('none stayed', NULL, NULL, 100, 24),
  ('no value', 0, 12, 0, 24), ('unknown value', NULL, 12, NULL, 24),
  ('negative', 100, 12, 100, 24), ('negative', -20, 12, 60, 36), ('all negative', -1, 12, 5, 12),
  ('thirds', 1, 4, 2, 5), ('thirds', 2, 11, 4, 23), ('shares stay', 3, 1, 30, 7), ('shares stay', 4, 5, 40, 25), ('lengths stay', 3, 1, 70, 1), ('lengths stay', 4, 5, 11, 5);
-- mix is the rest; parts that are nothing are 0, also where quotients have no end
SELECT what, length_change(pg_temp.lasting(m0, v0), pg_temp.lasting(m1, v1)) AS change FROM cases GROUP BY what ORDER BY what;
-- by hand: (7 + 25) months of 100 before, 24 of both and 36 of 60 after: 12 - 240 = 80 at 12, and 24 + (60 / 160) * 12 = 28.5 months; within 12 of the
-- one that is positive on both sides, with the shares 100 / 80 and 100 / 160
SELECT round((100 * 12 - 20 * 12) / 80.0 / 12, 16) AS before, (100 * 24 + 60 * 36) / 160.0 / 12 AS after, (100 / 80.0 + 100 / 160.0) / 2 AS within, 2.375 - 1 - 0.9375 AS mix;
-- thirds: shares of 1/3 and 2/3 on both sides, one month more and twelve: 25/3 months, all of it within
SELECT round((1 / 3.0 * 1 + 2 / 3.0 * 12) / 12, 16) AS thirds, round((3 * 6 + 4 * 20) / 7.0 / 12, 16) AS shares_stay;
SELECT length_change(b, a) IS NULL AS no_rows FROM worked WHERE false;
SELECT length_change(NULL, NULL) IS NULL AS nulls;

-- random divisions into groups, beside SQL with 60 digits
DO $$ BEGIN PERFORM setseed(0.41); END $$;
CREATE TEMP TABLE random AS
SELECT c, g, random() < 0.1 AS no0, random() < 0.1 AS no1, round((random() ^ 3 * 1e6 - 1e4)::numeric, 2) AS v0, (random() * 60)::int AS m0,
       round((random() ^ 3 * 1e6 - 1e4)::numeric, 2) AS v1, (random() * 60)::int AS m1, (random() * 60)::int AS n1
FROM generate_series(1, 300) AS c, generate_series(1, 1 + c % 7) AS g;
CREATE TEMP TABLE groups AS
SELECT c, g, CASE WHEN NOT no0 THEN pg_temp.lasting(m0, v0) END AS b, CASE WHEN NOT no1 THEN pg_temp.lasting(m1, v1) + pg_temp.lasting(n1, 1000) END AS a FROM random;
CREATE TEMP TABLE plain AS
WITH long AS (
  SELECT c, g, CASE WHEN no0 THEN 0 ELSE v0 END::numeric(200, 60) AS v0, CASE WHEN no0 THEN 0 ELSE v0 * m0 / 12 END AS w0,
         CASE WHEN no1 THEN 0 ELSE v1 + 1000 END::numeric(200, 60) AS v1, CASE WHEN no1 THEN 0 ELSE (v1 * m1 + 1000 * n1) END::numeric(200, 60) / 12 AS w1 FROM (SELECT c, g, no0, no1, v0::numeric(200, 60), m0, v1, m1, n1 FROM random) AS x
), totals AS (SELECT c, sum(v0) AS s0, sum(v1) AS s1, sum(w0) AS t0, sum(w1) AS t1 FROM long GROUP BY c HAVING sum(v0) > 0 AND sum(v1) > 0)
SELECT c, t0 / s0 AS before, t1 / s1 AS after, coalesce(sum((v0 / s0 + v1 / s1) / 2 * (w1 / v1 - w0 / v0)) FILTER (WHERE v0 > 0 AND v1 > 0), 0) AS within
FROM totals JOIN long USING (c) GROUP BY c, t0, s0, t1, s1;
SELECT count(*) > 250 AS cases, max(abs((l).before - before)) < 1e-15 AS before, max(abs((l).after - after)) < 1e-15 AS after, max(abs((l).within - within)) < 1e-15 AS within,
       max(abs((l).mix - (after - before - within))) < 1e-15 AS mix, max(abs((l).after - (l).before - (l).within - (l).mix)) < 1e-15 AS parts
FROM (SELECT c, length_change(b, a) AS l FROM groups GROUP BY c) AS x JOIN plain USING (c);
-- before and after are what is read from the rollup, to the digit; a side whose values come to nothing has no length
SELECT bool_and(((l).before, (l).after)::text = (b, a)::text) AS same, count(*) FILTER (WHERE b IS NULL OR a IS NULL) > 0 AS some_without, bool_and(((l).within IS NULL AND (l).mix IS NULL) = (b IS NULL OR a IS NULL)) AS parts
FROM (SELECT c, length_change(b, a) AS l, weighted_length(rollup(b)) AS b, weighted_length(rollup(a)) AS a FROM groups GROUP BY c) AS x;
-- values as large as there are, with signs; a sum that is too large is an error, whatever the order
SELECT (length_change(pg_temp.lasting(12, 17014118346046923173168730371), pg_temp.lasting(24, -1))).before;
SELECT length_change(pg_temp.lasting(12, v), pg_temp.lasting(24, 0.0000000001)) FROM unnest('{16e27,0.0000000001}'::numeric[]) AS v;

-- theil_parts: two groups, 1 and 3 beside 2 and 2 and 4; N 5, S 12
CREATE TEMP TABLE shares (g text, k text, v numeric);
INSERT INTO shares VALUES ('A', 'a', 1), ('A', 'b', 3), ('B', 'c', 2), ('B', 'd', 2), ('B', 'e', 4);
SELECT (theil_parts(s)).*, theil(rollup(s)) FROM (SELECT concentration_summary(k, v) AS s FROM shares GROUP BY g) AS x;
WITH t AS (SELECT 12::numeric(60, 30) AS s, 5::numeric(60, 30) AS n), g AS (SELECT g, sum(v)::numeric(60, 30) AS s, count(*)::numeric(60, 30) AS n FROM shares GROUP BY g)
SELECT round((SELECT sum(v / t.s * ln(v * t.n / t.s)) FROM shares, t), 16) AS total,
       round((SELECT sum(g.s / t.s * ln((g.s / g.n) / (t.s / t.n))) FROM g, t), 16) AS between_groups,
       round((SELECT sum(v / t.s * ln(v / (g.s / g.n))) FROM shares JOIN g USING (g), t), 16) AS within_groups;
-- one group: all within.  Of one holder each: all between.  A holder of two groups is two.  A group of 0 counts its holders; ln(2) for one of two with all.
-- Negative holders are left out; what is only negative is no group; equal holders: nothing
CREATE TEMP TABLE kinds (what text, g int, k text, v numeric);
INSERT INTO kinds VALUES ('one group', 1, 'a', 1), ('one group', 1, 'b', 3), ('one each', 1, 'a', 1), ('one each', 2, 'b', 3), ('same holder', 1, 'a', 1), ('same holder', 2, 'a', 3),
  ('with zero', 1, 'a', 5), ('with zero', 2, 'b', 0), ('negative', 1, 'a', 1), ('negative', 1, 'b', 3), ('negative', 1, 'c', -2), ('negative', 2, 'd', -1),
  ('equal', 1, 'a', 0.1), ('equal', 1, 'b', 0.1), ('equal', 2, 'c', 0.1), ('nothing', 1, 'a', 0), ('nothing', 2, 'b', -1), ('one row', 1, 'a', 3), ('unknown', 1, NULL, 3), ('null', NULL, NULL, NULL);
SELECT what, theil_parts(s) FROM (SELECT what, CASE WHEN g IS NOT NULL THEN concentration_summary(k, v) END AS s FROM kinds GROUP BY what, g) AS x GROUP BY what ORDER BY what;
SELECT round(.25 * ln(.5) + .75 * ln(1.5), 16) AS one_and_three, round(ln(2.0), 16) AS with_zero;
SELECT theil_parts(s) IS NULL AS no_rows FROM (SELECT concentration_summary(k, v) AS s FROM shares WHERE false) AS x WHERE s IS NOT NULL;
-- 200 random divisions, beside SQL with 40 digits; to 15 digits, and so do the parts add up.  Means of groups nearly equal (one case in four) lose none
CREATE TEMP TABLE divided AS
SELECT c, g, g * 100 + i AS k, CASE WHEN c % 4 = 0 THEN 1e6 + round(random()::numeric * 1e-3, 10) ELSE round((random() ^ 8 * 1e9)::numeric, 2) END AS v
FROM generate_series(1, 200) AS c, generate_series(1, 1 + c % 6) AS g, generate_series(1, 1 + c % 5 + g) AS i;
CREATE TEMP TABLE by_sql AS
WITH x AS (SELECT c, g, v::numeric(100, 50) AS v, sum(v) OVER (PARTITION BY c) AS s, count(*) OVER (PARTITION BY c)::numeric AS n, sum(v) OVER (PARTITION BY c, g) AS gs, count(*) OVER (PARTITION BY c, g)::numeric AS gn FROM divided WHERE v > 0)
SELECT c, sum(v / s * ln(v * n / s)) AS total, sum(v / s * ln((gs::numeric(100, 50) * n) / (gn * s))) AS between_groups, sum(v / s * ln(v * gn / gs)) AS within_groups FROM x GROUP BY c;
CREATE FUNCTION pg_temp.to_15(a numeric, b numeric) RETURNS boolean LANGUAGE sql AS 'SELECT abs(a - b) <= abs(b) * 1e-15 + 1e-38';
SELECT count(*) AS cases, bool_and(pg_temp.to_15((t).total, total)) AS total, bool_and(pg_temp.to_15((t).between_groups, between_groups)) AS between_groups, bool_and(pg_temp.to_15((t).within_groups, within_groups)) AS within_groups,
       bool_and(pg_temp.to_15((t).between_groups + (t).within_groups, (t).total)) AS parts, bool_and(pg_temp.to_15((t).total, rolled)) AS rollup,
       min(total) < 1e-18 AS nearly_equal
FROM (SELECT c, theil_parts(s) AS t, theil(rollup(s)) AS rolled FROM (SELECT c, concentration_summary(k, v) AS s FROM divided WHERE v > 0 GROUP BY c, g) AS y GROUP BY c) AS x JOIN by_sql USING (c);
-- a stored summary of many holders has its parts ready
CREATE TABLE change_stored AS SELECT g, concentration_summary(g * 2000 + i, i % 97 + 0.25) AS s FROM generate_series(1, 3) AS g, generate_series(1, 2000) AS i GROUP BY g;
SELECT bool_and(pg_column_size(s) > 2000) AS stored, pg_temp.to_15((theil_parts(s)).total, theil(rollup(s))) AS total, pg_temp.to_15((theil_parts(s)).within_groups, sum(total(s) * theil(s)) / sum(total(s))) AS within FROM change_stored;
DROP TABLE change_stored;
SELECT theil_parts(concentration_summary) FROM (SELECT concentration_summary('a', 16e27) FROM generate_series(1, 2) AS i GROUP BY i) AS x;
