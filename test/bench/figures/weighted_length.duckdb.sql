-- Grouped by first and last day before lengths are computed.  Tried, one
-- thread, seconds of CPU for 10 million rows: this 0.8; a length for each row
-- 1.3; the same by date_sub('year') 1.9; anniversaries joined from a table 1.6.
SELECT sum(value * (n + (ends - reached)::DOUBLE / (next - reached))) / sum(value)
FROM (
	SELECT value, ends, n, (starts + to_years(n::INTEGER))::DATE AS reached,
		(starts + to_years((n + 1)::INTEGER))::DATE AS next
	FROM (
		SELECT starts, ends, sum(value)::DOUBLE AS value, year(ends) - year(starts)
			- (month(ends) * 32 + day(ends) < month(starts) * 32 + day(starts))::INTEGER AS n
		FROM arrangement
		GROUP BY starts, ends) AS x) AS x
