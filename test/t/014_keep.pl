# Kept tables are equal to fresh aggregates, to the byte, whoever writes at once,
# after a crash and in a restored dump; and nobody waits in a circle.
#
# KEEP_SECONDS and KEEP_CLIENTS make it longer and busier (test/long/keep).

use strict;
use warnings;

use IPC::Run ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seconds = $ENV{KEEP_SECONDS} || 3;
my $clients = $ENV{KEEP_CLIENTS} || 6;

my $node = PostgreSQL::Test::Cluster->new('keep');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "jit = off\nautovacuum_naptime = 1s\nmax_connections = 40\ndeadlock_timeout = 200ms\n");
$node->start;

# Rows of their own for every client, groups and providers for all of them: what
# waits, waits for kept summaries.  One key has 8 values, the other one is wider.
$node->safe_psql(
	'postgres', q{
	CREATE SCHEMA tools;
	CREATE EXTENSION commissioning SCHEMA tools;
	CREATE SCHEMA stock;
	CREATE TABLE arrangement (client int, id int, agency text, provider text, term daterange, value numeric);
	CREATE UNIQUE INDEX ON arrangement (client, id) WHERE client < 100;
	CREATE TABLE stock.agency (agency text PRIMARY KEY, money tools.concentration_summary, lengths tools.term_summary);
	CREATE TABLE stock.provider (provider text, year int, shared tools.overlap_summary, PRIMARY KEY (year, provider));
	SET search_path = public, tools;
	SELECT keep_summaries('arrangement', 'stock.agency',
		'SELECT agency, concentration_summary(provider, value) AS money, term_summary(term, value) AS lengths FROM rows GROUP BY agency');
	SELECT keep_summaries('arrangement', 'stock.provider',
		'SELECT provider, extract(year FROM lower(term))::int AS year, overlap_summary(agency, provider, value) AS shared FROM rows WHERE term IS NOT NULL GROUP BY 1, 2');
	CREATE FUNCTION random_rows(client int, wanted int, first int DEFAULT 0) RETURNS SETOF arrangement LANGUAGE sql AS $$
		SELECT client, first + i, 'Agency ' || (random() * 7)::int, 'provider ' || (random() * 20)::int,
		       CASE WHEN random() < 0.9 THEN daterange('2020-01-01', NULL) * daterange(DATE '2020-01-01' + (random() * 900)::int, '2023-01-01') END,
		       CASE WHEN random() < 0.9 THEN round((random() * 1000 - 100)::numeric, 2) END
		FROM generate_series(1, wanted) AS i ORDER BY random() $$;
	CREATE FUNCTION differences() RETURNS bigint LANGUAGE sql AS $$
		SELECT count(*) FROM (
			SELECT agency FROM stock.agency FULL JOIN
			  (SELECT agency, tools.concentration_summary(provider, value) AS m, tools.term_summary(term, value) AS l FROM public.arrangement GROUP BY 1) AS fresh USING (agency)
			WHERE tools.summary_send(money) IS DISTINCT FROM tools.summary_send(m) OR tools.summary_send(lengths) IS DISTINCT FROM tools.summary_send(l)
			UNION ALL
			SELECT provider FROM stock.provider FULL JOIN
			  (SELECT provider, extract(year FROM lower(term))::int AS year, tools.overlap_summary(agency, provider, value) AS s FROM public.arrangement WHERE term IS NOT NULL GROUP BY 1, 2)
			  AS fresh USING (provider, year)
			WHERE tools.summary_send(shared) IS DISTINCT FROM tools.summary_send(s)) AS different $$;
});

# a file for COPY for each of them
my $copied = $node->basedir . '/rows';
foreach my $client (0 .. $clients - 1)
{
	append_to_file("$copied.$client", join('', map { join("\t", 100 + $client, $_, 'Agency ' . (8 - $_), "provider $_", '[2021-01-01,2022-01-01)', $_ * 1.5) . "\n" } 1 .. 8));
}

# what clients do; each statement meets the groups in another order
my %scripts = (
	insert => 'INSERT INTO arrangement SELECT * FROM random_rows(:client_id, 5, (random() * 1e9)::int) ON CONFLICT DO NOTHING;',
	copy => "COPY arrangement FROM '$copied.:client_id';",
	update => "UPDATE arrangement SET value = coalesce(value, 0) + 1.25, agency = 'Agency ' || (random() * 9)::int, term = CASE WHEN random() < 0.8 THEN daterange('2021-01-01', '2024-01-01') END WHERE client = :client_id AND random() < 0.3;",
	delete => 'DELETE FROM arrangement WHERE client IN (:client_id, 100 + :client_id) AND random() < 0.4;',
	upsert => 'INSERT INTO arrangement SELECT * FROM random_rows(:client_id, 1, 5) ON CONFLICT (client, id) WHERE client < 100 DO UPDATE SET value = EXCLUDED.value;',
	abort => "BEGIN;\nDELETE FROM arrangement WHERE client = :client_id;\nROLLBACK;",
	savepoint => join("\n",
		'BEGIN;', 'SAVEPOINT a;', 'DELETE FROM arrangement WHERE client = :client_id;', 'ROLLBACK TO a;',
		'UPDATE arrangement SET value = value - 1 WHERE client = :client_id AND id % 2 = 0;', 'SAVEPOINT b;', 'RELEASE b;', 'COMMIT;'));

