SELECT agency, hhi(provider, value), gini(provider, value),
	top_share(concentration_summary(provider, value), 5),
	holders_for_share(concentration_summary(provider, value), 0.5)
FROM arrangement
GROUP BY agency
ORDER BY agency;
