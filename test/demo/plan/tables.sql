-- A second year to compare the first with, as synthetic as the first: what runs
-- on, and what follows.  A contract that ends is followed, once, by another from
-- the day after, at the same value a day: every second one for three years, the
-- others for as long as before; what reported monthly reports quarterly from then.
CREATE TABLE next_year AS
WITH follower AS (
    SELECT id, agency, provider, value_a_day, reporting_frequency,
           daterange(upper(term), CASE WHEN id % 2 = 0 THEN (upper(term) + interval '3 years')::date
                                       ELSE upper(term) + (upper(term) - lower(term)) END) AS term
    FROM (SELECT *, total_value / (upper(term) - lower(term)) AS value_a_day FROM nine_contract) AS x
)
SELECT *, value_within(total_value, term, fiscal_year_range('2021/22', 7)) AS value
FROM (SELECT id, agency, provider, reporting_frequency, term, total_value
      FROM nine_contract
      UNION ALL
      SELECT id, agency, provider,
             CASE reporting_frequency WHEN 'monthly' THEN 'quarterly' ELSE reporting_frequency END,
             term, round(value_a_day * (upper(term) - lower(term)), 2)
      FROM follower) AS both_of_them
WHERE term && fiscal_year_range('2021/22', 7);
