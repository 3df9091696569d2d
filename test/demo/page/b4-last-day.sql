-- B4. The end date is the last day of the contract. Subtract the dates, and no
-- contract of three years is three years long: all drop out of "3 years or more".
SELECT method,
       count(*) FILTER (WHERE years >= 3)                                    AS "3 years or more",
       round(100.0 * count(*) FILTER (WHERE years >= 3) / count(*), 1)       AS "% of contracts",
       round(100 * sum(value) FILTER (WHERE years >= 3) / sum(value), 1)     AS "% of value",
       round(max(example), 3)                                                AS "2018-07-01 to 2021-06-30"
FROM length_contract,
     (VALUES (date '2018-07-01', date '2021-06-30')) AS three (start, "end"),
     LATERAL (VALUES ('term_years', term_years(term), term_years(contract_term(start, "end"))),
                     ('end - start', (end_date - start_date) / 365.25, ("end" - start) / 365.25)
             ) AS way (method, years, example)
GROUP BY method
ORDER BY method DESC;
