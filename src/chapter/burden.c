/*-------------------------------------------------------------------------
 *
 * burden.c
 *		Chapter "burden": what reporting asks of providers.
 *
 * The ledger has entries without rows for every agency and, under them, for
 * every frequency that the agency asks for; under those one for every
 * provider that is asked so, with its arrangements as rows and their value as
 * sum.  Compact, the latter are sorted by provider ("group").
 *
 * Reports a year are exact: sums of rows times frequency, in 10^-10.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exact/holdings.h"
#include "ledger/ledger_order.h"
#include "pg/arguments.h"
#include "pg/huge.h"
#include "pg/numbers.h"
#include "pg/rows.h"
#include "summary/chapter.h"
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
	row.levels = 3;
	row.nkeys = keyed ? 3 : 0;
	if (keyed)
	{
		summary_key_argument(fcinfo, 1, KEY_TEXT, &row.key[0]);
		summary_key_argument(fcinfo, 3, KEY_FREQUENCY, &row.key[1]);
		summary_key_argument(fcinfo, 2, key_type, &row.key[2]);
	}
	summary_row_value(&row, fcinfo, 4);
	return summary_add_row(fcinfo, SUMMARY_BURDEN, key_type, &row);
}

/* Of burden_summary() */
SUMMARY_ADD_FUNCTIONS(burden, add_arrangement)

SQL_FUNCTION(commissioning_overlap_of_burden);

Datum
commissioning_overlap_of_burden(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(summary_project(summary_argument(fcinfo, SUMMARY_BURDEN),
									  SUMMARY_OVERLAP));
}

SQL_FUNCTION(commissioning_concentration_of_burden);

Datum
commissioning_concentration_of_burden(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(summary_project(summary_argument(fcinfo, SUMMARY_BURDEN),
									  SUMMARY_CONCENTRATION));
}

/* All arrangements of a summary together */
typedef struct Totals
{
	int64 arrangements;
	Amount reports; /* a year */
	Amount value;	/* net */
} Totals;

/* What is asked of one provider */
typedef struct Provider
{
	const LedgerEntry *entry; /* one that has its key */
	int64 agencies;
	int64 arrangements;
	Amount reports; /* a year */
	int64 joint;	/* on one schedule, at the highest frequency */
	Amount value;	/* net */
} Provider;

/* A burden summary opened for going through its providers */
typedef struct Burden
{
	SummaryView view;
	uint32 upper;		/* entries [0, upper) are of upper levels */
	SummaryGroup group; /* the current provider's entries */
	uint32 *last_group; /* of each agency: where it was seen last */
} Burden;

static int64
frequency_of(const SummaryView *view, const LedgerEntry *entry)
{
	return summary_int64_of_key(&view->entries[entry->parent - 1]);
}

/* rows * frequency: at most 2^63 * 10^18, and so are sums over all rows */
static Amount
reports_of(const SummaryView *view, const LedgerEntry *entry)
{
	return amount_from_product(entry->rows, frequency_of(view, entry));
}

static void
get_totals(FunctionCallInfo fcinfo, SummaryView *view, Totals *totals)
{
	summary_open(summary_argument(fcinfo, SUMMARY_BURDEN), view);
	totals->arrangements = 0;
	totals->reports = AMOUNT_ZERO;
	totals->value = AMOUNT_ZERO;
	for (uint32 i = 0; i < view->nentries; i++)
	{
		const LedgerEntry *entry = &view->entries[i];

		if (entry->rows == 0)
			continue; /* of an upper level */
		totals->arrangements += entry->rows;
		totals->reports = amount_add(totals->reports, reports_of(view, entry));
		totals->value = amount_add(totals->value, entry->sum);
	}
}

static void
open_burden(FunctionCallInfo fcinfo, Burden *burden)
{
	Summary *summary = summary_compact(summary_argument(fcinfo, SUMMARY_BURDEN));

	summary_open(summary, &burden->view);
	burden->upper = summary_first_group(&burden->view, &burden->group);
	burden->last_group = palloc0((burden->upper + 1) * sizeof(uint32));
}

static bool
next_provider(Burden *burden, Provider *provider)
{
	const SummaryView *view = &burden->view;

	if (!summary_next_group(view, &burden->group))
		return false;
	memset(provider, 0, sizeof(Provider));
	provider->entry = &view->entries[burden->group.first];
	for (uint32 i = burden->group.first; i < burden->group.end; i++)
	{
		const LedgerEntry *entry = &view->entries[i];
		uint32 agency = view->entries[entry->parent - 1].parent - 1;

		if (burden->last_group[agency] != burden->group.end)
		{
			burden->last_group[agency] = burden->group.end;
			provider->agencies++;
		}
		provider->arrangements += entry->rows;
		provider->reports = amount_add(provider->reports,
									   reports_of(view, entry));
		provider->joint = Max(provider->joint, frequency_of(view, entry));
		provider->value = amount_add(provider->value, entry->sum);
	}
	return true;
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
	Burden burden;
	Provider provider;
	int64 providers = 0;

	open_burden(fcinfo, &burden);
	while (next_provider(&burden, &provider))
		providers++;
	PG_RETURN_INT64(providers);
}

