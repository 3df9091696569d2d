# ALTER EXTENSION UPDATE: a database that comes from an earlier version is the same
# as one that began with the version of today, keeps what is stored in it and what
# its owner decided, and one that stays is served by the library of today.
#
# The earlier version of most of it is 0.9, which there never was; test/earlier makes it:
# today's without merge() and +.  Those that were released, from each of which sql/update
# leads to today's, are tried at the end.  Their install scripts, as their archives have
# them, are golden files: test/golden/commissioning--VERSION.sql.

use strict;
use warnings;

use FindBin;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('update');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
my $dir = PostgreSQL::Test::Utils::tempdir();
my $current = $node->safe_psql('postgres',
	"SELECT default_version FROM pg_available_extensions WHERE name = 'commissioning'");

# The scripts of earlier versions are there as long as this test
my $earlier = '0.9';
my $extension = $node->safe_psql('postgres', "SELECT setting || '/extension' FROM pg_config WHERE name = 'SHAREDIR'");
my @scripts = split /\n/, qx{perl '$FindBin::Bin/../earlier' '$extension'};
is(scalar @scripts, 2, "version $earlier is made");
my $statements = () = slurp_file($scripts[0]) =~ /^CREATE (FUNCTION merge|OPERATOR \+) ?\(/mg;
cmp_ok($statements, '>=', 8, 'which lacks what merges two of the four summaries');

END
{
	unlink @scripts;
}

# Runs a statement as a role that is no superuser; its SQLSTATE, '' if it succeeded
sub sqlstate
{
	my ($database, $sql) = @_;
	my ($status, $out, $err) = $node->psql($database, $sql,
		extra_params => [ '-U', 'owner', '-v', 'VERBOSITY=sqlstate' ]);
	return '' if $status == 0;
	return $err =~ /ERROR:\s+(\w{5})/ ? $1 : "no SQLSTATE: $err";
}

# Everything that the catalogs know about the extension's members, a line a fact,
# with names in place of object identifiers
sub catalogs
{
	my ($database) = @_;
	my $facts = $node->safe_psql(
		$database, q{
		SET search_path = pg_catalog;
		CREATE TEMP VIEW member AS
		SELECT classid, objid, pg_describe_object(classid, objid, objsubid) AS object FROM pg_depend
		WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
		  AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'commissioning');

		SELECT object, 'member' FROM member
		UNION ALL SELECT object, 'comment: ' || coalesce(obj_description(objid, relname), '(none)') FROM member JOIN pg_class ON oid = classid
		UNION ALL SELECT object, 'depends: ' || deptype::text || ' ' || pg_describe_object(refclassid, refobjid, refobjsubid)
		FROM member JOIN pg_depend USING (classid, objid)
		UNION ALL SELECT object, 'privileges at first: ' || initprivs::text FROM member JOIN pg_init_privs ON classoid = classid AND objoid = objid
		UNION ALL SELECT object, pg_get_functiondef(objid) FROM member JOIN pg_proc ON oid = objid WHERE classid = 'pg_proc'::regclass AND prokind = 'f'
		UNION ALL SELECT object, concat_ws(' ', prokind, proowner::regrole, proacl, pg_get_function_result(oid), pg_get_function_arguments(oid), prosrc, probin,
		                                   provolatile, proparallel, proisstrict, prosecdef, proleakproof, procost, prorows, prosupport, proconfig)
		FROM member JOIN pg_proc ON oid = objid WHERE classid = 'pg_proc'::regclass
		UNION ALL SELECT object, concat_ws(' ', to_jsonb(a) - '{aggfnoid,aggtranstype,aggsortop}'::text[], aggtranstype::regtype, aggsortop::regoperator)
		FROM member JOIN pg_aggregate AS a ON aggfnoid = objid WHERE classid = 'pg_proc'::regclass
		UNION ALL SELECT object, concat_ws(' ', to_jsonb(t) - '{oid,typnamespace,typowner,typrelid,typelem,typarray}'::text[], typnamespace::regnamespace, typowner::regrole,
		                                   typelem::regtype, typarray::regtype)
		FROM member JOIN pg_type AS t ON oid = objid WHERE classid = 'pg_type'::regclass
		UNION ALL SELECT object, concat_ws(' ', to_jsonb(o) - '{oid,oprnamespace,oprowner,oprleft,oprright,oprresult,oprcom,oprnegate}'::text[], oprnamespace::regnamespace,
		                                   oprowner::regrole, oprresult::regtype, oprcom::regoperator, oprnegate::regoperator)
		FROM member JOIN pg_operator AS o ON oid = objid WHERE classid = 'pg_operator'::regclass
		UNION ALL SELECT object, concat_ws(' ', castfunc::regprocedure, castcontext, castmethod)
		FROM member JOIN pg_cast AS c ON oid = objid WHERE classid = 'pg_cast'::regclass
		UNION ALL SELECT object, concat_ws(' ', opcdefault, opcintype::regtype, opckeytype::regtype, opcowner::regrole, opfname)
		FROM member JOIN pg_opclass AS c ON oid = objid JOIN pg_opfamily AS f ON f.oid = opcfamily WHERE classid = 'pg_opclass'::regclass
		UNION ALL SELECT object, concat_ws(' ', amopstrategy, amopopr::regoperator, amoppurpose)
		FROM member JOIN pg_amop ON amopfamily = objid WHERE classid = 'pg_opfamily'::regclass
		UNION ALL SELECT object, concat_ws(' ', amprocnum, amproc::regprocedure, amproclefttype::regtype, amprocrighttype::regtype)
		FROM member JOIN pg_amproc ON amprocfamily = objid WHERE classid = 'pg_opfamily'::regclass
		UNION ALL SELECT 'the extension', concat_ws(' ', extversion, extowner::regrole, extnamespace::regnamespace, extrelocatable, extconfig, extcondition)
		FROM pg_extension WHERE extname = 'commissioning'
		ORDER BY 1, 2});
	# a function's definition has several lines
	return [ split /\n(?=\S)/, $facts ];
}

