-- Whole months by age(), then the days left over those of the month that they
-- lie in.  OFFSET 0 keeps the planner from computing each of them anew wherever
-- it is used; a plan with it can still be parallel.  (See
-- weighted_length.hand.sql for what was tried.)
SELECT sum(n * 377580 + (stop - reached) * (377580 / (next - reached)))::numeric / count(*) / 4530960
FROM (
	SELECT stop, n, (start + make_interval(months => n))::date AS reached,
		(start + make_interval(months => n + 1))::date AS next
	FROM (
		SELECT start, stop, (date_part('year', age) * 12 + date_part('month', age))::int AS n
		FROM (
			SELECT lower(term) AS start, upper(term) AS stop,
				age(upper(term)::timestamp, lower(term)::timestamp) AS age
			FROM arrangement OFFSET 0) AS x OFFSET 0) AS x OFFSET 0) AS x;
