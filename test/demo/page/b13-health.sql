-- B13. Health pays non-government providers "around $10 billion" a year in the
-- Cabinet paper, and 36 % of $6 to 7 billion in the sector update, which leaves
-- the district health boards out. With $10 billion all other shares shrink.
SELECT reading                                                     AS "health",
       round(health / 1e9, 2)                                      AS "$bn",
       round((everything - moh + health) / 1e9, 2)                 AS "all 13 agencies, $bn",
       round(100 * health / (everything - moh + health), 1)        AS "health, % of all",
       round(100 * acc / (everything - moh + health), 1)           AS "ACC, % of all"
FROM (SELECT sum(value)                                            AS everything,
             sum(value) FILTER (WHERE agency = 'MoH')              AS moh,
             sum(value) FILTER (WHERE agency = 'ACC')              AS acc
      FROM arrangement) AS x,
     LATERAL (VALUES ('as MoH has it', moh), ('with the boards', 10000000000)) AS way (reading, health)
ORDER BY health;
