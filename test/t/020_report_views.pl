# The views of docs/report over a table of twenty agencies in which everything is missing
# somewhere: each figure is what plain SQL makes of the rows, without the extension.  Then
# tables that have hardly anything, what the columns are, and that nothing is left.

use strict;
use warnings;

use FindBin;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $report = "$FindBin::Bin/../../docs/report";
my $node = PostgreSQL::Test::Cluster->new('report');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "fsync = off\njit = off\nautovacuum = off\n");
$node->start;

# whoever installs the views may create a schema, and owns the rows
$node->safe_psql(
	'postgres', q{
	CREATE ROLE maker LOGIN;
	CREATE DATABASE ledger;
	REVOKE CREATE ON DATABASE ledger FROM PUBLIC;
	GRANT CREATE ON DATABASE ledger TO maker});
$node->safe_psql(
	'ledger', q{
	CREATE SCHEMA commissioning;
	CREATE EXTENSION commissioning SCHEMA commissioning;
	GRANT USAGE ON SCHEMA commissioning TO maker;
	CREATE SCHEMA own AUTHORIZATION maker});

my @views = qw(agencies agency_lines contract_values contract_lengths concentration lorenz provider_sets provider_set_members
  joint_saving ending money_by_year coverage sentence);
my $columns = 'id bigint, agency text, provider text, first date, last date, times int, value numeric, term_value numeric';

# as the one who installs, in one session: SQL and files in turn
sub make
{
	my ($search_path, @parts) = @_;
	my $script = '';
	foreach my $part (@parts)
	{
		$script .= -f $part ? "\\i $part\n" : "$part;\n";
	}
	my ($status, $out, $err) = $node->psql(
		'ledger', "SET search_path = $search_path; SET client_min_messages = warning; $script",
		on_error_stop => 1, extra_params => [ '-U', 'maker' ]);
	is("$status$err", '0', "the views are made of $parts[0]") if $err || $status;
	return $out;
}

# the report over other rows: SQL that fills own.raw, and what about says
sub report_of
{
	my ($rows, $about) = @_;
	return make(
		'own, commissioning',
		'DROP SCHEMA IF EXISTS report CASCADE', 'DROP TABLE IF EXISTS own.raw', "CREATE TABLE own.raw ($columns)", $rows,
		'CREATE SCHEMA report',
		q{CREATE VIEW report.arrangement AS
		  SELECT id AS arrangement, agency, provider, CASE WHEN first IS NOT NULL OR last IS NOT NULL THEN daterange(first, last + 1) END AS term,
		         times::frequency AS frequency, value, term_value
		  FROM raw},
		q{CREATE TABLE report.about (title text NOT NULL, says text, as_of date NOT NULL, currency text, has_frequency boolean NOT NULL,
		                             first_month int NOT NULL, one_of_several boolean NOT NULL DEFAULT false)},
		"INSERT INTO report.about VALUES ($about)",
		"$report/words.sql", "$report/views.sql", "$report/sentences.sql");
}

