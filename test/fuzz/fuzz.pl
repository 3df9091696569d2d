# Damaged summaries: input functions must reject them in good order, or accept
# them; and what they accept must have sound figures, and read what it writes.
# Damaged cells: they are read or refused, strict or not.
#
# Every value is read by a COPY of its own.  This speaks the server's protocol
# itself: it sends many COPY at once and then collects the answers, which no
# client program does.  It needs a Unix socket and "trust" authentication.
#
# And damaged documents and names, for the functions that read those.

use strict;
use warnings;

use IO::Socket::UNIX;

$| = 1;
my $count = $ENV{COUNT} || 100_000;
my $seed = $ENV{SEED} || 20_210_630;
my $batch_size = 100;
my $tests = 0;
my $failures = 0;

sub ok
{
	my ($passed, $what) = @_;
	$failures++ unless $passed;
	printf "%sok %d - %s\n", $passed ? '' : 'not ', ++$tests, $what;
}

# The protocol

my $host = $ENV{PGHOST} || '/var/run/postgresql';
my $port = $ENV{PGPORT} || 5432;
my $user = $ENV{PGUSER} || getpwuid($<);
my $database = $ENV{PGDATABASE} || $user;

sub message { my ($type, $body) = @_; return $type . pack('N', 4 + length $body) . $body; }

sub put
{
	my ($session, $data) = @_;
	my $sent = 0;
	while ($sent < length $data)
	{
		my $n = syswrite $session->{socket}, $data, length($data) - $sent, $sent;
		die "connection lost: $!\n" unless $n;
		$sent += $n;
	}
}

# The next message from the server: its type and body
sub get
{
	my ($session) = @_;
	for (;;)
	{
		if (length $session->{buffer} >= 5)
		{
			my ($type, $length) = unpack 'aN', $session->{buffer};
			if (length $session->{buffer} > $length)
			{
				my $body = substr $session->{buffer}, 5, $length - 4;
				substr($session->{buffer}, 0, 1 + $length) = '';
				return ($type, $body);
			}
		}
		sysread $session->{socket}, $session->{buffer}, 65536, length $session->{buffer}
		  or die "connection lost\n";
	}
}

# Everything up to the next ReadyForQuery: SQLSTATE (00000 if there was no
# error) and message, rows, copied data
sub answer
{
	my ($session) = @_;
	my ($state, $error, @rows) = ('00000', '');
	my $copied = '';
	for (;;)
	{
		my ($type, $body) = get($session);
		if ($type eq 'Z') { return ($state, $error, \@rows, $copied); }
		elsif ($type eq 'E')
		{
			my %field = map { substr($_, 0, 1) => substr($_, 1) } grep { length } split /\0/, $body;
			($state, $error) = ($field{C}, $field{M});
			die "the server ended the session: $error\n" if $field{S} ne 'ERROR';
		}
		elsif ($type eq 'd') { $copied .= $body; }
		elsif ($type eq 'D')
		{
			my ($n, @row) = unpack 'n', $body;
			my $at = 2;
			for (1 .. $n)
			{
				my $length = unpack 'l>', substr $body, $at, 4;
				push @row, $length < 0 ? undef : substr $body, $at + 4, $length;
				$at += 4 + ($length < 0 ? 0 : $length);
			}
			push @rows, \@row;
		}
	}
}

sub connect_server
{
	my $socket = IO::Socket::UNIX->new(Peer => "$host/.s.PGSQL.$port")
	  or die "cannot connect to $host/.s.PGSQL.$port: $!\n";
	my $session = { socket => $socket, buffer => '' };
	my $startup = pack 'N(Z*)*x', 196608, user => $user, database => $database, application_name => 'fuzz';
	put($session, pack('N', 4 + length $startup) . $startup);
	my ($type, $body) = get($session);
	die "needs \"trust\" authentication\n" if $type ne 'R' || unpack('N', $body) != 0;
	answer($session);
	return $session;
}

sub query
{
	my ($session, $sql) = @_;
	put($session, message('Q', "$sql\0"));
	my ($state, $error, $rows, $copied) = answer($session);
	die "$state $error: $sql\n" if $state ne '00000';
	return ($rows, $copied);
}

# Damage

my @integers = (0, 1, 2, 7, 8, 16, 255, 65535, 0x3FFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF);
my @numbers = qw(0 -0 1 -1 2 3 9 10 11 255 0.5 1.5 -0.1 1e10 1E308 1e-11 1e131072 0.0000000001 0.00000000001 2147483648 4294967296
  9223372036854775806 9223372036854775807 9223372036854775808 -9223372036854775808 801540000001 801540000000
  17014118346046923173168730371.5884105727 17014118346046923173168730371.5884105728 -17014118346046923173168730371.5884105727
  99999999999999999999999999999999999999 00 1. .5 1e 0x10 NaN Infinity null true "1" [] {});
my @strings = ('""', '"a"', '"text"', '"bigint"', '"uuid"', '"version"', '"entries"', '"\u0000"', '"\ud83d"', '"\ud83d\ude00"', '"\u00e9"',
	'"\x"', '"\\\\"', '"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"', 'null', '7', '[1]', '"unended');
