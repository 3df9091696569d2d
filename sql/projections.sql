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
