-- What reporting asks of providers. Functions that return sets list them in an order that they promise: it is not to be sorted away.
\pset format unaligned
\pset footer off
\pset null NULL
-- compiling would only cost time where few rows are met by dear plans
SET jit = off;

-- a provider's three contracts at 12, 4 and 4 reports a year: 20, or 12 on one schedule; at 5 hours of $60, 6,000 a year, 6 % of $100,000
CREATE TEMP TABLE v (agency text, provider text, frequency frequency, value numeric);
INSERT INTO v VALUES ('Health', 'Aroha Trust', 'monthly', 50000.00), ('Health', 'Aroha Trust', 'quarterly', 20000),
  ('Justice', 'Aroha Trust', 'every 3 months', 30000);
SELECT burden_summary(agency, provider, frequency, value) AS s FROM v;
CREATE TEMP TABLE vs AS SELECT burden_summary(agency, provider, frequency, value) AS s FROM v;
SELECT providers(s), reports(s), joint_reports(s) AS joint, joint_saving(s) AS saving, burden_cost(s, 5, 60) AS cost, burden_ratio(s, 5, 60) AS ratio,
       reports_per_provider(s), reports_per_million(s), reports_quantile(s, 0.5) AS median, measured_rows(s) AS measured,
         missing_rows(s) AS missing, value_coverage(s) AS coverage
FROM vs;
SELECT reports_per_year(frequency) AS reports FROM v;
SELECT * FROM frequency_bands((SELECT s FROM vs));
SELECT * FROM most_burdened((SELECT s FROM vs), 5);
-- one contract of them: 5 hours at $60, 12 times a year, are 3,600; three such on one schedule instead of three spare 2 x 3,600
SELECT contracts, burden_cost(s, 5, 60) AS cost, burden_ratio(s, 5, 60) AS ratio, burden_cost(s, 5, 60) * joint_saving(s) AS spared
FROM (SELECT n AS contracts, burden_summary('A' || i, 1, '12', 100000) AS s FROM (VALUES (1), (3)) AS c(n), generate_series(1, n) AS i
     GROUP BY n) AS x ORDER BY contracts;

-- by hand: p 12 + 4 in two agencies for 150; q twice 0.5 in one for 40; r none for 10; s 4 of unknown value; t 4 for a net -30
CREATE TEMP TABLE h (agency text, provider text, frequency frequency, value numeric);
INSERT INTO h VALUES ('A', 'p', 12, 100), ('B', 'p', 4, 50), ('A', 'q', 0.5, 15.5), ('A', 'q', 'biennial', 24.5), ('B', 'r', 'none', 10),
  ('B', 's', 'quarterly', NULL),
                     ('A', 't', 4, -30),
                     -- missing: an unknown agency, provider, frequency; all of them
                     (NULL, 'p', 12, 5), ('A', NULL, 12, 7), ('A', 'p', NULL, -8), (NULL, NULL, NULL, NULL);
CREATE TEMP TABLE hs AS SELECT burden_summary(agency, provider, frequency, value) AS s FROM h;
SELECT s FROM hs;
-- 25 reports of 5 providers; jointly 12 + 0.5 + 0 + 4 + 4; net value 170; coverage 230 of 250
SELECT providers(s), reports(s), reports_per_provider(s), joint_reports(s) AS joint, joint_saving(s) AS saving,
       round(reports_per_million(s), 6) AS per_million,
       round(25000000 / 170.0, 6) AS by_hand, burden_cost(s, 1.5, 40) AS cost, round(burden_ratio(s, 1.5, 40), 6) AS ratio,
         round(1500 / 170.0, 6) AS ratio_by_hand
FROM hs;
SELECT measured_rows(s) AS measured, missing_rows(s) AS missing, value_coverage(s) AS coverage FROM hs;
-- sorted, the providers' reports are 0, 1, 4, 4, 16
SELECT q, reports_quantile(s, q) FROM hs, unnest('{0,0.2,0.2000000001,0.4,0.41,0.8,0.800000000000000000001,1}'::numeric[]) AS q ORDER BY q;
SELECT frequency, arrangements, round(arrangement_share, 10) AS arrangement_share, value, round(value_share, 10) AS value_share
       FROM frequency_bands((SELECT s FROM hs));
