-- B1. Grants are "13 %" and "$240m" of $1.78 billion, beside contracts of
-- $1,547,065,008. Rounding allows $228m to $238m only.
SELECT round((1775000000 - contracts) / 1e6, 1)                  AS "least grants, $m",
       round((1785000000 - contracts) / 1e6, 1)                  AS "most grants, $m",
       round((contracts + 240000000) / 1e9, 3)                   AS "total with 240, $bn",
       round(grants / 1e6, 1)                                    AS "used here, $m",
       round(100 * grants / (contracts + grants), 2)             AS "of total, %"
FROM (SELECT sum(value) FILTER (WHERE kind = 'contract') AS contracts,
             sum(value) FILTER (WHERE kind = 'grant')    AS grants
      FROM arrangement
      WHERE agency IN (SELECT agency FROM agency WHERE nine)) AS x;
