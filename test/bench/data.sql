-- What the measures read: :rows made-up arrangements, the same every time.
--
-- 14 agencies and 200,000 providers of unequal size; a provider has a short
-- key (at most 8 bytes), a long name (15 to 45 bytes) and a number; an arrangement
-- is reported on with one of five frequencies.

SELECT setseed(0.5) \g /dev/null

CREATE UNLOGGED TABLE arrangement AS
SELECT 'Agency ' || lpad((1 + floor(14 * a ^ 1.5))::int::text, 2, '0')  AS agency,
       'P' || p                                                         AS provider,
       'Provider ' || p || ' ' || substr(repeat(md5(p::text), 2), 1, 5 + p % 25)
                                                                        AS provider_name,
       p::bigint                                                        AS provider_id,
       (10 ^ (2 + 4 * v))::numeric(12, 2)                               AS value,
       daterange(first_day, first_day + CASE
           -- two thirds are whole years, as contracts are
           WHEN l < 0.66 THEN (ARRAY[365, 731, 1096, 1461, 1826])[1 + floor(l * 7.57)::int]
           ELSE 30 + floor((l - 0.66) * 5000)::int
       END)                                                             AS term,
       -- most report 2 to 12 times a year, more than a quarter monthly
       CASE WHEN f < 0.27 THEN 12 WHEN f < 0.57 THEN 4 WHEN f < 0.80 THEN 2
            WHEN f < 0.95 THEN 1 ELSE 0 END::frequency                  AS frequency,
       floor(200000 * t)::int                                           AS tiny_group
FROM (SELECT random() AS a, floor(200000 * random() ^ 2)::int AS p, random() AS v,
             random() AS l, random() AS t, random() AS f,
             DATE '2016-01-01' + floor(3000 * random())::int AS first_day
      FROM generate_series(1, :rows) OFFSET 0) AS x;

VACUUM (FREEZE, ANALYZE) arrangement;
CREATE EXTENSION pg_prewarm;
SELECT pg_size_pretty(8192 * pg_prewarm('arrangement')) AS size \gset
\echo :rows rows, :size
