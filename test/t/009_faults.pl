# Statements that are cancelled, sessions that are terminated, backends that
# die: the reaction is prompt, the SQLSTATE is right, the same session goes on
# with right figures and no memory more than before, and what was stored stays.
#
# test/long/faults makes more of it: FAULTS_KEYS takes larger summaries,
# FAULTS_ROUNDS cancels and kills at as many points of the way and promotes a
# standby, too, and FAULTS_PARTS names what is done: cancel, crash, and what is
# left out here, limit and allocate, where memory runs out.

use strict;
use warnings;

use IPC::Run;
use Time::HiRes qw(time usleep);

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $keys = $ENV{FAULTS_KEYS} || 60_000;
my $rounds = $ENV{FAULTS_ROUNDS} || 1;
my $long = $rounds > 1;
my %parts = map { $_ => 1 } split / /, $ENV{FAULTS_PARTS} || 'cancel crash';

# seconds that a reaction may take on a machine that is busy with other things
my $patience = 5;

my $node = PostgreSQL::Test::Cluster->new('faults');
$node->init(allows_streaming => $long);
$node->append_conf(
	'postgresql.conf', q{
fsync = off
jit = off
restart_after_crash = on
max_parallel_workers_per_gather = 0
min_parallel_table_scan_size = 0
parallel_setup_cost = 0
parallel_tuple_cost = 0
log_checkpoints = off
});
$node->start;

# Keys of one hash, which make every table slow: the inverse of the multiply
# and fold in src/ledger/ledger_lookup.h.  If that changes they are merely ordinary keys.
sub colliding_keys
{
	use integer;
	my ($count) = @_;
	my $factor = 0x2127599b << 32 | 0xf4325c37;
	my $seed = (0x880355f2 << 32 | 0x1e6d1965) * 8;
	my $inverse = $factor;
	$inverse *= 2 - $factor * $inverse foreach 1 .. 6;
	my $shift = sub { return ($_[0] >> $_[1]) & ((1 << (64 - $_[1])) - 1) };
	my $unfold = sub {
		my $hash = ($_[0] ^ $shift->($_[0], 47)) * $inverse;
		my $word = $hash;
		$word = $hash ^ $shift->($word, 23) foreach 1 .. 3;
		return $word;
	};
	my @result;
	foreach my $i (1 .. $count)
	{
		my $word = $unfold->($unfold->($i << 32 | $i ^ 12345) ^ $seed);
		push @result, unpack('q>', pack('q<', $word)) ^ (1 << 63);
	}
	return @result;
}

my $colliding = $node->basedir . '/colliding';
append_to_file($colliding, join("\n", colliding_keys($parts{allocate} ? 1_000 : $long ? 120_000 : 30_000)) . "\n");
my $binary = $node->basedir . '/binary';
# so that each has several agencies, of which there are 17
my $providers = $keys < 30_000 ? 373 : 3_000;

