-- Providers shared between agencies. Functions that return sets list them in an order that they promise: it is not to be sorted away.
\pset format unaligned
\pset footer off
\pset null NULL
-- compiling would only cost time where few rows are met by dear plans
SET jit = off;

-- two sets, {1,2,3} and {2,3,4}: half of the union, two of three
CREATE TEMP TABLE v (agency text, provider int, value numeric);
INSERT INTO v VALUES ('A', 1, 10.00), ('A', 2, 20), ('A', 3, 30), ('B', 2, 5), ('B', 3, 15), ('B', 4, 20);
SELECT overlap_summary(agency, provider, value) AS s FROM v;
SELECT overlap_summary(agency, provider) AS s FROM v;
SELECT agencies(s), providers(s), shared_providers(s), shared_providers(s, 1) AS at_least_1, shared_providers(s, 3) AS at_least_3,
       agencies_per_provider(s), total(s), shared_value_share(s), measured_rows(s) AS measured, missing_rows(s) AS missing,
       value_coverage(s) AS coverage, negative_providers(s) AS negative
FROM (SELECT overlap_summary(agency, provider, value) AS s FROM v) AS x;
SELECT shared_providers(agency, provider) AS numbers, shared_providers(agency, provider::text) AS names,
       shared_providers(agency, md5(provider::text)::uuid) AS uuids FROM v;
SELECT agency_a, agency_b, providers_a, providers_b, shared, jaccard, round(overlap_coefficient, 4) AS overlap_coefficient,
       value_a_shared, value_b_shared
FROM overlap_pairs((SELECT overlap_summary(agency, provider, value) FROM v));
-- of 100.00, providers 2 and 3 hold 25 and 45
SELECT * FROM overlap_counts((SELECT overlap_summary(agency, provider, value) FROM v));
SELECT * FROM overlap_sets((SELECT overlap_summary(agency, provider, value) FROM v));
SELECT * FROM shared_provider_list((SELECT overlap_summary(agency, provider, value) FROM v));
SELECT * FROM shared_provider_list((SELECT overlap_summary(agency, provider, value) FROM v), 1);
SELECT count(*) AS of_three FROM shared_provider_list((SELECT overlap_summary(agency, provider, value) FROM v), 3);
-- without values there is no money
SELECT * FROM overlap_counts((SELECT overlap_summary(agency, provider) FROM v));
SELECT * FROM overlap_sets((SELECT overlap_summary(agency, provider) FROM v));
SELECT * FROM shared_provider_list((SELECT overlap_summary(agency, provider) FROM v));
SELECT shared, jaccard, value_a_shared, value_b_shared FROM overlap_pairs((SELECT overlap_summary(agency, provider) FROM v));
SELECT total(s), shared_value_share(s), value_coverage(s) AS coverage, negative_providers(s) AS negative, measured_rows(s) AS measured
FROM (SELECT overlap_summary(agency, provider) AS s FROM v) AS x;

-- published pairs: 1 to 6 and 4 to 9 have 3 of 9 and 3 of 6; 4 to 10: 3 of 10; sizes 10 and 5 with 3 in common: 3 of 5
SELECT p.low AS a, p.high AS b, shared, round(jaccard, 7) AS jaccard, overlap_coefficient
FROM (VALUES ('[1,6]'::int4range, '[4,9]'::int4range), ('[1,6]', '[4,10]'), ('[1,10]', '[8,12]')) AS p(low, high),
     overlap_pairs((SELECT overlap_summary(CASE WHEN side THEN 'a' ELSE 'b' END, i)
                    FROM generate_series(1, 12) AS i, unnest('{t,f}'::boolean[]) AS side
                    WHERE CASE WHEN side THEN p.low ELSE p.high END @> i))
ORDER BY p.low, p.high;

-- equal, nested and disjoint sets; X and Y of unknown providers only: an empty side has no coefficient, two have no Jaccard either
CREATE TEMP TABLE e (agency text, provider text);
INSERT INTO e VALUES ('equal 1', 'p'), ('equal 1', 'q'), ('equal 2', 'q'), ('equal 2', 'p'), ('equal 2', 'p'), ('inner', 'p'),
                     ('other', 'z'), ('X', NULL), ('Y', NULL), ('Y', NULL);
