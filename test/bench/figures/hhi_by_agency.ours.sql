SELECT agency, hhi(provider, value) FROM arrangement GROUP BY agency ORDER BY agency;
