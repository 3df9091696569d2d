# shellcheck shell=bash disable=SC2016,SC2034,SC2154
#
# Many groups with states of some size: the same rows, each of a key of its own
# in its group, grouped three ways.  If what a group costs depended on how many there
# are, the time for a row would grow with them.

# make_grouped KEYS: 2,000 groups of so many keys, in no order.
make_grouped()
{
	private_psql <<-EOT
		SET client_min_messages = warning;
		CREATE EXTENSION IF NOT EXISTS pg_prewarm;
		CREATE UNLOGGED TABLE grouped AS
		SELECT i % 200 AS of_200, i % 2000 AS of_2000, i % 20000 AS of_20000, hashint8extended(i, 0) AS key,
			((hashint4(i) & 1048575) + 100) / 100.0 AS value
		FROM generate_series(0, 2000 * $1 - 1) AS i;
		VACUUM (FREEZE, ANALYZE) grouped;
		SELECT pg_prewarm('grouped') \g /dev/null
	EOT
}

# grouped EXPRESSION GROUPS: the query.  The memory suffices for all states at once.
grouped()
{
	PGOPTIONS="$(options ours 0) -c work_mem=8GB" clock "$3" <<-EOT
		SELECT count(f), sum(f) FROM (SELECT $1 AS f FROM grouped GROUP BY of_$2) AS x;
	EOT
}

# 10,000 keys in each of 2,000 groups from 10 million rows on, else fewer in proportion.
measure_groups()
{
	local keys=$((main < 10000000 ? main / 1000 : 10000)) round groups rows
	wanted groups || return 0
	rows=$((2000 * keys))
	progress "Many groups, $rows rows ..."
	make_grouped "$keys"
	for ((round = 1; round <= rounds; round++)); do
		for groups in 200 2000 20000; do
			grouped 'hhi(key, value)' $groups "$private/rows.ours" >>"$private/times/groups.$groups.ours"
			grouped 'sum(value)' $groups /dev/null >>"$private/times/groups.$groups.sum"
			[ "$round" -eq 1 ] || continue
			# the same figure, as each key has one row in its group
			grouped 'sum(value * value) / sum(value) ^ 2' $groups "$private/rows.hand" >/dev/null
			compare "$groups groups" hand groups
		done
	done
	{
		row "groups of $(millions $rows) rows" 'keys in each' '`hhi`, ms' 'core `sum`, ms' '`hhi` ÷ `sum`' \
			'`hhi`, ns of processor time a row' '`hhi`, MB' 'core `sum`, MB'
		row ---: ---: ---: ---: ---: ---: ---: ---:
		for groups in 200 2000 20000; do
			row "$groups" "$((rows / groups))" "$(times_of groups $groups ours)" "$(times_of groups $groups sum)" \
				"$(ratios_of groups $groups ours groups $groups sum)" \
				"$(rounded "$(ratio "$(cpu groups $groups ours)" "$rows" 9 | awk '{ print $1 * 1e6 }')")" \
				"$(rounded "$(mb groups $groups ours)")" "$(rounded "$(mb groups $groups sum)")"
		done
	} | table groups
	private_psql -c 'DROP TABLE grouped'
}
