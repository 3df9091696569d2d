-- Which lengths are usual at which agency? (A16)
SELECT 'A16' AS ref, agency || ': ' || years AS what,
       trim_scale(round(contract_share(s, range), 6)) AS figure,
       contracts(s) AS rows, value, round(value_coverage(s), 4) AS coverage
FROM (SELECT agency, term_summary(term, value) AS s, sum(value) AS value
      FROM length_contract
      GROUP BY agency) AS base
     JOIN (VALUES ('OT',  '4 years, of contracts',           numrange '[4,4]'),
                  ('MoJ', '5 years, of contracts',           numrange '[5,5]'),
                  ('TPK', '10 years or longer, of contracts', numrange '[10,)')
          ) AS wanted (agency, years, range) USING (agency)
ORDER BY lower(range);
