# shellcheck shell=bash disable=SC2016,SC2034,SC2154
#
# What is measured, and what is promised.

# The figures in order; "label" is what a table calls them.
figures='sum_value mean_length weighted_length hhi_short hhi_name hhi_bigint gini theil reports_per_year
	lengths_by_agency hhi_by_agency concentration_by_agency shared_providers overlap_pairs overlap_counts
	burden reports_within joint_within at_risk tiny_groups_sum tiny_groups report'
growing='sum_value weighted_length hhi_short hhi_by_agency overlap_pairs burden report'

declare -A label=(
	[sum_value]='core `sum(value)`'
	[mean_length]='`mean_length`'
	[weighted_length]='`weighted_length`'
	[hhi_short]='`hhi`, keys of up to 8 bytes'
	[hhi_name]='`hhi`, names of 15 to 45 bytes'
	[hhi_bigint]='`hhi`, `bigint`'
	[gini]='`gini`'
	[theil]='`theil`'
	[reports_per_year]='`reports_per_year`'
	[lengths_by_agency]='`weighted_length` by agency'
	[hhi_by_agency]='`hhi` by agency'
	[concentration_by_agency]='`hhi`, `gini`, top five, holders of half by agency'
	[shared_providers]='`shared_providers`'
	[overlap_pairs]='`overlap_pairs`'
	[overlap_counts]='`overlap_counts`'
	[burden]='reports, joint, quantile, bands, top ten'
	[reports_within]='`reports` in a year by agency, from terms'
	[joint_within]='`joint_reports` in a year by agency, from terms'
	[at_risk]='`at_risk` over a year by agency'
	[tiny_groups_sum]='core `sum(value)` of 200,000 groups'
	[tiny_groups]='`hhi` of 200,000 groups'
	[report]='**the report**'
)

# What a figure is held against under "ours ÷ sum", where it is not core's sum over
# all rows.
declare -A base=([tiny_groups]=tiny_groups_sum)

# figures_of TABLE FIGURES: those that ONLY asks for in this table, and what they
# are held against.
figures_of()
{
	local figure chosen=' '
	for figure in $2; do
		if wanted "$1" || wanted "$figure"; then
			chosen+="$figure ${base[$figure]:-sum_value} "
		fi
	done
	for figure in $2; do
		[[ $chosen != *" $figure "* ]] || echo "$figure"
	done
}

# any_of TABLE FIGURES: is there one?
any_of()
{
	[ -n "$(figures_of "$1" "$2")" ]
}

# peers_of PEER...: those that PEERS allows and that are there.
peers_of()
{
	local peer
	for peer in "$@"; do
		[ "$peer" != duckdb ] || [ "$duckdb" = yes ] || continue
		[[ " $peers " != *" $peer "* ]] || echo "$peer"
	done
}

# Everything that is measured over the main number of rows.
measure_main()
{
	local title
	title="$(millions "$main") rows"
	any_of serial "$figures" || any_of workers "$figures" || any_of growth "$growing" ||
		wanted hugetlb || wanted stored-large || return 0
	make_data "$main" 200000
	if [[ " $peers " == *' index '* ]] && { any_of serial "$figures" || any_of workers "$figures"; }; then
		make_index
		title+="; index (provider, agency) INCLUDE (value, times): $index_size, built in $(rounded "$index_seconds") s"
	fi
	echo "$title." | table data
	measure_table serial 0 ours hand index duckdb
	# SQL by hand is measured with the index only
	measure_table workers 2 ours index duckdb
	# the serial table has them, unless ONLY leaves it out
	! wanted growth || wanted serial || measure_growth "$main"
	measure_hugetlb
	measure_stored "$(millions "$main") arrangements, 200,000 providers" large
}

# measure_table NAME WORKERS PEER...
measure_table()
{
	local name=$1 workers=$2 chosen here_are
	shift 2
	chosen=$(figures_of "$name" "$figures")
	[ -n "$chosen" ] || return 0
	here_are=$(peers_of "$@")
	progress "The table \"$name\" ..."
	measure "$name" "$workers" "$chosen" "$here_are"
	{
		print_figures "$name" "$chosen" "$here_are"
		[ "$workers" -eq 0 ] || print_not_parallel "$chosen"
	} | table "$name"
}

# print_not_parallel FIGURES: which queries the planner gave no workers after all.
print_not_parallel()
{
	local figure peer serial=()
	for figure in $1; do
		for peer in $(peers_of ours index); do
			if have "$figure" "$peer" && ! is_parallel "$figure" "$peer" 2; then
				serial+=("${label[$figure]} ($([ $peer = ours ] && echo ours || echo SQL))")
			fi
		done
	done
	[ "${#serial[@]}" -eq 0 ] || printf '\nWithout workers, by the planner'"'"'s choice: %s.\n' "$(printf '%s; ' "${serial[@]}" | sed 's/; $//')"
}

# measure_growth ROWS: serial, ours and DuckDB; half the rounds for what takes long.
measure_growth()
{
	local chosen rounds=$(($1 > main ? (rounds + 1) / 2 : rounds))
	chosen=$(figures_of growth "$growing")
	[ "$1" -eq "$main" ] || make_data "$1" 200000
	progress "Growth, $1 rows ..."
	measure "growth-$1" 0 "$chosen" "ours $peer_duckdb"
}

