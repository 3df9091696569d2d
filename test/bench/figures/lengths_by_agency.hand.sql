SELECT agency, sum(value * (n * 133590 + (stop - reached) * (133590 / (next - reached)))) / sum(value) / 133590
FROM (
	SELECT agency, value, stop, n, (start + make_interval(years => n))::date AS reached,
		(start + make_interval(years => n + 1))::date AS next
	FROM (
		SELECT agency, value, lower(term) AS start, upper(term) AS stop,
			date_part('year', age(upper(term)::timestamp, lower(term)::timestamp))::int AS n
		FROM arrangement OFFSET 0) AS x OFFSET 0) AS x
GROUP BY agency
ORDER BY agency;
