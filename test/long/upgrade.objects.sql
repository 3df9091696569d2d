-- What a database may have of the extension, for test/long/upgrade: tables, indexes, views and whatever else depends on
-- its types and functions, and on a role "reader".  It takes version 0.9 of test/earlier; upgrade.current.sql has
-- what that lacks.

CREATE SCHEMA tools;
CREATE EXTENSION commissioning SCHEMA tools VERSION :'version';
SET search_path = public, tools;

-- rows: both types in columns, defaults, checks, generated columns, arrays, domains, ranges and composite types
-- (no cast in the check of a domain, not even the implicit one from nzbn to bigint: pg_upgrade makes domains before casts)
CREATE DOMAIN provider AS nzbn CHECK (VALUE > nzbn '9000000000001');
CREATE DOMAIN reporting AS frequency DEFAULT 'quarterly' NOT NULL CHECK (VALUE >= '0.1/year');
CREATE TYPE nzbn_range AS RANGE (SUBTYPE = nzbn);
CREATE TYPE pair AS (total_of concentration_summary, lengths_of term_summary);
CREATE TABLE arrangement (
  id       int PRIMARY KEY,
  agency   text NOT NULL,
  provider provider,
  number   bigint DEFAULT 42 CHECK (number IS NULL OR number > -100),
  reporting reporting,
  wanted   frequency DEFAULT 'monthly' CHECK (wanted IS NULL OR per_year(wanted) <= 366),
  term     daterange DEFAULT contract_term('2020-07-01', '2021-06-30'),
  value    numeric,
  years    numeric GENERATED ALWAYS AS (term_years(term)) STORED,
  fy       text GENERATED ALWAYS AS (fiscal_year(lower(term), 7)) STORED,
  history  frequency[],
  CHECK (upper_inf(term) OR term_years(term) >= 0)
);
INSERT INTO arrangement (id, agency, provider, number, reporting, wanted, term, value, history)
SELECT i, 'Agency of some length ' || i % 9, (9000000000000 + 10 * n + check_digit)::nzbn, nullif(i % 60, 7),
       (i % 24 + 1)::frequency, CASE WHEN i % 11 > 0 THEN (i % 5 * 0.5)::frequency END,
       contract_term('2015-02-28'::date + i % 400, CASE WHEN i % 13 > 0 THEN '2017-01-01'::date + i * 7 % 2000 END),
       CASE WHEN i % 17 > 0 THEN (i % 1000 - 40) * 0.01 END, ARRAY['monthly', i % 3, NULL]::frequency[]
FROM (SELECT i, n, (10 - (9 + sum(substr(lpad(n::text, 11, '0'), p, 1)::int * CASE p % 2 WHEN 1 THEN 3 ELSE 1 END)) % 10) % 10 AS check_digit
      FROM (SELECT i, i * 7919 % 701 + 4200000 AS n FROM generate_series(1, 5000) AS i) AS x, generate_series(1, 11) AS p GROUP BY i, n) AS x;
INSERT INTO arrangement (id, agency) VALUES (0, 'defaults only');
CREATE INDEX arrangement_provider ON arrangement (provider);
CREATE INDEX arrangement_provider_hash ON arrangement USING hash (provider);
CREATE INDEX arrangement_reporting ON arrangement (reporting DESC, id) INCLUDE (agency);
CREATE INDEX arrangement_reporting_hash ON arrangement USING hash (reporting);
CREATE INDEX arrangement_years ON arrangement (term_years(term)) WHERE value > 0;
CREATE INDEX arrangement_rounded ON arrangement (rr3(number, agency));
CREATE STATISTICS arrangement_statistics ON provider, reporting FROM arrangement;

-- partitions by our types: by range, by list and by hash, whose functions decide what lies where
CREATE TABLE by_frequency (f frequency, p nzbn, value numeric) PARTITION BY RANGE (f);
CREATE TABLE by_frequency_low PARTITION OF by_frequency FOR VALUES FROM (MINVALUE) TO ('quarterly');
CREATE TABLE by_frequency_high PARTITION OF by_frequency FOR VALUES FROM ('quarterly') TO (MAXVALUE) PARTITION BY HASH (p);
CREATE TABLE by_frequency_high_0 PARTITION OF by_frequency_high FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_frequency_high_1 PARTITION OF by_frequency_high FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX by_frequency_p ON by_frequency (p, f);
INSERT INTO by_frequency SELECT reporting, provider, value FROM arrangement WHERE provider IS NOT NULL;
CREATE TABLE by_hash (f frequency, s concentration_summary) PARTITION BY HASH (f);
CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE by_hash_2 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO by_hash SELECT reporting, concentration_summary(provider, value) FROM arrangement GROUP BY reporting;

