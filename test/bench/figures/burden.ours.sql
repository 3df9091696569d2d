SELECT reports(s), joint_reports(s), reports_quantile(s, 0.9),
	(SELECT array_agg((per_year(f.frequency), f.arrangements, f.value) ORDER BY f.frequency)
	 FROM frequency_bands(s) AS f),
	(SELECT array_agg((m.provider, m.agencies, m.arrangements, m.reports, m.joint_reports, m.value) ORDER BY m.rank)
	 FROM most_burdened(s, 10) AS m)
FROM (SELECT burden_summary(agency, provider, frequency, value) AS s FROM arrangement OFFSET 0) AS x;
