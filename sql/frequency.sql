-- How often something is due.
\pset format unaligned
\pset footer off
\pset null NULL
SET jit = off;

-- every form of input, beside the number of times a year worked by hand: a year has 4 quarters, 12 months, 26 fortnights, 52 weeks, 365 days
CREATE TEMP TABLE forms (i serial, form text, times text);
INSERT INTO forms (form, times) VALUES
  -- words
  ('none', '0'), ('never', '0'), ('daily', '365'), ('weekly', '52'), ('fortnightly', '26'), ('monthly', '12'), ('quarterly', '4'),
  ('half-yearly', '2'), ('six-monthly', '2'), ('semi-annual', '2'), ('semi-annually', '2'), ('annual', '1'), ('annually', '1'), ('yearly', '1'),
  ('biennial', '1/2'), ('biennially', '1/2'), ('triennial', '1/3'), ('triennially', '1/3'),
  -- so many units: a number, as digits or a word, and the unit's adverb
  ('3-monthly', '4'), ('four-monthly', '3'), ('twelve-monthly', '1'), ('two-yearly', '1/2'), ('ten-yearly', '1/10'), ('six-weekly', '52/6'),
  ('4-weekly', '13'), ('2.5-yearly', '1/2.5'),
  -- a number of times a year, bare or not
  ('0', '0'), ('12', '12'), ('4.5', '4.5'), ('.5', '0.5'), ('5.0', '5'), ('4/year', '4'), ('12.50/year', '12.5'), ('0/year', '0'),
  ('4 times a year', '4'), ('1 time a year', '1'), ('4 a year', '4'), ('4 per year', '4'), ('4 times per year', '4'), ('4 times each year', '4'),
  ('four times every year', '4'), ('once a year', '1'), ('twice a year', '2'), ('twelve times a year', '12'), ('eleven', '11'),
  -- in other units
  ('once a month', '12'), ('twice a month', '24'), ('2 times a week', '104'), ('2/week', '104'), ('twice per fortnight', '52'), ('3 a day', '1095'),
  ('once each quarter', '4'), ('2x per year', '2'), ('2x/year', '2'), ('3 x a month', '36'), ('2x weekly', '104'), ('six times a year', '6'), ('six per month', '72'), ('six every 2 years', '3'), ('1.5x yearly', '1.5'), ('5 times / quarter', '20'), ('0.5/quarter', '2'),
  -- one in so many units
  ('every year', '1'), ('every quarter', '4'), ('every month', '12'), ('every fortnight', '26'), ('every week', '52'), ('every day', '365'),
  ('every 3 months', '4'), ('every three months', '4'), ('every 18 months', '12/18'), ('every 1.5 months', '8'), ('every 2 years', '1/2'),
  ('every two weeks', '26'), ('each month', '12'), ('Each 3 months', '4'), ('every second month', '6'), ('every other week', '26'),
  ('every third year', '1/3'), ('every twelfth month', '1'), ('each sixth quarter', '4/6'),
  -- several in so many units
  ('once every 3 months', '4'), ('twice every three years', '2/3'), ('5 times every 14 days', '5 * 26'), ('twice every 10 days', '73'),
  ('2x every second month', '12'), ('0 times every 2 years', '0'), ('once every other year', '1/2'), ('2.5 each 0.5 years', '5'),
  ('every 2nd month', '6'), ('every 3rd year', '1/3'), ('each 11th month', '12/11'), ('once every 22nd week', '52/22'), ('every 1st quarter', '4'),
  ('every 2 quarters', '2'), ('every 2 fortnights', '13'), ('every 10 days', '36.5'), ('every 365 days', '1'),
  -- days that are whole weeks count as weeks
  ('every 7 days', '52'), ('every 14 days', '26'), ('every 28 days', '13'), ('every 364 days', '1'), ('every 8 days', '365/8'),
  ('every 10.5 days', '365/10.5'),
  -- short forms, Latin, and a unit alone
  ('per annum', '1'), ('2 per annum', '2'), ('2 p.a.', '2'), ('twice pa', '2'), ('2 times p.a.', '2'), ('p.a.', '1'), ('per month', '12'), ('per quarter', '4'), ('per year', '1'), ('Qtr', '4'),
  ('qtrly', '4'), ('6 mthly', '2'), ('6-mthly', '2'), ('mthly', '12'), ('every 3 mths', '4'), ('2 per yr', '2'), ('every 2 wks', '26'), ('thrice yearly', '3'),
  ('thrice a month', '36'), ('1 annual', '1'), ('one annual', '1'), ('1 monthly', '12'), ('18 monthly', '12/18'), ('semi-monthly', '24'), ('semi monthly', '24'),
  -- periods of ISO 8601
  ('P1Y', '1'), ('P3M', '4'), ('P1M', '12'), ('P6M', '2'), ('P1W', '52'), ('P2W', '26'), ('P1D', '365'), ('P7D', '52'), ('P14D', '26'),
  ('P30D', '365/30'),
  ('P2Y', '1/2'), ('P18M', '12/18'), ('P1Y6M', '12/18'), ('P12M', '1'), ('P1M1D', '1/(1/12 + 1/365)'), ('P1Y2M3W4D', '1/(14/12 + 25/365)'),
  ('P999999Y', '1/999999'),
  ('P1Y0M', '1'),
  -- case and white space
  ('MONTHLY', '12'), ('Monthly', '12'), ('  monthly  ', '12'), (E'\tmonthly\n', '12'), ('six monthly', '2'), ('Six  Monthly', '2'),
  ('half yearly', '2'),
  ('Semi Annual', '2'), ('EVERY 3 MONTHS', '4'), (E'every\t3\n months', '4'), ('4  /  Year', '4'), ('4/ year', '4'), (' 12 ', '12'), ('p3m', '4'),
  ('None', '0'),
  -- the limits: 100,000,000 times a year, and 10 decimals rounded half away from zero
  ('100000000', '100000000'), ('99999999.9999999999', '99999999.9999999999'), ('0.0000000001', '0.0000000001'), ('0.00000000005', '0.0000000001'),
  ('0.12345678905', '0.1234567891'), ('every 3 years', '1/3');
