-- What it comes to, in five sentences, each with what it stands on.
--
-- Reads report.whole and report.about; functions of words.sql.

CREATE FUNCTION report.stands_on(measured bigint, missing bigint, coverage numeric) RETURNS text
	LANGUAGE sql STABLE PARALLEL SAFE
	RETURN CASE WHEN measured > 0
	            THEN format('This stands on %s of %s', to_char(measured, 'FM999,999,999,990'), report.counted(measured + missing, 'row'))
	                 || coalesce(', with ' || report.percent(coverage) || ' of the known value'
	                             || (SELECT CASE WHEN one_of_several THEN ' in ' || currency ELSE '' END FROM report.about), '') || '.'
	            ELSE '' END;

CREATE VIEW report.sentence AS
SELECT 1 AS place, 'How long?' AS question,
       CASE coalesce(contracts(lengths), 0)
           WHEN 0 THEN 'No contract has a first and a last day, so that nothing can be said of lengths.'
           WHEN 1 THEN format('The one contract with a first and a last day lasts %s years.', round(mean_length(lengths), 2))
           ELSE format('A contract lasts %s years on average', round(mean_length(lengths), 2))
                || coalesce(', and ' || round(weighted_length(lengths), 2) || ' years where each counts with its money', '')
                || format('; half of them last %s years or less', round(length_quantile(lengths, 0.5), 2))
                || CASE WHEN abs(years_without_largest - weighted_length(lengths)) > weighted_length(lengths) / 10
                        THEN format(', and without the largest alone, which is %s of the value, the mean by value would be %s years',
                                    report.percent(largest_value / total(lengths)), round(years_without_largest, 2))
                        ELSE '' END || '.'
       END AS says,
       report.stands_on(with_length, arrangements - with_length, value_coverage(lengths)) AS stands_on
FROM report.whole

UNION ALL
SELECT 2, 'How concentrated?',
       CASE WHEN hhi(held) IS NULL
            THEN 'No provider holds a positive amount, so that nothing can be said of concentration.'
            WHEN holders(held) = 1
            THEN format('One provider, %s, holds all of the money, %s.', first_holder, report.money(total(held)))
            ELSE format('The largest of %s, %s, holds %s of %s', report.counted(holders(held), 'provider'), first_holder,
                        report.percent(top_share(held, 1)), report.money(total(held)))
                 || CASE WHEN holders(held) > 10 THEN format(' and the ten largest hold %s', report.percent(top_share(held, 10))) ELSE '' END
                 || format('; %s %s half of it, and the HHI is %s', report.counted(holders_for_share(held, 0.5), 'provider'),
                           report.verb(holders_for_share(held, 0.5), 'holds', 'hold'), round(hhi(held), 4))
                 || CASE WHEN hhi(held) > 0.25 THEN ', which is highly concentrated (above 0.25).' ELSE '.' END
       END,
       report.stands_on(measured_rows(held), missing_rows(held), value_coverage(held))
FROM report.whole LEFT JOIN LATERAL (SELECT holder FROM top_holders(held, 1)) AS t (first_holder) ON true

UNION ALL
SELECT 3, 'Who shares?',
       CASE WHEN coalesce(agencies(sharing), 0) = 0 OR providers(sharing) = 0
            THEN 'No row names an agency and a provider, so that nothing can be said of shared providers.'
            WHEN agencies(sharing) = 1
            THEN 'There is one agency only, so that no provider is shared.'
            WHEN shared_providers(sharing) = 0 AND providers(sharing) = 1
            THEN 'The one provider deals with one agency only'
            WHEN shared_providers(sharing) = 0
            THEN format('None of the %s deals with two agencies or more', report.counted(providers(sharing), 'provider'))
            WHEN providers(sharing) = 1
            THEN 'The one provider deals with two agencies or more'
                 || CASE WHEN shared_value_share(sharing) IS NULL THEN '' ELSE ', and holds all of the money' END
            ELSE format('%s of %s (%s) %s with two agencies or more', to_char(shared_providers(sharing), 'FM999,999,999'),
                        report.counted(providers(sharing), 'provider'),
                        report.percent(shared_providers(sharing)::numeric / providers(sharing)),
                        report.verb(shared_providers(sharing), 'deals', 'deal'))
                 || coalesce(', with ' || report.percent(shared_value_share(sharing)) || ' of the money', '')
       END
       || CASE WHEN agencies(sharing) > 1 AND providers(sharing) > 0
               THEN CASE WHEN (shared_providers(sharing), providers(sharing)) <> (shared_by_key, providers_by_key)
                         THEN format('; with names that look alike taken for one, %s of %s.', to_char(shared_by_key, 'FM999,999,990'),
                                     to_char(providers_by_key, 'FM999,999,990'))
                         ELSE '.' END
               ELSE '' END,
       report.stands_on(with_who, arrangements - with_who, value_coverage(sharing))
