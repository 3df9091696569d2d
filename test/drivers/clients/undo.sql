-- Adds something that is not kept.
\set agency random(1, 8)
BEGIN;
INSERT INTO batch SELECT agency, c, t, NULL, NULL, NULL FROM stored WHERE agency = :agency::int;
SELECT hhi(rollup(c)), mean_length(rollup(t)) FROM batch WHERE agency = :agency::int AND o IS NULL;
ROLLBACK;