# A dump, without what is another with every dump
sub dump_of
{
	my ($database) = @_;
	my $file = "$dir/$database.sql";
	$node->command_ok([ 'pg_dump', '-f', $file, $node->connstr($database) ], "$database: dumped");
	my $dump = slurp_file($file);
	$dump =~ s/^\\(un)?restrict .*\n//mg;
	return $dump;
}

# What is in the one list of lines and not in the other
sub same_lines
{
	my ($got, $expected, $name) = @_;
	my %got = map { $_ => 1 } @$got;
	my %expected = map { $_ => 1 } @$expected;
	my @more = grep { !$expected{$_} } @$got;
	my @less = grep { !$got{$_} } @$expected;
	is_deeply({ more => \@more, less => \@less }, { more => [], less => [] }, $name)
	  or diag explain { more => \@more, less => \@less };
	is(scalar @$got, scalar @$expected, "$name: as many");
	return;
}

# The databases: one that comes from 0.9, one that begins with the version of
# today, one that stays.  The extension belongs to a role that is no superuser.
$node->safe_psql(
	'postgres', q{
	CREATE ROLE owner LOGIN;
	CREATE ROLE analyst LOGIN;
	CREATE ROLE dashboard LOGIN;
	CREATE DATABASE updated OWNER owner;
	CREATE DATABASE fresh OWNER owner;
	CREATE DATABASE staying OWNER owner;
	CREATE DATABASE restored OWNER owner;
});
foreach my $database ('updated', 'fresh', 'staying')
{
	my $version = $database eq 'fresh' ? $current : $earlier;
	is(sqlstate($database, "CREATE SCHEMA tools; CREATE EXTENSION commissioning SCHEMA public VERSION '$version'"),
		'', "$database: version $version is installed by its owner");
	# its functions belong to the superuser, so that only he can move them
	$node->safe_psql($database, 'ALTER EXTENSION commissioning SET SCHEMA tools');
}

