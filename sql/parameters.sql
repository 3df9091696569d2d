-- Parameters as drivers and people write them: untyped, quoted, of every type of numbers.
\pset format unaligned
\pset footer off
\pset null NULL

-- Every function and aggregate of the extension is called with its summaries and states typed and all else left untyped, as $n in PREPARE and
-- quoted in the text of the query.  Both have to find it, and no other.  Arguments that have a default are left out in one more call.
CREATE TEMP TABLE calls AS
SELECT p.oid, proname, proretset, given, ARRAY(SELECT format_type(t, NULL) FROM unnest(proargtypes[0:given - 1]) WITH ORDINALITY AS a (t, i) ORDER BY i) AS types
FROM pg_depend JOIN pg_proc AS p ON p.oid = objid, generate_series(pronargs::int - pronargdefaults, pronargs) AS given
WHERE classid = 'pg_proc'::regclass AND refclassid = 'pg_extension'::regclass AND deptype = 'e'
  AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'commissioning')
  AND NOT ('cstring'::regtype = ANY (proargtypes) OR 'internal'::regtype = ANY (proargtypes));
SELECT count(*) > 180 AS calls, count(DISTINCT oid) = (SELECT count(*) FROM pg_proc JOIN pg_depend ON objid = pg_proc.oid
         WHERE classid = 'pg_proc'::regclass AND deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'commissioning')
           AND 'cstring'::regtype <> ALL (proargtypes) AND 'internal'::regtype <> ALL (proargtypes)) AS all_that_can_be_called FROM calls;
