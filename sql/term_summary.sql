-- How long, by number and by value.
\pset format unaligned
\pset footer off
\pset null NULL

-- a term of so many years, as core counts its months from the start of 2020
CREATE FUNCTION pg_temp.years(n numeric) RETURNS daterange LANGUAGE sql AS $$
  SELECT daterange('2020-01-01', (date '2020-01-01' + make_interval(months => (n * 12)::int))::date)
$$;
SELECT n, term_years(pg_temp.years(n)) AS years FROM unnest('{0.5,1,2,3,4,5}'::numeric[]) AS n ORDER BY n;

-- the set K: lengths with annual values; 15.5 / 6 and 1245 / 400
CREATE TEMP TABLE k AS
SELECT n, pg_temp.years(n) AS term, v AS value
FROM (VALUES (0.5, 30.00), (1, 60), (2, 10), (3, 100), (4, 150), (5, 50)) AS k(n, v);
SELECT round(mean_length(term), 10) AS mean, weighted_length(term, value) AS weighted FROM k;
CREATE TEMP TABLE ks AS SELECT term_summary(term, value) AS s FROM k;
SELECT contracts(s), total(s), round(mean_length(s), 10) AS mean, weighted_length(s) AS weighted,
       measured_rows(s) AS measured, missing_rows(s) AS missing, value_coverage(s) AS coverage
FROM ks;
-- the edge counts or not: 3 years or more, over 3 years
SELECT contract_share(s, '[3,)') AS from_3, round(contract_share(s, '(3,)'), 10) AS over_3,
       value_share(s, '[3,)') AS value_from_3, value_share(s, '(3,)') AS value_over_3
FROM ks;
SELECT r AS range, round(contract_share(s, r), 6) AS contracts, round(value_share(s, r), 6) AS value
FROM ks, unnest('{"[0,1)","[0,1]","(0.5,1)","[0.5,0.5]","(0.5,0.5]","(,3)","(,)","[4,4]","[2,4)","(2,4]","[-7,2.5]",
                  "[9,)",empty,"[4.9999999999999,)","[5.0000000000001,)","[3,infinity)","(-infinity,1]"}'::numrange[])
     WITH ORDINALITY AS u(r, i) ORDER BY i;
-- quantiles, inverted CDF: by value the quartiles of K are 2, 3 and 4
SELECT q, length_quantile(s, q) AS contracts, weighted_length_quantile(s, q) AS value
FROM ks, unnest('{0,0.1,0.25,0.5,0.75,0.875,0.8750000001,1}'::numeric[]) AS q ORDER BY q;
-- each length's cumulated share is a step: at it the length itself, just above it the next
SELECT n, weighted_length_quantile(s, cum / 400) AS at, weighted_length_quantile(s, cum / 400 + 1e-9) AS above
FROM ks, (SELECT n, sum(value) OVER (ORDER BY n) AS cum FROM k) AS c WHERE n < 5 ORDER BY n;
-- of twelve grants of six months, one beginning in each month, none falls below half a year: on the 1st, the 15th, the 30th
-- and the 31st, or the last day there is
SELECT day, contracts(s), contract_share(s, '[0.5,)') AS from_half, contract_share(s, '[0.5,0.5]') AS half,
       value_share(s, '[0,0.5)') AS below, mean_length(s) AS mean, length_quantile(s, 1) AS longest
FROM (SELECT day, term_summary(daterange(first, (first + interval '6 months')::date), 60000) AS s
      FROM unnest('{1,15,30,31}'::int[]) AS day, generate_series(timestamp '2021-01-01', '2021-12-01', '1 month') AS month,
           LATERAL (SELECT least(month::date + day, (month + interval '1 month')::date) - 1 AS first) AS f
      GROUP BY day) AS x ORDER BY day;
-- edges in months, which no decimal meets: 1/12.0, 2/12.0 ... are the lengths of so many months, be they rounded up or down
SELECT count(*) AS months, bool_and(contract_share(s, numrange(m / 12.0, NULL)) = round((60 - m + 1) / 60.0, 20)) AS "from",
       bool_and(contract_share(s, numrange(m / 12.0, NULL, '()')) = round((60 - m) / 60.0, 20)) AS over,
       bool_and(contract_share(s, numrange(m / 12.0, m / 12.0, '[]')) = round(1 / 60.0, 20)) AS just,
       bool_and((SELECT array_agg(contracts ORDER BY band) FROM length_bands(s, ARRAY[m / 12.0, (m + 1) / 12.0])) = ARRAY[m - 1, 1, 60 - m]::bigint[]) AS bands
