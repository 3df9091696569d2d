-- Which providers do agencies share?
--
-- Reads arrangement(agency, provider, value).

\echo
\echo 'WHICH PROVIDERS DO AGENCIES SHARE?'
\echo

-- One summary of all agencies: who funds whom, and with how much.
CREATE TEMP TABLE shared AS
SELECT overlap_summary(agency, provider, value) AS s
FROM arrangement;

\echo 'In all; the share of value is of providers that deal with two agencies or more'
\echo
SELECT agencies(s)                               AS "agencies",
       providers(s)                              AS "providers",
       shared_providers(s)                       AS "with two or more",
       round(agencies_per_provider(s), 2)        AS "agencies a provider",
       round(100 * shared_value_share(s), 1)     AS "% of value"
FROM shared;

\echo 'By number of agencies that a provider deals with'
\echo
SELECT agencies                                  AS "agencies",
       providers                                 AS "providers",
       round(100 * provider_share, 1)            AS "% of providers",
       to_char(value, '9,999,999,999,990')       AS "value",
       round(100 * value_share, 1)               AS "% of value",
       repeat('#', round(40 * provider_share)::int) AS " "
FROM shared, overlap_counts(s);

\echo 'The ten pairs of agencies that share most; the value is what each pays to those'
\echo
SELECT agency_a                                  AS "agency",
       agency_b                                  AS "and",
       shared                                    AS "share",
       providers_a                               AS "of",
       providers_b                               AS "and of",
       round(100 * overlap_coefficient, 1)       AS "% of the smaller",
       to_char(value_a_shared, '999,999,999,990') AS "value of the first",
       to_char(value_b_shared, '999,999,999,990') AS "of the second"
FROM shared, overlap_pairs(s)
WHERE shared > 0
ORDER BY shared DESC, overlap_coefficient DESC, agency_a, agency_b
LIMIT 10;

\echo 'What this stands on: rows with an agency, a provider and a value'
\echo
SELECT measured_rows(s)                          AS "measured",
       missing_rows(s)                           AS "missing",
       round(100 * value_coverage(s), 1)         AS "% of known value"
FROM shared;
