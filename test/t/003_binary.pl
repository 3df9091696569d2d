# The binary form: what send writes, recv reads; and recv believes nothing.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('binary');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
my $dir = PostgreSQL::Test::Utils::tempdir();

$node->safe_psql(
	'postgres', q{
	CREATE EXTENSION commissioning;
	CREATE TABLE good (id int, c concentration_summary, l term_summary);
	INSERT INTO good VALUES
	  (1, (SELECT concentration_summary(k, v) FROM (VALUES ('a', 3.5), ('', 1), ('a longer key', 7), ('é', -2), (NULL, 1)) AS t(k, v)), NULL),
	  (2, (SELECT concentration_summary(k, k) FROM unnest('{0,-1,9223372036854775807}'::bigint[]) AS k), NULL),
	  (3, (SELECT concentration_summary(md5(k::text)::uuid, k) FROM generate_series(1, 3) AS k), NULL),
	  (4, (SELECT concentration_summary(NULL::text, NULL)), NULL),
	  (5, NULL, (SELECT term_summary(daterange('2020-01-01', '2020-01-01'::date + d), 1.25 * d)
	             FROM unnest('{0,1,365,NULL,4000}'::int[]) AS d)),
	  (6, NULL, (SELECT term_summary(NULL, 5)));
	CREATE TABLE sink_c (c concentration_summary);
	CREATE TABLE sink_l (l term_summary);
	CREATE TABLE copy (LIKE good);
});

# A value in its binary form, from a COPY file: signature, flags, header
# extension; then each row its number of fields, and each field its length
my $signature = "PGCOPY\n\377\r\n\0" . pack('NN', 0, 0);

sub binary
{
	my ($id, $column) = @_;
	$node->safe_psql('postgres',
		"COPY (SELECT $column FROM good WHERE id = $id) TO '$dir/one' (FORMAT binary)");
	my $file = slurp_file("$dir/one");
	my ($fields, $length) = unpack('nN', substr($file, length $signature));
	die 'unexpected COPY file' if $fields != 1;
	return substr($file, length($signature) + 6, $length);
}

my $files = 0;

sub copy_file
{
	my ($value) = @_;
	my $name = sprintf '%s/%d.copy', $dir, ++$files;
	open my $handle, '>:raw', $name or die "$name: $!";
	print $handle $signature, pack('nN', 1, length $value), $value, pack('n', 0xFFFF);
	close $handle;
	return $name;
}

