-- rollup() and + of summaries that are large enough to be merged as sorted runs, beside the summary of all rows.
\pset format unaligned
\pset footer off
\pset null NULL
SET max_parallel_workers_per_gather = 0;

-- cells of very different size: that of number 0 has half of the rows, others a few; keys of cells overlap, or not (own)
CREATE TABLE rollup_arrangement AS
SELECT i, CASE WHEN i % 2 = 0 THEN 0 ELSE 1 + i % 13 * (i % 5) END AS cell, 'Agency ' || i % 7 AS agency, (i * 7919::bigint) % 20011 AS provider,
       ((i * 31) % 1009 - 40) * 0.5 AS value, (ARRAY['monthly', 'quarterly', 'none', '7/year'])[i / 3 % 4 + 1]::frequency AS reporting,
       daterange('2020-01-31', '2020-01-31'::date + (i * 17) % 9000) AS term
FROM generate_series(1, 120000) AS i;
CREATE TABLE rollup_kinds (type text, summary text);
INSERT INTO rollup_kinds VALUES
  ('term_summary', 'term_summary(term, value)'),
  ('concentration_summary', $$concentration_summary('P' || provider, value)$$),
  ('concentration_summary', $$concentration_summary('a provider of a long name ' || provider, value)$$),
  ('concentration_summary', $$concentration_summary(repeat('n', (provider % 23)::int) || provider, value)$$),
  ('concentration_summary', 'concentration_summary(provider - 5000, value)'),
  ('concentration_summary', 'concentration_summary(md5(provider::text)::uuid, value)'),
  ('concentration_summary', $$concentration_summary(cell || ' own ' || provider, value)$$),
  ('overlap_summary', $$overlap_summary(agency, 'P' || provider, value)$$),
  ('overlap_summary', $$overlap_summary('Agency of cell ' || cell, 'a provider of a long name ' || provider, value)$$),
  ('burden_summary', 'burden_summary(agency, provider, reporting, value)'),
  ('burden_summary', $$burden_summary('Agency of cell ' || cell, 'a provider of a long name ' || provider, reporting, value)$$),
  ('schedule_summary', 'schedule_summary(agency, provider, reporting, term, value)'),
  ('schedule_summary', $$schedule_summary('Agency of cell ' || cell, 'a provider of a long name ' || provider % 100, reporting, term, value)$$);

-- in every order of arrival, as one state, by two levels of rollup, and one by one with +
CREATE FUNCTION rollup_answers(type text, summary text)
RETURNS TABLE (down boolean, up boolean, large_last boolean, two_levels boolean, one_by_one boolean, moving boolean) LANGUAGE plpgsql AS $$
DECLARE
  part record;
  wanted bytea;
BEGIN
  -- not compressed, which would take longer than all else here; rollup_stored below is
  EXECUTE format('CREATE TEMP TABLE rollup_cells (cell int, s %s, n bigint)', type);
  ALTER TABLE rollup_cells ALTER COLUMN s SET STORAGE EXTERNAL;
  EXECUTE format('INSERT INTO rollup_cells SELECT cell, %s, count(*) FROM rollup_arrangement GROUP BY cell', summary);
  EXECUTE format('SELECT summary_send(%s) FROM rollup_arrangement', summary) INTO wanted;
  CREATE TEMP TABLE rollup_sum (LIKE rollup_cells INCLUDING STORAGE);
  INSERT INTO rollup_sum VALUES (NULL, NULL, NULL);
  FOR part IN SELECT * FROM rollup_cells ORDER BY cell % 5, cell DESC LOOP
    UPDATE rollup_sum SET s = coalesce(rollup_sum.s + part.s, part.s);
  END LOOP;
  RETURN QUERY SELECT
    (SELECT summary_send(rollup(s ORDER BY n DESC)) FROM rollup_cells) = wanted,
    (SELECT summary_send(rollup(s ORDER BY n)) FROM rollup_cells) = wanted,
    (SELECT summary_send(rollup(s ORDER BY cell = 0, cell)) FROM rollup_cells) = wanted,
    (SELECT summary_send(rollup(x.s ORDER BY g)) FROM (SELECT c.cell % 4 AS g, rollup(c.s ORDER BY n DESC) AS s FROM rollup_cells c GROUP BY 1) AS x) = wanted,
    (SELECT summary_send(s) FROM rollup_sum) = wanted,
    -- a state that is read on the way, again and again, ends as the others do
    (SELECT x.t = wanted FROM (SELECT c.cell, summary_send(rollup(c.s) OVER (ORDER BY c.cell)) AS t FROM rollup_cells c) AS x ORDER BY x.cell DESC LIMIT 1);
  DROP TABLE rollup_cells, rollup_sum;
END $$;
SELECT type, a.* FROM rollup_kinds, rollup_answers(type, summary) AS a;

