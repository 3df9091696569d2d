-- Joined-up reporting: which two agencies spare their providers most, if each
-- provider makes one report for both? "Alone" is what each could spare by itself.
WITH one AS (
    SELECT agency, burden_summary(agency, provider, reporting_frequency::frequency, value) AS s
    FROM arrangement
    GROUP BY agency
), pair AS (
    SELECT a.agency AS agency, b.agency AS and_agency, a.s AS s, b.s AS t,
           a.s + b.s AS both_of_them
    FROM one AS a JOIN one AS b ON a.agency < b.agency
)
SELECT agency, and_agency AS and,
       round(reports(both_of_them))                                           AS reports,
       round(reports(both_of_them) - joint_reports(s) - joint_reports(t))     AS "alone they spare",
       round(joint_reports(s) + joint_reports(t) - joint_reports(both_of_them)) AS "together, more",
       round(100 * joint_saving(both_of_them), 1)                             AS "in all, %"
FROM pair
ORDER BY 5 DESC
LIMIT 8;
