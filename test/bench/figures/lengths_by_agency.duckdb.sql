-- A length for each row; grouping by first and last day before does not pay here.
SELECT agency, sum(value * (n + (ends - reached)::DOUBLE / (next - reached))) / sum(value)
FROM (
	SELECT agency, value::DOUBLE AS value, ends, n, (starts + to_years(n::INTEGER))::DATE AS reached,
		(starts + to_years((n + 1)::INTEGER))::DATE AS next
	FROM (
		SELECT agency, value, starts, ends, year(ends) - year(starts)
			- (month(ends) * 32 + day(ends) < month(starts) * 32 + day(starts))::INTEGER AS n
		FROM arrangement) AS x) AS x
GROUP BY agency
ORDER BY agency
