-- Aggregates whose state keeps an entry for each row, length_change, theil_parts and weighted_length_bounds: the same text from every plan, and
-- the types of their states.
\pset format unaligned
\pset footer off
\pset null NULL
-- plans that are made dear on purpose would be compiled, which only costs time
SET jit = off;

-- 6,000 rows in random order, 40 groups of very different sizes, in one table and in one that is partitioned
DO $$ BEGIN PERFORM setseed(0.29); END $$;
CREATE TABLE gathered_row (part int, g int, i int, b term_summary, a term_summary, c concentration_summary, length numrange, value numrange);
INSERT INTO gathered_row
SELECT i % 3, (random() ^ 3 * 40)::int, i, CASE WHEN i % 7 > 0 THEN b END, CASE WHEN i % 11 > 0 THEN a END, CASE WHEN i % 13 > 0 THEN c END,
       CASE WHEN i % 17 > 0 THEN numrange(n % 9, n % 9 + i % 4, '[]') END, CASE WHEN i % 19 > 0 THEN numrange(n % 1000 / 7.0, n % 1000 / 7.0 + i % 50, '[]') END
FROM (SELECT i, (random() * 100000)::int AS n, term_summary(daterange('2020-01-01', '2020-01-01'::date + i % 1000 + k * 100), (i * 37 % 1000) / 7.0) AS b,
             term_summary(daterange('2020-01-01', '2020-01-01'::date + i % 700 + k * 300), (i * 91 % 1000) / 3.0) AS a, concentration_summary(i * 10 + k, (i * 53 % 777) / 9.0 + k) AS c
      FROM generate_series(1, 6000) AS i, generate_series(1, 3) AS k GROUP BY i) AS x
ORDER BY md5(i::text);
CREATE TABLE gathered_part (LIKE gathered_row) PARTITION BY LIST (part);
CREATE TABLE gathered_part_0 PARTITION OF gathered_part FOR VALUES IN (0);
CREATE TABLE gathered_part_1 PARTITION OF gathered_part FOR VALUES IN (1);
CREATE TABLE gathered_part_2 PARTITION OF gathered_part FOR VALUES IN (2);
INSERT INTO gathered_part SELECT * FROM gathered_row;
ANALYZE gathered_row;
ANALYZE gathered_part;
CREATE FUNCTION pg_temp.under(settings text[], query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  before text[] := ARRAY(SELECT split_part(s, '=', 1) || '=' || current_setting(split_part(s, '=', 1)) FROM unnest(settings) AS s);
  result text;
BEGIN
  PERFORM set_config(split_part(s, '=', 1), split_part(s, '=', 2), true) FROM unnest(settings) AS s;
  EXECUTE query INTO result;
  PERFORM set_config(split_part(s, '=', 1), split_part(s, '=', 2), true) FROM unnest(before) AS s;
  RETURN result;
END $$;
-- each plan: what makes the planner choose it, and what its EXPLAIN must show
CREATE TEMP TABLE plans (plan text, settings text[], source text, shows text);
INSERT INTO plans VALUES
  ('hashed', '{max_parallel_workers_per_gather=0,enable_sort=off}', 'gathered_row', '"Strategy": "Hashed"'),
  ('hashed, spilled', '{max_parallel_workers_per_gather=0,enable_sort=off,work_mem=64kB,hash_mem_multiplier=1}', 'gathered_row', '"Strategy": "Hashed"'),
  ('sorted', '{max_parallel_workers_per_gather=0,enable_hashagg=off}', 'gathered_row', '"Strategy": "Sorted"'),
  ('parallel', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0}', 'gathered_row', '"Partial Mode": "Partial"'),
  ('parallel, leader idle', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0,parallel_leader_participation=off}',
   'gathered_row', '"Partial Mode": "Partial"'),
  ('parallel, sorted', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0,enable_hashagg=off}', 'gathered_row', '"Partial Mode": "Partial"'),
  ('partitionwise', '{max_parallel_workers_per_gather=0,enable_partitionwise_aggregate=on}', 'gathered_part', '"Partial Mode": "Partial"'),
  ('partitionwise, parallel', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0,enable_partitionwise_aggregate=on}',
   'gathered_part', '"Partial Mode": "Partial"');
