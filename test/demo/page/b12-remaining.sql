-- B12. "All remaining" agencies have 7 %, and six are named. With the five that
-- have a share of their own they are 11 of 13: DIA and MBIE are in no group. Here
-- six agencies have 6 %, and only all eight have 7 %.
SELECT agencies,
       count(*)                                                    AS "of them",
       round(sum(h.value) / 1e6, 1)                                AS "$m",
       round(100 * sum(h.share), 1)                                AS "% of all"
FROM (SELECT concentration_summary(agency, value) AS s FROM arrangement) AS x,
     top_holders(s, 13) AS h,
     LATERAL (VALUES (1, 'five with a share of their own', rank <= 5),
                     (2, 'six named as remaining', rank > 5 AND holder NOT IN ('DIA', 'MBIE')),
                     (3, 'DIA and MBIE', holder IN ('DIA', 'MBIE')),
                     (4, 'all eight that remain', rank > 5)) AS part (place, agencies, counts)
WHERE counts
GROUP BY place, agencies
ORDER BY place;
