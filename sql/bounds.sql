-- How concentrated money can be of which a part is not known in detail.
\pset format unaligned
\pset footer off
\pset null NULL

CREATE TEMP TABLE s AS
SELECT (SELECT concentration_summary(k, v) FROM (VALUES ('a', 50), ('b', 30), ('c', 20)) AS x (k, v)) AS known,
       (SELECT concentration_summary(1::bigint, NULL)) AS missing, (SELECT concentration_summary(1::bigint, 0)) AS zero,
       (SELECT concentration_summary(k, v) FROM (VALUES ('a', 10), ('b', -90)) AS x (k, v)) AS negative;

-- By hand: 50, 30 and 20 are known, and 100 went to at most 4.  At least four new ones of 25 each, at most one of 150.
SELECT hhi_bounds(known, 100, 4) AS of_4, (50 ^ 2 + 30 ^ 2 + 20 ^ 2 + 4 * 25 ^ 2) / 200 ^ 2 AS least, (150 ^ 2 + 30 ^ 2 + 20 ^ 2) / 200 ^ 2 AS greatest,
       hhi_bounds(known, 100) AS of_any, (50 ^ 2 + 30 ^ 2 + 20 ^ 2) / 200 ^ 2 AS limit, hhi_bounds(known, 100, NULL) = hhi_bounds(known, 100) AS same FROM s;
-- the largest of 200 are 50, 30, 25, 25, 25, 25 and 20 if it was spread, and 150, 30 and 20 if it was not
SELECT k, top_share_bounds(known, k, 100, 4) AS of_4, trim_scale((ARRAY[0, 50, 80, 105, 130, 155, 180, 200, 200])[k + 1] / 200.0) AS least, trim_scale((ARRAY[0, 150, 180, 200, 200, 200, 200, 200, 200])[k + 1] / 200.0) AS greatest,
       top_share_bounds(known, k, 100) AS of_any, trim_scale((ARRAY[0, 50, 80, 100, 100, 100, 100, 100, 100])[k + 1] / 200.0) AS limit
FROM s, generate_series(0, 8) AS k ORDER BY k;
-- nothing unknown: the figure itself, whatever went to whom; nobody known: as many as there can be hold the same, or one holds all
SELECT hhi_bounds(known, 0) AS hhi_0, hhi_bounds(known, 0, 0) AS of_none, hhi_bounds(known, 0, 5) AS of_5, hhi(known), top_share_bounds(known, 2, 0, 0) AS top_0, top_share(known, 2) FROM s;
SELECT hhi_bounds(s, 7, 3) AS of_3, round(1 / 3.0, 20) AS third, hhi_bounds(s, 7) AS of_any, top_share_bounds(s, 2, 7, 3) AS top_of_3, top_share_bounds(s, 4, 7, 3) AS all_of_3, top_share_bounds(s, 20, 7, 50) AS top_of_50, top_share_bounds(s, 2, 7) AS top_of_any,
       top_share_bounds(s, 0, 7, 3) AS none, hhi_bounds(s, 7, 1) AS of_one, hhi_bounds(s, 0, 3) AS nothing, top_share_bounds(s, 2, 0) AS top_of_nothing FROM (SELECT missing AS s FROM s UNION ALL SELECT zero FROM s) AS x;
-- NULL in NULL out, but for the most holders; what is below the tenth place is nothing
SELECT hhi_bounds(NULL, 1, 1) AS a, hhi_bounds(known, NULL, 1) AS b, top_share_bounds(NULL, 1, 1) AS c, top_share_bounds(known, NULL, 1, 1) AS d, top_share_bounds(known, 1, NULL) AS e,
       hhi_bounds(known, 0.00000000001, 0) AS less_than_is_kept FROM s;
-- Who nets less than 0 has no share, and gets nothing of it: (10 * 10 + 100 * 100) / 110 ^ 2.  Of 100 for the second 10 would be left, and the HHI would be 0.5.
SELECT hhi_bounds(negative, 100, 1) AS bounds, round(10100 / 12100.0, 20) AS by_hand, negative_holders(negative) AS negative FROM s;