-- s and t report equally often: byte order; without a positive value there are no reports per million of it
SELECT * FROM most_burdened((SELECT s FROM hs), 3);
SELECT rank, provider, reports, joint_reports, value, reports_per_million FROM most_burdened((SELECT s FROM hs), 9223372036854775807);
SELECT count(*) AS of_none FROM most_burdened((SELECT s FROM hs), 0);
-- ties by bytes, by number, by uuid
SELECT rank, provider FROM most_burdened((SELECT burden_summary('A', p, '12', 1) FROM unnest('{b,a,B,é,ab,"",Z}'::text[]) AS p), 9);
SELECT rank, provider FROM most_burdened((SELECT burden_summary('A', p, '12', 1)
       FROM unnest('{10,9,-1,-10,0,9223372036854775807,-9223372036854775808}'::bigint[]) AS p), 9);
SELECT rank, left(provider, 4) AS provider FROM most_burdened((SELECT burden_summary('A', p, '12', 1)
       FROM unnest(ARRAY['ff', '00', '7f', '80']) AS c, LATERAL (SELECT repeat(c, 16)::uuid AS p) AS u), 9);

-- none is a measured zero; an unknown frequency is missing; with no reports there is no share of them to save
SELECT what, providers(s), total(s), reports(s), reports_per_provider(s), reports_quantile(s, 0.5) AS median, reports_per_million(s),
       joint_reports(s) AS joint, joint_saving(s) AS saving,
       burden_cost(s, 5, 60) AS cost, burden_ratio(s, 5, 60) AS ratio, measured_rows(s) AS measured, missing_rows(s) AS missing,
         value_coverage(s) AS coverage,
       (SELECT count(*) FROM frequency_bands(s)) AS bands, (SELECT count(*) FROM most_burdened(s, 9)) AS listed
FROM (SELECT 1 AS i, 'none' AS what, burden_summary('A', 'p', 'none', 50) AS s
      UNION ALL SELECT 2, 'unknown', burden_summary('A', 'p', NULL, 50)
      UNION ALL SELECT 3, 'no value', burden_summary('A', 'p', '4', NULL)
      UNION ALL SELECT 4, 'value 0', burden_summary('A', 'p', '4', 0)
      UNION ALL SELECT 5, 'negative', burden_summary('A', 'p', '4', -5)
      UNION ALL SELECT 6, 'no rows', burden_summary('A', 'p', '4', 5) FILTER (WHERE false)
      UNION ALL SELECT 7, 'both', burden_summary('A', 'p', f, 50) FROM unnest('{none,NULL}'::frequency[]) AS f) AS x ORDER BY i;
-- the extremes: 100,000,000 and 10^-10 times a year, a value of 10^-10
SELECT reports(s), joint_reports(s) AS joint, reports_per_million(s) AS per_million, burden_cost(s, 0.000001, 1000000) AS cost
FROM (SELECT burden_summary(a, 'p', f, 0.0000000001) AS s FROM (VALUES ('A', 100000000::frequency), ('B', '0.0000000001')) AS x(a, f)) AS y;
-- bigint and uuid keys give the same figures
SELECT n.* = t.* AS numbers, u.* = t.* AS uuids
FROM (SELECT reports(s), joint_reports(s), reports_quantile(s, 0.6), burden_ratio(s, 2, 3), providers(s) FROM hs) AS t,
     (SELECT reports(s), joint_reports(s), reports_quantile(s, 0.6), burden_ratio(s, 2, 3), providers(s)
       FROM (SELECT burden_summary(agency, ascii(provider), frequency, value) AS s FROM h) AS x) AS n,
     (SELECT reports(s), joint_reports(s), reports_quantile(s, 0.6), burden_ratio(s, 2, 3), providers(s)
       FROM (SELECT burden_summary(agency, md5(provider)::uuid, frequency, value) AS s FROM h) AS x) AS u;

