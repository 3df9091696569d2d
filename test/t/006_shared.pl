# Overlap, frequency, burden and schedule in tables: dumped and restored, in binary and cut
# off, in indexes, joins and partition keys; and what memory many pairs take.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('shared');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "fsync = off\njit = off\nautovacuum = off\n");
$node->start;
my $dir = PostgreSQL::Test::Utils::tempdir();

$node->safe_psql('postgres', 'CREATE DATABASE original');
$node->safe_psql(
	'original', q{
	CREATE SCHEMA tools;
	CREATE EXTENSION commissioning SCHEMA tools;
	SET search_path = public, tools;
	CREATE TABLE summary (id int PRIMARY KEY, o overlap_summary, b burden_summary);
	INSERT INTO summary
	SELECT g, overlap_summary('agency ' || i % 9, 'provider ' || i % (7 * g), i * 0.25 - 3),
	       burden_summary('agency ' || i % 9, 'provider ' || i % (7 * g), (i % 5)::tools.frequency, i * 0.25 - 3)
	FROM generate_series(1, 20) AS g, generate_series(1, 40 * g) AS i GROUP BY g;
	INSERT INTO summary
	SELECT 100 + g, overlap_summary('A' || i % 4, i % (7 * g) - 9223372036854775807),
	       burden_summary('A' || i % 4, i % (7 * g) - 9223372036854775807, 'every 3 years', i)
	FROM generate_series(1, 20) AS g, generate_series(1, 40 * g) AS i GROUP BY g;
	INSERT INTO summary
	SELECT 200 + g, overlap_summary(md5((i % 5)::text), md5((i % (7 * g))::text)::uuid, i * 0.0000000001),
	       burden_summary(NULL, md5(g::text)::uuid, NULL, i)
	FROM generate_series(1, 20) AS g, generate_series(1, 40 * g) AS i GROUP BY g;
	INSERT INTO summary
	SELECT 300, overlap_summary(k, k, 1), burden_summary(k, k, 'weekly', 1)
	FROM (SELECT chr(i) AS k FROM generate_series(1, 127) AS i
	      UNION ALL SELECT unnest(ARRAY['', '\\', '\"', '\u0041', E'a\tb\nc', '{"a": [1]}', 'Ä€'])) AS k;
	INSERT INTO summary SELECT 301, overlap_summary('known agency', NULL::text, 5), burden_summary('A', NULL::text, 'monthly', 5);
	INSERT INTO summary VALUES (302, NULL, NULL);
	INSERT INTO summary SELECT 303, overlap_summary('A' || i % 2000, i / 3, i), burden_summary('A' || i % 2000, i / 3, (i % 13)::tools.frequency, i)
	FROM generate_series(1, 60000) AS i;

	ALTER TABLE summary ADD d schedule_summary;
	UPDATE summary SET d = s.d
	FROM (SELECT g, schedule_summary('agency ' || i % 9, 'provider ' || i % (7 * g), nullif(i % 5, 4)::tools.frequency, daterange('2020-01-01'::date + i * 5, CASE WHEN i % 13 > 0 THEN '2020-06-01'::date + i * 7 END), i * 0.25 - 3) AS d
	      FROM generate_series(1, 20) AS g, generate_series(1, 40 * g) AS i GROUP BY g
	      UNION ALL
	      SELECT 100 + g, schedule_summary('A' || i % 4, i % (7 * g) - 9223372036854775807, 'every 3 years', '[4714-11-24 BC,5874897-12-31)', nullif(i % 3, 0))
	      FROM generate_series(1, 20) AS g, generate_series(1, 40 * g) AS i GROUP BY g
	      UNION ALL
	      SELECT 200 + g, schedule_summary(NULL, md5(g::text)::uuid, NULL, NULL, i) FROM generate_series(1, 20) AS g, generate_series(1, 40 * g) AS i GROUP BY g
	      UNION ALL
	      SELECT 300, schedule_summary(k, k, 'weekly', '(,2021-01-01)', 1)
	      FROM (SELECT chr(i) AS k FROM generate_series(1, 127) AS i UNION ALL SELECT unnest(ARRAY['', '\\', '\"', '\u0041', E'a\tb\nc', '{"a": [1]}', 'Ä€'])) AS x
	      UNION ALL
	      SELECT 303, schedule_summary('A' || i % 2000, i / 3, (i % 13)::tools.frequency, daterange('2020-01-01'::date + i % 500, '2022-01-01'::date + i % 700), i) FROM generate_series(1, 60000) AS i) AS s
	WHERE id = s.g;

	CREATE TABLE plan (id int PRIMARY KEY, f frequency DEFAULT 'monthly' CHECK (f <= 'daily'), n numeric);
	INSERT INTO plan SELECT i, (i * 7919 % 4001 / 11.0)::numeric, round(i * 7919 % 4001 / 11.0, 10) FROM generate_series(1, 4000) AS i;
	INSERT INTO plan VALUES (4001, 'none', 0), (4002, NULL, NULL);
	CREATE INDEX plan_btree ON plan (f);
	CREATE INDEX plan_hash ON plan USING hash (f);
	CREATE TABLE kind (f frequency UNIQUE, label text);
	INSERT INTO kind VALUES ('weekly', 'weekly'), ('monthly', 'monthly'), ('quarterly', 'quarterly'), ('none', 'none');
	CREATE TABLE due (id int, f frequency) PARTITION BY RANGE (f);
	CREATE TABLE due_seldom PARTITION OF due FOR VALUES FROM (MINVALUE) TO ('quarterly');
	CREATE TABLE due_often PARTITION OF due FOR VALUES FROM ('quarterly') TO (MAXVALUE);
	INSERT INTO due SELECT id, f FROM plan WHERE f IS NOT NULL;
	CREATE TABLE listed (id int, f frequency) PARTITION BY LIST (f);
	CREATE TABLE listed_monthly PARTITION OF listed FOR VALUES IN ('monthly', 'every 6 months');
	CREATE TABLE listed_other PARTITION OF listed DEFAULT;
	INSERT INTO listed SELECT i, ('{monthly,half-yearly,none,NULL,annual}'::frequency[])[1 + i % 5] FROM generate_series(1, 100) AS i;
	CREATE TABLE hashed (id int, f frequency, PRIMARY KEY (id, f)) PARTITION BY HASH (f);
	CREATE TABLE hashed_0 PARTITION OF hashed FOR VALUES WITH (MODULUS 3, REMAINDER 0);
	CREATE TABLE hashed_1 PARTITION OF hashed FOR VALUES WITH (MODULUS 3, REMAINDER 1);
	CREATE TABLE hashed_2 PARTITION OF hashed FOR VALUES WITH (MODULUS 3, REMAINDER 2);
	INSERT INTO hashed SELECT id, f FROM plan WHERE f IS NOT NULL;
	CREATE VIEW figures AS SELECT id, shared_providers(o), joint_saving(b), joint_saving(d, '[2020-03-01,2021-03-01)') AS in_a_year FROM summary;
	CREATE MATERIALIZED VIEW stored AS SELECT rollup(o) AS o, rollup(b) AS b, rollup(d) AS d, (SELECT reports_per_year(f) FROM plan) AS r FROM summary WHERE id < 100;
});

