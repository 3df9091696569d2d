-- What the queries of the page read: arrangement and agency, as
-- test/data/sector.sql makes them, and what is defined here.

-- The end date is the last day of a contract; a term counts it.
ALTER TABLE arrangement
	ADD COLUMN term daterange GENERATED ALWAYS AS (contract_term(start_date, end_date)) STORED;

-- A number whose check digit is wrong would stop this.
ALTER TABLE arrangement ALTER COLUMN provider TYPE nzbn USING provider::nzbn;

-- Values, sourcing and reporting were counted over the contracts of nine
-- agencies, without grants and other agreements; lengths over those and the
-- Police's.
CREATE VIEW nine_contract AS
SELECT *
FROM arrangement
WHERE kind = 'contract' AND agency IN (SELECT agency FROM agency WHERE nine);

CREATE VIEW length_contract AS
SELECT *
FROM arrangement
WHERE kind = 'contract' AND (agency = 'Police' OR agency IN (SELECT agency FROM agency WHERE nine));
