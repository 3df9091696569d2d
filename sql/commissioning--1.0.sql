/* commissioning--1.0.sql */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION commissioning" to load this file. \quit

--
-- term: terms of contracts and the money in them
--

CREATE FUNCTION contract_term(start_date date, end_date date)
RETURNS daterange
AS 'MODULE_PATHNAME', 'commissioning_contract_term'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION contract_term(start_date date, end_date date) IS 'term from the first to the last day, both included; open-ended without a last day';

CREATE FUNCTION term_years(term daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_term_years'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION term_years(term daterange) IS 'length in years, calendar-exact: whole anniversaries, and days of the last year by its days';

CREATE FUNCTION remaining(term daterange, as_of date)
RETURNS daterange
AS 'MODULE_PATHNAME', 'commissioning_remaining'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION remaining(term daterange, as_of date) IS 'what of a term is left from a day on; NULL when it is over';

CREATE FUNCTION annualised_value(value numeric, term daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_annualised_value'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION annualised_value(value numeric, term daterange) IS 'value by year of the term';

CREATE FUNCTION value_within(value numeric, term daterange, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_within'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION value_within(value numeric, term daterange, period daterange) IS 'what of a value falls into a period, by days';

--
-- fiscal_year: years that start in any month, and the money in them
--

CREATE FUNCTION fiscal_year(day date, start_month integer DEFAULT 7)
RETURNS text
AS 'MODULE_PATHNAME', 'commissioning_fiscal_year'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION fiscal_year(day date, start_month integer) IS 'the fiscal year of a day, such as 2020/21, or 2020 if it starts in January';

CREATE FUNCTION fiscal_year_range(fiscal_year text, start_month integer DEFAULT 7)
RETURNS daterange
AS 'MODULE_PATHNAME', 'commissioning_fiscal_year_range'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION fiscal_year_range(fiscal_year text, start_month integer) IS 'the days of a fiscal year';

CREATE FUNCTION by_fiscal_year(value numeric, term daterange, start_month integer DEFAULT 7, OUT fiscal_year text, OUT period daterange, OUT value numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_by_fiscal_year'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 4;

COMMENT ON FUNCTION by_fiscal_year(numeric, daterange, integer) IS 'what of a value falls into each fiscal year of its term, by days; the parts add up to the value';
--
-- term_summary: how long contracts are, by number and by value
--

CREATE TYPE term_summary;

CREATE FUNCTION term_summary_in(cstring)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_term_summary_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION term_summary_in(cstring) IS 'input: JSON as the output function writes it';

CREATE FUNCTION summary_out(term_summary)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_summary_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_out(term_summary) IS 'output: JSON';

CREATE FUNCTION term_summary_recv(internal)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_term_summary_recv'
LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION term_summary_recv(internal) IS 'binary input';

CREATE FUNCTION summary_send(term_summary)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_summary_send'
LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_send(term_summary) IS 'binary output';

CREATE TYPE term_summary (
	INPUT = term_summary_in,
	OUTPUT = summary_out,
	RECEIVE = term_summary_recv,
	SEND = summary_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE term_summary IS 'lengths of contracts and their values, summarized';

CREATE FUNCTION summary_combine(term_summary, term_summary)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION summary_combine(term_summary, term_summary) IS 'aggregate support: two summaries as one';

CREATE FUNCTION summary_final(term_summary)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_final(term_summary) IS 'aggregate support: the compact form';

CREATE FUNCTION term_summary_add(term_summary, daterange)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_term_summary_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION term_summary_add(term_summary, daterange) IS 'aggregate support: adds a contract';

CREATE FUNCTION term_summary_add(term_summary, daterange, numeric)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_term_summary_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION term_summary_add(term_summary, daterange, numeric) IS 'aggregate support: adds a contract and its value';

CREATE FUNCTION contracts(term_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_contracts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION contracts(term_summary) IS 'how many contracts have a known length';

CREATE FUNCTION mean_length(term_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_mean_length'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION mean_length(term_summary) IS 'mean length in years';

CREATE FUNCTION weighted_length(term_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_weighted_length'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION weighted_length(term_summary) IS 'mean length in years, weighted by value';

CREATE FUNCTION length_quantile(term_summary, fraction numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_length_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION length_quantile(term_summary, fraction numeric) IS 'length in years that a fraction of the contracts does not exceed (inverted CDF)';

CREATE FUNCTION weighted_length_quantile(term_summary, fraction numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_weighted_length_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION weighted_length_quantile(term_summary, fraction numeric) IS 'length in years that the contracts with a fraction of the value do not exceed (inverted CDF)';

CREATE FUNCTION contract_share(term_summary, years numrange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_contract_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION contract_share(term_summary, years numrange) IS 'share of the contracts whose length in years is in the range';

CREATE FUNCTION value_share(term_summary, years numrange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION value_share(term_summary, years numrange) IS 'share of the value whose contracts have a length in years in the range';

CREATE FUNCTION length_bands(term_summary, breaks numeric[], OUT band numrange, OUT contracts bigint, OUT contract_share numeric, OUT value numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_length_bands'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 5;

COMMENT ON FUNCTION length_bands(term_summary, numeric[]) IS 'contracts and value by band of length in years';

CREATE AGGREGATE term_summary(term daterange, value numeric) (
	SFUNC = term_summary_add,
	STYPE = term_summary,
	SSPACE = 512,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE term_summary(term daterange, value numeric) IS 'summarizes lengths of contracts and their values';

CREATE AGGREGATE mean_length(term daterange) (
	SFUNC = term_summary_add,
	STYPE = term_summary,
	SSPACE = 512,
	FINALFUNC = mean_length,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE mean_length(term daterange) IS 'mean length of contracts in years';

CREATE AGGREGATE weighted_length(term daterange, value numeric) (
	SFUNC = term_summary_add,
	STYPE = term_summary,
	SSPACE = 512,
	FINALFUNC = weighted_length,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE weighted_length(term daterange, value numeric) IS 'mean length of contracts in years, weighted by value';

CREATE AGGREGATE rollup(term_summary) (
	SFUNC = summary_combine,
	STYPE = term_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(term_summary) IS 'merges summaries into one';

CREATE FUNCTION measured_rows(term_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_measured_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION measured_rows(term_summary) IS 'rows that every figure can use';

CREATE FUNCTION missing_rows(term_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_missing_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION missing_rows(term_summary) IS 'rows that some figure cannot use, because something in them is unknown';

CREATE FUNCTION value_coverage(term_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_coverage'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION value_coverage(term_summary) IS 'share of all value seen, in absolute terms, that the figures stand on';

CREATE FUNCTION summary_to_jsonb(term_summary)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'commissioning_summary_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_to_jsonb(term_summary) IS 'the text form as jsonb';

CREATE CAST (term_summary AS jsonb) WITH FUNCTION summary_to_jsonb(term_summary);

COMMENT ON CAST (term_summary AS jsonb) IS 'the text form as jsonb';

--
-- concentration: who holds the money
--

CREATE TYPE concentration_summary;

CREATE FUNCTION concentration_summary_in(cstring)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_summary_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION concentration_summary_in(cstring) IS 'input: JSON as the output function writes it';

CREATE FUNCTION summary_out(concentration_summary)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_summary_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_out(concentration_summary) IS 'output: JSON';

CREATE FUNCTION concentration_summary_recv(internal)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_summary_recv'
LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION concentration_summary_recv(internal) IS 'binary input';

CREATE FUNCTION summary_send(concentration_summary)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_summary_send'
LANGUAGE C STABLE STRICT PARALLEL SAFE;

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
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

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

CREATE FUNCTION providers(concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_concentration_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION providers(concentration_summary) IS 'how many keys hold a share, be it zero';

CREATE FUNCTION negative_providers(concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_negative_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION negative_providers(concentration_summary) IS 'how many keys have a negative net value and therefore no share';

CREATE FUNCTION total(concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_total'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION total(concentration_summary) IS 'net value of all keys that hold a share';

CREATE FUNCTION hhi(concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_hhi'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION hhi(concentration_summary) IS 'Herfindahl-Hirschman index, 0 to 1: sum of the squared shares';

CREATE FUNCTION effective_providers(concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_effective_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION effective_providers(concentration_summary) IS '1 / HHI: as many equal providers would be as concentrated';

CREATE FUNCTION top_share(concentration_summary, k integer)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_top_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION top_share(concentration_summary, k integer) IS 'share of the k largest';

CREATE FUNCTION providers_for_share(concentration_summary, share numeric)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_providers_for_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION providers_for_share(concentration_summary, share numeric) IS 'the fewest keys that together hold the share';

CREATE FUNCTION gini(concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_gini'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION gini(concentration_summary) IS 'Gini coefficient, population form';

CREATE FUNCTION theil(concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_theil'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION theil(concentration_summary) IS 'Theil index T, natural logarithm';

CREATE FUNCTION entropy(concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_entropy'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION entropy(concentration_summary) IS 'Shannon entropy of the shares, natural logarithm';

CREATE FUNCTION atkinson(concentration_summary, epsilon numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_atkinson'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION atkinson(concentration_summary, epsilon numeric) IS 'Atkinson index for an aversion to inequality of epsilon';

CREATE FUNCTION hoover(concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_hoover'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION hoover(concentration_summary) IS 'Hoover index: the share that would have to change hands for all to hold the same';

CREATE FUNCTION palma(concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_palma'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION palma(concentration_summary) IS 'Palma ratio: share of the top 10 percent by share of the bottom 40 percent';

CREATE FUNCTION lorenz(concentration_summary, points integer DEFAULT 100, OUT provider_share numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_lorenz'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 101;

COMMENT ON FUNCTION lorenz(concentration_summary, integer) IS 'Lorenz curve: share of the value that the smallest providers hold';

CREATE FUNCTION top_providers(concentration_summary, k integer, OUT rank bigint, OUT provider text, OUT value numeric, OUT share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_top_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;

COMMENT ON FUNCTION top_providers(concentration_summary, integer) IS 'the k largest, with what they hold';

CREATE FUNCTION value_bands(concentration_summary, breaks numeric[], OUT band numrange, OUT providers bigint, OUT provider_share numeric, OUT value numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_value_bands'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 5;

COMMENT ON FUNCTION value_bands(concentration_summary, numeric[]) IS 'keys and what they hold by band of value';

CREATE FUNCTION dominated(concentration_summary, n integer, k numeric)
RETURNS boolean
AS 'MODULE_PATHNAME', 'commissioning_dominated'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION dominated(concentration_summary, n integer, k numeric) IS '(n,k) rule: do the n largest hold more than k percent?';

CREATE FUNCTION p_percent_sensitive(concentration_summary, p numeric)
RETURNS boolean
AS 'MODULE_PATHNAME', 'commissioning_p_percent_sensitive'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION p_percent_sensitive(concentration_summary, p numeric) IS 'p% rule: do all but the two largest hold less than p percent of the largest?';

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

CREATE AGGREGATE effective_providers(key text, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = effective_providers,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE effective_providers(key text, value numeric) IS 'effective number of keys: 1 / HHI';

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

CREATE AGGREGATE effective_providers(key bigint, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = effective_providers,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE effective_providers(key bigint, value numeric) IS 'effective number of keys: 1 / HHI';

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

CREATE AGGREGATE effective_providers(key uuid, value numeric) (
	SFUNC = concentration_add,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = effective_providers,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE effective_providers(key uuid, value numeric) IS 'effective number of keys: 1 / HHI';

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

CREATE AGGREGATE rollup(concentration_summary) (
	SFUNC = summary_combine,
	STYPE = concentration_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(concentration_summary) IS 'merges summaries into one';

CREATE FUNCTION measured_rows(concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_measured_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION measured_rows(concentration_summary) IS 'rows that every figure can use';

CREATE FUNCTION missing_rows(concentration_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_missing_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION missing_rows(concentration_summary) IS 'rows that some figure cannot use, because something in them is unknown';

CREATE FUNCTION value_coverage(concentration_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_coverage'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION value_coverage(concentration_summary) IS 'share of all value seen, in absolute terms, that the figures stand on';

CREATE FUNCTION summary_to_jsonb(concentration_summary)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'commissioning_summary_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_to_jsonb(concentration_summary) IS 'the text form as jsonb';

CREATE CAST (concentration_summary AS jsonb) WITH FUNCTION summary_to_jsonb(concentration_summary);

COMMENT ON CAST (concentration_summary AS jsonb) IS 'the text form as jsonb';

--
-- overlap: providers shared between agencies
--

CREATE TYPE overlap_summary;

CREATE FUNCTION overlap_summary_in(cstring)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_summary_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION overlap_summary_in(cstring) IS 'input: JSON as the output function writes it';

CREATE FUNCTION summary_out(overlap_summary)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_summary_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_out(overlap_summary) IS 'output: JSON';

CREATE FUNCTION overlap_summary_recv(internal)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_summary_recv'
LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION overlap_summary_recv(internal) IS 'binary input';

CREATE FUNCTION summary_send(overlap_summary)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_summary_send'
LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_send(overlap_summary) IS 'binary output';

CREATE TYPE overlap_summary (
	INPUT = overlap_summary_in,
	OUTPUT = summary_out,
	RECEIVE = overlap_summary_recv,
	SEND = summary_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE overlap_summary IS 'which providers each agency deals with, and for what value, summarized';

CREATE FUNCTION summary_combine(overlap_summary, overlap_summary)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION summary_combine(overlap_summary, overlap_summary) IS 'aggregate support: two summaries as one';

CREATE FUNCTION summary_final(overlap_summary)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_final(overlap_summary) IS 'aggregate support: the compact form';

CREATE FUNCTION overlap_add(overlap_summary, text, text)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_add_text'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION overlap_add(overlap_summary, text, text) IS 'aggregate support: adds a provider to an agency';

CREATE FUNCTION overlap_add(overlap_summary, text, text, numeric)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_add_text'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION overlap_add(overlap_summary, text, text, numeric) IS 'aggregate support: adds a provider and its value to an agency';

CREATE FUNCTION overlap_add(overlap_summary, text, bigint)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_add_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION overlap_add(overlap_summary, text, bigint) IS 'aggregate support: adds a provider to an agency';

CREATE FUNCTION overlap_add(overlap_summary, text, bigint, numeric)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_add_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION overlap_add(overlap_summary, text, bigint, numeric) IS 'aggregate support: adds a provider and its value to an agency';

CREATE FUNCTION overlap_add(overlap_summary, text, uuid)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_add_uuid'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION overlap_add(overlap_summary, text, uuid) IS 'aggregate support: adds a provider to an agency';

CREATE FUNCTION overlap_add(overlap_summary, text, uuid, numeric)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_add_uuid'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION overlap_add(overlap_summary, text, uuid, numeric) IS 'aggregate support: adds a provider and its value to an agency';

CREATE FUNCTION agencies(overlap_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_overlap_agencies'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION agencies(overlap_summary) IS 'how many agencies there are';

CREATE FUNCTION providers(overlap_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_overlap_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION providers(overlap_summary) IS 'how many providers there are, each counted once';

CREATE FUNCTION negative_providers(overlap_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_overlap_negative_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION negative_providers(overlap_summary) IS 'how many providers have a negative net value, which is left out';

CREATE FUNCTION shared_providers(overlap_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_shared_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION shared_providers(overlap_summary) IS 'how many providers deal with at least two agencies';

CREATE FUNCTION shared_providers(overlap_summary, at_least integer)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_shared_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION shared_providers(overlap_summary, at_least integer) IS 'how many providers deal with at least so many agencies';

CREATE FUNCTION agencies_per_provider(overlap_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_agencies_per_provider'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION agencies_per_provider(overlap_summary) IS 'mean number of agencies that a provider deals with';

CREATE FUNCTION shared_value_share(overlap_summary, at_least integer DEFAULT 2)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_shared_value_share'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION shared_value_share(overlap_summary, at_least integer) IS 'share of the value that goes to providers with at least so many agencies';

CREATE FUNCTION overlap_pairs(overlap_summary, OUT agency_a text, OUT agency_b text, OUT providers_a bigint, OUT providers_b bigint, OUT shared bigint, OUT jaccard numeric, OUT overlap_coefficient numeric, OUT value_a_shared numeric, OUT value_b_shared numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_overlap_pairs'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;

COMMENT ON FUNCTION overlap_pairs(overlap_summary) IS 'every pair of agencies and what they share';

CREATE FUNCTION overlap_counts(overlap_summary, OUT agencies integer, OUT providers bigint, OUT provider_share numeric, OUT value numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_overlap_counts'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;

COMMENT ON FUNCTION overlap_counts(overlap_summary) IS 'how many providers deal with exactly 1, 2, 3 ... agencies';

CREATE FUNCTION overlap_sets(overlap_summary, OUT agencies text[], OUT providers bigint, OUT value numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_overlap_sets'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;

COMMENT ON FUNCTION overlap_sets(overlap_summary) IS 'how many providers deal with exactly this set of agencies';

CREATE FUNCTION shared_provider_list(overlap_summary, at_least integer DEFAULT 2, OUT provider text, OUT agencies text[], OUT value numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_shared_provider_list'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;

COMMENT ON FUNCTION shared_provider_list(overlap_summary, integer) IS 'providers that deal with at least so many agencies, and which those are';

CREATE FUNCTION union_bounds(sizes bigint[])
RETURNS int8range
AS 'MODULE_PATHNAME', 'commissioning_union_bounds'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION union_bounds(sizes bigint[]) IS 'what the size of a union can be when only the sizes of the sets are known';

CREATE AGGREGATE overlap_summary(agency text, provider text) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE overlap_summary(agency text, provider text) IS 'summarizes which providers each agency deals with';

CREATE AGGREGATE overlap_summary(agency text, provider text, value numeric) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE overlap_summary(agency text, provider text, value numeric) IS 'summarizes which providers each agency deals with, and for what value';

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

COMMENT ON AGGREGATE overlap_summary(agency text, provider bigint) IS 'summarizes which providers each agency deals with';

CREATE AGGREGATE overlap_summary(agency text, provider bigint, value numeric) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE overlap_summary(agency text, provider bigint, value numeric) IS 'summarizes which providers each agency deals with, and for what value';

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

COMMENT ON AGGREGATE overlap_summary(agency text, provider uuid) IS 'summarizes which providers each agency deals with';

CREATE AGGREGATE overlap_summary(agency text, provider uuid, value numeric) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE overlap_summary(agency text, provider uuid, value numeric) IS 'summarizes which providers each agency deals with, and for what value';

CREATE AGGREGATE shared_providers(agency text, provider uuid) (
	SFUNC = overlap_add,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = shared_providers,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE shared_providers(agency text, provider uuid) IS 'how many providers deal with at least two agencies';

CREATE AGGREGATE rollup(overlap_summary) (
	SFUNC = summary_combine,
	STYPE = overlap_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(overlap_summary) IS 'merges summaries into one';

CREATE FUNCTION measured_rows(overlap_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_measured_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION measured_rows(overlap_summary) IS 'rows that every figure can use';

CREATE FUNCTION missing_rows(overlap_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_missing_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION missing_rows(overlap_summary) IS 'rows that some figure cannot use, because something in them is unknown';

CREATE FUNCTION value_coverage(overlap_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_coverage'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION value_coverage(overlap_summary) IS 'share of all value seen, in absolute terms, that the figures stand on';

CREATE FUNCTION summary_to_jsonb(overlap_summary)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'commissioning_summary_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_to_jsonb(overlap_summary) IS 'the text form as jsonb';

CREATE CAST (overlap_summary AS jsonb) WITH FUNCTION summary_to_jsonb(overlap_summary);

COMMENT ON CAST (overlap_summary AS jsonb) IS 'the text form as jsonb';

--
-- frequency: how often something is due
--

CREATE TYPE frequency;

CREATE FUNCTION frequency_in(cstring)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_in(cstring) IS 'input: "monthly", "4/year", "every 3 months", "P3M", "4" ...';

CREATE FUNCTION frequency_out(frequency)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_frequency_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_out(frequency) IS 'output: "4/year", or "none"';

CREATE FUNCTION frequency_recv(internal)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_recv(internal) IS 'binary input';

CREATE FUNCTION frequency_send(frequency)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_frequency_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_send(frequency) IS 'binary output';

CREATE TYPE frequency (
	INPUT = frequency_in,
	OUTPUT = frequency_out,
	RECEIVE = frequency_recv,
	SEND = frequency_send,
	LIKE = pg_catalog.int8,
	CATEGORY = 'U'
);

COMMENT ON TYPE frequency IS 'how often something is due, as times a year';

CREATE FUNCTION per_year(frequency)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_per_year'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION per_year(frequency) IS 'times a year';

CREATE FUNCTION frequency(numeric)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_from_numeric'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency(numeric) IS 'a number of times a year';

CREATE FUNCTION frequency(smallint)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_from_smallint'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency(smallint) IS 'a number of times a year';

CREATE FUNCTION frequency(bigint)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_from_bigint'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency(bigint) IS 'a number of times a year';

CREATE FUNCTION frequency(integer)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_from_integer'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency(integer) IS 'a number of times a year';

CREATE FUNCTION frequency(interval)
RETURNS frequency
AS 'MODULE_PATHNAME', 'commissioning_frequency_from_interval'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency(interval) IS 'once in the interval';

CREATE CAST (numeric AS frequency) WITH FUNCTION frequency(numeric) AS ASSIGNMENT;

COMMENT ON CAST (numeric AS frequency) IS 'a number of times a year';

CREATE CAST (smallint AS frequency) WITH FUNCTION frequency(smallint) AS ASSIGNMENT;

COMMENT ON CAST (smallint AS frequency) IS 'a number of times a year';

CREATE CAST (bigint AS frequency) WITH FUNCTION frequency(bigint) AS ASSIGNMENT;

COMMENT ON CAST (bigint AS frequency) IS 'a number of times a year';

CREATE CAST (integer AS frequency) WITH FUNCTION frequency(integer) AS ASSIGNMENT;

COMMENT ON CAST (integer AS frequency) IS 'a number of times a year';

CREATE CAST (interval AS frequency) WITH FUNCTION frequency(interval);

COMMENT ON CAST (interval AS frequency) IS 'once in the interval';

CREATE CAST (frequency AS numeric) WITH FUNCTION per_year(frequency);

COMMENT ON CAST (frequency AS numeric) IS 'times a year';

-- a frequency is an int8: compared, sorted and hashed by what core has for it
CREATE FUNCTION frequency_eq(frequency, frequency)
RETURNS boolean
AS 'int8eq'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_eq(frequency, frequency) IS 'implementation of = operator';

CREATE FUNCTION frequency_ne(frequency, frequency)
RETURNS boolean
AS 'int8ne'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_ne(frequency, frequency) IS 'implementation of <> operator';

CREATE FUNCTION frequency_lt(frequency, frequency)
RETURNS boolean
AS 'int8lt'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_lt(frequency, frequency) IS 'implementation of < operator';

CREATE FUNCTION frequency_le(frequency, frequency)
RETURNS boolean
AS 'int8le'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_le(frequency, frequency) IS 'implementation of <= operator';

CREATE FUNCTION frequency_gt(frequency, frequency)
RETURNS boolean
AS 'int8gt'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_gt(frequency, frequency) IS 'implementation of > operator';

CREATE FUNCTION frequency_ge(frequency, frequency)
RETURNS boolean
AS 'int8ge'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_ge(frequency, frequency) IS 'implementation of >= operator';

CREATE OPERATOR = (
	LEFTARG = frequency,
	RIGHTARG = frequency,
	FUNCTION = frequency_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);

COMMENT ON OPERATOR = (frequency, frequency) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = frequency,
	RIGHTARG = frequency,
	FUNCTION = frequency_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (frequency, frequency) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = frequency,
	RIGHTARG = frequency,
	FUNCTION = frequency_lt,
	COMMUTATOR = >,
	NEGATOR = >=,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (frequency, frequency) IS 'less often';

CREATE OPERATOR <= (
	LEFTARG = frequency,
	RIGHTARG = frequency,
	FUNCTION = frequency_le,
	COMMUTATOR = >=,
	NEGATOR = >,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (frequency, frequency) IS 'at most as often';

CREATE OPERATOR > (
	LEFTARG = frequency,
	RIGHTARG = frequency,
	FUNCTION = frequency_gt,
	COMMUTATOR = <,
	NEGATOR = <=,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (frequency, frequency) IS 'more often';

CREATE OPERATOR >= (
	LEFTARG = frequency,
	RIGHTARG = frequency,
	FUNCTION = frequency_ge,
	COMMUTATOR = <=,
	NEGATOR = <,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (frequency, frequency) IS 'at least as often';

CREATE FUNCTION frequency_cmp(frequency, frequency)
RETURNS integer
AS 'btint8cmp'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_cmp(frequency, frequency) IS 'less-equal-greater';

CREATE FUNCTION frequency_hash(frequency)
RETURNS integer
AS 'hashint8'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_hash(frequency) IS 'hash';

CREATE FUNCTION frequency_hash_extended(frequency, bigint)
RETURNS bigint
AS 'hashint8extended'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_hash_extended(frequency, bigint) IS 'hash with a seed';

CREATE OPERATOR CLASS frequency_ops
DEFAULT FOR TYPE frequency USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 frequency_cmp(frequency, frequency),
	FUNCTION 2 (frequency, frequency) pg_catalog.btint8sortsupport(internal),
	FUNCTION 4 (frequency, frequency) pg_catalog.btequalimage(oid);

COMMENT ON OPERATOR CLASS frequency_ops USING btree IS 'order of frequencies';

COMMENT ON OPERATOR FAMILY frequency_ops USING btree IS 'order of frequencies';

CREATE OPERATOR CLASS frequency_ops
DEFAULT FOR TYPE frequency USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 frequency_hash(frequency),
	FUNCTION 2 frequency_hash_extended(frequency, bigint);

COMMENT ON OPERATOR CLASS frequency_ops USING hash IS 'equality of frequencies';

COMMENT ON OPERATOR FAMILY frequency_ops USING hash IS 'equality of frequencies';

CREATE FUNCTION frequency_smaller(frequency, frequency)
RETURNS frequency
AS 'int8smaller'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_smaller(frequency, frequency) IS 'aggregate support: the lower frequency';

CREATE FUNCTION frequency_larger(frequency, frequency)
RETURNS frequency
AS 'int8larger'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION frequency_larger(frequency, frequency) IS 'aggregate support: the higher frequency';

CREATE AGGREGATE min(frequency) (
	SFUNC = frequency_smaller,
	STYPE = frequency,
	COMBINEFUNC = frequency_smaller,
	SORTOP = <,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(frequency) IS 'lowest frequency';

CREATE AGGREGATE max(frequency) (
	SFUNC = frequency_larger,
	STYPE = frequency,
	COMBINEFUNC = frequency_larger,
	SORTOP = >,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(frequency) IS 'highest frequency';

CREATE FUNCTION frequency_add(numeric, frequency)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_frequency_add'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION frequency_add(numeric, frequency) IS 'aggregate support: adds times a year';

CREATE AGGREGATE reports_per_year(frequency) (
	SFUNC = frequency_add,
	STYPE = numeric,
	FINALFUNC = pg_catalog.trim_scale,
	COMBINEFUNC = pg_catalog.numeric_add,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE reports_per_year(frequency) IS 'how many reports a year arrangements of these frequencies ask for';

--
-- burden: what reporting asks of providers
--

CREATE TYPE burden_summary;

CREATE FUNCTION burden_summary_in(cstring)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_burden_summary_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION burden_summary_in(cstring) IS 'input: JSON as the output function writes it';

CREATE FUNCTION summary_out(burden_summary)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_summary_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_out(burden_summary) IS 'output: JSON';

CREATE FUNCTION burden_summary_recv(internal)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_burden_summary_recv'
LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION burden_summary_recv(internal) IS 'binary input';

CREATE FUNCTION summary_send(burden_summary)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_summary_send'
LANGUAGE C STABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_send(burden_summary) IS 'binary output';

CREATE TYPE burden_summary (
	INPUT = burden_summary_in,
	OUTPUT = summary_out,
	RECEIVE = burden_summary_recv,
	SEND = summary_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE burden_summary IS 'how often each provider has to report to each agency, and for what value, summarized';

CREATE FUNCTION summary_combine(burden_summary, burden_summary)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION summary_combine(burden_summary, burden_summary) IS 'aggregate support: two summaries as one';

CREATE FUNCTION summary_final(burden_summary)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_final(burden_summary) IS 'aggregate support: the compact form';

CREATE FUNCTION burden_add(burden_summary, text, text, frequency, numeric)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_burden_add_text'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION burden_add(burden_summary, text, text, frequency, numeric) IS 'aggregate support: adds an arrangement';

CREATE FUNCTION burden_add(burden_summary, text, bigint, frequency, numeric)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_burden_add_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION burden_add(burden_summary, text, bigint, frequency, numeric) IS 'aggregate support: adds an arrangement';

CREATE FUNCTION burden_add(burden_summary, text, uuid, frequency, numeric)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_burden_add_uuid'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION burden_add(burden_summary, text, uuid, frequency, numeric) IS 'aggregate support: adds an arrangement';

CREATE FUNCTION providers(burden_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_burden_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION providers(burden_summary) IS 'how many providers there are, each counted once';

CREATE FUNCTION reports(burden_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_reports'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION reports(burden_summary) IS 'reports a year, in all';

CREATE FUNCTION reports_per_provider(burden_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_reports_per_provider'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION reports_per_provider(burden_summary) IS 'mean number of reports a year that a provider makes';

CREATE FUNCTION reports_quantile(burden_summary, fraction numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_reports_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION reports_quantile(burden_summary, fraction numeric) IS 'reports a year that a fraction of the providers does not exceed (inverted CDF)';

CREATE FUNCTION reports_per_million(burden_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_reports_per_million'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION reports_per_million(burden_summary) IS 'reports a year for each 1,000,000 of value';

CREATE FUNCTION joint_reports(burden_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_joint_reports'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION joint_reports(burden_summary) IS 'reports a year if each provider made one for all its arrangements, as often as any of them asks';

CREATE FUNCTION joint_saving(burden_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_joint_saving'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION joint_saving(burden_summary) IS 'share of the reports that joint reporting spares';

CREATE FUNCTION burden_cost(burden_summary, hours_per_report numeric, hourly_rate numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_burden_cost'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION burden_cost(burden_summary, hours_per_report numeric, hourly_rate numeric) IS 'what reporting costs a year: reports x hours x rate (Standard Cost Model)';

CREATE FUNCTION burden_ratio(burden_summary, hours_per_report numeric, hourly_rate numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_burden_ratio'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION burden_ratio(burden_summary, hours_per_report numeric, hourly_rate numeric) IS 'what reporting costs a year by the value of the arrangements';

CREATE FUNCTION frequency_bands(burden_summary, OUT frequency frequency, OUT arrangements bigint, OUT arrangement_share numeric, OUT value numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_frequency_bands'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;

COMMENT ON FUNCTION frequency_bands(burden_summary) IS 'arrangements and value by frequency';

CREATE FUNCTION most_burdened(burden_summary, k integer, OUT rank bigint, OUT provider text, OUT agencies bigint, OUT arrangements bigint, OUT reports numeric, OUT joint_reports numeric, OUT value numeric, OUT reports_per_million numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_most_burdened'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;

COMMENT ON FUNCTION most_burdened(burden_summary, integer) IS 'the k providers that make the most reports a year';

CREATE AGGREGATE burden_summary(agency text, provider text, frequency frequency, value numeric) (
	SFUNC = burden_add,
	STYPE = burden_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE burden_summary(agency text, provider text, frequency frequency, value numeric) IS 'summarizes how often each provider has to report to each agency';

CREATE AGGREGATE burden_summary(agency text, provider bigint, frequency frequency, value numeric) (
	SFUNC = burden_add,
	STYPE = burden_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE burden_summary(agency text, provider bigint, frequency frequency, value numeric) IS 'summarizes how often each provider has to report to each agency';

CREATE AGGREGATE burden_summary(agency text, provider uuid, frequency frequency, value numeric) (
	SFUNC = burden_add,
	STYPE = burden_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE burden_summary(agency text, provider uuid, frequency frequency, value numeric) IS 'summarizes how often each provider has to report to each agency';

CREATE AGGREGATE rollup(burden_summary) (
	SFUNC = summary_combine,
	STYPE = burden_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(burden_summary) IS 'merges summaries into one';

CREATE FUNCTION measured_rows(burden_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_measured_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION measured_rows(burden_summary) IS 'rows that every figure can use';

CREATE FUNCTION missing_rows(burden_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_missing_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION missing_rows(burden_summary) IS 'rows that some figure cannot use, because something in them is unknown';

CREATE FUNCTION value_coverage(burden_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_coverage'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION value_coverage(burden_summary) IS 'share of all value seen, in absolute terms, that the figures stand on';

CREATE FUNCTION summary_to_jsonb(burden_summary)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'commissioning_summary_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION summary_to_jsonb(burden_summary) IS 'the text form as jsonb';

CREATE CAST (burden_summary AS jsonb) WITH FUNCTION summary_to_jsonb(burden_summary);

COMMENT ON CAST (burden_summary AS jsonb) IS 'the text form as jsonb';

--
-- nzbn: New Zealand Business Numbers
--

CREATE TYPE nzbn;

CREATE FUNCTION nzbn_in(cstring)
RETURNS nzbn
AS 'MODULE_PATHNAME', 'commissioning_nzbn_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_in(cstring) IS 'input: 13 digits, with spaces or NZ-NZBN- if need be';

CREATE FUNCTION nzbn_out(nzbn)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_nzbn_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_out(nzbn) IS 'output: 13 digits';

CREATE FUNCTION nzbn_recv(internal)
RETURNS nzbn
AS 'MODULE_PATHNAME', 'commissioning_nzbn_recv'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_recv(internal) IS 'binary input';

CREATE FUNCTION nzbn_send(nzbn)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_nzbn_send'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_send(nzbn) IS 'binary output';

CREATE TYPE nzbn (
	INPUT = nzbn_in,
	OUTPUT = nzbn_out,
	RECEIVE = nzbn_recv,
	SEND = nzbn_send,
	LIKE = pg_catalog.int8,
	CATEGORY = 'U'
);

COMMENT ON TYPE nzbn IS 'New Zealand Business Number: 13 digits, the last a check digit';

CREATE FUNCTION nzbn(bigint)
RETURNS nzbn
AS 'MODULE_PATHNAME', 'commissioning_nzbn_from_bigint'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn(bigint) IS 'a number as an NZBN, its check digit checked';

-- an nzbn is an int8: compared, sorted and hashed by what core has for it
CREATE FUNCTION nzbn_eq(nzbn, nzbn)
RETURNS boolean
AS 'int8eq'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_eq(nzbn, nzbn) IS 'implementation of = operator';

CREATE FUNCTION nzbn_ne(nzbn, nzbn)
RETURNS boolean
AS 'int8ne'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_ne(nzbn, nzbn) IS 'implementation of <> operator';

CREATE FUNCTION nzbn_lt(nzbn, nzbn)
RETURNS boolean
AS 'int8lt'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_lt(nzbn, nzbn) IS 'implementation of < operator';

CREATE FUNCTION nzbn_le(nzbn, nzbn)
RETURNS boolean
AS 'int8le'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_le(nzbn, nzbn) IS 'implementation of <= operator';

CREATE FUNCTION nzbn_gt(nzbn, nzbn)
RETURNS boolean
AS 'int8gt'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_gt(nzbn, nzbn) IS 'implementation of > operator';

CREATE FUNCTION nzbn_ge(nzbn, nzbn)
RETURNS boolean
AS 'int8ge'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_ge(nzbn, nzbn) IS 'implementation of >= operator';

CREATE OPERATOR = (
	LEFTARG = nzbn,
	RIGHTARG = nzbn,
	FUNCTION = nzbn_eq,
	COMMUTATOR = =,
	NEGATOR = <>,
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);

COMMENT ON OPERATOR = (nzbn, nzbn) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = nzbn,
	RIGHTARG = nzbn,
	FUNCTION = nzbn_ne,
	COMMUTATOR = <>,
	NEGATOR = =,
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);

COMMENT ON OPERATOR <> (nzbn, nzbn) IS 'not equal';

CREATE OPERATOR < (
	LEFTARG = nzbn,
	RIGHTARG = nzbn,
	FUNCTION = nzbn_lt,
	COMMUTATOR = >,
	NEGATOR = >=,
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);

COMMENT ON OPERATOR < (nzbn, nzbn) IS 'less than';

CREATE OPERATOR <= (
	LEFTARG = nzbn,
	RIGHTARG = nzbn,
	FUNCTION = nzbn_le,
	COMMUTATOR = >=,
	NEGATOR = >,
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);

COMMENT ON OPERATOR <= (nzbn, nzbn) IS 'less than or equal';

CREATE OPERATOR > (
	LEFTARG = nzbn,
	RIGHTARG = nzbn,
	FUNCTION = nzbn_gt,
	COMMUTATOR = <,
	NEGATOR = <=,
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR > (nzbn, nzbn) IS 'greater than';

CREATE OPERATOR >= (
	LEFTARG = nzbn,
	RIGHTARG = nzbn,
	FUNCTION = nzbn_ge,
	COMMUTATOR = <=,
	NEGATOR = <,
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);

COMMENT ON OPERATOR >= (nzbn, nzbn) IS 'greater than or equal';

CREATE FUNCTION nzbn_cmp(nzbn, nzbn)
RETURNS integer
AS 'btint8cmp'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_cmp(nzbn, nzbn) IS 'less-equal-greater';

CREATE FUNCTION nzbn_hash(nzbn)
RETURNS integer
AS 'hashint8'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_hash(nzbn) IS 'hash';

CREATE FUNCTION nzbn_hash_extended(nzbn, bigint)
RETURNS bigint
AS 'hashint8extended'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_hash_extended(nzbn, bigint) IS 'hash with a seed';

CREATE OPERATOR CLASS nzbn_ops
DEFAULT FOR TYPE nzbn USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 nzbn_cmp(nzbn, nzbn),
	FUNCTION 2 (nzbn, nzbn) pg_catalog.btint8sortsupport(internal),
	FUNCTION 4 (nzbn, nzbn) pg_catalog.btequalimage(oid);

COMMENT ON OPERATOR CLASS nzbn_ops USING btree IS 'order of numbers';

COMMENT ON OPERATOR FAMILY nzbn_ops USING btree IS 'order of numbers';

CREATE OPERATOR CLASS nzbn_ops
DEFAULT FOR TYPE nzbn USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 nzbn_hash(nzbn),
	FUNCTION 2 nzbn_hash_extended(nzbn, bigint);

COMMENT ON OPERATOR CLASS nzbn_ops USING hash IS 'equality of numbers';

COMMENT ON OPERATOR FAMILY nzbn_ops USING hash IS 'equality of numbers';

CREATE FUNCTION nzbn_smaller(nzbn, nzbn)
RETURNS nzbn
AS 'int8smaller'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_smaller(nzbn, nzbn) IS 'aggregate support: the lower number';

CREATE FUNCTION nzbn_larger(nzbn, nzbn)
RETURNS nzbn
AS 'int8larger'
LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nzbn_larger(nzbn, nzbn) IS 'aggregate support: the higher number';

CREATE AGGREGATE min(nzbn) (
	SFUNC = nzbn_smaller,
	STYPE = nzbn,
	COMBINEFUNC = nzbn_smaller,
	SORTOP = <,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE min(nzbn) IS 'lowest number';

CREATE AGGREGATE max(nzbn) (
	SFUNC = nzbn_larger,
	STYPE = nzbn,
	COMBINEFUNC = nzbn_larger,
	SORTOP = >,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE max(nzbn) IS 'highest number';

CREATE CAST (nzbn AS bigint) WITHOUT FUNCTION AS IMPLICIT;

COMMENT ON CAST (nzbn AS bigint) IS 'the number';

CREATE CAST (nzbn AS text) WITH INOUT AS ASSIGNMENT;

COMMENT ON CAST (nzbn AS text) IS 'the 13 digits';

CREATE CAST (bigint AS nzbn) WITH FUNCTION nzbn(bigint);

COMMENT ON CAST (bigint AS nzbn) IS 'a number as an NZBN, its check digit checked';

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
