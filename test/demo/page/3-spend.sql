-- Which agencies spend how much, and what part of it is grants? (A4, A5)
WITH base AS (
    SELECT concentration_summary(agency, value) AS s, count(*) AS rows
    FROM arrangement
), nine AS (
    SELECT concentration_summary(kind, value) AS s, count(*) AS rows,
           sum(value) FILTER (WHERE kind = 'grant') AS grants
    FROM arrangement
    WHERE agency IN (SELECT agency FROM agency WHERE nine)
)
SELECT ref, what, trim_scale(round(figure, 6)) AS figure, rows, total(s) AS value,
       round(value_coverage(s), 4) AS coverage
FROM base, LATERAL (
    SELECT 'A4', 0, 'all 13 agencies, $', total(s)
    UNION ALL
    SELECT 'A4', rank, holder, share FROM top_holders(s, 5)
    UNION ALL
    SELECT 'A4', 6, 'all others', 1 - top_share(s, 5)
    UNION ALL
    SELECT 'A4', 7, 'the two largest', top_share(s, 2)
) AS line (ref, place, what, figure)
UNION ALL
SELECT ref, what, trim_scale(round(figure, 6)), rows, total(s), round(value_coverage(s), 4)
FROM nine, LATERAL (VALUES
    ('A5', 'nine agencies, $', total(s)),
    ('A5', '  of which grants, $', grants),
    ('A5', '  share of grants', grants / total(s))
) AS line (ref, what, figure);
