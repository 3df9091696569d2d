#!/usr/bin/env perl
#
# A CSV of any kind, in UTF-8, into lines for COPY:
#
#   csv.pl 'agency=directorate,provider=suppliers' <file.csv >rows
#
# A line has the number of the row and then the cells of the columns below, in this
# order, whatever the file has; a column that is not there is NULL, and so is a cell
# that is blank or a dash alone.  The argument, which may be empty, says what a column
# is called in the file.
#
# The columns that are there go to standard error, "columns agency provider ...".  A file
# that cannot be used is a message there and exit status 1.
#
# Nothing here needs more than what Debian calls perl-base.

use strict;
use warnings;
use List::Util qw(any);

my @required = qw(agency provider value start_date end_date);
my @known = (@required, qw(reporting_frequency contract_id currency));
my %other_name = (contract_id => [qw(arrangement_id contract_number grant_id)]);
my %delimiters = (',' => 'comma', ';' => 'semicolon', "\t" => 'tab', '|' => 'bar');

# A field and what ends it.  A quote is one where a field begins; in the middle of a
# field it stands for itself.
my %field_before = map {
	my $d = quotemeta;
	$_ => qr/\G(?: *"((?:[^"]++|"")*+)"|(?! *"))([^$d\n]*)($d|\n|\z)/
} keys %delimiters;

# Blanks of Unicode, as bytes: no-break, figure, thin, narrow and ideographic
# space, and the mark that begins a file.
my $blank = qr/[ \t\n\f\x0b]|\xc2\xa0|\xe2\x80[\x80-\x8b\xaf]|\xe3\x80\x80|\xef\xbb\xbf/;
my $dash = qr/-|\xe2\x80[\x90-\x95]|\xe2\x88\x92/;

binmode STDIN;
binmode STDOUT;
my $text = do { local $/; <STDIN> };
$text = '' unless defined $text;
$text =~ s/^\xef\xbb\xbf//;
$text =~ s/\r\n?/\n/g;

