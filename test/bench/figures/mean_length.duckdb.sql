-- As weighted_length.duckdb.sql.
SELECT sum(rows * (n + (ends - reached)::DOUBLE / (next - reached))) / sum(rows) / 12
FROM (
	SELECT rows, ends, n, (starts + to_months(n::INTEGER))::DATE AS reached,
		(starts + to_months((n + 1)::INTEGER))::DATE AS next
	FROM (
		SELECT starts, ends, count(*) AS rows, (year(ends) - year(starts)) * 12
			+ month(ends) - month(starts) - (day(ends) < day(starts))::INTEGER AS n
		FROM arrangement
		GROUP BY starts, ends) AS x) AS x
