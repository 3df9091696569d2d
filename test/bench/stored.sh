# shellcheck shell=bash disable=SC2016,SC2034,SC2154
#
# Stored summaries: a row for each fiscal year and agency (10 x 14) with all four
# summaries, made once.  What a dashboard asks of them goes through a driver:
# pgbench, prepared statements, one client, over a Unix socket.

declare -A page_ms=() cell_ms=()
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
# latency in ms.
driver()
{
	local log=$private/pgbench
	rm -f "$log".*
	"$pgbench" -n -M prepared -f "$1" -T "$2" --log --log-prefix="$log" >/dev/null 2>"$private/pgbench.err" || {
		cat "$private/pgbench.err" >&2
		die "pgbench failed"
	}
	cat "$log".* | awk '{ print $3 / 1000 }' | sort -n | awk '{ x[NR] = $1; sum += $1 }
		END { at = int(NR * 0.95); printf "%.2f %.2f\n", sum / NR, x[at < 1 ? 1 : at] }'
}

# milliseconds SQL: how long psql waits for it.
milliseconds()
{
	private_psql -At -c '\timing on' -c "$1" | awk '/^Time:/ { print $2 }' | tail -n 1
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

# measure_stored TITLE NAME: makes the table "stored" from arrangement and measures it.
measure_stored()
{
	local made merged figure average percentile cells
	wanted stored || return 0
	progress "Stored summaries, $1 ..."
	made=$(private_psql -At <<-'EOT' | awk '/^Time:/ { print $2 }'
		SET client_min_messages = warning;
		SET work_mem = '1GB';
		DROP TABLE IF EXISTS stored;
		\timing on
		CREATE TABLE stored AS
		SELECT fiscal_year(lower(term)) AS fiscal_year, agency, term_summary(term, value) AS lengths,
			concentration_summary(provider, value) AS money,
			overlap_summary(agency, provider, value) AS overlap,
			burden_summary(agency, provider, frequency, value) AS burden
		FROM arrangement
		GROUP BY 1, 2;
		\timing off
		ALTER TABLE stored ADD PRIMARY KEY (fiscal_year, agency);
		VACUUM ANALYZE stored;
		CREATE OR REPLACE FUNCTION fiscal_year_of(year int) RETURNS text LANGUAGE sql IMMUTABLE
			RETURN year || '/' || right((year + 1)::text, 2);
		CREATE OR REPLACE FUNCTION agency_of(place int) RETURNS text LANGUAGE sql IMMUTABLE
			RETURN 'Agency ' || lpad(place::text, 2, '0');
	EOT
	)
	cells=$(private_psql -At -c 'SELECT count(*) FROM stored')
	{
		row "$1" ms '95 %'
		row --- ---: ---:
		row "all summaries from the rows, $cells cells, $(private_psql -At -c \
			"SELECT pg_size_pretty(pg_total_relation_size('stored'))") stored" "$(rounded "$made")" ''
		stored_page >"$private/page.sql"
		read -r average percentile < <(driver "$private/page.sql" 10)
		echo "$average" >"$private/page.$2"
		row 'the whole page by `rollup`, all years' "$average" "$percentile"
		for figure in 'weighted_length(lengths)' 'hhi(money)' 'gini(money)' 'top_share(money, 5)' \
			'providers(overlap)' 'joint_reports(burden)' 'reports_quantile(burden, 0.9)'; do
			cell_script "$figure" >"$private/cell.sql"
			read -r average percentile < <(driver "$private/cell.sql" 2)
			row "\`$figure\` of one cell" "$average" "$percentile"
			echo "$average" >>"$private/cell.$2"
		done
		merged=$(private_psql -At <<-'EOT' | awk '/^Time:/ { print $2 }'
			CREATE TEMP TABLE addition AS SELECT * FROM arrangement
			WHERE agency = 'Agency 07' AND fiscal_year(lower(term)) = '2020/21' LIMIT 1000;
			\timing on
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
		)
		row '1,000 rows more in one cell, by `rollup` of old and new' "$merged" ''
	} | table "stored-$2"
	page_ms[$2]=$(cat "$private/page.$2")
	cell_ms[$2]=$(sort -n "$private/cell.$2" | tail -n 1)
}

# The published page has 18,800 arrangements with 5,800 providers: as many a year.
measure_small_stored()
{
	wanted stored || return 0
	private_psql -v rows=188000 -v providers=5800 -f "$here/data.sql" >&2
	measure_stored 'ten years of 18,800 arrangements, 5,800 providers' small
}
