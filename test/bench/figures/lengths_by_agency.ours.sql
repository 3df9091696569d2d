SELECT agency, weighted_length(term, value) FROM arrangement GROUP BY agency ORDER BY agency;
