# The states that keep an entry for each row, in their binary form: what send writes, recv
# reads; and recv believes nothing.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('states');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
my $dir = PostgreSQL::Test::Utils::tempdir();

$node->safe_psql(
	'postgres', q{
	CREATE EXTENSION commissioning;
	CREATE AGGREGATE state(term_summary, term_summary) (SFUNC = length_change_add, STYPE = length_change_state);
	CREATE AGGREGATE state(concentration_summary) (SFUNC = theil_parts_add, STYPE = theil_parts_state);
	CREATE AGGREGATE state(numrange, numrange) (SFUNC = length_bounds_add, STYPE = length_bounds_state);
	CREATE TABLE length_change_good AS
	SELECT state(b, a) AS s
	FROM (SELECT term_summary(daterange('2020-01-01', '2021-01-01'), v) AS b, term_summary(daterange('2020-01-01', '2022-01-01'), 2 * v) AS a
	      FROM (VALUES (1), (-3), (7)) AS x(v) GROUP BY v) AS y;
	CREATE TABLE theil_parts_good AS
	SELECT state(c) AS s FROM (SELECT concentration_summary(i, i * i) AS c FROM generate_series(1, 9) AS i GROUP BY i % 2) AS x;
	CREATE TABLE length_bounds_good AS
	SELECT state(numrange(i, 2 * i), numrange(i, CASE WHEN i < 3 THEN 3 * i END)) AS s FROM generate_series(1, 3) AS i;
	});

my $signature = "PGCOPY\n\377\r\n\0" . pack('NN', 0, 0);

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

# Reads each of the values, in one session; returns how often each SQLSTATE was the
# answer, and fails if the session was ended
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

my @types = qw(length_change theil_parts length_bounds);

foreach my $type (@types)
{
	my $final = "${type}_final";
	$node->safe_psql('postgres', "CREATE TABLE ${type}_sink (s ${type}_state); COPY ${type}_good TO '$dir/$type' (FORMAT binary)");
	my $value = substr(slurp_file("$dir/$type"), length($signature) + 6, -2);
	my $length = length $value;

	is_deeply(read_values("${type}_sink", $value), {}, "$type: the value itself is read");
	is($node->safe_psql('postgres', "SELECT a.s::text = b.s::text, $final(a.s) IS NOT NULL, $final(a.s)::text = $final(b.s)::text FROM ${type}_good AS a, ${type}_sink AS b"),
		't|t|t', "$type: and is the same");

	# cut off at every byte, and more behind it
	my $states = read_values("${type}_sink", map { substr $value, 0, $_ } 0 .. $length - 1);
	is_deeply($states, { '22P03' => $length }, "$type: cut off anywhere, it is rejected") or diag explain $states;
	is_deeply(read_values("${type}_sink", map { $value . $_ } "\0", "\xff", $value), { '22P03' => 3 }, "$type: with more behind it, too");

	# every number in it enormous, negative, zero: rejected in good order, or
	# accepted and then as good as any other
	my @changed;
	foreach my $number ("\xff\xff\xff\xff", "\x7f\xff\xff\xff", "\x80\0\0\0", "\0\0\0\0", "\x7f\xf8\0\0\0\0\0\0",
		"\x7f\xff\xff\xff\xff\xff\xff\xff", "\x80\0\0\0\0\0\0\0", "\x80\0\0\0\0\0\0\1")
	{
		foreach my $at (0 .. $length - length $number)
		{
			my $changed = $value;
			substr($changed, $at, length $number) = $number;
			push @changed, $changed if $changed ne $value;
		}
	}
	$states = read_values("${type}_sink", @changed);
	is_deeply([ keys %$states ], ['22P03'], "$type: changed numbers are rejected with 22P03") or diag explain $states;

	# what was accepted reads what it writes, and has figures or is out of range
	my ($status, $out, $err) = $node->psql('postgres', qq{
		DO \$\$
		DECLARE
		  r record;
		  read int := 0;
		BEGIN
		  FOR r IN SELECT s FROM ${type}_sink LOOP
		    ASSERT r.s::text::${type}_state::text = r.s::text;
		    BEGIN
		      PERFORM $final(r.s);
		      read := read + 1;
		    EXCEPTION WHEN numeric_value_out_of_range THEN
		    END;
		  END LOOP;
		  RAISE NOTICE 'read: %', read > 3;
		END \$\$});
	is($status, 0, "$type: what was accepted is sound");
	like($err, qr/read: t/, "$type: and some was");
}

# each is not read as another
foreach my $type (@types)
{
	my $value = substr(slurp_file("$dir/$type"), length($signature) + 6, -2);
	is_deeply(read_values("${_}_sink", $value), { '22P03' => 1 }, "$type is not read as $_") foreach grep { $_ ne $type } @types;
}

unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC|server process .* exited|out of memory/,
	'no backend crashed or ran out of memory');
$node->stop;
done_testing();