CREATE FUNCTION pg_temp.query(aggregate text, source text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT string_agg(g || %L || coalesce(a, %L), %L ORDER BY g) FROM (SELECT g, (%s)::text AS a FROM %s GROUP BY g) AS x', ' ', 'NULL', E'\n', aggregate, source)
$$;
CREATE FUNCTION pg_temp.whole(aggregate text, source text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT (%s)::text FROM %s', aggregate, source)
$$;
CREATE TEMP TABLE aggregates (aggregate text);
INSERT INTO aggregates VALUES ('length_change(b, a)'), ('theil_parts(c)'), ('weighted_length_bounds(length, value)');
-- first that the plans are what they are meant to be; then each aggregate under each, by group and over all rows, has one text
SELECT plan, bool_and(pg_temp.under(settings, 'EXPLAIN (FORMAT JSON, COSTS OFF) ' || pg_temp.query(aggregate, source)) ~ shows) AS by_group,
       CASE WHEN plan ~ 'parallel|partition' THEN
         bool_and(pg_temp.under(settings, 'EXPLAIN (FORMAT JSON, COSTS OFF) ' || pg_temp.whole(aggregate, source)) ~ shows) END AS whole
FROM plans, aggregates GROUP BY plan ORDER BY plan COLLATE "C";
SELECT aggregate, count(*) AS plans, count(DISTINCT md5(by_group)) AS texts_by_group, count(DISTINCT md5(whole)) AS texts_of_all
FROM (SELECT aggregate, pg_temp.under(settings, pg_temp.query(aggregate, source)) AS by_group, pg_temp.under(settings, pg_temp.whole(aggregate, source)) AS whole FROM plans, aggregates) AS x
WHERE by_group <> '' AND whole <> '' GROUP BY aggregate ORDER BY aggregate COLLATE "C";
-- 4,000 groups that the hash table has no room for
SELECT aggregate, pg_temp.under('{max_parallel_workers_per_gather=0,enable_sort=off,work_mem=64kB,hash_mem_multiplier=1}', 'EXPLAIN (FORMAT JSON, ANALYZE, TIMING OFF) ' || query) ~ '"HashAgg Batches": ([2-9]|[1-9][0-9])' AS spilled,
       pg_temp.under('{max_parallel_workers_per_gather=0,enable_sort=off,work_mem=64kB,hash_mem_multiplier=1}', query) = pg_temp.under('{max_parallel_workers_per_gather=0,enable_hashagg=off}', query) AS same
FROM (SELECT aggregate, format('SELECT sum(hashtextextended(k || a, 0)) FROM (SELECT i %% 4000 AS k, (%s)::text AS a FROM gathered_row GROUP BY 1) AS x', aggregate) AS query FROM aggregates) AS x ORDER BY aggregate;
-- any order of rows, FILTER, DISTINCT where the arguments have an order, grouping sets
SELECT count(DISTINCT x::text) AS texts
FROM (SELECT (length_change(b, a ORDER BY i), theil_parts(c ORDER BY i), weighted_length_bounds(length, value ORDER BY i)) AS x FROM gathered_row UNION ALL
      SELECT (length_change(b, a ORDER BY i % 7, i DESC), theil_parts(c ORDER BY i % 7, i DESC), weighted_length_bounds(length, value ORDER BY value DESC, i)) FROM gathered_row) AS y;
SELECT (f.x)::text = (w.x)::text AS filter, none IS NULL AS none
FROM (SELECT (length_change(b, a) FILTER (WHERE g < 9), theil_parts(c) FILTER (WHERE g < 9), weighted_length_bounds(length, value) FILTER (WHERE g < 9)) AS x, weighted_length_bounds(length, value) FILTER (WHERE false) AS none FROM gathered_row) AS f,
     (SELECT (length_change(b, a), theil_parts(c), weighted_length_bounds(length, value)) AS x FROM gathered_row WHERE g < 9) AS w;
SELECT weighted_length_bounds(DISTINCT length, value) = (SELECT weighted_length_bounds(length, value) FROM (SELECT DISTINCT length, value FROM gathered_row) AS x) AS distinct FROM gathered_row;
SELECT count(*) AS sets, bool_and((l, t, w)::text = (SELECT (length_change(b, a), theil_parts(c), weighted_length_bounds(length, value))::text FROM gathered_row AS r WHERE r.part = coalesce(x.part, r.part) AND r.g / 10 = coalesce(x.tens, r.g / 10))) AS same
FROM (SELECT part, g / 10 AS tens, length_change(b, a) AS l, theil_parts(c) AS t, weighted_length_bounds(length, value) AS w FROM gathered_row GROUP BY CUBE (part, g / 10)) AS x;
-- windows: a state is read after each row of a growing frame, and goes on
SELECT count(*) AS rows, bool_and((i % 20 <> 0 OR (l, t, w)::text = (SELECT (length_change(b, a), theil_parts(c), weighted_length_bounds(length, value))::text FROM gathered_row AS r WHERE r.i <= x.i))) AS growing,
       bool_and((i % 20 <> 0 OR m::text IS NOT DISTINCT FROM (SELECT weighted_length_bounds(length, value)::text FROM gathered_row AS r WHERE r.i BETWEEN x.i - 6 AND least(x.i + 2, 400)))) AS moving
FROM (SELECT i, length_change(b, a) OVER g AS l, theil_parts(c) OVER g AS t, weighted_length_bounds(length, value) OVER g AS w, weighted_length_bounds(length, value) OVER (ORDER BY i ROWS BETWEEN 6 PRECEDING AND 2 FOLLOWING) AS m
      FROM gathered_row WHERE i <= 400 WINDOW g AS (ORDER BY i)) AS x;

-- the states, by a user's aggregates that show them, and that add stored ones up: short, long and out of line; there and back as text
CREATE AGGREGATE pg_temp.state(term_summary, term_summary) (SFUNC = length_change_add, STYPE = length_change_state, COMBINEFUNC = length_change_state_combine, PARALLEL = SAFE);
CREATE AGGREGATE pg_temp.state(concentration_summary) (SFUNC = theil_parts_add, STYPE = theil_parts_state, COMBINEFUNC = theil_parts_state_combine, PARALLEL = SAFE);
CREATE AGGREGATE pg_temp.state(numrange, numrange) (SFUNC = length_bounds_add, STYPE = length_bounds_state, COMBINEFUNC = length_bounds_state_combine, PARALLEL = SAFE);
CREATE AGGREGATE pg_temp.together(length_change_state) (SFUNC = length_change_state_combine, STYPE = length_change_state, FINALFUNC = length_change_final);
CREATE AGGREGATE pg_temp.together(theil_parts_state) (SFUNC = theil_parts_state_combine, STYPE = theil_parts_state, FINALFUNC = theil_parts_final);
CREATE AGGREGATE pg_temp.together(length_bounds_state) (SFUNC = length_bounds_state_combine, STYPE = length_bounds_state, FINALFUNC = length_bounds_final);
CREATE TABLE gathered_state AS SELECT g, pg_temp.state(b, a) AS l, pg_temp.state(c) AS t, pg_temp.state(length, value) AS w FROM gathered_row GROUP BY g;
INSERT INTO gathered_state SELECT NULL, pg_temp.state(b, a), pg_temp.state(c), pg_temp.state(length, value) FROM gathered_row WHERE i = 1;
INSERT INTO gathered_state VALUES (NULL, NULL, NULL, NULL);
UPDATE gathered_state SET l = l::text::length_change_state, t = t::text::theil_parts_state, w = w::text::length_bounds_state WHERE g IS NULL;
SELECT least(min(pg_column_size(l)), min(pg_column_size(t)), min(pg_column_size(w))) < 127 AS short, max(pg_column_size(w)) > 4000 AS long,
       (pg_temp.together(l), pg_temp.together(t), pg_temp.together(w))::text = (SELECT (length_change(b, a), theil_parts(c), weighted_length_bounds(length, value))::text FROM (SELECT * FROM gathered_row UNION ALL SELECT * FROM gathered_row WHERE i = 1) AS r) AS same
FROM gathered_state;
SELECT count(*) AS states, bool_and(l::text::length_change_state::text = l::text AND t::text::theil_parts_state::text = t::text AND w::text::length_bounds_state::text = w::text) AS text,
       bool_and((length_change_final(l::text::length_change_state), theil_parts_final(t::text::theil_parts_state), length_bounds_final(w::text::length_bounds_state))::text = (length_change_final(l), theil_parts_final(t), length_bounds_final(w))::text) AS figures,
       bool_and(l::text = length_change_state_send(l)::text AND t::text = theil_parts_state_send(t)::text AND w::text = length_bounds_state_send(w)::text) AS binary
FROM gathered_state WHERE l IS NOT NULL AND t IS NOT NULL AND w IS NOT NULL;
-- a state of no rows gives nothing; what a header promises is not believed
SELECT length_change_final('\x010100000000') IS NULL AS l, theil_parts_final('\x010200000000') IS NULL AS t, length_bounds_final('\x010300000000') IS NULL AS w;
-- by hand: a row, a word after the other, of a length from 1 to 2 years, in units of 10^-8 of 1/4530960 year, and a value from 3 to 4, in 10^-10, low half first;
-- two holders of 6 in all with an inequality of 0.5; 10 at 3 years before, 10 at 4 after
CREATE FUNCTION pg_temp.state(kind int, VARIADIC words bigint[]) RETURNS text LANGUAGE sql AS $$
  SELECT '\x01' || encode(substr(int4send(kind), 4), 'hex') || encode(int4send(1), 'hex') || string_agg(encode(int8send(w), 'hex'), '' ORDER BY i) FROM unnest(words) WITH ORDINALITY AS u (w, i)
$$;
SELECT length_bounds_final(pg_temp.state(3, 453096000000000, 906192000000000, 30000000000, 0, 40000000000, 0)::length_bounds_state) AS w,
       theil_parts_final(pg_temp.state(2, 2, 60000000000, 0, x'3FE0000000000000'::bigint, 0)::theil_parts_state) AS t,
       length_change_final(pg_temp.state(1, 3 * 4530960 * 100000000000, 0, 0, 0, 100000000000, 0, 4 * 4530960 * 100000000000, 0, 0, 0, 100000000000, 0)::length_change_state) AS l;
-- what is refused: SQLSTATE, and what is wrong
CREATE FUNCTION pg_temp.complaint(type text, value text, OUT state text, OUT message text, OUT detail text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SELECT %L::%s', value, type);
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
END $$;
SELECT value, c.* FROM unnest(ARRAY['', 'x', '\', '\x', '\x0', '\x0g', '\x0101000000', '\x000100000000', '\x020100000000', '\x010000000000', '\x010200000000', '\x010100000001', '\x0101ffffffff', '\x010180000000',
  '\x01010000000000', '\x0101 00000000']) AS value, pg_temp.complaint('length_change_state', value) AS c;
SELECT what, c.state, c.detail
FROM (VALUES ('value of 128 bits', 'length_change_state', pg_temp.state(1, 1, 0, 0, 0, 0, x'8000000000000000'::bigint, 1, 0, 0, 0, 1, 0)),
             ('the other side', 'length_change_state', pg_temp.state(1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, x'8000000000000000'::bigint)),
             ('lengths of 173 bits', 'length_change_state', pg_temp.state(1, 1, 0, 1::bigint << 44, 0, 1, 0, 1, 0, 0, 0, 1, 0)),
             ('lengths of 256 bits', 'length_change_state', pg_temp.state(1, 0, 0, 0, x'8000000000000000'::bigint, 1, 0, 1, 0, 0, 0, 1, 0)),
             ('a word too few', 'length_change_state', pg_temp.state(1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1)),
             ('no holders', 'theil_parts_state', pg_temp.state(2, 0, 60000000000, 0, 0, 0)),
             ('too many holders', 'theil_parts_state', pg_temp.state(2, 4294967296, 60000000000, 0, 0, 0)),
             ('negative holders', 'theil_parts_state', pg_temp.state(2, -1, 60000000000, 0, 0, 0)),
             ('negative total', 'theil_parts_state', pg_temp.state(2, 1, 0, -1, 0, 0)),
             ('negative inequality', 'theil_parts_state', pg_temp.state(2, 1, 1, 0, x'BFE0000000000000'::bigint, 0)),
             ('no number', 'theil_parts_state', pg_temp.state(2, 1, 1, 0, x'7FF8000000000000'::bigint, 0)),
             ('no number behind', 'theil_parts_state', pg_temp.state(2, 1, 1, 0, x'3FE0000000000000'::bigint, x'7FF8000000000000'::bigint)),
             ('infinite', 'theil_parts_state', pg_temp.state(2, 1, 1, 0, x'7FF0000000000000'::bigint, 0)),
             ('halves alike', 'theil_parts_state', pg_temp.state(2, 1, 1, 0, x'3FE0000000000000'::bigint, x'3FE0000000000000'::bigint)),
             ('lengths reversed', 'length_bounds_state', pg_temp.state(3, 2, 1, 1, 0, 1, 0)),
             ('too long', 'length_bounds_state', pg_temp.state(3, 2, 9061920000000000001, 1, 0, 1, 0)),
             ('too short', 'length_bounds_state', pg_temp.state(3, x'8000000000000000'::bigint, 1, 1, 0, 1, 0)),
             ('ends at the beginning', 'length_bounds_state', pg_temp.state(3, 9223372036854775807, 9223372036854775807, 1, 0, 1, 0)),
             ('values reversed', 'length_bounds_state', pg_temp.state(3, 1, 2, 2, 0, 1, 0)),
             ('negative value', 'length_bounds_state', pg_temp.state(3, 1, 2, -1, -1, 1, 0)),
             ('no value', 'length_bounds_state', pg_temp.state(3, 1, 2, 0, 0, 0, 0)),
             ('a value without end at both', 'length_bounds_state', pg_temp.state(3, 1, 2, -1, 9223372036854775807, -1, 9223372036854775807))) AS v (what, type, value), pg_temp.complaint(type, value) AS c;
-- what would write to its argument is for aggregates alone
\set VERBOSITY terse
SELECT length_change_add(NULL, NULL, NULL);
SELECT theil_parts_add('\x010200000000', concentration_summary('a', 1));
SELECT length_bounds_add(NULL, '[1,2]', '[1,2]');
SELECT length_bounds_state_combine('\x010300000000', '\x010300000000');
SELECT length_change_state_combine(NULL, NULL);
DROP TABLE gathered_row, gathered_part, gathered_state;
