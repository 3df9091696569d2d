--
-- bounds_length: the weighted length of what is known only as ranges
--

CREATE TYPE length_bounds_state;

CREATE FUNCTION length_bounds_state_in(cstring)
RETURNS length_bounds_state
AS 'MODULE_PATHNAME', 'commissioning_length_bounds_state_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION length_bounds_state_in(cstring) IS 'support: input, the binary form in hexadecimal digits';

CREATE FUNCTION length_bounds_state_out(length_bounds_state)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_length_bounds_state_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION length_bounds_state_out(length_bounds_state) IS 'support: output, the binary form in hexadecimal digits';

CREATE FUNCTION length_bounds_state_recv(internal)
RETURNS length_bounds_state
AS 'MODULE_PATHNAME', 'commissioning_length_bounds_state_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION length_bounds_state_recv(internal) IS 'support: binary input';

CREATE FUNCTION length_bounds_state_send(length_bounds_state)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_length_bounds_state_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION length_bounds_state_send(length_bounds_state) IS 'support: binary output';

CREATE TYPE length_bounds_state (
	INPUT = length_bounds_state_in,
	OUTPUT = length_bounds_state_out,
	RECEIVE = length_bounds_state_recv,
	SEND = length_bounds_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE length_bounds_state IS 'support: state of weighted_length_bounds(), the ranges of each row';

CREATE FUNCTION length_bounds_state_combine(length_bounds_state, length_bounds_state)
RETURNS length_bounds_state
AS 'MODULE_PATHNAME', 'commissioning_length_bounds_state_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION length_bounds_state_combine(length_bounds_state, length_bounds_state) IS 'support: aggregate, two states as one';

CREATE FUNCTION length_bounds_add(length_bounds_state, numrange, numrange)
RETURNS length_bounds_state
AS 'MODULE_PATHNAME', 'commissioning_length_bounds_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION length_bounds_add(length_bounds_state, numrange, numrange) IS 'support: aggregate, adds a row';

CREATE FUNCTION length_bounds_final(length_bounds_state)
RETURNS numrange
AS 'MODULE_PATHNAME', 'commissioning_length_bounds_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION length_bounds_final(length_bounds_state) IS 'support: aggregate, the least and the greatest mean';

CREATE AGGREGATE weighted_length_bounds(length numrange, value numrange) (
	SFUNC = length_bounds_add,
	STYPE = length_bounds_state,
	SSPACE = 512,
	FINALFUNC = length_bounds_final,
	COMBINEFUNC = length_bounds_state_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE weighted_length_bounds(length numrange, value numrange) IS 'least and greatest weighted length in years, if lengths and values are ranges';
