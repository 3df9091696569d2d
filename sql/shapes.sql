-- Equal contents are equal bytes, whatever way they came: entries of 24 bytes while they are small, in cents or in units
-- of 10^-10, and of 40 once one of them is large (burden: 32 or 40, and 64; schedule: 32, and 48).
\pset format unaligned
\pset footer off
\pset null NULL
SET max_parallel_workers_per_gather = 0;
SET jit = off;

-- the bytes of a summary, and what its header says of the shape of entries
SET client_min_messages = warning;
CREATE TYPE pg_temp.raw;
CREATE FUNCTION pg_temp.raw_in(cstring) RETURNS pg_temp.raw LANGUAGE internal IMMUTABLE STRICT AS 'byteain';
CREATE FUNCTION pg_temp.raw_out(pg_temp.raw) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'byteaout';
CREATE TYPE pg_temp.raw (INPUT = pg_temp.raw_in, OUTPUT = pg_temp.raw_out, ALIGNMENT = double);
CREATE CAST (term_summary AS pg_temp.raw) WITHOUT FUNCTION;
CREATE CAST (concentration_summary AS pg_temp.raw) WITHOUT FUNCTION;
CREATE CAST (overlap_summary AS pg_temp.raw) WITHOUT FUNCTION;
CREATE CAST (burden_summary AS pg_temp.raw) WITHOUT FUNCTION;
CREATE CAST (schedule_summary AS pg_temp.raw) WITHOUT FUNCTION;
CREATE FUNCTION pg_temp.get(pg_temp.raw, int) RETURNS int LANGUAGE internal IMMUTABLE STRICT AS 'byteaGetByte';
CREATE FUNCTION pg_temp.cut(pg_temp.raw, int) RETURNS pg_temp.raw LANGUAGE internal IMMUTABLE STRICT AS 'bytea_substr_no_len';
CREATE FUNCTION pg_temp.size(pg_temp.raw) RETURNS int LANGUAGE internal IMMUTABLE STRICT AS 'byteaoctetlen';
RESET client_min_messages;
CREATE FUNCTION pg_temp.shape(s pg_temp.raw) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN pg_temp.get(s, 77) = 1 THEN 'wide' WHEN pg_temp.get(s, 78) = 2 THEN 'cents' ELSE 'fine' END
         || CASE WHEN pg_temp.get(s, 76) <> 1 OR pg_temp.get(s, 77) = 1 THEN '' WHEN pg_temp.get(s, 79) = 2 THEN ', cents' ELSE ', fine' END $$;
-- all but the counters, in which a row of value x differs from one of value 0, and check sums over them: the ledger's head
-- and what is behind the ready figures
CREATE FUNCTION pg_temp.body(s pg_temp.raw) RETURNS text LANGUAGE sql AS $$
  SELECT md5(substr(pg_temp.cut(s, 61)::text, 3, 80) || pg_temp.cut(s, 101 + pg_temp.get(s, 52) + 256 * pg_temp.get(s, 53))::text) $$;

CREATE AGGREGATE pg_temp.live(text, numeric) (SFUNC = concentration_add, STYPE = concentration_summary);
CREATE AGGREGATE pg_temp.live(text, text, numeric) (SFUNC = overlap_add, STYPE = overlap_summary);
CREATE AGGREGATE pg_temp.live(text, text, frequency, numeric) (SFUNC = burden_add, STYPE = burden_summary);
CREATE AGGREGATE pg_temp.live(text, text, frequency, daterange, numeric) (SFUNC = schedule_add, STYPE = schedule_summary);
CREATE AGGREGATE pg_temp.live(daterange, numeric) (SFUNC = term_summary_add, STYPE = term_summary);
CREATE TEMP TABLE kinds (kind text, aggregate text, live text);
INSERT INTO kinds VALUES
  ('term', 'term_summary(t, v)', 'pg_temp.live(t, v)'), ('concentration', 'concentration_summary(p, v)', 'pg_temp.live(p, v)'),
  ('overlap', 'overlap_summary(a, p, v)', 'pg_temp.live(a, p, v)'), ('burden', 'burden_summary(a, p, f, v)', 'pg_temp.live(a, p, f, v)'),
  ('schedule', 'schedule_summary(a, p, f, t, v)', 'pg_temp.live(a, p, f, t, v)');

