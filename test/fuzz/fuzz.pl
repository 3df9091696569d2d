# Damaged summaries: input functions must reject them in good order, or accept
# them; and what they accept must have sound figures, and read what it writes.
#
# Every value is read by a COPY of its own.  This speaks the server's protocol
# itself: it sends many COPY at once and then collects the answers, which no
# client program does.  It needs a Unix socket and "trust" authentication.

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
			q{SELECT concentration_summary(md5(i::text)::uuid, i) FROM generate_series(1, 4) AS i},
			q{SELECT concentration_summary(NULL::text, 5)},
			q{SELECT concentration_summary('huge', 17014118346046923173168730371.5884105727)},
			q{SELECT concentration_summary(1, NULL)} ],
		figures => q{
			PERFORM negative_holders(v), effective_holders(v), top_share(v, 3), holders_for_share(v, 0.5), entropy(v),
			  atkinson(v, 1), hoover(v), palma(v), dominated(v, 2, 80), p_percent_sensitive(v, 20), value_coverage(v),
			  (SELECT sum(value_share) FROM lorenz(v, 7)), (SELECT sum(value) FROM value_bands(v, '{1,1000}')),
			  (SELECT string_agg(holder, ',' ORDER BY rank) FROM top_holders(v, 5)), length(v::jsonb::text);
			RETURN v::text::concentration_summary::text = v::text AND coalesce(merge(part(v, 3, 0), merge(part(v, 3, 2), part(v, 3, 1)))::text = v::text, measured_rows(v) + missing_rows(v) = 0)
			  AND (SELECT bool_and(p::text::concentration_summary::text IS NOT DISTINCT FROM p::text) FROM generate_series(0, 2) AS i, part(v, 3, i) AS p)
			  AND holders(v) >= 0 AND measured_rows(v) >= 0
			  AND missing_rows(v) >= 0 AND holders(v) + negative_holders(v) <= measured_rows(v)
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
	frequency => {
		good => [ map { "SELECT '$_'::frequency" } 'monthly', '4/year', 'every 7 months', 'none', '100000000', '0.0000000001' ],
		figures => q{
			RETURN v::text::frequency = v AND per_year(v) BETWEEN 0 AND 100000000 AND per_year(v)::frequency = v} },
	nzbn => {
		good => [ map { "SELECT '$_'::nzbn" } '9429046393920', '9429050294954', '0000000000000' ],
		figures => q{RETURN v::text::nzbn = v AND v::bigint::nzbn = v AND length(v::text) = 13} });

# Errors that an input function may raise (22021: bytes that are no text, 22003: more digits than numeric has)
my %expected = (binary => qr/^(22P03|08P01|22021)$/, text => qr/^(22P02|22021|22003)$/);

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
};
print "# $@" if $@;
ok(!$@, 'the session lasted to the end');

my $now = eval { (query($witness, $identity))[0][0] };
ok($now && "@$now" eq "@$started", 'the server never restarted');
print "1..$tests\n";
exit($failures ? 1 : 0);
