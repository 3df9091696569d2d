-- The weighted length of what is known only as ranges.
\pset format unaligned
\pset footer off
\pset null NULL
SET jit = off;

-- by hand: 4 to 6 years for 10 beside 4.8 years for 50 to 100: with 4 years, 4.8 weighs as little as it can, with 6 too
CREATE TEMP TABLE worked (length numrange, value numrange);
INSERT INTO worked VALUES ('[4,6]', '[10,10]'), ('[4.8,4.8]', '[50,100]');
SELECT weighted_length_bounds(length, value) AS bounds, round((4 * 10 + 4.8 * 50) / 60.0, 16) AS least_by_hand, (6 * 10 + 4.8 * 50) / 60.0 AS greatest_by_hand FROM worked;
-- the cases of the ends, in one table: what each row can be, and what is said of all
CREATE TEMP TABLE cases (what text, length text, value text);
INSERT INTO cases VALUES
  ('a point', '[3,3]', '[5,5]'), ('one row', '[3,5]', '[5,7]'), ('open ends are closed', '(3,5)', '(5,7)'),
  ('two points', '[2,2]', '[100,100]'), ('two points', '[4,4]', '[300,300]'),
  ('no upper value', '[2,3]', '[100,]'), ('no upper value', '[6,7]', '[100,100]'),
  ('no upper value, longest', '[2,2]', '[100,100]'), ('no upper value, longest', '[6,7]', '[0,]'),
  ('infinite value', '[2,2]', '[100,100]'), ('infinite value', '[6,7]', '[0,infinity]'),
  ('no upper length', '[2,]', '[0,1]'), ('no upper length', '[6,7]', '[100,100]'),
  ('infinite length', '[2,infinity]', '[0,1]'), ('infinite length', '[6,7]', '[100,100]'),
  ('no upper length, no value', '[2,]', '[0,0]'), ('no upper length, no value', '[6,7]', '[100,100]'),
  ('no lower length', '[,2]', '[1,1]'), ('no lower length', '[6,7]', '[100,100]'),
  ('no lower length, no value', '[,2]', '[0,0]'), ('no lower length, no value', '[6,7]', '[100,100]'),
  ('no length', '(,)', '[1,1]'), ('no length', '[6,7]', '[100,100]'),
  ('values 0', '[6,7]', '[0,0]'), ('values 0', '[,]', '[0,0]'),
  ('values perhaps 0', '[6,7]', '[0,5]'), ('values perhaps 0', '[1,9]', '[0,0]'), ('values perhaps 0', '[2,3]', '[0,1]'),
  ('perhaps 0, one length', '[2,2]', '[0,5]'), ('perhaps 0, one length', '[2,2]', '[0,3]'), ('perhaps 0, one length', '[2,2]', '[0,]'),
  ('one length', '[2,2]', '[0,5]'), ('one length', '[2,2]', '[3,3]'), ('one length', '[2,2]', '[1,]'),
  ('nothing known', NULL, NULL), ('nothing known', '[1,2]', NULL), ('nothing known', NULL, '[1,1]'), ('nothing known', 'empty', '[1,1]'), ('nothing known', '[1,2]', 'empty'),
  ('nothing known', '[1,2]', '[-1,5]'), ('nothing known', '[1,2]', '[,5]'), ('nothing known', '[1,2]', '[-2,-1]'),
  ('with missing ones', '[3,4]', '[1,1]'), ('with missing ones', '[9,9]', '[-0.01,5]'), ('with missing ones', NULL, '[1,1]'), ('with missing ones', '[9,9]', '(,5]');
SELECT what, weighted_length_bounds(length::numrange, value::numrange) AS bounds FROM cases GROUP BY what ORDER BY what COLLATE "C";
SELECT weighted_length_bounds(length, value) IS NULL AS no_rows FROM worked WHERE false;
SELECT lower_inc(b) AND upper_inc(b) AS closed FROM (SELECT weighted_length_bounds(length, value) AS b FROM worked) AS x;

-- points give what weighted_length gives, to the digit, and a written fraction of months is that: 10/12 is 0.83333333333333333333
CREATE TEMP TABLE points AS
SELECT i % 40 AS g, daterange('2020-01-01', '2020-01-01'::date + i * 37 % 1999) AS term, (i * 7919 % 100000) / 100.0 AS value FROM generate_series(1, 2000) AS i;
SELECT count(*) AS groups, bool_and(b = numrange(w, w, '[]') AND lower(b)::text = w::text AND upper(b)::text = w::text) AS same
FROM (SELECT g, weighted_length(term, value) AS w, weighted_length_bounds(numrange(term_years(term), term_years(term), '[]'), numrange(value, value, '[]')) AS b FROM points GROUP BY g) AS x;
SELECT weighted_length_bounds(numrange(n / 12.0, n / 12.0, '[]'), '[1,1]') AS months, round(n / 12.0, 16) AS years FROM unnest('{1,2,5,7,10,11}'::int[]) AS n GROUP BY n ORDER BY n;

-- a mean is linear in each length and monotone in each value, so its bounds are among the 4^n corners: of small random cases of up to four rows
CREATE FUNCTION pg_temp.corners(lengths numrange[], vals numrange[], OUT low numeric, OUT high numeric) LANGUAGE plpgsql AS $$
DECLARE
  n int := cardinality(lengths);
  s numeric;
  w numeric;
  v numeric;
