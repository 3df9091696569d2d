-- Bad input: the SQLSTATE, that the value at fault is shown, and a hint where there is a way out.
\pset format unaligned
\pset footer off
\pset null NULL

-- runs a statement that must fail; says with what SQLSTATE, and whether message or detail shows the value at fault
CREATE FUNCTION pg_temp.complaint(statement text, fault text, OUT state text, OUT shown boolean, OUT hint boolean)
LANGUAGE plpgsql AS $$
DECLARE
  message text;
  detail text;
  way_out text;
BEGIN
  EXECUTE statement;
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, way_out = PG_EXCEPTION_HINT;
  shown := position(fault IN message || ' ' || detail) > 0;
  hint := way_out <> '';
END $$;
CREATE TEMP TABLE s AS
SELECT concentration_summary(k, v) AS c, term_summary(daterange('2020-01-01', '2021-01-01'), v) AS t
FROM (VALUES ('a', 3), ('b', 1)) AS x(k, v);

-- the errors as a client sees them
\set VERBOSITY sqlstate
SELECT contract_term('2021-01-02', '2021-01-01');
SELECT hhi('a', 'NaN');
SELECT top_share(c, -1) FROM s;
SELECT value_bands(c, '{1,NULL}') FROM s;
SELECT 'x'::concentration_summary;
-- a key of no type that we have
SELECT hhi(1.5, 2);
SELECT hhi(DATE '2020-01-01', 2);
\set VERBOSITY default

-- terms
CREATE TEMP TABLE cases (id serial, statement text, fault text);
CREATE FUNCTION pg_temp.run() RETURNS TABLE (state text, shown boolean, hint boolean, statement text) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY SELECT r.state, r.shown, r.hint, c.statement FROM cases AS c, pg_temp.complaint(c.statement, c.fault) AS r ORDER BY id;
  DELETE FROM cases;
END $$;
INSERT INTO cases (statement, fault) VALUES
  ($$SELECT contract_term('2021-07-01', '2021-06-30')$$, '2021-07-01'),
  ($$SELECT contract_term('2021-07-01', '2021-06-29')$$, '2021-06-29'),
  ($$SELECT contract_term('2021-07-01', '-infinity')$$, '-infinity'),
  ($$SELECT contract_term('-infinity', '-infinity')$$, 'end at -infinity'),
  ($$SELECT contract_term('infinity', '2021-06-29')$$, 'infinity'),
  ($$SELECT contract_term('5874897-12-31', '5874897-12-31')$$, '5874897-12-31'),
  ($$SELECT annualised_value('NaN', '[2020-01-01,2021-01-01)')$$, 'NaN'),
  ($$SELECT annualised_value('-Infinity', '[2020-01-01,2021-01-01)')$$, '-Infinity'),
  ($$SELECT value_within('NaN', '[2020-01-01,2021-01-01)', '(,)')$$, 'NaN'),
  ($$SELECT value_within('Infinity', '[2020-01-01,2021-01-01)', '(,)')$$, 'Infinity');
SELECT * FROM pg_temp.run();

-- amounts: no NaN, no infinities, and nothing that 128 bits at 10 decimals do not hold (1.7e28)
INSERT INTO cases (statement, fault) VALUES
  ($$SELECT concentration_summary('a', 'NaN')$$, 'NaN'),
  ($$SELECT concentration_summary('a', 'Infinity')$$, 'Infinity'),
  ($$SELECT concentration_summary(1, '-Infinity')$$, '-Infinity'),
  ($$SELECT gini(md5('a')::uuid, 'NaN')$$, 'NaN'),
  ($$SELECT theil('a', v) FROM unnest('{1,2,NaN,3}'::numeric[]) AS v$$, 'NaN'),
  ($$SELECT effective_holders(NULL::text, 'Infinity')$$, 'Infinity'),
  ($$SELECT term_summary('[2020-01-01,2021-01-01)', 'NaN')$$, 'NaN'),
  ($$SELECT weighted_length('[2020-01-01,2021-01-01)', 'Infinity')$$, 'Infinity'),
  ($$SELECT schedule_summary('A', 'p', '12', '[2020-01-01,2021-01-01)', 'NaN')$$, 'NaN'),
  ($$SELECT schedule_summary(NULL, 7, NULL, NULL, '-Infinity')$$, '-Infinity'),
  ($$SELECT schedule_summary('A', md5('p')::uuid, '12', '[2020-01-01,)', 1e29)$$, '100000000000000000000000000000'),
  ($$SELECT hhi('a', 1e30)$$, '1000000000000000000000000000000'),
  ($$SELECT hhi('a', -1e29)$$, '-100000000000000000000000000000'),
  ($$SELECT hhi('a', 1e131071)$$, ''),
  ($$SELECT hhi('a', 1e28) FROM generate_series(1, 2)$$, ''),
  ($$SELECT hhi(k, 1e28) FROM generate_series(1, 2) AS k$$, ''),
  ($$SELECT term_summary('[2020-01-01,2021-01-01)', 1e28) FROM generate_series(1, 2)$$, ''),
  -- in a schedule what is missing adds to what is measured
  ($$SELECT schedule_summary('A', i, '12', '[2020-01-01,2021-01-01)', 1e28) FROM generate_series(1, 2) AS i$$, ''),
  ($$SELECT schedule_summary('A', i, '12', CASE i WHEN 1 THEN daterange('2020-01-01', NULL) ELSE '[2020-01-01,2021-01-01)' END, -1e28) FROM generate_series(1, 2) AS i$$, ''),
  ($$SELECT schedule_summary(CASE i WHEN 1 THEN 'A' END, i, '12', '[2020-01-01,2021-01-01)', 1e28) FROM generate_series(1, 2) AS i$$, ''),
  ($$SELECT schedule_summary('A', 1, '12', '[2020-01-01,2021-01-01)', 1e28) + schedule_summary('A', 1, NULL, '[2020-01-01,2021-01-01)', 1e28)$$, ''),
  ($$SELECT rollup(s) FROM (SELECT concentration_summary('a', 1e28) AS s FROM generate_series(1, 2) AS i GROUP BY i) AS x$$, '');
SELECT * FROM pg_temp.run();
-- what just fits is exact
SELECT total(concentration_summary('a', 17014118346046923173168730371.5884105727)) AS most,
       hhi('a', 17014118346046923173168730371.5884105727) AS hhi;