-- bad parameters and values
CREATE FUNCTION pg_temp.complaint(statement text, fault text, OUT state text, OUT shown boolean, OUT message text,
  OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
  shown := position(fault IN message) > 0;
  hint := nullif(hint, '');
END $$;
SELECT statement, state, message, hint
FROM unnest(ARRAY['burden_cost(s, -1, 60)', 'burden_cost(s, 5, -0.01)', 'burden_cost(s, ''NaN'', 60)', 'burden_ratio(s, 5, ''Infinity'')',
     'burden_ratio(s, ''-Infinity'', 60)',
                  'reports_quantile(s, 1.1)', 'reports_quantile(s, -0.1)', 'reports_quantile(s, ''NaN'')', 'most_burdened(s, -1)',
                  'burden_summary(''A'', ''p'', ''4'', ''NaN'')',
                  'burden_summary(NULL, 1, NULL, ''Infinity'')', 'rollup(s)']) WITH ORDINALITY AS u(statement, i),
     pg_temp.complaint(format('SELECT %s FROM %s', statement,
       CASE WHEN statement ~ 'rollup' THEN '(SELECT s FROM vs UNION ALL SELECT burden_summary(''A'', 1, ''4'', 5)) AS x' ELSE 'vs' END), '')
         ORDER BY i;
-- they are looked at although there is nothing to measure
SELECT state FROM pg_temp.complaint($$SELECT burden_cost(burden_summary('A', 'p', NULL, 5), -1, 60)$$, '') UNION ALL
SELECT state FROM pg_temp.complaint($$SELECT reports_quantile(burden_summary('A', 'p', NULL, 5), 2)$$, '');
SELECT burden_cost(s, 0, 60) AS free, burden_cost(s, NULL, 60) AS unknown, burden_ratio(s, 0.5, 0) AS unpaid, burden_cost(s, 1.25, 0.333) AS odd,
       20 * 1.25 * 0.333 AS by_hand FROM vs;
SELECT state FROM pg_temp.complaint($$SELECT burden_add(NULL, 'A', 'p', '4', 5)$$, '') UNION ALL SELECT state
       FROM pg_temp.complaint('SELECT summary_combine(s, s) FROM vs', '');

-- random data, figure by figure beside plain SQL: 30 groups; agencies with short and long names; all kinds of frequencies
DO $$ BEGIN PERFORM setseed(0.57); END $$;
CREATE TEMP TABLE r AS
SELECT i, g, CASE WHEN i % 61 <> 0 THEN (ARRAY['H', 'Housing', 'an agency with a long name', 'Te Puni Kōkiri', '', 'eight888', 'Z'])[a] END AS agency,
       CASE WHEN i % 59 <> 0 THEN CASE WHEN k % 3 = 0 THEN 'p' || k ELSE 'provider with a name, ' || k END END AS t,
       CASE WHEN i % 59 <> 0 THEN (k - 100) * 1000000007::bigint END AS b, CASE WHEN i % 59 <> 0 THEN md5(k::text)::uuid END AS u,
       (ARRAY['none', '1', '2', '4', '4', '12', '12', 'weekly', 'every 3 years', '0.37', NULL]::frequency[])[f] AS f,
       CASE WHEN i % 31 = 0 THEN NULL WHEN i % 17 = 0 THEN -2 * x ELSE x END AS value
FROM (SELECT i, CASE WHEN i <= 40 THEN i % 5 ELSE 5 + floor(random() ^ 2 * 25)::int END AS g, 1 + floor(random() ^ 2 * 7)::int AS a,
     floor(random() ^ 2 * 400)::int AS k,
             1 + floor(random() * 11)::int AS f, round((random() ^ 3 * 100000)::numeric, 3) AS x FROM generate_series(1, 12000) AS i) AS raw;
CREATE FUNCTION pg_temp.near(a numeric, b numeric) RETURNS boolean LANGUAGE sql AS $$ SELECT coalesce(abs(a - b) <= 1e-15 * abs(b), a IS NULL
  AND b IS NULL) $$;
CREATE FUNCTION pg_temp.check(kind text) RETURNS TABLE (figure text, groups bigint, agrees boolean) LANGUAGE plpgsql AS $f$
BEGIN
  EXECUTE format('CREATE TEMP TABLE s AS SELECT g, burden_summary(agency, %1$s, f, value) AS s FROM r GROUP BY g;
    CREATE TEMP TABLE m AS SELECT g, agency, (%1$s)::text COLLATE "C" AS key, rank() OVER (PARTITION BY g ORDER BY %1$s%2$s) AS place, f,
      f::numeric AS n, value
      FROM r WHERE agency IS NOT NULL AND %1$s IS NOT NULL AND f IS NOT NULL', kind, CASE kind WHEN 't' THEN ' COLLATE "C"' ELSE '' END);
  CREATE TEMP TABLE p AS SELECT g, key, min(place) AS place, count(DISTINCT agency) AS agencies, count(*) AS arrangements, sum(n) AS reports,
    max(n) AS joint, coalesce(sum(value), 0) AS value
    FROM m GROUP BY g, key;
  CREATE TEMP TABLE a AS SELECT g, count(*) AS providers, sum(arrangements) AS arrangements, sum(reports) AS reports, sum(joint) AS joint,
    sum(value) AS value FROM p GROUP BY g;
  ANALYZE p;
  RETURN QUERY SELECT 'providers', count(*), bool_and(providers(s) = providers) FROM s JOIN a USING (g);
  RETURN QUERY SELECT 'total', count(*), bool_and(total(s) = t) FROM s JOIN (SELECT g, sum(value) AS t FROM m GROUP BY g) AS x USING (g);
  RETURN QUERY SELECT 'reports', count(*), bool_and(reports(s) = reports) FROM s JOIN a USING (g);
  RETURN QUERY SELECT 'reports_per_provider', count(*), bool_and(pg_temp.near(reports_per_provider(s), reports / providers)) FROM s JOIN a USING (g);
  RETURN QUERY SELECT 'reports_per_million', count(*), bool_and(pg_temp.near(reports_per_million(s),
    CASE WHEN value > 0 THEN reports * 1000000 / value END)) FROM s JOIN a USING (g);
  RETURN QUERY SELECT 'joint_reports', count(*), bool_and(joint_reports(s) = joint) FROM s JOIN a USING (g);
  RETURN QUERY SELECT 'joint_saving', count(*), bool_and(pg_temp.near(joint_saving(s), (reports - joint) / nullif(reports, 0))) FROM s
    JOIN a USING (g);
  RETURN QUERY SELECT 'burden_cost', count(*), bool_and(burden_cost(s, 3.25, 61.5) = reports * 3.25 * 61.5) FROM s JOIN a USING (g);
  RETURN QUERY SELECT 'burden_ratio', count(*), bool_and(pg_temp.near(burden_ratio(s, 3.25, 61.5),
    CASE WHEN value > 0 THEN reports * 3.25 * 61.5 / value END)) FROM s JOIN a USING (g);
  RETURN QUERY SELECT 'reports_quantile', count(*), bool_and(reports_quantile(s, q) = x) FROM s JOIN (
      SELECT g, q, min(c.reports) FILTER (WHERE below >= q * providers) AS x FROM a
             JOIN (SELECT p.g, p.reports, count(*) OVER (PARTITION BY p.g ORDER BY p.reports) AS below FROM p) AS c USING (g)
      CROSS JOIN unnest('{0,0.01,0.25,0.5,0.75,0.9,0.99,1}'::numeric[]) AS q GROUP BY g, q) AS r USING (g);
  RETURN QUERY SELECT 'frequency_bands', count(*), bool_and((b.frequency = x.f AND b.arrangements = x.n
    AND pg_temp.near(b.arrangement_share, x.n::numeric / a.arrangements) AND b.value = x.value
      AND pg_temp.near(b.value_share, CASE WHEN a.value > 0 THEN x.value / a.value END)) IS TRUE)
    FROM (SELECT g, b.* FROM s, frequency_bands(s) WITH ORDINALITY AS b) AS b
    FULL JOIN (SELECT g, f, count(*) AS n, coalesce(sum(value), 0) AS value, row_number() OVER (PARTITION BY g ORDER BY f) AS ordinality FROM m
      GROUP BY g, f) AS x USING (g, ordinality)
    LEFT JOIN a USING (g);
  RETURN QUERY SELECT 'most_burdened', count(*), bool_and((b.ordinality = b.rank AND b.provider = x.key AND b.agencies = x.agencies
    AND b.arrangements = x.arrangements AND b.reports = x.reports
      AND b.joint_reports = x.joint AND b.value = x.value AND pg_temp.near(b.reports_per_million,
        CASE WHEN x.value > 0 THEN x.reports * 1000000 / x.value END)) IS TRUE)
    FROM (SELECT g, b.* FROM s, most_burdened(s, 100) WITH ORDINALITY AS b) AS b
    FULL JOIN (SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY g ORDER BY reports DESC, place) AS rank FROM p) AS y
      WHERE rank <= 100) AS x USING (g, rank);
  RETURN QUERY SELECT 'measured_rows, missing_rows', count(*), bool_and(measured_rows(s) = x.measured AND missing_rows(s) = x.missing) FROM s JOIN (
      SELECT g, count(*) FILTER (WHERE ok) AS measured, count(*) FILTER (WHERE NOT ok) AS missing
      FROM (SELECT g, agency IS NOT NULL AND t IS NOT NULL AND f IS NOT NULL AND value IS NOT NULL AS ok FROM r) AS y GROUP BY g) AS x USING (g);
  RETURN QUERY SELECT 'value_coverage', count(*), bool_and(pg_temp.near(value_coverage(s), x.c)) FROM s JOIN (
      SELECT g, sum(abs(value)) FILTER (WHERE agency IS NOT NULL AND t IS NOT NULL AND f IS NOT NULL) / sum(abs(value)) AS c FROM r
             GROUP BY g) AS x USING (g);
  RETURN QUERY SELECT 'text, jsonb and back', count(*), bool_and((s::text::burden_summary::text = s::text
    AND s::jsonb::text::burden_summary::text = s::text AND s::jsonb = s::text::jsonb) IS TRUE) FROM s;
  RETURN QUERY SELECT 'entries', count(*), bool_and((e.n = x.n AND e.value = x.value AND e.reports = x.reports AND e.highest = x.highest) IS TRUE)
    FROM (SELECT g, e ->> 1 AS agency, e ->> 0 AS key, (e ->> 2)::bigint AS n, (e ->> 3)::numeric AS value, (e ->> 4)::numeric AS reports,
         (e ->> 5)::numeric AS highest FROM s, jsonb_array_elements(s::jsonb -> 'entries') AS e) AS e
    FULL JOIN (SELECT g, agency, key, count(*) AS n, coalesce(sum(value), 0) AS value, sum(m.n) AS reports, max(m.n) AS highest
      FROM m GROUP BY g, agency, key) AS x USING (g, agency, key);
  RETURN QUERY SELECT 'totals', count(*), bool_and((e.n = x.n AND e.value = x.value) IS TRUE)
    FROM (SELECT g, e ->> 0 AS agency, (e ->> 1)::numeric AS times, (e ->> 2)::bigint AS n, (e ->> 3)::numeric AS value FROM s,
         jsonb_array_elements(s::jsonb -> 'totals') AS e) AS e
    FULL JOIN (SELECT g, agency, m.n AS times, count(*) AS n, coalesce(sum(value), 0) AS value FROM m GROUP BY g, agency, m.n) AS x
      USING (g, agency, times);
  -- bands and the list of all add up to what the summary says
  RETURN QUERY SELECT 'parts add up', count(*), bool_and((SELECT sum(b.arrangements * b.frequency::numeric) = reports(s) FROM frequency_bands(s) AS b)
                 AND (SELECT sum(l.reports) = reports(s) AND sum(l.joint_reports) = joint_reports(s) AND count(*) = providers(s)
                   FROM most_burdened(s, 100000) AS l)) FROM s;
  DROP TABLE s, m, p, a;