# What a database has of 0.9: every kind of object that may depend on it, and
# privileges that are not those of CREATE EXTENSION
my $objects = q{
	SET search_path = public, tools;
	CREATE TABLE arrangement (id int PRIMARY KEY, agency text, provider nzbn, reporting frequency DEFAULT 'monthly' CHECK (reporting > 'none'),
	                          term daterange, value numeric, years numeric GENERATED ALWAYS AS (term_years(term)) STORED);
	INSERT INTO arrangement (id, agency, provider, reporting, term, value)
	SELECT i, 'Agency ' || i % 4, ('942900000' || n)::nzbn, per_year(CASE WHEN i % 3 = 0 THEN 'quarterly' ELSE 'monthly' END::frequency) * (i % 2 + 1),
	       contract_term('2018-07-01', '2018-07-01'::date + i * 37 % 1500), i * 1.25 - 20
	FROM (SELECT i, (ARRAY['0000', '0017', '0024', '0031', '0048', '0055'])[i % 6 + 1] AS n FROM generate_series(1, 300) AS i) AS x;
	CREATE INDEX ON arrangement (provider);
	CREATE INDEX ON arrangement USING hash (provider);
	CREATE INDEX ON arrangement (reporting, id);
	CREATE INDEX ON arrangement USING hash (reporting);
	CREATE TABLE stored (agency text PRIMARY KEY, c concentration_summary, t term_summary, o overlap_summary, b burden_summary, d schedule_summary,
	                     hhi numeric GENERATED ALWAYS AS (hhi(c)) STORED, CHECK (holders(c) > 0));
	INSERT INTO stored
	SELECT agency, concentration_summary(provider, value), term_summary(term, value), overlap_summary(agency, provider, value),
	       burden_summary(agency, provider, reporting, value), schedule_summary(agency, provider, reporting, term, value)
	FROM arrangement GROUP BY agency;
	CREATE INDEX ON stored (total(c));
	CREATE VIEW figures AS SELECT agency, hhi(c), weighted_length(t), reports(b), (SELECT count(*) FROM top_holders(c, 3)) FROM stored;
	CREATE VIEW equal AS SELECT a.id FROM arrangement AS a JOIN arrangement AS b ON a.provider = b.provider AND a.reporting < b.reporting;
	CREATE MATERIALIZED VIEW whole AS SELECT rollup(c) AS c, rollup(t) AS t, rollup(o) AS o, rollup(b) AS b, rollup(d) AS d FROM stored;
	CREATE FUNCTION top(concentration_summary) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT holder FROM tools.top_holders($1, 1)';
	CREATE AGGREGATE merged(concentration_summary) (SFUNC = summary_combine, STYPE = concentration_summary);
	GRANT SELECT ON figures TO dashboard;
	REVOKE EXECUTE ON FUNCTION hhi(concentration_summary), top_holders(concentration_summary, bigint) FROM PUBLIC;
	GRANT EXECUTE ON FUNCTION hhi(concentration_summary) TO analyst;
	GRANT USAGE ON TYPE burden_summary TO analyst;
	REVOKE USAGE ON TYPE burden_summary FROM PUBLIC;
};
foreach my $database ('updated', 'fresh', 'staying')
{
	$node->safe_psql($database, $objects);
}

# All that is stored, and all that is read from it
my $digest = q{
	SET search_path = public, tools;
	SELECT agency, c, t, o, b, d, hhi, gini(c), theil(c), weighted_length(t), length_quantile(t, 0.5), shared_providers(o), joint_reports(b), joint_reports(d, '[2019-01-01,2020-01-01)') FROM stored ORDER BY agency;
	SELECT * FROM figures ORDER BY agency;
	SELECT * FROM whole;
	SELECT count(*) FROM equal;
	SELECT id, provider, reporting, years FROM arrangement ORDER BY provider, reporting, id;
	SELECT (SELECT count(*) FROM arrangement WHERE provider = 9429000000017), (SELECT count(*) FROM arrangement WHERE reporting = 'monthly');
	SELECT concentration_summary(provider, value), term_summary(term, value), overlap_summary(agency, provider, value), burden_summary(agency, provider, reporting, value),
	       schedule_summary(agency, provider, reporting, term, value) FROM arrangement;
};
my $figures = $node->safe_psql('updated', $digest);
my $catalogs_of_earlier = catalogs('updated');
cmp_ok(length $figures, '>', 10000, 'there are figures');

