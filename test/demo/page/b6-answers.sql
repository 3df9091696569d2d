-- B6. A question with several answers adds up to more than 100 %. Say percent
-- of contracts or percent of answers.
SELECT mode                                                        AS "monitored by",
       count(*)                                                    AS answers,
       round(100.0 * count(*) / contracts, 1)                      AS "% of contracts",
       round(100.0 * count(*) / sum(count(*)) OVER (), 1)          AS "% of answers",
       round(100.0 * sum(count(*)) OVER () / contracts, 1)         AS "all answers, % of contracts"
FROM nine_contract, unnest(monitoring_mode) AS mode,
     (SELECT count(*) AS contracts FROM nine_contract WHERE monitoring_mode IS NOT NULL) AS x
GROUP BY mode, contracts
ORDER BY 2 DESC;