-- a summary of the rows of a table in every way that there is: in several orders, from parts, merged in any grouping, read
-- back from its text, from states that were stored as they were
CREATE FUNCTION pg_temp.ways(kind text, source text) RETURNS SETOF pg_temp.raw LANGUAGE plpgsql AS $$
DECLARE
  aggregate text := (SELECT k.aggregate FROM kinds AS k WHERE k.kind = ways.kind);
  live text := (SELECT k.live FROM kinds AS k WHERE k.kind = ways.kind);
  way text;
BEGIN
  FOREACH way IN ARRAY ARRAY[
    'SELECT %1$s FROM (SELECT * FROM %2$I ORDER BY i) AS r', 'SELECT %1$s FROM (SELECT * FROM %2$I ORDER BY i DESC) AS r',
    'SELECT %1$s FROM (SELECT * FROM %2$I ORDER BY md5(i::text)) AS r', 'SELECT %1$s FROM (SELECT * FROM %2$I ORDER BY abs(v), i) AS r',
    'SELECT rollup(s) FROM (SELECT %1$s AS s FROM %2$I GROUP BY i %% 2) AS x', 'SELECT rollup(s) FROM (SELECT %1$s AS s FROM %2$I GROUP BY i * 3 / (SELECT max(i) + 1 FROM %2$I)) AS x',
    'SELECT rollup(s ORDER BY i) FROM (SELECT i, %1$s AS s FROM %2$I GROUP BY i) AS x', 'SELECT rollup(s ORDER BY i DESC) FROM (SELECT i, %1$s AS s FROM %2$I GROUP BY i) AS x',
    'SELECT rollup(s) FROM (SELECT %3$s AS s FROM %2$I GROUP BY i %% 3) AS x', 'SELECT merge(%3$s, NULL) FROM %2$I', 'SELECT summary_final(%3$s) FROM %2$I',
    'SELECT (%1$s)::text::%4$s_summary FROM %2$I',
    'SELECT merge(a.s, merge(b.s, c.s)) FROM (SELECT %1$s AS s FROM %2$I WHERE i %% 3 = 0) AS a, (SELECT %1$s AS s FROM %2$I WHERE i %% 3 = 1) AS b, (SELECT %1$s AS s FROM %2$I WHERE i %% 3 = 2) AS c',
    'SELECT merge(merge(c.s, a.s), b.s) FROM (SELECT %1$s AS s FROM %2$I WHERE i %% 3 = 0) AS a, (SELECT %3$s AS s FROM %2$I WHERE i %% 3 = 1) AS b, (SELECT %1$s AS s FROM %2$I WHERE i %% 3 = 2) AS c']
  LOOP
    RETURN QUERY EXECUTE format('SELECT x.s::pg_temp.raw FROM (' || way || ') AS x(s)', aggregate, source, live, kind);
  END LOOP;
END $$;
-- its entries' keys, rows and sums, from its text
CREATE FUNCTION pg_temp.entries(kind text, s text) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(format('%s|%s|%s', CASE WHEN kind <> 'term' THEN e ->> 0 END, e ->> at, trim_scale((e ->> at + 1)::numeric)), ' ' ORDER BY (e ->> at + 1)::numeric, e ->> at, (e ->> 0) COLLATE "C")
  FROM jsonb_array_elements(s::jsonb -> 'entries') AS e, (SELECT CASE kind WHEN 'overlap' THEN 2 WHEN 'burden' THEN 2 WHEN 'schedule' THEN 5 ELSE 1 END) AS x(at) $$;
CREATE TEMP TABLE r (i int, a text, p text, f frequency, t daterange, v numeric);
-- and what plain SQL says that they are
CREATE FUNCTION pg_temp.plain(kind text) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(format('%s|%s|%s', CASE WHEN kind <> 'term' THEN p END, n, trim_scale(v)), ' ' ORDER BY v, n::text, p COLLATE "C")
  FROM (SELECT p, count(*) AS n, sum(v) AS v FROM r GROUP BY p) AS k $$;

