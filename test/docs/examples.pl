#!/usr/bin/env perl
#
# The SQL examples of a page give what the page shows.
#
#   examples.pl PAGE.md            runs them in the database that psql reaches, and
#                                  says what differs; fails if anything does
#   examples.pl --write PAGE.md    puts what they give into the page, and says of each
#                                  changed result whether a figure changed; a query
#                                  that fails now is left to be mended
#   examples.pl --compare OLD NEW  says that of two states of a page
#
# A block ```sql is run, all blocks of a page in order in one session, and has to
# print, results and errors, what the block right below shows, if that has no
# language; without such a block it has to print nothing.  Not run is
#
#   * what stands below <!-- not run: why -->,
#   * what stands below <!-- file.sql -->: test/page/check puts it there, and runs it,
#   * what is not ```sql: programs in other languages, and what they print.
#
# Each example that is marked is said, and the last line counts.

use strict;
use warnings;

use File::Temp ();

my $mode = @ARGV && $ARGV[0] =~ /^--(write|compare)$/ ? (shift, $1)[1] : 'check';
die "usage: examples.pl [--write] PAGE.md | --compare OLD.md NEW.md\n"
  unless @ARGV == ($mode eq 'compare' ? 2 : 1);

my $failures = 0;
if ($mode eq 'compare')
{
	compare_pages(@ARGV);
}
else
{
	run_page($ARGV[0]);
}
exit($failures > 0);

sub problem
{
	my ($where, $what) = @_;
	$failures++;
	print "$where: $what\n";
}

sub slurp
{
	my ($file) = @_;
	open(my $in, '<', $file) or die "$file: $!\n";
	local $/;
	return scalar <$in>;
}

