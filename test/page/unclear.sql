-- What the queries of part B must answer, without the extension: one column a
-- query, its rows as psql -At prints them, one after the other.  Needs the
-- table and views of plain.sql.
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
      FROM long GROUP BY 1) AS x;

INSERT INTO unclear
SELECT 'b3-edge.sql', string_agg(concat_ws('|', label, round(100 * n, 1), round(100 * v, 1)), E'\n' ORDER BY place)
FROM (SELECT place, label, avg(hit) AS n, sum(hit * value) / sum(value) AS v
      FROM long,
           LATERAL (VALUES (1, '3 years or more', (years >= 3)::int), (2, 'over 3 years', (years > 3)::int),
                           (3, 'exactly 3 years', (years = 3)::int)) AS l (place, label, hit)
      GROUP BY 1, 2) AS x;

INSERT INTO unclear
SELECT 'b4-last-day.sql', string_agg(concat_ws('|', label, n, round(100 * share, 1), round(100 * v, 1), example),
                                     E'\n' ORDER BY place)
FROM (SELECT place, label, example, sum(hit) AS n, avg(hit) AS share, sum(hit * value) / sum(value) AS v
      FROM long,
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

INSERT INTO unclear
SELECT 'b9-police.sql', string_agg(concat_ws('|', label, n, round(t, 3), round(l, 3), round(100 * l / t, 3),
                                             round(1547.520661157 - t, 3)), E'\n' ORDER BY t)
FROM (SELECT 'the nine' AS label, count(*) AS n, sum(value) / 1e6 AS t,
             sum(CASE WHEN years >= 3 THEN value ELSE 0 END) / 1e6 AS l FROM contract
      UNION ALL
      SELECT 'the nine and the Police', count(*), sum(value) / 1e6,
             sum(CASE WHEN years >= 3 THEN value ELSE 0 END) / 1e6 FROM long) AS x;

INSERT INTO unclear
SELECT 'b10-ten-names.sql', string_agg(concat_ws('|', label, n, round(c, 1), round(g, 1), round((c + g) / 1000, 2),
                                                 round(100 * g / (c + g), 1)), E'\n' ORDER BY n)
FROM (SELECT sum(value) / 1e6 AS c FROM contract) AS x,
     LATERAL (SELECT 'without DIA', 9, sum(value) / 1e6 FROM arrangement
              WHERE kind = 'grant' AND agency NOT IN ('MoH', 'ACC', 'DIA', 'Police')
              UNION ALL
              SELECT 'with DIA', 10, sum(value) / 1e6 FROM arrangement
              WHERE kind = 'grant' AND agency NOT IN ('MoH', 'ACC', 'Police')) AS y (label, n, g);

INSERT INTO unclear
SELECT 'b11-eighteen.sql', format(E'the contracts|%s|%s|%s\ncontracts and grants|%s|%s|%s',
                                  round(nine, 1), round(c, 1), round(100 * nine / c, 1),
                                  round(nine, 1), round(c + g, 1), round(100 * nine / (c + g), 1))
FROM (SELECT sum(value) / 1e6 AS c FROM contract) AS x,
     (SELECT sum(value) / 1e6 AS nine FROM (SELECT value FROM contract ORDER BY value DESC LIMIT 9) AS largest) AS y,
     (SELECT sum(value) / 1e6 AS g FROM arrangement
      WHERE kind = 'grant' AND agency NOT IN ('MoH', 'ACC', 'DIA', 'Police')) AS z;

INSERT INTO unclear
SELECT 'b12-remaining.sql', string_agg(concat_ws('|', label, cardinality(names), round(m, 1),
           round(100 * m / (SELECT sum(value) / 1e6 FROM spend), 1)), E'\n' ORDER BY place)
FROM (VALUES (1, 'five with a share of their own', ARRAY['MoH', 'ACC', 'MSD', 'OT', 'MoE']),
             (2, 'six named as remaining', ARRAY['MoJ', 'HUD', 'TPK', 'MPP', 'Ara Poutama', 'Police']),
             (3, 'DIA and MBIE', ARRAY['DIA', 'MBIE']),
             (4, 'all eight that remain',
              ARRAY['MoJ', 'HUD', 'TPK', 'MPP', 'Ara Poutama', 'Police', 'DIA', 'MBIE'])) AS g (place, label, names),
     LATERAL (SELECT sum(value) / 1e6 AS m FROM spend WHERE agency = ANY (names)) AS x;

INSERT INTO unclear
SELECT 'b13-health.sql', string_agg(concat_ws('|', label, round(h, 2), round(rest + h, 2), round(100 * h / (rest + h), 1),
                                              round(100 * acc / (rest + h), 1)), E'\n' ORDER BY h)
FROM (SELECT sum(value) / 1e9 AS rest FROM spend WHERE agency <> 'MoH') AS x,
     (SELECT value / 1e9 AS acc FROM spend WHERE agency = 'ACC') AS y,
     LATERAL (SELECT 'as MoH has it', value / 1e9 FROM spend WHERE agency = 'MoH'
              UNION ALL VALUES ('with the boards', 10)) AS z (label, h);

INSERT INTO unclear
SELECT 'b14-services.sql', concat_ws(E'\n', 'arrangements|' || (SELECT figure FROM plain WHERE what = 'arrangements'),
           'providers, once for each support|' || (SELECT sum(n) FROM (SELECT count(DISTINCT provider) AS n
                                                                       FROM arrangement GROUP BY support) AS x),
           'providers, once for each agency|' || (SELECT sum(figure) FROM plain WHERE ref = 'A2'),
           'providers|' || (SELECT figure FROM plain WHERE what = 'providers in all'));
