-- What the measures read: :rows made-up arrangements with :providers providers,
-- the same every time.
--
-- 14 agencies and providers of unequal size; a provider has a short
-- key (at most 8 bytes), a long name (15 to 45 bytes) and a number; an arrangement
-- is reported on with one of five frequencies.  "times" is the frequency as a
-- plain number, for SQL that does without our type.

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
       times::frequency                                                 AS frequency,
       times,
       floor(200000 * t)::int                                           AS tiny_group
FROM (SELECT random() AS a, floor(:providers * random() ^ 2)::int AS p, random() AS v,
             random() AS l, random() AS t,
             -- ten fiscal years, July to June
             DATE '2015-07-01' + floor(3653 * random())::int AS first_day,
             -- most report 2 to 12 times a year, more than a quarter monthly
             (ARRAY[12, 12, 12, 12, 12, 4, 4, 4, 4, 4, 4, 2, 2, 2, 2, 1, 1, 1, 0, 12])
                 [1 + floor(20 * random())::int] AS times
      FROM generate_series(1, :rows) OFFSET 0) AS x;

VACUUM (FREEZE, ANALYZE) arrangement;
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pg_prewarm;
SELECT pg_size_pretty(8192 * pg_prewarm('arrangement')) AS size \gset
\echo :rows rows, :size