-- 2^63 cents are 92,233,720,368,547,758.08, and 2^63 times 10^-10 are 922,337,203.6854775808; an entry holds as much below 0
CREATE TEMP TABLE cases (id serial, name text, expected text, keys text[], vals numeric[]);
INSERT INTO cases (name, expected, keys, vals) VALUES
  ('cents', 'cents', '{a,a,b,longer than eight}', '{0.01,12.3,-4,0}'),
  ('no rows of any value', 'cents', '{a,b}', '{0,0}'),
  ('a mill', 'fine', '{a,b,longer than eight}', '{1,0.001,7}'),
  ('mills that are cents together', 'cents', '{a,a,b}', '{0.005,0.005,3}'),
  ('the least', 'fine', '{a,b}', '{5,0.0000000001}'),
  ('most in 10^-10', 'fine', '{a,b}', '{922337203.6854775807,1}'), ('and one more', 'wide', '{a,b}', '{922337203.6854775808,1}'),
  ('least in 10^-10', 'fine', '{a,b}', '{-922337203.6854775808,1}'), ('and one less', 'wide', '{a,b}', '{-922337203.6854775809,1}'),
  ('most in cents', 'cents', '{a,b}', '{92233720368547758.07,0.01}'), ('and one more', 'wide', '{a,b}', '{92233720368547758.08,0.01}'),
  ('least in cents', 'cents', '{a,b}', '{-92233720368547758.08,0.01}'), ('and one less', 'wide', '{a,b}', '{-92233720368547758.09,0.01}'),
  ('most in cents, by and by', 'cents', '{a,a,a,b}', '{92233720368547758,0.06,0.01,5}'),
  ('one more, by and by', 'wide', '{a,a,a,b}', '{92233720368547758,0.07,0.01,5}'),
  ('least in cents, by and by', 'cents', '{a,a,a,b}', '{-92233720368547758,-0.07,-0.01,5}'),
  ('one less, by and by', 'wide', '{a,a,a,b}', '{-92233720368547758,-0.08,-0.01,5}'),
  ('a mill, and one too large for that', 'wide', '{a,b}', '{0.001,922337203.69}'),
  ('a mill, and one just not', 'fine', '{a,b}', '{0.001,922337203.68}'),
  ('one too large, of many', 'wide', '{a,b,c,d,e,f,g,h,i,j,k,l}', '{1,2,3,4,5,6,7,8,9,1e20,11,12}'),
  ('all that an amount can be', 'wide', '{a,b}', '{17014118346046923173168730371.5884105726,0.0000000001}'),
  ('the longest key of 24 bytes', 'cents', ARRAY['a', repeat('k', 2047)], '{1,2}'), ('and one longer', 'wide', ARRAY['a', repeat('k', 2048)], '{1,2}'),
  ('the longest key, fine', 'fine', ARRAY['a', repeat('k', 2047)], '{1,0.001}');
CREATE FUNCTION pg_temp.try(c cases, OUT same boolean, OUT shapes text, OUT bytes text, OUT sums boolean) LANGUAGE plpgsql AS $$
DECLARE
  k record;
  number bigint;
  text text;
  s pg_temp.raw;
BEGIN
  TRUNCATE r;
  -- a frequency and a length for each key, so that each kind has an entry for it
  INSERT INTO r SELECT i, 'A', key, place::text::frequency, daterange('2020-01-01', '2020-01-01'::date + place::int), val
  FROM unnest(c.keys, c.vals) WITH ORDINALITY AS u(key, val, i), LATERAL (SELECT array_position(c.keys, key)) AS x(place);
  same := true;
  sums := true;
  FOR k IN SELECT * FROM kinds LOOP
    SELECT count(DISTINCT w::text), min(w::text)::pg_temp.raw FROM pg_temp.ways(k.kind, 'r') AS w INTO number, s;
    same := same AND number = 1;
    EXECUTE format('SELECT (%s)::text FROM r', k.aggregate) INTO text;
    sums := sums AND pg_temp.entries(k.kind, text) = pg_temp.plain(k.kind)
            AND (k.kind <> 'burden' OR (SELECT string_agg(format('%s|%s|%s', per_year(frequency), arrangements, trim_scale(value)), ' ') FROM frequency_bands(text::burden_summary))
                                       = (SELECT string_agg(format('%s|%s|%s', f, n, trim_scale(v)), ' ' ORDER BY f)
                                          FROM (SELECT per_year(f) AS f, count(*) AS n, sum(v) AS v FROM r GROUP BY r.f) AS b));
    shapes := concat_ws('; ', shapes, pg_temp.shape(s));
    -- of each of the entries: 100 bytes of header, the keys that do not fit in, agencies and totals, or frequencies, beside
    bytes := concat_ws(' ', bytes, (SELECT round((pg_temp.size(s) - 100 - CASE WHEN k.kind <> 'term' THEN coalesce(sum(length(p)) FILTER (WHERE length(p) > 8), 0) ELSE 0 END)::numeric
                                           / CASE k.kind WHEN 'overlap' THEN 1 + count(*) WHEN 'burden' THEN 1 + 2 * count(*) WHEN 'schedule' THEN 1 + 2 * count(*) ELSE count(*) END, 2)::real
                                    FROM (SELECT DISTINCT p FROM r) AS d));
  END LOOP;