# growth_table ROWS FIGURE: the table that has the figure's measures of this size.
growth_table()
{
	if [ -e "$private/times/growth-$1.$2.ours" ]; then echo "growth-$1"; else echo serial; fi
}

print_growth()
{
	local figure size peer table cells head=(figure) rule=(---)
	[ "${#sizes[@]}" -gt 1 ] && any_of growth "$growing" || return 0
	for size in "${sizes[@]}"; do
		head+=("$(millions "$size"): ours, ms" MB ${peer_duckdb:+'DuckDB, ms' MB})
		rule+=(---: ---: ${peer_duckdb:+---: ---:})
	done
	{
		row "${head[@]}" "$(millions "$largest") ÷ $(millions "$main"): ours" ${peer_duckdb:+DuckDB}
		row "${rule[@]}" ---: ${peer_duckdb:+---:}
		for figure in $(figures_of growth "$growing"); do
			cells=("${label[$figure]}")
			for size in "${sizes[@]}"; do
				table=$(growth_table "$size" "$figure")
				for peer in ours $peer_duckdb; do
					cells+=("$(times_of "$table" "$figure" "$peer")" "$(rounded "$(mb "$table" "$figure" "$peer")")")
				done
			done
			for peer in ours $peer_duckdb; do
				cells+=("$(ratios_of "$(growth_table "$largest" "$figure")" "$figure" "$peer" \
					"$(growth_table "$main" "$figure")" "$figure" "$peer")")
			done
			row "${cells[@]}"
		done
	} | table growth
}

# promise TITLE MOST GOT: a row of the table of targets, if it was measured.
promise()
{
	[ -z "$3" ] || row "$1" "$2" "$3" \
		"$(awk -v got="$3" -v most="$2" 'BEGIN { print got <= most ? "met" : "**missed**" }')"
}

# by_processor FIGURE: its processor time, serial, over that of the sum that it is
# held against.
by_processor()
{
	ratio "$(cpu serial "$1" ours)" "$(cpu serial "${base[$1]:-sum_value}" ours)"
}

print_targets()
{
	local growth='' kept
	[ "$main" -ne 10000000 ] ||
		growth=$(ratio "$(ms growth-30000000 report ours)" "$(ms "$(growth_table "$main" report)" report ours)")
	kept=$(
		promise 'the report ÷ DuckDB, 1 process ÷ 1 thread' 0.75 \
			"$(ratio "$(ms serial report ours)" "$(ms serial report duckdb)")"
		promise 'the report ÷ DuckDB, 2 workers ÷ 2 threads' 0.95 \
			"$(ratio "$(ms workers report ours)" "$(ms workers report duckdb)")"
		promise 'peak memory of the report, serial, MB' 450 "$(rounded "$(mb serial report ours)")"
		promise 'the report, 30 million rows ÷ 10 million' 3.3 "$growth"
		promise '`weighted_length` ÷ core `sum(value)`, processor time' 1.25 "$(by_processor weighted_length)"
		promise '`hhi`, 200,000 keys of up to 8 bytes ÷ `sum(value)`, processor time' 1.3 "$(by_processor hhi_short)"
		promise '`hhi`, names of 15 to 45 bytes ÷ `sum(value)`, processor time' 1.7 "$(by_processor hhi_name)"
		promise '`hhi` of 200,000 groups ÷ core `sum` of the same groups, processor time' 1.4 "$(by_processor tiny_groups)"
		promise '`joint_reports` in a year by agency ÷ SQL by hand, processor time' 0.15 \
			"$(ratio "$(cpu serial joint_within ours)" "$(cpu serial joint_within hand)")"
		promise 'bytes a provider of a `concentration_summary` beyond its key of 7 to 8: finished' 17 "${finished_bytes-}"
		promise '— live' 48 "${live_bytes-}"
		promise '— at the peak of growth' 110 "${peak_bytes-}"
		promise 'the page from 140 stored summaries of 18,800 arrangements, ms' 30 "${page_ms[small]-}"
		promise 'one figure of a stored schedule of 18,800 arrangements (the slowest), ms' 10 "${schedule_ms-}"
		promise 'one figure of a stored summary of 200,000 keys (the slowest of four), ms' 0.2 "${one_ms-}"
		promise '`read_amount` ÷ core `::numeric` of the same cells, processor time' 2 "$(ratio "$(cpu cells amount ours)" "$(cpu cells numeric ours)")"
		promise 'reading the text form ÷ merging' 1.5 "$(ratio "$(ms reading text ours)" "$(ms reading merge ours)")"
		promise '`provider_key` ÷ `upper(regexp_replace(name, …))`, a million names, processor time' 1 "$(ratio "$(cpu names key ours)" "$(cpu names hand ours)")"
		promise '`ocds_contracts` of 100,000 releases of 3 kB, ms' 60000 "$(rounded "$(ms names rows ours)")"
	)
	[ -z "$kept" ] || {
		row measure 'at most' got ''
		row --- ---: ---: ---
		echo "$kept"
	} | table targets
}
