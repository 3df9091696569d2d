-- Rows taken out of summaries. What is left has the bytes of a summary that never had them: every comparison is of summary_send() and of pg_column_size().
\pset format unaligned
\pset footer off
\pset null NULL
SET jit = off;

-- by hand
SELECT concentration_summary(h, v) - concentration_summary(h, v) FILTER (WHERE v < 40) AS left FROM (VALUES ('A', 100), ('B', 30), ('B', 70)) AS x(h, v);
SELECT term_summary(t, v) - term_summary(t, v) FILTER (WHERE v = 5) AS left
FROM (VALUES (daterange('2020-01-01', '2021-01-01'), 5), ('[2020-01-01,2022-01-01)', 7), (NULL, 5), ('[2020-01-01,2022-01-01)', NULL)) AS x(t, v);
-- an agency of whom nothing is left goes, one with a row of unknown provider stays
SELECT overlap_summary(a, p, v) - overlap_summary(a, p, v) FILTER (WHERE v = 5) AS left
FROM (VALUES ('A', 'p', 5), ('B', 'p', 5), ('B', NULL, 7), ('C', 'q', 7), (NULL, 'q', 5)) AS x(a, p, v);
SELECT schedule_summary(a, p, f, t, v) - schedule_summary(a, p, f, t, v) FILTER (WHERE v = 5) AS left
FROM (VALUES ('A', 'p', 'monthly'::frequency, daterange('2020-01-01', '2021-01-01'), 5), ('A', 'p', 'monthly', '[2020-01-01,2021-01-01)', 6),
             ('A', 'p', NULL, '[2020-01-01,2021-01-01)', 5), ('B', 'q', 'none', '[2020-01-01,)', 5), ('B', 'q', 'none', NULL, 5)) AS x(a, p, f, t, v);
-- nothing left is NULL, as of no rows; NULL takes nothing out, and nothing can be taken out of it
SELECT s - s AS nothing, subtract(s, s) AS nothing_either, s - NULL AS strict, NULL - s AS strict_too, subtract(s, NULL)::text = s::text AS all_of_it,
       subtract(NULL::concentration_summary, NULL) AS of_nothing
FROM (SELECT concentration_summary('A', 5)) AS x(s);

-- random rows in which everything may be unknown, negative, of ten decimals, or without an end
SELECT setseed(0.31) \g /dev/null
CREATE TEMP TABLE r AS
SELECT i, CASE WHEN a < 0.9 THEN 'Agency ' || floor(a * 8) END AS agency, CASE WHEN p < 0.9 THEN repeat('p', (i % 3) * 7) || floor(p * 40) END AS name,
       CASE WHEN p < 0.9 THEN floor(p * 40)::bigint - 20 END AS number, CASE WHEN p < 0.9 THEN md5(floor(p * 40)::text)::uuid END AS id,
       CASE WHEN f < 0.9 THEN (ARRAY[12, 4, 1, 0])[1 + floor(f * 4)::int] END::frequency AS times,
       CASE WHEN t < 0.05 THEN NULL WHEN t < 0.1 THEN 'empty' WHEN t < 0.2 THEN daterange(DATE '2020-01-01' + i % 9, NULL)
            ELSE daterange(DATE '2020-01-01' + i % 9, DATE '2020-02-01' + i % 11) END AS term,
       CASE WHEN v < 0.1 THEN NULL WHEN v < 0.2 THEN 0 WHEN v < 0.5 THEN (v - 0.4) * 1000 WHEN v < 0.8 THEN round((v * 1e6)::numeric, 2) ELSE 1e20 * v END::numeric AS value
FROM (SELECT i, random() AS a, random() AS p, random() AS f, random() AS t, random() AS v FROM generate_series(1, 4000) AS i OFFSET 0) AS x;
CREATE TEMP TABLE kind (id int, of text, summary text);
INSERT INTO kind
SELECT row_number() OVER (), replace(kind || ', ' || key, ', -', ''), format(summary, key)
FROM (VALUES ('term', 'term_summary(term, value)', '{-}'::text[]), ('concentration', 'concentration_summary(%s, value)', '{name,number,id}'),
             ('overlap', 'overlap_summary(agency, %s, value)', '{name,number,id}'), ('overlap, no value', 'overlap_summary(agency, %s)', '{name}'),
             ('schedule', 'schedule_summary(agency, %s, times, term, value)', '{name,number,id}')) AS k(kind, summary, keys), unnest(keys) AS key;
