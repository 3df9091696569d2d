-- Figures that stored summaries of many entries have ready: the same as without, whatever is done to their bytes.
\pset format unaligned
\pset footer off
\pset null NULL
SET client_min_messages = warning;
SET jit = off;

-- pairs of a provider and one of 7 agencies: of any 6 providers one has 1 agency, one 2 ... one 6.  Two rows each; in some something is unknown, in some
-- values are negative or 0
CREATE TABLE figures_row AS
SELECT i, 'a holder of number ' || i AS holder, 'Agency ' || (provider + first) % 7 AS agency, provider::bigint AS provider,
       (ARRAY['monthly', 'quarterly', 'none', 'annual', '2.5/year'])[(i + j) % 5 + 1]::frequency AS reporting,
       daterange('2020-01-01', '2020-01-01'::date + i) AS term,
       CASE WHEN i % 29 = 0 AND j = 1 THEN NULL WHEN i % 33 = 0 THEN 0 WHEN i % 40 = 0 THEN -i ELSE round((hashint4(i * j) & 65535)::numeric ^ 2 / 1000, 2) END AS value
FROM generate_series(1, 5000) AS i, generate_series(1, 2) AS j,
     LATERAL (SELECT 6 * (i / 21) + width_bucket(i % 21, '{0,1,3,6,10,15}'::int[]) - 1 AS provider, i % 21 - (ARRAY[0,1,3,6,10,15])[width_bucket(i % 21, '{0,1,3,6,10,15}'::int[])] AS first) AS p;
ANALYZE figures_row;

-- what summaries are made of them, and how many entries they have besides one for each i: agencies, and agencies by frequency.  Of a schedule, both rows of an i
-- are one entry, unless the value of one is unknown, which has no term then
CREATE TABLE figures_kind (id serial, kind text, summary text, entries int);
INSERT INTO figures_kind (kind, summary, entries) VALUES
  ('term_summary', 'term_summary(term, %s)', 0),
  ('concentration_summary', 'concentration_summary(holder, %s)', 0),
  ('overlap_summary', 'overlap_summary(agency, provider, %s)', 7),
  ('burden_summary', 'burden_summary(agency, provider, reporting, %s)', 7 + 7 * 5),
  ('schedule_summary', $$schedule_summary(agency, provider, (ARRAY['monthly', 'quarterly', 'none', 'annual', '2.5/year'])[i %% 5 + 1]::frequency, CASE WHEN value IS NOT NULL THEN term END, %s)$$, 7 + 7 * 5);
CREATE TABLE figures_value (name text, value text, sizes int[]);
INSERT INTO figures_value VALUES
  ('all kinds', 'value', '{100,999,1000,5000}'), ('negative', '-abs(value)', '{1000}'), ('nothing', '0', '{1000}'), ('unknown', 'NULL::numeric', '{1000}'),
  ('equal', '3', '{1000}'), ('wide', 'value * 1e17 + 1e-10 * i', '{1000}');