# an update that is rolled back, or fails, leaves version 0.9
is(sqlstate('updated', 'BEGIN; ALTER EXTENSION commissioning UPDATE; ROLLBACK'), '', 'an update is rolled back');
same_lines(catalogs('updated'), $catalogs_of_earlier, 'after an update that was rolled back');
$node->safe_psql('updated',
	'CREATE FUNCTION tools.merge(tools.term_summary, tools.term_summary) RETURNS tools.term_summary LANGUAGE sql AS $$ SELECT $1 $$');
is(sqlstate('updated', 'ALTER EXTENSION commissioning UPDATE'),
	'42723', 'a function of that name that is somebody else\'s is not replaced');
$node->safe_psql('updated', 'DROP FUNCTION tools.merge(tools.term_summary, tools.term_summary)');
same_lines(catalogs('updated'), $catalogs_of_earlier, 'after an update that failed');

# the update, by its owner; a session that uses what 0.9 has goes on with it
is( $node->safe_psql(
		'updated', q{
		SET search_path = public, tools;
		PREPARE p AS SELECT md5(rollup(c)::text), sum(hhi(c)) FROM stored;
		CREATE TEMP TABLE before AS EXECUTE p;
		SET SESSION AUTHORIZATION owner;
		ALTER EXTENSION commissioning UPDATE;
		RESET SESSION AUTHORIZATION;
		CREATE TEMP TABLE after AS EXECUTE p;
		SELECT before = after, (SELECT bool_and(merge(c, NULL)::text = c::text) FROM stored) FROM before, after}),
	't|t',
	"the owner updates to $current in the midst of a session");

is($node->safe_psql('updated', $digest), $figures, 'whatever is stored reads the same');
same_lines(catalogs('updated'), catalogs('fresh'), 'the members of the extension, updated and fresh');
is($node->safe_psql('fresh', $digest), $figures, "a database that began with $current has the same figures");
my $dump = dump_of('updated');
ok($dump eq dump_of('fresh'), 'updated and fresh have the same dump');
like($dump, qr/REVOKE ALL ON FUNCTION tools\.hhi\(summary tools\.concentration_summary\) FROM PUBLIC/,
	'the dump has the privileges that were changed');
unlike($dump, qr/CREATE (FUNCTION|OPERATOR) tools\.(merge|\+)/, 'the dump leaves to the extension what is the extension\'s');

# what the owner decided is as it was; what is new has the privileges of anything new
is( $node->safe_psql(
		'updated', q{
		SELECT has_function_privilege('dashboard', 'tools.hhi(tools.concentration_summary)', 'EXECUTE'),
		       has_function_privilege('analyst', 'tools.hhi(tools.concentration_summary)', 'EXECUTE'),
		       has_function_privilege('analyst', 'tools.top_holders(tools.concentration_summary, bigint)', 'EXECUTE'),
		       has_type_privilege('dashboard', 'tools.burden_summary', 'USAGE'), has_type_privilege('analyst', 'tools.burden_summary', 'USAGE'),
		       has_table_privilege('dashboard', 'figures', 'SELECT'),
		       (SELECT bool_and(has_function_privilege('dashboard', oid, 'EXECUTE') AND proacl IS NULL) FROM pg_proc WHERE proname = 'merge')}),
	'f|t|f|f|t|t|t',
	'privileges are those that were given');

# what is new works, with what was stored before
is( $node->safe_psql(
		'updated', q{
		SET search_path = public, tools;
		UPDATE stored SET c = stored.c + o.c, t = merge(stored.t, o.t), o = o.o + stored.o, b = stored.b + o.b, d = merge(stored.d, o.d) FROM stored AS o WHERE o.agency = stored.agency;
		REFRESH MATERIALIZED VIEW whole;
		SELECT total(c) = (SELECT 2 * sum(value) FROM arrangement), contracts(t) = 2 * 300, measured_rows(d) = 2 * 300, arrangements, agencies(o)
		FROM whole, (SELECT sum(arrangements) AS arrangements FROM whole, frequency_bands(b)) AS f}),
	't|t|t|600|4',
	"stored summaries of $earlier are merged");

