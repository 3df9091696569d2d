# shellcheck shell=bash disable=SC2016,SC2034,SC2154
#
# Stored summaries: a row for each fiscal year and agency (10 x 14) with all four
# summaries, made once.  What a dashboard asks of them goes through a driver:
# pgbench, prepared statements, one client, over a Unix socket.

declare -A page_ms=()
one_ms=
schedule_ms=
pgbench=$("$pg_config" --bindir)/pgbench

# The report from stored summaries: report.ours.sql over them in place of rows.
stored_page()
{
	cat <<-'EOT'
		WITH part AS NOT MATERIALIZED (
			SELECT agency, rollup(lengths) AS t, rollup(burden) AS b
			FROM stored
			GROUP BY agency),
	EOT
	sed -n '/^page AS/,$p' "$here/figures/report.ours.sql"
}

# driver SCRIPT SECONDS: prints the average and the 95th percentile of the
# latency in ms, and the backend's processor time for each transaction in ms.
driver()
{
	local log=$private/pgbench used
	rm -f "$log".*
	settle
	used=$(children_used)
	"$pgbench" -n -M prepared -f "$1" -T "$2" --log --log-prefix="$log" >/dev/null 2>"$private/pgbench.err" || {
		cat "$private/pgbench.err" >&2
		die "pgbench failed"
	}
	settle
	used=$(($(children_used) - used))
	cat "$log".* | awk '{ print $3 / 1000 }' | sort -n | awk -v used="$used" -v ticks="$ticks" '
		{ x[NR] = $1; sum += $1 }
		END {
			at = int(NR * 0.95)
			printf "%.2f %.2f %.2f\n", sum / NR, x[at < 1 ? 1 : at], used * 1000 / ticks / NR
		}'
}

# A random cell of the 140, in each transaction another.
cell_script()
{
	cat <<-EOT
		\set year random(2015, 2024)
		\set place random(1, 14)
		SELECT $1 FROM stored
		WHERE fiscal_year = fiscal_year_of(:year) AND agency = agency_of(:place);
	EOT
}

# make_stored: the table "stored" from arrangement; prints what clock does.
make_stored()
{
	private_psql -c 'SET client_min_messages = warning' -c 'DROP TABLE IF EXISTS stored'
	clock /dev/null "SET work_mem = '1GB';" <<-'EOT'
		CREATE TABLE stored AS
		SELECT fiscal_year(lower(term), 7) AS fiscal_year, agency, term_summary(term, value) AS lengths,
			concentration_summary(provider, value) AS money,
			overlap_summary(agency, provider, value) AS overlap,
			burden_summary(agency, provider, frequency, value) AS burden
		FROM arrangement
		GROUP BY 1, 2;
	EOT
	private_psql <<-'EOT'
		ALTER TABLE stored ADD PRIMARY KEY (fiscal_year, agency);
		VACUUM ANALYZE stored;
		CREATE OR REPLACE FUNCTION fiscal_year_of(year int) RETURNS text LANGUAGE sql IMMUTABLE
			RETURN year || '/' || right((year + 1)::text, 2);
		CREATE OR REPLACE FUNCTION agency_of(place int) RETURNS text LANGUAGE sql IMMUTABLE
			RETURN 'Agency ' || lpad(place::text, 2, '0');
	EOT
}

# add_rows: 1,000 rows more in one cell; prints what clock does.
add_rows()
{
	clock /dev/null "CREATE TEMP TABLE addition AS SELECT * FROM arrangement
		WHERE agency = 'Agency 07' AND fiscal_year(lower(term), 7) = '2020/21' LIMIT 1000;" <<-'EOT'
		UPDATE stored SET (lengths, money, overlap, burden) = (
			SELECT rollup(t), rollup(c), rollup(o), rollup(b)
			FROM (
				SELECT stored.lengths AS t, stored.money AS c, stored.overlap AS o, stored.burden AS b
				UNION ALL
				SELECT term_summary(term, value), concentration_summary(provider, value),
					overlap_summary(agency, provider, value),
					burden_summary(agency, provider, frequency, value)
				FROM addition) AS x)
		WHERE fiscal_year = '2020/21' AND agency = 'Agency 07';
	EOT
}

