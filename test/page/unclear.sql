-- What the queries of part B must answer, without the extension: one column a
-- query, its rows as psql -At prints them, one after the other.  Needs the
-- table and view of plain.sql.
CREATE TEMP TABLE unclear (query text, expected text);

INSERT INTO unclear
SELECT 'b1-grants.sql', concat_ws('|', round(1775 - c, 1), round(1785 - c, 1), round((c + 240) / 1000, 3),
                                  round(g, 1), round(100 * g / (c + g), 2))
FROM (SELECT sum(value) / 1e6 AS c FROM contract) AS x,
     (SELECT sum(value) / 1e6 AS g FROM arrangement
      WHERE kind = 'grant' AND agency NOT IN ('MoH', 'ACC', 'DIA', 'Police')) AS y;

INSERT INTO unclear
SELECT 'b2-shares.sql', string_agg(concat_ws('|', band, n, round(100 * n / sum_n, 1),
           round(100 * v / sum_v, 1), round(100 * longer / sum_v, 1)), E'\n' ORDER BY band COLLATE "C")
FROM (SELECT CASE WHEN years < 1 THEN '[0,1)' WHEN years < 3 THEN '[1,3)' WHEN years < 5 THEN '[3,5)'
                  ELSE '[5,)' END AS band, count(*) AS n, sum(value) AS v, sum(count(*)) OVER () AS sum_n,
             sum(sum(value)) OVER () AS sum_v, sum(sum(value)) OVER (ORDER BY min(years) DESC) AS longer
      FROM contract GROUP BY 1) AS x;

INSERT INTO unclear
SELECT 'b3-edge.sql', string_agg(concat_ws('|', label, round(100 * n, 1), round(100 * v, 1)), E'\n' ORDER BY place)
FROM (SELECT place, label, avg(hit) AS n, sum(hit * value) / sum(value) AS v
      FROM contract,
           LATERAL (VALUES (1, '3 years or more', (years >= 3)::int), (2, 'over 3 years', (years > 3)::int),
                           (3, 'exactly 3 years', (years = 3)::int)) AS l (place, label, hit)
      GROUP BY 1, 2) AS x;

INSERT INTO unclear
SELECT 'b4-last-day.sql', string_agg(concat_ws('|', label, n, round(100 * share, 1), round(100 * v, 1), example),
                                     E'\n' ORDER BY place)
FROM (SELECT place, label, example, sum(hit) AS n, avg(hit) AS share, sum(hit * value) / sum(value) AS v
      FROM contract,
           LATERAL (VALUES (1, 'term_years', (years >= 3)::int, '3.000'),
                           (2, 'end - start', (end_date - start_date >= 3 * 365.25)::int, '2.998')
                   ) AS l (place, label, hit, example)
      GROUP BY 1, 2, 3) AS x;

INSERT INTO unclear
SELECT 'b5-annualised.sql', string_agg(concat_ws('|', label, n, round(v, 1), round(v, 1), round(a, 1)),
                                       E'\n' ORDER BY label DESC)
FROM (SELECT CASE WHEN years < 1 THEN 'under 1 year' ELSE '1 year or more' END AS label, count(*) AS n,
             sum(c.value) / 1e6 AS v, sum(total_value / years) / 1e6 AS a
      FROM contract AS c JOIN arrangement USING (id)
      GROUP BY 1) AS x;

INSERT INTO unclear
SELECT 'b6-answers.sql', string_agg(concat_ws('|', mode, n, round(100.0 * n / contracts, 1),
           round(100.0 * n / answers, 1), round(100.0 * answers / contracts, 1)), E'\n' ORDER BY n DESC)
FROM (SELECT mode, count(*) FILTER (WHERE mode = ANY (monitoring_mode)) AS n
      FROM contract, (VALUES ('visit'), ('report'), ('meeting')) AS m (mode) GROUP BY 1) AS x,
     (SELECT count(*) AS contracts, sum(cardinality(monitoring_mode)) AS answers
      FROM contract WHERE cardinality(monitoring_mode) > 0) AS y;

INSERT INTO unclear
SELECT 'b7-coverage.sql', concat_ws('|', round(100 * known / spend, 1), round(lengths / known, 2),
           round((lengths + 4.8 * moh + 4 * acc) / (known + moh + acc), 2),
           round((lengths + 4.8 * moh + 6 * acc) / (known + moh + acc), 2))
FROM (SELECT sum(value) AS spend,
             sum(value) FILTER (WHERE agency = 'MoH') AS moh, sum(value) FILTER (WHERE agency = 'ACC') AS acc,
             sum(value) FILTER (WHERE end_date IS NOT NULL) AS known,
             sum(value * pg_temp.years(start_date, end_date))
                 FILTER (WHERE end_date IS NOT NULL) AS lengths
      FROM arrangement) AS y;

INSERT INTO unclear
SELECT 'b8-self-reported.sql', concat_ws('|', round(100 * m / n, 1), round(100 * m / (n - u), 1),
                                         round(100 * (m + u) / n, 1), u, two)
FROM (SELECT sum((provider_type IS NOT DISTINCT FROM 'Māori')::int)::numeric AS m,
             sum((provider_type IS NULL)::int) AS u, count(*) AS n FROM contract) AS x,
     (SELECT count(*) AS two
      FROM (SELECT DISTINCT a.provider FROM arrangement AS a JOIN arrangement AS b USING (provider)
            WHERE a.provider_type < b.provider_type) AS y) AS z;
