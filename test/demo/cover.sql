-- What runs, what ends soon, and who is left without?
--
-- Reads arrangement(agency, provider, value, term); :as_of is a date, and the year
-- is the twelve months from it.

SELECT (DATE :'as_of' + interval '1 year')::date AS year_after \gset
\echo
\echo 'WHAT RUNS, AND WHAT ENDS SOON?'
\echo

-- Nothing here asks how often, so all rows are entered as asking for no report: none
-- is missing because its frequency is.
CREATE TEMP TABLE cover_of AS
SELECT agency, schedule_summary(agency, provider, 'none', term, value) AS s
FROM arrangement
GROUP BY agency;

CREATE TEMP VIEW cover_line AS
SELECT label AS agency, place, rollup(s) AS s,
       daterange(DATE :'as_of', DATE :'year_after') AS year
FROM cover_of JOIN agency_line ON cover_of.agency IS NOT DISTINCT FROM agency_line.agency
GROUP BY label, place
UNION ALL
SELECT 'All agencies', 2000, rollup(s), daterange(DATE :'as_of', DATE :'year_after')
FROM cover_of;

\echo 'Running on' :as_of', and what of it ends within twelve months; whole values'
\echo
SELECT agency                                    AS "agency",
       runs.arrangements                         AS "running",
       runs.providers                            AS "providers",
       to_char(runs.value, '9,999,999,999,990')  AS "value",
       ends.arrangements                         AS "ending",
       to_char(ends.value, '9,999,999,999,990')  AS "value ending",
       round(100 * ends.value / nullif(runs.value, 0), 1) AS "% of value"
FROM cover_line
     LEFT JOIN running(s, lower(year)) AS runs ON providers(s) > 0
     LEFT JOIN LATERAL (SELECT coalesce(sum(arrangements), 0) AS arrangements,
                               CASE count(*) WHEN 0 THEN 0 ELSE sum(value) END AS value
                        FROM expiring(s, year)) AS ends ON runs.arrangements > 0
ORDER BY place, agency;

SELECT coalesce((SELECT arrangements > 0 FROM running(s, lower(year))), false) AS any_running,
       coalesce(providers_at_risk(s, year, 0.9) > 0, false)                    AS any_at_risk,
       EXISTS (SELECT FROM cover_gaps(s))                                      AS any_gap
FROM cover_line WHERE place = 2000
\gset
\if :any_running
\echo 'Providers by what they lose of it: the value that ends, less the value of what has'
\echo 'followed by' :year_after
\echo
SELECT label                                     AS "lost",
       count(*)                                  AS "providers",
       round(100.0 * count(*) / runs.providers, 1) AS "% of providers",
       to_char(sum(risk.value), '9,999,999,999,990') AS "they have",
       round(100 * sum(risk.value) / nullif(runs.value, 0), 1) AS "% of value"
FROM cover_line, running(s, lower(year)) AS runs, at_risk(s, year) AS risk,
     LATERAL (VALUES (1, 'all', share >= 1), (2, 'nine tenths or more', share >= 0.9),
                     (3, 'half or more', share >= 0.5), (4, 'nothing', share = 0),
                     (5, 'not known', share IS NULL)) AS loss (nth, label, counts)
WHERE place = 2000 AND counts
GROUP BY nth, label, runs.providers, runs.value
ORDER BY nth;

\else
\echo 'Nothing runs on that day.  AS_OF=2026-01-01 asks for another one.'
\echo
\endif

\if :any_at_risk
\echo 'The ten that have most, of those that lose nine tenths or more'
\echo
SELECT provider                                  AS "provider",
       arrangements                              AS "running",
       to_char(value, '9,999,999,999,990')       AS "value",
       to_char(ending, '9,999,999,999,990')      AS "ending",
       to_char(renewed, '9,999,999,999,990')     AS "followed by",
       round(100 * risk.share, 1)                AS "% lost"
FROM cover_line, at_risk(s, year) AS risk
WHERE place = 2000 AND risk.share >= 0.9
ORDER BY risk.value DESC NULLS LAST, provider
LIMIT 10;
\endif

\if :any_gap
\echo 'Gaps in cover: days between a provider''s first and last without any arrangement'
\echo
SELECT label                                     AS "gap of",
       count(*)                                  AS "gaps",
       count(DISTINCT provider)                  AS "providers",
       round(100.0 * count(DISTINCT provider)
             / (SELECT providers(s) FROM cover_line WHERE place = 2000), 1) AS "% of providers"
FROM cover_gaps((SELECT s FROM cover_line WHERE place = 2000)),
     LATERAL (VALUES (1, 'up to 31 days', days <= 31), (2, '32 to 92 days', days BETWEEN 32 AND 92),
                     (3, '93 to 366 days', days BETWEEN 93 AND 366), (4, 'longer', days > 366),
                     (5, 'any length', true)) AS gap_of (nth, label, counts)
WHERE counts
GROUP BY nth, label
ORDER BY nth;
\else
\echo 'No provider has days without any arrangement between its first and last.'
\echo
\endif

\echo 'What this stands on: rows with agency, provider, closed term and value.  What is'
\echo 'open-ended runs and never ends; without a value it counts, and has no money'
\echo
SELECT agency                                    AS "agency",
       measured_rows(s)                          AS "measured",
       missing_rows(s)                           AS "missing",
       round(100 * value_coverage(s), 1)         AS "% of known value"
FROM cover_line
WHERE missing_rows(s) > 0 OR place = 2000
ORDER BY place, agency;
