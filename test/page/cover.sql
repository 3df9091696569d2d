-- What the queries of cover must answer, without the extension: one column a query,
-- its rows as psql -At prints them, one after the other.
CREATE TEMP TABLE cover (query text, expected text);

-- What has dates, and which of it runs on the day, ends in the year, or begins in
-- it and outlives it.
CREATE TEMP TABLE dated AS
SELECT agency, provider::text AS provider, start_date, end_date, coalesce(total_value, 0) AS value,
       start_date <= '2020-07-01' AND coalesce(end_date, 'infinity') >= '2020-07-01'        AS runs,
       start_date <= '2020-07-01' AND end_date BETWEEN '2020-07-01' AND '2021-06-30'        AS ends,
       start_date > '2020-07-01' AND start_date <= '2021-07-01'
       AND coalesce(end_date, 'infinity') >= '2021-07-01'                                   AS follows
FROM arrangement WHERE start_date IS NOT NULL;

INSERT INTO cover
SELECT '10-running.sql', string_agg(format('%s|%s|%s|%s|%s|%s|%s|%s|%s', coalesce(agency, 'all 13'), runs, providers,
           round(value / 1e6, 1), ends, round(ending / 1e6, 1), round(100 * ending / value, 1), rows - coalesce(dates, 0),
           round(100 * coalesce(known, 0) / money, 1)), E'\n' ORDER BY agency IS NULL, money DESC)
FROM (SELECT agency, count(*) AS rows, sum(value) AS money FROM arrangement GROUP BY ROLLUP (agency)) AS a
     LEFT JOIN (SELECT coalesce(agency, '') AS at, count(*) AS dates, count(*) FILTER (WHERE runs) AS runs,
                       count(DISTINCT provider) FILTER (WHERE runs) AS providers,
                       sum(value) FILTER (WHERE runs) AS value,
                       nullif(count(*) FILTER (WHERE ends), 0) AS ends, sum(value) FILTER (WHERE ends) AS ending
                FROM dated GROUP BY ROLLUP (agency)) AS d ON at = coalesce(agency, '')
     LEFT JOIN (SELECT coalesce(agency, '') AS at2, sum(value) AS known FROM arrangement WHERE start_date IS NOT NULL
                GROUP BY ROLLUP (agency)) AS m ON at2 = coalesce(agency, '');

CREATE TEMP TABLE risk AS
SELECT value, greatest(0, ending - follow) / value AS share
FROM (SELECT provider, coalesce(sum(value) FILTER (WHERE runs), 0) AS value,
             coalesce(sum(value) FILTER (WHERE ends), 0) AS ending,
             coalesce(sum(value) FILTER (WHERE follows), 0) AS follow
      FROM dated GROUP BY provider HAVING bool_or(runs)) AS x
WHERE value > 0;
INSERT INTO cover
SELECT '11-at-risk.sql', string_agg(concat_ws('|', label, n, round(100 * n / (SELECT count(DISTINCT provider) FROM dated WHERE runs), 1),
           round(v / 1e6, 1), round(100 * v / (SELECT sum(value) FROM dated WHERE runs), 1)), E'\n' ORDER BY least DESC)
FROM (VALUES ('all that they have', 1), ('nine tenths or more', 0.9), ('half or more', 0.5)) AS l (label, least),
     LATERAL (SELECT count(*)::numeric AS n, sum(value) AS v FROM risk WHERE share >= least) AS x;

-- A gap is where the latest end so far lies before the next beginning.
INSERT INTO cover
SELECT '12-gaps.sql', concat_ws('|', (SELECT count(DISTINCT provider) FROM dated), count(DISTINCT provider), count(*), min(days), max(days))
FROM (SELECT provider, start_date - 1 - max(coalesce(end_date, '9999-12-31')) OVER (PARTITION BY provider ORDER BY start_date
                 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS days
      FROM dated) AS x
WHERE days > 0;
