--
-- change_holders: who stayed, who left and who is new between two summaries
--

CREATE FUNCTION holder_changes(before concentration_summary, after concentration_summary, OUT change text, OUT holders bigint, OUT value_before numeric, OUT value_after numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_holder_changes'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50 ROWS 3;

COMMENT ON FUNCTION holder_changes(before concentration_summary, after concentration_summary) IS 'a row for each of stayed, left and new: holders, their value before and after';
