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

-- Then figures, from the summaries alone.  Those of several agencies are merged
-- from those of each: no row is read again.
CREATE TEMP VIEW length_line AS
SELECT label AS agency, place, rollup(s) AS s, rollup(running) AS running
FROM length_of JOIN agency_line ON length_of.agency IS NOT DISTINCT FROM agency_line.agency
GROUP BY label, place
UNION ALL
SELECT 'All agencies', 2000, rollup(s), rollup(running)
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
WHERE place = 2000;

-- Days as a calendar counts them, which other tools give, too.
\echo 'In days, first and last both counted: contracts of more than 0'
\echo
SELECT count(*)                                  AS "contracts",
       round(avg(days), 1)                       AS "mean",
       round(sum(days * value) / sum(value), 1)  AS "mean by value"
FROM (SELECT upper(term) - lower(term) AS days, value
      FROM arrangement
      WHERE value > 0 AND NOT upper_inf(term) AND NOT lower_inf(term)) AS x;

-- A mean by value may be that of one contract: the largest of each line, and the mean
-- without it.
CREATE TEMP VIEW measured AS
SELECT row, provider, value, term, label, place
FROM (SELECT a.*, label, place
      FROM arrangement AS a JOIN agency_line AS l ON coalesce(a.agency, '') = coalesce(l.agency, '')
      UNION ALL
      SELECT *, 'All agencies', 2000 FROM arrangement) AS x
WHERE value > 0 AND NOT upper_inf(term) AND NOT lower_inf(term);

CREATE TEMP TABLE moved AS
SELECT place, largest.provider, largest.value, weighted_length(m.term, m.value) AS mean,
       weighted_length(m.term, m.value) FILTER (WHERE m.row <> largest.row) AS without
FROM measured AS m
     JOIN (SELECT DISTINCT ON (place) place, row, provider, value
           FROM measured
           ORDER BY place, value DESC, row) AS largest USING (place)
GROUP BY place, largest.provider, largest.value;

SELECT count(*) > 0 AS any_moved FROM moved WHERE abs(without - mean) > mean / 10 \gset
\if :any_moved
\echo 'Means by value that one contract moves by more than a tenth, and what they are without it'
\echo
SELECT agency                                    AS "agency",
       left(provider, 40)                        AS "its largest is with",
       round(100 * moved.value / total(s), 1)    AS "% of value",
       round(mean, 2)                            AS "mean by value",
       round(without, 2)                         AS "without it"
FROM moved JOIN length_line USING (place)
WHERE abs(without - mean) > mean / 10
ORDER BY place;
\endif

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
WHERE missing_rows(s) > 0 OR place = 2000
ORDER BY place, agency;