CREATE FUNCTION pg_temp.worked(times text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
  result numeric;
BEGIN
  EXECUTE 'SELECT round(' || regexp_replace(times, '(\d+(\.\d+)?)', '\1::numeric(60,30)', 'g') || ', 10)' INTO result;
  RETURN result;
END $$;
SELECT i, trim(both E'"' FROM to_json(form)::text) AS form, times, form::frequency AS frequency FROM forms ORDER BY i;
SELECT count(*) AS forms, bool_and((per_year(form::frequency) = pg_temp.worked(times)) IS TRUE) AS as_worked_by_hand,
       bool_and((form::frequency::numeric = per_year(form::frequency)) IS TRUE) AS as_numeric FROM forms;
-- "twice monthly" is 24 times a year or nothing that is accepted, but not every two months
CREATE FUNCTION pg_temp.complaint(statement text, OUT state text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  detail := nullif(detail, '');
  hint := nullif(hint, '');
END $$;
CREATE FUNCTION pg_temp.read(form text) RETURNS frequency LANGUAGE plpgsql AS $$
BEGIN
  RETURN form::frequency;
EXCEPTION WHEN invalid_text_representation OR numeric_value_out_of_range THEN
  RETURN NULL;
END $$;
SELECT form, coalesce(per_year(pg_temp.read(form)) = times, true) AS not_misread
FROM (VALUES (1, 'twice yearly', 2), (2, 'twice-yearly', 2), (3, 'Twice Monthly', 24), (4, 'twice-weekly', 104), (5, 'twice daily', 730),
             (6, 'twice quarterly', 8),
             (7, 'once monthly', 12), (8, 'once-yearly', 1), (9, 'two times monthly', 24), (10, '4 times yearly', 4)) AS f(i, form, times) ORDER BY i;

-- one canonical form, which reads as what it is
SELECT bool_and((form::frequency::text::frequency = form::frequency) IS TRUE) AS round_trip,
       bool_and(form::frequency::text ~ '^(none|\d+(\.\d*[1-9])?/year)$') AS form,
       count(DISTINCT form::frequency::text) = count(DISTINCT form::frequency) AS one_each FROM forms;
SELECT bool_and((f::text::frequency = f AND per_year(f) = n AND f::text = CASE WHEN n = 0 THEN 'none' ELSE trim_scale(n) || '/year' END) IS TRUE) AS round_trip
FROM (SELECT n, n::frequency AS f FROM (SELECT round((i * 7919 % 104729) / 1000.0, i % 11) AS n FROM generate_series(0, 5000) AS i) AS x) AS y;

-- what is ambiguous is an error, whose hint says what to write; and that can be read
SELECT form, state, message, detail, hint
FROM unnest('{bimonthly,bi-monthly,Bi Monthly,biannual,biannually,BIANNUAL,bi-annual,bi-annually,biweekly,bi-weekly,"  biweekly "}'::text[]) WITH ORDINALITY AS u(form, i),
     pg_temp.complaint(format('SELECT %L::frequency', form)) ORDER BY i;
SELECT word[1] AS way_out, word[1]::frequency AS frequency
FROM unnest('{bimonthly,biannual,biannually,biweekly}'::text[]) WITH ORDINALITY AS u(form, i),
     pg_temp.complaint(format('SELECT %L::frequency', form)) AS c,
     regexp_matches(hint, '"([^"]*)"', 'g') WITH ORDINALITY AS m(word, j) ORDER BY i, j;
SELECT form, state, message, detail, hint
FROM unnest('{triannual,tri-annually,trimonthly,Tri Monthly,triweekly}'::text[]) WITH ORDINALITY AS u(form, i),
     pg_temp.complaint(format('SELECT %L::frequency', form)) ORDER BY i;
-- so are the number of an item in a list, and a number with the adverb that says as many; the hint has both readings, which are those worked by hand
SELECT form, state, message = format('ambiguous frequency: "%s"', form) AS shown, detail, hint,
       ARRAY(SELECT per_year(word[1]::frequency) FROM regexp_matches(hint, '"([^"]*)"', 'g') WITH ORDINALITY AS m (word, j) ORDER BY j) AS times,
       ARRAY(SELECT pg_temp.worked(w) FROM unnest(string_to_array(worked, ' ')) WITH ORDINALITY AS w (w, j) ORDER BY j) = ARRAY(SELECT per_year(word[1]::frequency)
         FROM regexp_matches(hint, '"([^"]*)"', 'g') WITH ORDINALITY AS m (word, j) ORDER BY j) AS as_worked_by_hand
FROM (VALUES (1, '4 quarterly', '4 1'), (2, '12 Monthly', '12 1'), (3, '26 fortnightly', '26 1'), (4, '52 weekly', '52 1'), (5, '365 daily', '365 1'),
             (6, '4-quarterly', '4 1'), (7, 'four quarterly', '4 1'), (8, 'twelve monthly', '12 1'), (9, '4 qtrly', '4 1'), (10, '12 mthly', '12 1'),
             (11, '5. Monthly', '12 12/5'), (12, '3) Quarterly', '4 4/3'), (13, '2.Monthly', '12 6'), (14, '04 monthly', '12 3'), (15, '04-monthly', '12 3'),
             (16, '04 quarterly', '4 1'), (17, '1. Monthly', '12'), (18, '10. every 3 months', '4 40'), (19, '4) 2 times a year', '2'), (20, '0. monthly', '12'),
             (21, '5.', '5'), (22, '5)', '5'), (23, '007', '7'), (24, '00', '0'), (25, '4./year', '4'), (26, '99999999999. monthly', '12 12/99999999999')) AS f (i, form, worked),
     pg_temp.complaint(format('SELECT %L::frequency', form)) ORDER BY i;
-- but one word is one frequency, as many times are as many, and other numbers with an adverb are a length
SELECT form, per_year(form::frequency) AS times FROM unnest('{twelve-monthly,4 times quarterly,12x monthly,1 monthly,18 monthly,3 quarterly,0.5/year,0.5}'::text[]) WITH ORDINALITY AS u (form, i) ORDER BY i;
-- what is unknown, negative or no number is one, and the hint shows forms that can be read; and so is what is too often or too seldom
SELECT count(*) AS forms, count(*) FILTER (WHERE state = '22P02') AS unknown,
       bool_and(message = format(CASE state WHEN '22P02' THEN 'invalid input syntax for type frequency: "%s"'
                                            ELSE 'frequency "%s" is out of range' END, form)) AS shown,
       min(hint) AS hint, count(DISTINCT hint) AS hints,
       string_agg(form, ', ' ORDER BY i) FILTER (WHERE state = '22003') AS out_of_range
FROM unnest(ARRAY['', ' ', 'ad hoc', 'on completion', 'N/A', '2-3', '2-3 monthly', '4-6 times a year', '2 annual', 'every 2th month', 'every 1nd month', 'every 11st month', 'every 0th month', 'every +2nd month', 'every 99999th month', '1. see contract', '1. 2. monthly', '1) 4 quarterly', 'once', 'twice', 'as required', 'unknown', 'month', 'fortnight', 'months', 'monthlyy', 'mon', 'every', 'every 3',
     'every months 3',
                  'every other', 'every other 2 months', 'other month', 'second month', 'every second', 'every seconds', 'twice every', 'twice every 2',
                  'once every 0 months', 'x', 'x a year', '2x', '2xx a year', 'twicex a year', 'twice x', '-2x a year', 'each', '2x times a year', 'every -3 months', 'every 0 months', 'every 0.0 years', 'every 3 monthss', 'every 3 months please',
                  'every three', 'every NaN days',
                  '-1', '+1', '-0.5/year', '1e3', '1,000', '1_000', '0x10', 'NaN', 'Infinity', '-Infinity', '1.2.3', '.', '. .', '4/', '/4',
                  '/year', '4//year', '4/years/2', '1/2',
                  '1/2 years', 'a month', 'per', 'per 2 months', '4 per', 'times a year', '4 times', '4 times a', '4 times a moon', '4 x year', '4 times 4 a year',
                  'a year', '0-monthly', '-monthly',
                  'x-monthly', '-1-monthly', '100000001', '100000000.0000000001', '1000000/day', '10000000000000000000000000000000000000000',
                  repeat('9', 200),
                  'every 0.0000000001 days', 'every 0.00000000001 days', 'P', 'PM', 'P3', 'P 3M', 'P3M ' || 'x', 'P0D', 'P0M', 'P0Y0M', 'P-1M',
                  'P+1M', 'P1.5M', 'P1M1Y', 'P1M1M', 'P1D1W',
                  'P3X', 'P3MT', 'PT1H', 'PT', 'P1000000Y', 'P99999999999999999999M', '3M', 'R/P1M', '12/year!', E'monthly\u00a0', 'mönatlich',
                  '١٢', 'every ½ year', repeat('a ', 50)]) WITH ORDINALITY AS u(form, i), pg_temp.complaint(format('SELECT %L::frequency', form));
SELECT word[1] AS example, word[1]::frequency AS frequency
FROM pg_temp.complaint($$SELECT 'ad hoc'::frequency$$), regexp_matches(hint, '"([^"]*)"', 'g') WITH ORDINALITY AS m(word, i) ORDER BY i;
-- soft errors, from 16 on
SELECT current_setting('server_version_num')::int >= 160000 AS soft \gset
\if :soft
SELECT NOT bool_or(pg_input_is_valid(form, 'frequency')) AND pg_input_is_valid('every 3 months', 'frequency') AS soft
FROM unnest('{bimonthly,ad hoc,-1,NaN,100000001,"",every 0 days,P0D}'::text[]) AS form \gset
\else
SELECT NOT bool_or(pg_temp.read(form) IS NOT NULL) AND pg_temp.read('every 3 months') IS NOT NULL AS soft
FROM unnest('{bimonthly,ad hoc,-1,NaN,100000001,"",every 0 days,P0D}'::text[]) AS form \gset
\endif
SELECT :'soft'::boolean AS soft;

-- casts: from numeric and integer by assignment, from interval only when asked; to numeric when asked
SELECT 12::numeric::frequency AS "numeric", 12::frequency AS "integer", '3 months'::interval::frequency AS "interval",
       'monthly'::text::frequency AS "text",
       frequency(12.5) AS function, frequency(interval '1 year') AS of_interval, frequency 'quarterly' AS typed, frequency('quarterly') AS called;
SELECT per_year('2/week') AS times, 'every 3 years'::frequency::numeric AS thirds, per_year(NULL) AS unknown, per_year('none') AS none,
       'daily'::frequency::text AS text;
CREATE TEMP TABLE assigned (i int, f frequency);
INSERT INTO assigned VALUES (1, 12), (2, 4.5), (3, 'six-monthly'), (4, NULL), (5, 1.50), (6, 0);
INSERT INTO assigned SELECT 7, 365::numeric;
UPDATE assigned SET f = 26 WHERE i = 5;
SELECT * FROM assigned ORDER BY i;
SELECT state FROM pg_temp.complaint($$INSERT INTO assigned VALUES (8, interval '1 month')$$);
SELECT state FROM pg_temp.complaint($$INSERT INTO assigned VALUES (8, true)$$);
SELECT numeric, state, message, detail, hint
FROM unnest('{-1,-0.0000000001,0.00000000004,100000001,100000000.00000000005,NaN,Infinity,-Infinity,1e100}'::numeric[]) WITH ORDINALITY AS u(numeric, i),
     pg_temp.complaint(format('SELECT %L::numeric::frequency', numeric)) ORDER BY i;
SELECT state, message FROM unnest('{-1,100000001,2147483647,-2147483648}'::int[]) WITH ORDINALITY AS u(n, i),
       pg_temp.complaint(format('SELECT (%s)::integer::frequency', n)) ORDER BY i;
SELECT bool_and((n::frequency::numeric = round(n, 10)) IS TRUE) AS rounded
FROM unnest('{0,0.00000000005,1.23456789015,1.23456789014999,99999999.99999999999,100000000}'::numeric[]) AS n;
-- an interval is once in it; months and days as parts of one year
SET intervalstyle = postgres;
SELECT interval, interval::interval::frequency AS frequency, (per_year(interval::interval::frequency) = pg_temp.worked(times)) AS as_worked_by_hand
FROM (VALUES (1, '1 year', '1'), (2, '3 months', '4'), (3, '1 month', '12'), (4, '2 weeks', '26'), (5, '7 days', '52'), (6, '1 day', '365'),
             (7, '10 days', '36.5'),
             (8, '1 hour', '8760'), (9, '24 hours', '365'), (10, '1 year 6 months', '12/18'), (11, '1 month 15 days', '1/(1/12 + 15/365)'),
             (12, '1 month -15 days', '1/(1/12 - 15/365)'), (13, '-1 month 60 days', '1/(60/365 - 1/12)'), (14, '10 years', '1/10'),
               (15, '1 day 12 hours', '365/1.5'),
             (16, '1 second', '31536000'), (17, '178000000 years', '1/178000000')) AS x(i, interval, times) ORDER BY i;
SELECT interval, state, message, hint
FROM unnest('{0,-1 month,-1 day,1 month -31 days,1 microsecond,-178000000 years}'::text[]) WITH ORDINALITY AS u(interval, i),
     pg_temp.complaint(format('SELECT %L::interval::frequency', interval)) ORDER BY i;

-- intervals can be infinite from 17 on
SELECT current_setting('server_version_num')::int >= 170000 AS endless \gset
\if :endless
SELECT bool_and(state = '22003' AND message LIKE 'once in % is no frequency' AND hint ~ 'finite') AS refused
FROM unnest('{infinity,-infinity}'::text[]) AS i, pg_temp.complaint(format('SELECT %L::interval::frequency', i)) \gset
\else
SELECT true AS refused \gset
\endif
SELECT :'refused'::boolean AS refused;

-- order and equality are those of numbers
CREATE TABLE fq (i int, n numeric, f frequency);
INSERT INTO fq SELECT i, n, n::frequency FROM (SELECT i, CASE WHEN i % 50 = 0 THEN NULL ELSE round((i::bigint * i * 7919 % 104729) % 900 / 7.0,
  3) END AS n
                                               FROM generate_series(1, 6000) AS i) AS x;
INSERT INTO fq VALUES (6001, 0, 'none'), (6002, 100000000, 100000000), (6003, 0.0000000001, 0.0000000001);
SELECT count(*) AS pairs, bool_and((a.f = b.f) = (a.n = b.n)) AS eq, bool_and((a.f <> b.f) = (a.n <> b.n)) AS ne,
       bool_and((a.f < b.f) = (a.n < b.n)) AS lt,
       bool_and((a.f <= b.f) = (a.n <= b.n)) AS le, bool_and((a.f > b.f) = (a.n > b.n)) AS gt, bool_and((a.f >= b.f) = (a.n >= b.n)) AS ge,
       bool_and(frequency_cmp(a.f, b.f) = sign(a.n - b.n)) AS cmp,
         bool_and(CASE WHEN a.n = b.n THEN frequency_hash(a.f) = frequency_hash(b.f) END IS NOT FALSE) AS hash
FROM fq AS a, fq AS b WHERE a.i % 10 = 1 AND b.i % 15 = 1 AND a.n IS NOT NULL AND b.n IS NOT NULL;
SELECT count(DISTINCT frequency_hash(f)) > 0.99 * count(DISTINCT f) AS hashes,
       count(DISTINCT frequency_hash_extended(f, 7)) = count(DISTINCT f) AS extended,
       bool_and(frequency_hash_extended(f, 0) & 4294967295 = frequency_hash(f)::bigint & 4294967295) AS agree_for_0,
       bool_and(frequency_hash_extended(f, 7) <> frequency_hash_extended(f, 8)) AS seeded FROM fq WHERE f IS NOT NULL;
-- plans: runs a query under settings, if its plan shows what it must
CREATE FUNCTION pg_temp.under(settings text[], query text, shows text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  before text[] := ARRAY(SELECT split_part(s, '=', 1) || '=' || current_setting(split_part(s, '=', 1)) FROM unnest(settings) AS s);
  line text;
  plan text := '';
  result text;
BEGIN
  PERFORM set_config(split_part(s, '=', 1), split_part(s, '=', 2), true) FROM unnest(settings) AS s;
  FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
    plan := plan || line || E'\n';
  END LOOP;
  EXECUTE query INTO result;
  PERFORM set_config(split_part(s, '=', 1), split_part(s, '=', 2), true) FROM unnest(before) AS s;
  RETURN CASE WHEN plan ~ shows THEN result ELSE 'another plan' END;
END $$;
ANALYZE fq;
SET max_parallel_workers_per_gather = 0;
-- sorting, up and down, NULL first and last; grouping, DISTINCT, IN; joins: all as the numeric beside it says
SELECT bool_and((f::numeric = n OR (f IS NULL AND n IS NULL)) IS TRUE) AS sorted
FROM (SELECT f, row_number() OVER (ORDER BY f, i) AS r FROM fq) AS a JOIN (SELECT n, row_number() OVER (ORDER BY n, i) AS r FROM fq) AS b USING (r);
SELECT bool_and((f::numeric = n OR (f IS NULL AND n IS NULL)) IS TRUE) AS sorted_down
FROM (SELECT f, row_number() OVER (ORDER BY f DESC NULLS LAST, i) AS r FROM fq) AS a
     JOIN (SELECT n, row_number() OVER (ORDER BY n DESC NULLS LAST, i) AS r FROM fq) AS b USING (r);
SELECT what, pg_temp.under(settings, replace(query, 'key', 'f'), shows) = pg_temp.under('{}', replace(query, 'key', 'n'), '.') AS same
FROM (VALUES (1, 'grouped, hashed', '{enable_sort=off}'::text[],
             'SELECT md5(string_agg(c::text, '','' ORDER BY m)) FROM (SELECT min(i) AS m, count(*) AS c FROM fq GROUP BY key) AS x',
             'HashAggregate'),
             (2, 'grouped, sorted', '{enable_hashagg=off}', 'SELECT md5(string_agg(c::text, '','' ORDER BY m)) FROM (SELECT min(i) AS m, count(*) AS c FROM fq GROUP BY key) AS x', 'GroupAggregate'),
             (3, 'distinct', '{enable_sort=off}', 'SELECT count(*) FROM (SELECT DISTINCT key FROM fq) AS x', 'HashAggregate'),
             (4, 'count distinct', '{}', 'SELECT count(DISTINCT key) FROM fq', '.'),
             (5, 'union', '{enable_sort=off}', 'SELECT count(*) FROM (SELECT key FROM fq WHERE i < 4000 UNION SELECT key FROM fq WHERE i > 2000) AS x', 'HashAggregate'),
             (6, 'except all', '{}', 'SELECT count(*) FROM (SELECT key FROM fq EXCEPT ALL SELECT key FROM fq WHERE i > 2000) AS x', '.'),
             (7, 'hash join', '{enable_mergejoin=off,enable_nestloop=off}',
               'SELECT count(*) || '' '' || sum(a.i * b.i::bigint) FROM fq AS a JOIN fq AS b USING (key)', 'Hash Join'),
             (8, 'merge join', '{enable_hashjoin=off,enable_nestloop=off}',
               'SELECT count(*) || '' '' || sum(a.i * b.i::bigint) FROM fq AS a JOIN fq AS b USING (key)', 'Merge Join'),
             (9, 'hash full join', '{enable_mergejoin=off}', 'SELECT count(a.i) || '' '' || count(b.i) || '' '' || count(*) FROM (SELECT * FROM fq WHERE i < 3000) AS a FULL JOIN (SELECT * FROM fq WHERE i > 2990) AS b USING (key)', 'Hash Full Join'),
             (10, 'merge full join', '{enable_hashjoin=off}', 'SELECT count(a.i) || '' '' || count(b.i) || '' '' || count(*) FROM (SELECT * FROM fq WHERE i < 3000) AS a FULL JOIN (SELECT * FROM fq WHERE i > 2990) AS b USING (key)', 'Merge Full Join'),
             (11, 'semi join', '{enable_mergejoin=off,enable_nestloop=off}',
               'SELECT sum(i) FROM fq WHERE key IN (SELECT key FROM fq WHERE i % 100 = 7)', 'Hash'),
             (12, 'rank', '{}', 'SELECT md5(string_agg(r::text, '','' ORDER BY i)) FROM (SELECT i, rank() OVER (ORDER BY key DESC NULLS LAST) AS r FROM fq) AS x', '.')) AS q(o, what, settings, query, shows) ORDER BY o;
-- indexes: btree in both directions, for =, ranges, IN, IS NULL, ordering, min and max; unique; hash
CREATE INDEX fq_btree ON fq (f);
CREATE INDEX fq_hash ON fq USING hash (f);
SELECT what, pg_temp.under(settings, replace(query, 'key', 'f'), shows) = pg_temp.under('{}',
       replace(replace(query, 'key', 'n'), '::frequency', '::numeric'), '.') AS same
FROM (VALUES (1, 'equal', '{enable_seqscan=off,enable_bitmapscan=off}'::text[],
             'SELECT count(*) || '' '' || sum(i) FROM fq WHERE key = ''62.571''::frequency', 'Scan.*fq_'),
             (2, 'range', '{enable_seqscan=off,enable_bitmapscan=off}',
               'SELECT count(*) || '' '' || sum(i) FROM fq WHERE key > ''12''::frequency AND key <= ''52.143''::frequency',
               'Index.* using fq_btree'),
             (3, 'range, bitmap', '{enable_seqscan=off,enable_indexscan=off}',
               'SELECT count(*) || '' '' || sum(i) FROM fq WHERE key >= ''100''::frequency', 'Bitmap Index Scan on fq_btree'),
             (4, 'several', '{enable_seqscan=off,enable_bitmapscan=off}',
               'SELECT count(*) || '' '' || sum(i) FROM fq WHERE key IN (''0.143''::frequency, ''52.143''::frequency, ''7''::frequency)',
               'fq_btree'),
             (5, 'unknown', '{enable_seqscan=off,enable_bitmapscan=off}', 'SELECT count(*) || '' '' || sum(i) FROM fq WHERE key IS NULL', 'fq_btree'),
             (6, 'ordered', '{enable_seqscan=off,enable_sort=off,enable_bitmapscan=off}',
               'SELECT md5(string_agg(c::text, '','')) FROM (SELECT count(*) AS c FROM fq GROUP BY key ORDER BY key DESC) AS x',
               'Backward using fq_btree'),
             (7, 'least and most', '{enable_seqscan=off,enable_bitmapscan=off}',
               'SELECT (min(key) = ''0''::frequency) || '' '' || (max(key) = ''100000000''::frequency) FROM fq', 'fq_btree'),
             (8, 'least and most, no index', '{enable_indexscan=off,enable_indexonlyscan=off,enable_bitmapscan=off}',
               'SELECT (min(key) = ''0''::frequency) || '' '' || (max(key) = ''100000000''::frequency) FROM fq', 'Seq Scan'))
     AS q(o, what, settings, query, shows) ORDER BY o;
DROP INDEX fq_btree;
SELECT pg_temp.under('{enable_seqscan=off}', 'SELECT count(*) || '' '' || sum(i) FROM fq WHERE f = 62.571::numeric::frequency', 'fq_hash')
       = (SELECT count(*) || ' ' || sum(i) FROM fq WHERE n = 62.571) AS by_hash_index, count(*) > 0 AS found FROM fq WHERE n = 62.571;
SELECT min(f), max(f), min(f) FILTER (WHERE i < 0) AS of_none FROM fq WHERE i <= 6000;
SELECT min(f) AS least, max(f) AS most FROM assigned;
CREATE TEMP TABLE once (f frequency UNIQUE);
INSERT INTO once VALUES ('monthly'), ('quarterly'), (NULL), (NULL);
\set VERBOSITY sqlstate
INSERT INTO once VALUES ('every month');
\set VERBOSITY default
INSERT INTO once VALUES ('P1M'), ('annual') ON CONFLICT (f) DO NOTHING;
SELECT f FROM once ORDER BY f;
SELECT f FROM once WHERE f > 'yearly' ORDER BY f DESC NULLS LAST;
-- in arrays, rows, CASE, as a default, in a domain and in a check
SELECT ARRAY['monthly', 'annual']::frequency[] AS array, 'monthly' = ANY ('{12,4}'::frequency[]) AS in_it,
       ROW('monthly'::frequency, 1) = ROW('12'::frequency, 1) AS row,
       '{monthly,NULL,"every 3 months"}'::frequency[] AS read, array_position('{annual,monthly}'::frequency[], '12') AS position;
CREATE DOMAIN pg_temp.reporting AS frequency CHECK (VALUE >= 'annual');
CREATE TEMP TABLE defaults (i int, f pg_temp.reporting DEFAULT 'quarterly');
INSERT INTO defaults (i) VALUES (1);
INSERT INTO defaults VALUES (2, 'monthly');
\set VERBOSITY sqlstate
INSERT INTO defaults VALUES (3, 'biennial');
\set VERBOSITY default
SELECT * FROM defaults ORDER BY i;
-- the binary form is 8 bytes, checked
SELECT frequency_send('monthly') AS monthly, frequency_send('none') AS none, frequency_send(100000000::frequency) AS most,
       pg_column_size('monthly'::frequency) AS bytes;

-- reports a year: the sum of the times, a third being 0.3333333333
SELECT reports_per_year(f) AS reports, reports_per_year(f) FILTER (WHERE f > 'monthly') AS often, reports_per_year(f) FILTER (WHERE false) AS of_none,
       reports_per_year(f) FILTER (WHERE f IS NULL) AS of_unknown, reports_per_year(DISTINCT f) AS of_each
FROM (SELECT f::frequency FROM unnest('{12,4,4,NULL,none,1/year,26,every 3 years,every 3 years,every 3 years}'::text[]) AS f) AS x;
SELECT reports_per_year('none') AS none, reports_per_year(NULL) AS unknown;
SELECT bool_and((r = s) IS TRUE) AS same, count(*) AS groups FROM (SELECT i % 37, reports_per_year(f) AS r, sum(per_year(f)) AS s FROM fq
       GROUP BY i % 37) AS x;
SELECT bool_and(r IS NOT DISTINCT FROM (SELECT trim_scale(sum(per_year(b.f))) FROM fq AS b WHERE b.i BETWEEN x.i - 5 AND x.i)) AS moving,
       bool_and(running = s) AS running
FROM (SELECT i, reports_per_year(f) OVER (ORDER BY i ROWS 5 PRECEDING) AS r, reports_per_year(f) OVER (ORDER BY i) AS running,
             sum(per_year(f)) OVER (ORDER BY i) AS s FROM fq WHERE i <= 300) AS x;
SELECT what, pg_temp.under(settings, 'SELECT reports_per_year(f) || '' '' || min(f) || '' '' || max(f) FROM fq', shows)
       = (SELECT trim_scale(sum(n)) || ' none 100000000/year' FROM fq) AS same
FROM (VALUES (1, 'serial', '{max_parallel_workers_per_gather=0}'::text[], 'Aggregate'),
             (2, 'parallel', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0}',
               'Partial Aggregate'),
             (3, 'parallel, leader idle', '{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0,parallel_leader_participation=off}',
              'Partial Aggregate')) AS p(o, what, settings, shows) ORDER BY o;
-- partial states that saw nothing, or nothing that is known
SELECT filter, pg_temp.under('{max_parallel_workers_per_gather=2,parallel_setup_cost=0,parallel_tuple_cost=0,min_parallel_table_scan_size=0}',
                             format('SELECT coalesce(reports_per_year(f) FILTER (WHERE %s)::text, ''unknown'') FROM fq', filter), 'Partial Aggregate')
               = coalesce(reports, 'unknown') AS same, reports IS NULL AS unknown
FROM (VALUES (1, 'f IS NULL', NULL), (2, 'i < 0', NULL), (3, 'i IN (50, 7, 100)', (SELECT trim_scale(n)::text FROM fq WHERE i = 7)),
             (4, 'i = 6001', '0')) AS p(o, filter, reports) ORDER BY o;
-- sums beyond what one frequency can be
SELECT reports_per_year(f) AS reports FROM (SELECT 100000000::frequency AS f FROM generate_series(1, 1000)) AS x;
DROP TABLE fq;
