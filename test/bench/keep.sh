# shellcheck shell=bash disable=SC2154
#
# Statements on a table of which another keeps summaries, beside the same ones on a
# table that nothing follows: 10 groups of 1,000 providers.

measure_kept()
{
	local round size peer statement differ
	declare -A sql
	wanted kept || return 0
	progress 'Kept summaries ...'
	private_psql >/dev/null <<-'EOT'
		CREATE TABLE plain_row AS
		SELECT i AS id, 'agency ' || i % 10 AS agency, 'P' || (hashint4(i) & 1023) AS provider, i * 1.25 AS value FROM generate_series(1, 100000) AS i;
		CREATE TABLE kept_row AS TABLE plain_row;
		CREATE TABLE kept_summary (agency text PRIMARY KEY, money concentration_summary);
		SELECT keep_summaries('kept_row', 'kept_summary', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
		CREATE INDEX ON plain_row (id);
		CREATE INDEX ON kept_row (id);
		VACUUM ANALYZE plain_row, kept_row, kept_summary;
	EOT
	for ((round = 1; round <= rounds; round++)); do
		for size in 1 100 10000; do
			for peer in plain kept; do
				sql=(
					[insert]="INSERT INTO ${peer}_row SELECT 1000000 + i, 'agency ' || i % 10, 'P' || (hashint4(i) & 1023), i FROM generate_series(1, $size) AS i"
					[update]="UPDATE ${peer}_row SET value = value + 1 WHERE id > 1000000"
					[delete]="DELETE FROM ${peer}_row WHERE id > 1000000"
				)
				for statement in insert update delete; do
					clock /dev/null '' <<<"${sql[$statement]};" >>"$private/times/kept.$statement$size.$peer"
				done
			done
		done
	done
	differ=$(private_psql -At -c 'SELECT count(*) FROM kept_summary FULL JOIN (SELECT agency, concentration_summary(provider, value) AS fresh FROM kept_row GROUP BY agency) AS f
		USING (agency) WHERE summary_send(money) IS DISTINCT FROM summary_send(fresh)')
	if [ "$differ" -ne 0 ]; then
		progress "kept: $differ groups are not what the rows give"
		disagreements=$((disagreements + 1))
	fi
	{
		row statement rows 'nothing kept, ms' 'kept, ms'
		row --- ---: ---: ---:
		for statement in insert update delete; do
			for size in 1 100 10000; do
				row "\`${statement^^}\`" "$size" "$(times_of kept "$statement$size" plain)" "$(times_of kept "$statement$size" kept)"
			done
		done
	} | table kept
}
