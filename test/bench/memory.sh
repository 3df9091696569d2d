# shellcheck shell=bash disable=SC2016,SC2034,SC2154
#
# Bytes a key, beyond the key's own: one agency, so that each provider has one
# entry, with keys of up to 8 bytes and with names of 30 to 36.

# measure_keys SUMMARY KEYS KEY: prints bytes a key of the live state, of the
# memory that the process took at its peak, while the state grew, and of the
# finished summary.
#
# The live state is what all memory contexts of the process hold when the last
# row comes, less the same with one key.  (The subquery that adds them up
# depends on no row, but it runs only when its value is first asked for.)
measure_keys()
{
	local row="SELECT i, $3 AS key, (i % 1000)::numeric / 100 AS value, '12'::frequency AS frequency,
		'Agency'::text AS agency FROM generate_series"
	private_psql -At <<-EOT | awk -v keys="$2" '
		$1 == "bytes" { live = $3 - $2; own = $4; finished = $5 }
		/^VmHWM:/ { peak[++n] = $2 * 1024 }
		END {
			printf "%.1f %.1f %.1f\n", (live - own) / keys, (peak[2] - peak[1] - own) / keys,
				(finished - own) / keys
		}'
		SET max_parallel_workers_per_gather = 0;
		CREATE TEMP VIEW held AS SELECT sum(total_bytes) AS bytes FROM pg_backend_memory_contexts;
		SELECT measured_rows($1), max(CASE WHEN i = 1 THEN (SELECT bytes FROM held) END) AS one_key
		FROM ($row(1, 1) AS i) AS row \gset
		SELECT pg_read_file('/proc/self/status');
		SELECT measured_rows($1), max(CASE WHEN i = $2 THEN (SELECT bytes FROM held) END) AS all_keys
		FROM ($row(1, $2) AS i) AS row \gset
		SELECT pg_read_file('/proc/self/status');
		SELECT sum(length(key)) AS own, pg_column_size($1) AS finished FROM ($row(1, $2) AS i) AS row \gset
		\echo bytes :one_key :all_keys :own :finished
	EOT
}

# Sets live_bytes, peak_bytes and finished_bytes to the most that a
# concentration_summary of short keys took.
measure_memory()
{
	local name summary keys kind key live peak finished
	wanted memory || return 0
	progress 'Memory ...'
	{
		row summary keys 'of bytes' 'live state' 'peak while it grows' finished
		row --- ---: ---: ---: ---: ---:
		for name in concentration_summary overlap_summary burden_summary; do
			case $name in
				concentration_summary) summary="$name(key, value)" ;;
				overlap_summary) summary="$name(agency, key, value)" ;;
				burden_summary) summary="$name(agency, key, frequency, value)" ;;
			esac
			for kind in short name; do
				case $kind in
					short) key="'P' || i" ;;
					name) key="'Provider ' || i || ' ' || left(md5(i::text), 20)" ;;
				esac
				for keys in 200000 1000000 5000000; do
					# one kind of summary suffices to show the largest
					[ "$keys" -le 1000000 ] || [ "$name" = concentration_summary ] || continue
					[ "$keys" -le "$((largest > 1000000 ? largest : 1000000))" ] || continue
					read -r live peak finished < <(measure_keys "$summary" "$keys" "$key")
					row "\`$name\`" "$keys" "$([ $kind = short ] && echo '7 to 8' || echo '35 to 37')" \
						"$live" "$peak" "$finished"
					[ "$name $kind" != 'concentration_summary short' ] ||
						echo "$live $peak $finished" >>"$private/bytes"
				done
			done
		done
	} | table memory
	read -r live_bytes peak_bytes finished_bytes < <(awk '
		{ for (i = 1; i <= 3; i++) if ($i > most[i]) most[i] = $i } END { print most[1], most[2], most[3] }' "$private/bytes")
}
