-- What the analyses say, in five sentences, each with what it stands on.
--
-- Reads arrangement; :as_of is a date; functions of words.sql.

CREATE TEMP TABLE whole AS
SELECT count(*)                                                               AS rows,
       term_summary(term, value)                                              AS length,
       concentration_summary(provider, value)                                 AS money,
       overlap_summary(agency, provider, value)                               AS shared,
       overlap_summary(coalesce(provider_key(agency), agency),
                       coalesce(provider_key(provider), provider), value)     AS shared_by_key,
       schedule_summary(agency, provider, 'none', term, value)                AS cover,
       schedule_summary(agency, provider, reporting_frequency, term, value)   AS reporting,
       min(lower(term)) AS first_day, max(upper(term)) - 1 AS last_day,
       daterange(DATE :'as_of', (DATE :'as_of' + interval '1 year')::date)    AS year_after,
       daterange((DATE :'as_of' - interval '1 year')::date, DATE :'as_of')    AS year_before
FROM arrangement;

-- The contract with most money, and the mean by value without it.
CREATE TEMP TABLE without_largest AS
SELECT row, largest.value,
       (SELECT weighted_length(term, value) FROM arrangement WHERE row <> largest.row) AS mean
FROM (SELECT row, value
      FROM arrangement
      WHERE value > 0 AND NOT isempty(term) AND NOT lower_inf(term) AND NOT upper_inf(term)
      ORDER BY value DESC, row LIMIT 1) AS largest;

CREATE FUNCTION pg_temp.stands_on(measured bigint, missing bigint, coverage numeric) RETURNS text
	LANGUAGE sql AS $$
SELECT CASE WHEN measured > 0
            THEN format('This stands on %s of %s', to_char(measured, 'FM999,999,999,990'),
                        pg_temp.counted(measured + missing, 'row'))
                 || coalesce(', with ' || pg_temp.percent(coverage) || ' of the known value' || (SELECT CASE WHEN currencies > 1 THEN ' in ' || currency ELSE '' END FROM chosen), '') || '.'
            ELSE '' END
$$;

CREATE TEMP VIEW how_long AS
SELECT CASE coalesce(contracts(length), 0)
           WHEN 0 THEN 'No contract has a first and a last day, so that nothing can be said of lengths.'
           WHEN 1 THEN format('The one contract with a first and a last day lasts %s years.', round(mean_length(length), 2))
           ELSE format('A contract lasts %s years on average', round(mean_length(length), 2))
                || coalesce(', and ' || round(weighted_length(length), 2) || ' years where each counts with its money', '')
                || format('; half of them last %s years or less', round(length_quantile(length, 0.5), 2))
                || coalesce((SELECT format(', and without the largest alone, which is %s of the value, the mean by value would be %s years',
                                           pg_temp.percent(value / total(length)), round(mean, 2))
                             FROM without_largest
                             WHERE abs(mean - weighted_length(length)) > weighted_length(length) / 10), '') || '.'
       END AS says,
       pg_temp.stands_on(measured_rows(length), missing_rows(length), value_coverage(length)) AS basis
FROM whole;

CREATE TEMP VIEW how_concentrated AS
SELECT CASE WHEN hhi(money) IS NULL
            THEN 'No provider holds a positive amount, so that nothing can be said of concentration.'
            WHEN holders(money) = 1
            THEN format('One provider, %s, holds all of the money, %s.', largest, pg_temp.money(total(money)))
            ELSE format('The largest of %s, %s, holds %s of %s', pg_temp.counted(holders(money), 'provider'), largest,
                        pg_temp.percent(top_share(money, 1)), pg_temp.money(total(money)))
                 || CASE WHEN holders(money) > 10 THEN format(' and the ten largest hold %s', pg_temp.percent(top_share(money, 10))) ELSE '' END
                 || format('; %s %s half of it, and the HHI is %s', pg_temp.counted(holders_for_share(money, 0.5), 'provider'),
                           pg_temp.verb(holders_for_share(money, 0.5), 'holds', 'hold'), round(hhi(money), 4))
                 || CASE WHEN hhi(money) > 0.25 THEN ', which is highly concentrated (above 0.25).' ELSE '.' END
       END AS says,
       pg_temp.stands_on(measured_rows(money), missing_rows(money), value_coverage(money)) AS basis
FROM whole LEFT JOIN LATERAL (SELECT holder FROM top_holders(money, 1)) AS t (largest) ON true;

