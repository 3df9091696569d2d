SELECT agencies, count(*), count(*) / sum(count(*)) OVER (), sum(value), sum(value) / sum(sum(value)) OVER ()
FROM (
	SELECT provider, count(*) AS agencies, sum(value) AS value
	FROM (SELECT provider, agency, sum(value) AS value FROM arrangement GROUP BY provider, agency) AS x
	GROUP BY provider) AS x
GROUP BY agencies
ORDER BY agencies