$node->safe_psql(
	'postgres', qq{
	CREATE EXTENSION commissioning;
	CREATE UNLOGGED TABLE row AS
	SELECT 'a provider of some name ' || i AS provider, 'agency ' || i % 17 AS agency, i % 5000 AS few, i AS id, i % 9973 * 0.25 AS value,
	       daterange('2000-01-01', '2000-01-02'::date + i % 20000) AS term
	FROM generate_series(1, $keys) AS i;
	CREATE UNLOGGED TABLE money AS SELECT concentration_summary(provider, value) AS s FROM row;
	CREATE UNLOGGED TABLE part AS SELECT concentration_summary(provider, value) AS s FROM row GROUP BY id % 10;
	CREATE UNLOGGED TABLE term AS SELECT term_summary(term, value) AS s FROM row;
	CREATE UNLOGGED TABLE shared AS
	SELECT overlap_summary('agency ' || (id + n * n) % 29, provider, value) AS s FROM row, generate_series(1, 2) AS n;
	CREATE UNLOGGED TABLE agencies AS SELECT overlap_summary('agency ' || id, id / 3, value) AS s FROM row WHERE id <= 700;
	CREATE UNLOGGED TABLE lonely AS SELECT overlap_summary('agency ' || id, NULL::bigint, value) AS s FROM row;
	CREATE UNLOGGED TABLE burden AS
	SELECT burden_summary(agency, provider, (id % 13)::frequency, value) AS s FROM row;
	CREATE UNLOGGED TABLE scheduled AS
	SELECT schedule_summary(agency, id % $providers, (id % 13)::frequency, term, value) AS s FROM row;
	CREATE UNLOGGED TABLE breaks AS SELECT array_agg(i * 0.001) AS b FROM generate_series(1, 8 * $keys) AS i;
	CREATE UNLOGGED TABLE written AS SELECT s::text AS t, regexp_replace(s::text, '^{"version": 1, (.*), ("entries": .*)}', '{\\2, "version": 1, \\1}') AS turned FROM money;
	CREATE UNLOGGED TABLE copied AS SELECT s FROM money LIMIT 0;
	-- core compresses without looking for cancels
	ALTER TABLE copied ALTER s SET STORAGE EXTERNAL;
	COPY money TO '$binary' (FORMAT binary);
	CREATE UNLOGGED TABLE colliding (k bigint);
	COPY colliding FROM '$colliding';
	CREATE UNLOGGED TABLE collided AS SELECT concentration_summary(k, 1) AS s FROM colliding;
	CREATE FUNCTION receive() RETURNS numeric LANGUAGE plpgsql AS
	\$\$ BEGIN TRUNCATE copied; COPY copied FROM '$binary' (FORMAT binary); RETURN (SELECT hhi(s) FROM copied); END \$\$;
	CREATE FUNCTION memory() RETURNS bigint LANGUAGE sql AS 'SELECT sum(used_bytes)::bigint FROM pg_backend_memory_contexts';
	VACUUM ANALYZE;
});

my $parallel = 'SET max_parallel_workers_per_gather = 2;';
my $followers = "$parallel SET parallel_leader_participation = off;";
my $spilling = q{SET work_mem = '256kB'; SET hash_mem_multiplier = 1; SET enable_sort = off;};

