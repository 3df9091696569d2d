-- How did the contracts come about? (A18)
WITH base AS (
    SELECT count(*) AS rows, sum(value) AS value,
           sum(value) FILTER (WHERE sourcing IS NOT NULL) / sum(value) AS coverage,
           count(*) FILTER (WHERE sourcing = 'open tender')                 AS open,
           count(*) FILTER (WHERE sourcing IN ('closed tender', 'direct'))  AS closed,
           count(*) FILTER (WHERE sourcing IS NULL)                         AS unstated
    FROM nine_contract
)
SELECT ref, what, round(figure, 6) AS figure, rows, value, round(coverage, 4) AS coverage
FROM base, LATERAL (VALUES
    ('A18', 'open tender, of contracts',             open::numeric / rows),
    ('A18', 'closed tender or direct, of contracts', closed::numeric / rows),
    ('A18', 'method not stated, of contracts',       unstated::numeric / rows)
) AS line (ref, what, figure);
