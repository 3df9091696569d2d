# shellcheck shell=bash disable=SC2016,SC2034,SC2154
#
# Reading cells beside core's casts of the same cells, and what core cannot read.

measure_cells()
{
	local round way differ
	declare -A sql=(
		[numeric]='SELECT count(plain::numeric) FROM cell'
		[amount]='SELECT count(read_amount(plain)) FROM cell'
		[groups]='SELECT count(read_amount(groups)) FROM cell'
		[cast]='SELECT count(iso::date) FROM cell'
		[date]='SELECT count(read_date(iso)) FROM cell'
		[order]="SELECT count(read_date(dmy, 'DMY')) FROM cell"
	)
	declare -A title=(
		[numeric]='core `::numeric`, 123456.78'
		[amount]='`read_amount` of the same'
		[groups]='`read_amount`, $123,456.78'
		[cast]='core `::date`, 2018-07-01'
		[date]='`read_date` of the same'
		[order]='`read_date`, 1/7/2018'
	)
	declare -A beside=([numeric]=numeric [amount]=numeric [groups]=numeric [cast]=cast [date]=cast [order]=cast)
	wanted cells || return 0
	progress 'Reading cells ...'
	private_psql <<-'EOT'
		CREATE TABLE cell AS
		SELECT amount::text AS plain, to_char(amount, 'FM$999,999,990.00') AS groups, day::text AS iso, to_char(day, 'FMDD/FMMM/YYYY') AS dmy, amount, day
		FROM generate_series(1, 1000000) AS i, CAST((i * 7919::bigint % 100000000) / 100.0 AS numeric(14, 2)) AS amount, CAST(date '2000-01-01' + i % 9000 AS date) AS day;
		VACUUM ANALYZE cell;
	EOT
	differ=$(private_psql -At -c "SELECT count(*) FROM cell WHERE (read_amount(plain), read_amount(groups), read_date(iso), read_date(dmy, 'DMY'))
		IS DISTINCT FROM (amount, amount, day, day)")
	if [ "$differ" -ne 0 ]; then
		progress "cells: $differ are read as something else"
		disagreements=$((disagreements + 1))
	fi
	for ((round = 1; round <= rounds; round++)); do
		for way in numeric amount groups cast date order; do
			clock /dev/null 'SET max_parallel_workers_per_gather = 0;' <<<"${sql[$way]};" >>"$private/times/cells.$way.ours"
		done
	done
	{
		row '1 million cells' ms '÷ core'
		row --- ---: ---:
		for way in numeric amount groups cast date order; do
			row "${title[$way]}" "$(times_of cells $way ours)" "$(ratios_of cells $way ours cells "${beside[$way]}" ours)"
		done
	} | table cells
}
