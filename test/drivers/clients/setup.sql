-- What many clients read and write at once.

CREATE EXTENSION commissioning;

-- Rows that nobody changes, summaries of them, and figures: what every client
-- has to get.
CREATE TABLE arrangement AS
SELECT i % 10 AS agency, 'Agency ' || i % 7 AS buyer, 'Provider ' || i * 7919::bigint % 3001 AS provider,
       daterange('2020-01-01', date '2020-01-01' + i % 1461) AS term,
       CASE WHEN i % 101 <> 0 THEN i % 997 * 0.25 END AS value, (i % 13)::frequency AS asked
FROM generate_series(1, 20000) AS i;
ANALYZE arrangement;

CREATE TABLE stored AS
SELECT agency, concentration_summary(provider, value) AS c, term_summary(term, value) AS t,
       overlap_summary(buyer, provider, value) AS o, burden_summary(buyer, provider, asked, value) AS b,
       schedule_summary(buyer, provider, asked, term, value) AS d
FROM arrangement
GROUP BY agency;

CREATE FUNCTION figures(c concentration_summary, t term_summary, o overlap_summary, b burden_summary, d schedule_summary) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT concat_ws(' ', hhi(c), gini(c), theil(c), atkinson(c, 0.5), top_share(c, 5), total(c), value_coverage(c),
		mean_length(t), weighted_length(t), weighted_length_quantile(t, 0.5),
		shared_providers(o), shared_value_share(o, 3), agencies_per_provider(o),
		reports(b), joint_saving(b), reports_quantile(b, 0.9),
		joint_saving(d, '[2020-07-01,2021-07-01)'), providers_at_risk(d, '[2020-07-01,2020-10-01)', 0.5), burden_cost(d, 5, 60, '[2020-07-01,2021-07-01)'),
		(SELECT string_agg(r::text, ' ') FROM joint_pairs(d, '[2020-07-01,2021-07-01)') AS r),
		(SELECT string_agg(r::text, ' ') FROM top_holders(c, 3) AS r),
		(SELECT string_agg(r::text, ' ') FROM overlap_counts(o) AS r))
$$;

CREATE TABLE answer AS
SELECT agency, figures(c, t, o, b, d) AS figures FROM stored
UNION ALL
SELECT -1, figures(concentration_summary(provider, value), term_summary(term, value),
                   overlap_summary(buyer, provider, value), burden_summary(buyer, provider, asked, value),
                   schedule_summary(buyer, provider, asked, term, value))
FROM arrangement;
CREATE UNIQUE INDEX ON answer (agency);

-- Small summaries that lie in the pages of their table as they are, so that who
-- writes to what it only may read is found out; each is more than twice as large
-- as what comes before it.
CREATE TABLE small (LIKE stored);
ALTER TABLE small ALTER c SET STORAGE plain, ALTER t SET STORAGE plain,
                  ALTER o SET STORAGE plain, ALTER b SET STORAGE plain, ALTER d SET STORAGE plain;
CREATE VIEW small_row AS
SELECT size, 'Agency ' || i % 2 AS buyer, 'Provider ' || i AS provider,
       daterange('2020-01-01', date '2020-01-01' + i * 100) AS term, i * 1.5 AS value, i::frequency AS asked
FROM unnest('{1,4,16}'::int[]) AS size, generate_series(1, size) AS i;
INSERT INTO small
SELECT size, concentration_summary(provider, value), term_summary(term, value),
       overlap_summary(buyer, provider, value), burden_summary(buyer, provider, asked, value),
       schedule_summary(buyer, provider, asked, term, value)
FROM small_row GROUP BY size ORDER BY size;
INSERT INTO answer
SELECT -2, figures(concentration_summary(provider, value), term_summary(term, value),
                   overlap_summary(buyer, provider, value), burden_summary(buyer, provider, asked, value),
                   schedule_summary(buyer, provider, asked, term, value))
FROM small_row;

-- Rows that clients add, a summary of each batch of them, and a running summary.
-- One statement writes all three, so whoever looks sees them agree.
CREATE TABLE ledger (agency int, provider text, number bigint, identity uuid, term daterange, value numeric, asked frequency);
CREATE INDEX ON ledger (agency);
CREATE TABLE batch (agency int, c concentration_summary, t term_summary, o overlap_summary, b burden_summary, d schedule_summary);
CREATE INDEX ON batch (agency);
CREATE TABLE running (LIKE batch);
INSERT INTO running (agency) SELECT generate_series(1, 8);

-- How many different summaries running, batches and rows of an agency give: 1.
CREATE FUNCTION versions(wanted int) RETURNS bigint
LANGUAGE sql STABLE AS $$
	SELECT count(DISTINCT (c::text, t::text, o::text, b::text, d::text))
	FROM (SELECT c, t, o, b, d FROM running WHERE agency = wanted
	      UNION ALL
	      SELECT rollup(c), rollup(t), rollup(o), rollup(b), rollup(d) FROM batch WHERE agency = wanted
	      UNION ALL
	      SELECT concentration_summary(provider, value), term_summary(term, value),
	             overlap_summary(provider, number, value), burden_summary(provider, identity, asked, value),
	             schedule_summary(provider, number, asked, term, value)
	      FROM ledger WHERE agency = wanted) AS x
$$;