-- parameters out of range
INSERT INTO cases (statement, fault) VALUES
  ('SELECT top_share(c, -1) FROM s', '-1'), ('SELECT top_share(c, -9223372036854775808) FROM s', '-9223372036854775808'),
  ('SELECT top_holders(c, -3) FROM s', '-3'),
  ('SELECT holders_for_share(c, 1.01) FROM s', '1.01'), ('SELECT holders_for_share(c, -0.5) FROM s', '-0.5'),
  ($$SELECT holders_for_share(c, 'NaN') FROM s$$, 'NaN'), ($$SELECT holders_for_share(c, 'Infinity') FROM s$$, 'Infinity'),
  ('SELECT atkinson(c, 0) FROM s', '0'), ('SELECT atkinson(c, -1.5) FROM s', '-1.5'),
  ($$SELECT atkinson(c, 'NaN') FROM s$$, 'NaN'), ($$SELECT atkinson(c, 'Infinity') FROM s$$, 'Infinity'),
  ('SELECT lorenz(c, 0) FROM s', '0'), ('SELECT lorenz(c, -7) FROM s', '-7'), ('SELECT lorenz(c, 1000001) FROM s', '1000001'),
  ('SELECT lorenz(c, 9223372036854775807) FROM s', '9223372036854775807'), ('SELECT lorenz(c, -4294967195) FROM s', '-4294967195'),
  ('SELECT dominated(c, 0, 50) FROM s', '0'), ('SELECT dominated(c, 1, -0.5) FROM s', '-0.5'), ('SELECT dominated(c, 1, 101) FROM s', '101'),
  ($$SELECT dominated(c, 1, 'NaN') FROM s$$, 'NaN'), ('SELECT p_percent_sensitive(c, -1) FROM s', '-1'),
  ($$SELECT p_percent_sensitive(c, 'NaN') FROM s$$, 'NaN'), ($$SELECT p_percent_sensitive(c, 'Infinity') FROM s$$, 'Infinity'),
  -- a fraction where percent are asked for, and percent where a fraction is
  ('SELECT dominated(c, 1, 0.7) FROM s', '0.7'), ('SELECT dominated(c, 1, 0.0001) FROM s', '0.0001'), ('SELECT p_percent_sensitive(c, 0.25) FROM s', '0.25'),
  ('SELECT p_percent_sensitive(c, 0.25::float8) FROM s', '0.25'), ('SELECT p_percent_sensitive(c, 0.9999999999) FROM s', '0.9999999999'),
  ('SELECT holders_for_share(c, 80) FROM s', '80'),
  ('SELECT length_quantile(t, 1.5) FROM s', '1.5'), ('SELECT length_quantile(t, -0.1) FROM s', '-0.1'),
  ($$SELECT length_quantile(t, 'NaN') FROM s$$, 'NaN'),
  ('SELECT weighted_length_quantile(t, 50) FROM s', '50'), ($$SELECT weighted_length_quantile(t, 'NaN') FROM s$$, 'NaN');
SELECT * FROM pg_temp.run();
-- and checked even where there is nothing to measure
SELECT state, count(*)
FROM unnest(ARRAY['top_share(s, -1)', 'holders_for_share(s, 2)', 'atkinson(s, 0)', 'lorenz(s, 0)', 'dominated(s, 0, 50)',
                  'p_percent_sensitive(s, -1)', 'top_holders(s, -1)', 'value_bands(s, ''{2,1}'')']) AS call,
     pg_temp.complaint(format('SELECT %s FROM (SELECT concentration_summary(NULL::text, NULL) AS s) AS x', call), '') GROUP BY state;

-- breaks of bands
INSERT INTO cases (statement, fault)
SELECT format('SELECT %s(%s, %L::numeric[]) FROM s', f, arg, breaks), at_fault
FROM (VALUES (1, 'value_bands', 'c'), (2, 'length_bands', 't')) AS f(i, f, arg),
     (VALUES (1, '{}', ''), (2, '{2,1}', '1'), (3, '{1,5,5}', '5'), (4, '{-1,2}', '-1'), (5, '{1,NaN}', 'NaN'), (6, '{1,Infinity}', 'Infinity'),
             (7, '{NULL}', ''), (8, '{1,NULL,3}', ''), (9, '{{1,2},{3,4}}', '')) AS b(j, breaks, at_fault) ORDER BY i, j;
SELECT * FROM pg_temp.run();

-- counts of rows add up in 64 bits or not at all
CREATE TEMP TABLE full_count AS
SELECT i, ('{"version": 1, "key": "text", "measured_rows": 9223372036854775807, "measured_value": 5, "missing_rows": 0, '
           '"missing_value": 0, "entries": [["a", 9223372036854775807, 5]]}')::concentration_summary AS measured,
       ('{"version": 1, "key": "text", "measured_rows": 0, "measured_value": 0, "missing_rows": 9223372036854775807, '
        '"missing_value": 5, "entries": []}')::concentration_summary AS missing
FROM generate_series(1, 2) AS i;
INSERT INTO cases (statement, fault) VALUES
  ('SELECT rollup(measured) FROM full_count', ''), ('SELECT rollup(missing) FROM full_count', ''),
  ('SELECT rollup(s) FROM (SELECT measured AS s FROM full_count WHERE i = 1 UNION ALL SELECT missing FROM full_count WHERE i = 1) AS x', '');
SELECT * FROM pg_temp.run();

-- summaries whose keys are of different types do not mix
INSERT INTO cases (statement, fault) VALUES
  ($$SELECT rollup(s) FROM (SELECT concentration_summary('a', 1) AS s UNION ALL SELECT concentration_summary(1, 1)) AS x$$, 'bigint'),
  ($$SELECT rollup(s) FROM (SELECT concentration_summary(md5('a')::uuid, 1) AS s UNION ALL SELECT concentration_summary('a', 1)) AS x$$, 'uuid'),
  ($$SELECT rollup(s) FROM (SELECT schedule_summary('A', 'p', '12', '[2020-01-01,)', 1) AS s UNION ALL SELECT schedule_summary('A', 1, '12', '[2020-01-01,)', 1)) AS x$$, 'bigint');
SELECT * FROM pg_temp.run();

-- text that is no summary
CREATE TEMP TABLE bad (id serial, type text, what text, form text, fault text);
CREATE FUNCTION pg_temp.summary(key text DEFAULT '"text"', version text DEFAULT '1', rows text DEFAULT '3',
  gross text DEFAULT '8.5', missing text DEFAULT '0', missing_gross text DEFAULT '0', entries text DEFAULT '[["a", 2, 3.5], ["b", 1, 5]]')
RETURNS text LANGUAGE sql AS $$
  SELECT format('{"version": %s, "key": %s, "measured_rows": %s, "measured_value": %s, "missing_rows": %s, "missing_value": %s, "entries": %s}',
                version, key, rows, gross, missing, missing_gross, entries)
