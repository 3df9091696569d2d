-- States that have become large: read, shared, kept, cancelled on the way, in every plan.
\pset format unaligned
\pset footer off
\pset null NULL
SET jit = off;
SET max_parallel_workers_per_gather = 0;
SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;

-- 24,000 keys in 60,000 rows, whose states are objects; in group 0, that is, and few in each of the others
CREATE TABLE states_row (part int, i int, g int, a text, p text, f frequency, t daterange, v numeric) PARTITION BY LIST (part);
CREATE TABLE states_row_0 PARTITION OF states_row FOR VALUES IN (0);
CREATE TABLE states_row_1 PARTITION OF states_row FOR VALUES IN (1);
INSERT INTO states_row
SELECT i % 2, i, CASE WHEN i % 10 < 8 THEN 0 ELSE i % 2000 END, 'agency ' || i % 11,
       CASE WHEN k % 100 = 13 THEN NULL WHEN k % 2 = 0 THEN 'k' || k ELSE 'A key of the usual length, number ' || k END, (k % 7)::frequency,
       daterange('1990-01-01', '1990-01-02'::date + k), CASE WHEN i % 17 = 0 THEN NULL WHEN i % 23 = 0 THEN -i ELSE i * 0.25 END
FROM (SELECT i, (i * 7919::bigint % 24000)::int AS k FROM generate_series(1, 60000) AS i) AS r ORDER BY md5(i::text);
ANALYZE states_row;

-- what a summary is, in a word
CREATE FUNCTION pg_temp.word(anyelement) RETURNS text LANGUAGE sql PARALLEL SAFE AS 'SELECT md5($1::text)';
CREATE FUNCTION pg_temp.entries(text) RETURNS text LANGUAGE sql AS $$
  SELECT md5(string_agg(format('%s|%s|%s', e ->> 0, e ->> 1, (e ->> 2)::numeric(99, 2)), E'\n' ORDER BY (e ->> 0) COLLATE "C")) FROM jsonb_array_elements($1::jsonb -> 'entries') AS e $$;
-- user's aggregates, of which a state comes out as it is
CREATE AGGREGATE pg_temp.bare(text, numeric) (SFUNC = concentration_add, STYPE = concentration_summary, COMBINEFUNC = summary_combine, PARALLEL = SAFE);
CREATE AGGREGATE pg_temp.bare(text, text, numeric) (SFUNC = overlap_add, STYPE = overlap_summary, COMBINEFUNC = summary_combine, PARALLEL = SAFE);
CREATE AGGREGATE pg_temp.bare(text, text, frequency, numeric) (SFUNC = burden_add, STYPE = burden_summary, COMBINEFUNC = summary_combine, PARALLEL = SAFE);
CREATE AGGREGATE pg_temp.bare(text, text, frequency, daterange, numeric) (SFUNC = schedule_add, STYPE = schedule_summary, COMBINEFUNC = summary_combine, PARALLEL = SAFE);
CREATE AGGREGATE pg_temp.bare(daterange, numeric) (SFUNC = term_summary_add, STYPE = term_summary, COMBINEFUNC = summary_combine, PARALLEL = SAFE);
CREATE AGGREGATE pg_temp.bare_rollup(concentration_summary) (SFUNC = summary_combine, STYPE = concentration_summary, COMBINEFUNC = summary_combine, PARALLEL = SAFE);

