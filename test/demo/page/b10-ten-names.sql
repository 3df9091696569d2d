-- B10. A footnote lists ten names for the nine agencies: DIA, which has grants
-- only, is the tenth. With DIA's grants of this sector the total rounds to $1.85
-- billion, and grants are 16 % of it: $1.78 billion and 13 % are of the nine.
SELECT reading                                                     AS "agencies",
       count(DISTINCT agency)                                      AS "of them",
       round(sum(value) FILTER (WHERE kind = 'contract') / 1e6, 1) AS "contracts, $m",
       round(sum(value) FILTER (WHERE kind = 'grant') / 1e6, 1)    AS "grants, $m",
       round(sum(value) / 1e9, 2)                                  AS "in all, $bn",
       round(100 * sum(value) FILTER (WHERE kind = 'grant') / sum(value), 1) AS "grants, %"
FROM arrangement JOIN agency USING (agency),
     LATERAL (VALUES ('without DIA', nine), ('with DIA', nine OR agency = 'DIA')) AS base (reading, counts)
WHERE counts
GROUP BY reading
ORDER BY reading DESC;
