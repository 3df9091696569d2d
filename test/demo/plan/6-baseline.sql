-- A baseline: summaries of one year stay in a table of a few rows, and the next
-- year's are compared with them, whatever question comes up by then. Reports are
-- counted while a contract runs, and set against the value of the same year.
CREATE TEMP TABLE baseline AS
SELECT '2020/21' AS year, agency,
       term_summary(term, value)                                              AS lengths,
       concentration_summary(provider, value)                                 AS money,
       schedule_summary(agency, provider, reporting_frequency::frequency, term, total_value) AS schedule
FROM nine_contract
GROUP BY agency;

INSERT INTO baseline
SELECT '2021/22', agency, term_summary(term, value), concentration_summary(provider, value),
       schedule_summary(agency, provider, reporting_frequency::frequency, term, total_value)
FROM next_year
GROUP BY agency;

WITH line AS (
    SELECT coalesce(agency, 'all nine') AS agency, grouping(agency) AS place, year,
           rollup(lengths) AS lengths, rollup(schedule) AS schedule
    FROM baseline
    GROUP BY year, ROLLUP (agency)
)
SELECT agency,
       round(weighted_length(a.lengths), 2)                       AS "years 2020/21",
       round(weighted_length(b.lengths), 2)                       AS "2021/22",
       round(weighted_length(b.lengths) - weighted_length(a.lengths), 2) AS "change",
       round(100 * contract_share(a.lengths, '[0,1)'), 1)         AS "under 1 year, %",
       round(100 * contract_share(b.lengths, '[0,1)'), 1)         AS "a year later, %",
       round(reports_per_million(a.schedule, fiscal_year_range(a.year, 7)), 1) AS "reports a $m",
       round(reports_per_million(b.schedule, fiscal_year_range(b.year, 7)), 1) AS "a year later"
FROM line AS a JOIN line AS b USING (agency, place)
WHERE a.year = '2020/21' AND b.year = '2021/22'
ORDER BY place, agency;

DROP TABLE baseline;