END $$;
SELECT name, same, shapes, bytes, sums, shapes LIKE '%' || expected || '; ' || expected || '%' AS expected
FROM cases AS c, pg_temp.try(c) ORDER BY id;
-- in totals too, be the state at the end of its room or not
SELECT count(*) AS states, bool_and(arrangements = n AND bands = 2 AND value = n - 1 + special) AS totals
FROM (SELECT n, special, (SELECT sum(arrangements) FROM frequency_bands(s)) AS arrangements, (SELECT count(*) FROM frequency_bands(s)) AS bands,
             (SELECT sum(value) FROM frequency_bands(s)) AS value
      FROM (SELECT n, special, burden_summary('A', 'p' || i, CASE i WHEN n THEN 2 ELSE 1 END::frequency, CASE i WHEN n THEN special ELSE 1 END ORDER BY i) AS s
            FROM generate_series(2, 200) AS n, unnest('{-92233720368547758.08,92233720368547758.07,-922337203.6854775808,922337203.6854775807}'::numeric[]) AS special,
                 generate_series(1, n) AS i GROUP BY n, special) AS x) AS y;

-- what crosses each of these lines and comes back leaves no trace: x and -x of the same key in place of two rows of 0.  In a schedule -x is another key
CREATE TEMP TABLE crossed (i int, a text, p text, f frequency, t daterange, v numeric);
CREATE FUNCTION pg_temp.cross(kind text, source text, x numeric) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  bodies text[];
  shape text;
BEGIN
  SELECT array_agg(DISTINCT pg_temp.body(w)), min(pg_temp.shape(w)) FROM pg_temp.ways(kind, source) AS w INTO bodies, shape;
  TRUNCATE crossed;
  EXECUTE format('INSERT INTO crossed SELECT i, a, p, f, t, CASE i WHEN 3 THEN $1 WHEN 6 THEN -$1 ELSE v END FROM %I', source) USING x;
  bodies := ARRAY(SELECT DISTINCT b FROM (SELECT unnest(bodies) AS b UNION ALL SELECT pg_temp.body(w) FROM pg_temp.ways(kind, 'crossed') AS w) AS u);
  RETURN CASE WHEN cardinality(bodies) = 1 THEN shape ELSE 'differs' END;
END $$;
CREATE TEMP TABLE base AS
SELECT i, 'A' AS a, 'key ' || i % 3 AS p, (1 + i % 3)::frequency AS f, daterange('2020-01-01', '2020-02-01'::date + i % 3) AS t,
       CASE WHEN i % 3 = 0 THEN 0 ELSE i * 0.25 END AS v FROM generate_series(1, 8) AS i;
CREATE TEMP TABLE base_fine AS SELECT i, a, p, f, t, CASE WHEN i % 3 = 0 THEN 0 ELSE i * 0.001 END AS v FROM base;
CREATE TEMP TABLE base_wide AS SELECT i, a, p, f, t, CASE WHEN i % 3 = 0 THEN 0 ELSE i * 1e17 END AS v FROM base;
SELECT source, x, string_agg(pg_temp.cross(kind, source, x), '; ' ORDER BY kind COLLATE "C") AS shapes
FROM kinds, unnest('{base,base_fine,base_wide}'::text[]) AS source,
     unnest('{0.001,0.0000000001,922337203.6854775807,922337203.6854775808,92233720368547758.07,92233720368547758.08,92233720368547758.09,1e20,8e27}'::numeric[]) AS x
WHERE kind <> 'schedule'
GROUP BY source, x ORDER BY source, x;