$$;
SELECT pg_temp.summary(), total(pg_temp.summary()::concentration_summary);
INSERT INTO bad (what, form) VALUES
  ('nothing', ''), ('a word', 'text'), ('not an object', '[1]'), ('no members', '{}'), ('null', 'null'),
  ('cut off', left(pg_temp.summary(), -1)), ('cut off in a string', left(pg_temp.summary(), 20)),
  ('more behind it', pg_temp.summary() || ' x'), ('twice', pg_temp.summary() || pg_temp.summary()),
  ('version 0', pg_temp.summary(version => '0')), ('version 2', pg_temp.summary(version => '2')), ('version as text', pg_temp.summary(version => '"1"')),
  ('unknown key type', pg_temp.summary(key => '"integer"')), ('key type not text', pg_temp.summary(key => '7')),
  ('negative count', pg_temp.summary(rows => '-3')), ('count with decimals', pg_temp.summary(rows => '3.5')),
  ('count beyond 64 bits', pg_temp.summary(missing => '9223372036854775808')), ('negative missing', pg_temp.summary(missing => '-1')),
  ('rows that entries do not have', pg_temp.summary(rows => '4')), ('negative gross', pg_temp.summary(gross => '-8.5')),
  ('gross less than net', pg_temp.summary(gross => '8.4')), ('negative missing gross', pg_temp.summary(missing => '1', missing_gross => '-1')),
  ('gross of no missing rows', pg_temp.summary(missing_gross => '5')),
  ('value beyond 128 bits', pg_temp.summary(gross => '1' || repeat('0', 40))), ('NaN', pg_temp.summary(gross => 'NaN')), ('infinite', pg_temp.summary(gross => 'Infinity')),
  ('eleven decimals', pg_temp.summary(gross => '8.50000000001')),
  ('entries not an array', pg_temp.summary(entries => '{}')), ('entry not an array', pg_temp.summary(entries => '["a", 3, 8.5]')),
  ('entry too short', pg_temp.summary(entries => '[["a", 3]]')), ('entry too long', pg_temp.summary(entries => '[["a", 3, 8.5, 1]]')),
  ('entry without rows', pg_temp.summary(entries => '[["a", 0, 3.5], ["b", 3, 5]]')), ('negative rows', pg_temp.summary(entries => '[["a", -1, 3.5], ["b", 4, 5]]')),
  ('key twice', pg_temp.summary(entries => '[["a", 2, 3.5], ["a", 1, 5]]')), ('key null', pg_temp.summary(entries => '[[null, 3, 8.5]]')),
  ('key a number', pg_temp.summary(entries => '[[1, 3, 8.5]]')), ('bad escape', pg_temp.summary(entries => '[["\q", 3, 8.5]]')),
  ('bad unicode escape', pg_temp.summary(entries => '[["\u00g0", 3, 8.5]]')), ('NUL', pg_temp.summary(entries => '[["\u0000", 3, 8.5]]')),
  ('half a surrogate pair', pg_temp.summary(entries => '[["\ud83d", 3, 8.5]]')), ('bare line break', pg_temp.summary(entries => E'[["a\nb", 3, 8.5]]')),
  ('trailing comma', pg_temp.summary(entries => '[["a", 3, 8.5],]')), ('deep nesting', repeat('[', 10000)),
  ('bigint key as a word', pg_temp.summary(key => '"bigint"')), ('bigint key beyond 64 bits', pg_temp.summary(key => '"bigint"', entries => '[[9223372036854775808, 3, 8.5]]')),
  ('uuid key as a word', pg_temp.summary(key => '"uuid"')), ('short uuid', pg_temp.summary(key => '"uuid"', entries => '[["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1", 3, 8.5]]')),
  ('member missing', replace(pg_temp.summary(), '"version": 1, ', '')), ('unknown member', replace(pg_temp.summary(), '"version"', '"size"')),
  ('member twice', replace(pg_temp.summary(), '"version": 1', '"version": 1, "version": 1')),
  ('entries before the key and not an array', '{"entries": {}, "key": "text"}'), ('entries before the key and a word', '{"entries": "a", "key": "text"}');
UPDATE bad SET type = 'concentration_summary';
UPDATE bad SET fault = form::jsonb #>> '{entries,0,0}' WHERE what ~ 'uuid';
UPDATE bad SET fault = 'An array is expected.' WHERE what ~ '^entries before the key|^entries not an array';
-- for term summaries the key is a length
INSERT INTO bad (type, what, form)
SELECT 'term_summary', what, format('{"version": 1, "measured_rows": %s, "measured_value": 5, "missing_rows": %s, "missing_value": 0, "entries": %s}',
                                    measured, missing, entries)
FROM (VALUES (1, 'negative length', '2', '0', '[[-1, 2, 5]]'), (2, 'half a unit', '2', '0', '[[1.5, 2, 5]]'), (3, 'length as text', '2', '0', '[["1", 2, 5]]'),
             (4, 'length beyond 64 bits', '2', '0', '[[9223372036854775808, 2, 5]]'), (5, 'length twice', '2', '0', '[[1, 1, 2], [1, 1, 3]]'),
             (6, 'more measured than contracts', '3', '0', '[[1, 2, 5]]'), (7, 'more contracts than rows', '1', '0', '[[1, 2, 5]]'),
             (8, 'length beyond 6,000,000 years', '2', '0', format('[[%s, 2, 5]]', 6000000 * 4530960::bigint + 1))) AS t(i, what, measured, missing, entries)
UNION ALL SELECT 'term_summary', 'a concentration summary', pg_temp.summary()
UNION ALL SELECT 'concentration_summary', 'a term summary', term_summary('[2020-01-01,2021-01-01)', 1)::text;
-- a key twice, one behind the other and not, read by the lexer and not
INSERT INTO bad (type, what, form, fault)
SELECT 'concentration_summary', what, pg_temp.summary(rows => '4', entries => entries), 'A key occurs twice.'
FROM (VALUES (1, 'key twice, in order', '[["a", 1, 1], ["b", 1, 1], ["b", 1, 1], ["c", 1, 1]]'), (2, 'key twice, out of order', '[["b", 1, 1], ["a", 1, 1], ["c", 1, 1], ["b", 1, 1]]'),
             (3, 'key twice at the end', '[["a", 1, 1], ["b", 1, 1], ["c", 1, 1], ["c", 1, 1]]'), (4, 'key twice, the last as the first', '[["a", 1, 1], ["b", 1, 1], ["c", 1, 1], ["a", 1, 1]]'),
             (5, 'key twice, once escaped', '[["a", 1, 1], ["b", 1, 1], ["\u0062", 1, 1], ["c", 1, 1]]')) AS k(i, what, entries) ORDER BY i;