SELECT p.* FROM (SELECT overlap_summary(agency, provider) AS s FROM e) AS x, overlap_pairs(s) AS p;
SELECT agencies(s), providers(s), shared_providers(s), measured_rows(s) AS measured, missing_rows(s) AS missing
FROM (SELECT overlap_summary(agency, provider) AS s FROM e) AS x;
SELECT * FROM overlap_sets((SELECT overlap_summary(agency, provider) FROM e));
-- none but unknown providers, none but unknown agencies, no rows
SELECT what, agencies(s), providers(s), shared_providers(s), negative_providers(s) AS negative, agencies_per_provider(s),
       total(s), shared_value_share(s), measured_rows(s) AS measured, missing_rows(s) AS missing, value_coverage(s) AS coverage,
       (SELECT count(*) FROM overlap_pairs(s)) AS pairs, (SELECT count(*) FROM overlap_counts(s)) AS counts,
       (SELECT count(*) FROM overlap_sets(s)) AS sets, (SELECT count(*) FROM shared_provider_list(s, 1)) AS list
FROM (SELECT 1 AS i, 'unknown providers' AS what, overlap_summary(agency, provider, 4) AS s FROM e WHERE provider IS NULL
      UNION ALL SELECT 2, 'unknown agencies', overlap_summary(NULL, provider, 4) FROM e
      UNION ALL SELECT 3, 'unknown all', overlap_summary(NULL, NULL::text, NULL)
      UNION ALL SELECT 4, 'no rows', overlap_summary(agency, provider, 4) FROM e WHERE false
      UNION ALL SELECT 5, 'one agency', overlap_summary('A', i, 2.5) FROM generate_series(1, 3) AS i
      UNION ALL SELECT 6, 'empty names', overlap_summary('', '', 2.5)) AS x ORDER BY i;
SELECT shared_providers(agency, provider) FROM e WHERE false;
SELECT shared_providers(agency, provider) FROM e WHERE provider IS NULL;

-- values: unknown, zero and negative ones. p nets 6 in A and B; q nets -7, so its money is out, and it stays in the sets; r has 0 and an
-- unknown value. Missing: an unknown value (in the sets all the same), an agency's unknown provider worth 8, a provider of no agency worth -2
CREATE TEMP TABLE m (agency text, provider text, value numeric);
INSERT INTO m VALUES ('A', 'p', 10), ('B', 'p', -4), ('A', 'q', 3.5), ('B', 'q', -10.5), ('A', 'r', 0), ('B', 'r', NULL), ('C', 's', 2),
                     ('C', NULL, 8), (NULL, 'p', -2);
SELECT overlap_summary(agency, provider, value) AS s FROM m;
SELECT agencies(s), providers(s), shared_providers(s), negative_providers(s) AS negative, total(s), shared_value_share(s), measured_rows(s) AS measured,
       missing_rows(s) AS missing, value_coverage(s) AS coverage
FROM (SELECT overlap_summary(agency, provider, value) AS s FROM m) AS x;
SELECT agency_a, agency_b, shared, value_a_shared, value_b_shared FROM overlap_pairs((SELECT overlap_summary(agency, provider, value) FROM m));
SELECT * FROM overlap_counts((SELECT overlap_summary(agency, provider, value) FROM m));
SELECT * FROM overlap_sets((SELECT overlap_summary(agency, provider, value) FROM m));
SELECT * FROM shared_provider_list((SELECT overlap_summary(agency, provider, value) FROM m), 1);
-- values of 0 are no money; net values that add up to 0 or less have no shares
SELECT total(z) AS zero_total, shared_value_share(z) AS zero, total(n) AS negative_total, shared_value_share(n) AS negative, negative_providers(n) AS negatives, value_coverage(n) AS coverage
FROM (SELECT overlap_summary(agency, provider, 0) AS z, overlap_summary(agency, provider, -1) AS n FROM m) AS x;
SELECT c.agencies, c.providers, c.value, c.value_share FROM overlap_counts((SELECT overlap_summary(agency, provider, -1) FROM m)) AS c;

-- the union of 13 agencies' providers, from published counts
SELECT union_bounds(sizes) = '[5613,12184]' AS published, union_bounds(sizes || '{0,0}') = '[5613,12184]' AS with_none
FROM (SELECT '{5613,1845,1835,957,778,584,165,139,87,78,55,41,7}'::bigint[] AS sizes) AS x;
SELECT sizes, union_bounds(sizes) AS bounds
FROM unnest(ARRAY['{}', '{0}', '{7}', '{7,7}', '{7,NULL}', '{NULL}', '{{1,2},{3,4}}', '[5:6]={1,2}', '{9223372036854775800,6}',
     NULL]) WITH ORDINALITY AS u(t, i),
     LATERAL (SELECT t::bigint[] AS sizes) AS c ORDER BY i;
