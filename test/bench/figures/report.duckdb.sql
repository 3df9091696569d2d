-- The report.  As by hand in PostgreSQL: one grouping by provider and agency,
-- bit masks for sets of agencies; money in double precision once it is summed
-- (DECIMAL windows and products cost about twice as much).
WITH pair AS MATERIALIZED (
	SELECT provider, agency, count(*) AS n, sum(value)::DOUBLE AS value,
		sum(times) AS reports, max(times) AS joint
	FROM arrangement
	GROUP BY provider, agency),
agency AS MATERIALIZED (
	SELECT agency, count(*) AS providers,
		1::BIGINT << (row_number() OVER (ORDER BY agency) - 1) AS bit
	FROM pair
	GROUP BY agency),
mask AS MATERIALIZED (
	SELECT provider, bit_or(bit) AS mask, count(*) AS agencies, sum(n) AS n, sum(value) AS value,
		sum(reports) AS reports, max(joint) AS joint
	FROM pair JOIN agency USING (agency)
	GROUP BY provider),
cell AS MATERIALIZED (
	SELECT mask, bit, count(*) AS n, sum(pair.value) AS value
	FROM pair JOIN agency USING (agency) JOIN mask USING (provider)
	GROUP BY mask, bit),
pairs AS (
	SELECT list({a: agency_a, b: agency_b, c: providers_a, d: providers_b, e: shared, f: shared / (providers_a + providers_b - shared), g: shared / least(providers_a, providers_b), h: value_a, i: value_b} ORDER BY agency_a, agency_b) AS list
	FROM (
		SELECT a.agency AS agency_a, b.agency AS agency_b,
			a.providers AS providers_a, b.providers AS providers_b,
			coalesce(sum(n) FILTER (WHERE c.bit = a.bit), 0) AS shared,
			coalesce(sum(value) FILTER (WHERE c.bit = a.bit), 0) AS value_a,
			coalesce(sum(value) FILTER (WHERE c.bit = b.bit), 0) AS value_b
		FROM agency a JOIN agency b ON b.agency > a.agency
			LEFT JOIN cell c ON c.bit IN (a.bit, b.bit) AND c.mask & (a.bit | b.bit) = (a.bit | b.bit)
		GROUP BY a.agency, b.agency, a.providers, b.providers) AS x),
counts AS (
	SELECT list({a: agencies, b: n, c: n / sum_n, d: value, e: value / sum_value} ORDER BY agencies) AS list,
		sum(n) FILTER (WHERE agencies > 1) AS shared, sum(n * agencies) / sum(n) AS per_provider
	FROM (
		SELECT agencies, count(*) AS n, sum(value) AS value,
			sum(count(*)) OVER () AS sum_n, sum(sum(value)) OVER () AS sum_value
		FROM mask
		GROUP BY agencies) AS x),
holder AS (
	SELECT agency, value, reports, joint FROM pair
	UNION ALL
	SELECT NULL, value, reports, joint FROM mask),
ranked AS (
	SELECT agency, value, reports, joint,
		row_number() OVER w AS rank, sum(value) OVER w AS running,
		sum(value) OVER (PARTITION BY agency) AS total
	FROM holder
	WINDOW w AS (PARTITION BY agency ORDER BY value DESC ROWS UNBOUNDED PRECEDING)),
money AS (
	SELECT agency, count(*) AS providers, sum(value) AS total,
		sum(value * value) / sum(value) ^ 2 AS hhi, sum(value) ^ 2 / sum(value * value) AS effective,
		((count(*) + 1) * sum(value) - 2 * sum(rank * value)) / (count(*) * sum(value)) AS gini,
		sum(value) FILTER (WHERE rank <= 5) / sum(value) AS top,
		count(*) FILTER (WHERE 2 * running < total) + 1 AS half,
		sum(reports) AS reports, sum(joint) AS joint,
		quantile_disc(reports, 0.9) AS quantile
	FROM ranked
	GROUP BY agency),
