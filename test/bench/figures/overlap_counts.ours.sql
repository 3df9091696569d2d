SELECT c.*
FROM (SELECT overlap_summary(agency, provider, value) AS s FROM arrangement OFFSET 0) AS x, overlap_counts(s) AS c
WHERE providers > 0
ORDER BY agencies;
