SELECT sum((2 * i - n - 1) * held) / (max(n) * sum(held))
FROM (
	SELECT sum(value) AS held, row_number() OVER (ORDER BY sum(value)) AS i, count(*) OVER () AS n
	FROM arrangement
	GROUP BY provider) AS x;
