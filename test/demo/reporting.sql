-- What does reporting ask of providers?  Only where the file says how often.
--
-- Reads arrangement(agency, provider, value, term, reporting_frequency); :as_of is
-- a date, and the year is the twelve months before it.

\if :has_reporting
SELECT (DATE :'as_of' - interval '1 year')::date AS year_before \gset
\echo
\echo 'WHAT DOES REPORTING ASK OF PROVIDERS?'
\echo

CREATE TEMP TABLE reporting_of AS
SELECT agency, schedule_summary(agency, provider, reporting_frequency, term, value) AS s
FROM arrangement
GROUP BY agency;

CREATE TEMP VIEW reporting_line AS
SELECT label AS agency, place, rollup(s) AS s,
       daterange(DATE :'year_before', DATE :'as_of') AS year
FROM reporting_of JOIN agency_line ON reporting_of.agency IS NOT DISTINCT FROM agency_line.agency
GROUP BY label, place
UNION ALL
SELECT 'All agencies', 2000, rollup(s), daterange(DATE :'year_before', DATE :'as_of')
FROM reporting_of;

\echo 'Reports in the twelve months before' :as_of'; an arrangement asks only while it runs'
\echo '"a million": of the value of those months; "joint": if each provider made one for'
\echo 'all that runs at a time, as often as any of it asks'
\echo
SELECT agency                                    AS "agency",
       round(reports(s, year), 1)                AS "reports",
       round(reports_per_provider(s, year), 1)   AS "a provider",
       round(reports_per_million(s, year), 1)    AS "a million",
       round(joint_reports(s, year), 1)          AS "joint",
       round(100 * joint_saving(s, year), 1)     AS "% spared"
FROM reporting_line
ORDER BY place, agency;

SELECT coalesce((SELECT reports(s, year) IS NOT NULL FROM reporting_line WHERE place = 2000), false) AS any_reporting
\gset
\if :any_reporting
\echo 'What ran in those months, all agencies, by frequency'
\echo
SELECT frequency                                 AS "frequency",
       arrangements                              AS "arrangements",
       round(100 * arrangement_share, 1)         AS "% of arrangements",
       round(100 * value_share, 1)               AS "% of value",
       repeat('#', round(40 * arrangement_share)::int) AS " "
FROM reporting_line, frequency_bands(s, year)
WHERE place = 2000;
\else
\echo 'Nothing of known frequency ran in those months.  AS_OF=2026-01-01 asks for others.'
\echo
\endif

\echo 'What this stands on: rows with agency, provider, frequency, closed term and value'
\echo
SELECT agency                                    AS "agency",
       measured_rows(s)                          AS "measured",
       missing_rows(s)                           AS "missing",
       round(100 * value_coverage(s), 1)         AS "% of known value"
FROM reporting_line
WHERE missing_rows(s) > 0 OR place = 2000
ORDER BY place, agency;
\endif
