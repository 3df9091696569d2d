# Several sessions at once, with parallel workers, get the same answers.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('concurrency');
$node->init;
$node->append_conf('postgresql.conf', "fsync = off\nmax_worker_processes = 16\nmax_parallel_workers = 8\njit = off\n");
$node->start;
$node->safe_psql(
	'postgres', q{
	CREATE EXTENSION commissioning;
	CREATE TABLE arrangement (agency int, provider text, number bigint, term daterange, value numeric);
	INSERT INTO arrangement
	SELECT i % 7, 'provider ' || i * 7919::bigint % 3001, i % 613, daterange('2020-01-01', '2020-01-01'::date + i % 1461), i % 997 * 0.25
	FROM generate_series(1, 20000) AS i;
	ANALYZE arrangement;
	CREATE TABLE summary AS
	SELECT agency, concentration_summary(provider, value) AS c, term_summary(term, value) AS l,
	       schedule_summary('agency ' || number % 5, provider, (number % 13)::frequency, term, value) AS d
	FROM arrangement GROUP BY agency;
	CREATE TABLE noise (c concentration_summary);
});

my @queries = (
	q{SELECT md5(string_agg(s, ',' ORDER BY agency)) FROM (SELECT agency, concentration_summary(provider, value)::text || hhi(number, value) AS s FROM arrangement GROUP BY agency) AS x},
	q{SELECT md5(term_summary(term, value)::text || gini(provider, value) || theil(number, value)) FROM arrangement},
	q{SELECT md5(rollup(c)::text || rollup(l)::text) FROM summary},
	q{SELECT md5(schedule_summary('agency ' || agency, provider, (number % 13)::frequency, term, value)::text) FROM arrangement},
	q{SELECT md5(joint_saving(d, '[2020-07-01,2021-07-01)') || (SELECT string_agg(p::text, ';') FROM joint_pairs(d, '[2020-07-01,2021-07-01)') AS p)) FROM (SELECT rollup(d) AS d FROM summary) AS x},
	q{SELECT md5(string_agg(t::text, ',')) FROM (SELECT agency, t FROM summary, top_holders(c, 50) AS t ORDER BY agency, rank) AS x},
	q{SELECT md5(string_agg(hhi(c) || ',' || atkinson(c, 0.5) || ',' || length_quantile(l, 0.5), ',' ORDER BY agency)) FROM summary});

# each answer is compared in SQL; another one makes a division by zero
my @scripts;
foreach my $i (0 .. $#queries)
{
	my $answer = $node->safe_psql('postgres', $queries[$i]);
	like($answer, qr/^[0-9a-f]{32}$/, "query $i has an answer");
	my $parallel = $i % 2 ? '' : "SET parallel_setup_cost = 0;\nSET parallel_tuple_cost = 0;\nSET min_parallel_table_scan_size = 0;\n";
	my $name = $node->basedir . "/query$i.sql";
	append_to_file($name, "${parallel}SELECT 1 / (($queries[$i]) = '$answer')::int;\nRESET ALL;\n");
	push @scripts, '-f', $name;
}
# one that writes and rolls back in between
my $noise = $node->basedir . '/noise.sql';
append_to_file($noise,
	"BEGIN;\nINSERT INTO noise SELECT rollup(c) FROM summary;\nSELECT sum(hhi(c)) FROM noise;\nROLLBACK;\n");

$node->command_checks_all(
	[ 'pgbench', '-n', '-c', '6', '-j', '2', '-t', '60', @scripts, '-f', "$noise\@2", $node->connstr('postgres') ],
	0,
	[qr{number of transactions actually processed: 360/360}],
	[qr{^(?!.*(ERROR|aborted))}s],
	'6 clients, 360 transactions, the same answers');
is($node->safe_psql('postgres', 'SELECT count(*) FROM noise'), '0', 'nothing is left of what was rolled back');
unlike(slurp_file($node->logfile), qr/division by zero|terminated by signal|PANIC/, 'nothing in the log');
$node->stop;
done_testing();
