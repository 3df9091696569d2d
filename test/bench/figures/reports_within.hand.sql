-- A day counts 1/(12 * days of its month): what of the period counts before each of
-- its days, once, in units of 1/4530960 year, instead of a calendar for each row.
WITH calendar AS MATERIALIZED (
	SELECT array_agg(extract(month FROM age(date_trunc('month', day), '2020-07-01'))::int * 377580
			+ extract(year FROM age(date_trunc('month', day), '2020-07-01'))::int * 4530960
			+ (extract(day FROM day)::int - 1)
				* (377580 / extract(day FROM date_trunc('month', day) + interval '1 month - 1 day')::int)
		ORDER BY day) AS before
	FROM generate_series(timestamp '2020-07-01', '2021-07-01', '1 day') AS day)
SELECT agency, sum(times * (before[least(upper(term), '2021-07-01') - DATE '2020-06-30']
	- before[greatest(lower(term), '2020-07-01') - DATE '2020-06-30'])) / 4530960.0
FROM arrangement, calendar
WHERE term && '[2020-07-01,2021-07-01)'
GROUP BY agency
ORDER BY agency;
