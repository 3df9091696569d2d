SELECT agency, sum(value * (n * 377580 + (stop - reached) * (377580 / (next - reached)))) / sum(value) / 4530960
FROM (
	SELECT agency, value, stop, n, (start + make_interval(months => n))::date AS reached,
		(start + make_interval(months => n + 1))::date AS next
	FROM (
		SELECT agency, value, start, stop, (date_part('year', age) * 12 + date_part('month', age))::int AS n
		FROM (
			SELECT agency, value, lower(term) AS start, upper(term) AS stop,
				age(upper(term)::timestamp, lower(term)::timestamp) AS age
			FROM arrangement OFFSET 0) AS x OFFSET 0) AS x OFFSET 0) AS x
GROUP BY agency
ORDER BY agency;
