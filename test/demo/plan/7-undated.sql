-- MoH and ACC gave no dates, so what they asked in the year is not known; but it is
-- no more than if all of theirs had run all year.
WITH summary AS (
    SELECT schedule_summary(agency, provider, reporting_frequency::frequency,
                            coalesce(term, fiscal_year_range('2020/21', 7)), value) AS s
    FROM arrangement
)
SELECT agency_a                                        AS agency,
       agency_b                                        AS and,
       y.providers                                     AS "providers of both, at most",
       round(y.reports)                                AS "reports, at most",
       round(y.saved)                                  AS "together they spare, at most"
FROM summary, joint_pairs(s, fiscal_year_range('2020/21', 7)) AS y
WHERE 'MoH' IN (agency_a, agency_b) OR 'ACC' IN (agency_a, agency_b)
ORDER BY y.saved DESC
LIMIT 6;
