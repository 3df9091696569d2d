--
-- change: what has changed between two times, and why
--

CREATE TYPE length_change_state;

CREATE FUNCTION length_change_state_in(cstring)
RETURNS length_change_state
AS 'MODULE_PATHNAME', 'commissioning_length_change_state_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION length_change_state_in(cstring) IS 'support: input, the binary form in hexadecimal digits';

CREATE FUNCTION length_change_state_out(length_change_state)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_length_change_state_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION length_change_state_out(length_change_state) IS 'support: output, the binary form in hexadecimal digits';

CREATE FUNCTION length_change_state_recv(internal)
RETURNS length_change_state
AS 'MODULE_PATHNAME', 'commissioning_length_change_state_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION length_change_state_recv(internal) IS 'support: binary input';

CREATE FUNCTION length_change_state_send(length_change_state)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_length_change_state_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION length_change_state_send(length_change_state) IS 'support: binary output';

CREATE TYPE length_change_state (
	INPUT = length_change_state_in,
	OUTPUT = length_change_state_out,
	RECEIVE = length_change_state_recv,
	SEND = length_change_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE length_change_state IS 'support: state of length_change(), values and lengths of each group';

CREATE FUNCTION length_change_state_combine(length_change_state, length_change_state)
RETURNS length_change_state
AS 'MODULE_PATHNAME', 'commissioning_length_change_state_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION length_change_state_combine(length_change_state, length_change_state) IS 'support: aggregate, two states as one';

CREATE TYPE length_change AS (
	before numeric,
	after numeric,
	within numeric,
	mix numeric
);

COMMENT ON TYPE length_change IS 'lengths before and after, and why, in years: length_change() makes it';
COMMENT ON COLUMN length_change.before IS 'weighted length of all groups before, in years';
COMMENT ON COLUMN length_change.after IS 'weighted length of all groups after, in years';
COMMENT ON COLUMN length_change.within IS 'what of the difference is due to lengths within groups';
COMMENT ON COLUMN length_change.mix IS 'what of the difference is due to what each group has of the whole';

CREATE FUNCTION length_change_add(length_change_state, term_summary, term_summary)
RETURNS length_change_state
AS 'MODULE_PATHNAME', 'commissioning_length_change_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION length_change_add(length_change_state, term_summary, term_summary) IS 'support: aggregate, adds a group';

CREATE FUNCTION length_change_final(length_change_state)
RETURNS length_change
AS 'MODULE_PATHNAME', 'commissioning_length_change_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION length_change_final(length_change_state) IS 'support: aggregate, the change and its parts';

CREATE AGGREGATE length_change(before term_summary, after term_summary) (
	SFUNC = length_change_add,
	STYPE = length_change_state,
	SSPACE = 512,
	FINALFUNC = length_change_final,
	COMBINEFUNC = length_change_state_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE length_change(before term_summary, after term_summary) IS 'why the weighted length, in years, has changed: within groups, or by their mix';

CREATE TYPE theil_parts_state;

CREATE FUNCTION theil_parts_state_in(cstring)
RETURNS theil_parts_state
AS 'MODULE_PATHNAME', 'commissioning_theil_parts_state_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION theil_parts_state_in(cstring) IS 'support: input, the binary form in hexadecimal digits';

CREATE FUNCTION theil_parts_state_out(theil_parts_state)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_theil_parts_state_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION theil_parts_state_out(theil_parts_state) IS 'support: output, the binary form in hexadecimal digits';

CREATE FUNCTION theil_parts_state_recv(internal)
RETURNS theil_parts_state
AS 'MODULE_PATHNAME', 'commissioning_theil_parts_state_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION theil_parts_state_recv(internal) IS 'support: binary input';

CREATE FUNCTION theil_parts_state_send(theil_parts_state)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_theil_parts_state_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION theil_parts_state_send(theil_parts_state) IS 'support: binary output';

CREATE TYPE theil_parts_state (
	INPUT = theil_parts_state_in,
	OUTPUT = theil_parts_state_out,
	RECEIVE = theil_parts_state_recv,
	SEND = theil_parts_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE theil_parts_state IS 'support: state of theil_parts(), holders, total and inequality of each group';

CREATE FUNCTION theil_parts_state_combine(theil_parts_state, theil_parts_state)
RETURNS theil_parts_state
AS 'MODULE_PATHNAME', 'commissioning_theil_parts_state_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION theil_parts_state_combine(theil_parts_state, theil_parts_state) IS 'support: aggregate, two states as one';

CREATE TYPE theil_parts AS (
	total numeric,
	between_groups numeric,
	within_groups numeric
);

COMMENT ON TYPE theil_parts IS 'Theil''s T between and within groups: theil_parts() makes it';
COMMENT ON COLUMN theil_parts.total IS 'Theil''s T of all holders';
COMMENT ON COLUMN theil_parts.between_groups IS 'what of it is left if all holders of a group hold the same';
COMMENT ON COLUMN theil_parts.within_groups IS 'what of it is due to inequality within groups';

CREATE FUNCTION theil_parts_add(theil_parts_state, concentration_summary)
RETURNS theil_parts_state
AS 'MODULE_PATHNAME', 'commissioning_theil_parts_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION theil_parts_add(theil_parts_state, concentration_summary) IS 'support: aggregate, adds a group';

CREATE FUNCTION theil_parts_final(theil_parts_state)
RETURNS theil_parts
AS 'MODULE_PATHNAME', 'commissioning_theil_parts_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION theil_parts_final(theil_parts_state) IS 'support: aggregate, the inequality and its parts';

CREATE AGGREGATE theil_parts(summary concentration_summary) (
	SFUNC = theil_parts_add,
	STYPE = theil_parts_state,
	SSPACE = 512,
	FINALFUNC = theil_parts_final,
	COMBINEFUNC = theil_parts_state_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE theil_parts(summary concentration_summary) IS 'parts of Theil''s T of all holders: between groups, and within them';
