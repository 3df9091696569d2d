--
-- What users do around the aggregates, over :rows, step by step; with :distributed
-- the tables that are made are distributed, too.
--

-- same: CREATE TABLE AS
SET client_min_messages = error;
DROP TABLE IF EXISTS made, kept, again, reporting, numbers;
DROP MATERIALIZED VIEW IF EXISTS page;
DROP VIEW IF EXISTS figures;
CREATE TABLE made AS
SELECT agency, concentration_summary(provider, value) AS money, schedule_summary(agency, provider, frequency, term, value) AS times
FROM :rows GROUP BY agency;
SELECT agency, money, times FROM made ORDER BY agency;
-- same: a materialized view, refreshed
CREATE MATERIALIZED VIEW page AS
SELECT agency, term_summary(term, value) AS lengths, overlap_summary(agency, provider, value) AS overlap FROM :rows GROUP BY agency;
CREATE UNIQUE INDEX ON page (agency);
REFRESH MATERIALIZED VIEW CONCURRENTLY page;
SELECT agency, lengths, overlap FROM page ORDER BY agency;
-- same: a delivery is added by ON CONFLICT
CREATE TABLE kept (agency text PRIMARY KEY, money concentration_summary, reporting burden_summary, times schedule_summary);
\if :distributed
SELECT create_distributed_table('kept', 'agency') \g /dev/null
\endif
INSERT INTO kept
SELECT agency, concentration_summary(provider, value), burden_summary(agency, provider, frequency, value), schedule_summary(agency, provider, frequency, term, value)
FROM :rows WHERE id % 3 = 0 AND agency IS NOT NULL GROUP BY agency;
INSERT INTO kept AS k
SELECT agency, concentration_summary(provider, value), burden_summary(agency, provider, frequency, value), schedule_summary(agency, provider, frequency, term, value)
FROM :rows WHERE id % 3 > 0 AND agency IS NOT NULL GROUP BY agency
ON CONFLICT (agency) DO UPDATE
SET money = k.money + EXCLUDED.money, reporting = k.reporting + EXCLUDED.reporting, times = k.times + EXCLUDED.times;
SELECT * FROM kept ORDER BY agency;
-- same: COPY in binary, and back
COPY kept TO :'file' (FORMAT binary);
TRUNCATE kept;
COPY kept FROM :'file' (FORMAT binary);
SELECT * FROM kept ORDER BY agency;
-- same: UPDATE from another table
CREATE TABLE again (LIKE kept INCLUDING ALL);
\if :distributed
SELECT create_distributed_table('again', 'agency') \g /dev/null
\endif
INSERT INTO again SELECT * FROM kept;
UPDATE kept SET money = kept.money + again.money, times = kept.times + again.times FROM again WHERE kept.agency = again.agency;
SELECT agency, money, times FROM kept ORDER BY agency;
-- same: rows taken out again
UPDATE kept SET money = kept.money - again.money, times = kept.times - again.times FROM again WHERE kept.agency = again.agency;
SELECT agency, money, times FROM kept ORDER BY agency;
-- same: lists from a subquery
SELECT t.* FROM (SELECT concentration_summary(provider, value) AS s FROM :rows) AS x, top_holders(s, 5) AS t ORDER BY rank;
-- same: lists from stored summaries
SELECT agency, t.* FROM kept, top_holders(money, 2) AS t ORDER BY agency, rank;
-- same: pairs
SELECT p.* FROM (SELECT schedule_summary(agency, provider, frequency, term, value) AS s FROM :rows) AS x, joint_pairs(s, '[2018-07-01,2019-07-01)') AS p ORDER BY 1, 2;
-- same: ROLLUP over summaries
SELECT agency, hhi(rollup(money)), joint_saving(rollup(times), '[2018-07-01,2019-07-01)')
FROM (SELECT agency, concentration_summary(provider, value) AS money, schedule_summary(agency, provider, frequency, term, value) AS times FROM :rows GROUP BY agency) AS x
GROUP BY ROLLUP (agency) ORDER BY grouping(agency), agency;
-- same: the bucket first, then ROLLUP over summaries
SELECT agency, rollup(money), rollup(times)
FROM (SELECT bucket, agency, concentration_summary(provider, value) AS money, schedule_summary(agency, provider, frequency, term, value) AS times
      FROM :rows GROUP BY bucket, agency) AS x
GROUP BY ROLLUP (agency) ORDER BY grouping(agency), agency;
-- same: what adds up over buckets
SELECT sum(holders), sum(total), round(sum(hhi * total ^ 2) / sum(total) ^ 2, 12), sum(shared), sum(joint)
FROM (SELECT bucket, holders(concentration_summary(provider, value)) AS holders, total(concentration_summary(provider, value)) AS total,
             hhi(provider, value) AS hhi, shared_providers(agency, provider) AS shared,
             joint_reports(burden_summary(agency, provider, frequency, value)) AS joint
      FROM :rows GROUP BY bucket) AS x;
-- same: projections
SELECT agency, shared_providers(overlap_summary(s)), weighted_length(term_summary(s)), hhi(concentration_within(s, '[2018-07-01,2019-07-01)'))
FROM (SELECT agency, schedule_summary(agency, provider, frequency, term, value) AS s FROM :rows GROUP BY agency) AS x ORDER BY agency;
-- same: by fiscal year
SELECT f.fiscal_year, sum(f.value), hhi(provider, f.value) FROM :rows AS t, by_fiscal_year(t.value, t.term, 7) AS f GROUP BY 1 ORDER BY 1;
-- same: a view
CREATE VIEW figures AS SELECT region, gini(provider, value) FROM :rows GROUP BY region;
SELECT * FROM figures ORDER BY region;
-- same: a frequency as distribution column
CREATE TABLE reporting (f frequency, v numeric);
\if :distributed
SELECT create_distributed_table('reporting', 'f') \g /dev/null
\endif
INSERT INTO reporting SELECT frequency, value FROM :rows WHERE frequency IS NOT NULL;
SELECT f, sum(v), min(f), max(f), reports_per_year(f) FROM reporting GROUP BY f ORDER BY f;
SELECT sum(v) FROM reporting WHERE f = 'quarterly';
-- same: a business number as distribution column
CREATE TABLE numbers (b nzbn, v numeric);
\if :distributed
SELECT create_distributed_table('numbers', 'b') \g /dev/null
\endif
INSERT INTO numbers SELECT business, value FROM :rows;
SELECT b, sum(v) FROM numbers GROUP BY b ORDER BY b LIMIT 9;
-- same: a repartition join
\if :distributed
SET citus.enable_repartition_joins = on;
\endif
SELECT a.region, hhi(a.provider, a.value) FROM :rows AS a JOIN :rows AS b ON a.id = b.id GROUP BY 1 ORDER BY 1;
