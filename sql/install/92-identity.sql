--
-- identity: one key for the spellings of a name
--

CREATE FUNCTION provider_key(name text, more_forms text[] DEFAULT NULL)
RETURNS text
AS 'MODULE_PATHNAME', 'commissioning_provider_key'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 15;

COMMENT ON FUNCTION provider_key(name text, more_forms text[]) IS 'the words of a name, sorted, without legal form, accents and punctuation: one key for its spellings';