# what is done, after which settings, in one call of what is looked at; and what
# core does of that without looking for cancels
my @work = (
	[ 'transition, one group', 'SELECT hhi(provider, value) AS x FROM row' ],
	[ 'transition, bigint', 'SELECT gini(id, value) AS x FROM row' ],
	[ 'transition, groups that spill', 'SELECT sum(c) AS x FROM (SELECT hhi(provider, value) AS c FROM row GROUP BY id / 3) AS x', $spilling ],
	[ 'transition, overlap', 'SELECT shared_providers(agency, provider) AS x FROM row' ],
	[ 'transition, terms', 'SELECT weighted_length(term, value) AS x FROM row' ],
	[ 'combine', 'SELECT hhi(provider, value) AS x FROM row', $parallel ],
	[ 'combine, leader out', q{SELECT gini(provider, value) || ':' || shared_providers(agency, provider) AS x FROM row}, $followers ],
	[ 'rollup', 'SELECT gini(rollup(s)) AS x FROM part' ],
	[ 'rollup of two', 'SELECT gini(rollup(s)) AS x FROM (SELECT s FROM money UNION ALL SELECT s FROM part) AS x' ],
	[ 'keys of one hash', q{SELECT hhi(p.holder::bigint, p.value) AS x FROM collided, top_holders(s, 1000000) AS p} ],
	[ 'theil', 'SELECT theil(s + s) AS x FROM money' ],
	[ 'atkinson', 'SELECT atkinson(s, 0.7) AS x FROM money' ],
	[ 'top_holders', "SELECT sum(share) AS x FROM money, top_holders(s, $keys)" ],
	[ 'lorenz', 'SELECT sum(value_share) AS x FROM money, lorenz(s, ' . ($keys < 1_000_000 ? $keys : 1_000_000) . ')' ],
	[ 'value_bands', 'SELECT sum(holders) AS x FROM money, breaks, value_bands(s, b)' ],
	[ 'length_bands', 'SELECT sum(contracts) AS x FROM term, breaks, length_bands(s, b)' ],
	[ 'length_quantile', 'SELECT sum(length_quantile(s, 0.001 * i)) AS x FROM term, generate_series(1, 99) AS i' ],
	[ 'overlap_pairs', 'SELECT sum(shared) AS x FROM agencies, overlap_pairs(s)' ],
	[ 'overlap_sets', 'SELECT sum(value) AS x FROM shared, overlap_sets(s)' ],
	[ 'overlap_counts', 'SELECT sum(value) AS x FROM shared, overlap_counts(s)' ],
	[ 'shared_provider_list', 'SELECT sum(value) AS x FROM shared, shared_provider_list(s, 1)' ],
	[ 'most_burdened', "SELECT sum(reports) AS x FROM burden, most_burdened(s, $keys)" ],
	[ 'reports_quantile', q{SELECT reports_quantile(s, 0.37) || ':' || joint_reports(s) AS x FROM burden} ],
	[ 'transition, schedule', q{SELECT total(schedule_summary(agency, provider, (id % 13)::frequency, term, value)) AS x FROM row} ],
	[ 'combine, schedule', q{SELECT joint_reports(schedule_summary(agency, few, (id % 13)::frequency, term, value), '[2000-07-01,2020-07-01)') AS x FROM row}, $parallel ],
	[ 'joint_reports, of a schedule', q{SELECT joint_reports(s, '[2000-07-01,2020-07-01)') || ':' || reports_quantile(s, 0.37, '[2000-07-01,2020-07-01)') AS x FROM scheduled} ],
	[ 'joint_pairs', q{SELECT sum(saved) AS x FROM scheduled, joint_pairs(s, '[2000-07-01,2020-07-01)')} ],
	[ 'most_burdened, of a schedule', "SELECT sum(reports) AS x FROM scheduled, most_burdened(s, $keys, '[2000-07-01,2020-07-01)')" ],
	[ 'at_risk', q{SELECT sum(ending) AS x FROM scheduled, at_risk(s, '[2000-07-01,2020-07-01)')} ],
	[ 'expiring', q{SELECT sum(value) AS x FROM scheduled, expiring(s, '[2000-07-01,2020-07-01)')} ],
	[ 'burden of a schedule', q{SELECT reports(burden_summary(s)) || ':' || holders(concentration_within(s, '[2000-07-01,2020-07-01)')) AS x FROM scheduled} ],
	[ 'text of a schedule', 'SELECT total(s::text::schedule_summary) AS x FROM scheduled' ],
	[ 'by_fiscal_year', q{SELECT sum(value) AS x FROM by_fiscal_year(repeat('9', 2000)::numeric, '[0002-01-01,9997-01-01)', 7)} ],
	[ 'text output', 'SELECT length(s::text) AS x FROM money' ],
	[ 'text output, agencies', 'SELECT length(s::text) AS x FROM lonely' ],
	[ 'jsonb', q{SELECT s::jsonb ->> 'measured_rows' AS x FROM money}, '', q{SELECT t::jsonb ->> 'measured_rows' AS x FROM written} ],
	[ 'text input', 'SELECT hhi(t::concentration_summary) AS x FROM written' ],
	[ 'text input, entries first', 'SELECT hhi(turned::concentration_summary) AS x FROM written' ],
	[ 'binary output', 'SELECT length(summary_send(s)) AS x FROM shared' ],
	[ 'binary input', 'SELECT receive() AS x' ]);

# psql's output and errors; the SQLSTATE of each statement is echoed
sub session
{
	my ($script) = @_;
	my ($out, $err) = ('', '');
	my $started = time;
	IPC::Run::run(
		[ 'psql', '-XqAt', '-v', 'VERBOSITY=sqlstate', '-d', $node->connstr('postgres'), '-f', '-' ],
		'<', \$script, '>', \$out, '2>', \$err, IPC::Run::timeout(600));
	return ($out, $err, time - $started);
}

