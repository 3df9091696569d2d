# The house: which file of src/ may use which.  A file includes what is in its own
# folder or in one before it, a chapter knows no other chapter, and no two files
# need each other.
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
			my $chapter = basename($used, '.h');
			push @found, "$file includes $used"
			  if !grep({ $_ eq dirname($used) } @$allowed)
			  || ($folder eq 'chapter' && dirname($used) eq 'chapter' && basename($file) !~ /^$chapter[._]/);
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
