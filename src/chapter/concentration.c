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

#include "exact/holdings.h"
#include "ledger/ledger_order.h"
#include "pg/arguments.h"
#include "pg/bands.h"
#include "pg/huge.h"
#include "pg/numbers.h"
#include "pg/rows.h"
#include "summary/chapter.h"

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
	summary_row_value(&row, fcinfo, 2);
	/* what a holder of unknown value has is unknown: it has no entry */
	row.levels = 1;
	row.nkeys = row.valued && !PG_ARGISNULL(1) ? 1 : 0;
	if (row.nkeys > 0)
		summary_key_argument(fcinfo, 1, key_type, &row.key[0]);
	return summary_add_row(fcinfo, SUMMARY_CONCENTRATION, key_type, &row);
}

/* Of concentration_summary(key, value) and its short forms */
SUMMARY_ADD_FUNCTIONS(concentration, add_holding)

/* The part of a summary that has shares: keys whose sum is not negative */
static uint32
open_holdings(FunctionCallInfo fcinfo, SummaryView *view, Holdings *h)
{
	uint32 negative = 0;

	summary_open(summary_argument(fcinfo, SUMMARY_CONCENTRATION), view);
	h->n = 0;
	h->total = AMOUNT_ZERO;
	h->value = huge_alloc(((Size) view->nentries + 1) * sizeof(Amount));
	for (uint32 i = 0; i < view->nentries; i++)
	{
		Amount sum = view->entries[i].sum;

		if (amount_is_negative(sum))
			negative++;
		else
		{
			h->value[h->n++] = sum;
			h->total = amount_add(h->total, sum);
		}
	}
	return negative;
}

/* The same for figures that are NULL without a positive total */
static bool
get_holdings(FunctionCallInfo fcinfo, bool sorted, Holdings *h)
{
	SummaryView view;

	open_holdings(fcinfo, &view, h);
	if (!amount_is_positive(h->total))
		return false;
	if (sorted)
	{
		Amount *scratch = huge_alloc(((Size) h->n + 1) * sizeof(Amount));

		holdings_sort(h, scratch);
		pfree(scratch);
	}
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
	SummaryView view;
	Holdings h;

	open_holdings(fcinfo, &view, &h);
	PG_RETURN_INT64(h.n);
}

SQL_FUNCTION(commissioning_positive_holders);

/* How many keys have a positive sum */
Datum
commissioning_positive_holders(PG_FUNCTION_ARGS)
{
	SummaryView view;
	int64 positive = 0;

	summary_open(summary_argument(fcinfo, SUMMARY_CONCENTRATION), &view);
	for (uint32 i = 0; i < view.nentries; i++)
		positive += amount_is_positive(view.entries[i].sum);
	PG_RETURN_INT64(positive);
}

SQL_FUNCTION(commissioning_negative_holders);

/* How many keys have a negative sum */
Datum
commissioning_negative_holders(PG_FUNCTION_ARGS)
{
	SummaryView view;
	Holdings h;

	PG_RETURN_INT64(open_holdings(fcinfo, &view, &h));
}

SQL_FUNCTION(commissioning_concentration_total);

/* What the shares are shares of */
Datum
commissioning_concentration_total(PG_FUNCTION_ARGS)
{
	SummaryView view;
	Holdings h;

	open_holdings(fcinfo, &view, &h);
	if (h.n == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_money(h.total));
}

SQL_FUNCTION(commissioning_hhi);

Datum
commissioning_hhi(PG_FUNCTION_ARGS)
{
	Holdings h;

	if (!get_holdings(fcinfo, false, &h))
		PG_RETURN_NULL();
	return ratio_datum(holdings_hhi(&h));
}

SQL_FUNCTION(commissioning_effective_holders);

/* 1 / HHI: as many equal holders would be as concentrated */
Datum
commissioning_effective_holders(PG_FUNCTION_ARGS)
{
	Holdings h;
	Ratio hhi;

	if (!get_holdings(fcinfo, false, &h))
		PG_RETURN_NULL();
	hhi = holdings_hhi(&h);
	PG_RETURN_NUMERIC(figure_ratio(hhi.denominator, hhi.numerator));
}

SQL_FUNCTION(commissioning_gini);

Datum
commissioning_gini(PG_FUNCTION_ARGS)
{
	Holdings h;

	if (!get_holdings(fcinfo, true, &h))
		PG_RETURN_NULL();
	return ratio_datum(holdings_gini(&h));
}

SQL_FUNCTION(commissioning_hoover);

Datum
commissioning_hoover(PG_FUNCTION_ARGS)
{
	Holdings h;

	if (!get_holdings(fcinfo, false, &h))
		PG_RETURN_NULL();
	return ratio_datum(holdings_hoover(&h));
}

SQL_FUNCTION(commissioning_palma);

/* NULL also where the bottom four tenths hold nothing */
Datum
commissioning_palma(PG_FUNCTION_ARGS)
{
	Holdings h;
	Ratio palma;

	if (!get_holdings(fcinfo, true, &h))
		PG_RETURN_NULL();
	palma = holdings_palma(&h);
	if (wide_is_zero(palma.denominator))
		PG_RETURN_NULL();
	return ratio_datum(palma);
}

