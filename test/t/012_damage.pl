# Stored summaries with a byte changed, cut off or too long: an error that says
# so, or the right figure; and for what nothing can check, such as the sum of a
# key, another figure.  Never a crash, nor an error that hides what is wrong.
#
# A type that is bytea but for its name and alignment lets SQL change the bytes of
# a summary; one case is done to the file of a table.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('damage');
$node->init;
# pages are damaged on purpose, and 18 would see that before we do
$node->append_conf('postgresql.conf', "fsync = off\njit = off\nautovacuum = off\nignore_checksum_failure = on\nmax_parallel_workers_per_gather = 0\n");
$node->start;

# Where a summary has what, behind its varlena header: its own header ends, and in
# that there are the number of entries and, of what has no check sum, bytes that
# may be changed to something else that is possible: the type of keys, counters,
# decimal places, rows that wait to be looked up.
my $header = 100;
my $nentries = 60;
my $unchecked = 'at IN (2, 78, 92) OR at BETWEEN 4 AND 51';

$node->safe_psql(
	'postgres', q{
	CREATE EXTENSION commissioning;
	CREATE TYPE raw;
	CREATE FUNCTION raw_in(cstring) RETURNS raw AS 'byteain' LANGUAGE internal IMMUTABLE STRICT;
	CREATE FUNCTION raw_out(raw) RETURNS cstring AS 'byteaout' LANGUAGE internal IMMUTABLE STRICT;
	CREATE TYPE raw (INPUT = raw_in, OUTPUT = raw_out, ALIGNMENT = double, STORAGE = extended);
	CREATE FUNCTION get(raw, int) RETURNS int AS 'byteaGetByte' LANGUAGE internal IMMUTABLE STRICT;
	CREATE FUNCTION put(raw, int, int) RETURNS raw AS 'byteaSetByte' LANGUAGE internal IMMUTABLE STRICT;
	CREATE FUNCTION size(raw) RETURNS int AS 'byteaoctetlen' LANGUAGE internal IMMUTABLE STRICT;
	CREATE FUNCTION cut(raw, int, int) RETURNS raw AS 'bytea_substr' LANGUAGE internal IMMUTABLE STRICT;
	CREATE FUNCTION join_raw(raw, raw) RETURNS raw AS 'byteacat' LANGUAGE internal IMMUTABLE STRICT;
	SELECT format('CREATE CAST (raw AS %1$s) WITHOUT FUNCTION; CREATE CAST (%1$s AS raw) WITHOUT FUNCTION', type)
	FROM unnest('{term,concentration,overlap,burden,schedule}'::text[]) AS t (kind), LATERAL (SELECT kind || '_summary') AS k (type) \gexec

	-- states come to light as they are
	CREATE AGGREGATE live(text, numeric) (SFUNC = concentration_add, STYPE = concentration_summary);
	CREATE AGGREGATE live(bigint, numeric) (SFUNC = concentration_add, STYPE = concentration_summary);
	CREATE AGGREGATE live(text, text, numeric) (SFUNC = overlap_add, STYPE = overlap_summary);
	CREATE AGGREGATE live(text, text, frequency, numeric) (SFUNC = burden_add, STYPE = burden_summary);
	CREATE AGGREGATE live(text, text, frequency, daterange, numeric) (SFUNC = schedule_add, STYPE = schedule_summary);
	CREATE AGGREGATE live(daterange, numeric) (SFUNC = term_summary_add, STYPE = term_summary);
	CREATE AGGREGATE partial(term_summary) (SFUNC = summary_combine, STYPE = term_summary);
	CREATE AGGREGATE partial(concentration_summary) (SFUNC = summary_combine, STYPE = concentration_summary);
	CREATE AGGREGATE partial(overlap_summary) (SFUNC = summary_combine, STYPE = overlap_summary);
	CREATE AGGREGATE partial(burden_summary) (SFUNC = summary_combine, STYPE = burden_summary);
	CREATE AGGREGATE partial(schedule_summary) (SFUNC = summary_combine, STYPE = schedule_summary);

	-- 4, 50 and 1,500 keys of each kind: short, long, bigint and uuid; values in cents, not in cents, and too large for 64 bits;
	-- negative keys, rows of unknown value, agencies of unknown provider, terms without an end or a beginning
	CREATE TABLE row AS
	SELECT n, i, 'agency ' || i % 3 AS a, 'provider ' || i * 7 % n AS long, 'p' || i * 7 % n AS short, i::bigint * 7 % n AS b,
		(i % 13)::frequency AS f, (i % 97) * 0.25 - 3 AS v, daterange('2020-01-01', '2020-01-02'::date + (i * 7 % n)) AS t,
		daterange(CASE WHEN i % 9 > 0 THEN '2020-01-01'::date + i % 5 END, CASE WHEN i % 11 > 0 THEN '2020-02-02'::date + i % 700 END) AS d
	FROM unnest('{4,50,1500}'::int[]) AS n, generate_series(1, 3 * n) AS i;
	INSERT INTO row SELECT n, i, 'agency with nobody', NULL, NULL, NULL, NULL, i, NULL, NULL FROM unnest('{4,50,1500}'::int[]) AS n, generate_series(1, 2) AS i;
	INSERT INTO row SELECT n, i, 'agency 1', long, short, b, nullif(f, '3'), NULL, t, d FROM row WHERE i % 40 = 3 AND long IS NOT NULL;
	CREATE TABLE made (form text, n int, t term_summary, short concentration_summary, long concentration_summary, bigint concentration_summary,
		uuid concentration_summary, fine concentration_summary, wide concentration_summary, o overlap_summary, ob overlap_summary,
		b burden_summary, b_fine burden_summary, b_wide burden_summary, d schedule_summary, d_fine schedule_summary, d_wide schedule_summary);
	INSERT INTO made
	SELECT 'finished', n, term_summary(t, v), concentration_summary(short, v), concentration_summary(long, v), concentration_summary(b, v),
		concentration_summary(md5(long)::uuid, v), concentration_summary(long, v * 0.001), concentration_summary(short, v * 1e17),
		overlap_summary(a, long, v), overlap_summary(a, b, v),
		burden_summary(a, long, f, v), burden_summary(a, b, (0.3333333333 * (i % 5))::frequency, v), burden_summary(a, short, '0.3333333333', v * 1e17),
		schedule_summary(a, long, f, d, v), schedule_summary(a, b, nullif(f, '7'), d, v * 0.001), schedule_summary(a, md5(short)::uuid, f, d, v * 1e17)
	FROM row GROUP BY n;
	INSERT INTO made (form, n, o, b, d)
	SELECT 'known', n, overlap_summary(a, long, v), burden_summary(a, long, f, v), schedule_summary(a, short, f, t, v) FROM row WHERE v IS NOT NULL AND long IS NOT NULL GROUP BY n;
	INSERT INTO made
	SELECT 'live', n, live(t, v), live(short, v), live(long, v), live(b, v), NULL, live(long, v * 0.001), live(short, v * 1e17),
		live(a, long, v), NULL, live(a, long, f, v), NULL, live(a, short, '0.3333333333', v * 1e17),
		live(a, long, f, d, v), NULL, live(a, short, nullif(f, '7'), d, v * 1e17)
	FROM row GROUP BY n;
	INSERT INTO made
	SELECT 'partial', n, partial(t), partial(short), partial(long), partial(bigint), partial(uuid), partial(fine), partial(wide),
		partial(o), partial(ob), partial(b), partial(b_fine), partial(b_wide),
		partial(d), partial(d_fine), partial(d_wide)
	FROM made, generate_series(1, 2) WHERE form = 'finished' AND n > 1000 GROUP BY n;
	INSERT INTO made (form, n, t, long, o, b, d)
	SELECT 'empty', 0, term_summary(NULL::daterange, 1), concentration_summary(NULL::text, 1), overlap_summary(NULL, NULL::text, 1),
		burden_summary(NULL, NULL::text, NULL, NULL), schedule_summary(NULL, NULL::text, NULL, NULL, 1);
	CREATE TABLE sample (name text PRIMARY KEY, form text, type regtype, v raw);
	INSERT INTO sample
	SELECT concat_ws(' ', form, n, word), form, type, v
	FROM made, LATERAL (VALUES ('term', 'term_summary'::regtype, t::raw), ('short', 'concentration_summary', short::raw),
		('long', 'concentration_summary', long::raw), ('bigint', 'concentration_summary', bigint::raw), ('uuid', 'concentration_summary', uuid::raw),
		('fine', 'concentration_summary', fine::raw), ('wide', 'concentration_summary', wide::raw), ('overlap', 'overlap_summary', o::raw),
		('overlap bigint', 'overlap_summary', ob::raw), ('burden', 'burden_summary', b::raw), ('burden fine', 'burden_summary', b_fine::raw),
		('burden wide', 'burden_summary', b_wide::raw), ('schedule', 'schedule_summary', d::raw), ('schedule fine', 'schedule_summary', d_fine::raw),
		('schedule wide', 'schedule_summary', d_wide::raw)) AS s (word, type, v)
	WHERE v IS NOT NULL AND CASE n WHEN 4 THEN word NOT IN ('uuid', 'bigint', 'overlap bigint') WHEN 1500 THEN word IN ('term', 'long', 'wide', 'overlap', 'burden fine', 'schedule')
		ELSE true END;

	-- whatever reads a summary: each function of it alone, with arguments that suit; it and a good one together
	CREATE TABLE argument (type regtype PRIMARY KEY, value text);
	INSERT INTO argument VALUES ('numeric', '0.5'), ('numeric[]', '{1,3,5}'), ('numrange', '[1,3)'), ('bigint', '2'), ('integer', '1'),
	  ('daterange', '[2020-01-15,2020-12-01)'), ('date', '2020-03-01');
	CREATE TABLE call AS
	SELECT type, row_number() OVER (PARTITION BY type ORDER BY call) AS n, call
	FROM (SELECT proargtypes[0]::regtype AS type,
	             format('string_agg(x::text, %L) INTO answer FROM %s(%s) AS x', ',', oid::regproc,
	                    (SELECT string_agg(CASE WHEN argument.type IS NULL THEN 's'
	                                            WHEN proname ~ 'dominated|percent' AND value = '0.5' THEN '50'
	                                            WHEN proname = 'part' AND place = 3 THEN '1::bigint'
	                                            ELSE format('%L::%s', value, argument.type) END, ', ' ORDER BY place)
	                     FROM unnest(proargtypes) WITH ORDINALITY AS a (type, place) LEFT JOIN argument USING (type))) AS call
	      FROM pg_proc
	      WHERE prokind = 'f' AND pronamespace = 'public'::regnamespace AND proargtypes[0] IN (SELECT type FROM sample) AND proname !~ '_(add|combine)$|^raw'
	        AND NOT EXISTS (SELECT FROM unnest(proargtypes) AS a WHERE a <> proargtypes[0] AND a NOT IN (SELECT type FROM argument))
	      UNION ALL
	      SELECT type, unnest('{"(s + good)::text INTO answer", "(good + s)::text INTO answer", "merge(s, NULL)::text INTO answer",
	        "rollup(x)::text INTO answer FROM (VALUES (s)) AS v (x)", "rollup(x)::text INTO answer FROM (VALUES (s), (good)) AS v (x)",
	        "rollup(x)::text INTO answer FROM (VALUES (good), (s), (s)) AS v (x)", "partial(x)::text INTO answer FROM (VALUES (s), (good)) AS v (x)"}'::text[])
	      FROM (SELECT DISTINCT type FROM sample) AS t) AS c;
	SELECT format('CREATE FUNCTION answers(s %1$s, good %1$s) RETURNS text[] LANGUAGE plpgsql AS $f$
		DECLARE
			answer text;
			answers text[];
		BEGIN %2$s
			RETURN answers;
		END $f$', type, string_agg(format('
			BEGIN
				SELECT %s;
			EXCEPTION WHEN OTHERS THEN
				answer := ''!'' || SQLSTATE;
			END;
			answers := answers || answer;', call), '' ORDER BY n))
	FROM call GROUP BY type \gexec
	SELECT format('CREATE FUNCTION answers(type regtype, s raw, good raw) RETURNS text[] LANGUAGE sql AS $f$ SELECT CASE type::text %s END $f$',
		string_agg(format('WHEN %1$L THEN answers(s::%1$s, good::%1$s)', type), ' '))
	FROM (SELECT DISTINCT type FROM call) AS t \gexec
	CREATE TABLE good AS SELECT name, answers(type, v, v) AS answers FROM sample;

	-- what became of the answers to something damaged: how often, and to which calls at most
	CREATE TABLE finding (name text, part text, at int, was text, n bigint, calls bigint[]);
	CREATE FUNCTION find(sample sample, part text, at int, damaged raw) RETURNS void LANGUAGE sql AS $$
		INSERT INTO finding
		SELECT name, part, at, was, count(*), (array_agg(i))[1:3]
		FROM good, unnest(answers, answers(sample.type, damaged, sample.v)) WITH ORDINALITY AS u (expected, got, i),
			LATERAL (SELECT CASE WHEN got LIKE '!%' THEN got WHEN got IS NOT DISTINCT FROM expected THEN 'right' ELSE 'other' END) AS x (was)
		WHERE name = sample.name GROUP BY name, was $$;
	ANALYZE;
});

# undamaged, every call has an answer; only a projection asks for something, and nothing is taken out of a burden summary
is( $node->safe_psql(
		'postgres', q{
		SELECT string_agg(DISTINCT concat_ws(' ', x, (regexp_match(call, 'FROM (?:public\.)?(.*)\('))[1]), ', ')
		FROM good JOIN sample USING (name), unnest(answers) WITH ORDINALITY AS u (x, n) JOIN call USING (n) WHERE call.type = sample.type AND x LIKE '!%'}),
	'!0A000 concentration_summary, !0A000 subtract, !0A000 summary_minus', 'what is not damaged is read');
cmp_ok($node->safe_psql('postgres', 'SELECT min(n) FROM (SELECT count(*) AS n FROM call GROUP BY type) AS x'), '>=', 20, 'by 20 calls and more of each type');
my @names = split /\n/, $node->safe_psql('postgres', 'SELECT name FROM sample ORDER BY name');
cmp_ok(scalar @names, '>', 40, 'there are summaries of every form');

# The findings that are not as they should be, for a test's name
sub unexpected
{
	my ($condition) = @_;
	return $node->safe_psql(
		'postgres', qq{
		SELECT string_agg(DISTINCT format('%s, byte %s: %s x %s, such as %s', part, at, n, was, (SELECT string_agg(call.call, '; ')
		                  FROM call JOIN sample USING (type) WHERE sample.name = finding.name AND call.n = calls[1])), E'\n')
		FROM (SELECT * FROM finding WHERE $condition ORDER BY at LIMIT 5) AS finding; TRUNCATE finding});
}

foreach my $name (@names)
{
	# each byte of the header, to some other values
	$node->safe_psql(
		'postgres', qq{
		SELECT count(find(s, 'header', at, put(v, at, get(v, at) # mask)))
		FROM sample AS s, generate_series(0, $header - 1) AS at, unnest('{1,8,255}'::int[]) AS mask WHERE name = '$name'});
	is( unexpected(
			$name =~ /^(live|partial)/
			? "was NOT IN ('!XX001', 'right') AND NOT (($unchecked) AND was IN ('other', '!0A000', '!42804', '!22003'))"
			: "was <> '!XX001'"),
		'', "$name: a byte of the header");

	# some of the bytes behind it
	my $most = $name =~ / 1500 / ? 20 : 40;
	$node->safe_psql(
		'postgres', qq{
		SELECT setseed(0.12);
		SELECT count(find(s, 'entries', at, put(v, at, get(v, at) # mask)))
		FROM sample AS s, LATERAL (SELECT at FROM generate_series($header, size(v) - 1) AS at ORDER BY random() LIMIT $most) AS a,
			unnest('{1,128,255}'::int[]) AS mask WHERE name = '$name'});
	# (of pieces, totals may add up to more than there can be)
	is(unexpected(q{was NOT IN ('!XX001', 'right', 'other', '!0A000') AND (was <> '!22003' OR name !~ 'burden wide')}), '', "$name: a byte behind it");

	# cut off, and with more behind it
	$node->safe_psql(
		'postgres', qq{
		SELECT count(find(s, 'cut', at, cut(v, 1, at)))
		FROM sample AS s, LATERAL (SELECT at FROM generate_series(0, size(v) - 1) AS at ORDER BY at NOT IN (0, $header - 1, $header, size(v) - 1), random() LIMIT 12) AS a
		WHERE name = '$name';
		SELECT count(find(s, 'longer', n, join_raw(v, cut(v, 1, n)))) FROM sample AS s, unnest('{1,8,24,100}'::int[]) AS n WHERE name = '$name'});
	is(unexpected(q{was <> '!XX001'}), '', "$name: of another size");
}

# Where a value's bytes are in a file
sub place
{
	my ($name, $hex) = @_;
	my $at = index slurp_file($name), pack('H*', $hex =~ s/^\\x//r);
	die "$name does not have the value" if $at < 0;
	return $at;
}

sub change
{
	my ($name, $at) = @_;
	open my $handle, '+<:raw', $name or die "$name: $!";
	seek $handle, $at, 0;
	read $handle, my $byte, 1;
	seek $handle, $at, 0;
	print $handle chr(ord($byte) ^ 1);
	close $handle or die "$name: $!";
	return;
}

# a byte of a table's file is changed while the server is down: 65,536 entries more
$node->safe_psql(
	'postgres', q{
	CREATE TABLE stored (s concentration_summary, o overlap_summary);
	ALTER TABLE stored ALTER s SET STORAGE PLAIN, ALTER o SET STORAGE PLAIN;
	INSERT INTO stored SELECT concentration_summary('p' || i, i), overlap_summary('a' || i % 3, 'p' || i, i) FROM generate_series(1, 20) AS i;
	CHECKPOINT});
my $file = $node->data_dir . '/' . $node->safe_psql('postgres', q{SELECT pg_relation_filepath('stored')});
my $figures = 'SELECT holders(s), total(s), providers(o) FROM stored';
is($node->safe_psql('postgres', $figures), '20|210|20', 'a stored summary');
my @changed = map { $nentries + 2 + place($file, $node->safe_psql('postgres', "SELECT $_\::raw FROM stored")) } 's', 'o';
$node->stop;
change($file, $_) foreach @changed;
$node->start;
foreach my $call ('holders(s)', 'hhi(s)', 'total(s)', 's::text', 'summary_send(s)', 'measured_rows(s)', 'value_coverage(s)', 'rollup(s)', 's + s',
	'agencies(o)', 'providers(o)', 'o::text', 'concentration_summary(o)')
{
	my ($status, $out, $err) = $node->psql('postgres', "SELECT $call FROM stored", extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
	like($err, qr/ERROR:\s+XX001/, "a number of entries changed in a page: $call");
	is($out, '', "$call: and no figure");
}
$node->stop;
change($file, $_) foreach @changed;
$node->start;
is($node->safe_psql('postgres', $figures), '20|210|20', 'changed back, it is what it was');

# what is read is not written to, be it in another form than what is made of it
$node->safe_psql(
	'postgres', q{
	CREATE TABLE plain (s concentration_summary);
	ALTER TABLE plain ALTER s SET STORAGE PLAIN;
	INSERT INTO plain
	SELECT partial(s) FROM (SELECT concentration_summary(k, 1) AS s FROM generate_series(1, 300) AS k, generate_series(1, 2) AS n GROUP BY n) AS x});
is( $node->safe_psql(
		'postgres', q{
		SELECT get(s::raw, 3) FROM plain;
		SELECT get(merge(s, NULL)::raw, 3), get(merge(NULL, s)::raw, 3), get(rollup(s)::raw, 3), get(summary_final(s)::raw, 3), hhi(merge(s, NULL)) = hhi(s)
		FROM plain GROUP BY s::text, merge(s, NULL)::text, merge(NULL, s)::text, summary_final(s)::text, hhi(merge(s, NULL)), hhi(s),
			get(merge(s, NULL)::raw, 3), get(merge(NULL, s)::raw, 3), get(summary_final(s)::raw, 3);
		SELECT get(s::raw, 3) FROM plain}),
	"2\n0|0|0|0|t\n2", 'a partial summary in a page stays one');

unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC|server process .* exited|TRAP/, 'no backend crashed');
$node->stop;
done_testing();