# there and nowhere else
is( $node->safe_psql('updated', "SELECT source, target, path FROM pg_extension_update_paths('commissioning') WHERE path IS NOT NULL AND source = '$earlier'"),
	"$earlier|$current|$earlier--$current",
	"the way from $earlier is the only one");
is(sqlstate('updated', "ALTER EXTENSION commissioning UPDATE TO '$earlier'"), '22023', 'there is no way back');
is(sqlstate('updated', 'ALTER EXTENSION commissioning UPDATE'), '', 'updated again, there is nothing to do');
SKIP:
{
	skip 'modules tell their version from PostgreSQL 18 on', 1
	  if $node->safe_psql('postgres', 'SHOW server_version_num') < 180000;
	my ($release) = slurp_file("$FindBin::Bin/../../META.json") =~ /^   "version": "(.*)",$/m;
	is( $node->safe_psql('updated', "LOAD 'commissioning'; SELECT version FROM pg_get_loaded_modules() WHERE module_name = 'commissioning'"),
		$release =~ s/\.0$//r, 'the library says of what version it is');
}

# the database that stays on 0.9
is($node->safe_psql('staying', $digest), $figures, "$earlier with the library of today: the same figures");
same_lines(catalogs('staying'), $catalogs_of_earlier, "its catalogs are those of $earlier");
is( $node->safe_psql(
		'staying', q{
		SELECT extversion, (SELECT count(*) FROM pg_proc WHERE proname = 'merge')
		FROM pg_extension WHERE extname = 'commissioning'}),
	"$earlier|0",
	"it is $earlier");
# fmgr_c_validator() looks the symbol up in the library
my $symbols = q{
	SELECT count(*) > 100, bool_and(fmgr_c_validator(p.oid)::text = '')
	FROM pg_proc AS p JOIN pg_depend ON objid = p.oid AND classid = 'pg_proc'::regclass AND deptype = 'e'
	WHERE probin = '$libdir/commissioning'};
is($node->safe_psql('staying', $symbols), 't|t', "every function that $earlier declares is in the library");
dump_of('staying');
$node->command_ok(
	[ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('restored'), '-f', "$dir/staying.sql" ],
	'its dump is restored');
is($node->safe_psql('restored', $digest), $figures, 'as the version of today, with the same figures');
is($node->safe_psql('restored', 'SELECT extversion FROM pg_extension WHERE extname = $$commissioning$$'),
	$current, 'which is the default');

# The versions that were released: sql/update leads from each to the next, and the last
# one's way ends here
my %next = map { /--(.*)--(.*)\.sql$/ ? ($1 => $2) : () } glob("$FindBin::Bin/../../sql/update/*.sql");
my %golden = map { /--(.*)\.sql$/ ? ($1 => $_) : () } glob("$FindBin::Bin/../golden/commissioning--*.sql");
is_deeply([ sort keys %golden ], [ sort keys %next ], 'a golden install script for each version that an update script begins with');
is_deeply([ grep { !$next{$_} } sort values %next ], [ %next ? $current : () ], "and their ways end with $current");
foreach my $version (sort keys %golden)
{
	my $database = "from_$version";
	my $script = "$extension/commissioning--$version.sql";
	push @scripts, $script;
	append_to_file($script, slurp_file($golden{$version}));
	$node->safe_psql('postgres', qq{CREATE DATABASE "$database" OWNER owner});
	is(sqlstate($database, "CREATE SCHEMA tools; CREATE EXTENSION commissioning SCHEMA public VERSION '$version'"),
		'', "$version is installed by its owner");
	$node->safe_psql($database, "ALTER EXTENSION commissioning SET SCHEMA tools; $objects");
	is($node->safe_psql($database, $symbols), 't|t', "every function that $version declares is in the library");
	is($node->safe_psql($database, $digest), $figures, "$version with the library of today: the same figures");
	is(sqlstate($database, 'ALTER EXTENSION commissioning UPDATE'), '', "the owner updates $version to $current");
	is($node->safe_psql($database, $digest), $figures, 'whatever is stored reads the same');
	same_lines(catalogs($database), catalogs('fresh'), "the members of the extension, from $version and fresh");
	ok(dump_of($database) eq dump_of('fresh'), "from $version and fresh have the same dump");
}

$node->stop;
done_testing();
