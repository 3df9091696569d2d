--
-- burden: what reporting asks of providers
--

CREATE TYPE burden_summary;

CREATE FUNCTION burden_summary_in(cstring)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_burden_summary_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION burden_summary_in(cstring) IS 'support: input, JSON as the output function writes it';

CREATE FUNCTION summary_out(burden_summary)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_summary_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_out(burden_summary) IS 'support: output, JSON';

CREATE FUNCTION burden_summary_recv(internal)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_burden_summary_recv'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION burden_summary_recv(internal) IS 'support: binary input';

CREATE FUNCTION summary_send(burden_summary)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_summary_send'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_send(burden_summary) IS 'support: binary output';

CREATE TYPE burden_summary (
	INPUT = burden_summary_in,
	OUTPUT = summary_out,
	RECEIVE = burden_summary_recv,
	SEND = summary_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE burden_summary IS 'reporting to agencies: burden_summary() makes it, joint_saving() reads it';

CREATE FUNCTION summary_combine(burden_summary, burden_summary)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION summary_combine(burden_summary, burden_summary) IS 'support: aggregate, two summaries as one';

CREATE FUNCTION summary_final(burden_summary)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_final(burden_summary) IS 'support: aggregate, the compact form';

CREATE FUNCTION burden_add(burden_summary, text, text, frequency, numeric)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_burden_add_text'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION burden_add(burden_summary, text, text, frequency, numeric) IS 'support: aggregate, adds an arrangement';

CREATE FUNCTION burden_add(burden_summary, text, bigint, frequency, numeric)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_burden_add_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION burden_add(burden_summary, text, bigint, frequency, numeric) IS 'support: aggregate, adds an arrangement';

CREATE FUNCTION burden_add(burden_summary, text, uuid, frequency, numeric)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_burden_add_uuid'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION burden_add(burden_summary, text, uuid, frequency, numeric) IS 'support: aggregate, adds an arrangement';

CREATE FUNCTION providers(summary burden_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_burden_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION providers(summary burden_summary) IS 'how many providers there are, each counted once';

CREATE FUNCTION total(summary burden_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_burden_total'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION total(summary burden_summary) IS 'net value of the arrangements, which burden_ratio() divides by';

CREATE FUNCTION reports(summary burden_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_reports'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION reports(summary burden_summary) IS 'reports a year, in all';

CREATE FUNCTION reports_per_provider(summary burden_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_reports_per_provider'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION reports_per_provider(summary burden_summary) IS 'reports a year that a provider makes, on average';

CREATE FUNCTION reports_quantile(summary burden_summary, fraction numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_reports_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION reports_quantile(summary burden_summary, fraction numeric) IS 'reports a year that a fraction, 0 to 1, of the providers does not exceed';

CREATE FUNCTION reports_quantile(summary burden_summary, fraction double precision)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_reports_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION reports_quantile(summary burden_summary, fraction double precision) IS 'reports a year that a fraction, 0 to 1, of the providers does not exceed';

CREATE FUNCTION reports_per_million(summary burden_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_reports_per_million'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION reports_per_million(summary burden_summary) IS 'reports a year for each 1,000,000 of net value';

CREATE FUNCTION joint_reports(summary burden_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_joint_reports'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION joint_reports(summary burden_summary) IS 'reports a year if each provider made one for all, as often as any of them asks';

CREATE FUNCTION joint_saving(summary burden_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_joint_saving'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION joint_saving(summary burden_summary) IS 'share, 0 to 1, of the reports that joint reporting spares';

CREATE FUNCTION burden_cost(summary burden_summary, hours_per_report numeric, hourly_rate numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_burden_cost'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION burden_cost(summary burden_summary, hours_per_report numeric, hourly_rate numeric) IS 'cost of reporting a year: reports x hours x rate (Standard Cost Model)';

CREATE FUNCTION burden_cost(summary burden_summary, hours_per_report double precision, hourly_rate double precision)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_burden_cost'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION burden_cost(summary burden_summary, hours_per_report double precision, hourly_rate double precision) IS 'cost of reporting a year: reports x hours x rate (Standard Cost Model)';

CREATE FUNCTION burden_ratio(summary burden_summary, hours_per_report numeric, hourly_rate numeric)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_burden_ratio'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION burden_ratio(summary burden_summary, hours_per_report numeric, hourly_rate numeric) IS 'cost of reporting a year / value of the arrangements';

CREATE FUNCTION burden_ratio(summary burden_summary, hours_per_report double precision, hourly_rate double precision)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_burden_ratio'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION burden_ratio(summary burden_summary, hours_per_report double precision, hourly_rate double precision) IS 'cost of reporting a year / value of the arrangements';

CREATE FUNCTION frequency_bands(summary burden_summary, OUT frequency frequency, OUT arrangements bigint, OUT arrangement_share numeric, OUT value numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_frequency_bands'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25 ROWS 10;

COMMENT ON FUNCTION frequency_bands(summary burden_summary) IS 'a row for each frequency: arrangements, their value, and shares';

CREATE FUNCTION most_burdened(summary burden_summary, k bigint, OUT rank bigint, OUT provider text, OUT agencies bigint, OUT arrangements bigint, OUT reports numeric, OUT joint_reports numeric, OUT value numeric, OUT reports_per_million numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_most_burdened'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 10;

COMMENT ON FUNCTION most_burdened(summary burden_summary, k bigint) IS 'a row for each of the k providers with the most reports a year';

CREATE FUNCTION joint_pairs(summary burden_summary, OUT agency_a text, OUT agency_b text, OUT providers bigint, OUT reports numeric, OUT joint_reports numeric, OUT saved numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_joint_pairs'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 100;

COMMENT ON FUNCTION joint_pairs(summary burden_summary) IS 'a row for each two agencies: reports a year of shared providers, saved ones';

CREATE AGGREGATE burden_summary(agency text, provider text, frequency frequency, value numeric) (
	SFUNC = burden_add,
	STYPE = burden_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE burden_summary(agency text, provider text, frequency frequency, value numeric) IS 'summary of who reports to whom how often, for reports(), joint_saving() ...';

CREATE AGGREGATE burden_summary(agency text, provider bigint, frequency frequency, value numeric) (
	SFUNC = burden_add,
	STYPE = burden_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE burden_summary(agency text, provider bigint, frequency frequency, value numeric) IS 'summary of who reports to whom how often, for reports(), joint_saving() ...';

CREATE AGGREGATE burden_summary(agency text, provider uuid, frequency frequency, value numeric) (
	SFUNC = burden_add,
	STYPE = burden_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE burden_summary(agency text, provider uuid, frequency frequency, value numeric) IS 'summary of who reports to whom how often, for reports(), joint_saving() ...';

CREATE AGGREGATE rollup(summary burden_summary) (
	SFUNC = summary_combine,
	STYPE = burden_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(summary burden_summary) IS 'one summary of many; NULL adds nothing';

CREATE FUNCTION part(summary burden_summary, n bigint, i bigint)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_part'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION part(summary burden_summary, n bigint, i bigint) IS 'piece i of n of a summary, i from 0 on; rollup() of all pieces is the whole';

CREATE FUNCTION measured_rows(summary burden_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_measured_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION measured_rows(summary burden_summary) IS 'how many rows every figure can use';

CREATE FUNCTION missing_rows(summary burden_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_missing_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION missing_rows(summary burden_summary) IS 'how many rows some figure cannot use, as something in them is unknown';

CREATE FUNCTION value_coverage(summary burden_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_coverage'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION value_coverage(summary burden_summary) IS 'share, 0 to 1, of known value that is in measured rows; signs do not count';

CREATE FUNCTION summary_to_jsonb(burden_summary)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'commissioning_summary_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_to_jsonb(burden_summary) IS 'support: cast, the text form as jsonb';

CREATE CAST (burden_summary AS jsonb) WITH FUNCTION summary_to_jsonb(burden_summary);

COMMENT ON CAST (burden_summary AS jsonb) IS 'the text form as jsonb';

CREATE FUNCTION merge(a burden_summary, b burden_summary)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION merge(a burden_summary, b burden_summary) IS 'two summaries as one; NULL adds nothing';

CREATE FUNCTION summary_plus(burden_summary, burden_summary)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_plus(burden_summary, burden_summary) IS 'support: operator +';

CREATE OPERATOR + (
	LEFTARG = burden_summary,
	RIGHTARG = burden_summary,
	FUNCTION = summary_plus,
	COMMUTATOR = +
);

COMMENT ON OPERATOR + (burden_summary, burden_summary) IS 'two summaries as one; NULL if either is';

CREATE FUNCTION subtract(a burden_summary, b burden_summary)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_subtract'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION subtract(a burden_summary, b burden_summary) IS 'error: a highest frequency cannot be taken back; keep a schedule_summary';

CREATE FUNCTION summary_minus(burden_summary, burden_summary)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_subtract'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_minus(burden_summary, burden_summary) IS 'support: operator -';

CREATE OPERATOR - (
	LEFTARG = burden_summary,
	RIGHTARG = burden_summary,
	FUNCTION = summary_minus
);

COMMENT ON OPERATOR - (burden_summary, burden_summary) IS 'error: a highest frequency cannot be taken back; keep a schedule_summary';

CREATE FUNCTION overlap_summary(summary burden_summary)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_of_burden'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION overlap_summary(summary burden_summary) IS 'overlap summary of what a burden summary measured';

CREATE FUNCTION concentration_summary(summary burden_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_of_burden'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION concentration_summary(summary burden_summary) IS 'concentration summary, by provider, of what a burden summary measured';