# of one of the views, without anything on the search path
sub view { return $node->safe_psql('ledger', "SET search_path = ''; SELECT * FROM report.$_[0]" . ($_[0] eq 'concentration' ? '' : ' ORDER BY place') . ($_[1] // '')) }
sub scalar_of { return $node->safe_psql('ledger', "SET search_path = ''; SELECT $_[0]") }

# two results, cell by cell: numbers to nine digits, as they are float8
sub same
{
	my ($given, $expected, $name) = @_;
	my @given = split /\n/, $given;
	my @expected = split /\n/, $expected;
	my @wrong;
	for my $row (0 .. (@given > @expected ? $#given : $#expected))
	{
		my @a = split /\|/, $given[$row] // 'nothing', -1;
		my @b = split /\|/, $expected[$row] // 'nothing', -1;
		my $agree = @a == @b;
		for my $i (0 .. $#a)
		{
			my ($x, $y) = ($a[$i], $b[$i] // '');
			my $number = qr/^-?\d+(\.\d+)?(e[-+]?\d+)?$/;
			next if $x =~ $number && $y =~ $number && abs($x - $y) <= 1e-9 * (abs($y) > 1e-3 ? abs($y) : 1e-3);
			$agree = 0 if $x ne $y;
		}
		push @wrong, "row $row: " . ($given[$row] // 'nothing') . "\n    not: " . ($expected[$row] // 'nothing') unless $agree;
	}
	ok(@expected > 0 && !@wrong, $name) or diag join("\n", @wrong > 5 ? @wrong[ 0 .. 4 ] : @wrong);
	return;
}

sub plain { return $node->safe_psql('ledger', "SET search_path = own, pg_catalog; $_[0]") }

# In each column something is missing, providers have contracts with one to seven agencies, values are
# negative and 0, terms are open at either end, reversed ones are not there.
my $twenty = q{
	INSERT INTO raw
	SELECT i, CASE WHEN i % 97 > 0 THEN 'Agency ' || a END, CASE WHEN i % 53 > 0 THEN 'Provider ' || i * 7919 % 401 % (20 + 30 * a) END,
	       CASE WHEN i % 37 > 0 AND i % 29 > 0 THEN d END, CASE WHEN i % 37 > 0 AND i % 41 > 0 THEN d + 20 + i * 31 % 1461 END,
	       (ARRAY[12, 4, 2, 1, 0, NULL])[1 + i * 13 % 6],
	       CASE WHEN i % 31 > 0 THEN (i * 104729 % 9973 - 300)::numeric * i % 100003 * 12.25 END,
	       CASE WHEN i % 43 > 0 THEN (i * 104729 % 9973 - 300)::numeric * (1 + i % 5) END
	FROM (SELECT i, 1 + (19 * ((i * 48271 % 9973) / 9973.0) ^ 2)::int AS a, date '2013-01-01' + i * 6151 % 3900 AS d FROM generate_series(1, 3000) AS i) AS x};

my $install = 'SELECT ' . join ' || chr(32) || ', map { "(SELECT count(*) FROM $_)" } qw(pg_class pg_attribute pg_proc pg_type pg_namespace pg_description pg_depend pg_rewrite);
make('own, commissioning', "CREATE TABLE own.raw ($columns)");
my $before = $node->safe_psql('ledger', $install);
report_of($twenty, q{'Twenty', NULL, '2020-05-17', 'NZ$', true, 7});
is(scalar_of('count(*) FROM own.raw'), '3000', 'rows');

# lengths in years, by core alone
make('own', 'DROP FUNCTION IF EXISTS own.years',
	q{CREATE FUNCTION own.years(first date, last date) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT (months + (last + 1 - reached)::numeric / (next - reached)) / 12
	FROM (SELECT max(n) AS months, max(day) AS reached, (first + make_interval(months => max(n) + 1))::date AS next
	      FROM generate_series(0, (last - first) / 28 + 1) AS n, LATERAL (SELECT (first + make_interval(months => n))::date AS day) AS d
	      WHERE day <= last + 1) AS x $$});

my $held = q{held AS (SELECT *, row_number() OVER (PARTITION BY agency ORDER BY x) AS nth, sum(x) OVER (PARTITION BY agency ORDER BY x ROWS UNBOUNDED PRECEDING) AS upto,
                             count(*) OVER (PARTITION BY agency) AS n, sum(x) OVER (PARTITION BY agency) AS total
                      FROM (SELECT %s AS agency, provider, sum(value) AS x FROM raw WHERE provider IS NOT NULL AND value IS NOT NULL GROUP BY 1, 2) AS h
                      WHERE x >= 0)};

# places of agencies: by value, then by rows, then by name; none comes last
my $ranked = q{ranked AS (SELECT agency, row_number() OVER (ORDER BY agency IS NULL, sum(value) DESC NULLS LAST, count(*) DESC, agency) AS place FROM raw GROUP BY agency)};

sub every_figure
{
	same(
		view('agencies'), plain(sprintf(q{
		WITH %s, %s, sized AS (
			SELECT agency, 1 / (sum(x) ^ 2 / sum(x * x)) AS hhi, 2 * sum(nth * x) / (max(n) * sum(x)) - (max(n) + 1.0) / max(n) AS gini FROM held GROUP BY agency
		)
		SELECT place, coalesce(agency, '(no agency)'), count(*), count(DISTINCT provider), sum(value), sum(value) / (SELECT sum(value) FROM raw),
		       avg(own.years(first, last)), sum(value * own.years(first, last)) / sum(value) FILTER (WHERE own.years(first, last) IS NOT NULL), min(hhi), min(gini),
		       sum(abs(value)) FILTER (WHERE provider IS NOT NULL) / sum(abs(value)), sum(abs(value)) FILTER (WHERE own.years(first, last) IS NOT NULL) / sum(abs(value))
		FROM ranked JOIN raw ON raw.agency IS NOT DISTINCT FROM ranked.agency JOIN sized ON sized.agency IS NOT DISTINCT FROM ranked.agency
		GROUP BY place, ranked.agency, raw.agency ORDER BY place}, $ranked, sprintf($held, 'agency')) =~ s/coalesce\(agency,/coalesce(raw.agency,/r),
		'agencies');
	same(
		view('agency_lines'), plain(sprintf(q{
		WITH %s, line AS (SELECT *, CASE WHEN agency IS NULL THEN 14 WHEN place > 12 THEN 13 ELSE place END AS line FROM ranked)
		SELECT line, CASE line WHEN 13 THEN '8 others' WHEN 14 THEN '(no agency)' ELSE min(raw.agency) END, count(DISTINCT raw.agency), count(*), count(DISTINCT provider),
		       sum(value), sum(value) / (SELECT sum(value) FROM raw)
		FROM line JOIN raw ON raw.agency IS NOT DISTINCT FROM line.agency GROUP BY line ORDER BY line}, $ranked)),
		'agencies beyond twelve are one line, their providers counted once');
	bands();
	same(
		view('contract_lengths'), plain(q{
		SELECT row_number() OVER (ORDER BY since), label, since, below, count(years), count(years)::numeric / (SELECT count(own.years(first, last)) FROM raw), coalesce(sum(value), 0),
		       coalesce(sum(value), 0) / (SELECT sum(value) FROM raw WHERE own.years(first, last) IS NOT NULL)
		FROM (VALUES ('under 1 year', 0, 1), ('1 to under 2 years', 1, 2), ('2 to under 3 years', 2, 3), ('3 to under 4 years', 3, 4), ('4 to under 5 years', 4, 5),
		             ('5 to under 10 years', 5, 10), ('10 years or more', 10, NULL)) AS b (label, since, below)
		     LEFT JOIN (SELECT own.years(first, last) AS years, value FROM raw) AS r ON years >= since AND (years < below OR below IS NULL)
		GROUP BY label, since, below ORDER BY since}),
		'lengths');
	same(
		view('concentration'), plain(sprintf(q{
		WITH %s
		SELECT max(n), max(total), sum(x * x) / max(total) ^ 2, 2 * sum(nth * x) / (max(n) * max(total)) - (max(n) + 1.0) / max(n),
		       sum(x) FILTER (WHERE nth > n - ceil(n / 10.0)) / max(total) FROM held}, sprintf($held, "''"))),
		'concentration');
	same(
		view('lorenz'), plain(sprintf(q{
		WITH %s, point AS (SELECT k, k / 199.0 AS share, k / 199.0 * n AS pos, total FROM generate_series(0, 199) AS k, (SELECT DISTINCT n, total FROM held) AS t)
		SELECT k + 1, share, (coalesce((SELECT upto FROM held WHERE nth = trunc(pos)), 0) + (pos - trunc(pos)) * coalesce((SELECT x FROM held WHERE nth = trunc(pos) + 1), 0)) / total
		FROM point ORDER BY k}, sprintf($held, "''"))),
		'the Lorenz curve');
	sharing();
	joint();
	time_passes();
	coverage();
	return;
}

# the bands are chosen from the values; what is in them is not
sub bands
{
	my $bands = view('contract_values');
	same(
		$bands, plain(q{
		SELECT place, label, from_value, below_value, count(value), count(value)::numeric / (SELECT count(value) FROM raw), coalesce(sum(value), 0), coalesce(sum(value), 0) / (SELECT sum(value) FROM raw)
		FROM report.contract_values AS b (place, label, from_value, below_value, x1, x2, x3, x4)
		     LEFT JOIN raw ON (value >= from_value OR from_value IS NULL) AND (value < below_value OR below_value IS NULL)
		GROUP BY place, label, from_value, below_value ORDER BY place}), 'values');
	my @bands = map { [ split /\|/, $_, -1 ] } split /\n/, $bands;
	cmp_ok(scalar(@bands), '>=', 5, 'there are at least five bands');
	cmp_ok(scalar(@bands), '<=', 10, 'and at most nine, and one below 0');
	is(join(' ', map { $_->[3] } @bands[ 0 .. $#bands - 1 ]), join(' ', map { $_->[2] } @bands[ 1 .. $#bands ]), 'each begins where the one before ends');
	is("$bands[0][1]$bands[0][2]", 'below NZ$0', 'the first has what is below 0');
	is(scalar_of('sum(contracts) FROM report.contract_values'), plain('SELECT count(value) FROM raw'), 'no contract is in none');
	like($bands[1][1], qr/^under NZ\$[125]0{0,2}[kmb]?n?$/, 'the second is named as people do');
	like($bands[-1][1], qr/^NZ\$[125]0{0,2}[kmb]?n? (or more|to NZ\$[125]0{0,2}[kmb]?n?)$/, 'so is the last');
	return;
}

sub sharing
{
	my $sets = q{net AS (SELECT provider, array_agg(DISTINCT agency ORDER BY agency) AS agencies, sum(value) AS value FROM raw WHERE agency IS NOT NULL AND provider IS NOT NULL GROUP BY provider),
		of_set AS (SELECT row_number() OVER (ORDER BY count(*) DESC, coalesce(sum(value) FILTER (WHERE value >= 0), 0) DESC, agencies) AS place, agencies, count(*) AS providers,
		                  coalesce(sum(value) FILTER (WHERE value >= 0), 0) AS value
		           FROM net WHERE cardinality(agencies) > 1 GROUP BY agencies)};
	cmp_ok(scalar_of(q{count(*) FROM report.provider_sets}), '>', 20, 'there are sets of agencies');
	same(view('provider_sets'), plain("WITH $sets SELECT place, array_to_string(agencies, ' + '), cardinality(agencies), providers, value FROM of_set ORDER BY place LIMIT 500"), 'sets of agencies');
	same(
		view('provider_set_members', ', agency COLLATE "C"'),
		plain("WITH $sets SELECT place, unnest(agencies) FROM of_set WHERE place <= 500 ORDER BY 1, 2"),
		'and what is in them');
	return;
}

# each day a part of a twelfth of what is asked in a year
sub joint
{
	same(
		view('joint_saving'), plain(q{
		WITH asked AS (
			SELECT provider, agency, day, sum(times) / weight AS apart, max(times) / weight AS highest
			FROM raw, generate_series(timestamp '2019-05-17', '2020-05-16', '1 day') AS day,
			     LATERAL (SELECT 12 * extract(day FROM date_trunc('month', day) + interval '1 month' - interval '1 day')) AS w (weight)
			WHERE agency IS NOT NULL AND provider IS NOT NULL AND times > 0 AND (first IS NOT NULL OR last IS NOT NULL)
			      AND coalesce(first <= day, true) AND coalesce(last >= day, true)
			GROUP BY provider, agency, day, weight
		), pair AS (
			SELECT DISTINCT a.provider, a.agency AS agency_a, b.agency AS agency_b FROM asked AS a JOIN asked AS b ON a.provider = b.provider AND a.agency < b.agency
		), of_day AS (
			SELECT agency_a, agency_b, p.provider, sum(apart) AS apart, max(highest) AS joint, CASE count(*) WHEN 2 THEN min(highest) ELSE 0 END AS lower
			FROM pair AS p JOIN asked ON asked.provider = p.provider AND asked.agency IN (agency_a, agency_b)
			GROUP BY agency_a, agency_b, p.provider, day
		)
		SELECT row_number() OVER (ORDER BY round(sum(lower), 12) DESC, agency_a, agency_b), agency_a, agency_b, count(DISTINCT provider), sum(apart), sum(joint), sum(lower)
		FROM of_day GROUP BY agency_a, agency_b ORDER BY 1}),
		'what two agencies would save');
	return;
}

sub time_passes
{
	same(
		view('ending'), plain(q{
		WITH running AS (
			SELECT *, CASE WHEN last IS NULL THEN 10 ELSE least(9, 1 + (extract(year FROM last)::int * 4 + extract(quarter FROM last)::int) - (2020 * 4 + 2)) END AS nth FROM raw
			WHERE agency IS NOT NULL AND provider IS NOT NULL AND (first IS NOT NULL OR last IS NOT NULL) AND coalesce(first <= '2020-05-17', true) AND coalesce(last >= '2020-05-17', true)
		)
		SELECT nth, label, CASE nth WHEN 1 THEN date '2020-05-17' WHEN 10 THEN NULL ELSE (date '2020-04-01' + (nth - 1) * interval '3 months')::date END,
		       CASE WHEN nth < 9 THEN (date '2020-04-01' + nth * interval '3 months')::date END,
		       count(id), count(DISTINCT provider), sum(term_value), sum(term_value) / (SELECT sum(term_value) FROM running)
		FROM unnest(ARRAY['Apr-Jun 2020', 'Jul-Sep 2020', 'Oct-Dec 2020', 'Jan-Mar 2021', 'Apr-Jun 2021', 'Jul-Sep 2021', 'Oct-Dec 2021', 'Jan-Mar 2022', 'later', 'no end'])
		         WITH ORDINALITY AS q (label, nth)
		     LEFT JOIN running USING (nth)
		GROUP BY nth, label ORDER BY nth}),
		'what ends when');
	same(
		view('money_by_year'), plain(q{
		WITH year AS (
			SELECT 1 AS place, 'before 2014/15' AS label, date '-infinity' AS since, date '2014-07-01' AS below
			UNION ALL SELECT y - 2012, format('%s/%s', y, y - 1999), make_date(y, 7, 1), make_date(y + 1, 7, 1) FROM generate_series(2014, 2025) AS y
			UNION ALL SELECT 14, 'after 2025/26', '2026-07-01', 'infinity'
		)
		SELECT place, label, CASE WHEN isfinite(since) THEN since END, CASE WHEN isfinite(below) THEN below END,
		       coalesce(sum(term_value * (least(last + 1, below) - greatest(first, since)) / (last + 1 - first)), 0)
		FROM year LEFT JOIN raw ON first < below AND last >= since
		GROUP BY place, label, since, below HAVING bool_or(first IS NOT NULL) ORDER BY place}),
		'money by year');
	return;
}

sub coverage
{
	my $of = sub {
		my ($money, $needs) = @_;
		my $known = $money ? "sum(abs($money)) FILTER (WHERE ($needs) AND $money IS NOT NULL) / sum(abs($money))" : 'NULL::numeric';
		return "count(*) FILTER (WHERE $needs), count(*) FILTER (WHERE NOT ($needs)), $known";
	};
	my $who = 'agency IS NOT NULL AND provider IS NOT NULL';
	my $runs = "$who AND (first IS NOT NULL OR last IS NOT NULL)";
	my @needs = (
		[ value_by_agency => undef, 'value IS NOT NULL' ],
		[ providers_by_agency => 'value', 'provider IS NOT NULL' ],
		[ contract_values => undef, 'value IS NOT NULL' ],
		[ contract_lengths => 'value', 'first IS NOT NULL AND last IS NOT NULL' ],
		[ lorenz => 'value', 'provider IS NOT NULL AND value IS NOT NULL' ],
		[ provider_sets => 'value', $who ],
		[ joint_saving => 'term_value', "$runs AND times IS NOT NULL" ],
		[ ending => 'term_value', $runs ],
		[ money_by_year => 'term_value', 'first IS NOT NULL AND last IS NOT NULL AND term_value IS NOT NULL' ]);
	my $place = 0;
	same(view('coverage'), plain(join ' UNION ALL ', map { $place++; "SELECT $place, '$_->[0]', " . $of->($_->[1], $_->[2]) . ' FROM raw' } @needs), 'coverage');
	return;
}

# what dashboards have to understand, and what they show beside it
sub columns_are_plain
{
	is( scalar_of(q{string_agg(format('%s.%s %s', c.relname, attname, atttypid::regtype), ', ') FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = attrelid
			WHERE c.relnamespace = 'report'::regnamespace AND relkind = 'v' AND relname <> 'arrangement' AND attnum > 0
			      AND atttypid::regtype::text NOT IN ('text', 'integer', 'double precision', 'date')}),
		'', 'views have text, integers, float8 and days only');
	is( scalar_of(q{string_agg(relname || coalesce('.' || attname, ''), ', ') FROM pg_class AS c
			LEFT JOIN (SELECT attrelid, attname, attnum FROM pg_attribute WHERE attnum > 0 UNION ALL SELECT oid, NULL, 0 FROM pg_class) AS a ON attrelid = c.oid
			WHERE relnamespace = 'report'::regnamespace AND relkind IN ('r', 'v', 'm') AND (relname <> 'whole' OR attnum = 0)
			      AND NOT EXISTS (SELECT FROM pg_description WHERE objoid = c.oid AND classoid = 'pg_class'::regclass AND objsubid = attnum)}),
		'', 'every view and column has a comment');
	is(scalar_of("string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relnamespace = 'report'::regnamespace AND relkind = 'v'"),
		join(' ', sort 'arrangement', @views), 'these are the views');
	is(scalar_of("string_agg(DISTINCT rolname, ' ') FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner WHERE relnamespace = 'report'::regnamespace"),
		'maker', 'whoever may create a schema owns them');
	return;
}

# new rows are in the figures after a refresh, by their owner, whatever is on the search path
sub refreshed
{
	make(q{''}, 'UPDATE own.raw SET value = value + 1', 'REFRESH MATERIALIZED VIEW report.by_agency', 'REFRESH MATERIALIZED VIEW report.whole');
	is(scalar_of('sum(value)::numeric FROM report.agencies'), plain('SELECT trim_scale(sum(value)) FROM raw'), 'refreshed');
	make(q{''}, 'UPDATE own.raw SET value = value - 1', 'REFRESH MATERIALIZED VIEW report.by_agency', 'REFRESH MATERIALIZED VIEW report.whole');
	return;
}

# rows of a report, view by view
sub counts { return join ' ', map { scalar_of("count(*) FROM report.$_") } @_ }
sub says { return scalar_of("string_agg(says, ' ' ORDER BY place) FROM report.sentence") }

sub hardly_anything
{
	my @charts = grep { !/^(coverage|sentence|concentration)$/ } @views;
	my $about = q{'Few', NULL, '2020-05-17', NULL, true, 1};

	report_of('', $about);
	is(counts(@charts), '0 0 0 0 0 0 0 0 0 0', 'of no rows no figure');
	is(scalar_of("string_agg(DISTINCT concat_ws(' ', measured, missing, known), ',') FROM report.coverage"), '0 0', 'nothing is measured');
	is( says(),
		'No contract has a first and a last day, so that nothing can be said of lengths. No provider holds a positive amount, so that nothing can be said of concentration. '
		  . 'No row names an agency and a provider, so that nothing can be said of shared providers. '
		  . 'Nothing of known frequency ran in the twelve months before 2020-05-17, so that nothing was asked. Nothing runs on 2020-05-17.',
		'which the sentences say');
	is(scalar_of(q{string_agg(stands_on, '') FROM report.sentence}), '', 'and stand on nothing');

	report_of(q{INSERT INTO raw SELECT i FROM generate_series(1, 3) AS i}, $about);
	is(view('agencies'), '1|(no agency)|3|0||||||||', 'of rows without anything their number');
	is(view('agency_lines'), '1|(no agency)|0|3|0||', 'in the lines, too');
	is(counts(grep { !/^agenc/ } @charts), '0 0 0 0 0 0 0 0', 'and nothing else');
	is(scalar_of("string_agg(DISTINCT concat_ws(' ', measured, missing, known), ',') FROM report.coverage"), '0 3', 'all are missing');

	report_of(q{INSERT INTO raw (id, value, term_value) SELECT i, 5, 5 FROM generate_series(1, 3) AS i}, $about);
	is(scalar_of("string_agg(known::text, ' ' ORDER BY place) FROM report.coverage"), '0 0 0 0 0 0 0', 'of rows with nothing but money none of the money elsewhere');

	report_of(q{INSERT INTO raw VALUES (1, 'A', 'P', '2020-01-01', '2020-12-31', 12, 36600, 36600)}, $about);
	is(view('agencies'), '1|A|1|1|36600|1|1|1|1|0|1|1', 'one row has everything');
	is( scalar_of(q{string_agg(label || ': ' || contracts, ', ' ORDER BY place) FROM report.contract_values}),
		'5k to 10k: 0, 10k to 20k: 0, 20k to 50k: 1, 50k to 100k: 0, 100k to 200k: 0', 'it has bands around it');
	is(view('ending', ' LIMIT 3'), "1|Apr-Jun 2020|2020-05-17|2020-07-01|0|0||\n2|Jul-Sep 2020|2020-07-01|2020-10-01|0|0||\n3|Oct-Dec 2020|2020-10-01|2021-01-01|1|1|36600|1", 'ends in a quarter');
	is(view('money_by_year'), '1|2020|2020-01-01|2021-01-01|36600', 'and has a year, which begins in January');
	is(counts(qw(provider_sets joint_saving)), '0 0', 'and shares nothing');
	is( says(),
		'The one contract with a first and a last day lasts 1.00 years. One provider, P, holds all of the money, 36,600. There is one agency only, so that no provider is shared. '
		  . 'In the twelve months before 2020-05-17 providers were asked for 4.5 reports, 4.5 each on average; joint reports would spare none of them. '
		  . 'On 2020-05-17 1 arrangement of 1 provider runs, worth 36,600; 1 ends within twelve months, with 100 % of that value, and 1 provider loses nine tenths or more of what it has.',
		'the sentences have the singular');

	report_of(
		q{INSERT INTO raw SELECT i, 'A', 'P' || i, '2010-01-01', '2010-12-31', NULL, -i * 10, -i * 10 FROM generate_series(1, 20) AS i},
		q{'One agency', NULL, '2020-05-17', 'EUR', false, 7, true});
	is(view('contract_values'), '1|below EUR 0||0|20|1|-2100|', 'where all values are negative there is one band');
	is(counts(qw(agencies ending joint_saving provider_sets lorenz money_by_year)), '1 0 0 0 0 2', 'one agency, nothing running, money of two years');
	like(scalar_of(q{says FROM report.sentence WHERE place = 4}), qr/^It is not said how often/, 'no frequency is said to be missing');
	is(scalar_of(q{says FROM report.sentence WHERE place = 5}), 'Nothing runs on 2020-05-17; the terms are of 2010-01-01 to 2010-12-31.', 'nor does anything run');
	like(scalar_of(q{stands_on FROM report.sentence WHERE place = 1}), qr/of the known value in EUR\.$/, 'money of several currencies is said to be of one');

	# the largest contract: as if it were not there, though it is found without reading every row
	report_of(
		q{INSERT INTO raw SELECT i, 'A', 'P', '2010-01-01', '2010-12-31', NULL, CASE WHEN i = 7 THEN 5000 ELSE 100 END FROM generate_series(1, 20) AS i;
		  UPDATE raw SET last = '2019-12-31' WHERE id = 7; INSERT INTO raw VALUES (21, 'A', 'P', '2010-01-01', NULL, NULL, 1000000)},
		$about);
	like(says(), qr/^A contract lasts 1\.45 years on average, and 7\.52 years where each counts with its money; .* without the largest alone, which is 72\.5 % of the value, the mean by value would be 1\.00 years\./,
		'without the largest that has a length');

	# names that look alike, in two ways
	report_of(
		q{INSERT INTO raw (id, agency, provider) VALUES (1, 'A', 'Kea Ltd'), (2, 'B', 'KEA LIMITED'), (3, 'A', 'Tui'), (4, 'B', 'Tui'), (5, 'B', 'Rata')}, $about);
	like(says(), qr/1 of 4 providers \(25\.0 %\) deals with two agencies or more; with names that look alike taken for one, 2 of 3\./, 'providers that look alike');
	make('own', q{INSERT INTO own.raw (id, agency, provider) VALUES (6, 'The A', 'Rata'), (7, 'A', 'Rata'), (8, 'a', 'Moa'), (9, 'A', 'Moa')},
		'REFRESH MATERIALIZED VIEW report.by_agency', 'REFRESH MATERIALIZED VIEW report.whole');
	like(says(), qr/3 of 5 providers \(60\.0 %\) deal with two agencies or more; with names that look alike taken for one, 3 of 4\./, 'and agencies that do');

	# what is counted needs no money, and what has no end runs
	report_of(
		q{INSERT INTO raw (id, agency, provider, first, times) VALUES (1, 'A', 'P', '2019-01-01', 12), (2, 'B', 'P', '2019-01-01', 4)}, $about);
	like(says(), qr/The one provider deals with two agencies or more\. .* asked for 16\.0 reports, .* On 2020-05-17 2 arrangements of 1 provider run; nothing/, 'what has no money is counted');
	is(scalar_of(q{string_agg(concat_ws(' ', figure, measured, missing, known), ', ' ORDER BY place) FROM report.coverage WHERE measured > 0}),
		'providers_by_agency 2 0, provider_sets 2 0, joint_saving 2 0, ending 2 0', 'and its rows are measured');
	is(scalar_of(q{string_agg(stands_on, ' ' ORDER BY place) FROM report.sentence WHERE place > 2}), join(' ', ('This stands on 2 of 2 rows.') x 3), 'in the sentences, too');
	report_of(
		q{INSERT INTO raw (id, agency, provider, last) VALUES (1, 'A', 'P', '2009-12-31'); INSERT INTO raw (id, agency, provider, first) VALUES (2, 'B', 'P', '2025-01-01')}, $about);
	like(says(), qr/Nothing runs on 2020-05-17\.$/, 'terms without an end have no last day');
	report_of(q{INSERT INTO raw VALUES (1, 'A', 'P', '0001-01-01', '0001-01-01', 12, 5, 5)}, $about);
	is(scalar_of(q{sum(value) FROM report.money_by_year}), '5', 'the year 1, which stands for no day in some files, is a year');
	is(plain(q{SET DateStyle = 'German'; SELECT says FROM report.sentence WHERE place = 5}), 'Nothing runs on 2020-05-17; the terms are of 0001-01-01 to 0001-01-01.', 'days are written in one way');

	# days that are none, and days that stand for none
	report_of(
		q{INSERT INTO raw (id, agency, provider, first, last, value, term_value) VALUES (1, 'A', 'P', '2019-01-01', '9999-12-31', 1, 1), (2, 'A', 'Q', '2019-01-01', '2020-12-31', 1, 1)}, $about);
	is(scalar_of(q{string_agg(label || ' ' || arrangements, ', ' ORDER BY place) FROM report.ending WHERE arrangements > 0}), 'Oct-Dec 2020 1, later 1', 'the year 9999 is later');
	is(scalar_of(q{round(sum(value)::numeric, 6) FROM report.money_by_year}), '2.000000', 'and has its part of the money');
	make('own, commissioning', q{CREATE OR REPLACE VIEW report.arrangement AS
		SELECT id AS arrangement, agency, provider, (ARRAY['empty', '(-infinity,2020-12-31]', '[2019-01-01,infinity)', '(,)']::daterange[])[id] AS term, times::frequency AS frequency, value, term_value
		FROM own.raw}, q{INSERT INTO own.raw (id, agency, provider, value, term_value) VALUES (3, 'A', 'R', 1, 1), (4, 'A', 'S', 1, 1)},
		'REFRESH MATERIALIZED VIEW report.by_agency', 'REFRESH MATERIALIZED VIEW report.whole');
	is(scalar_of(q{string_agg(label || ' ' || arrangements, ', ' ORDER BY place) FROM report.ending WHERE arrangements > 0}), 'Oct-Dec 2020 1, no end 2', 'terms that are infinite or empty');
	is(scalar_of(q{concat_ws(' ', count(*), (SELECT string_agg(measured || '+' || missing, ' ' ORDER BY place) FROM report.coverage WHERE place >= 8)) FROM report.money_by_year}),
		'0 3+1 0+4', 'have no money in a year');
	return;
}

# one command of psql, as whoever is meant, with what the environment says: its status, output and errors
sub psql_of
{
	my ($role, $environment, @arguments) = @_;
	local %ENV = (%ENV, %$environment);
	my ($out, $err) = ('', '');
	IPC::Run::run [ 'psql', '-XqAt', '-h', $node->host, '-p', $node->port, '-U', $role, @arguments ], '<', \'', '>', \$out, '2>', \$err;
	chomp $out;
	return ($? >> 8, $out, $err);
}

# whoever has what the page grants, and nothing else, reads all of it, and nothing else
sub read_by_others
{
	report_of($twenty, q{'Twenty', NULL, '2020-05-17', 'NZ$', true, 7});
	my ($granted) = slurp_file("$report/../report.md") =~ /^(CREATE ROLE reader;\n(?:GRANT [^;]*;\n)+)/m;
	my ($relations) = $granted =~ /^GRANT SELECT ON (.*) TO reader;/m;
	# the role may log in here, and belongs to the server
	$node->safe_psql('ledger', $granted . 'ALTER ROLE reader LOGIN');
	foreach my $relation (split /, /, $relations)
	{
		my ($status, $out, $err) = psql_of('reader', {}, '-d', 'ledger', '-c', "SELECT * FROM $relation");
		is("$status$err", '0', "the grants are enough for $relation");
		is($out, $node->safe_psql('ledger', "SELECT * FROM $relation"), 'and it is what its owner reads');
	}
	foreach my $relation (qw(arrangement by_agency whole sentence provider_sets))
	{
		my ($status, $out, $err) = psql_of('reader', {}, '-d', 'ledger', '-c', "SELECT * FROM report.$relation");
		like("$status$out$err", qr/^1ERROR: +permission denied for (materialized )?view $relation$/, "but not for $relation");
	}
	$node->safe_psql('ledger', 'DROP OWNED BY reader; DROP ROLE reader');
	return;
}

# The files as they are copied: read as UTF-8 whatever the client says, whole or not at all.
sub files
{
	$node->safe_psql('postgres', "CREATE DATABASE $_ TEMPLATE template0 LOCALE 'C' ENCODING '" . ($_ eq 'latin' ? 'LATIN1' : 'UTF8') . "'; GRANT CREATE ON DATABASE $_ TO maker") for qw(copied latin);
	my $table = q{CREATE EXTENSION commissioning;
		CREATE TABLE arrangement AS
		SELECT 1::bigint AS id, 'A' AS agency, 'P' AS provider_name, date '2020-01-01' AS start_date, date '2022-01-31' AS end_date, 'monthly' AS reporting_frequency,
		       30000::numeric AS value, 30000::numeric AS total_value;
		GRANT SELECT ON arrangement TO maker};
	$node->safe_psql($_, $table) for qw(copied latin);

	my $source = slurp_file("$report/source.sql");
	ok($source =~ s/^\t'\$',/\t'\xe2\x82\xac',/m, 'somebody edits the file');
	ok($source =~ s/A social sector/\xc5\x8ctara/, 'and writes names');
	my $edited = PostgreSQL::Test::Utils::tempdir() . '/source.sql';
	append_to_file($edited, $source);
	my @files = ('-1', '-f', $edited, '-f', "$report/report.sql");
	my $read = q{SELECT convert_to(string_agg(concat_ws(' ', title, label), ',' ORDER BY place), 'UTF8')
		FROM report.about, (SELECT place, label FROM report.contract_values UNION ALL SELECT place + 10, label FROM report.ending) AS x};
	my @read;
	foreach my $encoding (qw(UTF8 LATIN1 WIN1252))
	{
		my ($status, $out, $err) = psql_of('maker', { PGCLIENTENCODING => $encoding, PGOPTIONS => '-c client_min_messages=warning' }, '-d', 'copied', @files);
		is("$status$err", '0', "the files run for a client of $encoding");
		push @read, $node->safe_psql('copied', $read);
		$node->safe_psql('copied', 'DROP SCHEMA report CASCADE');
	}
	like(pack('H*', substr $read[0], 2), qr/^\xc5\x8ctara's year, 2020\/21 \xe2\x82\xac5k to \xe2\x82\xac10k,/, 'they have what was written');
	is($read[$_], $read[0], 'whatever the client') for 1, 2;

	my ($status, $out, $err) = psql_of('maker', {}, '-d', 'latin', @files[ 0 .. 0 ], '-f', "$report/source.sql", @files[ 3 .. 4 ]);
	is($status, 3, 'a database of another encoding is refused');
	like($err, qr/ERROR:  the report needs a database in UTF-8, and "latin" is in LATIN1\nHINT:  .*CREATE DATABASE/, 'in a sentence');
	is($node->safe_psql('latin', "SELECT count(*) FROM pg_namespace WHERE nspname = 'report'"), '0', 'and nothing is left');

	# somebody else's schema of that name, with and without -1
	$node->safe_psql('copied', 'CREATE SCHEMA report AUTHORIZATION maker; CREATE TABLE report.mine ()');
	foreach my $arguments (\@files, [ @files[ 1 .. 4 ] ])
	{
		($status, $out, $err) = psql_of('maker', {}, '-d', 'copied', @$arguments);
		like("$status$err", qr/^3.*ERROR:  schema "report" already exists\n$/, 'a schema of that name is refused');
		is($node->safe_psql('copied', "SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'report'::regnamespace"), 'mine', 'and stays as it was');
	}
	return;
}

# numbers as people write them
sub words
{
	my @short = (
		0 => '0', 1 => '1', 950 => '950', 999.6 => '1k', 1000 => '1k', 1250 => '1.25k', 12345 => '12.3k', 99950 => '100k', 999499 => '999k', 999500 => '1m',
		1250000 => '1.25m', 2.4e9 => '2.4bn', 1e12 => '1tn', 1.5e15 => '1,500tn', -3500 => '-3.5k', -0.001 => '0');
	while (my ($n, $short) = splice @short, 0, 2)
	{
		is(scalar_of("report.short_count($n)"), $short, "$n is $short");
	}
	report_of('', q{'Words', NULL, '2020-05-17', 'NZD', true, 1});
	is(scalar_of('report.short_money(3e6)'), 'NZD 3m', 'a code has a blank after it');
	is(scalar_of('report.money(-1234567.8)'), '-NZD 1,234,568', 'and the sign before it');
	make('own', q{UPDATE report.about SET currency = '€'});
	is(scalar_of('report.short_money(-2.4e9) || report.money(0.4) || report.money(-0.4)'), '-€2.4bn€0€0', 'a sign has none');
	is(scalar_of(q{report.counted(0, 'row') || report.counted(1, 'row') || report.counted(1121, 'agency', 'agencies')}), 'no row1 row1,121 agencies', 'counts');
	is(scalar_of('report.percent(1) || report.percent(0.12345) || report.percent(0.5::float8)'), '100 %12.3 %50.0 %', 'percents');
	is(scalar_of(q{concat_ws(', ', report.percent(0.0), report.percent(0.0004), report.percent(0.0005), report.percent(0.9994), report.percent(0.9996))}),
		'0.0 %, < 0.1 %, 0.1 %, 99.9 %, > 99.9 %', 'which say neither all nor nothing of a part');
	return;
}

every_figure();
columns_are_plain();
refreshed();
hardly_anything();
words();
read_by_others();
files();

make('own', 'DROP SCHEMA report CASCADE', 'DROP FUNCTION own.years');
is($node->safe_psql('ledger', $install), $before, 'DROP SCHEMA leaves nothing');
$node->stop;
done_testing();