CREATE FUNCTION pg_temp.answer(query text, OUT result text) LANGUAGE plpgsql AS $$ BEGIN EXECUTE query INTO result; END $$;
-- groups of few and of many rows, each with what is taken out of it: (a + b) - b is a and (a + b) - a is b; all that an aggregate would say of the rows that stay
SELECT of, pg_temp.answer(format($$
SELECT concat_ws('|', count(*), count(*) FILTER (WHERE every_left_is_fresh), count(*) FILTER (WHERE b_back), count(*) FILTER (WHERE size_too))
FROM (SELECT a, b, summary_send((a + b) - b) = summary_send(a) AS every_left_is_fresh, summary_send(whole - a) = summary_send(b) AS b_back,
             pg_column_size(whole - b) = pg_column_size(a) AND (whole - b)::text = a::text AS size_too
      FROM (SELECT %1$s FILTER (WHERE i %% 5 <> 0) AS a, %1$s FILTER (WHERE i %% 5 = 0) AS b, %1$s AS whole
            FROM r, generate_series(1, 5) AS parts GROUP BY parts, i %% (1 + 100 / parts)) AS x) AS y$$, summary)) AS "groups|fresh|back|sizes"
FROM kind ORDER BY id;
-- one row after the other is taken out, until nothing is left; and of large ones, which are objects and have figures ready, most
SELECT of, pg_temp.answer(format($$
WITH RECURSIVE stock AS (
  SELECT 0 AS n, (SELECT %1$s FROM r WHERE i <= 60) AS s
  UNION ALL
  SELECT n + 1, s - (SELECT %1$s FROM r WHERE i = n + 1) FROM stock WHERE n < 60)
SELECT concat_ws('|', count(*), count(*) FILTER (WHERE s::text IS NOT DISTINCT FROM (SELECT %1$s FROM r WHERE i > n AND i <= 60)::text), count(*) FILTER (WHERE s IS NULL))
FROM stock$$, summary)) AS "steps|fresh|null"
FROM kind ORDER BY id;
CREATE TEMP TABLE large AS
SELECT concentration_summary('h' || i, i / 7.0) AS s, concentration_summary('h' || i, i / 7.0) FILTER (WHERE i % 10 <> 3) AS a, concentration_summary('h' || i, i / 7.0) FILTER (WHERE i % 10 = 3) AS b,
       schedule_summary('A' || i % 7, i, (i % 5)::frequency, daterange('2020-01-01', DATE '2020-01-02' + i % 3000), i / 7.0) AS t,
       schedule_summary('A' || i % 7, i, (i % 5)::frequency, daterange('2020-01-01', DATE '2020-01-02' + i % 3000), i / 7.0) FILTER (WHERE i % 10 <> 3) AS c,
       schedule_summary('A' || i % 7, i, (i % 5)::frequency, daterange('2020-01-01', DATE '2020-01-02' + i % 3000), i / 7.0) FILTER (WHERE i % 10 = 3) AS d
FROM generate_series(1, 30000) AS i;
SELECT summary_send(s - b) = summary_send(a) AS holders, gini(s - b) = gini(a) AS figure, summary_send(t - d) = summary_send(c) AS schedules,
       summary_send((t - c) - d) IS NULL AS nothing FROM large;
CREATE TEMP TABLE stored AS SELECT s - b AS s, t - d AS t, a, c FROM large;
SELECT pg_column_size(s) = pg_column_size(a) AS same_size, hhi(s) = hhi(a) AS ready, total(t) = total(c) AND providers(t) = providers(c) AS ready_too FROM stored;

-- across every form that a ledger may have: +x and -x of values, rows and keys that need a wider one
SELECT what, summary_send((a + x) - x) = summary_send(a) AS same, pg_column_size((a + x) - x) = pg_column_size(a) AS as_small
FROM (SELECT concentration_summary(h, 12.34) AS a FROM unnest('{a,b}'::text[]) AS h) AS a,
     (SELECT 'ten decimals', concentration_summary('a', 0.0000000001) UNION ALL SELECT '64 bits in cents', concentration_summary('a', 1e17)
      UNION ALL SELECT '128 bits', concentration_summary('b', 17014118346046923173168730000) UNION ALL SELECT 'a long key', concentration_summary(repeat('k', 3000), 1)
      UNION ALL SELECT 'many rows', '{"version":1,"key":"text","measured_rows":5000000000,"measured_value":0,"missing_rows":0,"missing_value":0,"entries":[["a",5000000000,0]]}') AS x(what, x);

