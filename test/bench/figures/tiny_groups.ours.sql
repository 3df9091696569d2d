-- 200,000 groups of 50 rows: what a group costs.
SELECT count(hhi), sum(hhi)
FROM (SELECT hhi(provider, value) FROM arrangement GROUP BY tiny_group) AS x;
