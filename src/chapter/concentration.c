/*-------------------------------------------------------------------------
 *
 * concentration.c
 *		Chapter "concentration": who holds the money.
 *
 * The ledger's keys are whatever holds value; an entry has the rows of a key
 * and the sum of their values.  A key whose sum is negative has no share: it
 * is counted by negative_holders() and left out of everything else.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/concentration.h"
#include "ledger/ledger_order.h"
#include "pg/arguments.h"
#include "pg/bands.h"
#include "pg/numbers.h"
#include "pg/rows.h"

#include "fmgr.h"
#include "utils/fmgrprotos.h"

/* most points of a Lorenz curve */
#define MAX_POINTS 1000000

#define K_HINT "Give how many of the largest holders, such as 10."

SUMMARY_INPUT_FUNCTIONS(concentration_summary, SUMMARY_CONCENTRATION)

/* Arguments: state, key, value */
static Datum
add_holding(FunctionCallInfo fcinfo, KeyType key_type)
{
	SummaryRow row;

	summary_prefetch(fcinfo);
	summary_row_begin(&row, 1);
	summary_row_value(&row, fcinfo, 2);
	/* what a holder of unknown value has is unknown: it has no entry */
	row.nkeys = row.valued && !PG_ARGISNULL(1) ? 1 : 0;
	if (row.nkeys > 0)
		summary_key_argument(fcinfo, 1, key_type, &row.key[0]);
	return summary_add_row(fcinfo, SUMMARY_CONCENTRATION, key_type, &row);
}

/* Of concentration_summary(holder, value) and its short forms */
SUMMARY_ADD_FUNCTIONS(concentration, add_holding)

/* Figures of the first argument, with that part and the counts */
static const ConcentrationFigures *
get_figures(FunctionCallInfo fcinfo, int part)
{
	return summary_figures(fcinfo, SUMMARY_CONCENTRATION,
						   part | CONCENTRATION_COUNTS);
}

/* The same, or NULL without a positive total */
static const ConcentrationFigures *
get_measure(FunctionCallInfo fcinfo, int part)
{
	const ConcentrationFigures *figures = get_figures(fcinfo, part);

	return amount_is_positive(figures->total) ? figures : NULL;
}

/* The part of a summary that has shares: keys whose sum is not negative */
static void
open_holdings(FunctionCallInfo fcinfo, SummaryView *view, Holdings *h)
{
	summary_open_argument(fcinfo, SUMMARY_CONCENTRATION, false, view);
	concentration_holdings(view, h);
}

/* The same, sorted; false without a positive total */
static bool
get_holdings(FunctionCallInfo fcinfo, Holdings *h)
{
	SummaryView view;

	open_holdings(fcinfo, &view, h);
	if (!amount_is_positive(h->total))
		return false;
	concentration_sort(h);
	return true;
}

static Datum
ratio_datum(Ratio ratio)
{
	return NumericGetDatum(figure_ratio(ratio.numerator, ratio.denominator));
}

static Numeric
share_of(Amount part, Amount total)
{
	return figure_ratio(wide_from_amount(part), wide_from_amount(total));
}

SQL_FUNCTION(commissioning_holders);

/* How many keys have a share, be it 0 */
Datum
commissioning_holders(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(get_figures(fcinfo, CONCENTRATION_COUNTS)->holders);
}

SQL_FUNCTION(commissioning_positive_holders);

/* How many keys have a positive sum */
Datum
commissioning_positive_holders(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(get_figures(fcinfo, CONCENTRATION_COUNTS)->positive);
}

SQL_FUNCTION(commissioning_negative_holders);

/* How many keys have a negative sum */
Datum
commissioning_negative_holders(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(get_figures(fcinfo, CONCENTRATION_COUNTS)->negative);
}

SQL_FUNCTION(commissioning_concentration_total);

/* What the shares are shares of */
Datum
commissioning_concentration_total(PG_FUNCTION_ARGS)
{
	const ConcentrationFigures *figures = get_figures(fcinfo,
													  CONCENTRATION_COUNTS);

	if (figures->holders == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_money(figures->total));
}

SQL_FUNCTION(commissioning_hhi);