# the plan shows what it must, and the answer is the one that the numeric beside the frequency gives
sub planned
{
	my ($database, $settings, $query, $shows, $answer, $name) = @_;
	my $set = "SET search_path = public, tools; SET max_parallel_workers_per_gather = 0; "
	  . join '', map { "SET $_;" } @$settings;
	my $plan = $node->safe_psql($database, "$set EXPLAIN (COSTS OFF) $query");
	like($plan, $shows, "$name: planned");
	is( $node->safe_psql($database, "$set $query"),
		$node->safe_psql($database, "SET search_path = public, tools; $answer"),
		"$name: the answer");
	return;
}

sub relations
{
	my ($database) = @_;
	$node->safe_psql($database, 'ANALYZE');
	planned($database, [ 'enable_seqscan = off', 'enable_bitmapscan = off' ],
		q{SELECT count(*), sum(id) FROM plan WHERE f BETWEEN '4' AND '12.5'}, qr/Index (Only )?Scan using plan_btree/,
		'SELECT count(*), sum(id) FROM plan WHERE n BETWEEN 4 AND 12.5', "$database, btree");
	planned($database, [ 'enable_seqscan = off' ],
		q{SELECT count(*), sum(id) FROM plan WHERE f = '12'}, qr/plan_(btree|hash)/,
		'SELECT count(*), sum(id) FROM plan WHERE n = 12', "$database, equality");
	planned($database, [ 'enable_mergejoin = off', 'enable_nestloop = off' ],
		'SELECT count(*), sum(id) FROM plan JOIN kind USING (f)', qr/Hash Join/,
		'SELECT count(*), sum(id) FROM plan WHERE n IN (52, 12, 4, 0)', "$database, hash join");
	planned($database, [ 'enable_hashjoin = off', 'enable_nestloop = off' ],
		'SELECT count(*), sum(id) FROM plan JOIN kind USING (f)', qr/Merge Join/,
		'SELECT count(*), sum(id) FROM plan WHERE n IN (52, 12, 4, 0)', "$database, merge join");
	planned($database, [],
		q{SELECT count(*), sum(id) FROM due WHERE f < '2'}, qr/\A(?!.*due_often).*due_seldom/s,
		'SELECT count(*), sum(id) FROM plan WHERE n < 2', "$database, one partition of a range");
	planned($database, [],
		q{SELECT count(*) FROM listed WHERE f = 'P1M'}, qr/\A(?!.*listed_other).*listed_monthly/s,
		'SELECT 20', "$database, one partition of a list");
	planned($database, [],
		q{SELECT count(*), sum(id) FROM hashed WHERE f = 'every month'}, qr/\A(?!.*hashed_\d.*hashed_\d).*hashed_\d/s,
		'SELECT count(*), sum(id) FROM plan WHERE n = 12', "$database, one partition of a hash");
	planned($database, [ 'enable_partitionwise_join = on', 'enable_mergejoin = off', 'enable_nestloop = off' ],
		'SELECT count(*), sum(a.id) FROM hashed AS a JOIN hashed AS b USING (f)', qr/Append.*Hash Join.*Hash Join.*Hash Join/s,
		'SELECT count(*), sum(a.id) FROM plan AS a JOIN plan AS b USING (n)', "$database, join by partitions");
	planned($database, [ 'enable_partitionwise_aggregate = on' ],
		'SELECT sum(r), count(*) FROM (SELECT f, tools.reports_per_year(f) AS r FROM hashed GROUP BY f) AS x', qr/Append.*Aggregate.*Aggregate.*Aggregate/s,
		'SELECT sum(n), count(DISTINCT n) FROM plan', "$database, aggregated by partitions");
	is($node->safe_psql($database, 'SELECT count(*) > 0 FROM hashed_0 UNION ALL SELECT count(*) > 0 FROM hashed_1 UNION ALL SELECT count(*) > 0 FROM hashed_2'),
		"t\nt\nt", "$database: every hash partition has rows");
	foreach my $statement (q{INSERT INTO plan VALUES (5000, '366/year')}, q{INSERT INTO kind VALUES ('every quarter')})
	{
		my ($status, $out, $err) = $node->psql(
			$database,
			"SET search_path = public, tools; $statement",
			extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
		like($err, qr/23514|23505/, "$database: constraints hold: $statement");
	}
	is($node->safe_psql($database, 'BEGIN; INSERT INTO plan (id) VALUES (5001) RETURNING f; ROLLBACK'), '12/year', "$database: the default");
	return;
}

my $query = q{
	SELECT id, md5(o::text), md5(b::text), md5(d::text), tools.providers(d), tools.total(d), tools.reports(d, '[2020-03-01,2021-03-01)'), (SELECT md5(string_agg(r::text, ',')) FROM tools.at_risk(d, '[2020-09-01,2021-03-01)') AS r),
	       md5(tools.burden_summary(d)::text), tools.shared_providers(o), tools.agencies(o), tools.shared_value_share(o), tools.reports(b), tools.joint_saving(b),
	       tools.missing_rows(o), tools.missing_rows(b), (SELECT md5(string_agg(p::text, ',')) FROM tools.overlap_sets(o) AS p),
	       (SELECT md5(string_agg(p::text, ',')) FROM tools.frequency_bands(b) AS p) FROM public.summary ORDER BY id};
my $others = q{
	SELECT (SELECT md5(string_agg(f::text, ',' ORDER BY id)) FROM public.figures AS f), (SELECT md5(string_agg(s::text, ',')) FROM public.stored AS s),
	       (SELECT md5(string_agg(p::text, ',' ORDER BY id)) FROM public.plan AS p), (SELECT md5(string_agg(p::text, ',' ORDER BY id)) FROM public.listed AS p),
	       (SELECT md5(string_agg(p::text || tableoid::regclass, ',' ORDER BY id)) FROM public.hashed AS p)};
my $expected = $node->safe_psql('original', $query);
my $expected_others = $node->safe_psql('original', $others);
is(scalar(split /\n/, $expected), 64, 'there are 64 rows of summaries');
is($node->safe_psql('original', 'SELECT tools.agencies(o), tools.providers(o), tools.providers(b), tools.providers(d) FROM public.summary WHERE id = 303'),
	'2000|20001|20001|20001', 'one of them with 2,000 agencies and 20,001 providers');
relations('original');

# dumped and restored
my %formats = (
	plain => [ '-Fp' ],
	inserts => [ '-Fp', '--inserts' ],
	custom => [ '-Fc' ]);
foreach my $format (sort keys %formats)
{
	my $file = "$dir/$format.dump";
	$node->command_ok([ 'pg_dump', @{ $formats{$format} }, '-f', $file, $node->connstr('original') ], "$format: dumped");
	$node->safe_psql('postgres', "CREATE DATABASE $format");
	if ($format eq 'custom')
	{
		$node->command_ok([ 'pg_restore', '--exit-on-error', '-j', '2', '-d', $node->connstr($format), $file ], "$format: restored");
	}
	else
	{
		$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr($format), '-f', $file ], "$format: restored");
	}
	is($node->safe_psql($format, $query), $expected, "$format: every summary is the same");
	is($node->safe_psql($format, $others), $expected_others, "$format: so are views, frequencies, and which partition they are in");
}
relations('custom');

