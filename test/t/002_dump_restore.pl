# Stored summaries survive dump and restore, in every format, and COPY.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('dump');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
my $dir = PostgreSQL::Test::Utils::tempdir();

$node->safe_psql('postgres', 'CREATE DATABASE original');
$node->safe_psql(
	'original', q{
	CREATE SCHEMA tools;
	CREATE EXTENSION commissioning SCHEMA tools;
	SET search_path = public, tools;
	CREATE TABLE summary (id int PRIMARY KEY, what text, c concentration_summary, l term_summary);

	INSERT INTO summary
	SELECT g, 'text', concentration_summary('provider ' || i % (7 * g), i * 0.25 - 3), NULL
	FROM generate_series(1, 20) AS g, generate_series(1, 40 * g) AS i GROUP BY g;
	INSERT INTO summary
	SELECT 100 + g, 'bigint', concentration_summary(i % (7 * g) - 9223372036854775807, i), NULL
	FROM generate_series(1, 20) AS g, generate_series(1, 40 * g) AS i GROUP BY g;
	INSERT INTO summary
	SELECT 200 + g, 'uuid', concentration_summary(md5((i % (7 * g))::text)::uuid, i * 0.0000000001), NULL
	FROM generate_series(1, 20) AS g, generate_series(1, 40 * g) AS i GROUP BY g;
	INSERT INTO summary
	SELECT 300 + g, 'length', NULL, term_summary(daterange('2020-02-29', '2020-02-29'::date + i * 13 % (400 * g)), i)
	FROM generate_series(1, 20) AS g, generate_series(1, 40 * g) AS i GROUP BY g;

	INSERT INTO summary SELECT 400, 'hard keys', concentration_summary(k, 1), NULL
	FROM (SELECT chr(i) AS k FROM generate_series(1, 127) AS i
	      UNION ALL SELECT unnest(ARRAY['', '\\', '\"', '\u0041', E'a\tb\nc', '{"a": [1]}', 'Ä€'])) AS k;
	INSERT INTO summary SELECT 401, 'missing only', concentration_summary(NULL::text, 5), term_summary(NULL, 7);
	INSERT INTO summary SELECT 402, 'no rows', NULL, NULL;
	INSERT INTO summary SELECT 403, 'extremes', concentration_summary('', 17014118346046923173168730371.5884105727),
	  term_summary(daterange('4713-11-24 BC', '5874897-12-31'), -17014118346046923173168730371.5884105727);
	INSERT INTO summary SELECT 404, 'large', concentration_summary(md5(i::text) || i, i), NULL
	FROM generate_series(1, 100000) AS i;

	CREATE VIEW figures AS SELECT id, hhi(c), weighted_length(l) FROM summary;
	CREATE MATERIALIZED VIEW stored AS SELECT what, rollup(c) AS c, rollup(l) AS l FROM summary WHERE id < 400 GROUP BY what;
	CREATE VIEW pairs AS SELECT a.id, a.c + b.c AS c, merge(a.l, b.l) AS l FROM summary AS a JOIN summary AS b ON b.id = a.id + 1 AND b.what = a.what;
	CREATE TABLE doubled (c concentration_summary, twice concentration_summary GENERATED ALWAYS AS (c + c) STORED);
	INSERT INTO doubled SELECT c FROM summary WHERE id % 100 = 7;
});

my $query = q{
	SELECT id, what, md5(c::text), md5(l::text), tools.hhi(c), tools.total(c), tools.contracts(l),
	       tools.length_quantile(l, 0.5) FROM public.summary ORDER BY id};
my $views = q{
	SELECT (SELECT md5(string_agg(f::text, ',' ORDER BY id)) FROM public.figures AS f),
	       (SELECT md5(string_agg(s::text, ',' ORDER BY what)) FROM public.stored AS s),
	       (SELECT md5(string_agg(p::text, ',' ORDER BY id)) FROM public.pairs AS p),
	       (SELECT md5(string_agg(d::text, ',' ORDER BY c::text)) FROM public.doubled AS d)};
