# shellcheck shell=bash
#
# What can be said of a file of contracts or grants; for test/demo/run and check.
#
#   take_options    CSV, AS_OF and the others of run, checked as far as no server is needed
#   show_csv        the report, in the database that the environment names, after
#                   prepare_file of read.sh
#
# There has to be what cluster.sh has: $private, a directory to work in, and private_psql,
# progress and die; and $here, the directory of this file.

# shellcheck disable=SC2154 # set where this is sourced

take_options()
{
	csv=${CSV-}
	as_of=${AS_OF:-$(date +%Y-%m-%d)}
	if [ -n "$csv" ] && { [ ! -r "$csv" ] || [ -d "$csv" ]; }; then
		die "cannot read CSV=$csv"
	fi
	[[ $as_of =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] ||
		die "AS_OF=$as_of is not a date such as 2026-01-31"
	dates=${DATES:-YMD}
	dates=${dates^^}
	mark=${MARK:-.}
	blank_end=${BLANK_END:-unknown}
	[[ $dates =~ ^(YMD|DMY|MDY)$ ]] || die "DATES=$DATES is none of YMD, DMY and MDY"
	[[ $mark =~ ^[.,]$ ]] || die "MARK=$MARK is neither . nor ,"
	[[ $blank_end =~ ^(unknown|open)$ ]] || die "BLANK_END=$BLANK_END is neither unknown nor open"
}

# csv_psql ARGUMENT...: psql with what the files here ask for.
csv_psql()
{
	private_psql -v as_of="$as_of" -v dates="$dates" -v mark="$mark" -v zone="${ZONE-}" \
		-v blank_end="$blank_end" -v currency="${CURRENCY-}" -v columns="${columns-}" \
		-v has_reporting="$has_reporting" "$@"
}

# Lines that begin with "* ", wrapped at blanks, without what a terminal obeys; a number stays
# with its %.
wrapped()
{
	LC_ALL=C tr -d '\000-\010\013-\037\177' | awk '{
		line = $1
		for (i = 2; i <= NF; i++) {
			word = $i
			if ($(i + 1) ~ /^%/) word = word " " $(++i)
			if (length(line) + length(word) < 96) { line = line " " word; continue }
			print line
			line = "  " word
		}
		print line
	}'
}

# What may go wrong with options that only the server knows, and with files of which too
# little can be read.
check_options()
{
	[ -z "${ZONE-}" ] ||
		private_psql -v zone="$ZONE" -At >/dev/null 2>"$private/zone" <<<"SELECT read_date('2020-01-01', time_zone => :'zone')" ||
		die "ZONE=$ZONE is none of the time zones that PostgreSQL knows, such as Pacific/Auckland"
	private_psql -v as_of="$as_of" -At >/dev/null 2>&1 <<<"SELECT DATE :'as_of'" ||
		die "AS_OF=$as_of is no day that there is"
}

check_legible()
{
	local fault
	fault=$(csv_psql -At <<<"SELECT format('CURRENCY=%s is not in the file, only %s', :'currency',
			string_agg(money_in.currency, ', ' ORDER BY money_in.rows DESC, money_in.currency))
		FROM money_in, chosen WHERE is_unknown GROUP BY is_unknown")
	[ -z "$fault" ] || die "$fault"
	[ -z "${ANYWAY-}" ] || return 0
	# A single cell says nothing of a file, however short that is.
	[ "$(private_psql -At -c 'SELECT count(*) FROM legible WHERE unreadable > 1 AND unreadable * 10 > cells')" -gt 0 ] ||
		return 0
	progress "" "$csv: more than a tenth of a column cannot be read."
	csv_psql -At -f "$here/words.sql" -f "$here/unreadable.sql" | wrapped >&2
	progress "Is it the option that a line names, or the wrong column?  ANYWAY=1 goes on without these values."
	exit 1
}

show_csv()
{
	has_reporting=f
	export PGOPTIONS='-c client_min_messages=warning'
	[[ " ${columns-} " != *' reporting_frequency '* ]] || has_reporting=t
	check_options
	load_file || die "$csv cannot be read"
	csv_psql -f "$here/load.sql"
	check_legible
	printf '\n%s\n\nIN SHORT\n\n' "$csv"
	csv_psql -At -f "$here/words.sql" -f "$here/short.sql" | wrapped
	csv_psql -P footer=off -P null=- -P border=1 -f "$here/words.sql" -f "$here/seen.sql"
	csv_psql -At -f "$here/words.sql" -f "$here/unreadable.sql" | wrapped
	csv_psql -P footer=off -P null=- -P border=1 -f "$here/spellings.sql" -f "$here/length.sql" \
		-f "$here/money.sql" -f "$here/overlap.sql" -f "$here/cover.sql" -f "$here/reporting.sql"
	echo "The queries are in test/demo: length.sql, money.sql, overlap.sql, cover.sql, reporting.sql."
}
