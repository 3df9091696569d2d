# Nobody gains a right by this extension: its functions run with the caller's
# rights, nothing in it follows search_path, nothing made before it is taken
# for a part of it, and no value of its types comes to be but by their input.

use strict;
use warnings;

use FindBin;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = "$FindBin::Bin/../..";

# what the files may not contain

my @scripts = glob("$top/sql/install/*.sql");
cmp_ok(scalar @scripts, '>=', 10, 'the install script has its parts');
foreach my $file (@scripts)
{
	my $name = $file =~ s{.*/}{}r;
	my $script = slurp_file($file);
	$script =~ s/--.*//g;
	$script =~ s/'(?:[^']|'')*'//g;
	unlike($script, qr/\bOR\s+REPLACE\b/i, "$name: no OR REPLACE, which would adopt what somebody else made");
	unlike($script, qr/\bIF\s+NOT\s+EXISTS\b/i, "$name: no IF NOT EXISTS, nor that");
	unlike($script, qr/\bSECURITY\s+DEFINER\b/i, "$name: no SECURITY DEFINER");
	unlike($script, qr/(?<!NOT )\bLEAKPROOF\b/i, "$name: no LEAKPROOF");
	unlike($script, qr/\bLANGUAGE\s+(?!C\b|internal\b)/i, "$name: functions in C only, no bodies that search_path could bend");
	unlike($script, qr/^\s*(DO|SELECT|INSERT|UPDATE|DELETE|GRANT|SET)\b/im, "$name: only definitions");
}
foreach my $file (glob("$top/src/*.[ch] $top/src/*/*.[ch]"))
{
	my $name = $file =~ s{.*/src/}{}r;
	# what keeps tables runs statements; that they follow no search_path, sql/keep.sql tests
	next if $name =~ m{^chapter/keep(_change|_query)?\.[ch]$};
	unlike(slurp_file($file), qr/\b(SPI_\w+|LookupFuncName\w*|FuncnameGetCandidates|OpernameGetOprid|TypenameGetTypid\w*|parseTypeString|LookupTypeName\w*|to_reg\w+)\s*\(/,
		"src/$name: nothing is looked up by name");
}

my $node = PostgreSQL::Test::Cluster->new('security');
$node->init;
$node->append_conf('postgresql.conf', "fsync = off\njit = off\n");
$node->start;
$node->safe_psql(
	'postgres', q{
	CREATE ROLE owner LOGIN;
	CREATE ROLE analyst LOGIN;
	CREATE DATABASE clean;
	CREATE DATABASE ledger OWNER owner;
	CREATE DATABASE hostile;
	GRANT CREATE ON DATABASE hostile TO owner;
	CREATE DATABASE taken OWNER owner;
	CREATE DATABASE lent;
	GRANT CREATE ON DATABASE lent TO owner;
});
$node->safe_psql('clean', 'CREATE SCHEMA tools; GRANT USAGE ON SCHEMA tools TO analyst; CREATE EXTENSION commissioning SCHEMA tools');

# runs as somebody; gives the output and, in verbose form, the errors
sub as
{
	my ($role, $database, $sql, $verbosity) = @_;
	my ($status, $out, $err) =
	  $node->psql($database, $sql, extra_params => [ '-U', $role, '-v', 'VERBOSITY=' . ($verbosity || 'sqlstate') ]);
	return ($out, $err);
}

# the tests need not run as "postgres"
my $superuser = $node->safe_psql('postgres', 'SELECT current_user');

sub refused
{
	my ($role, $database, $sql, $state, $what) = @_;
	my ($out, $err) = as($role, $database, $sql);
	like($err, qr/ERROR:\s+(?:$state)\b/, $what);
}

sub answers
{
	my ($role, $database, $sql, $expected, $what) = @_;
	my ($out, $err) = as($role, $database, $sql, 'default');
	is($out, $expected, $what) or diag $err;
}

# trusted: made by the owner of the database, owned as such objects are

answers('owner', 'ledger', 'GRANT CREATE ON SCHEMA public TO owner; CREATE EXTENSION commissioning; SELECT 1', '1', 'no superuser creates the extension');
answers(
	'owner', 'ledger', q{
	WITH member AS (SELECT classid, objid FROM pg_depend
		WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'commissioning')),
	owners AS (
		SELECT proowner AS who, prosecdef AS bad FROM pg_proc JOIN member ON classid = 'pg_proc'::regclass AND objid = oid
		UNION ALL SELECT typowner, false FROM pg_type JOIN member ON classid = 'pg_type'::regclass AND objid = oid
		UNION ALL SELECT oprowner, false FROM pg_operator JOIN member ON classid = 'pg_operator'::regclass AND objid = oid
		UNION ALL SELECT opcowner, false FROM pg_opclass JOIN member ON classid = 'pg_opclass'::regclass AND objid = oid
		UNION ALL SELECT opfowner, false FROM pg_opfamily JOIN member ON classid = 'pg_opfamily'::regclass AND objid = oid)
	SELECT (SELECT extowner::regrole FROM pg_extension WHERE extname = 'commissioning'), count(*) > 200, bool_and(who = 10), bool_or(bad) FROM owners},
	'owner|t|t|f', 'it is his, its objects are the first superuser\'s, none is SECURITY DEFINER');
