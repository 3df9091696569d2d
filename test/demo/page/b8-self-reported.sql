-- B8. The type of provider is what providers say themselves, and some do not.
-- The share with Māori providers lies between none and all of those.
SELECT round(100.0 * count(*) FILTER (WHERE provider_type = 'Māori') / count(*), 1)
                                                                    AS "% Māori, of all contracts",
       round(100.0 * count(*) FILTER (WHERE provider_type = 'Māori') / count(provider_type), 1)
                                                                    AS "% of those that state a type",
       round(100.0 * count(*) FILTER (WHERE coalesce(provider_type, 'Māori') = 'Māori') / count(*), 1)
                                                                    AS "% at most",
       count(*) - count(provider_type)                              AS "contracts without a type",
       (SELECT count(*)
        FROM (SELECT FROM arrangement GROUP BY provider
              HAVING count(DISTINCT provider_type) > 1) AS x)       AS "providers that state two types"
FROM nine_contract;