BEGIN
  FOR corner IN 0 .. (1 << (2 * n)) - 1 LOOP
    s := 0;
    w := 0;
    FOR i IN 1 .. n LOOP
      v := CASE WHEN (corner >> (2 * i - 2)) & 1 = 1 THEN upper(vals[i]) ELSE lower(vals[i]) END;
      s := s + v * CASE WHEN (corner >> (2 * i - 1)) & 1 = 1 THEN upper(lengths[i]) ELSE lower(lengths[i]) END;
      w := w + v;
    END LOOP;
    IF w > 0 THEN
      low := least(low, round(s / w, 16));
      high := greatest(high, round(s / w, 16));
    END IF;
  END LOOP;
END $$;
-- and the 2^n corners of up to six rows, of values alone, since all lengths are at one end in each bound
CREATE FUNCTION pg_temp.value_corners(lengths numrange[], vals numrange[], OUT low numeric, OUT high numeric) LANGUAGE sql AS $$
  SELECT min(round(l / w, 16)), max(round(u / w, 16))
  FROM (SELECT corner, sum(v * lower(lengths[i])) AS l, sum(v * upper(lengths[i])) AS u, sum(v) AS w
        FROM generate_series(0, (1 << cardinality(lengths)) - 1) AS corner, generate_subscripts(lengths, 1) AS i,
             LATERAL (SELECT CASE WHEN (corner >> (i - 1)) & 1 = 1 THEN upper(vals[i]) ELSE lower(vals[i]) END AS v) AS x
        GROUP BY corner) AS y
  WHERE w > 0
$$;
DO $$ BEGIN PERFORM setseed(0.37); END $$;
CREATE TEMP TABLE random AS
SELECT c, i, numrange(l, l + CASE WHEN random() < 0.3 THEN 0 ELSE (random() * 6)::int END, '[]') AS length, numrange(v, v + CASE WHEN random() < 0.3 THEN 0 ELSE (random() * 9)::int END, '[]') AS value
FROM (SELECT c, i, (random() * 8)::int - 1 AS l, greatest(0, (random() * 12)::int - 4) AS v FROM generate_series(1, 6000) AS c, generate_series(1, 1 + c % 6) AS i) AS x;
CREATE TEMP TABLE got AS SELECT c, array_agg(length ORDER BY i) AS lengths, array_agg(value ORDER BY i) AS vals, weighted_length_bounds(length, value) AS b FROM random GROUP BY c;
SELECT count(*) AS cases, bool_and((round(lower(b), 16), round(upper(b), 16)) IS NOT DISTINCT FROM (low, high)) AS same, count(*) FILTER (WHERE b IS NULL) > 0 AS some_null, count(*) FILTER (WHERE lower(b) = upper(b)) > 100 AS points
FROM got, pg_temp.value_corners(lengths, vals);
SELECT count(*) AS cases, bool_and((round(lower(b), 16), round(upper(b), 16)) IS NOT DISTINCT FROM (low, high)) AS same FROM got, pg_temp.corners(lengths, vals) WHERE c <= 2000 AND cardinality(lengths) <= 4;
-- a value without an end is the limit: a billion times as much comes to within a billionth of it, and never beyond
SELECT count(*) AS cases, bool_and(lower(limited) <= lower(large) AND upper(large) <= upper(limited)) AS inside, max(greatest(lower(large) - lower(limited), upper(limited) - upper(large))) < 1e-6 AS near
FROM (SELECT c, weighted_length_bounds(length, numrange(lower(value), CASE WHEN i % 2 = 1 THEN 1e9 ELSE upper(value) END, '[]')) AS large,
             weighted_length_bounds(length, numrange(lower(value), CASE WHEN i % 2 = 1 THEN NULL ELSE upper(value) END, '[]')) AS limited FROM random WHERE c <= 2000 GROUP BY c) AS x;
-- what is said of the whole contains what is said of any choice within the ranges
SELECT count(*) AS cases, bool_and(b @> round(chosen, 14) OR abs(chosen - lower(b)) < 1e-14 OR abs(chosen - upper(b)) < 1e-14) AS contained
FROM (SELECT c, sum(l * v) / nullif(sum(v), 0) AS chosen
      FROM (SELECT c, lower(length) + (upper(length) - lower(length)) * r AS l, lower(value) + (upper(value) - lower(value)) * q AS v FROM (SELECT *, random()::numeric AS r, random()::numeric AS q FROM random) AS z) AS y GROUP BY c) AS x JOIN got USING (c)
WHERE chosen IS NOT NULL;

-- lengths and values as large as there are; what is no number, or too large, is an error, and so are values that add up to too much
SELECT weighted_length_bounds('[-20000,20000]', '[17014118346046923173168730371,17014118346046923173168730371.5]');
CREATE FUNCTION pg_temp.complaint(length text, value text, OUT state text, OUT message text, OUT hint boolean) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM weighted_length_bounds(length::numrange, value::numrange);
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT;
END $$;
SELECT length, value, (pg_temp.complaint(length, value)).state, (pg_temp.complaint(length, value)).message
FROM (VALUES ('[1,20001]', '[1,1]'), ('[-20000.00000001,1]', '[1,1]'), ('[1,1e30]', '[1,1]'), ('[1,NaN]', '[1,1]'), ('[infinity,NaN]', '[1,1]'), ('[-infinity,-infinity]', '[1,1]'),
             ('[1,1]', '[1,NaN]'), ('[1,1]', '[NaN,NaN]'), ('[1,1]', '[1,1e30]'), ('[1,1]', '[infinity,infinity]')) AS v (length, value);
SELECT weighted_length_bounds('[1,2]', v) FROM unnest('{"[0,9e27]","[0,9e27]"}'::numrange[]) AS v;
SELECT weighted_length_bounds('[1,2]', v) FROM unnest('{"[1,)","[0,17e27]","[0,16e24]"}'::numrange[]) AS v;