-- the words to compare with: of stored summaries of every group, of which group 0 has the entries that GROUP BY has
CREATE TABLE states_word AS
SELECT g, concentration_summary(p, v) AS c, overlap_summary(a, p, v) AS o, burden_summary(a, p, f, v) AS b, term_summary(t, v) AS t, schedule_summary(a, p, f, t, v) AS d FROM states_row GROUP BY g;
CREATE TEMP TABLE whole AS SELECT rollup(c) AS c, rollup(o) AS o, rollup(b) AS b, rollup(t) AS t, rollup(d) AS d FROM states_word;
SELECT g, holders(c) AS holders, pg_temp.entries(c::text) = (
         SELECT md5(string_agg(format('%s|%s|%s', p, n, s), E'\n' ORDER BY p COLLATE "C"))
         FROM (SELECT p, count(*) AS n, sum(v)::numeric(99, 2) AS s FROM states_row WHERE g = w.g AND p IS NOT NULL AND v IS NOT NULL GROUP BY p) AS x) AS entries,
       hhi(c) = (SELECT hhi(p, v) FROM states_row WHERE g = w.g) AS hhi,
       (SELECT count(*) FROM jsonb_array_elements(d::jsonb -> 'entries')) AS arrangements,
       (SELECT md5(string_agg((e - 6)::text || (e ->> 6)::numeric(99, 2), ' ' ORDER BY (e - 6)::text COLLATE "C", (e ->> 6)::numeric)) FROM jsonb_array_elements(d::jsonb -> 'entries') AS e) = (
         SELECT md5(string_agg(k || s, ' ' ORDER BY k COLLATE "C", s))
         FROM (SELECT jsonb_build_array(p, a, per_year(f), lower(t), upper(t) - 1, count(*))::text AS k, sum(v)::numeric(99, 2) AS s FROM states_row WHERE g = w.g AND p IS NOT NULL GROUP BY p, a, f, t, v < 0) AS x) AS schedule
FROM states_word AS w WHERE g IN (0, 1998) ORDER BY g;

-- each plan: what makes the planner choose it, and what its EXPLAIN shows; the order is one that no plan of a group has
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
CREATE TEMP TABLE plans (plan text, settings text[], shows text);
INSERT INTO plans VALUES
  ('hashed', '{enable_sort=off}', '"Strategy": "Hashed"'),
  ('hashed, spilled', '{enable_sort=off,work_mem=64kB,hash_mem_multiplier=1}', '"Strategy": "Hashed"'), -- how much of it, versions differ
  ('sorted', '{enable_hashagg=off}', '"Strategy": "Sorted"'),
  ('parallel', '{max_parallel_workers_per_gather=2}', '"Partial Mode": "Partial"'),
  ('parallel, leader out', '{max_parallel_workers_per_gather=2,parallel_leader_participation=off}', '"Partial Mode": "Partial"'),
  ('parallel, sorted', '{max_parallel_workers_per_gather=2,enable_hashagg=off}', '"Partial Mode": "Partial"'),
  ('partitionwise', '{enable_partitionwise_aggregate=on,enable_hashagg=off}', '"Partial Mode": "Partial"'),
  ('partitionwise, parallel', '{enable_partitionwise_aggregate=on,max_parallel_workers_per_gather=2}', '"Partial Mode": "Partial"');
