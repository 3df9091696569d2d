-- As weighted_length.duckdb.sql.
SELECT sum(rows * (n + (ends - reached)::DOUBLE / (next - reached))) / sum(rows)
FROM (
	SELECT rows, ends, n, (starts + to_years(n::INTEGER))::DATE AS reached,
		(starts + to_years((n + 1)::INTEGER))::DATE AS next
	FROM (
		SELECT starts, ends, count(*) AS rows, year(ends) - year(starts)
			- (month(ends) * 32 + day(ends) < month(starts) * 32 + day(starts))::INTEGER AS n
		FROM arrangement
		GROUP BY starts, ends) AS x) AS x
