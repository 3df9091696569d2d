-- What does reporting ask of providers?  Only where the file says how often.
--
-- Reads arrangement(agency, provider, value, reporting_frequency).

\if :has_reporting
\echo
\echo 'WHAT DOES REPORTING ASK OF PROVIDERS?'
\echo

CREATE TEMP TABLE burden_of AS
SELECT agency, burden_summary(agency, provider, reporting_frequency, value) AS s
FROM arrangement
GROUP BY agency;

CREATE TEMP VIEW burden_line AS
SELECT coalesce(agency, '(no agency)') AS agency, s, 1 AS place
FROM burden_of
UNION ALL
SELECT 'All agencies', rollup(s), 2
FROM burden_of;

\echo 'Reports a year; "joint": if each provider made one for all its arrangements,'
\echo 'as often as any of them asks'
\echo
SELECT agency                                    AS "agency",
       round(reports(s), 1)                      AS "reports",
       round(reports_per_provider(s), 1)         AS "a provider",
       round(reports_per_million(s), 1)          AS "a million",
       round(joint_reports(s), 1)                AS "joint",
       round(100 * joint_saving(s), 1)           AS "% spared"
FROM burden_line
ORDER BY place, agency;

\echo 'All agencies, by frequency'
\echo
SELECT frequency                                 AS "frequency",
       arrangements                              AS "arrangements",
       round(100 * arrangement_share, 1)         AS "% of arrangements",
       round(100 * value_share, 1)               AS "% of value",
       repeat('#', round(40 * arrangement_share)::int) AS " "
FROM burden_line, frequency_bands(s)
WHERE place = 2;

\echo 'What this stands on: rows with agency, provider, frequency and value'
\echo
SELECT agency                                    AS "agency",
       measured_rows(s)                          AS "measured",
       missing_rows(s)                           AS "missing",
       round(100 * value_coverage(s), 1)         AS "% of known value"
FROM burden_line
ORDER BY place, agency;
\endif
