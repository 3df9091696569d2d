-- The length of a contract from its first day to its last: as many months as
-- end by then, each of them 1/12, then days of the month that the next one ends.
CREATE FUNCTION pg_temp.years(first date, last date) RETURNS numeric LANGUAGE sql AS $$
	SELECT (months + (last + 1 - reached)::numeric / (next - reached)) / 12
	FROM (SELECT max(n) AS months, max(day) AS reached,
	             (first + make_interval(months => max(n) + 1))::date AS next
	      FROM generate_series(0, (last - first) / 28 + 1) AS n,
	           LATERAL (SELECT (first + make_interval(months => n))::date AS day) AS d
	      WHERE day <= last + 1) AS x
$$;
