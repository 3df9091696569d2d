# shellcheck shell=bash
#
# What can be said of a file of contracts or grants; for test/demo/run and check.
#
#   take_options    CSV, AS_OF and the others of run, checked as far as no server is needed
#   show_csv        the report, in the database that the environment names, after
#                   prepare_file of read.sh
#   write_page      the page of HTML=, of what the schema report has, and where it is
#
# There has to be what cluster.sh has: $private, a directory to work in, and private_psql,
# progress and die; and $here, the directory of this file.

# shellcheck disable=SC2154 # set where this is sourced

report=$here/../../docs/report

# The name itself is tried, and nothing is left of the trial.
take_html()
{
	local directory
	html=${HTML-}
	[ -n "$html" ] || return 0
	[[ $html != */ ]] || die "cannot write HTML=$html: it names a directory"
	directory=$(dirname -- "$html")
	[ -d "$directory" ] || die "cannot write HTML=$html: there is no directory $directory"
	if [ -e "$html" ]; then
		[ -f "$html" ] || die "cannot write HTML=$html: it is no file"
		[ ! "$html" -ef "${CSV-}" ] || die "cannot write HTML=$html: it is the file to read"
		[ -w "$html" ] || die "cannot write HTML=$html: it may not be changed"
	elif [ -L "$html" ]; then
		die "cannot write HTML=$html: it is a link to nothing"
	elif (set -o noclobber; : >"$html") 2>/dev/null; then
		rm -f -- "$html"
	elif [ -w "$directory" ]; then
		die "cannot write HTML=$html: no file can have that name"
	else
		die "cannot write HTML=$html: nothing can be written into $directory"
	fi
}

# The name of the file as text, whatever its bytes are.
take_title()
{
	title=$(basename -- "$csv")
	iconv -f UTF-8 -t UTF-16 <<<"$title" >/dev/null 2>&1 ||
		title=$(LC_ALL=C tr -c '\040-\176' '?' < <(printf %s "$title"))
}

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
	fiscal=${FISCAL:-7}
	[[ $dates =~ ^(YMD|DMY|MDY)$ ]] || die "DATES=$DATES is none of YMD, DMY and MDY"
	[[ $mark =~ ^[.,]$ ]] || die "MARK=$MARK is neither . nor ,"
	[[ $blank_end =~ ^(unknown|open)$ ]] || die "BLANK_END=$BLANK_END is neither unknown nor open"
	[[ $fiscal =~ ^([1-9]|1[0-2])$ ]] || die "FISCAL=$FISCAL is no month from 1 to 12"
	take_html
	take_title
}

# csv_psql ARGUMENT...: psql with what the files here ask for.
csv_psql()
{
	private_psql -v as_of="$as_of" -v dates="$dates" -v mark="$mark" -v zone="${ZONE-}" \
		-v blank_end="$blank_end" -v currency="${CURRENCY-}" -v columns="${columns-}" \
		-v has_reporting="$has_reporting" -v title="$title" -v first_month="$fiscal" "$@"
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
	csv_psql -At -f "$here/unreadable.sql" | wrapped >&2
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
	csv_psql -f "$here/load.sql" -f "$here/source.sql" -f "$report/words.sql"
	check_legible
	csv_psql -f "$report/views.sql" -f "$report/sentences.sql"
	printf '\n%s\n\nIN SHORT\n\n' "$csv"
	csv_psql -At -c "SELECT concat_ws('  ', '* ' || question, says, nullif(stands_on, '')) FROM report.sentence ORDER BY place" | wrapped
	csv_psql -P footer=off -P null=- -P border=1 -f "$here/seen.sql"
	csv_psql -At -f "$here/unreadable.sql" | wrapped
	csv_psql -P footer=off -P null=- -P border=1 -f "$here/spellings.sql" -f "$here/length.sql" \
		-f "$here/money.sql" -f "$here/overlap.sql" -f "$here/cover.sql" -f "$here/reporting.sql"
	echo "The queries are in test/demo: length.sql, money.sql, overlap.sql, cover.sql, reporting.sql."
	write_page
}

# Whole or not at all, lest a page that is there be lost to one that cannot be made.
write_page()
{
	local charts=() file
	[ -n "$html" ] || return 0
	for file in "$report"/charts/*.sql; do
		charts+=(-f "$file")
	done
	private_psql -f "$report/draw.sql" -f "$report/style.sql" "${charts[@]}"
	private_psql -At -f "$report/page.sql" >"$private/report.html"
	cat "$private/report.html" 2>/dev/null >"$html" || die "cannot write HTML=$html"
	printf '\nThe page is in %s.\n' "$html"
}
