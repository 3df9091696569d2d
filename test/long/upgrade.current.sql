-- What a database may have of what is younger than 0.9 (test/earlier), for test/long/upgrade, beside upgrade.objects.sql.

SET search_path = public, tools;
CREATE TABLE merged (a concentration_summary, b concentration_summary, both_of_them concentration_summary GENERATED ALWAYS AS (merge(a, b)) STORED,
                     CHECK (measured_rows(a + b) >= 0));
INSERT INTO merged SELECT ct, NULL FROM stored UNION ALL SELECT NULL, ct FROM stored UNION ALL SELECT a.ct, b.ct FROM stored AS a, stored AS b;
CREATE INDEX merged_total ON merged (total(merge(a, b)));
CREATE VIEW merged_figures AS SELECT total(a + b), hhi(both_of_them), (a + b)::text = both_of_them::text AS same FROM merged;

-- what people write, read in defaults, checks, generated columns, indexes and views
CREATE TABLE register (
  cell   text DEFAULT 'NZ$ 1.2m',
  start  text DEFAULT '1/7/2018',
  "end"  text DEFAULT '36 months',
  name   text DEFAULT 'The Rata House Ltd.',
  day    date DEFAULT read_date('1 July 2018'),
  amount numeric GENERATED ALWAYS AS (read_amount(cell, strict => false)) STORED,
  term   daterange GENERATED ALWAYS AS (read_term(start, "end", 'DMY', 'Pacific/Auckland', strict => false)) STORED,
  parts  numeric[] DEFAULT split_value(100.00, '{1,1,1}'),
  CHECK (read_currency(cell) IS DISTINCT FROM 'XXX')
);
INSERT INTO register DEFAULT VALUES;
INSERT INTO register (cell, start, "end", name) VALUES ('(500)', '30/6/2018 12:00:00Z', 'ongoing', 'RATA HOUSE LIMITED'), ('TBC', '', '3+1+1', 'Tūī Clinic');
CREATE INDEX register_name ON register (provider_key(name));
CREATE INDEX register_amount ON register (read_amount(cell, ',', false));
CREATE VIEW register_keys AS SELECT provider_key(name, '{clinic}') AS key, count(*) AS rows, sum(amount) AS amount, min(read_currency(cell)) AS currency FROM register GROUP BY 1;
CREATE VIEW imported AS
SELECT o.ocid, o.provider, o.suppliers, o.value, o.award_date AS awarded, o.date_signed, o.term, o.unread, g.award_date, g.recipients, g.agency
FROM ocds_contracts('{"ocid": "o", "awards": [{"date": "2020-05-20T12:00:00Z", "suppliers": [{"name": "Kea"}], "value": {"amount": 1}, "contractPeriod": {"startDate": "2020-06-30T12:00:00Z", "durationInDays": 1}}]}', 'Pacific/Auckland') AS o,
     threesixtygiving_grants('{"id": 1, "awardDate": "04/06/2014 23:00:00Z", "fundingOrganization": [{"name": "Fund"}]}', 'DMY', 'Europe/London') AS g;

-- states of aggregates that have an entry for each row, stored as they are
CREATE AGGREGATE change_state(term_summary, term_summary) (SFUNC = length_change_add, STYPE = length_change_state, COMBINEFUNC = length_change_state_combine);
CREATE AGGREGATE theil_state(concentration_summary) (SFUNC = theil_parts_add, STYPE = theil_parts_state, COMBINEFUNC = theil_parts_state_combine);
CREATE AGGREGATE bounds_state(numrange, numrange) (SFUNC = length_bounds_add, STYPE = length_bounds_state, COMBINEFUNC = length_bounds_state_combine);
CREATE TABLE gathered AS
SELECT agency IN ('many', 'nothing') AS other, change_state(t, lengths) AS changes, theil_state(ct) AS parts, bounds_state('[1,3]', numrange(0, total(cb))) AS bounds,
       ARRAY[theil_state(cu), NULL, theil_state(NULL)] AS several
FROM stored WHERE coalesce(total(cb), 0) >= 0 GROUP BY 1;
CREATE VIEW gathered_figures AS
SELECT length_change_final(changes), theil_parts_final(parts), length_bounds_final(bounds), (SELECT array_agg(theil_parts_final(s)) FROM unnest(several) AS s), theil_parts_final(several[1]) AS first FROM gathered;

-- what is published of it
CREATE MATERIALIZED VIEW published AS
SELECT agency, hhi_bounds(ct, 1000), hhi_bounds(ct, 0.5, 3) AS few, top_share_bounds(ct, 3, 1000), withheld(ARRAY[contracts(t), holders(cb), holders(ct), NULL], '{t,f,f,f}'),
       union_bounds(ARRAY[providers(ot), providers(ob)]), rr3(holders(ct), agency), graduated_round(holders(ct), agency), (lengths - lengths) IS NULL AS nothing, known
FROM stored JOIN (SELECT agency, concentration_summary(overlap_summary(agency, number, value)) + concentration_summary(burden_summary(agency, number, wanted, value)) AS known
                  FROM arrangement WHERE num_nulls(number, wanted, value) = 0 GROUP BY agency) AS a USING (agency);

-- tables that keep summaries: of a table with generated columns and a policy, in a name that is quoted, by keys of our types
CREATE SCHEMA "kept here";
CREATE TABLE "kept here"."by agency" (agency text, reporting reporting, t term_summary, ct concentration_summary, ob overlap_summary, du schedule_summary, PRIMARY KEY (reporting, agency));
SELECT keep_summaries('arrangement', '"kept here"."by agency"', $$SELECT agency, reporting, term_summary(term, value) AS t, concentration_summary(provider::text, value) AS ct,
  overlap_summary(agency, number, value) FILTER (WHERE per_year(wanted) > 1) AS ob, schedule_summary(agency, md5(number::text)::uuid, wanted, term, value) AS du FROM rows GROUP BY agency, reporting$$);
-- and of a partitioned one, in a partitioned one
CREATE TABLE kept (f frequency, p nzbn, c concentration_summary, PRIMARY KEY (f, p)) PARTITION BY HASH (f);
CREATE TABLE kept_0 PARTITION OF kept FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE kept_1 PARTITION OF kept FOR VALUES WITH (MODULUS 2, REMAINDER 1);
SELECT keep_summaries('by_frequency', 'kept', 'SELECT f, p, concentration_summary(p, value) AS c FROM rows WHERE f > frequency ''annually'' GROUP BY 1, 2');
UPDATE by_frequency SET f = 'weekly' WHERE p < (SELECT provider FROM arrangement WHERE id = 7);