sub workload
{
	my (@names) = @_;
	my @files;
	foreach my $name (@names)
	{
		my $file = $node->basedir . "/$name.sql";
		append_to_file($file, "$scripts{$name}\n") unless -e $file;
		push @files, '-f', $file;
	}
	return @files;
}

sub same
{
	my ($what, $database) = @_;
	$database //= 'postgres';
	is($node->safe_psql($database, 'SELECT differences()'), '0', "$what: kept is fresh");
	return;
}

sub pgbench
{
	my ($what, @options) = @_;
	$node->command_checks_all([ 'pgbench', '-n', '-c', $clients, '-j', 2, '-T', $seconds, @options, $node->connstr('postgres') ],
		0, [qr{number of transactions actually processed: [1-9]}], [qr{^(?!.*(ERROR|aborted))}s], "$what: nobody fails");
	same($what);
	return;
}

# READ COMMITTED: statements of several groups, in any order, never fail
my @single = workload(qw(insert copy update delete upsert));
pgbench('writers', @single);
unlike(slurp_file($node->logfile), qr/deadlock/, 'and no deadlock');
cmp_ok($node->safe_psql('postgres', 'SELECT count(*) FROM stock.agency'), '>', 5, 'something is kept');

# Transactions of several statements lock in no order that a statement could see
# to: one of a circle fails, as with any rows, and is tried again.
my @tries = $node->pg_version >= 15 ? '--max-tries=1000' : ();
my @all = workload(sort keys %scripts);
SKIP:
{
	skip 'pgbench before 15 does not try again', 4 unless @tries;
	pgbench('aborts and savepoints', @tries, @all);
	local $ENV{PGOPTIONS} = '-c default_transaction_isolation=repeatable\ read';
	pgbench('REPEATABLE READ', @tries, @all);
}
my %errors;
$errors{$_}++ foreach slurp_file($node->logfile) =~ /ERROR:\s+(.*)/g;
is(join(', ', grep { !/^(could not serialize access due to (concurrent update|concurrent delete)|deadlock detected)$/ } sort keys %errors), '', 'and no other error');
ok(!@tries || $errors{'could not serialize access due to concurrent update'}, 'which REPEATABLE READ has');