-- summaries: all types and keys, empty, small, compressed, out of line; partitioned; in arrays and composite types
CREATE TABLE stored (
  agency text,
  t  term_summary,
  ct concentration_summary, cb concentration_summary, cu concentration_summary,
  ot overlap_summary, ob overlap_summary, ou overlap_summary,
  bt burden_summary, bb burden_summary, bu burden_summary,
  dt schedule_summary, db schedule_summary, du schedule_summary,
  hhi numeric GENERATED ALWAYS AS (hhi(ct)) STORED,
  lengths term_summary DEFAULT '{"version": 1, "measured_rows": 0, "measured_value": 0, "missing_rows": 1, "missing_value": 0, "entries": []}',
  CHECK (measured_rows(ct) >= 0 AND coalesce(hhi(ct), 1) > 0)
) PARTITION BY LIST (agency);
CREATE TABLE stored_some PARTITION OF stored FOR VALUES IN ('Agency of some length 1', 'Agency of some length 2');
CREATE TABLE stored_rest PARTITION OF stored DEFAULT;
ALTER TABLE stored_some ALTER COLUMN cu SET STORAGE external, ALTER COLUMN bb SET STORAGE main;
CREATE VIEW every_summary AS
SELECT agency, term_summary(term, value) AS t,
       concentration_summary(provider::text || agency, value) AS ct, concentration_summary(number, value) AS cb, concentration_summary(md5(id::text)::uuid, value) AS cu,
       overlap_summary(agency, provider::text, value) AS ot, overlap_summary(agency, number, value) AS ob, overlap_summary(agency, md5(number::text)::uuid) AS ou,
       burden_summary(agency, provider::text, reporting, value) AS bt, burden_summary(agency, number, wanted, value) AS bb,
       burden_summary(agency, md5(number::text)::uuid, wanted, value) AS bu,
       schedule_summary(agency, provider::text, reporting, term, value) AS dt, schedule_summary(agency, number, wanted, term, value) AS db,
       schedule_summary(agency, md5(number::text)::uuid, wanted, term, value) AS du
FROM arrangement GROUP BY agency;
INSERT INTO stored SELECT * FROM every_summary;
INSERT INTO stored (agency, ct, t) SELECT 'nothing', concentration_summary(NULL::text, NULL), term_summary(NULL, NULL);
INSERT INTO stored (agency, ct, cb, cu)
SELECT 'many', concentration_summary('a provider of some length ' || i, i), concentration_summary(i, i), concentration_summary(md5(i::text)::uuid, i) FROM generate_series(1, 20000) AS i;
CREATE INDEX stored_total ON stored (total(ct));
CREATE UNIQUE INDEX stored_top ON stored (top_share(ct, 3), agency);
CREATE TABLE composite (id int PRIMARY KEY, p pair, several concentration_summary[], numbers nzbn_range);
INSERT INTO composite
SELECT row_number() OVER (ORDER BY agency COLLATE "C"), (ct, t)::pair, ARRAY[ct, cb, NULL, cu],
       nzbn_range(9429000000000::nzbn, 9429041525746::nzbn) FROM stored WHERE agency <> 'many';

-- what reads them
CREATE VIEW figures AS
SELECT agency, hhi(ct), gini(cb), weighted_length(t), length_quantile(t, 0.5), shared_providers(ot), joint_reports(bt), value_coverage(bu), joint_saving(dt, '[2020-01-01,2021-01-01)'),
       (SELECT array_agg(holder ORDER BY rank) FROM top_holders(ct, 3)) AS top
FROM stored;
CREATE MATERIALIZED VIEW whole AS
SELECT agency IN ('many', 'nothing') AS other, rollup(t) AS t, rollup(ct) AS ct, rollup(ot) AS ot, rollup(bu) AS bu, rollup(du) AS du FROM stored GROUP BY 1;
CREATE UNIQUE INDEX whole_other ON whole (other);
CREATE INDEX whole_hhi ON whole (hhi(ct));
CREATE FUNCTION largest(concentration_summary) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT holder FROM tools.top_holders($1, 1)';
CREATE FUNCTION is_often(f frequency DEFAULT 'monthly', at_least frequency DEFAULT 'quarterly') RETURNS boolean LANGUAGE sql IMMUTABLE RETURN f >= at_least AND f <> 'none';
CREATE FUNCTION a_cast(n nzbn) RETURNS bigint LANGUAGE sql IMMUTABLE RETURN n::bigint;
CREATE FUNCTION another_cast(n numeric) RETURNS numeric LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT (n::frequency)::numeric; END;
CREATE TABLE casts (id nzbn DEFAULT 9429041525746::bigint::nzbn CHECK (id > 9000000000000), f frequency DEFAULT 12, n numeric GENERATED ALWAYS AS (f::numeric * 2) STORED,
                    CHECK (f::numeric <= 366 AND another_cast(a_cast(id) % 7) >= 0));
INSERT INTO casts DEFAULT VALUES;
CREATE INDEX casts_number ON casts ((id::bigint / 10), (f::numeric));
CREATE AGGREGATE together(concentration_summary) (SFUNC = summary_combine, STYPE = concentration_summary, COMBINEFUNC = summary_combine, PARALLEL = SAFE);
CREATE VIEW by_own AS SELECT largest(together(ct)) AS largest, nzbn '9429041525746' AS number, frequency 'monthly' AS often, is_often() AS so FROM stored;
CREATE RULE refuse AS ON DELETE TO composite WHERE hhi(OLD.several[1]) > 0.5 DO INSTEAD NOTHING;
ALTER TABLE arrangement ENABLE ROW LEVEL SECURITY;
CREATE POLICY often ON arrangement USING (reporting >= 'monthly');
GRANT SELECT ON figures TO reader;
REVOKE EXECUTE ON FUNCTION top_share(concentration_summary, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION top_share(concentration_summary, bigint) TO reader;
ANALYZE;