-- numbers that look as if they could be read without the lexer
INSERT INTO bad (type, what, form)
SELECT 'concentration_summary', what, pg_temp.summary(key => '"bigint"', rows => '2', entries => entries)
FROM (VALUES (1, 'zero before a key', '[[01, 1, 1], [2, 1, 1]]'), (2, 'zero before rows', '[[1, 01, 1], [2, 1, 1]]'), (3, 'zero before a value', '[[1, 1, 01], [2, 1, 1]]'),
             (4, 'no digit before the point', '[[1, 1, .5], [2, 1, 1]]'), (5, 'no digit behind it', '[[1, 1, 5.], [2, 1, 1]]'), (6, 'plus', '[[1, 1, +5], [2, 1, 1]]'),
             (7, 'minus alone', '[[1, 1, -], [2, 1, 1]]'), (8, 'no comma between entries', '[[1, 1, 1] [2, 1, 1]]'), (9, 'two commas', '[[1, 1, 1],, [2, 1, 1]]'),
             (10, 'rows with a point', '[[1, 1.0, 1], [2, 1, 1]]'), (11, 'key with a point', '[[1.0, 1, 1], [2, 1, 1]]'), (12, 'rows beyond 64 bits', '[[1, 9223372036854775808, 1], [2, 1, 1]]'),
             (13, 'eleven decimals', '[[1, 1, 0.00000000001], [2, 1, 1]]'), (14, 'a number in the middle of another', '[[1, 1, 1 1], [2, 1, 1]]'),
             (15, 'an entry in an entry', '[[[1], 1, 1], [2, 1, 1]]'), (16, 'cut off in an entry', '[[1, 1')) AS n(i, what, entries) ORDER BY i;
-- what an overlap summary says of its agencies
CREATE FUNCTION pg_temp.overlap(agencies text DEFAULT '[["A", 1], ["B", 0]]', entries text DEFAULT '[["p", "A", 2, 3.5], ["p", "B", 1, 5]]',
  rows text DEFAULT '3', missing text DEFAULT '1') RETURNS text LANGUAGE sql AS $$
  SELECT format('{"version": 1, "key": "text", "measured_rows": %s, "measured_value": 8.5, "missing_rows": %s, "missing_value": 0, "agencies": %s, "entries": %s}',
                rows, missing, agencies, entries)
$$;
SELECT agencies(s), providers(s), shared_providers(s), total(s), missing_rows(s) FROM (SELECT pg_temp.overlap()::overlap_summary AS s) AS x;
INSERT INTO bad (type, what, form, fault)
SELECT 'overlap_summary', what, form, fault
FROM (VALUES (1, 'agency without rows', pg_temp.overlap('["A", "B"]'), 'An entry must be an array.'),
             (2, 'agency alone', pg_temp.overlap('[["A"], ["B", 0]]'), 'An entry is too short.'),
             (3, 'agency with more than rows', pg_temp.overlap('[["A", 1, 0], ["B", 0]]'), 'An entry is too long.'),
             (4, 'agency with half a row', pg_temp.overlap('[["A", 0.5], ["B", 0]]'), '"0.5" is not a whole number in range.'),
             (5, 'negative rows', pg_temp.overlap('[["A", -1], ["B", 1]]'), 'A number of rows is out of range.'),
             (6, 'rows beyond 64 bits', pg_temp.overlap('[["A", 9223372036854775807], ["B", 1]]'), 'A number of rows is out of range.'),
             (7, 'more rows than are missing', pg_temp.overlap('[["A", 1], ["B", 1]]'), 'The rows of the agencies exceed the missing rows.'),
             (8, 'more rows than entries leave', pg_temp.overlap(rows => '2'), 'The rows of the agencies exceed the missing rows.'),
             (9, 'more rows of entries than are missing', pg_temp.overlap(rows => '1'), 'The rows of the entries do not add up.'),
             (10, 'agency twice, in order', pg_temp.overlap('[["A", 1], ["B", 0], ["B", 0]]'), 'A key occurs twice.'),
             (11, 'agency twice, out of order', pg_temp.overlap('[["A", 0], ["B", 0], ["A", 1]]'), 'A key occurs twice.'),
             (12, 'agency that is not listed', pg_temp.overlap('[["A", 1]]'), 'An entry has an agency that is not in "agencies".'),
             (13, 'agency that is not listed, out of order', pg_temp.overlap('[["A", 1]]', '[["p", "A", 2, 3.5], ["o", "A", 1, 3], ["p", "B", 1, 5]]'), 'An entry has an agency that is not in "agencies".'),
             (14, 'pair twice, in order', pg_temp.overlap(entries => '[["p", "A", 2, 3.5], ["p", "A", 1, 3.5], ["p", "B", 1, 5]]'), 'A key occurs twice.'),
             (15, 'pair twice, out of order', pg_temp.overlap(entries => '[["p", "A", 2, 3.5], ["p", "B", 1, 5], ["p", "A", 1, 1]]'), 'A key occurs twice.')) AS o(i, what, form, fault)
ORDER BY i;
-- and a burden summary of its totals, which are those of its providers
CREATE FUNCTION pg_temp.burden(totals text DEFAULT '[["B", 0.5, 1, 5], ["A", 4, 1, 1], ["A", 12, 1, 3.5]]',
  entries text DEFAULT '[["p", "A", 2, 4.5, 16, 12], ["p", "B", 1, 5, 0.5, 0.5]]', rows text DEFAULT '3', value text DEFAULT '9.5') RETURNS text LANGUAGE sql AS $$
  SELECT format('{"version": 1, "key": "text", "measured_rows": %s, "measured_value": %s, "missing_rows": 0, "missing_value": 0, "totals": %s, "entries": %s}',
                rows, value, totals, entries)
