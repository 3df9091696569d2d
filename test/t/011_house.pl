# The house: which file of src/ may use which.  A file includes what is in its own
# folder or in one before it, a chapter knows no other but what it can be read as and
# what reads cells, and no two files need each other.
use strict;
use warnings FATAL => 'all';

use File::Basename qw(basename dirname);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use FindBin;
use Test::More;

my $top = "$FindBin::Bin/../..";

# what the files of a folder may include
my %may_use = (
	exact => [qw(exact)],
	ledger => [qw(exact ledger)],
	pg => [qw(exact pg)],
	summary => [qw(exact ledger pg summary)],
	chapter => [qw(exact ledger pg summary chapter)],
	'.' => [qw(exact ledger pg summary chapter)]);

# a chapter is named as its part of the install script, and its files begin with that
my @chapters = map { /-(\w+)\.sql$/ } glob("$top/sql/install/*.sql");

# the chapters that another one's summaries can be read as, or whose summaries it reads
my %read_as = (schedule => [qw(burden)], bounds => [qw(concentration)], change => [qw(term_summary concentration)]);

# the chapter that a file belongs to
sub chapter_of
{
	my ($file) = @_;
	my ($chapter) = sort { length($b) <=> length($a) } grep { basename($file) =~ /^${_}[._]/ } @chapters;
	return $chapter // basename($file);
}

# may a file use one of another chapter?
sub is_neighbour
{
	my ($file, $used) = @_;
	my ($chapter, $other) = (chapter_of($file), chapter_of($used));
	return $chapter ne $other && !grep { $_ eq $other } @{ $read_as{$chapter} // [] };
}

# what any chapter may include
my $for_all = 'chapter/reading.h';

# the files of a source tree, each with what of the tree it includes
sub includes
{
	my ($src) = @_;
	my %includes;
	foreach my $path (glob("$src/*.[ch] $src/*/*.[ch]"))
	{
		my $file = $path =~ s{^\Q$src\E/}{}r;
		open(my $in, '<', $path) or die "$path: $!";
		$includes{$file} =
		  [ grep { -e "$src/$_" } map { /^\s*#\s*include\s+"([^"]+)"/ ? $1 : () } <$in> ];
	}
	return \%includes;
}

# includes that look up the house, or at a neighbour's chapter
sub trespasses
{
	my ($includes) = @_;
	my @found;
	foreach my $file (sort keys %$includes)
	{
		my $folder = dirname($file);
		my $allowed = $may_use{$folder} or do { push @found, "$file is in no folder of the house"; next };
		foreach my $used (@{ $includes->{$file} })
		{
			push @found, "$file includes $used"
			  if !grep({ $_ eq dirname($used) } @$allowed)
			  || ($folder eq 'chapter' && dirname($used) eq 'chapter' && $used ne $for_all && is_neighbour($file, $used));
		}
	}
	return @found;
}

# files, a .c and its .h as one, that need each other by way of others
sub circles
{
	my ($includes) = @_;
	my (%needs, %state, @found);
	foreach my $file (keys %$includes)
	{
		my $part = $file =~ s/\.[ch]$//r;
		$needs{$part}{$_} = 1
		  foreach grep { $_ ne $part } map { s/\.h$//r } @{ $includes->{$file} };
	}
	my $visit;
	$visit = sub {
		my ($part, @path) = @_;
		return if ($state{$part} // '') eq 'done';
		if (($state{$part} // '') eq 'open')
		{
			push @found, join(' -> ', @path, $part);
			return;
		}
		$state{$part} = 'open';
		$visit->($_, @path, $part) foreach sort keys %{ $needs{$part} // {} };
		$state{$part} = 'done';
	};
	$visit->($_) foreach sort keys %needs;
	return @found;
}

my $house = includes("$top/src");
cmp_ok(scalar(keys %$house), '>', 40, 'the sources are found');
is_deeply([ trespasses($house) ], [], 'no file includes what is above it, or another chapter');
is_deeply([ circles($house) ], [], 'no two files need each other');

# what is planted is found: an include from each folder of each that it may not see
my @folders = qw(exact ledger pg summary chapter);
foreach my $from (@folders)
{
	foreach my $to (@folders)
	{
		next if grep { $_ eq $to } @{ $may_use{$from} };
		is_deeply([ trespasses({ "$from/a.c" => ["$to/b.h"] }) ],
			["$from/a.c includes $to/b.h"], "$from must not include $to");
	}
}
is_deeply([ trespasses({ 'chapter/term.c' => ['chapter/overlap.h'] }) ],
	['chapter/term.c includes chapter/overlap.h'], 'nor a chapter another');
is_deeply([ trespasses({ 'chapter/overlap_pairs.c' => ['chapter/overlap.h'] }) ],
	[], 'a chapter of two files is one');
is_deeply([ trespasses({ 'chapter/schedule_pairs.c' => [ 'chapter/schedule_sweep.h', 'chapter/burden_pairs.h' ] }) ],
	[], 'and may be read as another');
is_deeply([ trespasses({ 'chapter/bounds.c' => ['chapter/concentration.h'] }) ], [], 'or measure its summaries');
is_deeply([ trespasses({ 'chapter/burden_pairs.c' => ['chapter/schedule_sweep.h'] }) ],
	['chapter/burden_pairs.c includes chapter/schedule_sweep.h'], 'but not the other way round');
is_deeply([ trespasses({ 'chapter/change_theil.c' => ['chapter/concentration.h'] }) ], [], 'or read summaries of another');
is_deeply([ trespasses({ 'chapter/term.c' => ['chapter/term_summary.h'] }) ],
	['chapter/term.c includes chapter/term_summary.h'], 'a name that begins as another is another');
is_deeply([ trespasses({ 'chapter/overlap.c' => [$for_all] }) ], [], 'any chapter may read cells');
is_deeply([ trespasses({ 'summary/a.c' => [$for_all] }) ], ["summary/a.c includes $for_all"], 'what is below them may not');
is_deeply([ trespasses({ 'chapter/import.c' => ['chapter/import_tree.h'], 'chapter/import_ocds.c' => ['chapter/import_tree.h'] }) ],
	[], 'also one of several headers');
is_deeply([ trespasses({ 'attic/a.c' => [] }) ], ['attic/a.c is in no folder of the house'], 'there are no other folders');
is(scalar(circles({ 'pg/a.c' => ['pg/b.h'], 'pg/b.c' => ['pg/a.h'] })), 1, 'two files that need each other');

# and it is found in files
my $tree = tempdir(CLEANUP => 1);
make_path("$tree/exact", "$tree/summary");
foreach my $file ('exact/wide.h', 'summary/view.h')
{
	open(my $out, '>', "$tree/$file") or die $!;
	print $out $file =~ /wide/ ? qq(/* "pg/rows.h" */\n#  include "summary/view.h"\n#include "postgres.h"\n) : "\n";
	close $out;
}
is_deeply([ trespasses(includes($tree)) ], ['exact/wide.h includes summary/view.h'], 'planted in a file');

done_testing();
