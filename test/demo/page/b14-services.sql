-- B14. "18,000 social services" are the 18,800 arrangements under another name. A
-- provider may have several arrangements for one support, or several agencies: say
-- what is counted.
SELECT unit                                                        AS "unit",
       number                                                      AS "of them"
FROM (SELECT count(*)                                              AS arrangements,
             count(DISTINCT (provider, support))                   AS services,
             count(DISTINCT (provider, agency))                    AS relations,
             count(DISTINCT provider)                              AS providers
      FROM arrangement) AS x,
     LATERAL (VALUES ('arrangements', arrangements),
                     ('providers, once for each support', services),
                     ('providers, once for each agency', relations),
                     ('providers', providers)) AS line (unit, number)
ORDER BY number DESC;
