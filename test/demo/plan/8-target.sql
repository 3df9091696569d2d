-- Progress against the procurement target: 5 % of contracts with Māori providers.
SELECT coalesce(agency, 'all nine')                                           AS agency,
       count(*)                                                               AS contracts,
       count(*) FILTER (WHERE provider_type = 'Māori')                        AS "with Māori providers",
       round(100.0 * count(*) FILTER (WHERE provider_type = 'Māori') / count(*), 1) AS "%",
       round(100 * sum(value) FILTER (WHERE provider_type = 'Māori') / sum(value), 1) AS "of value, %",
       greatest(0, ceil(0.05 * count(*)) - count(*) FILTER (WHERE provider_type = 'Māori'))
                                                                              AS "missing to 5 %",
       round(100.0 * count(provider_type) / count(*), 1)                      AS "type stated, %"
FROM nine_contract
GROUP BY ROLLUP (agency)
ORDER BY grouping(agency), 4 DESC NULLS LAST;
