-- Which names look like one name?
--
-- Reads arrangement.

CREATE TEMP TABLE alike AS
SELECT kind, key, sum(rows) AS rows, sum(value) AS value, count(*) AS spellings,
       string_agg(name, '; ' ORDER BY value DESC NULLS LAST, name) AS names
FROM (SELECT kind, name, provider_key(name) AS key, count(*) AS rows, sum(value) AS value
      FROM arrangement, LATERAL (VALUES ('agency', agency), ('provider', provider)) AS v (kind, name)
      WHERE name IS NOT NULL
      GROUP BY kind, name) AS x
WHERE key IS NOT NULL
GROUP BY kind, key
HAVING count(*) > 1;

SELECT count(*) > 0 AS any_alike FROM alike \gset
\if :any_alike
\echo
\echo 'WHICH NAMES LOOK ALIKE?'
\echo
\echo 'Names of one key (provider_key) may be spellings of one; everything below takes them for'
\echo 'several, so that providers are too many and shared ones too few.  docs/identity.md'
\echo
SELECT kind                                      AS "of",
       count(*)                                  AS "groups",
       sum(spellings)                            AS "spellings",
       sum(rows)                                 AS "rows",
       to_char(sum(value), '9,999,999,999,990')  AS "value"
FROM alike
GROUP BY kind
ORDER BY kind;

\echo 'The five of each that have most money'
\echo
SELECT kind                                      AS "of",
       spellings                                 AS "spellings",
       rows                                      AS "rows",
       to_char(value, '9,999,999,999,990')       AS "value",
       CASE WHEN length(names) > 70 THEN left(names, 67) || '...' ELSE names END AS "names"
FROM (SELECT *, row_number() OVER (PARTITION BY kind ORDER BY value DESC NULLS LAST, key) AS nth FROM alike) AS x
WHERE nth <= 5
ORDER BY kind, nth;
\endif
