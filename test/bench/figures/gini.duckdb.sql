SELECT (2 * sum(i * held) - (count(*) + 1) * sum(held)) / (count(*) * sum(held))
FROM (
	SELECT sum(value)::DOUBLE AS held, row_number() OVER (ORDER BY sum(value)) AS i
	FROM arrangement
	GROUP BY provider) AS x
