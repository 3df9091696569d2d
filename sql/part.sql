-- Pieces of summaries: which keys are where, that they roll up to the whole, and what adds up over them.
\pset format unaligned
\pset footer off
\pset null NULL

-- The hash of a key's bytes as docs/design.md has it, in plain SQL.  Numbers of 64 bits without sign are bigint with the same bits.
CREATE FUNCTION pg_temp.times(h bigint, factor numeric) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT (CASE WHEN p >= 9223372036854775808 THEN p - 18446744073709551616 ELSE p END)::bigint
  FROM mod((CASE WHEN h < 0 THEN h + 18446744073709551616 ELSE h END) * factor, 18446744073709551616) AS p
$$;
CREATE FUNCTION pg_temp.fold(h bigint, bits int) RETURNS bigint LANGUAGE sql IMMUTABLE AS
  $$ SELECT h # ((h >> bits) & ((1::bigint << (64 - bits)) - 1)) $$;
CREATE FUNCTION pg_temp.mix(h bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS
  $$ SELECT pg_temp.fold(pg_temp.times(pg_temp.fold(pg_temp.times(pg_temp.fold(h, 30), 13787848793156543929), 27), 10723151780598845931), 31) $$;
CREATE FUNCTION pg_temp.key_hash(key bytea) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  h bigint := length(key);
BEGIN
  FOR i IN 0 .. (length(key) + 7) / 8 - 1 LOOP
    h := pg_temp.mix(h # ('x' || rpad(encode(substr(key, 8 * i + 1, 8), 'hex'), 16, '0'))::bit(64)::bigint);
  END LOOP;
  RETURN CASE WHEN h < 0 THEN h + 18446744073709551616 ELSE h END;
END $$;
CREATE FUNCTION pg_temp.key_bytes(type text, key text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE type WHEN 'text' THEN convert_to(key, getdatabaseencoding()) WHEN 'uuid' THEN uuid_send(key::uuid)
              ELSE int8send(key::bigint # (-9223372036854775807 - 1)) END
$$;
-- the first number of SplitMix64 from seed 0, as published: e220a8397b1dcdaf
SELECT to_hex(pg_temp.mix(-7046029254386353131)) AS splitmix64;
-- made by a program of its own in Python, and never to change: the piece of 16 and of 1000000 that each key is in
CREATE TEMP TABLE vector (type text, key text, hash numeric, of_16 bigint, of_1000000 bigint);
INSERT INTO vector VALUES
  ('text', '', 0, 0, 0), ('text', 'a', 1120268819580827103, 15, 827103), ('text', 'Kea Ltd', 3231885688231460091, 11, 460091),
  ('text', '12345678', 3242229184333704468, 4, 704468), ('text', '123456789', 16567972605633993835, 11, 993835),
  ('text', 'Aroha Trust', 12970933714436741907, 3, 741907), ('text', '0123456789abcdef', 12585388305466213253, 5, 213253),
  ('text', '0123456789abcdefg', 15085385404805744031, 15, 744031),
  ('bigint', '0', 18244171291504643998, 14, 643998), ('bigint', '1', 1448732750434990318, 14, 990318), ('bigint', '-1', 968360788027279711, 15, 279711),
  ('bigint', '-9223372036854775808', 15378420243238726120, 8, 726120), ('bigint', '9223372036854775807', 13444318149214388318, 14, 388318),
  ('uuid', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 1396765898515491430, 6, 491430), ('length', '9061920', 7051836568983467821, 13, 467821);
-- which of n pieces of a summary of that one key are not NULL, of those from "first" to "last"
CREATE FUNCTION pg_temp.pieces(type text, key text, n bigint, first bigint, last bigint) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  result bigint[];
BEGIN
  EXECUTE format('SELECT array_agg(i ORDER BY i) FROM (SELECT %s AS s) AS whole, generate_series($2, $3) AS i WHERE part(s, $1, i) IS NOT NULL AND part(s, $1, i)::text = s::text',
                 CASE type WHEN 'length' THEN format('term_summary(daterange(%L, %L), 1)', '2020-01-01', '2020-01-01'::date + make_interval(years => (key::bigint / 4530960)::int))
                           ELSE format('concentration_summary(%L::%s, 1)', key, type) END) INTO result USING n, first, last;
  RETURN result;
END $$;
SELECT type, key, pg_temp.key_hash(pg_temp.key_bytes(type, key)) = hash AS by_sql, mod(hash, 16) = of_16 AND mod(hash, 1000000) = of_1000000 AS modulo,
       pg_temp.pieces(type, key, 16, 0, 15) = ARRAY[of_16] AS piece_of_16,
       pg_temp.pieces(type, key, 1000000, greatest(of_1000000 - 1, 0), least(of_1000000 + 1, 999999)) = ARRAY[of_1000000] AS piece_of_1000000
FROM vector ORDER BY type, hash;

-- arrangements of which something may be unknown, with values below 0, agencies without providers and keys of every length
CREATE TEMP TABLE arrangement AS
SELECT i, CASE WHEN i % 31 > 0 THEN 'Agency ' || i % 5 END AS agency, nullif(i * 7919 % 53, 13) AS provider,
       CASE WHEN i % 17 > 0 THEN (i % 900 - 160) * 0.25 END AS value,
       CASE WHEN i % 19 > 0 THEN daterange('2020-02-29', CASE WHEN i % 23 > 0 THEN '2020-02-29'::date + i % 80 * 23 END) END AS term,
       (ARRAY['monthly', 'quarterly', 'none', NULL, '7/year'])[i / 3 % 5 + 1]::frequency AS reporting
FROM generate_series(1, 2000) AS i
UNION ALL VALUES (0, 'An agency that names no providers', NULL::int, 1000, NULL::daterange, NULL::frequency), (0, 'Agency 9', NULL, NULL, NULL, 'annual');
CREATE TEMP TABLE kinds (id serial, type text, summary text);
INSERT INTO kinds (type, summary) VALUES
  ('term_summary', 'term_summary(term, value)'),
  ('term_summary', 'term_summary(term, value * 10000000000000000000000)'),
  ('concentration_summary', 'concentration_summary(provider::text, value)'),
  ('concentration_summary', $$concentration_summary('a provider of a long name ' || provider, value)$$),
  ('concentration_summary', $$concentration_summary(repeat('n', (provider % 23)::int) || provider, value)$$),
  ('concentration_summary', 'concentration_summary(provider::bigint - 20, value / 1000003)'),
  ('concentration_summary', 'concentration_summary(md5(provider::text)::uuid, value)'),
  ('overlap_summary', $$overlap_summary(agency, 'a provider of a long name ' || provider, value)$$),
  ('overlap_summary', 'overlap_summary(agency, provider::bigint)'),
  ('overlap_summary', 'overlap_summary(agency, md5(provider::text)::uuid, value * 10000000000000000000000)'),
  ('burden_summary', $$burden_summary(agency, 'a provider of a long name ' || provider, reporting, value)$$),
  ('burden_summary', 'burden_summary(agency, provider::bigint, reporting, value)'),
  ('burden_summary', 'burden_summary(agency, md5(provider::text)::uuid, reporting, value * 10000000000000000000000)'),
  ('schedule_summary', $$schedule_summary(agency, 'a provider of a long name ' || provider, reporting, term, value)$$),
  ('schedule_summary', 'schedule_summary(agency, provider::bigint, reporting, term, value)'),
  ('schedule_summary', $$schedule_summary('Agency ' || i % 700, md5(provider::text)::uuid, reporting, CASE i % 7 WHEN 1 THEN daterange(NULL, upper(term)) ELSE term END, value * 1000000000000000000000)$$);
-- Of every kind and type of keys: the pieces, in whatever order, roll up to the whole: its text, its bytes, its size; by merge() as well.  A piece has the
-- keys that it is to have and no other, and is itself what text input takes.  100 are more than there are providers, so that some are empty.
CREATE FUNCTION pg_temp.answers(type text, summary text, rows text,
  OUT n bigint, OUT pieces bigint, OUT same_text boolean, OUT same_bytes boolean, OUT same_size boolean, OUT merged boolean, OUT by_hash boolean, OUT reads_back boolean)
RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TEMP TABLE whole AS SELECT %s AS s FROM arrangement WHERE %s', summary, rows);
  CREATE TEMP TABLE hashed AS SELECT key, pg_temp.key_hash(pg_temp.key_bytes(e.type, key)) AS hash
  FROM (SELECT DISTINCT j ->> 'key' AS type, e ->> 0 AS key FROM (SELECT s::jsonb AS j FROM whole OFFSET 0) AS once, jsonb_array_elements(j -> 'entries') AS e) AS e;
  CREATE TEMP TABLE piece AS SELECT p.n, i, part(s, p.n, i) AS p FROM whole, unnest('{1,2,16,100}'::bigint[]) AS p (n), generate_series(0, p.n - 1) AS i;
  CREATE TEMP TABLE merged AS SELECT p.n, p AS s FROM piece AS p WHERE i = 0;
  FOR number IN 1 .. 15 LOOP
    UPDATE merged SET s = merge(p, s) FROM piece AS p WHERE p.n = merged.n AND i = number;
  END LOOP;
  RETURN QUERY EXECUTE format($q$
    SELECT piece.n, count(p), (rollup(p ORDER BY i)::text = w.s AND rollup(p ORDER BY i DESC)::text = w.s) IS TRUE, (summary_send(rollup(p)) = w.bytes) IS TRUE,
           (pg_column_size(rollup(p)) = w.size) IS TRUE, piece.n > 16 OR (a.s::text = w.s) IS TRUE,
           NOT bool_or(EXISTS (SELECT FROM jsonb_array_elements(p::jsonb -> 'entries') AS e LEFT JOIN hashed ON key = e ->> 0 WHERE mod(hash, piece.n) IS DISTINCT FROM i)),
           bool_and(p::text::%1$s::text IS NOT DISTINCT FROM p::text)
    FROM piece JOIN merged AS a USING (n), (SELECT rollup(s)::text AS s, summary_send(rollup(s)) AS bytes, pg_column_size(rollup(s)) AS size FROM whole) AS w
    GROUP BY piece.n, w.s, w.bytes, w.size, a.s::text$q$, type);
  DROP TABLE whole, hashed, piece, merged;
END $$;
SELECT id, type, n, min(pieces) FILTER (WHERE rows = 'true') AS pieces, bool_and(same_text) AS same_text, bool_and(same_bytes) AS same_bytes, bool_and(same_size) AS same_size,
       bool_and(merged) AS merged, bool_and(by_hash) AS by_hash, bool_and(reads_back) AS reads_back
FROM kinds, unnest('{true,i % 20 = 3,value IS NULL,i = 0}'::text[]) AS rows, pg_temp.answers(type, summary, rows)
GROUP BY id, type, n ORDER BY id, n;

-- What is counted goes with the keys as if the first had all that is unknown.  By hand: of 2 years 100 and one of unknown value, of 3 years 50 and -20, one of a
-- length that is not known and 7, one of which nothing is known.  3 rows of 170 are measured; beyond |100| and |50 - 20| are 40, with the first length.
CREATE TEMP TABLE term AS
SELECT term_summary(t, v) AS s
FROM (VALUES ('[2020-01-01,2022-01-01)'::daterange, 100), ('[2020-01-01,2022-01-01)', NULL), ('[2020-01-01,2023-01-01)', 50), ('[2020-01-01,2023-01-01)', -20), (NULL, 7), (NULL, NULL)) AS x (t, v);
SELECT i, p FROM term, generate_series(0, 15) AS i, part(s, 16, i) AS p WHERE p IS NOT NULL ORDER BY i;
-- Of agencies, rows without providers and, of a burden summary, the totals are in piece 0.  The provider p is in piece 10 of 16, r in 3: p reports 12 and 4 times
-- to A, once of unknown value, r once to A and 12 times to B.
CREATE TEMP TABLE pieces AS
SELECT i, part(o, 16, i) AS o, part(b, 16, i) AS b
FROM (SELECT overlap_summary(a, p, v) AS o, burden_summary(a, p, f, v) AS b
      FROM (VALUES ('A', 'p', 'monthly'::frequency, 100), ('A', 'p', 'quarterly', NULL), ('A', 'r', 'annual', 50), ('B', 'r', 'monthly', 25),
                   ('A', NULL, 'annual', 8), ('C', NULL, 'annual', NULL), (NULL, 'r', 'annual', 3)) AS x (a, p, f, v)) AS whole, generate_series(0, 15) AS i;
SELECT i, measured_rows(o) AS measured, missing_rows(o) AS missing, value_coverage(o) AS coverage, o::jsonb -> 'agencies' AS agencies, o::jsonb -> 'entries' AS entries
FROM pieces WHERE o IS NOT NULL ORDER BY i;
SELECT i, measured_rows(b) AS measured, missing_rows(b) AS missing, value_coverage(b) AS coverage, b::jsonb -> 'part' AS part, b::jsonb -> 'totals' AS totals, b::jsonb -> 'entries' AS entries
FROM pieces WHERE b IS NOT NULL ORDER BY i;
SELECT i, reports(b), joint_reports(b), total(b), burden_cost(b, 2, 50), (SELECT sum(arrangements) FROM frequency_bands(b)) AS in_bands,
       overlap_summary(b)::jsonb -> 'agencies' AS agencies FROM pieces WHERE b IS NOT NULL ORDER BY i;
-- Entries of a schedule summary say of their rows what is known: each piece counts those that it has, and piece 0 what is in no entry.  p and r are where they were; by hand
-- p has 100 measured and a row of unknown value, r -25 measured, 50 without an end and 4 of unknown frequency; 8, 3 and 6 have no provider, no agency and no day.
SELECT i, s FROM (SELECT schedule_summary(a, p, f, t, v) AS whole
  FROM (VALUES ('A', 'p', 'monthly'::frequency, '[2020-07-01,2021-07-01)'::daterange, 100), ('A', 'p', 'quarterly', '[2020-07-01,2021-07-01)', NULL), ('A', 'r', 'annual', '[2020-01-01,)', 50),
               ('B', 'r', 'monthly', '[2020-01-01,2020-02-01)', -25), ('C', 'r', NULL, '[2020-07-01,2021-07-01)', 4), ('A', NULL, 'annual', '[2020-07-01,2021-07-01)', 8), ('D', NULL, 'annual', NULL, NULL),
               (NULL, 'r', 'annual', '[2020-07-01,2021-07-01)', 3), ('A', 'p', 'annual', 'empty', 6)) AS x (a, p, f, t, v)) AS x, generate_series(0, 15) AS i, part(whole, 16, i) AS s WHERE s IS NOT NULL ORDER BY i;
-- a burden summary whose totals are not its providers' says so in its text; a whole one must not, nor any other kind
CREATE FUNCTION pg_temp.complaint(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  state text; message text; detail text; hint text;
BEGIN
  EXECUTE statement;
  RETURN 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' | ', state, message, nullif(detail, ''), nullif(hint, ''));
END $$;
CREATE FUNCTION pg_temp.reads(type text, form jsonb) RETURNS text LANGUAGE sql AS $$ SELECT left(pg_temp.complaint(format('SELECT %L::%s', form, type)), 5) $$;
SELECT (SELECT rollup(b)::jsonb ? 'part' FROM pieces) AS of_all, pg_temp.reads('burden_summary', (SELECT b::jsonb FROM pieces WHERE i = 3)) AS a_part,
       pg_temp.reads('burden_summary', (SELECT b::jsonb - 'part' FROM pieces WHERE i = 3)) AS left_out, pg_temp.reads('burden_summary', (SELECT b::jsonb - 'part' FROM pieces WHERE i = 0)) AS of_0,
       pg_temp.reads('burden_summary', (SELECT b::jsonb || '{"part": false}' FROM pieces WHERE i = 3)) AS not_true,
       pg_temp.reads('burden_summary', (SELECT rollup(b)::jsonb FROM pieces)) AS whole, pg_temp.reads('burden_summary', (SELECT rollup(b)::jsonb || '{"part": true}' FROM pieces)) AS said_of_whole,
       pg_temp.reads('overlap_summary', (SELECT o::jsonb || '{"part": true}' FROM pieces WHERE i = 3)) AS other_kind;

-- What adds up: numbers of keys, totals, shares of the whole's total and their squares; lists, by band or by number of agencies; reports; pairs
CREATE TEMP TABLE whole AS
SELECT term_summary(term, value) AS t, concentration_summary(provider::text, value) AS c, overlap_summary(agency, provider::bigint, value) AS o, burden_summary(agency, provider::bigint, reporting, value) AS b,
       schedule_summary(agency, provider::bigint, reporting, CASE WHEN NOT isempty(term) THEN daterange(lower(term) + i % 3 * 1900, upper(term) + i % 3 * 1900) END, value) AS s
FROM arrangement;
CREATE TEMP VIEW cut AS
SELECT part(t, 16, i) AS t, part(c, 16, i) AS c, part(o, 16, i) AS o, part(b, 16, i) AS b, part(s, 16, i) AS s FROM whole, generate_series(0, 15) AS i;
SELECT p.holders = holders(c) AND p.positive = positive_holders(c) AND p.negative = negative_holders(c) AS holders, p.total = total(c) AS total,
       round(p.squares / total(c) ^ 2, 12) = round(hhi(c), 12) AS hhi, round(p.entropy, 12) = round(entropy(c), 12) AND round(ln(holders(c)::numeric) - p.entropy, 12) = round(theil(c), 12) AS entropy, p.measured = measured_rows(c) AND p.missing = missing_rows(c) AS rows
FROM whole, (SELECT sum(holders(c)) AS holders, sum(positive_holders(c)) AS positive, sum(negative_holders(c)) AS negative, sum(total(c)) AS total,
                    sum(hhi(c) * total(c) ^ 2) AS squares, sum(w * (entropy(c) - ln(nullif(w, 0)))) AS entropy, sum(measured_rows(c)) AS measured, sum(missing_rows(c)) AS missing
             FROM cut, LATERAL (SELECT total(c) / (SELECT total(c) FROM whole) AS w) AS x) AS p;
SELECT (SELECT array_agg(ROW(holder, value) ORDER BY value DESC, holder COLLATE "C") FROM (SELECT h.* FROM cut, top_holders(c, 5) AS h ORDER BY value DESC, holder COLLATE "C" LIMIT 5) AS x)
     = (SELECT array_agg(ROW(holder, value) ORDER BY value DESC, holder COLLATE "C") FROM whole, top_holders(c, 5)) AS top_holders,
       (SELECT array_agg(ROW(band, holders, value) ORDER BY band) FROM (SELECT band, sum(h.holders)::bigint AS holders, sum(value) AS value FROM cut, value_bands(c, '{0,500,2000}') AS h GROUP BY band) AS x)
     = (SELECT array_agg(ROW(band, holders, value) ORDER BY band) FROM whole, value_bands(c, '{0,500,2000}')) AS value_bands,
       (SELECT array_agg(ROW(band, contracts, value) ORDER BY band) FROM (SELECT band, sum(h.contracts)::bigint AS contracts, sum(value) AS value FROM cut, length_bands(t, '{0,1,3}') AS h GROUP BY band) AS x)
     = (SELECT array_agg(ROW(band, contracts, value) ORDER BY band) FROM whole, length_bands(t, '{0,1,3}')) AS length_bands,
       (SELECT sum(contracts(t)) FROM cut) = (SELECT contracts(t) FROM whole) AND (SELECT sum(total(t)) FROM cut) = (SELECT total(t) FROM whole) AS contracts,
       (SELECT round(sum(mean_length(t) * contracts(t)) / sum(contracts(t)), 12) FROM cut) = (SELECT round(mean_length(t), 12) FROM whole) AS mean_length;
SELECT p.providers = providers(o) AND p.negative = negative_providers(o) AND p.shared = shared_providers(o) AND p.total = total(o) AS providers,
       (SELECT array_agg(ROW(agencies, providers, value) ORDER BY agencies) FROM (SELECT agencies, sum(h.providers)::bigint AS providers, sum(value) AS value FROM cut, overlap_counts(o) AS h GROUP BY agencies) AS x)
     = (SELECT array_agg(ROW(agencies, providers, value) ORDER BY agencies) FROM overlap_counts(o)) AS overlap_counts,
       (SELECT array_agg(ROW(agency_a, agency_b, shared) ORDER BY agency_a, agency_b) FROM (SELECT agency_a, agency_b, sum(h.shared)::bigint AS shared FROM cut, overlap_pairs(o) AS h GROUP BY agency_a, agency_b) AS x WHERE shared > 0)
     = (SELECT array_agg(ROW(agency_a, agency_b, shared) ORDER BY agency_a, agency_b) FROM overlap_pairs(o) WHERE shared > 0) AS overlap_pairs
FROM whole, (SELECT sum(providers(o)) AS providers, sum(negative_providers(o)) AS negative, sum(shared_providers(o)) AS shared, sum(total(o)) AS total FROM cut) AS p;
SELECT p.providers = providers(b) AS providers, p.reports = reports(b) AS reports, p.joint = joint_reports(b) AS joint, p.total = total(b) AS total, p.cost = burden_cost(b, 2, 50) AS cost,
       (SELECT array_agg(ROW(f::text) ORDER BY f::text) FROM cut, frequency_bands(b) AS f) = (SELECT array_agg(ROW(f::text) ORDER BY f::text) FROM frequency_bands(b) AS f) AS bands
FROM whole, (SELECT sum(providers(b)) AS providers, sum(reports(b)) AS reports, sum(joint_reports(b)) AS joint, sum(total(b)) AS total, sum(burden_cost(b, 2, 50)) AS cost FROM cut) AS p;

SELECT p.providers = providers(s) AS providers, p.total = total(s) AS total, p.measured = measured_rows(s) AND p.missing = missing_rows(s) AS rows, round(p.reports, 9) = round(reports(s, period), 9) AS reports, round(p.joint, 9) = round(joint_reports(s, period), 9) AS joint,
       round(p.cost, 9) = round(burden_cost(s, 2, 50, period), 9) AS cost
FROM whole, (SELECT daterange('2020-06-01', '2021-03-17') AS period) AS x,
     LATERAL (SELECT sum(providers(s)) AS providers, sum(total(s)) AS total, sum(measured_rows(s)) AS measured, sum(missing_rows(s)) AS missing, sum(reports(s, period)) AS reports, sum(joint_reports(s, period)) AS joint,
                     sum(burden_cost(s, 2, 50, period)) AS cost FROM cut) AS p;
SELECT (SELECT array_agg(ROW(frequency, arrangements, value) ORDER BY frequency) FROM (SELECT frequency, sum(f.arrangements)::bigint AS arrangements, sum(value) AS value FROM cut, frequency_bands(s, period) AS f GROUP BY frequency) AS x)
     = (SELECT array_agg(ROW(frequency, arrangements, value) ORDER BY frequency) FROM frequency_bands(s, period)) AS frequency_bands,
       (SELECT array_agg(ROW(agency_a, agency_b, providers, round(reports, 9), round(joint, 9), round(saved, 9)) ORDER BY agency_a, agency_b)
        FROM (SELECT agency_a, agency_b, sum(j.providers)::bigint AS providers, sum(reports) AS reports, sum(joint_reports) AS joint, sum(saved) AS saved FROM cut, joint_pairs(s, period) AS j GROUP BY agency_a, agency_b) AS x)
     = (SELECT array_agg(ROW(agency_a, agency_b, providers, round(reports, 9), round(joint_reports, 9), round(saved, 9)) ORDER BY agency_a, agency_b) FROM joint_pairs(s, period)) AS joint_pairs,
       (SELECT ROW(sum(arrangements)::bigint, sum(providers)::bigint, sum(value)) FROM cut, running(s, '2020-09-01')) = (SELECT ROW(arrangements, providers, value) FROM running(s, '2020-09-01')) AS running,
       (SELECT array_agg(ROW(agency, arrangements, providers, value) ORDER BY agency) FROM (SELECT agency, sum(e.arrangements)::bigint AS arrangements, sum(e.providers)::bigint AS providers, sum(value) AS value FROM cut, expiring(s, period) AS e GROUP BY agency) AS x)
     = (SELECT array_agg(ROW(agency, arrangements, providers, value) ORDER BY agency) FROM expiring(s, period)) AS expiring,
       (SELECT array_agg(a::text ORDER BY provider) FROM cut, at_risk(s, period) AS a) = (SELECT array_agg(a::text ORDER BY provider) FROM at_risk(s, period) AS a) AS at_risk,
       (SELECT sum(providers_at_risk(s, period, 0.4)) FROM cut) = providers_at_risk(s, period, 0.4) AS providers_at_risk,
       (SELECT array_agg(g::text ORDER BY provider, gap) FROM cut, cover_gaps(s) AS g) = (SELECT array_agg(g::text ORDER BY provider, gap) FROM cover_gaps(s) AS g) AS cover_gaps
FROM whole, (SELECT daterange('2020-06-01', '2021-03-17') AS period) AS x;

-- a piece of n is the pieces of a multiple of n that leave that remainder
SELECT count(*) AS pieces, bool_and((SELECT rollup(part(b, 12, i + 4 * j))::text FROM generate_series(0, 2) AS j) = part(b, 4, i)::text) AS multiples FROM whole, generate_series(0, 3) AS i;
SELECT count(*) AS pieces, bool_and((SELECT rollup(part(s, 12, i + 4 * j))::text FROM generate_series(0, 2) AS j) = part(s, 4, i)::text) AS multiples FROM whole, generate_series(0, 3) AS i;
-- and of a summary read as another kind what is read of the piece; of money only where it is not netted
SELECT count(*) AS pieces, bool_and(overlap_summary(part(b, 16, i))::text IS NOT DISTINCT FROM part(overlap_summary(b), 16, i)::text) AS overlap,
       bool_and(concentration_summary(part(known, 16, i))::text IS NOT DISTINCT FROM part(concentration_summary(known), 16, i)::text) AS concentration
FROM whole, (SELECT burden_summary(agency, provider::bigint, reporting, abs(value)) AS known FROM arrangement WHERE value IS NOT NULL) AS x, generate_series(0, 15) AS i;
SELECT count(*) AS pieces, bool_and(overlap_summary(part(known, 16, i))::text IS NOT DISTINCT FROM part(overlap_summary(known), 16, i)::text) AS overlap,
       bool_and(concentration_summary(part(known, 16, i))::text IS NOT DISTINCT FROM part(concentration_summary(known), 16, i)::text) AS concentration
FROM (SELECT schedule_summary(agency, provider::bigint, reporting, term, abs(value)) AS known FROM arrangement WHERE value IS NOT NULL) AS x, generate_series(0, 15) AS i;
-- pieces of pieces
SELECT count(*) AS pieces, rollup(p)::text = b::text AS same FROM (SELECT b, part(part(b, 3, i), 5, j) AS p FROM whole, generate_series(0, 2) AS i, generate_series(0, 4) AS j) AS x GROUP BY b::text;
SELECT count(*) AS pieces, rollup(p)::text = s::text AS same FROM (SELECT s, part(part(s, 3, i), 5, j) AS p FROM whole, generate_series(0, 2) AS i, generate_series(0, 4) AS j) AS x GROUP BY s::text;
-- the same of many keys, which are states and results of another form, of a state that was stored as it is, and of what is merged piece by piece
CREATE AGGREGATE pg_temp.state(text, numeric) (SFUNC = concentration_add, STYPE = concentration_summary);
CREATE TEMP TABLE state AS SELECT (SELECT pg_temp.state('n' || i, i) FROM generate_series(1, 40) AS i) AS few, (SELECT pg_temp.state('a name that is longer than that ' || i, i) FROM generate_series(1, 20000) AS i) AS many;
SELECT rollup(part(few, 16, i))::text = (SELECT rollup(few)::text FROM state) AS few, rollup(part(many, 16, i))::text = (SELECT rollup(many)::text FROM state) AS many,
       rollup(part(made, 16, i))::text = (SELECT rollup(many)::text FROM state) AS made, sum(holders(part(made, 16, i))) AS holders
FROM state, (SELECT concentration_summary('a name that is longer than that ' || i, i) AS made FROM generate_series(1, 20000) AS i) AS x, generate_series(0, 15) AS i;
SELECT bool_and(merged = part(whole, 4, i)::text) AS piece_by_piece
FROM (SELECT i, rollup(part(s, 4, i))::text AS merged FROM (SELECT concentration_summary(k, k) AS s FROM generate_series(1, 9000) AS k GROUP BY k % 7) AS x, generate_series(0, 3) AS i GROUP BY i) AS pieces,
     (SELECT concentration_summary(k, k) AS whole FROM generate_series(1, 9000) AS k) AS whole;

-- a piece of nothing, as no rows, is NULL, and so is each of a summary of no rows
SELECT count(part(s, 16, i)) AS pieces FROM (SELECT concentration_summary('a', 1) AS s) AS x, generate_series(0, 15) AS i;
SELECT part('{"version": 1, "measured_rows": 0, "measured_value": 0, "missing_rows": 0, "missing_value": 0, "entries": []}'::term_summary, 1, 0);
SELECT part(NULL::term_summary, 1, 0), part(s, NULL, 0), part(s, 1, NULL) FROM term;

-- errors
SELECT n, i, pg_temp.complaint(format('SELECT part(s, %s, %s) FROM term', n, i))
FROM (VALUES (0, 0), (-1, 0), (1000001, 0), (9223372036854775807, 0), (16, 16), (16, -1), (1, 1), (1000000, 999999)) AS x (n, i);
-- pieces 0 have all the money in their totals, which may pass what is measured in them: that is an error, not another sum
CREATE TEMP TABLE huge AS
SELECT burden_summary(a, 'p', 'monthly'::frequency, 10000000000000000000000000000) AS one, burden_summary(b, 'r', 'monthly'::frequency, 10000000000000000000000000000) AS another
FROM (VALUES ('A', 'A'), ('A', 'B')) AS x (a, b) GROUP BY b;
SELECT pg_temp.complaint('SELECT rollup(one) FROM huge') AS of_the_whole, pg_temp.complaint('SELECT rollup(part(one, 16, 0)) FROM huge') AS of_an_agency,
       pg_temp.complaint('SELECT merge(a.one, b.another) FROM (SELECT part(one, 16, 0) AS one FROM huge) AS a, (SELECT part(another, 16, 0) AS another FROM huge) AS b') AS merged,
       pg_temp.complaint('SELECT frequency_bands(rollup(part(another, 16, 0))) FROM huge') AS of_a_frequency,
       pg_temp.complaint('SELECT rollup(part(another, 16, 0)) FROM huge') AS of_two_agencies;