years AS MATERIALIZED (
	SELECT agency, n * 377580 + (stop - reached) * (377580 // (next - reached)) AS units,
		count(*) AS n, sum(value)::DOUBLE AS value
	FROM (
		SELECT agency, value, ends AS stop, n, (starts + to_months(n::INTEGER))::DATE AS reached,
			(starts + to_months((n + 1)::INTEGER))::DATE AS next
		FROM (
			SELECT agency, value, starts, ends, (year(ends) - year(starts)) * 12
				+ month(ends) - month(starts) - (day(ends) < day(starts))::INTEGER AS n
			FROM arrangement) AS x) AS x
	GROUP BY 1, 2),
lengths AS (
	SELECT *, sum(n) OVER w AS running_n, sum(value) OVER w AS running_value,
		sum(n) OVER (PARTITION BY agency) AS sum_n, sum(value) OVER (PARTITION BY agency) AS sum_value
	FROM (
		SELECT agency, units, n, value FROM years
		UNION ALL
		SELECT NULL, units, sum(n), sum(value) FROM years GROUP BY units) AS x
	WINDOW w AS (PARTITION BY agency ORDER BY units)),
length AS (
	SELECT agency, sum(n) AS contracts, sum(n * units) / sum(n) / 4530960 AS mean,
		sum(value * units) / sum(value) / 4530960 AS weighted,
		min(units) FILTER (WHERE 2 * running_n >= sum_n) / 4530960 AS median,
		min(units) FILTER (WHERE 2 * running_value >= sum_value) / 4530960 AS weighted_median,
		sum(value) FILTER (WHERE units >= 3 * 4530960) / sum(value) AS three
	FROM lengths
	GROUP BY agency),
band AS (
	SELECT agency, list({a: edge, b: n, c: n / sum_n, d: value, e: value / sum_value} ORDER BY edge) AS list
	FROM (
		SELECT l.agency, edge, any_value(sum_n) AS sum_n, any_value(sum_value) AS sum_value,
			coalesce(sum(n) FILTER (WHERE units >= edge * 4530960 AND units < next * 4530960::BIGINT), 0) AS n,
			coalesce(sum(value) FILTER (WHERE units >= edge * 4530960 AND units < next * 4530960::BIGINT), 0) AS value
		FROM lengths AS l, (VALUES (0, 1), (1, 3), (3, 5), (5, 10), (10, 10000)) AS e (edge, next)
		GROUP BY l.agency, edge) AS x
	GROUP BY agency),
frequencies AS (
	SELECT list({a: times, b: n, c: n / sum_n, d: value, e: value / sum_value} ORDER BY times) AS list
	FROM (
		SELECT times, count(*) AS n, sum(value)::DOUBLE AS value,
			sum(count(*)) OVER () AS sum_n, sum(sum(value)::DOUBLE) OVER () AS sum_value
		FROM arrangement
		GROUP BY times) AS x),
burdened AS (
	SELECT list({a: provider, b: agencies, c: n, d: reports, e: joint, f: value} ORDER BY reports DESC, provider) AS list
	FROM (SELECT * FROM mask ORDER BY reports DESC, provider LIMIT 10) AS x)
SELECT money.agency,
	contracts, mean, weighted, median, weighted_median, three, band.list,
	providers, total, hhi, effective, gini, top, half,
	reports, joint, (reports - joint) / reports, reports * 5 * 60, quantile,
	counts.shared, counts.per_provider, pairs.list, counts.list, frequencies.list, burdened.list
FROM money JOIN length ON length.agency IS NOT DISTINCT FROM money.agency
	JOIN band ON band.agency IS NOT DISTINCT FROM money.agency
	LEFT JOIN counts ON money.agency IS NULL
	LEFT JOIN pairs ON money.agency IS NULL
	LEFT JOIN frequencies ON money.agency IS NULL
	LEFT JOIN burdened ON money.agency IS NULL
ORDER BY money.agency NULLS LAST
