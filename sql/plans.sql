-- The same text from every plan.
\pset format unaligned
\pset footer off
\pset null NULL
-- plans that are made dear on purpose would be compiled, which only costs time
SET jit = off;

-- 30,000 rows in random order, 40 groups of very different sizes, in one table and in one that is partitioned
DO $$ BEGIN PERFORM setseed(0.23); END $$;
CREATE TABLE plans_row (part int, g int, i int, t text, b bigint, u uuid, value numeric, term daterange);
INSERT INTO plans_row
SELECT i % 3, g, i, CASE WHEN k = 13 THEN NULL WHEN g % 2 = 0 THEN 'k' || k ELSE 'A key of the usual length, number ' || k END,
       nullif(k, 13) * 1000000007::bigint, md5(nullif(k, 13)::text)::uuid,
       CASE WHEN i % 17 = 0 THEN NULL WHEN i % 23 = 0 THEN -v ELSE v END,
       daterange('2020-01-01', CASE WHEN i % 29 = 0 THEN NULL ELSE '2020-01-01'::date + (k * 31 + i % 50) END)
FROM (SELECT i, (random() ^ 3 * 40)::int AS g, (random() ^ 2 * 3000)::int AS k, round((random() * 1000)::numeric, 2) AS v
      FROM generate_series(1, 30000) AS i) AS r
ORDER BY md5(i::text);
CREATE TABLE plans_part (LIKE plans_row) PARTITION BY LIST (part);
CREATE TABLE plans_part_0 PARTITION OF plans_part FOR VALUES IN (0);
CREATE TABLE plans_part_1 PARTITION OF plans_part FOR VALUES IN (1);
CREATE TABLE plans_part_2 PARTITION OF plans_part FOR VALUES IN (2);
INSERT INTO plans_part SELECT * FROM plans_row;
ANALYZE plans_row;
ANALYZE plans_part;

-- runs a query under settings and puts them back
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
  ('serial', '{max_parallel_workers_per_gather=0}', 'plans_row', '"Partial Mode": "Simple"'),
  ('hashed', '{max_parallel_workers_per_gather=0,enable_sort=off}', 'plans_row', '"Strategy": "Hashed"'),
  ('sorted', '{max_parallel_workers_per_gather=0,enable_hashagg=off}', 'plans_row', '"Strategy": "Sorted"'),
  ('parallel', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0}',
   'plans_row', '"Partial Mode": "Partial"'),
  ('parallel, leader idle', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,
    min_parallel_table_scan_size=0,parallel_leader_participation=off}', 'plans_row', '"Partial Mode": "Partial"'),
  ('parallel, sorted', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0,
    enable_hashagg=off}', 'plans_row', '"Partial Mode": "Partial"'),
  ('partitionwise', '{max_parallel_workers_per_gather=0,enable_partitionwise_aggregate=on}', 'plans_part', '"Partial Mode": "Partial"'),
  ('partitionwise, parallel', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,
    min_parallel_table_scan_size=0,enable_partitionwise_aggregate=on}', 'plans_part', '"Partial Mode": "Partial"');
