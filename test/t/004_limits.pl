# Large keys, many keys, and long work that is cancelled.

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
		q{SELECT providers(s), total(s), length(s::text) BETWEEN 40000000 AND 42000000, s::text::concentration_summary::text = s::text
		  FROM (SELECT concentration_summary(repeat('k', 1000000) || i % 40, i) AS s FROM generate_series(1, 80) AS i) AS x}),
	'40|3240|t|t', '40 keys of a megabyte');
is( $node->safe_psql(
		'postgres',
		q{SELECT providers(s), hhi(s), (SELECT length(provider) FROM top_providers(s, 1))
		  FROM (SELECT concentration_summary(repeat(repeat('k', 10000), 5000) || i % 2, 1) AS s FROM generate_series(1, 4) AS i) AS x}),
	'2|0.5|50000001', 'two keys of 50 megabytes');
is( $node->safe_psql(
		'postgres',
		q{SELECT providers(s), total(s) FROM (SELECT concentration_summary(repeat(md5(i::text), 100) || i % 20000, 1) AS s
		  FROM generate_series(1, 20000) AS i) AS x}),
	'20000|20000', '20,000 keys of 3 kilobytes');

# what does not fit into a gigabyte is an error that says so, not a crash
SKIP:
{
	skip 'needs 6 gigabytes of memory', 4 if memory_available() < 6;
	my ($status, $out, $err) = $node->psql(
		'postgres',
		q{SELECT concentration_summary(repeat(repeat('k', 10000), 37000) || i, 1) IS NOT NULL FROM generate_series(1, 3) AS i});
	isnt($status, 0, 'three keys of 370 megabytes do not fit into a summary');
	like($err, qr/1 GB/, 'which is said');
	like($err, qr/HINT:\s+\S/, 'with a hint');
	($status, $out, $err) = $node->psql(
		'postgres',
		q{SELECT rollup(s) IS NOT NULL FROM (SELECT concentration_summary(repeat(repeat('k', 10000), 37000) || i, 1) AS s
		  FROM generate_series(1, 3) AS i GROUP BY i) AS x},
		extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
	like($err, qr/ERROR:\s+54000/, 'nor into the rollup of three: SQLSTATE 54000');
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

# a statement that takes long ends soon after its time is up
$node->safe_psql(
	'postgres', q{
	CREATE UNLOGGED TABLE large (s concentration_summary, l term_summary);
	INSERT INTO large SELECT concentration_summary('a key of some length ' || i * 7919::bigint % 1000003, i), NULL FROM generate_series(1, 1000000) AS i;
	INSERT INTO large SELECT * FROM large;
	INSERT INTO large SELECT * FROM large;
});
# a million long keys: among them are pairs with the same 32-bit hash
is( $node->safe_psql('postgres', 'SELECT DISTINCT providers(s), total(s), measured_rows(s) FROM large'),
	'1000000|500000500000|1000000', 'a million keys are told apart');
my %work = (
	'transition' => q{SELECT hhi('key ' || i, i) FROM generate_series(1, 100000000) AS i},
	'transition, bigint' => q{SELECT gini(i, 1) FROM generate_series(1, 200000000) AS i},
	'terms' => q{SELECT weighted_length(daterange('2000-01-01', '2000-01-01'::date + i % 20000), i) FROM generate_series(1, 200000000) AS i},
	'combine' => q{SELECT hhi(rollup(s)) FROM large, generate_series(1, 1000)},
	'text out and in' => q{SELECT count(s::text::concentration_summary) FROM large, generate_series(1, 100) AS i WHERE length(s::text) > i},
	'sort' => q{SELECT sum(gini(s)) FROM large, generate_series(1, 1000) AS i WHERE gini(s) > -i},
	'logarithms' => q{SELECT sum(theil(s)) FROM large, generate_series(1, 1000) AS i WHERE theil(s) > -i},
	'powers' => q{SELECT sum(atkinson(s, 0.3 + i * 0.001)) FROM large, generate_series(1, 1000) AS i},
	'list' => q{SELECT count(*) FROM large, generate_series(1, 1000) AS i, top_providers(s, 900000 + i) WHERE rank > i},
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