-- Never outside, and both ends are reached: each way to give 1 to 6 whole units to at most 1, 2, 3 or any of three known holders and three others, for
-- all threes of amounts.  What is even in the least case is in whole units if U can be divided by m.
CREATE TEMP TABLE way AS
WITH RECURSIVE way (given, rest) AS (
  SELECT '{}'::int[], u FROM generate_series(1, 6) AS u
  UNION ALL
  SELECT given || g, rest - g FROM way, generate_series(CASE WHEN cardinality(given) = 5 THEN rest ELSE 0 END, rest) AS g WHERE cardinality(given) < 6)
SELECT given, (SELECT sum(g)::int FROM unnest(given) AS g) AS u, (SELECT count(*)::int FROM unnest(given) AS g WHERE g > 0) AS receivers FROM way WHERE cardinality(given) = 6;
CREATE TEMP TABLE known AS
SELECT ARRAY[x, y, z] AS x, (SELECT concentration_summary(i, h) FROM unnest(ARRAY[x, y, z]) WITH ORDINALITY AS u (h, i) WHERE h > 0 OR i = 1) AS s
FROM unnest('{0,1,2,3,5,8,13}'::int[]) AS x, unnest('{0,1,2,3,5,8,13}'::int[]) AS y, unnest('{0,1,2,3,5,8,13}'::int[]) AS z WHERE x >= y AND y >= z;
CREATE TEMP TABLE outcome AS
SELECT x, u, receivers, total, squares, sums
FROM known, way, LATERAL (SELECT sum(h) AS total, sum(h * h) AS squares, array_agg(reached ORDER BY place) AS sums
                          FROM (SELECT h, row_number() OVER w AS place, sum(h) OVER (w ROWS UNBOUNDED PRECEDING) AS reached FROM unnest(x || '{0,0,0}'::int[], given) AS v (held, got), LATERAL (SELECT (held + got)::numeric AS h) AS a
                                WINDOW w AS (ORDER BY h DESC)) AS b) AS o;
CREATE TEMP TABLE found AS
SELECT x, u, m, min(squares / total ^ 2) AS hhi_least, max(squares / total ^ 2) AS hhi_greatest, array_agg(DISTINCT total) AS totals,
       ARRAY[min(sums[1] / total), min(sums[2] / total), min(sums[3] / total), min(sums[4] / total), min(sums[5] / total), min(sums[6] / total)] AS top_least,
       ARRAY[max(sums[1] / total), max(sums[2] / total), max(sums[3] / total), max(sums[4] / total), max(sums[5] / total), max(sums[6] / total)] AS top_greatest
FROM outcome, unnest('{1,2,3,NULL}'::bigint[]) AS m WHERE m IS NULL OR receivers <= m GROUP BY x, u, m;
SELECT count(*) AS cases, (SELECT count(*) FROM outcome) AS outcomes, bool_and(cardinality(totals) = 1) AS one_total,
       bool_and(hhi_least >= lower(hhi_bounds) - 1e-15 AND hhi_greatest <= upper(hhi_bounds) + 1e-15) AS never_outside,
       bool_and(abs(hhi_greatest - upper(hhi_bounds)) < 1e-15) AS greatest_reached,
       bool_and(abs(hhi_least - lower(hhi_bounds)) < 1e-15) FILTER (WHERE u % m = 0) AS least_reached, count(*) FILTER (WHERE u % m = 0) AS of
FROM found JOIN known USING (x), hhi_bounds(s, u, m);
SELECT count(*) AS cases, bool_and(least >= lower(b) - 1e-15 AND greatest <= upper(b) + 1e-15) AS never_outside,
       bool_and(abs(greatest - upper(b)) < 1e-15) AS greatest_reached,
       bool_and(abs(least - lower(b)) < 1e-15) FILTER (WHERE u % m = 0) AS least_reached, count(*) FILTER (WHERE u % m = 0) AS of
FROM found JOIN known USING (x), unnest(top_least, top_greatest) WITH ORDINALITY AS t (least, greatest, k), top_share_bounds(s, k, u, m) AS b;
-- where nothing is known of how many, ever more come as near to the least as one likes, and no nearer than that
SELECT bool_and(lower(hhi_bounds(s, u)) < lower(hhi_bounds(s, u, 1000000000000)) AND lower(hhi_bounds(s, u, 1000000000000)) - lower(hhi_bounds(s, u)) < 1e-11) AS hhi,
       bool_and(lower(top_share_bounds(s, 2, u, 1000000000000)) - lower(top_share_bounds(s, 2, u)) BETWEEN 0 AND 1e-11) AS top
