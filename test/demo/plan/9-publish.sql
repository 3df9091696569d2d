-- A table to publish: Pacific providers by region. Counts are rounded; money is
-- held back where one provider could be read out of it: where the two largest
-- hold more than 80 %, or the second could work out the largest to within 20 %.
SELECT region,
       graduated_round(arrangements, 'S01cde|arrangements 2020/21|' || region) AS arrangements,
       rr3(providers, 'S01cde|providers 2020/21|' || region)     AS providers,
       CASE WHEN held_back THEN NULL ELSE round(total(s) / 1e6, 1) END AS "$m",
       CASE WHEN held_back THEN 'held back' ELSE '' END          AS note
FROM (SELECT region, count(*) AS arrangements, count(DISTINCT provider) AS providers,
             concentration_summary(provider, value) AS s
      FROM arrangement
      WHERE provider_type = 'Pacific'
      GROUP BY region) AS x,
     LATERAL (SELECT dominated(s, 2, 80) OR p_percent_sensitive(s, 20) AS held_back) AS y
ORDER BY region;
