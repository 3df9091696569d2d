-- Replaces the batches of an agency by one.  Who deletes first would wait for
-- who deletes last, so one at a time.
\set agency random(1, 8)
BEGIN;
SELECT pg_advisory_xact_lock(:agency);
WITH gone AS (DELETE FROM batch WHERE agency = :agency::int RETURNING *)
INSERT INTO batch SELECT agency, rollup(c), rollup(t), rollup(o), rollup(b), rollup(d) FROM gone GROUP BY agency;
COMMIT;
