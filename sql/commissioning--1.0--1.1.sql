/* commissioning--1.0--1.1.sql */

-- complain if script is sourced in psql, rather than via ALTER EXTENSION
\echo Use "ALTER EXTENSION commissioning UPDATE TO '1.1'" to load this file. \quit

--
-- merge: two stored summaries as one
--

CREATE FUNCTION merge(term_summary, term_summary)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION merge(term_summary, term_summary) IS 'two summaries as one; NULL adds nothing';

CREATE OPERATOR + (
	LEFTARG = term_summary,
	RIGHTARG = term_summary,
	FUNCTION = merge,
	COMMUTATOR = +
);

COMMENT ON OPERATOR + (term_summary, term_summary) IS 'two summaries as one; NULL adds nothing';

CREATE FUNCTION merge(concentration_summary, concentration_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION merge(concentration_summary, concentration_summary) IS 'two summaries as one; NULL adds nothing';

CREATE OPERATOR + (
	LEFTARG = concentration_summary,
	RIGHTARG = concentration_summary,
	FUNCTION = merge,
	COMMUTATOR = +
);

COMMENT ON OPERATOR + (concentration_summary, concentration_summary) IS 'two summaries as one; NULL adds nothing';

CREATE FUNCTION merge(overlap_summary, overlap_summary)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION merge(overlap_summary, overlap_summary) IS 'two summaries as one; NULL adds nothing';

CREATE OPERATOR + (
	LEFTARG = overlap_summary,
	RIGHTARG = overlap_summary,
	FUNCTION = merge,
	COMMUTATOR = +
);

COMMENT ON OPERATOR + (overlap_summary, overlap_summary) IS 'two summaries as one; NULL adds nothing';

CREATE FUNCTION merge(burden_summary, burden_summary)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION merge(burden_summary, burden_summary) IS 'two summaries as one; NULL adds nothing';

CREATE OPERATOR + (
	LEFTARG = burden_summary,
	RIGHTARG = burden_summary,
	FUNCTION = merge,
	COMMUTATOR = +
);

COMMENT ON OPERATOR + (burden_summary, burden_summary) IS 'two summaries as one; NULL adds nothing';

--
-- projections: a summary read as one that knows less
--

CREATE FUNCTION overlap_summary(burden_summary)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_of_burden'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION overlap_summary(burden_summary) IS 'the overlap summary of the rows that a burden summary measured';

CREATE FUNCTION concentration_summary(burden_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_of_burden'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION concentration_summary(burden_summary) IS 'the concentration summary, by provider, of the rows that a burden summary measured';

CREATE FUNCTION concentration_summary(overlap_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_of_overlap'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION concentration_summary(overlap_summary) IS 'the concentration summary, by provider, of the rows that an overlap summary measured';
