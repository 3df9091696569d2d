-- Tried: count(DISTINCT agency) sorts; min() <> max() needs one pass and no set.
SELECT count(*)
FROM (SELECT FROM arrangement GROUP BY provider HAVING min(agency) <> max(agency)) AS x;