-- what agencies' sets hold together lies within the bounds
SELECT providers(s) <@ union_bounds(ARRAY(SELECT count(DISTINCT provider) FROM v GROUP BY agency)) AS within
FROM (SELECT overlap_summary(agency, provider) AS s FROM v) AS x;

-- bad parameters
CREATE FUNCTION pg_temp.complaint(statement text, fault text, OUT state text, OUT shown boolean, OUT message text, OUT hint text)
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
  shown := position(fault IN message) > 0;
  hint := nullif(hint, '');
END $$;
CREATE TEMP TABLE vs AS SELECT overlap_summary(agency, provider, value) AS s FROM v;
SELECT statement, state, message, hint
FROM (VALUES (1, 'SELECT shared_providers(s, 0) FROM vs'), (2, 'SELECT shared_value_share(s, 0) FROM vs'),
             (3, 'SELECT * FROM vs, shared_provider_list(s, -2147483648)'), (4, 'SELECT union_bounds(''{3,-1}'')'),
             (5, 'SELECT union_bounds(''{9223372036854775806,1}'')'), (6, 'SELECT overlap_summary(''A'', 1, ''NaN'')'),
             (7, 'SELECT overlap_summary(''A'', 1, ''-Infinity'')'), (8, 'SELECT overlap_summary(NULL, NULL::uuid, ''Infinity'')'),
             (9, 'SELECT rollup(s) FROM (SELECT s FROM vs UNION ALL SELECT overlap_summary(''A'', ''x'', 1)) AS x')) AS c(i, statement),
     pg_temp.complaint(statement, '') ORDER BY i;
SELECT shared_providers(s, 2147483648) AS none, shared_value_share(s, 9223372036854775807) AS share, shared_providers(s, NULL) AS unknown,
       shared_value_share(s, 1) AS everything FROM vs;
-- the parts of the aggregates are not for calling
SELECT state FROM pg_temp.complaint($$SELECT overlap_add(NULL, 'A', 'p')$$, '');
SELECT state, hint FROM pg_temp.complaint('SELECT summary_combine(s, s) FROM vs', '');

-- random data, figure by figure beside plain SQL: 15 agencies with names of 1 to 40 bytes, 2,000 providers of which some are shared by many;
-- unknown agencies, providers and values; zero and negative values, to 4 decimals
DO $$ BEGIN PERFORM setseed(0.31); END $$;
CREATE TEMP TABLE r AS
SELECT i, CASE WHEN i % 71 <> 0 THEN name END AS agency, CASE WHEN i % 53 <> 0 AND name <> 'Unknowns' THEN 'provider ' || k END AS t,
       CASE WHEN i % 53 <> 0 AND name <> 'Unknowns' THEN (k - 900) * 1000000007::bigint END AS b,
       CASE WHEN i % 53 <> 0 AND name <> 'Unknowns' THEN md5(k::text)::uuid END AS u,
       CASE WHEN i % 37 = 0 THEN NULL WHEN i % 41 = 0 THEN 0 WHEN i % 13 = 0 THEN -3 * x ELSE x END AS value
FROM (SELECT i, (random() ^ 2 * 2000)::int AS k, floor(random() ^ 2 * 15) AS a, round((random() * 1000)::numeric, 4) AS x
      FROM generate_series(1, 9000) AS i) AS raw
JOIN (SELECT n - 1 AS a, name
      FROM unnest('{h,Housing,Health,"Health, but a name of more than 40 bytes","Te Puni Kōkiri","ÄÖÜ agency",eight888,"nine 9999",H,
                    "Health board 1","Health board 2","a \"quoted\" name","",Unknowns,zz}'::text[])
      WITH ORDINALITY AS u(name, n)) AS names USING (a);
