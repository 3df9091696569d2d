-- Joined-up reporting: which two agencies spare their providers most in 2020/21, if
-- each provider makes one report for both while both ask for one? "Alone" is what
-- each could spare by itself. The last column is what comes out if everything is
-- taken to run all year: too much, and in another order.
WITH summary AS (
    SELECT schedule_summary(agency, provider, reporting_frequency::frequency, term, total_value) AS s,
           burden_summary(agency, provider, reporting_frequency::frequency, value)               AS t
    FROM arrangement
)
SELECT agency_a                                        AS agency,
       agency_b                                        AS and,
       y.providers                                     AS "providers of both",
       round(y.reports)                                AS reports,
       round(y.reports - y.joint_reports - y.saved)    AS "alone they spare",
       round(y.saved)                                  AS "together, more",
       round(100 * (1 - y.joint_reports / y.reports), 1) AS "in all, %",
       round(b.saved)                                  AS "more, if all ran all year"
FROM summary,
     joint_pairs(s, fiscal_year_range('2020/21', 7)) AS y
     JOIN joint_pairs(t) AS b USING (agency_a, agency_b)
ORDER BY y.saved DESC
LIMIT 8;
