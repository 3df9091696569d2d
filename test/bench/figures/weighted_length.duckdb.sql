-- Grouped by first and last day before lengths are computed.  Tried, one
-- thread, seconds of CPU for 2 million rows five times over: this 0.7; both days
-- joined with a calendar table 0.7; a length for each row 1.8; the same by
-- date_sub('month') 2.5.
SELECT sum(value * (n + (ends - reached)::DOUBLE / (next - reached))) / sum(value) / 12
FROM (
	SELECT value, ends, n, (starts + to_months(n::INTEGER))::DATE AS reached,
		(starts + to_months((n + 1)::INTEGER))::DATE AS next
	FROM (
		SELECT starts, ends, sum(value)::DOUBLE AS value, (year(ends) - year(starts)) * 12
			+ month(ends) - month(starts) - (day(ends) < day(starts))::INTEGER AS n
		FROM arrangement
		GROUP BY starts, ends) AS x) AS x
