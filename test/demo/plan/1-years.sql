-- Funding over time: the money of every term that is known, by fiscal year.
-- The ledger has what ran in 2020/21, so other years show what was already, or
-- still, committed then.
SELECT y.fiscal_year,
       count(*)                                                    AS arrangements,
       round(sum(y.value) / 1e6, 1)                                AS "$m",
       round(sum(y.value) FILTER (WHERE kind = 'contract') / 1e6, 1) AS "contracts, $m",
       round(sum(y.value) FILTER (WHERE kind = 'grant') / 1e6, 1)  AS "grants, $m",
       repeat('#', round(sum(y.value) / 5e7)::int)                 AS " "
FROM arrangement AS a, by_fiscal_year(a.total_value, a.term, 7) AS y
WHERE y.fiscal_year BETWEEN '2016/17' AND '2026/27'
GROUP BY y.fiscal_year
ORDER BY y.fiscal_year;