refused('owner', 'ledger', $_->[0], $_->[1], "the owner may not: $_->[2]")
  foreach ['CREATE OR REPLACE FUNCTION hhi(concentration_summary) RETURNS numeric LANGUAGE sql AS \'SELECT 1.0\'', '42501', 'replace a function'],
  ['ALTER FUNCTION hhi(concentration_summary) LEAKPROOF', '42501', 'declare one leakproof'],
  ['ALTER FUNCTION hhi(concentration_summary) SECURITY DEFINER', '42501', 'give one its definer\'s rights'],
  ['ALTER TYPE concentration_summary SET (ANALYZE = array_typanalyze)', '42501', 'change a type'],
  ['ALTER EXTENSION commissioning DROP FUNCTION hhi(concentration_summary)', '42501', 'take a member out'],
  ['DROP FUNCTION hhi(concentration_summary)', '42501|2BP01', 'drop one'];

# nor take a right to a function from others: he is warned, and they keep it

my $revoke = 'REVOKE EXECUTE ON FUNCTION hhi(concentration_summary) FROM PUBLIC';
my $executed = q{SELECT hhi(concentration_summary('a', 1))};
like((as('owner', 'ledger', $revoke))[1], qr/WARNING:\s+01006\b/, 'the owner revokes nothing from a function, and is told');
answers('analyst', 'ledger', $executed, '1', 'others execute it as before');
answers($superuser, 'ledger', "$revoke; SELECT 1", '1', 'a superuser revokes');
refused('analyst', 'ledger', $executed, '42501', 'so that others may not');
refused('owner', 'ledger', $executed, '42501', 'nor may the owner');
answers($superuser, 'ledger', 'GRANT EXECUTE ON FUNCTION hhi(concentration_summary) TO PUBLIC; SELECT 1', '1', 'and grants');

# what the owner has instead is the schema, if it is his

answers('owner', 'lent', 'CREATE SCHEMA tools; CREATE EXTENSION commissioning SCHEMA tools; SELECT 1', '1', 'the extension is in a schema of its owner');
my $used = q{SELECT tools.hhi('a', 1)};
refused('analyst', 'lent', $used, '42501', 'where nobody uses it who was not let in');
answers('owner', 'lent', 'GRANT USAGE ON SCHEMA tools TO analyst; SELECT 1', '1', 'the owner lets somebody in');
answers('analyst', 'lent', $used, '1', 'who uses it');

# an update takes CREATE on the database, as the installation did; dropping does not

my $directory = $node->safe_psql('postgres', q{SELECT setting || '/extension' FROM pg_config WHERE name = 'SHAREDIR'});
my $current = $node->safe_psql('postgres', q{SELECT default_version FROM pg_available_extensions WHERE name = 'commissioning'});
my $update = "$directory/commissioning--$current--newer.sql";
END
{
	unlink $update if defined $update;
}
append_to_file($update, q{COMMENT ON FUNCTION hhi(concentration_summary) IS 'newer';});
$node->safe_psql('postgres', 'REVOKE CREATE ON DATABASE lent FROM owner');
refused('owner', 'lent', q{ALTER EXTENSION commissioning UPDATE TO 'newer'}, '42501', 'no update without CREATE on the database');
$node->safe_psql('postgres', 'GRANT CREATE ON DATABASE lent TO owner');
refused('analyst', 'lent', q{ALTER EXTENSION commissioning UPDATE TO 'newer'}, '42501', 'nor by another than the owner');
answers('owner', 'lent', q{ALTER EXTENSION commissioning UPDATE TO 'newer'; SELECT extversion FROM pg_extension WHERE extname = 'commissioning'},
	'newer', 'the owner updates with it');
$node->safe_psql('postgres', 'REVOKE CREATE ON DATABASE lent FROM owner');
answers('owner', 'lent', 'DROP EXTENSION commissioning; SELECT 1', '1', 'and drops without it');

# with the caller's rights, and no more

$node->safe_psql(
	'ledger', q{
	CREATE TABLE secret (provider text, value numeric, s concentration_summary);
	INSERT INTO secret SELECT 'Kea Ltd', 5, concentration_summary('Kea Ltd', 5);
	CREATE VIEW published AS SELECT total(s) FROM secret;
	GRANT SELECT ON published TO analyst;
});
refused('analyst', 'ledger', "SELECT $_ FROM secret", '42501', "no figure from a table without a right to it: $_")
  foreach 'hhi(provider, value)', 'rollup(s)::text', 'holders(s)';
refused('analyst', 'ledger', 'SELECT t.* FROM secret, top_holders(s, 1) AS t', '42501', 'nor a list');
answers('analyst', 'ledger', 'SELECT * FROM published', '5', 'what is granted can be read');
$node->safe_psql('ledger', 'REVOKE EXECUTE ON FUNCTION top_holders(concentration_summary, bigint), hhi(text, numeric) FROM PUBLIC');
refused('analyst', 'ledger', q{SELECT * FROM top_holders((SELECT concentration_summary('a', 1)), 1)}, '42501', 'a function can be withheld');
refused('analyst', 'ledger', q{SELECT hhi('a', 1)}, '42501', 'and an aggregate');
$node->safe_psql('ledger', 'GRANT EXECUTE ON FUNCTION top_holders(concentration_summary, bigint), hhi(text, numeric) TO PUBLIC');