-- reports a year: in hundredths as long as both they and the highest are no more than 2^32 - 1 of them, 42,949,672.95, else
-- in 10^-10, up to 922,337,203.6854775807 in all
CREATE TEMP TABLE reports (id serial, name text, fs numeric[]);
INSERT INTO reports (name, fs) VALUES
  ('whole', '{12,4,0.01}'), ('a third', '{0.3333333333}'), ('thirds that are none together', '{0.3333333333,0.3333333333,0.3333333334}'),
  ('most in hundredths', '{42949672.95}'), ('and one more', '{42949672.96}'), ('most, by and by', '{21474836.48,21474836.47}'),
  ('one more, by and by', '{21474836.48,21474836.48}'), ('most in 10^-10', '{1e8,1e8,1e8,1e8,1e8,1e8,1e8,1e8,1e8,22337203.6854775807}'),
  ('and one more', '{1e8,1e8,1e8,1e8,1e8,1e8,1e8,1e8,1e8,22337203.6854775808}'), ('none', '{0,0}');
CREATE TEMP TABLE q (i int, a text, p text, f frequency, t daterange, v numeric);
CREATE FUNCTION pg_temp.try(c reports, value numeric, OUT same boolean, OUT shape text, OUT entry numeric, OUT reports boolean, OUT joint boolean) LANGUAGE plpgsql AS $$
DECLARE
  s burden_summary;
BEGIN
  TRUNCATE q;
  INSERT INTO q SELECT i, 'A', 'p', f::frequency, NULL, value FROM unnest(c.fs) WITH ORDINALITY AS u(f, i);
  SELECT count(DISTINCT w::text) = 1, min(pg_temp.shape(w)), min(pg_temp.size(w)) FROM pg_temp.ways('burden', 'q') AS w INTO same, shape, entry;
  -- an agency, a provider, and totals
  entry := (entry - 100)::real / (2 + (SELECT count(DISTINCT f) FROM q));
  s := (SELECT burden_summary(a, p, f, v) FROM q);
  reports := reports(s) = (SELECT sum(f) FROM unnest(c.fs) AS f) AND reports(s + s) = 2 * reports(s);
  joint := joint_reports(s) = (SELECT max(f) FROM unnest(c.fs) AS f) AND joint_reports(s + s) = joint_reports(s);
END $$;
SELECT name, value, x.* FROM reports AS c, unnest('{1,0.001,1e17}'::numeric[]) AS value, pg_temp.try(c, value) AS x ORDER BY value, id;

-- 2^32 - 1 rows of a key are the most for 24 bytes; they come of a summary added to itself
CREATE FUNCTION pg_temp.many(rows bigint, s anyelement) RETURNS anyelement LANGUAGE plpgsql AS $$
DECLARE
  sum s%TYPE;
BEGIN
  WHILE rows > 0 LOOP
    IF rows % 2 = 1 THEN
      sum := merge(sum, s);
    END IF;
    rows := rows / 2;
    IF rows > 0 THEN
      s := s + s;
    END IF;
  END LOOP;
  RETURN sum;
