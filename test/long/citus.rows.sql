--
-- The same rows in a table of this node and in distributed ones: by bucket of the
-- provider, by its name, by agency.  Some lack a provider, an agency, a value, a term.
--

SET client_min_messages = warning;

-- 9429 and eight digits, and the check digit of GS1
CREATE FUNCTION nzbn_made(p bigint) RETURNS nzbn LANGUAGE sql AS $$
  SELECT (b || (10 - s % 10) % 10)::nzbn
  FROM (SELECT '9429' || lpad(p::text, 8, '0') AS b) AS x,
       LATERAL (SELECT sum(substr(b, i, 1)::int * CASE WHEN i % 2 = 0 THEN 3 ELSE 1 END) AS s
                FROM generate_series(1, 12) AS i) AS y
$$;

CREATE TABLE one (
  bucket int NOT NULL, id int, region text, agency text, agency_id int, provider text, provider_id bigint, provider_u uuid,
  value numeric, band numrange, term daterange, frequency frequency, business nzbn);

INSERT INTO one
SELECT CASE WHEN i % 53 > 0 THEN p % 16 ELSE 0 END, i, nullif('Region ' || i % 5, 'Region 4'),
       CASE WHEN i % 61 > 0 THEN 'Agency ' || i % 14 END, CASE WHEN i % 61 > 0 THEN i % 14 END,
       CASE WHEN i % 53 > 0 THEN 'Provider ' || p || ' "é"' END, p, CASE WHEN i % 59 > 0 THEN md5(p::text)::uuid END,
       v, numrange(v, v + 10, '[]'),
       CASE WHEN i % 37 > 0 THEN daterange(d, CASE WHEN i % 41 > 0 THEN d + 30 + i % 1461 END) END,
       (ARRAY['monthly', 'quarterly', 'six-monthly', 'annual', 'none', NULL]::frequency[])[1 + i % 6], nzbn_made(p)
FROM (SELECT i, i * 7919::bigint % 401 AS p, CASE WHEN i % 31 > 0 THEN (i % 997 - 20) * 12.25 END AS v,
             '2015-07-01'::date + i % 3000 AS d
      FROM generate_series(1, :rows) AS i) AS x;

CREATE TABLE one_known AS SELECT * FROM one WHERE provider IS NOT NULL AND agency_id IS NOT NULL;

CREATE TABLE by_bucket (LIKE one);
CREATE TABLE by_provider_name (LIKE one);
CREATE TABLE by_agency (LIKE one);
SELECT create_distributed_table('by_bucket', 'bucket');
SELECT create_distributed_table('by_provider_name', 'provider');
SELECT create_distributed_table('by_agency', 'agency_id');
INSERT INTO by_bucket SELECT * FROM one;
INSERT INTO by_provider_name SELECT * FROM one_known;
INSERT INTO by_agency SELECT * FROM one_known;

CREATE TABLE agencies_here AS
SELECT i AS agency_id, CASE WHEN i % 5 > 0 THEN 'Sector ' || i % 3 END AS sector FROM generate_series(0, 11) AS i;
CREATE TABLE agencies (LIKE agencies_here);
SELECT create_reference_table('agencies');
INSERT INTO agencies SELECT * FROM agencies_here;

-- summaries of one node, and those that the workers make
CREATE TABLE stored_here AS
SELECT agency_id, agency, region, min(id) AS id, min(bucket) AS bucket, concentration_summary(provider, value) AS concentration,
       term_summary(term, value) AS term, overlap_summary(agency, provider, value) AS overlap,
       burden_summary(agency, provider, frequency, value) AS burden,
       schedule_summary(agency, provider, frequency, term, value) AS schedule
FROM one GROUP BY agency_id, agency, region;
CREATE TABLE stored (LIKE stored_here);
SELECT create_distributed_table('stored', 'id');
INSERT INTO stored
SELECT agency_id, agency, region, min(id), min(bucket), concentration_summary(provider, value),
       term_summary(term, value), overlap_summary(agency, provider, value),
       burden_summary(agency, provider, frequency, value),
       schedule_summary(agency, provider, frequency, term, value)
FROM by_bucket GROUP BY agency_id, agency, region;