FROM (SELECT term_summary(daterange('2021-01-31', (date '2021-01-31' + make_interval(months => m))::date), 1) AS s
      FROM generate_series(1, 60) AS m) AS x, generate_series(1, 59) AS m;
-- money in other units changes no quantile, mean or share
SELECT factor, bool_and(weighted_length_quantile(scaled, q) = weighted_length_quantile(s, q)) AS quantiles,
       bool_and(weighted_length(scaled) = weighted_length(s)) AS mean,
       bool_and(value_share(scaled, '[2,4)') = value_share(s, '[2,4)')) AS share
FROM ks, generate_series(0, 1, 0.125) AS q,
     (SELECT factor, term_summary(term, value * factor) AS scaled
      FROM k, unnest('{10,0.1,3,1000000000000,0.0000000001}'::numeric[]) AS factor GROUP BY factor) AS f
GROUP BY factor ORDER BY factor;
-- bands
SELECT band, contracts, round(contract_share, 6) AS share, value, round(value_share, 6) AS value_share
FROM ks, length_bands(s, '{1,3,5}') ORDER BY band;
SELECT band, contracts, round(contract_share, 6) AS share, value, round(value_share, 6) AS value_share
FROM ks, length_bands(s, '{0,0.25,0.5,4.5,20}') ORDER BY band;
SELECT band, contracts, value FROM ks, length_bands(s, '{0}');

-- vectors of others. By replication, as Hmisc's wtd.quantile: {2,3,4} weighted 1, 2, 1 is {2,3,3,4}
SELECT q, weighted_length_quantile(term_summary(pg_temp.years(n), w), q) AS weighted,
       (SELECT length_quantile(term_summary(pg_temp.years(r), 1), q) FROM unnest('{2,3,3,4}'::int[]) AS r) AS replicated
FROM (VALUES (2, 1), (3, 2), (4, 1)) AS v(n, w), unnest('{0,0.25,0.5,0.75,1}'::numeric[]) AS q GROUP BY q ORDER BY q;
-- zero weights do not matter, wherever they stand
SELECT q, weighted_length_quantile(term_summary(pg_temp.years(n), w), q) AS weighted
FROM (VALUES (1, 0), (2, 1), (3, 2), (4, 1), (5, 0)) AS v(n, w), unnest('{0,0.001,0.25,0.5,0.75,1}'::numeric[]) AS q
GROUP BY q ORDER BY q;
-- small weights: three of 0.1; and 10, 10, 5 whose cumulated 20 of 25 is hit exactly
SELECT weighted_length_quantile(term_summary(pg_temp.years(n), 0.1), 0.5) AS tenths
FROM generate_series(1, 3) AS n;
SELECT q, weighted_length_quantile(term_summary(pg_temp.years(n), w), q) AS weighted
FROM (VALUES (1, 10), (10, 10), (100, 5)) AS v(n, w), unnest('{0.4,0.8,0.80001,1}'::numeric[]) AS q
GROUP BY q ORDER BY q;
-- 1 to 10, the first weighted 1, 5 and 8.5: the lower median is 5, 3 and 2
SELECT w, weighted_length_quantile(term_summary(pg_temp.years(n), CASE WHEN n = 1 THEN w ELSE 1 END), 0.5) AS median
FROM generate_series(1, 10) AS n, unnest('{1,5,8.5}'::numeric[]) AS w GROUP BY w ORDER BY w;
-- weighted average remaining term: 12, 36 and 48 months, weighted 1000, 5000, 4000: 32 and 38.4 months; what is over is out
SELECT round(12 * mean_length(remaining(t, '2021-01-01')), 6) AS plain,
       round(12 * weighted_length(remaining(t, '2021-01-01'), value), 6) AS weighted
