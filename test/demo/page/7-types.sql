-- Who are the contracts with? (A17)
WITH base AS (
    SELECT concentration_summary(coalesce(provider_type, 'not stated'), value) AS s,
           count(*) FILTER (WHERE provider_type = 'Māori')   AS maori,
           count(*) FILTER (WHERE provider_type = 'Pacific') AS pacific,
           count(*)                                          AS rows,
           value_coverage(concentration_summary(provider_type, value)) AS coverage
    FROM nine_contract
)
SELECT ref, what, trim_scale(round(figure, 6)) AS figure, rows, total(s) AS value,
       round(coverage, 4) AS coverage
FROM base, LATERAL (
    SELECT 'A17', 'Māori providers, of contracts', maori::numeric / rows
    UNION ALL
    SELECT 'A17', 'Māori providers, of value', share
    FROM top_holders(s, 4) WHERE holder = 'Māori'
    UNION ALL
    SELECT 'A17', 'Pacific providers, of contracts', pacific::numeric / rows
    UNION ALL
    SELECT 'A17', 'Māori providers, times the target of 5 %', maori / (0.05 * rows)
) AS line (ref, what, figure);
