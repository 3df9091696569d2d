SELECT count(*), sum(hhi)
FROM (
	SELECT sum(held * held) / sum(held) ^ 2 AS hhi
	FROM (SELECT tiny_group, sum(value)::DOUBLE AS held FROM arrangement GROUP BY tiny_group, provider) AS x
	GROUP BY tiny_group) AS x