CREATE FUNCTION pg_temp.ratio(a numeric, b numeric) RETURNS numeric LANGUAGE sql AS $$ SELECT round(a / nullif(b, 0), 13) $$;
-- is a query's result, with all its duplicates, another's?
CREATE FUNCTION pg_temp.same(a text, b text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  result boolean;
BEGIN
  EXECUTE format('WITH a AS MATERIALIZED (%s), b AS MATERIALIZED (%s)
    SELECT NOT EXISTS (TABLE a EXCEPT ALL TABLE b) AND NOT EXISTS (TABLE b EXCEPT ALL TABLE a) AND EXISTS (TABLE a)', a, b) INTO result;
  RETURN result;
END $$;
CREATE FUNCTION pg_temp.check(source text, kind text, valued boolean) RETURNS TABLE (figure text, agrees boolean) LANGUAGE plpgsql AS $$
BEGIN
  -- what the summary says, and what GROUP BY says of pairs and providers; money is NULL without values
  EXECUTE format('CREATE TEMP TABLE s AS SELECT overlap_summary(agency, %s%s) AS s FROM %s', kind, CASE WHEN valued THEN ', value' ELSE '' END,
    source);
  EXECUTE format($q$
    CREATE TEMP TABLE rows AS SELECT agency, (%s)::text COLLATE "C" AS key, CASE WHEN %L THEN value END AS value, %L AND value IS NULL AS no_value
      FROM %s;
    CREATE TEMP TABLE pair AS SELECT agency COLLATE "C" AS agency, key, count(*) AS n, coalesce(sum(value), 0) AS value FROM rows
      WHERE agency IS NOT NULL AND key IS NOT NULL GROUP BY 1, 2;
    CREATE TEMP TABLE prov AS SELECT key, array_agg(agency ORDER BY agency) AS agencies, count(*)::int AS n, greatest(sum(value), 0) AS held,
      sum(value) < 0 AS negative FROM pair GROUP BY key;
    CREATE TEMP TABLE agency AS SELECT DISTINCT agency COLLATE "C" AS agency FROM rows WHERE agency IS NOT NULL;
    ANALYZE pair; ANALYZE prov$q$, kind, valued, valued, source);
  RETURN QUERY SELECT 'agencies', agencies(s) = (SELECT count(*) FROM agency) FROM s;
  RETURN QUERY SELECT 'providers', providers(s) = (SELECT count(*) FROM prov) FROM s;
  RETURN QUERY SELECT 'negative_providers', negative_providers(s) = (SELECT count(*) FROM prov WHERE negative) FROM s;
  RETURN QUERY SELECT 'total', total(s) IS NOT DISTINCT FROM (SELECT CASE WHEN valued THEN sum(held) END FROM prov) FROM s;
  RETURN QUERY SELECT 'shared_providers', bool_and(shared_providers(s, k) = (SELECT count(*) FROM prov WHERE n >= k)) AND
                 bool_and(shared_providers(s) = (SELECT count(*) FROM prov WHERE n > 1)) FROM s, generate_series(1, 20) AS k;
  RETURN QUERY EXECUTE format('SELECT %L, shared_providers(agency, %s) = (SELECT count(*) FROM prov WHERE n > 1) FROM %s',
                              'shared_providers, in one step', kind, source);
  RETURN QUERY SELECT 'agencies_per_provider', round(agencies_per_provider(s), 13) = (SELECT pg_temp.ratio(sum(n), count(*)) FROM prov) FROM s;
  RETURN QUERY SELECT 'shared_value_share', bool_and(round(shared_value_share(s, k), 13) IS NOT DISTINCT FROM
                 (SELECT pg_temp.ratio(coalesce(sum(held) FILTER (WHERE n >= k), 0), sum(held)) FROM prov)) FROM s, generate_series(1, 20) AS k;
  RETURN QUERY SELECT 'measured_rows, missing_rows', measured_rows(s) = m AND missing_rows(s) = all_rows - m
    FROM s, (SELECT count(*) AS all_rows, count(*) FILTER (WHERE agency IS NOT NULL AND key IS NOT NULL AND NOT no_value) AS m FROM rows) AS x;
  RETURN QUERY SELECT 'value_coverage', round(value_coverage(s), 13) IS NOT DISTINCT FROM (SELECT pg_temp.ratio(
                 sum(abs(value)) FILTER (WHERE agency IS NOT NULL AND key IS NOT NULL), sum(abs(value))) FROM rows) FROM s;
  RETURN QUERY SELECT 'overlap_pairs', pg_temp.same(
    'SELECT agency_a, agency_b, providers_a, providers_b, shared, round(jaccard, 13), round(overlap_coefficient, 13), value_a_shared, value_b_shared
     FROM s, overlap_pairs(s)', format($q$
    SELECT a.agency, b.agency, na, nb, coalesce(n, 0), pg_temp.ratio(coalesce(n, 0), na + nb - coalesce(n, 0)),
           pg_temp.ratio(coalesce(n, 0), least(na, nb)), CASE WHEN %1$L THEN coalesce(va, 0) END, CASE WHEN %1$L THEN coalesce(vb, 0) END
    FROM (SELECT agency, count(key) AS na FROM agency LEFT JOIN pair USING (agency) GROUP BY 1) AS a
    JOIN (SELECT agency, count(key) AS nb FROM agency LEFT JOIN pair USING (agency) GROUP BY 1) AS b ON a.agency < b.agency
    LEFT JOIN (SELECT x.agency AS aa, y.agency AS ab, count(*) AS n, sum(x.value) FILTER (WHERE NOT negative) AS va,
                      sum(y.value) FILTER (WHERE NOT negative) AS vb
               FROM pair AS x JOIN pair AS y USING (key) JOIN prov USING (key) GROUP BY 1, 2) AS c ON aa = a.agency AND ab = b.agency$q$, valued));
  RETURN QUERY SELECT 'overlap_counts', pg_temp.same(
    'SELECT c.agencies, c.providers, round(provider_share, 13), c.value, round(value_share, 13) FROM s, overlap_counts(s) AS c', format($q$
    SELECT i, count(key), pg_temp.ratio(count(key), (SELECT count(*) FROM prov)), CASE WHEN %1$L THEN coalesce(sum(held), 0) END,
           CASE WHEN %1$L THEN pg_temp.ratio(coalesce(sum(held), 0), (SELECT sum(held) FROM prov)) END
    FROM generate_series(1, (SELECT max(n) FROM prov)) AS i LEFT JOIN prov ON n = i GROUP BY i$q$, valued));
  RETURN QUERY SELECT 'overlap_sets', pg_temp.same(
    'SELECT c.agencies COLLATE "C", c.providers, c.value FROM s, overlap_sets(s) AS c',
    format('SELECT agencies, count(*), CASE WHEN %L THEN sum(held) END FROM prov GROUP BY agencies', valued));
  RETURN QUERY SELECT 'shared_provider_list', bool_and(pg_temp.same(
    format('SELECT c.provider COLLATE "C", c.agencies COLLATE "C", c.value FROM s, shared_provider_list(s, %s) AS c', k),
    format('SELECT key, agencies, CASE WHEN %L AND NOT negative THEN held END FROM prov WHERE n >= %s', valued, k))) FROM generate_series(1, 3) AS k;
  -- the order of what is listed: names by bytes, numbers and uuids as such
  RETURN QUERY SELECT 'order of pairs', bool_and(i = r) FROM (SELECT i, row_number() OVER (ORDER BY agency_a COLLATE "C", agency_b COLLATE "C") AS r
    FROM s, ROWS FROM (overlap_pairs(s)) WITH ORDINALITY AS p(agency_a, agency_b, c, d, e, f, g, h, j, i)) AS x;
  RETURN QUERY SELECT 'order of sets', bool_and(i = r) FROM (SELECT i, row_number() OVER (ORDER BY a COLLATE "C") AS r
    FROM s, ROWS FROM (overlap_sets(s)) WITH ORDINALITY AS p(a, c, d, i)) AS x;
  RETURN QUERY EXECUTE format($q$SELECT 'order of counts and list',
    (SELECT bool_and(i = a) FROM s, ROWS FROM (overlap_counts(s)) WITH ORDINALITY AS p(a, b, c, d, e, i))
    AND (SELECT bool_and(i = r) FROM (SELECT i, row_number() OVER (ORDER BY p::%s) AS r
    FROM s, ROWS FROM (shared_provider_list(s)) WITH ORDINALITY AS p(p, c, d, i)) AS x)$q$,
    CASE kind WHEN 'b' THEN 'bigint' WHEN 'u' THEN 'uuid' ELSE 'text COLLATE "C"' END);
  -- the three agree with each other: sets add up to providers, pairs and counts can be derived from them
  RETURN QUERY SELECT 'sets add up', (SELECT sum(c.providers) FROM overlap_sets(s) AS c) = providers(s)
                 AND (SELECT sum(c.providers) FROM overlap_counts(s) AS c) = providers(s) FROM s;
  RETURN QUERY SELECT 'pairs from sets', pg_temp.same('SELECT agency_a, agency_b, shared FROM s, overlap_pairs(s) WHERE shared > 0', $q$
    SELECT a, b, sum(c.providers)::bigint FROM s, overlap_sets(s) AS c, unnest(c.agencies) AS a, unnest(c.agencies) AS b
    WHERE a COLLATE "C" < b COLLATE "C" GROUP BY a, b$q$);
  RETURN QUERY SELECT 'sizes from sets', pg_temp.same($q$
    SELECT agency_a, providers_a FROM s, overlap_pairs(s) WHERE providers_a > 0 UNION SELECT agency_b, providers_b FROM s, overlap_pairs(s)
           WHERE providers_b > 0$q$,
    'SELECT a, sum(c.providers)::bigint FROM s, overlap_sets(s) AS c, unnest(c.agencies) AS a GROUP BY a');
  RETURN QUERY SELECT 'counts from sets', pg_temp.same('SELECT c.agencies, c.providers, c.value FROM s, overlap_counts(s) AS c WHERE c.providers > 0',
    'SELECT cardinality(c.agencies), sum(c.providers)::bigint, sum(c.value) FROM s, overlap_sets(s) AS c GROUP BY 1');
  RETURN QUERY SELECT 'sets from list', pg_temp.same('SELECT c.agencies, c.providers, c.value FROM s, overlap_sets(s) AS c',
    format('SELECT c.agencies, count(*), CASE WHEN %L THEN coalesce(sum(c.value), 0) END FROM s, shared_provider_list(s, 1) AS c GROUP BY 1',
      valued));
  -- there and back, as JSON in its order and in jsonb's
  RETURN QUERY SELECT 'text, jsonb and back', s::text::overlap_summary::text = s::text AND s::jsonb::text::overlap_summary::text = s::text
                 AND s::jsonb = s::text::jsonb FROM s;
  RETURN QUERY SELECT 'entries', pg_temp.same($q$
    SELECT (e ->> 1) COLLATE "C", (e ->> 0) COLLATE "C", (e ->> 2)::bigint, (e ->> 3)::numeric FROM s,
           jsonb_array_elements(s::jsonb -> 'entries') AS e$q$,
    'SELECT agency, key, n, value FROM pair');
  DROP TABLE s, rows, pair, prov, agency;
END $$;
SET client_min_messages = warning;
SELECT count(*) > 8900 AS rows, count(DISTINCT agency) AS agencies, count(DISTINCT t) > 1500 AS providers, max(length(agency)) AS longest FROM r;
SELECT figure, count(*) AS kinds, bool_and(agrees IS TRUE) AS agrees
FROM unnest('{t,b,u}'::text[]) AS kind, unnest('{t,f}'::boolean[]) AS valued, pg_temp.check('r', kind, valued)
GROUP BY figure ORDER BY figure COLLATE "C";
-- the same providers under keys of other types are the same figures
SELECT bool_and((pt.* = pb.*) IS TRUE) AS text_and_bigint, bool_and((pt.* = pu.*) IS TRUE) AS text_and_uuid, count(*) AS pairs
FROM (SELECT overlap_summary(agency, t, value) AS st, overlap_summary(agency, b, value) AS sb, overlap_summary(agency, u, value) AS su FROM r) AS x,
     overlap_pairs(st) WITH ORDINALITY AS pt JOIN LATERAL overlap_pairs(sb) WITH ORDINALITY AS pb USING (ordinality)
     JOIN LATERAL overlap_pairs(su) WITH ORDINALITY AS pu USING (ordinality);

-- thousands of agencies: 1,500 with names of 31 bytes that share 300 providers, and 5,000 with a provider or two each
CREATE TEMP TABLE many AS
SELECT DISTINCT 'agency with a long name, no. ' || lpad(a::text, 4, '0') AS agency, p AS provider, a % 7 + p * 0.01 AS value
FROM (SELECT (random() * 1499)::int AS a, (random() * 299)::int AS p FROM generate_series(1, 6000)) AS x
UNION ALL SELECT 'agency with a long name, no. ' || lpad(a::text, 4, '0'), NULL, 1 FROM generate_series(0, 1499) AS a;
ANALYZE many;
CREATE TEMP TABLE ms AS SELECT overlap_summary(agency, provider, value) AS s FROM many;
-- pairs that share nothing are put together in one row
CREATE TEMP TABLE mp AS
SELECT CASE WHEN shared > 0 THEN agency_a END AS a, CASE WHEN shared > 0 THEN agency_b END AS b, shared, value_a_shared AS va,
       value_b_shared AS vb, count(*) AS n
FROM ms, overlap_pairs(s) GROUP BY 1, 2, 3, 4, 5;
SELECT agencies(s), providers(s), (SELECT sum(n) FROM mp) = 1500 * 1499 / 2 AS pairs, (SELECT count(*) FROM mp WHERE shared = 0) AS without,
       (SELECT count(*) FROM overlap_sets(s)) = (SELECT count(DISTINCT a) FROM (SELECT array_agg(agency ORDER BY agency) AS a FROM many
                                                  WHERE provider IS NOT NULL GROUP BY provider) AS x) AS sets
FROM ms;
SELECT bool_and((p.shared = x.n AND p.n = 1) IS TRUE) AS shared, bool_and((p.va = x.va AND p.vb = x.vb) IS TRUE) AS value,
       (SELECT count(*) FROM mp WHERE shared > 0) = count(*) AS all_of_them, count(*) > 30000 AS many
FROM (SELECT a.agency AS a, b.agency AS b, count(*) AS n, sum(a.value) AS va, sum(b.value) AS vb
      FROM many AS a JOIN many AS b USING (provider) WHERE a.agency COLLATE "C" < b.agency COLLATE "C" GROUP BY 1, 2) AS x
     LEFT JOIN mp AS p USING (a, b);
SELECT bool_and((c.providers = coalesce(x.n, 0)) IS TRUE) AS counts, max(c.agencies) = max(x.size) AS most
FROM ms, overlap_counts(s) AS c LEFT JOIN
     (SELECT size, count(*) AS n FROM (SELECT count(*) AS size FROM many WHERE provider IS NOT NULL GROUP BY provider) AS y
       GROUP BY size) AS x ON x.size = c.agencies;
SELECT agencies(s), providers(s), shared_providers(s), shared_providers(s, 3) AS of_three, agencies_per_provider(s),
       s::text::overlap_summary::text = s::text AS json
FROM (SELECT overlap_summary('A' || a, a / 2 + k) AS s FROM generate_series(0, 4999) AS a, generate_series(0, 1) AS k) AS x;

-- rollup of parts is the whole. Parts: of rows; of agencies (disjoint, and each in an order of its own); of providers; each row its own;
-- one that knows an agency only by unknown providers; an empty one
CREATE TEMP TABLE part AS
SELECT by, part, overlap_summary(agency, t, value ORDER BY md5(i::text || part)) AS st, overlap_summary(agency, b) AS sb,
       overlap_summary(agency, u, value) AS su
FROM (SELECT 'rows' AS by, i % 7 AS part, r.* FROM r
      UNION ALL SELECT 'agencies', hashtext(agency) % 5, r.* FROM r
      UNION ALL SELECT 'providers', hashtext(t) % 5, r.* FROM r
      UNION ALL SELECT 'unknown providers', (t IS NULL)::int, r.* FROM r
      UNION ALL SELECT 'sizes', ln(i)::int, r.* FROM r
      UNION ALL SELECT 'one row each', i, r.* FROM r) AS x
GROUP BY by, part;
INSERT INTO part SELECT by, 100000 FROM part GROUP BY by;
SELECT by, bool_and((p.st::text = w.st::text) IS TRUE) AS text, bool_and((p.sb::text = w.sb::text) IS TRUE) AS bigint,
       bool_and((p.su::text = w.su::text) IS TRUE) AS uuid
FROM (SELECT by, rollup(st ORDER BY part) AS st, rollup(sb ORDER BY md5(part::text)) AS sb, rollup(su ORDER BY part DESC) AS su FROM part
     GROUP BY by) AS p,
     (SELECT overlap_summary(agency, t, value) AS st, overlap_summary(agency, b) AS sb, overlap_summary(agency, u, value) AS su FROM r) AS w
GROUP BY by ORDER BY by;
-- by hand: B and A, then A with an unknown provider and C; codes that differ are told apart by name, in both orders
SELECT rollup(s ORDER BY i * way)::text = (SELECT overlap_summary(agency, provider, value)::text FROM
         (VALUES ('B', 'x', 1), ('A', 'y', 2), ('A', NULL, 3), ('C', 'y', 4), ('B', 'y', 5)) AS w(agency, provider, value)) AS whole
FROM (SELECT i, overlap_summary(agency, provider, value ORDER BY n) AS s
      FROM (VALUES (1, 1, 'B', 'x', 1), (1, 2, 'A', 'y', 2), (2, 3, 'A', NULL, 3), (2, 4, 'C', 'y', 4), (2, 5, 'B', 'y', 5)) AS p(i, n, agency,
                   provider, value)
      GROUP BY i) AS x, unnest('{1,-1}'::int[]) AS way GROUP BY way ORDER BY way;
-- money can come from some parts only
SELECT rollup(s) AS rolled FROM (SELECT overlap_summary('A', 'p') AS s UNION ALL SELECT overlap_summary('B', 'p', 2.50)) AS x;
SELECT rollup(st) IS NULL AS none FROM part WHERE false;
SELECT rollup(s) AS of_one FROM (SELECT overlap_summary('A', NULL::bigint, 2.50) AS s UNION ALL SELECT NULL) AS x;

-- JSON: the hard names come back; whatever does not belong is rejected
SELECT bool_and(s::text::overlap_summary::text = s::text AND (SELECT max(a.agencies[1]) FROM overlap_sets(s) AS a) = name) AS hard_names,
       count(*) AS names
FROM (SELECT name, overlap_summary(name, name, 1) AS s
      FROM unnest(ARRAY['', ' ', '"', '\', '\u0041', E'\t\n\r', '{"a": [1]}', 'Ä€', repeat('long', 5000), '1', 'null']) AS name GROUP BY name) AS x;
CREATE FUNCTION pg_temp.json(agencies text, entries text, rows text DEFAULT '3', missing text DEFAULT '0',
  gross text DEFAULT '8.5') RETURNS text LANGUAGE sql AS $$
  SELECT format('{"version": 1, "key": "text", "measured_rows": %s, "measured_value": %s, "missing_rows": %s, "missing_value": 0, "agencies": %s, "entries": %s}',
                rows, gross, missing, agencies, entries)
$$;
SELECT pg_temp.json('[["B", 0], ["C", 2], ["A", 1]]', '[["p", "B", 2, 3.5], ["p", "A", 1, 5]]', missing => '3')::overlap_summary;
SELECT what, state, shown
FROM (VALUES (1, 'agency a number', pg_temp.json('[[1, 0]]', '[]', '0', '1', '0')), (2, 'agency null', pg_temp.json('[[null, 0]]', '[]', '0', '1', '0')),
             (3, 'agencies not an array', pg_temp.json('"A"', '[]', '0', '1', '0')),
               (4, 'no agencies', replace(pg_temp.json('[]', '[]', '0', '0', '0'), '"agencies": [], ', '')),
             (5, 'entry without agency', pg_temp.json('[["A", 0]]', '[["p", 3, 8.5]]')),
               (6, 'agency of entry null', pg_temp.json('[["A", 0]]', '[["p", null, 3, 8.5]]')),
             (7, 'too long', pg_temp.json('[["A", 0], ["B", 0]]', '[["p", "A", "B", 3, 8.5]]')),
               (8, 'pair twice', pg_temp.json('[["A", 0]]', '[["p", "A", 1, 8.5], ["p", "A", 2, 0]]')),
             (9, 'no rows', pg_temp.json('[["A", 0]]', '[["p", "A", 0, 0], ["q", "A", 3, 8.5]]')),
               (10, 'more rows than counted', pg_temp.json('[["A", 0]]', '[["p", "A", 4, 8.5]]')),
             (11, 'fewer', pg_temp.json('[["A", 0]]', '[["p", "A", 2, 8.5]]')), (12, 'more value than counted', pg_temp.json('[["A", 0]]', '[["p", "A", 3, 8.6]]')),
             (13, 'too many decimals', pg_temp.json('[["A", 0]]', '[["p", "A", 3, 8.45000000001]]')), (14, 'empty object', '{}'),
             (15, 'a concentration summary', (SELECT concentration_summary('p', 1)::text)),
               (16, 'unclosed', pg_temp.json('[["A", 0]', '[]', '0', '1', '0'))) AS j(i, what, form),
     pg_temp.complaint(format('SELECT %L::overlap_summary', form), 'overlap_summary')
WHERE (state = '22P02' AND shown) IS NOT TRUE ORDER BY i;
SELECT state FROM pg_temp.complaint(format('SELECT %L::concentration_summary', (SELECT vs.s::text FROM vs)), '');
-- stored, compressed and out of line, read whole and rolled up
CREATE TEMP TABLE stored (i int, s overlap_summary);
INSERT INTO stored SELECT i % 3, overlap_summary(agency, t, value) FROM r GROUP BY i % 3;
SELECT count(*) AS stored, bool_and((s::text = (SELECT overlap_summary(agency, t, value)::text FROM r WHERE r.i % 3 = stored.i)) IS TRUE) AS same
       FROM stored;
SELECT rollup(s)::text = (SELECT overlap_summary(agency, t, value)::text FROM r) AS rolled FROM stored;
DROP TABLE v, e, m, vs, r, many, ms, mp, part, stored;
