-- How many providers had days without any arrangement, between the first and the last?
SELECT providers(s)                                     AS "providers with dates",
       gap.*
FROM (SELECT schedule_summary(agency, provider, reporting_frequency::frequency, term, total_value) AS s
      FROM arrangement) AS x,
     LATERAL (SELECT count(DISTINCT provider)           AS "with a gap",
                     count(*)                           AS "gaps",
                     min(days)                          AS "shortest, days",
                     max(days)                          AS "longest, days"
              FROM cover_gaps(s)) AS gap;
