-- What the queries of the action plan must answer, without the extension: one column
-- a query, its rows as psql -At prints them, one after the other.  Needs the
-- functions of years.sql and reports.sql.
CREATE TEMP TABLE plan (query text, expected text);

-- The year in pieces: nothing begins or ends within one.
CREATE TEMP TABLE piece AS
SELECT first, last, pg_temp.of_year(first, last) AS part
FROM (SELECT day AS first, lead(day, 1, date '2021-07-01') OVER (ORDER BY day) - 1 AS last
      FROM (SELECT start_date AS day FROM arrangement UNION SELECT end_date + 1 FROM arrangement
            UNION SELECT '2020-07-01') AS edge
      WHERE day >= '2020-07-01' AND day < '2021-07-01') AS x;

-- What each agency asks of each provider in each piece: in all, and at most of any
-- one.  Rows without dates run all year where "dated" is false, and never where it
-- is true.
CREATE TEMP TABLE asked AS
SELECT dated, agency, provider::text AS provider, first, part,
       sum(pg_temp.a_year(reporting_frequency)) AS reports, max(pg_temp.a_year(reporting_frequency)) AS highest
FROM (VALUES (true), (false)) AS d (dated), arrangement, piece
WHERE CASE WHEN start_date IS NULL THEN NOT dated
           ELSE start_date <= last AND coalesce(end_date, 'infinity') >= first END
      AND pg_temp.a_year(reporting_frequency) > 0
GROUP BY 1, 2, 3, 4, 5;

ANALYZE asked;

CREATE TEMP TABLE joined AS
WITH total AS (
    SELECT dated, agency, provider, sum(reports * part) AS reports, sum(highest * part) AS alone
    FROM asked GROUP BY 1, 2, 3
), both_ask AS (
    SELECT dated, a.agency AS a, b.agency AS b, count(*) AS providers, sum(a.reports + b.reports) AS reports,
           sum(a.alone + b.alone) AS alone
    FROM total AS a JOIN total AS b USING (dated, provider)
    WHERE a.agency COLLATE "C" < b.agency COLLATE "C"
    GROUP BY 1, 2, 3
), at_once AS (
    SELECT dated, a.agency AS a, b.agency AS b, sum(least(a.highest, b.highest) * a.part) AS saved
    FROM asked AS a JOIN asked AS b USING (dated, provider, first)
    WHERE a.agency COLLATE "C" < b.agency COLLATE "C"
    GROUP BY 1, 2, 3
)
SELECT dated, a, b, providers, reports, alone, coalesce(saved, 0) AS saved
FROM both_ask LEFT JOIN at_once USING (dated, a, b);

-- The same if everything ran all year.
CREATE TEMP TABLE always AS
WITH highest AS (
    SELECT agency, provider, max(pg_temp.a_year(reporting_frequency)) AS highest
    FROM arrangement GROUP BY 1, 2
)
SELECT a.agency AS a, b.agency AS b, sum(least(a.highest, b.highest)) AS saved
FROM highest AS a JOIN highest AS b USING (provider)
WHERE a.agency COLLATE "C" < b.agency COLLATE "C" AND a.highest > 0 AND b.highest > 0
GROUP BY 1, 2;

INSERT INTO plan
SELECT '7-joint-reports.sql', string_agg(concat_ws('|', a, b, providers, round(reports), round(reports - alone),
           round(saved), round(100 * (reports - alone + saved) / reports, 1), round(at_once)), E'\n' ORDER BY saved DESC)
FROM (SELECT joined.*, always.saved AS at_once FROM joined JOIN always USING (a, b)
      WHERE dated ORDER BY joined.saved DESC LIMIT 8) AS x;

INSERT INTO plan
SELECT '7-undated.sql', string_agg(concat_ws('|', a, b, providers, round(reports), round(saved)), E'\n' ORDER BY saved DESC)
FROM (SELECT * FROM joined
      WHERE NOT dated AND ('MoH' IN (a, b) OR 'ACC' IN (a, b)) ORDER BY saved DESC LIMIT 6) AS x;