# Rows that a view or a policy hides are not shown to functions that could tell
# of them, as they would be were one declared LEAKPROOF.

$node->safe_psql(
	'ledger', q{
	CREATE TABLE plan (id int, owner name, year text, every text, number text, day date, gross numeric);
	INSERT INTO plan VALUES (1, 'analyst', '2020/21', 'monthly', '9429046393920', '2020-01-01', 1), (2, 'nobody', 'hidden-a', 'hidden-b', 'hidden-c', '-infinity', 'NaN');
	CREATE VIEW own WITH (security_barrier) AS SELECT * FROM plan WHERE owner = current_user;
	CREATE TABLE guarded AS SELECT * FROM plan;
	ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
	CREATE POLICY own ON guarded USING (owner = current_user);
	GRANT SELECT ON own, guarded TO analyst;
	ANALYZE;
});
my @leaky = (
	'fiscal_year_range(year, 7) IS NOT NULL',
	q{textin(textout(every))::text = every AND fiscal_year(day, 7) > ''},
	q{frequency_in(textout(every)) > 'none'},
	q{nzbn_in(textout(number)) <> '9429000000000'},
	q{value_within(gross, '[2020-01-01,2021-01-01)', '[2020-01-01,2021-01-01)') > 0});
foreach my $table ('own', 'guarded')
{
	answers('analyst', 'ledger', "SELECT id FROM $table WHERE $_", '1', "$table: no error tells of a hidden row: $_") foreach @leaky;
}
$node->safe_psql('ledger', 'ALTER FUNCTION fiscal_year_range(text, bigint) LEAKPROOF');
like((as('analyst', 'ledger', "SELECT id FROM own WHERE $leaky[0]", 'default'))[1], qr/hidden-a/, 'which it would if declared LEAKPROOF');
$node->safe_psql('ledger', 'ALTER FUNCTION fiscal_year_range(text, bigint) NOT LEAKPROOF');
my (undef, $long) = as('analyst', 'ledger', q{SELECT ('{"version": "' || repeat('x', 100000) || '"}')::concentration_summary}, 'default');
cmp_ok(length($long), '<', 500, 'a message shows the beginning of a long value');

# A schema in front of pg_catalog, with everything that could be called by
# mistake; each of its functions leaves a trace and gives another result.

my @shadows;
foreach my $type ('bigint', 'numeric', 'text', 'integer', 'date')
{
	foreach my $operator ([ '=', 'eq' ], [ '<>', 'ne' ], [ '<', 'lt' ], [ '<=', 'le' ], [ '>', 'gt' ], [ '>=', 'ge' ])
	{
		push @shadows,
		  "CREATE FUNCTION evil.$operator->[1]_$type($type, $type) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN PERFORM evil.trace(''$operator->[0]''); RETURN false; END'",
		  "CREATE OPERATOR evil.$operator->[0] (LEFTARG = $type, RIGHTARG = $type, FUNCTION = evil.$operator->[1]_$type)";
	}
	next if $type eq 'text' or $type eq 'date';
	foreach my $operator ([ '+', 'plus' ], [ '-', 'minus' ], [ '*', 'times' ], [ '/', 'by' ])
	{
		push @shadows,
		  "CREATE FUNCTION evil.$operator->[1]_$type($type, $type) RETURNS $type LANGUAGE plpgsql AS 'BEGIN PERFORM evil.trace(''$operator->[0]''); RETURN 7; END'",
		  "CREATE OPERATOR evil.$operator->[0] (LEFTARG = $type, RIGHTARG = $type, FUNCTION = evil.$operator->[1]_$type)";
	}
}
foreach my $function (
	'lower(text) RETURNS text', 'upper(text) RETURNS text', 'format(text, VARIADIC "any") RETURNS text',
	'round(numeric, int) RETURNS numeric', 'abs(numeric) RETURNS numeric', 'numeric_add(numeric, numeric) RETURNS numeric',
	'numeric_div(numeric, numeric) RETURNS numeric', 'numeric_in(cstring, oid, int) RETURNS numeric', 'numeric_out(numeric) RETURNS cstring',
	'int8eq(bigint, bigint) RETURNS boolean', 'btint8cmp(bigint, bigint) RETURNS int', 'hashint8(bigint) RETURNS int',
	'btequalimage(oid) RETURNS boolean', 'lower(daterange) RETURNS date', 'upper(daterange) RETURNS date', 'sha256(bytea) RETURNS bytea',
	'jsonb_in(cstring) RETURNS jsonb', 'daterange(date, date) RETURNS daterange', 'length(text) RETURNS int', 'coalesce_numeric(numeric) RETURNS numeric')
{
	my ($name) = $function =~ /^(\w+)/;
	next if $function =~ /VARIADIC|cstring/;    # needs C
	push @shadows, "CREATE FUNCTION evil.$function LANGUAGE plpgsql AS 'BEGIN PERFORM evil.trace(''$name''); RETURN NULL; END'";
}
push @shadows, "CREATE AGGREGATE evil.sum(pg_catalog.numeric) (SFUNC = evil.plus_numeric, STYPE = pg_catalog.numeric)",
  map { "CREATE DOMAIN evil.$_ AS pg_catalog.int4" } qw(numeric text daterange int8 int4 uuid jsonb date cstring bytea numrange int8range interval);