# measure_stored TITLE NAME: what is asked of the summaries of arrangement.
measure_stored()
{
	local made made_cpu merged merged_cpu figure average percentile used
	wanted "stored-$2" || return 0
	progress "Stored summaries, $1 ..."
	read -r made _ made_cpu < <(make_stored)
	{
		row "$1" ms '95 %' 'processor, ms'
		row --- ---: ---: ---:
		row "all summaries from the rows, $(private_psql -At -c 'SELECT count(*) FROM stored') cells, $(private_psql -At -c \
			"SELECT pg_size_pretty(pg_total_relation_size('stored'))") stored" "$(rounded "$made")" '' "$(rounded "$made_cpu")"
		stored_page >"$private/page.sql"
		read -r average percentile used < <(driver "$private/page.sql" 10)
		echo "$average" >"$private/page.$2"
		row 'the whole page by `rollup`, all years' "$average" "$percentile" "$used"
		for figure in 'weighted_length(lengths)' 'hhi(money)' 'gini(money)' 'top_share(money, 5)' \
			'providers(overlap)' 'joint_reports(burden)' 'reports_quantile(burden, 0.9)'; do
			cell_script "$figure" >"$private/cell.sql"
			read -r average percentile used < <(driver "$private/cell.sql" 2)
			row "\`$figure\` of one cell" "$average" "$percentile" "$used"
		done
		read -r merged _ merged_cpu < <(add_rows)
		row '1,000 rows more in one cell, by `rollup` of old and new' "$merged" '' "$merged_cpu"
	} | table "stored-$2"
	page_ms[$2]=$(cat "$private/page.$2")
}

# The published page has 18,800 arrangements with 5,800 providers: as many a year.
measure_small_stored()
{
	wanted stored-small || return 0
	make_rows 188000 5800
	measure_stored 'ten years of 18,800 arrangements, 5,800 providers' small
}

# The schedules of 18,800 arrangements: what an accessor takes, and how many bytes.
# Sets schedule_ms to what the slowest takes.
measure_stored_schedule()
{
	local figure average percentile used year="daterange('2020-07-01', '2021-07-01')"
	wanted stored-schedule || return 0
	progress 'A stored schedule of 18,800 arrangements ...'
	make_rows 18800 5800
	private_psql -c "CREATE TABLE schedule AS
		SELECT schedule_summary(agency, provider, frequency, term, value) AS s FROM arrangement" -c 'VACUUM ANALYZE schedule'
	{
		row "one schedule of 18,800 arrangements, $(private_psql -At -c \
			'SELECT pg_size_pretty(sum(pg_column_size(s))) FROM schedule') stored" ms '95 %' 'processor, ms'
		row --- ---: ---: ---:
		for figure in "reports(s, $year)" "joint_reports(s, $year)" "reports_quantile(s, 0.9, $year)" \
			"burden_ratio(s, 2.5, 60, $year)" "most_burdened(s, 10, $year)" "joint_pairs(s, $year)" \
			"running(s, '2020-07-01')" "expiring(s, $year)" "at_risk(s, $year)" "providers_at_risk(s, $year, 0.9)" \
			'cover_gaps(s)' "hhi(concentration_within(s, $year))" "joint_reports(burden_summary(s, '2020-07-01'))"; do
			echo "SELECT count(f) FROM schedule, LATERAL $figure AS f;" >"$private/schedule.sql"
			read -r average percentile used < <(driver "$private/schedule.sql" 2)
			row "\`$figure\`" "$average" "$percentile" "$used"
			echo "$average" >>"$private/schedule"
		done
	} | table stored-schedule
	schedule_ms=$(sort -n "$private/schedule" | tail -n 1)
}

