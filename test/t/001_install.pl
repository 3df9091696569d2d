# The extension is trusted: whoever may create objects in a database may
# install it there, owns it, and removes it without a trace.

use strict;
use warnings;

use FindBin;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('install');
$node->init;
$node->start;

$node->safe_psql(
	'postgres', q{
	CREATE ROLE owner LOGIN;
	CREATE ROLE analyst LOGIN;
	CREATE DATABASE ledger;
	GRANT CREATE ON DATABASE ledger TO owner;
	REVOKE CREATE ON DATABASE ledger FROM PUBLIC;
});

my ($version) = slurp_file("$FindBin::Bin/../../commissioning.control") =~ /^default_version = '(.*)'$/m;

sub as
{
	my ($role, $sql) = @_;
	my ($status, $out, $err) =
	  $node->psql('ledger', $sql,
		extra_params => [ '-U', $role, '-v', 'VERBOSITY=sqlstate' ]);
	return ($status, $out, $err);
}

# What a database consists of: objects of every catalog, and what they depend on
my $contents = join ' UNION ALL ',
  map { "SELECT '$_', count(*) FROM $_" }
  qw(pg_class pg_attribute pg_proc pg_aggregate pg_type pg_cast pg_operator
  pg_opclass pg_opfamily pg_namespace pg_extension pg_description pg_depend
  pg_shdepend pg_init_privs pg_default_acl);
$contents = "SELECT * FROM ($contents) AS c(catalog, n) ORDER BY 1";

# psql itself leaves nothing; what CREATE and DROP leave is what we compare
my $before = $node->safe_psql('ledger', $contents);

my ($status, $out, $err) = as('analyst', 'CREATE EXTENSION commissioning');
isnt($status, 0, 'without CREATE on the database it cannot be installed');
like($err, qr/42501/, 'because the privilege is missing');

($status, $out, $err) = as('owner', 'CREATE EXTENSION commissioning');
is($status, 0, 'with CREATE on the database it can, by no superuser')
  or diag $err;

is( $node->safe_psql(
		'ledger',
		q{SELECT rolname, rolsuper, extversion FROM pg_extension JOIN pg_roles ON pg_roles.oid = extowner
		  WHERE extname = 'commissioning'}),
	"owner|f|$version",
	'who installed it owns it');

is($node->safe_psql('ledger', q{SELECT version, installed, superuser, trusted, relocatable FROM pg_available_extension_versions WHERE name = 'commissioning'}),
	"$version|t|t|t|t", 'there is one version');

# its functions run as C code: they belong to the superuser, not to owner
is( $node->safe_psql(
		'ledger',
		q{SELECT DISTINCT rolsuper FROM pg_proc JOIN pg_roles ON pg_roles.oid = proowner
		  WHERE proname IN ('hhi', 'term_summary_in', 'rollup')}),
	't',
	'its functions belong to the superuser');

($status, $out, $err) = as('owner',
	q{CREATE FUNCTION mine(concentration_summary) RETURNS numeric AS '$libdir/commissioning', 'commissioning_gini' LANGUAGE c});
like($err, qr/42501/, 'which gives nobody the right to make C functions');

($status, $out, $err) = as('analyst',
	q{SELECT hhi(k, v), total(concentration_summary(k, v)), weighted_length(contract_term('2018-07-01', '2021-06-30'), v)
	  FROM (VALUES ('a', 3), ('b', 1)) AS t(k, v)});
is($out, '0.625|4|3', 'everybody may use it') or diag $err;

($status, $out, $err) = as('analyst', 'DROP EXTENSION commissioning');
like($err, qr/42501/, 'only its owner may drop it');

($status, $out, $err) = as('owner', 'ALTER EXTENSION commissioning UPDATE');
is($status, 0, 'an update to the version that is there does nothing')
  or diag $err;

($status, $out, $err) = as('owner', 'DROP EXTENSION commissioning');
is($status, 0, 'its owner drops it') or diag $err;
is($node->safe_psql('ledger', $contents), $before, 'nothing is left of it');

# twice in the same session, so that the library is there already
$node->safe_psql(
	'ledger', q{
	CREATE EXTENSION commissioning;
	SELECT hhi('a', 1);
	DROP EXTENSION commissioning;
	CREATE EXTENSION commissioning;
	SELECT hhi('a', 1);
	DROP EXTENSION commissioning;
});
is($node->safe_psql('ledger', $contents),
	$before, 'nor after it was installed and dropped twice');

# the library alone, without the extension, does no harm
is( $node->safe_psql('ledger', "LOAD 'commissioning'; SELECT 1"),
	'1', 'the library can be loaded by itself');

$node->stop;
done_testing();
