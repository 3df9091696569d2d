-- What expires when: contracts by the fiscal year of their last day, and for how
-- many providers it is the last one.
WITH contract AS (
    SELECT value, row_number() OVER (PARTITION BY provider ORDER BY end_date DESC, id) = 1 AS is_last,
           CASE WHEN end_date < '2026-07-01' THEN fiscal_year(end_date, 7) ELSE 'later' END AS year
    FROM nine_contract
)
SELECT year,
       count(*)                                         AS "contracts that end",
       round(sum(value) / 1e6, 1)                       AS "their value in 2020/21, $m",
       round(100 * sum(sum(value)) OVER (ORDER BY year) / sum(sum(value)) OVER (), 1) AS "so far, %",
       count(*) FILTER (WHERE is_last)                  AS "providers left without"
FROM contract
GROUP BY year
ORDER BY year;
