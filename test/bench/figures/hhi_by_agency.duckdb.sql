SELECT agency, sum(held * held) / sum(held) ^ 2
FROM (SELECT agency, sum(value)::DOUBLE AS held FROM arrangement GROUP BY provider, agency) AS x
GROUP BY agency
ORDER BY agency
