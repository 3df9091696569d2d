-- Whatever a database of upgrade.objects.sql has, as text, for test/long/upgrade: equal databases give equal lines,
-- whatever the version of the server.
\pset format unaligned
\pset tuples_only on
SET search_path = public, tools;
SET extra_float_digits = 1;
SET max_parallel_workers_per_gather = 0;

-- every table, view and materialized view, row by row
CREATE FUNCTION pg_temp.rows_of(relation regclass) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  EXECUTE format('SELECT concat_ws('' '', count(*), md5(string_agg(r::text, E''\n'' ORDER BY r::text COLLATE "C"))) FROM ONLY %s AS r', relation) INTO result;
  RETURN result;
END $$;
SELECT relname, pg_temp.rows_of(oid) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm') ORDER BY relname COLLATE "C";

-- every accessor, over every stored summary
CREATE TEMP TABLE accessor (type regtype, call text);
INSERT INTO accessor
SELECT 'term_summary'::regtype, unnest('{"contracts(%s)", "mean_length(%s)", "weighted_length(%s)", "length_quantile(%s, 0.9)", "weighted_length_quantile(%s, 0.5)",
  "contract_share(%s, ''[1,3)'')", "value_share(%s, ''(2,)'')", "length_bands(%s, ''{1,2,5}'')"}'::text[])
UNION ALL SELECT 'concentration_summary', unnest('{"holders(%s)", "positive_holders(%s)", "negative_holders(%s)", "hhi(%s)", "effective_holders(%s)", "top_share(%s, 4)",
  "holders_for_share(%s, 0.5)", "gini(%s)", "theil(%s)", "entropy(%s)", "atkinson(%s, 0.5)", "hoover(%s)", "palma(%s)", "lorenz(%s, 10)", "top_holders(%s, 50)",
  "value_bands(%s, ''{1,5,100}'')", "dominated(%s, 3, 50)", "p_percent_sensitive(%s, 10)", "hhi_bounds(%s, 1000, 7)", "top_share_bounds(%s, 4, 1000, 7)", "holder_changes(%s, NULL)", "largest(%s)"}'::text[])
UNION ALL SELECT 'overlap_summary', unnest('{"agencies(%s)", "providers(%s)", "negative_providers(%s)", "shared_providers(%s)", "shared_providers(%s, 3)",
  "agencies_per_provider(%s)", "shared_value_share(%s)", "overlap_pairs(%s)", "overlap_counts(%s)", "overlap_sets(%s)", "shared_provider_list(%s)",
  "CASE WHEN missing_rows(%1$s) = 0 THEN concentration_summary(%1$s) END"}'::text[])
UNION ALL SELECT 'burden_summary', unnest('{"providers(%s)", "reports(%s)", "reports_per_provider(%s)", "reports_quantile(%s, 0.5)", "reports_per_million(%s)",
  "joint_reports(%s)", "joint_saving(%s)", "burden_cost(%s, 8, 45.5)", "burden_ratio(%s, 8, 45.5)", "frequency_bands(%s)", "most_burdened(%s, 20)", "joint_pairs(%s)",
  "overlap_summary(%s)", "CASE WHEN missing_rows(%1$s) = 0 THEN concentration_summary(%1$s) END", "subtract(%s, NULL)"}'::text[])
UNION ALL SELECT 'schedule_summary', unnest('{"providers(%s)", "cover_gaps(%s)", "running(%s, ''2020-06-30'')", "reports_quantile(%s, 0.5, ''[2020-01-01,2021-03-17)'')", "burden_cost(%s, 8, 45.5, ''[2020-01-01,2021-03-17)'')",
  "burden_ratio(%s, 8, 45.5, ''[2020-01-01,2021-03-17)'')", "most_burdened(%s, 20, ''[2020-01-01,2021-03-17)'')", "providers_at_risk(%s, ''[2020-01-01,2021-03-17)'', 0.4)", "term_summary(%s)", "burden_summary(%s)",
  "burden_summary(%s, ''2020-06-30'')", "overlap_summary(%s)", "overlap_summary(%s, ''2020-06-30'')", "concentration_summary(%s)"}'::text[])
UNION ALL SELECT 'schedule_summary', f || '(%s, ''[2020-01-01,2021-03-17)'')'
  FROM unnest('{reports,joint_reports,joint_saving,reports_per_provider,reports_per_million,frequency_bands,joint_pairs,expiring,at_risk,concentration_within}'::text[]) AS f;
