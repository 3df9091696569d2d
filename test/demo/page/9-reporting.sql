-- How often do contracts report, how often are they monitored, and how? (A19, A20)
WITH base AS (
    SELECT burden_summary(agency, provider, reporting_frequency::frequency, value)  AS reporting,
           burden_summary(agency, provider, monitoring_frequency::frequency, value) AS monitoring,
           burden_summary(agency, provider, monitoring_frequency::frequency, value)
               FILTER (WHERE 'visit' = ANY (monitoring_mode))                       AS visits,
           schedule_summary(agency, provider, reporting_frequency::frequency, term, total_value)
                                                                                    AS schedule,
           sum(value)                                                               AS value
    FROM nine_contract
), band AS (
    SELECT 'reporting' AS of, band.*, measured_rows(reporting) AS rows
    FROM base, frequency_bands(reporting) AS band
    UNION ALL
    SELECT 'monitoring', band.*, measured_rows(monitoring)
    FROM base, frequency_bands(monitoring) AS band
    UNION ALL
    SELECT 'visits', band.*, measured_rows(monitoring)
    FROM base, frequency_bands(visits) AS band
), line (ref, what, figure, s) AS (
    SELECT 'A19', 'report 2 to 12 times a year, of contracts',
           sum(arrangement_share) FILTER (WHERE frequency BETWEEN '2/year' AND '12/year'),
           'reporting'
    FROM band WHERE of = 'reporting'
    UNION ALL
    SELECT 'A19', 'report monthly, of contracts', arrangement_share, of
    FROM band WHERE of = 'reporting' AND frequency = 'monthly'
    UNION ALL
    SELECT 'A19', '  reports that they ask in 2020/21',
           reports(schedule, '[2020-07-01,2021-07-01)'), 'reporting'
    FROM base
    UNION ALL
    SELECT 'A19', '  if each of them ran all year', reports(reporting), 'reporting'
    FROM base
    UNION ALL
    SELECT 'A20', 'monitored 2 to 4 times a year, of contracts',
           sum(arrangement_share) FILTER (WHERE frequency BETWEEN '2/year' AND '4/year'),
           'monitoring'
    FROM band WHERE of = 'monitoring'
    UNION ALL
    SELECT 'A20', 'by a visit, of contracts', sum(arrangements) / max(rows), 'monitoring'
    FROM band WHERE of = 'visits'
    UNION ALL
    SELECT 'A20', 'both: 2 to 4 visits a year, of contracts',
           sum(arrangements) FILTER (WHERE frequency BETWEEN '2/year' AND '4/year') / max(rows),
           'monitoring'
    FROM band WHERE of = 'visits'
)
SELECT ref, what, round(figure, 6) AS figure, measured_rows(summary) AS rows,
       round(value * value_coverage(summary)) AS value, round(value_coverage(summary), 4) AS coverage
FROM line, base,
     LATERAL (SELECT CASE s WHEN 'reporting' THEN reporting ELSE monitoring END AS summary) AS x;