# binary: there and back, and the same bytes again
$node->safe_psql(
	'original', qq{
	CREATE TABLE copy (LIKE summary);
	CREATE TABLE copy_plan (LIKE plan);
	COPY summary TO '$dir/summary' (FORMAT binary);
	COPY copy FROM '$dir/summary' (FORMAT binary);
	COPY plan TO '$dir/plan' (FORMAT binary);
	COPY copy_plan FROM '$dir/plan' (FORMAT binary);
	COPY copy TO '$dir/summary2' (FORMAT binary);
	COPY copy_plan TO '$dir/plan2' (FORMAT binary)});
is( $node->safe_psql('original',
		'SELECT count(*) FROM summary JOIN copy USING (id) WHERE (summary.o::text, summary.b::text, summary.d::text) IS NOT DISTINCT FROM (copy.o::text, copy.b::text, copy.d::text)'),
	'64', 'binary: every summary is the same');
is($node->safe_psql('original', 'SELECT count(*) FROM plan JOIN copy_plan USING (id) WHERE plan.f::text IS NOT DISTINCT FROM copy_plan.f::text'),
	'4002', 'binary: every frequency is the same');
ok(slurp_file("$dir/summary") eq slurp_file("$dir/summary2"), 'binary: the same bytes of summaries');
ok(slurp_file("$dir/plan") eq slurp_file("$dir/plan2"), 'binary: the same bytes of frequencies');