-- workers' states of rollup(), themselves merged
CREATE TABLE rollup_stored (s concentration_summary, o overlap_summary, d schedule_summary);
INSERT INTO rollup_stored SELECT concentration_summary('P' || provider, value), overlap_summary(agency, 'P' || provider, value), schedule_summary(agency, provider, reporting, term, value) FROM rollup_arrangement GROUP BY cell;
INSERT INTO rollup_stored SELECT concentration_summary('P' || provider, value), overlap_summary(agency, 'P' || provider, value), schedule_summary(agency, provider, reporting, term, value) FROM rollup_arrangement WHERE cell > 0 GROUP BY i % 9;
CREATE FUNCTION rollup_plan(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  line text;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
    IF line LIKE '%Partial Aggregate%' THEN RETURN 'partial'; END IF;
  END LOOP;
  RETURN 'whole';
END $$;
SELECT summary_send(rollup(s)) AS s, summary_send(rollup(o)) AS o, summary_send(rollup(d)) AS d FROM rollup_stored \gset
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE rollup_stored SET (parallel_workers = 2);
SELECT rollup_plan('SELECT rollup(s), rollup(o) FROM rollup_stored');
SELECT summary_send(rollup(s)) = :'s' AS s, summary_send(rollup(o)) = :'o' AS o, summary_send(rollup(d)) = :'d' AS d FROM rollup_stored;
SET parallel_leader_participation = off;
SELECT summary_send(rollup(s)) = :'s' AS s, summary_send(rollup(o)) = :'o' AS o, summary_send(rollup(d)) = :'d' AS d FROM rollup_stored;
RESET ALL;

-- parts of which some have one large summary, and others small ones, are merged in any order
CREATE TABLE rollup_parted (m int, s concentration_summary) PARTITION BY LIST (m);
SELECT format('CREATE TABLE rollup_parted_%s PARTITION OF rollup_parted FOR VALUES IN (%s)', m, m) FROM generate_series(0, 7) AS m \gexec
INSERT INTO rollup_parted
SELECT m, concentration_summary((m * 1000 + i)::bigint, i) FROM generate_series(0, 7) AS m, generate_series(1, CASE WHEN m % 2 = 0 THEN 5000 ELSE 25 END) AS i
GROUP BY m, CASE WHEN m % 2 = 0 THEN 0 ELSE i END;
ANALYZE rollup_parted;
SELECT rollup_plan('SELECT rollup(s) FROM rollup_parted');
SET enable_partitionwise_aggregate = on;
SELECT rollup_plan('SELECT rollup(s) FROM rollup_parted');
SELECT holders(s) = k AS holders, total(s) = v AS total, hhi(s) = round(h, 20) AS hhi
FROM (SELECT rollup(s) AS s FROM rollup_parted) AS r,
     (SELECT count(*) AS k, sum(v) AS v, sum(v * v) / sum(v) ^ 2 AS h
      FROM (SELECT m * 1000 + i AS k, sum(i)::numeric AS v FROM generate_series(0, 7) AS m, generate_series(1, CASE WHEN m % 2 = 0 THEN 5000 ELSE 25 END) AS i
            GROUP BY m * 1000 + i) AS x) AS e;
SELECT summary_send(rollup(s)) AS parted FROM rollup_parted \gset
RESET enable_partitionwise_aggregate;
SELECT bool_and(summary_send(s) = :'parted') AS same
FROM (SELECT rollup(s ORDER BY m) AS s FROM rollup_parted UNION ALL SELECT rollup(s ORDER BY m DESC) FROM rollup_parted
      UNION ALL SELECT rollup(s ORDER BY m % 2, m) FROM rollup_parted UNION ALL SELECT rollup(s ORDER BY m % 2 DESC, m) FROM rollup_parted) AS x;

-- a rollup's state that a user's own aggregate does not end is read, sent and added to as what it stands for
CREATE AGGREGATE rollup_unended(concentration_summary) (SFUNC = summary_combine, STYPE = concentration_summary, PARALLEL = safe);
SELECT hhi(u) = hhi(r) AS hhi, u::text = r::text AS text, summary_send(u) = summary_send(r) AS bytes, summary_send(u + u) = summary_send(r + r) AS plus,
       summary_send(concentration_summary(o)) = summary_send(rr) AS projected
FROM (SELECT rollup_unended(s) AS u, rollup(s) AS r, rollup(o) AS o, rollup(s) AS rr FROM rollup_stored) AS x;
CREATE TABLE rollup_unended_stored AS SELECT rollup_unended(s) AS u, rollup(s) AS r FROM rollup_stored;
SELECT holders(u) = holders(r) AS holders, gini(u) = gini(r) AS gini, (SELECT summary_send(rollup(x)) FROM (SELECT u UNION ALL SELECT r) AS v (x)) = summary_send(r + r) AS rolled
FROM rollup_unended_stored;

DROP AGGREGATE rollup_unended(concentration_summary);
DROP FUNCTION rollup_answers, rollup_plan;
DROP TABLE rollup_parted, rollup_arrangement, rollup_kinds, rollup_stored, rollup_unended_stored;
