-- Row security: an analyst sees the agencies that a table names, and every
-- figure is over those only. (Rolled back at the end, so that nothing stays.)
BEGIN;
CREATE ROLE social_analyst;
CREATE TABLE may_see (role name, agency text);
INSERT INTO may_see VALUES ('social_analyst', 'OT'), ('social_analyst', 'MSD');
ALTER TABLE arrangement ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_agency ON arrangement FOR SELECT
    USING (agency IN (SELECT agency FROM may_see WHERE role = current_user));
GRANT SELECT ON arrangement, may_see TO social_analyst;

SET LOCAL ROLE social_analyst;
SELECT agencies(s), providers(s), shared_providers(s) AS shared,
       round(weighted_length(lengths), 2) AS years, round(total(s) / 1e6, 1) AS "$m"
FROM (SELECT overlap_summary(agency, provider, value)        AS s,
             term_summary(term, value)                       AS lengths
      FROM arrangement) AS x;
SELECT agency, count(*) AS rows FROM arrangement GROUP BY agency ORDER BY agency;
ROLLBACK;
