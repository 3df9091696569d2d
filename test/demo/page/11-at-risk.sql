-- How many providers had most of what they had running end within those twelve months?
WITH x AS (
    SELECT s, fiscal_year_range('2020/21', 7) AS year
    FROM (SELECT schedule_summary(agency, provider, reporting_frequency::frequency, term, total_value) AS s
          FROM arrangement) AS y
)
SELECT label                                            AS "ending, and not renewed",
       providers_at_risk(s, year, share)                AS "providers",
       round(100.0 * providers_at_risk(s, year, share) / runs.providers, 1) AS "% of providers",
       round(theirs / 1e6, 1)                           AS "they have, $m",
       round(100 * theirs / runs.value, 1)              AS "% of value"
FROM x, running(s, lower(year)) AS runs,
     (VALUES (1.0, 'all that they have'), (0.9, 'nine tenths or more'), (0.5, 'half or more')) AS l (share, label),
     LATERAL (SELECT sum(r.value) AS theirs FROM at_risk(s, year) AS r WHERE r.share >= l.share) AS z
ORDER BY share DESC;
