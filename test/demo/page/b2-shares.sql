-- B2. "36 percent" (3 to 5 years) and "24 percent" (5 years or longer) are
-- printed as shares of contracts. They are shares of value: there they add up
-- to 60.5 %. As counts, 60 % would be 3 years or longer beside 47 % over 3, and
-- the mean would be at least 0.36 x 3 + 0.24 x 5 + 0.17 x 1 = 2.45 years.
SELECT band                                       AS "years",
       contracts,
       round(100 * contract_share, 1)             AS "% of contracts",
       round(100 * value_share, 1)                AS "% of value",
       round(100 * sum(value_share) OVER (ORDER BY band DESC), 1) AS "% of value, this long or longer"
FROM (SELECT term_summary(term, value) AS s FROM length_contract) AS x,
     length_bands(s, '{1,3,5}')
ORDER BY band;
