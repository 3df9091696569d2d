#!/usr/bin/env perl
#
# links.pl PAGE.md...: every link to a file or a heading of ours leads to one.

use strict;
use warnings;

use File::Basename qw(dirname);
use File::Spec;

my $bad = 0;
for my $page (@ARGV)
{
	my $text = prose($page);
	while ($text =~ /\]\(([^)\s]+)\)/g)
	{
		my ($file, $anchor) = split /#/, $1, 2;
		next if $file =~ /^[a-z]+:/;
		my $target = $file eq '' ? $page : File::Spec->catfile(dirname($page), $file);
		if (!-e $target) { $bad++, print "$page: no file $file\n" }
		elsif (defined $anchor && !anchors($target)->{$anchor}) { $bad++, print "$page: $file has no heading #$anchor\n" }
	}
}
exit($bad > 0);

# A page without its blocks.
sub prose
{
	open(my $in, '<:encoding(UTF-8)', $_[0]) or die "$_[0]: $!\n";
	local $/;
	return <$in> =~ s/^```.*?^```$//msgr;
}

# The names that a forge gives to headings.
sub anchors
{
	my ($page) = @_;
	our %known;
	return $known{$page} //= do
	{
		my %anchors;
		for (prose($page) =~ /^#+ +(.*)$/mg)
		{
			my $name = lc s/\[([^\]]*)\]\([^)]*\)/$1/gr;
			$name =~ s/[^\w\- ]//g;
			$name =~ tr/ /-/;
			$anchors{$name} = 1;
		}
		\%anchors;
	};
}
