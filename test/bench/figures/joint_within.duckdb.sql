-- The highest frequency on each day, as the days that somebody asks for at least 1,
-- 2, 4 or 12 reports, each for what it adds to the one before.  Of a provider's
-- terms at a level, in order, each adds the days behind the latest end so far.
WITH part AS MATERIALIZED (
	SELECT agency, provider, times, greatest(starts, DATE '2020-07-01') AS start, least(ends, DATE '2021-07-01') AS stop
	FROM arrangement
	WHERE starts < DATE '2021-07-01' AND ends > DATE '2020-07-01'),
gain AS (
	SELECT agency, step, stop, greatest(start, least(stop, until)) AS start
	FROM (
		SELECT agency, step, start, stop, coalesce(max(stop) OVER (PARTITION BY agency, provider, at_least
			ORDER BY start ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), DATE '2020-07-01') AS until
		FROM part JOIN (VALUES (1, 1), (2, 1), (4, 2), (12, 8)) AS level (at_least, step) ON times >= at_least) AS x)
SELECT agency, sum(step * ((year(stop) * 12 + month(stop)) * 377580 + (day(stop) - 1) * (377580 // day(last_day(stop)))
	- (year(start) * 12 + month(start)) * 377580 - (day(start) - 1) * (377580 // day(last_day(start))))) / 4530960
FROM gain
GROUP BY agency
ORDER BY agency