CREATE TEMP VIEW who_shares AS
SELECT CASE WHEN coalesce(agencies(shared), 0) = 0 OR providers(shared) = 0
            THEN 'No row names an agency and a provider, so that nothing can be said of shared providers.'
            WHEN agencies(shared) = 1
            THEN 'There is one agency only, so that no provider is shared.'
            WHEN shared_providers(shared) = 0
            THEN format('None of the %s deals with two agencies or more', pg_temp.counted(providers(shared), 'provider'))
            ELSE format('%s of %s (%s) %s with two agencies or more', to_char(shared_providers(shared), 'FM999,999,999'),
                        pg_temp.counted(providers(shared), 'provider'),
                        pg_temp.percent(shared_providers(shared)::numeric / providers(shared)),
                        pg_temp.verb(shared_providers(shared), 'deals', 'deal'))
                 || coalesce(', with ' || pg_temp.percent(shared_value_share(shared)) || ' of the money', '')
       END
       || CASE WHEN agencies(shared) > 1 AND providers(shared) > 0
               THEN CASE WHEN (shared_providers(shared), providers(shared)) <> (shared_providers(shared_by_key), providers(shared_by_key))
                         THEN format('; with names that look alike taken for one, %s of %s.', to_char(shared_providers(shared_by_key), 'FM999,999,990'),
                                     to_char(providers(shared_by_key), 'FM999,999,990'))
                         ELSE '.' END
               ELSE '' END AS says,
       pg_temp.stands_on(measured_rows(shared), missing_rows(shared), value_coverage(shared)) AS basis
FROM whole;

CREATE TEMP VIEW what_reporting_asks AS
SELECT CASE WHEN NOT :'has_reporting'
            THEN 'The file does not say how often providers report, so that nothing can be said of reporting.'
            WHEN reporting IS NULL OR reports(reporting, year_before) IS NULL
            THEN format('Nothing of known frequency ran in the twelve months before %s, so that nothing was asked.', upper(year_before))
            WHEN reports(reporting, year_before) = 0
            THEN format('No report was asked of what ran in the twelve months before %s.', upper(year_before))
            ELSE format('In the twelve months before %s providers were asked for %s reports, %s each on average', upper(year_before),
                        to_char(reports(reporting, year_before), 'FM999,999,990.0'), round(reports_per_provider(reporting, year_before), 1))
                 || CASE WHEN joint_saving(reporting, year_before) > 0
                         THEN format('; one report for all that a provider has running at a time would make it %s, %s fewer.',
                                     to_char(joint_reports(reporting, year_before), 'FM999,999,990.0'),
                                     pg_temp.percent(joint_saving(reporting, year_before)))
                         ELSE '; joint reports would spare none of them.' END
       END AS says,
       CASE WHEN :'has_reporting'
            THEN pg_temp.stands_on(measured_rows(reporting), missing_rows(reporting), value_coverage(reporting)) ELSE '' END AS basis
FROM whole;

CREATE TEMP VIEW what_ends AS
SELECT CASE WHEN coalesce(runs.arrangements, 0) = 0
            THEN format('Nothing runs on %s', lower(year_after))
                 || CASE WHEN last_day IS NULL THEN '.' ELSE format('; the terms are of %s to %s.', first_day, last_day) END
            ELSE format('On %s %s of %s %s', lower(year_after), pg_temp.counted(runs.arrangements, 'arrangement'),
                        pg_temp.counted(runs.providers, 'provider'), pg_temp.verb(runs.arrangements, 'runs', 'run'))
                 || coalesce(', worth ' || pg_temp.money(runs.value), '')
                 || CASE WHEN ends.arrangements = 0 THEN '; nothing of it ends within twelve months.'
                         ELSE format('; %s %s within twelve months', to_char(ends.arrangements, 'FM999,999,999'), pg_temp.verb(ends.arrangements, 'ends', 'end'))
                              || coalesce(', with ' || pg_temp.percent(ends.value / nullif(runs.value, 0)) || ' of that value', '')
                              || format(', and %s %s nine tenths or more of what %s.', pg_temp.counted(coalesce(at_risk, 0), 'provider'),
                                        pg_temp.verb(coalesce(at_risk, 0), 'loses', 'lose'), pg_temp.verb(coalesce(at_risk, 0), 'it has', 'they have')) END
       END AS says,
       pg_temp.stands_on(measured_rows(cover), missing_rows(cover), value_coverage(cover)) AS basis
FROM whole
     LEFT JOIN running(cover, lower(year_after)) AS runs ON true
     LEFT JOIN LATERAL (SELECT coalesce(sum(arrangements), 0)::bigint AS arrangements, sum(value) AS value
                        FROM expiring(cover, year_after)) AS ends ON true
     LEFT JOIN LATERAL (SELECT providers_at_risk(cover, year_after, 0.9)) AS risk (at_risk) ON true;

SELECT '* ' || question || concat_ws('  ', says, nullif(basis, ''))
FROM (SELECT 1, 'How long?  ', says, basis FROM how_long
      UNION ALL SELECT 2, 'How concentrated?  ', says, basis FROM how_concentrated
      UNION ALL SELECT 3, 'Who shares?  ', says, basis FROM who_shares
      UNION ALL SELECT 4, 'What does reporting ask?  ', says, basis FROM what_reporting_asks
      UNION ALL SELECT 5, 'What ends?  ', says, basis FROM what_ends) AS five (nth, question, says, basis)
ORDER BY nth;
