-- Two stored summaries as one: merge() and operator +, beside rollup() and the plain SQL that they stand for.
\pset format unaligned
\pset footer off
\pset null NULL

-- arrangements that arrive in batches; something is missing in some, values are negative in others, and keys are longer than 8 bytes
CREATE TEMP TABLE arrangement AS
SELECT i, i % 7 AS batch, CASE WHEN i % 31 > 0 THEN 'Agency ' || i % 5 END AS agency,
       nullif(i * 7919 % 53, 13) AS provider, CASE WHEN i % 17 > 0 THEN (i % 900 - 60) * 0.25 END AS value,
       CASE WHEN i % 19 > 0 THEN daterange('2020-02-29', CASE WHEN i % 23 > 0 THEN '2020-02-29'::date + i * 13 % 2000 END) END AS term,
       (ARRAY['monthly', 'quarterly', 'none', NULL, '7/year'])[i / 3 % 5 + 1]::frequency AS reporting
FROM generate_series(1, 2000) AS i;
-- each type with each type of keys
CREATE TEMP TABLE kinds (id serial, type text, summary text);
INSERT INTO kinds (type, summary) VALUES
  ('term_summary', 'term_summary(term, value)'),
  ('concentration_summary', 'concentration_summary(provider::text, value)'),
  ('concentration_summary', $$concentration_summary('a provider of a long name ' || provider, value)$$),
  ('concentration_summary', 'concentration_summary(provider - 20, value)'),
  ('concentration_summary', 'concentration_summary(md5(provider::text)::uuid, value)'),
  ('overlap_summary', $$overlap_summary(agency, 'a provider of a long name ' || provider, value)$$),
  ('overlap_summary', 'overlap_summary(agency, provider)'),
  ('overlap_summary', 'overlap_summary(agency, md5(provider::text)::uuid, value)'),
  ('burden_summary', $$burden_summary(agency, 'a provider of a long name ' || provider, reporting, value)$$),
  ('burden_summary', 'burden_summary(agency, provider, reporting, value)'),
  ('burden_summary', 'burden_summary(agency, md5(provider::text)::uuid, reporting, value)'),
  ('schedule_summary', $$schedule_summary(agency, 'a provider of a long name ' || provider, reporting, term, value)$$),
  ('schedule_summary', 'schedule_summary(agency, provider, reporting, term, value)'),
  ('schedule_summary', 'schedule_summary(agency, md5(provider::text)::uuid, reporting, term, value)');
