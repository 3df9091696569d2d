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
SELECT coalesce(agency, '(no agency)') AS agency, s, 1 AS place
FROM money_of
UNION ALL
SELECT 'All agencies', rollup(s), 2
FROM money_of;

\echo 'Concentration: HHI runs from near 0 (spread thin) to 1 (one provider holds all);'
\echo 'so many equal providers would give the same HHI ("effective"); Gini 0 is equal'
\echo
SELECT agency                                    AS "agency",
       providers(s)                              AS "providers",
       to_char(total(s), '9,999,999,999,990')    AS "value",
       round(hhi(s), 4)                          AS "HHI",
       round(effective_providers(s), 1)          AS "effective",
       round(gini(s), 3)                         AS "Gini"
FROM money_line
ORDER BY place, agency;

\echo 'The largest providers, in percent of value, and how many hold half of it'
\echo
SELECT agency                                    AS "agency",
       round(100 * top_share(s, 1), 1)           AS "top 1",
       round(100 * top_share(s, 5), 1)           AS "top 5",
       round(100 * top_share(s, 10), 1)          AS "top 10",
       providers_for_share(s, 0.5)               AS "half is held by"
FROM money_line
ORDER BY place, agency;

\echo 'Ten largest providers of all agencies'
\echo
SELECT rank                                      AS "rank",
       provider                                  AS "provider",
       to_char(value, '9,999,999,999,990')       AS "value",
       round(100 * share, 1)                     AS "%",
       round(100 * sum(share) OVER (ORDER BY rank), 1) AS "% so far"
FROM money_line, top_providers(s, 10)
WHERE place = 2
ORDER BY rank;

\echo 'All providers, by what each holds'
\echo
SELECT CASE
           WHEN lower(band) = 0 THEN 'under ' || to_char(upper(band), 'FM999,999,999')
           WHEN upper_inf(band) THEN to_char(lower(band), 'FM999,999,999') || ' or more'
           ELSE to_char(lower(band), 'FM999,999,999') || ' to under '
                || to_char(upper(band), 'FM999,999,999')
       END                                       AS "held",
       providers                                 AS "providers",
       round(100 * provider_share, 1)            AS "% of providers",
       to_char(value, '9,999,999,999,990')       AS "value",
       round(100 * value_share, 1)               AS "% of value"
FROM money_line, value_bands(s, '{100000,500000,1000000,5000000}')
WHERE place = 2;

\echo 'Lorenz curve: the smallest so many percent of providers hold so much of the value'
\echo
SELECT round(100 * provider_share)               AS "% of providers",
       round(100 * value_share, 1)               AS "% of value",
       repeat('#', round(40 * value_share)::int) AS " "
FROM money_line, lorenz(s, 10)
WHERE place = 2 AND provider_share > 0
ORDER BY provider_share;

\echo 'What these shares stand on: rows with a provider and a value'
\echo
SELECT agency                                    AS "agency",
       measured_rows(s)                          AS "measured",
       missing_rows(s)                           AS "missing",
       round(100 * value_coverage(s), 1)         AS "% of known value",
       negative_providers(s)                     AS "providers below 0"
FROM money_line
ORDER BY place, agency;
