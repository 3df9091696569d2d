--
-- disclosure: rounding of counts before they are published
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
