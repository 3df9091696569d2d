--
-- schedule: what runs when
--

CREATE TYPE schedule_summary;

CREATE FUNCTION schedule_summary_in(cstring)
RETURNS schedule_summary
AS 'MODULE_PATHNAME', 'commissioning_schedule_summary_in'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION schedule_summary_in(cstring) IS 'support: input, JSON as the output function writes it';

CREATE FUNCTION summary_out(schedule_summary)
RETURNS cstring
AS 'MODULE_PATHNAME', 'commissioning_summary_out'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_out(schedule_summary) IS 'support: output, JSON';

CREATE FUNCTION schedule_summary_recv(internal)
RETURNS schedule_summary
AS 'MODULE_PATHNAME', 'commissioning_schedule_summary_recv'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION schedule_summary_recv(internal) IS 'support: binary input';

CREATE FUNCTION summary_send(schedule_summary)
RETURNS bytea
AS 'MODULE_PATHNAME', 'commissioning_summary_send'
LANGUAGE C STABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_send(schedule_summary) IS 'support: binary output';

CREATE TYPE schedule_summary (
	INPUT = schedule_summary_in,
	OUTPUT = summary_out,
	RECEIVE = schedule_summary_recv,
	SEND = summary_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE schedule_summary IS 'what runs when: schedule_summary() makes it, reports(), running() read it';

CREATE FUNCTION summary_combine(schedule_summary, schedule_summary)
RETURNS schedule_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_combine'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION summary_combine(schedule_summary, schedule_summary) IS 'support: aggregate, two summaries as one';

CREATE FUNCTION summary_final(schedule_summary)
RETURNS schedule_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_final'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_final(schedule_summary) IS 'support: aggregate, the compact form';

CREATE FUNCTION schedule_add(schedule_summary, text, text, frequency, daterange, numeric)
RETURNS schedule_summary
AS 'MODULE_PATHNAME', 'commissioning_schedule_add_text'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION schedule_add(schedule_summary, text, text, frequency, daterange, numeric) IS 'support: aggregate, adds an arrangement';

CREATE FUNCTION schedule_add(schedule_summary, text, bigint, frequency, daterange, numeric)
RETURNS schedule_summary
AS 'MODULE_PATHNAME', 'commissioning_schedule_add_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION schedule_add(schedule_summary, text, bigint, frequency, daterange, numeric) IS 'support: aggregate, adds an arrangement';

CREATE FUNCTION schedule_add(schedule_summary, text, uuid, frequency, daterange, numeric)
RETURNS schedule_summary
AS 'MODULE_PATHNAME', 'commissioning_schedule_add_uuid'
LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION schedule_add(schedule_summary, text, uuid, frequency, daterange, numeric) IS 'support: aggregate, adds an arrangement';

CREATE FUNCTION providers(summary schedule_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_schedule_providers'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION providers(summary schedule_summary) IS 'how many providers there are, each counted once';

CREATE FUNCTION total(summary schedule_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_schedule_total'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION total(summary schedule_summary) IS 'net value of the arrangements, of their whole terms';

CREATE FUNCTION reports(summary schedule_summary, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_schedule_reports'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION reports(summary schedule_summary, period daterange) IS 'reports in a period, in all';

CREATE FUNCTION joint_reports(summary schedule_summary, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_schedule_joint_reports'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION joint_reports(summary schedule_summary, period daterange) IS 'reports in a period if each provider made one for all, as often as any asks then';

CREATE FUNCTION joint_saving(summary schedule_summary, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_schedule_joint_saving'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION joint_saving(summary schedule_summary, period daterange) IS 'share, 0 to 1, of the reports in a period that joint reporting spares';

CREATE FUNCTION reports_per_provider(summary schedule_summary, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_schedule_reports_per_provider'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION reports_per_provider(summary schedule_summary, period daterange) IS 'reports in a period that a provider makes, on average';

CREATE FUNCTION reports_quantile(summary schedule_summary, fraction numeric, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_schedule_reports_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION reports_quantile(summary schedule_summary, fraction numeric, period daterange) IS 'reports in a period that a fraction, 0 to 1, of the providers does not exceed';

CREATE FUNCTION reports_quantile(summary schedule_summary, fraction double precision, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_schedule_reports_quantile'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION reports_quantile(summary schedule_summary, fraction double precision, period daterange) IS 'reports in a period that a fraction, 0 to 1, of the providers does not exceed';

CREATE FUNCTION reports_per_million(summary schedule_summary, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_schedule_reports_per_million'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION reports_per_million(summary schedule_summary, period daterange) IS 'reports in a period for each 1,000,000 of value in it';

CREATE FUNCTION burden_cost(summary schedule_summary, hours_per_report numeric, hourly_rate numeric, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_schedule_burden_cost'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION burden_cost(summary schedule_summary, hours_per_report numeric, hourly_rate numeric, period daterange) IS 'cost of reporting in a period: reports x hours x rate (Standard Cost Model)';

CREATE FUNCTION burden_cost(summary schedule_summary, hours_per_report double precision, hourly_rate double precision, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_schedule_burden_cost'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION burden_cost(summary schedule_summary, hours_per_report double precision, hourly_rate double precision, period daterange) IS 'cost of reporting in a period: reports x hours x rate (Standard Cost Model)';

CREATE FUNCTION burden_ratio(summary schedule_summary, hours_per_report numeric, hourly_rate numeric, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_schedule_burden_ratio'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION burden_ratio(summary schedule_summary, hours_per_report numeric, hourly_rate numeric, period daterange) IS 'cost of reporting in a period / value in it';

CREATE FUNCTION burden_ratio(summary schedule_summary, hours_per_report double precision, hourly_rate double precision, period daterange)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_schedule_burden_ratio'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION burden_ratio(summary schedule_summary, hours_per_report double precision, hourly_rate double precision, period daterange) IS 'cost of reporting in a period / value in it';

CREATE FUNCTION frequency_bands(summary schedule_summary, period daterange, OUT frequency frequency, OUT arrangements bigint, OUT arrangement_share numeric, OUT value numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_schedule_frequency_bands'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25 ROWS 10;

COMMENT ON FUNCTION frequency_bands(summary schedule_summary, period daterange) IS 'a row for each frequency: arrangements in a period, value in it, and shares';

CREATE FUNCTION most_burdened(summary schedule_summary, k bigint, period daterange, OUT rank bigint, OUT provider text, OUT agencies bigint, OUT arrangements bigint, OUT reports numeric, OUT joint_reports numeric, OUT value numeric, OUT reports_per_million numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_schedule_most_burdened'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 10;

COMMENT ON FUNCTION most_burdened(summary schedule_summary, k bigint, period daterange) IS 'a row for each of the k providers with the most reports in a period';

CREATE FUNCTION joint_pairs(summary schedule_summary, period daterange, OUT agency_a text, OUT agency_b text, OUT providers bigint, OUT reports numeric, OUT joint_reports numeric, OUT saved numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_schedule_joint_pairs'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 100;

COMMENT ON FUNCTION joint_pairs(summary schedule_summary, period daterange) IS 'a row for each two agencies: reports in a period of shared providers, saved ones';

CREATE FUNCTION running(summary schedule_summary, day date, OUT arrangements bigint, OUT agencies bigint, OUT providers bigint, OUT value numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_running'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25 ROWS 1;

COMMENT ON FUNCTION running(summary schedule_summary, day date) IS 'one row, what runs on a day: arrangements, agencies, providers, value';

CREATE FUNCTION expiring(summary schedule_summary, period daterange, OUT agency text, OUT arrangements bigint, OUT providers bigint, OUT value numeric, OUT value_share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_expiring'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 20;

COMMENT ON FUNCTION expiring(summary schedule_summary, period daterange) IS 'a row for each agency: what runs on the first day of a period and ends in it';

CREATE FUNCTION at_risk(summary schedule_summary, period daterange, OUT provider text, OUT arrangements bigint, OUT value numeric, OUT ending numeric, OUT renewed numeric, OUT share numeric)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_at_risk'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 1000;

COMMENT ON FUNCTION at_risk(summary schedule_summary, period daterange) IS 'a row for each provider: what runs as a period begins, what of it ends for good';

CREATE FUNCTION providers_at_risk(summary schedule_summary, period daterange, share numeric)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_providers_at_risk'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION providers_at_risk(summary schedule_summary, period daterange, share numeric) IS 'how many providers lose at least a share, 0 to 1, of what they have in a period';

CREATE FUNCTION providers_at_risk(summary schedule_summary, period daterange, share double precision)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_providers_at_risk'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 25;

COMMENT ON FUNCTION providers_at_risk(summary schedule_summary, period daterange, share double precision) IS 'how many providers lose at least a share, 0 to 1, of what they have in a period';

CREATE FUNCTION cover_gaps(summary schedule_summary, OUT provider text, OUT gap daterange, OUT days bigint)
RETURNS SETOF record
AS 'MODULE_PATHNAME', 'commissioning_cover_gaps'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 ROWS 1000;

COMMENT ON FUNCTION cover_gaps(summary schedule_summary) IS 'a row for each gap between a provider''s terms: its days, and how many';

CREATE AGGREGATE schedule_summary(agency text, provider text, frequency frequency, term daterange, value numeric) (
	SFUNC = schedule_add,
	STYPE = schedule_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE schedule_summary(agency text, provider text, frequency frequency, term daterange, value numeric) IS 'summary of what runs when, for reports(), running(), cover_gaps() ...';

CREATE AGGREGATE schedule_summary(agency text, provider bigint, frequency frequency, term daterange, value numeric) (
	SFUNC = schedule_add,
	STYPE = schedule_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE schedule_summary(agency text, provider bigint, frequency frequency, term daterange, value numeric) IS 'summary of what runs when, for reports(), running(), cover_gaps() ...';

CREATE AGGREGATE schedule_summary(agency text, provider uuid, frequency frequency, term daterange, value numeric) (
	SFUNC = schedule_add,
	STYPE = schedule_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE schedule_summary(agency text, provider uuid, frequency frequency, term daterange, value numeric) IS 'summary of what runs when, for reports(), running(), cover_gaps() ...';

CREATE AGGREGATE rollup(summary schedule_summary) (
	SFUNC = summary_combine,
	STYPE = schedule_summary,
	SSPACE = 1024,
	FINALFUNC = summary_final,
	COMBINEFUNC = summary_combine,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(summary schedule_summary) IS 'one summary of many; NULL adds nothing';

CREATE FUNCTION part(summary schedule_summary, n bigint, i bigint)
RETURNS schedule_summary
AS 'MODULE_PATHNAME', 'commissioning_part'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION part(summary schedule_summary, n bigint, i bigint) IS 'piece i of n of a summary, i from 0 on; rollup() of all pieces is the whole';

CREATE FUNCTION measured_rows(summary schedule_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_measured_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION measured_rows(summary schedule_summary) IS 'how many rows every figure can use';

CREATE FUNCTION missing_rows(summary schedule_summary)
RETURNS bigint
AS 'MODULE_PATHNAME', 'commissioning_missing_rows'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION missing_rows(summary schedule_summary) IS 'how many rows some figure cannot use, as something in them is unknown';

CREATE FUNCTION value_coverage(summary schedule_summary)
RETURNS numeric
AS 'MODULE_PATHNAME', 'commissioning_value_coverage'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 15;

COMMENT ON FUNCTION value_coverage(summary schedule_summary) IS 'share, 0 to 1, of known value that is in measured rows; signs do not count';

CREATE FUNCTION summary_to_jsonb(schedule_summary)
RETURNS jsonb
AS 'MODULE_PATHNAME', 'commissioning_summary_to_jsonb'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_to_jsonb(schedule_summary) IS 'support: cast, the text form as jsonb';

CREATE CAST (schedule_summary AS jsonb) WITH FUNCTION summary_to_jsonb(schedule_summary);

COMMENT ON CAST (schedule_summary AS jsonb) IS 'the text form as jsonb';

CREATE FUNCTION merge(a schedule_summary, b schedule_summary)
RETURNS schedule_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION merge(a schedule_summary, b schedule_summary) IS 'two summaries as one; NULL adds nothing';

CREATE FUNCTION summary_plus(schedule_summary, schedule_summary)
RETURNS schedule_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_merge'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_plus(schedule_summary, schedule_summary) IS 'support: operator +';

CREATE OPERATOR + (
	LEFTARG = schedule_summary,
	RIGHTARG = schedule_summary,
	FUNCTION = summary_plus,
	COMMUTATOR = +
);

COMMENT ON OPERATOR + (schedule_summary, schedule_summary) IS 'two summaries as one; NULL if either is';

CREATE FUNCTION subtract(a schedule_summary, b schedule_summary)
RETURNS schedule_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_subtract'
LANGUAGE C IMMUTABLE PARALLEL SAFE COST 50;

COMMENT ON FUNCTION subtract(a schedule_summary, b schedule_summary) IS 'summary of a without the rows of b, exactly; NULL takes nothing out';

CREATE FUNCTION summary_minus(schedule_summary, schedule_summary)
RETURNS schedule_summary
AS 'MODULE_PATHNAME', 'commissioning_summary_subtract'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION summary_minus(schedule_summary, schedule_summary) IS 'support: operator -';

CREATE OPERATOR - (
	LEFTARG = schedule_summary,
	RIGHTARG = schedule_summary,
	FUNCTION = summary_minus
);

COMMENT ON OPERATOR - (schedule_summary, schedule_summary) IS 'the first summary without the rows of the second; NULL if either is';

CREATE FUNCTION term_summary(summary schedule_summary)
RETURNS term_summary
AS 'MODULE_PATHNAME', 'commissioning_term_of_schedule'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION term_summary(summary schedule_summary) IS 'term summary of the arrangements';

CREATE FUNCTION burden_summary(summary schedule_summary)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_burden_of_schedule'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION burden_summary(summary schedule_summary) IS 'burden summary of the arrangements, as if all ran at once';

CREATE FUNCTION burden_summary(summary schedule_summary, day date)
RETURNS burden_summary
AS 'MODULE_PATHNAME', 'commissioning_burden_of_schedule_day'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION burden_summary(summary schedule_summary, day date) IS 'burden summary of what runs on a day';

CREATE FUNCTION overlap_summary(summary schedule_summary)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_of_schedule'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION overlap_summary(summary schedule_summary) IS 'overlap summary of the arrangements';

CREATE FUNCTION overlap_summary(summary schedule_summary, day date)
RETURNS overlap_summary
AS 'MODULE_PATHNAME', 'commissioning_overlap_of_schedule_day'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION overlap_summary(summary schedule_summary, day date) IS 'overlap summary of what runs on a day';

CREATE FUNCTION concentration_summary(summary schedule_summary)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_of_schedule'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION concentration_summary(summary schedule_summary) IS 'concentration summary, by provider, of the arrangements';

CREATE FUNCTION concentration_within(summary schedule_summary, period daterange)
RETURNS concentration_summary
AS 'MODULE_PATHNAME', 'commissioning_concentration_within'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;

COMMENT ON FUNCTION concentration_within(summary schedule_summary, period daterange) IS 'concentration summary, by provider, of the value in a period';
