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
