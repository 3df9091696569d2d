SELECT agency, count(*), sum(value), sum(ending), sum(renewed),
	count(*) FILTER (WHERE greatest(ending - renewed, 0) >= 0.9 * value)
FROM (
	SELECT agency, provider, sum(value) FILTER (WHERE starts <= '2020-07-01') AS value,
		coalesce(sum(value) FILTER (WHERE starts <= '2020-07-01' AND stops <= '2021-07-01'), 0) AS ending,
		coalesce(sum(value) FILTER (WHERE starts > '2020-07-01'), 0) AS renewed
	FROM (
		SELECT agency, provider, value, lower(term) AS starts, upper(term) AS stops
		FROM arrangement
		WHERE term && '[2020-07-01,2020-07-02)' OR term && '[2021-07-01,2021-07-02)') AS x
	GROUP BY agency, provider) AS x
WHERE value IS NOT NULL
GROUP BY agency
ORDER BY agency;