-- the types of a statement's parameters, and of the function's that a statement calls, by what a view of it depends on
CREATE FUNCTION pg_temp.untyped(call text, OUT types text[], OUT state text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'PREPARE parameters_statement AS SELECT ' || call;
  SELECT ARRAY(SELECT format_type(t, NULL) FROM unnest(parameter_types) WITH ORDINALITY AS a (t, i) ORDER BY i) INTO types
  FROM pg_prepared_statements WHERE name = 'parameters_statement';
  DEALLOCATE parameters_statement;
EXCEPTION WHEN OTHERS THEN
  state := SQLSTATE;
END $$;
CREATE FUNCTION pg_temp.quoted(call text, rows boolean, OUT types text[], OUT state text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'CREATE VIEW parameters_call AS SELECT ' || CASE WHEN rows THEN 'true AS x FROM ' || call ELSE call || ' IS NULL AS x' END;
  SELECT ARRAY(SELECT format_type(t, NULL) FROM unnest(proargtypes) WITH ORDINALITY AS a (t, i) ORDER BY i) INTO types
  FROM pg_rewrite JOIN pg_depend ON classid = 'pg_rewrite'::regclass AND objid = pg_rewrite.oid AND refclassid = 'pg_proc'::regclass JOIN pg_proc ON pg_proc.oid = refobjid
  WHERE ev_class = 'parameters_call'::regclass;
  DROP VIEW parameters_call;
EXCEPTION WHEN OTHERS THEN
  state := SQLSTATE;
END $$;
-- a constant that its type reads, and so do those that it could be taken for
CREATE FUNCTION pg_temp.literal(type text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT quote_literal(CASE type WHEN 'text' THEN 'a' WHEN 'uuid' THEN 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' WHEN 'date' THEN '2020-01-01'
    WHEN 'daterange' THEN '[2020-01-01,2021-01-01)' WHEN 'numrange' THEN '[1,2)' WHEN 'numeric[]' THEN '{1,2}' WHEN 'bigint[]' THEN '{1,2}' WHEN 'boolean[]' THEN '{t,f}' WHEN 'text[]' THEN '{a}'
    WHEN 'interval' THEN 'P3M' WHEN 'nzbn' THEN '9429046393920' ELSE '1' END)
$$;
CREATE FUNCTION pg_temp.call(name text, types text[], quoted boolean) RETURNS text LANGUAGE sql AS $$
  SELECT format('%I(%s)', name, string_agg(CASE WHEN t ~ '_(summary|state)$' THEN 'NULL::' || t WHEN quoted THEN pg_temp.literal(CASE name WHEN 'nzbn' THEN name ELSE t END) ELSE '$' || n END, ', ' ORDER BY i))
  FROM (SELECT t, i, count(*) FILTER (WHERE t !~ '_(summary|state)$') OVER (ORDER BY i) AS n FROM unnest(types) WITH ORDINALITY AS a (t, i)) AS x
$$;
CREATE FUNCTION pg_temp.others(types text[]) RETURNS text[] LANGUAGE sql AS
  $$ SELECT ARRAY(SELECT t FROM unnest(types) WITH ORDINALITY AS a (t, i) WHERE t !~ '_(summary|state)$' ORDER BY i) $$;
CREATE TEMP TABLE answers AS
SELECT proname, calls.types, pg_temp.others(calls.types) AS others, u.types AS untyped, u.state AS untyped_state,
       pg_temp.others(q.types[1:given]) AS quoted, q.state AS quoted_state
FROM calls, pg_temp.untyped(pg_temp.call(proname, calls.types, false)) AS u, pg_temp.quoted(pg_temp.call(proname, calls.types, true), proretset) AS q;
-- What is not found: a parameter of frequency(), which several types are cast to (a quoted constant is read as text is), and mean_length(), whose only
-- argument may be a term or a summary.  Nothing else may stand here.
SELECT proname, types, untyped_state, quoted_state FROM answers WHERE untyped_state <> '' OR quoted_state <> '' ORDER BY proname, types;
-- A summary wants its type, too (docs/drivers.md).  Without it a call is refused as that of several functions, or there is one function only; but to some calls a text
-- is an agency, a holder or a frequency.  Nothing else may stand here.
SELECT proname, array_length(calls.types, 1) AS arguments, array_agg(DISTINCT u.types::text) AS taken_for
FROM calls, pg_temp.untyped((SELECT format('%I(%s)', proname, string_agg('$' || n, ', ')) FROM generate_series(1, array_length(calls.types, 1)) AS n)) AS u
WHERE calls.types[1] ~ '_summary$' AND u.types[1] !~ '_summary$' GROUP BY proname, array_length(calls.types, 1) ORDER BY 1, 2;
-- Of overloads, untyped text is text and not bigint or uuid, and an untyped number is double precision and not numeric; min and max are core's.
SELECT proname, others, untyped FROM answers WHERE untyped <> others ORDER BY proname, others, types;
-- a quoted constant is taken as a parameter is, but to core's min and max, and to frequency and nzbn, which it is read as
SELECT proname, types, untyped, quoted FROM answers WHERE untyped IS DISTINCT FROM quoted ORDER BY proname, types;
-- no function has an integer parameter but the cast to frequency, nor two overloads whose arguments are arrays, nor two with defaults
SELECT oid::regprocedure FROM calls WHERE ('integer' = ANY (types) OR 'smallint' = ANY (types)) AND proname <> 'frequency' ORDER BY 1;
SELECT proname FROM pg_proc WHERE oid IN (SELECT oid FROM calls) AND pronargdefaults > 0 GROUP BY proname, proargtypes[0] HAVING count(*) > 1;
SELECT proname FROM calls WHERE array_to_string(types, ' ') ~ '\[\]' GROUP BY proname, types[1] HAVING count(DISTINCT oid) > 1;
-- a count is bigint, in the rows that a function returns, too: comparisons and hashes alone are integers, as core's are
SELECT oid::regprocedure FROM pg_proc
WHERE oid IN (SELECT oid FROM calls) AND 'integer'::regtype = ANY (CASE WHEN proallargtypes IS NULL THEN ARRAY[prorettype] ELSE proallargtypes[pronargs + 1:] END)
  AND proname !~ '_(cmp|hash)$' ORDER BY 1;
-- every numeric parameter beside a summary has a double precision one in its place, in a function that says and costs the same
SELECT p.oid::regprocedure FROM pg_proc AS p
WHERE p.oid IN (SELECT oid FROM calls WHERE types[1] ~ '_summary$' AND 'numeric' = ANY (types) AND proname !~ '_add$')
  AND NOT EXISTS (SELECT FROM pg_proc AS d WHERE d.proname = p.proname AND d.prosrc = p.prosrc AND d.prorettype = p.prorettype AND d.procost = p.procost AND d.proargnames = p.proargnames
    AND obj_description(d.oid, 'pg_proc') = obj_description(p.oid, 'pg_proc')
    AND d.proargtypes::text = regexp_replace(p.proargtypes::text, '\m1700\M', '701', 'g')) ORDER BY 1;

-- counts of every type; numbers of every type, mixed, beside untyped ones
CREATE TEMP TABLE s AS
SELECT concentration_summary(k, v) AS c, (SELECT burden_summary('A', 'p', 'monthly', 1000)) AS b,
       (SELECT term_summary(daterange('2020-01-01', ('2020-01-01'::date + make_interval(years => n))::date), 1) FROM generate_series(1, 4) AS n) AS t,
       (SELECT overlap_summary(a, 'p', 1) FROM unnest('{A,B}'::text[]) AS a) AS o,
       (SELECT schedule_summary('A', 'p', 'monthly', '[2020-01-01,2021-01-01)', 1000)) AS x
FROM (VALUES ('a', 60), ('b', 30), ('c', 10)) AS x (k, v);
SELECT top_share(c, 1) AS one, top_share(c, 1::smallint) AS small, top_share(c, 1::bigint) AS big, top_share(c, '1') AS quoted FROM s;
SELECT (SELECT count(*) FROM top_holders(c, 2::smallint)) AS small, (SELECT count(*) FROM top_holders(c, 2::int)) AS int,
       (SELECT count(*) FROM top_holders(c, 2::bigint)) AS big, (SELECT count(*) FROM top_holders(c, '2')) AS quoted,
       (SELECT count(*) FROM top_holders(c, k => 9223372036854775807)) AS most, (SELECT count(*) FROM lorenz(c, 4::bigint)) AS points,
       (SELECT count(*) FROM most_burdened(b, 4294967296)) AS burdened, (SELECT count(*) FROM most_burdened(b, k => 0)) AS none,
       (SELECT count(*) FROM most_burdened(x, 4294967296, '[2020-01-01,2021-01-01)')) AS scheduled, (SELECT count(*) FROM most_burdened(x, k => 0, period => '[2020-01-01,2021-01-01)')) AS no_schedule,
       shared_providers(o, 2::bigint) AS shared, shared_providers(o, 9223372036854775807) AS by_all, top_share(c, 4294967297) AS of_all,
       (SELECT count(*) FROM by_fiscal_year(6, '[2020-01-01,2021-01-01)', 7::bigint)) AS years, fiscal_year('2020-06-30', 7::smallint) AS year,
       (SELECT pg_typeof(agencies) FROM overlap_counts(o) LIMIT 1) AS agencies
FROM s;
PREPARE mixed AS SELECT burden_cost(b, 2.5, $1) AS numeric_untyped, burden_cost(b, $2, 60.5) AS untyped_numeric, burden_cost(b, 2::int, 60.5) AS int_numeric,
  burden_cost(b, 2.5, 60::int) AS numeric_int, burden_cost(b, 2::float8, 60.5) AS double_numeric, burden_cost(b, 2.5, 60::float8) AS numeric_double,
  burden_cost(b, 2::int, 60::int) AS int_int, burden_cost(b, $3, $4) AS untyped, burden_cost(b, $5, 60::float8) AS untyped_double,
  burden_cost(b, 2::int, $6) AS int_untyped, burden_cost(b, 2::real, 60::smallint) AS real_small FROM s;
SELECT parameter_types FROM pg_prepared_statements WHERE name = 'mixed';
-- 12 reports a year
EXECUTE mixed (60.5, 2, 2.5, 60, 2, 60.5);
SELECT 12 * 2.5 * 60.5 AS numeric_untyped, 12 * 2 * 60.5 AS untyped_numeric, 12 * 2.5 * 60 AS numeric_int, 12 * 2 * 60 AS ints;
PREPARE rest AS SELECT length_quantile(t, $1) AS quantile, weighted_length_quantile(t, $2) AS weighted, holders_for_share(c, $3) AS fewest, atkinson(c, $4) AS atkinson,
  dominated(c, $5, $6) AS dominated, p_percent_sensitive(c, $7) AS sensitive, reports_quantile(b, $8) AS reports, burden_ratio(b, $9, $10) AS ratio,
  top_share(c, $11) AS top, shared_value_share(o, $12) AS shared FROM s;
SELECT parameter_types FROM pg_prepared_statements WHERE name = 'rest';
EXECUTE rest (0.5, 0.75, 0.6, 0.5, 1, 60, 25, 1, 2.5, 60, 2, 2);
SELECT length_quantile(t, 0.5) AS quantile, weighted_length_quantile(t, 0.75) AS weighted, holders_for_share(c, 0.6) AS fewest, atkinson(c, 0.5) AS atkinson,
       dominated(c, 1, 60) AS dominated, p_percent_sensitive(c, 25) AS sensitive, reports_quantile(b, 1) AS reports, burden_ratio(b, 2.5, 60) AS ratio,
       top_share(c, 2) AS top, shared_value_share(o, 2) AS shared FROM s;
-- of a schedule, whose periods and days are parameters as well: all that is asked ends on the last day of the year, half of it is in its first half
PREPARE schedule AS SELECT reports(x, $1) AS reports, joint_saving(x, $2) AS saving, burden_cost(x, $3, $4, $5) AS cost, burden_cost(x, 2::int, 60.5, $5) AS int_numeric, burden_cost(x, 2.5, $4, $5) AS numeric_untyped,
  burden_ratio(x, $3, $4, $5) AS ratio, reports_quantile(x, $6, $1) AS quantile, providers_at_risk(x, $7, $8) AS at_risk, (SELECT arrangements FROM running(x, $9)) AS running,
  (SELECT count(*) FROM most_burdened(x, $10, $1)) AS burdened, measured_rows(burden_summary(x, $11)) AS on_day, total(concentration_within(x, $1)) AS within FROM s;
SELECT parameter_types FROM pg_prepared_statements WHERE name = 'schedule';
EXECUTE schedule ('[2020-01-01,2020-07-01)', '[2020-01-01,2021-01-01)', 2.5, 60, '[2020-01-01,2021-01-01)', 0.5, '[2020-12-01,2021-01-01)', 1, '2020-06-30', 3, '2020-12-31');
SELECT 12 / 2 AS reports, 12 * 2.5 * 60 AS cost, 12 * 2 * 60.5 AS int_numeric, 12 * 2.5 * 60 / 1000 AS ratio, 1000 * (date '2020-07-01' - '2020-01-01') / 366.0 AS within;

-- A double is read as the decimal that it is written as, whatever extra_float_digits shows.  Nine tenths are the 90 that two of three hold, though
-- the double next to 0.9 is 0.900000000000000022; one that is written with more digits is another.
SET extra_float_digits = -15;
SELECT holders_for_share(c, 0.9::float8) AS nine_tenths, holders_for_share(c, 0.9000000000000001::float8) AS more, holders_for_share(c, 0.90000000000000001::float8) AS same_double,
       holders_for_share(c, 0.90000000000000001) AS decimal, 0.9000000000000001::float8 AS shown FROM s;
SET extra_float_digits = 3;
SELECT holders_for_share(c, 0.9::float8) AS nine_tenths, holders_for_share(c, 0.9000000000000001::float8) AS more, holders_for_share(c, 0.90000000000000001::float8) AS same_double,
       holders_for_share(c, 0.90000000000000001) AS decimal, 0.9000000000000001::float8 AS shown FROM s;
RESET extra_float_digits;
SELECT count(*) AS fractions, bool_and(holders_for_share(s, x::float8) = holders_for_share(s, x)) AS as_written
FROM (SELECT concentration_summary(i, 1) AS s FROM generate_series(1, 1000) AS i) AS thousand, (SELECT i / 1000.0 AS x FROM generate_series(0, 1000) AS i) AS f;
SELECT dominated(c, 1, 59.99999999999999::float8) AS over_59, dominated(c, 1, 60::float8) AS over_60, burden_cost(b, 0.1::float8, 3) AS a_tenth,
       burden_cost(b, 0.1::float8 * 3, 1) AS three_times, (12 * 0.30000000000000004) AS by_hand, burden_cost(b, 1e22::float8, 1e-22::float8) AS exact,
       burden_cost(b, 1.7976931348623157e308, 0) AS free, burden_cost(b, '-0'::float8, 60) AS negative_zero, round(atkinson(c, 5e-324::float8) / (5e-324 * theil(c)), 10) AS least FROM s;
-- a real becomes a double that is written with more digits: what was 0.6 is more than six tenths, which the first does not hold
SELECT holders_for_share(c, 0.6::real) AS more_than_six_tenths, 0.6::real::float8 > 0.6 AS indeed FROM s;

-- what is out of range is told alike for both, with the value as it was written
CREATE FUNCTION pg_temp.complaint(call text, OUT state text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SELECT %s FROM s', call);
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
END $$;
SELECT format(call, 'numeric ' || quote_literal(bad)) AS call, n.*, n IS NOT DISTINCT FROM d AS same_of_double
FROM (VALUES (1, 'length_quantile(t, %s)', '{-0.1,1.1,25,NaN,Infinity,-Infinity}'::text[]), (2, 'weighted_length_quantile(t, %s)', '{50}'),
             (3, 'holders_for_share(c, %s)', '{80,-0.0001,1.0000000000000002,NaN}'), (4, 'reports_quantile(b, %s)', '{2}'),
             (5, 'atkinson(c, %s)', '{0,-1.5,100.5,NaN,Infinity,-Infinity}'), (6, 'dominated(c, 1, %s)', '{-0.5,0.7,100.5,NaN,Infinity}'),
             (7, 'p_percent_sensitive(c, %s)', '{-1,0.25,0.9999,NaN,Infinity,-Infinity}'), (8, 'burden_cost(b, %s, 60)', '{-1,NaN,Infinity}'),
             (9, 'burden_ratio(b, 2, %s)', '{-0.01,NaN,-Infinity}'), (10, 'reports_quantile(x, %s, ''[2020-01-01,2021-01-01)'')', '{2,NaN}'),
             (11, 'burden_cost(x, %s, 60, ''[2020-01-01,2021-01-01)'')', '{-1,NaN,Infinity}'), (12, 'burden_ratio(x, 2, %s, ''[2020-01-01,2021-01-01)'')', '{-0.01,-Infinity}'),
             (13, 'providers_at_risk(x, ''[2020-01-01,2021-01-01)'', %s)', '{-0.1,1.1,40,NaN,Infinity}')) AS v (i, call, bads),
     unnest(bads) WITH ORDINALITY AS u (bad, j),
     pg_temp.complaint(format(call, 'numeric ' || quote_literal(bad))) AS n, pg_temp.complaint(format(call, 'float8 ' || quote_literal(bad))) AS d ORDER BY i, j;
SELECT call, c.* FROM unnest('{"top_share(c, -1)","top_holders(c, -9223372036854775808)","lorenz(c, 0)","lorenz(c, 1000001)","lorenz(c, 4294967297)","dominated(c, 0, 50)",
  "shared_providers(o, 0)","shared_value_share(o, -1)","shared_provider_list(o, -9223372036854775808)","most_burdened(b, -1)","most_burdened(x, -1, ''[2020-01-01,2021-01-01)'')","fiscal_year(''2020-01-01'', 0)",
  "fiscal_year_range(''2020/21'', 13)","by_fiscal_year(1, ''[2020-01-01,2021-01-01)'', 4294967303)"}'::text[]) WITH ORDINALITY AS u (call, i), pg_temp.complaint(call) AS c ORDER BY i;
-- 0 and 1 are fractions and percentages
SELECT dominated(c, 1, 0) AS k_0, dominated(c, 1, 1) AS k_1, dominated(c, 1, 100) AS k_100, p_percent_sensitive(c, 0) AS p_0, p_percent_sensitive(c, 1) AS p_1,
       p_percent_sensitive(c, 1e30) AS p_any, holders_for_share(c, 0) AS share_0, holders_for_share(c, 1) AS share_1 FROM s;

-- a date that stands for no end: what to write instead
SELECT call, c.* FROM unnest(ARRAY[$$by_fiscal_year(12, '[2020-07-01,9999-12-31]', 7)$$, $$fiscal_year('9999-12-31', 7)$$, $$fiscal_year('infinity', 7)$$, $$fiscal_year('0001-01-01', 7)$$])
     WITH ORDINALITY AS u (call, i), pg_temp.complaint(call) AS c ORDER BY i;
SELECT * FROM by_fiscal_year(12, contract_term('2020-07-01', NULL), 7);