my $clock = 'SELECT extract(epoch FROM clock_timestamp())';

my $number = 0;

sub background
{
	my ($name, $script, $interrupt) = @_;
	my ($out, $err) = ('', '');
	my $file = $node->basedir . "/$name.sql";
	append_to_file($file, $script);
	my $handle = IPC::Run::start(
		[ 'psql', '-XqAt', '-v', 'VERBOSITY=sqlstate', '-d', $node->connstr('postgres') . " application_name=$name", '-f', $file ],
		'>', \$out, '2>', \$err, IPC::Run::timeout(600));
	$node->poll_query_until('postgres',
		"SELECT count(*) = 1 FROM pg_stat_activity WHERE application_name = '$name' AND state = 'active' AND query !~ '^SET' AND backend_type = 'client backend'")
	  or die "$name does not begin";
	usleep(150_000);
	my $started = time;
	$interrupt->("SELECT pid FROM pg_stat_activity WHERE application_name = '$name' AND backend_type = 'client backend'");
	IPC::Run::finish($handle);
	return ($out, $err, time - $started);
}

sub contents
{
	my ($server) = @_;
	return $server->safe_psql('postgres',
		q{SELECT (SELECT md5(string_agg(agency || c::text || o::text, ',' ORDER BY agency)) FROM report), }
		  . q{(SELECT md5(string_agg(agency || c::text || o::text, ',' ORDER BY agency)) FROM stored)});
}

# waits for the server to be there again
sub recovered
{
	foreach (1 .. 600)
	{
		my ($status) = $node->psql('postgres', 'SELECT 1');
		return if defined $status && $status == 0;
		usleep(100_000);
	}
	die 'the server does not come back';
}

