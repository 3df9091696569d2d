# Cells in databases of every kind of encoding: the characters that amounts and
# dates are written with are found by what they are, whatever their bytes, and
# bytes that are no character are refused like any other that is not read.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('reading');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "fsync = off\nlog_min_error_statement = panic\n");
$node->start;

# attempt(call): what a call gives as text, or its SQLSTATE.  cell(bytes): these
# bytes as a text of the database.
my $setup = q{
	CREATE EXTENSION commissioning;
	CREATE FUNCTION attempt(call text, cell text) RETURNS text LANGUAGE plpgsql AS $$
	DECLARE
		result text;
	BEGIN
		EXECUTE 'SELECT ' || call INTO result USING cell;
		RETURN coalesce(result, 'NULL');
	EXCEPTION WHEN OTHERS THEN
		RETURN SQLSTATE;
	END $$;
	CREATE FUNCTION cell(bytes bytea) RETURNS text LANGUAGE sql AS $$ SELECT convert_from(bytes, getdatabaseencoding()) $$;
};

# not every version has all of them
my @encodings = grep { $node->safe_psql('postgres', "SELECT pg_char_to_encoding('$_') >= 0") eq 't' }
  qw(UTF8 LATIN1 LATIN9 WIN1252 KOI8R EUC_JP MULE_INTERNAL SQL_ASCII);
foreach my $encoding (@encodings)
{
	$node->safe_psql('postgres', "CREATE DATABASE \L$encoding\E ENCODING '$encoding' LOCALE 'C' TEMPLATE template0");
	$node->safe_psql(lc $encoding, $setup);
}

# What bytes say, worked by hand from the tables of the encodings: N is NULL,
# strict or not; R is refused.
my @cases = (
	[ UTF8 => '31c2a0323334', '1234' ], [ UTF8 => 'e280afe2808035', '5' ], [ UTF8 => 'e2889235', '-5' ],
	[ UTF8 => 'e28093', 'N' ],
	# no-break space, pound
	[ LATIN1 => '31a0323334', '1234' ], [ LATIN1 => 'a035a0', '5' ], [ LATIN1 => 'a0', 'N' ], [ LATIN1 => 'a335', '5' ], [ LATIN1 => '35e9', 'R' ],
	[ LATIN1 => 'a435', 'R' ], [ LATIN1 => 'c2a035', 'R' ],
	# the euro is where LATIN1 has a sign of no currency
	[ LATIN9 => 'a435', '5' ], [ LATIN9 => '31a0323334a0a4', '1234' ],
	# euro, dashes, apostrophe; 81 is no character
	[ WIN1252 => '8035', '5' ], [ WIN1252 => '96', 'N' ], [ WIN1252 => '97', 'N' ], [ WIN1252 => '3192323334', '1234' ], [ WIN1252 => '9635', 'R' ],
	[ WIN1252 => '8135', 'R' ], [ WIN1252 => '3581', 'R' ], [ WIN1252 => 'a08135', 'R' ],
	[ KOI8R => '319a323334', '1234' ], [ KOI8R => 'c135', 'R' ],
	# ideographic space; hyphen and digits of double width
	[ EUC_JP => 'a1a135', '5' ], [ EUC_JP => 'a1dd35', 'R' ], [ EUC_JP => 'a3b5', 'R' ], [ EUC_JP => 'a1efa1f0', 'R' ],
	# nothing is known of how these are converted
	[ MULE_INTERNAL => '35', '5' ], [ MULE_INTERNAL => '81a035', 'R' ], [ MULE_INTERNAL => '3581a0', 'R' ],
	# what is UTF-8 is read as that, and nothing else
	[ SQL_ASCII => '31c2a0323334', '1234' ], [ SQL_ASCII => 'e282ac35', '5' ], [ SQL_ASCII => 'a0', 'R' ], [ SQL_ASCII => '31a0323334', 'R' ], [ SQL_ASCII => '35ff', 'R' ],
	[ SQL_ASCII => 'c2', 'R' ], [ SQL_ASCII => '35e282', 'R' ]);
foreach my $case (@cases)
{
	my ($encoding, $bytes, $right) = @$case;
	next unless grep { $_ eq $encoding } @encodings;
	my $got = $node->safe_psql(lc $encoding,
		qq{SELECT attempt('read_amount(\$1)', cell('\\x$bytes')) || ' ' || attempt('read_amount(\$1, strict => false)', cell('\\x$bytes'))});
	my $loose = $right =~ /[NR]/ ? 'NULL' : $right;
	my $strict = $right eq 'R' ? '22P02' : $loose;
	is($got, "$strict $loose", "$encoding, $bytes: " . ($right eq 'R' ? 'refused' : $loose));
}

