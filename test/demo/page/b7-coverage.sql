-- B7. Lengths and values stand on about 30 % of all spend: ACC gave a range (4
-- to 6 years), MoH an average (4.8 years). With those put in, the weighted
-- length of all spend is known within bounds.
SELECT round(100 * value_coverage(s), 1)                            AS "% of spend with a known length",
       round(weighted_length(s), 2)                                 AS "weighted length there",
       round(lower(bounds), 2)                                      AS "of all spend, at least",
       round(upper(bounds), 2)                                      AS "of all spend, at most"
FROM (SELECT term_summary(term, value) AS s,
             weighted_length_bounds(CASE WHEN agency = 'MoH' THEN '[4.8,4.8]'
                                         WHEN agency = 'ACC' THEN '[4,6]'
                                         WHEN years IS NOT NULL THEN numrange(years, years, '[]')
                                    END, numrange(value, value, '[]')) AS bounds
      FROM arrangement, term_years(term) AS years) AS x;
