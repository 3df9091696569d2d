# shellcheck shell=bash
#
# What is measured.  In a section every query takes its turn in every round,
# so that whatever else the machine does hits all of them alike.
#
#   section TITLE setting=value...        the settings hold in the section
#   measure NAME SQL [BASE [TARGET]]      its time is shown as a multiple of the
#                                         measure BASE of the same section; more
#                                         than TARGET times that is a miss

hand_hhi='sum(held * held) / sum(held) ^ 2'
serial=max_parallel_workers_per_gather=0
parallel=(max_parallel_workers_per_gather=2 parallel_setup_cost=0
	parallel_tuple_cost=0 min_parallel_table_scan_size=0)

one_group()
{
	measure 'sum(value)' 'SELECT sum(value) FROM arrangement'
	measure 'mean_length' \
		'SELECT mean_length(term) FROM arrangement' 'sum(value)'
	measure 'weighted_length' \
		'SELECT weighted_length(term, value) FROM arrangement' 'sum(value)' 1.5
	measure 'weighted length by hand, in days' \
		'SELECT sum(value * (upper(term) - lower(term))) / sum(value) FROM arrangement' \
		'sum(value)'
	measure 'hhi, keys of up to 8 bytes' \
		'SELECT hhi(provider, value) FROM arrangement' 'sum(value)' 2
	measure 'hhi, names of 15 to 45 bytes' \
		'SELECT hhi(provider_name, value) FROM arrangement' 'sum(value)'
	measure 'hhi, bigint' \
		'SELECT hhi(provider_id, value) FROM arrangement' 'sum(value)'
	measure 'gini, keys of up to 8 bytes' \
		'SELECT gini(provider, value) FROM arrangement' 'sum(value)'
	measure 'hhi by hand' \
		"SELECT $hand_hhi FROM (SELECT sum(value) AS held FROM arrangement
		 GROUP BY provider) AS x" 'sum(value)'
}

few_groups()
{
	measure 'hhi by hand' \
		"SELECT agency, $hand_hhi FROM (SELECT agency, sum(value) AS held
		 FROM arrangement GROUP BY agency, provider) AS x GROUP BY agency"
	measure 'hhi' \
		'SELECT agency, hhi(provider, value) FROM arrangement GROUP BY agency' \
		'hhi by hand'
	measure 'hhi, gini and top five from one summary' \
		'SELECT agency, hhi(provider, value), gini(provider, value),
		 top_share(concentration_summary(provider, value), 5)
		 FROM arrangement GROUP BY agency' 'hhi by hand'
	measure 'weighted_length' \
		'SELECT agency, weighted_length(term, value) FROM arrangement GROUP BY agency' \
		'hhi by hand'
}

tiny_groups()
{
	measure 'sum(value)' \
		'SELECT tiny_group, sum(value) FROM arrangement GROUP BY tiny_group'
	measure 'hhi' \
		'SELECT tiny_group, hhi(provider, value) FROM arrangement GROUP BY tiny_group' \
		'sum(value)' 1.6
	measure 'concentration_summary' \
		'SELECT tiny_group, concentration_summary(provider, value)
		 FROM arrangement GROUP BY tiny_group' 'sum(value)' 1.6
	measure 'weighted_length' \
		'SELECT tiny_group, weighted_length(term, value)
		 FROM arrangement GROUP BY tiny_group' 'sum(value)' 1.6
}

# Which providers do agencies share, and for what value: every pair of agencies.
shared_between_agencies()
{
	measure 'pairs by hand' \
		"WITH pair AS MATERIALIZED (
		     SELECT agency, provider, sum(value) AS value FROM arrangement
		     GROUP BY agency, provider),
		 agency AS (SELECT agency, count(*) AS providers FROM pair GROUP BY agency)
		 SELECT a.agency, b.agency, one.providers, other.providers, count(*),
		        count(*)::numeric / (one.providers + other.providers - count(*)),
		        sum(a.value), sum(b.value)
		 FROM pair a JOIN pair b ON b.provider = a.provider AND b.agency > a.agency
		      JOIN agency one ON one.agency = a.agency
		      JOIN agency other ON other.agency = b.agency
		 GROUP BY a.agency, b.agency, one.providers, other.providers"
	measure 'overlap_pairs' \
		'SELECT p.* FROM (SELECT overlap_summary(agency, provider, value) AS s
		 FROM arrangement) x, overlap_pairs(s) p' 'pairs by hand' 0.125
	measure 'pairs by hand, without value' \
		"WITH pair AS MATERIALIZED (SELECT DISTINCT agency, provider FROM arrangement)
		 SELECT a.agency, b.agency, count(*)
		 FROM pair a JOIN pair b ON b.provider = a.provider AND b.agency > a.agency
		 GROUP BY a.agency, b.agency"
	measure 'overlap_pairs, without value' \
		'SELECT p.* FROM (SELECT overlap_summary(agency, provider) AS s
		 FROM arrangement) x, overlap_pairs(s) p' 'pairs by hand, without value' 0.125
}

# Reports a year, joint reports, their distribution, bands and the ten most burdened.
reporting()
{
	measure 'burden by hand' \
		"WITH cell AS MATERIALIZED (
		     SELECT agency, provider, frequency, count(*) AS n, sum(value) AS value
		     FROM arrangement GROUP BY agency, provider, frequency),
		 provider AS MATERIALIZED (
		     SELECT provider, count(DISTINCT agency) AS agencies, sum(n) AS arrangements,
		            sum(n * per_year(frequency)) AS reports, max(per_year(frequency)) AS joint,
		            sum(value) AS value
		     FROM cell GROUP BY provider)
		 SELECT (SELECT sum(reports) FROM provider), (SELECT sum(joint) FROM provider),
		        (SELECT percentile_disc(0.9) WITHIN GROUP (ORDER BY reports) FROM provider),
		        (SELECT array_agg(band) FROM (SELECT frequency, sum(n), sum(value) FROM cell
		         GROUP BY frequency) band),
		        (SELECT array_agg(top) FROM (SELECT * FROM provider
		         ORDER BY reports DESC, provider LIMIT 10) top)"
	measure 'burden_summary, the same figures' \
		'SELECT reports(s), joint_reports(s), reports_quantile(s, 0.9),
		        (SELECT array_agg(band) FROM frequency_bands(s) band),
		        (SELECT array_agg(top) FROM most_burdened(s, 10) top)
		 FROM (SELECT burden_summary(agency, provider, frequency, value) AS s
		       FROM arrangement OFFSET 0) x' 'burden by hand' 0.2
	measure 'reports a year by hand' 'SELECT sum(per_year(frequency)) FROM arrangement'
	measure 'reports_per_year' 'SELECT reports_per_year(frequency) FROM arrangement' \
		'reports a year by hand'
}

section 'One group, 200,000 keys, serial' "$serial"
one_group
section 'One group, 200,000 keys, 2 workers' "${parallel[@]}"
one_group
section '14 groups, serial' "$serial" work_mem=256MB
few_groups
section '14 groups, 2 workers' "${parallel[@]}" work_mem=256MB
few_groups
section '200,000 groups, work_mem 4 MB' "$serial" work_mem=4MB
tiny_groups
section '200,000 groups, work_mem 1 GB' "$serial" work_mem=1GB
tiny_groups
section 'Shared providers, serial' "$serial" work_mem=1GB
shared_between_agencies
section 'Shared providers, 2 workers' "${parallel[@]}" work_mem=1GB
shared_between_agencies
section 'Reporting, serial' "$serial" work_mem=1GB
reporting
section 'Reporting, 2 workers' "${parallel[@]}" work_mem=1GB
reporting
