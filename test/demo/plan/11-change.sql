-- Two baselines of the nine agencies' contracts, one row a year and agency: what
-- ran, from whom, how long, and how much of the year's money is known.
SELECT year, agency, concentration_summary(provider, value) AS money, term_summary(term, value) AS lengths
INTO TEMP baseline
FROM (SELECT '2020/21' AS year, agency, provider, term, value FROM nine_contract
      UNION ALL
      SELECT '2021/22', agency, provider, term, value FROM next_year) AS contract
GROUP BY year, agency;

SELECT year, contracts(rollup(lengths)) AS contracts, holders(rollup(money)) AS providers,
       round(total(rollup(money)) / 1e6, 1) AS "$m", round(weighted_length(rollup(lengths)), 3) AS years,
       round(value_coverage(rollup(lengths)), 3) AS coverage
FROM baseline GROUP BY year ORDER BY year;

-- Who stayed, who left and who came
SELECT change, holders, round(value_before / 1e6, 1) AS "before, $m", round(value_after / 1e6, 1) AS "after, $m"
FROM holder_changes((SELECT rollup(money) FROM baseline WHERE year = '2020/21'),
                    (SELECT rollup(money) FROM baseline WHERE year = '2021/22'));

-- Why the weighted length moved: other terms, or other shares of the money
SELECT round(c.before, 3) AS before, round(c.after, 3) AS after, round(c.within, 3) AS within, round(c.mix, 3) AS mix
FROM (SELECT length_change(a.lengths, b.lengths) AS change
      FROM (SELECT * FROM baseline WHERE year = '2020/21') AS a
           FULL JOIN (SELECT * FROM baseline WHERE year = '2021/22') AS b USING (agency)) AS x,
     LATERAL (SELECT (x.change).*) AS c;

-- Inequality between agencies, and within each
SELECT year, round(t.total, 3) AS theil, round(t.between_groups, 3) AS between_agencies, round(t.within_groups, 3) AS within_agencies
FROM (SELECT year, theil_parts(money) AS parts FROM baseline GROUP BY year) AS x, LATERAL (SELECT (x.parts).*) AS t
ORDER BY year;

DROP TABLE baseline;