# A COPY file: signature, flags, header extension; then each row its number of
# fields, and each field its length
my $signature = "PGCOPY\n\377\r\n\0" . pack('NN', 0, 0);
my $files = 0;

sub copy_file
{
	my ($value) = @_;
	my $name = sprintf '%s/%d.copy', $dir, ++$files;
	open my $handle, '>:raw', $name or die "$name: $!";
	print $handle $signature, pack('nN', 1, length $value), $value, pack('n', 0xFFFF);
	close $handle;
	return $name;
}

sub binary
{
	my ($expression) = @_;
	$node->safe_psql('original', "SET search_path = public, tools; COPY (SELECT $expression) TO '$dir/one' (FORMAT binary)");
	my $file = slurp_file("$dir/one");
	my ($fields, $length) = unpack('nN', substr($file, length $signature));
	die 'unexpected COPY file' if $fields != 1;
	return substr($file, length($signature) + 6, $length);
}

# Reads each of the values, in one session; returns how often each SQLSTATE was
# the answer, and fails if the session was ended
sub read_values
{
	my ($table, @values) = @_;
	my $script = join '', map { "COPY $table FROM '" . copy_file($_) . "' (FORMAT binary);\n" } @values;
	my ($status, $out, $err) = $node->psql('original', $script . "SELECT 'alive';\n",
		on_error_stop => 0,
		extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
	like($out, qr/alive\z/, 'the server is alive');
	my %states;
	$states{$1}++ while $err =~ /ERROR:\s+(\w{5})/g;
	return \%states;
}

$node->safe_psql(
	'original', q{
	CREATE TABLE sink_o (v tools.overlap_summary);
	CREATE TABLE sink_b (v tools.burden_summary);
	CREATE TABLE sink_f (v tools.frequency)});
my $rows = q{(VALUES ('A', 'p', 12, 3.5), ('a longer name', 'p', 4, 1), ('A', 'a longer key', 4, -7), ('A', 'é', 0, 0),
	('A', NULL, 1, 2), ('B', NULL, 1, NULL)) AS t(a, p, f, v)};
my %values = (
	'overlap, text' => [ 'sink_o', binary("overlap_summary(a, p, v) FROM $rows") ],
	'overlap, bigint' => [ 'sink_o', binary("overlap_summary(a, length(p)) FROM $rows") ],
	'overlap, uuid' => [ 'sink_o', binary("overlap_summary(a, md5(p)::uuid, v) FROM $rows") ],
	'overlap, empty' => [ 'sink_o', binary('overlap_summary(NULL, NULL::text)') ],
	'burden, text' => [ 'sink_b', binary("burden_summary(a, p, f::frequency, v) FROM $rows") ],
	'burden, bigint' => [ 'sink_b', binary("burden_summary(a, length(p), f::frequency, v) FROM $rows") ],
	'burden, uuid' => [ 'sink_b', binary("burden_summary(a, md5(p)::uuid, f::frequency, v) FROM $rows") ],
	'frequency' => [ 'sink_f', binary(q{'monthly'::frequency}) ]);
is(unpack('H*', $values{frequency}[1]), '0000001bf08eb000', 'a frequency is sent as 12 * 10^10, big-endian');

my $rejections = qr/^(22P03|08P01)$/;
foreach my $name (sort keys %values)
{
	my ($table, $value) = @{ $values{$name} };
	my $length = length $value;

	is_deeply(read_values($table, $value), {}, "$name: the value itself is read");

	# cut off at every byte, and with more behind it
	my $states = read_values($table, map { substr $value, 0, $_ } 0 .. $length - 1);
	my $rejected = 0;
	$rejected += $states->{$_} foreach grep { /$rejections/ } keys %$states;
	is($rejected, $length, "$name: cut off anywhere, it is rejected with 22P03 or 08P01") or diag explain $states;
	# a frequency is a number of 8 bytes: COPY itself says that there are more
	$states = read_values($table, map { $value . $_ } "\0", "\xff", $value);
	is_deeply([ grep { !/$rejections/ } sort keys %$states ], [], "$name: with more behind it, it is rejected") or diag explain $states;
	cmp_ok(eval join('+', values %$states), '==', 3, "$name: ... each time");

	foreach my $other (grep { $_ ne $table && $_ ne 'sink_f' } 'sink_o', 'sink_b')
	{
		my $states = read_values($other, $value);
		is_deeply([ grep { !/$rejections/ } keys %$states ], [], "$name: not read as $other");
		cmp_ok(scalar(keys %$states), '==', 1, "$name: ... but rejected");
	}

	# each number in it enormous, negative, zero; parents that are not there
	next unless $name =~ /^(overlap, text|burden, bigint|frequency)$/;
	my @changed;
	foreach my $number ("\xff\xff\xff\xff", "\x7f\xff\xff\xff", "\x80\0\0\0", "\0\0\0\0", "\0\0\0\1", "\0\0\0\3",
		"\x7f\xff\xff\xff\xff\xff\xff\xff", "\x80\0\0\0\0\0\0\0")
	{
		foreach my $at (0 .. $length - length $number)
		{
			my $changed = $value;
			substr($changed, $at, length $number) = $number;
			push @changed, $changed if $changed ne $value;
		}
	}
	$states = read_values($table, @changed);
	is_deeply([ grep { !/^(22P03|08P01|22021)$/ } keys %$states ], [], "$name: changed numbers are rejected in good order (22021: not in the encoding)")
	  or diag explain $states;
}

# what was accepted has figures of every kind, and reads what it writes, as text and in binary
is( $node->safe_psql(
		'original', qq{
		SET search_path = public, tools;
		COPY sink_o TO '$dir/sink_o' (FORMAT binary);
		COPY sink_b TO '$dir/sink_b' (FORMAT binary);
		CREATE TABLE sink_o2 (LIKE sink_o);
		CREATE TABLE sink_b2 (LIKE sink_b);
		COPY sink_o2 FROM '$dir/sink_o' (FORMAT binary);
		COPY sink_b2 FROM '$dir/sink_b' (FORMAT binary);
		SELECT (SELECT array_agg(md5(v::text) ORDER BY v::text) FROM sink_o) = (SELECT array_agg(md5(v::text) ORDER BY v::text) FROM sink_o2),
		       (SELECT array_agg(md5(v::text) ORDER BY v::text) FROM sink_b) = (SELECT array_agg(md5(v::text) ORDER BY v::text) FROM sink_b2)}),
	't|t', 'what was accepted is the same after COPY there and back');
is( $node->safe_psql(
		'original', q{
		SET search_path = public, tools;
		SELECT count(*) > 4, bool_and(v::text::overlap_summary::text = v::text), bool_and(agencies(v) >= 0 AND shared_providers(v) BETWEEN 0 AND providers(v)
		       AND (SELECT count(*) FROM overlap_pairs(v)) = agencies(v) * (agencies(v) - 1) / 2
		       AND (SELECT coalesce(sum(c.providers), 0) FROM overlap_counts(v) AS c) = providers(v)
		       AND (SELECT coalesce(sum(c.providers), 0) FROM overlap_sets(v) AS c) = providers(v)
		       AND coalesce(shared_value_share(v) BETWEEN 0 AND 1, true) AND (SELECT count(*) FROM shared_provider_list(v, 1)) = providers(v)) FROM sink_o}),
	't|t|t', 'overlap_summary: what was accepted is sound');
my ($status, $out, $err) = $node->psql(
	'original', q{
	SET search_path = public, tools;
	SELECT count(*) > 3, bool_and(v::text::burden_summary::text = v::text), bool_and(providers(v) >= 0 AND coalesce(reports(v) >= joint_reports(v), true)
	       AND (SELECT coalesce(sum(b.arrangements), 0) FROM frequency_bands(v) AS b) = (SELECT coalesce(sum(m.arrangements), 0) FROM most_burdened(v, 1000) AS m)
	       AND coalesce(joint_saving(v) BETWEEN 0 AND 1, true) AND coalesce(reports_quantile(v, 1) >= reports_quantile(v, 0), true)) FROM sink_b},
	extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
is("$out$err", 't|t|t', 'burden_summary: what was accepted is sound');
is( $node->safe_psql(
		'original', q{
		SELECT bool_and(tools.per_year(v) BETWEEN 0 AND 100000000 AND tools.per_year(v::text::tools.frequency) = tools.per_year(v)) FROM sink_f}),
	't', 'frequency: so is what was accepted');

# Summaries made by hand, entry by entry, to be read or to be rejected for that reason
sub amount { my $units = sprintf '%.0f', $_[0] * 1e10; return pack('q>2', $units < 0 ? -1 : 0, $units) }
sub frequency { return pack('q>', $_[0] * 1e10) }
sub entry
{
	my ($parent, $key, $rows, $value, $reports, $highest) = @_;
	return pack('N N/a* q>', $parent, $key, $rows) . amount($value)
	  . (defined $reports ? amount($reports) . frequency($highest) : '');
}
# kind, measured rows and value, missing rows, and for each level its entries
sub message
{
	my ($kind, $rows, $value, $missing, @levels) = @_;
	return pack('C4 q>2', 1, $kind, 2, 0, $rows, $missing) . amount($value) . amount(0)
	  . pack('N*', map { scalar @$_ } @levels) . join('', map { @$_ } @levels);
}
sub detail
{
	my ($table, $value) = @_;
	my ($status, $out, $err) = $node->psql('original', "COPY $table FROM '" . copy_file($value) . "' (FORMAT binary)");
	return $err =~ /DETAIL:\s+(.*)/ ? $1 : $err;
}
# A asks p for 12 and for 4 reports, B for half a one
my @agencies = (entry(0, 'A', 0, 0), entry(0, 'B', 0, 0));
my @totals = (entry(2, frequency(0.5), 1, 5), entry(1, frequency(4), 1, 1), entry(1, frequency(12), 1, 3.5));
my @providers = (entry(1, 'p', 2, 4.5, 16, 12), entry(2, 'p', 1, 5, 0.5, 0.5));
$node->safe_psql('original', 'TRUNCATE sink_b; TRUNCATE sink_o');
is(detail('sink_b', message(4, 3, 9.5, 0, \@agencies, \@totals, \@providers)), '', 'a burden summary made by hand is read');
is( detail('sink_b', message(4, 3, 9.5, 0, [ entry(0, 'B', 0, 0), entry(0, 'A', 0, 0) ],
			[ entry(2, frequency(12), 1, 3.5), entry(1, frequency(0.5), 1, 5), entry(2, frequency(4), 1, 1) ],
			[ entry(1, 'p', 1, 5, 0.5, 0.5), entry(2, 'p', 2, 4.5, 16, 12) ])),
	'', '... and in another order');
is( $node->safe_psql('original',
		'SELECT count(*), count(DISTINCT tools.summary_send(v)), count(DISTINCT pg_column_size(v)), min(tools.reports(v)), min((SELECT count(*) FROM tools.frequency_bands(v))) FROM sink_b'),
	'2|1|1|16.5|3', '... which is the same, and has its figures');
is(detail('sink_o', message(3, 3, 9.5, 2, [ entry(0, 'A', 1, 0), entry(0, 'B', 1, 0) ], [ entry(1, 'p', 2, 4.5), entry(2, 'p', 1, 5) ])),
	'', 'and an overlap summary');

foreach my $case (
	[ 'sink_b', 'An agency has no totals.', 3, 9.5, 0, [ @agencies, entry(0, 'C', 0, 0) ], \@totals, \@providers ],
	[ 'sink_b', 'An agency has no providers.', 3, 9.5, 0, [ @agencies, entry(0, 'C', 0, 0) ], [ @totals, entry(3, frequency(12), 1, 0) ], \@providers ],
	[ 'sink_b', 'A key of an upper level has rows.', 3, 9.5, 1, [ entry(0, 'A', 1, 0), $agencies[1] ], \@totals, \@providers ],
	[ 'sink_b', 'A key of an upper level has a value.', 3, 9.5, 0, [ entry(0, 'A', 0, 1), $agencies[1] ], \@totals, \@providers ],
	[ 'sink_b', 'A total must have at least one row.', 3, 9.5, 0, \@agencies, [ entry(2, frequency(0.5), 0, 0), @totals ], \@providers ],
	[ 'sink_b', 'A parent is none of the level above.', 3, 9.5, 0, \@agencies, \@totals, [ entry(3, 'p', 2, 4.5, 16, 12), $providers[1] ] ],
	[ 'sink_b', 'A parent is none of the level above.', 3, 9.5, 0, \@agencies, \@totals, [ entry(0, 'p', 2, 4.5, 16, 12), $providers[1] ] ],
	[ 'sink_b', 'A parent is none of the level above.', 3, 9.5, 0, \@agencies, \@totals, [ $providers[0], entry(6, 'p', 1, 5, 0.5, 0.5) ] ],
	[ 'sink_b', 'A parent is none of the level above.', 3, 9.5, 0, \@agencies, [ $totals[0], entry(3, frequency(4), 1, 1), $totals[2] ], \@providers ],
	[ 'sink_b', 'A parent is none of the level above.', 3, 9.5, 0, [ $agencies[0], entry(1, 'B', 0, 0) ], \@totals, \@providers ],
	[ 'sink_b', 'A parent is none of the level above.', 3, 9.5, 0, \@agencies, \@totals, [ entry(0xffffffff, 'p', 2, 4.5, 16, 12), $providers[1] ] ],
	[ 'sink_b', 'A key occurs twice.', 3, 9.5, 0, \@agencies, [ $totals[0], @totals ], \@providers ],
	[ 'sink_b', 'A key occurs twice.', 3, 9.5, 0, \@agencies, [ @totals, $totals[0] ], \@providers ],
	[ 'sink_b', 'A key occurs twice.', 3, 9.5, 0, [ @agencies, $agencies[1] ], \@totals, \@providers ],
	[ 'sink_b', 'A key occurs twice.', 3, 9.5, 0, [ @agencies, $agencies[0] ], \@totals, \@providers ],
	[ 'sink_b', 'A frequency is out of range.', 3, 9.5, 0, \@agencies, \@totals, [ $providers[0], entry(2, 'p', 1, 5, -0.5, -0.5) ] ],
	[ 'sink_b', 'An entry has fewer reports a year than its highest frequency.', 3, 9.5, 0, \@agencies, \@totals, [ $providers[0], entry(2, 'p', 1, 5, -0.5, 0.5) ] ],
	[ 'sink_b', 'A highest frequency is not among the totals of its agency.', 3, 9.5, 0, [ $agencies[0] ],
		[ entry(1, frequency(2), 1, 1), @totals[ 1, 2 ] ], [ entry(1, 'p', 1, 3.5, 12, 12), entry(1, 'q', 2, 2, 6, 5) ] ],
	[ 'sink_o', 'A number of rows is out of range.', 3, 9.5, 2, [ entry(0, 'A', -1, 0), entry(0, 'B', 0, 0) ], [ entry(1, 'p', 3, 9.5) ] ],
	[ 'sink_o', 'A key of an upper level has a value.', 3, 9.5, 2, [ entry(0, 'A', 1, 2) ], [ entry(1, 'p', 3, 9.5) ] ],
	[ 'sink_o', 'The rows of the agencies exceed the missing rows.', 3, 9.5, 2, [ entry(0, 'A', 3, 0) ], [ entry(1, 'p', 3, 9.5) ] ],
	[ 'sink_o', 'The rows of the agencies exceed the missing rows.', 3, 9.5, 2, [ entry(0, 'A', 1, 0) ], [ entry(1, 'p', 5, 9.5) ] ])
{
	my ($table, $expected, @parts) = @$case;
	is(detail($table, message($table eq 'sink_b' ? 4 : 3, @parts)), $expected, $expected);
}
my $hand_made = message(4, 3, 9.5, 0, \@agencies, \@totals, \@providers);
like(detail('sink_b', substr($hand_made, 0, 52) . pack('N', 0xffffffff) . substr($hand_made, 56)), qr/^4294967295 entries do not fit/, 'four billion agencies are not believed');
like(detail('sink_b', substr($hand_made, 0, 56) . pack('N2', 0xffffffff, 0xffffffff) . substr($hand_made, 64)), qr/entries do not fit/, 'nor as many entries of other levels');

# Half a million pairs of agencies: what each row takes does not add up
SKIP:
{
	skip 'no /proc to ask for memory', 1 unless -r "/proc/$$/status";
	my $memory = $node->safe_psql(
		'postgres', q{
		CREATE EXTENSION commissioning;
		CREATE TEMP TABLE s AS SELECT overlap_summary('agency number ' || i % 1000, i % 613) AS s FROM generate_series(1, 5000) AS i;
		CREATE FUNCTION pg_temp.peak() RETURNS bigint LANGUAGE sql AS
		$$ SELECT (regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\s+(\d+) kB'))[1]::bigint $$;
		SELECT pg_temp.peak();
		SELECT count(*) FROM s, overlap_pairs(s);
		SELECT pg_temp.peak()});
	my ($before, $pairs, $after) = split /\n/, $memory;
	cmp_ok($after - $before, '<', 100_000, "$pairs pairs take less than 100 MB") or diag "$before kB before, $after kB after";
}

unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC|server process .* exited|out of memory/, 'no backend crashed or ran out of memory');
$node->stop;
done_testing();
