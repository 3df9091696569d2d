--
-- disclosure: rounding of counts, and which cells are held back, before they are published
--

-- multiples of 3 stay
SELECT bool_and(rr3(count, key) = count) AS unchanged
FROM generate_series(-30, 30, 3) count, (VALUES ('a'), ('b'), ('')) k (key);
-- others go to a neighbouring multiple, to the nearer one two times in three:
-- within four standard deviations of 1/3 over 30,000 keys
SELECT count, min(rounded) AS down_to, max(rounded) AS up_to,
       abs(avg((rounded > count)::int) - CASE count % 3 WHEN 1 THEN 1 ELSE 2 END / 3.0) <
       4 * sqrt(2.0 / 9 / 30000) AS as_often
FROM unnest(ARRAY[1, 2, 4, 5, 100, 101]) count,
     LATERAL (SELECT rr3(count, 'cell ' || i) AS rounded FROM generate_series(1, 30000) i) cells
GROUP BY count ORDER BY count;
-- the same key always rounds the same, and more never rounds to less
SELECT bool_and(rr3(count, key) = rr3(count, key)) AS fixed,
       bool_and(rr3(count + 1, key) >= rr3(count, key)) AS monotone,
       bool_and(rr3(-count, key) = -rr3(count, key)) AS symmetric
FROM generate_series(0, 50) count, (SELECT 'key ' || i FROM generate_series(1, 50) i) k (key);
-- what takes the place of chance is SHA-256 of the key: down unless the first
-- 8 bytes, as a number modulo 3, are less than the remainder
SELECT bool_and(rr3(4, key) = CASE WHEN draw < 1 THEN 6 ELSE 3 END AND
                rr3(5, key) = CASE WHEN draw < 2 THEN 6 ELSE 3 END) AS sha256
FROM (SELECT 'key ' || i AS key FROM generate_series(1, 200) i) keys,
     LATERAL (SELECT sum(get_byte(sha256(convert_to(key, 'UTF8')), b) * 256::numeric ^ (7 - b)) % 3
              FROM generate_series(0, 7) b) d (draw);

-- graduated: the base by the count
SELECT count, min(rounded) AS down_to, max(rounded) AS up_to,
       abs(avg(rounded) - count) <= 4 * (max(rounded) - min(rounded)) / sqrt(12000) AS unbiased
FROM unnest(ARRAY[1, 17, 18, 19, 20, 21, 99, 100, 101, 999, 1000, 1001, 18800]) count,
     LATERAL (SELECT graduated_round(count, 'cell ' || i) AS rounded FROM generate_series(1, 3000) i) cells
GROUP BY count ORDER BY count;
SELECT bool_and(graduated_round(count, key) = rr3(count, key)) AS base_3_below_19
FROM generate_series(0, 18) count, (VALUES ('a'), ('b'), ('c'), ('d')) k (key);

SELECT rr3(NULL, 'a') IS NULL AND rr3(1, NULL) IS NULL AND
       graduated_round(NULL, 'a') IS NULL AND graduated_round(1, NULL) IS NULL AS null_in_null_out;
-- the ends of bigint: 9223372036854775807 is 1 more than a multiple of 3
SELECT bool_and(rr3(9223372036854775807, key) = 9223372036854775806) AS down
FROM (SELECT 'key ' || i AS key FROM generate_series(1, 100) i) keys
WHERE rr3(1, key) = 0;
\set VERBOSITY sqlstate
SELECT rr3(9223372036854775807, key)
FROM (SELECT 'key ' || i AS key FROM generate_series(1, 100) i) keys
WHERE rr3(1, key) = 3 LIMIT 1;
\set VERBOSITY default

-- a small table as it may be published: counts rounded, values only where no
-- provider could be told from them
WITH grants (region, provider, value) AS (
    VALUES ('North', 'a', 75), ('North', 'b', 8), ('North', 'c', 10), ('North', 'd', 8),
           ('South', 'a', 20), ('South', 'b', 22), ('South', 'c', 25), ('South', 'd', 24), ('South', 'e', 23)
), cell AS (
    SELECT region, concentration_summary(provider, value) AS s FROM grants GROUP BY region
)
SELECT region, total(s),
       dominated(s, 1, 70) AS one_holds_70, dominated(s, 2, 80) AS two_hold_80,
       dominated(s, 2, 85) AS two_hold_85, p_percent_sensitive(s, 20) AS p20,
       p_percent_sensitive(s, 25) AS p25,
       CASE WHEN NOT p_percent_sensitive(s, 25) THEN total(s) END AS published,
       rr3(holders(s), region || ' salt') AS providers
FROM cell ORDER BY region;

