-- What sqlsmith meets beside the demo's tables; test/long/sqlsmith runs this, on
-- a server that is gone afterwards: it takes operators out of the catalog.
-- Every column is a value that it may pass to a function.

CREATE ROLE smith LOGIN;

-- A statement joins several tables: few rows of each.
DELETE FROM arrangement WHERE id % 100 <> 1;
ALTER TABLE arrangement ADD term daterange, ADD frequency frequency, ADD number nzbn;
UPDATE arrangement SET term = contract_term(start_date, end_date);
UPDATE arrangement SET frequency = (id % 13)::frequency, number = NULL;

CREATE TABLE edge (
	id        serial PRIMARY KEY,
	amount    numeric,
	whole     integer,
	big       bigint,
	name      text,
	identity  uuid,
	day       date,
	term      daterange,
	years     numrange,
	breaks    numeric[],
	sizes     bigint[],
	frequency frequency,
	number    nzbn
);
INSERT INTO edge (amount, whole, big, name, identity, day, term, years, breaks, sizes, frequency, number) VALUES
	(0, 0, 0, '', '00000000-0000-0000-0000-000000000000', '2021-06-30', 'empty', 'empty', '{}', '{}', 'none', '0000000000000'),
	(1, 1, 1, 'a', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '2020-02-29', '[2020-02-29,2024-02-29)', '[1,3)', '{1,3,5}', '{1,2,3}', 'monthly', '9429046393920'),
	(-1, -1, -1, 'A', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12', '2000-01-01', '[2018-07-01,2021-06-30]', '[3,)', '{-1,0,1}', '{-1}', '4/year', '9429050294954'),
	(0.0000000001, 2, 7, 'a considerably longer name', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'infinity', '(,)', '(,3]', '{0.0000000001}', '{9223372036854775807}', 'every 7 months', NULL),
	(17014118346046923173168730371.5884105727, 2147483647, 9223372036854775807, '"\', NULL, '-infinity', '[2020-01-01,)', '(,)', '{1,NULL,3}', '{1,NULL}', '100000000', NULL),
	(-17014118346046923173168730371.5884105727, -2147483648, -9223372036854775808, E'\n', NULL, '5874897-12-31', '(,2020-01-01)', '[0.5,0.5]', '{{1,2},{3,4}}', '{{1,2}}', '0.0000000001', NULL),
	('NaN', 12, 12, 'MoH', NULL, '4713-11-24 BC', '[4713-11-24 BC,5874897-12-31)', '[-1e100,1e100]', '{NaN}', NULL, NULL, NULL),
	('Infinity', 7, 2020, '2020/21', NULL, '1999-12-31', '[2020-01-01,2020-01-02)', '[Infinity,)', '{Infinity}', NULL, NULL, NULL),
	(1e100, 100, 10000, 'text', NULL, NULL, '[infinity,)', NULL, '{3,1}', '{1000000,5,7}', NULL, NULL),
	(1e-30, 13, 3, E'M\u00e4ori', NULL, NULL, '[-infinity,infinity]', NULL, '{1,1}', NULL, NULL, NULL),
	(33.333, 3, 33, repeat('k', 3000), NULL, NULL, NULL, NULL, '{100,50,25}', NULL, NULL, NULL),
	(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

-- documents that importers read, refuse, and read in part
ALTER TABLE edge ADD document jsonb;
UPDATE edge SET document = (ARRAY[
	'null', '{}', '[]', '{"ocid": "o", "awards": [{"id": 1, "suppliers": [{"name": "a"}, {"name": "b"}], "value": {"amount": 0.05}}]}',
	'{"releases": [{"ocid": "o", "contracts": [{"awardID": "x", "period": {"startDate": "2020-02-29", "durationInDays": 365}}]}]}', '{"releases": 5}',
	'{"grants": [{"id": 1, "amountAwarded": "12.50", "awardDate": "05/06/2014"}]}', '[{"id": 1}, {"ocid": 2, "awards": [{}]}]'])[id]::jsonb;

-- which cells are sensitive, and numbers of the other types
ALTER TABLE edge ADD sensitive boolean[], ADD rate double precision, ADD small smallint, ADD every interval, ADD words text[];
UPDATE edge SET sensitive = (ARRAY['{}', '{t,f,f}', '{f,t,NULL}', '{t}', NULL, '{{t,f},{f,t}}'])[id]::boolean[],
	rate = (ARRAY['0', '0.5', '-1', '1e-300', '1e300', 'NaN', 'Infinity', '100', '0.1'])[id]::float8,
	small = (ARRAY[0, 1, 4, 12, 32767, -32768])[id], every = (ARRAY['0', '1 month', '-1 day', '178000000 years', '1 us', '3 mons 1 day'])[id]::interval,
	words = (ARRAY['{}', '{Ltd}', '{Kea,NULL}', '{""}', '{{a,b}}'])[id]::text[];

-- Summaries: of nothing, of one, of missing, negative, zero and enormous values,
-- of few and of many keys of each type.  A query is (key, value, text, day).
CREATE TEMP TABLE shape (id serial, rows text);
INSERT INTO shape (rows) VALUES
	($$SELECT 'x', 1::numeric, 1 WHERE false$$),
	($$VALUES ('x', 1.5, 1)$$),
	($$VALUES (NULL, 1.5, 1)$$),
	($$VALUES ('x', NULL::numeric, 1)$$),
	($$VALUES ('x', -5, 1), ('y', 5, 2)$$),
	($$VALUES ('x', -5, 1)$$),
	($$VALUES ('x', 0, 1), ('y', 0, 2)$$),
	($$VALUES ('x', 0.0000000001, 1), ('y', 17014118346046923173168730000, 2)$$),
	($$VALUES ('x', 17014118346046923173168730371.5884105727, 1)$$),
	($$VALUES ('', 1, 0), ('eight888', 1, 1), ('nine99999', 1, 2), (repeat('long', 1000), 4, 3)$$),
	($$SELECT 'provider ' || i, i * 0.25, i FROM generate_series(1, 9) AS i$$),
	($$SELECT 'provider ' || i % 40, i * 0.25, i FROM generate_series(1, 100) AS i$$),
	($$SELECT i::text, 7, i FROM generate_series(1, 3000) AS i$$),
	($$SELECT i::text, nullif(i % 5, 2) - 1, nullif(i % 9, 0) FROM generate_series(1, 60) AS i$$);

CREATE TABLE term_summaries (id int PRIMARY KEY, summary term_summary);
CREATE TABLE concentration_summaries (id int PRIMARY KEY, summary concentration_summary);
CREATE TABLE overlap_summaries (id int PRIMARY KEY, summary overlap_summary);
CREATE TABLE burden_summaries (id int PRIMARY KEY, summary burden_summary);
CREATE TABLE schedule_summaries (id int PRIMARY KEY, summary schedule_summary);
DO $$
DECLARE
	shape record;
	key record;
BEGIN
	FOR shape IN SELECT * FROM shape LOOP
		EXECUTE format($q$INSERT INTO term_summaries SELECT %s,
			term_summary(daterange('2020-02-29', '2020-02-29'::date + n * 100), v) FROM (%s) AS t (k, v, n)$q$,
			shape.id, shape.rows);
		FOR key IN SELECT * FROM (VALUES (0, 'k'), (100, 'n::bigint'), (200, 'md5(k)::uuid')) AS t (base, key) LOOP
			EXECUTE format($q$INSERT INTO concentration_summaries
				SELECT %s, concentration_summary(%s, v) FROM (%s) AS t (k, v, n)$q$,
				shape.id + key.base, key.key, shape.rows);
			EXECUTE format($q$INSERT INTO overlap_summaries
				SELECT %s, overlap_summary(CASE n %% 4 WHEN 0 THEN 'an agency with a long name' WHEN 1 THEN 'MoH' WHEN 2 THEN '' END, %s, v)
				FROM (%s) AS t (k, v, n)$q$,
				shape.id + key.base, key.key, shape.rows);
			EXECUTE format($q$INSERT INTO burden_summaries
				SELECT %s, burden_summary('agency ' || n %% 5, %s, nullif(n %% 13, 7)::frequency, v)
				FROM (%s) AS t (k, v, n)$q$,
				shape.id + key.base, key.key, shape.rows);
			EXECUTE format($q$INSERT INTO schedule_summaries
				SELECT %s, schedule_summary('agency ' || n %% 5, %s, nullif(n %% 13, 7)::frequency,
					daterange(CASE WHEN n %% 11 > 0 THEN '2020-02-29'::date + n END, CASE WHEN n %% 7 > 0 THEN '2020-03-01'::date + n * 3 END), v)
				FROM (%s) AS t (k, v, n)$q$,
				shape.id + key.base, key.key, shape.rows);
		END LOOP;
	END LOOP;
END $$;

-- A function is called where a table in the statement has all that it takes: so
-- most tables have a column of each type, and few rows.
CREATE TABLE everything AS
SELECT c.id, c.summary AS concentration, o.summary AS overlap, b.summary AS burden, s.summary AS schedule, t.summary AS lengths,
       e.amount, e.whole, e.big, e.name, e.identity, e.day, e.term, e.years, e.breaks, e.sizes, e.frequency, e.number,
       e.sensitive, e.rate, e.small, e.every, e.words, e.document
FROM concentration_summaries AS c JOIN overlap_summaries AS o USING (id) JOIN burden_summaries AS b USING (id)
     JOIN schedule_summaries AS s USING (id) JOIN term_summaries AS t ON t.id = c.id % 100 JOIN edge AS e ON e.id = 1 + c.id % 11;
DO $$
BEGIN
	FOR i IN 0 .. 19 LOOP
		EXECUTE format('CREATE VIEW everything_%s AS SELECT * FROM everything WHERE id %% 20 = %s', i, i);
	END LOOP;
	-- and with what most functions can use
	FOR i IN 0 .. 9 LOOP
		EXECUTE format($view$CREATE VIEW sound_%s AS
			SELECT id, concentration, overlap, burden, schedule, lengths, id %% 7 AS whole, id / 3.0 AS amount, 0.5 AS half,
			       id::bigint AS big, 'provider ' || id AS name, date '2021-06-30' + id AS day,
			       daterange('2020-07-01', '2021-06-30'::date + id) AS term, numrange(1, id) AS years,
			       '{1,3,5}'::numeric[] AS breaks, '{5,3,4}'::bigint[] AS sizes, (id %% 13)::frequency AS frequency,
			       nzbn '9429046393920' AS number, md5(id::text)::uuid AS identity, 0.25::float8 AS rate, '{f,t,f}'::boolean[] AS sensitive,
			       '{Kea}'::text[] AS words
			FROM everything WHERE id %% 10 = %s$view$, i, i);
	END LOOP;
END $$;

-- states that have an entry for each row
CREATE AGGREGATE pg_temp.change_state(term_summary, term_summary) (SFUNC = length_change_add, STYPE = length_change_state);
CREATE AGGREGATE pg_temp.parts_state(concentration_summary) (SFUNC = theil_parts_add, STYPE = theil_parts_state);
CREATE AGGREGATE pg_temp.bounds_state(numrange, numrange) (SFUNC = length_bounds_add, STYPE = length_bounds_state);
CREATE TABLE states AS
SELECT id % 7 AS id, pg_temp.change_state(lengths, NULL) AS change, pg_temp.parts_state(concentration) AS parts, pg_temp.bounds_state('[1,3]', numrange(0, id)) AS bounds
FROM everything WHERE id % 100 NOT IN (8, 9) GROUP BY 1;

-- a table that keeps summaries: what changes its rows runs triggers
CREATE TABLE kept (agency text, changed int, money concentration_summary, lengths term_summary, shared overlap_summary, plan schedule_summary, PRIMARY KEY (agency));
SELECT keep_summaries('arrangement', 'kept', 'SELECT coalesce(agency, ''?'') AS agency, concentration_summary(provider, value) AS money, term_summary(term, value) AS lengths,
	overlap_summary(agency, provider, value) FILTER (WHERE value > 0) AS shared, schedule_summary(agency, number, frequency, term, value) AS plan FROM rows GROUP BY 1');
CREATE TABLE edge_kept (id int PRIMARY KEY, s concentration_summary);
CREATE TABLE keeping (followed regclass, kept_in regclass, query text);
INSERT INTO keeping VALUES ('edge', 'edge_kept', 'SELECT id, concentration_summary(name, amount) AS s FROM rows GROUP BY id');

CREATE VIEW fiscal_years AS SELECT edge.id, f.* FROM edge, by_fiscal_year(amount, term, 7) AS f WHERE amount BETWEEN -10 AND 10 AND NOT isempty(term) AND NOT upper_inf(term) AND NOT lower_inf(term);
CREATE VIEW length_bands AS SELECT id, b.* FROM term_summaries, length_bands(summary, '{1,3,5}') AS b;
CREATE VIEW lorenz_points AS SELECT id, l.* FROM concentration_summaries, lorenz(summary, 5) AS l;
CREATE VIEW top_holders AS SELECT id, t.* FROM concentration_summaries, top_holders(summary, 3) AS t;
CREATE VIEW value_bands AS SELECT id, b.* FROM concentration_summaries, value_bands(summary, '{0,1,1000}') AS b;
CREATE VIEW overlap_pairs AS SELECT id, p.* FROM overlap_summaries, overlap_pairs(summary) AS p;
CREATE VIEW overlap_counts AS SELECT id, c.* FROM overlap_summaries, overlap_counts(summary) AS c;
CREATE VIEW overlap_sets AS SELECT id, s.* FROM overlap_summaries, overlap_sets(summary) AS s;
CREATE VIEW shared_provider_list AS SELECT id, l.* FROM overlap_summaries, shared_provider_list(summary) AS l WHERE id % 100 < 12;
CREATE VIEW frequency_bands AS SELECT id, b.* FROM burden_summaries, frequency_bands(summary) AS b;
CREATE VIEW joint_pairs AS SELECT id, j.* FROM burden_summaries, joint_pairs(summary) AS j;
CREATE VIEW planned_pairs AS SELECT id, j.* FROM schedule_summaries, joint_pairs(summary, '[2020-06-30,2021-01-01)') AS j;
CREATE VIEW planned_bands AS SELECT id, b.* FROM schedule_summaries, frequency_bands(summary, '[2020-06-30,2021-01-01)') AS b;
CREATE VIEW planned_burden AS SELECT id, m.* FROM schedule_summaries, most_burdened(summary, 3, '[2020-06-30,2021-01-01)') AS m;
CREATE VIEW expiring AS SELECT id, e.* FROM schedule_summaries, expiring(summary, '[2020-06-30,2021-01-01)') AS e;
CREATE VIEW holder_changes AS SELECT a.id, c.* FROM concentration_summaries AS a JOIN concentration_summaries AS b ON b.id = a.id + 1, holder_changes(a.summary, b.summary) AS c WHERE a.id < 14;
CREATE VIEW contracts AS SELECT id, c.* FROM edge, ocds_contracts(document) AS c WHERE id IN (1, 3, 4, 5);
CREATE VIEW grants AS SELECT id, g.* FROM edge, threesixtygiving_grants(document, 'DMY') AS g WHERE id IN (1, 3, 7);
CREATE VIEW running AS SELECT id, r.* FROM schedule_summaries, running(summary, '2020-06-30') AS r;
CREATE VIEW at_risk AS SELECT id, r.* FROM schedule_summaries, at_risk(summary, '[2020-06-30,2021-01-01)') AS r WHERE id % 100 < 12;
CREATE VIEW cover_gaps AS SELECT id, g.* FROM schedule_summaries, cover_gaps(summary) AS g WHERE id % 100 < 12;
CREATE VIEW most_burdened AS SELECT id, m.* FROM burden_summaries, most_burdened(summary, 3) AS m;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO smith;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO smith;

-- The functions that sqlsmith sees: it reads "pg_proc", and finds this first.
-- Without input functions and the like, which can only fail, and without those
-- of any type, for sqlsmith takes "any" for a type.
CREATE SCHEMA smith;
GRANT USAGE ON SCHEMA smith TO smith;
CREATE VIEW smith.pg_proc AS
SELECT p.*
FROM pg_catalog.pg_proc AS p
WHERE (EXISTS (SELECT FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid
               WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid
               AND d.refclassid = 'pg_extension'::regclass AND e.extname = 'commissioning')
       AND NOT EXISTS (SELECT FROM unnest(p.proargtypes) AS a WHERE a IN ('internal'::regtype, 'cstring'::regtype)))
   OR (pronamespace = 'pg_catalog'::regnamespace
       AND proname IN ('numrange', 'daterange', 'round', 'md5', 'count', 'sum', 'row_number')
       AND NOT EXISTS (SELECT FROM unnest(p.proargtypes) AS a JOIN pg_catalog.pg_type AS t ON t.oid = a
                       WHERE t.typtype = 'p' AND t.typname <> 'any'));

-- Nor those of any multirange and any enum, of which half of the statements
-- would die before they run.  Operators it reads from the catalog itself.
CREATE VIEW smith.pg_type AS
SELECT * FROM pg_catalog.pg_type WHERE typname !~ 'multirange|anyenum';
SET allow_system_table_mods = on;
DELETE FROM pg_catalog.pg_operator
WHERE oprleft::regtype::text ~ 'multirange|anyenum' OR oprright::regtype::text ~ 'multirange|anyenum';

GRANT SELECT ON smith.pg_proc, smith.pg_type TO smith;
ALTER ROLE smith SET search_path = smith, pg_catalog, public;
ANALYZE;