-- The baseline: lengths, and reports while a contract runs by the money of that year.
CREATE TEMP TABLE of_each_year AS
SELECT year, agency, value, pg_temp.years(first, last) AS years,
       pg_temp.a_year(reporting_frequency) * pg_temp.of_year(first, last, begins) AS reports,
       CASE WHEN reporting_frequency IS NOT NULL
            THEN total_value * (least(last, (begins + interval '1 year')::date - 1) - greatest(first, begins) + 1)
                 / (last - first + 1) END AS money
FROM (SELECT 1 AS year, date '2020-07-01' AS begins, agency, value, total_value, reporting_frequency,
             start_date AS first, end_date AS last
      FROM nine_contract
      UNION ALL
      SELECT 2, '2021-07-01', agency, value, total_value, reporting_frequency, lower(term), upper(term) - 1
      FROM next_year) AS x;
INSERT INTO plan
SELECT '6-baseline.sql', string_agg(concat_ws('|', agency, round(l1, 2), round(l2, 2), round(l2 - l1, 2), round(s1, 1), round(s2, 1),
                                              round(r1, 1), round(r2, 1)), E'\n' ORDER BY place, agency)
FROM (SELECT coalesce(agency, 'all nine') AS agency, grouping(agency) AS place,
             sum(value * years) FILTER (WHERE year = 1) / sum(value) FILTER (WHERE year = 1) AS l1,
             sum(value * years) FILTER (WHERE year = 2) / sum(value) FILTER (WHERE year = 2) AS l2,
             100 * avg((years < 1)::int) FILTER (WHERE year = 1) AS s1,
             100 * avg((years < 1)::int) FILTER (WHERE year = 2) AS s2,
             1e6 * sum(reports) FILTER (WHERE year = 1) / sum(money) FILTER (WHERE year = 1) AS r1,
             1e6 * sum(reports) FILTER (WHERE year = 2) / sum(money) FILTER (WHERE year = 2) AS r2
      FROM of_each_year GROUP BY ROLLUP (agency)) AS x;

-- The table to publish: the amounts of each provider in each region, the largest first.
-- A region that is sensitive is held back, and with it, if it is one, the smallest of the
-- others; rounding goes by SHA-256 of the key.
CREATE TEMP TABLE pacific AS
SELECT region, provider, value, row_number() OVER (PARTITION BY region ORDER BY value DESC NULLS LAST) AS rank
FROM (SELECT region, provider, sum(value) AS value FROM arrangement WHERE provider_type = 'Pacific' GROUP BY 1, 2) AS x;

CREATE FUNCTION pg_temp.sensitive(largest numeric, second numeric, total numeric) RETURNS boolean LANGUAGE sql AS
$$ SELECT largest + second > 0.8 * total OR total - largest - second < 0.2 * largest $$;

CREATE FUNCTION pg_temp.in_threes(count bigint, key text) RETURNS bigint LANGUAGE sql AS
$$ SELECT count - count % 3 + CASE WHEN draw < count % 3 THEN 3 ELSE 0 END
   FROM (SELECT sum(get_byte(sha256(convert_to(key, 'UTF8')), i) * 256::numeric ^ (7 - i)) % 3 AS draw
         FROM generate_series(0, 7) AS i) AS x $$;

CREATE TEMP TABLE shown AS
SELECT *, sensitive OR (sensitives = 1 AND place = 1) AS held_back
FROM (SELECT *, sum(sensitive::int) OVER () AS sensitives, row_number() OVER (PARTITION BY sensitive ORDER BY total) AS place
      FROM (SELECT region, count(*) AS providers, sum(value) AS total,
                   pg_temp.sensitive(max(value), max(value) FILTER (WHERE rank = 2), sum(value)) AS sensitive
            FROM pacific GROUP BY region) AS x) AS y;

