-- A summary read as one that knows less, beside the aggregate that makes the same of the rows.
\pset format unaligned
\pset footer off
\pset null NULL

CREATE TEMP TABLE arrangement AS
SELECT i, CASE WHEN i % 31 > 0 THEN 'Agency ' || i % 11 END AS agency, nullif(i * 7919 % 353, 13)::bigint AS provider,
       (i % 900 - 60) * 0.25 AS value, (ARRAY['monthly', 'quarterly', 'none', '7/year'])[i / 3 % 4 + 1]::frequency AS reporting,
       i % 17 AS cell
FROM generate_series(1, 9000) AS i;
-- a provider as each type of key: short and long text, number, uuid
CREATE TEMP TABLE keys (expression text);
INSERT INTO keys VALUES ($$provider::text$$), ($$'a provider of a long name ' || provider$$), ('provider - 20'), ('md5(provider::text)::uuid'),
  ($$CASE WHEN provider % 3 = 0 THEN 'P' || provider ELSE 'Provider, one of ' || provider END$$);

-- same text and same bytes as the aggregate over the rows of which all keys are known; missing rows and coverage stay those of the source
CREATE FUNCTION pg_temp.answers(key text, rows text) RETURNS TABLE (made text, same_text boolean, same_bytes boolean, reads_back boolean)
LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format($q$
    WITH row AS MATERIALIZED (SELECT * FROM arrangement WHERE %2$s),
    known AS MATERIALIZED (SELECT * FROM row WHERE agency IS NOT NULL AND provider IS NOT NULL AND reporting IS NOT NULL),
    source AS (SELECT burden_summary(agency, %1$s, reporting, value) AS b, overlap_summary(agency, %1$s, value) AS o FROM known),
    made AS (SELECT 'overlap of burden' AS made, overlap_summary(b)::text AS t, summary_send(overlap_summary(b)) AS s FROM source
             UNION ALL SELECT 'concentration of burden', concentration_summary(b)::text, summary_send(concentration_summary(b)) FROM source
             UNION ALL SELECT 'concentration of overlap', concentration_summary(o)::text, summary_send(concentration_summary(o)) FROM source),
    wanted AS (SELECT 'overlap of burden' AS made, overlap_summary(agency, %1$s, value)::text AS t, summary_send(overlap_summary(agency, %1$s, value)) AS s FROM known
             UNION ALL SELECT d, concentration_summary(%1$s, value)::text, summary_send(concentration_summary(%1$s, value)) FROM known, (VALUES ('concentration of burden'), ('concentration of overlap')) AS v (d) GROUP BY d)
    SELECT made, (made.t = wanted.t) IS NOT FALSE, (made.s = wanted.s) IS NOT FALSE,
           CASE WHEN made.made LIKE 'overlap%%' THEN made.t::overlap_summary::text ELSE made.t::concentration_summary::text END IS NOT DISTINCT FROM made.t
    FROM made JOIN wanted USING (made)$q$, key, rows);
END $$;
SELECT rows, made, count(*) AS keys, bool_and(same_text) AS same_text, bool_and(same_bytes) AS same_bytes, bool_and(reads_back) AS reads_back
FROM keys, (VALUES ('true'), ('i <= 1'), ('i % 11 = 0'), ('false')) AS v (rows), pg_temp.answers(expression, rows)
GROUP BY rows, made ORDER BY rows, made;

-- what is missing is counted as the source counted it
SELECT measured_rows(b) = measured_rows(o) AND missing_rows(b) = missing_rows(o) AND value_coverage(b) = value_coverage(o) AS counted, missing_rows(o) AS missing
FROM (SELECT b, overlap_summary(b) AS o FROM (SELECT burden_summary(agency, provider, reporting, value) AS b FROM arrangement) AS x) AS y;
-- the figures are those of plain SQL
SELECT shared_providers(overlap_summary(b)) = (SELECT count(*) FROM (SELECT provider FROM arrangement WHERE provider IS NOT NULL GROUP BY provider HAVING count(DISTINCT agency) > 1) AS p) AS shared,
       round(hhi(concentration_summary(b)), 12) = (SELECT round(sum(held * held) / sum(held) ^ 2, 12) FROM (SELECT sum(value) AS held FROM arrangement WHERE agency IS NOT NULL AND provider IS NOT NULL GROUP BY provider) AS p WHERE held >= 0) AS hhi
FROM (SELECT burden_summary(agency, provider, reporting, value) AS b FROM arrangement) AS x;

-- a row of unknown value stays in the sets, and in the reports; a concentration summary cannot have it
SELECT shared_providers(overlap_summary(b)), overlap_summary(b)::text = o::text AS same
FROM (SELECT burden_summary(agency, provider, reporting, CASE WHEN i > 5 THEN value END) AS b, overlap_summary(agency, provider, CASE WHEN i > 5 THEN value END) AS o FROM arrangement WHERE agency IS NOT NULL AND provider IS NOT NULL) AS x;
DO $$
DECLARE
  state text; message text; detail text; hint text;