# a statement that waits for another, at either level, and one whose group goes meanwhile
sub meanwhile
{
	my ($what, $level, $first, $second, $state) = @_;
	$node->safe_psql('postgres',
		"TRUNCATE arrangement; INSERT INTO arrangement VALUES (1, 1, 'a', 'p', '[2020-01-01,2021-01-01)', 1), (2, 1, 'a', 'p', '[2020-01-01,2021-01-01)', 2), (3, 1, 'b', 'p', '[2020-01-01,2021-01-01)', 2)");
	my ($one, $one_out, $two_err) = ('', '', '');
	my $held = IPC::Run::start([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres') ], '<', \$one, '>', \$one_out);
	$one .= "BEGIN; $first; SELECT 'held';\n";
	IPC::Run::pump($held) until $one_out =~ /held/;
	my $waits = IPC::Run::start([ 'psql', '-XAtq', '-v', 'VERBOSITY=sqlstate', '-d', $node->connstr('postgres'),
		map { ('-c', $_) } "BEGIN ISOLATION LEVEL $level", 'SELECT FROM arrangement', $second, 'COMMIT' ], '<', '/dev/null', '>', '/dev/null', '2>', \$two_err);
	$node->poll_query_until('postgres', "SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
	$one .= "COMMIT;\n\\q\n";
	$held->finish;
	$waits->finish;
	is($two_err =~ /ERROR:\s+(\w+)/ ? $1 : '', $state, "$what, $level");
	same("$what, $level");
	return;
}
foreach my $level ('READ COMMITTED', 'REPEATABLE READ')
{
	# (a group that has gone may be made anew at any level)
	my $state = $level eq 'READ COMMITTED' ? '' : '40001';
	meanwhile('insert beside insert', $level, q{INSERT INTO arrangement VALUES (4, 1, 'new', 'p', NULL, 3)}, q{INSERT INTO arrangement VALUES (5, 1, 'new', 'q', NULL, 4)}, $state);
	meanwhile('insert beside the last delete', $level, 'DELETE FROM arrangement WHERE client = 3', q{INSERT INTO arrangement VALUES (5, 1, 'b', 'q', NULL, 4)}, '');
	meanwhile('delete beside delete', $level, 'DELETE FROM arrangement WHERE client = 1', 'DELETE FROM arrangement WHERE client = 2', $state);
	meanwhile('update into a group that goes', $level, 'DELETE FROM arrangement WHERE client = 3', q{UPDATE arrangement SET agency = 'b' WHERE client = 1}, $state);
}

# MERGE fires a trigger for each kind of what it does
SKIP:
{
	skip 'no MERGE before 15', 1 if $node->pg_version < 15;
	$node->safe_psql('postgres', q{
		TRUNCATE arrangement;
		INSERT INTO arrangement SELECT * FROM random_rows(1, 60);
		MERGE INTO arrangement AS a USING (SELECT * FROM random_rows(1, 60, 20)) AS n ON a.id = n.id
		WHEN MATCHED AND n.id % 3 = 0 THEN DELETE
		WHEN MATCHED THEN UPDATE SET value = n.value, agency = n.agency
		WHEN NOT MATCHED THEN INSERT VALUES (n.client, n.id, n.agency, n.provider, n.term, n.value)});
	same('MERGE');
}

# who may not stop it, waits for nobody and holds off nobody; who may, waits for readers, as DROP TRIGGER does
$node->safe_psql('postgres', q{CREATE ROLE stranger; GRANT USAGE ON SCHEMA public, tools, stock TO stranger; GRANT ALL ON arrangement, stock.agency TO stranger});
my ($reads, $reads_out) = ('', '');
my $reader = IPC::Run::start([ 'psql', '-XAtq', '-d', $node->connstr('postgres') ], '<', \$reads, '>', \$reads_out);
$reads .= "BEGIN; SELECT FROM arrangement LIMIT 1; SELECT 'held';\n";
IPC::Run::pump($reader) until $reads_out =~ /held/;
foreach my $case ([ 'stranger', '42501' ], [ 'NONE', '55P03' ])
{
	my ($role, $state) = @$case;
	my ($code, $stdout, $stderr) = $node->psql('postgres',
		"\\set VERBOSITY sqlstate\nSET lock_timeout = '300ms'; SET ROLE $role; SELECT tools.keep_summaries_stop('arrangement', 'stock.agency')");
	like($stderr, qr/ERROR:\s+$state\b/, "$role cannot stop it beside a reader: $state");
}
$reads .= "COMMIT;\n\\q\n";
$reader->finish;
$node->safe_psql('postgres', q{INSERT INTO arrangement SELECT * FROM random_rows(1, 5, 500)});
same('after that');

# a crash while they write
my ($out, $err) = ('', '');
my $writers = IPC::Run::start([ 'pgbench', '-n', '-c', $clients, '-j', 2, '-T', $seconds + 60, @tries, @all, $node->connstr('postgres') ], '>', \$out, '2>', \$err);
sleep($seconds > 3 ? 3 : 2);
$node->stop('immediate');
$writers->finish;
$node->start;
same('after a crash');
cmp_ok($node->safe_psql('postgres', 'SELECT count(*) FROM arrangement'), '>', 0, 'there are rows');

# a dump has the triggers and what is kept
my $dump = PostgreSQL::Test::Utils::tempdir() . '/dump';
foreach my $format ('custom', 'directory')
{
	$node->command_ok([ 'pg_dump', '-F', $format, '-f', "$dump.$format", $node->connstr('postgres') ], "dump, $format");
	$node->safe_psql('postgres', "CREATE DATABASE $format TEMPLATE template0");
	$node->command_ok([ 'pg_restore', '--exit-on-error', '-d', $node->connstr($format), "$dump.$format" ], 'restored');
	same('restored', $format);
	$node->safe_psql($format, q{INSERT INTO arrangement SELECT * FROM random_rows(500, 50); DELETE FROM arrangement WHERE random() < 0.5; UPDATE arrangement SET agency = 'moved', term = NULL WHERE random() < 0.5});
	same('and followed on', $format);
	$node->safe_psql($format, 'TRUNCATE arrangement');
	same('and emptied', $format);
	is($node->safe_psql($format, 'SELECT (SELECT count(*) FROM stock.agency) + (SELECT count(*) FROM stock.provider)'), '0', 'of all');
}
$node->stop;
done_testing();