sub cancel
{
	# Each statement is run twice and timed, cancelled on its way, and run again,
	# in one session.  A reaction is late only if it is so three times: the
	# machine may have been busy; and so with a statement that was done too early,
	# which is cancelled earlier in the next try.  The timeout holds for RESET, too,
	# and may be some milliseconds, so that is said thrice.
	foreach my $work (@work)
	{
		my ($what, $statement, $settings, $core) = @$work;
		$settings //= '';
		$core //= 'SELECT 1 AS x';
		my ($answer, $took);
		my ($late, $worst) = (0, 0);
		my (@states, @wrong, @leaks);
		foreach my $round (1 .. $rounds)
		{
			foreach my $try (1 .. 3)
			{
				my $fraction = ($long ? $round / ($rounds + 1) : 0.25) * 0.8**($try - 1);
				my ($out, $err) = session(
					qq{$settings
					$statement \\g (format=unaligned)
					$clock AS a \\gset
					$core \\gset core_
					$clock - :a AS core \\gset
					SELECT memory() - memory() AS before \\gset
					$clock - 1 AS a \\gset
					SELECT memory() AS before \\gset
					$clock AS a \\gset
					$statement \\gset first_
					$clock - :a AS took, greatest(1, (($clock) - :a) * 1000 * $fraction)::int AS most \\gset
					SET statement_timeout = :most;
					$clock AS a \\gset
					$statement \\gset cancelled_
					\\set state :SQLSTATE
					RESET statement_timeout;
					RESET statement_timeout;
					RESET statement_timeout;
					$clock - :a - :most / 1000.0 AS late \\gset
					$statement \\gset again_
					SELECT memory() - :before AS leak \\gset
					\\echo :first_x :again_x :took :state :late :leak :core
				});
				(my $first, $out) = split /\n/, $out;
				my ($second, $again, $t, $state, $overrun, $leak, $patience) = split / /, $out;
				$answer //= $first;
				$took = $t;
				push @wrong, $err if grep { $_ ne $answer } $first, $second, $again;
				push @leaks, $leak;
				push @states, $state;
				last if $state eq '57014' && $overrun < 0.5 + $took * 0.2 + $patience;
				pop @states if $state eq '00000' && $try < 3;
				if ($try == 3)
				{
					$late++;
					$worst = $overrun if $overrun > $worst;
				}
			}
		}
		isnt($answer, '', "$what: an answer");
		is(join(' ', grep { $_ ne '57014' } @states), '', "$what: cancelled (57014)");
		is(join("\n", @wrong), '', "$what: then the same answer");
		# the lists that the caches keep may grow by a little
		is(join(' ', grep { $_ > 65536 } @leaks), '', "$what: no memory is left behind");
		is($late, 0, sprintf('%s: promptly (of %.2f s)', $what, $took)) or diag "$worst s too late";
	}

	# that groups do spill
	like(
		$node->safe_psql('postgres', "$spilling EXPLAIN (ANALYZE, COSTS off, TIMING off) SELECT hhi(provider, value) FROM row GROUP BY id / 3"),
		qr/Batches: ([2-9]|\d\d)/, 'groups went to disk');
	like($node->safe_psql('postgres', "$followers EXPLAIN (COSTS off) SELECT gini(provider, value) FROM row"),
		qr/Partial Aggregate/, 'parts were combined');

	# from another session: a query is cancelled, then a session is terminated
	my $endless = 'generate_series(1, 1000000)';
	my %endless = (
		'one group' => "SELECT hhi(provider || n, value) FROM row, $endless AS n",
		'groups that spill' => "$spilling SELECT sum(c) FROM (SELECT hhi(provider, n) AS c FROM row, $endless AS n GROUP BY id) AS x",
		'combine' => "$followers SELECT sum(gini) FROM (SELECT gini(provider, value) FROM row, generate_series(1, 20) AS n GROUP BY n) AS x, $endless AS n",
		'rollup' => "SELECT gini(rollup(s)) FROM part, $endless AS n",
		'set' => "SELECT sum(t.value) FROM shared, $endless AS n, shared_provider_list(s, 1 + n % 2) AS t",
		'text' => "SELECT sum(hhi((t || repeat(' ', n))::concentration_summary)) FROM written, $endless AS n");

	foreach my $what (sort keys %endless)
	{
		foreach my $how ('cancel', 'terminate')
		{
			my $name = 'victim' . $number++;
			my ($out, $err, $took) = background(
				$name,
				"$endless{$what};\nSELECT hhi(s) FROM money;\n",
				sub { $node->safe_psql('postgres', "SELECT pg_${how}_backend(pid) FROM ($_[0]) AS x") });
			if ($how eq 'cancel')
			{
				like($err, qr/^\S*\s*ERROR:\s+57014\s*$/, "$what: cancelled from outside (57014)");
				is($out, $node->safe_psql('postgres', 'SELECT hhi(s) FROM money') . "\n", "$what: the session goes on");
			}
			else
			{
				like($err, qr/FATAL:\s+57P01/, "$what: terminated (57P01)");
				is($out, '', "$what: and gone");
			}
			cmp_ok($took, '<', $patience, sprintf('%s: %s is heard soon (%.2f s)', $what, $how, $took));
		}
	}
	ok( $node->poll_query_until('postgres', q{SELECT count(*) = 0 FROM pg_stat_activity WHERE backend_type = 'parallel worker'}),
		'no worker is left');
}

