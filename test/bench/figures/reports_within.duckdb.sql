SELECT agency, sum(times * ((year(stop) * 12 + month(stop)) * 377580 + (day(stop) - 1) * (377580 // day(last_day(stop)))
	- (year(start) * 12 + month(start)) * 377580 - (day(start) - 1) * (377580 // day(last_day(start))))) / 4530960
FROM (
	SELECT agency, times, greatest(starts, DATE '2020-07-01') AS start, least(ends, DATE '2021-07-01') AS stop
	FROM arrangement
	WHERE starts < DATE '2021-07-01' AND ends > DATE '2020-07-01') AS x
GROUP BY agency
ORDER BY agency