Datum
commissioning_hhi(PG_FUNCTION_ARGS)
{
	const ConcentrationFigures *figures = get_measure(fcinfo, CONCENTRATION_HHI);

	if (figures == NULL)
		PG_RETURN_NULL();
	return ratio_datum(figures->hhi);
}

SQL_FUNCTION(commissioning_effective_holders);

/* 1 / HHI: as many equal holders would be as concentrated */
Datum
commissioning_effective_holders(PG_FUNCTION_ARGS)
{
	const ConcentrationFigures *figures = get_measure(fcinfo, CONCENTRATION_HHI);

	if (figures == NULL)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(figures->hhi.denominator,
								   figures->hhi.numerator));
}

SQL_FUNCTION(commissioning_gini);

Datum
commissioning_gini(PG_FUNCTION_ARGS)
{
	const ConcentrationFigures *figures = get_measure(fcinfo,
													  CONCENTRATION_GINI);

	if (figures == NULL)
		PG_RETURN_NULL();
	return ratio_datum(figures->gini);
}

SQL_FUNCTION(commissioning_hoover);

Datum
commissioning_hoover(PG_FUNCTION_ARGS)
{
	const ConcentrationFigures *figures = get_measure(fcinfo,
													  CONCENTRATION_HOOVER);

	if (figures == NULL)
		PG_RETURN_NULL();
	return ratio_datum(figures->hoover);
}

SQL_FUNCTION(commissioning_palma);

/* NULL also where the bottom four tenths hold nothing */
Datum
commissioning_palma(PG_FUNCTION_ARGS)
{
	const ConcentrationFigures *figures = get_measure(fcinfo,
													  CONCENTRATION_PALMA);

	if (figures == NULL || wide_is_zero(figures->palma.denominator))
		PG_RETURN_NULL();
	return ratio_datum(figures->palma);
}

SQL_FUNCTION(commissioning_theil);

Datum
commissioning_theil(PG_FUNCTION_ARGS)
{
	const ConcentrationFigures *figures = get_measure(fcinfo,
													  CONCENTRATION_LOGARITHMS);

	if (figures == NULL)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_precise(figures->theil));
}

SQL_FUNCTION(commissioning_entropy);

Datum
commissioning_entropy(PG_FUNCTION_ARGS)
{
	const ConcentrationFigures *figures = get_measure(fcinfo,
													  CONCENTRATION_LOGARITHMS);

	if (figures == NULL)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_precise(figures->entropy));
}

/*
 * Atkinson's index for an epsilon below 10^-19, of which the units of 10^-36
 * would not keep 17 digits: epsilon times Theil's index, but for less than
 * 100 epsilon of it.
 */
static Datum
slight_atkinson(const Holdings *h, Datum epsilon)
{
	Precise log_mean = holdings_log_mean(h);
	Datum theil = NumericGetDatum(figure_precise(holdings_theil(h, log_mean)));

	return DirectFunctionCall1(numeric_trim_scale,
							   DirectFunctionCall2(numeric_mul, epsilon, theil));
}

SQL_FUNCTION(commissioning_atkinson);

Datum
commissioning_atkinson(PG_FUNCTION_ARGS)
{
	const int scale = 36; /* 100 * 10^36 < 2^127 */
	const Amount slight = amount_from_int64(INT64CONST(100000000000000000));
	Datum epsilon = argument_above_zero(fcinfo, 1, "epsilon", 100,
										"Usual values are 0.5, 1 and 2.");
	Amount scaled;
	Amount root = amount_from_int64(INT64CONST(1000000000000000000));
	Precise unit = precise_from_wide(wide_multiply(root, root));
	Precise parameter;
	Holdings h;

	if (!get_holdings(fcinfo, &h))
		PG_RETURN_NULL();
	if (figure_read(epsilon, scale, DECIMAL_HALF_AWAY, &scaled) != DECIMAL_OK)
		elog(ERROR, "unexpected value of epsilon");
	if (amount_compare(scaled, slight) < 0)
		return slight_atkinson(&h, epsilon);
	parameter = precise_divide(precise_from_wide(wide_from_amount(scaled)),
							   unit);
	PG_RETURN_NUMERIC(figure_precise(holdings_atkinson(&h, parameter)));
}

