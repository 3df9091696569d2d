--
-- concentration: who holds the money
--

CREATE TYPE concentration_summary;

CREATE FUNCTION concentration_summary_in(cstring)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_summary_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION concentration_summary_in(cstring) IS 'input: JSON as the output function writes it';

CREATE FUNCTION summary_out(concentration_summary)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_summary_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_out(concentration_summary) IS 'output: JSON';

CREATE FUNCTION concentration_summary_recv(internal)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_summary_recv'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION concentration_summary_recv(internal) IS 'binary input';

CREATE FUNCTION summary_send(concentration_summary)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_summary_send'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_send(concentration_summary) IS 'binary output';

CREATE TYPE concentration_summary (
	INPUT = concentration_summary_in,
	OUTPUT = summary_out,
	RECEIVE = concentration_summary_recv,
	SEND = summary_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE concentration_summary IS 'what each key (provider, contract, agency ...) holds, summarized';

CREATE FUNCTION summary_combine(concentration_summary, concentration_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION summary_combine(concentration_summary, concentration_summary) IS 'aggregate support: two summaries as one';

CREATE FUNCTION summary_final(concentration_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_final(concentration_summary) IS 'aggregate support: the compact form';

CREATE FUNCTION concentration_add(concentration_summary, text, numeric)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_add_text'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION concentration_add(concentration_summary, text, numeric) IS 'aggregate support: adds a value to a key';

CREATE FUNCTION concentration_add(concentration_summary, bigint, numeric)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_add_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION concentration_add(concentration_summary, bigint, numeric) IS 'aggregate support: adds a value to a key';

CREATE FUNCTION concentration_add(concentration_summary, uuid, numeric)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_add_uuid'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION concentration_add(concentration_summary, uuid, numeric) IS 'aggregate support: adds a value to a key';

CREATE FUNCTION holders(summary concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_holders'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION holders(summary concentration_summary) IS 'how many holders: keys that hold a share, be it zero';

CREATE FUNCTION positive_holders(summary concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_positive_holders'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION positive_holders(summary concentration_summary) IS 'how many holders have more than zero';

CREATE FUNCTION negative_holders(summary concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_negative_holders'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION negative_holders(summary concentration_summary) IS 'how many keys have a negative net value and therefore no share';

CREATE FUNCTION total(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_concentration_total'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION total(summary concentration_summary) IS 'net value of all holders: what the shares are shares of';

CREATE FUNCTION hhi(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_hhi'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION hhi(summary concentration_summary) IS 'Herfindahl-Hirschman index, 0 to 1: sum of the squared shares';

CREATE FUNCTION effective_holders(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_effective_holders'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION effective_holders(summary concentration_summary) IS '1 / HHI: as many equal holders would be as concentrated';

CREATE FUNCTION top_share(summary concentration_summary, k bigint)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_top_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION top_share(summary concentration_summary, k bigint) IS 'share of the k largest';

CREATE FUNCTION holders_for_share(summary concentration_summary, share numeric)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_holders_for_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION holders_for_share(summary concentration_summary, share numeric) IS 'the fewest holders that together hold at least the share';

CREATE FUNCTION holders_for_share(summary concentration_summary, share double precision)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_holders_for_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION holders_for_share(summary concentration_summary, share double precision) IS 'the fewest holders that together hold at least the share';

CREATE FUNCTION gini(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_gini'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION gini(summary concentration_summary) IS 'Gini coefficient, population form';

CREATE FUNCTION theil(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_theil'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION theil(summary concentration_summary) IS 'Theil index T, natural logarithm';

CREATE FUNCTION entropy(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_entropy'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION entropy(summary concentration_summary) IS 'Shannon entropy of the shares, natural logarithm';

CREATE FUNCTION atkinson(summary concentration_summary, epsilon numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_atkinson'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION atkinson(summary concentration_summary, epsilon numeric) IS 'Atkinson index for an aversion to inequality of epsilon';

CREATE FUNCTION atkinson(summary concentration_summary, epsilon double precision)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_atkinson'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION atkinson(summary concentration_summary, epsilon double precision) IS 'Atkinson index for an aversion to inequality of epsilon';

CREATE FUNCTION hoover(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_hoover'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION hoover(summary concentration_summary) IS 'Hoover index: the share that would have to change hands for all to hold the same';

CREATE FUNCTION palma(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_palma'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION palma(summary concentration_summary) IS 'Palma ratio: share of the top 10 percent by share of the bottom 40 percent';

CREATE FUNCTION lorenz(summary concentration_summary, points bigint DEFAULT 100, OUT holder_share numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_lorenz'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 101;

COMMENT ON FUNCTION lorenz(summary concentration_summary, points bigint) IS 'Lorenz curve: share of the value that the smallest holders hold';

CREATE FUNCTION top_holders(summary concentration_summary, k bigint, OUT rank bigint, OUT holder text, OUT value numeric, OUT share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_top_holders'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 10;

COMMENT ON FUNCTION top_holders(summary concentration_summary, k bigint) IS 'the k largest, with what they hold';

CREATE FUNCTION value_bands(summary concentration_summary, breaks numeric[], OUT band numrange, OUT holders bigint, OUT holder_share numeric, OUT value numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_value_bands'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25 ROWS 5;

COMMENT ON FUNCTION value_bands(summary concentration_summary, breaks numeric[]) IS 'holders and their value by band of what they hold';

CREATE FUNCTION dominated(summary concentration_summary, n bigint, k numeric)
RETURNS boolean
AS 'MODULE_PATHNAME', 'commissioning_dominated'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION dominated(summary concentration_summary, n bigint, k numeric) IS '(n,k) rule: do the n largest hold more than k percent?';

CREATE FUNCTION dominated(summary concentration_summary, n bigint, k double precision)
RETURNS boolean
AS 'MODULE_PATHNAME', 'commissioning_dominated'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION dominated(summary concentration_summary, n bigint, k double precision) IS '(n,k) rule: do the n largest hold more than k percent?';

CREATE FUNCTION p_percent_sensitive(summary concentration_summary, p numeric)
RETURNS boolean
AS 'MODULE_PATHNAME', 'commissioning_p_percent_sensitive'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION p_percent_sensitive(summary concentration_summary, p numeric) IS 'p% rule: do all but the two largest hold less than p percent of the largest?';

CREATE FUNCTION p_percent_sensitive(summary concentration_summary, p double precision)
RETURNS boolean
AS 'MODULE_PATHNAME', 'commissioning_p_percent_sensitive'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION p_percent_sensitive(summary concentration_summary, p double precision) IS 'p% rule: do all but the two largest hold less than p percent of the largest?';

CREATE AGGREGATE concentration_summary(key text, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE concentration_summary(key text, value numeric) IS 'summarizes what each key holds';

CREATE AGGREGATE hhi(key text, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = hhi,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE hhi(key text, value numeric) IS 'Herfindahl-Hirschman index of what each key holds';

CREATE AGGREGATE effective_holders(key text, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = effective_holders,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE effective_holders(key text, value numeric) IS 'effective number of holders: 1 / HHI';

CREATE AGGREGATE gini(key text, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = gini,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE gini(key text, value numeric) IS 'Gini coefficient of what each key holds';

CREATE AGGREGATE theil(key text, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = theil,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE theil(key text, value numeric) IS 'Theil index T of what each key holds';

CREATE AGGREGATE concentration_summary(key bigint, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE concentration_summary(key bigint, value numeric) IS 'summarizes what each key holds';

CREATE AGGREGATE hhi(key bigint, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = hhi,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE hhi(key bigint, value numeric) IS 'Herfindahl-Hirschman index of what each key holds';

CREATE AGGREGATE effective_holders(key bigint, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = effective_holders,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE effective_holders(key bigint, value numeric) IS 'effective number of holders: 1 / HHI';

CREATE AGGREGATE gini(key bigint, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = gini,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE gini(key bigint, value numeric) IS 'Gini coefficient of what each key holds';

CREATE AGGREGATE theil(key bigint, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = theil,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE theil(key bigint, value numeric) IS 'Theil index T of what each key holds';

CREATE AGGREGATE concentration_summary(key uuid, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE concentration_summary(key uuid, value numeric) IS 'summarizes what each key holds';

CREATE AGGREGATE hhi(key uuid, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = hhi,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE hhi(key uuid, value numeric) IS 'Herfindahl-Hirschman index of what each key holds';

CREATE AGGREGATE effective_holders(key uuid, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = effective_holders,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE effective_holders(key uuid, value numeric) IS 'effective number of holders: 1 / HHI';

CREATE AGGREGATE gini(key uuid, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = gini,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE gini(key uuid, value numeric) IS 'Gini coefficient of what each key holds';

CREATE AGGREGATE theil(key uuid, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = theil,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE theil(key uuid, value numeric) IS 'Theil index T of what each key holds';

CREATE AGGREGATE rollup(summary concentration_summary) (
	SFUNC = summary_combine,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(summary concentration_summary) IS 'merges summaries into one';

CREATE FUNCTION part(summary concentration_summary, n bigint, i bigint)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_part'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION part(summary concentration_summary, n bigint, i bigint) IS 'piece i of n, from 0 on, of a summary: rollup of all pieces is the whole';

CREATE FUNCTION measured_rows(summary concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_measured_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION measured_rows(summary concentration_summary) IS 'rows that every figure can use';

CREATE FUNCTION missing_rows(summary concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_missing_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION missing_rows(summary concentration_summary) IS 'rows that some figure cannot use, because something in them is unknown';

CREATE FUNCTION value_coverage(summary concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_coverage'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION value_coverage(summary concentration_summary) IS 'share of all value seen, in absolute terms, that the figures stand on';

CREATE FUNCTION summary_to_jsonb(summary concentration_summary)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'commissioning_summary_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_to_jsonb(summary concentration_summary) IS 'the text form as jsonb';

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

COMMENT ON FUNCTION summary_plus(concentration_summary, concentration_summary) IS 'implementation of + operator';

CREATE OPERATOR + (
	LEFTARG = concentration_summary,
	RIGHTARG = concentration_summary,
	FUNCTION = summary_plus,
	COMMUTATOR = +
);

COMMENT ON OPERATOR + (concentration_summary, concentration_summary) IS 'two summaries as one';

CREATE FUNCTION subtract(a concentration_summary, b concentration_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_subtract'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION subtract(a concentration_summary, b concentration_summary) IS 'the rows of b taken out of a, exactly; NULL takes nothing out';

CREATE FUNCTION summary_minus(concentration_summary, concentration_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_subtract'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_minus(concentration_summary, concentration_summary) IS 'implementation of - operator';

CREATE OPERATOR - (
	LEFTARG = concentration_summary,
	RIGHTARG = concentration_summary,
	FUNCTION = summary_minus
);

COMMENT ON OPERATOR - (concentration_summary, concentration_summary) IS 'the rows of the second taken out of the first';
