SELECT agency, count(*), sum(value), sum(ending), sum(renewed),
	count(*) FILTER (WHERE greatest(ending - renewed, 0) >= 0.9 * value)
FROM (
	SELECT agency, provider, sum(value) FILTER (WHERE starts <= DATE '2020-07-01') AS value,
		coalesce(sum(value) FILTER (WHERE starts <= DATE '2020-07-01' AND ends <= DATE '2021-07-01'), 0) AS ending,
		coalesce(sum(value) FILTER (WHERE starts > DATE '2020-07-01'), 0) AS renewed
	FROM arrangement
	WHERE (starts <= DATE '2020-07-01' AND ends > DATE '2020-07-01')
		OR (starts <= DATE '2021-07-01' AND ends > DATE '2021-07-01')
	GROUP BY agency, provider) AS x
WHERE value IS NOT NULL
GROUP BY agency
ORDER BY agency