FROM (VALUES (daterange('2019-01-01', '2022-01-01'), 1000), ('[2021-01-01,2024-01-01)', 5000),
             ('[2015-06-01,2025-01-01)', 4000), ('[2015-01-01,2021-01-01)', 9000)) AS c(t, value);
-- the published shares: 23 % under a year with 6 % of the value, 47 % over 3 years, 60.5 % and 60.1 % of the value
SELECT round(contract_share(s, '[0,1)'), 2) AS under_1, round(value_share(s, '[0,1)'), 2) AS value_under_1,
       round(contract_share(s, '(3,)'), 2) AS over_3, round(value_share(s, '[3,)'), 3) AS value_from_3,
       round(value_share(s, '(3,)'), 3) AS value_over_3
FROM (SELECT term_summary(pg_temp.years(n), CASE WHEN i = 1 THEN v ELSE 0 END) AS s
      FROM (VALUES (0.5, 1439, 92.8), (2, 1807, 518.1), (3, 70, 6), (4, 2640, 555.7), (6, 300, 374.5)) AS c(n, m, v),
           generate_series(1, m) AS i) AS t;

-- what has no figure. Only unknown lengths: 0 contracts, nothing else
SELECT contracts(s), total(s), mean_length(s), weighted_length(s), length_quantile(s, 0.5) AS median,
       weighted_length_quantile(s, 0.5) AS weighted_median, contract_share(s, '(,)'), value_share(s, '(,)'),
       missing_rows(s) AS missing
FROM (SELECT term_summary(t, 5) AS s FROM (VALUES (NULL::daterange), ('[2020-01-01,)')) AS v(t)) AS x;
-- no values, values of zero, values that do not sum to more than zero: lengths by number only
SELECT what, contracts(s), total(s), mean_length(s) AS mean, weighted_length(s) AS weighted, length_quantile(s, 1) AS longest,
       weighted_length_quantile(s, 1) AS weighted_longest, contract_share(s, '[2,)') AS from_2,
       value_share(s, '[2,)') AS value_from_2
FROM (SELECT what, term_summary(pg_temp.years(n), v) AS s
      FROM (VALUES ('no values', 1, NULL), ('no values', 3, NULL), ('zero', 1, 0), ('zero', 3, 0),
                   ('net zero', 1, 5), ('net zero', 3, -5), ('negative', 1, -5), ('negative', 3, 2)) AS v(what, n, v)
      GROUP BY what) AS x ORDER BY what;
SELECT band, contracts, contract_share, value, value_share
FROM length_bands((SELECT term_summary(term, 0) FROM k), '{3}') ORDER BY band;
-- an empty term has length 0; an empty set has no mean; NULL arguments have no answer
SELECT mean_length(t) AS mean, weighted_length(t, v) AS weighted
FROM (VALUES (daterange 'empty', 1), ('[2020-01-01,2021-01-01)', 3)) AS c(t, v);
SELECT mean_length(term) AS mean, weighted_length(term, value) AS weighted, term_summary(term, value) AS summary
FROM k WHERE n > 9;
SELECT contracts(NULL) AS contracts, length_quantile(s, NULL) AS q, weighted_length_quantile(s, NULL) AS wq,
       contract_share(s, NULL) AS share, value_share(s, NULL) AS value_share,
       (SELECT count(*) FROM length_bands(s, NULL)) AS bands
FROM ks;
-- a contract of a day and one of all time in one summary: every length is exact
SELECT contracts(s), round(length_quantile(s, 0) * 372, 8) AS days, round(length_quantile(s, 1), 8) AS years,
       round(mean_length(s) * 2, 8) AS both, round(weighted_length(s), 8) AS weighted, s::text::term_summary::text = s::text AS reads
FROM (SELECT term_summary(t, 0.5) AS s
      FROM (VALUES (daterange('2021-01-01', '2021-01-02')), (daterange('4713-11-24 BC', '5874897-12-31'))) AS v(t)) AS x;
DROP TABLE ks;

