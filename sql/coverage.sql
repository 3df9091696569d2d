-- What a figure stands on, and what is common to all summaries: coverage, rollup, text form, storage.
\pset format unaligned
\pset footer off
\pset null NULL

-- concentration: a row without key or value is missing; a known value of a missing row lowers the coverage:
-- |50.25| + |49.75| + |-10| + 0 = 110 of 115
CREATE TEMP TABLE c (key text, value numeric);
INSERT INTO c VALUES ('A', 50.25), ('B', 49.75), ('A', -10), (NULL, 5), ('C', NULL), ('B', 0), (NULL, NULL);
SELECT measured_rows(s) AS measured, missing_rows(s) AS missing, round(value_coverage(s), 10) AS coverage,
       round(110 / 115.0, 10) AS by_hand, holders(s), total(s)
FROM (SELECT concentration_summary(key, value) AS s FROM c) AS x;
-- length: an unknown or open-ended term is missing; a known term without value counts by number only, and is missing too
CREATE TEMP TABLE t (term daterange, value numeric);
INSERT INTO t VALUES ('[2020-01-01,2021-01-01)', 30), ('[2020-01-01,2023-01-01)', -10), ('[2020-01-01,2022-01-01)', NULL),
  ('[2020-01-01,)', 40), (NULL, -20), (NULL, NULL), ('(,2020-01-01)', NULL), ('empty', 0);
SELECT measured_rows(s) AS measured, missing_rows(s) AS missing, value_coverage(s) AS coverage, contracts(s),
       mean_length(s) AS mean, weighted_length(s) AS weighted
FROM (SELECT term_summary(term, value) AS s FROM t) AS x;
-- schedule: a row whose agency, provider or day is unknown has no entry; one whose frequency, value, beginning or end is, has one, and is missing as well: of 30 + 10 + 5 + 40 + 20 + 7 + 1
-- are 30 and 10 measured.  All that have an entry of known value are in the total, all that have an entry and run are counted
CREATE TEMP TABLE d (agency text, provider text, frequency frequency, term daterange, value numeric);
INSERT INTO d VALUES ('A', 'p', 'monthly', '[2020-01-01,2021-01-01)', 30), ('A', 'p', 'monthly', '[2020-01-01,2021-01-01)', -10), ('A', 'q', NULL, '[2020-01-01,2021-01-01)', 5), ('B', 'q', 'annual', '[2020-01-01,)', 40),
  ('B', 'q', 'annual', '(,2021-01-01)', NULL), ('B', 'p', 'quarterly', '[2020-01-01,2021-01-01)', NULL), ('A', NULL, 'annual', '[2020-01-01,2021-01-01)', -20), (NULL, 'p', 'annual', '[2020-01-01,2021-01-01)', 7), ('A', 'p', 'annual', NULL, NULL),
  ('A', 'p', 'annual', 'empty', 1);
SELECT measured_rows(s) AS measured, missing_rows(s) AS missing, round(value_coverage(s), 10) AS coverage, round(40 / 113.0, 10) AS by_hand, providers(s), total(s), reports(s, '[2020-01-01,2021-01-01)'), joint_reports(s, '[2020-01-01,2021-01-01)') AS joint, r.*
FROM (SELECT schedule_summary(agency, provider, frequency, term, value) AS s FROM d) AS x, running(s, '2020-06-30') AS r;
-- all that can happen to coverage: no value seen, none measured, all, values of zero
SELECT what, measured_rows(s) AS measured, missing_rows(s) AS missing, value_coverage(s) AS coverage, holders(s),
       negative_holders(s) AS negative, total(s), hhi(s)
FROM (SELECT what, concentration_summary(k, v) AS s
      FROM (VALUES ('no value seen', 'a', NULL), ('no value seen', NULL, NULL), ('none measured', NULL, 5), ('none measured', 'a', NULL),
                   ('all measured', 'a', 5), ('all measured', 'b', -2), ('zeros', 'a', 0), ('zeros', NULL, 0)) AS v(what, k, v)
      GROUP BY what) AS x ORDER BY what;

-- no rows: NULL. Only rows that are missing: a summary that says so, and figures that are NULL
SELECT concentration_summary(key, value) AS summary, hhi(key, value), gini(key, value), theil(key, value),
       effective_holders(key, value) AS effective, rollup(NULL::concentration_summary) AS rollup
FROM c WHERE false;
SELECT term_summary(term, value) AS summary, mean_length(term) AS mean, weighted_length(term, value) AS weighted,
       rollup(NULL::term_summary) AS rollup
