-- The figures of the page once more, without the extension: nothing below calls
-- any of its functions or types, so that every digit is checked by other code.
\ir years.sql
\ir reports.sql
CREATE TEMP VIEW contract AS
SELECT id, agency, provider::text AS provider, provider_type, value, sourcing,
       reporting_frequency, monitoring_frequency, monitoring_mode, start_date, end_date,
       pg_temp.years(start_date, end_date) AS years
FROM arrangement
WHERE kind = 'contract'
      AND agency IN ('MBIE', 'MoE', 'HUD', 'MoJ', 'MSD', 'MPP', 'Ara Poutama', 'OT', 'TPK');
-- What lengths are measured over: the Police's contracts, too.
CREATE TEMP VIEW long AS
SELECT value, start_date, end_date, pg_temp.years(start_date, end_date) AS years
FROM arrangement
WHERE kind = 'contract'
      AND agency IN ('MBIE', 'MoE', 'HUD', 'MoJ', 'MSD', 'MPP', 'Ara Poutama', 'OT', 'TPK', 'Police');

CREATE TEMP TABLE plain (ref text, what text, figure numeric);

INSERT INTO plain
SELECT 'A1', 'arrangements', count(*) FROM arrangement
UNION ALL SELECT 'A1', CASE kind WHEN 'other' THEN '  other agreements' ELSE '  ' || kind || 's' END, count(*)
FROM arrangement GROUP BY kind
UNION ALL SELECT 'A1', label, count(*)
FROM (SELECT agency FROM arrangement GROUP BY agency HAVING count(*) >= 1950) AS x,
     (VALUES ('agencies with about 2,000 or more', NULL),
             ('  of the six that were named', ARRAY['MoH', 'MSD', 'DIA', 'MoE', 'ACC', 'OT'])) AS l (label, named)
WHERE named IS NULL OR agency = ANY (named)
GROUP BY label;

CREATE TEMP TABLE link AS SELECT DISTINCT agency, provider::text AS provider FROM arrangement;
INSERT INTO plain
SELECT 'A2', agency, count(*) FROM link GROUP BY agency
UNION ALL SELECT 'A3', 'providers in all', count(DISTINCT provider) FROM link
UNION ALL SELECT 'A3', 'the fewest that the 13 counts allow', max(n)
FROM (SELECT count(*) AS n FROM link GROUP BY agency) AS x
UNION ALL SELECT 'A3', 'the most that the 13 counts allow', count(*) FROM link
UNION ALL SELECT 'A3', 'providers of two agencies or more', count(*)
FROM (SELECT FROM link GROUP BY provider HAVING count(*) >= 2) AS x;

CREATE TEMP TABLE spend AS
SELECT agency, sum(value) AS value, rank() OVER (ORDER BY sum(value) DESC) AS rank,
       sum(value) / sum(sum(value)) OVER () AS share
FROM arrangement GROUP BY agency;
INSERT INTO plain
SELECT 'A4', 'all 13 agencies, $', sum(value) FROM spend
UNION ALL SELECT 'A4', agency, share FROM spend WHERE agency IN ('MoH', 'ACC', 'MSD', 'OT', 'MoE')
UNION ALL SELECT 'A4', 'all others', sum(share) FROM spend WHERE agency NOT IN ('MoH', 'ACC', 'MSD', 'OT', 'MoE')
UNION ALL SELECT 'A4', 'the two largest', sum(share) FROM spend WHERE rank <= 2
UNION ALL SELECT 'A5', what, figure
FROM (SELECT sum(value) AS t, sum(value) FILTER (WHERE kind = 'grant') AS g
      FROM arrangement WHERE agency NOT IN ('MoH', 'ACC', 'DIA', 'Police')) AS x,
     LATERAL (VALUES ('nine agencies, $', t), ('  of which grants, $', g),
                     ('  share of grants', g / t)) AS l (what, figure);

INSERT INTO plain
SELECT l.*
FROM (SELECT count(*) AS n, sum(value) AS t FROM contract) AS x,
     LATERAL (VALUES
         ('A6', 'contracts', n::numeric), ('A6', 'total, $', t), ('A6', 'mean value in the year, $', t / n),
         ('A7', 'under $100,000, of contracts', (SELECT count(*) FROM contract WHERE value < 100000) / n::numeric),
         ('A7', 'under $100,000, of value', (SELECT sum(value) FROM contract WHERE value < 100000) / t),
         ('A8', 'under $200,000, of contracts', (SELECT count(*) FROM contract WHERE value < 200000) / n::numeric),
         ('A8', 'over $1 million, of contracts', (SELECT count(*) FROM contract WHERE value > 1000000) / n::numeric),
         ('A9', 'the nine largest, of value',
          (SELECT sum(value) FROM (SELECT value FROM contract ORDER BY value DESC LIMIT 9) AS y) / t),
         ('A9', 'the nine largest, $',
          (SELECT sum(value) FROM (SELECT value FROM contract ORDER BY value DESC LIMIT 9) AS y)),
         ('A9', 'contracts that hold 17.7 %',
          (SELECT min(r) FROM (SELECT row_number() OVER w AS r, sum(value) OVER w AS so_far
                               FROM contract WINDOW w AS (ORDER BY value DESC, id)) AS y
           WHERE so_far >= 0.177 * t))
     ) AS l;

