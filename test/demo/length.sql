-- How long are our contracts?
--
-- Reads arrangement(agency, provider, value, term); :as_of is a date.

\echo
\echo 'HOW LONG ARE OUR CONTRACTS?'
\echo

-- Two steps.  First one summary for each agency, in one pass over the rows;
-- a second one of what is left of each term.
CREATE TEMP TABLE length_of AS
SELECT agency,
       term_summary(term, value)                                AS s,
       term_summary(remaining(term, DATE :'as_of'), value)
           FILTER (WHERE term @> DATE :'as_of')                 AS running
FROM arrangement
GROUP BY agency;

-- Then figures, from the summaries alone.  Those of all agencies are merged
-- from those of each: no row is read again.
CREATE TEMP VIEW length_line AS
SELECT coalesce(agency, '(no agency)') AS agency, s, running, 1 AS place
FROM length_of
UNION ALL
SELECT 'All agencies', rollup(s), rollup(running), 2
FROM length_of;

\echo 'Length in years, from the first day to the last, both counted'
\echo '"by value": each contract counts with its money; half is shorter than the median'
\echo
SELECT agency                                    AS "agency",
       contracts(s)                              AS "contracts",
       round(mean_length(s), 2)                  AS "mean",
       round(weighted_length(s), 2)              AS "mean by value",
       round(length_quantile(s, 0.5), 2)         AS "median",
       round(weighted_length_quantile(s, 0.5), 2) AS "median by value"
FROM length_line
ORDER BY place, agency;

\echo 'Short and long, in percent of contracts and of their value'
\echo
SELECT agency                                             AS "agency",
       round(100 * contract_share(s, '[0,1)'), 1)         AS "under 1 year",
       round(100 * value_share(s, '[0,1)'), 1)            AS "of value",
       round(100 * contract_share(s, '[3,)'), 1)          AS "3 years or more",
       round(100 * value_share(s, '[3,)'), 1)             AS "of value",
       round(100 * contract_share(s, '(3,)'), 1)          AS "over 3 years",
       round(100 * value_share(s, '(3,)'), 1)             AS "of value"
FROM length_line
ORDER BY place, agency;

\echo 'All agencies, by length'
\echo
SELECT CASE
           WHEN lower(band) = 0 THEN 'under ' || upper(band)
           WHEN upper_inf(band) THEN lower(band) || ' or more'
           ELSE lower(band) || ' to under ' || upper(band)
       END                                       AS "years",
       contracts                                 AS "contracts",
       round(100 * contract_share, 1)            AS "% of contracts",
       to_char(value, '9,999,999,999,990')       AS "value",
       round(100 * value_share, 1)               AS "% of value",
       repeat('#', round(40 * value_share)::int) AS " "
FROM length_line, length_bands(s, '{1,2,3,5}')
WHERE place = 2;

\echo 'Still to run on' :as_of', in years: contracts that are running on that day'
\echo
SELECT agency                                    AS "agency",
       contracts(running)                        AS "running",
       round(mean_length(running), 2)            AS "mean left",
       round(weighted_length(running), 2)        AS "left by value"
FROM length_line
ORDER BY place, agency;

\echo 'What these lengths stand on: rows with a closed term and a value'
\echo
SELECT agency                                    AS "agency",
       measured_rows(s)                          AS "measured",
       missing_rows(s)                           AS "missing",
       round(100 * value_coverage(s), 1)         AS "% of known value"
FROM length_line
ORDER BY place, agency;
