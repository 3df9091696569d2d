# Through postgres_fdw: every aggregate is computed where the rows are, and gives the
# text that it gives there; so do summaries of a table whose partitions are elsewhere.
# The two sides are databases of one server, in which the extension has a schema.

use strict;
use warnings;

use FindBin;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('fdw');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "fsync = off\njit = off\nautovacuum = off\n");
$node->start;

SKIP:
{
	skip 'this PostgreSQL came without postgres_fdw', 1
	  unless $node->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'});
	make_far();
	make_near();
	is_shipped_when_told();
	each_aggregate();
	other_forms();
	partitions();
	stored_elsewhere();
	as_the_page_says();
}
$node->stop;
done_testing();

sub far { return $node->safe_psql('far', "SET search_path = public, commissioning; $_[0]") }
sub near { return $node->safe_psql('near', "SET search_path = public, commissioning; $_[0]") }
sub explained { return near(($_[1] // '') . "EXPLAIN (VERBOSE, COSTS OFF) $_[0]") }

# how a query is carried out, and what it gives, in one session
sub explained_and_run { return split /^---\n/m, near("EXPLAIN (VERBOSE, COSTS OFF) $_[0]; SELECT '---'; $_[0]"), 2 }

# the rows, some of each without a provider, an agency, a value, an end, a frequency
sub make_far
{
	$node->safe_psql('postgres', 'CREATE DATABASE far');
	$node->safe_psql(
		'far', q{
		CREATE SCHEMA commissioning;
		CREATE EXTENSION commissioning SCHEMA commissioning;
		SET search_path = public, commissioning;
		CREATE TABLE arrangement (
		  bucket int NOT NULL, id int, region text, agency text, provider text, provider_id bigint, provider_u uuid,
		  value numeric, band numrange, term daterange, frequency frequency, business nzbn);
		INSERT INTO arrangement
		SELECT coalesce(abs(hashtext(p) % 4), 0), i, nullif('Region ' || i % 5, 'Region 4'), CASE WHEN i % 61 > 0 THEN 'Agency ' || i % 7 END,
		       p, i % 401, CASE WHEN i % 59 > 0 THEN md5((i % 401)::text)::uuid END, v, numrange(v, v + 10, '[]'),
		       CASE WHEN i % 37 > 0 THEN daterange(d, CASE WHEN i % 41 > 0 THEN d + 30 + i % 1461 END) END,
		       (ARRAY['monthly', 'quarterly', 'six-monthly', 'annual', 'none', NULL]::frequency[])[1 + i % 6],
		       (ARRAY['9429000000017', '9429000000000', NULL]::nzbn[])[1 + i % 3]
		FROM (SELECT i, CASE WHEN i % 53 > 0 THEN 'Provider ' || i * 7919::bigint % 401 || ' "é"' END AS p,
		             CASE WHEN i % 31 > 0 THEN (i % 997 - 20) * 12.25 END AS v, '2015-07-01'::date + i % 3000 AS d
		      FROM generate_series(1, 6000) AS i) AS x;
		CREATE TABLE stored AS
		SELECT region, agency, concentration_summary(provider, value) AS concentration, term_summary(term, value) AS term,
		       overlap_summary(agency, provider, value) AS overlap, burden_summary(agency, provider, frequency, value) AS burden,
		       schedule_summary(agency, provider, frequency, term, value) AS schedule
		FROM arrangement GROUP BY region, agency;
		CREATE TABLE part_0 AS SELECT * FROM arrangement WHERE bucket = 0;
		CREATE TABLE part_1 AS SELECT * FROM arrangement WHERE bucket = 1;
		CREATE TABLE part_2 AS SELECT * FROM arrangement WHERE bucket = 2;
		CREATE TABLE part_3 AS SELECT * FROM arrangement WHERE bucket = 3;
		CREATE TABLE kept (LIKE stored);
		ANALYZE});
	return;
}

# two ways to the same database, so that two can be asked at once
sub make_near
{
	my ($host, $port) = ($node->host, $node->port);
	$node->safe_psql('postgres', 'CREATE DATABASE near');
	$node->safe_psql(
		'near', join '', q{
		CREATE SCHEMA commissioning;
		CREATE EXTENSION commissioning SCHEMA commissioning;
		CREATE EXTENSION postgres_fdw;
		SET search_path = public, commissioning;}, map { qq{
		CREATE SERVER $_ FOREIGN DATA WRAPPER postgres_fdw
		  OPTIONS (host '$host', port '$port', dbname 'far', async_capable 'true');
		CREATE USER MAPPING FOR CURRENT_USER SERVER $_;} } qw(one two));
	near(
		q{
		IMPORT FOREIGN SCHEMA public LIMIT TO (arrangement, stored, kept) FROM SERVER one INTO public;
		CREATE TABLE parts (LIKE arrangement) PARTITION BY LIST (bucket);
		ALTER TABLE parts ALTER bucket SET NOT NULL;
		CREATE FOREIGN TABLE part_0 PARTITION OF parts FOR VALUES IN (0) SERVER one;
		CREATE FOREIGN TABLE part_1 PARTITION OF parts FOR VALUES IN (1) SERVER two;
		CREATE FOREIGN TABLE part_2 PARTITION OF parts FOR VALUES IN (2) SERVER one;
		CREATE FOREIGN TABLE part_3 PARTITION OF parts FOR VALUES IN (3) SERVER two});
	return;
}

# without the option the rows come, and the figure is the same
sub is_shipped_when_told
{
	my $query = 'SELECT region, hhi(provider, value) FROM arrangement GROUP BY region ORDER BY region';
	unlike(explained($query), qr/Remote SQL:.*hhi/, 'not told that it is there, the other server gives rows');
	is(near($query), far($query), '... and the figures are right');
	near('ALTER SERVER one OPTIONS (ADD extensions \'commissioning\'); ALTER SERVER two OPTIONS (ADD extensions \'commissioning\')');
	like(explained($query), qr/Remote SQL:.*commissioning\.hhi\(provider, value\).*GROUP BY/, 'told so, it gives figures');
	return;
}

# A call of each aggregate of the extension, and the table that it is over.
sub calls
{
	my %column = (text => 'provider', bigint => 'provider_id', uuid => 'provider_u', numeric => 'value', numrange => 'band',
		daterange => 'term', frequency => 'frequency', nzbn => 'business');
	my @calls;
	foreach my $row (
		split /\n/,
		far(
			q{
		SELECT p.proname, array_to_string(p.proargnames, ','),
		       (SELECT string_agg(format_type(t, NULL), ',' ORDER BY i) FROM unnest(p.proargtypes) WITH ORDINALITY AS u (t, i))
		FROM pg_depend AS d JOIN pg_proc AS p ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
		WHERE d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'commissioning') AND d.deptype = 'e' AND p.prokind = 'a'
		ORDER BY 1, 3}))
	{
		my ($name, $names, $types) = split /\|/, $row;
		my @types = split /,/, $types;
		my $over = $types =~ /_summary/ ? 'stored' : 'arrangement';
		my @arguments = map { /^(\w+)_summary$/ ? $1 : $column{$_} } @types;
		$arguments[0] = 'agency' if $names =~ /^agency,/;
		is(scalar(grep { !defined } @arguments), 0, "$name($types): there are columns for it") or next;
		push @calls, [ "$name($types)", $name, "$name(" . join(', ', @arguments) . ')', $over ];
	}
	return @calls;
}

sub each_aggregate
{
	my @calls = calls();
	cmp_ok(scalar(@calls), '>=', 40, 'the aggregates are found');
	foreach (@calls)
	{
		my ($label, $name, $call, $over) = @$_;
		my $query = "SELECT region, $call FROM $over GROUP BY region ORDER BY region";
		my ($plan, $here) = explained_and_run($query);
		like($plan, qr/Remote SQL:.*commissioning\.$name\(/, "$label: is computed there");
		my $there = far($query);
		is($here, $there, '... and gives the same');
		is(scalar(grep { /\|./ } split /\n/, $there), 5, '... for each region and the unknown');
	}
	return;
}

# what a query does around an aggregate; remote SQL has what is given
sub other_forms
{
	foreach (
		[ 'FILTER and HAVING', qr/FILTER \(WHERE.*HAVING \(\(commissioning\.gini/,
			'SELECT region, holders(concentration_summary(provider, value) FILTER (WHERE id % 2 = 0)) FROM arrangement GROUP BY region HAVING gini(provider, value) > 0.2 ORDER BY region' ],
		[ 'DISTINCT', qr/commissioning\.hhi\(DISTINCT provider, value\)/, 'SELECT hhi(DISTINCT provider, value) FROM arrangement' ],
		[ 'an accessor', qr/commissioning\.joint_saving\(commissioning\.schedule_summary/,
			q{SELECT agency, joint_saving(schedule_summary(agency, provider, frequency, term, value), '[2018-07-01,2019-07-01)') FROM arrangement GROUP BY agency ORDER BY agency} ],
		[ 'a figure of stored summaries, grouped', qr/commissioning\.gini\(commissioning\.rollup\(concentration\)\)/,
			'SELECT agency, region, gini(rollup(concentration)) FROM stored GROUP BY agency, region ORDER BY agency, region' ],
		[ 'a figure of stored summaries, as a condition', qr/WHERE \(\(commissioning\.gini\(concentration\) > 0\.3\)\)/,
			'SELECT agency, region FROM stored WHERE gini(concentration) > 0.3 ORDER BY agency, region' ],
		[ 'a frequency in a condition', qr/WHERE \(\(frequency OPERATOR\(commissioning\.=\) '4\/year'\)\)/, q{SELECT count(*), sum(value) FROM arrangement WHERE frequency = 'quarterly'} ],
		[ 'a list from a subquery', qr/commissioning\.concentration_summary\(provider, value\)/,
			'SELECT t.* FROM (SELECT concentration_summary(provider, value) AS s FROM arrangement) AS x, top_holders(s, 5) AS t ORDER BY rank' ],
		[ 'rollup over summaries', qr/commissioning\.concentration_summary\(provider, value\).*GROUP BY 1/,
			'SELECT agency, hhi(rollup(c)) FROM (SELECT agency, concentration_summary(provider, value) AS c FROM arrangement GROUP BY agency) AS x GROUP BY ROLLUP (agency) ORDER BY grouping(agency), agency' ],
		[ 'a projection', qr/commissioning\.burden_summary\(agency, provider, frequency, value\)/,
			'SELECT overlap_summary(burden_summary(agency, provider, frequency, value)) FROM arrangement' ])
	{
		my ($name, $shows, $query) = @$_;
		my ($plan, $here) = explained_and_run($query);
		like($plan, qr/Remote SQL:.*$shows/, "$name: is computed there");
		like($here, qr{\S}, '... gives something');
		is($here, far($query), '... which is the same');
	}
	# what is only shown is not shipped, so the summaries come
	my $shown = 'SELECT agency, region, gini(concentration) FROM stored ORDER BY agency, region';
	unlike(explained($shown), qr/Remote SQL:.*gini/, 'a figure of stored summaries that is only shown gets the summaries');
	is(near($shown), far($shown), '... and is the same');
	# nor is ROLLUP, so the rows come
	my $query = 'SELECT agency, hhi(provider, value) FROM arrangement GROUP BY ROLLUP (agency) ORDER BY grouping(agency), agency';
	unlike(explained($query), qr/Remote SQL:.*hhi/, 'GROUP BY ROLLUP over rows gets the rows');
	is(near($query), far($query), '... and gives the same');
	return;
}

# partitions elsewhere, asked at once; the bucket of the provider is the first key
sub partitions
{
	my $on = 'SET enable_partitionwise_aggregate = on;';
	my $made = 'SELECT bucket, agency, concentration_summary(provider, value) AS c, term_summary(term, value) AS t, overlap_summary(agency, provider, value) AS o,
		burden_summary(agency, provider, frequency, value) AS b, schedule_summary(agency, provider, frequency, term, value) AS s FROM parts GROUP BY bucket, agency';
	my $query = "SELECT agency, rollup(c), rollup(t), rollup(o), rollup(b), rollup(s) FROM ($made) AS x GROUP BY ROLLUP (agency) ORDER BY grouping(agency), agency";
	my $one_node = far('SELECT agency, concentration_summary(provider, value), term_summary(term, value), overlap_summary(agency, provider, value),
		burden_summary(agency, provider, frequency, value), schedule_summary(agency, provider, frequency, term, value)
		FROM arrangement GROUP BY ROLLUP (agency) ORDER BY grouping(agency), agency');

	is(near('SELECT count(*), count(DISTINCT bucket), sum(value) FROM parts'), far('SELECT count(*), 4, sum(value) FROM arrangement'), 'the partitions have the rows');
	# there are no statistics of what is elsewhere until they are asked for
	near('ANALYZE parts; ANALYZE part_0; ANALYZE part_1; ANALYZE part_2; ANALYZE part_3');
	my $plan = explained($query, $on);
	is(scalar(() = $plan =~ /Async Foreign Scan/g), 4, 'four partitions are asked at once') or diag $plan;
	is(scalar(() = $plan =~ /Remote SQL:.*commissioning\.schedule_summary\(.*GROUP BY 1, 2/g), 4, '... for summaries');
	is(near("$on $query"), $one_node, '... which roll up to what one node gives');
	is(near($query), $one_node, 'so they do where the rows come');

	# without the bucket what comes is rows
	my $without = 'SELECT agency, hhi(provider, value) FROM parts GROUP BY agency ORDER BY agency';
	unlike(explained($without, $on), qr/Remote SQL:.*hhi/, 'a figure that is not grouped by the bucket gets the rows');
	is(near("$on $without"), far($without =~ s/parts/arrangement/r), '... and is the same');

	# what adds up over buckets needs no summaries from there
	my $figures = q{
		SELECT sum(holders), sum(total), trim_scale(round(sum(hhi * total ^ 2) / sum(total) ^ 2, 12)), sum(shared), sum(joint)
		FROM (SELECT bucket, holders(concentration_summary(provider, value)) AS holders, total(concentration_summary(provider, value)) AS total, hhi(provider, value) AS hhi,
		             shared_providers(agency, provider) AS shared, joint_reports(burden_summary(agency, provider, frequency, value)) AS joint
		      FROM parts GROUP BY bucket) AS x};
	is(scalar(() = explained($figures, $on) =~ /Remote SQL: SELECT bucket, commissioning\.holders\(/g), 4, 'figures that add up come as numbers');
	is(near("$on $figures"), far(q{
		SELECT holders(c), total(c), trim_scale(round(hhi(c), 12)), shared, joint
		FROM (SELECT concentration_summary(provider, value) AS c, shared_providers(agency, provider) AS shared,
		             joint_reports(burden_summary(agency, provider, frequency, value)) AS joint FROM arrangement) AS x}), '... and add up');
	# ... and by SQL alone
	is(near("$on SELECT sum(holders) FROM (SELECT bucket, holders(concentration_summary(provider, value)) AS holders FROM parts GROUP BY bucket) AS x"),
		far('SELECT count(DISTINCT provider) FROM arrangement WHERE value IS NOT NULL'), '... to what SQL counts');
	return;
}

# summaries are written there, too, and come back
sub stored_elsewhere
{
	near('INSERT INTO kept SELECT * FROM stored');
	my $same = 'SELECT count(*), count(*) FILTER (WHERE s::text = k::text) FROM stored AS s JOIN kept AS k ON (s.region, s.agency) IS NOT DISTINCT FROM (k.region, k.agency)';
	like(far($same), qr/^(\d\d)\|\g1$/, 'summaries that are written there are the same');
	near(q{UPDATE kept SET schedule = schedule + schedule, term = NULL WHERE agency = 'Agency 1'});
	is(far(q{SELECT count(*), bool_and(k.schedule::text = (s.schedule + s.schedule)::text AND k.term IS NULL)
		FROM stored AS s JOIN kept AS k ON s.agency = k.agency AND s.region IS NOT DISTINCT FROM k.region WHERE s.agency = 'Agency 1'}), '5|t', '... and changed');
	return;
}

# what docs/distributed.md shows, typed as it stands; only where the server is differs
sub as_the_page_says
{
	my $page = slurp_file("$FindBin::Bin/../../docs/distributed.md");
	my ($rows) = $page =~ /^## A bucket of the provider\n.*?^```sql\n(.*?)^```/ms;
	my ($section) = $page =~ /^## postgres_fdw\n(.*?)^## /ms;
	my ($typed, $plan, $partitioned, @more) = $section =~ /^```(?:sql)?\n(.*?)^```/msg;
	is(scalar(grep { defined } $rows, $typed, $plan, $partitioned, @more), 4, 'the page has rows, what to type, a plan, and partitions');

	$node->safe_psql('postgres', 'CREATE ROLE reader LOGIN; CREATE DATABASE contracts; CREATE DATABASE asking;
		ALTER DATABASE contracts SET search_path = "$user", public, commissioning; ALTER DATABASE asking SET search_path = "$user", public, commissioning');
	$node->safe_psql($_, 'CREATE SCHEMA commissioning; CREATE EXTENSION commissioning SCHEMA commissioning') foreach 'contracts', 'asking';
	$node->safe_psql('contracts', "$rows; CREATE TABLE contract_0 AS SELECT * FROM arrangement WHERE bucket = 0; CREATE TABLE contract_1 AS SELECT * FROM arrangement WHERE bucket = 1;
		GRANT USAGE ON SCHEMA commissioning TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");

	my ($host, $port) = ($node->host, $node->port);
	$typed =~ s/host 'south'/host '$host', port '$port'/;
	is($node->safe_psql('asking', $typed) . "\n", $plan =~ s/^ //mgr, 'the plan of the page');
	my ($server) = $typed =~ /^(CREATE SERVER.*?^CREATE USER MAPPING[^\n]*)/ms;
	$node->safe_psql('asking', $server =~ s/SERVER south/SERVER north/gr);
	my $figures = 'SELECT agency, hhi(provider, value) FROM arrangement WHERE bucket IN (0, 1) GROUP BY ROLLUP (agency)';
	is(join("\n", sort split /\n/, $node->safe_psql('asking', $partitioned)), join("\n", sort split /\n/, $node->safe_psql('contracts', $figures)), 'the partitions of the page');
	# seven rows are cheaper as rows, so there have to be more
	$node->safe_psql('contracts', "INSERT INTO $_ SELECT part.* FROM $_ AS part, generate_series(1, 999)") foreach 'contract_0', 'contract_1';
	$node->safe_psql('asking', 'ANALYZE contract_0; ANALYZE contract_1');
	my $asked = $node->safe_psql('asking', $partitioned =~ s/.*(?=^SELECT agency)/SET enable_partitionwise_aggregate = on; EXPLAIN (VERBOSE, COSTS OFF) /smr);
	is(scalar(() = $asked =~ /Remote SQL: SELECT bucket, agency, commissioning\.concentration_summary\(/g), 2, 'which are asked for summaries') or diag $asked;
	return;
}
