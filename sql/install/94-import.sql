--
-- import: open contracting data and grants data as rows
--

CREATE FUNCTION split_value(value numeric, shares numeric[])
RETURNS numeric[]
AS 'MODULE_PATHNAME', 'commissioning_split_value'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION split_value(value numeric, shares numeric[]) IS 'parts of a value by shares, which add up to it to the last decimal place';

CREATE FUNCTION ocds_contracts(document jsonb, time_zone text DEFAULT NULL, OUT ocid text, OUT release_id text, OUT release_date timestamptz, OUT contract_id text, OUT award_id text,
  OUT agency_id text, OUT agency text, OUT provider_id text, OUT provider text, OUT suppliers bigint, OUT value numeric, OUT currency text, OUT award_date date, OUT date_signed date, OUT term daterange, OUT method text,
  OUT category text, OUT status text, OUT unread text[])
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_ocds_contracts'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50 ROWS 3;

COMMENT ON FUNCTION ocds_contracts(document jsonb, time_zone text) IS 'a row for each contract or award and supplier in open contracting data (OCDS)';

CREATE FUNCTION threesixtygiving_grants(document jsonb, date_order text DEFAULT 'YMD', time_zone text DEFAULT NULL, OUT grant_id text, OUT agency_id text, OUT agency text, OUT provider_id text,
  OUT provider text, OUT recipients bigint, OUT value numeric, OUT currency text, OUT award_date date, OUT term daterange, OUT programme text, OUT region text, OUT regrant_type text, OUT unread text[])
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_threesixtygiving_grants'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50 ROWS 20;

COMMENT ON FUNCTION threesixtygiving_grants(document jsonb, date_order text, time_zone text) IS 'a row for each grant, funder and recipient in 360Giving data';
