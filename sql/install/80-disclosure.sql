--
-- disclosure: rounding of counts before they are published
--

CREATE FUNCTION rr3(count bigint, key text)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_rr3'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION rr3(count bigint, key text) IS 'random rounding to base 3, fixed by the key';

CREATE FUNCTION graduated_round(count bigint, key text)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_graduated_round'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION graduated_round(count bigint, key text) IS 'random rounding to a base that grows with the count, fixed by the key';