sub crash
{
	# The server dies while stored summaries are written: what was there is there.
	$node->safe_psql(
		'postgres', q{
		CREATE TABLE ledger AS SELECT agency, provider, value FROM row WHERE id <= 40000;
		CREATE MATERIALIZED VIEW report AS
		SELECT agency, concentration_summary(provider, value) AS c, overlap_summary(agency, provider, value) AS o FROM ledger GROUP BY agency;
		CREATE UNIQUE INDEX ON report (agency);
		CREATE TABLE stored AS SELECT * FROM report;
		CREATE TABLE other AS SELECT agency, concentration_summary(provider || 'x', value) AS c FROM ledger GROUP BY agency;
		UPDATE ledger SET value = value + 1, provider = provider || '!';
		CHECKPOINT;
	});

	my $before = contents($node);
	my %writes = (
		'REFRESH' => 'REFRESH MATERIALIZED VIEW report',
		'REFRESH CONCURRENTLY' => 'REFRESH MATERIALIZED VIEW CONCURRENTLY report',
		'UPDATE' => q{UPDATE stored SET c = (SELECT rollup(s) FROM (VALUES (stored.c), (other.c)) AS v (s)) FROM other WHERE other.agency = stored.agency});

	foreach my $what (sort keys %writes)
	{
		foreach my $round (1 .. $rounds)
		{
			foreach my $how ($round % 2 ? ('kill', 'stop') : ('kill'))
			{
				next if !$long && $how eq 'stop' && $what ne 'UPDATE';
				my $name = 'victim' . $number++;
				# what is written stays uncommitted, so that the death comes in time
				my ($out, $err) = background(
					$name,
					"BEGIN;\n$writes{$what};\nSELECT pg_sleep(600);\n",
					sub {
						my $pid = $node->safe_psql('postgres', $_[0]);
						usleep(100_000 * ($round - 1));
						if ($how eq 'kill') { kill 'KILL', $pid }
						else { $node->stop('immediate') }
					});
				unlike($err, qr/ERROR/, "$what: interrupted by a death");
				$node->start if $how eq 'stop';
				recovered();
				is(contents($node), $before, "$what, $how: the old contents are complete");
			}
		}
	}
	like(slurp_file($node->logfile), qr/terminated by signal 9/, 'the server noticed');

	# a standby has the same, and takes over
	if ($long)
	{
		$node->backup('base');
		my $standby = PostgreSQL::Test::Cluster->new('standby');
		$standby->init_from_backup($node, 'base', has_streaming => 1);
		$standby->start;
		$node->safe_psql('postgres', $writes{UPDATE});
		my $updated = contents($node);
		isnt($updated, $before, 'stored summaries are updated');
		$node->wait_for_catchup($standby);
		is(contents($standby), $updated, 'the standby has them');
		# an open transaction of the primary's does not survive it
		my ($out, $err) = background(
			'primary',
			"BEGIN;\n$writes{REFRESH};\n$writes{UPDATE};\nSELECT pg_sleep(600);\n",
			sub { sleep 2; $node->stop('immediate') });
		$standby->promote;
		is(contents($standby), $updated, 'promoted, it has them still');
		$standby->safe_psql('postgres', $writes{$_}) foreach 'UPDATE', 'REFRESH CONCURRENTLY';
		isnt(contents($standby), $updated, 'and writes new ones');
		$standby->stop;
		$node->start;
		recovered();
		$before = $updated;
	}

	# and then the work that was interrupted is done
	is(contents($node), $before, 'all is as before');
	$node->safe_psql('postgres', $writes{'REFRESH CONCURRENTLY'});
	is( $node->safe_psql(
			'postgres',
			q{SELECT count(*) FROM (SELECT agency, concentration_summary(provider, value)::text AS c FROM ledger GROUP BY agency) AS l
			  JOIN report USING (agency) WHERE l.c = report.c::text}),
		'17', 'refreshed in the end');
}