END $f$;
SELECT count(*) > 11000 AS rows, count(DISTINCT g) AS groups, count(DISTINCT agency) AS agencies, count(DISTINCT f) AS frequencies FROM r;
SELECT figure, count(*) AS kinds, min(groups) >= 30 AS all_groups, bool_and(agrees IS TRUE) AS agrees FROM unnest('{t,b,u}'::text[]) AS kind,
       pg_temp.check(kind) GROUP BY figure ORDER BY figure COLLATE "C";
-- in one step: reports_per_year() counts rows of unknown agency or provider too
SELECT count(*) AS groups, bool_and((reports(s) = r) IS TRUE) AS same
FROM (SELECT g, burden_summary(agency, t, f, value) AS s, reports_per_year(f) FILTER (WHERE agency IS NOT NULL AND t IS NOT NULL) AS r FROM r
     GROUP BY g) AS x;

-- rollup of parts is the whole. Parts: of rows; of agencies, frequencies, providers (disjoint, and each in an order of its own); each row its own;
-- an empty one
CREATE TEMP TABLE part AS
SELECT by, part, burden_summary(agency, t, f, value ORDER BY md5(i::text || part)) AS st, burden_summary(agency, b, f, value) AS sb,
       burden_summary(agency, u, f, value) AS su
FROM (SELECT 'rows' AS by, i % 7 AS part, r.* FROM r UNION ALL SELECT 'agencies', hashtext(agency) % 5, r.* FROM r UNION ALL SELECT 'frequencies',
     f::numeric::int, r.* FROM r
      UNION ALL SELECT 'providers', hashtext(t) % 5, r.* FROM r UNION ALL SELECT 'missing', (agency IS NULL OR t IS NULL OR f IS NULL)::int, r.*
        FROM r
      UNION ALL SELECT 'sizes', ln(i)::int, r.* FROM r UNION ALL SELECT 'one row each', i, r.* FROM r) AS x
