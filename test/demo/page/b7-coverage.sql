-- B7. Lengths and values stand on about 30 % of all spend: ACC gave a range (4
-- to 6 years), MoH an average (4.8 years). With those put in, the weighted
-- length of all spend is known within bounds.
SELECT round(100 * value_coverage(s), 1)                            AS "% of spend with a known length",
       round(weighted_length(s), 2)                                 AS "weighted length there",
       round((weighted_length(s) * known + 4.8 * moh + 4 * acc) / (known + moh + acc), 2)
                                                                    AS "of all spend, at least",
       round((weighted_length(s) * known + 4.8 * moh + 6 * acc) / (known + moh + acc), 2)
                                                                    AS "of all spend, at most"
FROM (SELECT term_summary(term, value) AS s,
             sum(value) FILTER (WHERE agency = 'MoH')               AS moh,
             sum(value) FILTER (WHERE agency = 'ACC')               AS acc,
             sum(value) FILTER (WHERE NOT upper_inf(term))          AS known
      FROM arrangement) AS x;
