-- B5. "Annualised" value is not the value in the year: $60,000 for six months
-- is $60,000 in the year and $120,000 annualised. Say which one is summed.
SELECT CASE WHEN term_years(term) < 1 THEN 'under 1 year' ELSE '1 year or more' END AS contracts,
       count(*),
       round(sum(value) / 1e6, 1)                                  AS "value in the year, $m",
       round(sum(value_within(total_value, term, fy)) / 1e6, 1)    AS "by value_within, $m",
       round(sum(annualised_value(total_value, term)) / 1e6, 1)    AS "annualised, $m"
FROM nine_contract, (VALUES (contract_term('2020-07-01', '2021-06-30'))) AS year (fy)
GROUP BY 1
ORDER BY 1 DESC;