-- every accessor beside its definition in plain SQL: 60 groups of 0 to 590 rows; group 1 has only NULL values, group 2
-- only open-ended terms, group 3 only zero values, group 4 mostly negative ones, group 5 many equal lengths
DO $$ BEGIN PERFORM setseed(0.31); END $$;
CREATE TEMP TABLE c AS
SELECT g, i, CASE WHEN g = 2 OR r < 0.05 THEN daterange(s, NULL) WHEN r < 0.08 THEN NULL WHEN r < 0.1 THEN 'empty'
                  WHEN g = 5 THEN daterange(s, (s + make_interval(months => d % 5 * 6))::date)
                  ELSE daterange(s, s + d) END AS term,
       CASE WHEN g = 1 OR r2 < 0.06 THEN NULL WHEN g = 3 OR r2 < 0.12 THEN 0
            WHEN r2 < CASE WHEN g = 4 THEN 0.8 ELSE 0.16 END THEN -v ELSE v END AS value
FROM (SELECT g, i, date '1990-01-01' + (random() * 14000)::int AS s, (random() ^ 3 * 8000)::int AS d,
             random() AS r, random() AS r2, round((random() ^ 4 * 1000000)::numeric, g % 6) AS v
      FROM generate_series(0, 59) AS g, generate_series(1, g * 10) AS i) AS x;
CREATE FUNCTION pg_temp.months_on(start date, n int) RETURNS date LANGUAGE sql AS
  $$ SELECT (start + make_interval(months => n))::date $$;
-- 1/4530960 years; NULL where there is no length
CREATE FUNCTION pg_temp.units(t daterange) RETURNS numeric LANGUAGE sql AS $$
  SELECT CASE WHEN isempty(t) THEN 0 ELSE (
    SELECT n * 377580::numeric + (upper(t) - pg_temp.months_on(lower(t), n))
                                 * (377580 / (pg_temp.months_on(lower(t), n + 1) - pg_temp.months_on(lower(t), n)))
    FROM (SELECT max(n) AS n
          FROM generate_series((upper(t) - lower(t)) / 31, (upper(t) - lower(t)) / 30 + 1) AS n
          WHERE pg_temp.months_on(lower(t), n) <= upper(t)) AS whole) END
$$;
-- equal to 15 digits, or both NULL; a ratio to 40 decimals, NULL without a positive base
CREATE FUNCTION pg_temp.same(a numeric, b numeric) RETURNS boolean LANGUAGE sql AS
  $$ SELECT coalesce(abs(a - b) <= 1e-15 * abs(b), a IS NULL AND b IS NULL) $$;
CREATE FUNCTION pg_temp.ratio(a numeric, b numeric) RETURNS numeric LANGUAGE sql AS
  $$ SELECT CASE WHEN b > 0 THEN round(a, 40) / b END $$;
CREATE TEMP TABLE u AS SELECT *, pg_temp.units(term) AS len FROM c;
CREATE TEMP TABLE cs AS SELECT g, term_summary(term, value) AS s FROM c GROUP BY g;
SELECT count(*) AS groups, bool_and(contracts(s) IS NOT DISTINCT FROM n) AS contracts,
       bool_and(measured_rows(s) IS NOT DISTINCT FROM measured) AS measured,
       bool_and(missing_rows(s) IS NOT DISTINCT FROM missing) AS missing, bool_and(pg_temp.same(value_coverage(s), coverage)) AS coverage,
       bool_and(pg_temp.same(mean_length(s), mean)) AS mean,
       bool_and(pg_temp.same(weighted_length(s), weighted)) AS weighted, bool_and(total(s) IS NOT DISTINCT FROM total) AS total
FROM cs JOIN (SELECT g, count(len) AS n, count(*) FILTER (WHERE len IS NOT NULL AND value IS NOT NULL) AS measured,
                     count(*) FILTER (WHERE len IS NULL OR value IS NULL) AS missing,
                     pg_temp.ratio(coalesce(sum(abs(value)) FILTER (WHERE len IS NOT NULL), 0), sum(abs(value))) AS coverage,
                     sum(value) FILTER (WHERE len IS NOT NULL) AS total, pg_temp.ratio(sum(len), 4530960 * count(len)) AS mean,
                     pg_temp.ratio(sum(len * value), 4530960 * sum(value) FILTER (WHERE len IS NOT NULL)) AS weighted
              FROM u GROUP BY g) AS r USING (g);
-- as aggregates of their own
SELECT count(*) AS groups, bool_and(m IS NOT DISTINCT FROM mean_length(s)) AS mean,
       bool_and(w IS NOT DISTINCT FROM weighted_length(s)) AS weighted