INSERT INTO plain
SELECT l.*
FROM (SELECT count(*) AS n, sum(value) AS t FROM long) AS x,
     LATERAL (VALUES
         ('A10', 'average length, years', (SELECT avg(years) FROM long)),
         ('A10', 'weighted by value, years', (SELECT sum(years * value) FROM long) / t),
         ('A11', 'under 1 year, of contracts', (SELECT count(*) FROM long WHERE years < 1) / n::numeric),
         ('A11', 'under 1 year, of value', (SELECT sum(value) FROM long WHERE years < 1) / t),
         ('A12', 'over 3 years, of contracts', (SELECT count(*) FROM long WHERE years > 3) / n::numeric),
         ('A13', '3 years or more, of value', (SELECT sum(value) FROM long WHERE years >= 3) / t),
         ('A13', '3 years or more, $', (SELECT sum(value) FROM long WHERE years >= 3)),
         ('A14', 'over 3 years, of value', (SELECT sum(value) FROM long WHERE years > 3) / t),
         ('A15', '3 to under 5 years, of value',
          (SELECT sum(value) FROM long WHERE years >= 3 AND years < 5) / t),
         ('A15', '5 years or longer, of value', (SELECT sum(value) FROM long WHERE years >= 5) / t)
     ) AS l;

CREATE TEMP VIEW watched AS
SELECT (monitoring_frequency IN ('six-monthly', '3/year', 'quarterly'))::int AS often,
       coalesce('visit' = ANY (monitoring_mode), false)::int AS visit
FROM contract WHERE monitoring_frequency IS NOT NULL;
INSERT INTO plain
SELECT 'A16', 'OT: 4 years, of contracts', avg((years = 4)::int) FROM contract WHERE agency = 'OT'
UNION ALL SELECT 'A16', 'MoJ: 5 years, of contracts', avg((years = 5)::int) FROM contract WHERE agency = 'MoJ'
UNION ALL SELECT 'A16', 'TPK: 10 years or longer, of contracts', avg((years >= 10)::int)
FROM contract WHERE agency = 'TPK'
UNION ALL SELECT 'A17', 'Māori providers, of contracts', avg((provider_type IS NOT DISTINCT FROM 'Māori')::int)
FROM contract
UNION ALL SELECT 'A17', 'Māori providers, of value',
                 sum(CASE provider_type WHEN 'Māori' THEN value ELSE 0 END) / sum(value) FROM contract
UNION ALL SELECT 'A17', 'Pacific providers, of contracts', avg((provider_type IS NOT DISTINCT FROM 'Pacific')::int)
FROM contract
UNION ALL SELECT 'A17', 'Māori providers, times the target of 5 %',
                 avg((provider_type IS NOT DISTINCT FROM 'Māori')::int) / 0.05 FROM contract
UNION ALL SELECT 'A18', what, avg((coalesce(sourcing, '') = ANY (methods))::int)
FROM contract, (VALUES ('open tender, of contracts', ARRAY['open tender']),
                       ('closed tender or direct, of contracts', ARRAY['closed tender', 'direct']),
                       ('method not stated, of contracts', ARRAY[''])) AS m (what, methods)
GROUP BY what
UNION ALL SELECT 'A19', 'report 2 to 12 times a year, of contracts',
                 avg((reporting_frequency IN ('six-monthly', 'quarterly', 'monthly'))::int) FROM contract
UNION ALL SELECT 'A19', '  reports that they ask in 2020/21',
                 sum(pg_temp.a_year(reporting_frequency) * pg_temp.of_year(start_date, end_date)) FROM contract
UNION ALL SELECT 'A19', '  if each of them ran all year', sum(pg_temp.a_year(reporting_frequency)) FROM contract
UNION ALL SELECT 'A19', 'report monthly, of contracts', avg((reporting_frequency = 'monthly')::int) FROM contract
UNION ALL SELECT 'A20', 'monitored 2 to 4 times a year, of contracts', avg(often) FROM watched
UNION ALL SELECT 'A20', 'by a visit, of contracts', avg(visit) FROM watched
UNION ALL SELECT 'A20', 'both: 2 to 4 visits a year, of contracts', avg(often * visit) FROM watched;