$node->safe_psql(
	'hostile', "
	CREATE SCHEMA evil;
	GRANT ALL ON SCHEMA evil TO owner, analyst;
	CREATE TABLE evil.traces (what pg_catalog.text);
	GRANT ALL ON evil.traces TO PUBLIC;
	CREATE FUNCTION evil.trace(what pg_catalog.text) RETURNS void LANGUAGE plpgsql AS 'BEGIN INSERT INTO evil.traces VALUES (what); END';
	" . join(";\n", @shadows));

# what the extension consists of, with the types and functions by their full names
my $anatomy = q{SET search_path = nowhere;
	SELECT pg_catalog.md5(pg_catalog.string_agg(o, ',' ORDER BY o COLLATE "C")) FROM (
	SELECT pg_catalog.pg_describe_object(d.classid, d.objid, 0) OPERATOR(pg_catalog.||) ' ' OPERATOR(pg_catalog.||) coalesce((SELECT pg_catalog.string_agg(
		pg_catalog.pg_describe_object(r.refclassid, r.refobjid, 0), ';' ORDER BY pg_catalog.pg_describe_object(r.refclassid, r.refobjid, 0) COLLATE "C")
		FROM pg_catalog.pg_depend AS r WHERE r.classid OPERATOR(pg_catalog.=) d.classid AND r.objid OPERATOR(pg_catalog.=) d.objid AND r.deptype OPERATOR(pg_catalog.=) 'n'), '')
		AS o
	FROM pg_catalog.pg_depend AS d WHERE d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.deptype OPERATOR(pg_catalog.=) 'e'
	AND d.refobjid OPERATOR(pg_catalog.=) (SELECT oid FROM pg_catalog.pg_extension WHERE extname OPERATOR(pg_catalog.=) 'commissioning')) AS x};

# everything that computes; the caller's own operators are core's by name
my @figures = map { "SELECT ($_)::pg_catalog.text" } (
	'SELECT x.hhi(k, v) FROM given', 'SELECT x.gini(n, v) FROM given', 'SELECT x.theil(k, v) FROM given', 'SELECT x.concentration_summary(k, v) FROM given',
	'SELECT x.overlap_summary(a, k, v) FROM given', 'SELECT x.burden_summary(a, k, f::x.frequency, v) FROM given', 'SELECT x.term_summary(t, v) FROM given',
	'SELECT x.schedule_summary(a, k, f::x.frequency, t, v) FROM given', 'SELECT x.burden_summary(x.schedule_summary(a, k, f::x.frequency, t, v)) FROM given',
	q{SELECT x.joint_reports(x.schedule_summary(a, k, f::x.frequency, t, v), '[2020-01-01,2021-01-01)') FROM given},
	q{SELECT pg_catalog.string_agg(r::pg_catalog.text, ';') FROM (SELECT x.schedule_summary(a, k, f::x.frequency, t, v) AS s FROM given) AS y, x.at_risk(s, '[2020-02-01,2021-01-01)') AS r},
	'SELECT x.rollup(s) FROM (SELECT x.concentration_summary(k, v) AS s FROM given GROUP BY k) AS y',
	'SELECT x.atkinson(x.concentration_summary(k, v), 0.5) FROM given',
	'SELECT x.weighted_length_quantile(x.term_summary(t, v), 0.5) FROM given', q{SELECT x.value_share(x.term_summary(t, v), '[1,)') FROM given},
	'SELECT x.burden_cost(x.burden_summary(a, k, f::x.frequency, v), 2, 60) FROM given', 'SELECT x.reports_per_year(f::x.frequency) FROM given',
	'SELECT pg_catalog.string_agg(r::pg_catalog.text, \';\' ORDER BY r.rank USING OPERATOR(pg_catalog.<)) FROM (SELECT x.concentration_summary(k, v) AS s FROM given) AS y, x.top_holders(s, 9) AS r',
	'SELECT pg_catalog.string_agg(r::pg_catalog.text, \';\') FROM (SELECT x.overlap_summary(a, k, v) AS s FROM given) AS y, x.overlap_pairs(s) AS r',
	'SELECT pg_catalog.string_agg(r::pg_catalog.text, \';\') FROM (SELECT x.overlap_summary(a, k, v) AS s FROM given) AS y, x.overlap_sets(s) AS r',
	'SELECT pg_catalog.string_agg(r::pg_catalog.text, \';\') FROM (SELECT x.concentration_summary(k, v) AS s FROM given) AS y, x.value_bands(s, \'{2,5}\') AS r',
	'SELECT pg_catalog.string_agg(r::pg_catalog.text, \';\') FROM x.by_fiscal_year(100, \'[2019-01-01,2022-01-01)\', 7) AS r',
	q{SELECT x.concentration_summary(k, v)::pg_catalog.jsonb FROM given}, q{SELECT x.concentration_summary(k, v)::pg_catalog.text::x.concentration_summary FROM given},
	q{SELECT x.term_years('[2018-07-01,2021-07-01)')}, q{SELECT x.annualised_value(9, '[2018-07-01,2021-07-01)')}, q{SELECT x.fiscal_year('2020-07-01', 7)},
	q{SELECT x.graduated_round(1234, 'key')}, q{SELECT x.union_bounds('{1,2,3}')}, q{SELECT '9429046393920'::x.nzbn}, q{SELECT x.max(f::x.frequency) FROM given},
	q{SELECT pg_catalog.string_agg(f, ',' ORDER BY f::x.frequency) FROM given}, q{SELECT pg_catalog.count(DISTINCT f::x.frequency) FROM given});
my $given = q{CREATE TEMP VIEW given AS SELECT * FROM (VALUES ('a', 'p', 1::pg_catalog.int8, 3.5::pg_catalog.numeric, 'monthly', '[2020-01-01,2021-01-01)'::pg_catalog.daterange),
	('b', 'p', 2, 1, '4/year', '[2020-01-01,2023-01-01)'), ('b', 'q', 1, 2.25, 'P3M', '[2020-01-01,2020-03-01)'), ('c', 'r', 3, 10, 'annual', NULL)) AS v (a, k, n, v, f, t);};

sub figures
{
	my ($schema, $path) = @_;
	return "SET search_path = $path;\n$given\n" . join(";\n", map { s/\bx\./$schema./gr } @figures);
}

my ($sound) = as('analyst', 'clean', figures('tools', 'pg_catalog'), 'default');
is(scalar(split /\n/, $sound), scalar @figures, 'figures in a sound database');
my $clean = $node->safe_psql('clean', $anatomy);
answers('owner', 'hostile', 'SET search_path = evil, pg_catalog, public; CREATE SCHEMA tools; CREATE EXTENSION commissioning SCHEMA tools; SELECT 1', '1',
	'created with a hostile search_path');
my ($out, $err) = as('analyst', 'hostile', "SET search_path = evil, pg_catalog; SELECT 1::pg_catalog.int4 OPERATOR(evil.=) 1::pg_catalog.int4", 'default');
is($out, 'f', 'that schema does harm to those who follow it') or diag $err;
$node->safe_psql('hostile', 'GRANT USAGE ON SCHEMA tools TO analyst; TRUNCATE evil.traces');
($out, $err) = as('analyst', 'hostile', figures('tools', 'evil, pg_catalog'), 'default');
is($out, $sound, 'the same figures with a hostile search_path') or diag $err;
answers($superuser, 'hostile', 'SELECT pg_catalog.count(*) FROM evil.traces', '0', 'and nothing of it was called');
is($node->safe_psql('hostile', $anatomy), $clean, 'it consists of the same as in a sound database');
$node->safe_psql('hostile', 'SET search_path = evil, pg_catalog; CREATE SCHEMA moved; GRANT USAGE ON SCHEMA moved TO analyst; ALTER EXTENSION commissioning SET SCHEMA moved');
($out, $err) = as('analyst', 'hostile', figures('moved', 'evil, pg_catalog'), 'default');
is($out, $sound, 'moved to another schema, too') or diag $err;
$node->safe_psql('hostile', 'DROP EXTENSION commissioning');
# the hostile schema itself as the target: pg_catalog still comes first
answers($superuser, 'hostile', 'SET search_path = evil, pg_catalog; CREATE EXTENSION commissioning SCHEMA evil; SELECT 1', '1', 'and created in the hostile schema itself');
($out, $err) = as('analyst', 'hostile', figures('evil', 'pg_catalog'), 'default');
is($out, $sound, 'it is as sound') or diag $err;
answers($superuser, 'hostile', 'SELECT pg_catalog.count(*) FROM evil.traces', '0', 'and still nothing was called');

# what is there already under one of its names is not made a part of it

my @taken = (
	[ 'CREATE FUNCTION public.term_years(daterange) RETURNS numeric LANGUAGE sql AS \'SELECT 1.0\'', 'DROP FUNCTION public.term_years(daterange)', '42723' ],
	[ 'CREATE FUNCTION public.union_bounds(bigint[]) RETURNS int8range LANGUAGE sql AS \'SELECT NULL::int8range\'', 'DROP FUNCTION public.union_bounds(bigint[])', '42723' ],
	# an empty shell, which takes a superuser
	[ 'CREATE TYPE public.term_summary', 'DROP TYPE public.term_summary', '42710', $superuser ],
	[ 'CREATE TABLE public.nzbn (a int)', 'DROP TABLE public.nzbn', '42710' ],
	[ 'CREATE DOMAIN public.frequency AS text', 'DROP DOMAIN public.frequency', '42710' ],
	[ 'CREATE TYPE public.burden_summary AS (a int)', 'DROP TYPE public.burden_summary', '42710' ],
	[ 'CREATE DOMAIN public.schedule_summary AS text', 'DROP DOMAIN public.schedule_summary', '42710' ]);
$node->safe_psql('taken', 'GRANT CREATE ON SCHEMA public TO analyst');
foreach my $thing (@taken)
{
	my ($make, $remove, $state, $role) = @$thing;
	$role //= 'analyst';
	answers($role, 'taken', $make, '', "there is already: $make");
	refused('owner', 'taken', 'CREATE EXTENSION commissioning', $state, 'which is not adopted');
	refused($superuser, 'taken', 'CREATE EXTENSION commissioning', $state, 'nor for a superuser');
	answers($superuser, 'taken', q{SELECT count(*) FROM pg_extension WHERE extname = 'commissioning'}, '0', 'and nothing was made');
	as($role, 'taken', $remove);
}
answers('owner', 'taken', 'CREATE EXTENSION commissioning; SELECT 1', '1', 'it is created once they are gone');

# values that no input function has seen: every way to one is closed

$node->safe_psql('ledger', 'CREATE SCHEMA work AUTHORIZATION analyst');
refused('analyst', 'ledger', "SET search_path = work, public; $_->[0]", $_->[1], "refused: $_->[2]")
  foreach ['CREATE CAST (bytea AS concentration_summary) WITHOUT FUNCTION', '42501', 'a cast from bytes'],
  ['CREATE FUNCTION f(bytea) RETURNS concentration_summary LANGUAGE internal AS \'byteain\'', '42501', 'an internal function'],
  ['CREATE FUNCTION f(concentration_summary) RETURNS bytea LANGUAGE c AS \'$libdir/commissioning\', \'commissioning_summary_send\'', '42501', 'a C function'],
  ['CREATE TYPE fake; CREATE TYPE fake (INPUT = concentration_summary_in, OUTPUT = summary_out)', '42501|42P13|42883', 'a type with our input function'],
  ['CREATE AGGREGATE a(text) (SFUNC = concentration_summary_recv, STYPE = internal)', '42P13|42501|42883', 'an aggregate with recv'],
  ['SELECT concentration_summary_recv(\'\x00\'::bytea)', '42883', 'recv of bytes'],
  ['SELECT concentration_summary_recv(NULL::internal)', '42846|0A000|42883', 'recv of a pointer'],
  ['SELECT btint8sortsupport(1)', '42883', 'sort support'],
  ['SELECT concentration_summary_in(\'nonsense\')', '22P02', 'input of nonsense'],
  ['SELECT \'{}\'::jsonb::concentration_summary', '42846', 'a cast from jsonb'],
  ['SELECT frequency_recv(\'\x0000000000000001\'::bytea)', '42883', 'recv of a frequency'],
  ['SELECT concentration_add(concentration_summary(\'a\', 1), \'b\'::text, 1) ', '0A000', 'a transition function called by hand'],
  ['SELECT concentration_add(NULL, \'b\'::text, 1)', '0A000', 'or without a state'],
  ['SELECT summary_combine(s, s) FROM (SELECT term_summary(\'[2020-01-01,2021-01-01)\', 1) AS s) AS x', '0A000', 'or the combine function'],
  ['SELECT burden_add(NULL, \'a\', \'b\'::text, \'4\'::frequency, 1)', '0A000', 'or another'],
  ['SELECT schedule_add(NULL, \'a\', \'b\'::text, \'4\'::frequency, \'[2020-01-01,2021-01-01)\', 1)', '0A000', 'or a third'],
  ['CREATE AGGREGATE a(text, numeric) (SFUNC = concentration_add, STYPE = concentration_summary, INITCOND = \'nonsense\'); SELECT a(\'a\', 1)', '22P02', 'a first state of nonsense'],
  ['CREATE AGGREGATE a(text, numeric) (SFUNC = concentration_add, STYPE = term_summary)', '42883|42P13|42804', 'another state'],
  ['CREATE AGGREGATE a(text, numeric) (SFUNC = concentration_add, STYPE = bytea)', '42883|42P13|42804', 'bytes for a state'],
  [q{CREATE AGGREGATE a(bigint, numeric) (SFUNC = concentration_add, STYPE = concentration_summary,
	INITCOND = '{"version": 1, "key": "text", "measured_rows": 1, "measured_value": 1, "missing_rows": 0, "missing_value": 0, "entries": [["a", 1, 1]]}');
	SELECT a(1::bigint, 1)}, '42804', 'a first state of other keys'];

# Aggregates of a user's own with our functions: states come to light that ours
# never show, live ones with rows not looked up yet.  They are read all the same.

answers(
	'analyst', 'ledger', q{
	SET search_path = work, public;
	CREATE TABLE row AS SELECT 'agency ' || i % 7 AS a, 'provider ' || i % 20000 AS k, (i % 13)::frequency AS f, i * 0.5 AS v,
		daterange('2020-01-01', '2020-01-02'::date + i % 900) AS t, i FROM generate_series(1, 20001) AS i;
	CREATE AGGREGATE bare(text, numeric) (SFUNC = concentration_add, STYPE = concentration_summary, COMBINEFUNC = summary_combine, PARALLEL = SAFE);
	CREATE AGGREGATE bare(text, text, numeric) (SFUNC = overlap_add, STYPE = overlap_summary, COMBINEFUNC = summary_combine, PARALLEL = SAFE);
	CREATE AGGREGATE bare(text, text, frequency, numeric) (SFUNC = burden_add, STYPE = burden_summary, COMBINEFUNC = summary_combine, PARALLEL = SAFE);
	CREATE AGGREGATE bare(text, text, frequency, daterange, numeric) (SFUNC = schedule_add, STYPE = schedule_summary, COMBINEFUNC = summary_combine, PARALLEL = SAFE);
	CREATE AGGREGATE bare(daterange, numeric) (SFUNC = term_summary_add, STYPE = term_summary, COMBINEFUNC = summary_combine, PARALLEL = SAFE);
	CREATE AGGREGATE bare_rollup(concentration_summary) (SFUNC = summary_combine, STYPE = concentration_summary, COMBINEFUNC = summary_combine);
	CREATE TABLE live AS SELECT 1 AS g, bare(k, v) AS c, bare(a, k, v) AS o, bare(a, k, f, v) AS b, bare(t, v) AS l, bare(a, k, f, t, v) AS d FROM row;
	CREATE TABLE ours AS SELECT 1 AS g, concentration_summary(k, v) AS c, overlap_summary(a, k, v) AS o, burden_summary(a, k, f, v) AS b, term_summary(t, v) AS l, schedule_summary(a, k, f, t, v) AS d FROM row;
	SELECT bool_and(l.c::text = o.c::text AND l.o::text = o.o::text AND l.b::text = o.b::text AND l.l::text = o.l::text
		AND summary_send(l.c) = summary_send(o.c) AND summary_send(l.o) = summary_send(o.o) AND summary_send(l.b) = summary_send(o.b) AND summary_send(l.l) = summary_send(o.l)
		AND l.d::text = o.d::text AND summary_send(l.d) = summary_send(o.d) AND providers(l.d) = 20000 AND total(l.d) = (SELECT sum(v) FROM row)
		AND joint_reports(l.d, '[2020-02-01,2022-01-01)') = joint_reports(o.d, '[2020-02-01,2022-01-01)')
		AND (SELECT md5(string_agg(p::text, ',')) FROM at_risk(l.d, '[2020-02-01,2022-01-01)') AS p) = (SELECT md5(string_agg(p::text, ',')) FROM at_risk(o.d, '[2020-02-01,2022-01-01)') AS p)
		AND holders(l.c) = 20000 AND providers(l.o) = 20000 AND contracts(l.l) = 20001 AND total(l.c) = (SELECT sum(v) FROM row)
		AND gini(l.c) = gini(o.c) AND shared_providers(l.o) = shared_providers(o.o) AND joint_reports(l.b) = joint_reports(o.b) AND mean_length(l.l) = mean_length(o.l)
		AND (SELECT md5(string_agg(p::text, ',')) FROM overlap_sets(l.o) AS p) = (SELECT md5(string_agg(p::text, ',')) FROM overlap_sets(o.o) AS p)
		AND (SELECT md5(string_agg(p::text, ',')) FROM top_holders(l.c, 100000) AS p) = (SELECT md5(string_agg(p::text, ',')) FROM top_holders(o.c, 100000) AS p)
		AND (SELECT md5(string_agg(p::text, ',')) FROM most_burdened(l.b, 100000) AS p) = (SELECT md5(string_agg(p::text, ',')) FROM most_burdened(o.b, 100000) AS p))
	FROM live AS l JOIN ours AS o USING (g);
	SELECT rollup(l.c)::text = rollup(o.c)::text, rollup(l.o)::text = rollup(o.o)::text, rollup(l.b)::text = rollup(o.b)::text, rollup(l.l)::text = rollup(o.l)::text,
		rollup(l.d)::text = rollup(o.d)::text, bare_rollup(l.c)::text = rollup(o.c)::text FROM live AS l JOIN ours AS o USING (g);
	SELECT md5(string_agg(l.c::text, ',' ORDER BY g)) = md5(string_agg(o.c::text, ',' ORDER BY g)) FROM live AS l JOIN ours AS o USING (g)},
	"t\nt|t|t|t|t|t\nt", 'live states that are stored are read, and merged');
answers(
	'analyst', 'ledger', q{
	SET search_path = work, public;
	SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
	SELECT bare(k, v)::text = concentration_summary(k, v)::text, bare(a, k, v)::text = overlap_summary(a, k, v)::text FROM row},
	't|t', 'made by parallel workers, too');
answers(
	'analyst', 'ledger', q{
	SET search_path = work, public;
	CREATE AGGREGATE begun(text, numeric) (SFUNC = concentration_add, STYPE = concentration_summary,
		INITCOND = '{"version": 1, "key": "text", "measured_rows": 1, "measured_value": 1, "missing_rows": 0, "missing_value": 0, "entries": [["a", 1, 1]]}');
	SELECT string_agg(DISTINCT total(c)::text, ',') FROM (SELECT begun('b', 1) AS c FROM generate_series(1, 300) AS i GROUP BY i) AS x;
	SELECT total(begun('b', 1)), total(begun('b', 2)), total(begun('b', 1)) FROM generate_series(1, 100)},
	"2\n101|201|101", 'a first state that is given is copied for every group');
answers(
	'analyst', 'ledger', q{
	SET search_path = work, public;
	CREATE TABLE caught (n serial, c concentration_summary);
	CREATE FUNCTION catch(c concentration_summary) RETURNS concentration_summary LANGUAGE plpgsql AS 'BEGIN INSERT INTO work.caught (c) VALUES (c); RETURN c; END';
	CREATE AGGREGATE seen(text, numeric) (SFUNC = concentration_add, STYPE = concentration_summary, FINALFUNC = catch);
	CREATE AGGREGATE odd(text, numeric) (SFUNC = concentration_add, STYPE = concentration_summary, FINALFUNC = concentration_add, FINALFUNC_EXTRA);
	CREATE AGGREGATE odd(concentration_summary) (SFUNC = summary_combine, STYPE = concentration_summary, FINALFUNC = summary_combine, FINALFUNC_EXTRA);
	SELECT count(s) FROM (SELECT seen('key ' || i % 50, i) OVER (ORDER BY i) AS s FROM generate_series(1, 300) AS i) AS x;
	SELECT bool_and(total(c) = n * (n + 1) / 2 AND holders(c) = least(n, 50) AND total(c::text::concentration_summary) = total(c)) FROM caught;
	SELECT bool_and(t = i * (i + 1) / 2 AND (m IS NULL OR m >= 0)) FROM (
		SELECT i, total(odd('key ' || i % 50, i) OVER w) AS t, missing_rows(odd('key ' || i % 50, i) OVER w) AS m FROM generate_series(1, 300) AS i WINDOW w AS (ORDER BY i)) AS x;
	SELECT total(odd(c)) = (SELECT total(rollup(c)) FROM ours) FROM ours},
	"300\nt\nt\nt", 'states that a final function of a user sees, or changes');
refused(
	'analyst', 'ledger', q{
	SET search_path = work, public;
	CREATE FUNCTION step(c concentration_summary, k text, v numeric) RETURNS concentration_summary LANGUAGE plpgsql AS 'BEGIN RETURN public.concentration_add(c, k, v); END';
	CREATE AGGREGATE stepped(text, numeric) (SFUNC = step, STYPE = concentration_summary);
	SELECT stepped('a', 1)},
	'0A000', 'a transition function called by a user\'s own');
answers(
	'analyst', 'ledger', q{
	SET search_path = work, public;
	CREATE FUNCTION latest(c concentration_summary, d concentration_summary) RETURNS concentration_summary LANGUAGE sql PARALLEL SAFE AS 'SELECT d';
	CREATE AGGREGATE last(concentration_summary) (SFUNC = latest, STYPE = concentration_summary, COMBINEFUNC = summary_combine, PARALLEL = SAFE);
	CREATE TABLE kept AS SELECT c, n FROM ours, generate_series(1, 60) AS n;
	CREATE TABLE before AS SELECT md5(string_agg(c::text, ',')) AS m FROM kept WHERE n <= 9;
	SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
	SELECT holders(last(c)) > 0 FROM kept;
	RESET ALL;
	SELECT m = (SELECT md5(string_agg(c::text, ',')) FROM work.kept WHERE n <= 9) FROM work.before},
	"t\nt", 'states that are toasted values of a table are merged without a write to them');
answers(
	'analyst', 'ledger', q{
	SET search_path = work, public;
	CREATE DOMAIN few AS concentration_summary CHECK (holders(VALUE) < 3);
	CREATE TYPE span AS RANGE (SUBTYPE = frequency);
	SELECT total(concentration_summary('a', 1)::few), '[1,4)'::span @> '2'::frequency, (ARRAY[concentration_summary('a', 1)])[1]::text = concentration_summary('a', 1)::text},
	'1|t|t', 'domains, ranges and arrays of its types');

# the function that docs/disclosure.md proposes, with its owner's rights: who may
# call it learns nothing of the secret, nor runs anything of his own

my ($example) = grep { /CREATE TABLE publication_secret/ } slurp_file("$top/docs/disclosure.md") =~ /^```sql\n(.*?)^```/msg;
ok(defined $example, 'docs/disclosure.md has the example');
$node->safe_psql('postgres', 'CREATE DATABASE published; CREATE DATABASE careless');
foreach my $database ('published', 'careless')
{
	# what the example is without its search_path, so that the attack is one
	my $made = $database eq 'published' ? $example : $example =~ s/\bSET search_path = \S+, pg_temp//r;
	$node->safe_psql($database, "CREATE EXTENSION commissioning; $made GRANT EXECUTE ON FUNCTION publish_count TO analyst");
	$node->safe_psql($database, 'CREATE TABLE witness (who text); GRANT INSERT ON witness TO PUBLIC');
	as('analyst', $database, q{
		CREATE FUNCTION pg_temp.taken() RETURNS text LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.witness VALUES (current_user); RETURN $$mine$$; END';
		CREATE TEMP VIEW publication_secret AS SELECT pg_temp.taken() AS secret;
		GRANT SELECT ON pg_temp.publication_secret TO PUBLIC;
		SELECT publish_count(4, 'clients')});
	my $caught = $node->safe_psql($database, 'SELECT count(*) FROM witness WHERE who <> $$analyst$$');
	is($caught, $database eq 'published' ? 0 : 1, $database eq 'published' ? 'a temporary view comes before nothing of the example' : 'which it would but for search_path');
}
answers('analyst', 'published', q{SELECT publish_count(4, 'clients') IN (3, 6)}, 't', 'the example rounds for those who may call it');
refused('analyst', 'published', 'SELECT * FROM publication_secret', '42501', 'its secret');
unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC|server process .* exited|Assert/, 'no backend crashed');
$node->stop;
done_testing();