FROM cs JOIN (SELECT g, mean_length(term) AS m, weighted_length(term, value) AS w FROM c GROUP BY g) AS a USING (g);
-- quantiles: core's percentile_disc is the same definition; by value, the least length whose cumulated value reaches it
SELECT count(*) AS quantiles, bool_and(round(length_quantile(s, q::numeric) * 4530960, 6) IS NOT DISTINCT FROM disc) AS same
FROM cs JOIN (SELECT g, q, percentile_disc(q) WITHIN GROUP (ORDER BY len) AS disc
              FROM u, unnest('{0,0.125,0.25,0.5,0.75,0.9375,1}'::float8[]) AS q GROUP BY g, q) AS r USING (g);
SELECT count(*) AS quantiles,
       bool_and(round(weighted_length_quantile(s, q) * 4530960, 6) IS NOT DISTINCT FROM least_len) AS same
FROM cs JOIN (SELECT g, q, min(len) FILTER (WHERE cum >= q * total AND total > 0) AS least_len
              FROM (SELECT g, len, sum(sum(value)) OVER (PARTITION BY g ORDER BY len) AS cum,
                           sum(sum(value)) OVER (PARTITION BY g) AS total
                    FROM u WHERE len IS NOT NULL AND value IS NOT NULL GROUP BY g, len) AS x,
                   unnest('{0.001,0.1,0.25,0.3333333333333333,0.5,0.75,0.99,1}'::numeric[]) AS q
              GROUP BY g, q) AS r USING (g);
-- shares of ranges, with edges that lengths meet exactly
CREATE TEMP TABLE ranges AS
SELECT r, CASE WHEN isempty(r) THEN 'empty' ELSE
          numrange(lower(r) * 4530960, upper(r) * 4530960,
                   CASE WHEN lower_inc(r) THEN '[' ELSE '(' END || CASE WHEN upper_inc(r) THEN ']' ELSE ')' END) END AS units
FROM unnest('{"[0,1)","[1,1]","(1,3)","[3,)","(3,)","(,2]","(0,0.5]",empty,"(,)","[0,0]"}'::numrange[]) AS r;
SELECT count(*) AS shares, bool_and(pg_temp.same(contract_share(s, r), share)) AS contracts,
       bool_and(pg_temp.same(value_share(s, r), value)) AS value
FROM cs JOIN (SELECT g, r, pg_temp.ratio(count(*) FILTER (WHERE units @> len), count(len)) AS share,
                     pg_temp.ratio(coalesce(sum(value) FILTER (WHERE units @> len), 0),
                                   sum(value) FILTER (WHERE len IS NOT NULL)) AS value
              FROM u, ranges GROUP BY g, r) AS x USING (g);
-- bands: counts and amounts exactly, the amounts without trailing zeros
SELECT count(*) AS bands, bool_and((contracts = n) IS TRUE) AS contracts, bool_and((value = v) IS TRUE) AS value,
       bool_and((scale(value) = min_scale(value)) IS TRUE) AS decimals,
       bool_and(pg_temp.same(contract_share, n_share)) AS contract_share,
       bool_and(pg_temp.same(value_share, v_share)) AS value_share
FROM (SELECT g, b.* FROM cs, length_bands(s, '{0.5,1,3,5,20}') AS b) AS b
JOIN (SELECT g, band, count(*) FILTER (WHERE inside) AS n, coalesce(sum(value) FILTER (WHERE inside), 0) AS v,
             pg_temp.ratio(count(*) FILTER (WHERE inside), count(len)) AS n_share,
             pg_temp.ratio(coalesce(sum(value) FILTER (WHERE inside), 0), sum(value) FILTER (WHERE len IS NOT NULL)) AS v_share
      FROM (SELECT *, numrange(lower(band) * 4530960, upper(band) * 4530960) @> len AS inside
            FROM u, unnest('{"[0,0.5)","[0.5,1)","[1,3)","[3,5)","[5,20)","[20,)"}'::numrange[]) AS band) AS x
      GROUP BY g, band) AS r USING (g, band);
DROP TABLE c, u, cs, ranges, k;
