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
	CREATE TABLE good (id int, c concentration_summary, l term_summary, d schedule_summary);
	INSERT INTO good VALUES
	  (1, (SELECT concentration_summary(k, v) FROM (VALUES ('a', 3.5), ('', 1), ('a longer key', 7), ('é', -2), (NULL, 1)) AS t(k, v)), NULL),
	  (2, (SELECT concentration_summary(k, k) FROM unnest('{0,-1,9223372036854775807}'::bigint[]) AS k), NULL),
	  (3, (SELECT concentration_summary(md5(k::text)::uuid, k) FROM generate_series(1, 3) AS k), NULL),
	  (4, (SELECT concentration_summary(NULL::text, NULL)), NULL),
	  (5, NULL, (SELECT term_summary(daterange('2020-01-01', '2020-01-01'::date + d), 1.25 * d)
	             FROM unnest('{0,1,365,NULL,4000}'::int[]) AS d)),
	  (6, NULL, (SELECT term_summary(NULL, 5)));
	INSERT INTO good (id, d) VALUES
	  (7, (SELECT schedule_summary(a, p, f::frequency, t, v)
	       FROM (VALUES ('A', 'p', '12', '[2020-07-01,2021-07-01)'::daterange, 4.5), ('A', 'p', '4', '[2020-07-01,)', -2), ('a long name', 'é', NULL, '(,2021-01-02)', 5), ('A', 'a longer key', '12', '[2020-07-01,2021-07-01)', NULL),
	                    (NULL, 'p', '12', '[2020-07-01,2021-07-01)', 1)) AS x(a, p, f, t, v))),
	  (8, (SELECT schedule_summary('A', k, '0.5', '[4714-11-24 BC,5874897-12-31)', k) FROM unnest('{0,-1,9223372036854775807}'::bigint[]) AS k)),
	  (9, (SELECT schedule_summary(NULL, md5('p')::uuid, NULL, NULL, NULL)));
	CREATE TABLE sink_c (c concentration_summary);
	CREATE TABLE sink_l (l term_summary);
	CREATE TABLE sink_d (d schedule_summary);
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
			 WHERE (good.c::text, good.l::text, good.d::text) IS NOT DISTINCT FROM (copy.c::text, copy.l::text, copy.d::text)'),
		'9', 'all are the same after COPY there and back');
	$node->safe_psql('postgres', "COPY copy TO '$dir/again' (FORMAT binary)");
	ok(slurp_file("$dir/all") eq slurp_file("$dir/again"), 'and have the same bytes');
}

my %values = (
	'text keys' => [ 'sink_c', binary(1, 'c') ],
	'bigint keys' => [ 'sink_c', binary(2, 'c') ],
	'uuid keys' => [ 'sink_c', binary(3, 'c') ],
	'no entries' => [ 'sink_c', binary(4, 'c') ],
	'lengths' => [ 'sink_l', binary(5, 'l') ],
	'no lengths' => [ 'sink_l', binary(6, 'l') ],
	'schedule, text keys' => [ 'sink_d', binary(7, 'd') ],
	'schedule, bigint keys' => [ 'sink_d', binary(8, 'd') ],
	'schedule, no entries' => [ 'sink_d', binary(9, 'd') ]);

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
	my $other = $table eq 'sink_l' ? 'sink_c' : 'sink_l';
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
is( $node->safe_psql(
		'postgres',
		q{SELECT count(*) > 3, bool_and(d::text::schedule_summary::text = d::text),
		         bool_and(providers(d) >= 0 AND measured_rows(d) >= 0 AND missing_rows(d) >= 0 AND coalesce(reports(d, p) >= joint_reports(d, p), true)
		                  AND coalesce(joint_saving(d, p) BETWEEN 0 AND 1, true) AND coalesce(providers_at_risk(d, p, 0.5) <= providers(d), true)
		                  AND measured_rows(d) + missing_rows(d) = coalesce(measured_rows(overlap_summary(d)) + missing_rows(overlap_summary(d)), 0))
		  FROM sink_d, daterange('2020-09-15', '2021-03-03') AS p}),
	't|t|t', 'schedule_summary: what was accepted is sound');

# a length of a field that is not there, and counts that would take all memory
{
	my $value = binary(1, 'c');
	my $huge = substr($value, 0, 52) . "\x7f\xff\xff\xff" . substr($value, 56);
	is_deeply(read_values('sink_c', $huge), { '22P03' => 1 }, 'two billion entries are not believed');
	my ($status, $out, $err) = $node->psql('postgres', "COPY sink_c FROM '" . copy_file($huge) . "' (FORMAT binary)");
	like($err, qr/invalid binary form of type concentration_summary/, 'and the message says of what type it is');
	like($err, qr/DETAIL:\s+\S/, 'and what is wrong');
}

# A schedule summary of one agency that asks for 12 reports a year of one provider, from 1 July 2020 to 30 June 2021: two
# rows, 4.5 in all; or with something else in it.  Days are counted from 4714-11-24 BC, which is 1
my $epoch = 2_451_546;
my $start = $epoch + 7_487;

