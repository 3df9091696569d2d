SELECT sum(held * ln(held)) / sum(held) - ln(sum(held) / count(*))
FROM (SELECT sum(value)::DOUBLE AS held FROM arrangement GROUP BY provider) AS x
WHERE held > 0
