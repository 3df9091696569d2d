SELECT sum(held * held) / sum(held) ^ 2
FROM (SELECT sum(value)::DOUBLE AS held FROM arrangement GROUP BY provider_id) AS x
