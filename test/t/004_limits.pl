# Large keys, many keys, and long work that is cancelled.
#
# LIMITS_LONG=1 goes to a gigabyte with many small keys, too: test/long/faults.

use strict;
use warnings;

use Time::HiRes qw(time);

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# In gigabytes, where the system tells; elsewhere it is taken to be enough
sub memory_available
{
	open my $info, '<', '/proc/meminfo' or return 1_000;
	my ($kilobytes) = join('', <$info>) =~ /^MemAvailable:\s+(\d+)/m or return 1_000;
	return $kilobytes / 1_048_576;
}

my $node = PostgreSQL::Test::Cluster->new('limits');
$node->init;
$node->append_conf('postgresql.conf', "fsync = off\njit = off\nmax_parallel_workers_per_gather = 0\n");
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION commissioning');

# keys of a megabyte, and one of 50
is( $node->safe_psql(
		'postgres',
		q{SELECT holders(s), total(s), length(s::text) BETWEEN 40000000 AND 42000000, s::text::concentration_summary::text = s::text
		  FROM (SELECT concentration_summary(repeat('k', 1000000) || i % 40, i) AS s FROM generate_series(1, 80) AS i) AS x}),
	'40|3240|t|t', '40 keys of a megabyte');
is( $node->safe_psql(
		'postgres',
		q{SELECT holders(s), hhi(s), (SELECT length(holder) FROM top_holders(s, 1))
		  FROM (SELECT concentration_summary(repeat(repeat('k', 10000), 5000) || i % 2, 1) AS s FROM generate_series(1, 4) AS i) AS x}),
	'2|0.5|50000001', 'two keys of 50 megabytes');
is( $node->safe_psql(
		'postgres',
		q{SELECT holders(s), total(s) FROM (SELECT concentration_summary(repeat(md5(i::text), 100) || i % 20000, 1) AS s
		  FROM generate_series(1, 20000) AS i) AS x}),
	'20000|20000', '20,000 keys of 3 kilobytes');

is( $node->safe_psql(
		'postgres',
		q{SELECT providers(s), total(s), length(s::text) BETWEEN 80000000 AND 84000000, record_image_eq(ROW(s), ROW(s::text::schedule_summary)), (SELECT length(provider) FROM most_burdened(s, 1, '[2020-01-01,2021-01-01)'))
		  FROM (SELECT schedule_summary('A', repeat('k', 1000000) || i % 40, '12', daterange('2020-01-01', '2020-01-02'::date + i), i) AS s FROM generate_series(1, 80) AS i) AS x}),
	'40|3240|t|t|1000001', '80 arrangements of 40 providers of a megabyte');
