# The report's page is well-formed and self-contained, names in it are text whatever they
# are, and its bars and tables are the figures of its views: of a table with hostile names,
# of many agencies, of one, of one row, of none, of rows of which no amount, no end or nothing is known,
# and of small tables whose figures are known by hand.
# The pages are read by a small parser that stands here, and by the server's where it has one.

use strict;
use warnings;
use utf8;

use FindBin;
use List::Util qw(max sum0);

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $report = "$FindBin::Bin/../../docs/report";
my @charts = qw(value_by_agency providers_by_agency contract_values contract_lengths lorenz
  provider_sets joint_saving ending money_by_year);

# Names of agencies, and how they are written in a page.
my @names = (
	[ '<script>alert("1")</script>', '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;' ],
	[ q{O'Brien & Sons <b>}, 'O&#39;Brien &amp; Sons &lt;b&gt;' ],
	[ ']]> --> </title></svg>', ']]&gt; --&gt; &lt;/title&gt;&lt;/svg&gt;' ],
	[ '&lt; &#0; &nbsp;', '&amp;lt; &amp;#0; &amp;nbsp;' ],
	[ "Office \x{202e}of Reversed", 'Office of Reversed' ],
	[ "Ends\x{2069}\x{202d} early", 'Ends early' ],
	[ "Control\x{1}\x{1b}[31m", 'Control&#65533;&#65533;[31m' ],
	[ "Non\x{fffe}character\x{ffff}", 'Non&#65533;character&#65533;' ],
	[ "וזארת التنمية", "וזארת التنمية" ],
	[ "社会福祉協議会", "社会福祉協議会" ],
	[ "Two\nlines\tand %s %1\$s \\ {}", 'Two lines and %s %1$s \ {}' ],
	[ '', '(no name)' ]);

# ---- A parser of XML, as much of it as pages have

my %void = map { $_ => 1 } qw(area base br col embed hr img input link meta source track wbr);
my %entity = (amp => '&', lt => '<', gt => '>', quot => '"', apos => "'");

sub decoded
{
	my ($text) = @_;
	$text =~ s/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/defined $1 ? chr $1 : defined $2 ? chr hex $2 : $entity{$3} \/\/ die "entity &$3;\n"/egi;
	return $text;
}

sub checked
{
	my ($text) = @_;
	die "a bare & or < in \"$text\"\n" if $text =~ /&(?!(?:#\d+|#x[0-9a-fA-F]+|\w+);)|</;
	return decoded($text);
}

# The tree of a page: name, attributes and what is in it, elements and texts.  Dies where
# it is not well-formed, or where HTML would read something else than XML.
sub parsed
{
	my ($page) = @_;
	die "characters that XML has not\n" if decoded($page =~ s/&\w+;//gr) =~ /[^\t\n\r\x{20}-\x{d7ff}\x{e000}-\x{fffd}\x{10000}-\x{10ffff}]/;
	die "no <!DOCTYPE html> at its beginning\n" unless $page =~ s/\A<!DOCTYPE html>\s*//;
	my $root = { name => '', in => [] };
	my @open = ($root);
	while ($page =~ /\G(?:<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|<!--(?:(?!--).)*-->)/gcs)
	{
		my ($close, $name, $attributes, $empty, $text) = ($1, $2, $3, $4, $5);
		if (defined $text)
		{
			die "text outside of the page\n" if @open == 1 && $text =~ /\S/;
			push @{ $open[-1]{in} }, checked($text);
		}
		elsif (!defined $name) { next }
		elsif ($close)
		{
			die "</$name> ends <$open[-1]{name}>\n" if $name ne $open[-1]{name};
			pop @open;
		}
		else
		{
			my $element = { name => $name, at => {}, in => [], up => $open[-1] };
			while ($attributes =~ /([\w:-]+)="([^"]*)"/g)
			{
				die "attribute $1 twice in <$name>\n" if exists $element->{at}{$1};
				$element->{at}{$1} = checked($2);
			}
			my $drawn = grep { $_->{name} eq 'svg' } @open;
			die "<$name/> is not empty in HTML\n" if $empty && !$drawn && !$void{$name};
			die "<$name> is empty in HTML\n" if !$empty && $void{$name};
			push @{ $open[-1]{in} }, $element;
			push @open, $element unless $empty;
		}
	}
	die 'no tag and no text: "' . substr($page, pos($page) // 0, 40) . "\"\n" if (pos($page) // 0) < length $page;
	die "<$open[-1]{name}> is not ended\n" if @open > 1;
	die "more than one element\n" if 1 != grep { ref } @{ $root->{in} };
	return $root;
}

# Elements below one, in order; those of a name, or for which the function is true.
sub all
{
	my ($element, $which) = @_;
	return map { ref $_ ? ((!defined $which || (ref $which ? $which->($_) : $_->{name} eq $which) ? $_ : ()), all($_, $which)) : () } @{ $element->{in} };
}

sub text_of
{
	my ($element) = @_;
	return join('', map { ref $_ ? text_of($_) : $_ } @{ $element->{in} });
}

sub has_class
{
	my ($element, $class) = @_;
	return grep { $_ eq $class } split ' ', $element->{at}{class} // '';
}

# what the parser must not take
foreach my $fault ('<html><p>a</html>', '<html><p a="1" a="2"></p></html>', '<html>&nope;</html>', '<html>a & b</html>', '<html><p></p>', '<html><p/></html>',
	'<html><br></br></html>', '<html a=1></html>', "<html>\x{1}</html>", '<html>&#1;</html>', '<html></html><html></html>', '<html><a b="<"></a></html>')
{
	ok(!eval { parsed("<!DOCTYPE html>$fault"); 1 }, "not well-formed: $fault" =~ s/[^ -~]/./gr);
}
ok(!eval { parsed('<html></html>'); 1 }, 'no document type');

# ---- Pages

my $node = PostgreSQL::Test::Cluster->new('report');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "fsync = off\njit = off\nclient_min_messages = warning\n");
$node->start;

my $has_libxml = $node->psql('postgres', q(SELECT xmlparse(DOCUMENT '<a/>'))) == 0;
my $scratch = PostgreSQL::Test::Utils::tempdir();

sub write_file
{
	my ($name, $text) = @_;
	open(my $out, '>:utf8', "$scratch/$name") or die "$scratch/$name: $!";
	print $out $text;
	close $out;
	return "$scratch/$name";
}

sub psql_files
{
	my ($what, @arguments) = @_;
	my ($out, $err) = ('', '');
	my $good = IPC::Run::run([ 'psql', '-AtXq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), @arguments ], '>', \$out, '2>', \$err);
	ok($good && $err eq '', $what) or diag $err;
	return $good;
}

# What queries of the figures give, all at once: a list of rows each.
my %answers;

sub ask
{
	my @queries = @_;
	my $out = $node->safe_psql('postgres', join(";\n\\echo -n '\x{1d}'\n", @queries),
		extra_params => [ '-F', "\x{1f}", '-R', "\x{1e}", '-P', 'null=NULL' ]);
	utf8::decode($out) unless utf8::is_utf8($out);
	my @parts = split /\x{1d}/, $out, -1;
	die "as many answers as queries\n" if @parts != @queries;
	%answers = ();
	foreach my $query (@queries)
	{
		my $part = shift(@parts) =~ s/\n\z//r;
		$answers{$query} = [ map { [ map { $_ eq 'NULL' ? undef : $_ } split /\x{1f}/, $_, -1 ] } split /\x{1e}/, $part, -1 ];
	}
	return;
}

sub rows { return @{ $answers{ $_[0] } } }

# A name as a reader sees it, for names in views and in the page.
sub plain
{
	my ($name) = @_;
	$name =~ s/[\x{61c}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}]//g;
	$name =~ s/[\x{1}-\x{8}\x{b}\x{c}\x{e}-\x{1f}\x{fffe}\x{ffff}]/\x{fffd}/g;
	$name =~ s/\s+/ /g;
	$name =~ s/^ | $//g;
	return $name eq '' ? '(no name)' : $name;
}

# ---- What every page has

sub check_form
{
	my ($what, $page, $tree, $file) = @_;
	my ($html) = grep { ref } @{ $tree->{in} };
	is($html->{name}, 'html', "$what: html");
	like($html->{at}{lang} // '', qr/^[a-z]{2}/, "$what: a language");
	SKIP:
	{
		skip 'this server was built without libxml', 1 unless $has_libxml;
		my $tag = '$' . 'page' . '$';
		psql_files("$what: PostgreSQL's parser takes it", '-o', "$scratch/parsed",
			'-f', write_file('parse.sql', "SELECT xpath('count(//*)', xmlparse(DOCUMENT $tag$page$tag));\n"));
	}

	my @outside = grep { $_->{name} =~ /^(script|link|iframe|frame|object|embed|base|img|audio|video|form|foreignObject)$/ } all($tree);
	is_deeply([ map { $_->{name} } @outside ], [], "$what: nothing that runs or is fetched");
	my @foreign;
	foreach my $element (all($tree))
	{
		foreach my $name (sort keys %{ $element->{at} })
		{
			my $value = $element->{at}{$name};
			push @foreign, "$name=$value"
			  if $name =~ /^on/i || ($name =~ /^(src|href|xlink:href|srcset|data|action|poster)$/ && $value !~ /^#/) || $value =~ /url\((?!#)|javascript:/i;
		}
		push @foreign, 'a style from elsewhere' if $element->{name} eq 'style' && text_of($element) =~ /url\((?!#)|\@import|src\s*:/i;
	}
	is_deeply(\@foreign, [], "$what: nothing from elsewhere");

	my @ids = map { $_->{at}{id} // () } all($tree);
	my %ids;
	$ids{$_}++ foreach @ids;
	is_deeply([ grep { $ids{$_} > 1 } sort keys %ids ], [], "$what: no id twice");
	is_deeply([ grep { !$ids{$_} } map { split ' ', $_->{at}{'aria-labelledby'} // '' } all($tree) ], [], "$what: labels are there");

	my @levels = map { $_->{name} =~ /^h([1-6])$/ ? $1 : () } all($tree);
	is(scalar(grep { $_ == 1 } @levels), 1, "$what: one h1");
	is($levels[0], 1, "$what: which is the first heading");
	is_deeply([ grep { $levels[$_] > $levels[ $_ - 1 ] + 1 } 1 .. $#levels ], [], "$what: no level left out");

	my %is_chart = map { $_ => 1 } @charts;
	my @sections = grep { $_->{name} eq 'section' && $is_chart{ $_->{at}{id} // '' } } all($tree);
	is_deeply([ map { $_->{at}{id} } @sections ], \@charts, "$what: nine sections in order");
	return map { $_->{at}{id} => $_ } @sections;
}

# Picture, words and table of a section; returns whether there is a picture.
sub check_section
{
	my ($what, $section) = @_;
	my ($stands) = grep { has_class($_, 'stands') } all($section, 'p');
	like(text_of($stands), qr/\w/, "$what: says what it stands on");
	my @svg = all($section, 'svg');
	if (!@svg)
	{
		my ($none) = grep { has_class($_, 'none') } all($section, 'p');
		like($none ? text_of($none) : '', qr/\w.*\.$/, "$what: says why there is no picture");
		return;
	}
	is(scalar @svg, 1, "$what: one picture");
	is($svg[0]{at}{role}, 'img', "$what: an image");
	my %text = map { ($_->{at}{id} // '') => text_of($_) } grep { $_->{name} =~ /^(title|desc)$/ } all($svg[0]);
	my @labels = split ' ', $svg[0]{at}{'aria-labelledby'} // '';
	is(scalar(grep { ($text{$_} // '') =~ /\w{3}/ } @labels), 2, "$what: with a title and a description");
	return $svg[0];
}

# ---- Figures

# What a table has, and the query of what it should have, in the same order unless
# it says "any order": names, whole numbers, money and shares.  The order of the
# two names of a pair, and of the agencies of a set, is the page's own.
my %tables = (
	value_by_agency => [ [qw(name number money share)], 'SELECT label, arrangements, value, share FROM report.agency_lines ORDER BY place' ],
	providers_by_agency => [ [qw(name number number)], 'SELECT label, providers, arrangements FROM report.agency_lines', 'any order' ],
	contract_values => [ [qw(name number share money share)], 'SELECT label, contracts, contract_share, value, value_share FROM report.contract_values ORDER BY place' ],
	contract_lengths => [ [qw(name number share money share)], 'SELECT label, contracts, contract_share, value, value_share FROM report.contract_lengths ORDER BY place' ],
	provider_sets => [ [qw(set number money)],
		q(SELECT string_agg(m.agency, E'\x1c'), s.providers, s.value FROM report.provider_sets AS s JOIN report.provider_set_members AS m USING (place) GROUP BY place, s.providers, s.value), 'part of it' ],
	joint_saving => [ [qw(set number number number number number)],
		q(SELECT concat_ws(E'\x1c', agency_a, agency_b), providers, reports, joint_reports + saved, joint_reports, saved FROM report.joint_saving), 'part of it' ],
	ending => [ [qw(name number number money share)], 'SELECT label, arrangements, providers, CASE WHEN arrangements = 0 THEN 0 ELSE value END, value_share FROM report.ending ORDER BY place' ],
	money_by_year => [ [qw(name day day money)], 'SELECT label, from_day, below_day - 1, value FROM report.money_by_year WHERE from_day < below_day ORDER BY place' ]);

# What bars have: series, and the query of its figures.
my %bars = (
	value_by_agency => { a => 'SELECT value FROM report.agency_lines ORDER BY place' },
	providers_by_agency => { a => 'SELECT providers FROM report.agency_lines' },
	contract_values => { a => 'SELECT contract_share FROM report.contract_values', b => 'SELECT value_share FROM report.contract_values' },
	contract_lengths => { a => 'SELECT contract_share FROM report.contract_lengths', b => 'SELECT value_share FROM report.contract_lengths' },
	ending => { a => 'SELECT arrangements FROM report.ending', b => 'SELECT value FROM report.ending' },
	money_by_year => { a => 'SELECT value FROM report.money_by_year WHERE from_day < below_day' });

my %month = do { my $n = 0; map { $_ => ++$n } qw(January February March April May June July August September October November December) };

my $curve = 'SELECT provider_share, value_share FROM report.lorenz ORDER BY place';
my $saved = 'SELECT saved FROM report.joint_saving WHERE saved > 0';
my $coverage = 'SELECT figure, measured FROM report.coverage';
my $sharing = 'SELECT count(DISTINCT agency) FROM report.provider_set_members';
my @by_hand = (
	q{SELECT agency, value, providers FROM report.agencies WHERE place <= (SELECT count(DISTINCT agency) FROM arrangement) ORDER BY agency},
	'SELECT agency, sum(value)::float8, count(DISTINCT provider_name) FROM arrangement WHERE agency IS NOT NULL GROUP BY agency ORDER BY agency');
my @queries = ((map { $_->[1] } values %tables), (map { values %$_ } values %bars), $curve, $saved, $coverage, $sharing, @by_hand);

# A figure as a cell has it, but not yet rounded.
sub as_shown
{
	my ($kind, $figure) = @_;
	return '-' unless defined $figure;
	return join("\x{1c}", sort map { plain($_) } split /\x{1c}/, $figure, -1) if $kind eq 'set';
	return plain($figure) if $kind eq 'name';
	return $kind eq 'share' ? 100 * $figure : $figure;
}

# What a reader takes a cell for.
sub as_read
{
	my ($kind, $cell) = @_;
	my $text = text_of($cell) =~ s/\x{a0}/ /gr;
	return '-' if $text eq "\x{2013}";
	return join("\x{1c}", sort map { text_of($_) } all($cell, 'bdi')) if $kind eq 'set';
	return $text if $kind eq 'name';
	return sprintf('%d-%02d-%02d', $3, $month{$2}, $1) if $kind eq 'day' && $text =~ /^(\d+) (\w+) (\d+)$/;
	return $1 if $kind eq 'share' && $text =~ /^(-?[\d.]+) %$/;
	return "$1$2" if $kind eq 'share' && $text =~ /^([<>]) ([\d.]+) %$/;
	return $1 =~ s/,//gr if $kind eq 'number' && $text =~ /^(-?[\d,]+(?:\.\d)?)$/;
	return "$1$2" =~ s/,//gr if $kind eq 'money' && $text =~ /^(-?)\$([\d,]+)$/;
	return "not a $kind: $text";
}

# Numbers are rounded to what they are written with.
sub same_cell
{
	my ($kind, $got, $wanted) = @_;
	return 1 if $got eq $wanted;
	return 0 unless $kind =~ /number|money|share/ && $wanted =~ /\d/;
	return $1 eq '<' ? $wanted < $2 : $wanted > $2 if $got =~ /^([<>])([\d.]+)$/;
	return $got =~ /^-?\d+(\.\d+)?$/ && abs($got - $wanted) <= 0.5000001 * 10**(defined $1 ? 1 - length $1 : 0);
}

sub same_row
{
	my ($kinds, $got, $wanted) = @_;
	return !grep { !same_cell($kinds->[$_], $got->[$_], $wanted->[$_]) } 0 .. $#$kinds;
}

sub check_table
{
	my ($what, $chart, $section) = @_;
	my ($kinds, $query, $order) = @{ $tables{$chart} };
	my ($table) = all($section, 'table');
	my ($body) = all($table, 'tbody');
	my @got = map { my @cells = grep { ref } @{ $_->{in} }; [ map { as_read($kinds->[$_], $cells[$_]) } 0 .. $#$kinds ] } all($body, 'tr');
	my @wanted = map { my $row = $_; [ map { as_shown($kinds->[$_], $row->[$_]) } 0 .. $#$kinds ] } rows($query);
	if (defined $order)
	{
		# what two agencies do not share is a row of zeros
		@got = grep { $chart ne 'joint_saving' || "@$_[1 .. 5]" !~ /^0 [-0] [-0] [-0] 0$/ } @got;
		my @strange = grep { my $row = $_; !grep { same_row($kinds, $row, $_) } @wanted } @got;
		is_deeply(\@strange, [], "$what: each row of the table is one of its view");
		cmp_ok(scalar @got, '>', 0, "$what: there are rows");
		is(scalar @got, scalar @wanted, "$what: all of them are there") if $order eq 'any order' || (rows($sharing))[0][0] <= 12 && @wanted <= 15;
		return;
	}
	is(scalar @got, scalar @wanted, "$what: as many rows as its view has");
	foreach my $i (0 .. $#wanted)
	{
		next if $got[$i] && same_row($kinds, $got[$i], $wanted[$i]);
		is_deeply($got[$i], $wanted[$i], "$what: row $i is that of its view");
	}
}

# Bars are as long as their figures say, to the hundredth that is written.
sub check_lengths
{
	my ($what, @bars) = @_;
	my $most = max(map { abs $_->{at}{'data-value'} } @bars);
	return unless $most;
	my ($longest) = grep { abs $_->{at}{'data-value'} == $most } @bars;
	my %off;
	foreach my $side (qw(width height))
	{
		my $unit = $longest->{at}{$side} / $most;
		$off{$side} = [ map { "$_->{at}{'data-value'}: $_->{at}{$side}" } grep { abs($_->{at}{$side} - abs($_->{at}{'data-value'}) * $unit) > 0.0151 } @bars ];
	}
	my ($best) = sort { @{ $off{$a} } <=> @{ $off{$b} } } qw(width height);
	is_deeply($off{$best}, [], "$what: bars as long as their figures");
}

sub sorted_numbers
{
	return join(' ', sort { $a <=> $b } map { sprintf '%.12g', $_ } @_);
}

sub check_bars
{
	my ($what, $chart, $svg) = @_;
	my @marks = grep { defined $_->{at}{'data-value'} } all($svg);
	foreach my $series (sort keys %{ $bars{$chart} })
	{
		my @bars = grep { has_class($_, $series) } @marks;
		is(sorted_numbers(map { $_->{at}{'data-value'} } @bars), sorted_numbers(map { $_->[0] // () } rows($bars{$chart}{$series})), "$what: bars $series are its view");
		check_lengths("$what, $series", @bars);
	}
}

# Sets: a bar each, and a dot for each agency of it.
sub check_sets
{
	my ($what, $svg, $section) = @_;
	my @bars = grep { defined $_->{at}{'data-value'} } all($svg);
	my @rows = all((all($section, 'tbody'))[0], 'tr');
	is(sorted_numbers(map { $_->{at}{'data-value'} } @bars), sorted_numbers(map { as_read('number', (grep { ref } @{ $_->{in} })[1]) } @rows), "$what: bars are its table");
	check_lengths($what, @bars);
	is(scalar(grep { has_class($_, 'member') } all($svg)), sum0(map { scalar all($_, 'bdi') } @rows), "$what: a dot for each agency of each set");
}

sub check_cells
{
	my ($what, $svg) = @_;
	my @cells = map { $_->{at}{'data-value'} // () } all($svg, sub { has_class($_[0], 'cell') });
	my @saved = map { $_->[0] } rows($saved);
	my %view = map { sprintf('%.12g', $_) => 1 } @saved;
	is_deeply([ grep { $_ != 0 && !$view{ sprintf '%.12g', $_ } } @cells ], [], "$what: cells are its view");
	is(scalar(grep { $_ != 0 } @cells), scalar @saved, "$what: all of them") if @saved <= 15;
	is(sprintf('%.12g', max(@cells)), sprintf('%.12g', max(@saved)), "$what: the largest among them");
}

# The curve runs through the points of its view, from corner to corner.
sub check_curve
{
	my ($what, $svg) = @_;
	my ($path) = all($svg, sub { has_class($_[0], 'curve') });
	my @points = map { [ split ' ' ] } split /\s*[ML]\s*/, ($path->{at}{d} =~ s/^\s*M\s*//r);
	my @wanted = ([ 0, 0 ], rows($curve));
	is(scalar @points, scalar @wanted, "$what: as many points as its view has");
	my ($x0, $y0, $x1, $y1) = map { @$_ } @points[ 0, -1 ];
	my @off = grep {
		abs($points[$_][0] - $x0 - ($x1 - $x0) * $wanted[$_][0]) > 0.011 || abs($points[$_][1] - $y0 - ($y1 - $y0) * $wanted[$_][1]) > 0.011
	} 0 .. $#wanted;
	is_deeply(\@off, [], "$what: at their places");
}

# Everything of one page.  Those that have no picture are named.
sub check_page
{
	my ($what, @nothing) = @_;
	my $file = "$scratch/page.html";
	unlink $file;
	psql_files("$what: the page is written", '-f', "$report/page.sql", '-o', $file) or return;
	my $page = slurp_file($file);
	utf8::decode($page) unless utf8::is_utf8($page);
	my $tree = eval { parsed($page) };
	ok($tree, "$what: well-formed") or do { diag $@; return };
	my %section = check_form($what, $page, $tree, $file);
	ask(@queries);
	my %measured = map { $_->[0] => $_->[1] } rows($coverage);
	is_deeply([ sort keys %measured ], [ sort @charts ], "$what: each chart has a coverage");
	my @drawn;
	foreach my $chart (@charts)
	{
		my ($name, $section) = ("$what, $chart", $section{$chart} // next);
		my $measured = $measured{$chart} // 0;
		1 while $measured =~ s/(\d)(\d{3})(?!\d)/$1,$2/;
		like(text_of($section), $measured ? qr/\b\Q$measured\E of [\d,]+ (row|arrangement)/ : qr/\b(No row|None of [\d,]+ row|There (is|are) no row)/i, "$name: the coverage of its view");
		my $svg = check_section($name, $section) or next;
		push @drawn, $chart;
		isnt($measured, 0, "$name: stands on some row");
		if ($chart eq 'lorenz') { check_curve($name, $svg) }
		elsif ($chart eq 'provider_sets') { check_sets($name, $svg, $section) }
		elsif ($chart eq 'joint_saving') { check_cells($name, $svg) }
		else { check_bars($name, $chart, $svg) }
		check_table($name, $chart, $section) if $tables{$chart};
	}
	my %nothing = map { $_ => 1 } @nothing;
	is_deeply(\@drawn, [ grep { !$nothing{$_} } @charts ], "$what: pictures where there is something to draw");
	return ($page, $tree);
}

# ---- The table and its pages

sub literal
{
	my ($text) = @_;
	return q(E') . join('', map { /[A-Za-z0-9 ]/ ? $_ : sprintf('\U%08X', ord) } split //, $text) . q(');
}

# Twelve agencies and rows without one; providers of one to four of them; a row in seven lacks something.
my $arrangements = sprintf(<<'SQL', join(', ', map { literal($_->[0]) } @names));
TRUNCATE arrangement;
INSERT INTO arrangement
SELECT i, CASE WHEN i %% 29 > 0 THEN (ARRAY[%s])[1 + (provider * 5 + i %% (1 + provider %% 4)) %% 12] END,
       CASE WHEN i %% 31 > 0 THEN 'Provider ' || provider END,
       CASE WHEN i %% 37 > 0 THEN DATE '2019-07-01' + i %% 700 END,
       CASE WHEN i %% 41 > 0 THEN DATE '2020-07-01' + i %% 2900 ELSE 'infinity' END,
       (ARRAY['monthly', 'quarterly', 'six-monthly', 'annual', NULL])[1 + i %% 5],
       CASE WHEN i %% 43 > 0 THEN (i * 7919 %% 100003) * 10 ^ (i %% 4) / 100 END
FROM (SELECT i, i * i %% 61 AS provider FROM generate_series(1, 600) AS i) AS x;
UPDATE arrangement SET total_value = value;
SQL

sub fill
{
	my ($what, $sql) = @_;
	return psql_files("$what: the figures are made",
		'-f', write_file('fill.sql', "$sql;\nREFRESH MATERIALIZED VIEW report.by_agency;\nREFRESH MATERIALIZED VIEW report.whole;\n"));
}

$node->safe_psql(
	'postgres', q{
	CREATE EXTENSION commissioning;
	CREATE TABLE arrangement (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, agency text, provider_name text, start_date date, end_date date,
		reporting_frequency text, value numeric, total_value numeric);
});
psql_files('the files make their views', '-f', "$report/source.sql", '-f', "$report/report.sql") or BAIL_OUT('no report');
psql_files('hostile words', '-f', write_file('about.sql', "UPDATE report.about SET title = '<b>\"Ours\" & ''theirs''</b>', says = '<script>SYNTHETIC</script>';\n"));

fill('hostile', $arrangements);
my ($page, $tree) = check_page('hostile');
if ($tree)
{
	my ($section) = grep { ($_->{at}{id} // '') eq 'value_by_agency' } all($tree);
	my %cells = map { text_of($_) => 1 } all((all($section, 'table'))[0], 'bdi');
	foreach my $name (@names)
	{
		my $shown = $name->[1] =~ s/[^ -~]/./gr;
		like($page, qr/\Q<bdi>$name->[1]<\/bdi>\E/, "written as $shown");
		ok($cells{ decoded($name->[1]) }, "read as it is: $shown");
	}
	unlike($page, qr/<script|<b>|<\/title><\/svg>|O'Brien|&nbsp;/, 'no name is taken for markup');
	unlike($page, qr/[\x{202a}-\x{202e}\x{1}-\x{8}\x{b}-\x{1f}\x{fffe}\x{ffff}]/, 'nothing that turns or controls');
	is(text_of((all($tree, 'h1'))[0]), q{<b>"Ours" & 'theirs'</b>}, 'the title is text');
	like(text_of($tree), qr{<script>SYNTHETIC</script>}, 'and so is what is said below it');
}

# By plain SQL, which knows no view of the report.
is_deeply([ rows($by_hand[0]) ], [ rows($by_hand[1]) ], 'value and providers by agency, in plain SQL');

fill('many', "$arrangements UPDATE arrangement SET agency = format('Department %s of a name that is rather long', id * id % 40) WHERE id % 2 = 0");
(undef, $tree) = check_page('many');
if ($tree)
{
	# all two of twelve agencies, the darker the more
	my @cells = sort { $a->[0] <=> $b->[0] } map { [ $_->{at}{'data-value'}, $_->{at}{class} =~ /\bs(\d)\b/ ] } all($tree, sub { has_class($_[0], 'cell') });
	is(scalar @cells, 66, 'cells for twelve agencies');
	is_deeply([ map { $_->[1] } @cells ], [ sort map { $_->[1] } @cells ], 'shades rise with what is spared');
	is_deeply([ grep { ($_->[0] == 0) != ($_->[1] == 0) } @cells ], [], 'nothing has the shade of nothing');
	is($cells[-1][1], 5, 'the most has the darkest');
}
fill('one agency', "$arrangements UPDATE arrangement SET agency = 'Only'");
check_page('one agency', 'provider_sets', 'joint_saving');
fill('one row', "$arrangements DELETE FROM arrangement WHERE id <> 400");
check_page('one row', 'provider_sets', 'joint_saving');
fill('no amount', "$arrangements UPDATE arrangement SET value = NULL, total_value = NULL");
check_page('no amount', qw(value_by_agency contract_values lorenz money_by_year));
fill('no end', "$arrangements UPDATE arrangement SET end_date = 'infinity' WHERE start_date IS NOT NULL");
check_page('no end', qw(contract_lengths money_by_year));
fill('nothing known', "$arrangements UPDATE arrangement SET provider_name = NULL, value = NULL, total_value = NULL, start_date = NULL, end_date = NULL, reporting_frequency = NULL");
check_page('nothing known', @charts);
fill('no rows', 'TRUNCATE arrangement');
check_page('no rows', @charts);

# ---- Small tables, of which the figures are known by hand

# The page of some rows: agency, provider, first day, last day, frequency and value of each.
sub small_page
{
	my ($what, @rows) = @_;
	my @lines = map { '(' . join(', ', 'DEFAULT', map { defined $_ ? "'$_'" : 'NULL' } @$_, $_->[5]) . ')' } @rows;
	fill($what, 'TRUNCATE arrangement; INSERT INTO arrangement VALUES ' . join(', ', @lines));
	return written($what);
}

sub written
{
	my ($what, @before) = @_;
	my $file = "$scratch/page.html";
	unlink $file;
	my $page = psql_files("$what: the page is written", @before, '-f', "$report/page.sql", '-o', $file) ? slurp_file($file) : '';
	utf8::decode($page) unless utf8::is_utf8($page);
	return eval { parsed($page) } // { in => [] };
}

sub section { my ($tree, $id) = @_; return (grep { $_->{name} eq 'section' && ($_->{at}{id} // '') eq $id } all($tree))[0] // { in => [] } }
sub words_of { my ($element, $name) = @_; return join("\n", map { text_of($_) =~ s/\x{a0}/ /gr } all($element, $name)) }
sub described { my ($tree, $id) = @_; return words_of(section($tree, $id), 'desc') }
sub lead { my ($tree, $id) = @_; return join('', map { text_of($_) } grep { has_class($_, 'lead') } all(section($tree, $id), 'p')) }
sub cells { my ($tree, $id) = @_; return map { [ map { text_of($_) =~ s/\x{a0}/ /gr } grep { ref } @{ $_->{in} } ] } all((all(section($tree, $id), 'tbody'))[0] // { in => [] }, 'tr') }

my @all_year = ('2020-01-01', '2022-12-31');

# Four monthly reports to A, then four to B: there is nothing to join.
$tree = small_page('different times', [ 'A', 'P', '2020-07-01', '2020-10-31', 'monthly', 1 ], [ 'B', 'P', '2020-12-01', '2021-03-31', 'monthly', 1 ]);
like(words_of(section($tree, 'joint_saving'), 'p'), qr/no two agencies asked the same provider for reports at the same time/, 'a provider asked at different times');
is_deeply([ cells($tree, 'joint_saving') ], [ [ 'A + B', 1, 8, 8, 8, 0 ] ], 'its reports');
$tree = small_page('different providers', [ 'A', 'P', @all_year, 'monthly', 1 ], [ 'B', 'Q', @all_year, 'monthly', 1 ]);
like(words_of(section($tree, 'joint_saving'), 'p'), qr/no provider reported to two agencies/, 'no provider of two agencies');

# A asks P three times for twelve reports, B once for four: A alone would do with twelve, and these would do for both.
$tree = small_page('spared alone', (map { [ 'A', 'P', @all_year, 'monthly', 1 ] } 1 .. 3), [ 'B', 'P', @all_year, 'quarterly', 1 ]);
is_deeply([ cells($tree, 'joint_saving') ], [ [ 'A + B', 1, 40, 16, 12, 4 ] ], 'reports, with one schedule each, with one for both, spared');
like(words_of(section($tree, 'joint_saving'), 'thead'), qr/With one schedule each\s*With one for both\s*Spared by sharing/, 'which the table calls so');
like(lead($tree, 'joint_saving'), qr/beyond what each of the two spares/, 'and so is what is above it');
like(described($tree, 'joint_saving'), qr/^A cell for the two agencies: .* beyond what .*Most: A and B, 4 reports\.$/, 'and its description');
like(described($tree, 'provider_sets'), qr/^A column for the one set of agencies: .*The commonest: A \+ B, 1 provider\.$/, 'one set');
unlike(lead($tree, 'provider_sets'), qr/Not drawn/, 'nothing that is not drawn');
like(described($tree, 'value_by_agency'), qr/^A bar for each of 2 agencies\. Most: A, \$3\.$/, 'two bars');

# Quarterly reports of a month are parts of one: 100 days of monthly and 45 days of quarterly ones.
$tree = small_page('parts', [ 'A', 'P', '2020-07-01', '2020-10-08', 'monthly', 1 ], [ 'B', 'P', '2020-08-25', '2020-10-08', 'quarterly', 1 ]);
my ($parts) = cells($tree, 'joint_saving');
is(scalar(grep { /^\d+\.\d$/ } @$parts[ 2 .. 5 ]), 4, 'parts of reports have a decimal');
cmp_ok(abs($parts->[3] - $parts->[4] - $parts->[5]), '<', 0.11, 'so that they add up');
like(described($tree, 'joint_saving'), qr/A and B, \Q$parts->[5]\E reports/, 'in the description, too');

# Few providers have no tenth.
$tree = small_page('one provider', [ 'A', 'P', @all_year, undef, 5 ]);
like(described($tree, 'lorenz'), qr/The one provider holds 100 %/, 'one provider holds all');
is_deeply([ cells($tree, 'lorenz') ], [ [ 'the largest', '100 %' ] ], 'in its table');
like(described($tree, 'value_by_agency'), qr/^A bar for the one agency\./, 'one bar');
$tree = small_page('three providers', [ 'A', 'P', @all_year, undef, 60 ], [ 'A', 'Q', @all_year, undef, 30 ], [ 'A', 'R', @all_year, undef, 10 ]);
like(described($tree, 'lorenz'), qr/The largest of 3 providers holds 60\.0 %/, 'the largest of three');
my ($mark) = all(section($tree, 'lorenz'), sub { has_class($_[0], 'mark') });
is_deeply([ @{ $mark->{at} }{qw(cx cy)} ], [ 266, 168.4 ], 'marked where two thirds hold 40 %');
like((all($tree, sub { has_class($_[0], 'curve') }))[0]{at}{d}, qr/L266 168\.4\b/, 'a point of the curve');
is_deeply([ map { has_class($_, 'rest') ? 'pale' : 'full' } all(section($tree, 'money_by_year'), sub { has_class($_[0], 'bar') }) ], [qw(full full pale pale)],
	'years that were over on the day');
is_deeply([ cells($tree, 'lorenz') ], [ [ 'the largest', '60.0 %' ], [ 'the 50 %', '75.0 %' ], [ 'the 75 %', '92.5 %' ] ], 'and parts of more than one');
$tree = small_page('ten providers', map { [ 'A', "P$_", @all_year, undef, $_ == 1 ? 91 : 1 ] } 1 .. 10);
like(described($tree, 'lorenz'), qr/The 10 % that hold most hold 91\.0 %/, 'the tenth of ten');

# Shares near none and near all, names of blanks, what does not end, and other days than the one that the figures are of.
$tree = small_page('parts of a hundred', [ 'A', 'P', @all_year, undef, 997 ], [ 'B', 'P', @all_year, undef, 3 ]);
is_deeply([ map { $_->[3] } cells($tree, 'value_by_agency') ], [ '99.7 %', '0.3 %' ], 'neither nearly none nor nearly all');
my @blank = ([ '', 'P', @all_year, 'monthly', 9999999 ], [ '   ', 'P', @all_year, 'monthly', 50 ], [ undef, 'R', @all_year, undef, 1 ]);
$tree = small_page('blank', @blank);
is_deeply([ cells($tree, 'value_by_agency') ],
	[ [ '(no name)', 1, '$9,999,999', '> 99.9 %' ], [ '(no name)', 1, '$50', '< 0.1 %' ], [ '(no agency)', 1, '$1', '< 0.1 %' ] ], 'neither none nor all');
like(described($tree, 'provider_sets'), qr/\(no name\) \+ \(no name\), 1 provider/, 'blank names in a set');
like(described($tree, 'joint_saving'), qr/\(no name\) and \(no name\), 12 reports/, 'blank names of a pair');
like(described($tree, 'value_by_agency'), qr/^A bar for each of 2 agencies, one for rows that name no agency\. Most: \(no name\), \$10m\.$/, 'blank names of bars');
is_deeply([ map { $_->{at}{x} } grep { text_of($_) eq '(no name)' && ($_->{at}{'text-anchor'} // '') eq 'end' && $_->{at}{x} < 45 } all($tree, 'text') ], [], 'which lie in their pictures');
like(words_of(section($tree, 'ending'), 'title'), qr/^Jul\S+Sep 2021\nnothing ends$/m, 'a quarter in which nothing ends');
psql_files('another day', '-f', write_file('day.sql', "UPDATE report.about SET as_of = '2018-01-15';\n"));
$tree = written('another day');
my $text = text_of($tree);
like($text, qr/As of 1 July 2021\b.*Figures of 1 July 2021\b/s, 'the day is that of the figures');
unlike($text, qr/2018/, 'and no other');
psql_files('several currencies', '-f', write_file('day.sql', "UPDATE report.about SET as_of = '2021-07-01', currency = 'EUR', one_of_several = true;\n"));
$tree = written('several currencies');
like(words_of(section($tree, 'lorenz'), 'p'), qr/of the known value in EUR\./, 'the known value is that of its currency');

# Operators and settings of who makes the page change nothing.
my $before = text_of(written('as it is'));
$node->safe_psql('postgres', q{CREATE SCHEMA own; CREATE FUNCTION own.joined(text, text) RETURNS text LANGUAGE sql IMMUTABLE RETURN 'another';
	CREATE OPERATOR own.|| (LEFTARG = text, RIGHTARG = text, FUNCTION = own.joined)});
is(text_of(written('another operator', '-c', 'SET search_path = own, pg_catalog')), $before, 'operators of others');
SKIP:
{
	skip 'this server reads backslashes in one way only', 4 if $node->psql('postgres', 'SET standard_conforming_strings = off') != 0;
	small_page('bars', [ 'sushi bars', 'P', @all_year, 'monthly', 1 ]);
	psql_files('files are read where backslashes escape', '-c', 'DROP SCHEMA report CASCADE', '-c', 'SET standard_conforming_strings = off',
		'-f', "$report/source.sql", '-f', "$report/report.sql");
	is((cells(written('backslashes'), 'value_by_agency'))[0][0], 'sushi bars', 'names are read as they were');
}

# ---- Colours: what is drawn stands out from its card, by the measure of WCAG 2

sub luminance
{
	my @part = map { my $c = hex($_) / 255; $c <= 0.03928 ? $c / 12.92 : (($c + 0.055) / 1.055)**2.4 } $_[0] =~ /^#(..)(..)(..)$/;
	return 0.2126 * $part[0] + 0.7152 * $part[1] + 0.0722 * $part[2];
}

my ($light, $dark) = split /prefers-color-scheme: dark/, slurp_file("$report/style.sql");
foreach my $scheme ([ 'light', $light ], [ 'dark', $dark ])
{
	my %colour = $scheme->[1] =~ /--([\w-]+): (#[0-9a-f]{6})/g;
	foreach my $name (qw(a a-rest b b-rest))
	{
		my ($low, $high) = sort { $a <=> $b } map { luminance($colour{$_}) } $name, 'card';
		cmp_ok(($high + 0.05) / ($low + 0.05), '>=', 3, "$scheme->[0]: $name on its card");
	}
}

done_testing();
