/*-------------------------------------------------------------------------
 *
 * burden.c
 *		Chapter "burden": what reporting asks of providers.
 *
 * The ledger has an entry without rows for every agency and, under it, one for
 * every provider of that agency, with its arrangements as rows, their value as
 * sum, the reports a year that they ask as tally and their highest frequency as
 * peak.  Beside those, under the agency too, are totals by frequency, of rows and
 * sum.  Sorted, the providers' entries are neighbours ("group").
 *
 * Reports a year are exact: sums of frequencies, in 10^-10.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/burden.h"
#include "ledger/ledger_order.h"
#include "pg/arguments.h"
#include "pg/huge.h"
#include "pg/numbers.h"
#include "pg/rows.h"
#include "summary/kinds.h"
#include "summary/project.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"

SUMMARY_INPUT_FUNCTIONS(burden_summary, SUMMARY_BURDEN)

/* Arguments: state, agency, provider, frequency, value */
static Datum
add_arrangement(FunctionCallInfo fcinfo, KeyType key_type)
{
	bool keyed = !PG_ARGISNULL(1) && !PG_ARGISNULL(2) && !PG_ARGISNULL(3);
	SummaryRow row;

	summary_prefetch(fcinfo);
	summary_row_begin(&row, 3);
	if (keyed)
	{
		row.nkeys = 3;
		row.rated = true;
		row.rate = PG_GETARG_INT64(3);
		summary_key_argument(fcinfo, 1, KEY_TEXT, &row.key[0]);
		summary_key_argument(fcinfo, 3, KEY_FREQUENCY, &row.key[1]);
		summary_key_argument(fcinfo, 2, key_type, &row.key[2]);
	}
	summary_row_value(&row, fcinfo, 4);
	return summary_add_row(fcinfo, SUMMARY_BURDEN, key_type, &row);
}

/* Of burden_summary() */
SUMMARY_ADD_FUNCTIONS(burden, add_arrangement)

static Datum
project(FunctionCallInfo fcinfo, SummaryKind kind)
{
	SummaryView view;

	summary_open_argument(fcinfo, SUMMARY_BURDEN, true, &view);
	return summary_project(&view, kind);
}

SQL_FUNCTION(commissioning_overlap_of_burden);

Datum
commissioning_overlap_of_burden(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(project(fcinfo, SUMMARY_OVERLAP));
}

SQL_FUNCTION(commissioning_concentration_of_burden);

Datum
commissioning_concentration_of_burden(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(project(fcinfo, SUMMARY_CONCENTRATION));
}

/* Figures of the first argument, with those parts */
static const BurdenFigures *
get_figures(FunctionCallInfo fcinfo, int parts)
{
	return summary_figures(fcinfo, SUMMARY_BURDEN, parts);
}

/* A burden summary opened for going through its providers */
typedef struct Burden
{
	SummaryView view;
	SummaryGroup group; /* the current provider's entries, one an agency */
} Burden;

static void
open_burden(FunctionCallInfo fcinfo, Burden *burden)
{
	summary_open_argument(fcinfo, SUMMARY_BURDEN, true, &burden->view);
	summary_first_group(&burden->view, &burden->group);
}

/* reports for each 1,000,000 of value, which is positive */
static Numeric
per_million(Amount reports, Amount value)
{
	return figure_ratio(wide_scale(wide_from_amount(reports), 1000000),
						wide_from_amount(value));
}

SQL_FUNCTION(commissioning_burden_providers);

Datum
commissioning_burden_providers(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(get_figures(fcinfo, BURDEN_PROVIDERS)->providers);
}

SQL_FUNCTION(commissioning_burden_total);

/* The net value of the arrangements; NULL if none has a value */
Datum
commissioning_burden_total(PG_FUNCTION_ARGS)
{
	const BurdenFigures *figures = get_figures(fcinfo, BURDEN_TOTALS);

	if (figures->measured == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_money(figures->value));
}

SQL_FUNCTION(commissioning_reports);

/* Reports a year, in all */
Datum
commissioning_reports(PG_FUNCTION_ARGS)
{
	const BurdenFigures *figures = get_figures(fcinfo, BURDEN_TOTALS);

	if (figures->arrangements == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_money(figures->reports));
}

SQL_FUNCTION(commissioning_reports_per_provider);

Datum
commissioning_reports_per_provider(PG_FUNCTION_ARGS)
{
	const BurdenFigures *figures =
		get_figures(fcinfo, BURDEN_TOTALS | BURDEN_PROVIDERS);

	if (figures->providers == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(wide_from_amount(figures->reports),
								   wide_scale(wide_from_int64(figures->providers),
											  DECIMAL_ONE)));
}