INSERT INTO accessor
SELECT type, call FROM (SELECT DISTINCT type FROM accessor) AS t, unnest('{total(%s),measured_rows(%s),missing_rows(%s),value_coverage(%s),%s::jsonb,"part(%s, 16, 3)"}'::text[]) AS call;
INSERT INTO accessor SELECT DISTINCT type, 'subtract(%1$s, part(%1$s, 16, 3))' FROM accessor WHERE type <> 'burden_summary'::regtype;
-- no function that reads a summary is left out (which are not accessors is said by their names)
SELECT count(*) > 100 AS there, bool_and(called) AS called, coalesce(string_agg(DISTINCT oid::regprocedure::text, ' ') FILTER (WHERE NOT called), 'all')
FROM (SELECT p.oid, EXISTS (SELECT FROM accessor AS a WHERE a.type = proargtypes[0] AND call ~ ('\m' || proname || '\(')) AS called
      FROM pg_proc AS p JOIN pg_depend AS d ON classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e'
      WHERE refobjid = (SELECT oid FROM pg_extension WHERE extname = 'commissioning') AND prokind = 'f' AND proargtypes[0] IN (SELECT type FROM accessor)
        AND proname !~ '_(add|combine|final|out|send|plus|minus)$|^summary_to_jsonb$|^merge$') AS f;
