-- From what was read of any file to the table that the analyses read.
--
-- There before, made by csv.sql or json.sql: reading, a line for each row of the file; gap, what
-- is not there or unreadable in it; the variable currency, which is empty where nobody
-- chose one.  Nothing is thrown away: what cannot be read is NULL, the row stays, and
-- load_problem has a line for it.  The figures then count it as missing where they
-- need it.

-- Money of one currency only.  Where a file names one, amounts without are taken for it;
-- where it names several, the analyses are of one, and other money is not known there.
CREATE TABLE money_in AS
SELECT currency, count(*) AS rows, sum(value) AS value
FROM reading
WHERE value IS NOT NULL
GROUP BY currency;

CREATE TABLE chosen AS
SELECT currencies, CASE currencies WHEN 0 THEN NULL WHEN 1 THEN only_one ELSE coalesce(wanted, most) END AS currency,
       wanted IS NOT NULL AND NOT EXISTS (SELECT FROM money_in WHERE money_in.currency = wanted) AS is_unknown
FROM (SELECT count(currency) AS currencies, min(currency) AS only_one, nullif(:'currency', '') AS wanted,
             (SELECT currency FROM money_in WHERE currency IS NOT NULL ORDER BY rows DESC, currency LIMIT 1) AS most
      FROM money_in) AS x;

CREATE TABLE arrangement (
	row      bigint PRIMARY KEY,      -- its place in the file, header not counted
	agency   text,
	provider text,
	value    numeric,                 -- in the chosen currency
	term     daterange,
	reporting_frequency frequency,
	contract_id text
);

INSERT INTO arrangement
SELECT row, agency, provider,
       CASE WHEN currencies <= 1 OR reading.currency = chosen.currency THEN value END,
       term, frequency, contract_id
FROM reading, chosen;

CREATE TABLE load_problem AS
SELECT row, place, problem, cell AS found
FROM gap
UNION ALL
SELECT row, 5, CASE WHEN reading.currency IS NULL THEN 'value of no currency' ELSE 'value in another currency' END,
       reading.currency
FROM reading, chosen
WHERE value IS NOT NULL AND currencies > 1 AND reading.currency IS DISTINCT FROM chosen.currency;

-- The twelve agencies with most money have lines of their own in tables by agency, the
-- others one together, if there are several.
CREATE TABLE agency_line AS
SELECT agency,
       CASE WHEN agency IS NULL THEN '(no agency)'
            WHEN nth > 12 AND of > 13 THEN format('%s others', of - 12)
            WHEN length(agency) > 44 THEN left(agency, 41) || '...'
            ELSE agency END AS label,
       CASE WHEN agency IS NULL THEN 1001 WHEN nth > 12 THEN 1000 ELSE nth END AS place
FROM (SELECT agency, count(agency) OVER () AS of,
             row_number() OVER (ORDER BY agency IS NULL, sum(value) DESC NULLS LAST, count(*) DESC, agency) AS nth
      FROM arrangement
      GROUP BY agency) AS x;

ANALYZE arrangement;
