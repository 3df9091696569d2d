-- One section of the page: runs the query in the file :query of the directory
-- :dir and prints its figures beside the published ones.
\set text `cat :'dir'/:query`
CREATE TEMP TABLE run (ref text, what text, figure numeric, rows bigint, value numeric, coverage numeric);
INSERT INTO run
:text
INSERT INTO answer SELECT :'query', run.* FROM run;
DROP TABLE run;
\set question `sed -n '1s/^-- //p' :'dir'/:query`
\echo :question '  [':query']'
SELECT ref AS " ",
       what AS "figure",
       coalesce(says, '') AS "published",
       CASE unit WHEN '%' THEN round(100 * figure, digits) || ' %'
                 WHEN '$m' THEN to_char(round(figure / 1000000, digits),
                                        CASE digits WHEN 0 THEN 'FM$99,990"m"' ELSE 'FM$99,990.0"m"' END)
                 WHEN '$' THEN to_char(figure, 'FM$9,999,999,999')
                 ELSE to_char(round(figure, digits),
                              CASE digits WHEN 0 THEN 'FM999,999' ELSE 'FM990.0' END)
       END AS "recomputed",
       CASE WHEN unit = '%' THEN round(100 * figure, 3)::text
            WHEN unit = '$m' AND round(figure / 1000000, digits) * 1000000 <> figure
                 THEN to_char(figure, 'FM9,999,999,999')
            WHEN figure <> round(figure, digits) THEN round(figure, 4)::text
            ELSE '' END AS "exactly",
       rows AS "rows",
       round(value / 1000000) AS "$m",
       round(100 * coverage, 1) AS "known %",
       round(100 * of_all, 1) AS "of all %",
       CASE agrees WHEN true THEN '✓' WHEN false THEN '✗' ELSE '' END AS "ok"
FROM comparison
WHERE query = :'query'
ORDER BY line;
