SELECT count(*)
FROM (SELECT provider FROM arrangement GROUP BY provider HAVING min(agency) <> max(agency)) AS x