END $$;
SELECT kind, pg_temp.shape(most) AS most, pg_temp.shape(more) AS one_more, more::text = again::text AS as_doubled, more::text = rolled::text AS as_rolled, rows, text
FROM (SELECT 'term' AS kind, pg_temp.many(4294967295, s)::pg_temp.raw AS most, (pg_temp.many(4294967295, s) + s)::pg_temp.raw AS more,
             pg_temp.many(4294967296, s)::pg_temp.raw AS again, (SELECT rollup(x) FROM unnest(ARRAY[pg_temp.many(4294967295, s), s]) AS x)::pg_temp.raw AS rolled,
             contracts(pg_temp.many(4294967296, s)) AS rows, pg_temp.many(4294967296, s)::text::term_summary::pg_temp.raw::text = pg_temp.many(4294967296, s)::pg_temp.raw::text AS text
      FROM (SELECT term_summary('[2020-01-01,2021-01-01)', 0.01) AS s) AS x
      UNION ALL
      SELECT 'concentration', pg_temp.many(4294967295, s)::pg_temp.raw, (pg_temp.many(4294967295, s) + s)::pg_temp.raw, pg_temp.many(4294967296, s)::pg_temp.raw,
             (SELECT rollup(x) FROM unnest(ARRAY[pg_temp.many(4294967295, s), s]) AS x)::pg_temp.raw, measured_rows(pg_temp.many(4294967296, s)),
             pg_temp.many(4294967296, s)::text::concentration_summary::pg_temp.raw::text = pg_temp.many(4294967296, s)::pg_temp.raw::text
      FROM (SELECT concentration_summary('a', 0.01) AS s) AS x
      UNION ALL
      SELECT 'overlap', pg_temp.many(4294967295, s)::pg_temp.raw, (pg_temp.many(4294967295, s) + s)::pg_temp.raw, pg_temp.many(4294967296, s)::pg_temp.raw,
             (SELECT rollup(x) FROM unnest(ARRAY[pg_temp.many(4294967295, s), s]) AS x)::pg_temp.raw, measured_rows(pg_temp.many(4294967296, s)),
             pg_temp.many(4294967296, s)::text::overlap_summary::pg_temp.raw::text = pg_temp.many(4294967296, s)::pg_temp.raw::text
      FROM (SELECT overlap_summary('A', 'a', 0.01) AS s) AS x
      UNION ALL
      -- of an agency too, whose providers nobody knows
      SELECT 'overlap, no provider', pg_temp.many(4294967295, s)::pg_temp.raw, (pg_temp.many(4294967295, s) + s)::pg_temp.raw, pg_temp.many(4294967296, s)::pg_temp.raw,
             (SELECT rollup(x) FROM unnest(ARRAY[pg_temp.many(4294967295, s), s]) AS x)::pg_temp.raw, missing_rows(pg_temp.many(4294967296, s)),
             pg_temp.many(4294967296, s)::text::overlap_summary::pg_temp.raw::text = pg_temp.many(4294967296, s)::pg_temp.raw::text
      FROM (SELECT overlap_summary('A', NULL::text, 0.01) AS s) AS x
      UNION ALL
      SELECT 'burden', pg_temp.many(4294967295, s)::pg_temp.raw, (pg_temp.many(4294967295, s) + s)::pg_temp.raw, pg_temp.many(4294967296, s)::pg_temp.raw,
             (SELECT rollup(x) FROM unnest(ARRAY[pg_temp.many(4294967295, s), s]) AS x)::pg_temp.raw, measured_rows(pg_temp.many(4294967296, s)),
             pg_temp.many(4294967296, s)::text::burden_summary::pg_temp.raw::text = pg_temp.many(4294967296, s)::pg_temp.raw::text
      FROM (SELECT burden_summary('A', 'a', 'none', 0.01) AS s) AS x
      UNION ALL
      SELECT 'schedule', pg_temp.many(4294967295, s)::pg_temp.raw, (pg_temp.many(4294967295, s) + s)::pg_temp.raw, pg_temp.many(4294967296, s)::pg_temp.raw,
             (SELECT rollup(x) FROM unnest(ARRAY[pg_temp.many(4294967295, s), s]) AS x)::pg_temp.raw, measured_rows(pg_temp.many(4294967296, s)),
             pg_temp.many(4294967296, s)::text::schedule_summary::pg_temp.raw::text = pg_temp.many(4294967296, s)::pg_temp.raw::text
      FROM (SELECT schedule_summary('A', 'a', 'none', '[2020-01-01,2021-01-01)', 0.01) AS s) AS x) AS x;
-- the sums of so many: 2^62 + 2^62 cents and what is beyond, from one cent
SELECT rows, pg_temp.shape(s::pg_temp.raw) AS shape, total(s) = rows * 0.01 AS total, hhi(s) AS hhi
FROM unnest('{4294967295,4294967296,4611686018427387904,9223372036854775806}'::bigint[]) AS rows, LATERAL (SELECT pg_temp.many(rows, concentration_summary('a', 0.01))) AS x(s);

