-- The report: all four summaries by agency and over all, read by 26 accessors.
-- Lengths and burden are summarized by agency, in one pass over the rows, and rolled
-- up for the whole; concentration and overlap are read out of the burden summary,
-- which knows every row by agency, provider and frequency.  OFFSET 0 keeps the planner from
-- making a summary anew for each accessor, and nothing is materialized.
WITH part AS NOT MATERIALIZED (
	SELECT agency, term_summary(term, value) AS t, burden_summary(agency, provider, frequency, value) AS b
	FROM arrangement
	GROUP BY agency),
page AS NOT MATERIALIZED (
	SELECT agency, t, b, concentration_summary(b) AS c, CASE WHEN entire THEN overlap_summary(b) END AS o
	FROM (SELECT agency, grouping(agency) = 1 AS entire, rollup(t) AS t, rollup(b) AS b
		FROM part GROUP BY ROLLUP (agency) OFFSET 0) AS merged
	OFFSET 0)
SELECT agency,
	contracts(t), mean_length(t), weighted_length(t),
	length_quantile(t, 0.5), weighted_length_quantile(t, 0.5), value_share(t, '[3,)'),
	(SELECT array_agg((lower(band), l.contracts, l.contract_share, l.value, l.value_share) ORDER BY band)
	 FROM length_bands(t, '{1,3,5,10}') AS l),
	holders(c), total(c), hhi(c), effective_holders(c), gini(c),
	top_share(c, 5), holders_for_share(c, 0.5),
	reports(b), joint_reports(b), joint_saving(b), burden_cost(b, 5, 60), reports_quantile(b, 0.9),
	CASE WHEN o IS NOT NULL THEN shared_providers(o) END,
	CASE WHEN o IS NOT NULL THEN agencies_per_provider(o) END,
	CASE WHEN o IS NOT NULL THEN
		(SELECT array_agg((p.agency_a, p.agency_b, p.providers_a, p.providers_b, p.shared, p.jaccard,
			p.overlap_coefficient, p.value_a_shared, p.value_b_shared) ORDER BY agency_a, agency_b)
		 FROM overlap_pairs(o) AS p) END,
	CASE WHEN o IS NOT NULL THEN
		(SELECT array_agg((n.agencies, n.providers, n.provider_share, n.value, n.value_share) ORDER BY n.agencies)
		 FROM overlap_counts(o) AS n WHERE n.providers > 0) END,
	CASE WHEN o IS NOT NULL THEN
		(SELECT array_agg((per_year(f.frequency), f.arrangements, f.arrangement_share, f.value, f.value_share)
			ORDER BY f.frequency) FROM frequency_bands(b) AS f) END,
	CASE WHEN o IS NOT NULL THEN
		(SELECT array_agg((m.provider, m.agencies, m.arrangements, m.reports, m.joint_reports, m.value)
			ORDER BY m.rank) FROM most_burdened(b, 10) AS m) END
FROM page
ORDER BY agency;