/* The total, and what the k largest hold; false without a positive total */
static bool
get_largest(FunctionCallInfo fcinfo, int64 k, Amount *total, Amount *largest)
{
	const ConcentrationFigures *figures;
	Holdings h;

	if (k > CONCENTRATION_LARGEST)
	{
		if (!get_holdings(fcinfo, &h))
			return false;
		*total = h.total;
		*largest = holdings_largest(&h, k);
		return true;
	}
	figures = get_measure(fcinfo, CONCENTRATION_TOP);
	if (figures == NULL)
		return false;
	*total = figures->total;
	*largest = k == 0 ? AMOUNT_ZERO : figures->largest[k - 1];
	return true;
}

SQL_FUNCTION(commissioning_top_share);

/* The share of the k largest */
Datum
commissioning_top_share(PG_FUNCTION_ARGS)
{
	int64 k = argument_count(fcinfo, 1, "k", 0, K_HINT);
	Amount total;
	Amount largest;

	if (!get_largest(fcinfo, k, &total, &largest))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(share_of(largest, total));
}

SQL_FUNCTION(commissioning_holders_for_share);

/* The fewest holders that together hold a share of the total, or more */
Datum
commissioning_holders_for_share(PG_FUNCTION_ARGS)
{
	Datum share = argument_fraction(fcinfo, 1, "share");
	int which = argument_which_percent(share, concentration_shares,
									   CONCENTRATION_SHARES);
	const ConcentrationFigures *figures;
	Holdings h;

	if (which < 0)
	{
		if (!get_holdings(fcinfo, &h))
			PG_RETURN_NULL();
		PG_RETURN_INT64(concentration_for_share(&h, share));
	}
	figures = get_measure(fcinfo, CONCENTRATION_FOR_SHARE(which));
	if (figures == NULL)
		PG_RETURN_NULL();
	PG_RETURN_INT64(figures->for_share[which]);
}

/* number * factor, where either may be any size */
static Datum
times(Datum number, Datum factor)
{
	return DirectFunctionCall2(numeric_mul, number, factor);
}

static Datum
amount_datum(Amount amount)
{
	return NumericGetDatum(figure_money(amount));
}

SQL_FUNCTION(commissioning_dominated);

/*
 * commissioning_dominated
 *		The (n,k) rule: do the n largest hold more than k percent of the total?
 */
Datum
commissioning_dominated(PG_FUNCTION_ARGS)
{
	int64 n = argument_count(fcinfo, 1, "n", 1,
							 "The largest holder alone is 1.");
	Datum k = argument_percentage(fcinfo, 2, "k", true);
	Datum hundred = NumericGetDatum(int64_to_numeric(100));
	Amount total;
	Amount largest;

	if (!get_largest(fcinfo, n, &total, &largest))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(DirectFunctionCall2(numeric_gt,
										times(amount_datum(largest), hundred),
										times(amount_datum(total), k)));
}

SQL_FUNCTION(commissioning_p_percent_sensitive);

/*
 * commissioning_p_percent_sensitive
 *		The p% rule: could the second largest estimate the largest to within
 *		p percent, because all others hold less than that?
 */
Datum
commissioning_p_percent_sensitive(PG_FUNCTION_ARGS)
{
	Datum p = argument_percentage(fcinfo, 1, "p", false);
	Datum hundred = NumericGetDatum(int64_to_numeric(100));
	const ConcentrationFigures *figures = get_measure(fcinfo, CONCENTRATION_TOP);
	Amount others;

	if (figures == NULL)
		PG_RETURN_NULL();
	others = amount_subtract(figures->total, figures->largest[1]);
	PG_RETURN_DATUM(
		DirectFunctionCall2(numeric_lt, times(amount_datum(others), hundred),
							times(amount_datum(figures->largest[0]), p)));
}

SQL_FUNCTION(commissioning_lorenz);