FROM known, generate_series(1, 6) AS u;
DROP TABLE way, known, outcome, found;

-- 400 ledgers of which the values of some holders are hidden: what is true lies within
CREATE TEMP TABLE ledger AS
SELECT i, h % (3 + i % 29) AS holder, (h >> 8) % 1000 + 1 AS value, (h >> 20) % (2 + i % 5) = 0 AS hidden
FROM generate_series(1, 400) AS i, generate_series(1, 60) AS j, LATERAL (SELECT hashint4(i * 64 + j)::bigint & 2147483647 AS h) AS x;
SELECT count(*) AS ledgers, bool_and(hhi(s) <@ hhi_bounds(known, unknown, m) AND hhi(s) <@ hhi_bounds(known, unknown)) AS hhi,
       bool_and(top_share(s, 3) <@ top_share_bounds(known, 3, unknown, m) AND top_share(s, 3) <@ top_share_bounds(known, 3, unknown)) AS top_3,
       bool_and(top_share(s, 12) <@ top_share_bounds(known, 12, unknown, m)) AS top_12, bool_and(hhi_bounds(known, unknown, m) <@ hhi_bounds(known, unknown)) AS narrower
FROM (SELECT i, concentration_summary(holder, value) AS s, concentration_summary(holder, value) FILTER (WHERE NOT hidden) AS known, sum(value) FILTER (WHERE hidden) AS unknown,
             count(DISTINCT holder) FILTER (WHERE hidden) AS m FROM ledger GROUP BY i) AS x;
DROP TABLE ledger;

-- Few and many holders, stored, where some figures are ready, and not; some alike, many of 0: the same in plain SQL
CREATE TEMP TABLE many AS
SELECT n, array_agg(v ORDER BY i) AS x, concentration_summary(i, v) AS s FROM unnest('{1,9,40,1500}'::int[]) AS n, generate_series(1, n) AS i, LATERAL (SELECT ((hashint4(i * 7 + n)::bigint & 1023) ^ 3)::numeric / 1e7 * (i % 3) AS v) AS y GROUP BY n;
CREATE TEMP TABLE asked AS
SELECT n, u, m, (sum(h * h) + coalesce(u * u / m, 0)) / (sum(h) + u) ^ 2 AS least, (sum(h * h) + 2 * max(h) * u + u * u) / (sum(h) + u) ^ 2 AS greatest, sum(h) + u AS total
FROM many, unnest(x) AS h, unnest('{0.5,3333.3,1234567.0000000001}'::numeric[]) AS u, unnest('{1,3,20,2000,NULL}'::bigint[]) AS m GROUP BY n, u, m;
SELECT count(*) AS cases, bool_and(abs(lower(b) - least) < 1e-15 AND abs(upper(b) - greatest) < 1e-15) AS hhi, bool_and(b = made) AS stored_or_not
FROM many JOIN asked USING (n), LATERAL (SELECT concentration_summary(i, h) AS fresh FROM unnest(x) WITH ORDINALITY AS v (h, i)) AS f, LATERAL (SELECT hhi_bounds(s, u, m) AS b, hhi_bounds(fresh, u, m) AS made) AS c;
SELECT count(*) AS cases, bool_and(abs(lower(b) - (SELECT coalesce(sum(h), 0) FROM (SELECT h FROM unnest(x || array_fill(u / m, ARRAY[coalesce(m, 0)::int])) AS h ORDER BY h DESC LIMIT k) AS t) / total) < 1e-15) AS least,
       bool_and(abs(upper(b) - CASE WHEN k > 0 THEN (u + (SELECT coalesce(sum(h), 0) FROM (SELECT h FROM unnest(x) AS h ORDER BY h DESC LIMIT k) AS t)) / total ELSE 0 END) < 1e-15) AS greatest, bool_and(b = made) AS stored_or_not
FROM many JOIN asked USING (n), unnest('{0,1,2,9,10,11,12,1499,1500,9223372036854775807}'::bigint[]) AS k, LATERAL (SELECT concentration_summary(i, h) AS fresh FROM unnest(x) WITH ORDINALITY AS v (h, i)) AS f,
     LATERAL (SELECT top_share_bounds(s, k, u, m) AS b, top_share_bounds(fresh, k, u, m) AS made) AS c;
DROP TABLE many, asked;