GROUP BY by, part;
INSERT INTO part SELECT by, 100000 FROM part GROUP BY by;
SELECT by, bool_and((p.st::text = w.st::text) IS TRUE) AS text, bool_and((p.sb::text = w.sb::text) IS TRUE) AS bigint,
       bool_and((p.su::text = w.su::text) IS TRUE) AS uuid
FROM (SELECT by, rollup(st ORDER BY part) AS st, rollup(sb ORDER BY md5(part::text)) AS sb, rollup(su ORDER BY part DESC) AS su FROM part
     GROUP BY by) AS p,
     (SELECT burden_summary(agency, t, f, value) AS st, burden_summary(agency, b, f, value) AS sb, burden_summary(agency, u, f, value) AS su
       FROM r) AS w
GROUP BY by ORDER BY by;
-- by hand: the agencies and frequencies of both parts, met in other orders
SELECT rollup(s ORDER BY i * way) AS rolled
FROM (SELECT i, burden_summary(agency, provider, f::frequency, value ORDER BY n) AS s
      FROM (VALUES (1, 1, 'B', 'x', 12, 1), (1, 2, 'A', 'x', 4, 2), (2, 3, 'A', 'y', 12, 3), (2, 4, 'C', 'x', 4, 4),
                   (2, 5, 'B', 'x', 12, 5)) AS p(i, n, agency, provider, f, value)
      GROUP BY i) AS x, unnest('{1,-1}'::int[]) AS way GROUP BY way ORDER BY way;
