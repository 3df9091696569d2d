-- Who delivers which support to which groups: providers and money by support,
-- how concentrated it is, and how much of it is for children and young people.
-- Providers are counted among the rows: holders(s) would leave out those whose
-- value is not known.
SELECT support, arrangements, providers,
       round(total(s) / 1e6, 1)                      AS "$m",
       holders_for_share(s, 0.5)                     AS "half is held by",
       round(100 * maori / total(s), 1)              AS "% with Māori providers",
       round(100 * young / total(s), 1)              AS "% for the young"
FROM (SELECT support, count(*) AS arrangements, count(DISTINCT provider) AS providers,
             concentration_summary(provider, value) AS s,
             sum(value) FILTER (WHERE provider_type = 'Māori')              AS maori,
             sum(value) FILTER (WHERE people = 'Children and young people') AS young
      FROM arrangement
      GROUP BY support) AS x
ORDER BY total(s) DESC;
