--
-- term_summary: how long contracts are, by number and by value
--

CREATE TYPE term_summary;

CREATE FUNCTION term_summary_in(cstring)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_term_summary_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION term_summary_in(cstring) IS 'support: input, JSON as the output function writes it';

CREATE FUNCTION summary_out(term_summary)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_summary_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_out(term_summary) IS 'support: output, JSON';

CREATE FUNCTION term_summary_recv(internal)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_term_summary_recv'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION term_summary_recv(internal) IS 'support: binary input';

CREATE FUNCTION summary_send(term_summary)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_summary_send'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_send(term_summary) IS 'support: binary output';

CREATE TYPE term_summary (
	INPUT = term_summary_in,
	OUTPUT = summary_out,
	RECEIVE = term_summary_recv,
	SEND = summary_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE term_summary IS 'lengths and values of contracts: term_summary() makes it, mean_length() reads it';

CREATE FUNCTION summary_combine(term_summary, term_summary)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION summary_combine(term_summary, term_summary) IS 'support: aggregate, two summaries as one';

CREATE FUNCTION summary_final(term_summary)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_final(term_summary) IS 'support: aggregate, the compact form';

CREATE FUNCTION term_summary_add(term_summary, daterange)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_term_summary_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION term_summary_add(term_summary, daterange) IS 'support: aggregate, adds a contract';

CREATE FUNCTION term_summary_add(term_summary, daterange, numeric)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_term_summary_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION term_summary_add(term_summary, daterange, numeric) IS 'support: aggregate, adds a contract and its value';

CREATE FUNCTION contracts(summary term_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_contracts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION contracts(summary term_summary) IS 'how many contracts have a known length';

CREATE FUNCTION total(summary term_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_term_total'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION total(summary term_summary) IS 'net value of contracts of known length, which value_share() gives shares of';

CREATE FUNCTION mean_length(summary term_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_mean_length'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION mean_length(summary term_summary) IS 'mean length of contracts, in years';

CREATE FUNCTION weighted_length(summary term_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_weighted_length'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION weighted_length(summary term_summary) IS 'mean length of contracts weighted by value, in years';

CREATE FUNCTION length_quantile(summary term_summary, fraction numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_length_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION length_quantile(summary term_summary, fraction numeric) IS 'length in years that a fraction, 0 to 1, of the contracts does not exceed';

CREATE FUNCTION length_quantile(summary term_summary, fraction double precision)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_length_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION length_quantile(summary term_summary, fraction double precision) IS 'length in years that a fraction, 0 to 1, of the contracts does not exceed';

CREATE FUNCTION weighted_length_quantile(summary term_summary, fraction numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_weighted_length_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION weighted_length_quantile(summary term_summary, fraction numeric) IS 'length in years up to which contracts have a fraction, 0 to 1, of the value';

CREATE FUNCTION weighted_length_quantile(summary term_summary, fraction double precision)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_weighted_length_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION weighted_length_quantile(summary term_summary, fraction double precision) IS 'length in years up to which contracts have a fraction, 0 to 1, of the value';

CREATE FUNCTION contract_share(summary term_summary, years numrange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_contract_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION contract_share(summary term_summary, years numrange) IS 'share, 0 to 1, of the contracts whose length in years is in the range';

CREATE FUNCTION value_share(summary term_summary, years numrange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION value_share(summary term_summary, years numrange) IS 'share of the value whose contracts have a length in years in the range';

CREATE FUNCTION length_bands(summary term_summary, breaks numeric[], OUT band numrange, OUT contracts bigint, OUT contract_share numeric, OUT value numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_length_bands'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25 ROWS 5;

COMMENT ON FUNCTION length_bands(summary term_summary, breaks numeric[]) IS 'a row for each band of length in years: contracts, their value, and shares';

CREATE AGGREGATE term_summary(term daterange, value numeric) (
	SFUNC = term_summary_add,
	STYPE = term_summary,
	SSPACE = 512,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE term_summary(term daterange, value numeric) IS 'summary of lengths and values, for mean_length(), weighted_length() ...';

CREATE AGGREGATE mean_length(term daterange) (
	SFUNC = term_summary_add,
	STYPE = term_summary,
	SSPACE = 512,
	FINALFUNC = mean_length,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE mean_length(term daterange) IS 'mean length of contracts, in years';

CREATE AGGREGATE weighted_length(term daterange, value numeric) (
	SFUNC = term_summary_add,
	STYPE = term_summary,
	SSPACE = 512,
	FINALFUNC = weighted_length,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE weighted_length(term daterange, value numeric) IS 'mean length of contracts weighted by value, in years';

CREATE AGGREGATE rollup(summary term_summary) (
	SFUNC = summary_combine,
	STYPE = term_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(summary term_summary) IS 'one summary of many; NULL adds nothing';

CREATE FUNCTION part(summary term_summary, n bigint, i bigint)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_part'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION part(summary term_summary, n bigint, i bigint) IS 'piece i of n of a summary, i from 0 on; rollup() of all pieces is the whole';

CREATE FUNCTION measured_rows(summary term_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_measured_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION measured_rows(summary term_summary) IS 'how many rows every figure can use';

CREATE FUNCTION missing_rows(summary term_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_missing_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION missing_rows(summary term_summary) IS 'how many rows some figure cannot use, as something in them is unknown';

CREATE FUNCTION value_coverage(summary term_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_coverage'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION value_coverage(summary term_summary) IS 'share, 0 to 1, of known value that is in measured rows; signs do not count';

CREATE FUNCTION summary_to_jsonb(term_summary)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'commissioning_summary_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_to_jsonb(term_summary) IS 'support: cast, the text form as jsonb';

CREATE CAST (term_summary AS jsonb) WITH FUNCTION summary_to_jsonb(term_summary);

COMMENT ON CAST (term_summary AS jsonb) IS 'the text form as jsonb';

CREATE FUNCTION merge(a term_summary, b term_summary)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION merge(a term_summary, b term_summary) IS 'two summaries as one; NULL adds nothing';

CREATE FUNCTION summary_plus(term_summary, term_summary)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_plus(term_summary, term_summary) IS 'support: operator +';

CREATE OPERATOR + (
	LEFTARG = term_summary,
	RIGHTARG = term_summary,
	FUNCTION = summary_plus,
	COMMUTATOR = +
);

COMMENT ON OPERATOR + (term_summary, term_summary) IS 'two summaries as one; NULL if either is';

CREATE FUNCTION subtract(a term_summary, b term_summary)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_subtract'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION subtract(a term_summary, b term_summary) IS 'summary of a without the rows of b, exactly; NULL takes nothing out';

CREATE FUNCTION summary_minus(term_summary, term_summary)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_subtract'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_minus(term_summary, term_summary) IS 'support: operator -';

CREATE OPERATOR - (
	LEFTARG = term_summary,
	RIGHTARG = term_summary,
	FUNCTION = summary_minus
);

COMMENT ON OPERATOR - (term_summary, term_summary) IS 'the first summary without the rows of the second; NULL if either is';
