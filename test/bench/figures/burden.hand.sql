-- Reports, arrangements and value by provider in one pass over the index, two
-- levels of sorted groups in place of count(DISTINCT agency); frequencies in a
-- second pass.  Tried: cells of agency, provider and frequency for both, about
-- twice as much.
WITH provider AS MATERIALIZED (
	SELECT provider, count(*) AS agencies, sum(n) AS n, sum(reports) AS reports,
		max(joint) AS joint, sum(value) AS value
	FROM (
		SELECT provider, agency, count(*) AS n, sum(times) AS reports, max(times) AS joint, sum(value) AS value
		FROM arrangement
		GROUP BY provider, agency) AS x
	GROUP BY provider)
SELECT sum(reports), sum(joint), percentile_disc(0.9) WITHIN GROUP (ORDER BY reports),
	(SELECT array_agg((times, n, value) ORDER BY times)
	 FROM (SELECT times, count(*) AS n, sum(value) AS value FROM arrangement GROUP BY times) AS x),
	(SELECT array_agg((provider, agencies, n, reports, joint, value) ORDER BY reports DESC, provider)
	 FROM (SELECT * FROM provider ORDER BY reports DESC, provider LIMIT 10) AS x)
FROM provider;