-- the largest amounts and numbers of holders that there are: exact, or an error
SELECT m, round(lower(b), 15) AS least, round((x * x + u * u / m) / (x + u) ^ 2, 15) AS least_by_hand, round(upper(b), 15) AS greatest, lower(top_share_bounds(s, 1, u, m)) AS top, round(greatest(x, u / m) / (x + u), 15) AS top_by_hand, lower(t) AS of_all
FROM (SELECT 10000000000000000000000000000.0000000001 AS x, 7014118346046923173168730371.5884105726 AS u, concentration_summary(1::bigint, 10000000000000000000000000000.0000000001) AS s) AS x,
     unnest('{1,2,9223372036854775807}'::bigint[]) AS m, hhi_bounds(s, u, m) AS b, top_share_bounds(s, 9223372036854775807, u, m) AS t ORDER BY m;
-- Both ends are rounded.  10,000 holders whose HHI is 0.0001 and 2.5e-21 more, and one unit that is not known: core's division gives the lower end 24 places and
-- the upper one, of which the denominator begins with other digits, 20, so that they would come in the wrong order
SELECT hhi_bounds(concentration_summary(i, x), 0.0000000001, 7) AS in_order, round(round(sum(x * x), 60) / sum(x) ^ 2, 24) AS known
FROM generate_series(1, 10000) AS i, LATERAL (SELECT 50000000000000 + 250000 * (2 * (i % 2) - 1) - 0.0000000002 * (i = 1)::int AS x) AS x;

-- nothing unknown is the HHI itself to the last place, which a division by two times as much, twice, would not be here
SELECT hhi_bounds(s, 0, 2) AS twice, hhi(s) FROM (SELECT concentration_summary(i, 35362409420173.8465195334 + 176812.0471008692 * (2 * (i % 2) - 1) + 0.0000007834 * (i = 1)::int) AS s FROM generate_series(1, 10000) AS i) AS x;
-- a large state of a window that goes on: 5 holders have 1 to 5 millions, and then nobody has anything
SELECT o, holders(s), hhi_bounds(s, 5) = numrange(0, 1, '[]') AS hhi_of_any, top_share_bounds(s, 1, 5, 2) AS top, top_share_bounds(s, 5, 5) = numrange(0, 1, '[]') AS top_of_any
FROM (SELECT o, i, concentration_summary(i, CASE WHEN o = 2 THEN -1e7 WHEN i <= 5 THEN i * 1e6 ELSE 1 END) OVER (ORDER BY o) AS s FROM generate_series(1, 2) AS o, generate_series(1, 20000) AS i) AS x WHERE i = 1 ORDER BY o;

-- parameters of every type of numbers, and untyped ones
PREPARE bounds AS SELECT hhi_bounds(known, $1) AS untyped, hhi_bounds(known, $2, $3) AS two, top_share_bounds(known, $4, $5) AS top, top_share_bounds(known, $6, $7, $8) AS three FROM s;
SELECT parameter_types FROM pg_prepared_statements WHERE name = 'bounds';
EXECUTE bounds (100, 100, 4, 1, 100, 1, 100, 4);
SELECT hhi_bounds(known, 100::bigint, 4::smallint) AS int, hhi_bounds(known, 100.0, 4) AS numeric, hhi_bounds(known, 100::real, '4') AS real, hhi_bounds(known, unknown => 100, at_most => 4) AS named,
       hhi_bounds(known, 0.1::float8, 1) = hhi_bounds(known, 0.1, 1) AS as_written FROM s;

-- what is refused
CREATE FUNCTION pg_temp.complaint(call text, OUT state text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SELECT %s FROM s', call);
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
END $$;
SELECT call, c.* FROM unnest(ARRAY['hhi_bounds(known, -0.01)', $$hhi_bounds(known, 'NaN')$$, $$hhi_bounds(known, 'Infinity'::numeric, 3)$$, 'hhi_bounds(known, 5, 0)', 'hhi_bounds(known, 0, -1)', 'hhi_bounds(known, 1e30)',
  'hhi_bounds(known, 17014118346046923173168730371)', 'top_share_bounds(known, -1, 5)', 'top_share_bounds(known, 1, -5, 2)', 'top_share_bounds(known, 1, 5, 0)', 'top_share_bounds(known, 11, 17014118346046923173168730371, 2)'])
  WITH ORDINALITY AS u (call, i), pg_temp.complaint(call) AS c ORDER BY i;
