-- A whole report, with figures of all summaries, from one scan; and overlap, burden, schedule and frequency with the same text from every plan.
\pset format unaligned
\pset footer off
\pset null NULL
-- settings that would only cost time where the planner is made to think that plans are dear
SET jit = off;

-- 10,000 rows in random order, 30 groups of very different sizes, in one table and in one that is partitioned
DO $$ BEGIN PERFORM setseed(0.77); END $$;
CREATE TABLE report_row (part int, g int, i int, agency text, t text, b bigint, u uuid, f frequency, value numeric, term daterange);
INSERT INTO report_row
SELECT i % 3, g, i, CASE WHEN i % 43 > 0 THEN CASE WHEN a % 2 = 0 THEN 'A' || a ELSE 'Agency number ' || a END END,
       CASE WHEN k = 13 THEN NULL WHEN g % 2 = 0 THEN 'k' || k ELSE 'A key of the usual length, number ' || k END,
       nullif(k, 13) * 1000000007::bigint, md5(nullif(k, 13)::text)::uuid,
         (ARRAY['none', '1', '2', '4', '12', '12', 'weekly', 'every 3 years', '0.37', NULL]::frequency[])[1 + (i + k) % 10],
       CASE WHEN i % 17 = 0 THEN NULL WHEN i % 23 = 0 THEN -v ELSE v END,
       daterange('2020-01-01', CASE WHEN i % 29 = 0 THEN NULL ELSE '2020-01-01'::date + (k * 31 + i % 50) END)
FROM (SELECT i, floor(random() ^ 3 * 30)::int AS g, floor(random() ^ 2 * 20)::int AS a, floor(random() ^ 2 * 1000)::int AS k,
     round((random() * 1000)::numeric, 2) AS v
      FROM generate_series(1, 10000) AS i) AS r
ORDER BY md5(i::text);
CREATE TABLE report_part (LIKE report_row) PARTITION BY LIST (part);
CREATE TABLE report_part_0 PARTITION OF report_part FOR VALUES IN (0);
CREATE TABLE report_part_1 PARTITION OF report_part FOR VALUES IN (1);
CREATE TABLE report_part_2 PARTITION OF report_part FOR VALUES IN (2);
INSERT INTO report_part SELECT * FROM report_row;
ANALYZE report_row;
ANALYZE report_part;

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
  ('serial', '{max_parallel_workers_per_gather=0}', 'report_row', '"Partial Mode": "Simple"'),
  ('hashed', '{max_parallel_workers_per_gather=0,enable_sort=off}', 'report_row', '"Strategy": "Hashed"'),
  ('sorted', '{max_parallel_workers_per_gather=0,enable_hashagg=off}', 'report_row', '"Strategy": "Sorted"'),
  ('parallel', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0}',
   'report_row', '"Partial Mode": "Partial"'),
  ('parallel, leader idle', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,
    min_parallel_table_scan_size=0,parallel_leader_participation=off}', 'report_row', '"Partial Mode": "Partial"'),
  ('parallel, sorted', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0,
    enable_hashagg=off}', 'report_row', '"Partial Mode": "Partial"'),
  ('partitionwise', '{max_parallel_workers_per_gather=0,enable_partitionwise_aggregate=on}', 'report_part', '"Partial Mode": "Partial"'),
  ('partitionwise, parallel', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,
    min_parallel_table_scan_size=0,enable_partitionwise_aggregate=on}', 'report_part', '"Partial Mode": "Partial"');
UPDATE plans SET settings = ARRAY(SELECT trim(both E' \n' FROM s) FROM unnest(settings) AS s);
-- the text of an aggregate in each of 30 groups, and over all rows
CREATE FUNCTION pg_temp.query(aggregate text, source text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT string_agg(g || %L || md5(a::text), %L ORDER BY g) FROM (SELECT g, %s AS a FROM %s GROUP BY g) AS x', ' ', E'\n', aggregate,
         source)