-- 524,287 agencies are the most that 19 bits number, when they are sorted and not as they come: among 524,288 it depends on
-- whether the last one has a provider
CREATE TEMP TABLE agencies AS
SELECT n, last, i, 'agency ' || to_char(CASE WHEN i = 1 AND last THEN 999999 ELSE i END, '000000') AS a, CASE WHEN i = 1 OR n < 524288 AND i % 9 = 0 THEN i END AS p
FROM unnest('{524287,524288}'::int[]) AS n, unnest('{f,t}'::boolean[]) AS last, generate_series(1, n) AS i;
SELECT n, last, pg_temp.shape(s::pg_temp.raw) AS shape, agencies(s) = n AS agencies, (SELECT count(*) = providers(s) FROM agencies AS g WHERE g.n = x.n AND g.last = x.last AND p > 0) AS providers,
       (SELECT string_agg(p::text, ' ') FROM shared_provider_list(s, 1) AS p WHERE provider = '1') AS first,
       s::pg_temp.raw::text = (SELECT rollup(s) FROM (SELECT overlap_summary(a, p, 1) AS s FROM agencies AS g WHERE g.n = x.n AND g.last = x.last GROUP BY i % 3) AS y)::pg_temp.raw::text AS rolled,
       s::pg_temp.raw::text = (SELECT overlap_summary(a, p, 1) AS s FROM (SELECT * FROM agencies AS g WHERE g.n = x.n AND g.last = x.last ORDER BY i DESC) AS y)::pg_temp.raw::text AS backwards
FROM (SELECT n, last, overlap_summary(a, p, 1 ORDER BY i) AS s FROM agencies GROUP BY n, last) AS x ORDER BY n, last;
-- and so many agencies and frequencies together are the most of a schedule: 262,143 agencies with one each, and of one of them more
CREATE TEMP TABLE asked AS
SELECT more, i, 'agency ' || to_char(CASE WHEN i > 262143 THEN 1 ELSE i END, '000000') AS a, i % 9 AS p, CASE WHEN i > 262143 THEN i - 262143 ELSE 0 END::frequency AS f FROM generate_series(0, 2) AS more, generate_series(1, 262143 + more) AS i;
SELECT more, pg_temp.shape(s::pg_temp.raw) AS shape, agencies, providers, s::pg_temp.raw::text = s::text::schedule_summary::pg_temp.raw::text AS text,
       s::pg_temp.raw::text = (SELECT rollup(s) FROM (SELECT schedule_summary(a, p, f, '(,)', 1) AS s FROM asked AS g WHERE g.more = x.more GROUP BY i % 3) AS y)::pg_temp.raw::text AS rolled,
       s::pg_temp.raw::text = (SELECT schedule_summary(a, p, f, '(,)', 1) AS s FROM (SELECT * FROM asked AS g WHERE g.more = x.more ORDER BY i DESC) AS y)::pg_temp.raw::text AS backwards
FROM (SELECT more, schedule_summary(a, p, f, '(,)', 1 ORDER BY i) AS s FROM asked GROUP BY more) AS x, running(s, '2020-01-01') ORDER BY more;
DROP TABLE agencies, asked;

-- states that stay in one piece and those that become objects, sorted on the way, in workers and without: something that
-- is not in cents, too large, or too long, is at the beginning, in the middle and at the end, and comes back or stays
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
CREATE TABLE shapes_large (n int, i int, a text, p text, f frequency, t daterange, v numeric) PARTITION BY LIST (n);
CREATE TABLE shapes_large_300 PARTITION OF shapes_large FOR VALUES IN (300);
CREATE TABLE shapes_large_20000 PARTITION OF shapes_large FOR VALUES IN (20000);
INSERT INTO shapes_large
SELECT n, i, 'agency ' || i % 7, CASE WHEN i % 2 = 0 THEN 'a provider of some length ' ELSE 'p' END || i * 7919::bigint % n, (i * 31 % n % 24)::frequency,
       daterange('2020-01-01', '2020-01-02'::date + (i * 7919::bigint % n)::int), i % 977 * 0.01
