SELECT p.*
FROM (SELECT overlap_summary(agency, provider, value) AS s FROM arrangement OFFSET 0) AS x, overlap_pairs(s) AS p
ORDER BY agency_a, agency_b;
