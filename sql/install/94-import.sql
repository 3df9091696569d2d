--
-- import: open contracting data and grants data as rows
--

CREATE FUNCTION split_value(value numeric, shares numeric[])
RETURNS numeric[]
AS 'MODULE_PATHNAME', 'commissioning_split_value'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION split_value(value numeric, shares numeric[]) IS 'a value in parts by their shares, which add up to it, to its last decimal place, at least cents';

CREATE FUNCTION ocds_contracts(document jsonb, time_zone text DEFAULT NULL, OUT ocid text, OUT release_id text, OUT release_date timestamptz, OUT contract_id text, OUT award_id text,
  OUT agency_id text, OUT agency text, OUT provider_id text, OUT provider text, OUT suppliers integer, OUT value numeric, OUT currency text, OUT term daterange, OUT method text, OUT category text,
  OUT status text, OUT unread text[])
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_ocds_contracts'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50 ROWS 3;

COMMENT ON FUNCTION ocds_contracts(document jsonb, time_zone text) IS 'the contracts and awards of a document of the Open Contracting Data Standard, a row for each supplier';

CREATE FUNCTION threesixtygiving_grants(document jsonb, date_order text DEFAULT 'YMD', OUT grant_id text, OUT agency_id text, OUT agency text, OUT provider_id text, OUT provider text,
  OUT recipients integer, OUT value numeric, OUT currency text, OUT award_date date, OUT term daterange, OUT programme text, OUT region text, OUT regrant_type text, OUT unread text[])
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_threesixtygiving_grants'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50 ROWS 20;

COMMENT ON FUNCTION threesixtygiving_grants(document jsonb, date_order text) IS 'the grants of a document of the 360Giving Data Standard, a row for each funder and recipient';