-- runs a query for each kind; in it %1$s is the kind and %2$s the summary's aggregate
CREATE FUNCTION pg_temp.for_each_kind(query text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  k figures_kind;
BEGIN
  FOR k IN SELECT * FROM figures_kind ORDER BY id LOOP
    EXECUTE format(query, k.kind, k.summary, k.entries);
  END LOOP;
END $$;
-- stored, and what is stored, as bytes and back: from what follows the header that every varlena has
SELECT pg_temp.for_each_kind($$
  CREATE TABLE figures_%1$s (name text, n int, s %1$s);
  CREATE FUNCTION pg_temp.bytes(%1$s) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteasend';
  CREATE FUNCTION pg_temp.%1$s(bytea) RETURNS %1$s LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'byteasend'
$$);
DO $$
DECLARE
  make record;
BEGIN
  FOR make IN SELECT k.*, v.name, v.value, n FROM figures_kind AS k, figures_value AS v, unnest(v.sizes) AS n ORDER BY id, name, n LOOP
    EXECUTE format('INSERT INTO figures_%s SELECT %L, %s, %s FROM figures_row WHERE i <= %s', make.kind, make.name, make.n, format(make.summary, make.value), make.n - make.entries);
  END LOOP;
END $$;
-- a number of 4 bytes, which are in the machine's order
CREATE FUNCTION pg_temp.little() RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT get_byte(pg_temp.bytes(concentration_summary(1::bigint, 1)), 4) = 1';
CREATE FUNCTION pg_temp.number(b bytea, place int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT sum(get_byte(b, place + i)::bigint << 8 * CASE WHEN pg_temp.little() THEN i ELSE 3 - i END)::bigint FROM generate_series(0, 3) AS i $$;
CREATE FUNCTION pg_temp.with_number(b bytea, place int, n bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT overlay(b PLACING string_agg(set_byte('\x00', 0, (n >> 8 * CASE WHEN pg_temp.little() THEN i ELSE 3 - i END & 255)::int), '' ORDER BY i) FROM place + 1) FROM generate_series(0, 3) AS i $$;

-- which have figures: all that stand for 1,000 entries or more, and of these each kind its own number of bytes.  Behind them are the entries
CREATE FUNCTION pg_temp.ready(query text) RETURNS TABLE (name text, n int, entries bigint, figures bigint, bytes int) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT name, n, pg_temp.number(b, 60), pg_temp.number(b, 52), length(b) FROM (SELECT name, n, pg_temp.bytes(s) AS b FROM %s) AS x', query);
END $$;
SELECT kind, r.name, r.n, r.entries, r.figures FROM figures_kind AS k, pg_temp.ready('figures_' || kind) AS r ORDER BY id, r.name, r.n;

-- every accessor, and those that have parameters with such as figures are ready for and others
CREATE TABLE figures_ask (kind text, call text);
INSERT INTO figures_ask
SELECT 'concentration_summary', f || '($)' FROM unnest('{holders,positive_holders,negative_holders,total,hhi,effective_holders,gini,hoover,palma,theil,entropy}'::text[]) AS f
UNION ALL SELECT 'concentration_summary', format('top_share($, %s)', k) FROM unnest('{0,1,2,3,4,5,6,7,8,9,10,11,999,1000,100000}'::int[]) AS k
UNION ALL SELECT 'concentration_summary', format('holders_for_share($, %s)', f) FROM unnest('{0,0.1,0.5,0.50,0.8,0.80001,0.9,0.9::float8,0.5::float8,1}'::text[]) AS f
UNION ALL SELECT 'concentration_summary', format('dominated($, %s, %s)', n, k) FROM unnest('{1,2,10,11}'::int[]) AS n, unnest('{1,2,5,10}'::int[]) AS k
UNION ALL SELECT 'concentration_summary', format('p_percent_sensitive($, %s)', p) FROM unnest('{0,10,100,1000000}'::int[]) AS p
UNION ALL SELECT 'concentration_summary', c FROM unnest(ARRAY['atkinson($, 0.5)', 'lorenz($, 7)', 'top_holders($, 12)', 'value_bands($, ''{0,1000,100000}'')',
            'hhi_bounds($, 5000)', 'hhi_bounds($, 5000, 30)', 'top_share_bounds($, 10, 5000, 30)', 'top_share_bounds($, 11, 5000)', 'holder_changes($, $)', 'holder_changes(NULL, $)']) AS c
UNION ALL SELECT 'term_summary', f || '($)' FROM unnest('{contracts,total,mean_length,weighted_length}'::text[]) AS f
UNION ALL SELECT 'term_summary', format('%s($, %s)', f, q) FROM unnest('{length_quantile,weighted_length_quantile}'::text[]) AS f,
                 unnest('{0,0.05,0.050,0.1,0.1::float8,0.25,0.3,0.5,0.75,0.9,0.90001,0.95,0.99,1}'::text[]) AS q
UNION ALL SELECT 'term_summary', c FROM unnest(ARRAY['contract_share($, ''[1,3)'')', 'value_share($, ''[1,3)'')', 'length_bands($, ''{1,2,5}'')']) AS c
UNION ALL SELECT 'overlap_summary', f || '($)' FROM unnest('{agencies,providers,negative_providers,total,shared_providers,agencies_per_provider,shared_value_share,overlap_counts,overlap_pairs,overlap_sets}'::text[]) AS f
UNION ALL SELECT 'overlap_summary', format('%s($, %s)', f, n) FROM unnest('{shared_providers,shared_value_share}'::text[]) AS f, unnest('{1,2,3,4,5,6,7}'::int[]) AS n
UNION ALL SELECT 'overlap_summary', 'shared_provider_list($, 6)'
UNION ALL SELECT 'burden_summary', f || '($)' FROM unnest('{providers,total,reports,reports_per_provider,reports_per_million,joint_reports,joint_saving,frequency_bands,joint_pairs}'::text[]) AS f
UNION ALL SELECT 'burden_summary', format('reports_quantile($, %s)', q) FROM unnest('{0,0.3,0.5,0.75,0.75::float8,0.9,0.95,0.99,0.999,1}'::text[]) AS q
UNION ALL SELECT 'burden_summary', c FROM unnest(ARRAY['burden_cost($, 2.5, 60)', 'burden_ratio($, 2.5, 60)', 'most_burdened($, 12)']) AS c
UNION ALL SELECT 'schedule_summary', f || '($)' FROM unnest('{providers,total,cover_gaps}'::text[]) AS f
UNION ALL SELECT 'schedule_summary', format('%s($, ''[2020-02-01,2020-03-01)'')', f)
          FROM unnest('{reports,joint_reports,joint_saving,reports_per_provider,reports_per_million,frequency_bands,joint_pairs,expiring,at_risk,concentration_within}'::text[]) AS f
UNION ALL SELECT 'schedule_summary', c FROM unnest(ARRAY['reports_quantile($, 0.75, ''[2020-02-01,2022-01-17)'')', 'reports_quantile($, 0.75::float8, ''[2020-02-01,2022-01-17)'')', 'running($, ''2020-06-30'')',
  'burden_cost($, 2.5, 60, ''[2020-02-01,2020-03-01)'')', 'burden_ratio($, 2.5, 60, ''[2020-02-01,2020-03-01)'')', 'most_burdened($, 12, ''[2020-02-01,2022-01-17)'')',
  'providers_at_risk($, ''[2020-02-01,2020-03-01)'', 0.4)']) AS c;
INSERT INTO figures_ask SELECT kind, f || '($)' FROM figures_kind, unnest('{measured_rows,missing_rows,value_coverage}'::text[]) AS f;
-- all accessors that there are
SELECT p.oid::regprocedure AS not_asked
FROM pg_proc AS p JOIN figures_kind AS k ON proargtypes[0] = kind::regtype
WHERE prokind = 'f' AND proname !~ '_add$|^summary_|_summary$|^(merge|part|minus|subtract)$' AND prosrc ~ '^commissioning_'
  AND NOT EXISTS (SELECT FROM figures_ask AS a WHERE a.kind = k.kind AND split_part(call, '(', 1) = proname) ORDER BY 1;

-- what they answer of a summary s; sets as one text
CREATE FUNCTION pg_temp.answers(of_kind text, source text) RETURNS TABLE (call text, answer text) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT a.* FROM %s, LATERAL (VALUES %s) AS a', source,
    (SELECT string_agg(format('(%L, (SELECT string_agg(coalesce(f::text, ''NULL''), '' '') FROM %s AS f))', a.call, replace(a.call, '$', 's')), ', ') FROM figures_ask AS a WHERE kind = of_kind));
END $$;
-- each the same of what is stored, and of what has nothing ready: what comes from the aggregate, and from the rollup of parts
CREATE TABLE figures_answer AS
SELECT id, kind, name, n, call, stored.answer AS stored, made.answer AS made, merged.answer AS merged
FROM figures_kind, figures_value, unnest(sizes) AS n, format(summary, value) AS aggregate, format('figures_row WHERE i <= %s', n - entries) AS rows,
     pg_temp.answers(kind, format('(SELECT s FROM figures_%s WHERE name = %L AND n = %s) AS x', kind, name, n)) AS stored
JOIN pg_temp.answers(kind, format('(SELECT %s AS s FROM %s OFFSET 0) AS x', aggregate, rows)) AS made USING (call)
JOIN pg_temp.answers(kind, format('(SELECT rollup(s) AS s FROM (SELECT %s AS s FROM %s GROUP BY i %% 2) AS x OFFSET 0) AS x', aggregate, rows)) AS merged USING (call);
SELECT kind, count(*) AS answers, count(DISTINCT stored) > 40 AS many, bool_and(stored IS NOT DISTINCT FROM merged AND stored IS NOT DISTINCT FROM made) AS same FROM figures_answer GROUP BY id, kind ORDER BY id;
SELECT * FROM figures_answer WHERE stored IS DISTINCT FROM merged OR stored IS DISTINCT FROM made ORDER BY id, name, n, call LIMIT 10;
-- each the same as plain SQL: ratios to 15 places
CREATE VIEW figures_holding AS
SELECT n, x, row_number() OVER up AS place, row_number() OVER (PARTITION BY n ORDER BY x DESC) AS rank, count(*) OVER w AS holders, sum(x) OVER w AS total, sum(x) OVER (PARTITION BY n ORDER BY x DESC ROWS UNBOUNDED PRECEDING) AS largest
FROM (SELECT n, holder, sum(value) AS x FROM figures_row, unnest('{1000,5000}'::int[]) AS n WHERE i <= n GROUP BY n, holder) AS h
WHERE x >= 0 WINDOW w AS (PARTITION BY n), up AS (PARTITION BY n ORDER BY x);
CREATE VIEW figures_weight AS
SELECT n, weight, length, w, sum(w) OVER (PARTITION BY n, weight ORDER BY length) AS reached, sum(w) OVER (PARTITION BY n, weight) AS total
FROM (SELECT n, term_years(term) AS length, count(*)::numeric AS contracts, coalesce(sum(value), 0) AS value FROM figures_row, unnest('{1000,5000}'::int[]) AS n WHERE i <= n GROUP BY n, term) AS l,
     LATERAL (VALUES ('length_quantile', contracts), ('weighted_length_quantile', value)) AS v (weight, w);
CREATE VIEW figures_provider AS
SELECT n, 'overlap_summary' AS kind, provider, count(DISTINCT agency) AS agencies, greatest(coalesce(sum(value), 0), 0) AS value, coalesce(sum(value), 0) < 0 AS negative, NULL::numeric AS reports, NULL::numeric AS joint
FROM figures_row, unnest('{1000,5000}'::int[]) AS n WHERE i <= n - 7 GROUP BY n, provider
UNION ALL
SELECT n, 'burden_summary', provider, count(DISTINCT agency), coalesce(sum(value), 0), false, sum(per_year(reporting)), max(per_year(reporting))
FROM figures_row, unnest('{1000,5000}'::int[]) AS n WHERE i <= n - 42 GROUP BY n, provider;
CREATE TABLE figures_plain (kind, n, call, plain) AS
SELECT 'concentration_summary', n, call, figure
FROM (SELECT n, count(*)::numeric AS holders, count(*) FILTER (WHERE x > 0) AS positive, sum(x) AS total, sum(x * x) AS squares, sum((2 * place - holders - 1) * x) AS ranked, sum(abs(x * holders - total)) AS distances,
             sum(x * ln(x / total::numeric(1000, 40))) FILTER (WHERE x > 0) AS logarithms, max(x) AS top, max(largest) FILTER (WHERE rank = 10) AS top_10,
             min(rank) FILTER (WHERE largest >= .5 * total) AS half, min(rank) FILTER (WHERE largest >= .9 * total) AS nine,
             sum(x * least(greatest(holders * .1 - rank + 1, 0), 1)) AS upper, sum(x * least(greatest(holders * .4 - place + 1, 0), 1)) AS lower
      FROM figures_holding GROUP BY n) AS h,
     LATERAL (VALUES ('holders($)', holders), ('positive_holders($)', positive), ('total($)', total), ('hhi($)', squares / total ^ 2), ('effective_holders($)', total ^ 2 / squares), ('gini($)', ranked / (holders * total)),
                     ('hoover($)', distances / (2 * holders * total)), ('palma($)', upper / lower), ('entropy($)', -logarithms / total), ('theil($)', ln(holders) + logarithms / total),
                     ('top_share($, 1)', top / total), ('top_share($, 10)', top_10 / total), ('holders_for_share($, 0.5)', half), ('holders_for_share($, 0.9)', nine),
                     ('dominated($, 10, 2)', (top_10 * 100 > 2 * total)::int), ('p_percent_sensitive($, 10)', 0)) AS v (call, figure)
UNION ALL
SELECT 'concentration_summary', n, 'negative_holders($)', count(*) FROM (SELECT n FROM figures_row, unnest('{1000,5000}'::int[]) AS n WHERE i <= n GROUP BY n, holder HAVING sum(value) < 0) AS h GROUP BY n
UNION ALL
SELECT 'term_summary', n, call, figure
FROM (SELECT n, count(*) AS contracts, sum(value) AS total, avg(term_years(term)) AS mean, sum(value * term_years(term)) / sum(value) AS weighted FROM figures_row, unnest('{1000,5000}'::int[]) AS n WHERE i <= n GROUP BY n) AS t,
     LATERAL (VALUES ('contracts($)', contracts), ('total($)', total), ('mean_length($)', mean), ('weighted_length($)', weighted)) AS v (call, figure)
UNION ALL
SELECT 'term_summary', n, format('%s($, %s)', weight, f), min(length) FROM figures_weight, unnest('{0.05,0.1,0.25,0.5,0.75,0.9,0.95}'::numeric[]) AS f WHERE reached >= f * total AND w <> 0 GROUP BY n, weight, f
UNION ALL
SELECT kind, n, call, figure
FROM (SELECT kind, n, count(*)::numeric AS providers, sum(agencies) AS pairs, sum(value) AS total, count(*) FILTER (WHERE negative) AS negatives FROM figures_provider WHERE kind = 'overlap_summary' GROUP BY kind, n) AS o,
     LATERAL (VALUES ('providers($)', providers), ('negative_providers($)', negatives), ('total($)', total), ('agencies_per_provider($)', pairs / providers), ('agencies($)', 7)) AS v (call, figure)
UNION ALL
SELECT kind, n, call, figure
FROM (SELECT kind, n, k, count(*) FILTER (WHERE agencies >= k) AS shared, sum(value) FILTER (WHERE agencies >= k) / sum(value) AS share FROM figures_provider, generate_series(1, 5) AS k WHERE kind = 'overlap_summary' GROUP BY kind, n, k) AS o,
     LATERAL (VALUES (format('shared_providers($, %s)', k), shared), (format('shared_value_share($, %s)', k), share)) AS v (call, figure)
UNION ALL
SELECT kind, n, call, figure
FROM (SELECT kind, n, count(*) AS providers, sum(value) AS total, sum(reports) AS reports, sum(joint) AS joint FROM figures_provider WHERE kind = 'burden_summary' GROUP BY kind, n) AS b,
     LATERAL (VALUES ('providers($)', providers), ('total($)', total), ('reports($)', reports), ('reports_per_provider($)', reports / providers), ('reports_per_million($)', 1e6 * reports / total), ('joint_reports($)', joint),
                     ('joint_saving($)', 1 - joint / reports), ('burden_cost($, 2.5, 60)', reports * 150), ('burden_ratio($, 2.5, 60)', reports * 150 / total)) AS v (call, figure)
UNION ALL
SELECT 'schedule_summary', n, call, figure
FROM (SELECT n, count(DISTINCT provider) AS providers, sum(value) AS total FROM figures_row, unnest('{1000,5000}'::int[]) AS n WHERE i <= n - 42 AND value IS NOT NULL GROUP BY n) AS p
-- in February 2020, of which each day is 1/348 year, and on whose first 31 days have passed since all terms began; by provider and day
JOIN (SELECT n, sum(apart) / 348 AS apart, sum(joint) / 348 AS joint
      FROM (SELECT n, provider, day, sum(f) AS apart, max(f) AS joint
            FROM figures_row, unnest('{1000,5000}'::int[]) AS n, generate_series(31, 59) AS day, LATERAL (SELECT (ARRAY[12, 4, 0, 1, 2.5])[i % 5 + 1] AS f) AS x
            WHERE i <= n - 42 AND value IS NOT NULL AND day < i GROUP BY n, provider, day) AS x GROUP BY n) AS r USING (n),
     LATERAL (VALUES ('providers($)', providers), ('total($)', total), ('reports($, ''[2020-02-01,2020-03-01)'')', apart), ('joint_reports($, ''[2020-02-01,2020-03-01)'')', joint),
                     ('joint_saving($, ''[2020-02-01,2020-03-01)'')', 1 - joint / apart), ('burden_cost($, 2.5, 60, ''[2020-02-01,2020-03-01)'')', apart * 150)) AS v (call, figure)
UNION ALL
SELECT kind, n, format('reports_quantile($, %s)', f), percentile_disc(f) WITHIN GROUP (ORDER BY reports) FROM figures_provider, unnest('{0.5,0.75,0.9,0.95,0.99}'::numeric[]) AS f WHERE kind = 'burden_summary' GROUP BY kind, n, f
UNION ALL
SELECT kind, n, call, figure
FROM figures_kind AS k, LATERAL (SELECT n, count(value)::numeric AS measured, count(*) - count(value) AS missing FROM figures_row, unnest('{1000,5000}'::int[]) AS n WHERE i <= n - entries GROUP BY n) AS c,
     LATERAL (VALUES ('measured_rows($)', measured), ('missing_rows($)', missing), ('value_coverage($)', 1)) AS v (call, figure);
SELECT p.kind, count(*) AS figures, count(stored) AS stored, bool_and(abs(stored::numeric - plain) <= 1e-15 * abs(plain)) AS agree
FROM figures_plain AS p
LEFT JOIN (SELECT kind, n, call, CASE stored WHEN 'true' THEN '1' WHEN 'false' THEN '0' ELSE stored END AS stored FROM figures_answer WHERE name = 'all kinds') AS a USING (kind, n, call) GROUP BY p.kind ORDER BY p.kind;

-- pairs of agencies too, in the order of what they save; of a schedule in February 2020, where the higher and the lower of two are found day by day
CREATE FUNCTION pg_temp.pairs(summary burden_summary) RETURNS text LANGUAGE sql AS
  $$ SELECT string_agg(concat_ws('|', agency_a, agency_b, providers, reports, joint_reports, saved), ' ') FROM joint_pairs(summary) $$;
CREATE FUNCTION pg_temp.pairs(summary schedule_summary) RETURNS text LANGUAGE sql AS
  $$ SELECT string_agg(concat_ws('|', agency_a, agency_b, providers, round(reports, 12), round(joint_reports, 12), round(saved, 12)), ' ') FROM joint_pairs(summary, '[2020-02-01,2020-03-01)') $$;
WITH asked AS (
  SELECT n, provider, agency, sum(per_year(reporting)) AS reports, max(per_year(reporting)) AS highest
  FROM figures_row, unnest('{1000,5000}'::int[]) AS n WHERE i <= n - 42 GROUP BY n, provider, agency HAVING max(per_year(reporting)) > 0)
SELECT n, count(*) AS pairs, string_agg(concat_ws('|', a, b, providers, reports, joint, saved), ' ' ORDER BY saved DESC, a COLLATE "C", b COLLATE "C")
         = (SELECT pg_temp.pairs(s) FROM figures_burden_summary AS f WHERE name = 'all kinds' AND f.n = p.n) AS agree
FROM (SELECT n, a.agency AS a, b.agency AS b, count(*) AS providers, trim_scale(sum(a.reports + b.reports)) AS reports, trim_scale(sum(greatest(a.highest, b.highest))) AS joint, trim_scale(sum(least(a.highest, b.highest))) AS saved
      FROM asked AS a JOIN asked AS b USING (n, provider) WHERE a.agency COLLATE "C" < b.agency GROUP BY n, a.agency, b.agency) AS p GROUP BY n ORDER BY n;
WITH asked AS (
  SELECT n, provider, agency, day, sum(f) AS reports, max(f) AS highest
  FROM figures_row, unnest('{1000,5000}'::int[]) AS n, generate_series(31, 59) AS day, LATERAL (SELECT (ARRAY[12, 4, 0, 1, 2.5])[i % 5 + 1] AS f) AS x
  WHERE i <= n - 42 AND value IS NOT NULL AND day < i AND f > 0 GROUP BY n, provider, agency, day),
paired AS (SELECT n, provider, day, a.agency AS a, b.agency AS b FROM (SELECT DISTINCT n, provider, agency FROM asked) AS a JOIN (SELECT DISTINCT n, provider, agency FROM asked) AS b USING (n, provider), generate_series(31, 59) AS day
  WHERE a.agency COLLATE "C" < b.agency)
SELECT n, count(*) AS pairs, string_agg(concat_ws('|', a, b, providers, round(reports / 348, 12), round(joint / 348, 12), round(saved / 348, 12)), ' ' ORDER BY saved DESC, a COLLATE "C", b COLLATE "C")
         = (SELECT pg_temp.pairs(s) FROM figures_schedule_summary AS f WHERE name = 'all kinds' AND f.n = p.n) AS agree
FROM (SELECT p.n, p.a, p.b, count(DISTINCT p.provider) AS providers, sum(coalesce(x.reports, 0) + coalesce(y.reports, 0)) AS reports, sum(greatest(x.highest, y.highest)) AS joint, coalesce(sum(least(x.highest, y.highest)) FILTER (WHERE x.highest > 0 AND y.highest > 0), 0) AS saved
      FROM paired AS p LEFT JOIN asked AS x ON (x.n, x.provider, x.day, x.agency) = (p.n, p.provider, p.day, p.a) LEFT JOIN asked AS y ON (y.n, y.provider, y.day, y.agency) = (p.n, p.provider, p.day, p.b) GROUP BY p.n, p.a, p.b) AS p GROUP BY n ORDER BY n;

-- equal contents have equal bytes, whatever way they came: %1$s is the kind, %2$s the aggregate, and %3$s the rows that are stored
CREATE TABLE figures_way (id serial, way text, query text);
INSERT INTO figures_way (way, query) VALUES
  ('by workers', 'SELECT %2$s AS s FROM figures_row WHERE %3$s'),
  ('in another order', 'SELECT %2$s AS s FROM (SELECT * FROM figures_row ORDER BY md5(i::text || value)) AS r WHERE %3$s'),
  ('rollup of one', $$SELECT rollup(s) AS s FROM figures_%1$s WHERE name = 'all kinds' AND n = 5000$$),
  ('rollup of seven', 'SELECT rollup(s) AS s FROM (SELECT %2$s AS s FROM figures_row WHERE %3$s GROUP BY i %% 7) AS parts'),
  ('rollup of very many', 'SELECT rollup(s) AS s FROM (SELECT %2$s AS s FROM figures_row WHERE %3$s GROUP BY i %% 1000) AS parts'),
  ('a small and a large one', 'SELECT (SELECT %2$s FROM figures_row WHERE %3$s AND i < 40) + (SELECT %2$s FROM figures_row WHERE %3$s AND i >= 40) AS s'),
  ('one and nothing', $$SELECT merge(NULL, s) AS s FROM figures_%1$s WHERE name = 'all kinds' AND n = 5000$$),
  ('sorted with others', 'SELECT s FROM (SELECT g, %2$s AS s FROM figures_row, generate_series(1, 3) AS g WHERE %3$s GROUP BY g ORDER BY -g) AS r WHERE g = 2'),
  ('as text', $$SELECT s::text::%1$s AS s FROM figures_%1$s WHERE name = 'all kinds' AND n = 5000$$);
CREATE FUNCTION pg_temp.bytes_of(query text) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
  result bytea;
BEGIN
  EXECUTE format('SELECT pg_temp.bytes(s) FROM (%s) AS x', query) INTO result;
  RETURN result;
END $$;
CREATE FUNCTION pg_temp.is_parallel(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  plan text;
BEGIN
  EXECUTE format('EXPLAIN (FORMAT JSON) SELECT pg_temp.bytes(s) FROM (%s) AS x', query) INTO plan;
  RETURN plan ~ '"Partial Mode": "Partial"';
END $$;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT w.id, way, bool_and(pg_temp.is_parallel(q)) FILTER (WHERE way = 'by workers') AS parallel, count(DISTINCT kind) AS kinds, bool_and(pg_temp.bytes_of(q) = pg_temp.bytes_of(format($$SELECT s FROM figures_%s WHERE name = 'all kinds' AND n = 5000$$, kind))) AS same
FROM figures_way AS w, figures_kind AS k, format(w.query, kind, format(summary, 'value'), format('i <= %s', 5000 - entries)) AS q GROUP BY w.id, way ORDER BY w.id;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;

-- Check sums stand for the header and for the figures: CRC-32C, whose value for these digits its specification gives
CREATE FUNCTION pg_temp.crc32c(b bytea) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  sum bigint := x'ffffffff'::bigint;
BEGIN
  FOR i IN 0 .. length(b) - 1 LOOP
    sum := sum # get_byte(b, i);
    FOR bit IN 1 .. 8 LOOP
      sum := (sum >> 1) # CASE WHEN sum & 1 = 1 THEN x'82f63b78'::bigint ELSE 0 END;
    END LOOP;
  END LOOP;
  RETURN sum # x'ffffffff'::bigint;
END $$;
SELECT to_hex(pg_temp.crc32c('123456789'));
CREATE FUNCTION pg_temp.header_sum(b bytea) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT pg_temp.crc32c(substr(b, 1, 56) || substr(b, 61, 40))';
CREATE FUNCTION pg_temp.figures_sum(b bytea) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT pg_temp.crc32c(substr(b, 105, pg_temp.number(b, 52)::int - 4))';
CREATE TABLE figures_bytes (id int, kind text, b bytea);
SELECT pg_temp.for_each_kind($$ INSERT INTO figures_bytes SELECT id, '%1$s', pg_temp.bytes(s) FROM figures_%1$s, figures_kind WHERE kind = '%1$s' AND name = 'all kinds' AND n = 1000 $$);
SELECT kind, pg_temp.number(b, 104) AS version, pg_temp.number(b, 56) = pg_temp.header_sum(b) AS header_sum, pg_temp.number(b, 100) = pg_temp.figures_sum(b) AS figures_sum FROM figures_bytes ORDER BY id;
-- what an accessor says of bytes: a state, or the figure
CREATE FUNCTION pg_temp.says(call text, kind text, b bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  EXECUTE format('SELECT string_agg(coalesce(f::text, ''NULL''), '' '') FROM %s AS f', replace(call, '$', format('pg_temp.%s($1)', kind))) INTO result USING b;
  RETURN result;
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE;
END $$;
-- and if they were stored, when a part only is fetched, compressed or not
SELECT pg_temp.for_each_kind('CREATE TABLE figures_stored_%1$s (number int, s %1$s)');
CREATE FUNCTION pg_temp.store(number int, kind text, b bytea, storage text) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE figures_stored_%s ALTER s SET STORAGE %s', kind, storage);
  EXECUTE format('INSERT INTO figures_stored_%1$s VALUES ($1, pg_temp.%1$s($2))', kind) USING number, b;
  RETURN number;
END $$;
CREATE FUNCTION pg_temp.says_stored(call text, kind text, number int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  EXECUTE format('SELECT (SELECT string_agg(coalesce(f::text, ''NULL''), '' '') FROM %s AS f) FROM figures_stored_%s WHERE number = $1', replace(call, '$', 's'), kind) INTO result USING number;
  RETURN result;
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE;
END $$;
-- no bit of header or figures is another without notice, whatever is asked: of the figures, of the entries, of what is counted, which needs the header only
CREATE TABLE figures_question (kind text, calls text[], count text);
INSERT INTO figures_question VALUES
  ('term_summary', '{contracts($),"length_quantile($, 0.3)"}', 'measured_rows($)'), ('concentration_summary', '{hhi($),"top_share($, 11)"}', 'value_coverage($)'),
  ('overlap_summary', '{shared_providers($),"shared_providers($, 6)"}', 'missing_rows($)'), ('burden_summary', '{joint_saving($),"reports_quantile($, 0.3)"}', 'measured_rows($)'),
  ('schedule_summary', '{providers($),total($),"joint_saving($, ''[2020-02-01,2020-03-01)'')"}', 'value_coverage($)');
CREATE FUNCTION pg_temp.flipped(b bytea, place int) RETURNS bytea LANGUAGE sql IMMUTABLE AS 'SELECT set_byte(b, place, get_byte(b, place) # (1 << place * 7 % 8))';
CREATE TABLE figures_place AS
SELECT kind, place FROM figures_bytes, generate_series(0, 100 + pg_temp.number(b, 52)::int - 1) AS place;
SELECT kind, max(place) + 1 AS bytes, count(*) AS questions, string_agg(DISTINCT pg_temp.says(call, kind, pg_temp.flipped(b, place)), ' ') AS says
FROM figures_bytes JOIN figures_question USING (kind) JOIN figures_place USING (kind), unnest(CASE WHEN place < 100 THEN calls || count ELSE calls END) AS call GROUP BY id, kind ORDER BY id;
CREATE TABLE figures_flipped AS
SELECT pg_temp.store(row_number() OVER ()::int, kind, pg_temp.flipped(b, place), storage) AS number, id, kind, place
FROM figures_bytes JOIN figures_place USING (kind), unnest('{EXTENDED,EXTERNAL}'::text[]) AS storage WHERE place % 29 = 0;
SELECT kind, count(*) AS questions, string_agg(DISTINCT pg_temp.says_stored(call, kind, number), ' ') AS says
FROM figures_flipped JOIN figures_question USING (kind), unnest(CASE WHEN place < 100 THEN calls || count ELSE calls END) AS call GROUP BY id, kind ORDER BY id;

-- Figures are read if their version is this one, which shows where they are all 0 with the right check sum, and worked out if not, or if they have another size or there are none
CREATE FUNCTION pg_temp.sealed(b bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS 'SELECT pg_temp.with_number(b, 56, pg_temp.header_sum(b))';
CREATE FUNCTION pg_temp.with_figures(b bytea, version int, figures bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT pg_temp.sealed(pg_temp.with_number(x, 100, pg_temp.figures_sum(x)))
  FROM pg_temp.with_number(pg_temp.with_number(substr(b, 1, 108) || figures || substr(b, 101 + pg_temp.number(b, 52)::int), 52, length(figures) + 8), 104, version) AS x $$;
CREATE FUNCTION pg_temp.zeros(size bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT decode(repeat('00', size::int), 'hex') $$;
CREATE TABLE figures_made AS
SELECT id, kind, made, bytes, pg_temp.store(1000 + number, kind, bytes, 'EXTENDED') AS stored_number FROM figures_bytes, pg_temp.number(b, 52) AS size,
     LATERAL (VALUES (1, 'as they are', b), (2, 'all 0', pg_temp.with_figures(b, 1, pg_temp.zeros(size - 8))),
                     (3, 'version 0', pg_temp.with_figures(b, 0, pg_temp.zeros(size - 8))), (4, 'version 2', pg_temp.with_figures(b, 2, pg_temp.zeros(size - 8))),
                     (5, 'shorter', pg_temp.with_figures(b, 1, pg_temp.zeros(size - 16))), (6, 'longer', pg_temp.with_figures(b, 1, pg_temp.zeros(size))),
                     (7, 'the longest', pg_temp.with_figures(b, 1, pg_temp.zeros(2040))), (8, 'only the check sum', pg_temp.with_figures(b, 1, '')),
                     (9, 'none', pg_temp.sealed(pg_temp.with_number(substr(b, 1, 100) || substr(b, 101 + size::int), 52, 0)))) AS v (number, made, bytes);
SELECT made, count(DISTINCT id) AS kinds, bool_and(says = stored) AS right_figures, bool_and(says_stored = says) AS also_stored, count(*) FILTER (WHERE says ~ '^(0|NULL)$' AND says <> stored) > 40 AS read
FROM (SELECT m.id, made, stored, pg_temp.says(call, kind, bytes) AS says, pg_temp.says_stored(call, kind, stored_number) AS says_stored
      FROM figures_made AS m JOIN (SELECT kind, call, coalesce(stored, 'NULL') AS stored FROM figures_answer WHERE name = 'all kinds' AND n = 1000 AND (kind, n, call) IN (SELECT kind, n, call FROM figures_plain)) AS a USING (kind)) AS x GROUP BY made ORDER BY made;
-- what there cannot be: figures of too many bytes, of too few or of part of a number, or in a form that has none; another kind; less than there should be
SELECT what, string_agg(DISTINCT pg_temp.says(call, kind, bytes), ' ') AS says
FROM figures_bytes JOIN figures_question USING (kind), unnest(calls) AS call, pg_temp.number(b, 52) AS size,
     LATERAL (VALUES ('too many', pg_temp.with_figures(b, 1, pg_temp.zeros(2048))), ('too few', pg_temp.sealed(pg_temp.with_number(substr(b, 1, 104) || substr(b, 101 + size::int), 52, 4))),
                     ('part of a number', pg_temp.with_figures(b, 1, pg_temp.zeros(12))), ('partial', pg_temp.with_figures(set_byte(b, 3, 2), 1, pg_temp.zeros(size - 8))),
                     ('without a byte', substr(b, 1, length(b) - 1)), ('header only', substr(b, 1, 100)), ('and figures', substr(b, 1, 100 + size::int)), ('less', substr(b, 1, 99)), ('nothing', '')) AS v (what, bytes)
GROUP BY what ORDER BY what;

-- of another kind are figures that nobody asked for
SELECT string_agg(DISTINCT pg_temp.says(call, a.kind, b.b), ' ') AS says
FROM figures_bytes AS a JOIN figures_question USING (kind), figures_bytes AS b, unnest(calls) AS call WHERE a.kind <> b.kind;

-- A large state keeps what was worked out of it until it changes: by rows, some of which have no key, or by summaries.  So windows have the figures of their rows
CREATE TABLE figures_step AS
SELECT g, i, CASE WHEN g <> 4 THEN 'a holder of number ' || (i * 7919 + g) % 12000 END AS holder, 'Agency ' || i % 7 AS agency, (ARRAY['monthly', 'quarterly', NULL]::frequency[])[i % 3 + 1] AS reporting,
       daterange('2020-01-01', CASE WHEN g <> 4 THEN '2020-01-01'::date + (i * 7919 + g) % 12000 END) AS term, CASE WHEN g = 1 THEN NULL WHEN g = 5 THEN -i ELSE i * 0.25 END AS value
FROM generate_series(1, 6) AS g, generate_series(1, 5000) AS i;
CREATE TABLE figures_last AS
SELECT kind, figure, format('pg_temp.last_%s(%s)', figure, replace(args, '|', ', ')) AS of_rows, format('pg_temp.rolled_%s(part)', figure) AS of_parts, format('%s(%s(%s))', figure, kind, args) AS plain, format('%s(%s)', kind, args) AS part
FROM (VALUES ('term_summary', 'term, value', '{total,mean_length,weighted_length}'::text[]), ('concentration_summary', 'holder, value', '{holders,total,hhi,gini,hoover,theil,palma}'),
             ('overlap_summary', 'agency, holder, value', '{total,agencies,shared_providers}'), ('burden_summary', 'agency, holder, reporting, value', '{total,reports,joint_saving}'),
             ('schedule_summary', 'agency, holder, reporting, term, value', '{total,providers}')) AS v (kind, args, figures), unnest(figures) AS figure;
DO $$
DECLARE
  f record;
BEGIN
  FOR f IN SELECT l.*, replace(kind, '_summary', '_add') AS add FROM figures_last AS l LOOP
    EXECUTE format('CREATE AGGREGATE %s (SFUNC = %s, STYPE = %s, FINALFUNC = %I)', replace(replace(f.of_parts, 'rolled', 'rolled'), 'part', f.kind), 'summary_combine', f.kind, f.figure);
    EXECUTE format('CREATE AGGREGATE pg_temp.last_%s(%s) (SFUNC = %s, STYPE = %s, FINALFUNC = %I)', f.figure,
      CASE f.kind WHEN 'term_summary' THEN 'daterange, numeric' WHEN 'concentration_summary' THEN 'text, numeric' WHEN 'overlap_summary' THEN 'text, text, numeric' WHEN 'burden_summary' THEN 'text, text, frequency, numeric'
                  ELSE 'text, text, frequency, daterange, numeric' END,
      CASE f.kind WHEN 'term_summary' THEN 'term_summary_add' ELSE f.add END, f.kind, f.figure);
  END LOOP;
END $$;
CREATE FUNCTION pg_temp.steps(figure text, of_rows text, of_parts text, plain text, part text) RETURNS TABLE (steps bigint, figures bigint, of_the_rows boolean, of_the_parts boolean) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format($q$
    SELECT count(*), count(DISTINCT x), bool_and(r IS NOT DISTINCT FROM x), bool_and(p IS NOT DISTINCT FROM x)
    FROM (SELECT g, max(f) AS r FROM (SELECT g, %1$s OVER (ORDER BY g) AS f FROM figures_step) AS w GROUP BY g) AS of_rows
    JOIN (SELECT g, %2$s OVER (ORDER BY g) AS p FROM (SELECT g, %4$s AS part FROM figures_step GROUP BY g) AS parts) AS of_parts USING (g)
    JOIN (SELECT n AS g, %3$s AS x FROM figures_step, generate_series(1, 6) AS n WHERE g <= n GROUP BY n) AS plain USING (g)$q$, of_rows, of_parts, plain, part);
END $$;
SELECT kind, l.figure, s.* FROM figures_last AS l, pg_temp.steps(figure, of_rows, of_parts, plain, part) AS s ORDER BY kind, l.figure;
-- several figures of one state
SELECT bool_and(ARRAY[hhi, gini, theil, effective] = ARRAY[hhi(s), gini(s), theil(s), effective_holders(s)]) AS same
FROM (SELECT hhi(holder, value) AS hhi, gini(holder, value) AS gini, theil(holder, value) AS theil, effective_holders(holder, value) AS effective, merge(concentration_summary(holder, value), NULL) AS s FROM figures_step GROUP BY g) AS x
WHERE hhi IS NOT NULL;

SELECT pg_temp.for_each_kind('DROP TABLE figures_%1$s, figures_stored_%1$s');
DROP TABLE figures_row, figures_kind, figures_value, figures_ask, figures_answer, figures_way, figures_bytes, figures_question, figures_place, figures_flipped, figures_made, figures_plain, figures_step, figures_last CASCADE;