SQL_FUNCTION(commissioning_burden_total);

/* The net value of the arrangements; NULL if none has a value */
Datum
commissioning_burden_total(PG_FUNCTION_ARGS)
{
	SummaryView view;
	Totals totals;

	get_totals(fcinfo, &view, &totals);
	if (view.summary->measured_rows == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_money(totals.value));
}

SQL_FUNCTION(commissioning_reports);

/* Reports a year, in all */
Datum
commissioning_reports(PG_FUNCTION_ARGS)
{
	SummaryView view;
	Totals totals;

	get_totals(fcinfo, &view, &totals);
	if (totals.arrangements == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_money(totals.reports));
}

SQL_FUNCTION(commissioning_reports_per_provider);

Datum
commissioning_reports_per_provider(PG_FUNCTION_ARGS)
{
	Burden burden;
	Provider provider;
	Amount reports = AMOUNT_ZERO;
	int64 providers = 0;

	open_burden(fcinfo, &burden);
	while (next_provider(&burden, &provider))
	{
		reports = amount_add(reports, provider.reports);
		providers++;
	}
	if (providers == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(wide_from_amount(reports),
								   wide_scale(wide_from_int64(providers),
											  DECIMAL_ONE)));
}

SQL_FUNCTION(commissioning_reports_quantile);

/* Reports a year that a fraction of the providers does not exceed */
Datum
commissioning_reports_quantile(PG_FUNCTION_ARGS)
{
	Datum fraction = argument_fraction(fcinfo, 1, "fraction");
	Burden burden;
	Provider provider;
	Holdings reports = {0, NULL, AMOUNT_ZERO};
	Amount wanted;

	open_burden(fcinfo, &burden);
	reports.value = huge_alloc(((Size) burden.view.nentries + 1) *
							   sizeof(Amount));
	while (next_provider(&burden, &provider))
		reports.value[reports.n++] = provider.reports;
	if (reports.n == 0)
		PG_RETURN_NULL();
	wanted = argument_at_least(fraction, amount_from_int64(reports.n));
	holdings_sort(&reports, huge_alloc((Size) reports.n * sizeof(Amount)));
	PG_RETURN_NUMERIC(figure_money(reports.value[Max(wanted.lo, 1) - 1]));
}

SQL_FUNCTION(commissioning_reports_per_million);

/* Reports a year for each 1,000,000 of value */
Datum
commissioning_reports_per_million(PG_FUNCTION_ARGS)
{
	SummaryView view;
	Totals totals;

	get_totals(fcinfo, &view, &totals);
	if (!amount_is_positive(totals.value))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(per_million(totals.reports, totals.value));
}

/* Reports a year, and how many if each provider reported on one schedule */
static bool
get_joint(FunctionCallInfo fcinfo, Amount *reports, Amount *joint)
{
	Burden burden;
	Provider provider;
	bool any = false;

	*reports = AMOUNT_ZERO;
	*joint = AMOUNT_ZERO;
	open_burden(fcinfo, &burden);
	while (next_provider(&burden, &provider))
	{
		*reports = amount_add(*reports, provider.reports);
		*joint = amount_add(*joint, amount_from_int64(provider.joint));
		any = true;
	}
	return any;
}

SQL_FUNCTION(commissioning_joint_reports);

/*
 * Reports a year if each provider reported on one schedule, at the highest
 * frequency that any of its arrangements asks for
 */
Datum
commissioning_joint_reports(PG_FUNCTION_ARGS)
{
	Amount reports;
	Amount joint;

	if (!get_joint(fcinfo, &reports, &joint))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_money(joint));
}

SQL_FUNCTION(commissioning_joint_saving);

/* The share of all reports that this would spare */
Datum
commissioning_joint_saving(PG_FUNCTION_ARGS)
{
	Amount reports;
	Amount joint;

	get_joint(fcinfo, &reports, &joint);
	if (amount_is_zero(reports))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(wide_from_amount(amount_subtract(reports,
																	joint)),
								   wide_from_amount(reports)));
}

/* Standard Cost Model: reports a year * hours of each * price of an hour */
static Datum
cost_of(FunctionCallInfo fcinfo, Amount reports)
{
	Datum hours = argument_not_negative(fcinfo, 1, "hours_per_report",
										"Give hours, such as 2.5.");
	Datum rate = argument_not_negative(fcinfo, 2, "hourly_rate",
									   "Give what an hour costs, such as 60.");
	Datum time;

	time = DirectFunctionCall2(numeric_mul, hours,
							   NumericGetDatum(figure_money(reports)));
	return DirectFunctionCall2(numeric_mul, time, rate);
}

