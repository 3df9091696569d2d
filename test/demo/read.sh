# shellcheck shell=bash
#
# What kind of file CSV= is, and its rows in the table reading; for report.sh.
#
#   prepare_file    before anything is built: $form (csv or json), $columns of a CSV that are
#                   known, and in $private the file's text as UTF-8, of a CSV its rows.  Ends with a message
#                   where nothing can be made of it
#   load_file       with a server: what csv.sql or json.sql makes of it

# refuse line...: the file will not do, and nothing of this run is worth keeping.
refuse()
{
	export KEEP=
	progress "" "$csv cannot be analysed as it is." "$@"
	exit 1
}

# first_bytes FILE NUMBER: in hexadecimal.
first_bytes()
{
	head -c "$2" "$1" | od -An -v -tx1 | tr -d ' \n'
}

# What is no text is named, with the way to a text.
recognise()
{
	local as_csv='Open it, and save the sheet as "CSV UTF-8 (comma delimited)" (File, Save As).'
	case "$(first_bytes "$1" 16)" in
		'') refuse "It is empty." ;;
		504b0304*)
			if grep -qa 'xl/\|spreadsheet' "$1"; then
				refuse "It is a spreadsheet (.xlsx or .ods), not a CSV." "$as_csv"
			fi
			refuse "It is a ZIP archive.  Unpack it first." ;;
		d0cf11e0*) refuse "It is a spreadsheet of an older Excel (.xls), not a CSV." "$as_csv" ;;
		25504446*) refuse "It is a PDF.  Ask its publisher for the table as CSV." ;;
		50415231*) refuse "It is a Parquet file.  Save its table as CSV, in Python: pandas.read_parquet(file).to_csv(name)." ;;
		53514c69746520*) refuse "It is an SQLite database.  Save its table as CSV: sqlite3 -csv -header file 'SELECT * FROM name'." ;;
		425a68*|fd377a58*|28b52ffd*|377abcaf*|52617221*) refuse "It is compressed.  Unpack it first; only gzip is read as it is." ;;
	esac
	if head -c 1000 "$1" | LC_ALL=C grep -qai '^[^a-z]*<\(!doctype\|html\|?xml\|table\)'; then
		refuse "It is a page of HTML or XML, whatever its name says.  Open it in a spreadsheet." "$as_csv"
	fi
}

# The file's encoding by its first bytes; a text in UTF-16 without a mark has a zero in each
# pair of them.  Anything else that has zeros is no text.
find_encoding()
{
	case "$(first_bytes "$1" 4)" in
		efbbbf*) encoding=UTF-8 ;;
		fffe0000) encoding=UTF-32LE ;;
		fffe*) encoding=UTF-16LE ;;
		feff*) encoding=UTF-16BE ;;
		00??00??) encoding=UTF-16BE ;;
		??00??00) encoding=UTF-16LE ;;
		*)
			encoding=UTF-8
			tr -d '\000' <"$1" | cmp -s - "$1" ||
				refuse "It is no text: there are zero bytes in it." \
					"If it was made by another program, export it from there as CSV."
			iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1 || encoding=WINDOWS-1252
			;;
	esac
}

# json or csv, by the name without .gz, else by how it begins.
find_form()
{
	case "${csv,,}" in
		*.json | *.json.gz | *.jsonl | *.jsonl.gz | *.ndjson | *.ndjson.gz) form=json ;;
		*.csv | *.csv.gz | *.tsv | *.tsv.gz) form=csv ;;
		*)
			form=csv
			! head -c 1000 "$1" | tr -d ' \t\r\n\357\273\277' | grep -qa '^\({"\|\[{"\)' || form=json
			;;
	esac
}

prepare_file()
{
	local raw=$csv
	if [ "$(first_bytes "$raw" 2)" = 1f8b ]; then
		raw=$private/unpacked
		gzip -dc <"$csv" >"$raw" 2>/dev/null || refuse "It is compressed with gzip, and damaged."
	fi
	recognise "$raw"
	find_encoding "$raw"
	iconv -f "$encoding" -t UTF-8 <"$raw" 2>/dev/null | LC_ALL=C sed $'1s/^\xef\xbb\xbf//' >"$private/text" ||
		refuse "It is text neither in UTF-8 nor in $encoding.  Save it as \"CSV UTF-8\"."
	rm -f "$private/unpacked"
	[ "$encoding" != WINDOWS-1252 ] || progress "$csv is not UTF-8: read as Windows-1252."
	find_form "$private/text"
	if [ "$form" = csv ]; then
		perl "$here/csv.pl" "${MAP-}" <"$private/text" >"$private/rows" 2>"$private/found" ||
			refuse "$(cat "$private/found")"
		columns=$(sed -n 's/^columns //p' "$private/found")
	elif [ -n "${MAP-}${MARK-}" ]; then
		refuse "It is JSON, whose amounts and names are fixed: MAP= and MARK= are for CSV."
	fi
}

# The line ends of a document of JSON mean nothing, and it has none of the two signs that
# stand for quote and delimiter here, so each line is a value as it is.
load_file()
{
	if [ "$form" = csv ]; then
		private_psql -c 'CREATE TABLE staging (row bigint, agency text, provider text, value text,
			start_date text, end_date text, reporting_frequency text, contract_id text, currency text)' \
			-c 'COPY staging FROM STDIN' -c 'ANALYZE staging' <"$private/rows"
		csv_psql -f "$here/csv.sql"
	else
		private_psql -c 'CREATE TABLE document_line (nth bigint GENERATED ALWAYS AS IDENTITY, line text)'
		tr '\r\001\002' '\n  ' <"$private/text" | private_psql -c "COPY document_line (line) FROM STDIN
			(FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')"
		csv_psql -v SHOW_CONTEXT=never <"$here/json.sql"
	fi
}
