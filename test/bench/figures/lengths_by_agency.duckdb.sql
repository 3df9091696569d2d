-- A length for each row; grouping by first and last day before does not pay here.
SELECT agency, sum(value * (n + (ends - reached)::DOUBLE / (next - reached))) / sum(value) / 12
FROM (
	SELECT agency, value::DOUBLE AS value, ends, n, (starts + to_months(n::INTEGER))::DATE AS reached,
		(starts + to_months((n + 1)::INTEGER))::DATE AS next
	FROM (
		SELECT agency, value, starts, ends, (year(ends) - year(starts)) * 12
			+ month(ends) - month(starts) - (day(ends) < day(starts))::INTEGER AS n
		FROM arrangement) AS x) AS x
GROUP BY agency
ORDER BY agency
