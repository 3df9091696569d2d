--
-- overlap: providers shared between agencies
--

CREATE TYPE overlap_summary;

CREATE FUNCTION overlap_summary_in(cstring)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_summary_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION overlap_summary_in(cstring) IS 'support: input, JSON as the output function writes it';

CREATE FUNCTION summary_out(overlap_summary)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_summary_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_out(overlap_summary) IS 'support: output, JSON';

CREATE FUNCTION overlap_summary_recv(internal)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_summary_recv'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION overlap_summary_recv(internal) IS 'support: binary input';

CREATE FUNCTION summary_send(overlap_summary)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_summary_send'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_send(overlap_summary) IS 'support: binary output';

CREATE TYPE overlap_summary (
	INPUT = overlap_summary_in,
	OUTPUT = summary_out,
	RECEIVE = overlap_summary_recv,
	SEND = summary_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE overlap_summary IS 'providers of agencies: overlap_summary() makes it, shared_providers() reads it';

CREATE FUNCTION summary_combine(overlap_summary, overlap_summary)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION summary_combine(overlap_summary, overlap_summary) IS 'support: aggregate, two summaries as one';

CREATE FUNCTION summary_final(overlap_summary)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_final(overlap_summary) IS 'support: aggregate, the compact form';

CREATE FUNCTION overlap_add(overlap_summary, text, text)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_add_text'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION overlap_add(overlap_summary, text, text) IS 'support: aggregate, adds a provider to an agency';

CREATE FUNCTION overlap_add(overlap_summary, text, text, numeric)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_add_text'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION overlap_add(overlap_summary, text, text, numeric) IS 'support: aggregate, adds a provider and its value to an agency';

CREATE FUNCTION overlap_add(overlap_summary, text, bigint)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_add_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION overlap_add(overlap_summary, text, bigint) IS 'support: aggregate, adds a provider to an agency';

CREATE FUNCTION overlap_add(overlap_summary, text, bigint, numeric)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_add_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION overlap_add(overlap_summary, text, bigint, numeric) IS 'support: aggregate, adds a provider and its value to an agency';

CREATE FUNCTION overlap_add(overlap_summary, text, uuid)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_add_uuid'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION overlap_add(overlap_summary, text, uuid) IS 'support: aggregate, adds a provider to an agency';

CREATE FUNCTION overlap_add(overlap_summary, text, uuid, numeric)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_add_uuid'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION overlap_add(overlap_summary, text, uuid, numeric) IS 'support: aggregate, adds a provider and its value to an agency';

CREATE FUNCTION agencies(summary overlap_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_overlap_agencies'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION agencies(summary overlap_summary) IS 'how many agencies there are';

CREATE FUNCTION providers(summary overlap_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_overlap_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION providers(summary overlap_summary) IS 'how many providers there are, each counted once';

CREATE FUNCTION negative_providers(summary overlap_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_overlap_negative_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION negative_providers(summary overlap_summary) IS 'how many providers have a negative net value, which is left out';

CREATE FUNCTION total(summary overlap_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_overlap_total'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION total(summary overlap_summary) IS 'net value of all providers, without negative ones: what shares are shares of';

CREATE FUNCTION shared_providers(summary overlap_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_shared_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION shared_providers(summary overlap_summary) IS 'how many providers deal with at least two agencies';

CREATE FUNCTION shared_providers(summary overlap_summary, at_least bigint)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_shared_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION shared_providers(summary overlap_summary, at_least bigint) IS 'how many providers deal with at least so many agencies';

CREATE FUNCTION agencies_per_provider(summary overlap_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_agencies_per_provider'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION agencies_per_provider(summary overlap_summary) IS 'mean number of agencies that a provider deals with';

CREATE FUNCTION shared_value_share(summary overlap_summary, at_least bigint DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_shared_value_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION shared_value_share(summary overlap_summary, at_least bigint) IS 'share, 0 to 1, of the value of providers with at least so many agencies';

CREATE FUNCTION overlap_pairs(summary overlap_summary, OUT agency_a text, OUT agency_b text, OUT providers_a bigint, OUT providers_b bigint, OUT shared bigint, OUT jaccard numeric, OUT overlap_coefficient numeric, OUT value_a_shared numeric, OUT value_b_shared numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_overlap_pairs'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 100;

COMMENT ON FUNCTION overlap_pairs(summary overlap_summary) IS 'a row for each two agencies: providers of each, shared ones, and their value';

CREATE FUNCTION overlap_counts(summary overlap_summary, OUT agencies bigint, OUT providers bigint, OUT provider_share numeric, OUT value numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_overlap_counts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25 ROWS 10;

COMMENT ON FUNCTION overlap_counts(summary overlap_summary) IS 'a row for each number of agencies that a provider has: providers, value, shares';

CREATE FUNCTION overlap_sets(summary overlap_summary, OUT agencies text[], OUT providers bigint, OUT value numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_overlap_sets'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 100;

COMMENT ON FUNCTION overlap_sets(summary overlap_summary) IS 'a row for each set of agencies that is some provider''s: providers, value';

CREATE FUNCTION shared_provider_list(summary overlap_summary, at_least bigint DEFAULT 2, OUT provider text, OUT agencies text[], OUT value numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_shared_provider_list'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 1000;

COMMENT ON FUNCTION shared_provider_list(summary overlap_summary, at_least bigint) IS 'a row for each provider with at least so many agencies: these, and its value';

CREATE FUNCTION union_bounds(sizes bigint[])
RETURNS int8range
AS 'MODULE_PATHNAME', 'commissioning_union_bounds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION union_bounds(sizes bigint[]) IS 'least and greatest size of a union of sets of which only sizes are known';

CREATE AGGREGATE overlap_summary(agency text, provider text) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE overlap_summary(agency text, provider text) IS 'summary of the providers of each agency, for shared_providers() ...';

CREATE AGGREGATE overlap_summary(agency text, provider text, value numeric) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE overlap_summary(agency text, provider text, value numeric) IS 'summary of the providers of each agency and their value, for overlap_pairs() ...';

CREATE AGGREGATE shared_providers(agency text, provider text) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = shared_providers,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE shared_providers(agency text, provider text) IS 'how many providers deal with at least two agencies';

CREATE AGGREGATE overlap_summary(agency text, provider bigint) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE overlap_summary(agency text, provider bigint) IS 'summary of the providers of each agency, for shared_providers() ...';

CREATE AGGREGATE overlap_summary(agency text, provider bigint, value numeric) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE overlap_summary(agency text, provider bigint, value numeric) IS 'summary of the providers of each agency and their value, for overlap_pairs() ...';

CREATE AGGREGATE shared_providers(agency text, provider bigint) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = shared_providers,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE shared_providers(agency text, provider bigint) IS 'how many providers deal with at least two agencies';

CREATE AGGREGATE overlap_summary(agency text, provider uuid) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE overlap_summary(agency text, provider uuid) IS 'summary of the providers of each agency, for shared_providers() ...';

CREATE AGGREGATE overlap_summary(agency text, provider uuid, value numeric) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE overlap_summary(agency text, provider uuid, value numeric) IS 'summary of the providers of each agency and their value, for overlap_pairs() ...';

CREATE AGGREGATE shared_providers(agency text, provider uuid) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = shared_providers,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE shared_providers(agency text, provider uuid) IS 'how many providers deal with at least two agencies';

CREATE AGGREGATE rollup(summary overlap_summary) (
	SFUNC = summary_combine,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(summary overlap_summary) IS 'one summary of many; NULL adds nothing';

CREATE FUNCTION part(summary overlap_summary, n bigint, i bigint)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_part'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION part(summary overlap_summary, n bigint, i bigint) IS 'piece i of n of a summary, i from 0 on; rollup() of all pieces is the whole';

CREATE FUNCTION measured_rows(summary overlap_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_measured_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION measured_rows(summary overlap_summary) IS 'how many rows every figure can use';

CREATE FUNCTION missing_rows(summary overlap_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_missing_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION missing_rows(summary overlap_summary) IS 'how many rows some figure cannot use, as something in them is unknown';

CREATE FUNCTION value_coverage(summary overlap_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_coverage'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION value_coverage(summary overlap_summary) IS 'share, 0 to 1, of known value that is in measured rows; signs do not count';

CREATE FUNCTION summary_to_jsonb(overlap_summary)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'commissioning_summary_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_to_jsonb(overlap_summary) IS 'support: cast, the text form as jsonb';

CREATE CAST (overlap_summary AS jsonb) WITH FUNCTION summary_to_jsonb(overlap_summary);

COMMENT ON CAST (overlap_summary AS jsonb) IS 'the text form as jsonb';

CREATE FUNCTION merge(a overlap_summary, b overlap_summary)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION merge(a overlap_summary, b overlap_summary) IS 'two summaries as one; NULL adds nothing';

CREATE FUNCTION summary_plus(overlap_summary, overlap_summary)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_plus(overlap_summary, overlap_summary) IS 'support: operator +';

CREATE OPERATOR + (
	LEFTARG = overlap_summary,
	RIGHTARG = overlap_summary,
	FUNCTION = summary_plus,
	COMMUTATOR = +
);

COMMENT ON OPERATOR + (overlap_summary, overlap_summary) IS 'two summaries as one; NULL if either is';

CREATE FUNCTION subtract(a overlap_summary, b overlap_summary)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_subtract'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION subtract(a overlap_summary, b overlap_summary) IS 'summary of a without the rows of b, exactly; NULL takes nothing out';

CREATE FUNCTION summary_minus(overlap_summary, overlap_summary)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_subtract'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_minus(overlap_summary, overlap_summary) IS 'support: operator -';

CREATE OPERATOR - (
	LEFTARG = overlap_summary,
	RIGHTARG = overlap_summary,
	FUNCTION = summary_minus
);

COMMENT ON OPERATOR - (overlap_summary, overlap_summary) IS 'the first summary without the rows of the second; NULL if either is';

CREATE FUNCTION concentration_summary(summary overlap_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_of_overlap'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION concentration_summary(summary overlap_summary) IS 'concentration summary, by provider, of what an overlap summary measured';