FROM t WHERE false;
SELECT schedule_summary(agency, provider, frequency, term, value) AS summary, rollup(NULL::schedule_summary) AS rollup FROM d WHERE false;
SELECT holders(s), negative_holders(s) AS negative, measured_rows(s) AS measured, missing_rows(s) AS missing
FROM (SELECT concentration_summary(NULL::text, NULL) AS s FROM generate_series(1, 3)) AS x;
SELECT providers(s), total(s), measured_rows(s) AS measured, missing_rows(s) AS missing, value_coverage(s) AS coverage, reports(s, p), joint_saving(s, p) AS saving, reports_per_provider(s, p), burden_cost(s, 2, 50, p) AS cost,
       providers_at_risk(s, p, 0.5) AS at_risk, r.*
FROM (SELECT schedule_summary(NULL, NULL::text, NULL, NULL, NULL) AS s, daterange('2020-01-01', '2021-01-01') AS p FROM generate_series(1, 3)) AS x, running(s, '2020-06-30') AS r;
SELECT total(s), hhi(s), effective_holders(s) AS effective, top_share(s, 1), holders_for_share(s, 0.5), gini(s), theil(s),
       entropy(s), atkinson(s, 1), hoover(s), palma(s), value_coverage(s), dominated(s, 1, 50), p_percent_sensitive(s, 5)
FROM (SELECT concentration_summary(NULL::text, NULL) AS s FROM generate_series(1, 3)) AS x;
SELECT hhi(k, v), gini(k, v), theil(k, v), effective_holders(k, v) AS effective, mean_length(d) AS mean, weighted_length(d, v) AS weighted
FROM (VALUES (NULL::bigint, NULL::numeric, NULL::daterange), (NULL, NULL, NULL)) AS n(k, v, d);
-- one row
SELECT holders(s), total(s), hhi(s), effective_holders(s) AS effective, top_share(s, 1), holders_for_share(s, 0.5), gini(s),
       theil(s), entropy(s), atkinson(s, 1), hoover(s), palma(s), value_coverage(s)
FROM (SELECT concentration_summary('a', 12.50) AS s) AS x;
SELECT contracts(s), mean_length(s) AS mean, weighted_length(s) AS weighted, length_quantile(s, 0.5) AS median, value_coverage(s)
FROM (SELECT term_summary('[2020-01-01,2022-01-01)', 7) AS s) AS x;
SELECT providers(s), total(s), value_coverage(s), reports(s, p), joint_saving(s, p) AS saving, round(reports_per_million(s, p), 6) AS per_million, round(6000000 / round(12.5 * 184 / 366, 10), 6) AS by_hand, providers_at_risk(s, p, 1) AS at_risk, (SELECT count(*) FROM cover_gaps(s)) AS gaps
FROM (SELECT schedule_summary('A', 'p', 'monthly', '[2020-01-01,2021-01-01)', 12.50) AS s, daterange('2020-07-01', '2021-01-01') AS p) AS x;
-- a NULL summary has no figures
SELECT measured_rows(s) AS measured, missing_rows(s) AS missing, value_coverage(s) AS coverage, hhi(s), holders(s),
       (SELECT count(*) FROM top_holders(s, 3)) AS top, (SELECT count(*) FROM lorenz(s, 3)) AS lorenz,
       (SELECT count(*) FROM value_bands(s, '{1}')) AS bands
FROM (SELECT NULL::concentration_summary AS s) AS x;

-- the text form is JSON: gross values of measured and missing rows, and [key, rows, value] in the order of keys
SELECT s::text::jsonb = '{"version": 1, "key": "text", "measured_rows": 4, "measured_value": 110.00, "missing_rows": 3,
                          "missing_value": 5.00, "entries": [["A", 2, 40.25], ["B", 2, 49.75]]}' AS text,
       s::text::jsonb ->> 'measured_value' AS measured_value
FROM (SELECT concentration_summary(key, value) AS s FROM c) AS x;
SELECT s::jsonb = s::text::jsonb AS cast_to_jsonb FROM (SELECT concentration_summary(key, value) AS s FROM c) AS x;
-- here the keys are lengths in 1/4530960 years: 0, 1, 2 and 3 years
SELECT s::text::jsonb = '{"version": 1, "measured_rows": 3, "measured_value": 40, "missing_rows": 5, "missing_value": 60,
                          "entries": [[0, 1, 0], [4530960, 1, 30], [9061920, 1, 0], [13592880, 1, -10]]}' AS text
