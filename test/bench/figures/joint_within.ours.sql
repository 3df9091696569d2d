SELECT agency, joint_reports(schedule_summary(agency, provider, frequency, term, value), '[2020-07-01,2021-07-01)')
FROM arrangement
WHERE term && '[2020-07-01,2021-07-01)'
GROUP BY agency
ORDER BY agency;