# what does not fit into a gigabyte is an error that says so, not a crash
SKIP:
{
	skip 'needs 6 gigabytes of memory', 6 if memory_available() < 6;
	my ($status, $out, $err) = $node->psql(
		'postgres',
		q{SELECT concentration_summary(repeat(repeat('k', 10000), 37000) || i, 1) IS NOT NULL FROM generate_series(1, 3) AS i});
	isnt($status, 0, 'three keys of 370 megabytes do not fit into a summary');
	like($err, qr/1 GB/, 'which is said');
	like($err, qr/HINT:\s+\S/, 'with a hint');
	($status, $out, $err) = $node->psql(
		'postgres',
		q{SELECT holders(rollup(s)) FROM (SELECT concentration_summary(repeat(repeat('k', 10000), 37000) || i, 1) AS s
		  FROM generate_series(1, 3) AS i GROUP BY i) AS x},
		extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
	like($err, qr/ERROR:\s+54000/, 'nor into the rollup of three: SQLSTATE 54000');
	($status, $out, $err) = $node->psql(
		'postgres',
		q{SELECT schedule_summary(repeat(repeat('k', 10000), 37000) || i, i, '12', '[2020-01-01,2021-01-01)', 1) IS NOT NULL FROM generate_series(1, 3) AS i},
		extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
	like($err, qr/ERROR:\s+54000/, 'nor three agencies of that length into a schedule: SQLSTATE 54000');
	($status, $out, $err) = $node->psql(
		'postgres',
		q{WITH k AS MATERIALIZED (SELECT i, concentration_summary(repeat(repeat('k', 10000), 37000) || i, 1) AS s
		  FROM generate_series(1, 3) AS i GROUP BY i)
		  SELECT (SELECT s FROM k WHERE i = 1) + (SELECT s FROM k WHERE i = 2) + (SELECT s FROM k WHERE i = 3) IS NOT NULL},
		extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
	like($err, qr/ERROR:\s+54000/, 'nor into the sum of three: SQLSTATE 54000');
}
is($node->safe_psql('postgres', q{SELECT hhi('a', 1)}), '1', 'the server answers');

# the text form of a large summary may pass a gigabyte where the summary does not: an error, too
SKIP:
{
	skip 'needs 6 gigabytes of memory', 2 if memory_available() < 6;
	my ($status, $out, $err) = $node->psql(
		'postgres',
		q{SELECT length(concentration_summary(repeat(repeat(E'\x01', 10000), 18000), 1)::text)},
		extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
	isnt($status, 0, 'a text form of 1.1 gigabytes is an error');
	like($err, qr/ERROR:\s+54000/, 'SQLSTATE 54000');
}
is($node->safe_psql('postgres', q{SELECT hhi('a', 1)}), '1', 'the server answers');

# what must end with SQLSTATE 54000, and when; ours have a hint
sub too_large
{
	my ($what, $sql, $seconds, $ours) = @_;
	my $started = time;
	my ($status, $out, $err) = $node->psql('postgres', $sql, extra_params => [ '-v', 'VERBOSITY=verbose' ]);
	my $took = time - $started;
	like($err, qr/ERROR:\s+54000/, "$what: too large (54000)");
	like($err, qr/exceeds the maximum size of 1 GB.*^HINT:/ms, "$what: with a hint") if $ours;
	cmp_ok($took, '<', $seconds, sprintf('%s: said within %d s (%.1f s)', $what, $seconds, $took));
	is($node->safe_psql('postgres', q{SELECT hhi('a', 1)}), '1', "$what: the server answers");
}

# Two halves that fit each, and not together; text that is shorter than what it
# says; the limit reached with small keys, which have 24 bytes each, or fewer while a
# state has rows of one value.  Takes minutes.
SKIP:
{
	skip 'LIMITS_LONG is not set', 1 if !$ENV{LIMITS_LONG};
	my $available = memory_available();
	skip "needs 8 gigabytes of memory, there are $available", 1 if $available < 8;
	is( $node->safe_psql(
			'postgres',
			q{CREATE TEMP TABLE half AS SELECT concentration_summary(repeat(repeat('k', 1000), 110) || i, 1) AS s FROM generate_series(1, 5000) AS i;
			  SELECT holders(rollup(s)), total(rollup(s)) FROM (SELECT s FROM half UNION ALL SELECT s FROM half UNION ALL SELECT s FROM half) AS x}),
		'5000|15000', 'three halves of a gigabyte with the same keys fit together');
	my $parallel = q{SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0;
		SET min_parallel_table_scan_size = 0; SET parallel_leader_participation = off;};
	$node->safe_psql(
		'postgres', q{
		CREATE UNLOGGED TABLE few AS SELECT i, repeat(md5(i::text), 150) AS pad FROM generate_series(1, 4) AS i;
		ALTER TABLE few ALTER pad SET STORAGE plain;
		CREATE UNLOGGED TABLE numbers AS SELECT i FROM generate_series(1, 46000000) AS i;
		CREATE UNLOGGED TABLE half AS
		SELECT i % 2 AS n, concentration_summary(i::bigint, 1) AS s FROM numbers WHERE i <= 43000000 GROUP BY i % 2;
		VACUUM ANALYZE few, numbers;
	});
	# jsonb has a limit of its own, 256 MB for a string
	too_large('jsonb', q{SELECT concentration_summary(repeat(repeat('k', 10000), 27000), 1)::jsonb IS NULL}, 300);
	too_large('combine, long keys', "$parallel SELECT hhi(repeat(repeat('k', 10000), 27000) || i, 1) FROM few", 300, 1);
	too_large('combine, overlap', "$parallel SELECT shared_providers(repeat(repeat('k', 10000), 27000) || i, i::bigint) FROM few", 300, 1);
	too_large('transition, small keys', 'SELECT hhi(i::bigint, 1) FROM (SELECT i FROM numbers UNION ALL SELECT i + 46000000 FROM numbers) AS twice', 600, 1);
	too_large('combine, small keys', "$parallel SELECT hhi(i::bigint, 1) FROM numbers", 600, 1);
	# what fits into a state without an index
	is($node->safe_psql('postgres', q{SELECT holders(s), total(s), round(1 / hhi(s), 4) FROM (SELECT rollup(s) AS s FROM half) AS x}),
		'43000000|43000000|43000000.0000', 'rollup, small keys: 1.04 gigabytes');
	too_large('rollup, small keys',
		q{SELECT hhi(rollup(s)) FROM (SELECT s FROM half UNION ALL SELECT concentration_summary(43000000 + i::bigint, 1) FROM numbers WHERE i <= 3000000) AS x},
		600, 1);
	too_large('text input',
		q{SELECT hhi(('{"version": 1, "key": "bigint", "measured_rows": 46000000, "measured_value": 0, "missing_rows": 0, "missing_value": 0, "entries": ['
		  || string_agg('[' || i || ',1,0]', ',') || ']}')::concentration_summary) FROM numbers}, 900, 1);
	too_large('an entry for each row', q{SELECT weighted_length_bounds('[1,2]', numrange(1, i)) FROM numbers}, 600, 1);
	is($node->safe_psql('postgres', q{SELECT weighted_length_bounds('[1,2]', numrange(1, i)) FROM numbers WHERE i <= 22369620}), '[1,2]', 'an entry for each row: as many as fit');
	$node->safe_psql('postgres', q{DROP TABLE numbers});
	# half of what is possible is read, turned and compared
	is( $node->safe_psql(
			'postgres', q{SELECT n, holders(s), total(s), round(gini(s), 6), octet_length(s::text) > 200000000 FROM half ORDER BY n}),
		"0|21500000|21500000|0.000000|t\n1|21500000|21500000|0.000000|t", 'halves have their figures');
	foreach my $what (
		'SELECT gini(s) FROM half',
		'SELECT atkinson(s, 0.3) FROM half',
		'SELECT count(*) FROM half, top_holders(s, 21500000)',
		'SELECT length(s::text) FROM half',
		'SELECT s::text::concentration_summary IS NULL FROM half',
		'SELECT length(summary_send(s)) FROM half',
		'SELECT hhi(rollup(s)) FROM half')
	{
		foreach my $milliseconds (2000, 5000)
		{
			my $started = time;
			my ($status, $out, $err) = $node->psql('postgres', "SET statement_timeout = $milliseconds; $what",
				extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
			my $late = time - $started - $milliseconds / 1000;
			# or done before that, or stopped by the gigabyte
			ok($err eq '' || $err =~ /ERROR:\s+(57014|54000)/, "$what: cancelled") or diag $err;
			cmp_ok($late, '<', 10, sprintf('%s: after %.1f s, or soon (%.1f s)', $what, $milliseconds / 1000, $late));
		}
	}
	$node->safe_psql('postgres', q{DROP TABLE half});
}

# what text input has outgrown is freed: reading takes memory in proportion to the
# text, which without that came to 15 times its size
SKIP:
{
	skip 'no /proc here', 1 if !-r '/proc/self/status';
	my $most = q{(regexp_match(pg_read_file('/proc/self/status'), 'VmHWM:\s+(\d+)'))[1]::bigint * 1024};
	my ($size, $before, $after) = split(/\n/, $node->safe_psql(
			'postgres', qq{
		CREATE TEMP TABLE form AS
		SELECT format('{"version": 1, "key": "bigint", "measured_rows": 0, "measured_value": 0, "missing_rows": 1000000, "missing_value": 0, "agencies": [%s], "entries": []}',
			string_agg('["agency number ' || i || '", 1]', ', ')) AS j FROM generate_series(1, 1000000) AS i;
		ALTER TABLE form ALTER j SET STORAGE plain;
		SELECT length(j) FROM form;
		SELECT $most FROM form WHERE length(j || '') > 0;
		SELECT CASE WHEN agencies(j::overlap_summary) = 1000000 THEN $most END FROM form}));
	cmp_ok($after - $before, '<', 12 * $size, sprintf 'text input: %.1f times the size of the text', ($after - $before) / $size);
}

# more agencies than a narrow entry has bits for come back from text, in order and not
is( $node->safe_psql(
		'postgres', q~
		SELECT agencies(s), record_image_eq(ROW(s), ROW(s::text::overlap_summary)),
		       record_image_eq(ROW(s), ROW(regexp_replace(s::text, '("entries": \\[)(\\[.*?\\]), (.*)\\]}', '\\1\\3, \\2]}')::overlap_summary))
		FROM (SELECT overlap_summary('agency ' || i, i, 1) AS s FROM generate_series(1, 530000) AS i) AS x~),
	'530000|t|t', 'half a million agencies come back from text');

# a statement that takes long ends soon after its time is up
$node->safe_psql(
	'postgres', q{
	CREATE UNLOGGED TABLE large (s concentration_summary, l term_summary);
	INSERT INTO large SELECT concentration_summary('a key of some length ' || i * 7919::bigint % 1000003, i), NULL FROM generate_series(1, 1000000) AS i;
	INSERT INTO large SELECT * FROM large;
	INSERT INTO large SELECT * FROM large;
});
# a million long keys: among them are pairs with the same 32-bit hash
is( $node->safe_psql('postgres', 'SELECT DISTINCT holders(s), total(s), measured_rows(s) FROM large'),
	'1000000|500000500000|1000000', 'a million keys are told apart');
$node->safe_psql(
	'postgres', q{
	CREATE UNLOGGED TABLE scheduled (s schedule_summary);
	INSERT INTO scheduled
	SELECT schedule_summary('agency ' || i % 100, i / 20, (i % 13)::frequency, daterange('2020-01-01'::date + i % 777, '2023-01-01'::date + i % 999), i) FROM generate_series(1, 1000000) AS i;
	CREATE UNLOGGED TABLE one_provider (s schedule_summary, b burden_summary);
	INSERT INTO one_provider
	SELECT schedule_summary('agency ' || i, 1::bigint, '12', daterange('2020-01-01'::date + i % 777, '2023-01-01'::date + i % 999), i), burden_summary('agency ' || i, 1::bigint, '12', i) FROM generate_series(1, 20000) AS i;
});
my $period = q{'[2020-07-01,2024-07-01)'};
my %work = (
	'schedule, transition' => q{SELECT schedule_summary('agency ' || i % 10, i, '12', daterange('2000-01-01', '2000-01-02'::date + i % 20000), i) IS NULL FROM generate_series(1, 100000000) AS i},
	'schedule, combine' => q{SELECT total(rollup(s)) FROM scheduled, generate_series(1, 1000)},
	'schedule, text out and in' => q{SELECT count(s::text::schedule_summary) FROM scheduled, generate_series(1, 100) AS i WHERE length(s::text) > i},
	'schedule, send' => q{SELECT sum(length(summary_send(s))) FROM scheduled, generate_series(1, 1000)},
	'schedule, part' => q{SELECT count(part(s, 2000, i)) FROM scheduled, generate_series(0, 1999) AS i},
	'schedule, joint_reports' => qq{SELECT sum(joint_reports(s, $period)) FROM scheduled, generate_series(1, 1000)},
	'schedule, joint_pairs' => qq{SELECT count(*) FROM one_provider, joint_pairs(s, $period)},
	'burden, joint_pairs' => q{SELECT count(*) FROM one_provider, joint_pairs(b)},
	'schedule, most_burdened' => qq{SELECT count(*) FROM scheduled, generate_series(1, 1000) AS i, most_burdened(s, 40000 + i, $period) WHERE rank > i},
	'schedule, at_risk' => qq{SELECT count(*) FROM scheduled, generate_series(1, 1000) AS i, at_risk(CASE WHEN i > 0 THEN s END, $period)},
	'schedule, cover_gaps' => q{SELECT count(*) FROM scheduled, generate_series(1, 1000) AS i, cover_gaps(CASE WHEN i > 0 THEN s END)},
	'schedule, burden_summary' => q{SELECT sum(reports(burden_summary(s))) FROM scheduled, generate_series(1, 1000)},
	'schedule, concentration_within' => qq{SELECT sum(hhi(concentration_within(s, $period))) FROM scheduled, generate_series(1, 1000)},
	'transition' => q{SELECT hhi('key ' || i, i) FROM generate_series(1, 100000000) AS i},
	'transition, bigint' => q{SELECT gini(i, 1) FROM generate_series(1, 200000000) AS i},
	'terms' => q{SELECT weighted_length(daterange('2000-01-01', '2000-01-01'::date + i % 20000), i) FROM generate_series(1, 200000000) AS i},
	'combine' => q{SELECT hhi(rollup(s)) FROM large, generate_series(1, 1000)},
	'text out and in' => q{SELECT count(s::text::concentration_summary) FROM large, generate_series(1, 100) AS i WHERE length(s::text) > i},
	# of a sum, which has no figures ready
	'sort' => q{SELECT sum(gini(s + s)) FROM large, generate_series(1, 1000)},
	'logarithms' => q{SELECT sum(theil(s + s)) FROM large, generate_series(1, 1000)},
	'powers' => q{SELECT sum(atkinson(s, 0.3 + i * 0.001)) FROM large, generate_series(1, 1000) AS i},
	'list' => q{SELECT count(*) FROM large, generate_series(1, 1000) AS i, top_holders(s, 900000 + i) WHERE rank > i},
	'curve' => q{SELECT count(*) FROM large, generate_series(1, 1000) AS i, lorenz(s, 900000 + i)});
foreach my $what (sort keys %work)
{
	my $started = time;
	my ($status, $out, $err) = $node->psql('postgres', "SET statement_timeout = '1s'; $work{$what}",
		extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
	my $took = time - $started;
	like($err, qr/ERROR:\s+57014/, "$what: cancelled");
	cmp_ok($took, '<', 6, sprintf '%s: 1 s after it began, or soon (%.1f s)', $what, $took);
}
is($node->safe_psql('postgres', q{SELECT hhi('a', 1)}), '1', 'the server answers');
unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC|server process .* exited/, 'no backend crashed');
$node->stop;
done_testing();