FROM (SELECT term_summary(term, value) AS s FROM t) AS x;
-- and of a schedule agency, times a year, first and last day, rows and value follow the provider, NULL being null
SELECT s::text::jsonb = '{"version": 1, "key": "text", "measured_rows": 2, "measured_value": 40, "missing_rows": 8, "missing_value": 73, "frequencies": [["A", null], ["B", 1], ["B", 4], ["A", 12]],
                          "entries": [["p", "B", 4, "2020-01-01", "2020-12-31", 1, null], ["p", "A", 12, "2020-01-01", "2020-12-31", 1, -10], ["p", "A", 12, "2020-01-01", "2020-12-31", 1, 30],
                                      ["q", "A", null, "2020-01-01", "2020-12-31", 1, 5], ["q", "B", 1, null, "2020-12-31", 1, null], ["q", "B", 1, "2020-01-01", null, 1, 40]]}' AS text
FROM (SELECT schedule_summary(agency, provider, frequency, term, value) AS s FROM d) AS x;
SELECT s::text::jsonb ->> 'key' AS key, e ->> 0 AS first, e ->> 1 AS rows, e ->> 2 AS value
FROM (SELECT concentration_summary(k, 1.5) AS s FROM unnest('{-9223372036854775808,9223372036854775807}'::bigint[]) AS k) AS x,
     jsonb_array_elements(s::text::jsonb -> 'entries') AS e ORDER BY (e ->> 0)::bigint;
