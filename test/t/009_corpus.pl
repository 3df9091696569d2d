# What the fuzzers of the types' input functions (test/long/fuzzing) have found
# worth keeping, replayed: each input is rejected in good order, or accepted and
# then as good as any other value.

use strict;
use warnings;

use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $corpus = dirname(__FILE__) . '/../fuzz/corpus';
my $node = PostgreSQL::Test::Cluster->new('corpus');
$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
$node->append_conf('postgresql.conf', "fsync = off\nlog_min_error_statement = panic\n");
$node->start;
my $dir = PostgreSQL::Test::Utils::tempdir();

# verdict(v): what is wrong with a value that was accepted; NULL if nothing.  It
# must be read back from its text and have a result or a decent error from every
# function that takes it, with arguments that suit it.
$node->safe_psql(
	'postgres', q{
	CREATE EXTENSION commissioning;
	CREATE TABLE argument (type regtype, value text);
	INSERT INTO argument VALUES
	  ('numeric', '0.5'), ('numeric[]', '{1,3,5}'), ('numrange', '[1,3)'), ('double precision', '0.25'), ('bigint', '2'),
	  ('daterange', '[2020-01-15,2021-02-03)'), ('date', '2020-09-01'), ('text[]', '{Kea}'), ('boolean', 'f');
	CREATE FUNCTION calls(type regtype) RETURNS TABLE (call text) LANGUAGE sql AS $$
		SELECT format('SELECT count(x.*) FROM %s(%s) AS x', oid::regproc,
		              (SELECT string_agg(CASE WHEN argument.type IS NULL THEN '$1' ELSE format('%L::%s', value, argument.type) END,
		                                 ', ' ORDER BY place)
		               FROM unnest(proargtypes) WITH ORDINALITY AS a (type, place) LEFT JOIN argument USING (type)))
		FROM pg_proc
		WHERE prokind = 'f' AND proargtypes[0] = $1 AND pronamespace = 'public'::regnamespace
		  AND proname !~ '_(add|combine)$'
		  AND NOT EXISTS (SELECT FROM unnest(proargtypes) AS a WHERE a <> $1 AND a NOT IN (SELECT type FROM argument))
		-- an order of days for one, a place for the other, and what is read of both
		UNION ALL SELECT 'SELECT count(x.*) FROM ' || reader || ' AS x'
		FROM unnest('{"ocds_contracts($1, ''Pacific/Auckland'')", "threesixtygiving_grants($1, ''DMY'', ''Pacific/Auckland'')"}'::text[]) AS reader WHERE $1 = 'jsonb'::regtype
		UNION ALL SELECT 'SELECT count(x.*) FROM ' || reader || ' AS x'
		FROM unnest('{"read_amount($1, '','', false)", "read_date($1, ''DMY'', ''Pacific/Auckland'', false)", "read_term(''2018-07-01'', $1, ''DMY'', NULL, ''open'', false)",
		              read_currency($1), provider_key($1)}'::text[]) AS reader WHERE $1 = 'text'::regtype $$;
}
);

my %good = (
	binary => qr/^(22P03|08P01|22021)$/,
	text => qr/^(22P02|22021|22003|22P05)$/);

sub lines_of
{
	my ($name, $form) = @_;
	my @lines = split /\n/, slurp_file($name);
	if ($form eq 'binary')
	{
		$_ = pack 'H*', $_ foreach @lines;
	}
	else
	{
		s/\\x([0-9a-f]{2})/chr hex $1/ge foreach @lines;
	}
	return @lines;
}

# A COPY file with one value
sub copy_file
{
	my ($name, $form, $value) = @_;
	if ($form eq 'binary')
	{
		$value = "PGCOPY\n\377\r\n\0" . pack('NNnN', 0, 0, 1, length $value) . $value . pack 'n', 0xFFFF;
	}
	else
	{
		$value =~ s/\0//g;
		$value =~ s/"/""/g;
		$value = "\"$value\"\n";
	}
	open my $handle, '>:raw', $name or die "$name: $!";
	print $handle $value;
	close $handle;
	return;
}

# the text form of a state is its binary form; what core reads, it reads soundly
my @types = (qw(term_summary concentration_summary overlap_summary burden_summary schedule_summary frequency nzbn));
my %forms = ((map { $_ => [ 'text', 'binary' ] } @types), length_change_state => ['binary'], theil_parts_state => ['binary'], length_bounds_state => ['binary'], jsonb => ['text'], text => ['text']);
foreach my $type (sort keys %forms)
{
	foreach my $form (@{ $forms{$type} })
	{
		my @inputs = lines_of("$corpus/$type-$form" . ($form eq 'text' ? '.txt' : '.hex'), $form);
		my $format = $form eq 'text' ? 'csv' : 'binary';
		my $script = "DROP TABLE IF EXISTS value;\nCREATE TABLE value (v $type);\n";
		foreach my $i (0 .. $#inputs)
		{
			copy_file("$dir/$type-$form-$i", $form, $inputs[$i]);
			$script .= "COPY value FROM '$dir/$type-$form-$i' (FORMAT $format);\n";
		}
		my ($status, $out, $err) = $node->psql('postgres', $script . "SELECT 'alive', count(*) FROM value;\n",
			on_error_stop => 0,
			extra_params => [ '-v', 'VERBOSITY=sqlstate' ]);
		my ($accepted) = $out =~ /^alive\|(\d+)$/m;
		my @states = $err =~ /ERROR:\s+(\w{5})/g;
		ok( $accepted && (@states || $type eq 'text') && $accepted + @states == @inputs,
			"$type, $form: of " . @inputs . ' inputs some are accepted, the others rejected')
		  or diag substr $err, -1000;
		is_deeply([ grep { $_ !~ $good{$form} } @states ], [], "$type, $form: and rejected in good order");

		($status, $out, $err) = $node->psql(
			'postgres', qq{
			DO \$\$
			DECLARE
				-- what is sent has every digit
				same text := (SELECT format('SELECT %1\$s(\$1) = %1\$s(\$1::text::$type)', typsend)
				              FROM pg_type WHERE oid = '$type'::regtype);
				fine boolean;
				calls text[] := ARRAY(SELECT call FROM calls('$type'));
				call text;
				value $type;
			BEGIN
				IF cardinality(calls) < 2 THEN
					RAISE 'no functions to call';
				END IF;
				FOR value IN SELECT v FROM value LOOP
					EXECUTE same INTO fine USING value;
					IF NOT fine THEN
						RAISE 'another value is read back from %', value;
					END IF;
					FOREACH call IN ARRAY calls LOOP
						BEGIN
							EXECUTE call USING value;
						EXCEPTION WHEN data_exception OR feature_not_supported THEN
							NULL;
						END;
					END LOOP;
				END LOOP;
			END \$\$;});
		is($err, '', "$type, $form: what was accepted is as good as any other value");
	}
}

unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC|TRAP|server process .* exited|out of memory/,
	'no backend crashed or ran out of memory');
$node->stop;
done_testing();
