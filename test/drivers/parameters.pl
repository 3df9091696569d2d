#!/usr/bin/env perl
#
# What parameters.txt says, in other words.
#
#   parameters.pl literals FILE    its queries with constants for parameters; a
#                                  number with a point is numeric
#   parameters.pl doubles FILE     the same, but such numbers are double precision
#   parameters.pl places FILE      where there are parameters: a line "function
#                                  number-of-arguments place" for each
#
# A parameter is <<3>>, <<0.9>> or <<type value>>.

use strict;
use warnings;

my ($mode, $file) = @ARGV;

# A parameter as a constant in SQL.
sub constant
{
	my ($type, $value) = $_[0] =~ /^(?:([a-z]\S*) )?(.*)$/;
	return "'" . $value =~ s/'/''/gr . "'::$type" if $type;
	return $value =~ /\./ && $mode eq 'doubles' ? "$value\::float8" : $value;
}

# Prints the calls in an SQL expression whose parameters are \1.
sub print_calls
{
	my ($sql) = @_;
	while ($sql =~ /\b([a-z_0-9]+)(?=\()/g)
	{
		my $name = $1;
		my ($arguments) = substr($sql, pos $sql) =~ /^(\((?:[^()]++|(?1))*\))/ or die "parentheses: $sql\n";
		my ($depth, @places) = (0, '');
		for my $character (split //, substr($arguments, 1, -1))
		{
			$depth += ($character =~ /[(\[]/) - ($character =~ /[)\]]/);
			if ($depth == 0 && $character eq ',') { push @places, '' }
			else { $places[-1] .= $character }
		}
		my $n = @places;
		# a cast is as good as none: it is the driver's value that is converted
		print map { "$name $n $_\n" } grep { $places[$_ - 1] =~ /^\s*\x01(?:::[a-z0-9 ]+)?\s*$/ } 1 .. $n;
	}
}

open my $lines, '<', $file or die "$file: $!\n";
while (<$lines>)
{
	if ($mode eq 'places')
	{
		s/^.*?: //;
		s/<<.*?>>/\x01/g;
		s/'(?:[^']|'')*'/''/g;
		print_calls($_);
	}
	else
	{
		s/<<(.*?)>>/constant($1)/ge;
		print;
	}
}
