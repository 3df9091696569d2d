-- How many arrangements are there, of which kind, and with whom? (A1)
WITH by_agency AS (
    SELECT agency, count(*) AS n FROM arrangement GROUP BY agency
), base AS (
    SELECT count(*) AS rows, sum(value) AS value,
           count(*) FILTER (WHERE kind = 'contract') AS contracts,
           count(*) FILTER (WHERE kind = 'grant')    AS grants,
           count(*) FILTER (WHERE kind = 'other')    AS others
    FROM arrangement
)
SELECT ref, what, figure, rows, value, 1.0000 AS coverage
FROM base, LATERAL (VALUES
    ('A1', 'arrangements',                rows),
    ('A1', '  contracts',                 contracts),
    ('A1', '  grants',                    grants),
    ('A1', '  other agreements',          others),
    ('A1', 'agencies with about 2,000 or more',
           (SELECT count(*) FROM by_agency WHERE n >= 1950)),
    ('A1', '  of the six that were named',
           (SELECT count(*) FROM by_agency
            WHERE n >= 1950 AND agency IN ('MoH', 'MSD', 'DIA', 'MoE', 'ACC', 'OT')))
) AS line (ref, what, figure);