# The answers of all statements, for the parts where memory runs out
sub answers
{
	my %answer;
	foreach my $work (@work)
	{
		my ($what, $statement, $settings) = @$work;
		$answer{$what} = $node->safe_psql('postgres', ($settings // '') . "\n$statement");
	}
	return %answer;
}

# A backend whose address space may not grow by much runs out of memory
# somewhere in a statement that takes more.
sub limit
{
	my %answer = answers();
	my $reached = 0;
	foreach my $work (@work)
	{
		my ($what, $statement, $settings) = @$work;
		$settings //= '';
		my @wrong;
		foreach my $megabytes (2, 12, 40, 120)
		{
			my ($out, $err) = session(
				qq{$settings
				SELECT pg_backend_pid() AS pid \\gset
				\\setenv BACKEND :pid
				SELECT ($statement) IS NULL AS x \\gset first_
				SELECT memory() - memory() AS before \\gset
				SELECT memory() AS before \\gset
				\\! prlimit --pid \$BACKEND --as=\$((\$(awk '/^VmSize/ { print \$2 }' /proc/\$BACKEND/status) * 1024 + $megabytes * 1048576)):
				$statement \\gset limited_
				\\set state :SQLSTATE
				ROLLBACK;
				\\! prlimit --pid \$BACKEND --as=unlimited:
				$statement \\gset again_
				SELECT memory() - :before AS leak \\gset
				\\echo :state :limited_x :again_x :leak
			});
			my ($state, $limited, $again, $leak) = split / /, $out;
			chomp $leak;
			$reached++ if $state eq '53200';
			push @wrong, "$megabytes: $out$err"
			  if $state ne '53200' && ($state ne '00000' || $limited ne $answer{$what})
			  or $again ne $answer{$what}
			  or $leak > 65536;
		}
		is(join('', @wrong), '', "$what: out of memory (53200) or not, then the same answer, and no memory is left behind");
	}
	cmp_ok($reached, '>', scalar(@work), "memory ran out ($reached times)");
}

# Every allocation of a block of memory in a statement fails in its turn, while
# all others succeed.
sub allocate
{
	my ($library) = @_;
	my %answer = answers();
	$node->safe_psql(
		'postgres', qq{
		CREATE FUNCTION fail_allocation(int, int) RETURNS void AS '$library' LANGUAGE c STRICT;
		CREATE FUNCTION allocations() RETURNS int AS '$library' LANGUAGE c});
	$node->stop;
	{
		local $ENV{LD_PRELOAD} = $library;
		$node->start;
	}
	foreach my $work (@work)
	{
		my ($what, $statement, $settings) = @$work;
		$settings //= '';
		my ($out, $err) = session("$settings\n$statement;\nSELECT fail_allocation(0, 4096);\n$statement;\nSELECT allocations();");
		my $count = (split /\n/, $out)[-1];
		# of very many, every second, third ... and the first ones in any case
		my $step = int($count / 200) + 1;
		my @points = grep { $_ <= 30 || $_ % $step == 0 } 1 .. $count;
		my $script = "$settings\n$statement \\gset again_\nSELECT memory() - memory() AS before \\gset\nSELECT memory() AS before \\gset\n";
		$script .= qq{SELECT fail_allocation($_, 4096) AS armed \\gset
			\\unset failed_x
			$statement \\gset failed_
			\\set state :SQLSTATE
			SELECT allocations() AS armed \\gset
			$statement \\gset again_
			\\echo at $_ :state :failed_x :again_x\n} foreach @points;
		($out, $err) = session("${script}SELECT memory() - :before;\n");
		my (@wrong, %states);
		my @lines = split /\n/, $out;
		my $leak = pop @lines;
		foreach my $line (@lines)
		{
			my (undef, $at, $state, $failed, $again) = split / /, $line;
			$states{$state}++;
			push @wrong, "$line\n"
			  if $state ne '53200' && ($state ne '00000' || $failed ne $answer{$what})
			  or $again ne $answer{$what};
		}
		is(scalar(@lines), scalar(@points), sprintf '%s: %d of its %d allocations failed each in its turn', $what, scalar(@points), $count) or diag $err;
		cmp_ok($states{'53200'} || 0, '>', 0, sprintf '%s: out of memory %d times (53200)', $what, $states{'53200'} || 0);
		is(join('', @wrong), '', "$what: or the right answer, which it is in any case afterwards");
		cmp_ok($leak, '<', 262144, "$what: no memory is left behind");
	}
}

if ($parts{cancel})
{
	cancel();
}
if ($parts{limit})
{
	limit();
}
if ($parts{allocate})
{
	allocate($ENV{FAULTS_LIBRARY});
}
unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC|server process .* exited/, 'no backend crashed');
if ($parts{crash})
{
	crash();
}
$node->stop;
done_testing();