CREATE FUNCTION pg_temp.answers(call text, relation text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  EXECUTE format('SELECT concat_ws('' '', count(*), count(x), md5(string_agg(concat_ws(E''\t'', agency, x), E''\n'' ORDER BY agency COLLATE "C", x COLLATE "C")))
                  FROM (SELECT agency, x::text FROM (SELECT agency, %s AS x FROM %s) AS c) AS t', call, relation) INTO result;
  RETURN result;
END $$;
SELECT attname, call, pg_temp.answers(format(call, quote_ident(attname)), 'stored')
FROM accessor JOIN pg_attribute ON attrelid = 'stored'::regclass AND atttypid = type ORDER BY attname COLLATE "C", call COLLATE "C";
-- and over all of them together
SELECT call, pg_temp.answers(format(call, 's'), format('(SELECT ''all'' AS agency, rollup(%s) AS s FROM stored) AS r', column_of))
FROM accessor JOIN (VALUES ('term_summary'::regtype, 't'), ('concentration_summary', 'ct'), ('overlap_summary', 'ou'), ('burden_summary', 'bb'), ('schedule_summary', 'db')) AS v(type, column_of) USING (type)
ORDER BY call COLLATE "C", column_of;

-- what is stored is what the rows make anew, byte for byte in the binary form, and what is added to it finds its keys
SELECT count(*), bool_and((summary_send(s.t) = summary_send(n.t) AND summary_send(s.ct) = summary_send(n.ct) AND summary_send(s.cb) = summary_send(n.cb)
                           AND summary_send(s.cu) = summary_send(n.cu) AND summary_send(s.ot) = summary_send(n.ot) AND summary_send(s.ob) = summary_send(n.ob)
                           AND summary_send(s.ou) = summary_send(n.ou) AND summary_send(s.bt) = summary_send(n.bt) AND summary_send(s.bb) = summary_send(n.bb)
                           AND summary_send(s.bu) = summary_send(n.bu) AND summary_send(s.dt) = summary_send(n.dt) AND summary_send(s.db) = summary_send(n.db)
                           AND summary_send(s.du) = summary_send(n.du)) IS TRUE) AS same
FROM stored AS s JOIN every_summary AS n USING (agency);
CREATE FUNCTION pg_temp.twice(a anyelement, b anyelement) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  result boolean;
BEGIN
  EXECUTE format('SELECT (SELECT rollup(x) FROM unnest(ARRAY[$1, $2]) AS x)::text = (SELECT rollup(x) FROM unnest(ARRAY[$2::text::%1$s, $2]) AS x)::text', pg_typeof(a))
  USING a, b INTO result;
  RETURN result;
END $$;
SELECT count(*), bool_and((pg_temp.twice(s.t, n.t) AND pg_temp.twice(s.ct, n.ct) AND pg_temp.twice(s.cb, n.cb) AND pg_temp.twice(s.cu, n.cu) AND pg_temp.twice(s.ot, n.ot)
                           AND pg_temp.twice(s.ob, n.ob) AND pg_temp.twice(s.ou, n.ou) AND pg_temp.twice(s.bt, n.bt) AND pg_temp.twice(s.bb, n.bb) AND pg_temp.twice(s.bu, n.bu)
                           AND pg_temp.twice(s.dt, n.dt) AND pg_temp.twice(s.db, n.db) AND pg_temp.twice(s.du, n.du)) IS TRUE) AS added
FROM stored AS s JOIN every_summary AS n USING (agency);

-- what is found by an index is what there is, and the index serves
CREATE TEMP TABLE search (index text, query text);
INSERT INTO search VALUES
  ('arrangement_provider', 'SELECT sum(hashtext(id::text)) FROM arrangement WHERE provider < (SELECT provider FROM arrangement WHERE id = 77)'),
  ('arrangement_provider_hash', 'SELECT sum(hashtext(id::text)) FROM arrangement WHERE provider = (SELECT provider FROM arrangement WHERE id = 77)'),
  ('arrangement_reporting', 'SELECT sum(hashtext(id::text)) FROM arrangement WHERE reporting < ''7/year'' AND reporting >= ''quarterly'''),
  ('arrangement_reporting_hash', 'SELECT sum(hashtext(id::text)) FROM arrangement WHERE reporting = ''24/year'''),
  ('arrangement_years', 'SELECT sum(hashtext(id::text)) FROM arrangement WHERE value > 0 AND term_years(term) > 4.5'),
  ('arrangement_rounded', 'SELECT sum(hashtext(id::text)) FROM arrangement WHERE rr3(number, agency) = 21'),
  ('by_frequency_(low|high_0|high_1)_p_f_idx', 'SELECT sum(value) FROM by_frequency WHERE p < (SELECT provider::nzbn FROM arrangement WHERE id = 77)'),
  ('stored_(some|rest)_total_idx', 'SELECT count(*) FROM stored WHERE total(ct) > 1000'),
  ('stored_(some|rest)_top_share_agency_idx', 'SELECT count(*) FROM stored WHERE top_share(ct, 3) < 0.05'),
  ('whole_hhi', 'SELECT count(*) FROM whole WHERE hhi(ct) < 0.5');
-- the answer of a query by sequential scans, or without them
CREATE FUNCTION pg_temp.answer(query text, sequential boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  PERFORM set_config('enable_' || s, CASE WHEN sequential = (s = 'seqscan') THEN 'on' ELSE 'off' END, true)
  FROM unnest('{seqscan,indexscan,bitmapscan,indexonlyscan}'::text[]) AS s;
  EXECUTE query INTO result;
  RETURN result;
END $$;
-- is this index used where sequential scans and the other indexes of the table are out of the way?
CREATE FUNCTION pg_temp.used(query text, index text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  other text;
  plan text;
BEGIN
  FOR other IN
    SELECT indexrelid::regclass::text FROM pg_index
    WHERE indrelid = to_regclass((regexp_match(query, 'FROM (\w+)'))[1]) AND indexrelid::regclass::text !~ ('^' || index || '$|pkey')
      AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = indexrelid) LOOP
    EXECUTE 'DROP INDEX ' || other;
  END LOOP;
  PERFORM set_config('enable_seqscan', 'off', true);
  EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
  -- takes back what was dropped
  RAISE EXCEPTION USING MESSAGE = plan, ERRCODE = 'ZZ000';
EXCEPTION WHEN SQLSTATE 'ZZ000' THEN
  RETURN SQLERRM ~ ('"Index Name": "' || index || '"');
END $$;
SELECT index, pg_temp.answer(query, true) AS answer, pg_temp.answer(query, true) IS NOT DISTINCT FROM pg_temp.answer(query, false) AS same,
       pg_temp.used(query, index) AS used
FROM search ORDER BY index COLLATE "C";
SELECT count(*) AS indexes, bool_and(indisvalid AND indisready AND indislive) AS valid
FROM pg_index JOIN pg_class ON oid = indexrelid WHERE relnamespace = 'public'::regnamespace;

-- rows lie in the partitions that the hash functions choose today
SELECT relation, count(*), bool_and(satisfied)
FROM (SELECT tableoid::regclass AS relation, satisfies_hash_partition('by_hash'::regclass, 3, substring(tableoid::regclass::text, '\d$')::int, f) AS satisfied FROM by_hash
      UNION ALL SELECT tableoid::regclass, satisfies_hash_partition('by_frequency_high'::regclass, 2, substring(tableoid::regclass::text, '\d$')::int, p) FROM by_frequency_high) AS x
GROUP BY relation ORDER BY relation::text COLLATE "C";

-- tables that keep summaries (upgrade.current.sql) have what the rows give anew, byte for byte, and follow what comes, goes, changes and moves
SELECT to_regclass('kept') IS NOT NULL AS keeps \gset
\if :keeps
CREATE TEMP VIEW fresh AS
SELECT 'by agency' AS kept_in, concat_ws(' ', agency, reporting) AS key, md5(summary_send(k.t)) IS NOT DISTINCT FROM md5(summary_send(f.t)) AND md5(summary_send(k.ct)) IS NOT DISTINCT FROM md5(summary_send(f.ct))
       AND md5(summary_send(k.ob)) IS NOT DISTINCT FROM md5(summary_send(f.ob)) AND md5(summary_send(k.du)) IS NOT DISTINCT FROM md5(summary_send(f.du)) AS same, k::text AS line
FROM "kept here"."by agency" AS k FULL JOIN
     (SELECT agency, reporting, term_summary(term, value) AS t, concentration_summary(provider::text, value) AS ct, overlap_summary(agency, number, value) FILTER (WHERE per_year(wanted) > 1) AS ob,
             schedule_summary(agency, md5(number::text)::uuid, wanted, term, value) AS du FROM arrangement GROUP BY agency, reporting) AS f USING (agency, reporting)
UNION ALL
SELECT 'kept', concat_ws(' ', f, p), md5(summary_send(k.c)) IS NOT DISTINCT FROM md5(summary_send(n.c)), k::text
FROM kept AS k FULL JOIN (SELECT f, p, concentration_summary(p, value) AS c FROM by_frequency WHERE f > frequency 'annually' GROUP BY 1, 2) AS n USING (f, p);
CREATE TEMP VIEW is_fresh AS
SELECT kept_in, count(*), md5(string_agg(line, E'\n' ORDER BY line COLLATE "C")), bool_and(same) AS same FROM fresh GROUP BY kept_in ORDER BY kept_in;
SELECT * FROM is_fresh;
BEGIN;
INSERT INTO arrangement (id, agency, provider, reporting, term, value) SELECT -id, 'new', provider, reporting, term, value FROM arrangement WHERE id BETWEEN 1 AND 50;
INSERT INTO by_frequency SELECT (10 + id % 20)::frequency, provider, value FROM arrangement WHERE id % 100 = 1;
SELECT 'come', is_fresh.* FROM is_fresh;
UPDATE arrangement SET value = value + 1, reporting = 'weekly' WHERE id % 50 = 0;
UPDATE by_frequency SET f = CASE WHEN f < 'quarterly' THEN frequency '12' ELSE 'none' END WHERE value < 0;
SELECT 'changed', is_fresh.* FROM is_fresh;
DELETE FROM arrangement WHERE agency = 'new' OR id % 9 = 3;
DELETE FROM by_frequency WHERE f < '12';
SELECT 'gone', is_fresh.* FROM is_fresh;
TRUNCATE arrangement, by_frequency;
SELECT 'emptied', count(*) = 0 FROM fresh;
ROLLBACK;
SELECT count(*) AS triggers FROM pg_trigger WHERE tgfoid = 'keep_summaries_follow'::regproc;
\endif

-- a materialized view that is refreshed has what it had
CREATE TEMP TABLE whole_before AS SELECT w::text AS line FROM whole AS w;
REFRESH MATERIALIZED VIEW whole;
REFRESH MATERIALIZED VIEW CONCURRENTLY whole;
SELECT count(*), count(*) = count(line) AS refreshed FROM whole AS w LEFT JOIN whole_before ON line = w::text;
-- privileges, and what the extension is made of
SELECT proname, pg_get_function_identity_arguments(oid), proacl FROM pg_proc WHERE pronamespace = 'tools'::regnamespace AND proacl IS NOT NULL ORDER BY 1, 2;
SELECT count(*), md5(string_agg(object, E'\n' ORDER BY object COLLATE "C"))
FROM (SELECT concat_ws(' ', pg_describe_object(classid, objid, 0), obj_description(objid, (SELECT relname FROM pg_class WHERE oid = classid))) AS object
      FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'commissioning')
        AND NOT (classid = 'pg_type'::regclass AND objid IN (SELECT typarray FROM pg_type))) AS x;
-- defaults, domains, ranges and composite types
BEGIN;
INSERT INTO arrangement (id, agency) VALUES (-1, 'new') RETURNING number, reporting, wanted, term, years, fy;
ROLLBACK;
SELECT id, numbers @> nzbn '9429000000017' AS inside, (p).total_of::text = several[1]::text AS same, several[3] IS NULL AS nothing, contracts((p).lengths_of)
FROM composite ORDER BY id;