$$;
CREATE FUNCTION pg_temp.whole(aggregate text, source text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT md5((%s)::text) FROM %s', aggregate, source)
$$;
CREATE TEMP TABLE aggregates (aggregate text);
INSERT INTO aggregates VALUES
  ('overlap_summary(agency, t)'), ('overlap_summary(agency, b)'), ('overlap_summary(agency, u)'),
  ('overlap_summary(agency, t, value)'), ('overlap_summary(agency, b, value)'), ('overlap_summary(agency, u, value)'),
  ('shared_providers(agency, t)'), ('shared_providers(agency, b)'), ('shared_providers(agency, u)'),
  ('burden_summary(agency, t, f, value)'), ('burden_summary(agency, b, f, value)'), ('burden_summary(agency, u, f, value)'),
  ('schedule_summary(agency, t, f, term, value)'), ('schedule_summary(agency, b, f, term, value)'), ('schedule_summary(agency, u, f, term, value)'),
  ('reports_per_year(f)'), ('min(f)'), ('max(f)');
-- the report: figures of all, of which some share a state
INSERT INTO aggregates VALUES
  ($$concat_ws('|', count(*), sum(value), mean_length(term), weighted_length(term, value), value_share(term_summary(term, value), '[3,)'),
    hhi(t, value),
     gini(t, value), theil(t, value), top_share(concentration_summary(t, value), 5), shared_providers(agency, t),
       shared_providers(overlap_summary(agency, t), 3),
     shared_value_share(overlap_summary(agency, t, value)), reports_per_year(f), joint_saving(burden_summary(agency, t, f, value)),
     burden_ratio(burden_summary(agency, t, f, value), 5, 60), reports_quantile(burden_summary(agency, t, f, value), 0.9),
     joint_saving(schedule_summary(agency, t, f, term, value), '[2020-07-01,2021-07-01)'), providers_at_risk(schedule_summary(agency, t, f, term, value), '[2020-07-01,2020-10-01)', 0.5))$$);

-- the report scans once, in a serial and in a parallel plan, grouped and over all rows
CREATE FUNCTION pg_temp.scans_once(plan jsonb) RETURNS boolean LANGUAGE sql AS
  $$ SELECT count(*) = 1 FROM jsonb_path_query(plan, 'strict $.** ? (@."Node Type" like_regex "Scan$")') $$;
SELECT plan, bool_and(pg_temp.scans_once(pg_temp.under(settings, 'EXPLAIN (FORMAT JSON, COSTS OFF) ' ||
         format('SELECT g, %s FROM %s GROUP BY g', aggregate, source))::jsonb)) AS by_group,
       bool_and(pg_temp.scans_once(pg_temp.under(settings, 'EXPLAIN (FORMAT JSON, COSTS OFF) ' || format('SELECT %s FROM %s', aggregate,
         source))::jsonb)) AS whole
FROM plans, aggregates WHERE aggregate ~ '^concat' AND source = 'report_row' GROUP BY plan ORDER BY plan COLLATE "C";
-- the plans are what they are meant to be
SELECT plan, bool_and(pg_temp.under(settings, 'EXPLAIN (FORMAT JSON, COSTS OFF) ' || pg_temp.query(aggregate, source)) ~ shows) AS by_group,
       CASE WHEN plan ~ 'parallel|partition' THEN
         bool_and(pg_temp.under(settings, 'EXPLAIN (FORMAT JSON, COSTS OFF) ' || pg_temp.whole(aggregate, source)) ~ shows) END AS whole
FROM plans, aggregates GROUP BY plan ORDER BY plan COLLATE "C";
-- each aggregate under each plan, by group and over all rows
SELECT label, count(*) AS plans, count(DISTINCT by_group) AS texts_by_group, count(DISTINCT whole) AS texts_of_all
FROM (SELECT regexp_replace(aggregate, '^concat.*', 'the report') AS label, pg_temp.under(settings, pg_temp.query(aggregate, source)) AS by_group,
     pg_temp.under(settings, pg_temp.whole(aggregate, source)) AS whole
      FROM plans, aggregates) AS x
WHERE by_group <> '' AND whole <> '' GROUP BY label ORDER BY label COLLATE "C";
-- and that one text is right: its entries are GROUP BY's, its figures what aggregates of core make of the same rows
CREATE FUNCTION pg_temp.entries(summary text) RETURNS text LANGUAGE sql AS $$
  SELECT md5(string_agg(concat_ws('|', e ->> 0, e ->> 1, e ->> 2, (e ->> 3)::numeric(99, 2), e ->> 4, e ->> 5),
                        E'\n' ORDER BY (e ->> 0) COLLATE "C", (e ->> 1) COLLATE "C"))
  FROM jsonb_array_elements(summary::jsonb -> 'entries') AS e
$$;
SELECT count(*) AS groups, bool_and((pg_temp.entries(o::text) = oe) IS TRUE) AS overlap, bool_and((pg_temp.entries(bs::text) = be) IS TRUE) AS burden
FROM (SELECT g, overlap_summary(agency, t, value) AS o, burden_summary(agency, t, f, value) AS bs FROM report_row GROUP BY g) AS s
JOIN (SELECT g, md5(string_agg(format('%s|%s|%s|%s', t, agency, n, v), E'\n' ORDER BY t COLLATE "C", agency COLLATE "C")) AS oe
      FROM (SELECT g, t, agency, count(*) AS n, coalesce(sum(value), 0)::numeric(99, 2) AS v FROM report_row
            WHERE t IS NOT NULL AND agency IS NOT NULL GROUP BY g, t, agency) AS k GROUP BY g) AS r USING (g)
JOIN (SELECT g, md5(string_agg(format('%s|%s|%s|%s|%s|%s', t, agency, n, v, trim_scale(a), trim_scale(most)), E'\n' ORDER BY t COLLATE "C", agency COLLATE "C")) AS be
      FROM (SELECT g, t, agency, count(*) AS n, coalesce(sum(value), 0)::numeric(99, 2) AS v, sum(f::numeric) AS a, max(f::numeric) AS most FROM report_row
            WHERE t IS NOT NULL AND agency IS NOT NULL AND f IS NOT NULL GROUP BY g, t, agency) AS k GROUP BY g) AS q USING (g);
-- of a schedule each line is compared: its keys, days, rows and sum
CREATE FUNCTION pg_temp.lines(summary text) RETURNS text LANGUAGE sql AS $$
  SELECT md5(string_agg(line, E'\n' ORDER BY line COLLATE "C"))
  FROM jsonb_array_elements(summary::jsonb -> 'entries') AS e, format('%s|%s|%s|%s|%s|%s|%s', e ->> 0, e ->> 1, e ->> 2, e ->> 3, e ->> 4, e ->> 5, (e ->> 6)::numeric(99, 2)) AS line
$$;
SELECT count(*) AS groups, bool_and((pg_temp.lines(s::text) = lines) IS TRUE) AS schedule, bool_and((measured_rows(s), missing_rows(s)) = (measured, missing)) AS counted
FROM (SELECT g, schedule_summary(agency, t, f, term, value) AS s, count(*) FILTER (WHERE known) AS measured, count(*) FILTER (WHERE known IS NOT TRUE) AS missing
      FROM report_row, LATERAL (SELECT (agency, t, f, upper(term), value) IS NOT NULL AS known) AS k GROUP BY g) AS s
JOIN (SELECT g, md5(string_agg(line, E'\n' ORDER BY line COLLATE "C")) AS lines
      FROM (SELECT g, format('%s|%s|%s|%s|%s|%s|%s', t, agency, trim_scale(f::numeric), lower(term), upper(term) - 1, count(*), sum(value)::numeric(99, 2)) AS line FROM report_row
            WHERE t IS NOT NULL AND agency IS NOT NULL AND NOT isempty(term) GROUP BY g, t, agency, f, term, value < 0) AS x GROUP BY g) AS r USING (g);
SELECT count(*) AS groups, bool_and((s.shared = coalesce(n, 0)) IS TRUE) AS shared, bool_and((r.reports = s.reports) IS TRUE) AS reports,
       bool_and((least = a AND most = z) IS TRUE) AS extremes
FROM (SELECT g, shared_providers(agency, b) AS shared, reports_per_year(f) AS reports, min(f) AS least, max(f) AS most FROM report_row
     GROUP BY g) AS s
LEFT JOIN (SELECT g, count(*) AS n FROM (SELECT g, t FROM report_row WHERE t IS NOT NULL GROUP BY g, t HAVING count(DISTINCT agency) > 1) AS x
  GROUP BY g) AS n USING (g)
JOIN (SELECT g, sum(f::numeric) AS reports, min(f::numeric)::frequency AS a, max(f::numeric)::frequency AS z FROM report_row
     GROUP BY g) AS r USING (g);

-- groups that the hash table has no room for are spilled: 3,000 of them in 64 kB, beside the same sorted
CREATE TEMP TABLE spill AS
SELECT aggregate, format('SELECT sum(hashtextextended(k || a, 0)) FROM (SELECT g * 100 + i %% 100 AS k, (%s)::text AS a
                          FROM report_row GROUP BY 1) AS x', aggregate) AS query,
       '{max_parallel_workers_per_gather=0,enable_sort=off,work_mem=64kB,hash_mem_multiplier=1}'::text[] AS settings
FROM aggregates WHERE aggregate !~ '^m|^concat';
SELECT count(*) AS aggregates,
       bool_and(pg_temp.under(settings, 'EXPLAIN (FORMAT JSON, ANALYZE, TIMING OFF) ' || query) ~ '"HashAgg Batches": ([2-9]|[1-9][0-9])') AS spilled,
       bool_and((pg_temp.under(settings, query) = pg_temp.under('{max_parallel_workers_per_gather=0,enable_hashagg=off}', query)) IS TRUE) AS same
FROM spill;

-- rollup of stored parts, under each plan
CREATE TABLE report_summary AS
SELECT part, g, overlap_summary(agency, t, value) AS o, overlap_summary(agency, b) AS ob, burden_summary(agency, u, f, value) AS bs,
       schedule_summary(agency, u, f, term, value) AS d FROM report_row GROUP BY part, g, i % 20;
INSERT INTO report_summary SELECT 0, g, NULL, NULL, NULL, NULL FROM generate_series(0, 30) AS g;
ANALYZE report_summary;
SELECT aggregate, count(*) AS plans, bool_and((by_group = b) IS TRUE) AS by_group, bool_and((whole = w) IS TRUE) AS whole
FROM (SELECT a AS aggregate, pg_temp.under(settings, pg_temp.query(a, 'report_summary WHERE g < 30')) AS by_group,
     pg_temp.under(settings, pg_temp.whole(a, 'report_summary')) AS whole,
             pg_temp.under('{}', pg_temp.query(one_step, 'report_row')) AS b, pg_temp.under('{}', pg_temp.whole(one_step, 'report_row')) AS w
      FROM plans, (VALUES ('rollup(o)', 'overlap_summary(agency, t, value)'), ('rollup(ob)', 'overlap_summary(agency, b)'),
                          ('rollup(bs)', 'burden_summary(agency, u, f, value)'), ('rollup(d)', 'schedule_summary(agency, u, f, term, value)')) AS r(a, one_step)
      WHERE source = 'report_row') AS x
GROUP BY aggregate ORDER BY aggregate COLLATE "C";

-- rows in other orders; aggregates with ORDER BY, DISTINCT, FILTER, over grouping sets, several sharing one state
SELECT count(DISTINCT o) AS overlap, count(DISTINCT bs) AS burden, count(DISTINCT r) AS reports, count(*) AS orders
FROM (SELECT overlap_summary(agency, t, value)::text AS o, burden_summary(agency, u, f, value)::text AS bs, reports_per_year(f) AS r
     FROM (SELECT * FROM report_row ORDER BY i) AS s
      UNION ALL SELECT overlap_summary(agency, t, value)::text, burden_summary(agency, u, f, value)::text, reports_per_year(f)
        FROM (SELECT * FROM report_row ORDER BY t DESC, agency, f) AS s
      UNION ALL SELECT overlap_summary(agency, t, value)::text, burden_summary(agency, u, f, value)::text, reports_per_year(f)
        FROM (SELECT * FROM report_row ORDER BY agency DESC, f DESC) AS s
      UNION ALL SELECT overlap_summary(agency, t, value ORDER BY value, i)::text, burden_summary(agency, u, f, value ORDER BY f, i DESC)::text,
        reports_per_year(f ORDER BY f DESC) FROM report_row
      UNION ALL SELECT overlap_summary(agency, t, value ORDER BY t COLLATE "C")::text,
        burden_summary(agency, u, f, value ORDER BY md5(i::text))::text, reports_per_year(f ORDER BY i) FROM report_row
      UNION ALL SELECT overlap_summary(agency, t, value)::text, burden_summary(agency, u, f, value)::text, reports_per_year(f) FROM report_row) AS x;
SELECT bool_and((a.o::text = b.o::text) IS TRUE) AS overlap, bool_and((a.n = b.n) IS TRUE) AS shared,
       bool_and((a.bs::text = c.bs::text) IS TRUE) AS burden
FROM (SELECT g, overlap_summary(DISTINCT agency, b, round(value, -2)) AS o, shared_providers(DISTINCT agency, t) AS n,
     burden_summary(DISTINCT agency, b, f, round(value, -2)) AS bs
      FROM report_row WHERE g BETWEEN 10 AND 29 GROUP BY g) AS a
JOIN (SELECT g, overlap_summary(agency, b, v) AS o, shared_providers(agency, t) AS n
      FROM (SELECT DISTINCT g, agency, b, t, round(value, -2) AS v FROM report_row) AS d GROUP BY g) AS b USING (g)
JOIN (SELECT g, burden_summary(agency, b, f, v) AS bs FROM (SELECT DISTINCT g, agency, b, f, round(value, -2) AS v FROM report_row) AS d
     GROUP BY g) AS c USING (g);
SELECT bool_and((a.o::text = b.o::text) IS TRUE) AS overlap, bool_and((a.bs::text = b.bs::text) IS TRUE) AS burden,
       bool_and(a.none IS NULL AND a.nothing IS NULL) AS none
FROM (SELECT g, overlap_summary(agency, t, value) FILTER (WHERE i % 3 = 1) AS o, burden_summary(agency, u, f, value) FILTER (WHERE value > 500) AS bs,
             shared_providers(agency, t) FILTER (WHERE false) AS none, burden_summary(agency, t, f, value) FILTER (WHERE false) AS nothing
               FROM report_row WHERE g < 10 GROUP BY g) AS a
JOIN (SELECT g, (SELECT overlap_summary(agency, t, value) FROM report_row AS r WHERE i % 3 = 1 AND r.g = p.g) AS o,
             (SELECT burden_summary(agency, u, f, value) FROM report_row AS r WHERE value > 500 AND r.g = p.g) AS bs
               FROM generate_series(0, 9) AS p(g)) AS b USING (g);
SELECT count(*) AS sets, bool_and((md5(o::text || bs) = pg_temp.under('{}', format(
         'SELECT md5(overlap_summary(agency, t, value)::text || burden_summary(agency, b, f, value)) FROM report_row WHERE part = coalesce(%L, part) AND g / 10 = coalesce(%L, g / 10)',
         part, tens))) IS TRUE) AS same
FROM (SELECT part, g / 10 AS tens, overlap_summary(agency, t, value) AS o, burden_summary(agency, b, f, value) AS bs FROM report_row
     GROUP BY CUBE (part, g / 10)) AS x;
SELECT bool_and((a.d::text = b.d::text) IS TRUE) AS distinct, bool_and((a.some::text = b.some::text) IS TRUE) AS filter, bool_and((a.ordered::text = b.plain::text) IS TRUE) AS ordered, bool_and(a.none IS NULL) AS none
FROM (SELECT g, schedule_summary(DISTINCT agency, b, f, term, round(value, -2)) AS d, schedule_summary(agency, t, f, term, value) FILTER (WHERE i % 3 = 1) AS some,
             schedule_summary(agency, b, f, term, value ORDER BY value, i) AS ordered, schedule_summary(agency, b, f, term, value) FILTER (WHERE false) AS none FROM report_row WHERE g BETWEEN 10 AND 29 GROUP BY g) AS a
JOIN (SELECT g, (SELECT schedule_summary(agency, b, f, term, v) FROM (SELECT DISTINCT agency, b, f, term, round(value, -2) AS v FROM report_row AS r WHERE r.g = p.g) AS x) AS d,
             (SELECT schedule_summary(agency, t, f, term, value) FROM report_row AS r WHERE i % 3 = 1 AND r.g = p.g) AS some,
             (SELECT schedule_summary(agency, b, f, term, value) FROM (SELECT * FROM report_row ORDER BY i) AS r WHERE r.g = p.g) AS plain FROM generate_series(10, 29) AS p (g)) AS b USING (g);
-- one state for several aggregates: the one that returns it does not spoil it for the others
SELECT bool_and((shared_providers(o) = n AND agencies(o) > 0) IS TRUE) AS overlap,
       bool_and((o::text = again::text AND shared_providers(o, 3) = three) IS TRUE) AS twice,
       bool_and((bs::text = again_bs::text AND reports(bs) = reports) IS TRUE) AS burden
FROM (SELECT g, shared_providers(agency, t) AS n, overlap_summary(agency, t) AS o, shared_providers(overlap_summary(agency, t), 3) AS three,
     overlap_summary(agency, t) AS again,
             burden_summary(agency, t, f, value) AS bs, reports(burden_summary(agency, t, f, value)) AS reports,
               burden_summary(agency, t, f, value) AS again_bs
      FROM report_row GROUP BY g) AS x;

-- windows: running, moving and partly empty frames, beside the same rows aggregated by themselves
CREATE TEMP TABLE w AS SELECT * FROM report_row WHERE i <= 160;
SELECT count(*) AS rows,
       bool_and((run::text = (SELECT overlap_summary(agency, t, value)::text FROM w WHERE w.i <= x.i)) IS TRUE) AS running,
       bool_and(n IS NOT DISTINCT FROM (SELECT shared_providers(agency, t) FROM w WHERE w.i <= x.i) AND n2 = n) AS shared,
       bool_and(moving::text IS NOT DISTINCT FROM (SELECT overlap_summary(agency, b)::text FROM w WHERE w.i BETWEEN x.i - 7 AND x.i + 2)) AS moving,
       bool_and(past::text IS NOT DISTINCT FROM (SELECT burden_summary(agency, u, f, value)::text FROM w WHERE w.i BETWEEN x.i - 9
         AND x.i - 4)) AS past,
       bool_and((burden::text = (SELECT burden_summary(agency, t, f, value)::text FROM w WHERE w.i <= x.i)) IS TRUE) AS burden,
       bool_and((schedule::text = (SELECT schedule_summary(agency, t, f, term, value)::text FROM w WHERE w.i <= x.i)) IS TRUE) AS schedule,
       bool_and(moved::text IS NOT DISTINCT FROM (SELECT schedule_summary(agency, u, f, term, value)::text FROM w WHERE w.i BETWEEN x.i - 7 AND x.i + 2)) AS moved,
       bool_and(r IS NOT DISTINCT FROM (SELECT reports_per_year(f) FROM w WHERE w.i BETWEEN x.i - 7 AND x.i + 2)) AS reports,
       bool_and(least IS NOT DISTINCT FROM (SELECT min(f) FROM w WHERE w.i BETWEEN x.i - 7 AND x.i + 2)) AS least
FROM (SELECT i, overlap_summary(agency, t, value) OVER (ORDER BY i) AS run, shared_providers(agency, t) OVER (ORDER BY i) AS n,
             shared_providers(overlap_summary(agency, t) OVER (ORDER BY i)) AS n2, overlap_summary(agency, b) OVER moving AS moving,
             burden_summary(agency, t, f, value) OVER (ORDER BY i) AS burden, reports_per_year(f) OVER moving AS r, min(f) OVER moving AS least,
             burden_summary(agency, u, f, value) OVER (ORDER BY i ROWS BETWEEN 9 PRECEDING AND 4 PRECEDING) AS past,
             schedule_summary(agency, t, f, term, value) OVER (ORDER BY i) AS schedule, schedule_summary(agency, u, f, term, value) OVER moving AS moved
      FROM w WINDOW moving AS (ORDER BY i ROWS BETWEEN 7 PRECEDING AND 2 FOLLOWING)) AS x;
SELECT bool_and((o::text = (SELECT overlap_summary(agency, t, value)::text FROM w WHERE w.g = x.g)) IS TRUE) AS by_partition,
       bool_and((rolled::text = (SELECT overlap_summary(agency, t, value)::text FROM w)
         AND bs::text = (SELECT burden_summary(agency, t, f, value)::text FROM w)) IS TRUE) AS rollup
FROM (SELECT g, overlap_summary(agency, t, value) OVER (PARTITION BY g) AS o FROM w) AS x,
     (SELECT rollup(o) OVER () AS rolled, rollup(bs) OVER () AS bs
      FROM (SELECT overlap_summary(agency, t, value) AS o, burden_summary(agency, t, f, value) AS bs FROM w GROUP BY g) AS parts) AS y;

-- states of all sizes, also those that look rows up in batches: from one transition after another, by parallel workers, and merged from 2 and from
-- 50 parts whose agencies come in other orders; keys short (in the entry), long (beside it), bigint and uuid; every entry compared with GROUP BY
CREATE FUNCTION pg_temp.wrong(size int, agencies int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  kind text;
  aggregate text;
  expected text[];
  got text[];
  wrong text := '';
BEGIN
  CREATE TABLE report_sized AS
  SELECT i, CASE WHEN i % 7 < 3 THEN 'a' ELSE 'Agency with a longer name, ' END || (i * 31::bigint) % agencies AS agency,
         (i * 7919::bigint) % size AS k, (1 + i % 4)::frequency AS f,
         daterange('2020-01-01', '2020-01-02'::date + i % 3) AS term, i % 1000 * 0.01 AS value
  FROM generate_series(1, CASE WHEN size > 0 THEN size + 3 ELSE 0 END) AS i;
  ANALYZE report_sized;
  FOREACH kind IN ARRAY ARRAY['k::text', $k$'a key of more than sixteen bytes ' || k$k$, '(k - 30) * 65537', 'md5(k::text)::uuid'] LOOP
    EXECUTE format($q$SELECT ARRAY[
      (SELECT md5(string_agg(format('%%s|%%s|%%s|%%s', key, agency, n, v::numeric(99, 2)), E'\n' ORDER BY key COLLATE "C", agency COLLATE "C"))
       FROM (SELECT (%1$s)::text AS key, agency, count(*) AS n, sum(value) AS v FROM report_sized GROUP BY 1, 2) AS x),
      (SELECT md5(string_agg(format('%%s|%%s|%%s|%%s|%%s|%%s', key, agency, n, v::numeric(99, 2), a, most), E'\n' ORDER BY key COLLATE "C",
        agency COLLATE "C"))
       FROM (SELECT (%1$s)::text AS key, agency, count(*) AS n, sum(value) AS v, sum(f::numeric) AS a, max(f::numeric) AS most
             FROM report_sized GROUP BY 1, 2) AS x),
      (SELECT md5(string_agg(line, E'\n' ORDER BY line COLLATE "C"))
       FROM (SELECT format('%%s|%%s|%%s|%%s|%%s|%%s|%%s', (%1$s)::text, agency, trim_scale(f::numeric), lower(term), upper(term) - 1, count(*), sum(value)::numeric(99, 2)) AS line
             FROM report_sized GROUP BY k, agency, f, term) AS x)]$q$, kind) INTO expected;
    FOR i IN 1 .. 3 LOOP
      aggregate := format((ARRAY['overlap_summary(agency, %s, value)', 'burden_summary(agency, %s, f, value)', 'schedule_summary(agency, %s, f, term, value)'])[i], kind);
      EXECUTE format($q$
        SELECT ARRAY[(SELECT %1$s::text FROM report_sized),
          (SELECT rollup(s)::text FROM (SELECT %1$s AS s FROM report_sized GROUP BY i %% 2) AS x),
          (SELECT rollup(s ORDER BY part DESC)::text FROM (SELECT i * 50 / %2$s AS part, %1$s AS s FROM report_sized GROUP BY 1) AS x),
          pg_temp.under('{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0}',
            $x$SELECT %1$s::text FROM report_sized$x$)]
        $q$, aggregate, size + 3) INTO got;
      IF (CASE i WHEN 3 THEN pg_temp.lines(got[1]) ELSE pg_temp.entries(got[1]) END) IS DISTINCT FROM expected[i] OR got[2] IS DISTINCT FROM got[1] OR got[3] IS DISTINCT
        FROM got[1] OR got[4] IS DISTINCT FROM got[1] THEN
        wrong := wrong || ' ' || aggregate;
      END IF;
    END LOOP;
  END LOOP;
  DROP TABLE report_sized;
  RETURN nullif(wrong, '');
END $$;
SELECT size, pg_temp.wrong(size, 1 + size % 7) AS wrong FROM generate_series(0, 11) AS size
UNION ALL SELECT size, pg_temp.wrong(size, agencies) FROM (VALUES (33, 33), (100, 5), (300, 400), (4100, 2000), (6000, 14)) AS s(size, agencies)
  ORDER BY size;
-- 65,000 providers of 9 agencies
CREATE TEMP TABLE many AS
SELECT i, 'agency ' || i % 9 AS agency, (i * 7919::bigint) % 65000 * 1000003 AS k, (1 + i % 4)::frequency AS f, i % 1000 * 0.01 AS value
       FROM generate_series(1, 70000) AS i;
SELECT providers(o) AS providers, o::text = (SELECT rollup(s)::text
       FROM (SELECT overlap_summary(agency, k, value) AS s FROM many GROUP BY i % 3) AS x) AS overlap,
       bs::text = (SELECT rollup(s)::text FROM (SELECT burden_summary(agency, k, f, value) AS s FROM many GROUP BY i % 3) AS x) AS burden,
       (SELECT md5(string_agg(format('%s|%s|%s', provider, agencies, value), E'\n' ORDER BY provider COLLATE "C")) FROM shared_provider_list(o, 1))
         = (SELECT md5(string_agg(format('%s|%s|%s', k, a, trim_scale(v)), E'\n' ORDER BY k::text COLLATE "C"))
            FROM (SELECT k, array_agg(agency) AS a, sum(v) AS v
                  FROM (SELECT k, agency, sum(value) AS v FROM many GROUP BY k, agency ORDER BY k, agency COLLATE "C") AS x GROUP BY k) AS x) AS overlap_providers,
       (SELECT md5(string_agg(format('%s|%s|%s|%s|%s|%s', provider, agencies, arrangements, reports, joint_reports, value), E'\n'
          ORDER BY provider COLLATE "C")) FROM most_burdened(bs, 100000))
         = (SELECT md5(string_agg(format('%s|%s|%s|%s|%s|%s', k, a, n, r, j, trim_scale(v)), E'\n' ORDER BY k::text COLLATE "C"))
            FROM (SELECT k, count(*) AS a, sum(n) AS n, sum(r) AS r, max(j) AS j, sum(v) AS v
                  FROM (SELECT k, agency, count(*) AS n, sum(f::numeric) AS r, max(f::numeric) AS j, sum(value) AS v FROM many
                        GROUP BY k, agency) AS x GROUP BY k) AS x) AS burden_providers
FROM (SELECT overlap_summary(agency, k, value) AS o, burden_summary(agency, k, f, value) AS bs
      FROM (SELECT * FROM many) AS m) AS x;
DROP TABLE report_row, report_part, report_summary;