BEGIN
  PERFORM concentration_summary(burden_summary('A', 'p', 'monthly', NULL));
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RAISE NOTICE '% % | % | %', state, message, detail, hint;
END $$;
SELECT concentration_summary(NULL::burden_summary), concentration_summary(NULL::overlap_summary), overlap_summary(NULL::burden_summary);
-- an overlap summary without values has providers that hold nothing
SELECT holders(c), total(c), hhi(c) FROM (SELECT concentration_summary(overlap_summary(agency, provider)) AS c FROM arrangement) AS x;

-- A schedule summary as each that knows less: what the aggregate makes of the rows that have an entry, to the byte, head of ready figures included;
-- rows without one stay missing. Here and there the frequency, the value or the term is unknown, or the term is open or empty; every third row is there twice
CREATE TEMP TABLE timed AS
SELECT row_number() OVER (ORDER BY i, copy) AS i, agency, provider, CASE WHEN i % 53 > 0 THEN value * copy END AS value, CASE WHEN i % 23 > 0 THEN reporting END AS reporting,
       CASE WHEN i % 41 = 0 THEN NULL WHEN i % 43 = 0 THEN 'empty' WHEN i % 47 = 0 THEN daterange(NULL, day) WHEN i % 37 = 0 THEN daterange(day, 'infinity') WHEN i % 59 = 0
         THEN '(,)'
            WHEN i % 2 = 0 THEN daterange('2020-02-29', '2020-02-29'::date + 1 + i * 13 % 700) ELSE daterange(day, (day + i % 40 * interval '1 month')::date) END AS term
FROM (SELECT *, '2019-01-01'::date + i * 31 % 900 AS day FROM arrangement) AS x, generate_series(1, 2) AS copy WHERE copy = 1 OR i % 3 = 0;
-- equal arrangements as the period has them: the first of them bears what falls into it of all, the others 0; of an unknown or open value nobody knows what
CREATE FUNCTION pg_temp.part(value numeric, term daterange, period daterange) RETURNS numeric LANGUAGE sql AS $$
  SELECT sign(value) * div(2 * abs(value) * 10000000000 * (upper(term * period) - lower(term * period)) + (upper(term) - lower(term)),
         2 * (upper(term) - lower(term))) * 0.0000000001
$$;
CREATE FUNCTION pg_temp.projections(key text, value text, rows text, day date, period daterange) RETURNS TABLE (made text, same boolean, measured bigint,
  missing bigint) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format($q$
    WITH row AS MATERIALIZED (SELECT i, agency, %1$s AS key, %2$s AS value, reporting, term,
                                     coalesce(agency IS NOT NULL AND %1$s IS NOT NULL AND NOT isempty(term), false) AS entered FROM timed WHERE %3$s),
    known AS MATERIALIZED (SELECT *, CASE WHEN entered THEN agency END AS a, CASE WHEN entered THEN key END AS k, CASE WHEN entered THEN reporting END AS f, CASE WHEN entered
      THEN daterange(nullif(lower(term), '-infinity'), nullif(upper(term), 'infinity')) END AS t,
                                  entered IS FALSE OR $1 <@ term AS today FROM row),
    within AS (SELECT k, CASE WHEN NOT entered THEN value WHEN isfinite(lower(term)) AND isfinite(upper(term)) THEN
                      CASE WHEN value IS NOT NULL THEN CASE row_number() OVER (PARTITION BY a, k, f, t, value < 0, value IS NULL, entered ORDER BY i) WHEN 1
                        THEN pg_temp.part(sum(round(value, 10)) OVER (PARTITION BY a, k, f, t, value < 0, value IS NULL, entered), term, $2) ELSE 0 END END END AS v
               FROM known WHERE NOT entered OR term && $2),
    source AS MATERIALIZED (SELECT schedule_summary(agency, key, reporting, term, value) AS s FROM row),
    pair AS (
      SELECT 'burden' AS made, row(burden_summary(s)) AS got, (SELECT row(burden_summary(a, k, f, value)) FROM known) AS wanted, measured_rows(burden_summary(s)) AS measured,
             missing_rows(burden_summary(s)) AS missing FROM source UNION ALL
      SELECT 'burden of a day', row(burden_summary(s, $1)), (SELECT row(burden_summary(a, k, f, value)) FROM known WHERE today), measured_rows(burden_summary(s, $1)),
             missing_rows(burden_summary(s, $1)) FROM source UNION ALL
      SELECT 'overlap', row(overlap_summary(s)), (SELECT row(overlap_summary(a, k, value)) FROM known), measured_rows(overlap_summary(s)), missing_rows(overlap_summary(s))
             FROM source UNION ALL
      SELECT 'overlap of a day', row(overlap_summary(s, $1)), (SELECT row(overlap_summary(a, k, value)) FROM known WHERE today), measured_rows(overlap_summary(s, $1)),
             missing_rows(overlap_summary(s, $1)) FROM source UNION ALL
      SELECT 'concentration', row(concentration_summary(s)), (SELECT row(concentration_summary(k, value)) FROM known), measured_rows(concentration_summary(s)),
             missing_rows(concentration_summary(s)) FROM source UNION ALL
      SELECT 'concentration within', row(concentration_within(s, $2)), (SELECT row(concentration_summary(k, v)) FROM within), measured_rows(concentration_within(s, $2)),
             missing_rows(concentration_within(s, $2)) FROM source UNION ALL
      SELECT 'term', row(term_summary(s)), (SELECT row(term_summary(t, value)) FROM known), measured_rows(term_summary(s)), missing_rows(term_summary(s)) FROM source)
    SELECT made, got *= wanted, measured, missing FROM pair$q$, key, value, rows) USING day, period;