$$;
SELECT reports(s), joint_reports(s), total(s), (SELECT array_agg(frequency::numeric) FROM frequency_bands(s)) AS frequencies FROM (SELECT pg_temp.burden()::burden_summary AS s) AS x;
INSERT INTO bad (type, what, form, fault)
SELECT 'burden_summary', what, form, fault
FROM (VALUES (1, 'total too short', pg_temp.burden('[["B", 0.5, 1], ["A", 12, 2, 4.5]]'), 'An entry is too short.'),
             (2, 'total too long', pg_temp.burden('[["B", 0.5, 1, 5, 0.5]]'), 'An entry is too long.'),
             (3, 'totals not an array', pg_temp.burden('{}'), 'An array is expected.'),
             (4, 'total not an array', pg_temp.burden('["B", 0.5, 1, 5]'), 'An entry must be an array.'),
             (5, 'total without rows', pg_temp.burden('[["B", 0.25, 0, 0], ["B", 0.5, 1, 5], ["A", 4, 1, 1], ["A", 12, 1, 3.5]]'), 'A total must have at least one row.'),
             (6, 'total with negative rows', pg_temp.burden('[["B", 0.25, -1, 0], ["B", 0.5, 2, 5], ["A", 4, 1, 1], ["A", 12, 1, 3.5]]'), 'A total must have at least one row.'),
             (7, 'rows of totals beyond 64 bits', pg_temp.burden('[["B", 0.5, 9223372036854775807, 5], ["A", 4, 1, 1]]'), 'A number of rows is out of range.'),
             (8, 'frequency of a total too high', pg_temp.burden('[["B", 100000000.0000000001, 1, 5]]'), 'A frequency is out of range.'),
             (9, 'frequency of a total below 0', pg_temp.burden('[["B", -0.0000000001, 1, 5]]'), 'A frequency is out of range.'),
             (10, 'frequency of a total with eleven decimals', pg_temp.burden('[["B", 0.50000000001, 1, 5]]'), 'Value 0.50000000001 has more than 10 decimal places.'),
             (11, 'total twice, in order', pg_temp.burden('[["B", 0.5, 1, 5], ["A", 4, 1, 1], ["A", 4.0, 1, 3.5]]'), 'A key occurs twice.'),
             (12, 'total twice, out of order', pg_temp.burden('[["B", 0.5, 1, 5], ["A", 4, 1, 1], ["A", 12, 1, 3.5], ["B", 0.5, 1, 5]]'), 'A key occurs twice.'),
             (13, 'totals of more value than measured', pg_temp.burden('[["B", 0.5, 1, 5], ["A", 4, 1, -0.1], ["A", 12, 1, 4.6]]'), 'The values of the totals exceed the measured value.'),
             (14, 'values of totals beyond 128 bits', pg_temp.burden('[["A", 4, 1, 17014118346046923173168730371.5884105727], ["A", 12, 1, -0.0000000001]]'), 'A value is out of range.'),
             (15, 'agency without totals', pg_temp.burden('[["B", 0.5, 1, 5]]'), 'An agency has no totals.'),
             (16, 'agency without providers', pg_temp.burden('[["B", 0.5, 1, 5], ["A", 4, 1, 1], ["C", 4, 1, 0], ["A", 12, 1, 3.5]]'), 'An agency has no providers.'),
             (17, 'totals of more rows', pg_temp.burden('[["B", 0.5, 1, 5], ["A", 4, 2, 1], ["A", 12, 1, 3.5]]'), 'The rows of an agency''s totals are not those of its providers.'),
             (18, 'rows of totals of another agency', pg_temp.burden('[["B", 0.5, 2, 5], ["A", 12, 1, 4.5]]'), 'The rows of an agency''s totals are not those of its providers.'),
             (19, 'totals of another value', pg_temp.burden('[["B", 0.5, 1, 5], ["A", 4, 1, 1], ["A", 12, 1, 3.4999999999]]'), 'The value of an agency''s totals is not that of its providers.'),
             (20, 'totals of other reports', pg_temp.burden('[["B", 0.5, 1, 5], ["A", 4.0000000001, 1, 1], ["A", 12, 1, 3.5]]'), 'The reports a year of an agency''s totals are not those of its providers.'),
             (21, 'totals of a higher frequency', pg_temp.burden('[["A", 0, 1, 1], ["A", 4, 1, 1], ["A", 6, 1, 1]]', '[["p", "A", 3, 3, 10, 4]]'), 'The highest frequency of an agency''s totals is not that of its providers.'),
             (22, 'frequency that is not in totals', pg_temp.burden('[["A", 2, 1, 1], ["A", 4, 1, 1], ["A", 12, 1, 3.5]]', '[["p", "A", 1, 3.5, 12, 12], ["q", "A", 2, 2, 6, 5]]'), 'A highest frequency is not among the totals of its agency.'),
             (23, 'frequency of another agency', pg_temp.burden('[["A", 2, 1, 1], ["A", 4, 1, 1], ["B", 5, 1, 1], ["A", 12, 1, 3.5]]', '[["p", "A", 1, 3.5, 12, 12], ["p", "B", 1, 1, 5, 5], ["q", "A", 2, 2, 6, 5]]', rows => '4'), 'A highest frequency is not among the totals of its agency.'),
             (24, 'fewer reports than the highest frequency', pg_temp.burden(entries => '[["p", "A", 2, 4.5, 11.9999999999, 12]]'), 'An entry has fewer reports a year than its highest frequency.'),
             (25, 'more than all rows at the highest', pg_temp.burden(entries => '[["p", "A", 2, 4.5, 24.0000000001, 12]]'), 'An entry has more reports a year than its rows at their highest frequency.'),
             (26, 'one row with fewer reports', pg_temp.burden(entries => '[["p", "B", 1, 5, 0.4999999999, 0.5]]'), 'An entry has fewer reports a year than its highest frequency.'),
             (27, 'one row with more', pg_temp.burden(entries => '[["p", "B", 1, 5, 0.5000000001, 0.5]]'), 'An entry has more reports a year than its rows at their highest frequency.'),
             (28, 'negative reports', pg_temp.burden(entries => '[["p", "A", 2, 4.5, -16, 12]]'), 'An entry has fewer reports a year than its highest frequency.'),
             (29, 'negative frequency', pg_temp.burden(entries => '[["p", "A", 2, 4.5, 16, -12]]'), 'A frequency is out of range.'),
             (30, 'frequency too high', pg_temp.burden(entries => '[["p", "A", 2, 4.5, 100000001, 100000001]]'), 'A frequency is out of range.'),
             (31, 'reports beyond 128 bits', pg_temp.burden(entries => '[["p", "A", 2, 4.5, 17014118346046923173168730371.5884105728, 12]]'), 'is out of range.'),
             (32, 'entry as it was without totals', pg_temp.burden(entries => '[["p", "A", 2, 4.5]]'), 'An entry is too short.'),
             (33, 'entry twice, in order', pg_temp.burden(entries => '[["p", "A", 2, 4.5, 16, 12], ["p", "A", 1, 5, 4, 4], ["p", "B", 1, 5, 0.5, 0.5]]'), 'A key occurs twice.'),
             (34, 'entry twice, out of order', pg_temp.burden(entries => '[["p", "A", 2, 4.5, 16, 12], ["p", "B", 1, 5, 0.5, 0.5], ["p", "A", 1, 5, 4, 4]]'), 'A key occurs twice.'),
             (35, 'more rows than were measured', pg_temp.burden(rows => '2'), 'The rows of the entries do not add up.'),
             (36, 'more value than was measured', pg_temp.burden(value => '9.4999999999'), 'The values of the entries exceed the measured value.')) AS b(i, what, form, fault)