SQL_FUNCTION(commissioning_reports_quantile);

/* Reports a year that a fraction of the providers does not exceed */
Datum
commissioning_reports_quantile(PG_FUNCTION_ARGS)
{
	Datum fraction = argument_fraction(fcinfo, 1, "fraction");
	int which = argument_which_percent(fraction, burden_quantiles,
									   BURDEN_QUANTILES);
	const BurdenFigures *figures;
	SummaryView view;
	Holdings reports;

	if (which < 0)
	{
		summary_open_argument(fcinfo, SUMMARY_BURDEN, true, &view);
		burden_reports(&view, &reports);
		if (reports.n == 0)
			PG_RETURN_NULL();
		PG_RETURN_NUMERIC(figure_money(burden_quantile(&reports, fraction)));
	}
	figures = get_figures(fcinfo, BURDEN_QUANTILE(which));
	if (figures->providers == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_money(figures->quantile[which]));
}

SQL_FUNCTION(commissioning_reports_per_million);

/* Reports a year for each 1,000,000 of value */
Datum
commissioning_reports_per_million(PG_FUNCTION_ARGS)
{
	const BurdenFigures *figures = get_figures(fcinfo, BURDEN_TOTALS);

	if (!amount_is_positive(figures->value))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(per_million(figures->reports, figures->value));
}

SQL_FUNCTION(commissioning_joint_reports);

/*
 * Reports a year if each provider reported on one schedule, at the highest
 * frequency that any of its arrangements asks for
 */
Datum
commissioning_joint_reports(PG_FUNCTION_ARGS)
{
	const BurdenFigures *figures = get_figures(fcinfo, BURDEN_PROVIDERS);

	if (figures->providers == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_money(figures->joint));
}

SQL_FUNCTION(commissioning_joint_saving);

/* The share of all reports that this would spare */
Datum
commissioning_joint_saving(PG_FUNCTION_ARGS)
{
	const BurdenFigures *figures =
		get_figures(fcinfo, BURDEN_TOTALS | BURDEN_PROVIDERS);

	if (amount_is_zero(figures->reports))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(
		wide_from_amount(amount_subtract(figures->reports, figures->joint)),
		wide_from_amount(figures->reports)));
}

Datum
burden_cost_of(FunctionCallInfo fcinfo, Numeric reports, Numeric divisor)
{
	Datum hours = argument_not_negative(fcinfo, 1, "hours_per_report",
										"Give hours, such as 2.5.");
	Datum rate = argument_not_negative(fcinfo, 2, "hourly_rate",
									   "Give what an hour costs, such as 60.");
	Datum cost;

	cost = DirectFunctionCall2(numeric_mul, hours, NumericGetDatum(reports));
	cost = DirectFunctionCall2(numeric_mul, cost, rate);
	if (divisor)
		cost = DirectFunctionCall2(numeric_div, cost, NumericGetDatum(divisor));
	return DirectFunctionCall1(numeric_trim_scale, cost);
}

SQL_FUNCTION(commissioning_burden_cost);