# One summary of 200,000 keys of 8 bytes in a row of its own, compressed as PostgreSQL
# does by itself (pglz) and, where the server can, by lz4, which it reads whole.
# Sets one_ms to what the slowest of the figures takes, with pglz.
measure_one_stored()
{
	local figure average percentile used compression compressions=(pglz) cells head rule
	wanted stored-one || return 0
	progress 'One stored summary of 200,000 keys ...'
	private_psql -c "CREATE TABLE one_pglz (s concentration_summary COMPRESSION pglz)"
	if private_psql -c "CREATE TABLE one_lz4 (s concentration_summary COMPRESSION lz4)" 2>/dev/null; then
		compressions+=(lz4)
	fi
	for compression in "${compressions[@]}"; do
		private_psql -c "INSERT INTO one_$compression
			SELECT concentration_summary('P' || lpad(i::text, 7, '0'), (hashint4(i) & 1048575) + 0.25)
			FROM generate_series(1, 200000) AS i" -c "VACUUM ANALYZE one_$compression"
		head+=("$compression, ms" '95 %' 'processor, ms')
		rule+=(---: ---: ---:)
	done
	{
		row 'one summary of 200,000 keys' "${head[@]}"
		row --- "${rule[@]}"
		for figure in 'hhi(s)' 'gini(s)' 'total(s)' 'value_coverage(s)' 'top_holders(s, 5)'; do
			cells=()
			for compression in "${compressions[@]}"; do
				echo "SELECT $figure FROM one_$compression;" >"$private/one.sql"
				read -r average percentile used < <(driver "$private/one.sql" 2)
				cells+=("$average" "$percentile" "$used")
				[ "$compression" = lz4 ] || [[ $figure == top_holders* ]] || echo "$average" >>"$private/one"
			done
			row "\`$figure\`" "${cells[@]}"
		done
		cells=()
		for compression in "${compressions[@]}"; do
			cells+=("$(private_psql -At -c "SELECT pg_size_pretty(sum(pg_column_size(s))) FROM one_$compression")" '' '')
		done
		row 'stored' "${cells[@]}"
	} | table stored-one
	one_ms=$(sort -n "$private/one" | tail -n 1)
}

# Reading text and binary forms beside merging: 14 summaries of 100,000 keys of 8
# bytes each, of which neighbours share nine in ten.  COPY reads every row of its
# file and then leaves it out.
measure_reading()
{
	local round way differ
	declare -A sql=(
		[merge]='SELECT holders(rollup(s)) FROM part'
		[text]='SELECT count(t::concentration_summary) FROM part_text'
		[copy]="COPY part FROM '$private/tmp/part' (FORMAT binary) WHERE false"
	)
	declare -A title=(
		[merge]='`rollup` of the stored summaries'
		[text]='reading their text form, a cast'
		[copy]='reading their binary form, `COPY`'
	)
	wanted reading || return 0
	progress 'Reading text and binary forms ...'
	private_psql <<-EOT
		CREATE TABLE part AS
		SELECT place, concentration_summary('P' || lpad(i::text, 7, '0'), (hashint4(i) & 1048575) / 100.0) AS s
		FROM generate_series(0, 13) AS place, generate_series(place * 10000, place * 10000 + 99999) AS i
		GROUP BY place;
		CREATE TABLE part_text AS SELECT place, s::text AS t FROM part;
		VACUUM ANALYZE part, part_text;
		COPY part TO '$private/tmp/part' (FORMAT binary);
	EOT
	differ=$(private_psql -At -c 'SELECT count(*) FROM part JOIN part_text USING (place)
		WHERE hhi(s) IS DISTINCT FROM hhi(t::concentration_summary)')
	if [ "$differ" -ne 0 ]; then
		progress "reading: $differ summaries have another hhi after their text was read"
		disagreements=$((disagreements + 1))
	fi
	for ((round = 1; round <= rounds; round++)); do
		for way in merge text copy; do
			clock /dev/null 'SET max_parallel_workers_per_gather = 0;' <<<"${sql[$way]};" >>"$private/times/reading.$way.ours"
		done
	done
	{
		row '14 summaries of 100,000 keys' ms '÷ merging' MB
		row --- ---: ---: ---:
		for way in merge text copy; do
			row "${title[$way]}" "$(times_of reading $way ours)" "$(ratios_of reading $way ours reading merge ours)" \
				"$(rounded "$(mb reading $way ours)")"
		done
	} | table reading
}
