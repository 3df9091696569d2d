# shellcheck shell=bash disable=SC2016,SC2034,SC2154
#
# What is measured, and what is promised.

# The figures in order; "label" is what a table calls them.
figures='sum_value mean_length weighted_length hhi_short hhi_name hhi_bigint gini theil reports_per_year
	lengths_by_agency hhi_by_agency concentration_by_agency shared_providers overlap_pairs overlap_counts
	burden tiny_groups report'
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
	[tiny_groups]='`hhi` of 200,000 groups'
	[report]='**the report**'
)

# The figures that ONLY asks for in this table.
figures_of()
{
	local title=$1 figure
	for figure in $2; do
		# sum_value is what the others are held against
		if [ "$figure" = sum_value ] || wanted "$title" || wanted "$figure"; then
			echo "$figure"
		fi
	done
}

# The two main tables.  In the second SQL by hand is measured with the index only.
measure_main()
{
	measure_table serial 0 "ours hand index $peer_duckdb"
	measure_table workers 2 "ours index $peer_duckdb"
}

# measure_table NAME WORKERS PEERS
measure_table()
{
	local chosen
	chosen=$(figures_of "$1" "$figures")
	[ "$chosen" != sum_value ] || return 0
	progress "The table \"$1\" ..."
	measure "$1" "$2" "$chosen" "$3"
	{
		print_figures "$1" "$chosen" "$3"
		[ "$2" -eq 0 ] || print_not_parallel "$chosen"
	} | table "$1"
}

# print_not_parallel FIGURES: which queries the planner gave no workers after all.
print_not_parallel()
{
	local figure peer serial=()
	for figure in $1; do
		for peer in ours index; do
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
	[ "$chosen" != sum_value ] || return 0
	progress "Growth, $1 rows ..."
	measure "growth-$1" 0 "$chosen" "ours $peer_duckdb"
}

# growth_table ROWS: the table that has the measures of this size.
growth_table()
{
	if [ "$1" -eq "$main" ]; then echo serial; else echo "growth-$1"; fi
}

print_growth()
{
	local figure size peer table cells head=(figure) rule=(---)
	[ "${#sizes[@]}" -gt 1 ] || return 0
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
				table=$(growth_table "$size")
				for peer in ours $peer_duckdb; do
					cells+=("$(rounded "$(ms "$table" "$figure" "$peer")")"
						"$(rounded "$(mb "$table" "$figure" "$peer")")")
				done
			done
			for peer in ours $peer_duckdb; do
				cells+=("$(ratio "$(ms "$(growth_table "$largest")" "$figure" "$peer")" \
					"$(ms serial "$figure" "$peer")")")
			done
			row "${cells[@]}"
		done
	} | table growth
}

# promise TITLE MOST VERDICT...: a row of the table of targets, if anything was
# measured for it.
promise()
{
	local title=$1 most=$2 cells
	shift 2
	cells=$*
	[ -z "${cells// /}" ] || row "$title" "$most" "$@"
}

# promise_ratio TITLE MOST FIGURE AGAINST: about ours / AGAINST, which is sum, sql or
# duckdb.
promise_ratio()
{
	local table base cells=()
	for table in serial workers; do
		case $4 in
			sum) base=$(ms $table sum_value ours) ;;
			sql) base=$(best_sql $table "$3") ;;
			duckdb) base=$(ms $table "$3" duckdb) ;;
		esac
		cells+=("$(verdict "$(ratio "$(ms $table "$3" ours)" "$base")" "$2")")
	done
	base=
	[ "$4" != sql ] || base=$(ms serial "$3" hand)
	promise "$1" "$2" "${cells[@]}" "$(verdict "$(ratio "$(ms serial "$3" ours)" "$base")" "$2")"
}

print_targets()
{
	local growth=
	[ "$main" -ne 10000000 ] ||
		growth=$(ratio "$(ms growth-30000000 report ours)" "$(ms serial report ours)")
	{
		row measure 'at most' serial '2 workers' 'serial, SQL without the index'
		row --- ---: ---: ---: ---:
		promise_ratio '`weighted_length` / core `sum(value)`' 1.25 weighted_length sum
		promise_ratio '`hhi`, 200,000 keys of up to 8 bytes / `sum(value)`' 1.3 hhi_short sum
		promise_ratio '`hhi`, names of 15 to 45 bytes / `sum(value)`' 1.8 hhi_name sum
		promise_ratio '`hhi` by agency / best SQL' 0.12 hhi_by_agency sql
		promise_ratio 'overlap / best SQL' 0.10 overlap_pairs sql
		promise_ratio 'the report / best SQL' 0.08 report sql
		promise_ratio 'the report / DuckDB' 1.0 report duckdb
		promise 'the report, 30 million rows / 10 million' 3.3 "$(verdict "$growth" 3.3)" '' ''
		promise 'memory a provider key beyond its own bytes, live state' 48 \
			"$(verdict "${bytes_a_key-}" 48)" '' ''
		promise 'the page from stored summaries, ms' 50 \
			"$(verdicts "${page_ms[small]-}" "${page_ms[large]-}" 50)" '' ''
		promise 'a figure of one stored cell, ms' 5 \
			"$(verdicts "${cell_ms[small]-}" "${cell_ms[large]-}" 5)" '' ''
	} | table targets
}
