# What a release says of itself in several places is one thing: the version in the
# control file, META.json, the change log, Debian's change log and the library, and
# whether it is released.  And META.json is what PGXN takes.

use strict;
use warnings FATAL => 'all';

use FindBin;
use JSON::PP;
use Test::More;

my $top = "$FindBin::Bin/../..";

# the text of a file of the sources
sub text
{
	my ($file) = @_;
	open(my $in, '<:encoding(UTF-8)', "$top/$file") or die "$file: $!";
	local $/;
	return scalar <$in>;
}

# the text of a file that a pattern finds, undef if it does not
sub found
{
	my ($file, $pattern) = @_;
	return text($file) =~ $pattern ? $1 : undef;
}

my $meta = JSON::PP->new->decode(text('META.json'));
my $provided = $meta->{provides}{commissioning};

# A name a place.  After the first two numbers come what mends and adds no object.
my ($contact) = map { /<(.*)>/ } @{ $meta->{maintainer} };
my ($reporting) = text('SECURITY.md') =~ /^## Reporting\n(.*?)^## /ms;
my %said = (
	meta => $meta->{version},
	provides => $provided->{version},
	control => found('commissioning.control', qr/^default_version = '(.*)'$/m),
	script => ($provided->{file} =~ /^commissioning--(.*)\.sql$/)[0],
	head => found('sql/install/00-begin.sql', qr{\A/\* commissioning--(.*)\.sql \*/$}m),
	changelog => found('CHANGELOG.md', qr/^## (\S+) \(/m),
	debian => found('debian/changelog', qr/^commissioning \((.+)-[^-]+\) /),
	library => found('src/commissioning.c', qr/PG_MODULE_MAGIC_EXT\(.*\.version = "(.*?)"/),
	status => $meta->{release_status},
	date => found('CHANGELOG.md', qr/^## \S+ \((.*)\)$/m),
	distribution => found('debian/changelog', qr/^commissioning \(\S+\) (\S+);/),
	contact => $contact,
	repository => ($meta->{resources}{repository} // {})->{url},
	security => $reporting =~ m{\b(https?://[^\s<>()]+)} ? $1 : undef);

# the places that do not agree with META.json's version, or on whether it is released.  A
# candidate may lack where the project is to be found; a release has it, and a contact
# that is not in the domain of examples.
sub disagreements
{
	my (%said) = @_;
	my ($objects) = $said{meta} =~ /^(\d+\.\d+)\.\d+$/ or return 'meta';
	my $short = $said{meta} =~ s/\.0$//r;
	my $released = $said{status} eq 'stable';
	my $real = qr/^(?!.*\bexample\.)/;
	my %wanted = (
		provides => qr/^\Q$said{meta}\E$/,
		debian => qr/^\Q$said{meta}\E$/,
		control => qr/^\Q$objects\E$/,
		script => qr/^\Q$objects\E$/,
		head => qr/^\Q$objects\E$/,
		changelog => qr/^\Q$short\E$/,
		library => qr/^\Q$short\E$/,
		status => qr/^(?:stable|testing|unstable)$/,
		date => $released ? qr/^\d{4}-\d\d-\d\d$/ : qr/^unreleased$/,
		distribution => $released ? qr/^(?!UNRELEASED)[a-z][a-z-]*$/ : qr/^UNRELEASED$/,
		contact => $released ? qr/$real[^@\s]+@[^@\s]+$/ : qr/^[^@\s]+@[^@\s]+$/,
		repository => $released ? qr{$real\w+://\S+$} : qr/^/,
		security => $released ? qr{${real}https?://\S+$} : qr/^/);
	return grep { ($said{$_} // '') !~ $wanted{$_} } sort keys %wanted;
}

is_deeply([ disagreements(%said) ], [], 'one version, released in every place or in none')
  or diag explain \%said;

# And what differs is found, in a candidate and in a release, whichever this one is.
my %candidate = (%said, status => 'testing', date => 'unreleased', distribution => 'UNRELEASED',
	contact => 'authors@example.org', repository => undef, security => undef);
my %release = (%said, status => 'stable', date => '2027-02-01', distribution => 'unstable', contact => 'role@sector.test',
	repository => 'https://forge.test/commissioning.git', security => 'https://forge.test/commissioning/security');
my @versions = grep { !/^(?:meta|status|date|distribution|contact|repository|security)$/ } sort keys %said;
foreach my $state ([ 'a candidate', \%candidate, \%release, qw(date distribution) ],
	[ 'a release', \%release, \%candidate, qw(date distribution contact repository security) ])
{
	my ($name, $here, $there, @places) = @$state;
	is_deeply([ disagreements(%$here) ], [], $name);
	foreach my $place (@versions, @places)
	{
		my $other = grep({ $_ eq $place } @versions) ? '9.9' : $there->{$place};
		is_deeply([ disagreements(%$here, $place => $other) ], [$place], "$name: another one in $place is found");
		is_deeply([ disagreements(%$here, $place => undef) ], [$place], "$name: none in $place is found");
	}
	is_deeply([ disagreements(%$here, contact => 'nobody') ], ['contact'], "$name: who is no address");
	is_deeply([ disagreements(%$here, meta => '1.0') ], ['meta'], "$name: META.json has three numbers");
}
is_deeply([ disagreements(%candidate, status => 'done') ], ['status'], 'a status that PGXN does not know');
foreach my $place (qw(repository security))
{
	is_deeply([ disagreements(%release, $place => 'https://example.org/commissioning') ],
		[$place], "a release: $place in the domain of examples is found");
}
my $mended = $said{meta} =~ s/(\d+)$/$1 + 1/er;
is_deeply([ disagreements(%release, map { $_ => $mended } qw(meta provides debian changelog library)) ],
	[], 'a release that only mends keeps the version of the objects');

# What PGXN Meta Spec 1.0.0 asks of a file, as far as it says of this one: a line a breach.
sub breaches
{
	my ($meta) = @_;
	my $term = qr{^[^\s/\\[:cntrl:]]{2,}$};
	my $semantic = qr/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:[a-z][a-z0-9-]*)?$/i;
	my $url = qr{^https?://[^\s/]+\S*$};
	my $text = qr/\S/;
	my @found;

	# the fields of a part: each has a pattern, or what looks at it; a name with "!" must be there
	my $part;
	$part = sub {
		my ($where, $got, %fields) = @_;
		return push @found, "$where is no object" if ref $got ne 'HASH';
		my %known = map { tr/!//dr => $fields{$_} } keys %fields;
		push @found, "$where has no $_" foreach grep { !exists $got->{$_} } map { /^!(.*)/ ? $1 : () } sort keys %fields;
		foreach my $name (sort keys %$got)
		{
			my ($value, $wanted) = ($got->{$name}, $known{$name});
			if (!defined $wanted) { push @found, "$where has $name" unless $name =~ /^x_/i }
			elsif (ref $wanted eq 'CODE') { $wanted->("$where.$name", $value) }
			elsif (ref $value || ($value // '') !~ $wanted) { push @found, "$where.$name" }
		}
	};
	my $list = sub {
		my ($pattern) = @_;
		return sub {
			my ($where, $value) = @_;
			my @items = ref $value eq 'ARRAY' ? @$value : ($value);
			push @found, $where if !@items || grep { ref $_ || ($_ // '') !~ $pattern } @items;
		};
	};
	my $each = sub {
		my ($check) = @_;
		return sub {
			my ($where, $value) = @_;
			return push @found, "$where is no object" if ref $value ne 'HASH' || !%$value;
			push @found, map { "$where.$_ is no name" } grep { $_ !~ $term } sort keys %$value;
			$check->("$where.$_", $value->{$_}) foreach sort keys %$value;
		};
	};
	my $with = sub { my %fields = @_; return sub { $part->($_[0], $_[1], %fields) } };
	my $needs = sub {
		my ($where, $value) = @_;
		push @found, $where if ref $value || ($value // '') !~ /^0$|$semantic/;
	};

	$part->('META.json', $meta,
		'!name' => $term, '!version' => $semantic, '!abstract' => $text, '!maintainer' => $list->($text),
		'!license' => $list->(qr/^(?:agpl_3|apache_1_1|apache_2_0|artistic_1|artistic_2|bsd|freebsd|gfdl_1_2|gfdl_1_3|gpl_1|gpl_2|gpl_3|lgpl_2_1|lgpl_3_0|mit|mozilla_1_0|mozilla_1_1|openssl|perl_5|postgresql|qpl_1_0|ssleay|sun|zlib|open_source|restricted|unrestricted|unknown)$/),
		'!provides' => $each->($with->('!file' => $text, '!version' => $semantic, abstract => $text, docfile => $text)),
		'!meta-spec' => $with->('!version' => qr/^1\.0\.\d+$/, url => $url),
		description => $text, generated_by => $text, release_status => qr/^(?:stable|testing|unstable)$/,
		tags => $list->(qr{^[^/\\[:cntrl:]]{1,255}$}),
		prereqs => $each->($each->($each->($needs))),
		resources => $with->(homepage => $url,
			bugtracker => $with->(web => $url, mailto => qr/^\S+@\S+$/),
			repository => $with->('!url' => qr{^\w+://\S+$}, '!type' => qr/^[a-z]+$/, web => $url)));
	return @found;
}

is_deeply([ breaches($meta) ], [], 'META.json is as PGXN specifies it');
foreach my $planted (
	[ 'META.json has no license', sub { delete $_[0]{license} } ],
	[ 'META.json.license', sub { $_[0]{license} = 'PostgreSQL' } ],
	[ 'META.json.version', sub { $_[0]{version} = '1.0' } ],
	[ 'META.json has licence', sub { $_[0]{licence} = 'postgresql' } ],
	[ 'META.json.maintainer', sub { $_[0]{maintainer} = [] } ],
	[ 'META.json.provides.commissioning has no file', sub { delete $_[0]{provides}{commissioning}{file} } ],
	[ 'META.json.provides.commissioning.version', sub { $_[0]{provides}{commissioning}{version} = '01.0.0' } ],
	[ 'META.json.prereqs.runtime.requires.PostgreSQL', sub { $_[0]{prereqs}{runtime}{requires}{PostgreSQL} = '14' } ],
	[ 'META.json.resources.homepage', sub { $_[0]{resources}{homepage} = 'pgxn.org' } ],
	[ 'META.json.resources has issues', sub { $_[0]{resources}{issues} = 'https://pgxn.org' } ],
	[ 'META.json.resources.repository has no type', sub { $_[0]{resources}{repository} = { url => 'git://host/c.git' } } ],
	[ 'META.json.tags', sub { push @{ $_[0]{tags} }, 'a/b' } ])
{
	my ($breach, $plant) = @$planted;
	my $other = JSON::PP->new->decode(text('META.json'));
	$plant->($other);
	is_deeply([ breaches($other) ], [$breach], "found: $breach");
}

# and what is ours
foreach my $field (qw(release_status generated_by description tags prereqs resources))
{
	ok(exists $meta->{$field}, "META.json has $field, too");
}
is($meta->{name}, 'commissioning', 'the name is the extension\'s');
is_deeply([ keys %{ $meta->{provides} } ], ['commissioning'], 'which is what it provides');
is($meta->{license}, 'postgresql', 'the license of LICENSE');
is($meta->{prereqs}{runtime}{requires}{PostgreSQL}, '14.0.0', 'the oldest PostgreSQL, as docs/install.md has it');
is(found('debian/pgversions', qr/^(\S+)$/m), '14+', 'and as the packages have it');
like(text('docs/install.md'), qr/^For database administrators\..* PostgreSQL 14 to 19 /m, 'which says so');
my ($major) = found('debian/control', qr/^Package: postgresql-(\d+)-commissioning$/m);
is(text('debian/control'), text('debian/control.in') =~ s/PGVERSION/$major/gr, "debian/control is debian/control.in's, for $major");
is(found('debian/control.in', qr/^Homepage: (.*)$/m), $meta->{resources}{homepage}, 'one home page');

# The pages name archive, packages and image as they are called
foreach my $page (map { s{^\Q$top\E/}{}r } glob("$top/*.md $top/docs/*.md $top/Containerfile"))
{
	my @named = text($page) =~ /commissioning[-_:](\d+\.\d+\.\d+)(?!~)/g;
	is_deeply([ grep { $_ ne $meta->{version} } @named ], [], "files of this version in $page") if @named;
	my @scripts = text($page) =~ /commissioning--([\d.]+)\.sql/g;
	is_deeply([ grep { $_ ne $said{control} } @scripts ], [], "the script of this version in $page") if @scripts;
}

# Whom to ask is the same in every place
is($meta->{resources}{bugtracker}{mailto}, $contact, 'to whom faults are told, too');
foreach my $file (qw(debian/control.in debian/control debian/changelog debian/copyright))
{
	like(text($file), qr/ The commissioning authors <\Q$contact\E>/, "the same in $file");
}

# Names are kept, so each that the reference has was new in some version: the change
# log has it, as code, alone or with its arguments.
sub unannounced
{
	my ($reference, $changelog) = @_;
	$reference =~ s/^## Support functions.*?(?=^## |\z)//ms;
	my %names = map { $_ => 1 } map { /^(\w+)\(.*\x{2192}/mg } $reference =~ /^```\w*\n(.*?)^```$/msg;
	my %known = map { $_ => 1 } $changelog =~ /`(\w+)(?:\([^`]*\))?`/g;
	return grep { !$known{$_} } sort keys %names;
}

my ($reference, $changelog) = map { text($_) } qw(docs/reference.md CHANGELOG.md);
is_deeply([ unannounced($reference, $changelog) ], [], 'the change log has every function');
is_deeply([ unannounced($reference, $changelog =~ s/`palma`/palma/r) ], ['palma'], 'one that it lacks is found');
is_deeply([ unannounced("```\nnovel(a numeric) \x{2192} numeric\n```\n", $changelog) ], ['novel'], 'and one that is new');

# What it names is there, the script once make has joined it
ok(-f "$top/$provided->{docfile}", "$provided->{docfile} is there");
my ($default) = text('Makefile') =~ /^DATA_built = .*\$\(EXTENSION\)--\$\(EXTVERSION\)(\.sql)$/m;
is($provided->{file}, "commissioning--$said{control}$default", "make makes $provided->{file}");

done_testing();