sub days
{
	my ($from, $to, $value) = @_;
	return $from << 33 | $to << 2 | $value;
}

sub amount { return pack 'q>2', $_[0] < 0 ? -1 : 0, $_[0] }

sub entry
{
	my ($parent, $key, $rows, $sum) = @_;
	return pack('NN/a*q>', $parent, $key, $rows) . amount($sum);
}

sub schedule
{
	my %with = (
		counters => [ 2, 0, 45_000_000_000, 0 ],
		counts => [ 1, 1, 1 ],
		agency => entry(0, 'A', 0, 0),
		frequency => entry(1, pack('q>', 120_000_000_000), 0, 0),
		parent => 2,
		rows => 2,
		sum => 45_000_000_000,
		days => days($start, $start + 365, 2),
		more => '',
		@_);
	my ($measured, $missing, $measured_value, $missing_value) = @{ $with{counters} };
	return pack('C4q>2', 1, 5, 2, 0, $measured, $missing) . amount($measured_value) . amount($missing_value) . pack('N3', @{ $with{counts} })
	  . $with{agency} . $with{frequency} . entry($with{parent}, 'p', $with{rows}, $with{sum}) . pack('q>', $with{days}) . $with{more};
}
$node->safe_psql('postgres', 'TRUNCATE sink_d');
is_deeply(read_values('sink_d', schedule()), {}, 'a schedule summary made by hand is read');
is( $node->safe_psql('postgres', 'SELECT d FROM sink_d'),
	'{"version": 1, "key": "text", "measured_rows": 2, "measured_value": 4.5, "missing_rows": 0, "missing_value": 0, "frequencies": [["A", 12]], "entries": [["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5]]}',
	'as what it says');
