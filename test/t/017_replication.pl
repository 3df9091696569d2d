# Stored summaries on other servers: a standby reads them, and logical replication
# carries them, in text and in binary.  A table of summaries needs a primary key for
# that: without one nothing can be updated, and REPLICA IDENTITY FULL stalls the
# subscription until the subscriber's table has one.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('publisher');
$node->init(allows_streaming => 'logical', extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "fsync = off\njit = off\nautovacuum = off\nwal_retrieve_retry_interval = 200ms\n");
$node->start;

my @tables = qw(keyed bare entire);
my $tables = join '', map { "CREATE TABLE $_ (agency text, money concentration_summary, times schedule_summary);" } @tables;
foreach my $database (qw(here there))
{
	$node->safe_psql('postgres', "CREATE DATABASE $database");
	$node->safe_psql($database, "CREATE EXTENSION commissioning; $tables ALTER TABLE keyed ADD PRIMARY KEY (agency)");
}

# the large one is stored out of line, and has its figures ready
my $summaries = q{
	SELECT agency, concentration_summary(provider, value) AS money, schedule_summary(agency, provider, 'monthly', term, value) AS times
	FROM (SELECT 'Agency ' || CASE WHEN i < 500 THEN i % 3 ELSE 3 END AS agency, 'provider "' || i || '"' AS provider,
	             daterange('2020-01-01'::date + i % 900, '2023-07-01') AS term, i * 0.25 - 3 AS value
	      FROM generate_series(1, 20000) AS i) AS x
	GROUP BY agency};
my $read = 'SELECT agency, md5(money::text), md5(times::text), holders(money), total(money), round(gini(money), 6), providers(times) FROM %s ORDER BY agency';
my $changed = "UPDATE %s SET money = money + money, times = NULL WHERE agency = 'Agency 1'";

sub contents
{
	my ($database, $table) = @_;
	return $node->safe_psql($database, sprintf($read, $table));
}

# both databases are of one server, so the slot has to be made apart
sub subscribe
{
	my ($name, $options, @published) = @_;
	$node->safe_psql('here', "CREATE PUBLICATION $name FOR TABLE " . join(', ', @published));
	$node->safe_psql('here', "SELECT pg_create_logical_replication_slot('$name', 'pgoutput')");
	$node->safe_psql('there', sprintf("CREATE SUBSCRIPTION $name CONNECTION '%s' PUBLICATION $name WITH (create_slot = false%s)", $node->connstr . ' dbname=here', $options));
	$node->wait_for_subscription_sync($node, $name, 'there');
	return;
}

# what has been written here is there
sub arrives
{
	my ($name, $table, $what) = @_;
	$node->wait_for_catchup($name);
	is(contents('there', $table), contents('here', $table), $what);
	return;
}

sub state_of
{
	my ($statement) = @_;
	my ($status, $out, $err) = $node->psql('here', $statement, extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
	return $status ? $err =~ s/.*ERROR:\s+(\w{5}).*/$1/sr : '';
}

# what is there before is copied, what comes after is sent
$node->safe_psql('here', "INSERT INTO $_ $summaries") foreach qw(keyed bare);
like(contents('here', 'keyed'), qr/^Agency 3\|\w+\|\w+\|19501\|/m, 'one of the summaries has 19,501 holders');
subscribe('with_key', ', binary = true', 'keyed');
arrives('with_key', 'keyed', 'with a primary key: what was there is copied');
my $before = contents('here', 'keyed');
$node->safe_psql('here', sprintf($changed, 'keyed'));
isnt(contents('here', 'keyed'), $before, 'an update');
arrives('with_key', 'keyed', '... arrives, in binary');
$node->safe_psql('here', "DELETE FROM keyed WHERE agency = 'Agency 3'; INSERT INTO keyed SELECT 'All', rollup(money), rollup(times) FROM keyed");
arrives('with_key', 'keyed', '... as a deletion and an insertion do');

subscribe('without_key', '', 'bare');
arrives('without_key', 'bare', 'without a primary key: what was there is copied');
$node->safe_psql('here', 'INSERT INTO bare SELECT agency || $$ again$$, money, times FROM bare');
arrives('without_key', 'bare', '... an insertion arrives, as text');
is(state_of(sprintf($changed, 'bare')), '55000', '... an update is refused where it is made');
is(state_of('DELETE FROM bare'), '55000', '... and so is a deletion');

# identity by the whole row: the update is made here, and cannot be found there
$node->safe_psql('here', "ALTER TABLE entire REPLICA IDENTITY FULL; INSERT INTO entire $summaries");
subscribe('by_row', '', 'entire');
arrives('by_row', 'entire', 'REPLICA IDENTITY FULL: what was there is copied');
$before = contents('there', 'entire');
my $log = -s $node->logfile;
is(state_of(sprintf($changed, 'entire')), '', '... an update is accepted where it is made');
$node->safe_psql('here', q{INSERT INTO entire VALUES ('behind', NULL, NULL)});
# it fails, and fails again
$node->wait_for_log(qr/(?:equality operator for type \S*concentration_summary.*){2}/s, $log);
is(contents('there', 'entire'), $before, '... and stalls the subscription: nothing behind it comes through');
$node->safe_psql('there', 'ALTER TABLE entire ADD PRIMARY KEY (agency)');
arrives('by_row', 'entire', 'until the table there has a primary key');
like(contents('there', 'entire'), qr/^behind\|/m, '... and what was behind has come');

# a standby reads what is stored, and summarizes; it has the files of the same installation
$node->safe_psql('here', 'CREATE MATERIALIZED VIEW page AS SELECT rollup(money) AS money, rollup(times) AS times FROM keyed');
$node->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($node, 'base', has_streaming => 1);
$standby->start;
$node->safe_psql('here', sprintf($changed, 'keyed') . '; REFRESH MATERIALIZED VIEW page');
$node->wait_for_catchup($standby);
my $page = 'SELECT hhi(money), md5(times::text), (SELECT md5(rollup(money)::text) FROM keyed) FROM page';
is($standby->safe_psql('here', $page), $node->safe_psql('here', $page), 'a standby reads and merges what is stored');
is($standby->safe_psql('here', "SELECT md5(string_agg(x::text, ',' ORDER BY agency)) FROM ($summaries) AS x"),
	$node->safe_psql('here', "SELECT md5(string_agg(x::text, ',' ORDER BY agency)) FROM ($summaries) AS x"), '... and makes summaries');
$standby->stop;

$node->safe_psql('there', "DROP SUBSCRIPTION $_") foreach qw(with_key without_key by_row);
unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC/, 'nothing has crashed');
$node->stop;
done_testing();