END $$;
SELECT made, count(*) AS tried, bool_and(same) AS same, max(measured) > 1000 AS measured, max(missing) > 1000 AS missing
FROM (SELECT expression, value FROM keys, unnest('{value,value * 0.00000001,value * 1e20}'::text[]) AS value
      UNION ALL SELECT 'CASE WHEN provider IS NOT NULL THEN ''P'' || i % 3001 END', 'value') AS k(expression, value),
     (VALUES ('true', '2021-01-01'::date, '[2020-07-01,2021-07-01)'::daterange), ('i <= 1', '2020-02-29', '[2018-01-01,2030-01-01)'),
       ('i % 11 = 0', '2020-02-29', '[2020-02-29,2020-03-01)'),
             ('i % 7 = 0', '1900-01-01', '[1900-01-01,1900-01-02)'), ('false', '2021-01-01', '[2020-07-01,2021-07-01)'),
               ('agency IS NULL OR isempty(term)', '2021-01-01', '[2020-07-01,2021-07-01)'),
             ('i % 2 = 0 AND reporting IS NULL', '2020-03-01', '[2020-02-01,2020-03-01)')) AS r(rows, day, period), pg_temp.projections(expression, value, rows, day, period)
GROUP BY made ORDER BY made;
-- by hand, with values that tell which rows they are of: 1 has all, 2 no frequency, 4 no end, one no value, 8 no agency, 16 an empty term, and 32 ran before. Half of 1
-- and of 2 falls into the second half of 2020/21 (181 of 362 days); of the open one nobody knows
CREATE TEMP TABLE hand AS
SELECT schedule_summary(agency, provider, frequency, term, value) AS s
FROM (VALUES ('A', 'p', 'monthly'::frequency, '[2020-07-04,2021-07-01)'::daterange, 1), ('A', 'p', NULL, '[2020-07-04,2021-07-01)', 2), ('B', 'p', 'monthly', '[2020-07-04,)', 4),
      ('B', 'q', 'monthly', '[2020-07-04,2021-07-01)', NULL),
             (NULL, 'p', 'monthly', '[2020-07-04,2021-07-01)', 8), ('A', 'p', 'monthly', 'empty', 16), ('A', 'q', 'monthly', '[2019-07-01,2020-07-01)', 32)) AS v(agency, provider,
               frequency, term, value);
SELECT n, made, f ->> 'measured_rows' AS rows, f ->> 'measured_value' AS value, f ->> 'missing_rows' AS missing, f ->> 'missing_value' AS missing_value, f ->> 'entries' AS entries
FROM hand, LATERAL (VALUES (1, 'schedule', s::jsonb), (2, 'burden', burden_summary(s)::jsonb), (3, 'burden of a day', burden_summary(s, '2021-06-30')::jsonb),
     (4, 'overlap', overlap_summary(s)::jsonb), (5, 'overlap of a day', overlap_summary(s, '2021-06-30')::jsonb),
  (6, 'concentration', concentration_summary(s)::jsonb), (7, 'concentration within', concentration_within(s, '[2021-01-01,2021-07-01)')::jsonb),
    (8, 'term', term_summary(s)::jsonb)) AS p(n, made, f) ORDER BY n;
-- nothing of nothing; bad parameters
SELECT burden_summary(s, NULL), overlap_summary(s, NULL), concentration_within(s, NULL), term_summary(NULL::schedule_summary), burden_summary(NULL, '2021-06-30'),
       overlap_summary(c, '1900-01-01') AS that_day, concentration_within(c, '[1900-01-01,1900-01-02)') AS in_that_period
FROM hand, (SELECT schedule_summary('A', 'p', 'monthly', '[2020-07-01,2021-07-01)', 1) AS c) AS x;
CREATE FUNCTION pg_temp.complaint(statement text, OUT state text, OUT message text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE statement;
  state := 'none';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
END $$;
SELECT c.* FROM unnest(ARRAY['burden_summary(s, ''infinity'')', 'overlap_summary(s, ''-infinity'')', 'concentration_within(s, ''[2020-07-01,)'')',
       'concentration_within(s, ''empty'')']) WITH ORDINALITY AS u(call, i),
  pg_temp.complaint(format('SELECT %s FROM hand', call)) AS c ORDER BY i;