\pset format unaligned
\pset footer off
\pset null NULL
-- Which cells are held back beside a published total: by hand.  75 would be 175 less 100; of two smallest the first.  A cell of 0 does
-- not hide another of 0, so that 5 is held back, too.  What is not known is not in the table.
SELECT withheld('{75,30,40,30}', '{t,f,f,f}') AS smallest, withheld('{75,30,40,30}', '{f,t,t,f}') AS two_already, withheld('{75,30}', '{f,f}') AS none,
       withheld('{0,9,0,5}', '{t,f,f,f}') AS nothing_hides_nothing, withheld('{5,NULL,2,NULL}', '{t,t,f,NULL}') AS not_known,
       withheld('{5}', '{t}') AS alone, withheld('{0,0}', '{f,t}') AS all_0, withheld('{}', '{}') AS empty, withheld('[5:6]={1,2}', '{f,t}') AS as_cells,
       withheld('{1,0.00000000002}', '[0:1]={f,t}') AS less_than_is_kept, withheld(NULL, '{t}') IS NULL AND withheld('{1}', NULL) IS NULL AS null_in_null_out;
-- 4,000 tables, in plain SQL.  With something sensitive that is held back, and two cells of more than 0 together, or all there are; of the others the
-- smallest, those that come first, and no more than are needed: without the last of them it would not do
CREATE TEMP TABLE tables AS
SELECT i, array_agg(v ORDER BY place) AS cells, array_agg(s ORDER BY place) AS sensitive
FROM generate_series(1, 4000) AS i, generate_series(1, 1 + i % 7) AS place, hashint4extended(i * 16 + place, 5) AS h,
     LATERAL (SELECT CASE WHEN h & 15 = 0 THEN NULL ELSE ((h >> 8) & 3) * ((h >> 12) & 1) + ((h >> 16) & 3) * ((h >> 20) & 1) END::numeric AS v, (h >> 24) & 3 = 0 AS s) AS x
GROUP BY i;
CREATE TEMP TABLE cell AS
SELECT i, place, v, s, w, row_number() OVER (PARTITION BY i, s OR v IS NULL ORDER BY v, place) AS rank
FROM tables, unnest(cells, sensitive, withheld(cells, sensitive)) WITH ORDINALITY AS u (v, s, w, place);
SELECT count(*) AS tables, sum((withheld > 0)::int) > 1000 AS many, sum((withheld > 2)::int) > 100 AS of_three,
       bool_and(unknown = 0) AS not_what_is_not_known, bool_and(kept_secret = 0) AS the_sensitive, bool_and(sensitive > 0 OR withheld = 0) AS none_without,
       bool_and(sensitive = 0 OR (withheld >= 2 AND total > 0) OR withheld = known) AS enough,
       bool_and(coalesce(last_held < first_shown, true)) AS the_smallest,
       bool_and(last_held IS NULL OR withheld - 1 < 2 OR total - largest_other = 0) AS no_more
FROM (SELECT i, count(*) FILTER (WHERE w) AS withheld, count(v) AS known, count(*) FILTER (WHERE s AND v IS NOT NULL) AS sensitive, count(*) FILTER (WHERE w AND v IS NULL) AS unknown,
             count(*) FILTER (WHERE s AND v IS NOT NULL AND NOT w) AS kept_secret, sum(v) FILTER (WHERE w) AS total,
             max(rank) FILTER (WHERE w AND NOT s) AS last_held, min(rank) FILTER (WHERE NOT w AND v IS NOT NULL) AS first_shown, max(v) FILTER (WHERE w AND NOT s) AS largest_other
      FROM cell GROUP BY i) AS x;
DROP TABLE cell, tables;
-- 100,000 cells: in plain SQL the place of the smallest, which is one of a kind
SELECT withheld[1] AND withheld[place] AND (SELECT count(*) FROM unnest(withheld) AS w WHERE w) = 2 AS found
FROM (SELECT withheld(array_agg(v ORDER BY i), array_agg(i = 1 ORDER BY i)), (array_agg(i ORDER BY v))[1] AS place
      FROM (SELECT i, 7 + (i * 7919) % 100003 AS v FROM generate_series(1, 100000) AS i) AS x) AS y;
-- what is refused
CREATE FUNCTION pg_temp.complaint(call text, OUT state text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'SELECT ' || call;
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
END $$;
SELECT call, c.* FROM unnest(ARRAY[$$'{{1,2},{3,4}}', '{t,f}'$$, $$'{1,2}', '{{t,f}}'$$, $$'{1,2}', '{t}'$$, $$'{}', '{t}'$$, $$'{1,-0.5}', '{t,f}'$$, $$'{1,2}', '{t,NULL}'$$,
  $$'{1,NaN}', '{f,f}'$$, $$'{Infinity}', '{f}'$$, $$'{1e30}', '{f}'$$]) WITH ORDINALITY AS u (call, i), pg_temp.complaint(format('withheld(%s)', call)) AS c ORDER BY i;
