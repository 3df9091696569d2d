-- How much is a contract worth in the year, and how much do the largest hold? (A6 to A9)
WITH base AS (
    SELECT concentration_summary(id, value) AS s, count(*) AS contracts, avg(value) AS mean
    FROM nine_contract
)
SELECT ref, what, trim_scale(round(figure, 6)) AS figure, measured_rows(s) AS rows,
       total(s) AS value, round(value_coverage(s), 4) AS coverage
FROM base, LATERAL (
    SELECT 'A6', 'contracts', contracts::numeric
    UNION ALL
    SELECT 'A6', 'mean value in the year, $', mean
    UNION ALL
    SELECT 'A6', 'total, $', total(s)
    UNION ALL
    SELECT ref, what, figure
    FROM (SELECT sum(holder_share) FILTER (WHERE upper(band) <= 100000),
                 sum(value_share)  FILTER (WHERE upper(band) <= 100000),
                 sum(holder_share) FILTER (WHERE upper(band) <= 200000),
                 sum(holder_share) FILTER (WHERE lower(band) >= 1000000)
          FROM value_bands(s, '{100000,200000,1000000}')
         ) AS share (under_100k, their_value, under_200k, over_1m),
         LATERAL (VALUES
             ('A7', 'under $100,000, of contracts', under_100k),
             ('A7', 'under $100,000, of value',     their_value),
             ('A8', 'under $200,000, of contracts', under_200k),
             ('A8', 'over $1 million, of contracts', over_1m)
         ) AS band (ref, what, figure)
    UNION ALL
    SELECT 'A9', 'the nine largest, of value', top_share(s, 9)
    UNION ALL
    SELECT 'A9', 'the nine largest, $', top_share(s, 9) * total(s)
    UNION ALL
    SELECT 'A9', 'contracts that hold 17.7 %', holders_for_share(s, 0.177)
) AS line (ref, what, figure);