SQL_FUNCTION(commissioning_burden_cost);

/* What reporting costs providers a year */
Datum
commissioning_burden_cost(PG_FUNCTION_ARGS)
{
	SummaryView view;
	Totals totals;
	Datum cost;

	get_totals(fcinfo, &view, &totals);
	cost = cost_of(fcinfo, totals.reports);
	if (totals.arrangements == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(DirectFunctionCall1(numeric_trim_scale, cost));
}

SQL_FUNCTION(commissioning_burden_ratio);

/* That cost by the value of the arrangements */
Datum
commissioning_burden_ratio(PG_FUNCTION_ARGS)
{
	SummaryView view;
	Totals totals;
	Datum cost;
	Datum value;

	get_totals(fcinfo, &view, &totals);
	cost = cost_of(fcinfo, totals.reports);
	if (!amount_is_positive(totals.value))
		PG_RETURN_NULL();
	value = NumericGetDatum(figure_money(totals.value));
	PG_RETURN_DATUM(DirectFunctionCall1(numeric_trim_scale,
										DirectFunctionCall2(numeric_div, cost,
															value)));
}

SQL_FUNCTION(commissioning_frequency_bands);

/*
 * commissioning_frequency_bands
 *		Arrangements and value by frequency, lowest first.
 *
 * Compact, the entries of frequencies are sorted by frequency and then by
 * agency; equal neighbours are one band.
 */
Datum
commissioning_frequency_bands(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	typedef struct Band
	{
		int64 frequency;
		int64 arrangements;
		Amount value;
	} Band;
	Burden burden;
	const SummaryView *view = &burden.view;
	Band *bands;
	uint32 *band_of;
	uint32 nbands = 0;
	int64 arrangements = 0;
	Amount value = AMOUNT_ZERO;

	InitMaterializedSRF(fcinfo, 0);
	open_burden(fcinfo, &burden);
	bands = palloc0((burden.upper + 1) * sizeof(Band));
	band_of = palloc0((burden.upper + 1) * sizeof(uint32));
	for (uint32 i = 0; i < burden.upper; i++)
	{
		int64 frequency = summary_int64_of_key(&view->entries[i]);

		if (view->entries[i].parent == LEDGER_NO_PARENT)
			continue; /* an agency */
		if (nbands == 0 || bands[nbands - 1].frequency != frequency)
			bands[nbands++].frequency = frequency;
		band_of[i] = nbands - 1;
	}
	for (uint32 i = burden.upper; i < view->nentries; i++)
	{
		const LedgerEntry *entry = &view->entries[i];
		Band *band = &bands[band_of[entry->parent - 1]];

		band->arrangements += entry->rows;
		band->value = amount_add(band->value, entry->sum);
		arrangements += entry->rows;
		value = amount_add(value, entry->sum);
	}
	figure_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < nbands; i++)
	{
		Datum values[5];
		bool nulls[5] = {false};

		values[0] = Int64GetDatum(bands[i].frequency);
		values[1] = Int64GetDatum(bands[i].arrangements);
		values[2] =
			NumericGetDatum(figure_ratio(wide_from_int64(bands[i].arrangements),
										 wide_from_int64(arrangements)));
		values[3] = NumericGetDatum(figure_money(bands[i].value));
		nulls[4] = !amount_is_positive(value);
		if (!nulls[4])
			values[4] =
				NumericGetDatum(figure_ratio(wide_from_amount(bands[i].value),
											 wide_from_amount(value)));
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}

/* For ranks: reports down, then key up */
static inline int
compare_providers(const Provider *a, const Provider *b, const char *heap)
{
	int order = amount_compare(b->reports, a->reports);

	return order != 0 ? order : ledger_compare_keys(a->entry, b->entry, heap);
}

#define ST_SORT				   sort_providers
#define ST_ELEMENT_TYPE		   Provider
#define ST_COMPARE(a, b, heap) compare_providers(a, b, heap)
#define ST_COMPARE_ARG_TYPE	   const char
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
	Provider *providers;
	uint32 n = 0;

	InitMaterializedSRF(fcinfo, 0);
	open_burden(fcinfo, &burden);
	providers = MemoryContextAllocHuge(CurrentMemoryContext,
									   ((Size) view->nentries - burden.upper + 1) *
										   sizeof(Provider));
	while (next_provider(&burden, &providers[n]))
		n++;
	sort_providers(providers, n, view->heap);
	figure_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < n && i < k; i++)
	{
		const Provider *provider = &providers[i];
		Datum values[8];
		bool nulls[8] = {false};

		values[0] = Int64GetDatum((int64) i + 1);
		values[1] = PointerGetDatum(summary_key_text(view->summary->key_type,
													 provider->entry,
													 view->heap));
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
