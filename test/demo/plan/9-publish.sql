-- A table to publish: Pacific providers by region. Their number is rounded; money
-- is held back where one provider could be read out of it, because the two largest
-- hold more than 80 %, or the second could work out the largest to within 20 %. The
-- total is published too, so withheld() says what has to be held back besides. What
-- is held back can be worked out together, so the same rules apply to that.
CREATE TEMP TABLE cell AS
SELECT region, count(DISTINCT provider) AS providers, concentration_summary(provider, value) AS s
FROM arrangement
WHERE provider_type = 'Pacific'
GROUP BY ROLLUP (region);

CREATE TEMP TABLE held AS
SELECT region, held_back
FROM (SELECT array_agg(region ORDER BY region)   AS regions,
             array_agg(total(s) ORDER BY region) AS cells,
             array_agg(dominated(s, 2, 80) OR p_percent_sensitive(s, 20) ORDER BY region) AS sensitive
      FROM cell
      WHERE region IS NOT NULL) AS x,
     unnest(regions, withheld(cells, sensitive)) AS u (region, held_back);

SELECT coalesce(region, 'all regions') AS region,
       rr3(providers, 'S01cde|providers 2020/21|' || coalesce(region, 'all regions')) AS providers,
       CASE WHEN held_back THEN NULL ELSE round(total(s) / 1e6, 1) END AS "$m",
       CASE WHEN held_back THEN 'held back' ELSE '' END AS note
FROM cell LEFT JOIN held USING (region)
ORDER BY cell.region NULLS LAST;

SELECT count(*) AS "held back", round(total(rollup(s)) / 1e6, 1) AS "$m together",
       dominated(rollup(s), 2, 80) OR p_percent_sensitive(rollup(s), 20) AS "tells too much"
FROM cell JOIN held USING (region)
WHERE held_back;

DROP TABLE cell, held;