/* The Lorenz curve at 0, 1/points, 2/points ... 1 */
Datum
commissioning_lorenz(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	int points =
		argument_count_up_to(fcinfo, 1, "points", 1, MAX_POINTS,
							 "A curve of 100 points is smooth to the eye.");
	Holdings h;
	Ratio *curve;

	figure_rows_prepare(fcinfo);
	if (!get_holdings(fcinfo, &h))
		return (Datum) 0;
	curve = palloc((points + 1) * sizeof(Ratio));
	holdings_lorenz(&h, points, curve);
	figure_rows_begin(&rows, fcinfo);
	for (int i = 0; i <= points; i++)
	{
		Datum values[2];
		bool nulls[2] = {false};

		values[0] = NumericGetDatum(figure_ratio(wide_from_int64(i),
												 wide_from_int64(points)));
		values[1] = ratio_datum(curve[i]);
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}

/* A holder and what it holds */
typedef struct Holder
{
	Amount value;
	uint32 number; /* of its entry */
} Holder;

/* For ranks: value down, then key up */
static inline int
compare_rank(const Holder *a, const Holder *b, const SummaryView *view)
{
	int order = amount_compare(b->value, a->value);

	return order != 0 ? order
					  : ledger_compare_keys(summary_entry(view, a->number),
											summary_entry(view, b->number),
											view->shape, view->heap);
}

#define ST_SORT				   sort_by_rank
#define ST_ELEMENT_TYPE		   Holder
#define ST_COMPARE(a, b, view) compare_rank(a, b, view)
#define ST_COMPARE_ARG_TYPE	   const SummaryView
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

SQL_FUNCTION(commissioning_top_holders);

/* The k largest, with what they hold */
Datum
commissioning_top_holders(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	int64 k = argument_count(fcinfo, 1, "k", 0, K_HINT);
	SummaryView view;
	Holdings h;
	Holder *holders;
	uint32 n = 0;

	figure_rows_prepare(fcinfo);
	open_holdings(fcinfo, &view, &h);
	holders = MemoryContextAllocHuge(CurrentMemoryContext,
									 ((Size) h.n + 1) * sizeof(Holder));
	for (uint32 i = 0; i < view.nentries; i++)
	{
		holders[n].value = summary_sum(&view, i);
		holders[n].number = i;
		if (!amount_is_negative(holders[n].value))
			n++;
	}
	sort_by_rank(holders, n, &view);
	figure_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < n && i < k; i++)
	{
		Datum values[4];
		bool nulls[4] = {false};

		values[0] = Int64GetDatum((int64) i + 1);
		values[1] = PointerGetDatum(summary_entry_text(&view,
													   view.summary->key_type,
													   holders[i].number));
		values[2] = NumericGetDatum(figure_money(holders[i].value));
		nulls[3] = !amount_is_positive(h.total);
		if (!nulls[3])
			values[3] = NumericGetDatum(share_of(holders[i].value, h.total));
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}

SQL_FUNCTION(commissioning_value_bands);

/*
 * commissioning_value_bands
 *		Keys and what they hold by band of value: a row for every band between
 *		the breaks, also for one without keys.
 */
Datum
commissioning_value_bands(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	SummaryView view;
	Holdings h;
	FigureBands bands;
	int64 *holders;
	Amount *value;

	figure_rows_prepare(fcinfo);
	figure_bands(PG_GETARG_ARRAYTYPE_P(1), FIGURE_MONEY, &bands);
	open_holdings(fcinfo, &view, &h);
	holders = palloc0(bands.count * sizeof(int64));
	value = palloc0(bands.count * sizeof(Amount));
	for (uint32 i = 0; i < h.n; i++)
	{
		int band = figure_band(&bands, h.value[i]);

		holders[band]++;
		value[band] = amount_add(value[band], h.value[i]);
	}
	figure_rows_begin(&rows, fcinfo);
	for (int i = 0; i < bands.count; i++)
	{
		Datum values[5];
		bool nulls[5] = {false};

		values[0] = bands.range[i];
		values[1] = Int64GetDatum(holders[i]);
		nulls[2] = h.n == 0;
		if (!nulls[2])
			values[2] = NumericGetDatum(figure_ratio(wide_from_int64(holders[i]),
													 wide_from_int64(h.n)));
		values[3] = NumericGetDatum(figure_money(value[i]));
		nulls[4] = !amount_is_positive(h.total);
		if (!nulls[4])
			values[4] = NumericGetDatum(share_of(value[i], h.total));
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}