CREATE TEMP TABLE queries (name text, query text);
INSERT INTO queries VALUES
  ('ours', 'SELECT string_agg(concat_ws('' '', g, pg_temp.word(c), pg_temp.word(o), pg_temp.word(b), pg_temp.word(t), pg_temp.word(d)), '','' ORDER BY -g)
            FROM (SELECT g, concentration_summary(p, v) AS c, overlap_summary(a, p, v) AS o, burden_summary(a, p, f, v) AS b, term_summary(t, v) AS t, schedule_summary(a, p, f, t, v) AS d FROM states_row GROUP BY g) AS x'),
  ('a user''s', 'SELECT string_agg(concat_ws('' '', g, pg_temp.word(c), pg_temp.word(o), pg_temp.word(b), pg_temp.word(t), pg_temp.word(d)), '','' ORDER BY -g)
            FROM (SELECT g, pg_temp.bare(p, v) AS c, pg_temp.bare(a, p, v) AS o, pg_temp.bare(a, p, f, v) AS b, pg_temp.bare(t, v) AS t, pg_temp.bare(a, p, f, t, v) AS d FROM states_row GROUP BY g) AS x');
SELECT name, plan, pg_temp.under(settings, 'EXPLAIN (FORMAT JSON, ANALYZE, TIMING OFF) ' || query) ~ shows AS planned,
       pg_temp.under(settings, query) = (SELECT string_agg(concat_ws(' ', g, pg_temp.word(c), pg_temp.word(o), pg_temp.word(b), pg_temp.word(t), pg_temp.word(d)), ',' ORDER BY -g) FROM states_word) AS same
FROM plans, queries ORDER BY name, plan;
-- over all rows, rolled up, and several figures of one state, some of which sort it and some do not, in any order
INSERT INTO queries VALUES
  ('whole', 'SELECT concat_ws('' '', pg_temp.word(concentration_summary(p, v)), pg_temp.word(overlap_summary(a, p, v)), pg_temp.word(burden_summary(a, p, f, v)), pg_temp.word(term_summary(t, v)), pg_temp.word(schedule_summary(a, p, f, t, v))) FROM states_row'),
  ('whole, a user''s', 'SELECT concat_ws('' '', pg_temp.word(pg_temp.bare(p, v)), pg_temp.word(pg_temp.bare(a, p, v)), pg_temp.word(pg_temp.bare(a, p, f, v)), pg_temp.word(pg_temp.bare(t, v)), pg_temp.word(pg_temp.bare(a, p, f, t, v))) FROM states_row'),
  ('rollup', 'SELECT concat_ws('' '', pg_temp.word(rollup(c)), pg_temp.word(rollup(o)), pg_temp.word(rollup(b)), pg_temp.word(rollup(t)), pg_temp.word(rollup(d))) FROM states_word'),
  ('figures', 'SELECT concat_ws('' '', gini(p, v), hhi(p, v), pg_temp.word(concentration_summary(p, v)), theil(p, v), effective_holders(p, v), shared_providers(a, p), pg_temp.word(overlap_summary(a, p)), mean_length(t), pg_temp.word(term_summary(t, v)), weighted_length(t, v)) FROM states_row'),
  ('figures, turned', 'SELECT concat_ws('' '', weighted_length(t, v), pg_temp.word(term_summary(t, v)), mean_length(t), pg_temp.word(overlap_summary(a, p)), shared_providers(a, p), effective_holders(p, v), theil(p, v), pg_temp.word(concentration_summary(p, v)), hhi(p, v), gini(p, v)) FROM states_row'),
  ('read often', 'SELECT concat_ws('' '', holders(c), gini(c), total(c), top_share(c, 5), pg_temp.word(c), hhi(c), missing_rows(c), value_coverage(c), (SELECT count(*) FROM top_holders(c, 7)), lorenz.value_share, pg_temp.word(c))
                  FROM (SELECT concentration_summary(p, v) AS c FROM states_row) AS x, lorenz(c, 2) WHERE holder_share = 0.5');
SELECT name, count(*) AS plans, count(DISTINCT pg_temp.under(settings, query)) AS answers,
       bool_and(pg_temp.under(settings, query) = CASE name
         WHEN 'figures' THEN (SELECT concat_ws(' ', gini(c), hhi(c), pg_temp.word(c), theil(c), effective_holders(c), shared_providers(o), pg_temp.word(novalue), mean_length(t), pg_temp.word(t), weighted_length(t))
                              FROM whole, (SELECT rollup(s) AS novalue FROM (SELECT overlap_summary(a, p) AS s FROM states_row GROUP BY i % 50) AS x) AS y)
         WHEN 'figures, turned' THEN (SELECT concat_ws(' ', weighted_length(t), pg_temp.word(t), mean_length(t), pg_temp.word(novalue), shared_providers(o), effective_holders(c), theil(c), pg_temp.word(c), hhi(c), gini(c))
                              FROM whole, (SELECT rollup(s) AS novalue FROM (SELECT overlap_summary(a, p) AS s FROM states_row GROUP BY i % 50) AS x) AS y)
         WHEN 'read often' THEN (SELECT concat_ws(' ', holders(c), gini(c), total(c), top_share(c, 5), pg_temp.word(c), hhi(c), missing_rows(c), value_coverage(c), 7, value_share, pg_temp.word(c)) FROM whole, lorenz(c, 2) WHERE holder_share = 0.5)
         ELSE (SELECT concat_ws(' ', pg_temp.word(c), pg_temp.word(o), pg_temp.word(b), pg_temp.word(t), pg_temp.word(d)) FROM whole) END) AS same
FROM plans, queries WHERE plan ~ 'parallel|sorted|partitionwise$' AND name NOT IN ('ours', 'a user''s') GROUP BY name ORDER BY name;

-- FILTER, DISTINCT, ORDER BY, grouping sets
SELECT pg_temp.word(concentration_summary(p, v) FILTER (WHERE i % 3 > 0)) = (SELECT pg_temp.word(concentration_summary(p, v)) FROM states_row WHERE i % 3 > 0) AS filter,
       concentration_summary(p, v) FILTER (WHERE false) AS none,
       pg_temp.word(concentration_summary(DISTINCT p, v)) = (SELECT pg_temp.word(concentration_summary(p, v)) FROM (SELECT DISTINCT p, v FROM states_row) AS d) AS distinct,
       pg_temp.word(concentration_summary(p, v ORDER BY v, i)) = (SELECT pg_temp.word(c) FROM whole) AS ordered,
       pg_temp.word(concentration_summary(p, v ORDER BY p DESC)) = (SELECT pg_temp.word(c) FROM whole) AS by_key
FROM states_row;
SELECT setting, count(*) AS sets, bool_and(pg_temp.word(c) = CASE WHEN part IS NULL AND tens IS NULL THEN (SELECT pg_temp.word(c) FROM whole)
         ELSE (SELECT pg_temp.word(concentration_summary(p, v)) FROM states_row AS r WHERE r.part = coalesce(x.part, r.part) AND r.g / 1000 = coalesce(x.tens, r.g / 1000)) END) AS same,
       bool_and(hhi = hhi(c)) AS hhi
FROM (SELECT 'hashed' AS setting, part, g / 1000 AS tens, concentration_summary(p, v) AS c, hhi(p, v) AS hhi FROM states_row GROUP BY CUBE (part, g / 1000)
      UNION ALL SELECT 'sorted', part, g / 1000, concentration_summary(p, v), hhi(p, v) FROM (SELECT * FROM states_row ORDER BY part, g / 1000) AS o GROUP BY ROLLUP (part, g / 1000)
      UNION ALL SELECT 'a user''s', part, g / 1000, pg_temp.bare(p, v), hhi(p, v) FROM states_row GROUP BY GROUPING SETS ((part, g / 1000), (part), ())) AS x GROUP BY setting ORDER BY setting;

-- no rows, no keys, one row
SELECT concentration_summary(p, v) IS NULL AS c, pg_temp.bare(a, p, v) IS NULL AS o, rollup(s) IS NULL AS r FROM (SELECT *, NULL::burden_summary AS s FROM states_row WHERE false) AS x;
SELECT holders(concentration_summary(NULL::text, v)) AS c, agencies(overlap_summary(NULL, p, v)) AS o, reports(burden_summary(a, p, NULL, v)) AS b, missing_rows(burden_summary(a, p, NULL, v)) AS missing FROM states_row;
SELECT holders(concentration_summary(p, v)) AS c, pg_temp.word(concentration_summary(p, v)) = pg_temp.word(pg_temp.bare(p, v)) AS same FROM states_row WHERE i = 1;

-- windows: 300 keys of a kilobyte make a state large, that is read after each row of a growing frame, by what sorts it and
-- what does not; and after each group of peers with 24,000 keys
CREATE TEMP TABLE w AS
SELECT i, 'agency ' || i % 3 AS a, repeat(md5((i * 37 % 400)::text), 32) AS p, (i % 5)::frequency AS f, daterange('2020-01-01', '2020-01-02'::date + i % 90) AS t,
       CASE WHEN i % 17 = 0 THEN NULL ELSE i * 0.25 END AS v FROM generate_series(1, 600) AS i;
SELECT count(*) AS rows, bool_and((hhi = hhi(c) AND gini = gini(c) AND shared = shared_providers(o) AND joint = joint_reports(b) AND asked = reports(d, '[2020-01-01,2020-03-01)')) IS TRUE) AS shared,
       bool_and(i % 50 <> 0 OR (pg_temp.word(c), pg_temp.word(o), pg_temp.word(b), pg_temp.word(d)) = (SELECT pg_temp.word(concentration_summary(p, v)), pg_temp.word(overlap_summary(a, p, v)), pg_temp.word(burden_summary(a, p, f, v)), pg_temp.word(schedule_summary(a, p, f, t, v))
                                                                            FROM w WHERE w.i <= x.i)) AS growing
FROM (SELECT i, concentration_summary(p, v) OVER g AS c, hhi(p, v) OVER g AS hhi, gini(p, v) OVER g AS gini, overlap_summary(a, p, v) OVER g AS o, shared_providers(a, p) OVER g AS shared,
             burden_summary(a, p, f, v) OVER g AS b, joint_reports(pg_temp.bare(a, p, f, v) OVER g) AS joint,
             schedule_summary(a, p, f, t, v) OVER g AS d, reports(pg_temp.bare(a, p, f, t, v) OVER g, '[2020-01-01,2020-03-01)') AS asked
      FROM w WINDOW g AS (ORDER BY i)) AS x;
SELECT count(*) AS rows, bool_and(i % 50 <> 0 OR pg_temp.word(bare) = (SELECT pg_temp.word(concentration_summary(p, v)) FROM w WHERE w.i <= x.i)) AS bare
FROM (SELECT i, pg_temp.bare(p, v) OVER (ORDER BY i ROWS UNBOUNDED PRECEDING) AS bare FROM w) AS x;
SELECT count(*) AS rows, bool_and(i % 50 <> 0 OR pg_temp.word(moving) = (SELECT pg_temp.word(concentration_summary(p, v)) FROM w WHERE w.i BETWEEN x.i - 350 AND x.i + 30)) AS moving
FROM (SELECT i, concentration_summary(p, v) OVER (ORDER BY i ROWS BETWEEN 350 PRECEDING AND 30 FOLLOWING) AS moving FROM w) AS x;
SELECT count(*) AS rows, bool_and(i % 50 <> 0 OR pg_temp.word(others) = (SELECT pg_temp.word(concentration_summary(p, v)) FROM w WHERE w.i <= 550 AND w.i <> x.i)) AS excluding
FROM (SELECT i, concentration_summary(p, v) FILTER (WHERE i <= 550) OVER (ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) AS others FROM w) AS x;
SELECT count(*) AS rows, count(DISTINCT word) AS words, bool_and(word = (SELECT pg_temp.word(concentration_summary(p, v)) FROM states_row WHERE i / 6000 <= peers)) AS same
FROM (SELECT peers, pg_temp.word(c) AS word
      FROM (SELECT DISTINCT ON (peers) peers, c FROM (SELECT i / 6000 AS peers, concentration_summary(p, v) OVER (ORDER BY i / 6000) AS c FROM states_row) AS x) AS y) AS z;
-- rolled up in a window: a large state of runs, read and added to
SELECT count(*) AS rows, bool_and(pg_temp.word(r) = (SELECT pg_temp.word(rollup(c)) FROM states_word AS w WHERE w.g <= x.g AND w.g < 40)) AS rolled
FROM (SELECT g, rollup(c) OVER (ORDER BY g) AS r FROM states_word WHERE g < 40) AS x;

-- plpgsql: kept in variables, handed on, returned, in arrays and records, and read again after an error on the way
CREATE FUNCTION pg_temp.same(s concentration_summary) RETURNS concentration_summary LANGUAGE plpgsql AS 'BEGIN RETURN s; END';
CREATE FUNCTION pg_temp.sum(a concentration_summary, b concentration_summary) RETURNS concentration_summary LANGUAGE plpgsql AS $$
DECLARE
  s concentration_summary := a;
  t concentration_summary;
BEGIN
  t := s;
  s := s + b;
  RETURN CASE WHEN pg_temp.word(t) = pg_temp.word(a) THEN s END;
END $$;
CREATE TYPE pg_temp.pair AS (n int, s concentration_summary);
DO $$
DECLARE
  s concentration_summary;
  t concentration_summary;
  r record;
  pair pg_temp.pair;
  list concentration_summary[];
  word text := (SELECT pg_temp.word(c) FROM whole);
  twice text := (SELECT pg_temp.word(c + c) FROM whole);
  hhi numeric := (SELECT hhi(c) FROM whole);
BEGIN
  SELECT concentration_summary(p, v) INTO s FROM states_row;
  ASSERT pg_temp.word(s) = word AND hhi(s) = hhi AND pg_temp.word(s) = word;
  t := s;
  s := pg_temp.same(pg_temp.same(s));
  ASSERT pg_temp.word(t) = word AND pg_temp.word(s) = word;
  t := pg_temp.sum(s, t);
  ASSERT pg_temp.word(t) = twice AND pg_temp.word(s) = word;
  ASSERT pg_temp.word(pg_temp.sum(s, s)) = twice AND pg_temp.word(merge(s, NULL)) = word AND pg_temp.word(merge(NULL, pg_temp.same(s))) = word;
  FOR i IN 1 .. 5 LOOP
    list := list || CASE WHEN i % 2 = 1 THEN s ELSE s + s END;
    list[i] := CASE WHEN i = 5 THEN list[2] ELSE list[i] END;
  END LOOP;
  ASSERT ARRAY(SELECT pg_temp.word(x) FROM unnest(list) AS x) = ARRAY[word, twice, word, twice, twice];
  pair := (7, s);
  pair.s := pair.s + pair.s;
  r := pair;
  ASSERT pg_temp.word(pair.s) = twice AND pg_temp.word(r.s) = twice;
  FOR r IN SELECT part, concentration_summary(p, v) AS s, pg_temp.bare(p, v) AS bare FROM states_row GROUP BY ROLLUP (part) ORDER BY part NULLS FIRST LOOP
    ASSERT pg_temp.word(r.s) = pg_temp.word(r.bare) AND (r.part IS NOT NULL OR pg_temp.word(r.s) = word);
    t := CASE WHEN r.part IS NULL THEN r.s ELSE t END;
  END LOOP;
  ASSERT pg_temp.word(t) = word;
  BEGIN
    s := s + t;
    s := s + (SELECT concentration_summary(1::bigint, 1));
    ASSERT false;
  EXCEPTION WHEN datatype_mismatch THEN
    ASSERT pg_temp.word(s) = twice AND pg_temp.word(t) = word;
  END;
END $$;
-- a state, still live, whose sorting is cancelled, and that is read and added to all the same; the cancel is sent by an argument
CREATE FUNCTION pg_temp.cancelled(s concentration_summary) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN 'not cancelled: ' || (s + CASE WHEN pg_cancel_backend(pg_backend_pid()) THEN s END)::text;
EXCEPTION WHEN query_canceled THEN
  RETURN concat_ws(' ', holders(s), hhi(s), pg_temp.word(s));
END $$;
SELECT pg_temp.cancelled(concentration_summary(p, v)) = (SELECT concat_ws(' ', holders(c), hhi(c), pg_temp.word(c)) FROM whole) AS state FROM states_row;
SELECT pg_temp.cancelled(pg_temp.bare(p, v)) = (SELECT concat_ws(' ', holders(c), hhi(c), pg_temp.word(c)) FROM whole) AS bare FROM states_row;
SELECT pg_temp.cancelled(rollup(c)) = (SELECT concat_ws(' ', holders(c), hhi(c), pg_temp.word(c)) FROM whole) AS rollup FROM states_word;
SELECT count(*) AS rows, bool_and(word = (SELECT concat_ws(' ', holders(c), hhi(c), pg_temp.word(c)) FROM (SELECT concentration_summary(p, v) AS c FROM states_row WHERE i / 20000 <= peers) AS y)) AS window
FROM (SELECT DISTINCT peers, word
      FROM (SELECT peers, CASE WHEN last THEN pg_temp.cancelled(c) END AS word
            FROM (SELECT i / 20000 AS peers, row_number() OVER (ORDER BY i / 20000, i DESC) = count(*) OVER (ORDER BY i / 20000) AS last, concentration_summary(p, v) OVER (ORDER BY i / 20000) AS c
                  FROM states_row) AS x) AS y WHERE word IS NOT NULL) AS z;

-- read twice from one query, from common table expressions, cursors, subplans; stored by whatever stores
SELECT bool_and(pg_temp.word(y.one) = pg_temp.word(w.c) AND pg_temp.word(y.two) = pg_temp.word(w.c) AND hhi(y.one) = hhi(y.two)) AS twice FROM whole AS w, (SELECT s AS one, s AS two FROM (SELECT rollup(c) AS s FROM states_word) AS x) AS y;
WITH m AS MATERIALIZED (SELECT concentration_summary(p, v) AS s FROM states_row), n AS NOT MATERIALIZED (SELECT concentration_summary(p, v) AS s FROM states_row)
SELECT pg_temp.word(m.s) = pg_temp.word(n.s) AND pg_temp.word(m.s) = pg_temp.word(w.c) AND hhi(m.s) = hhi(w.c) AND pg_temp.word(m.s + n.s) = pg_temp.word(w.c + w.c) AS expressions FROM m, n, whole AS w;
SELECT pg_temp.word((SELECT concentration_summary(p, v) FROM states_row)) = pg_temp.word(c) AS initplan,
       bool_and(pg_temp.word((SELECT concentration_summary(p, v) FROM states_row WHERE part = n)) = (SELECT pg_temp.word(rollup(s)) FROM (SELECT concentration_summary(p, v) AS s FROM states_row WHERE part = n GROUP BY i % 40) AS x)) AS subplan
FROM whole, generate_series(0, 1) AS n GROUP BY c::text, pg_temp.word(c);
BEGIN;
DECLARE held CURSOR WITH HOLD FOR SELECT concentration_summary(p, v) AS s FROM states_row;
COMMIT;
DO $$
DECLARE
  c SCROLL CURSOR FOR SELECT g, concentration_summary(p, v) AS s, hhi(p, v) AS h FROM states_row WHERE g < 30 GROUP BY g ORDER BY g DESC;
  r record;
  n int := 0;
BEGIN
  OPEN c;
  FETCH LAST FROM c INTO r;
  ASSERT r.g = 0 AND pg_temp.word(r.s) = (SELECT pg_temp.word(w.c) FROM states_word AS w WHERE w.g = 0);
  FETCH FIRST FROM c INTO r;
  FETCH RELATIVE 2 FROM c INTO r;
  ASSERT hhi(r.s) = r.h AND pg_temp.word(r.s) = (SELECT pg_temp.word(w.c) FROM states_word AS w WHERE w.g = r.g);
  CLOSE c;
  FOR r IN c LOOP
    ASSERT hhi(r.s) = r.h AND pg_temp.word(r.s) = (SELECT pg_temp.word(w.c) FROM states_word AS w WHERE w.g = r.g);
    n := n + 1;
  END LOOP;
  ASSERT n = (SELECT count(*) FROM states_word WHERE g < 30);
END $$;
CREATE FUNCTION pg_temp.held() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  c refcursor := 'held';
  s concentration_summary;
BEGIN
  FETCH c INTO s;
  RETURN pg_temp.word(s) = (SELECT pg_temp.word(w.c) FROM whole AS w);
END $$;
SELECT pg_temp.held();
CLOSE held;
CREATE TABLE states_kept (n int, c concentration_summary, o overlap_summary, b burden_summary, t term_summary, d schedule_summary);
INSERT INTO states_kept SELECT 1, concentration_summary(p, v), overlap_summary(a, p, v), burden_summary(a, p, f, v), term_summary(t, v), schedule_summary(a, p, f, t, v) FROM states_row RETURNING hhi(c) = (SELECT hhi(c) FROM whole) AS returning, pg_temp.word(c) = (SELECT pg_temp.word(c) FROM whole) AS word;
INSERT INTO states_kept SELECT 2, pg_temp.bare(p, v), pg_temp.bare(a, p, v), pg_temp.bare(a, p, f, v), pg_temp.bare(t, v), pg_temp.bare(a, p, f, t, v) FROM states_row;
INSERT INTO states_kept SELECT 3, rollup(c), rollup(o), rollup(b), rollup(t), rollup(d) FROM states_word;
INSERT INTO states_kept SELECT 4, c, o, b, t, d FROM states_kept WHERE n = 1;
UPDATE states_kept SET c = (SELECT concentration_summary(p, v) FROM states_row), t = t + t, d = d + d WHERE n = 4
RETURNING pg_temp.word(c) = (SELECT pg_temp.word(c) FROM whole) AS word, contracts(t) = (SELECT 2 * contracts(t) FROM whole) AS contracts, measured_rows(d) = (SELECT 2 * measured_rows(d) FROM whole) AS arrangements;
CREATE TEMP TABLE kept AS SELECT 5 AS n, concentration_summary(p, v) AS c, overlap_summary(a, p, v) AS o, burden_summary(a, p, f, v) AS b, term_summary(t, v) AS t, schedule_summary(a, p, f, t, v) AS d FROM states_row;
SELECT n, record_image_eq(ROW(k.c), ROW(w.c)) AS c, record_image_eq(ROW(k.o), ROW(w.o)) AS o, record_image_eq(ROW(k.b), ROW(w.b)) AS b, record_image_eq(ROW(k.t), ROW(w.t)) AS t, record_image_eq(ROW(k.d), ROW(w.d)) AS d, pg_temp.word(k.c) = pg_temp.word(w.c) AND pg_temp.word(k.o) = pg_temp.word(w.o) AND pg_temp.word(k.b) = pg_temp.word(w.b) AND (n = 4 OR pg_temp.word(k.d) = pg_temp.word(w.d)) AS words,
       hhi(k.c) = hhi(w.c) AND shared_providers(k.o) = shared_providers(w.o) AND reports(k.b) = reports(w.b) AND record_image_eq(ROW(k.c + w.c), ROW(w.c + w.c))
       AND joint_reports(k.d, '[2020-01-01,2021-01-01)') = joint_reports(w.d, '[2020-01-01,2021-01-01)') AS figures
FROM (SELECT * FROM states_kept UNION ALL SELECT * FROM kept) AS k, whole AS w ORDER BY n;
-- gathered in arrays and records, and sorted, hashed and joined beside them
SELECT bool_and(pg_temp.word(x) = pg_temp.word(c)) AS array, count(*) AS elements
FROM whole, (SELECT array_agg(s) AS list FROM (SELECT n, concentration_summary(p, v) AS s FROM states_row, generate_series(1, 3) AS n GROUP BY n) AS x) AS y, unnest(list) AS x;
SELECT bool_and(pg_temp.word(((r).s)) = pg_temp.word(c)) AS record FROM whole, (SELECT (1, concentration_summary(p, v))::pg_temp.pair AS r FROM states_row) AS x;
SELECT count(*) AS groups, bool_and(pg_temp.word(y.s) = pg_temp.word(w.c)) AS sorted
FROM (SELECT g, s FROM (SELECT g, concentration_summary(p, v) AS s FROM states_row GROUP BY g OFFSET 0) AS x ORDER BY g DESC) AS y JOIN states_word AS w USING (g);
SELECT pg_temp.word(rollup(s)) = pg_temp.word(rollup(s ORDER BY n DESC)) AND pg_temp.word(rollup(s)) = (SELECT pg_temp.word(c + c + c) FROM whole) AS rolled
FROM (SELECT n, concentration_summary(p, v) AS s FROM states_row, generate_series(1, 3) AS n GROUP BY n) AS x;
SELECT pg_temp.word(rollup(s)) = (SELECT pg_temp.word(c + c + c) FROM whole) AS bare, pg_temp.word(pg_temp.bare_rollup(s)) = (SELECT pg_temp.word(c + c + c) FROM whole) AS of_bare
FROM (SELECT n, pg_temp.bare(p, v) AS s FROM states_row, generate_series(1, 3) AS n GROUP BY n) AS x;
DROP TABLE states_row, states_word, states_kept;
