-- Who holds the money?
--
-- Reads arrangement(agency, provider, value, term).

\echo
\echo 'WHO HOLDS THE MONEY?'
\echo

-- Two steps.  First one summary for each agency, in one pass over the rows.
CREATE TEMP TABLE money_of AS
SELECT agency, concentration_summary(provider, value) AS s
FROM arrangement
GROUP BY agency;

-- Then figures, from the summaries alone.  In the merged summary a provider of
-- several agencies is one provider, and what it gets from each is added up.
CREATE TEMP VIEW money_line AS
SELECT label AS agency, place, rollup(s) AS s
FROM money_of JOIN agency_line ON money_of.agency IS NOT DISTINCT FROM agency_line.agency
GROUP BY label, place
UNION ALL
SELECT 'All agencies', 2000, rollup(s)
FROM money_of;

\echo 'Concentration: HHI runs from near 0 (spread thin) to 1 (one holder has all);'
\echo 'so many equal holders would give the same HHI ("effective"); Gini 0 is equal;'
\echo '"concentrated": the HHI is above 0.25'
\echo 'Holders: providers of whose value something is known, and not less than 0 in all'
\echo
SELECT agency                                    AS "agency",
       holders(s)                                AS "holders",
       to_char(total(s), '9,999,999,999,990')    AS "value",
       round(hhi(s), 4)                          AS "HHI",
       round(effective_holders(s), 1)            AS "effective",
       round(gini(s), 3)                         AS "Gini",
       CASE WHEN hhi(s) > 0.25 THEN 'concentrated' ELSE '' END AS " "
FROM money_line
ORDER BY place, agency;

\echo 'The largest holders, in percent of value, and how many hold half of it'
\echo
SELECT agency                                    AS "agency",
       round(100 * top_share(s, 1), 1)           AS "top 1",
       round(100 * top_share(s, 5), 1)           AS "top 5",
       round(100 * top_share(s, 10), 1)          AS "top 10",
       holders_for_share(s, 0.5)                 AS "half is held by"
FROM money_line
ORDER BY place, agency;

\echo 'Ten largest holders of all agencies'
\echo
SELECT rank                                      AS "rank",
       holder                                    AS "provider",
       to_char(value, '9,999,999,999,990')       AS "value",
       round(100 * share, 1)                     AS "%",
       round(100 * sum(share) OVER (ORDER BY rank), 1) AS "% so far"
FROM money_line, top_holders(s, 10)
WHERE place = 2000
ORDER BY rank;

\echo 'All holders, by what each holds'
\echo
SELECT CASE
           WHEN lower(band) = 0 THEN 'under ' || to_char(upper(band), 'FM999,999,999')
           WHEN upper_inf(band) THEN to_char(lower(band), 'FM999,999,999') || ' or more'
           ELSE to_char(lower(band), 'FM999,999,999') || ' to under '
                || to_char(upper(band), 'FM999,999,999')
       END                                       AS "held",
       holders                                   AS "holders",
       round(100 * holder_share, 1)              AS "% of holders",
       to_char(value, '9,999,999,999,990')       AS "value",
       round(100 * value_share, 1)               AS "% of value"
FROM money_line, value_bands(s, '{100000,500000,1000000,5000000}')
WHERE place = 2000;

\echo 'Lorenz curve: the smallest so many percent of holders hold so much of the value'
\echo
SELECT round(100 * holder_share)                 AS "% of holders",
       round(100 * value_share, 1)               AS "% of value",
       repeat('#', round(40 * value_share)::int) AS " "
FROM money_line, lorenz(s, 10)
WHERE place = 2000 AND holder_share > 0
ORDER BY holder_share;

\echo 'What these shares stand on: rows with a provider and a value'
\echo
SELECT agency                                    AS "agency",
       measured_rows(s)                          AS "measured",
       missing_rows(s)                           AS "missing",
       round(100 * value_coverage(s), 1)         AS "% of known value",
       negative_holders(s)                       AS "providers below 0"
FROM money_line
WHERE missing_rows(s) > 0 OR place = 2000
ORDER BY place, agency;