-- the answer of a query, in which %1$s is the type and %2$s the summary
CREATE FUNCTION pg_temp.answer(query text, type text, summary text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  EXECUTE format(query, type, summary) INTO result;
  RETURN result;
END $$;

-- batch after batch put to what is stored is the summary of all rows, whether by UPDATE, by INSERT ... ON CONFLICT or as an expression
CREATE TABLE merge_stored (agency text PRIMARY KEY, s concentration_summary, l term_summary);
DO $$
BEGIN
  FOR b IN 0 .. 6 LOOP
    INSERT INTO merge_stored AS stored
    SELECT coalesce(agency, 'none'), concentration_summary(provider, value), term_summary(term, value)
    FROM arrangement WHERE batch = b GROUP BY 1
    ON CONFLICT (agency) DO UPDATE SET s = stored.s + EXCLUDED.s, l = stored.l + EXCLUDED.l;
  END LOOP;
END $$;
SELECT count(*) AS agencies, bool_and((s::text = a.c::text) IS TRUE) AS concentration, bool_and((l::text = a.t::text) IS TRUE) AS term
FROM merge_stored
JOIN (SELECT coalesce(agency, 'none') AS agency, concentration_summary(provider, value) AS c, term_summary(term, value) AS t
      FROM arrangement GROUP BY 1) AS a USING (agency);
UPDATE merge_stored SET s = merge_stored.s + more.s, l = merge(merge_stored.l, more.l)
FROM (SELECT agency, concentration_summary(provider, 1) AS s, term_summary(term, 1) AS l FROM arrangement WHERE batch = 3 GROUP BY agency) AS more
WHERE more.agency = merge_stored.agency;
SELECT bool_and((s::text = a.c::text) IS TRUE) AS concentration, bool_and((l::text = a.t::text) IS TRUE) AS term
FROM merge_stored
JOIN (SELECT agency, concentration_summary(provider, v) AS c, term_summary(term, v) AS t
      FROM (SELECT agency, provider, term, value AS v FROM arrangement
            UNION ALL SELECT agency, provider, term, 1 FROM arrangement WHERE batch = 3) AS u GROUP BY agency) AS a USING (agency);
-- in an expression of the table itself
CREATE TABLE merge_expression (a term_summary, b term_summary, both_of_them term_summary GENERATED ALWAYS AS (a + b) STORED,
                               CHECK (contracts(a + b) >= 0));
INSERT INTO merge_expression SELECT l, l FROM merge_stored ORDER BY agency LIMIT 1;
INSERT INTO merge_expression VALUES (NULL, NULL);
SELECT contracts(a) * 2 = contracts(both_of_them) AS doubled, mean_length(a) = mean_length(both_of_them) AS same_mean FROM merge_expression;

-- each type: merge() and + give what rollup gives, in text, in binary form and byte for byte (record_image_eq); in any order
SELECT type, summary, pg_temp.answer($q$
  SELECT concat_ws(' ', count(*), bool_and((merge(a, b)::text = r::text) IS TRUE), bool_and(summary_send(a + b) = summary_send(r)),
                   bool_and(record_image_eq(ROW(a + b), ROW(r))), bool_and(record_image_eq(ROW(b + a), ROW(r))), bool_and(record_image_eq(ROW(merge(b, a)), ROW(r))))
  FROM (SELECT a.s AS a, b.s AS b, (SELECT rollup(x) FROM unnest(ARRAY[a.s, b.s]) AS x) AS r
        FROM (SELECT %2$s AS s FROM arrangement GROUP BY i %% 40) AS a, (SELECT %2$s AS s FROM arrangement GROUP BY batch, i %% 3) AS b) AS pairs$q$,
  type, summary) AS pairs_and_all_the_same
FROM kinds ORDER BY id;
-- sizes from none to many, with each other
SELECT type, summary, pg_temp.answer($q$
  SELECT concat_ws(' ', count(*), bool_and((record_image_eq(ROW(a.s + b.s), ROW((SELECT rollup(x) FROM unnest(ARRAY[b.s, a.s]) AS x)))) IS TRUE))
  FROM (SELECT (SELECT %2$s FROM arrangement WHERE i <= n) AS s FROM unnest('{1,2,7,8,9,16,17,64,300,2000}'::int[]) AS n) AS a,
       (SELECT (SELECT %2$s FROM arrangement WHERE i > 2000 - n) AS s FROM unnest('{1,2,7,8,9,16,17,64,300,2000}'::int[]) AS n) AS b$q$,
  type, summary) AS pairs_and_all_the_same
FROM kinds ORDER BY id;
-- folded one by one, from the left and from the right, it is the summary of all rows
SELECT type, summary, pg_temp.answer($q$
  WITH RECURSIVE part AS MATERIALIZED (SELECT i %% 25 AS n, %2$s AS s FROM arrangement GROUP BY 1),
    forth (n, s) AS (SELECT n, s FROM part WHERE n = 0 UNION ALL SELECT part.n, forth.s + part.s FROM forth JOIN part ON part.n = forth.n + 1),
    back (n, s) AS (SELECT n, s FROM part WHERE n = 24 UNION ALL SELECT part.n, part.s + back.s FROM back JOIN part ON part.n = back.n - 1)
  SELECT concat_ws(' ', (SELECT s::text FROM forth WHERE n = 24) = s::text, (SELECT s::text FROM back WHERE n = 0) = s::text)
  FROM (SELECT %2$s AS s FROM arrangement) AS whole$q$, type, summary) AS forth_and_back
FROM kinds ORDER BY id;
-- and of many keys, so that states with an index and with rows pending are met: into large, into small, halves
SELECT left_part, right_part,
       (a.s + b.s)::text = (SELECT concentration_summary(k, v)::text FROM generate_series(1, 60000) AS i, LATERAL (SELECT 'provider ' || i % 50000 AS k, i AS v) AS x
                            WHERE i <= left_part OR i > 60000 - right_part) AS same
FROM (VALUES (59999, 1), (1, 59999), (30000, 30000)) AS v(left_part, right_part),
     LATERAL (SELECT concentration_summary('provider ' || i % 50000, i) AS s FROM generate_series(1, left_part) AS i) AS a,
     LATERAL (SELECT concentration_summary('provider ' || i % 50000, i) AS s FROM generate_series(60001 - right_part, 60000) AS i) AS b;

-- the definition in plain SQL: rows of both together, grouped by key
CREATE FUNCTION pg_temp.entries(s text, member text DEFAULT 'entries') RETURNS text LANGUAGE sql AS $$
  SELECT string_agg((SELECT string_agg(CASE WHEN i = jsonb_array_length(e) THEN trim_scale(x::numeric)::text ELSE x END, '|' ORDER BY i)
                     FROM jsonb_array_elements_text(e) WITH ORDINALITY AS a(x, i)), E'\n' ORDER BY n)
  FROM jsonb_array_elements(s::jsonb -> member) WITH ORDINALITY AS a(e, n)
$$;
CREATE TEMP VIEW both_batches AS SELECT * FROM arrangement WHERE batch IN (1, 2);
SELECT pg_temp.entries(s) = (SELECT string_agg(concat_ws('|', k, n, trim_scale(v)), E'\n' ORDER BY k COLLATE "C")
                             FROM (SELECT 'p' || provider AS k, count(*) AS n, sum(value) AS v FROM both_batches WHERE value IS NOT NULL AND provider IS NOT NULL GROUP BY 1) AS g) AS concentration,
       (s::jsonb ->> 'measured_rows')::int = (SELECT count(*) FROM both_batches WHERE value IS NOT NULL AND provider IS NOT NULL) AS measured,
       (s::jsonb ->> 'missing_rows')::int = (SELECT count(*) FROM both_batches WHERE value IS NULL OR provider IS NULL) AS missing,
       (s::jsonb ->> 'measured_value')::numeric = (SELECT sum(abs(value)) FROM both_batches WHERE provider IS NOT NULL) AS measured_value,
       (s::jsonb ->> 'missing_value')::numeric = (SELECT sum(abs(value)) FROM both_batches WHERE provider IS NULL) AS missing_value
FROM (SELECT ((SELECT concentration_summary('p' || provider, value) FROM arrangement WHERE batch = 1)
            + (SELECT concentration_summary('p' || provider, value) FROM arrangement WHERE batch = 2))::text AS s) AS x;
SELECT pg_temp.entries(s) = (SELECT string_agg(concat_ws('|', k, n, trim_scale(v)), E'\n' ORDER BY k)
                             FROM (SELECT round(term_years(term) * 4530960)::bigint AS k, count(*) AS n, coalesce(sum(value), 0) AS v
                                   FROM both_batches WHERE NOT upper_inf(term) GROUP BY 1) AS g) AS term,
       (s::jsonb ->> 'missing_rows')::int = (SELECT count(*) FROM both_batches WHERE term IS NULL OR upper_inf(term) OR value IS NULL) AS missing
FROM (SELECT ((SELECT term_summary(term, value) FROM arrangement WHERE batch = 1) + (SELECT term_summary(term, value) FROM arrangement WHERE batch = 2))::text AS s) AS x;
SELECT pg_temp.entries(s) = (SELECT string_agg(concat_ws('|', provider, agency, n, trim_scale(v)), E'\n' ORDER BY provider, agency COLLATE "C")
                             FROM (SELECT provider, agency, count(*) AS n, coalesce(sum(value), 0) AS v
                                   FROM both_batches WHERE provider IS NOT NULL AND agency IS NOT NULL GROUP BY 1, 2) AS g) AS overlap,
       pg_temp.entries(s, 'agencies') = (SELECT string_agg(concat_ws('|', agency, n), E'\n' ORDER BY agency COLLATE "C")
                                         FROM (SELECT agency, count(*) FILTER (WHERE provider IS NULL) AS n
                                               FROM both_batches WHERE agency IS NOT NULL GROUP BY 1) AS g) AS agencies
FROM (SELECT ((SELECT overlap_summary(agency, provider, value) FROM arrangement WHERE batch = 1)
            + (SELECT overlap_summary(agency, provider, value) FROM arrangement WHERE batch = 2))::text AS s) AS x;
SELECT pg_temp.entries(s) = (SELECT string_agg(concat_ws('|', provider, agency, n, trim_scale(v), reports, highest), E'\n' ORDER BY provider, agency COLLATE "C")
                             FROM (SELECT provider, agency, count(*) AS n, coalesce(sum(value), 0) AS v, sum(per_year(reporting)) AS reports, max(per_year(reporting)) AS highest
                                   FROM both_batches WHERE provider IS NOT NULL AND agency IS NOT NULL AND reporting IS NOT NULL GROUP BY 1, 2) AS g) AS burden,
       pg_temp.entries(s, 'totals') = (SELECT string_agg(concat_ws('|', agency, per_year(reporting), n, trim_scale(v)), E'\n' ORDER BY reporting, agency COLLATE "C")
                                       FROM (SELECT agency, reporting, count(*) AS n, coalesce(sum(value), 0) AS v
                                             FROM both_batches WHERE provider IS NOT NULL AND agency IS NOT NULL AND reporting IS NOT NULL GROUP BY 1, 2) AS g) AS totals
FROM (SELECT ((SELECT burden_summary(agency, provider, reporting, value) FROM arrangement WHERE batch = 1)
            + (SELECT burden_summary(agency, provider, reporting, value) FROM arrangement WHERE batch = 2))::text AS s) AS x;

SELECT pg_temp.entries(s) = (SELECT string_agg(concat_ws('|', provider, agency, asked, first, last, n, trim_scale(v)), E'\n' ORDER BY provider, reporting NULLS FIRST, agency COLLATE "C", first, last NULLS LAST, sign NULLS FIRST)
                             FROM (SELECT provider, agency, reporting, per_year(reporting) AS asked, lower(term) AS first, upper(term) - 1 AS last, sign(value) < 0 AS sign, count(*) AS n, sum(value) AS v
                                   FROM both_batches WHERE provider IS NOT NULL AND agency IS NOT NULL AND NOT isempty(term) GROUP BY provider, agency, reporting, term, sign(value) < 0) AS g) AS schedule,
       pg_temp.entries(s, 'frequencies') = (SELECT string_agg(concat_ws('|', agency, trim_scale(per_year(reporting))), E'\n' ORDER BY reporting NULLS FIRST, agency COLLATE "C")
                                            FROM (SELECT DISTINCT agency, reporting FROM both_batches WHERE provider IS NOT NULL AND agency IS NOT NULL AND NOT isempty(term)) AS g) AS frequencies,
       (s::jsonb ->> 'measured_rows')::int = (SELECT count(*) FROM both_batches WHERE (agency, provider, reporting, upper(term), value) IS NOT NULL) AS measured,
       (s::jsonb ->> 'missing_rows')::int = (SELECT count(*) FROM both_batches WHERE (agency, provider, reporting, upper(term), value) IS NOT NULL IS NOT TRUE) AS missing,
       (s::jsonb ->> 'measured_value')::numeric = (SELECT sum(abs(value)) FROM both_batches WHERE (agency, provider, reporting, upper(term), value) IS NOT NULL) AS measured_value,
       (s::jsonb ->> 'missing_value')::numeric = (SELECT sum(abs(value)) FROM both_batches WHERE (agency, provider, reporting, upper(term), value) IS NOT NULL IS NOT TRUE) AS missing_value
FROM (SELECT ((SELECT schedule_summary(agency, provider, reporting, term, value) FROM arrangement WHERE batch = 1)
            + (SELECT schedule_summary(agency, provider, reporting, term, value) FROM arrangement WHERE batch = 2))::text AS s) AS x;

-- to merge() NULL adds nothing, on either side, and NULL and NULL are NULL; with + it makes NULL, as with core's operators
SELECT type, summary, pg_temp.answer($q$
  SELECT concat_ws(' ', record_image_eq(ROW(merge(NULL, s)), ROW(s)), record_image_eq(ROW(merge(s, NULL)), ROW(s)), merge(NULL::%1$s, NULL) IS NULL,
                   s + NULL IS NULL, NULL + s IS NULL, NULL::%1$s + NULL::%1$s IS NULL)
  FROM (SELECT %2$s AS s FROM arrangement) AS x$q$, type, summary) AS as_it_was_and_null
FROM kinds ORDER BY id;
-- so where one part of a sum is missing, in an outer join, the sum is
SELECT k, old.s IS NULL AS no_old, new.s IS NULL AS no_new, old.s + new.s IS NULL AS no_sum, total(merge(old.s, new.s)) AS merged
FROM (SELECT k, concentration_summary(k, 1) AS s FROM unnest('{a,b}'::text[]) AS k GROUP BY k) AS old
     FULL JOIN (SELECT k, concentration_summary(k, 2) AS s FROM unnest('{b,c}'::text[]) AS k GROUP BY k) AS new USING (k) ORDER BY k;
-- and with merge() the first batch of a group may find nothing stored, and an empty batch changes nothing
CREATE TABLE merge_first (id int PRIMARY KEY, s concentration_summary);
INSERT INTO merge_first VALUES (1, NULL);
INSERT INTO merge_first AS f VALUES (1, (SELECT concentration_summary(provider, value) FROM arrangement)),
                                    (2, (SELECT concentration_summary(provider, value) FROM arrangement WHERE false))
ON CONFLICT (id) DO UPDATE SET s = merge(f.s, EXCLUDED.s);
INSERT INTO merge_first AS f VALUES (1, (SELECT concentration_summary(provider, value) FROM arrangement WHERE false)),
                                    (2, (SELECT concentration_summary(provider, value) FROM arrangement))
ON CONFLICT (id) DO UPDATE SET s = merge(f.s, EXCLUDED.s);
SELECT id, s::text = (SELECT concentration_summary(provider, value)::text FROM arrangement) AS same FROM merge_first ORDER BY id;
-- rows that are all missing still count
SELECT missing_rows(a + b), measured_rows(a + b), value_coverage(a + b), holders(a + b)
FROM (SELECT concentration_summary(NULL::text, 5) AS a, concentration_summary('x', NULL) AS b) AS x;
-- agencies of which no provider is known stay in the list
SELECT agencies(a + b), providers(a + b), (a + b)::jsonb -> 'agencies' AS list
FROM (SELECT overlap_summary('Zoo', NULL::text) AS a, overlap_summary('Arts', NULL::text) AS b) AS x;

-- the arguments are not written to: a summary merged with itself, and with others, reads as before
SELECT bool_and(before = after) AS unchanged
FROM (SELECT s::text AS before, (s + s) IS NOT NULL AND (s + concentration_summary) IS NOT NULL AS merged, s::text AS after
      FROM merge_stored, (SELECT concentration_summary(i, i) FROM generate_series(1, 100) AS i) AS more) AS x;
SELECT type, summary, pg_temp.answer($q$
  SELECT record_image_eq(ROW(s + s), ROW((SELECT rollup(x) FROM unnest(ARRAY[s, s]) AS x))) FROM (SELECT %2$s AS s FROM arrangement) AS x$q$, type, summary) AS doubled
FROM kinds ORDER BY id;
-- nor is the state of an aggregate that is not in compact form, which comes out compact
CREATE AGGREGATE pg_temp.live(text, numeric) (SFUNC = concentration_add, STYPE = concentration_summary, COMBINEFUNC = summary_combine);
SELECT n, record_image_eq(ROW(merge(s, NULL)), ROW(c)) AS alone, record_image_eq(ROW(s + one), ROW((SELECT rollup(x) FROM unnest(ARRAY[c, one]) AS x))) AS with_one,
       record_image_eq(ROW(one + s), ROW(c + one)) AS one_with, record_image_eq(ROW(s + s), ROW(c + c)) AS with_itself, s::text = c::text AS unchanged
FROM unnest('{1,3,20,1000,40000}'::int[]) AS n,
     LATERAL (SELECT pg_temp.live('provider ' || i, i) AS s, concentration_summary('provider ' || i, i) AS c FROM generate_series(1, n) AS i) AS x,
     (SELECT concentration_summary('one more', 1) AS one) AS y;

-- what does not go together, as rollup says it
CREATE FUNCTION pg_temp.error(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  message text;
  hint text;
BEGIN
  EXECUTE statement;
  RETURN 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' ', SQLSTATE, message, hint);
END $$;
SELECT left_part, right_part, left(pg_temp.error(format('SELECT %s + %s', left_part, right_part)), 5) AS sqlstate,
       pg_temp.error(format('SELECT %s + %s', left_part, right_part))
       = pg_temp.error(format('SELECT rollup(s ORDER BY i) FROM (SELECT 1 AS i, %s AS s UNION ALL SELECT 2, %s) AS v', left_part, right_part)) AS as_rollup
FROM (VALUES ($$concentration_summary('a', 1)$$, 'concentration_summary(1, 1)'),
             ('concentration_summary(1, 1)', $$concentration_summary('a', 1)$$),
             ($$concentration_summary(md5('a')::uuid, 1)$$, $$concentration_summary('a', 1)$$),
             ($$overlap_summary('A', 'a')$$, $$overlap_summary('A', 1)$$),
             ($$burden_summary('A', 'a', 'monthly', 1)$$, $$burden_summary('A', md5('a')::uuid, 'monthly', 1)$$),
             ($$schedule_summary('A', 'a', 'monthly', '[2020-01-01,)', 1)$$, $$schedule_summary('A', 1, 'monthly', '[2020-01-01,)', 1)$$),
             ($$concentration_summary('a', 1e28)$$, $$concentration_summary('b', 1e28)$$),
             ($$schedule_summary('A', 'a', 'monthly', '[2020-01-01,2021-01-01)', 1e28)$$, $$schedule_summary('A', 'b', NULL, '[2020-01-01,)', -1e28)$$),
             ($$term_summary('[2020-01-01,2021-01-01)', 1e28)$$, $$term_summary('[2020-01-01,2021-01-01)', -1e28)$$)) AS v(left_part, right_part);
CREATE TEMP TABLE full_count AS
SELECT ('{"version": 1, "key": "text", "measured_rows": 9223372036854775807, "measured_value": 5, "missing_rows": 0, '
        '"missing_value": 0, "entries": [["a", 9223372036854775807, 5]]}')::concentration_summary AS measured,
       ('{"version": 1, "key": "text", "measured_rows": 0, "measured_value": 0, "missing_rows": 9223372036854775807, '
        '"missing_value": 5, "entries": []}')::concentration_summary AS missing;
SELECT left(pg_temp.error('SELECT ' || e || ' FROM full_count'), 5) AS sqlstate, e
FROM unnest('{measured + measured,missing + missing,measured + missing,missing + measured}'::text[]) AS e;
-- summaries of different types have no operator
SELECT left(pg_temp.error($$SELECT concentration_summary('a', 1) + overlap_summary('A', 'a')$$), 5) AS sqlstate;

-- the operators: of one type, commutative, strict, with a comment
SELECT oprleft::regtype AS type, oprright = oprleft AND oprresult = oprleft AS closed, oprcom = oid AS commutative,
       (SELECT proisstrict FROM pg_proc WHERE pg_proc.oid = oprcode) AS strict, oprcode::oid::regprocedure AS function,
       obj_description(oid, 'pg_operator') AS comment
FROM pg_operator WHERE oprname = '+' AND oprleft::regtype::text ~ '_summary$' ORDER BY oprleft::regtype::text COLLATE "C";
-- in parallel workers too
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
CREATE TABLE merge_parallel AS SELECT i, concentration_summary(i, i) AS a, concentration_summary(i + 1, 1) AS b FROM generate_series(1, 5000) AS i GROUP BY i;
ANALYZE merge_parallel;
CREATE TEMP TABLE plan (line text);
DO $$
DECLARE
  line text;
BEGIN
  FOR line IN EXPLAIN (COSTS OFF) SELECT sum(total(a + b)), rollup(a + b) FROM merge_parallel LOOP
    INSERT INTO plan VALUES (line);
  END LOOP;
END $$;
SELECT count(*) FILTER (WHERE line ~ 'Gather') > 0 AS parallel, count(*) FILTER (WHERE line ~ 'Partial Aggregate') > 0 AS partial FROM plan;
SELECT sum(total(a + b)) AS total, holders(rollup(a + b)), rollup(a + b)::text = (SELECT rollup(s)::text FROM (SELECT a FROM merge_parallel UNION ALL SELECT b FROM merge_parallel) AS u(s)) AS same
FROM merge_parallel;
DROP TABLE merge_stored, merge_expression, merge_first, merge_parallel;