FROM unnest('{300,20000}'::int[]) AS n, generate_series(1, n * 3 / 2) AS i;
ANALYZE shapes_large;
CREATE TABLE shapes_rows (LIKE shapes_large);
CREATE FUNCTION pg_temp.under(workers int, leader text, query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  PERFORM set_config('max_parallel_workers_per_gather', workers::text, true), set_config('parallel_leader_participation', leader, true);
  EXECUTE query INTO result;
  PERFORM set_config('max_parallel_workers_per_gather', '0', true), set_config('parallel_leader_participation', 'on', true);
  RETURN result;
END $$;
CREATE FUNCTION pg_temp.large(kind text, n int, special numeric, back boolean) RETURNS TABLE (body text, shape text) LANGUAGE plpgsql AS $$
DECLARE
  aggregate text := (SELECT k.aggregate FROM kinds AS k WHERE k.kind = large.kind);
  -- five keys get it, or get and give it; what is compared with has rows of 0 there
  vals text := format('(SELECT n, i, a, p, f, t, CASE WHEN i > 10 AND i < %1$s - 20 AND i %% (%1$s / 5) BETWEEN 1 AND 2 THEN CASE WHEN i %% (%1$s / 5) = 1 THEN %2$L::numeric ELSE %3$s * %2$L::numeric END ELSE v END AS v
                       FROM (SELECT n, i, a, f, t, v, CASE WHEN i %% (%1$s / 5) = 2 THEN lag(p) OVER w ELSE p END AS p FROM shapes_large_%1$s WINDOW w AS (ORDER BY i)) AS l) AS l', n, special,
                      CASE WHEN back THEN '-1' ELSE '1' END);
  way text;
BEGIN
  EXECUTE format('CREATE TEMP TABLE large_rows AS SELECT * FROM %s', vals);
  -- the neighbours' keys are the same, and so must frequency, agency and term be
  UPDATE large_rows AS r SET a = l.a, f = l.f, t = l.t FROM large_rows AS l WHERE r.i % (large.n / 5) = 2 AND l.i = r.i - 1;
  EXECUTE 'TRUNCATE shapes_rows; INSERT INTO shapes_rows SELECT * FROM large_rows; ANALYZE shapes_rows';
  DROP TABLE large_rows;
  FOREACH way IN ARRAY ARRAY['0 on SELECT %1$s FROM shapes_rows', '0 on SELECT %1$s FROM (SELECT * FROM shapes_rows ORDER BY i DESC) AS r',
    '0 on SELECT %1$s FROM (SELECT * FROM shapes_rows ORDER BY abs(v) DESC, i) AS r', '2 on SELECT %1$s FROM shapes_rows', '2 off SELECT %1$s FROM shapes_rows',
    '0 on SELECT rollup(s) FROM (SELECT %1$s AS s FROM shapes_rows GROUP BY i %% 3) AS x', '0 on SELECT rollup(s) FROM (SELECT %1$s AS s FROM shapes_rows GROUP BY i / 7) AS x',
    '0 on SELECT rollup(s) FROM (SELECT %1$s AS s FROM shapes_rows GROUP BY i > 100) AS x', '0 on SELECT merge(a.s, b.s) FROM (SELECT %1$s AS s FROM shapes_rows WHERE i %% 2 = 0) AS a, (SELECT %1$s AS s FROM shapes_rows WHERE i %% 2 = 1) AS b',
    '0 on SELECT (%1$s)::text::%2$s_summary FROM shapes_rows'] LOOP
    RETURN QUERY SELECT pg_temp.body(s), pg_temp.shape(s)
    FROM (SELECT pg_temp.under(split_part(way, ' ', 1)::int, split_part(way, ' ', 2), format('SELECT s::pg_temp.raw::text FROM (' || substr(way, length(split_part(way, ' ', 1)) + length(split_part(way, ' ', 2)) + 3) || ') AS x(s)',
                                aggregate, kind))::pg_temp.raw AS s) AS x;
  END LOOP;
END $$;
SELECT n, kind, count(*) AS ways, count(DISTINCT body) AS bodies, min(shape) AS shape, max(shape) = min(shape) AS shapes
FROM unnest('{300,20000}'::int[]) AS n, kinds, unnest('{0,0.001,1e18}'::numeric[]) AS special, pg_temp.large(kind, n, special, true)
WHERE kind <> 'schedule' OR special = 0
GROUP BY n, kind ORDER BY n, kind COLLATE "C";
SELECT n, kind, special, count(*) AS ways, count(DISTINCT body) AS bodies, min(shape) AS shape, max(shape) = min(shape) AS shapes
FROM unnest('{20000}'::int[]) AS n, kinds, unnest('{0.001,1e18}'::numeric[]) AS special, pg_temp.large(kind, n, special, false)
GROUP BY n, kind, special ORDER BY n, kind COLLATE "C", special;
SELECT pg_temp.under(2, 'on', 'EXPLAIN (FORMAT JSON) SELECT burden_summary(a, p, f, v) FROM shapes_rows') ~ '"Partial Mode": "Partial"' AS parallel;
DROP TABLE shapes_large, shapes_rows;