my @characters = (split(//, '{}[]",:0123456789-+.eE\\/u nultrfasx '), "\n", "\t", "\x01", "\x7f");

sub pick { return $_[int rand @_]; }

# A part of a value: where, and how long
sub part
{
	my ($value, $longest) = @_;
	my $length = length $value or return (0, 0);
	my $at = int rand $length;
	my $rest = $length - $at;
	$longest = $rest if !$longest || $longest > $rest;
	return ($at, 1 + int rand $longest);
}

sub truncated { my $v = shift; return substr $v, 0, int rand(1 + length $v); }
sub cut { my $v = shift; my ($at, $n) = part($v, 60); substr($v, $at, $n) = ''; return $v; }

sub doubled
{
	my $v = shift;
	my ($at, $n) = part($v, 120);
	my $slice = substr $v, $at, $n;
	substr($v, int rand(1 + length $v), 0) = $slice;
	return $v;
}

sub spliced
{
	my ($v, $other) = @_;
	my ($at, $n) = part($other);
	my ($to, $m) = part($v, 60);
	return substr($v, 0, $to) . substr($other, $at, $n) . (rand() < 0.5 ? substr($v, $to + $m) : '');
}

sub crossed
{
	my ($v, $other) = @_;
	my $at = int rand(1 + length $v);
	return substr($v, 0, $at) . ($at < length $other ? substr $other, $at : '');
}

sub overwritten
{
	my ($v, $with) = @_;
	my $n = length $with;
	return $v if length $v < $n;
	substr($v, int rand(1 + length($v) - $n), $n) = $with;
	return $v;
}

my @binary_damage = (
	sub { my $v = shift; my ($at) = part($v); substr($v, $at, 1) ^= chr(1 << int rand 8) if length $v; return $v; },
	sub { return overwritten($_[0], pick("\x00", "\x7f", "\x80", "\xff", "\x01")); },
	sub { return overwritten($_[0], chr int rand 256); },
	sub { return overwritten($_[0], pack 'N', pick(@integers)); },
	sub { return overwritten($_[0], pack 'NN', pick(@integers), pick(@integers)); },
	sub { my $v = shift; substr($v, int rand(1 + length $v), 0) = chr int rand 256; return $v; },
	sub {    # a number, where numbers of the head and of entries stand
		my $v = shift;
		return $v if length $v < 60;
		my $at = pick(0, 1, 2, 3, 4, 12, 20, 28, 36, 44, 52, 52, 52, 56, 60);
		my $with = $at < 4 ? chr pick(0 .. 12, 255) : pack 'N', pick(@integers);
		substr($v, $at, length $with) = $with;
		return $v;
	},
	\&truncated, \&cut, \&doubled, \&spliced, \&crossed);

# The nth match of a pattern, replaced
sub edited
{
	my ($v, $pattern, @with) = @_;
	my @places;
	push @places, [ $-[0], $+[0] - $-[0] ] while $v =~ /$pattern/g;
	return $v unless @places;
	my ($at, $n) = @{ pick(@places) };
	my $with = pick(@with);
	$with = $with->(substr $v, $at, $n) if ref $with;
	substr($v, $at, $n) = $with;
	return $v;
}

my $number = qr/-?\d+(?:\.\d+)?/;
my @text_damage = (
	sub { return edited($_[0], $number, @numbers); },
	sub { return edited($_[0], $number, @numbers); },
	sub { return edited($_[0], $number, sub { $_[0] + 1 }, sub { $_[0] - 1 }, sub { -$_[0] }, sub { "$_[0]0" }, sub { "$_[0]1" }, sub { "0$_[0]" }); },
	sub { return edited($_[0], qr/"(?:[^"\\]|\\.)*"/, @strings); },
	sub { return edited($_[0], qr/\["?[^\[\]]*\]/, '', '[]', '[["a", 1, 1]]', '["a", 1, 1]', sub { "$_[0], $_[0]" }, sub { "[$_[0]]" }); },
	sub { return edited($_[0], qr/"\w+": [^,\[]+, /, '', sub { $_[0] . $_[0] }, '"version": 1, ', '"key": "bigint", '); },
	sub { return edited($_[0], qr/[][{},:"]/, '', @characters); },
	sub { return overwritten($_[0], pick(@characters)); },
	sub { my $v = shift; substr($v, int rand(1 + length $v), 0) = pick(@characters); return $v; },
	sub { my $v = shift; my ($at) = part($v); substr($v, $at, 1) ^= chr(1 << int rand 7) if length $v; return $v; },
	sub { return rand() < 0.1 ? overwritten($_[0], chr(128 + int rand 128)) : overwritten($_[0], pick(@characters)); },
	sub {    # members in another order
		my $v = shift;
		return $v unless $v =~ /^\{(.*), ("entries": .*)\}$/s;
		my @members = (split(/, (?="\w+": )/, $1), $2);
		for my $i (reverse 1 .. $#members) { my $j = int rand $i + 1; @members[ $i, $j ] = @members[ $j, $i ]; }
		return '{' . join(', ', @members) . '}';
	},
	sub {    # entries in another order, which is no damage
		my $v = shift;
		return $v unless $v =~ /^(.*"entries": \[)(.*)(\].*)$/s;
		my ($before, $entries, $after) = ($1, $2, $3);
		my @entries = split /, (?=\[)/, $entries;
		for my $i (reverse 1 .. $#entries) { my $j = int rand $i + 1; @entries[ $i, $j ] = @entries[ $j, $i ]; }
		return $before . join(', ', @entries) . $after;
	},
	\&truncated, \&cut, \&doubled, \&spliced, \&crossed);

sub damaged
{
	my ($damage, @good) = @_;
	my $value = pick(@good);
	$value = pick(@$damage)->($value, pick(@good)) for 1 .. pick(1, 1, 1, 2, 2, 3, 5);
	return $value;
}

# The types: good values to start from, and what is asked of what was accepted

my %types = (
	concentration_summary => {
		good => [
			q{SELECT concentration_summary(k, v) FROM (VALUES ('a', 3.50), ('b', 1), ('a', 7), (NULL, 2)) AS t(k, v)},
			q{SELECT concentration_summary(k, v) FROM (VALUES ('', 0.0000000001), ('eight888', 1), ('nine99999', -7), ('a considerably longer key', 9)) AS t(k, v)},
			q{SELECT concentration_summary(k, 1) FROM (VALUES ('"'), ('\\'), (E'\n\x01'), ('\u0041')) AS t(k)},
			q{SELECT concentration_summary('provider ' || i, i * 0.25) FROM generate_series(1, 30) AS i},
			q{SELECT concentration_summary(k, 5) FROM unnest('{0,-1,1,9223372036854775807,-9223372036854775808}'::bigint[]) AS k},
			q{SELECT concentration_summary(i * i, -i) FROM generate_series(1, 12) AS i},
			# more than are read between two looks at what comes
			q{SELECT concentration_summary(i, 1) FROM generate_series(1::bigint, 150) AS i},
			q{SELECT concentration_summary(md5(i::text)::uuid, i) FROM generate_series(1, 4) AS i},
			q{SELECT concentration_summary(NULL::text, 5)},
			q{SELECT concentration_summary('huge', 17014118346046923173168730371.5884105727)},
			q{SELECT concentration_summary(1, NULL)} ],
		figures => q{
			PERFORM negative_holders(v), effective_holders(v), top_share(v, 3), holders_for_share(v, 0.5), entropy(v),
			  atkinson(v, 1), hoover(v), palma(v), dominated(v, 2, 80), p_percent_sensitive(v, 20), value_coverage(v),
			  (SELECT sum(value_share) FROM lorenz(v, 7)), (SELECT sum(value) FROM value_bands(v, '{1,1000}')),
			  (SELECT string_agg(holder, ',' ORDER BY rank) FROM top_holders(v, 5)), length(v::jsonb::text),
			  (SELECT sum(value_after) FROM holder_changes(v, v)), hhi_bounds(v, u, 2), top_share_bounds(v, 3, u), top_share_bounds(v, 12, u, 9)
			  FROM (SELECT CASE WHEN total(v) < 1e28 THEN 5 ELSE 0 END) AS x (u);
			RETURN v::text::concentration_summary::text = v::text AND coalesce(merge(part(v, 3, 0), merge(part(v, 3, 2), part(v, 3, 1)))::text = v::text, measured_rows(v) + missing_rows(v) = 0)
			  AND (SELECT bool_and(p::text::concentration_summary::text IS NOT DISTINCT FROM p::text) FROM generate_series(0, 2) AS i, part(v, 3, i) AS p)
			  AND (subtract(v, part(v, 3, 1))::text IS NOT DISTINCT FROM merge(part(v, 3, 0), part(v, 3, 2))::text OR measured_rows(v) + missing_rows(v) = 0)
			  AND holders(v) >= 0 AND measured_rows(v) >= 0
			  AND missing_rows(v) >= 0 AND holders(v) + negative_holders(v) <= measured_rows(v)
			  AND (SELECT sum(holders) = holders(v) AND bool_and(holders = 0 OR change = 'stayed') FROM holder_changes(v, v))
			  AND positive_holders(v) BETWEEN 0 AND holders(v) AND (positive_holders(v) > 0) = (coalesce(total(v), 0) > 0)
			  AND (hhi(v) IS NULL) = (coalesce(total(v), 0) = 0) AND coalesce(hhi(v) > 0 AND hhi(v) <= 1, true)
			  AND coalesce(gini(v) BETWEEN 0 AND 1, true) AND coalesce(theil(v) BETWEEN 0 AND 50, true)
			  AND coalesce(atkinson(v, 0.5) BETWEEN 0 AND 1 AND atkinson(v, 20) BETWEEN 0 AND 1, true)
			  AND coalesce(value_coverage(v) BETWEEN 0 AND 1, true)} },
	term_summary => {
		good => [
			q{SELECT term_summary(daterange('2020-01-01', '2020-01-01'::date + d), v) FROM (VALUES (365, 3.50), (1, 1), (0, 7), (NULL, 2), (9, NULL)) AS t(d, v)},
			q{SELECT term_summary(daterange('2020-01-01', '2020-01-01'::date + i * 37), i * 0.25) FROM generate_series(1, 30) AS i},
			q{SELECT term_summary(daterange('4713-11-24 BC', '5874897-12-31'), -0.0000000001)},
			q{SELECT term_summary(daterange('2020-01-01', '2021-01-01'), 17014118346046923173168730371.5884105727)},
			q{SELECT term_summary(daterange('2020-01-01', '2021-01-01'), NULL) FROM generate_series(1, 3)},
			q{SELECT term_summary(NULL, 5)},
			q{SELECT term_summary(NULL, NULL)} ],
		figures => q{
			PERFORM total(v), weighted_length(v), length_quantile(v, 0.5), weighted_length_quantile(v, 0.5), value_share(v, '[1,3)'),
			  (SELECT sum(contracts) FROM length_bands(v, '{1,3,5}')), length(v::jsonb::text);
			RETURN v::text::term_summary::text = v::text AND coalesce(merge(part(v, 3, 0), merge(part(v, 3, 2), part(v, 3, 1)))::text = v::text, measured_rows(v) + missing_rows(v) = 0)
			  AND (SELECT bool_and(p::text::term_summary::text IS NOT DISTINCT FROM p::text) FROM generate_series(0, 2) AS i, part(v, 3, i) AS p)
			  AND (subtract(v, part(v, 3, 1))::text IS NOT DISTINCT FROM merge(part(v, 3, 0), part(v, 3, 2))::text OR measured_rows(v) + missing_rows(v) = 0)
			  AND contracts(v) >= 0 AND measured_rows(v) >= 0 AND missing_rows(v) >= 0
			  AND coalesce(mean_length(v) >= 0, contracts(v) = 0) AND contracts(v) >= measured_rows(v)
			  AND coalesce(contract_share(v, '[1,3]') BETWEEN 0 AND 1, true) AND coalesce(value_coverage(v) BETWEEN 0 AND 1, true)} },
	overlap_summary => {
		good => [
			q{SELECT overlap_summary(a, p, v) FROM (VALUES ('MoH', 'a', 3.50), ('MoH', 'b', 1), ('MSD', 'a', -7), ('MSD', NULL, 2), (NULL, 'c', 1), ('OT', 'd', NULL)) AS t(a, p, v)},
			q{SELECT overlap_summary('agency number ' || i % 3, 'provider ' || i % 7) FROM generate_series(1, 30) AS i},
			q{SELECT overlap_summary(a, i, i) FROM unnest('{"",A,"a long name of an agency"}'::text[]) AS a, generate_series(-2::bigint, 2) AS i},
			q{SELECT overlap_summary('x' || i % 2, md5(i::text)::uuid, 0) FROM generate_series(1, 4) AS i},
			q{SELECT overlap_summary('alone', NULL::text)},
			q{SELECT overlap_summary(NULL, NULL::bigint, 5)} ],
		figures => q{
			PERFORM total(v), agencies_per_provider(v), value_coverage(v), negative_providers(v), (SELECT sum(shared) FROM overlap_pairs(v)),
			  (SELECT sum(value) FROM overlap_counts(v)), (SELECT string_agg(provider, ',') FROM shared_provider_list(v, 1)), length(v::jsonb::text);
			RETURN v::text::overlap_summary::text = v::text AND coalesce(merge(part(v, 3, 0), merge(part(v, 3, 2), part(v, 3, 1)))::text = v::text, measured_rows(v) + missing_rows(v) = 0)
			  AND (SELECT bool_and(p::text::overlap_summary::text IS NOT DISTINCT FROM p::text) FROM generate_series(0, 2) AS i, part(v, 3, i) AS p)
			  AND (subtract(v, part(v, 3, 1))::text IS NOT DISTINCT FROM merge(part(v, 3, 0), part(v, 3, 2))::text OR measured_rows(v) + missing_rows(v) = 0)
			  AND agencies(v) >= 0 AND measured_rows(v) >= 0 AND missing_rows(v) >= 0
			  AND shared_providers(v) <= providers(v) AND shared_providers(v, 1) = providers(v)
			  AND providers(v) = (SELECT coalesce(sum(providers), 0) FROM overlap_sets(v))
			  AND coalesce(shared_value_share(v) BETWEEN 0 AND 1, true)} },
	burden_summary => {
		good => [
			q{SELECT burden_summary(a, p, f::frequency, v) FROM (VALUES ('MoH', 'a', 'monthly', 3.50), ('MoH', 'b', 'none', 1), ('MSD', 'a', '4', -7), ('MSD', NULL, '1', 2), ('OT', 'd', '0.5', NULL)) AS t(a, p, f, v)},
			q{SELECT burden_summary('agency number ' || i % 3, 'provider ' || i % 7, (i % 5)::frequency, i) FROM generate_series(1, 30) AS i},
			q{SELECT burden_summary('A', i, 'every 7 months', i) FROM generate_series(-2::bigint, 2) AS i},
			q{SELECT burden_summary('x', md5(i::text)::uuid, 100000000::frequency, 0) FROM generate_series(1, 4) AS i},
			q{SELECT part(burden_summary('A', i, 'monthly', i), 3, 0) FROM generate_series(1::bigint, 9) AS i},
			q{SELECT part(burden_summary('A', i, 'monthly', i), 3, 1) FROM generate_series(1::bigint, 9) AS i},
			q{SELECT burden_summary(NULL, NULL::bigint, NULL, 5)} ],
		figures => q{
			PERFORM total(v), reports_quantile(v, 0.5), reports_per_million(v), burden_cost(v, 5, 60), burden_ratio(v, 5, 60), value_coverage(v),
			  (SELECT sum(value) FROM frequency_bands(v)), (SELECT string_agg(provider, ',') FROM most_burdened(v, 3)), length(v::jsonb::text);
			RETURN v::text::burden_summary::text = v::text AND coalesce(merge(part(v, 3, 0), merge(part(v, 3, 2), part(v, 3, 1)))::text = v::text, measured_rows(v) + missing_rows(v) = 0)
			  AND (SELECT bool_and(p::text::burden_summary::text IS NOT DISTINCT FROM p::text) FROM generate_series(0, 2) AS i, part(v, 3, i) AS p)
			  AND measured_rows(v) >= 0 AND missing_rows(v) >= 0
			  AND coalesce(joint_reports(v) <= reports(v), providers(v) = 0) AND coalesce(joint_saving(v) BETWEEN 0 AND 1, true)
			  AND coalesce(v::jsonb ? 'part' OR reports(v) = (SELECT sum(arrangements * per_year(frequency)) FROM frequency_bands(v)), true)
			  AND coalesce(abs(reports_per_provider(v) - reports(v) / providers(v)) <= 1e-9 * reports(v), true)} },
	schedule_summary => {
		good => [
			q{SELECT schedule_summary(a, p, f::frequency, t, v) FROM (VALUES ('MoH', 'a', 'monthly', daterange('2020-07-01', '2021-07-01'), 3.50), ('MoH', 'b', 'none', '[2020-01-01,)', 1), ('MSD', 'a', '4', '[2020-01-01,2021-01-01)', -7),
			  ('MSD', NULL, '1', '[2020-01-01,2021-01-01)', 2), ('OT', 'd', NULL, '(,)', NULL), ('OT', 'd', '0.5', NULL, 5)) AS t(a, p, f, t, v)},
			q{SELECT schedule_summary('agency number ' || i % 3, 'provider ' || i % 7, (i % 5)::frequency, daterange('2020-01-01'::date + i * 9, '2020-06-01'::date + i * 13), i) FROM generate_series(1, 30) AS i},
			q{SELECT schedule_summary('agency ' || i % 2, i, (i % 3)::frequency, '[2020-01-01,2021-01-01)', 1) FROM generate_series(1::bigint, 150) AS i},
			q{SELECT schedule_summary('A', i, 'every 7 months', daterange('2020-02-29', '2020-03-01'::date + i::int + 2), -i) FROM generate_series(-2::bigint, 2) AS i},
			q{SELECT schedule_summary('x', md5(i::text)::uuid, 100000000::frequency, '[4714-11-24 BC,5874897-12-31)', 0) FROM generate_series(1, 4) AS i},
			q{SELECT schedule_summary('A', 'p', NULL, daterange('0044-03-15 BC', NULL), NULL) FROM generate_series(1, 3) AS i},
			q{SELECT schedule_summary('A', 'p', 'monthly', '[2020-01-01,2021-01-01)', 17014118346046923173168730371.5884105727)},
			q{SELECT schedule_summary(NULL, NULL::bigint, NULL, NULL, 5)} ],
		figures => q{
			PERFORM total(v), reports_quantile(v, 0.5, p), reports_per_million(v, p), burden_cost(v, 5, 60, p), burden_ratio(v, 5, 60, p), value_coverage(v), concentration_within(v, p)::text,
			  (SELECT sum(value) FROM frequency_bands(v, p)), (SELECT string_agg(provider, ',') FROM most_burdened(v, 3, p)), (SELECT sum(value) FROM running(v, '2020-09-01')), (SELECT sum(days) FROM cover_gaps(v)), length(v::jsonb::text)
			FROM daterange('2020-03-05', '2021-02-02') AS p;
			RETURN (SELECT v::text::schedule_summary::text = v::text AND coalesce(merge(part(v, 3, 0), merge(part(v, 3, 2), part(v, 3, 1)))::text = v::text, measured_rows(v) + missing_rows(v) = 0)
			  AND (SELECT bool_and(p::text::schedule_summary::text IS NOT DISTINCT FROM p::text) FROM generate_series(0, 2) AS i, part(v, 3, i) AS p)
			  AND (subtract(v, part(v, 3, 1))::text IS NOT DISTINCT FROM merge(part(v, 3, 0), part(v, 3, 2))::text OR measured_rows(v) + missing_rows(v) = 0)
			  AND (SELECT bool_and(s IS NULL OR s::text = CASE k WHEN 1 THEN s::term_summary::text WHEN 2 THEN s::burden_summary::text WHEN 3 THEN s::overlap_summary::text ELSE s::concentration_summary::text END)
			       FROM (VALUES (1, term_summary(v)::text), (2, burden_summary(v)::text), (3, overlap_summary(v)::text), (4, concentration_summary(v)::text)) AS x(k, s))
			  AND coalesce(joint_reports(v, p) <= reports(v, p), true) AND coalesce(joint_saving(v, p) BETWEEN 0 AND 1, true)
			  AND coalesce((SELECT bool_and(saved >= 0 AND joint_reports <= reports AND providers > 0) FROM joint_pairs(v, p)), true)
			  AND coalesce((SELECT bool_and(share >= 0) FROM at_risk(v, p)), true) AND providers_at_risk(v, p, 0.3) BETWEEN 0 AND providers(v)
			  AND coalesce((SELECT bool_and(value_share IS NULL OR arrangements > 0) FROM expiring(v, p)), true)
			  AND abs(coalesce(reports(v, daterange('2020-03-05', '2020-08-17')), 0) + coalesce(reports(v, daterange('2020-08-17', '2021-02-02')), 0) - coalesce(reports(v, p), 0)) <= 1e-9 * coalesce(reports(v, p), 0)
			  FROM daterange('2020-03-05', '2021-02-02') AS p)} },
	# states that keep an entry for each row; a sum of what was damaged may be out of range
	length_change_state => {
		good => [ map { "SELECT '$_'::length_change_state" } '\x010100000000',
			'\x01010000000100000d7d46a3c000' . '0' x 48 . '000000174876e8000000000000000000' . '000011fc5e2fa800' . '0' x 48 . '000000174876e8000000000000000000',
			'\x010100000002' . ('fffffffff03dc540' . 'f' x 48 . 'fffffff8fa0a1f00' . 'f' x 16 . '0000000104c533c0' . '0' x 48 . '00000002540be4000000000000000000') x 2 ],
		figures => q{
			BEGIN
				RETURN v::text::length_change_state::text = v::text
				  AND (SELECT coalesce(abs((l).after - (l).before - (l).within - (l).mix) <= 1e-15 * greatest(1, abs((l).after), abs((l).before), abs((l).within), abs((l).mix)), true) FROM (SELECT length_change_final(v) AS l OFFSET 0) AS x);
			EXCEPTION WHEN numeric_value_out_of_range THEN
				RETURN true;
			END} },
	theil_parts_state => {
		good => [ map { "SELECT '$_'::theil_parts_state" } '\x010200000000', '\x0102000000010000000000000005000001802ba9f40000000000000000003fdb2414e1d358583c5300faf195155e',
			'\x0102000000020000000000000005000001802ba9f40000000000000000003fdb2414e1d358583c5300faf195155e0000000000000004000001176592e00000000000000000003fd3b3488840e9e23c79bf3b78500040' ],
		figures => q{
			BEGIN
				RETURN v::text::theil_parts_state::text = v::text
				  AND (SELECT coalesce((t).between_groups BETWEEN 0 AND 50 AND (t).within_groups BETWEEN 0 AND 50 AND abs((t).total - (t).between_groups - (t).within_groups) <= 1e-15 * (t).total, true) FROM (SELECT theil_parts_final(v) AS t OFFSET 0) AS x);
			EXCEPTION WHEN numeric_value_out_of_range THEN
				RETURN true;
			END} },
	length_bounds_state => {
		good => [ map { "SELECT '$_'::length_bounds_state" } '\x010300000000', '\x0103000000018000000000000001' . '00019c16a2211000' . '0' x 32 . '000000104c533c000000000000000000',
			'\x01030000000300019c16a22110000003382d4442200000000002540be400000000000000000000000006fc23ac0000000000000000000003382d444220000006705a8884400000000004a817c80000000000000000000000000df847580000000000000000000004d443e66330000009a887ccc6600000000006fc23ac000000000000000000ffffffffffffffff7fffffffffffffff' ],
		figures => q{
			BEGIN
				RETURN v::text::length_bounds_state::text = v::text
				  AND (SELECT coalesce(coalesce(lower(b) >= -20000, true) AND coalesce(upper(b) <= 20000, true) AND coalesce(lower(b) <= upper(b), true), v::text = '\x010300000000') FROM (SELECT length_bounds_final(v) AS b OFFSET 0) AS x);
			EXCEPTION WHEN numeric_value_out_of_range THEN
				RETURN true;
			END} },
	frequency => {
		good => [ map { "SELECT '$_'::frequency" } 'monthly', '4/year', 'every 7 months', 'none', '100000000', '0.0000000001' ],
		figures => q{
			RETURN v::text::frequency = v AND per_year(v) BETWEEN 0 AND 100000000 AND per_year(v)::frequency = v} },
	nzbn => {
		good => [ map { "SELECT '$_'::nzbn" } '9429046393920', '9429050294954', '0000000000000' ],
		figures => q{RETURN v::text::nzbn = v AND v::bigint::nzbn = v AND length(v::text) = 13} },
	# cells: any text is one, and is read or refused
	text => {
		good => [ map { "SELECT '$_'::text" } '$1,234.00', '(12,34,567)', 'NZ$ 1.2m', '1.234,56 €', '5.000,-', '1.00214595E7', '500- NZD', '2018-07-01', '1/7/18', '31.12.1999',
			'1 July 2018', 'Sunday, July 1st, 2018', '01-Jul-18', '20180701', '2018-06-30T12:00:00+01:00', '2018-06-30 4:21:07.5 pm', '36 months', '1 year, 6 mths and 3 days', 'P1Y6M2W', 'open-ended', '9999-12-31' ],
		figures => q{
			BEGIN
				PERFORM read_amount(v);
			EXCEPTION WHEN invalid_text_representation THEN
				IF read_amount(v, strict => false) IS NOT NULL THEN RETURN false; END IF;
			END;
			BEGIN
				PERFORM read_term('2018-07-01', v, 'DMY');
			EXCEPTION WHEN invalid_text_representation OR data_exception THEN
				IF read_term('2018-07-01', v, 'DMY', strict => false) IS NOT NULL THEN RETURN false; END IF;
			END;
			RETURN (SELECT bool_and(coalesce(read_amount(a::text) = a, true)) FROM unnest('{.,","}'::text[]) AS mark, read_amount(v, mark, false) AS a)
			  AND (SELECT bool_and(coalesce(read_date(to_char(d, 'YYYY-MM-DD'), o) = d AND read_term(v, v, o, 'Pacific/Auckland', strict => false) IN (daterange(d, d + 1), daterange(d, NULL)), true))
			       FROM unnest('{YMD,DMY,MDY}'::text[]) AS o, read_date(v, o, 'Pacific/Auckland', false) AS d)
			  AND (SELECT coalesce(NOT isempty(t) AND lower(t) = '2018-07-01', true) FROM read_term('2018-07-01', v, strict => false) AS t)
			  AND (read_currency(v) IS NULL OR coalesce(read_amount(v, strict => false), read_amount(v, ',', false)) IS NOT NULL)} });

# What reads text: good values, damage, what is asked of what was read, and the errors that are allowed (22P02 and 22P05: no
# JSON, 22023: no such document)

my @members = map { qq("$_") } qw(ocid id date buyer name parties roles identifier scheme tender lots contractPeriod procuringEntity awards suppliers value amount
  currency relatedLots contracts awardID dateSigned period startDate endDate durationInDays status releases records compiledRelease versionedRelease url grants amountAwarded
  awardDate fundingOrganization recipientOrganization recipientIndividual plannedDates actualDates duration grantProgramme beneficiaryLocation);
my @leaves = (qw(null true 0 -1 7 1.5 1e40 1e-400 12000 365250 99999999999 [] {} [null] [[]] [{}] {"id":7}), map { qq("$_") } '', ' ', 'x', 'o', 'a', 'buyer',
	'procuringEntity', '2020-07-01', '2021-06-30T23:59:59.9+12:00', '0001-01-01T00:00:01+15:59', '9999-12-31', '9999-12-31T23:58:59-15:59', '2020-07', '05/06/2014', '1-1-69', '2020-02-30',
	'12.50', '-1e99', '1e', '00', 'NaN', "\xc3\xa9", '\\u00e9');
my @document_damage = (
	(sub { return edited($_[0], qr/(?<=: )(?:$number|"(?:[^"\\]|\\.)*"|null|true|false)/, @leaves); }) x 6,
	(sub { return edited($_[0], qr/"(?:[^"\\]|\\.)*"(?=:)/, @members); }) x 2,
	(sub { return edited($_[0], qr/\{[^{}]*\}/, @leaves, sub { "[$_[0], $_[0]]" }, sub { "[$_[0]]" }, sub { qq({"releases": [$_[0]]}) }); }) x 2,
	(sub { return edited($_[0], qr/(?<=[[ ])\{[^{}]*\}(?=\])/, sub { "$_[0], $_[0]" }, sub { "null, $_[0]" }); }) x 2,
	(sub { return edited($_[0], qr/\[[^][]*\]/, @leaves, sub { "[$_[0], $_[0]]" }, sub { "[$_[0]]" }); }) x 2,
	sub { return edited($_[0], qr/"\w+": (?=[[{])/, sub { $_[0] . 'null, ' . $_[0] }, sub { $_[0] . '[], ' . pick(@members) . ': ' }); },
	sub { return pick(sub { overwritten($_[0], pick(@characters)) }, \&truncated, \&cut, \&doubled, \&spliced)->(@_); });
my @name_damage = (
	(sub { my $v = shift; substr($v, int rand(1 + length $v), 0) = pick(split(//, ". / ' & + ( ) - , "), ' Ltd', ' The ', ' t/a ', ' S.A.', ' L L C', ' (NZ)', "\xc4\x81", "\xcc\x84", "\xd1\x91", "\xef\xbc\xa1", "\xe2\x80\x8b"); return $v; }) x 4,
	sub { my $v = shift; my $c = 128 + int rand 0x1F000; $c = 955 if $c >= 0xD800 && $c < 0xE000; $c = chr $c; utf8::encode($c); return $v . $c; },
	\&truncated, \&cut, \&doubled, \&spliced);
my %readers = (
	ocds_contracts => {
		good => [
			q({"ocid": "o", "id": "1", "date": "2020-06-01T10:00:00Z", "buyer": {"id": "b", "name": "Agency"}, "parties": [{"id": "b", "roles": ["buyer"], "identifier": {"scheme": "S", "id": "7"}}], "tender": {"lots": [{"id": 1, "contractPeriod": {"startDate": "2020-07-01", "endDate": "2021-06-30"}}], "contractPeriod": {"startDate": "2020-07-01", "durationInDays": 9}}, "awards": [{"id": "a", "date": "2020-06-10T12:00:00Z", "status": "active", "suppliers": [{"id": "x", "name": "Ana"}, {"id": "y"}], "value": {"amount": 100, "currency": "NZD"}, "relatedLots": [1]}, {"id": 2, "contractPeriod": {"startDate": "2020-07-01", "endDate": "2021-06-30T00:00:00+12:00"}}], "contracts": [{"id": "k", "awardID": "a", "dateSigned": "2020-06-11", "value": {"amount": "12.50", "currency": "NZD"}, "period": {"startDate": "2020-07-01", "endDate": "2021-06-30"}}, {"id": "l", "awardID": 2}]}),
			q({"releases": [{"ocid": "o", "awards": [{"id": "a", "suppliers": [{"name": "Ana"}, {"name": "Bo"}, {"name": "Cy"}], "value": {"amount": 0.1}}]}, {"ocid": "p", "contracts": [{"awardID": "a"}]}]}),
			q({"records": [{"ocid": "o", "compiledRelease": {"awards": [{"id": "a"}]}}, {"ocid": "p", "releases": [{"url": "u"}, {"ocid": "p", "awards": [{}]}]}]}),
			q([{"ocid": "o", "tender": {"procuringEntity": {"id": 5}}, "awards": [{"value": {"amount": 5, "currency": "GBP"}, "suppliers": [{"id": 7}]}]}]) ],
		damage => \@document_damage,
		allowed => qr/^(22P02|22P05|22023)$/,
		sound => q{(SELECT coalesce(bool_and(r.ocid <> '' AND r.suppliers >= 0 AND r.unread IS NOT NULL AND coalesce(NOT isempty(r.term), true) AND coalesce(abs(r.value) < 1.8e28, true)
			AND (r.provider IS NULL AND r.provider_id IS NULL OR r.suppliers > 0)
			AND coalesce(r.award_date BETWEEN '1799-12-31' AND '9999-12-31', true) AND coalesce(r.date_signed BETWEEN '1799-12-31' AND '9999-12-31', true)), true) FROM ocds_contracts(v::jsonb, zone) AS r)
			AND (SELECT count(*) FROM ocds_contracts(v::jsonb)) = (SELECT count(*) FROM ocds_contracts(v::jsonb, zone))} },
	threesixtygiving_grants => {
		good => [
			q({"grants": [{"id": "g", "currency": "GBP", "amountAwarded": 100.5, "awardDate": "2020-03-05", "fundingOrganization": [{"id": "F", "name": "Fund"}, {"name": "G"}], "recipientOrganization": [{"id": "x", "name": "Ana"}], "recipientIndividual": {"id": "i"}, "plannedDates": [{"startDate": "2020-07-01", "endDate": "2021-06-30", "duration": 12}], "grantProgramme": [{"title": "P"}], "beneficiaryLocation": [{"name": "L"}]}]}),
			q([{"id": 1, "amountAwarded": "7", "awardDate": "05/06/2014 23:00:00Z", "actualDates": [{"startDate": "05/06/2014", "duration": 1}]}]) ],
		damage => \@document_damage,
		allowed => qr/^(22P02|22P05|22023)$/,
		sound => q{(SELECT coalesce(bool_and(r.recipients >= 0 AND r.unread IS NOT NULL AND coalesce(NOT isempty(r.term), true)), true) FROM threesixtygiving_grants(v::jsonb, 'DMY') AS r)
			AND (SELECT count(*) FROM threesixtygiving_grants(v::jsonb)) = (SELECT count(*) FROM threesixtygiving_grants(v::jsonb, 'mdy'))
			AND (SELECT coalesce(bool_and((w.award_date IS NULL) = (t.award_date IS NULL) AND coalesce(abs(w.award_date - t.award_date) <= 2, true) AND w.unread IS NOT DISTINCT FROM t.unread), true)
			     FROM threesixtygiving_grants(v::jsonb, 'DMY') WITH ORDINALITY AS w FULL JOIN threesixtygiving_grants(v::jsonb, 'DMY', zone) WITH ORDINALITY AS t USING (ordinality))} },
	provider_key => {
		good => [ 'The Rata House Ltd. (NZ)', "O'Rata & Sons t/a Kea", "Te Wh\xc4\x81nau o K\xc4\x93\xc4\x93 S.A. de C.V.", 'J. K. Rata L L C', "\xd0\x81\xd0\xbb\xd0\xba\xd0\xb0" ],
		damage => \@name_damage,
		allowed => qr/^none$/,
		sound => q{CASE WHEN provider_key(v) IS NULL THEN v !~ '[0-9A-Za-z]'
			ELSE provider_key(v) !~ '^ |  | $|[-a-z''.,/&+()]' AND provider_key(v, '{Kea}') <> '' AND provider_key(provider_key(v)) <> '' END} });

# Errors that an input function may raise (22021: bytes that are no text, 22003: more digits than numeric has)
my %expected = (binary => qr/^(22P03|08P01|22021)$/, text => qr/^(22P02|22021|22003)$/);

# A string constant; bytes that are no text in the server's encoding are left out, since they would end the whole statement
sub literal
{
	my ($value) = @_;
	$value =~ tr/\0//d;
	utf8::decode(my $text = $value) or $value =~ tr/\x80-\xff//d;
	$value =~ s/'/''/g;
	$value =~ s/\\/\\\\/g;
	return "E'$value'";
}

# COPY of one value each; counts SQLSTATEs
sub feed
{
	my ($session, $form, $values, $states) = @_;
	my $data = '';
	foreach my $value (@$values)
	{
		my $file;
		if ($form eq 'binary')
		{
			$file = "PGCOPY\n\377\r\n\0" . pack('NNnN', 0, 0, 1, length $value) . $value . pack 'n', 0xFFFF;
		}
		else
		{
			($file = $value) =~ s/"/""/g;
			$file =~ tr/\0//d;
			$file = "\"$file\"\n";
		}
		my $format = $form eq 'binary' ? 'binary' : 'csv';
		$data .= message('Q', "COPY fuzz FROM STDIN (FORMAT $format)\0") . message('d', $file) . message('c', '');
	}
	put($session, $data);
	foreach my $value (@$values)
	{
		my ($state, $error) = answer($session);
		$states->{$state}++;
		if ($state ne '00000' && $state !~ $expected{$form} && $states->{$state} <= 3)
		{
			print "# $state $error: ", $form eq 'binary' ? unpack('H*', $value) : $value, "\n";
		}
	}
}

print "# seed $seed, $count values of each type in each form\n";
srand $seed;
my $main = connect_server();
query($main, 'CREATE EXTENSION IF NOT EXISTS commissioning');

# A session that does nothing: a crash of any other would end it
my $witness = connect_server();
my $identity = 'SELECT pg_postmaster_start_time(), pg_backend_pid()';
my $started = (query($witness, $identity))[0][0];

foreach my $setting ("log_min_messages = panic", "log_min_error_statement = panic", "synchronous_commit = off", "client_min_messages = error")
{
	put($main, message('Q', "SET $setting\0"));
	answer($main);
}

eval {
	foreach my $type (sort keys %types)
	{
		query($main, "CREATE TEMP TABLE fuzz (v $type)");
		query($main, "CREATE FUNCTION pg_temp.sound(v $type) RETURNS boolean LANGUAGE plpgsql AS \$\$ BEGIN $types{$type}{figures}; END \$\$");
		query($main, q{CREATE FUNCTION pg_temp.verdict(v } . $type . q{) RETURNS text LANGUAGE plpgsql AS $$
			BEGIN
				RETURN CASE WHEN pg_temp.sound(v) THEN 'sound' ELSE 'unsound' END;
			EXCEPTION WHEN OTHERS THEN
				RETURN SQLSTATE || ' ' || SQLERRM;
			END $$});
		foreach my $form ('binary', 'text')
		{
			my @good;
			foreach my $sql (@{ $types{$type}{good} })
			{
				if ($form eq 'text') { push @good, (query($main, "SELECT ($sql)::text"))[0][0][0]; next; }
				my $file = (query($main, "COPY ($sql) TO STDOUT (FORMAT binary)"))[1];
				push @good, substr $file, 25, unpack 'N', substr $file, 21, 4;
			}

			my (%states, %verdicts);
			feed($main, $form, \@good, \%states);
			ok(keys %states == 1 && $states{'00000'}, "$type, $form: what is not damaged is accepted");

			%states = ();
			my $damage = $form eq 'binary' ? \@binary_damage : \@text_damage;
			for (my $done = 0; $done < $count; $done += $batch_size)
			{
				feed($main, $form, [ map { damaged($damage, @good) } 1 .. $batch_size ], \%states);
				next if ($done / $batch_size) % 20 != 19 && $done + $batch_size < $count;
				my ($rows) = query($main, 'SELECT pg_temp.verdict(v), count(*), min(v::text) FROM fuzz GROUP BY 1');
				foreach my $row (@$rows)
				{
					print "# $row->[0]: ", substr($row->[2], 0, 1000), "\n" if $row->[0] ne 'sound' && !$verdicts{ $row->[0] };
					$verdicts{ $row->[0] } += $row->[1];
				}
				query($main, 'TRUNCATE fuzz');
			}
			my $accepted = delete $states{'00000'} || 0;
			my @unexpected = grep { $_ !~ $expected{$form} } sort keys %states;
			ok(!@unexpected, "$type, $form: $accepted accepted, " . ($count - $accepted) . ' rejected ('
				  . join(', ', map { "$_ $states{$_}" } sort keys %states) . ')');
			ok(!grep({ $_ ne 'sound' } keys %verdicts) && $verdicts{sound}, "$type, $form: all that were accepted are sound");
		}
		query($main, "DROP FUNCTION pg_temp.verdict($type), pg_temp.sound($type)");
		query($main, 'DROP TABLE fuzz');
	}
	foreach my $reader (sort keys %readers)
	{
		my %case = %{ $readers{$reader} };
		query($main, "CREATE FUNCTION pg_temp.verdict(v text, zone text DEFAULT 'Pacific/Auckland') RETURNS text LANGUAGE plpgsql AS \$\$
			BEGIN
				RETURN CASE WHEN $case{sound} THEN 'sound' ELSE 'unsound' END;
			EXCEPTION WHEN OTHERS THEN
				RETURN SQLSTATE;
			END \$\$");
		my %verdicts;
		my @values = @{ $case{good} };
		for (my $done = 0; $done < $count; $done += @values, @values = map { damaged($case{damage}, @{ $case{good} }) } 1 .. $batch_size)
		{
			foreach my $row (@{ (query($main, 'SELECT pg_temp.verdict(v), v FROM unnest(ARRAY[' . join(', ', map { literal($_) } @values) . ']::text[]) AS v'))[0] })
			{
				my ($verdict, $value) = @$row;
				print "# $verdict: $value\n" if $verdict ne 'sound' && $verdict !~ $case{allowed} && ++$verdicts{$verdict} <= 3;
				$verdicts{$verdict}++;
			}
			ok(keys %verdicts == 1 && $verdicts{sound}, "$reader: what is not damaged is read") if !$done;
		}
		ok(!grep({ $_ ne 'sound' && $_ !~ $case{allowed} } keys %verdicts), "$reader: all is read soundly or refused (" . join(', ', map { "$_ $verdicts{$_}" } sort keys %verdicts) . ')');
		query($main, 'DROP FUNCTION pg_temp.verdict(text, text)');
	}
};
print "# $@" if $@;
ok(!$@, 'the session lasted to the end');

my $now = eval { (query($witness, $identity))[0][0] };
ok($now && "@$now" eq "@$started", 'the server never restarted');
print "1..$tests\n";
exit($failures ? 1 : 0);
