-- A second year to compare the first with, as synthetic as the first: contracts
-- that end before 1 July 2022 are renewed from the day after, at the same value
-- a year, half of them for three years and half for as long as before; what is
-- renewed and reported monthly now reports quarterly.  All others run on.
CREATE TABLE next_year AS
SELECT id, agency, provider, kind, region, value,
       CASE WHEN renewed AND reporting_frequency = 'monthly' THEN 'quarterly'
            ELSE reporting_frequency END AS reporting_frequency,
       CASE WHEN NOT renewed THEN term
            WHEN id % 2 = 0 THEN daterange(upper(term), (upper(term) + interval '3 years')::date)
            ELSE daterange(upper(term), upper(term) + (upper(term) - lower(term)))
       END AS term
FROM nine_contract, LATERAL (SELECT upper(term) < '2022-07-01' AS renewed) AS x;
