-- Text, jsonb and binary form read back: whatever order members and entries come in, the same summary to the byte.
\pset format unaligned
\pset footer off
\pset null NULL

-- arrangements of which something is missing here and there; names of all lengths, of which none has what separates JSON's parts
CREATE TEMP TABLE arrangement AS
SELECT i, CASE WHEN i % 31 > 0 THEN CASE WHEN i % 3 > 0 THEN 'Agency ' ELSE 'An agency of a long name ' END || i * 13 % 23 END AS agency,
       nullif(i * 7919 % 1201, 13) AS provider, CASE WHEN i % 17 > 0 THEN (i % 900 - 60) * 0.25 END AS value,
       CASE WHEN i % 19 > 0 THEN daterange('2020-02-29', '2020-02-29'::date + i * 13 % 2000) END AS term,
       (ARRAY['monthly', 'quarterly', 'none', NULL, '7/year'])[i / 3 % 5 + 1]::frequency AS reporting
FROM generate_series(1, 2000) AS i;
-- each type with each type of keys; with values that take the narrowest entries, all decimal places, and 128 bits
CREATE TEMP TABLE summary (id serial, type text, made text);
INSERT INTO summary (type, made)
SELECT 'concentration_summary', format('concentration_summary(%s, %s)', key, value)
FROM unnest(ARRAY['provider::text', $$'Provider of a long name ' || provider$$, $$repeat('P' || provider, provider % 600)$$, 'provider - 600', 'md5(provider::text)::uuid']) AS key,
     unnest(ARRAY['value', 'value * 0.00000001', 'CASE WHEN i % 999 = 5 THEN value * 0.00000001 ELSE value END', 'value * (CASE WHEN i % 999 = 7 THEN 1e21 ELSE 1e-8 END)']) AS value;
INSERT INTO summary (type, made) VALUES
  ('term_summary', 'term_summary(term, value)'),
  ('overlap_summary', $$overlap_summary(agency, 'Provider ' || provider, value)$$),
  ('overlap_summary', $$overlap_summary('Agency ' || i % 1500, provider)$$),
  ('overlap_summary', 'overlap_summary(agency, NULL::text, value)'),
  ('overlap_summary', 'overlap_summary(agency, md5(provider::text)::uuid, value * 1e21)'),
  ('burden_summary', $$burden_summary(agency, 'Provider ' || provider, reporting, value)$$),
  ('burden_summary', $$burden_summary('Agency ' || i % 1500, provider, reporting, value)$$),
  ('burden_summary', $$burden_summary(agency, provider, CASE WHEN i % 3 = 0 THEN 'every 3 years' ELSE reporting END, value)$$),
  ('burden_summary', 'burden_summary(agency, md5(provider::text)::uuid, reporting, value * 1e21)'),
  ('schedule_summary', $$schedule_summary(agency, 'Provider ' || provider, reporting, term, value)$$),
  ('schedule_summary', $$schedule_summary('Agency ' || i % 1500, provider, reporting, CASE i % 7 WHEN 1 THEN daterange(lower(term), NULL) WHEN 2 THEN daterange(NULL, upper(term)) WHEN 3 THEN '(,)' ELSE term END, value)$$),
  ('schedule_summary', $$schedule_summary(agency, provider % 3, '12', daterange(CASE i % 3 WHEN 1 THEN '4714-11-24 BC'::date WHEN 2 THEN '0044-03-15 BC' ELSE '0009-01-01' END, CASE i % 5 WHEN 1 THEN '5874897-12-31'::date ELSE '12020-02-29'::date + i END), value)$$),
  ('schedule_summary', 'schedule_summary(agency, md5(provider::text)::uuid, reporting, term, value * 1e21)');
