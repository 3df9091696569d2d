-- What ran on 1 July 2020, and what of it ended in the twelve months from then?
WITH by_agency AS (
    SELECT agency, schedule_summary(agency, provider, reporting_frequency::frequency, term, total_value) AS s,
           count(term)                                  AS dated,
           count(*) - count(term)                       AS undated,
           sum(value) FILTER (WHERE term IS NOT NULL)   AS dated_value,
           sum(value)                                   AS value
    FROM arrangement
    GROUP BY agency
), line AS (
    SELECT agency, s, dated, undated, dated_value, value, 1 AS place FROM by_agency
    UNION ALL
    SELECT 'all 13', rollup(s), sum(dated), sum(undated), sum(dated_value), sum(value), 2 FROM by_agency
)
SELECT agency,
       runs.arrangements                                AS "running",
       runs.providers                                   AS "with providers",
       round(runs.value / 1e6, 1)                       AS "whole value, $m",
       ends.arrangements                                AS "ending",
       round(ends.value / 1e6, 1)                       AS "theirs, $m",
       round(100 * ends.value / runs.value, 1)          AS "% of value",
       undated                                          AS "without dates",
       round(100 * coalesce(dated_value, 0) / line.value, 1) AS "dated, % of money"
FROM line LEFT JOIN running(s, '2020-07-01') AS runs ON dated > 0,
     LATERAL (SELECT sum(arrangements) AS arrangements, sum(value) AS value
              FROM expiring(s, fiscal_year_range('2020/21', 7))) AS ends
ORDER BY place, line.value DESC;
