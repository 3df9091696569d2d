--
-- disclosure: rounding of counts, and which cells are held back, before they are published
--

CREATE FUNCTION rr3(count bigint, key text)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_rr3'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION rr3(count bigint, key text) IS 'count rounded at random to a multiple of 3, always alike for a key';

CREATE FUNCTION graduated_round(count bigint, key text)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_graduated_round'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION graduated_round(count bigint, key text) IS 'count rounded at random to a base that grows with it, always alike for a key';

CREATE FUNCTION withheld(cells numeric[], sensitive boolean[])
RETURNS boolean[]
AS 'MODULE_PATHNAME', 'commissioning_withheld'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION withheld(cells numeric[], sensitive boolean[]) IS 'whether each cell of a table with a published total is to be held back';
