-- The order of the group keys is that of the index, for servers before 17.
-- Tried, serial, seconds of CPU for 10 million rows: index and sorted groups
-- 3.1 in 12 MB; hashed groups without the index 12.0 in 1.2 GB.
SELECT agency, sum(held * held) / sum(held) ^ 2
FROM (SELECT agency, sum(value) AS held FROM arrangement GROUP BY provider, agency) AS x
GROUP BY agency
ORDER BY agency;
