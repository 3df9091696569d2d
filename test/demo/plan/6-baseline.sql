-- A baseline: summaries of one year stay in a table of a few rows, and the next
-- year's are compared with them, whatever question comes up by then.
CREATE TEMP TABLE baseline AS
SELECT '2020/21' AS year, agency,
       term_summary(term, value)                                              AS lengths,
       concentration_summary(provider, value)                                 AS money,
       burden_summary(agency, provider, reporting_frequency::frequency, value) AS reporting
FROM nine_contract
GROUP BY agency;

INSERT INTO baseline
SELECT '2021/22', agency, term_summary(term, value), concentration_summary(provider, value),
       burden_summary(agency, provider, reporting_frequency::frequency, value)
FROM next_year
GROUP BY agency;

WITH line AS (
    SELECT agency, a.lengths AS a, b.lengths AS b, a.reporting AS r, b.reporting AS t, 1 AS place
    FROM baseline AS a JOIN baseline AS b USING (agency)
    WHERE a.year = '2020/21' AND b.year = '2021/22'
    UNION ALL
    SELECT 'all nine', rollup(lengths) FILTER (WHERE year = '2020/21'),
           rollup(lengths)   FILTER (WHERE year = '2021/22'),
           rollup(reporting) FILTER (WHERE year = '2020/21'),
           rollup(reporting) FILTER (WHERE year = '2021/22'), 2
    FROM baseline
)
SELECT agency,
       round(weighted_length(a), 2)                       AS "years 2020/21",
       round(weighted_length(b), 2)                       AS "2021/22",
       round(weighted_length(b) - weighted_length(a), 2)  AS "change",
       round(100 * contract_share(a, '[0,1)'), 1)         AS "under 1 year, %",
       round(100 * contract_share(b, '[0,1)'), 1)         AS "a year later, %",
       round(reports_per_million(r), 1)                   AS "reports a $m",
       round(reports_per_million(t), 1)                   AS "a year later"
FROM line
ORDER BY place, agency;

DROP TABLE baseline;
