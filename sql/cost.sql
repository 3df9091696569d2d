-- What planners are told that functions cost, and what they do with it.
\pset format unaligned
\pset footer off
\pset null NULL

-- 39 stored summaries, of which 3 have the name that is asked for
CREATE TABLE cost_stored AS
SELECT i, CASE WHEN i % 13 = 1 THEN 'Wanted' ELSE 'other' END AS name, concentration_summary(k, k) AS c, overlap_summary(CASE WHEN k % 2 = 0 THEN 'A' ELSE 'B' END, k / 2, k) AS o,
       burden_summary('A', k, '12', k) AS b, term_summary(daterange('2020-01-01', '2020-01-01'::date + k), k) AS t,
       schedule_summary('A', k, '12', daterange('2020-01-01', '2020-01-01'::date + k), k) AS s
FROM generate_series(1, 39) AS i, generate_series(1, 30) AS k GROUP BY i;
ANALYZE cost_stored;

-- every function of a summary that adds nothing to an aggregate's state costs more than what planners put off from, 10 times an operator, and in one of
-- three classes; the two overloads of one function the same
CREATE TEMP TABLE accessors AS
SELECT p.oid, proname, procost, proretset, proargtypes[0]::regtype::text AS type,
       format('%I(%s)', proname, string_agg(CASE WHEN t = proargtypes[0] THEN left(t::regtype::text, 1) ELSE
         (CASE t WHEN 'numrange'::regtype THEN '''[1,2)''' WHEN 'numeric[]'::regtype THEN '''{1,2}''' WHEN 'daterange'::regtype THEN '''[2020-01-01,2021-01-01)'''
           WHEN 'date'::regtype THEN '''2020-01-01''' ELSE '1' END) || '::' || t::regtype::text END, ', ' ORDER BY i)) AS call
FROM pg_depend JOIN pg_proc AS p ON p.oid = objid, unnest(proargtypes::oid[]) WITH ORDINALITY AS a (t, i)
WHERE classid = 'pg_proc'::regclass AND refclassid = 'pg_extension'::regclass AND deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'commissioning')
  AND prokind = 'f' AND proargtypes[0]::regtype::text ~ '_summary$' AND p.oid NOT IN (SELECT unnest(ARRAY[aggtransfn, aggcombinefn]::oid[]) FROM pg_aggregate)
GROUP BY p.oid, proname, procost, proretset, proargtypes;
SELECT procost, count(*) > 0 AS functions FROM accessors GROUP BY procost ORDER BY procost;
SELECT proname, type FROM accessors GROUP BY proname, type HAVING count(DISTINCT procost) > 1;
-- reading the header is the cheapest, and what writes all of a summary among the dearest
SELECT proname, array_agg(DISTINCT procost) AS cost FROM accessors WHERE proname IN ('measured_rows', 'missing_rows', 'value_coverage', 'total', 'hhi', 'gini', 'merge', 'summary_plus', 'summary_out')
GROUP BY proname ORDER BY 2, 1;

-- the texts of an item of a plan: of its first node, or of all nodes of a type
CREATE FUNCTION pg_temp.item(query text, path jsonpath) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  plan jsonb;
BEGIN
  EXECUTE 'EXPLAIN (VERBOSE, COSTS OFF, FORMAT JSON) ' || query INTO plan;
  RETURN (SELECT string_agg(x #>> '{}', ' ') FROM jsonb_path_query(plan, path) AS x);
END $$;
-- what is only shown is computed after the sort, for all of them; were it cheap, the sort would carry it
SELECT count(*) > 120 AS accessors, bool_and(first ~ call_pattern) AS above_sort, bool_or(sort ~ call_pattern) AS in_sort
FROM (SELECT '\m' || proname || '\(' AS call_pattern, pg_temp.item(query, '$[0].Plan.**.Output') AS first, pg_temp.item(query, '$.** ? (@."Node Type" == "Sort").Output') AS sort
      FROM accessors, format('SELECT %s AS x FROM cost_stored ORDER BY name LIMIT 1', call) AS query
      WHERE NOT proretset AND proname <> 'summary_final') AS x;
SELECT pg_temp.item('SELECT length(name) AS x FROM cost_stored ORDER BY name LIMIT 1', '$.** ? (@."Node Type" == "Sort").Output') ~ '\mlength\(' AS cheap_in_sort;
-- of two conditions the cheap one is tried first, whatever the order they are written in
SELECT bool_and(position('lower(' IN one) < position(proname || '(' IN one)) AS cheap_first, bool_and(position('lower(' IN two) < position(proname || '(' IN two)) AS written_last
FROM (SELECT proname, pg_temp.item(format('SELECT 1 FROM cost_stored WHERE %s IS NOT NULL AND lower(name) = ''wanted''', call), '$.**.Filter') AS one,
             pg_temp.item(format('SELECT 1 FROM cost_stored WHERE lower(name) = ''wanted'' AND %s IS NOT NULL', call), '$.**.Filter') AS two
      FROM accessors WHERE NOT proretset AND proname NOT IN ('summary_final', 'summary_out')) AS x;
-- and of two of ours that which only reads the header
SELECT pg_temp.item('SELECT 1 FROM cost_stored WHERE gini(c) > .1 AND hhi(c) > .1 AND value_coverage(c) > .5', '$.**.Filter') ~ 'value_coverage.*hhi.*gini' AS by_cost;

-- so it is: calls counted
SET track_functions = 'all';
BEGIN;
SELECT gini(c) > 0 AS any FROM cost_stored ORDER BY name, i LIMIT 1;
SELECT pg_stat_get_xact_function_calls('gini(concentration_summary)'::regprocedure) AS once;
SELECT count(*) AS wanted FROM cost_stored WHERE hhi(c) > 0 AND lower(name) = 'wanted';
SELECT pg_stat_get_xact_function_calls('hhi(concentration_summary)'::regprocedure) AS thrice;
SELECT count(*) AS wanted FROM cost_stored WHERE joint_saving(s, '[2020-01-01,2021-01-01)') = 0 AND lower(name) = 'wanted';
SELECT pg_stat_get_xact_function_calls('joint_saving(schedule_summary, daterange)'::regprocedure) AS thrice;
COMMIT;
RESET track_functions;

-- 200,000 groups do not start just-in-time compilation by what their last functions are said to cost
CREATE TEMP TABLE groups AS SELECT i, i::text AS k FROM generate_series(1, 200000) AS i;
ANALYZE groups;
SET work_mem = '1GB';
CREATE FUNCTION pg_temp.cost(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
  plan jsonb;
BEGIN
  EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
  RETURN plan #>> '{0,Plan,Total Cost}';
END $$;
SELECT aggregate, pg_temp.cost(format('SELECT i, %s FROM groups GROUP BY i', aggregate)) < current_setting('jit_above_cost')::float8 / 2 AS without_jit
FROM unnest(ARRAY['concentration_summary(k, 1)', 'hhi(k, 1)', 'effective_holders(i, 1)', 'gini(k, 1)', 'theil(k, 1)', 'mean_length(NULL::daterange)', 'weighted_length(NULL, 1)',
                  'term_summary(NULL, 1)', 'overlap_summary(k, i)', 'shared_providers(k, i)', 'burden_summary(k, i, NULL, 1)', 'schedule_summary(k, i, NULL, NULL, 1)']) AS aggregate;
RESET work_mem;
DROP TABLE cost_stored;