# Reads each of the values, in one session; returns how often each SQLSTATE was
# the answer, and fails if the session was ended
sub read_values
{
	my ($table, @values) = @_;
	my $script = join '', map { "COPY $table FROM '" . copy_file($_) . "' (FORMAT binary);\n" } @values;
	my ($status, $out, $err) = $node->psql('postgres', $script . "SELECT 'alive';\n",
		on_error_stop => 0,
		extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
	like($out, qr/alive\z/, 'the server is alive');
	my %states;
	$states{$1}++ while $err =~ /ERROR:\s+(\w{5})/g;
	return \%states;
}

# there and back
foreach my $format ('binary')
{
	$node->safe_psql('postgres',
		"COPY good TO '$dir/all' (FORMAT binary); COPY copy FROM '$dir/all' (FORMAT binary)");
	is( $node->safe_psql('postgres',
			'SELECT count(*) FROM good JOIN copy USING (id)
			 WHERE (good.c::text, good.l::text) IS NOT DISTINCT FROM (copy.c::text, copy.l::text)'),
		'6', 'all are the same after COPY there and back');
	$node->safe_psql('postgres', "COPY copy TO '$dir/again' (FORMAT binary)");
	ok(slurp_file("$dir/all") eq slurp_file("$dir/again"), 'and have the same bytes');
}

my %values = (
	'text keys' => [ 'sink_c', binary(1, 'c') ],
	'bigint keys' => [ 'sink_c', binary(2, 'c') ],
	'uuid keys' => [ 'sink_c', binary(3, 'c') ],
	'no entries' => [ 'sink_c', binary(4, 'c') ],
	'lengths' => [ 'sink_l', binary(5, 'l') ],
	'no lengths' => [ 'sink_l', binary(6, 'l') ]);

my $rejections = qr/^(22P03|08P01)$/;

foreach my $name (sort keys %values)
{
	my ($table, $value) = @{ $values{$name} };
	my $length = length $value;

	is_deeply(read_values($table, $value), {}, "$name: the value itself is read");

	# cut off at every byte
	my $states = read_values($table, map { substr $value, 0, $_ } 0 .. $length - 1);
	my $rejected = 0;
	$rejected += $states->{$_} foreach grep { /$rejections/ } keys %$states;
	is($rejected, $length, "$name: cut off anywhere, it is rejected")
	  or diag explain $states;
	is_deeply([ grep { !/$rejections/ } keys %$states ], [], "$name: with SQLSTATE 22P03 or 08P01");

	# a byte too many
	$states = read_values($table, map { $value . $_ } "\0", "\xff", $value);
	is_deeply([ sort keys %$states ], ['08P01'], "$name: with more behind it, it is rejected");

	# of another type
	my $other = $table eq 'sink_c' ? 'sink_l' : 'sink_c';
	is_deeply(read_values($other, $value), { '22P03' => 1 }, "$name: it is not read as the other type");

	# every number in it enormous, negative, zero: rejected in good order, or
	# accepted and then as good as any other
	my @changed;
	foreach my $number ("\xff\xff\xff\xff", "\x7f\xff\xff\xff", "\x80\0\0\0", "\0\0\0\0", "\x3f\xff\xff\xff",
		"\x7f\xff\xff\xff\xff\xff\xff\xff", "\x80\0\0\0\0\0\0\0")
	{
		foreach my $at (0 .. $length - length $number)
		{
			my $changed = $value;
			substr($changed, $at, length $number) = $number;
			push @changed, $changed if $changed ne $value;
		}
	}
	$states = read_values($table, @changed);
	is_deeply([ grep { !/^(22P03|08P01|22021)$/ } keys %$states ],
		[], "$name: changed numbers are rejected with 22P03 or 08P01 (22021: not in the encoding)")
	  or diag explain $states;
}

# what was accepted has figures, and reads what it writes
is( $node->safe_psql(
		'postgres',
		q{SELECT count(*) > 6, bool_and(c::text::concentration_summary::text = c::text),
		         bool_and(positive_holders(c) BETWEEN 0 AND holders(c) AND negative_holders(c) >= 0 AND measured_rows(c) >= 0 AND missing_rows(c) >= 0
		                  AND hhi(c) IS NOT NULL >= (total(c) > 0) AND coalesce(hhi(c) BETWEEN 0 AND 1, true)
		                  AND coalesce(gini(c) BETWEEN 0 AND 1, true) AND coalesce(theil(c) >= 0, true)
		                  AND coalesce(atkinson(c, 2) BETWEEN 0 AND 1, true))
		  FROM sink_c}),
	't|t|t', 'concentration_summary: what was accepted is sound');
is( $node->safe_psql(
		'postgres',
		q{SELECT count(*) > 2, bool_and(l::text::term_summary::text = l::text),
		         bool_and(contracts(l) >= 0 AND coalesce(mean_length(l) >= 0, true) AND measured_rows(l) >= 0 AND missing_rows(l) >= 0)
		  FROM sink_l}),
	't|t|t', 'term_summary: what was accepted is sound');

# a length of a field that is not there, and counts that would take all memory
{
	my $value = binary(1, 'c');
	my $huge = substr($value, 0, 52) . "\x7f\xff\xff\xff" . substr($value, 56);
	is_deeply(read_values('sink_c', $huge), { '22P03' => 1 }, 'two billion entries are not believed');
	my ($status, $out, $err) = $node->psql('postgres', "COPY sink_c FROM '" . copy_file($huge) . "' (FORMAT binary)");
	like($err, qr/invalid binary form of type concentration_summary/, 'and the message says of what type it is');
	like($err, qr/DETAIL:\s+\S/, 'and what is wrong');
}

# a piece of a burden summary says that it is one, in the byte behind the type of its keys
$node->safe_psql(
	'postgres', q{
	CREATE TABLE pieces AS
	SELECT i, part(b, 4, i) AS b FROM (SELECT burden_summary('A', k, '12', k) AS b FROM generate_series(1::bigint, 9) AS k) AS x, generate_series(0, 3) AS i;
	CREATE TABLE copied (LIKE pieces);
	CREATE TABLE sink_b (b burden_summary)});
$node->safe_psql('postgres', "COPY pieces TO '$dir/pieces' (FORMAT binary); COPY copied FROM '$dir/pieces' (FORMAT binary)");
is( $node->safe_psql('postgres', 'SELECT count(b) = (SELECT count(b) FROM pieces), rollup(b)::text = (SELECT rollup(b)::text FROM pieces) FROM copied'),
	't|t', 'pieces are the same after COPY there and back');
foreach my $case ([ 'a piece', 'SELECT b FROM pieces WHERE i = 1', 1 ], [ 'piece 0', 'SELECT b FROM pieces WHERE i = 0', 1 ],
	[ 'the whole', 'SELECT rollup(b) FROM pieces', 0 ])
{
	my ($name, $query, $part) = @$case;
	$node->safe_psql('postgres', "COPY ($query) TO '$dir/one' (FORMAT binary)");
	my $value = substr(slurp_file("$dir/one"), length($signature) + 6, -2);
	is(ord substr($value, 3, 1), $part, "$name: said to be ".($part ? 'a part' : 'whole'));
	is_deeply(read_values('sink_b', $value), {}, "$name: read");
	substr($value, 3, 1) = chr(1 - $part);
	is_deeply(read_values('sink_b', $value), { '22P03' => 1 }, "$name: not read as what it is not");
}
{
	my $value = binary(1, 'c');
	substr($value, 3, 1) = "\1";
	is_deeply(read_values('sink_c', $value), { '22P03' => 1 }, 'a concentration summary is no part');
}

unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC|server process .* exited|out of memory/,
	'no backend crashed or ran out of memory');
$node->stop;
done_testing();
