-- What the golden files are made of, for test/golden/make and test/t/008_golden.pl: values of every stored type, made
-- by the aggregates from rows that are written here.  The encoding of the database is UTF8.
--
-- A case that is here stays as it is.  What is new goes to the end, with a golden file of its own.

CREATE TABLE golden_row (agency text, name text, number bigint, id uuid, reporting frequency, term daterange, value numeric);
INSERT INTO golden_row VALUES
  ('Health',              '',                        0,                    '00000000-0000-0000-0000-000000000000', 'none',         '[2020-02-29,2021-02-28)', 12.50),
  ('Health',              'seven b',                 -1,                   'ffffffff-ffff-ffff-ffff-ffffffffffff', 'monthly',      '[2018-07-01,2021-07-01)', -7.25),
  ('Health',              'eight by',                9223372036854775807,  '00000000-0000-0000-0000-000000000001', 'monthly',      '[2018-07-01,2021-07-01)', 100),
  ('Education',           'nine byte',               -9223372036854775808, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'quarterly',    'empty',                   0),
  ('Education',           'nine byte',               -9223372036854775808, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'quarterly',    '[2020-01-01,2020-01-02)', 0.0000000001),
  ('An agency whose name is long', 'a provider whose name is longer than any other', 256, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12', '100000000/year', '(,2020-01-01)', 3),
  ('An agency whose name is long', 'a provider whose name is longer than any othes', 255, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a13', '0.0000000001/year', '[4713-11-24 BC,5874897-12-31)', 9999999999.99),
  ('Te Puni Kōkiri',      'Whānau Ōra – 𝄞 "quoted" \ ' || E'\t\n', 65536,  'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '3.5/year',     '[2020-01-01,2020-12-31)', 0.333),
  ('Health',              'only a claw-back',        42,                   'c0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'annual',       '[2020-01-01,2022-01-01)', -0.5),
  ('Education',           'no value',                43,                   'd0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'weekly',       '[2020-01-01,2024-01-01)', NULL),
  ('Education',           NULL,                      NULL,                 NULL,                                   'weekly',       NULL,                      77.7),
  ('No provider known',   NULL,                      NULL,                 NULL,                                   NULL,           '[2020-01-01,)',           NULL),
  (NULL,                  'no agency',               44,                   'e0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'daily',        '[2020-01-01,2020-06-01)', 5),
  ('Health',              'seven b',                 -1,                   'ffffffff-ffff-ffff-ffff-ffffffffffff', 'half-yearly',  '[2018-07-01,2021-07-02)', 1000.125);
-- enough keys for a state with an index
CREATE VIEW golden_many AS
SELECT 'Agency ' || i % 3 AS agency, CASE WHEN i % 2 = 0 THEN 'provider ' || i ELSE 'p' || i END AS name, i * 1000003 AS number,
       md5(i::text)::uuid AS id, per_year('monthly'::frequency)::int * (i % 4) AS times, daterange('2020-01-01', '2020-01-01'::date + i * 31) AS term,
       i * 0.01 AS value
FROM generate_series(1, 24) AS i;

CREATE TABLE golden_case (number serial, type text, name text, expression text);
INSERT INTO golden_case (type, name, expression)
SELECT kind.type, rows.name || CASE WHEN key <> '' THEN ', ' || key_type ELSE '' END,
       format('SELECT %s FROM %s', format(CASE WHEN rows.source = 'golden_many' THEN replace(summary, 'reporting', 'times::frequency') ELSE summary END, key), rows.source)
FROM (VALUES (1, 'term_summary', 'term_summary(term, value)', '{"": ""}'::jsonb),
             (2, 'concentration_summary', 'concentration_summary(%s, value)', '{"text": "name", "bigint": "number", "uuid": "id"}'),
             (3, 'overlap_summary', 'overlap_summary(agency, %s, value)', '{"text": "name", "bigint": "number", "uuid": "id"}'),
             (4, 'burden_summary', 'burden_summary(agency, %s, reporting, value)', '{"text": "name", "bigint": "number", "uuid": "id"}'),
             (5, 'schedule_summary', 'schedule_summary(agency, %s, reporting, term, value)', '{"text": "name", "bigint": "number", "uuid": "id"}')) AS kind(i, type, summary, keys),
     jsonb_each_text(keys) AS k(key_type, key),
     (VALUES (1, 'all', 'golden_row'), (2, 'missing only', 'golden_row WHERE agency = $$No provider known$$'),
             (3, 'one row', 'golden_row WHERE number = 0'), (4, 'long key', 'golden_row WHERE number = 256'),
             (5, 'negative', 'golden_row WHERE value < 0'), (6, 'many', 'golden_many')) AS rows(i, name, source)
ORDER BY kind.i, rows.i, key_type COLLATE "C";
INSERT INTO golden_case (type, name, expression) VALUES
  ('term_summary', 'most', $$SELECT term_summary('[2020-01-01,2021-01-01)', 17014118346046923173168730371.5884105727)$$),
  ('concentration_summary', 'least', $$SELECT concentration_summary('k', -17014118346046923173168730371.5884105727)$$),
  ('concentration_summary', 'merged', $$SELECT rollup(s) FROM (SELECT concentration_summary(name, value) AS s FROM golden_row GROUP BY agency) AS x$$),
  ('overlap_summary', 'merged', $$SELECT rollup(s) FROM (SELECT overlap_summary(agency, name, value) AS s FROM golden_row GROUP BY agency) AS x$$),
  ('burden_summary', 'merged', $$SELECT rollup(s) FROM (SELECT burden_summary(agency, name, reporting, value) AS s FROM golden_row GROUP BY term) AS x$$),
  ('overlap_summary', 'without value', 'SELECT overlap_summary(agency, name) FROM golden_row'),
  ('schedule_summary', 'most', $$SELECT schedule_summary('A', 'p', 'monthly', '[2020-01-01,2021-01-01)', 17014118346046923173168730371.5884105727)$$),
  ('schedule_summary', 'merged', $$SELECT rollup(s) FROM (SELECT schedule_summary(agency, name, reporting, term, value) AS s FROM golden_row GROUP BY term) AS x$$),
  ('schedule_summary', 'open or unknown', $$SELECT schedule_summary('A', i % 2, f, t, v) FROM unnest('{none,monthly,NULL}'::frequency[]) WITH ORDINALITY AS f(f, i),
     unnest('{"(,)","(,2020-01-01)","[2020-01-01,)","[2020-01-01,2020-01-02)"}'::daterange[]) AS t, unnest('{0,1.5,-2,NULL}'::numeric[]) AS v$$),
  ('schedule_summary', 'first and last days', $$SELECT schedule_summary('A', 'p', 'monthly', daterange(d, e), 1) FROM unnest('{4714-11-24 BC,0001-12-31 BC,0001-01-01,1999-12-31,2000-01-01}'::date[]) AS d,
     unnest('{4714-11-25 BC,0001-01-01,2000-02-29,10000-01-01,5874897-12-31}'::date[]) AS e WHERE d < e$$);
INSERT INTO golden_case (type, name, expression)
SELECT 'frequency', f, format('SELECT %L::frequency', f)
FROM unnest('{none,monthly,every 3 months,P2Y,0.0000000001/year,100000000/year}'::text[]) AS f
UNION ALL SELECT 'nzbn', n, format('SELECT %L::nzbn', n) FROM unnest('{9429000000000,NZ-NZBN-9429041525746}'::text[]) AS n;

-- The bytes of a summary as a tuple has them, and a summary of such bytes: byteasend copies whatever it is given.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY '{term_summary,concentration_summary,overlap_summary,burden_summary,schedule_summary}'::text[] LOOP
    EXECUTE format('CREATE FUNCTION stored_bytes(%1$s) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS ''byteasend'';
                    CREATE FUNCTION %1$s_of_bytes(bytea) RETURNS %1$s LANGUAGE internal IMMUTABLE STRICT AS ''byteasend''', t);
  END LOOP;
END $$;
CREATE FUNCTION golden_line(golden_case) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  line text;
BEGIN
  EXECUTE format(CASE WHEN $1.type ~ 'summary' THEN
                   'SELECT concat_ws(E''\t'', encode(summary_send(v), ''hex''), encode(stored_bytes(v), ''hex''), v::text) FROM (%s) AS x(v)'
                 ELSE 'SELECT concat_ws(E''\t'', encode(%s_send(v), ''hex''), ''-'', v::text) FROM (%s) AS x(v)' END,
                 VARIADIC CASE WHEN $1.type ~ 'summary' THEN ARRAY[$1.expression] ELSE ARRAY[$1.type, $1.expression] END) INTO STRICT line;
  RETURN concat_ws(E'\t', $1.type, $1.name, line);
END $$;
