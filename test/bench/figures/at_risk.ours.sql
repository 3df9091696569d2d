SELECT agency, count(*), sum(r.value), sum(r.ending), sum(r.renewed), count(*) FILTER (WHERE r.share >= 0.9)
FROM (
	SELECT agency, schedule_summary(agency, provider, frequency, term, value) AS s
	FROM arrangement
	WHERE term && '[2020-07-01,2020-07-02)' OR term && '[2021-07-01,2021-07-02)'
	GROUP BY agency OFFSET 0) AS x, at_risk(s, '[2020-07-01,2021-07-01)') AS r
GROUP BY agency
ORDER BY agency;