-- what the first summary cannot have had is an error that names the key
\set VERBOSITY terse
\set SHOW_CONTEXT never
CREATE FUNCTION pg_temp.refused(query text, OUT state text, OUT message text, OUT detail text) LANGUAGE plpgsql AS $$
DECLARE left_over text;
BEGIN
  EXECUTE query INTO left_over;
  message := 'left: ' || coalesce(left_over, 'nothing');
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
END $$;
SELECT state, coalesce(nullif(detail, ''), message) AS why
FROM (VALUES (1, $$SELECT concentration_summary('A', 5) - concentration_summary('B', 5)$$),
             (2, $$SELECT concentration_summary('A', 5) - (SELECT concentration_summary('A', 5) FROM generate_series(1, 2))$$),
             (3, $$SELECT concentration_summary('A', 5) - concentration_summary('A', 6)$$),
             -- the holder's net value may be anything, but not more than was measured
             (4, $$SELECT (SELECT concentration_summary('A', v) FROM unnest('{5,5}'::int[]) AS v) - concentration_summary('A', -20)$$),
             (5, $$SELECT concentration_summary('A', 5) - concentration_summary('A', NULL)$$),
             (6, $$SELECT concentration_summary('A', 5) - concentration_summary(1, 5)$$),
             (7, $$SELECT concentration_summary(7, 5) - concentration_summary(8, 5)$$),
             (8, $$SELECT term_summary('[2020-01-01,2021-07-01)', 5) - term_summary('[2020-01-01,2020-07-01)', 5)$$),
             (9, $$SELECT term_summary('[2020-01-01,2021-07-01)', 5) - term_summary('[2020-01-01,2021-07-01)', NULL)$$),
             (10, $$SELECT overlap_summary('A', 'p', 5) - overlap_summary('B', 'p', 5)$$),
             (11, $$SELECT overlap_summary('A', 'p', 5) - overlap_summary('A', 'q', 5)$$),
             (12, $$SELECT overlap_summary('A', 'p', 5) - overlap_summary('A', NULL, 5)$$),
             (13, $$SELECT schedule_summary('A', 'p', '12', '[2020-01-01,2021-01-01)', 5) - schedule_summary('A', 'p', '4', '[2020-01-01,2021-01-01)', 5)$$),
             (14, $$SELECT schedule_summary('A', 'p', '12', '[2020-01-01,2021-01-01)', 5) - schedule_summary('A', 'p', '12', '[2020-01-01,2021-01-02)', 5)$$),
             (15, $$SELECT schedule_summary('A', 'p', '12', '[2020-01-01,)', 5) - schedule_summary('A', 'p', '12', '[2020-01-01,)', NULL)$$),
             (16, $$SELECT schedule_summary('A', 'p', '12', '[2020-01-01,2021-01-01)', 5) - schedule_summary('A', 'p', '12', '[2020-01-01,2021-01-01)', 4)$$),
             (17, $$SELECT schedule_summary('A', 'p', '12', NULL, 5) - schedule_summary('A', 'p', '12', 'empty', 6)$$),
             (18, $$SELECT (SELECT schedule_summary('A', 'p', '12', '[2020-01-01,2021-01-01)', v) FROM unnest('{5,6}'::int[]) AS v) - schedule_summary('A', 'p', '12', '[2020-01-01,2021-01-01)', 12)$$),
             (19, $$SELECT burden_summary('A', 'p', '12', 5) - burden_summary('A', 'p', '12', 5)$$),
             (20, $$SELECT subtract(NULL, concentration_summary('A', 5))$$),
             (21, $$SELECT subtract(burden_summary('A', 'p', '12', 5), NULL)$$),
             -- nothing but the sign of the value, or that it is known, sets these apart; nor is 0 times a year what nobody knows
             (22, $$SELECT schedule_summary('A', 'p', '12', '[2020-01-01,2021-01-01)', 5) - schedule_summary('A', 'p', '12', '[2020-01-01,2021-01-01)', -5)$$),
             (23, $$SELECT schedule_summary('A', 'p', NULL, '(,)', NULL) - schedule_summary('A', 'p', NULL, '(,)', 0)$$),
             (24, $$SELECT schedule_summary('A', 'p', '0', '(,)', NULL) - schedule_summary('A', 'p', NULL, '(,)', NULL)$$)) AS t(i, query), pg_temp.refused(query) ORDER BY i;
-- every kind has the operator, by name and by sign, and a comment
SELECT oprleft::regtype AS kind, oprcode::regprocedure AS strict_function, obj_description(o.oid, 'pg_operator') AS says
FROM pg_operator AS o WHERE oprname = '-' AND oprleft::regtype::text ~ '_summary$' ORDER BY oprleft::regtype::text COLLATE "C";
-- text that no rows give: an agency with neither rows nor providers
SELECT state, detail FROM pg_temp.refused($$SELECT '{"version":1,"key":"text","measured_rows":0,"measured_value":0,"missing_rows":1,"missing_value":0,"agencies":[["A",0]],"entries":[]}'::overlap_summary$$);
