# What earlier versions wrote is read: values of every stored type in the forms
# that they had then, from the files of test/golden/ (see test/golden/make).

use strict;
use warnings;

use File::Basename;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $golden = dirname(dirname(__FILE__)) . '/golden';
# The newest is also what the version of today has to write, byte for byte
my @files = sort glob "$golden/*.txt";
my $newest = $files[-1];
my $little_endian = unpack('C', pack('S', 1)) == 1;

my $node = PostgreSQL::Test::Cluster->new('golden');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->start;
my $dir = PostgreSQL::Test::Utils::tempdir();
$node->safe_psql('postgres', 'CREATE EXTENSION commissioning');
$node->safe_psql('postgres', slurp_file("$golden/cases.sql"));

# The lines of a golden file
sub read_golden
{
	my ($file) = @_;
	my @values;
	foreach my $line (split /\n/, slurp_file($file))
	{
		my %value;
		@value{qw(type name binary stored text)} = split /\t/, $line, -1;
		$value{line} = $line;
		push @values, \%value;
	}
	return @values;
}

# A table "golden" of all values of a type, as the server reads their binary
# forms, with what else is known of them
sub receive
{
	my ($type, @values) = @_;
	my $file = "$dir/$type.copy";
	open my $copy, '>:raw', $file or die "$file: $!";
	print $copy "PGCOPY\n\377\r\n\0", pack('NN', 0, 0);
	foreach my $number (0 .. $#values)
	{
		my $value = $values[$number];
		my @fields = (pack('N', $number), $value->{name}, pack('H*', $value->{binary}), $value->{text}, $value->{stored});
		print $copy pack('n', scalar @fields), map { pack('N', length $_) . $_ } @fields;
	}
	print $copy pack('n', 0xFFFF);
	close $copy;
	$node->safe_psql(
		'postgres', qq{
		DROP TABLE IF EXISTS golden;
		CREATE TABLE golden (number int, name text, value $type, form text, stored text);
		COPY golden FROM '$file' (FORMAT binary)});
	return;
}

# The names of the values of which something is not true
sub exceptions
{
	my ($condition) = @_;
	return $node->safe_psql('postgres',
		"SELECT coalesce(string_agg(name, '; ' ORDER BY number), 'none') FROM golden WHERE ($condition) IS NOT TRUE");
}

cmp_ok(scalar @files, '>', 0, 'there are golden files');
foreach my $file (@files)
{
	my $version = basename($file, '.txt');
	my @golden = read_golden($file);
	my %types = map { $_->{type} => 1 } @golden;

	is_deeply(
		[ sort keys %types ],
		[ sort qw(term_summary concentration_summary overlap_summary burden_summary schedule_summary frequency nzbn) ],
		"$version: every stored type");
	foreach my $type (sort keys %types)
	{
		my @values = grep { $_->{type} eq $type } @golden;
		my $send = $type =~ /summary/ ? 'summary_send' : "${type}_send";

		receive($type, @values);
		is($node->safe_psql('postgres', 'SELECT count(*) FROM golden'), scalar @values, "$version: $type: all binary forms are read");
		is(exceptions('value::text = form'), 'none', "$version: $type: as what they were");
		is(exceptions("form::$type\::text = form"), 'none', "$version: $type: text forms are read");
		is(exceptions("encode($send(form::$type), 'hex') = encode($send(value), 'hex')"), 'none', "$version: $type: as the same");

		# bytes as a tuple has them: what pg_upgrade takes over as it is
	  SKIP:
		{
			skip 'of fixed length', 4 if $type !~ /summary/;
			skip 'the stored forms are little-endian', 4 if !$little_endian;
			my $stored = "${type}_of_bytes(decode(stored, 'hex'))";
			is(exceptions("$stored\::text = form"), 'none', "$version: $type: stored forms are read");
			is(exceptions("encode($send($stored), 'hex') = encode($send(value), 'hex')"), 'none', "$version: $type: as the same");
			# this looks keys up by the hashes that are stored; the largest sum cannot be added to
			my $twice = "form::$type + form::$type";
			my $thrice = "SELECT rollup(s) FROM (VALUES ($stored), (value), ($stored)) AS v(s)";
			is(exceptions("CASE WHEN name NOT IN ('most', 'least') THEN ($stored + form::$type)::text = ($twice)::text ELSE true END"),
				'none', "$version: $type: and what is added finds its keys");
			is(exceptions("CASE WHEN name NOT IN ('most', 'least') THEN ($thrice)::text = ($twice + value)::text ELSE true END"),
				'none', "$version: $type: also in the state of an aggregate");
		}

		next if $file ne $newest;
		my @binary = split /\n/, $node->safe_psql('postgres', "SELECT encode($send(value), 'hex') FROM golden ORDER BY number");
		is_deeply(\@binary, [ map { $_->{binary} } @values ], "$version: $type: what was read is written with the same bytes");
	}

	# what the aggregates make of the same rows today
	next if $file ne $newest;
	my @today = split /\n/, $node->safe_psql('postgres', 'SELECT golden_line(c) FROM golden_case AS c ORDER BY number');
	is(scalar @today, scalar @golden, "$version: today there are as many cases");
	foreach my $number (0 .. $#golden)
	{
		my ($line, $expected) = ($today[$number], $golden[$number]->{line});
		# a big-endian machine stores other bytes
		if (!$little_endian)
		{
			s/^([^\t]*\t[^\t]*\t[^\t]*\t)[^\t]*/$1-/ foreach $line, $expected;
		}
		is($line, $expected, "$version: $golden[$number]->{type}: $golden[$number]->{name}: today's is the same in every form");
	}
}

$node->stop;
done_testing();
