-- Whole anniversaries by age(), then the days left over those of the year that
-- they lie in.  OFFSET 0 keeps the planner from computing each of them anew
-- wherever it is used; a plan with it can still be parallel.  (See
-- weighted_length.hand.sql for what was tried.)
SELECT sum(n * 133590 + (stop - reached) * (133590 / (next - reached)))::numeric / count(*) / 133590
FROM (
	SELECT stop, n, (start + make_interval(years => n))::date AS reached,
		(start + make_interval(years => n + 1))::date AS next
	FROM (
		SELECT lower(term) AS start, upper(term) AS stop,
			date_part('year', age(upper(term)::timestamp, lower(term)::timestamp))::int AS n
		FROM arrangement OFFSET 0) AS x OFFSET 0) AS x;
