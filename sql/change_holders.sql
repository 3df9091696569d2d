-- Who stayed, who left and who is new.
\pset format unaligned
\pset footer off
\pset null NULL

-- by hand: A had 100 and has 120, B had 50, C has 30
CREATE TEMP TABLE pair AS
SELECT (SELECT concentration_summary(k, v) FROM (VALUES ('A', 100), ('B', 50)) AS x (k, v)) AS before, (SELECT concentration_summary(k, v) FROM (VALUES ('A', 120), ('C', 30)) AS x (k, v)) AS after;
SELECT c.* FROM pair, holder_changes(before, after) AS c;
SELECT c.* FROM pair, holder_changes(after => before, before => after) AS c;
-- NULL has no holders, nor has what only has rows that are missing; there always are three rows
SELECT what, string_agg(concat_ws(' ', change, holders, value_before, value_after), ', ') AS changes
FROM pair, LATERAL (VALUES (1, 'all new', NULL, after), (2, 'all left', before, NULL), (3, 'neither', NULL, NULL), (4, 'the same', before, before), (5, 'missing', (SELECT concentration_summary('A', NULL)), after)) AS v (i, what, a, b),
     holder_changes(a, b) AS c GROUP BY i, what ORDER BY i;
-- A holder of 0 is one.  Who nets less than 0 is none, there: a stays at 0, b becomes one, c does not stay one, d is none either time
SELECT c.* FROM (SELECT concentration_summary(k, a) AS before, concentration_summary(k, b) AS after FROM (VALUES ('a', 0, 0), ('b', -1, 5), ('c', 7, -2), ('d', -1, -1)) AS x (k, a, b)) AS x, holder_changes(before, after) AS c;
-- the rows come in that order, whatever is asked with them
SELECT array_agg(change) AS changes FROM pair, holder_changes(before, after);

-- 3 types of keys, short and long, with much or nothing in common; few, many, and many with amounts that need wide entries on one side; from the aggregate, stored, of parts.  As a full join has it
CREATE TEMP TABLE held AS
SELECT n, i, side, v FROM unnest('{0,1,7,300,4000}'::int[]) AS n, generate_series(1, n) AS i, generate_series(1, 2) AS side, LATERAL (SELECT hashint4(i * 4 + side * 2 + n)::bigint & 4095 AS h) AS x,
     LATERAL (SELECT CASE WHEN h % 9 = 0 THEN -h WHEN h % 11 = 0 THEN 0 ELSE h / 4.0 END * CASE WHEN side = 2 AND n = 4000 THEN 1e17 ELSE 1 END AS v) AS y WHERE h % 3 > 0;
CREATE TEMP TABLE kind (kind text, key text);
INSERT INTO kind VALUES ('short', 'i::text'), ('long', '''a provider of which the name begins alike '' || i'), ('prefixes', 'repeat(''a'', i % 30) || i / 30'), ('bigint', '(i - 500)::bigint * 1000003'), ('uuid', 'md5(i::text)::uuid');
CREATE FUNCTION pg_temp.compared(key text) RETURNS TABLE (n int, change text, holders bigint, value_before numeric, value_after numeric, made boolean, merged boolean) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TEMP TABLE stored AS SELECT n, concentration_summary(%1$s, v) FILTER (WHERE side = 1) AS a, concentration_summary(%1$s, v) FILTER (WHERE side = 2) AS b FROM held GROUP BY n', key);
  RETURN QUERY EXECUTE format('SELECT s.n, c.*, c IN (SELECT m FROM (SELECT concentration_summary(%1$s, v) FILTER (WHERE side = 1) AS a, concentration_summary(%1$s, v) FILTER (WHERE side = 2) AS b FROM held WHERE n = s.n OFFSET 0) AS x, holder_changes(a, b) AS m),
    c IN (SELECT m FROM (SELECT rollup(a) AS a, rollup(b) AS b FROM (SELECT concentration_summary(%1$s, v) FILTER (WHERE side = 1) AS a, concentration_summary(%1$s, v) FILTER (WHERE side = 2) AS b FROM held WHERE n = s.n GROUP BY i %% 3) AS p OFFSET 0) AS x, holder_changes(a, b) AS m)
    FROM stored AS s, holder_changes(a, b) AS c', key);
  DROP TABLE stored;
END $$;
CREATE TEMP TABLE plain AS
SELECT n, change, count(*) FILTER (WHERE change = CASE WHEN a IS NULL THEN 'new' WHEN b IS NULL THEN 'left' ELSE 'stayed' END) AS holders,
       coalesce(sum(a) FILTER (WHERE change = CASE WHEN b IS NULL THEN 'left' ELSE 'stayed' END), 0) AS value_before, coalesce(sum(b) FILTER (WHERE change = CASE WHEN a IS NULL THEN 'new' ELSE 'stayed' END), 0) AS value_after
FROM (SELECT n, i, v AS a FROM held WHERE side = 1 AND v >= 0) AS a FULL JOIN (SELECT n, i, v AS b FROM held WHERE side = 2 AND v >= 0) AS b USING (n, i), unnest('{stayed,left,new}'::text[]) AS change GROUP BY n, change;
SELECT kind, count(*) AS rows, bool_and((c.holders, c.value_before, c.value_after) = (p.holders, p.value_before, p.value_after)) AS as_plain, bool_and(made) AS made, bool_and(merged) AS merged
FROM kind, pg_temp.compared(key) AS c JOIN plain AS p USING (n, change) GROUP BY kind ORDER BY kind;
SELECT * FROM plain WHERE n = 300 ORDER BY change DESC;
DROP TABLE held, kind, plain;

-- what it adds up to: the holders and totals of both sides
SELECT sum(holders) FILTER (WHERE change <> 'new') = holders(before) AS before, sum(holders) FILTER (WHERE change <> 'left') = holders(after) AS after, sum(value_before) = total(before) AS value_before, sum(value_after) = total(after) AS value_after
FROM pair, holder_changes(before, after) GROUP BY holders(before), holders(after), total(before), total(after);

-- keys of two types cannot be compared
CREATE FUNCTION pg_temp.complaint(call text, OUT state text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'SELECT count(*) FROM ' || call;
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
END $$;
SELECT * FROM pg_temp.complaint($$holder_changes((SELECT concentration_summary('a', 1)), (SELECT concentration_summary(1::bigint, 1)))$$);
SELECT * FROM pg_temp.complaint($$holder_changes(NULL, (SELECT concentration_summary(1::bigint, 1)))$$);
