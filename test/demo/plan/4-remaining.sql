-- Certainty: how much of each contract is left on 1 July 2021, and what part of
-- the money has less than a year to run.
SELECT agency,
       contracts(s)                                     AS running,
       round(mean_length(s), 2)                         AS "years left",
       round(weighted_length(s), 2)                     AS "by value",
       round(100 * contract_share(s, '[0,1)'), 1)       AS "under 1 year, %",
       round(100 * value_share(s, '[0,1)'), 1)          AS "of value, %",
       round(100 * value_coverage(s), 1)                AS "known, %"
FROM (SELECT coalesce(agency, 'all nine') AS agency, grouping(agency) AS place,
             term_summary(remaining(term, '2021-07-01'), value) AS s
      FROM nine_contract
      WHERE upper(term) > '2021-07-01'
      GROUP BY ROLLUP (agency)) AS x
ORDER BY place, contracts(s) DESC;
