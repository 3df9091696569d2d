-- How many providers does each agency have, and how many are there in all? (A2, A3)
WITH by_agency AS (
    SELECT agency, overlap_summary(agency, provider, value) AS s,
           count(*) AS rows, sum(value) AS value
    FROM arrangement
    GROUP BY agency
), base AS (
    SELECT rollup(s) AS s, sum(rows) AS rows, sum(value) AS value,
           union_bounds(array_agg(providers(s))) AS bounds
    FROM by_agency
)
SELECT 'A2' AS ref, agency AS what, providers(s) AS figure, rows, value, round(value_coverage(s), 4) AS coverage
FROM by_agency
UNION ALL
SELECT ref, what, figure, rows, value, round(value_coverage(s), 4)
FROM base, LATERAL (VALUES
    ('A3', 'providers in all', providers(s)),
    ('A3', 'the fewest that the 13 counts allow', lower(bounds)),
    ('A3', 'the most that the 13 counts allow', upper(bounds) - 1),
    ('A3', 'providers of two agencies or more', shared_providers(s))
) AS line (ref, what, figure)
ORDER BY ref, figure DESC;