# the currency comes in the bytes of the database
foreach my $case ([ LATIN1 => 'a335', 'a3' ], [ LATIN9 => '35a0a4', 'a4' ], [ WIN1252 => '4e5a24a035', '4e5a24' ], [ WIN1252 => '358035', '' ], [ SQL_ASCII => 'e282ac35', 'e282ac' ])
{
	my ($encoding, $bytes, $right) = @$case;
	is($node->safe_psql(lc $encoding, qq{SELECT encode(convert_to(read_currency(cell('\\x$bytes')), getdatabaseencoding()), 'hex')}),
		$right, "$encoding, $bytes: the currency");
}

# dates and terms, and what an error shows
is($node->safe_psql('latin1', q{SELECT read_date(cell('\xa031a04a756c79a032303138a0')) || ' ' || read_term(cell('\xa0323032302d30372d3031'), cell('\x3336a06d6f6e746873'))}),
	'2018-07-01 [2020-07-01,2023-07-01)', 'LATIN1: dates and terms between no-break spaces');
is($node->safe_psql('latin1', q{SELECT attempt('read_date($1)', cell('\x32303138ad30372d3031'))}), '22P02', 'LATIN1: a soft hyphen is no hyphen');
my ($status, $out, $err) = $node->psql('win1252', q{SET client_encoding = 'UTF8'; SELECT read_amount(repeat(cell('\x80'), 200))});
like($err, qr/cannot read "(\xe2\x82\xac){80}[.]{3}" as an amount/, 'WIN1252: the value is shown in the client\'s encoding, cut');

# Every byte and every two of them before a digit: in each encoding as in UTF-8, if
# there is such a character, and never an error but a refusal
$node->safe_psql('utf8', 'CREATE TABLE other (utf8 text, amount text, date text)');
foreach my $encoding (grep { !/UTF8|MULE|SQL_ASCII/ } @encodings)
{
	my $database = lc $encoding;
	$node->safe_psql(
		$database, q{
		CREATE FUNCTION utf8(cell text) RETURNS bytea LANGUAGE plpgsql AS $$
		BEGIN
			RETURN convert_to(cell, 'UTF8');
		EXCEPTION WHEN OTHERS THEN
			RETURN NULL;
		END $$;
		CREATE FUNCTION cell_or_null(bytes bytea) RETURNS text LANGUAGE plpgsql AS $$
		BEGIN
			RETURN cell(bytes);
		EXCEPTION WHEN OTHERS THEN
			RETURN NULL;
		END $$;
		CREATE TABLE read AS
		SELECT cell, utf8(cell) AS utf8, attempt('read_amount($1)', cell) AS amount, attempt('read_date($1)', cell) AS date,
		       attempt('read_amount($1, strict => false)', cell) AS loose
		FROM (SELECT '\x'::bytea AS second UNION ALL SELECT decode(to_hex(i), 'hex') FROM generate_series(128, 255, 3) AS i) AS s, generate_series(128, 255) AS first,
		     unnest('{\\x35,\\x3130323330,\\x20323031382d30372d3031}'::bytea[]) AS behind, cell_or_null(decode(to_hex(first), 'hex') || second || behind) AS cell
		WHERE cell IS NOT NULL});
	my $file = $node->basedir . "/$database.csv";
	is($node->safe_psql($database,
			q{SELECT count(*) > 300, count(*) FILTER (WHERE amount !~ '^(-?5|-?10230|NULL|22P02)$' OR date !~ '^(2018-07-01|22P02)$' OR loose <> CASE amount WHEN '22P02' THEN 'NULL' ELSE amount END
			  OR utf8 IS NULL AND (amount <> '22P02' OR date <> '22P02')) FROM read}),
		't|0', "$encoding: each byte is read or refused");
	$node->safe_psql($database, qq{COPY (SELECT encode(utf8, 'hex'), amount, date FROM read WHERE utf8 IS NOT NULL) TO '$file'});
	is($node->safe_psql('utf8', qq{TRUNCATE other; COPY other FROM '$file';
			SELECT count(*) > 300, count(*) FILTER (WHERE attempt('read_amount(\$1)', cell) <> amount OR attempt('read_date(\$1)', cell) <> date) FROM other, cell(decode(utf8, 'hex')) AS cell}),
		't|0', "$encoding: as in UTF-8");
}

unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC|TRAP/, 'no backend crashed');
$node->stop;
done_testing();
