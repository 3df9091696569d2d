SELECT agency, sum(held * held) / sum(held) ^ 2,
	((count(*) + 1) * sum(held) - 2 * sum(rank * held)) / (count(*) * sum(held)),
	sum(held) FILTER (WHERE rank <= 5) / sum(held),
	count(*) FILTER (WHERE 2 * running < total) + 1
FROM (
	SELECT agency, held, row_number() OVER w AS rank, sum(held) OVER w AS running,
		sum(held) OVER (PARTITION BY agency) AS total
	FROM (SELECT agency, sum(value)::DOUBLE AS held FROM arrangement GROUP BY provider, agency) AS x
	WINDOW w AS (PARTITION BY agency ORDER BY held DESC ROWS UNBOUNDED PRECEDING)) AS x
GROUP BY agency
ORDER BY agency