INSERT INTO plan
SELECT '9-publish.sql',
       (SELECT string_agg(concat_ws('|', region, pg_temp.in_threes(providers, 'S01cde|providers 2020/21|' || region),
                                    CASE WHEN held_back THEN '' ELSE round(total / 1e6, 1)::text END,
                                    CASE WHEN held_back THEN 'held back' ELSE '' END), E'\n' ORDER BY region) FROM shown)
       || (SELECT format(E'\nall regions|%s|%s|', pg_temp.in_threes(count(DISTINCT provider), 'S01cde|providers 2020/21|all regions'),
                         round(sum(value) / 1e6, 1)) FROM pacific)
       || (SELECT format(E'\n%s|%s|%s', (SELECT count(*) FROM shown WHERE held_back), round(sum(value) / 1e6, 1),
                         CASE WHEN pg_temp.sensitive(max(value), (array_agg(value ORDER BY value DESC NULLS LAST))[2], sum(value)) THEN 't' ELSE 'f' END)
           FROM (SELECT provider, sum(value) AS value FROM pacific JOIN shown USING (region) WHERE held_back GROUP BY 1) AS x);

-- Two baselines side by side.
CREATE TEMP TABLE two AS
SELECT 1 AS year, agency, provider, value, pg_temp.years(start_date, end_date) AS years FROM nine_contract
UNION ALL
SELECT 2, agency, provider, value, pg_temp.years(lower(term), upper(term) - 1) FROM next_year;

CREATE TEMP TABLE of_holder AS
SELECT agency, provider, sum(value) FILTER (WHERE year = 1) AS before, sum(value) FILTER (WHERE year = 2) AS after FROM two GROUP BY 1, 2;

CREATE TEMP TABLE of_provider AS
SELECT provider, sum(before) AS before, sum(after) AS after FROM of_holder GROUP BY 1;

CREATE TEMP TABLE of_agency AS
SELECT agency, year, sum(value) AS value, sum(value * years) / sum(value) AS length,
       sum(value) / (sum(sum(value)) OVER (PARTITION BY year)) AS weight FROM two GROUP BY 1, 2;

-- Theil's index of holders in agencies: as a whole, and in its two parts
CREATE TEMP TABLE inequality AS
WITH holder AS (
    SELECT year, agency, sum(value) AS value FROM two GROUP BY year, agency, provider
), shared AS (
    SELECT *, avg(value) OVER (PARTITION BY year) AS mean, avg(value) OVER (PARTITION BY year, agency) AS agency_mean FROM holder
)
SELECT year, sum(value * ln(value / mean)) / sum(value) AS total, sum(value * ln(agency_mean / mean)) / sum(value) AS between_agencies,
       sum(value * ln(value / agency_mean)) / sum(value) AS within_agencies
FROM shared GROUP BY year;

INSERT INTO plan
SELECT '11-change.sql',
       (SELECT string_agg(concat_ws('|', CASE year WHEN 1 THEN '2020/21' ELSE '2021/22' END, contracts, providers, round(value / 1e6, 1), round(length, 3), '1.000'), E'\n' ORDER BY year)
        FROM (SELECT year, count(*) AS contracts, count(DISTINCT provider) AS providers, sum(value) AS value, sum(value * years) / sum(value) AS length FROM two GROUP BY year) AS x)
       || (SELECT string_agg(format(E'\n%s|%s|%s|%s', change, holders, round(before / 1e6, 1), round(after / 1e6, 1)), '' ORDER BY place)
           FROM (VALUES (1, 'stayed'), (2, 'left'), (3, 'new')) AS c (place, change),
                LATERAL (SELECT count(*) AS holders, coalesce(sum(before), 0) AS before, coalesce(sum(after), 0) AS after FROM of_provider
                         WHERE place = CASE WHEN after IS NULL THEN 2 WHEN before IS NULL THEN 3 ELSE 1 END) AS x)
       || (SELECT format(E'\n%s|%s|%s|%s', round(before, 3), round(after, 3), round(within, 3), round(after - before - within, 3))
           FROM (SELECT sum(a.weight * a.length) AS before, sum(b.weight * b.length) AS after, sum((a.weight + b.weight) / 2 * (b.length - a.length)) AS within
                 FROM of_agency AS a JOIN of_agency AS b USING (agency) WHERE (a.year, b.year) = (1, 2)) AS x)
       || (SELECT string_agg(format(E'\n%s|%s|%s|%s', CASE year WHEN 1 THEN '2020/21' ELSE '2021/22' END, round(total, 3), round(between_agencies, 3), round(within_agencies, 3)), '' ORDER BY year)
           FROM inequality);
