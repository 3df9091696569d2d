# Keys of names are the same in every encoding that has the letters, whatever
# the locale; what is no text stays as it is.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('encodings');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;

# Each name as bytes of UTF-8 and its key, in hexadecimal: what a client and a
# terminal make of letters does not come in.
my %names = (
	latin => [ "M\x{e4}ori & \x{d8}re Stra\x{df}e L\x{f3}pez t/a \x{e9}", "AND LOPEZ MAORI ORE STRASSE" ],
	macrons => [ "Wh\x{101}nau \x{14c}tautahi", 'OTAUTAHI WHANAU' ],
	cyrillic => [ "\x{451}\x{43b}\x{43a}\x{430} \x{419}\x{43e}\x{434}", "\x{415}\x{41b}\x{41a}\x{410} \x{419}\x{41e}\x{414}" ],
	greek => [ "\x{3b8}\x{3ae}\x{3c2}", "\x{398}\x{389}\x{3a3}" ],
	han => [ "\x{6771}\x{4eac} Co.", "\x{6771}\x{4eac}" ],
	wide => [ "\x{ff32}\x{ff41}\x{ff54}\x{ff41}\x{3000}\x{ff2c}\x{ff54}\x{ff44}", 'RATA' ],
	quotes => [ "O\x{2019}Rata \x{2013} Kea", 'KEA ORATA' ]);
my %encodings = (
	UTF8 => [ sort keys %names ],
	LATIN1 => ['latin'],
	LATIN4 => ['macrons'],
	LATIN9 => ['latin'],
	WIN1252 => [ 'latin', 'quotes' ],
	WIN1257 => [ 'macrons', 'quotes' ],
	KOI8R => ['cyrillic'],
	WIN1251 => [ 'cyrillic', 'quotes' ],
	ISO_8859_5 => ['cyrillic'],
	ISO_8859_7 => ['greek'],
	WIN1253 => [ 'greek', 'quotes' ],
	EUC_JP => [ 'han', 'cyrillic', 'wide' ],
	EUC_KR => [ 'han', 'wide' ],
	EUC_CN => ['wide'],
	EUC_JIS_2004 => [ 'han', 'wide', 'macrons' ]);

sub hexadecimal { my ($text) = @_; utf8::encode($text); return unpack 'H*', $text; }

foreach my $encoding (sort keys %encodings)
{
	my $database = lc $encoding;
	$node->safe_psql('postgres', "CREATE DATABASE $database ENCODING '$encoding' LOCALE 'C' TEMPLATE template0");
	$node->safe_psql($database, 'CREATE EXTENSION commissioning');
	foreach my $name (@{ $encodings{$encoding} })
	{
		my ($written, $key) = map { hexadecimal($_) } @{ $names{$name} };
		is( $node->safe_psql($database,
				"SELECT encode(convert_to(provider_key(convert_from('\\x$written', 'UTF8')), 'UTF8'), 'hex')"),
			$key, "$encoding: $name");
	}
}

# A letter that has no capital in the encoding stays small: JIS has U+0251, and
# not U+2C6D; so it is its own key.
is( $node->safe_psql('euc_jis_2004',
		q{SELECT provider_key(convert_from('\xc991', 'UTF8') || 'bc Ltd') = convert_from('\xc991', 'UTF8') || 'BC'}),
	't', 'no capital in the encoding');
# in UTF-8 it has one
is( $node->safe_psql('utf8', q{SELECT encode(convert_to(provider_key(convert_from('\xc991', 'UTF8')), 'UTF8'), 'hex')}),
	'e2b1ad', 'and one in UTF-8');

# Bytes that are no text: in WIN1252 five are not assigned, and a database
# without encoding has only bytes.
$node->safe_psql('postgres', "CREATE DATABASE bytes ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
$node->safe_psql('bytes', 'CREATE EXTENSION commissioning');
is( $node->safe_psql('bytes', q{SELECT encode(provider_key(convert_from('\x6b656120c481ff20284e5a29204c7464', 'SQL_ASCII'))::bytea, 'escape')}),
	'KEA NZ \304\201\377', 'bytes without an encoding');
is( $node->safe_psql('win1252', q{SELECT encode(provider_key(E'k\x81a \x9d Ltd (\xe4)')::bytea, 'escape')}),
	'K\201A \235', 'bytes that are not assigned');
is( $node->safe_psql('win1252', q{SELECT length(provider_key(repeat(E'\x81\xe9 ', 20000))) = 60000 - 1}),
	't', 'many of them');
is( $node->safe_psql('latin1', q{SELECT provider_key(repeat(E'\xe9', 100000)) = repeat('E', 100000)}),
	't', 'a long name is converted piece by piece');
is( $node->safe_psql('euc_jp',
		q{SELECT bool_and(provider_key(before || many) = upper(before) || many)
		  FROM repeat(convert_from('\xe69db1', 'UTF8'), 20000) AS many, unnest('{"",a,ab,abc}'::text[]) AS before}),
	't', 'wherever a piece ends');

# Damaged text, which a backup of another encoding may hold, is not read beyond
# its end.
is( $node->safe_psql('utf8', q{
	SET client_min_messages = error;
	CREATE TYPE raw; CREATE FUNCTION raw_in(cstring) RETURNS raw LANGUAGE internal IMMUTABLE STRICT AS 'byteain';
	CREATE FUNCTION raw_out(raw) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'byteaout';
	CREATE TYPE raw (INPUT = raw_in, OUTPUT = raw_out); CREATE CAST (raw AS text) WITHOUT FUNCTION; CREATE CAST (text AS raw) WITHOUT FUNCTION;
	SELECT string_agg(raw_out(provider_key(bytes::text)::raw)::text, ' ' ORDER BY i)
	FROM unnest('{\\\\x6b80,\\\\x6bc4,\\\\x6be2,\\\\x6be28c,\\\\x6bf0,\\\\x6bf09f98,\\\\x6bf4908080,\\\\x6bff61}'::raw[]) WITH ORDINALITY AS u (bytes, i)}),
	'\x4b80 \x4bc4 \x4be2 \x4be28c \x4bf0 \x4bf09f98 \x4bf4908080 \x4bff41', 'damaged text');

$node->stop;
done_testing();