SELECT s::text::jsonb ->> 'key' AS key, s::text::jsonb #>> '{entries,0,0}' AS first
FROM (SELECT concentration_summary('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid, 1) AS s) AS x;

-- it reads what it writes, also as jsonb has it: with other spaces and its members in another order
CREATE TEMP TABLE many AS
SELECT g, concentration_summary('key ' || i % (g * 7), i * 0.25) AS t, concentration_summary(i % (g * 7), i) AS b,
       concentration_summary(md5((i % (g * 7))::text)::uuid, -i) AS u,
       term_summary(daterange('2020-01-01', '2020-01-01'::date + i % (g * 99)), i * 0.1) AS l
FROM generate_series(1, 9) AS g, generate_series(1, g * g * 20) AS i GROUP BY g;
SELECT bool_and((t::text::concentration_summary::text = t::text) IS TRUE) AS text,
       bool_and((b::text::concentration_summary::text = b::text) IS TRUE) AS bigint,
       bool_and((u::text::concentration_summary::text = u::text) IS TRUE) AS uuid,
       bool_and((l::text::term_summary::text = l::text) IS TRUE) AS term
FROM many;
SELECT bool_and((t::text::jsonb::text::concentration_summary::text = t::text) IS TRUE) AS text,
       bool_and((b::text::jsonb::text::concentration_summary::text = b::text) IS TRUE) AS bigint,
       bool_and((u::text::jsonb::text::concentration_summary::text = u::text) IS TRUE) AS uuid,
       bool_and((l::text::jsonb::text::term_summary::text = l::text) IS TRUE) AS term
FROM many;
-- what was read gives the figures of what was written
SELECT bool_and((hhi(t::text::concentration_summary) = hhi(t)) IS TRUE) AS hhi,
       bool_and((total(b::text::concentration_summary) = total(b)) IS TRUE) AS total,
       bool_and((negative_holders(u::text::concentration_summary) = negative_holders(u)) IS TRUE) AS negative,
       bool_and((weighted_length(l::text::term_summary) = weighted_length(l)) IS TRUE) AS weighted
FROM many;
-- keys that JSON must escape, and keys that it need not; empty summaries
CREATE TEMP TABLE hard AS
SELECT concentration_summary(k, 1) AS s, count(*) AS n
FROM (SELECT chr(i) AS k FROM generate_series(1, 127) AS i
      UNION ALL SELECT unnest(ARRAY['', '\\', '\"', '\u0041', 'a"b', E'line\nbreak', 'é', '😀', '{"a": [1]}', ' x ', '],[', 'null'])) AS x;
SELECT holders(s) = n AS all_there, s::text::concentration_summary::text = s::text AS reads,
       (SELECT count(*) FROM jsonb_array_elements(s::text::jsonb -> 'entries') AS e JOIN top_holders(s, 999) ON e ->> 0 = holder) = n AS same_keys,
       s::text::jsonb::text::concentration_summary::text = s::text AS reads_jsonb
FROM hard;
SELECT c::text::concentration_summary::text = c::text AS concentration, l::text::term_summary::text = l::text AS term
FROM (SELECT concentration_summary(NULL::text, 5) AS c, term_summary(NULL, NULL) AS l) AS x;
-- escapes are read as JSON has them
SELECT holder, value
FROM top_holders('{"version": 1, "key": "text", "measured_rows": 3, "measured_value": 6, "missing_rows": 0,
  "missing_value": 0, "entries": [["\u0041\u000a", 1, 1], ["B\/\t", 1, 2], ["C\u002d\"", 1, 3]]}', 5) ORDER BY rank;

-- rollup: parts make the whole, whatever they are; NULL parts do not matter
SELECT part, bool_and(rolled::text = whole::text) AS concentration, bool_and(rolled_l::text = whole_l::text) AS term
FROM (SELECT part, rollup(s) AS rolled, rollup(l) AS rolled_l
      FROM (SELECT part, concentration_summary(key, value) AS s, term_summary(term, value) AS l
            FROM (SELECT *, 'p' || i % 97 AS key, i * 0.01 - 3 AS value, daterange('2020-01-01', '2020-01-01'::date + i % 2000) AS term
                  FROM generate_series(1, 3000) AS i) AS r, unnest('{1,2,7,1000,3000}'::int[]) AS part GROUP BY part, i % part
            UNION ALL SELECT p, NULL, NULL FROM unnest('{1,2,7,1000,3000}'::int[]) AS p) AS parts GROUP BY part) AS a,
     (SELECT concentration_summary('p' || i % 97, i * 0.01 - 3) AS whole,
             term_summary(daterange('2020-01-01', '2020-01-01'::date + i % 2000), i * 0.01 - 3) AS whole_l
      FROM generate_series(1, 3000) AS i) AS b
GROUP BY part ORDER BY part;
-- coverage, gross values and decimals are rolled up too
SELECT measured_rows(r) AS measured, missing_rows(r) AS missing, value_coverage(r) AS coverage, total(r), hhi(r)
FROM (SELECT rollup(s) AS r
      FROM (SELECT concentration_summary(k, v) AS s
            FROM (VALUES (1, 'a', 10), (1, 'b', 5), (2, 'b', 5.00), (2, NULL, 20), (3, NULL, NULL)) AS v(part, k, v) GROUP BY part) AS parts) AS x;
SELECT rollup(s)::text = min(s::text) AS one, rollup(s) FILTER (WHERE false) AS none FROM (SELECT t AS s FROM many WHERE g = 3) AS x;
SELECT rollup(s) AS only_null FROM (VALUES (NULL::concentration_summary), (NULL)) AS v(s);
-- a rollup can be rolled up; an empty summary adds nothing, whatever key it was made for
SELECT rollup(r)::text = (SELECT rollup(t)::text FROM many) AS by_stages
FROM (SELECT g % 2, rollup(t) AS r FROM many GROUP BY g % 2) AS x;

-- stored summaries: in tables, in pages of their own (TOAST), in arrays and rows, through updates
CREATE TEMP TABLE stored (id int PRIMARY KEY, s concentration_summary, l term_summary, a concentration_summary[]);
INSERT INTO stored SELECT g, t, l, ARRAY[b, u] FROM many;
INSERT INTO stored SELECT 100, concentration_summary(md5(i::text) || i, i), NULL FROM generate_series(1, 20000) AS i;
SELECT count(*) FILTER (WHERE pg_column_size(s) > 8000) > 0 AS has_large,
       bool_and((s::text = t::text) IS NOT FALSE) AS s, bool_and((l::text = m.l_text) IS NOT FALSE) AS l,
       bool_and((a[1]::text = b::text AND a[2]::text = u::text) IS NOT FALSE) AS a
FROM stored LEFT JOIN (SELECT g, t, b, u, l::text AS l_text FROM many) AS m ON g = id;
UPDATE stored SET s = (SELECT rollup(s) FROM stored WHERE id < 10) WHERE id = 1;
SELECT s::text = (SELECT rollup(t)::text FROM many) AS updated FROM stored WHERE id = 1;
SELECT holders(s), total(s), holders_for_share(s, 1) FROM stored WHERE id = 100;
-- a summary read from a table is not changed by being read, rolled up or summed
SELECT count(DISTINCT s::text) AS texts
FROM (SELECT s FROM stored WHERE id = 9 UNION ALL SELECT s FROM (SELECT s, rollup(s) OVER () FROM stored WHERE id = 9) AS r) AS x;
DROP TABLE c, t, d, many, hard, stored;
