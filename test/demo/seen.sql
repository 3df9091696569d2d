-- What was read of the file, and what of it is not as it should be.
--
-- Reads arrangement, load_problem and what csv.sql or json.sql has left; functions of
-- words.sql.

\echo
\echo 'WHAT WAS READ'
\echo
SELECT count(*)                                  AS "rows",
       count(*) FILTER (WHERE NOT flawed)        AS "complete",
       count(*) FILTER (WHERE flawed)            AS "with a gap",
       count(*) FILTER (WHERE value = 0)         AS "of value 0",
       count(DISTINCT agency)                    AS "agencies",
       count(DISTINCT provider)                  AS "providers"
FROM (SELECT a.*, row IN (SELECT row FROM load_problem) AS flawed
      FROM arrangement AS a) AS x;

SELECT count(*) > 0 AS any_problem FROM load_problem \gset
\if :any_problem
\echo 'Rows with a gap stay in, and count as missing in the figures that need it:'
\echo
SELECT problem                             AS "problem",
       count(*)                            AS "rows",
       min(row)                            AS "first in row",
       left(min(found) FILTER (WHERE first), 30) AS "which says",
       CASE place
           WHEN 1 THEN 'its own line: (no agency)'
           WHEN 2 THEN 'all but lengths'
           WHEN 11 THEN 'lengths, value of a year'
           WHEN 12 THEN 'reporting'
           WHEN 13 THEN 'reporting'
           ELSE CASE WHEN place < 6 THEN 'everything weighted by value'
                     ELSE 'lengths, cover, reporting' END
       END                                 AS "missing from"
FROM (SELECT *, row = min(row) OVER (PARTITION BY place, problem) AS first
      FROM load_problem) AS x
GROUP BY place, problem
ORDER BY place, problem;
\endif

SELECT currencies > 0 AS any_currency, currencies > 1 AS several FROM chosen \gset
\if :any_currency
\echo 'By currency; money of several is never added up'
\echo
SELECT coalesce(money_in.currency, '(none said)') AS "currency",
       rows                                      AS "rows",
       to_char(value, '9,999,999,999,999,990.99') AS "value"
FROM money_in
ORDER BY rows DESC, 1;
\endif

-- Notes, a line each.
\pset tuples_only on
\pset format unaligned
\if :several
SELECT format('Figures of money are of %s alone; CURRENCY=%s asks for another.', chosen.currency,
              (SELECT min(currency) FROM money_in WHERE currency <> chosen.currency))
FROM chosen;
\elif :any_currency
SELECT format('%s no currency, and %s taken for %s.', CASE rows WHEN 1 THEN '1 value says' ELSE to_char(rows, 'FM999,999,999') || ' values say' END,
              report.verb(rows, 'is', 'are'), chosen.currency)
FROM money_in, chosen
WHERE money_in.currency IS NULL;
\endif
SELECT format('Left out because %s: %s.', what, report.counted(number, unit)) FROM left_out ORDER BY place;
SELECT format('Divided evenly between several providers, because the data do not say how: %s, with %s of the value.',
              report.counted(count(*), 'row'), report.percent(sum(value) / nullif((SELECT sum(value) FROM arrangement), 0)))
FROM arrangement JOIN reading USING (row, value)
WHERE sharing > 1
HAVING count(*) > 0;
SELECT format('%s %s in more than one row each, %s in all; each row counts as an arrangement.',
              report.counted(count(*), 'contract identifier'), report.verb(count(*), 'is', 'are'), report.counted(sum(times)::bigint, 'row'))
FROM (SELECT count(*) AS times FROM arrangement WHERE contract_id IS NOT NULL GROUP BY contract_id) AS x
WHERE times > 1
HAVING count(*) > 0;
\pset format aligned
\pset tuples_only off
