--
-- identity: one key for the spellings of a name
--

CREATE FUNCTION provider_key(name text, more_forms text[] DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'commissioning_provider_key'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 15;

COMMENT ON FUNCTION provider_key(name text, more_forms text[]) IS 'one key for the spellings of a name: its words, sorted, without legal form';