# The fenced blocks of a page: lang, text, the numbers of the fences' lines, and
# the mark, an HTML comment, that stands above.
sub blocks
{
	my (@lines) = split /\n/, shift, -1;
	my (@blocks, $block, $mark, $before);
	for my $i (0 .. $#lines)
	{
		if ($block && $lines[$i] eq '```')
		{
			push @blocks, { %$block, last => $i };
			($block, $mark, $before) = (undef, undef, $i);
		}
		elsif ($block)
		{
			$block->{text} .= "$lines[$i]\n";
		}
		elsif ($lines[$i] =~ /^```(.*)$/)
		{
			$block = { lang => $1, text => '', first => $i, mark => $mark // '', after => $before // -1 };
		}
		elsif ($lines[$i] =~ /^<!-- (.*) -->$/)
		{
			$mark = $1;
		}
		elsif ($lines[$i] ne '')
		{
			($mark, $before) = (undef, undef);
		}
	}
	die "a block is not closed\n" if $block;
	return @blocks;
}

# The SQL blocks, each with the block of its result, if it shows one.
sub examples
{
	my (@blocks) = blocks(shift);
	my @examples;
	for my $i (0 .. $#blocks)
	{
		next unless $blocks[$i]{lang} eq 'sql';
		my $next = $blocks[ $i + 1 ];
		my $shown =
		  $next && $next->{lang} eq '' && $next->{after} == $blocks[$i]{last} ? $next : undef;
		push @examples, { %{ $blocks[$i] }, shown => $shown };
	}
	return @examples;
}

# As a page shows it: nothing at the ends of lines and no empty lines at the end.
sub tidy
{
	my ($text) = @_;
	$text =~ s/[ \t]+$//mg;
	$text =~ s/\n+\z//;
	return $text eq '' ? '' : "$text\n";
}

# Runs the examples in one session; returns what each printed.
sub run
{
	my (@examples) = @_;
	my $script = File::Temp->new();
	for my $i (0 .. $#examples)
	{
		# Errors come by the other way: each begins a part there, too.
		print $script "\\echo >>> $i\n\\warn >>> $i\n", $examples[$i]{text}, "\\r\n";
	}
	close $script;
	my @printed = ('') x @examples;
	my $errors = File::Temp->new();
	for my $part (scalar(`psql -X -q <'$script' 2>'$errors'`), slurp("$errors"))
	{
		my $at;
		for my $line (split /^/, $part)
		{
			if ($line =~ /^>>> (\d+)$/) { $at = $1 }
			elsif (defined $at) { $printed[$at] .= $line }
			else { problem($ARGV[0], "psql says: $line") }
		}
	}
	return map { tidy($_) } @printed;
}

sub run_page
{
	my ($page) = @_;
	my $text = slurp($page);
	my @lines = split /\n/, $text, -1;
	my (@all) = examples($text);
	my (@marked) = grep { $_->{mark} =~ /^not run: ./ } @all;
	my (@elsewhere) = grep { $_->{mark} =~ /^\S+\.sql$/ } @all;
	my @examples = grep { $_->{mark} !~ /^not run: .|^\S+\.sql$/ } @all;
	my @printed = run(@examples);
	my $shown = 0;

	# From the end, so that numbers of lines stay true while lines are replaced.
	for my $i (reverse 0 .. $#examples)
	{
		my $example = $examples[$i];
		my $where = "$page:" . ($example->{first} + 1);
		my $expected = $example->{shown} ? tidy($example->{shown}{text}) : '';
		$shown++ if $example->{shown};

		problem($where, 'the last statement does not end')
		  if $example->{text} !~ /(;|^\\\w.*|\\g\w*.*)\s*(--.*)?\s*\z/m;
		next if $printed[$i] eq $expected;
		if ($mode eq 'write' && $printed[$i] =~ /^ERROR:/m && $expected !~ /^ERROR:/m)
		{
			problem($where, "fails, and is left as it is:\n$printed[$i]");
		}
		elsif ($mode eq 'write' && $example->{shown})
		{
			splice @lines, $example->{shown}{first} + 1,
			  $example->{shown}{last} - $example->{shown}{first} - 1, split(/\n/, $printed[$i]);
			print "$where: ", difference($expected, $printed[$i]);
		}
		elsif ($example->{shown})
		{
			problem($where, difference($expected, $printed[$i]));
		}
		else
		{
			problem($where, "prints what the page does not show:\n$printed[$i]");
		}
	}
	if ($mode eq 'write' && join("\n", @lines) ne $text)
	{
		open(my $out, '>', $page) or die "$page: $!\n";
		print $out join("\n", @lines);
		close $out or die "$page: $!\n";
	}
	return if $mode eq 'write';
	for (@marked)
	{
		print "not run: $page:", $_->{first} + 1, ': ', $_->{mark} =~ s/^not run: //r, "\n";
	}
	printf "%s: %d run, %d results shown, %d marked as not run, %d run by test/page\n", $page,
	  scalar(@examples), $shown, scalar(@marked), scalar(@elsewhere);
}

sub compare_pages
{
	my ($old, $new) = map { [ map { $_->{shown} ? $_ : () } examples(slurp($_)) ] } @_;
	problem($_[1], 'has another number of results') if @$old != @$new;
	for my $i (0 .. ($#$old < $#$new ? $#$old : $#$new))
	{
		my ($before, $after) = map { tidy($_->{shown}{text}) } $old->[$i], $new->[$i];
		print "$_[1]:", $new->[$i]{first} + 1, ': ', difference($before, $after) if $before ne $after;
	}
}

# A line without what it is padded with: blanks, rules of a table, and zeros at
# the end of a number's decimal places.
sub bare
{
	my ($line) = @_;
	$line =~ s/(?<![\w.])(\d+)(\.\d*?)0+(?!\d|\.\d)/$1 . ($2 eq '.' ? '' : $2)/ge;
	$line =~ s/^[-+]+$/---/;
	$line =~ s/\s+/ /g;
	$line =~ s/^ | $//g;
	return $line;
}

# What kind of difference, and the lines that differ in more than padding.
sub difference
{
	my ($old, $new) = @_;
	my (@old) = map { bare($_) } split /\n/, $old;
	my (@new) = map { bare($_) } split /\n/, $new;
	return "only zeros at the end, or padding, differ\n" if "@old" eq "@new";

	my $number = qr/(?<![\w.])-?\d+(?:[.,]\d+)*/;
	my $kind = join(' ', map { /$number/g } @old) eq join(' ', map { /$number/g } @new)
	  ? 'words differ, all numbers are equal' : 'A FIGURE DIFFERS';
	my (%old, %new);
	$old{$_}++ for @old;
	$new{$_}++ for @new;
	return join('', "$kind\n",
		(map { "  - $_\n" } grep { !$new{$_} } @old),
		(map { "  + $_\n" } grep { !$old{$_} } @new));
}