FROM report.whole

UNION ALL
SELECT 4, 'What does reporting ask?',
       CASE WHEN NOT has_frequency
            THEN 'It is not said how often providers report, so that nothing can be said of reporting.'
            WHEN reports IS NULL
            THEN format('Nothing of known frequency ran in the twelve months before %s, so that nothing was asked.', report.iso_day(as_of))
            WHEN reports = 0
            THEN format('No report was asked of what ran in the twelve months before %s.', report.iso_day(as_of))
            ELSE format('In the twelve months before %s providers were asked for %s reports, %s each on average', report.iso_day(as_of),
                        to_char(reports, 'FM999,999,990.0'), round(reports / asked_providers, 1))
                 || CASE WHEN joint_reports < reports
                         THEN format('; one report for all that a provider has running at a time would make it %s, %s fewer.',
                                     to_char(joint_reports, 'FM999,999,990.0'), report.percent(1 - joint_reports / reports))
                         ELSE '; joint reports would spare none of them.' END
       END,
       CASE WHEN has_frequency THEN report.stands_on(reporting_measured, arrangements - reporting_measured, reporting_known) ELSE '' END
FROM report.whole

UNION ALL
SELECT 5, 'What ends?',
       CASE WHEN coalesce(running_arrangements, 0) = 0
            THEN format('Nothing runs on %s', report.iso_day(as_of))
                 || CASE WHEN last_day IS NULL THEN '.' ELSE format('; the terms are of %s to %s.', report.iso_day(first_day), report.iso_day(last_day)) END
            ELSE format('On %s %s of %s %s', report.iso_day(as_of), report.counted(running_arrangements, 'arrangement'),
                        report.counted(running_providers, 'provider'), report.verb(running_arrangements, 'runs', 'run'))
                 || coalesce(', worth ' || report.money(running_value), '')
                 || CASE WHEN coalesce(ending_arrangements, 0) = 0 THEN '; nothing of it ends within twelve months.'
                         ELSE format('; %s %s within twelve months', to_char(ending_arrangements, 'FM999,999,999'), report.verb(ending_arrangements, 'ends', 'end'))
                              || coalesce(', with ' || report.percent(ending_value / nullif(running_value, 0)) || ' of that value', '')
                              || format(', and %s %s nine tenths or more of what %s.', report.counted(coalesce(providers_at_risk, 0), 'provider'),
                                        report.verb(coalesce(providers_at_risk, 0), 'loses', 'lose'), report.verb(coalesce(providers_at_risk, 0), 'it has', 'they have')) END
       END,
       report.stands_on(covered_measured, arrangements - covered_measured, covered_known)
FROM report.whole;

COMMENT ON VIEW report.sentence IS 'What it comes to, in five sentences.';
COMMENT ON COLUMN report.sentence.place IS 'Where the sentence stands: 1, 2, 3 ...';
COMMENT ON COLUMN report.sentence.question IS 'What it answers.';
COMMENT ON COLUMN report.sentence.says IS 'The sentence.';
COMMENT ON COLUMN report.sentence.stands_on IS 'How many rows, with how much of the money, it stands on.';