/*
 * Sorted before they are summed: floating point is not associative, and equal
 * amounts are neighbours then.
 */
SQL_FUNCTION(commissioning_theil);

Datum
commissioning_theil(PG_FUNCTION_ARGS)
{
	Holdings h;

	if (!get_holdings(fcinfo, true, &h))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_precise(holdings_theil(&h)));
}

SQL_FUNCTION(commissioning_entropy);

Datum
commissioning_entropy(PG_FUNCTION_ARGS)
{
	Holdings h;

	if (!get_holdings(fcinfo, true, &h))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_precise(holdings_entropy(&h)));
}

/*
 * Atkinson's index for an epsilon below 10^-19, of which the units of 10^-36
 * would not keep 17 digits: epsilon times Theil's index, but for less than
 * 100 epsilon of it.
 */
static Datum
slight_atkinson(const Holdings *h, Datum epsilon)
{
	Datum theil = NumericGetDatum(figure_precise(holdings_theil(h)));

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

	if (!get_holdings(fcinfo, true, &h))
		PG_RETURN_NULL();
	if (figure_read(epsilon, scale, DECIMAL_HALF_AWAY, &scaled) != DECIMAL_OK)
		elog(ERROR, "unexpected value of epsilon");
	if (amount_compare(scaled, slight) < 0)
		return slight_atkinson(&h, epsilon);
	parameter = precise_divide(precise_from_wide(wide_from_amount(scaled)),
							   unit);
	PG_RETURN_NUMERIC(figure_precise(holdings_atkinson(&h, parameter)));
}

SQL_FUNCTION(commissioning_top_share);

/* The share of the k largest */
Datum
commissioning_top_share(PG_FUNCTION_ARGS)
{
	int64 k = argument_count(fcinfo, 1, "k", 0, K_HINT);
	Holdings h;

	if (!get_holdings(fcinfo, true, &h))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(share_of(holdings_largest(&h, k), h.total));
}

SQL_FUNCTION(commissioning_holders_for_share);

/* The fewest holders that together hold a share of the total, or more */
Datum
commissioning_holders_for_share(PG_FUNCTION_ARGS)
{
	Datum share = argument_fraction(fcinfo, 1, "share");
	Amount wanted;
	Amount held = AMOUNT_ZERO;
	int64 k = 0;
	Holdings h;

	if (!get_holdings(fcinfo, true, &h))
		PG_RETURN_NULL();
	wanted = argument_at_least(share, h.total);
	while (amount_compare(held, wanted) < 0)
		held = amount_add(held, h.value[h.n - ++k]);
	PG_RETURN_INT64(k);
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
	Holdings h;

	if (!get_holdings(fcinfo, true, &h))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(DirectFunctionCall2(
		numeric_gt, times(amount_datum(holdings_largest(&h, n)), hundred),
		times(amount_datum(h.total), k)));
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
	Holdings h;
	Amount others;

	if (!get_holdings(fcinfo, true, &h))
		PG_RETURN_NULL();
	others = amount_subtract(h.total, holdings_largest(&h, 2));
	PG_RETURN_DATUM(
		DirectFunctionCall2(numeric_lt, times(amount_datum(others), hundred),
							times(amount_datum(holdings_largest(&h, 1)), p)));
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

	InitMaterializedSRF(fcinfo, 0);
	if (!get_holdings(fcinfo, true, &h))
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

typedef const LedgerEntry *Holder;

/* For ranks: value down, then key up */
static inline int
compare_rank(Holder a, Holder b, const char *heap)
{
	int order = amount_compare(b->sum, a->sum);

	return order != 0 ? order : ledger_compare_keys(a, b, heap);
}

#define ST_SORT				   sort_by_rank
#define ST_ELEMENT_TYPE		   Holder
#define ST_COMPARE(a, b, heap) compare_rank(*(a), *(b), heap)
#define ST_COMPARE_ARG_TYPE	   const char
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

	InitMaterializedSRF(fcinfo, 0);
	open_holdings(fcinfo, &view, &h);
	holders = MemoryContextAllocHuge(CurrentMemoryContext,
									 Max(h.n, 1) * sizeof(Holder));
	for (uint32 i = 0; i < view.nentries; i++)
	{
		if (!amount_is_negative(view.entries[i].sum))
			holders[n++] = &view.entries[i];
	}
	sort_by_rank(holders, n, view.heap);
	figure_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < n && i < k; i++)
	{
		Datum values[4];
		bool nulls[4] = {false};

		values[0] = Int64GetDatum((int64) i + 1);
		values[1] = PointerGetDatum(summary_key_text(view.summary->key_type,
													 holders[i], view.heap));
		values[2] = NumericGetDatum(figure_money(holders[i]->sum));
		nulls[3] = !amount_is_positive(h.total);
		if (!nulls[3])
			values[3] = NumericGetDatum(share_of(holders[i]->sum, h.total));
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

	InitMaterializedSRF(fcinfo, 0);
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
