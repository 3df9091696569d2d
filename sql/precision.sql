-- Theil, entropy and Atkinson have 15 digits and stay in their range, for whatever amounts: beside their definitions in
-- core's numeric, to 200 decimals.
\pset format unaligned
\pset footer off
\pset null NULL

-- by hand, with deviations so small that only their squares count: Theil is the mean of the squares / 2, Atkinson epsilon
-- times that. 1e12 and 1e-10 less and more are off the mean by -1, 0 and 1 e-22; 1e26 and 7, 20 and 4 e-10 by -10/3, 29/3
-- and -19/3 e-36
SELECT what, trim_scale(theil(s) / unit) AS theil, by_hand, trim_scale(atkinson(s, 1) / unit) AS atkinson_1,
       trim_scale(atkinson(s, 0.5) / unit) AS atkinson_half, trim_scale(atkinson(s, 100) / unit) AS atkinson_100
FROM (SELECT '1e12' AS what, 1e-44 AS unit, round(1 / 3.0, 16) AS by_hand, concentration_summary(k, 1e12 + k * 1e-10) AS s
      FROM generate_series(-1, 1) AS k
      UNION ALL
      SELECT '1e26', 1e-72, round((100 + 841 + 361) / 54.0, 14), concentration_summary(k, 1e26 + k * 1e-10)
      FROM unnest('{7,20,4}'::int[]) AS k) AS hand
ORDER BY what;

-- so for 3,000 triples within 20 units of 1e26, which are off the mean by (3 m - sum of m) / 3 e-36 (in three all are equal)
SELECT count(*) AS triples, count(DISTINCT squares) > 100 AS many, bool_and(abs(theil(s) / th - 1) < 1e-15) AS theil,
       bool_and(abs(atkinson(s, e) / (e * th) - 1) < 1e-15) AS atkinson
FROM (SELECT s, squares, e, round(squares * 1e-72, 200) / 54 AS th
      FROM (SELECT i, concentration_summary(k, 1e26 + m * 1e-10) AS s, (array[0.25,0.5,1,2,100])[1 + i % 5] AS e,
                   9 * sum(m * m) - 3 * sum(m) * sum(m) AS squares
            FROM generate_series(1, 3000) AS i, generate_series(1, 3) AS k,
                 LATERAL (SELECT (hashint4(k * 3000 + i) & 1023) % 20 + k % 2 AS m) AS m
            GROUP BY i) AS t
      WHERE squares > 0) AS u;

-- amounts of all kinds
CREATE TEMP TABLE held (name text, x numeric[]);
INSERT INTO held VALUES
  ('one', '{5}'), ('equal', '{3,3,3}'),
  ('most amounts', '{5671372782015641057722910123.8628035242,5671372782015641057722910123.8628035242,
                     5671372782015641057722910123.8628035243}'),
  ('3 and 4', '{3,4}'), ('in millionths, inside', '{1048575,1048576,1048577}'), ('in millionths, outside', '{1048574,1048576,1048578}'),
  ('a unit of 1e28', '{0.0000000001,10000000000000000000000000000}'), ('one has all', '{0,0,0,7}'),
  ('none beside nearly equal', '{0,999999999.9999999999,1000000000,1000000000.0000000001}'),
  ('all sizes', '{0.0000000001,0.0000000001,0.0000000002,0.01,3,400,50000,6e12,7e20}'),
  ('ordinary', '{541,1463,2445,3438,4437,5401,6392,8304,11904,22261}');
INSERT INTO held SELECT 'many nearly equal', array_agg(1000000 + i * i % 997 * 0.0000000001) FROM generate_series(1, 300) AS i;
INSERT INTO held SELECT 'one of many more', array_agg(CASE i WHEN 1 THEN 1e20 ELSE 1 + i * 0.0000000001 END)
FROM generate_series(1, 300) AS i;
CREATE TEMP TABLE hs AS
SELECT name, cardinality(x) AS n, bool_and(v = x[1]) AS equal, concentration_summary(i, v) AS s
FROM held, unnest(x) WITH ORDINALITY AS u(v, i) GROUP BY name, x;
-- y are the amounts by their mean, l their logarithms
CREATE TEMP TABLE y AS
SELECT name, n, y, CASE WHEN y > 0 THEN ln(y) END AS l
FROM (SELECT name, cardinality(x) AS n, round(v * cardinality(x), 200) / (SELECT sum(w) FROM unnest(x) AS w) AS y
      FROM held, unnest(x) AS v) AS r;
-- equal to 15 digits; nothing is nothing
CREATE FUNCTION pg_temp.same(a numeric, b numeric) RETURNS boolean LANGUAGE sql AS
  $$ SELECT CASE WHEN abs(b) < 1e-190 THEN a = 0 ELSE abs(a / b - 1) <= 1e-15 END $$;
SELECT name, pg_temp.same(theil(s), th) AS theil, (theil(s) > 0) <> equal AND theil(s) <= round(ln_n, p) AS theil_in_range,
       pg_temp.same(entropy(s), en) AS entropy, entropy(s) >= 0 AND entropy(s) <= round(ln_n, p) AS entropy_in_range
FROM hs JOIN (SELECT name, ln(round(n, 200)) AS ln_n, CASE WHEN n < 3 THEN 16 ELSE 15 END AS p,
                     coalesce(sum(y * l), 0) / n AS th, -coalesce(sum(y / n * ln(nullif(y, 0) / n)), 0) AS en
              FROM y GROUP BY name, n) AS r USING (name)
ORDER BY name COLLATE "C";
-- Atkinson from next to no aversion to the most; the limit 1 from either side
CREATE TEMP TABLE e AS
SELECT e FROM unnest('{1e-40,3.3333333333333333e-20,1.234567890123456789e-18,0.0000000001,0.1,0.49999,0.5,0.9999,
  0.999999999999999999999999999999,1,1.000000000000000000000000000001,1.000000000001,2,7,60,100}'::numeric[]) AS e;
SELECT e, count(*) AS cases, bool_and(pg_temp.same(atkinson(s, e), a)) AS atkinson,
       bool_and((atkinson(s, e) > 0) <> equal AND atkinson(s, e) <= 1) AS in_range
FROM hs JOIN (SELECT name, e, CASE WHEN e >= 1 AND nothing THEN 1 WHEN level < -1000 THEN 1 ELSE 1 - exp(level) END AS a
              FROM (SELECT name, e, bool_or(y = 0) AS nothing,
                           CASE WHEN e = 1 THEN avg(l)
                                ELSE max(least) + ln(sum(exp((1 - e) * (l - least))) / n) / nullif(1 - e, 0) END AS level
                    FROM (SELECT *, min(l) OVER (PARTITION BY name) AS least FROM y) AS y, e GROUP BY name, n, e) AS v) AS r USING (name)
GROUP BY e ORDER BY e;
DROP TABLE held, hs, y, e;
