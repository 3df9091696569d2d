-- What a database may have of what is younger than 0.9 (test/earlier), for test/long/upgrade, beside upgrade.objects.sql.

SET search_path = public, tools;
CREATE TABLE merged (a concentration_summary, b concentration_summary, both_of_them concentration_summary GENERATED ALWAYS AS (merge(a, b)) STORED,
                     CHECK (measured_rows(a + b) >= 0));
INSERT INTO merged SELECT ct, NULL FROM stored UNION ALL SELECT NULL, ct FROM stored UNION ALL SELECT a.ct, b.ct FROM stored AS a, stored AS b;
CREATE INDEX merged_total ON merged (total(merge(a, b)));
CREATE VIEW merged_figures AS SELECT total(a + b), hhi(both_of_them), (a + b)::text = both_of_them::text AS same FROM merged;
