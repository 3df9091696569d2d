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
my %said = (
	meta => $meta->{version},
	provides => $provided->{version},
	control => found('commissioning.control', qr/^default_version = '(.*)'$/m),
	script => ($provided->{file} =~ /^commissioning--(.*)\.sql$/)[0],
	changelog => found('CHANGELOG.md', qr/^## (\S+) \(/m),
	debian => found('debian/changelog', qr/^commissioning \((.+)-[^-]+\) /),
	library => found('src/commissioning.c', qr/PG_MODULE_MAGIC_EXT\(.*\.version = "(.*?)"/),
	status => $meta->{release_status},
	date => found('CHANGELOG.md', qr/^## \S+ \((.*)\)$/m),
	distribution => found('debian/changelog', qr/^commissioning \(\S+\) (\w+);/));

# the places that do not agree with META.json's version, or on whether it is released
sub disagreements
{
	my (%said) = @_;
	my ($objects) = $said{meta} =~ /^(\d+\.\d+)\.\d+$/ or return 'meta';
	my $short = $said{meta} =~ s/\.0$//r;
	my $released = $said{status} eq 'stable';
	my %wanted = (
		provides => qr/^\Q$said{meta}\E$/,
		debian => qr/^\Q$said{meta}\E$/,
		control => qr/^\Q$objects\E$/,
		script => qr/^\Q$objects\E$/,
		changelog => qr/^\Q$short\E$/,
		library => qr/^\Q$short\E$/,
		status => qr/^(?:stable|testing|unstable)$/,
		date => $released ? qr/^\d{4}-\d\d-\d\d$/ : qr/^unreleased$/,
		distribution => $released ? qr/^(?!UNRELEASED)/ : qr/^UNRELEASED$/);
	return grep { ($said{$_} // '') !~ $wanted{$_} } sort keys %wanted;
}

is_deeply([ disagreements(%said) ], [], 'one version, released in every place or in none')
  or diag explain \%said;

# and what differs is found
foreach my $place (sort grep { $_ !~ /^(?:meta|status)$/ } keys %said)
{
	is_deeply([ disagreements(%said, $place => 'UNRELEASED' eq $said{$place} ? 'unstable' : '9.9') ],
		[$place], "another one in $place is found");
	is_deeply([ disagreements(%said, $place => undef) ], [$place], "none in $place is found");
}
is_deeply([ disagreements(%said, meta => '1.0') ], ['meta'], 'META.json has three numbers');
is_deeply([ disagreements(%said, status => 'stable', date => 'unreleased', distribution => 'UNRELEASED') ],
	[qw(date distribution)], 'what is released has a date and a distribution');
is_deeply([ disagreements(%said, status => 'stable', date => '2027-02-01', distribution => 'unstable') ],
	[], 'as a release has');
is_deeply([ disagreements(%said, map { $_ => '1.0.1' } qw(meta provides debian changelog library)) ],
	[], 'a release that only mends keeps the version of the objects');

# What the specification of PGXN requires, and the kinds of what it knows
foreach my $field (qw(name version abstract license release_status generated_by description))
{
	like($meta->{$field}, qr/\S/, "META.json has $field");
}
is($meta->{name}, 'commissioning', 'the name is the extension\'s');
is_deeply([ keys %{ $meta->{provides} } ], ['commissioning'], 'which is what it provides');
is($meta->{license}, 'postgresql', 'a license that it knows');
is($meta->{'meta-spec'}{version}, '1.0.0', 'the version of the specification');
like($meta->{prereqs}{runtime}{requires}{PostgreSQL}, qr/^14\.0\.0$/, 'the oldest PostgreSQL, as docs/install.md has it');
like($meta->{resources}{homepage}, qr{^https://\S+$}, 'a home page');
is(scalar(grep { !/^[a-z]+$/ } @{ $meta->{tags} }), 0, 'tags are words');

# Whom to ask is the same in every place
my ($contact) = map { /<(.*)>/ } @{ $meta->{maintainer} };
is($contact, 'commissioning@example.org', 'a contact');
foreach my $file (qw(debian/control.in debian/control debian/changelog debian/copyright))
{
	like(text($file), qr/ The commissioning authors <\Q$contact\E>/, "the same in $file");
}

# What it names is there, the script once make has joined it
ok(-f "$top/$provided->{docfile}", "$provided->{docfile} is there");
my ($default) = text('Makefile') =~ /^DATA_built = .*\$\(EXTENSION\)--\$\(EXTVERSION\)(\.sql)$/m;
is($provided->{file}, "commissioning--$said{control}$default", "make makes $provided->{file}");

done_testing();
