SELECT count(*), sum(held) FROM (SELECT sum(value) AS held FROM arrangement GROUP BY tiny_group) AS x