my $row = 0;	# of the record that is being read; the header is 0
my %map = read_map($ARGV[0] // '');
my $forced = $text =~ s/^"?sep=([,;\t|])"?\n// ? $1 : undef;
my ($delimiter, @header) = read_header();
my @place = places(@header);
print STDERR 'columns ', join(' ', map { $known[$_] } grep { defined $place[$_] } 0 .. $#known), "\n";
write_rows();

# Says why, a line each, and ends.
sub refuse
{
	print STDERR map { "$_\n" } @_;
	exit 1;
}

# "agency=directorate,value=Amount, NZD": what has no "=" belongs to the name before it.
sub read_map
{
	my @pairs;
	for my $part (split /,/, shift)
	{
		if ($part =~ /=/ || !@pairs) { push @pairs, $part }
		else { $pairs[-1] .= ",$part" }
	}
	my %result;
	for (@pairs)
	{
		my ($name, $said) = /^\s*(\w+)\s*=\s*(.*\S)\s*$/s
		  or refuse("MAP: \"$_\" is not of the form column=name in the file");
		grep { $_ eq $name } @known
		  or refuse("MAP: there is no column \"$name\", only " . join(', ', @known));
		refuse("MAP: \"$name\" is there twice") if exists $result{$name};
		$result{$name} = plain_name($said);
	}
	return %result;
}

# A name as it is shown: small letters and figures, everything between as one "_".
sub plain_name
{
	my $name = shift;
	utf8::decode($name);
	$name = lc $name;
	$name =~ s/[^\p{L}\p{M}\p{N}]+/_/g;
	$name =~ s/^_|_$//g;
	utf8::encode($name);
	return $name;
}

# A name as it is compared: StartDate is start_date.
sub same_name
{
	my $name = shift;
	$name =~ tr/_//d;
	return $name;
}

# The delimiter is the one that finds most of the columns, and of these the one that
# makes most fields.
sub read_header
{
	$text =~ s/\A(?:[ \t,;|]*\n)+//;	# blank rows above it
	length $text or refuse('it is empty');
	my ($best, $best_score, @best, $best_end);
	for my $try (defined $forced ? $forced : (',', ';', "\t", '|'))
	{
		pos($text) = 0;
		my @fields = map { plain_name($_) } next_record($try);
		my $found = grep { defined } places_of(\@fields);
		my $score = 1_000_000 * $found + @fields;
		next if defined $best && $score <= $best_score;
		($best, $best_score, $best_end) = ($try, $score, pos $text);
		@best = @fields;
	}
	pos($text) = $best_end;
	return ($best, @best);
}

# The fields of the record at pos, which moves behind it.
sub next_record
{
	my ($delimiter) = @_;
	my $from = pos $text;
	my $end = index $text, "\n", $from;
	$end = length $text if $end < 0;
	my $line = substr $text, $from, $end - $from;
	if (index($line, '"') < 0)	# the common case, and faster
	{
		pos($text) = $end < length $text ? $end + 1 : $end;
		return split /\Q$delimiter\E/, $line, -1;
	}

	my @fields;
	my $field = $field_before{$delimiter};
	while ($text =~ /$field/gc)
	{
		my ($quoted, $rest, $end) = ($1, $2, $3);
		$quoted =~ s/""/"/g if defined $quoted;
		push @fields, defined $quoted ? $quoted . $rest : $rest;
		return @fields if $end ne $delimiter;
	}
	refuse("a quote opens in row $row, and nothing closes it");
}

# Where each known column is among the fields, or undef.
sub places_of
{
	my ($fields) = @_;
	return map {
		my $name = $_;
		my @names = exists $map{$name} ? $map{$name} : ($name, @{ $other_name{$name} // [] });
		my ($place) = map {
			my $wanted = same_name($_);
			grep { same_name($fields->[$_]) eq $wanted } 0 .. $#$fields
		} @names;
		$place;
	} @known;
}

# The same, where the file can be used: every required column there, none twice.
sub places
{
	my @place = places_of(\@_);
	my (@missing, @twice);
	for my $i (0 .. $#known)
	{
		my $name = $map{ $known[$i] } // $known[$i];
		my $shown = $name eq $known[$i] ? $name : "$known[$i] ($name)";
		my $times = grep { same_name($_) eq same_name($name) } @_;
		push @missing, $shown
		  if !defined $place[$i] && ($i < @required || exists $map{ $known[$i] });
		push @twice, $shown if $times > 1;
	}
	return @place unless @missing || @twice;
	my @rename = grep { !/\(/ } @missing;
	refuse('',
		@missing ? 'Missing columns:    ' . join(', ', @missing) : (),
		@twice ? 'There twice:        ' . join(', ', @twice) : (),
		'Columns found:      ' . join(', ', map { length ? $_ : '(no name)' } @_),
		@rename
		? "Where they have other names, say so: MAP='"
		  . join(',', map { "$_=..." } @rename) . q(') : ());
}

sub write_rows
{
	my $fields = @header;
	my @too_long;
	my $length = length $text;
	while (pos($text) < $length)
	{
		$row++;
		my @record = next_record($delimiter);
		next unless any { /\S/ } @record;
		if (@record > $fields && any { /\S/ } @record[ $fields .. $#record ])
		{
			push @too_long, $row;
			next;
		}
		print $row;
		print "\t", cell($_, defined $place[$_] ? $record[ $place[$_] ] : undef) for 0 .. $#known;
		print "\n";
	}
	return unless @too_long;
	my $all = @too_long;
	my $first = join ', ', @too_long > 5 ? (@too_long[ 0 .. 4 ], '...') : @too_long;
	refuse('', "Rows with more fields than the header's $fields: $all ($first)",
		"Is there a $delimiters{$delimiter} in a field that is not quoted?");
}

# A cell as COPY reads it.  In a name, a run of blanks is one blank.
sub cell
{
	my ($which, $cell) = @_;
	return '\N' unless defined $cell && length $cell;
	# most cells need nothing
	return $cell if $cell =~ /^\w[\w,.\/:-]*(?: [\w,.\/:-]+)*\z/a;
	$cell =~ s/^(?:$blank)+//;
	$cell =~ s/(?:$blank)+$//;
	$cell =~ s/(?:$blank)+/ /g if $which < 2;
	return '\N' if $cell eq '' || $cell =~ /^$dash+$/;
	$cell =~ s/\\/\\\\/g;
	$cell =~ s/\t/\\t/g;
	$cell =~ s/\n/\\n/g;
	return $cell;
}