SELECT rollup(st) IS NULL AS none FROM part WHERE false;

-- JSON: hard names and odd frequencies come back; whatever does not belong is rejected
SELECT bool_and(s::text::burden_summary::text = s::text AND (SELECT provider FROM most_burdened(s, 1)) = name) AS hard_names, count(*) AS names
FROM (SELECT name, burden_summary(name, name, 'every 3 years', 1) AS s
      FROM unnest(ARRAY['', ' ', '"', '\', '\u0041', E'\t\n\r', '{"a": [1]}', 'Ä€', repeat('long', 5000), '1', 'null']) AS name GROUP BY name) AS x;
CREATE FUNCTION pg_temp.json(entries text, totals text DEFAULT '[["A", 12, 3, 8.5]]', rows text DEFAULT '3', missing text DEFAULT '0',
  gross text DEFAULT '8.5') RETURNS text LANGUAGE sql AS $$
  SELECT format('{"version": 1, "key": "text", "measured_rows": %s, "measured_value": %s, "missing_rows": %s, "missing_value": 0, "totals": %s, "entries": %s}',
                rows, gross, missing, totals, entries)
$$;
SELECT pg_temp.json('[["p", "B", 2, 3.5, 24, 12], ["p", "A", 1, 5, 0.5, 0.5]]', '[["B", 12, 2, 3.5], ["A", 0.5, 1, 5]]')::burden_summary;
SELECT what, state, shown
FROM (VALUES (1, 'no frequency', pg_temp.json('[["p", "A", 3, 8.5, 36]]')), (2, 'frequency as text', pg_temp.json('[["p", "A", 3, 8.5, 36, "12"]]')),
             (3, 'negative', pg_temp.json('[["p", "A", 3, 8.5, 36, -1]]')),
             (4, 'too often', pg_temp.json('[["p", "A", 3, 8.5, 36, 100000001]]')),
               (5, 'too fine', pg_temp.json('[["p", "A", 3, 8.5, 36, 0.00000000001]]')), (6, 'null', pg_temp.json('[["p", "A", 3, 8.5, 36, null]]')),
             (7, 'no agency', pg_temp.json('[["p", 3, 8.5, 36, 12]]')), (8, 'agency a number', pg_temp.json('[["p", 1, 3, 8.5, 36, 12]]')),
               (9, 'too long', pg_temp.json('[["p", "A", 3, 8.5, 36, 12, 1]]')),
             (10, 'entry twice', pg_temp.json('[["p", "A", 1, 8.5, 12, 12], ["p", "A", 2, 0, 24, 12.0]]')),
               (11, 'no rows', pg_temp.json('[["p", "A", 0, 0, 0, 12], ["q", "A", 3, 8.5, 36, 12]]')),
             (12, 'more rows than counted', pg_temp.json('[["p", "A", 4, 8.5, 48, 12]]', '[["A", 12, 4, 8.5]]')),
               (13, 'fewer', pg_temp.json('[["p", "A", 2, 8.5, 24, 12]]', '[["A", 12, 2, 8.5]]')),
             (14, 'more value than counted', pg_temp.json('[["p", "A", 3, 8.6, 36, 12]]', '[["A", 12, 3, 8.6]]')),
               (15, 'too many decimals', pg_temp.json('[["p", "A", 3, 8.45000000001, 36, 12]]')), (16, 'empty object', '{}'),
             (17, 'agencies', replace(pg_temp.json('[]', '[]', '0', '0', '0'), '"entries"', '"agencies": [], "entries"')),
               (18, 'an overlap summary', (SELECT overlap_summary('A', 'p', 1)::text)),
             (19, 'unclosed', left(pg_temp.json('[]', '[]', '0', '0', '0'), -1)),
               (20, 'no totals', replace(pg_temp.json('[]', '[]', '0', '0', '0'), '"totals": [], ', ''))) AS j(i, what, form),
     pg_temp.complaint(format('SELECT %L::burden_summary', form), 'burden_summary')
WHERE (state = '22P02' AND shown) IS NOT TRUE ORDER BY i;
SELECT state FROM pg_temp.complaint(format('SELECT %L::overlap_summary', (SELECT vs.s::text FROM vs)), '');
-- as many rows as 64 bits count, at the highest frequency: sums of reports stay exact
SELECT reports(s), joint_reports(s) AS joint, joint_saving(s) AS saving, round(reports_per_million(s), -20) AS per_million,
       burden_cost(s, 5, 60) AS cost, r.reports, r.joint_reports AS joint
FROM (SELECT '{"version": 1, "key": "bigint", "measured_rows": 9223372036854775807, "measured_value": 7, "missing_rows": 0, "missing_value": 0,
               "totals": [["A", 100000000, 9223372036854775806, 5], ["B", 99999999.9999999999, 1, 2]],
               "entries": [[1, "A", 9223372036854775806, 5, 922337203685477580600000000, 100000000],
                 [1, "B", 1, 2, 99999999.9999999999, 99999999.9999999999]]}'::burden_summary AS s) AS x, most_burdened(s, 1) AS r;
-- stored, compressed and out of line, read whole and rolled up
CREATE TEMP TABLE stored (i int, s burden_summary);
INSERT INTO stored SELECT i % 3, burden_summary(agency, t, f, value) FROM r GROUP BY i % 3;
SELECT count(*) AS stored, bool_and((s::text = (SELECT burden_summary(agency, t, f, value)::text FROM r WHERE r.i % 3 = stored.i)) IS TRUE) AS same
       FROM stored;
SELECT rollup(s)::text = (SELECT burden_summary(agency, t, f, value)::text FROM r) AS rolled FROM stored;
DROP TABLE v, vs, h, hs, r, part, stored;
