# shellcheck shell=bash disable=SC2016,SC2034,SC2154
#
# What is read once, when data come in: a million names as keys, beside what
# SQL by hand makes of them, and a hundred thousand open contracting documents
# as rows.

measure_names()
{
	local round way
	declare -A sql=(
		[none]='SELECT count(upper(name)) FROM name'
		[hand]="SELECT count(upper(regexp_replace(name, '\s+(ltd|limited|inc)\.?\$', '', 'i'))) FROM name"
		[key]='SELECT count(provider_key(name)) FROM name'
		[read]="SELECT count(document #>> '{awards,0,value,amount}') FROM release"
		[rows]='SELECT count(o) FROM release, ocds_contracts(document) AS o'
	)
	declare -A title=(
		[none]='`upper(name)`, a million names'
		[hand]="\`upper(regexp_replace(name, …))\`, three legal forms"
		[key]='`provider_key(name)`'
		[read]="\`document #>> '{awards,0,value,amount}'\`, 100,000 releases of 3 kB"
		[rows]='`ocds_contracts(document)`, 150,000 rows'
	)
	wanted names || return 0
	progress 'Names and documents ...'
	private_psql <<-'EOT'
		CREATE TABLE name AS
		SELECT (ARRAY['The ', '', '', 'Te '])[1 + i % 4] || initcap(translate(substr(md5(i::text), 1, 9), '0123456789', 'aeioulnrst')) || ' ' ||
			(ARRAY['Community', 'Health', 'Whānau', 'House & Co'])[1 + i % 4] || ' ' || (ARRAY['Trust', 'Limited', 'Ltd.', 'Services Inc', 'Society (NZ)'])[1 + i % 5] AS name
		FROM generate_series(1, 1000000) AS i;
		CREATE TABLE release AS
		SELECT jsonb_build_object('ocid', 'ocds-' || i, 'id', i, 'date', '2020-07-01T10:00:00+12:00', 'buyer', jsonb_build_object('id', i % 20, 'name', 'Agency ' || i % 20),
			'parties', (SELECT jsonb_agg(jsonb_build_object('id', p, 'name', 'Organisation ' || p, 'roles', '["supplier"]'::jsonb, 'identifier', jsonb_build_object('scheme', 'NZ-NZBN', 'id', p),
				'address', jsonb_build_object('streetAddress', md5(p::text), 'postalCode', p))) FROM generate_series(1, 9) AS p),
			'tender', jsonb_build_object('title', repeat(md5(i::text), 5), 'procurementMethod', 'open', 'mainProcurementCategory', 'services'),
			'awards', jsonb_build_array(jsonb_build_object('id', i, 'status', 'active', 'title', repeat(md5((-i)::text), 5), 'value', jsonb_build_object('amount', i * 1.5, 'currency', 'NZD'),
				'contractPeriod', jsonb_build_object('startDate', '2020-07-01T00:00:00+12:00', 'endDate', '2021-06-30T23:59:59+12:00'),
				'suppliers', (SELECT jsonb_agg(jsonb_build_object('id', p, 'name', 'Organisation ' || p)) FROM generate_series(1, 1 + i % 2) AS p))),
			'planning', jsonb_build_object('rationale', repeat(md5(i::text || '.'), 20))) AS document
		FROM generate_series(1, 100000) AS i;
		VACUUM ANALYZE name, release;
	EOT
	for ((round = 1; round <= rounds; round++)); do
		for way in none hand key read rows; do
			clock /dev/null 'SET max_parallel_workers_per_gather = 0;' <<<"${sql[$way]};" >>"$private/times/names.$way.ours"
		done
	done
	{
		row 'names and documents' ms '÷ SQL' MB
		row --- ---: ---: ---:
		for way in none hand key; do
			row "${title[$way]}" "$(times_of names $way ours)" "$(ratios_of names $way ours names hand ours)" "$(rounded "$(mb names $way ours)")"
		done
		for way in read rows; do
			row "${title[$way]}" "$(times_of names $way ours)" "$(ratios_of names $way ours names read ours)" "$(rounded "$(mb names $way ours)")"
		done
	} | table names
}