-- a form with its arrays in another order
CREATE FUNCTION pg_temp.sorted(form jsonb, how text) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_object_agg(key, CASE WHEN jsonb_typeof(value) <> 'array' THEN value ELSE coalesce((
    SELECT jsonb_agg(e ORDER BY CASE how WHEN 'backwards' THEN -n
                                         WHEN 'first one last' THEN CASE WHEN n = 1 THEN 1000000 ELSE n END
                                         WHEN 'last one first' THEN CASE WHEN n = jsonb_array_length(value) THEN 0 ELSE n END
                                         WHEN 'at random' THEN ('x' || left(md5(e::text), 7))::bit(28)::int
                                         ELSE n END)
    FROM jsonb_array_elements(value) WITH ORDINALITY AS a(e, n)), '[]') END)
  FROM jsonb_each(form)
$$;
CREATE FUNCTION pg_temp.changed(form text, how text) RETURNS text LANGUAGE sql AS $$
  SELECT CASE how WHEN 'as it is' THEN form
                  WHEN 'without blanks' THEN replace(replace(form, ', ', ','), ': ', ':')
                  WHEN 'with more blanks' THEN replace(replace(form, ', ', E' ,\t'), '[', E'[\n')
                  WHEN 'with escapes' THEN regexp_replace(form, '"P([^"]*3)"', '"\\u0050\1"', 'g')
                  WHEN 'with zeros' THEN regexp_replace(form, '\.25([],])', '.2500\1', 'g')
                  WHEN 'with exponents' THEN regexp_replace(form, '(, \d+, \d+)\]', '\1e0]', 'g')
                  WHEN 'members backwards' THEN regexp_replace(form, '^{(.*), ("agencies"|"totals"|"frequencies")(.*), ("entries".*)}$', '{\4, \2\3, \1}')
                  ELSE pg_temp.sorted(form::jsonb, how)::text END
$$;
-- reads the form of a summary of so many rows, changed in that way: is it the same to the byte?
CREATE FUNCTION pg_temp.same(type text, made text, size int, how text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  same boolean;
BEGIN
  EXECUTE format($q$
    WITH x AS MATERIALIZED (SELECT %2$s AS s FROM arrangement WHERE i <= $1),
         y AS MATERIALIZED (SELECT s, pg_temp.changed(s::text, $2)::%1$s AS t FROM x)
    SELECT record_image_eq(ROW(s), ROW(t)) AND pg_column_size(s) = pg_column_size(t) AND summary_send(s) = summary_send(t) FROM y$q$, type, made)
    INTO same USING size, how;
  RETURN same;
END $$;
SELECT how, type, count(*), bool_and(pg_temp.same(type, made, size, how)) AS same
FROM unnest(ARRAY['as it is', 'as jsonb', 'backwards', 'first one last', 'last one first', 'at random', 'without blanks', 'with more blanks',
                  'with escapes', 'with zeros', 'with exponents', 'members backwards']) WITH ORDINALITY AS h(how, n), summary,
     unnest('{0,1,2,9,150,2000}'::int[]) AS size
GROUP BY n, how, type ORDER BY n, type;
-- what is changed is changed
SELECT how, count(DISTINCT f) > 1 AS changed
FROM unnest(ARRAY['backwards', 'first one last', 'last one first', 'at random', 'without blanks', 'with more blanks', 'with escapes', 'with zeros', 'with exponents',
                  'members backwards']) WITH ORDINALITY AS h(how, n),
     LATERAL (SELECT pg_temp.changed(overlap_summary(agency, 'Provider ' || provider, value)::text, h) AS f FROM arrangement, unnest(ARRAY[how, CASE WHEN how ~ 'backwards|last|random' THEN 'as jsonb' ELSE 'as it is' END]) AS h WHERE i <= 150 GROUP BY h) AS x
GROUP BY n, how ORDER BY n;

-- a value that needs wider entries than all before it, as the first, as the last and between; and rows
SELECT place, at, jsonb_array_length(form -> 'entries') AS entries, record_image_eq(ROW(form::text::concentration_summary), ROW(pg_temp.sorted(form, 'backwards')::text::concentration_summary)) AS same,
       pg_column_size(form::text::concentration_summary) AS size, total(form::text::concentration_summary) AS total
FROM unnest('{1,100,200}'::int[]) AS at,
     (VALUES ('cents', '0.01', 1), ('finer', '0.0000000001', 1), ('64 bits', '92233720368547758.07', 1), ('more', '92233720368547758.08', 1),
             ('finer than 64 bits', '922337203.6854775808', 1), ('rows of 32 bits', '1', 4294967295), ('more rows', '1', 4294967296)) AS v(place, value, n),
     LATERAL (SELECT jsonb_build_object('version', 1, 'key', 'bigint', 'measured_rows', 199 + n, 'measured_value', 199 + value::numeric, 'missing_rows', 0, 'missing_value', 0,
                'entries', (SELECT jsonb_agg(jsonb_build_array(i, CASE WHEN i = at THEN n ELSE 1 END, CASE WHEN i = at THEN value::numeric ELSE 1 END) ORDER BY i)
                            FROM generate_series(1, 200) AS i)) AS form) AS f
ORDER BY v.n, value::numeric, at;

-- agencies that entries name before they are listed, or totals after the entries: jsonb's order, and any
SELECT '{"entries": [["p", "B", 1, 5, 12, 12], ["p", "A", 2, 3.5, 5, 4]], "totals": [["B", 12, 1, 5], ["A", 1, 1, 0], ["A", 4, 1, 3.5]], "key": "text", "version": 1,
         "measured_rows": 3, "measured_value": 8.5, "missing_rows": 0, "missing_value": 0}'::burden_summary AS s;