UPDATE plans SET settings = ARRAY(SELECT trim(both E' \n' FROM s) FROM unnest(settings) AS s);
-- the text of an aggregate in each of 40 groups, and over all rows
CREATE FUNCTION pg_temp.query(aggregate text, source text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT string_agg(g || %L || a, %L ORDER BY g) FROM (SELECT g, %s AS a FROM %s GROUP BY g) AS x', ' ', E'\n', aggregate, source)
$$;
CREATE FUNCTION pg_temp.whole(aggregate text, source text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT (%s)::text FROM %s', aggregate, source)
$$;
CREATE TEMP TABLE aggregates (aggregate text);
INSERT INTO aggregates VALUES
  ('concentration_summary(t, value)'), ('concentration_summary(b, value)'), ('concentration_summary(u, value)'),
  ('hhi(t, value)'), ('hhi(b, value)'), ('hhi(u, value)'), ('gini(t, value)'), ('gini(b, value)'), ('gini(u, value)'),
  ('theil(t, value)'), ('theil(b, value)'), ('theil(u, value)'),
  ('effective_holders(t, value)'), ('effective_holders(b, value)'), ('effective_holders(u, value)'),
  ('term_summary(term, value)'), ('mean_length(term)'), ('weighted_length(term, value)');
-- first that the plans are what they are meant to be
SELECT plan, bool_and(pg_temp.under(settings, 'EXPLAIN (FORMAT JSON, COSTS OFF) ' || pg_temp.query(aggregate, source)) ~ shows) AS by_group,
       CASE WHEN plan ~ 'parallel|partition' THEN
         bool_and(pg_temp.under(settings, 'EXPLAIN (FORMAT JSON, COSTS OFF) ' || pg_temp.whole(aggregate, source)) ~ shows) END AS whole
FROM plans, aggregates WHERE aggregate ~ '^(hhi.t|term_summary)' GROUP BY plan ORDER BY plan COLLATE "C";
-- each aggregate under each plan, by group and over all rows
SELECT aggregate, count(*) AS plans, count(DISTINCT md5(by_group)) AS texts_by_group, count(DISTINCT md5(whole)) AS texts_of_all
FROM (SELECT aggregate, pg_temp.under(settings, pg_temp.query(aggregate, source)) AS by_group,
             pg_temp.under(settings, pg_temp.whole(aggregate, source)) AS whole
      FROM plans, aggregates) AS x
WHERE by_group <> '' AND whole <> '' GROUP BY aggregate ORDER BY aggregate COLLATE "C";
-- and that one text is right: its entries are GROUP BY's
CREATE FUNCTION pg_temp.entries(summary text) RETURNS text LANGUAGE sql AS $$
  SELECT md5(string_agg(format('%s|%s|%s', e ->> 0, e ->> 1, (e ->> 2)::numeric(99, 2)), E'\n' ORDER BY (e ->> 0) COLLATE "C"))
  FROM jsonb_array_elements(summary::jsonb -> 'entries') AS e
$$;
SELECT bool_and((pg_temp.entries(t::text) = te) IS TRUE) AS text, bool_and((pg_temp.entries(b::text) = be) IS TRUE) AS bigint,
       bool_and((pg_temp.entries(u::text) = ue) IS TRUE) AS uuid
FROM (SELECT g, concentration_summary(t, value) AS t, concentration_summary(b, value) AS b, concentration_summary(u, value) AS u
      FROM plans_row GROUP BY g) AS s
JOIN (SELECT g, md5(string_agg(format('%s|%s|%s', t, n, v), E'\n' ORDER BY t COLLATE "C")) AS te,
             md5(string_agg(format('%s|%s|%s', b, n, v), E'\n' ORDER BY b::text COLLATE "C")) AS be,
             md5(string_agg(format('%s|%s|%s', u, n, v), E'\n' ORDER BY u::text COLLATE "C")) AS ue
      FROM (SELECT g, t, b, u, count(*) AS n, sum(value)::numeric(99, 2) AS v FROM plans_row
            WHERE t IS NOT NULL AND value IS NOT NULL GROUP BY g, t, b, u) AS k GROUP BY g) AS r USING (g);

-- groups that the hash table has no room for are spilled: 4,000 of them in 64 kB, beside the same sorted
CREATE TEMP TABLE spill AS
SELECT aggregate, format('SELECT sum(hashtextextended(k || a, 0)) FROM (SELECT g * 100 + i %% 100 AS k, %s::text AS a
                          FROM plans_row GROUP BY 1) AS x', aggregate) AS query,
       '{max_parallel_workers_per_gather=0,enable_sort=off,work_mem=64kB,hash_mem_multiplier=1}'::text[] AS settings
FROM aggregates WHERE aggregate !~ 'theil|gini';
SELECT count(*) AS aggregates,
       bool_and(pg_temp.under(settings, 'EXPLAIN (FORMAT JSON, ANALYZE, TIMING OFF) ' || query) ~ '"HashAgg Batches": ([2-9]|1[0-9])') AS spilled,
       bool_and((pg_temp.under(settings, query) = pg_temp.under('{max_parallel_workers_per_gather=0,enable_hashagg=off}', query)) IS TRUE) AS same
FROM spill;

-- rollup of stored parts, under each plan
CREATE TABLE plans_summary AS
SELECT part, g, concentration_summary(t, value) AS c, term_summary(term, value) AS l FROM plans_row GROUP BY part, g, i % 20;
INSERT INTO plans_summary SELECT 0, g, NULL, NULL FROM generate_series(0, 40) AS g;
ANALYZE plans_summary;
SELECT aggregate, count(*) AS plans, bool_and((by_group = b) IS TRUE) AS by_group, bool_and((whole = w) IS TRUE) AS whole
FROM (SELECT a AS aggregate, pg_temp.under(settings, pg_temp.query(a, 'plans_summary')) AS by_group,
             pg_temp.under(settings, pg_temp.whole(a, 'plans_summary')) AS whole,
             pg_temp.under('{}', pg_temp.query(one_step, 'plans_row')) AS b,
             pg_temp.under('{}', pg_temp.whole(one_step, 'plans_row')) AS w
      FROM plans, (VALUES ('rollup(c)', 'concentration_summary(t, value)'), ('rollup(l)', 'term_summary(term, value)')) AS r(a, one_step)
      WHERE source = 'plans_row') AS x
GROUP BY aggregate ORDER BY aggregate;

-- rows in other orders; aggregates with DISTINCT, ORDER BY, FILTER, over grouping sets, several sharing one state
SELECT count(DISTINCT s) AS texts
FROM (SELECT concentration_summary(t, value)::text AS s FROM (SELECT * FROM plans_row ORDER BY i) AS o
      UNION ALL SELECT concentration_summary(t, value)::text FROM (SELECT * FROM plans_row ORDER BY t DESC, value) AS o
      UNION ALL SELECT concentration_summary(t, value ORDER BY value, i)::text FROM plans_row
      UNION ALL SELECT concentration_summary(t, value ORDER BY t COLLATE "C")::text FROM plans_row
      UNION ALL SELECT concentration_summary(t, value)::text FROM plans_row) AS x;
SELECT bool_and((a.s::text = b.s::text) IS TRUE) AS concentration, bool_and((a.h = b.h) IS TRUE) AS hhi,
       bool_and((a.l::text = c.l::text) IS TRUE) AS term
FROM (SELECT g, concentration_summary(DISTINCT b, round(value, -2)) AS s, hhi(DISTINCT t, round(value, -2)) AS h,
             term_summary(DISTINCT term, round(value, -2)) AS l FROM plans_row WHERE g BETWEEN 20 AND 39 GROUP BY g) AS a
JOIN (SELECT g, concentration_summary(b, v) AS s, hhi(t, v) AS h
      FROM (SELECT DISTINCT g, b, t, round(value, -2) AS v FROM plans_row) AS d GROUP BY g) AS b USING (g)
JOIN (SELECT g, term_summary(term, v) AS l
      FROM (SELECT DISTINCT g, term, round(value, -2) AS v FROM plans_row) AS d GROUP BY g) AS c USING (g);
SELECT bool_and((a.s::text = b.s::text) IS TRUE) AS concentration, bool_and((a.l::text = b.l::text) IS TRUE) AS term,
       bool_and(a.none IS NULL) AS none
FROM (SELECT g, concentration_summary(t, value) FILTER (WHERE i % 3 = 1) AS s,
             term_summary(term, value) FILTER (WHERE value > 500) AS l, gini(t, value) FILTER (WHERE false) AS none
      FROM plans_row WHERE g < 20 GROUP BY g) AS a
JOIN (SELECT g, (SELECT concentration_summary(t, value) FROM plans_row AS r WHERE i % 3 = 1 AND r.g = p.g) AS s,
             (SELECT term_summary(term, value) FROM plans_row AS r WHERE value > 500 AND r.g = p.g) AS l
      FROM generate_series(0, 19) AS p(g)) AS b USING (g);
SELECT count(*) AS sets, bool_and((s::text = pg_temp.under('{}', format(
         'SELECT concentration_summary(t, value)::text FROM plans_row WHERE part = coalesce(%L, part) AND g / 10 = coalesce(%L, g / 10)',
         part, tens))) IS TRUE) AS same
FROM (SELECT part, g / 10 AS tens, concentration_summary(t, value) AS s FROM plans_row GROUP BY CUBE (part, g / 10)) AS x;
-- one state for several aggregates: the one that returns it does not spoil it for the others
SELECT bool_and((hhi(s) = h AND gini(s) = gi AND theil(s) = th AND effective_holders(s) = e) IS TRUE) AS concentration,
       bool_and((weighted_length(l) = w AND contracts(l) > 0) IS TRUE) AS term
FROM (SELECT g, hhi(t, value) AS h, concentration_summary(t, value) AS s, gini(t, value) AS gi, theil(t, value) AS th,
             effective_holders(t, value) AS e, term_summary(term, value) AS l, weighted_length(term, value) AS w
      FROM plans_row WHERE g < 40 GROUP BY g) AS x;

-- windows: running, moving and partly empty frames, beside the same rows aggregated by themselves
CREATE TEMP TABLE w AS SELECT * FROM plans_row WHERE i <= 240;
SELECT count(*) AS rows,
       bool_and((run::text = (SELECT concentration_summary(t, value)::text FROM w WHERE w.i <= x.i)) IS TRUE) AS running,
       bool_and(h IS NOT DISTINCT FROM hhi(run) AND gi IS NOT DISTINCT FROM gini(run)) AS shared,
       bool_and(moving::text IS NOT DISTINCT FROM
                (SELECT concentration_summary(b, value)::text FROM w WHERE w.i BETWEEN x.i - 7 AND x.i + 2)) AS moving,
       bool_and(past::text IS NOT DISTINCT FROM
                (SELECT concentration_summary(u, value)::text FROM w WHERE w.i BETWEEN x.i - 9 AND x.i - 4)) AS past,
       bool_and(l::text IS NOT DISTINCT FROM
                (SELECT term_summary(term, value)::text FROM w WHERE w.i BETWEEN x.i - 7 AND x.i + 2)) AS term,
       bool_and(m IS NOT DISTINCT FROM mean_length(l)) AS mean
FROM (SELECT i, concentration_summary(t, value) OVER (ORDER BY i) AS run, hhi(t, value) OVER (ORDER BY i) AS h,
             gini(t, value) OVER (ORDER BY i) AS gi, concentration_summary(b, value) OVER moving AS moving,
             term_summary(term, value) OVER moving AS l, mean_length(term) OVER moving AS m,
             concentration_summary(u, value) OVER (ORDER BY i ROWS BETWEEN 9 PRECEDING AND 4 PRECEDING) AS past
      FROM w WINDOW moving AS (ORDER BY i ROWS BETWEEN 7 PRECEDING AND 2 FOLLOWING)) AS x;
SELECT bool_and((s::text = (SELECT concentration_summary(t, value)::text FROM w WHERE w.g = x.g)) IS TRUE) AS by_partition,
       bool_and((rolled::text = (SELECT concentration_summary(t, value)::text FROM w)) IS TRUE) AS rollup
FROM (SELECT g, concentration_summary(t, value) OVER (PARTITION BY g) AS s FROM w) AS x,
     (SELECT rollup(s) OVER () AS rolled FROM (SELECT concentration_summary(t, value) AS s FROM w GROUP BY g) AS parts) AS y;
SELECT count(*) AS reads,
       bool_and((jsonb_array_length(s::text::jsonb -> 'entries') =
                 (SELECT count(DISTINCT t) FROM plans_row AS r WHERE r.i <= x.i AND value IS NOT NULL)) IS TRUE) AS keys
FROM (SELECT i, concentration_summary(t, value) OVER (ORDER BY i) AS s FROM plans_row WHERE i <= 3000) AS x WHERE i % 500 = 0;

-- states of all sizes, from one transition after another and merged from 2 and from 50 parts; keys short (in the slot),
-- long (beside it), bigint and uuid; every entry compared with GROUP BY
CREATE FUNCTION pg_temp.wrong(size int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  kind text;
  expected text;
  got text[];
  wrong text := '';
BEGIN
  CREATE TEMP TABLE sized AS
  SELECT i, (i * 7919::bigint) % size AS k, i % 1000 * 0.01 AS value
  FROM generate_series(1, CASE WHEN size > 0 THEN size * 2 + 3 ELSE 0 END) AS i;
  FOREACH kind IN ARRAY ARRAY['k::text', $k$'a key of more than sixteen bytes ' || k$k$, '(k - 30) * 65537', 'md5(k::text)::uuid'] LOOP
    EXECUTE format($q$SELECT md5(string_agg(format('%%s|%%s|%%s', key, n, v::numeric(99, 2)), E'\n' ORDER BY key COLLATE "C"))
                      FROM (SELECT (%s)::text AS key, count(*) AS n, sum(value) AS v FROM sized GROUP BY 1) AS x$q$, kind) INTO expected;
    EXECUTE format($q$
      SELECT ARRAY[(SELECT concentration_summary(%1$s, value)::text FROM sized),
        (SELECT rollup(s)::text FROM (SELECT concentration_summary(%1$s, value) AS s FROM sized GROUP BY i %% 2) AS x),
        (SELECT rollup(s)::text FROM (SELECT concentration_summary(%1$s, value) AS s FROM sized GROUP BY i * 50 / %2$s) AS x)]
      $q$, kind, 2 * size + 3) INTO got;
    IF pg_temp.entries(got[1]) IS DISTINCT FROM expected OR got[2] IS DISTINCT FROM got[1] OR got[3] IS DISTINCT FROM got[1]
       OR (SELECT count(*) FROM jsonb_array_elements(got[1]::jsonb -> 'entries')) <> size THEN
      wrong := wrong || ' ' || kind;
    END IF;
  END LOOP;
  DROP TABLE sized;
  RETURN nullif(wrong, '');
END $$;
SELECT size, pg_temp.wrong(size) AS wrong FROM generate_series(0, 20) AS size
UNION ALL SELECT size, pg_temp.wrong(size) FROM unnest('{31,32,33,64,100,255,256,257,1000,5000,9000,20000,60000}'::int[]) AS size ORDER BY size;
-- many groups with few keys each
SELECT count(*) AS groups, bool_and((h = round(squares / (total * total), 12)) IS TRUE) AS hhi
FROM (SELECT i / 3 AS g, round(hhi('provider ' || i % 2, i), 12) AS h FROM generate_series(1, 29999) AS i GROUP BY 1) AS a
JOIN (SELECT g, sum(v * v) AS squares, sum(v) AS total
      FROM (SELECT i / 3 AS g, sum(i)::numeric AS v FROM generate_series(1, 29999) AS i GROUP BY 1, i % 2) AS x GROUP BY g) AS b USING (g);

-- partial states of very different size: one key, 20,000, none, only missing rows; in both orders
CREATE TABLE plans_uneven (part int, key text, value numeric) PARTITION BY LIST (part);
CREATE TABLE plans_uneven_0 PARTITION OF plans_uneven FOR VALUES IN (0);
CREATE TABLE plans_uneven_1 PARTITION OF plans_uneven FOR VALUES IN (1);
CREATE TABLE plans_uneven_2 PARTITION OF plans_uneven FOR VALUES IN (2);
CREATE TABLE plans_uneven_3 PARTITION OF plans_uneven FOR VALUES IN (3);
CREATE TABLE plans_uneven_4 PARTITION OF plans_uneven FOR VALUES IN (4);
INSERT INTO plans_uneven VALUES (0, 'a key of its own', 1), (4, 'another key of its own', 3), (4, 'provider number 7', 5);
INSERT INTO plans_uneven SELECT 1, 'provider number ' || i % 20000, i FROM generate_series(1, 40000) AS i;
INSERT INTO plans_uneven SELECT 3, NULL, i FROM generate_series(1, 10) AS i;
ANALYZE plans_uneven;
SELECT plan, (pg_temp.under(settings, pg_temp.whole('concentration_summary(key, value)', 'plans_uneven'))
              = (SELECT concentration_summary(key, value)::text FROM (SELECT * FROM plans_uneven ORDER BY part DESC) AS o)) AS same,
       (pg_temp.under(settings, 'EXPLAIN (FORMAT JSON) ' || pg_temp.whole('concentration_summary(key, value)', 'plans_uneven')) ~ shows) AS planned
FROM plans WHERE plan ~ 'partitionwise' ORDER BY plan;
SELECT ord, (rollup(s ORDER BY part * ord)::text = (SELECT concentration_summary(key, value)::text FROM plans_uneven)) AS same
FROM (SELECT part, concentration_summary(key, value) AS s FROM plans_uneven GROUP BY part) AS x, unnest('{1,-1}'::int[]) AS ord
GROUP BY ord ORDER BY ord;
SELECT holders(s), total(s), measured_rows(s) AS measured, missing_rows(s) AS missing
FROM (SELECT concentration_summary(key, value) AS s FROM plans_uneven) AS x;
DROP TABLE plans_row, plans_part, plans_summary, plans_uneven;

-- compiled by JIT, with inlining of whatever the library offers for it
SET jit = on;
SET jit_above_cost = 0;
SET jit_inline_above_cost = 0;
SET jit_optimize_above_cost = 0;
SELECT weighted_length(term, value), round(hhi(provider, value), 6) AS hhi,
       shared_providers(agency, provider) AS shared, reports_per_year(frequency) AS reports
FROM (VALUES ('A', 'x', daterange('2020-01-01', '2021-01-01'), 1::numeric, 'monthly'::frequency),
             ('A', 'y', '[2020-01-01,2022-01-01)', 3, 'quarterly'),
             ('B', 'x', '[2020-01-01,2024-01-01)', 4, 'none')) v (agency, provider, term, value, frequency);
RESET jit;