my $expected = $node->safe_psql('original', $query);
my $expected_views = $node->safe_psql('original', $views);
is(scalar(split /\n/, $expected), 85, 'there are 85 summaries');
is($node->safe_psql('original',
		'SELECT tools.holders(c), tools.total(c) FROM public.summary WHERE id = 404'),
	'100000|5000050000', 'one of them with 100,000 keys');

# plain text, by psql
$node->command_ok(
	[ 'pg_dump', '-Fp', '-f', "$dir/plain.sql", $node->connstr('original') ],
	'dumped as plain text');
$node->safe_psql('postgres', 'CREATE DATABASE plain');
$node->command_ok(
	[ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('plain'), '-f', "$dir/plain.sql" ],
	'restored by psql');
is($node->safe_psql('plain', $query), $expected, 'plain: every summary is the same');
is($node->safe_psql('plain', $views), $expected_views, 'plain: so are the views of them');

# as INSERT statements: text literals
$node->command_ok(
	[ 'pg_dump', '-Fp', '--inserts', '-f', "$dir/inserts.sql", $node->connstr('original') ],
	'dumped as INSERTs');
$node->safe_psql('postgres', 'CREATE DATABASE inserts');
$node->command_ok(
	[ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('inserts'), '-f', "$dir/inserts.sql" ],
	'restored by psql');
is($node->safe_psql('inserts', $query), $expected, 'inserts: every summary is the same');

# custom format, by two jobs
$node->command_ok(
	[ 'pg_dump', '-Fc', '-f', "$dir/custom.dump", $node->connstr('original') ],
	'dumped in the custom format');
$node->safe_psql('postgres', 'CREATE DATABASE custom');
$node->command_ok(
	[ 'pg_restore', '--exit-on-error', '-j', '2', '-d', $node->connstr('custom'), "$dir/custom.dump" ],
	'restored by pg_restore');
is($node->safe_psql('custom', $query), $expected, 'custom: every summary is the same');
is($node->safe_psql('custom', $views), $expected_views, 'custom: so are the views of them');

# COPY, binary and text, into a database of another encoding too
$node->safe_psql('postgres',
	q{CREATE DATABASE copied; CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0});
foreach my $format ('binary', 'text', 'csv')
{
	my $file = "$dir/summary.$format";
	$node->safe_psql('original',
		"COPY (SELECT * FROM public.summary ORDER BY id) TO '$file' (FORMAT $format, ENCODING 'UTF8')");
	foreach my $database ('copied', 'latin')
	{
		$node->safe_psql(
			$database, qq{
			CREATE SCHEMA IF NOT EXISTS tools;
			CREATE EXTENSION IF NOT EXISTS commissioning SCHEMA tools;
			DROP TABLE IF EXISTS public.summary;
			CREATE TABLE public.summary (id int, what text, c tools.concentration_summary, l tools.term_summary);
		});
		# LATIN1 has no character for one of the keys.  Text in binary files is
		# in the client's encoding, as core's own text is.
		my ($status, $out, $err) = $node->psql(
			$database,
			"SET client_encoding = 'UTF8'; COPY public.summary FROM '$file' (FORMAT $format, ENCODING 'UTF8')",
			extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
		if ($database eq 'latin')
		{
			isnt($status, 0, "$format: a key that the encoding lacks is an error");
			like($err, qr/22P05/, "$format: ... untranslatable");
			next;
		}
		is($status, 0, "$format: copied") or diag $err;
		is($node->safe_psql($database, $query), $expected, "$format: every summary is the same");
	}
}
# without that key, the bytes differ by encoding and the characters do not
$node->safe_psql('original',
	"COPY (SELECT 1, 'Latin', tools.concentration_summary(k, 1), NULL::tools.term_summary FROM unnest('{Ä,é,z}'::text[]) AS k)
	 TO '$dir/latin' (FORMAT binary)");
is( $node->safe_psql(
		'latin', "SET client_encoding = 'UTF8'; COPY public.summary FROM '$dir/latin' (FORMAT binary);
		SELECT string_agg(ascii(holder) || ' ' || octet_length(holder), ',' ORDER BY rank)
		FROM public.summary, tools.top_holders(c, 9)"),
	'122 1,196 1,233 1',
	'keys are converted between encodings, and sorted anew by their bytes');

$node->stop;
done_testing();
