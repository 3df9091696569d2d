-- B11. Nine contracts hold "18 percent of the spend", printed under $1.78 billion.
-- Of that, which has the grants in it, they are 15 %; 18 % is of the contracts.
SELECT base                                                        AS "of",
       round(nine_largest / 1e6, 1)                                AS "the nine largest, $m",
       round(money / 1e6, 1)                                       AS "of, $m",
       round(100 * nine_largest / money, 1)                        AS "%"
FROM (SELECT top_share(s, 9) * total(s) AS nine_largest, total(s) AS contracts
      FROM (SELECT concentration_summary(id, value) AS s FROM nine_contract) AS x) AS c,
     (SELECT sum(value) AS everything
      FROM arrangement
      WHERE agency IN (SELECT agency FROM agency WHERE nine)) AS a,
     LATERAL (VALUES ('the contracts', contracts), ('contracts and grants', everything)) AS b (base, money)
ORDER BY money;
