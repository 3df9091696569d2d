#!/usr/bin/env perl
#
# The reference names what the extension has, and nothing else.
#
#   catalog.pl REFERENCE.md CATALOG
#
# CATALOG is what test/docs/catalog.sql prints.  Compared are
#
#   * signatures, `name(arguments) → result` in blocks without language, but those
#     with the result of an example, right below a block of sql: names of
#     arguments, types, defaults, columns; those of aggregates stand under the
#     heading "Aggregates", what is not for users under "Support functions",
#   * the tables of types, of casts and of operators, and the names of operator classes.
#
# Prints a line for each thing that only one side has, and fails if there is one.

use strict;
use warnings;

die "usage: catalog.pl REFERENCE.md CATALOG\n" unless @ARGV == 2;
my (%said, %is);

open(my $catalog, '<', $ARGV[1]) or die "$ARGV[1]: $!\n";
while (<$catalog>)
{
	chomp;
	$is{$_}++;
}
my (@types) = map { /^type (\S+)$/ ? $1 : () } sort keys %is;
my (@summaries) = grep { /_summary$/ } @types;

open(my $reference, '<', $ARGV[0]) or die "$ARGV[0]: $!\n";
my ($heading, $block, $table, $above) = ('', undef, '', '');
while (<$reference>)
{
	chomp;
	if (/^```(.*)$/) { ($block, $above) = defined $block ? (undef, $block) : ($1 || ($above eq 'sql' ? 'result' : ''), '') }
	elsif (defined $block) { signature($_) if $block eq '' && $_ ne '' }
	elsif (/^## (.*)$/) { $heading = $1 }
	elsif (/^\| *(.*?) *\|$/) { row(split / *(?<!\\)\| */, $1) }
	else
	{
		$table = '';
		$above = '' if $_ ne '';
		operator_classes($_) if $heading eq 'Operators';
	}
}

my $missing = 0;
for (sort keys %is) { $missing++, print "not in $ARGV[0]: $_\n" unless $said{$_} }
for (sort keys %said)
{
	$missing++, print "not in the extension: $_\n" unless $is{$_};
	$missing++, print "twice in $ARGV[0]: $_\n" if $said{$_} > 1;
}
exit($missing > 0);

sub signature
{
	my $kind = { 'Aggregates' => 'aggregate', 'Support functions' => 'support' }->{$heading} // 'function';
	$said{"$kind $_[0]"}++;
}

# A row of a table, whose first row says which table it is.
sub row
{
	if ($table eq '') { $table = $_[0] }
	elsif ($_[0] =~ /^-+$/) { }
	elsif ($table eq 'type') { $said{"type $_"}++ for names($_[0]) }
	elsif ($table eq 'cast') { casts(@_) }
	elsif ($table eq 'operators') { operators(@_) }
}

# names: what stands in backquotes; "a summary" is each of them.
sub names
{
	return map { $_ eq 'a summary' ? @summaries : tr/`//dr } $_[0] =~ /`[^`]+`|\ba summary\b/g;
}

# `a` or `b` → `c`, `d` → `e`
sub casts
{
	my ($pairs, $how) = @_;
	my $context = $how =~ /^(implicit|explicit|in assignments)/ ? $1 : die "cast $pairs: how?\n";
	for my $pair ($pairs =~ /((?:[^→]+)→ *(?:`[^`]+`|a summary))/g)
	{
		my ($from, $to) = split /→/, $pair;
		for my $source (names($from))
		{
			$said{"cast $source → $_ $context"}++ for names($to);
		}
	}
}

sub operators
{
	my ($operators, $between) = @_;
	my @pairs = map { [ $_, $_ ] } $between =~ /two `([^`]+)`/g;
	@pairs = [ names($between) ] unless @pairs;
	for my $operator (names($operators))
	{
		$said{"operator $_->[0] $operator $_->[1]"}++ for @pairs;
	}
}

# `frequency_ops` and `nzbn_ops`, each for `btree` and for `hash`
sub operator_classes
{
	our $text .= " $_[0]";
	return unless $text =~ /The default operator classes (.*?) serve /;
	my (@names) = names($1);
	for my $class (grep { /_ops$/ } @names)
	{
		$said{"operator class $class $_"}++ for grep { !/_ops$/ } @names;
	}
	$text = '';
}
