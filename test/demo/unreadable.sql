-- What could not be read, why, and what may help: a line for each kind.
--
-- Reads legible and unreadable; functions of words.sql.

SELECT format('* %s: %s of %s (%s) cannot be read.  ', name, to_char(unreadable, 'FM999,999,999'), report.counted(cells, 'cell'),
              report.percent(unreadable::numeric / cells))
       || (SELECT string_agg(format('%s%s: %s%s', report.counted(rows, 'row'), such_as, reason, coalesce(' ' || hint, '')), '  '
                             ORDER BY rows DESC, reason)
           FROM (SELECT reason, hint, sum(rows)::bigint AS rows,
                        coalesce(' such as ' || string_agg(format('"%s"', regexp_replace(left(cell, 40), '\s+', ' ', 'g')), ', ' ORDER BY nth)
                                 FILTER (WHERE nth <= 3 AND cell <> ''), '') AS such_as
                 FROM (SELECT *, row_number() OVER (PARTITION BY reason, hint ORDER BY rows DESC, cell) AS nth
                       FROM unreadable
                       WHERE unreadable.place = legible.place) AS x
                 GROUP BY reason, hint
                 ORDER BY 3 DESC, reason LIMIT 5) AS kind)
FROM legible
WHERE unreadable > 0
ORDER BY place, name;