my $same = entry(2, 'p', 2, 45_000_000_000) . pack('q>', days($start, $start + 365, 2));
my @unknown = (counters => [ 0, 2, 0, 0 ], sum => 0);
my $null = entry(1, pack('q>', -1), 0, 0);
foreach my $case (
	[ 'an unknown value', undef, @unknown, days => days($start, $start + 365, 0) ],
	[ 'negative values', undef, sum => -45_000_000_000, days => days($start, $start + 365, 1) ],
	[ 'values that come to 0', undef, counters => [ 2, 0, 0, 0 ], sum => 0 ],
	[ 'no first day', undef, counters => [ 0, 2, 0, 45_000_000_000 ], days => days(0, $start + 365, 2) ],
	[ 'no last day', undef, counters => [ 0, 2, 0, 45_000_000_000 ], days => days($start, 0x7FFFFFFF, 2) ],
	[ 'no day', undef, counters => [ 0, 2, 0, 45_000_000_000 ], days => days(0, 0x7FFFFFFF, 2) ],
	[ 'no frequency', undef, counters => [ 0, 2, 0, 45_000_000_000 ], frequency => $null ],
	[ 'missing rows in no entry', undef, counters => [ 2, 3, 45_000_000_000, 7 ] ],
	[ 'the first day of all', undef, days => days(1, 2, 2) ],
	[ 'the last day of all', undef, days => days($start, $epoch + 2_145_031_948, 2) ],
	[ 'a day too many', 'A day is out of range', days => days($start, $epoch + 2_145_031_949, 2) ],
	[ 'the greatest number of a day', 'A day is out of range', days => days($start, 0x7FFFFFFE, 2) ],
	[ 'a first day behind all', 'A day is out of range', counters => [ 0, 2, 0, 45_000_000_000 ], days => days(0x7FFFFFFE, 0x7FFFFFFF, 2) ],
	[ 'a first day where no last one is', 'A day is out of range', counters => [ 0, 2, 0, 45_000_000_000 ], days => days(0x7FFFFFFF, 0x7FFFFFFF, 2) ],
	[ 'a last day where no first one is', 'A day is out of range', counters => [ 0, 2, 0, 45_000_000_000 ], days => days(0, 0, 2) ],
	[ 'no day between the first and the last', 'An arrangement ends before it starts', days => days($start, $start, 2) ],
	[ 'the last day before the first', 'An arrangement ends before it starts', days => days($start + 1, $start, 2) ],
	[ 'the last day long before', 'An arrangement ends before it starts', days => days($start, 1, 2) ],
	[ 'all bits of the days', 'A day is out of range', days => -1 ],
	[ 'a value that is neither', 'An entry does not say what is known of its value', days => days($start, $start + 365, 3) ],
	[ 'a value that is unknown', 'An entry has a value, and it is unknown', counters => [ 0, 2, 0, 45_000_000_000 ], days => days($start, $start + 365, 0) ],
	[ 'a negative value that is not', 'An entry of negative values has another sum', days => days($start, $start + 365, 1) ],
	[ 'negative values that come to 0', 'An entry of negative values has another sum', counters => [ 2, 0, 0, 0 ], sum => 0, days => days($start, $start + 365, 1) ],
	[ 'a value that is negative', 'An entry of values that are not negative has another sum', sum => -45_000_000_000 ],
	[ 'no rows', 'An entry must have at least one row', rows => 0 ],
	[ 'negative rows', 'An entry must have at least one row', rows => -2 ],
	[ 'more rows than counted', 'The measured rows are not those of the entries', rows => 3 ],
	[ 'fewer rows than counted', 'The measured rows are not those of the entries', rows => 1 ],
	[ 'measured rows that are missing', 'The measured rows are not those of the entries', frequency => $null ],
	[ 'missing rows that are measured', 'There is value without rows', counters => [ 0, 2, 45_000_000_000, 0 ] ],
	[ 'missing rows and value that are measured', 'The measured rows are not those of the entries', counters => [ 0, 2, 0, 45_000_000_000 ] ],
	[ 'more value than counted', 'The measured value is not that of the entries', sum => 45_000_000_001 ],
	[ 'less missing rows than entries have', 'The entries have more missing rows than there are', @unknown, counters => [ 0, 1, 0, 0 ], days => days($start, $start + 365, 0) ],
	[ 'missing value of nobody', 'There is missing value, and all missing rows are in entries', @unknown, counters => [ 0, 2, 0, 1 ], days => days($start, $start + 365, 0) ],
	[ 'less missing value than entries have', 'The entries have more missing value than there is', counters => [ 0, 2, 0, 44_999_999_999 ], frequency => $null ],
	[ 'negative counters', 'A number of rows is out of range', counters => [ -2, 0, 0, 0 ] ],
	[ 'an agency with rows', 'A key of an upper level has rows', agency => entry(0, 'A', 1, 0) ],
	[ 'an agency with a value', 'A key of an upper level has a value', agency => entry(0, 'A', 0, 1) ],
	[ 'an agency with a parent', 'A parent is none of the level above', agency => entry(1, 'A', 0, 0) ],
	[ 'a frequency with rows', 'A frequency has rows or a value', frequency => entry(1, pack('q>', 120_000_000_000), 2, 0) ],
	[ 'a frequency with a value', 'A frequency has rows or a value', frequency => entry(1, pack('q>', 120_000_000_000), 0, 1) ],
	[ 'a frequency of nobody', 'A parent is none of the level above', frequency => entry(0, pack('q>', 120_000_000_000), 0, 0) ],
	[ 'a frequency of itself', 'A parent is none of the level above', frequency => entry(2, pack('q>', 120_000_000_000), 0, 0) ],
	[ 'a frequency too high', 'A frequency is out of range', frequency => entry(1, pack('q>', 1_000_000_000_000_000_001), 0, 0) ],
	[ 'a frequency below no frequency', 'A frequency is out of range', frequency => entry(1, pack('q>', -2), 0, 0) ],
	[ 'a frequency of 7 bytes', 'A number must have 8 bytes', frequency => entry(1, 'seven b', 0, 0) ],
	[ 'a provider of an agency', 'A parent is none of the level above', parent => 1 ],
	[ 'a provider of nobody', 'A parent is none of the level above', parent => 0 ],
	[ 'a provider of itself', 'A parent is none of the level above', parent => 3 ],
	[ 'a provider of what is not there', 'A parent is none of the level above', parent => 0xFFFFFFFF ],
	[ 'an agency that asks for nothing', 'An agency or a frequency has no entries', counts => [ 2, 1, 1 ], agency => entry(0, 'A', 0, 0) . entry(0, 'B', 0, 0), parent => 3 ],
	[ 'a frequency that is asked of nobody', 'An agency or a frequency has no entries', counts => [ 1, 2, 1 ], frequency => $null . entry(1, pack('q>', 120_000_000_000), 0, 0), parent => 3 ],
	[ 'an agency twice', 'A key occurs twice', counts => [ 2, 1, 1 ], agency => entry(0, 'A', 0, 0) x 2, parent => 3 ],
	[ 'a frequency twice', 'A key occurs twice', counts => [ 1, 2, 1 ], frequency => $null x 2 ],
	[ 'an arrangement twice', 'A key occurs twice', counts => [ 1, 1, 2 ], counters => [ 4, 0, 90_000_000_000, 0 ], more => $same ],
	[ 'more agencies than there are bytes', '4294967295 entries do not fit into what is left of the message', counts => [ 0xFFFFFFFF, 1, 1 ] ],
	[ 'more frequencies than there are bytes', '4294967296 entries do not fit into what is left of the message', counts => [ 1, 0xFFFFFFFF, 1 ] ],
	[ 'more providers than there are bytes', '4 entries do not fit into what is left of the message', counts => [ 1, 1, 2 ] ],
	[ 'a level of no entries', 'A parent is none of the level above', counts => [ 0, 2, 1 ] ])
{
	my ($name, $fault, %with) = @$case;
	my ($status, $out, $err) = $node->psql('postgres', "COPY sink_d FROM '" . copy_file(schedule(%with)) . "' (FORMAT binary)");
	if (defined $fault)
	{
		like($err, qr/invalid binary form of type schedule_summary\nDETAIL:  \Q$fault\E/, "schedule: $name: rejected");
	}
	else
	{
		is($err, '', "schedule: $name: read");
	}
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
