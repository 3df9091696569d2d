-- The same by region, $m: a dashboard needs no more than this one query.
SELECT region,
       round(sum(y.value) FILTER (WHERE fiscal_year = '2018/19') / 1e6, 1) AS "2018/19",
       round(sum(y.value) FILTER (WHERE fiscal_year = '2019/20') / 1e6, 1) AS "2019/20",
       round(sum(y.value) FILTER (WHERE fiscal_year = '2020/21') / 1e6, 1) AS "2020/21",
       round(sum(y.value) FILTER (WHERE fiscal_year = '2021/22') / 1e6, 1) AS "2021/22",
       round(sum(y.value) FILTER (WHERE fiscal_year = '2022/23') / 1e6, 1) AS "2022/23"
FROM arrangement AS a, by_fiscal_year(a.total_value, a.term, 7) AS y
GROUP BY region
ORDER BY "2020/21" DESC;
