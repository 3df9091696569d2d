-- How many reports a year each word of the sector asks for, and how much of the
-- twelve months from a day a term has: of each calendar month the days that it
-- runs, as a part of that month's days.  A day that is NULL is no limit.
CREATE FUNCTION pg_temp.a_year(word text) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE word WHEN 'fortnightly' THEN 26 WHEN 'monthly' THEN 12 WHEN 'quarterly' THEN 4
	           WHEN 'six-monthly' THEN 2 WHEN 'annual' THEN 1 WHEN 'none' THEN 0 END
$$;
CREATE FUNCTION pg_temp.of_year(first date, last date, year date DEFAULT '2020-07-01') RETURNS numeric
	LANGUAGE sql IMMUTABLE AS $$
	SELECT sum(greatest(0, least(last, month + days - 1) - greatest(first, month) + 1) / days::numeric) / 12
	FROM (SELECT month, (month + interval '1 month')::date - month AS days
	      FROM (SELECT (year + make_interval(months => m))::date AS month
	            FROM generate_series(0, 11) AS m) AS x) AS y
$$;
