-- B9. A footnote says that lengths are of the nine agencies and the Police, while
-- values are of the nine. $936.2m is 61 % of no more than 936.25 / 0.605 =
-- $1,547.52m: the Police can add $0.45m. Here they add $0.12m, and both readings hold.
SELECT reading                                                     AS "lengths of",
       count(*)                                                    AS contracts,
       round(sum(value) / 1e6, 3)                                  AS "their value, $m",
       round(value_share(term_summary(term, value), '[3,)') * sum(value) / 1e6, 3)
                                                                   AS "3 years or more, $m",
       round(100 * value_share(term_summary(term, value), '[3,)'), 3) AS "% of value",
       round(936.25 / 0.605 - sum(value) / 1e6, 3)                 AS "room that is left, $m"
FROM length_contract,
     LATERAL (VALUES ('the nine', agency <> 'Police'), ('the nine and the Police', true)) AS base (reading, counts)
WHERE counts
GROUP BY reading
ORDER BY reading;