/* What reporting costs providers a year */
Datum
commissioning_burden_cost(PG_FUNCTION_ARGS)
{
	const BurdenFigures *figures = get_figures(fcinfo, BURDEN_TOTALS);
	Datum cost = burden_cost_of(fcinfo, figure_money(figures->reports), NULL);

	if (figures->arrangements == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(cost);
}

SQL_FUNCTION(commissioning_burden_ratio);

/* That cost by the value of the arrangements */
Datum
commissioning_burden_ratio(PG_FUNCTION_ARGS)
{
	const BurdenFigures *figures = get_figures(fcinfo, BURDEN_TOTALS);
	bool valued = amount_is_positive(figures->value);
	Datum cost = burden_cost_of(fcinfo, figure_money(figures->reports),
								valued ? figure_money(figures->value) : NULL);

	if (!valued)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(cost);
}

/* Add totals, which in pieces of a summary may come to too much. */
static void
add_up(BurdenBand *band, const BurdenBand *more)
{
	if (pg_add_s64_overflow(band->arrangements, more->arrangements,
							&band->arrangements) ||
		!amount_can_add(band->value, more->value))
		summary_report_totals(SUMMARY_BURDEN);
	band->value = amount_add(band->value, more->value);
}

/* Make one of the neighbours of one frequency; what has no arrangements goes. */
static uint32
join_bands(BurdenBand *bands, uint32 count)
{
	uint32 joined = 0;

	for (uint32 i = 0; i < count; i++)
	{
		if (bands[i].arrangements == 0)
			continue;
		if (joined > 0 && bands[joined - 1].frequency == bands[i].frequency)
			add_up(&bands[joined - 1], &bands[i]);
		else
			bands[joined++] = bands[i];
	}
	return joined;
}

Datum
burden_list_bands(FunctionCallInfo fcinfo, BurdenBand *bands, uint32 count)
{
	uint32 nbands = join_bands(bands, count);
	BurdenBand all = {0};
	FigureRows rows;

	for (uint32 i = 0; i < nbands; i++)
		add_up(&all, &bands[i]);
	figure_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < nbands; i++)
	{
		Datum values[5];
		bool nulls[5] = {false};

		values[0] = Int64GetDatum(bands[i].frequency);
		values[1] = Int64GetDatum(bands[i].arrangements);
		values[2] =
			NumericGetDatum(figure_ratio(wide_from_int64(bands[i].arrangements),
										 wide_from_int64(all.arrangements)));
		values[3] = NumericGetDatum(figure_money(bands[i].value));
		nulls[4] = !amount_is_positive(all.value);
		if (!nulls[4])
			values[4] =
				NumericGetDatum(figure_ratio(wide_from_amount(bands[i].value),
											 wide_from_amount(all.value)));
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}

SQL_FUNCTION(commissioning_frequency_bands);

/*
 * commissioning_frequency_bands
 *		Arrangements and value by frequency, lowest first.
 *
 * The totals, sorted, stand by frequency and then by agency.
 */
Datum
commissioning_frequency_bands(PG_FUNCTION_ARGS)
{
	SummaryView view;
	BurdenBand *bands;
	uint32 first;
	uint32 count;

	figure_rows_prepare(fcinfo);
	summary_open_argument(fcinfo, SUMMARY_BURDEN, true, &view);
	first = summary_level_end(&view, BURDEN_TOTALS_LEVEL - 1);
	count = summary_level_end(&view, BURDEN_TOTALS_LEVEL) - first;
	bands = huge_alloc(((Size) count + 1) * sizeof(BurdenBand));
	for (uint32 i = 0; i < count; i++)
	{
		bands[i].frequency = summary_key_number(&view, first + i);
		bands[i].arrangements = summary_rows(&view, first + i);
		bands[i].value = summary_sum(&view, first + i);
	}
	return burden_list_bands(fcinfo, bands, count);
}

/* For ranks: reports down, then key up */
static inline int
compare_providers(const BurdenProvider *a, const BurdenProvider *b,
				  const SummaryView *view)
{
	int order = amount_compare(b->reports, a->reports);

	return order != 0 ? order
					  : ledger_compare_keys(summary_entry(view, a->number),
											summary_entry(view, b->number),
											view->shape, view->heap);
}

#define ST_SORT				   sort_providers
#define ST_ELEMENT_TYPE		   BurdenProvider
#define ST_COMPARE(a, b, view) compare_providers(a, b, view)
#define ST_COMPARE_ARG_TYPE	   const SummaryView
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

SQL_FUNCTION(commissioning_most_burdened);

/* The k providers that have to report most often */
Datum
commissioning_most_burdened(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	int64 k = argument_count(fcinfo, 1, "k", 0,
							 "Give how many providers to list, such as 10.");
	Burden burden;
	const SummaryView *view = &burden.view;
	BurdenProvider *providers;
	uint32 n = 0;

	figure_rows_prepare(fcinfo);
	open_burden(fcinfo, &burden);
	providers = huge_alloc(((Size) view->nentries - burden.group.first + 1) *
						   sizeof(BurdenProvider));
	while (burden_next_provider(&burden.view, &burden.group, &providers[n]))
		n++;
	sort_providers(providers, n, view);
	figure_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < n && i < k; i++)
	{
		const BurdenProvider *provider = &providers[i];
		Datum values[8];
		bool nulls[8] = {false};

		values[0] = Int64GetDatum((int64) i + 1);
		values[1] = PointerGetDatum(summary_entry_text(view,
													   view->summary->key_type,
													   provider->number));
		values[2] = Int64GetDatum(provider->agencies);
		values[3] = Int64GetDatum(provider->arrangements);
		values[4] = NumericGetDatum(figure_money(provider->reports));
		values[5] =
			NumericGetDatum(figure_money(amount_from_int64(provider->joint)));
		values[6] = NumericGetDatum(figure_money(provider->value));
		nulls[7] = !amount_is_positive(provider->value);
		if (!nulls[7])
			values[7] = NumericGetDatum(per_million(provider->reports,
													provider->value));
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}
