-- What was unclear, as the comment above the query :query says it, and what the
-- query answers: a line for each row.
\set note `sed -n '/^--/!q; s/^-- //p' :'dir'/:query`
\set text `sed 's/;[[:space:]]*$//' :'dir'/:query`
\echo :note '[':query']'
SELECT string_agg(CASE WHEN value ~ '^[-0-9.]+$' THEN key || ': ' || value ELSE value END, ' | '
                  ORDER BY pair.place)
FROM (
SELECT row_number() OVER () AS place, row_to_json(given) AS line
FROM (
:text
) AS given
) AS answer,
     LATERAL json_each_text(line) WITH ORDINALITY AS pair (key, value, place)
GROUP BY answer.place
ORDER BY answer.place
\g (tuples_only=on format=unaligned) | sed 's/^/    /'
