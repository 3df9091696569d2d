--
-- concentration: who holds the money
--

CREATE TYPE concentration_summary;

CREATE FUNCTION concentration_summary_in(cstring)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_summary_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION concentration_summary_in(cstring) IS 'support: input, JSON as the output function writes it';

CREATE FUNCTION summary_out(concentration_summary)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_summary_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_out(concentration_summary) IS 'support: output, JSON';

CREATE FUNCTION concentration_summary_recv(internal)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_summary_recv'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION concentration_summary_recv(internal) IS 'support: binary input';

CREATE FUNCTION summary_send(concentration_summary)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_summary_send'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_send(concentration_summary) IS 'support: binary output';

CREATE TYPE concentration_summary (
	INPUT = concentration_summary_in,
	OUTPUT = summary_out,
	RECEIVE = concentration_summary_recv,
	SEND = summary_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE concentration_summary IS 'who holds what: concentration_summary() makes it, hhi(), top_holders() read it';

CREATE FUNCTION summary_combine(concentration_summary, concentration_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION summary_combine(concentration_summary, concentration_summary) IS 'support: aggregate, two summaries as one';

CREATE FUNCTION summary_final(concentration_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_final(concentration_summary) IS 'support: aggregate, the compact form';

CREATE FUNCTION concentration_add(concentration_summary, text, numeric)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_add_text'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION concentration_add(concentration_summary, text, numeric) IS 'support: aggregate, adds a value to a holder';

CREATE FUNCTION concentration_add(concentration_summary, bigint, numeric)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_add_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION concentration_add(concentration_summary, bigint, numeric) IS 'support: aggregate, adds a value to a holder';

CREATE FUNCTION concentration_add(concentration_summary, uuid, numeric)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_add_uuid'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION concentration_add(concentration_summary, uuid, numeric) IS 'support: aggregate, adds a value to a holder';

CREATE FUNCTION holders(summary concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_holders'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION holders(summary concentration_summary) IS 'how many holders have a net value of 0 or more';

CREATE FUNCTION positive_holders(summary concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_positive_holders'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION positive_holders(summary concentration_summary) IS 'how many holders have a net value above 0';

CREATE FUNCTION negative_holders(summary concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_negative_holders'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION negative_holders(summary concentration_summary) IS 'how many have a net value below 0, and so no part in other figures';

CREATE FUNCTION total(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_concentration_total'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION total(summary concentration_summary) IS 'net value of all holders, without negative ones: what shares are shares of';

CREATE FUNCTION hhi(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_hhi'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION hhi(summary concentration_summary) IS 'Herfindahl-Hirschman index, 0 to 1: sum of the squared shares';

CREATE FUNCTION effective_holders(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_effective_holders'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION effective_holders(summary concentration_summary) IS '1 / HHI: number of equal holders that would be as concentrated';

CREATE FUNCTION top_share(summary concentration_summary, k bigint)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_top_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION top_share(summary concentration_summary, k bigint) IS 'share, 0 to 1, of the k largest holders';

CREATE FUNCTION holders_for_share(summary concentration_summary, share numeric)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_holders_for_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION holders_for_share(summary concentration_summary, share numeric) IS 'how many holders, largest first, it takes to hold a share, 0 to 1';

CREATE FUNCTION holders_for_share(summary concentration_summary, share double precision)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_holders_for_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION holders_for_share(summary concentration_summary, share double precision) IS 'how many holders, largest first, it takes to hold a share, 0 to 1';

CREATE FUNCTION gini(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_gini'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION gini(summary concentration_summary) IS 'Gini coefficient, 0 to 1, population form; 0 if all hold the same';

CREATE FUNCTION theil(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_theil'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION theil(summary concentration_summary) IS 'Theil''s T, 0 if all hold the same, at most the natural logarithm of holders()';

CREATE FUNCTION entropy(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_entropy'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION entropy(summary concentration_summary) IS 'Shannon entropy of the shares, at most the natural logarithm of holders()';

CREATE FUNCTION atkinson(summary concentration_summary, epsilon numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_atkinson'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION atkinson(summary concentration_summary, epsilon numeric) IS 'Atkinson index, 0 to 1, for an aversion to inequality of epsilon';

CREATE FUNCTION atkinson(summary concentration_summary, epsilon double precision)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_atkinson'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION atkinson(summary concentration_summary, epsilon double precision) IS 'Atkinson index, 0 to 1, for an aversion to inequality of epsilon';

CREATE FUNCTION hoover(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_hoover'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION hoover(summary concentration_summary) IS 'Hoover index, 0 to 1: share that would have to change hands for all to be equal';

CREATE FUNCTION palma(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_palma'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION palma(summary concentration_summary) IS 'Palma ratio: top 10 percent / bottom 40 percent; NULL if the latter hold 0';

CREATE FUNCTION lorenz(summary concentration_summary, points bigint DEFAULT 100, OUT holder_share numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_lorenz'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 101;

COMMENT ON FUNCTION lorenz(summary concentration_summary, points bigint) IS 'a row for each point of the Lorenz curve: what share the smallest holders hold';

CREATE FUNCTION top_holders(summary concentration_summary, k bigint, OUT rank bigint, OUT holder text, OUT value numeric, OUT share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_top_holders'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 10;

COMMENT ON FUNCTION top_holders(summary concentration_summary, k bigint) IS 'a row for each of the k largest holders: rank, value, share';

CREATE FUNCTION value_bands(summary concentration_summary, breaks numeric[], OUT band numrange, OUT holders bigint, OUT holder_share numeric, OUT value numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_value_bands'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25 ROWS 5;

COMMENT ON FUNCTION value_bands(summary concentration_summary, breaks numeric[]) IS 'a row for each band of what they hold: holders, their value, and shares';

CREATE FUNCTION dominated(summary concentration_summary, n bigint, k numeric)
RETURNS boolean
AS 'MODULE_PATHNAME', 'commissioning_dominated'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION dominated(summary concentration_summary, n bigint, k numeric) IS '(n,k) rule: whether the n largest hold more than k percent';

CREATE FUNCTION dominated(summary concentration_summary, n bigint, k double precision)
RETURNS boolean
AS 'MODULE_PATHNAME', 'commissioning_dominated'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION dominated(summary concentration_summary, n bigint, k double precision) IS '(n,k) rule: whether the n largest hold more than k percent';

CREATE FUNCTION p_percent_sensitive(summary concentration_summary, p numeric)
RETURNS boolean
AS 'MODULE_PATHNAME', 'commissioning_p_percent_sensitive'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION p_percent_sensitive(summary concentration_summary, p numeric) IS 'p% rule: whether all but the two largest hold below p percent of the largest';

CREATE FUNCTION p_percent_sensitive(summary concentration_summary, p double precision)
RETURNS boolean
AS 'MODULE_PATHNAME', 'commissioning_p_percent_sensitive'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION p_percent_sensitive(summary concentration_summary, p double precision) IS 'p% rule: whether all but the two largest hold below p percent of the largest';

CREATE AGGREGATE concentration_summary(holder text, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE concentration_summary(holder text, value numeric) IS 'summary of who holds what, for hhi(), top_share(), gini() ...';

CREATE AGGREGATE hhi(holder text, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = hhi,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE hhi(holder text, value numeric) IS 'Herfindahl-Hirschman index, 0 to 1, of what the holders have';

CREATE AGGREGATE effective_holders(holder text, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = effective_holders,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE effective_holders(holder text, value numeric) IS '1 / HHI: number of equal holders that would be as concentrated';

CREATE AGGREGATE gini(holder text, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = gini,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE gini(holder text, value numeric) IS 'Gini coefficient, 0 to 1, of what the holders have';

CREATE AGGREGATE theil(holder text, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = theil,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE theil(holder text, value numeric) IS 'Theil''s T of what the holders have, 0 if all hold the same';

CREATE AGGREGATE concentration_summary(holder bigint, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE concentration_summary(holder bigint, value numeric) IS 'summary of who holds what, for hhi(), top_share(), gini() ...';

CREATE AGGREGATE hhi(holder bigint, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = hhi,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE hhi(holder bigint, value numeric) IS 'Herfindahl-Hirschman index, 0 to 1, of what the holders have';

CREATE AGGREGATE effective_holders(holder bigint, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = effective_holders,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE effective_holders(holder bigint, value numeric) IS '1 / HHI: number of equal holders that would be as concentrated';

CREATE AGGREGATE gini(holder bigint, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = gini,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE gini(holder bigint, value numeric) IS 'Gini coefficient, 0 to 1, of what the holders have';

CREATE AGGREGATE theil(holder bigint, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = theil,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE theil(holder bigint, value numeric) IS 'Theil''s T of what the holders have, 0 if all hold the same';

CREATE AGGREGATE concentration_summary(holder uuid, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE concentration_summary(holder uuid, value numeric) IS 'summary of who holds what, for hhi(), top_share(), gini() ...';

CREATE AGGREGATE hhi(holder uuid, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = hhi,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE hhi(holder uuid, value numeric) IS 'Herfindahl-Hirschman index, 0 to 1, of what the holders have';

CREATE AGGREGATE effective_holders(holder uuid, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = effective_holders,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE effective_holders(holder uuid, value numeric) IS '1 / HHI: number of equal holders that would be as concentrated';

CREATE AGGREGATE gini(holder uuid, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = gini,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE gini(holder uuid, value numeric) IS 'Gini coefficient, 0 to 1, of what the holders have';

CREATE AGGREGATE theil(holder uuid, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = theil,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE theil(holder uuid, value numeric) IS 'Theil''s T of what the holders have, 0 if all hold the same';

CREATE AGGREGATE rollup(summary concentration_summary) (
	SFUNC = summary_combine,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(summary concentration_summary) IS 'one summary of many; NULL adds nothing';

CREATE FUNCTION part(summary concentration_summary, n bigint, i bigint)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_part'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION part(summary concentration_summary, n bigint, i bigint) IS 'piece i of n of a summary, i from 0 on; rollup() of all pieces is the whole';

CREATE FUNCTION measured_rows(summary concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_measured_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION measured_rows(summary concentration_summary) IS 'how many rows every figure can use';

CREATE FUNCTION missing_rows(summary concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_missing_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION missing_rows(summary concentration_summary) IS 'how many rows some figure cannot use, as something in them is unknown';

CREATE FUNCTION value_coverage(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_coverage'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION value_coverage(summary concentration_summary) IS 'share, 0 to 1, of known value that is in measured rows; signs do not count';

CREATE FUNCTION summary_to_jsonb(concentration_summary)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'commissioning_summary_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_to_jsonb(concentration_summary) IS 'support: cast, the text form as jsonb';

CREATE CAST (concentration_summary AS jsonb) WITH FUNCTION summary_to_jsonb(concentration_summary);

COMMENT ON CAST (concentration_summary AS jsonb) IS 'the text form as jsonb';

CREATE FUNCTION merge(a concentration_summary, b concentration_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION merge(a concentration_summary, b concentration_summary) IS 'two summaries as one; NULL adds nothing';

CREATE FUNCTION summary_plus(concentration_summary, concentration_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_plus(concentration_summary, concentration_summary) IS 'support: operator +';

CREATE OPERATOR + (
	LEFTARG = concentration_summary,
	RIGHTARG = concentration_summary,
	FUNCTION = summary_plus,
	COMMUTATOR = +
);

COMMENT ON OPERATOR + (concentration_summary, concentration_summary) IS 'two summaries as one; NULL if either is';

CREATE FUNCTION subtract(a concentration_summary, b concentration_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_subtract'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION subtract(a concentration_summary, b concentration_summary) IS 'summary of a without the rows of b, exactly; NULL takes nothing out';

CREATE FUNCTION summary_minus(concentration_summary, concentration_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_subtract'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_minus(concentration_summary, concentration_summary) IS 'support: operator -';

CREATE OPERATOR - (
	LEFTARG = concentration_summary,
	RIGHTARG = concentration_summary,
	FUNCTION = summary_minus
);

COMMENT ON OPERATOR - (concentration_summary, concentration_summary) IS 'the first summary without the rows of the second; NULL if either is';
