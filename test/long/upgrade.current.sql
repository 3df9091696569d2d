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
SELECT o.ocid, o.provider, o.value, o.term, o.unread, g.award_date, g.agency
FROM ocds_contracts('{"ocid": "o", "awards": [{"suppliers": [{"name": "Kea"}], "value": {"amount": 1}, "contractPeriod": {"startDate": "2020-06-30T12:00:00Z", "durationInDays": 1}}]}', 'Pacific/Auckland') AS o,
     threesixtygiving_grants('{"id": 1, "awardDate": "05/06/2014", "fundingOrganization": [{"name": "Fund"}]}', 'DMY') AS g;