ORDER BY i;
-- and a schedule summary of what its entries say: days, values, and with them what is counted; two rows more are in no entry
CREATE FUNCTION pg_temp.schedule(frequencies text DEFAULT '[["A", 4], ["A", 12], ["B", null]]', entries text DEFAULT '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]',
  rows text DEFAULT '2', value text DEFAULT '4.5', missing text DEFAULT '5', missing_value text DEFAULT '8.5') RETURNS text LANGUAGE sql AS $$
  SELECT format('{"version": 1, "key": "text", "measured_rows": %s, "measured_value": %s, "missing_rows": %s, "missing_value": %s, "frequencies": %s, "entries": %s}',
                rows, value, missing, missing_value, frequencies, entries)
$$;
SELECT providers(s), total(s), measured_rows(s), missing_rows(s), reports(s, '[2020-07-01,2021-07-01)'), joint_reports(s, '[2020-07-01,2021-07-01)') AS joint FROM (SELECT pg_temp.schedule()::schedule_summary AS s) AS x;
-- the most that there may be of missing value, and the days that are the first and the last of all
SELECT state FROM pg_temp.complaint(format('SELECT %L::schedule_summary', pg_temp.schedule(missing_value => '17014118346046923173168730367.0884105727')), '');
SELECT state FROM pg_temp.complaint(format('SELECT %L::schedule_summary', pg_temp.schedule(entries => replace(replace('[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]', '"2020-07-01"', '"4714-11-24 BC"'), '"2021-06-30"', '"5874897-12-30"'))), '');
INSERT INTO bad (type, what, form, fault)
SELECT 'schedule_summary', what, form, fault
FROM (VALUES (1, 'frequency alone', pg_temp.schedule('[["A"], ["A", 12], ["B", null]]'), 'An entry is too short.'),
             (2, 'frequency with more behind it', pg_temp.schedule('[["A", 4, 1], ["A", 12], ["B", null]]'), 'An entry is too long.'),
             (3, 'frequencies not an array', pg_temp.schedule('{}'), 'An array is expected.'),
             (4, 'frequency not an array', pg_temp.schedule('["A", 4]'), 'An entry must be an array.'),
             (5, 'frequency as a string', pg_temp.schedule('[["A", "4"], ["A", 12], ["B", null]]'), 'A key must be a number.'),
             (6, 'frequency true', pg_temp.schedule('[["A", true], ["A", 12], ["B", null]]'), 'A key must be a number.'),
             (7, 'frequency of no agency', pg_temp.schedule('[[null, 4], ["A", 12], ["B", null]]'), 'A key must be a string.'),
             (8, 'frequency too high', pg_temp.schedule('[["A", 100000000.0000000001], ["A", 12], ["B", null]]'), 'A frequency is out of range.'),
             (9, 'frequency below 0', pg_temp.schedule('[["A", -4], ["A", 12], ["B", null]]'), 'A frequency is out of range.'),
             (10, 'frequency with eleven decimals', pg_temp.schedule('[["A", 4.00000000001], ["A", 12], ["B", null]]'), 'Value 4.00000000001 has more than 10 decimal places.'),
             (11, 'frequency twice, in order', pg_temp.schedule('[["A", 4], ["A", 4.0], ["A", 12], ["B", null]]'), 'A key occurs twice.'),
             (12, 'frequency twice, out of order', pg_temp.schedule('[["A", 4], ["A", 12], ["B", null], ["A", 4]]'), 'A key occurs twice.'),
             (13, 'no frequency twice', pg_temp.schedule('[["A", 4], ["B", null], ["A", 12], ["B", null]]'), 'A key occurs twice.'),
             (14, 'frequency that no entry has', pg_temp.schedule('[["A", 1], ["A", 4], ["A", 12], ["B", null]]'), 'An agency or a frequency has no entries.'),
             (15, 'no frequency that no entry has', pg_temp.schedule('[["A", 4], ["A", 12], ["A", null], ["B", null]]'), 'An agency or a frequency has no entries.'),
             (16, 'agency that no entry has', pg_temp.schedule('[["A", 4], ["A", 12], ["B", null], ["C", 4]]'), 'An agency or a frequency has no entries.'),
             (17, 'frequency that is not listed', pg_temp.schedule('[["A", 12], ["B", null]]'), 'An entry has an agency and times a year that are not in "frequencies".'),
             (18, 'no frequency that is not listed', pg_temp.schedule('[["A", 4], ["A", 12], ["B", 4]]'), 'An entry has an agency and times a year that are not in "frequencies".'),
             (19, 'agency that is not listed', pg_temp.schedule('[["A", 4], ["A", 12]]'), 'An entry has an agency and times a year that are not in "frequencies".'),
             (20, 'frequency of another agency', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", 12, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'An entry has an agency and times a year that are not in "frequencies".'),
             (21, 'frequency that is not listed, out of order', pg_temp.schedule('[["A", 12], ["B", null]]', '[["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5]]'), 'An entry has an agency and times a year that are not in "frequencies".'),
             (22, 'nothing listed', pg_temp.schedule('[]'), 'An entry has an agency and times a year that are not in "frequencies".'),
             (23, 'day: 30 February', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-02-30", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (24, 'last day: 30 February', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2020-02-30", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (25, 'day: 29 February of a year that has none', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2021-02-29", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (26, 'last day: 29 February of a year that has none', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2021-02-29", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (27, 'day: 29 February 1900', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "1900-02-29", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (28, 'last day: 29 February 1900', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "1900-02-29", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (29, 'day: 31 April', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-04-31", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (30, 'last day: 31 April', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2020-04-31", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (31, 'day: month 13', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-13-01", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (32, 'last day: month 13', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2020-13-01", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (33, 'day: month 0', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-00-10", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (34, 'last day: month 0', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2020-00-10", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (35, 'day: day 0', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-00", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (36, 'last day: day 0', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2020-07-00", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (37, 'day: day 32', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-32", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (38, 'last day: day 32', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2020-07-32", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (39, 'day: one digit', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-7-1", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (40, 'last day: one digit', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2020-7-1", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (41, 'day: three digits of a day', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-001", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (42, 'last day: three digits of a day', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2020-07-001", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (43, 'day: no hyphens', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "20200701", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (44, 'last day: no hyphens', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "20200701", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (45, 'day: slashes', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020/07/01", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (46, 'last day: slashes', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2020/07/01", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (47, 'day: a time', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01 00:00", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (48, 'last day: a time', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2020-07-01 00:00", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (49, 'day: a blank before', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, " 2020-07-01", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (50, 'last day: a blank before', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, " 2020-07-01", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (51, 'day: a blank behind', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01 ", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (52, 'last day: a blank behind', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2020-07-01 ", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (53, 'day: a plus', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "+2020-07-01", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (54, 'last day: a plus', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "+2020-07-01", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (55, 'day: a minus', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "-0001-07-01", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (56, 'last day: a minus', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "-0001-07-01", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (57, 'day: year 0', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "0000-07-01", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (58, 'last day: year 0', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "0000-07-01", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (59, 'day: a year of two digits', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "20-07-01", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (60, 'last day: a year of two digits', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "20-07-01", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (61, 'day: a year of eight digits', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "00002020-07-01", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (62, 'last day: a year of eight digits', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "00002020-07-01", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (63, 'day: the first day of all less one', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "4714-11-23 BC", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (64, 'last day: the first day of all less one', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "4714-11-23 BC", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (65, 'day: behind the last day of all', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "5874898-01-01", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (66, 'last day: behind the last day of all', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "5874898-01-01", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (67, 'day: the greatest number of seven digits', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "9999999-12-31", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (68, 'last day: the greatest number of seven digits', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "9999999-12-31", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (69, 'day: before the first day of all', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "9999-12-31 BC", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (70, 'last day: before the first day of all', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "9999-12-31 BC", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (71, 'day: infinity', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "infinity", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (72, 'last day: infinity', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "infinity", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (73, 'day: minus infinity', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "-infinity", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (74, 'last day: minus infinity', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "-infinity", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (75, 'day: today', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "today", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (76, 'last day: today', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "today", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (77, 'day: nothing', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (78, 'last day: nothing', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (79, 'day: a month by name', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-JUL-01", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (80, 'last day: a month by name', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2020-JUL-01", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (81, 'day: anno Domini', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01 AD", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (82, 'last day: anno Domini', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "2020-07-01 AD", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (83, 'day: bc', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "0044-03-15 bc", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (84, 'last day: bc', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "0044-03-15 bc", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (85, 'day: BC without a blank', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "0044-03-15BC", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (86, 'last day: BC without a blank', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "0044-03-15BC", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (87, 'day: half a BC', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "0044-03-15 B", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (88, 'last day: half a BC', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "0044-03-15 B", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (89, 'day: null as a string', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "null", null, 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (90, 'last day: null as a string', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, null, "null", 1, null]]'), 'A day must be a date such as "2020-07-01".'),
             (91, 'day a number', pg_temp.schedule(entries => '[["p", "A", 12, 20200701, "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A day must be a string or null.'),
             (92, 'last day a number', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", 7485, 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A day must be a string or null.'),
             (93, 'last day true', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", true, 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A day must be a string or null.'),
             (94, 'last day before the first', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2020-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'An arrangement ends before it starts.'),
             (95, 'last day long before the first', pg_temp.schedule(entries => '[["p", "A", 12, "0001-01-01", "4714-11-24 BC", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'An arrangement ends before it starts.'),
             (96, 'last day that no daterange has', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "5874897-12-31", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A day is out of range.'),
             (97, 'the same of one day', pg_temp.schedule(entries => '[["p", "A", 12, "5874897-12-31", "5874897-12-31", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A day is out of range.'),
             (98, 'entry too short', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'An entry is too short.'),
             (99, 'entry of a burden summary', pg_temp.schedule(entries => '[["p", "A", 2, 4.5, 24, 12], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A day must be a string or null.'),
             (100, 'entry too long', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5, 1], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'An entry is too long.'),
             (101, 'entry too long without value', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null, null]]'), 'An entry is too long.'),
             (102, 'sum a string', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, "4.5"], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A number is expected.'),
             (103, 'sum true', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, true], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A number is expected.'),
             (104, 'sum half a null', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, nul]]'), 'schedule_summary'),
             (105, 'sum more than null', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, nulls]]'), 'schedule_summary'),
             (106, 'sum with eleven decimals', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.50000000001], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'Value 4.50000000001 has more than 10 decimal places.'),
             (107, 'rows null', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", null, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A whole number is expected.'),
             (108, 'no rows', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 0, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'An entry must have at least one row.'),
             (109, 'negative rows', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", -2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'An entry must have at least one row.'),
             (110, 'rows beyond 64 bits', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 9223372036854775807, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A number of rows is out of range.'),
             (111, 'values beyond 128 bits', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 17014118346046923173168730371.5884105727], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A value is out of range.'),
             (112, 'agency null', pg_temp.schedule(entries => '[["p", null, 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A key must be a string.'),
             (113, 'provider null', pg_temp.schedule(entries => '[[null, "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A key must be a string.'),
             (114, 'entry twice, in order', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 1, 4.5], ["p", "A", 12, "2020-07-01", "2021-06-30", 1, 0], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A key occurs twice.'),
             (115, 'entry twice, out of order', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null], ["p", "A", 12, "2020-07-01", "2021-06-30", 1, 0]]'), 'A key occurs twice.'),
             (116, 'entry of unknown value twice', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A key occurs twice.'),
             (117, 'entry of negative values twice', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -1], ["p", "A", 4, "2020-07-01", null, 1, -1], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null]]'), 'A key occurs twice.'),
             (118, 'entry twice, once written otherwise', pg_temp.schedule(entries => '[["p", "A", 12, "2020-07-01", "2021-06-30", 2, 4.5], ["p", "A", 4, "2020-07-01", null, 1, -2], ["q", "B", null, "2021-01-01", "2021-01-01", 1, 5], ["q", "A", 12, "2020-07-01", "2021-06-30", 1, null], ["\u0070", "A", 12.0, "02020-07-01", "2021-06-\u00330", 1, 1e0]]'), 'A key occurs twice.'),
             (119, 'more measured rows', pg_temp.schedule(rows => '3'), 'The measured rows are not those of the entries.'),
             (120, 'fewer measured rows', pg_temp.schedule(rows => '1'), 'The measured rows are not those of the entries.'),
             (121, 'no measured rows', pg_temp.schedule(rows => '0'), 'There is value without rows.'),
             (122, 'more measured value', pg_temp.schedule(value => '4.5000000001'), 'The measured value is not that of the entries.'),
             (123, 'less measured value', pg_temp.schedule(value => '4.4999999999'), 'The measured value is not that of the entries.'),
             (124, 'measured value net', pg_temp.schedule(value => '-4.5'), 'Measured and missing value are sums of absolute values.'),
             (125, 'fewer missing rows than the entries have', pg_temp.schedule(missing => '2'), 'The entries have more missing rows than there are.'),
             (126, 'no missing rows', pg_temp.schedule(missing => '0', missing_value => '0'), 'The entries have more missing rows than there are.'),
             (127, 'less missing value than the entries have', pg_temp.schedule(missing_value => '6.9999999999'), 'The entries have more missing value than there is.'),
             (128, 'missing value net', pg_temp.schedule(missing_value => '3'), 'The entries have more missing value than there is.'),
             (129, 'missing value of no row', pg_temp.schedule(missing => '3'), 'There is missing value, and all missing rows are in entries.'),
             (130, 'missing value negative', pg_temp.schedule(missing_value => '-8.5'), 'Measured and missing value are sums of absolute values.'),
             (131, 'rows of both beyond 64 bits', pg_temp.schedule(missing => '9223372036854775806'), 'A number of rows is out of range.'),
             (132, 'values of both beyond 128 bits', pg_temp.schedule(missing_value => '17014118346046923173168730367.0884105728'), 'A value is out of range.'),
             (133, 'negative missing rows', pg_temp.schedule(missing => '-1'), 'A number of rows is out of range.'),
             (134, 'without frequencies', replace(pg_temp.schedule(), '"frequencies"', '"agencies"'), 'Member "agencies" does not belong here.'),
             (135, 'without frequencies at all', regexp_replace(pg_temp.schedule(), '"frequencies": .*, "entries"', '"entries"'), 'Member "frequencies" is missing.'),
             (136, 'frequencies twice', replace(pg_temp.schedule(), '"frequencies"', '"frequencies": [], "frequencies"'), 'Member "frequencies" occurs twice.'),
             (137, 'said to be a part', replace(pg_temp.schedule(), '"version"', '"part": true, "version"'), 'Member "part" does not belong here.')) AS s(i, what, form, fault)
ORDER BY i;
-- members that another kind of summary has
INSERT INTO bad (type, what, form, fault)
SELECT type, member || ' of another kind', format('{"version": 1, %s: %s}', to_json(member), given), format('Member "%s" does not belong here.', member)
FROM (VALUES ('term_summary', 'key'), ('term_summary', 'agencies'), ('concentration_summary', 'agencies'), ('burden_summary', 'agencies'),
             ('term_summary', 'totals'), ('concentration_summary', 'totals'), ('overlap_summary', 'totals'), ('schedule_summary', 'totals'), ('schedule_summary', 'agencies'),
             ('term_summary', 'frequencies'), ('concentration_summary', 'frequencies'), ('overlap_summary', 'frequencies'), ('burden_summary', 'frequencies')) AS t(type, member),
     unnest('{[1],"[\"a\"]",[],"[[1]]",1,"\"text\""}'::text[]) AS given;
-- whatever is not rejected as text that is no summary, and whatever does not say of what type
SELECT what, state, shown FROM bad, pg_temp.complaint(format('SELECT %L::%s', form, type), coalesce(fault, type))
WHERE (state = '22P02' AND shown) IS NOT TRUE ORDER BY id;
SELECT type, count(*) FROM bad GROUP BY type ORDER BY type;
-- where the server has soft errors (PostgreSQL 16), the same input is not valid, without an error
CREATE FUNCTION pg_temp.valid(form text, type text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  result boolean;
BEGIN
  IF current_setting('server_version_num')::int < 160000 THEN
    RETURN (pg_temp.complaint(format('SELECT %L::%s', form, type), '')).state = 'none';
  END IF;
  EXECUTE 'SELECT pg_input_is_valid($1, $2)' INTO result USING form, type;
  RETURN result;
END $$;
SELECT count(*) FILTER (WHERE pg_temp.valid(form, type)) AS valid, count(*) FILTER (WHERE NOT pg_temp.valid(form, type)) AS invalid FROM bad;
SELECT pg_temp.valid(pg_temp.summary(), 'concentration_summary') AS summary, pg_temp.valid((SELECT t::text FROM s), 'term_summary') AS terms;
-- an aggregate of a user's own that starts at the largest number of rows cannot count beyond it
CREATE AGGREGATE pg_temp.full_up(text, numeric) (SFUNC = concentration_add, STYPE = concentration_summary, FINALFUNC = summary_final, INITCOND =
  '{"version":1,"key":"text","measured_rows":9223372036854775807,"measured_value":0,"missing_rows":0,"missing_value":0,"entries":[["a",9223372036854775807,0]]}');
SELECT state FROM pg_temp.complaint($$SELECT pg_temp.full_up('a', 0)$$, '');
SELECT state FROM pg_temp.complaint($$SELECT pg_temp.full_up('b', NULL)$$, '');
SELECT state FROM pg_temp.complaint($$SELECT pg_temp.full_up(NULL, 1)$$, '');
-- stored bytes that were damaged: a kind of summary, or a type of keys, that there is not
SET client_min_messages = warning;
CREATE TYPE pg_temp.raw;
CREATE FUNCTION pg_temp.raw_in(cstring) RETURNS pg_temp.raw LANGUAGE internal IMMUTABLE STRICT AS 'byteain';
CREATE FUNCTION pg_temp.raw_out(pg_temp.raw) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'byteaout';
CREATE TYPE pg_temp.raw (INPUT = pg_temp.raw_in, OUTPUT = pg_temp.raw_out, ALIGNMENT = double);
CREATE CAST (pg_temp.raw AS concentration_summary) WITHOUT FUNCTION;
CREATE CAST (concentration_summary AS pg_temp.raw) WITHOUT FUNCTION;
RESET client_min_messages;
CREATE FUNCTION pg_temp.damaged(place integer, byte text) RETURNS concentration_summary LANGUAGE sql AS $$
  SELECT overlay(concentration_summary('a'::text, 1)::pg_temp.raw::text PLACING byte FROM 3 + 2 * place)::pg_temp.raw::concentration_summary $$;
SELECT pg_temp.damaged(2, '02')::text = concentration_summary('a'::text, 1)::text AS whole;
SELECT state, shown, count(*)
FROM (VALUES (1, 'damaged', '00', '{text,summary_send}'), (1, 'damaged', '06', '{text,summary_send}'), (1, 'damaged', 'ff', '{text,summary_send}'),
             (2, 'damaged', '00', '{text,summary_send,top,sum}'), (2, 'damaged', '07', '{text,summary_send,top,sum}'),
             (2, 'damaged', 'ff', '{text,summary_send,top,sum}')) AS d(place, what, byte, calls),
     unnest(calls::text[]) AS call,
     pg_temp.complaint(format(CASE call WHEN 'top' THEN 'SELECT top_holders(pg_temp.damaged(%s, %L), 1)'
                                        WHEN 'sum' THEN 'SELECT concentration_summary(1::bigint, 1) + pg_temp.damaged(%s, %L)'
                                        ELSE format('SELECT %s(pg_temp.damaged(%%s, %%L))', call) END, place, byte), what)
GROUP BY state, shown;