SELECT '{"entries": [["p", "B", 1, 5], ["p", "A", 2, 3.5]], "agencies": [["B", 0], ["A", 1]], "missing_rows": 1, "missing_value": 0, "key": "text", "version": 1,
         "measured_rows": 3, "measured_value": 8.5}'::overlap_summary AS s;
SELECT '{"entries": [["q", "B", null, null, null, 2, null], ["p", "B", 12, "0044-03-15 BC", "12020-02-29", 1, -5], ["p", "A", 12, null, "2021-06-30", 1, 3.5], ["p", "B", 12, "0044-03-15 BC", "12020-02-29", 1, 0]],
         "measured_value": 5, "missing_value": 3.5, "missing_rows": 3, "frequencies": [["B", 12.0], ["A", 12], ["B", null]], "key": "text", "version": 1, "measured_rows": 2}'::schedule_summary AS s;

-- agencies in an order that is not that of entries, and many
SELECT record_image_eq(ROW(s), ROW(s::text::overlap_summary)) AS same, agencies(s), providers(s)
FROM (SELECT overlap_summary('Agency ' || i % 20000, i, 1) AS s FROM generate_series(1, 40000) AS i) AS x;
SELECT record_image_eq(ROW(s), ROW(s::text::schedule_summary)) AS same, providers(s), (SELECT agencies FROM running(s, '2020-01-01')), jsonb_array_length(s::jsonb -> 'frequencies') AS frequencies
FROM (SELECT schedule_summary('Agency ' || i % 20000, i, (i / 20000)::frequency, '[2020-01-01,2020-01-02)', 1) AS s FROM generate_series(0, 39999) AS i) AS x;

-- entries in order for long and then one that is not, in a session of which the system takes back at once what is freed
\c -
SELECT same, holders(s), total(s)
FROM (SELECT concentration_summary(k, 1.0) AS s, format('{"version": 1, "key": "bigint", "measured_rows": %s, "measured_value": %s, "missing_rows": 0, "missing_value": 0, "entries": [%s]}',
                                                      count(*), count(*), string_agg(format('[%s, 1, 1]', k), ', ' ORDER BY n))::concentration_summary AS read
      FROM (SELECT n, CASE n WHEN 9999 THEN 0 ELSE n END AS k FROM generate_series(1::bigint, 100000) AS n) AS e) AS x,
     record_image_eq(ROW(s), ROW(read)) AS same;
