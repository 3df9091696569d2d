-- How long are contracts, by number and by value? (A10 to A15)
WITH base AS (
    SELECT term_summary(term, value) AS s, sum(value) AS value FROM length_contract
)
SELECT ref, what, trim_scale(round(figure, 6)) AS figure, measured_rows(s) AS rows,
       value, round(value_coverage(s), 4) AS coverage
FROM base, LATERAL (
    VALUES
        ('A10', 'average length, years',             mean_length(s)),
        ('A10', 'weighted by value, years',          weighted_length(s)),
        ('A11', 'under 1 year, of contracts',        contract_share(s, '[0,1)')),
        ('A11', 'under 1 year, of value',            value_share(s, '[0,1)')),
        ('A12', 'over 3 years, of contracts',        contract_share(s, '(3,)')),
        ('A13', '3 years or more, of value',         value_share(s, '[3,)')),
        ('A13', '3 years or more, $',                value_share(s, '[3,)') * value),
        ('A14', 'over 3 years, of value',            value_share(s, '(3,)'))
    UNION ALL
    SELECT 'A15', CASE band WHEN '[3,5)' THEN '3 to under 5 years, of value'
                            ELSE '5 years or longer, of value' END, value_share
    FROM length_bands(s, '{1,3,5}')
    WHERE lower(band) >= 3
) AS line (ref, what, figure);
