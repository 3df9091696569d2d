-- Tables of summaries that follow the rows of another.  After each statement "same" compares what is kept with a fresh aggregate over all rows, by the bytes of
-- summary_send(), and counts the groups that are only in one of both.
\pset format unaligned
\pset footer off
\pset null NULL
SET jit = off;
SET client_min_messages = warning;
CREATE SCHEMA keep_test;
SET search_path = keep_test, public;

CREATE TABLE arrangement (id int PRIMARY KEY, agency text, provider text, times frequency, term daterange, value numeric, year int, note text);
CREATE TABLE kept (agency text, year int, money concentration_summary, large concentration_summary, lengths term_summary, shared overlap_summary, plan schedule_summary, PRIMARY KEY (year, agency));
-- NULL keys have a name of their own
SELECT $q$SELECT year, coalesce(agency, '?') AS agency, concentration_summary(provider, value) AS money, concentration_summary(provider, value) FILTER (WHERE value > 100) AS large,
       term_summary(term, value) AS lengths, overlap_summary(agency, provider, value) AS shared, schedule_summary(agency, provider, times, term, value) AS plan
FROM rows WHERE year IS NOT NULL GROUP BY year, coalesce(agency, '?')$q$ AS query \gset
-- what an error says
CREATE FUNCTION pg_temp.error(statement text, OUT state text, OUT message text, OUT detail text, OUT hint text, OUT context text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  message := 'done';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT, context = PG_EXCEPTION_CONTEXT;
  context := substring(context FROM 'table [^\n]* keeps summaries of [^\n]*');
END $$;
-- what is kept and what is fresh, with the bytes of their summaries
CREATE VIEW pg_temp.differences AS
SELECT year, agency, k AS kept, f AS fresh
FROM (SELECT year, agency, (summary_send(money), summary_send(large), summary_send(lengths), summary_send(shared), summary_send(plan))::text AS k FROM kept) AS kept
     FULL JOIN
     (SELECT year, coalesce(agency, '?') AS agency, (summary_send(concentration_summary(provider, value)), summary_send(concentration_summary(provider, value) FILTER (WHERE value > 100)),
             summary_send(term_summary(term, value)), summary_send(overlap_summary(agency, provider, value)), summary_send(schedule_summary(agency, provider, times, term, value)))::text AS f
      FROM arrangement WHERE year IS NOT NULL GROUP BY year, coalesce(agency, '?')) AS fresh USING (year, agency);
SELECT $q$SELECT count(*) AS groups, count(*) FILTER (WHERE kept IS DISTINCT FROM fresh) AS not_same FROM pg_temp.differences$q$ AS same \gset

INSERT INTO arrangement
SELECT i, CASE WHEN i % 11 > 0 THEN 'Agency ' || i % 5 END, CASE WHEN i % 13 > 0 THEN 'provider ' || i * 7 % 29 END, CASE WHEN i % 17 > 0 THEN (1 + i % 12)::frequency END,
       CASE WHEN i % 19 > 0 THEN daterange(DATE '2020-01-01' + i % 40, DATE '2021-01-01' + i % 7 * 100) END, CASE WHEN i % 7 > 0 THEN i * 1.25 - 30 END, CASE WHEN i % 23 > 0 THEN 2020 + i % 2 END
FROM generate_series(1, 300) AS i;
SELECT keep_summaries('arrangement', 'kept', :'query');
:same;
-- by plain SQL: the net value of holders that have not less than nothing
SELECT total(money), holders(money), measured_rows(money), missing_rows(money) FROM kept WHERE (year, agency) = (2020, 'Agency 1');
SELECT sum(total) FILTER (WHERE total >= 0) AS total, count(*) FILTER (WHERE total >= 0) AS holders, sum(measured) AS measured_rows,
       (SELECT count(*) FROM arrangement WHERE (year, agency) = (2020, 'Agency 1') AND (provider IS NULL OR value IS NULL)) AS missing_rows
FROM (SELECT sum(value) AS total, count(*) AS measured FROM arrangement WHERE (year, agency) = (2020, 'Agency 1') AND provider IS NOT NULL AND value IS NOT NULL GROUP BY provider) AS x;

-- every kind of statement
INSERT INTO arrangement VALUES (1001, 'Agency 1', 'new', 'monthly', '[2020-01-01,2021-01-01)', 7, 2020), (1002, 'Agency 9', 'new', 'none', '[2020-01-01,)', -7, 2020), (1003, NULL, NULL, NULL, NULL, NULL, 2021), (1004, 'x', 'y', NULL, NULL, 1, NULL);
:same;
INSERT INTO arrangement SELECT id + 2000, agency, provider, times, term, value, year FROM arrangement WHERE id % 3 = 0;
:same;
INSERT INTO arrangement SELECT * FROM arrangement WHERE false;
UPDATE arrangement SET value = 0 WHERE false;
DELETE FROM arrangement WHERE false;
:same;
-- values, keys and both; into groups that are new, and out of groups of which nothing is left; into what no group has, and back
UPDATE arrangement SET value = value * 3 WHERE id % 5 = 0;
:same;
UPDATE arrangement SET note = 'nothing that is kept' WHERE id % 2 = 0;
:same;
UPDATE arrangement SET agency = 'Agency ' || id % 4 WHERE id % 7 = 0;
:same;
UPDATE arrangement SET year = CASE year WHEN 2020 THEN 2021 ELSE 2022 END;
:same;
UPDATE arrangement SET year = NULL WHERE id % 4 = 0;
:same;
UPDATE arrangement SET year = 2019 WHERE year IS NULL;
:same;
DELETE FROM arrangement WHERE id % 6 = 0;
:same;
DELETE FROM arrangement WHERE agency IS NULL;
:same;
COPY arrangement (id, agency, provider, times, term, value, year) FROM stdin;
5001	Agency 1	provider 1	monthly	[2020-01-01,2021-01-01)	10	2020
5002	Agency 12	\N	\N	\N	\N	2024
5003	Agency 1	provider 1	monthly	[2020-01-01,2021-01-01)	10	2020
\.
:same;
-- both triggers of one statement
INSERT INTO arrangement SELECT id + i, 'Agency 3', 'upserted', times, term, 55, 2020 FROM arrangement, unnest('{0,7000}'::int[]) AS i WHERE id % 9 = 1 ON CONFLICT (id) DO UPDATE SET agency = EXCLUDED.agency, value = EXCLUDED.value;
:same;
INSERT INTO arrangement SELECT id, 'Agency 3' FROM arrangement ON CONFLICT DO NOTHING;
:same;
-- statements within others, in functions, with errors caught
WITH gone AS (DELETE FROM arrangement WHERE id % 10 = 3 RETURNING *), come AS (INSERT INTO arrangement SELECT id + 20000, agency, 'moved', times, term, value, year FROM gone RETURNING id)
UPDATE arrangement SET value = -1 WHERE id % 10 = 4;
:same;
DO $$
BEGIN
  UPDATE arrangement SET value = 3 WHERE id % 3 = 1;
  BEGIN
    DELETE FROM arrangement WHERE id % 2 = 1;
    INSERT INTO arrangement (id) VALUES (5001), (5001);
  EXCEPTION WHEN unique_violation THEN NULL;
  END;
END $$;
:same;
BEGIN;
DELETE FROM arrangement WHERE id % 2 = 1;
SAVEPOINT a;
UPDATE arrangement SET agency = 'all one';
ROLLBACK TO a;
INSERT INTO arrangement (id, agency, value, year) VALUES (30000, 'Agency 1', 5, 2020);
:same;
ROLLBACK;
:same;
-- by foreign keys
CREATE TABLE agency (name text PRIMARY KEY);
INSERT INTO agency SELECT DISTINCT agency FROM arrangement WHERE agency IS NOT NULL;
ALTER TABLE arrangement ADD CONSTRAINT agency FOREIGN KEY (agency) REFERENCES agency ON DELETE CASCADE ON UPDATE CASCADE;
UPDATE agency SET name = 'renamed' WHERE name = 'Agency 3';
:same;
DELETE FROM agency WHERE name IN ('renamed', 'Agency 2');
:same;
TRUNCATE agency CASCADE;
:same;
ALTER TABLE arrangement DROP CONSTRAINT agency;

-- again, after the rows were changed unseen, and with another query; the triggers stay four
INSERT INTO arrangement SELECT i, 'A', 'p' || i % 3, 'monthly', '[2020-01-01,2021-01-01)', i, 2020 FROM generate_series(1, 9) AS i;
BEGIN;
SET LOCAL session_replication_role = replica;
UPDATE arrangement SET value = 1000;
COMMIT;
:same;
SELECT keep_summaries('arrangement', 'kept', :'query');
:same;
SELECT tgname FROM pg_trigger WHERE tgrelid = 'arrangement'::regclass AND NOT tgisinternal ORDER BY 1;
-- several tables that keep, of one name in several schemas, too; keys of other types
CREATE SCHEMA "Another one";
CREATE TABLE "Another one".kept ("The term" daterange, "select" boolean, s concentration_summary NOT NULL, changed int DEFAULT 5, PRIMARY KEY ("select", "The term"));
SELECT keep_summaries('arrangement', '"Another one".kept', 'SELECT concentration_summary(provider, value) AS s, term AS "The term", value > 5 AS "select" FROM rows WHERE value IS NOT NULL AND term IS NOT NULL GROUP BY 2, 3 ORDER BY 3 -- and a comment');
CREATE TABLE by_id (id int UNIQUE NOT NULL, lengths term_summary);
SELECT keep_summaries('arrangement', 'by_id', 'SELECT id, term_summary(day, value) AS lengths FROM rows LEFT JOIN unnest(ARRAY[term, NULL]) AS day ON true GROUP BY id');
UPDATE arrangement SET value = id - 3;
INSERT INTO arrangement SELECT i, 'B', 'p' || i % 3, 'monthly', daterange('2020-01-01', '2021-01-01'::date + i % 2), i, 2020 FROM generate_series(11, 19) AS i;
DELETE FROM arrangement WHERE id % 5 = 0;
:same;
SELECT count(*) AS groups, count(*) FILTER (WHERE summary_send(s) IS DISTINCT FROM summary_send(f)) AS not_same, bool_and(changed = 5) AS others_alone
FROM "Another one".kept FULL JOIN (SELECT term AS "The term", value > 5 AS "select", concentration_summary(provider, value) AS f FROM arrangement WHERE value IS NOT NULL AND term IS NOT NULL GROUP BY 1, 2) AS x USING ("The term", "select");
SELECT count(*) AS groups, count(*) FILTER (WHERE summary_send(lengths) IS DISTINCT FROM summary_send(f)) AS not_same
FROM by_id FULL JOIN (SELECT id, term_summary(day, value) AS f FROM arrangement, unnest(ARRAY[term, NULL]) AS day GROUP BY 1) AS x USING (id);
SELECT tgname FROM pg_trigger WHERE tgrelid = 'arrangement'::regclass AND NOT tgisinternal AND tgname ~ 'insert' ORDER BY 1;
-- a key of any type that can be grouped and ordered, and equal values that are written in two ways
CREATE TYPE pair AS (a int, b text);
CREATE DOMAIN code AS varchar(4) CHECK (VALUE <> 'none');
CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE keys (n numeric, c char(3), v varchar(5), d code, p pair, f float8, t timestamptz(0), e text[], i text COLLATE any_case, r int4multirange, x bigint);
CREATE TABLE by_keys (n numeric, c char(3), v varchar(5), d code, p pair, f float8, t timestamptz(0), e text[], i text COLLATE any_case, r int4multirange, s concentration_summary, PRIMARY KEY (n, c, v, d, p, f, t, e, i, r));
SELECT keep_summaries('keys', 'by_keys', 'SELECT n, c, v, d, p, f, t, e, i, r, concentration_summary(x, x) AS s FROM rows GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10');
INSERT INTO keys VALUES (1.0, 'a', 'b', 'c', '(1,x)', '-0', '2020-01-01', '{a}', 'X', '{}', 1), (1.00, 'a ', 'b', 'c', '(1,x)', '0', '2020-01-01', '{a}', 'x', '{}', 2), ('NaN', 'a', '', '', '(,)', 'NaN', 'infinity', '{NULL}', '', '{[1,2),[3,4)}', 3);
UPDATE keys SET x = x + 5, i = upper(i), n = n + 0.000;
INSERT INTO keys SELECT * FROM keys;
SELECT count(*) AS groups, count(*) FILTER (WHERE summary_send(s) IS DISTINCT FROM summary_send(fresh)) AS not_same
FROM by_keys FULL JOIN (SELECT n, c, v, d, p, keys.f AS float, t, e, i, r, concentration_summary(x, x) AS fresh FROM keys GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) AS x USING (n, c, v, d, p, t, e, i, r);
DELETE FROM keys WHERE n = 1;
SELECT n, total(s) FROM by_keys;

-- partitioned tables: rows move, and partitions differ in their columns; statements on a partition itself are not seen
CREATE TABLE parted (id int, agency text, provider bigint, value numeric) PARTITION BY LIST (agency);
CREATE TABLE part_a PARTITION OF parted FOR VALUES IN ('a');
CREATE TABLE part_b (gone int, value numeric, provider bigint, agency text, id int);
ALTER TABLE part_b DROP COLUMN gone;
ALTER TABLE parted ATTACH PARTITION part_b FOR VALUES IN ('b', 'B');
CREATE TABLE kept_parted (agency text, money concentration_summary, PRIMARY KEY (agency)) PARTITION BY HASH (agency);
CREATE TABLE kept_parted_0 PARTITION OF kept_parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE kept_parted_1 PARTITION OF kept_parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
SELECT keep_summaries('parted', 'kept_parted', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
SELECT $q$SELECT count(*) AS groups, count(*) FILTER (WHERE summary_send(k.money) IS DISTINCT FROM summary_send(f.money)) AS not_same
FROM kept_parted AS k FULL JOIN (SELECT agency, concentration_summary(provider, value) AS money FROM parted GROUP BY agency) AS f USING (agency)$q$ AS same_parted \gset
INSERT INTO parted SELECT i, (ARRAY['a', 'b', 'B'])[1 + i % 3], i % 7, i FROM generate_series(1, 50) AS i;
:same_parted;
UPDATE parted SET agency = CASE agency WHEN 'a' THEN 'B' WHEN 'B' THEN 'a' ELSE agency END, value = value + 1 WHERE id % 2 = 0;
:same_parted;
DELETE FROM parted WHERE agency = 'b' OR id < 10;
:same_parted;
INSERT INTO part_a VALUES (51, 'a', 1, 1);
:same_parted;
-- so there they are taken out of what does not have them
SELECT state, message, detail, hint, context FROM pg_temp.error('DELETE FROM parted WHERE provider = 1');
SELECT keep_summaries('parted', 'kept_parted', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
DELETE FROM parted WHERE provider = 1;
:same_parted;
TRUNCATE parted;
:same_parted;
-- stopped, as DROP TRIGGER would, of the table that is named and no partition; what is kept is not touched
INSERT INTO parted VALUES (1, 'a', 1, 5), (2, 'b', 1, 7);
BEGIN;
SELECT keep_summaries_stop('parted', 'kept_parted');
SELECT relation::regclass AS locked, mode FROM pg_locks WHERE locktype = 'relation' AND relation IN ('parted'::regclass, 'part_a'::regclass, 'part_b'::regclass, 'kept_parted'::regclass, 'kept_parted_0'::regclass, 'kept_parted_1'::regclass) AND mode ~ 'Exclusive';
COMMIT;
INSERT INTO parted VALUES (3, 'a', 1, 100), (4, 'B', 1, 100);
UPDATE parted SET agency = 'b', value = value + 1;
DELETE FROM parted WHERE id = 1;
SELECT agency, total(money) FROM kept_parted ORDER BY agency;
SELECT keep_summaries('parted', 'kept_parted', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
INSERT INTO parted VALUES (5, 'a', 1, 1);
:same_parted;
-- tables that inherit: statements on the parent see their rows
CREATE TABLE parent (agency text, provider text, value numeric);
CREATE TABLE child (more int) INHERITS (parent);
INSERT INTO child SELECT 'a', 'p' || i % 3, i FROM generate_series(1, 9) AS i;
CREATE TABLE kept_parent (agency text PRIMARY KEY, money concentration_summary);
SELECT keep_summaries('parent', 'kept_parent', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
INSERT INTO parent VALUES ('a', 'p1', 100), ('b', 'p1', 100);
UPDATE parent SET value = value + 1 WHERE provider = 'p1';
DELETE FROM parent WHERE provider = 'p2';
SELECT $q$SELECT agency, total(k.money), summary_send(k.money) = summary_send(f.money) AS same
FROM kept_parent AS k FULL JOIN (SELECT agency, concentration_summary(provider, value) AS money FROM parent GROUP BY agency) AS f USING (agency) ORDER BY agency$q$ AS same_parent \gset
:same_parent;
TRUNCATE ONLY parent;
:same_parent;

-- renamed: the rows, and their columns, as any trigger's; the kept table is to be named again
ALTER TABLE parent RENAME TO father;
INSERT INTO father VALUES ('a', 'p1', 5);
ALTER TABLE kept_parent RENAME TO kept_father;
INSERT INTO father VALUES ('a', 'p1', 5);
SELECT keep_summaries('father', 'kept_father', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
INSERT INTO father VALUES ('a', 'p1', 5);
SELECT agency, total(money) FROM kept_father;
SELECT tgname FROM pg_trigger WHERE tgrelid = 'father'::regclass ORDER BY 1;
-- stopped
SELECT keep_summaries_stop('father', 'kept_father');
SELECT tgname FROM pg_trigger WHERE tgrelid = 'father'::regclass ORDER BY 1;
TRUNCATE father;
SELECT agency, total(money) FROM kept_father;

-- the query is read by the names that were found when the triggers were made, and temporary ones hide nothing
CREATE SCHEMA mine;
CREATE FUNCTION mine.agency_of(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT upper($1) $$;
SET search_path = mine, keep_test, public;
SELECT keep_summaries('father', 'kept_father', 'SELECT agency_of(agency) AS agency, concentration_summary(provider, value::numeric) AS money FROM rows GROUP BY 1');
SET search_path = pg_catalog;
CREATE DOMAIN pg_temp.numeric AS text;
CREATE TEMP TABLE rows (agency text, provider text, value int);
CREATE TEMP TABLE come (agency text, money public.concentration_summary);
INSERT INTO keep_test.father VALUES ('a', 'p', 5), ('B', 'p', 6);
UPDATE keep_test.father SET value = value + 1;
DELETE FROM keep_test.father WHERE agency = 'B';
SET search_path = keep_test, public;
DROP TABLE pg_temp.rows, pg_temp.come;
DROP DOMAIN pg_temp.numeric;
SELECT agency, total(money) FROM kept_father;
-- and in another schema
ALTER EXTENSION commissioning SET SCHEMA mine;
INSERT INTO keep_test.father VALUES ('a', 'p', 5);
SELECT agency, mine.total(money) FROM kept_father;
ALTER EXTENSION commissioning SET SCHEMA public;

-- what cannot be kept is said at once
CREATE FUNCTION pg_temp.refused(query text, rows text DEFAULT 'father', kept_in text DEFAULT 'kept_father', OUT state text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM keep_summaries(rows::regclass, kept_in::regclass, query);
  message := 'accepted';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;
CREATE AGGREGATE last_summary(concentration_summary) (SFUNC = merge, STYPE = concentration_summary);
-- (of core's errors the code alone)
SELECT i, r.state, CASE WHEN r.state !~ '^42(883|601)' THEN r.message END AS message FROM (VALUES
  (1, 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency HAVING count(*) > 1'),
  (2, 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency LIMIT 5'),
  (3, 'SELECT DISTINCT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency'),
  (4, 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency UNION ALL SELECT ''x'', concentration_summary(provider, value) FROM rows'),
  (5, 'SELECT coalesce(agency, ''all'') AS agency, concentration_summary(provider, value) AS money FROM rows GROUP BY ROLLUP (agency)'),
  (6, 'SELECT agency, concentration_summary(provider, value) AS money FROM rows NATURAL JOIN child GROUP BY agency'),
  (7, 'SELECT a.agency, concentration_summary(b.provider, b.value) AS money FROM rows AS a, rows AS b GROUP BY 1'),
  (8, 'SELECT agency, concentration_summary(provider, value) AS money FROM rows WHERE agency IN (SELECT name FROM agency) GROUP BY agency'),
  (9, 'SELECT agency, concentration_summary(provider, value) AS money FROM (SELECT * FROM rows LIMIT 1) AS x GROUP BY agency'),
  (10, 'WITH x AS (SELECT * FROM rows) SELECT agency, concentration_summary(provider, value) AS money FROM x GROUP BY agency'),
  (11, 'SELECT x AS agency, concentration_summary(provider, value) AS money FROM rows RIGHT JOIN unnest(''{a,b}''::text[]) AS x ON x = agency GROUP BY 1'),
  (12, 'SELECT agency, concentration_summary(provider, value) AS money FROM rows FULL JOIN unnest(''{a,b}''::text[]) AS x ON x = agency GROUP BY 1'),
  (13, 'SELECT agency, concentration_summary(provider, value) AS money FROM father GROUP BY agency'),
  (14, 'SELECT ''a''::text AS agency, concentration_summary(provider, value) AS money FROM rows'),
  (15, 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency, provider'),
  (16, 'SELECT agency, min(provider) AS provider, concentration_summary(provider, value) AS money FROM rows GROUP BY agency'),
  (17, 'SELECT agency, concentration_summary(DISTINCT provider, value) AS money FROM rows GROUP BY agency'),
  (18, 'SELECT agency, concentration_summary(provider, value) + concentration_summary(provider, value) FILTER (WHERE value > 1) AS money FROM rows GROUP BY agency'),
  (19, 'SELECT agency, concentration_summary(provider, value) FILTER (WHERE value > 1) AS money FROM rows GROUP BY agency'),
  (20, 'SELECT agency, rollup(NULL::concentration_summary) AS money FROM rows GROUP BY agency'),
  (21, 'SELECT agency, last_summary(NULL::concentration_summary) AS money FROM rows GROUP BY agency'),
  (22, 'SELECT agency, concentration_summary(provider, value * random()::numeric) AS money FROM rows GROUP BY agency'),
  (23, 'SELECT to_char(value, ''9'') AS agency, concentration_summary(provider, value) AS money FROM rows GROUP BY 1'),
  (24, 'SELECT agency, concentration_summary(provider, value) AS money FROM rows WHERE current_date > ''2020-01-01'' GROUP BY 1'),
  (25, 'SELECT agency, burden_summary(agency, provider, ''monthly'', value) AS money FROM rows GROUP BY agency'),
  (26, 'SELECT row_number() OVER () AS agency, concentration_summary(provider, value) AS money FROM rows'),
  (27, 'SELECT agency FROM rows GROUP BY agency'),
  (28, 'SELECT concentration_summary(provider, value) AS money FROM rows'),
  (29, 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency) AS x, (SELECT 1'),
  (30, 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency) AS x; DELETE FROM father; SELECT * FROM (SELECT 1'),
  (31, ''),
  (32, 'SELECT agency AS name, concentration_summary(provider, value) AS money FROM rows GROUP BY agency'),
  (33, 'SELECT agency::varchar(9), concentration_summary(provider, value) AS money FROM rows GROUP BY 1'),
  (34, 'SELECT agency COLLATE "C" AS agency, concentration_summary(provider, value) AS money FROM rows GROUP BY 1'),
  (35, 'SELECT agency, term_summary(NULL, value) AS money FROM rows GROUP BY 1')) AS q(i, query), pg_temp.refused(query) AS r ORDER BY i;
CREATE TABLE none (agency text NOT NULL, money concentration_summary);
CREATE UNIQUE INDEX ON none (agency) WHERE agency > '';
CREATE UNIQUE INDEX ON none (lower(agency));
CREATE INDEX ON none (agency);
CREATE TABLE nullable (agency text UNIQUE, money concentration_summary);
CREATE TABLE late (agency text NOT NULL UNIQUE DEFERRABLE, money concentration_summary);
CREATE UNLOGGED TABLE unlogged (agency text PRIMARY KEY, money concentration_summary);
CREATE TEMP TABLE temporary (agency text PRIMARY KEY, money concentration_summary);
CREATE VIEW seen AS SELECT * FROM father;
CREATE MATERIALIZED VIEW stored AS SELECT * FROM kept_father;
SELECT i, r.state, regexp_replace(r.message, 'pg_temp_\d+', 'pg_temp') AS message, r.detail, r.hint FROM (VALUES (1, 'father', 'none'), (2, 'father', 'nullable'), (3, 'father', 'late'), (4, 'father', 'unlogged'), (5, 'father', 'temporary'), (6, 'temporary', 'kept_father'), (7, 'father', 'father')) AS q(i, rows, kept_in),
  pg_temp.refused('SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency', rows, kept_in) AS r ORDER BY i;
SELECT message <> 'accepted' AS no_view FROM (VALUES ('seen', 'kept_father'), ('father', 'seen'), ('father', 'stored')) AS q(rows, kept_in),
  pg_temp.refused('SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency', rows, kept_in) AS r;
-- nothing was changed by any of it
SELECT agency, total(money) FROM kept_father;
SELECT keep_summaries('father', NULL, 'x'), keep_summaries(NULL, 'father', 'x'), keep_summaries('father', 'kept_father', NULL);
-- temporary rows, temporary summaries
CREATE TEMP TABLE held (agency text, provider text, value numeric);
SELECT keep_summaries('held', 'temporary', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
INSERT INTO held VALUES ('a', 'p', 5);
SELECT agency, total(money) FROM temporary;
-- its snapshot must see what the triggers do not
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT * FROM pg_temp.refused('SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
ROLLBACK;
-- a table that is just being changed
WITH x AS (INSERT INTO father SELECT 'a', r.state, 1 FROM pg_temp.refused('SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency') AS r RETURNING provider) SELECT * FROM x;
-- kept summaries that are not what they were: a group gone, a provider gone, rows gone
SELECT keep_summaries('father', 'kept_father', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
TRUNCATE father;
INSERT INTO father VALUES ('a', 'p', 5), ('a', 'q', 6), ('b', 'q', 7);
BEGIN;
DELETE FROM kept_father WHERE agency = 'b';
SELECT * FROM pg_temp.error('DELETE FROM father');
SELECT state, message FROM pg_temp.error('UPDATE father SET agency = ''a''');
UPDATE kept_father SET money = concentration_summary FROM (SELECT concentration_summary('q', 6)) AS x;
SELECT state, message, detail, context FROM pg_temp.error('DELETE FROM father WHERE agency = ''a''');
ROLLBACK;
-- a NULL key
SELECT state FROM pg_temp.error('INSERT INTO father VALUES (NULL, ''p'', 5)');
DELETE FROM father WHERE provider = 'q';
SELECT agency, money FROM kept_father;

-- rights: of whoever calls, to make triggers and to change what is kept; of whoever changes rows, to change what is kept, and to see all of it
CREATE ROLE regress_keep_writer;
GRANT USAGE ON SCHEMA keep_test TO regress_keep_writer;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON father TO regress_keep_writer;
SET ROLE regress_keep_writer;
SELECT state FROM pg_temp.refused('SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
SELECT state, context FROM pg_temp.error('INSERT INTO father VALUES (''a'', ''p'', 5)');
RESET ROLE;
GRANT SELECT, INSERT, UPDATE, DELETE ON kept_father TO regress_keep_writer;
SET ROLE regress_keep_writer;
INSERT INTO father VALUES ('a', 'p', 5), ('c', 'p', 5);
UPDATE father SET value = 9 WHERE value = 5;
DELETE FROM father WHERE agency = 'c';
SELECT state FROM pg_temp.error('TRUNCATE father');
RESET ROLE;
ALTER TABLE kept_father ENABLE ROW LEVEL SECURITY;
CREATE POLICY early ON kept_father USING (agency < 'b');
SET ROLE regress_keep_writer;
SELECT state FROM pg_temp.error('INSERT INTO father VALUES (''a'', ''p'', 5)');
RESET ROLE;
ALTER TABLE kept_father DISABLE ROW LEVEL SECURITY;
SELECT agency, money FROM kept_father;
DROP OWNED BY regress_keep_writer;
DROP ROLE regress_keep_writer;

-- stopped is the one that is named: of two of one name, whose triggers have numbers, and of two whose names are cut to one
CREATE TABLE paid (agency text, provider text, value numeric);
INSERT INTO paid VALUES ('A', 'p', 5);
CREATE TABLE funding (agency text PRIMARY KEY, money concentration_summary);
CREATE TABLE "Another one".funding (LIKE funding INCLUDING ALL);
SELECT 'a_name_that_is_nearly_as_long_as_a_name_can_be_in_PostgreSQL_1' AS cut1, 'a_name_that_is_nearly_as_long_as_a_name_can_be_in_PostgreSQL_2' AS cut2 \gset
CREATE TABLE :"cut1" (LIKE funding INCLUDING ALL);
CREATE TABLE :"cut2" (LIKE funding INCLUDING ALL);
SELECT count(keep_summaries('paid', kept_in, 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency')::text)
FROM unnest(ARRAY['funding', '"Another one".funding', quote_ident(:'cut1'), quote_ident(:'cut2')]::regclass[]) AS kept_in;
SELECT tgname FROM pg_trigger WHERE tgrelid = 'paid'::regclass AND tgname ~ 'insert|truncate' ORDER BY tgname COLLATE "C";
SELECT format($q$SELECT (SELECT sum(value) FROM paid) AS paid, (SELECT total(money) FROM funding) AS ours, (SELECT total(money) FROM "Another one".funding) AS theirs,
       (SELECT total(money) FROM %I) AS cut1, (SELECT total(money) FROM %I) AS cut2, (SELECT count(*) FROM pg_trigger WHERE tgrelid = 'paid'::regclass) AS triggers$q$, :'cut1', :'cut2') AS all_kept \gset
INSERT INTO paid VALUES ('A', 'p', 10);
:all_kept;
SELECT keep_summaries_stop('paid', '"Another one".funding');
INSERT INTO paid VALUES ('A', 'p', 100);
:all_kept;
SELECT keep_summaries_stop('paid', quote_ident(:'cut2')::regclass);
INSERT INTO paid VALUES ('A', 'p', 1000);
:all_kept;
UPDATE paid SET value = value * 2 WHERE value = 1000;
DELETE FROM paid WHERE value = 5;
:all_kept;
BEGIN;
TRUNCATE paid;
:all_kept;
ROLLBACK;
-- what has been stopped can begin again; what is rolled back was not stopped, at any level
SELECT keep_summaries('paid', '"Another one".funding', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM paid;
SAVEPOINT a;
SELECT keep_summaries_stop('paid', '"Another one".funding');
INSERT INTO paid VALUES ('A', 'p', 10000);
:all_kept;
ROLLBACK TO a;
INSERT INTO paid VALUES ('A', 'p', 1);
:all_kept;
COMMIT;
-- what somebody has dropped of it by hand is not missed, and temporary tables hide nothing
DROP TRIGGER keep_funding_update1 ON paid;
CREATE TEMP TABLE paid (agency text);
CREATE TEMP TABLE funding (agency text);
SET search_path = pg_temp, pg_catalog;
SELECT public.keep_summaries_stop('keep_test.paid', '"Another one".funding');
SET search_path = keep_test, public;
DROP TABLE pg_temp.paid, pg_temp.funding;
:all_kept;
-- nothing to stop
SELECT * FROM pg_temp.error('SELECT keep_summaries_stop(''paid'', ''"Another one".funding'')');
SELECT i, e.state, CASE WHEN e.state ~ '^42(704|P01)' THEN e.message END AS message FROM (VALUES (1, '''funding'', ''paid'''), (2, '''paid'', ''paid'''), (3, '''seen'', ''funding'''), (4, '''paid'', 4000000000'), (5, '4000000000, ''paid'''), (6, '''funding_pkey'', ''paid''')) AS q(i, arguments),
  pg_temp.error(format('SELECT keep_summaries_stop(%s)', arguments)) AS e ORDER BY i;
SELECT keep_summaries_stop(NULL, 'funding') IS NULL AS no_rows, keep_summaries_stop('paid', NULL) IS NULL AS no_table;
-- a table that has another name now is told by what its triggers have; those beside it go on
ALTER TABLE :"cut1" RENAME TO cut;
SELECT state, message FROM pg_temp.error('SELECT keep_summaries_stop(''paid'', ''cut'')');
SELECT message, hint FROM pg_temp.error('INSERT INTO paid VALUES (''A'', ''p'', 1)');
ALTER TABLE cut RENAME TO :"cut1";
:all_kept;
-- when a schema is renamed, each table in it is to be named anew: the first call says which have to follow
CREATE SCHEMA moving;
CREATE TABLE moving.one (LIKE funding INCLUDING ALL);
CREATE TABLE moving.two (LIKE funding INCLUDING ALL);
SELECT count(keep_summaries('paid', kept_in, 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency')::text) FROM unnest('{moving.one,moving.two}'::regclass[]) AS kept_in;
ALTER SCHEMA moving RENAME TO moved;
SET client_min_messages = notice;
SELECT keep_summaries('paid', 'moved.one', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
SELECT keep_summaries('paid', 'moved.two', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
SET client_min_messages = warning;
SELECT count(keep_summaries_stop('paid', kept_in)::text) FROM unnest('{moved.one,moved.two}'::regclass[]) AS kept_in;
DROP SCHEMA moved CASCADE;
:all_kept;
-- a table that is just being changed: its triggers are to fire yet
WITH x AS (INSERT INTO paid SELECT 'A', e.state, 0 FROM pg_temp.error('SELECT keep_summaries_stop(''paid'', ''funding'')') AS e RETURNING provider) SELECT * FROM x;
-- event triggers are told
BEGIN;
CREATE TABLE told (object text);
CREATE FUNCTION tell() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO told SELECT object_identity FROM pg_event_trigger_dropped_objects(); END $$;
CREATE EVENT TRIGGER tell ON sql_drop EXECUTE FUNCTION tell();
SELECT keep_summaries_stop('paid', 'funding');
SELECT object FROM told ORDER BY object COLLATE "C";
ROLLBACK;
-- rights: of the owner of the rows, as for DROP TRIGGER, and none on what is kept, or beside it
CREATE ROLE regress_keep_owner;
CREATE ROLE regress_keep_trigger;
GRANT USAGE ON SCHEMA keep_test TO regress_keep_owner, regress_keep_trigger;
SELECT keep_summaries('paid', '"Another one".funding', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
ALTER TABLE paid OWNER TO regress_keep_owner;
GRANT ALL ON paid TO regress_keep_trigger;
GRANT ALL ON funding TO regress_keep_trigger;
SET ROLE regress_keep_trigger;
SELECT state FROM pg_temp.error('SELECT keep_summaries_stop(''paid'', ''funding'')');
RESET ROLE;
-- of a table that is gone it is told when it is followed no more, and not to those who may not bring that about
BEGIN;
SET LOCAL client_min_messages = notice;
CREATE TABLE lost AS SELECT agency, concentration_summary(provider, value) AS money FROM paid GROUP BY agency;
ALTER TABLE lost ADD PRIMARY KEY (agency);
CREATE TABLE kept_next (LIKE lost INCLUDING ALL);
GRANT ALL ON kept_next TO regress_keep_trigger;
SELECT keep_summaries('paid', 'lost', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
DROP TABLE lost;
SET ROLE regress_keep_trigger;
SELECT state FROM pg_temp.error('SELECT keep_summaries(''paid'', ''kept_next'', ''SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency'')');
RESET ROLE;
SELECT keep_summaries('paid', 'kept_next', 'SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency');
ROLLBACK;
SET ROLE regress_keep_owner;
SELECT keep_summaries_stop('paid', 'funding');
RESET ROLE;
INSERT INTO paid VALUES ('A', 'p', 10000);
:all_kept;
DROP OWNED BY regress_keep_owner, regress_keep_trigger CASCADE;
DROP ROLE regress_keep_owner, regress_keep_trigger;

-- not by hand
CREATE TRIGGER wrong BEFORE INSERT ON child FOR EACH STATEMENT EXECUTE FUNCTION keep_summaries_follow('keep_test.kept_father', 'x', 'public');
INSERT INTO child VALUES ('a');
DROP TRIGGER wrong ON child;
CREATE TRIGGER wrong AFTER INSERT ON child FOR EACH STATEMENT EXECUTE FUNCTION keep_summaries_follow();
INSERT INTO child VALUES ('a');
DROP SCHEMA keep_test, mine, "Another one" CASCADE;
DROP TABLE held, temporary;
