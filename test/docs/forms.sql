-- The forms of SQL over a frequency that docs/frequency.md says to write because
-- a dump carries them.

CREATE FUNCTION changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE a (id int PRIMARY KEY, f frequency CHECK (f <> 'daily'), g frequency,
  asked frequency GENERATED ALWAYS AS (CASE WHEN f <> 'none' THEN f END) STORED,
  CHECK (per_year(f) IS DISTINCT FROM per_year(g)), CHECK (f IN ('monthly', 'annual') OR f BETWEEN 'annual' AND 'weekly'));
CREATE INDEX ON a (f) WHERE f > 'annual';
CREATE TRIGGER of_number BEFORE UPDATE ON a FOR EACH ROW
  WHEN (per_year(OLD.f) IS DISTINCT FROM per_year(NEW.f)) EXECUTE FUNCTION changed();
CREATE TRIGGER of_row AFTER UPDATE ON a FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION changed();
CREATE VIEW cases AS
SELECT CASE WHEN f <> 'none' THEN f END AS asked, nullif(per_year(f), 0) AS times, greatest(f, g) AS more,
       CASE WHEN f = 'monthly' THEN 1 END AS monthly, f < g AS rarer
FROM a;
CREATE VIEW joined AS SELECT a.f FROM a JOIN a AS b ON a.f = b.f WHERE a.f IN (SELECT g FROM a) ORDER BY a.f;
CREATE VIEW grouped AS SELECT f, min(g), max(g) FROM a GROUP BY f UNION SELECT DISTINCT f, g, g FROM a;
