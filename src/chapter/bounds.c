/*-------------------------------------------------------------------------
 *
 * bounds.c
 *		Chapter "bounds": how concentrated money can be of which a part is not
 *		known.
 *
 * Notation: x_1 >= x_2 ... what the holders are known to hold, U a further
 * amount of which only the size is known, and m how many holders it went to at
 * most, any of the known ones or others; S is the sum of all.
 *
 * Both measures are convex, and grow if two amounts become one.  So the upper
 * bound is where the largest holder has all of U, and the lower one where U is
 * spread evenly over m holders of which nothing else is known.  Both happen to be
 * possible, so no bound is narrower.  If nothing is known of m the lower bound is
 * the limit, which nobody reaches, of ever more holders.
 *
 * Holders of negative net value have no share, as in the measures themselves, and
 * nothing of U goes to them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/concentration.h"
#include "pg/arguments.h"
#include "pg/huge.h"
#include "pg/numbers.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/fmgrprotos.h"

/* What is not known */
typedef struct Unknown
{
	Amount amount; /* U */
	int64 most;	   /* m, or 0 if it is not known either */
} Unknown;

/* What the largest holders hold */
typedef struct Largest
{
	Amount total; /* of all holders */
	int64 count;
	const Amount *sum; /* of the first, the first two ... */
} Largest;

/* Is one of the arguments that must be known NULL? */
static bool
is_null(FunctionCallInfo fcinfo, int known)
{
	for (int i = 0; i < known; i++)
		if (PG_ARGISNULL(i))
			return true;
	return false;
}

/* Read U from an argument, and m from the one behind it, if there is one. */
static Unknown
read_unknown(FunctionCallInfo fcinfo, int argument)
{
	Unknown unknown;

	unknown.amount = figure_read_value(argument_not_negative(
		fcinfo, argument, "unknown",
		"Give the size of the amount whose holders are not known."));
	unknown.most = 0;
	if (PG_NARGS() > argument + 1 && !PG_ARGISNULL(argument + 1))
		unknown.most = argument_count(
			fcinfo, argument + 1, "at_most",
			amount_is_zero(unknown.amount) ? 0 : 1,
			"Give how many holders there can be at most, or NULL if nobody knows.");
	return unknown;
}

/* S, of which all squares fit too */
static Amount
sum_of_all(Amount known, Amount unknown)
{
	Amount sum = known;

	if (!amount_add_checked(&sum, unknown))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("total of %s known and %s unknown is out of range",
						figure_to_string(NumericGetDatum(figure_money(known))),
						figure_to_string(NumericGetDatum(figure_money(unknown)))),
				 errhint("Give values in a larger unit, such as thousands.")));
	return sum;
}

/*
 * [lower, upper].  Each end was rounded to 16 digits or more; where that turned
 * them round they are the same.
 */
static Datum
closed_range(Numeric lower, Numeric upper)
{
	TypeCacheEntry *typcache = lookup_type_cache(NUMRANGEOID,
												 TYPECACHE_RANGE_INFO);
	Datum least = DirectFunctionCall2(numeric_smaller, NumericGetDatum(lower),
									  NumericGetDatum(upper));
	RangeBound from = {least, false, true, true};
	RangeBound to = {NumericGetDatum(upper), false, true, false};

	return RangeTypePGetDatum(compat_make_range(typcache, &from, &to, false));
}

static Wide
square(Amount amount)
{
	return wide_multiply(amount, amount);
}

/*
 * (sum of x^2 + U^2 / m) / S^2.  With m in the denominator that is no number of
 * 256 bits, so core multiplies.
 */
static Numeric
least_hhi(Wide squares, Unknown unknown, Amount all)
{
	Datum most;
	Datum numerator;
	Datum denominator;

	if (unknown.most == 0)
		return figure_ratio(squares, square(all));
	most = NumericGetDatum(int64_to_numeric(unknown.most));
	numerator = DirectFunctionCall2(
		numeric_add,
		DirectFunctionCall2(numeric_mul, most,
							NumericGetDatum(figure_number(squares, 0))),
		NumericGetDatum(figure_number(square(unknown.amount), 0)));
	denominator =
		DirectFunctionCall2(numeric_mul, most,
							NumericGetDatum(figure_number(square(all), 0)));
	return DatumGetNumeric(DirectFunctionCall1(
		numeric_trim_scale,
		DirectFunctionCall2(numeric_div, numerator, denominator)));
}

/* (sum of x^2 - x_1^2 + (x_1 + U)^2) / S^2 */
static Numeric
greatest_hhi(Wide squares, Amount largest, Unknown unknown, Amount all)
{
	Wide others = wide_subtract(squares, square(largest));

	return figure_ratio(wide_add(others,
								 square(amount_add(largest, unknown.amount))),
						square(all));
}

SQL_FUNCTION(commissioning_hhi_bounds);

/*
 * commissioning_hhi_bounds
 *		The range of HHI if a further amount went to some holders.  NULL without
 *		any value; not strict, since the most holders may be NULL.
 */
Datum
commissioning_hhi_bounds(PG_FUNCTION_ARGS)
{
	const ConcentrationFigures *figures;
	Unknown unknown;
	Wide squares = WIDE_ZERO;
	Amount largest = AMOUNT_ZERO;
	Amount all;

	if (is_null(fcinfo, 2))
		PG_RETURN_NULL();
	unknown = read_unknown(fcinfo, 1);
	figures = summary_figures(fcinfo, SUMMARY_CONCENTRATION,
							  CONCENTRATION_COUNTS | CONCENTRATION_HHI |
								  CONCENTRATION_TOP);
	all = sum_of_all(figures->total, unknown.amount);
	if (amount_is_zero(all))
		PG_RETURN_NULL();
	if (amount_is_positive(figures->total))
	{
		squares = figures->hhi.numerator;
		largest = figures->largest[0];
	}
	if (amount_is_zero(unknown.amount))
		unknown.most = 0; /* nothing to spread */
	PG_RETURN_DATUM(closed_range(least_hhi(squares, unknown, all),
								 greatest_hhi(squares, largest, unknown, all)));
}

/* What the k largest hold, of many holders */
static Largest
sort_largest(FunctionCallInfo fcinfo, int64 k)
{
	SummaryView view;
	Holdings h;
	Amount *sum;
	Largest largest;

	summary_open_argument(fcinfo, SUMMARY_CONCENTRATION, false, &view);
	concentration_holdings(&view, &h);
	concentration_sort(&h);
	largest.total = h.total;
	largest.count = Min(k, (int64) h.n);
	sum = huge_alloc(((Size) largest.count + 1) * sizeof(Amount));
	for (int64 i = 0; i < largest.count; i++)
		sum[i] = i == 0 ? h.value[h.n - 1]
						: amount_add(sum[i - 1], h.value[h.n - 1 - i]);
	largest.sum = sum;
	return largest;
}

/* The same, from the ready figures where they have it */
static Largest
get_largest(FunctionCallInfo fcinfo, int64 k)
{
	const ConcentrationFigures *figures;
	Largest largest;

	if (k > CONCENTRATION_LARGEST)
		return sort_largest(fcinfo, k);
	figures = summary_figures(fcinfo, SUMMARY_CONCENTRATION,
							  CONCENTRATION_COUNTS | CONCENTRATION_TOP);
	largest.total = figures->total;
	largest.count = amount_is_positive(figures->total) ? k : 0;
	largest.sum = figures->largest;
	return largest;
}

/* What the first so many hold, or all of those there are */
static Amount
sum_of_first(const Largest *largest, int64 count)
{
	count = Min(count, largest->count);
	return count == 0 ? AMOUNT_ZERO : largest->sum[count - 1];
}

/* How many of the largest hold more than U / m */
static int64
count_above(const Largest *largest, Unknown unknown)
{
	Wide amount = wide_from_amount(unknown.amount);
	int64 count = 0;

	while (count < largest->count)
	{
		Amount held = amount_subtract(sum_of_first(largest, count + 1),
									  sum_of_first(largest, count));

		if (wide_compare(wide_scale(wide_from_amount(held), unknown.most),
						 amount) <= 0)
			break;
		count++;
	}
	return count;
}

/* The k largest of the holders and m more of U / m, by S */
static Numeric
least_top_share(const Largest *largest, int64 k, Unknown unknown, Amount all)
{
	int64 above;
	int64 others;
	int64 below;
	Wide numerator;

	if (unknown.most == 0)
		return figure_ratio(wide_from_amount(sum_of_first(largest, k)),
							wide_from_amount(all));
	above = count_above(largest, unknown);
	others = Min(k - above, unknown.most);
	below = k - above - others;
	numerator = wide_add(
		wide_scale(wide_from_amount(sum_of_first(largest, above + below)),
				   unknown.most),
		wide_scale(wide_from_amount(unknown.amount), others));
	return figure_ratio(numerator,
						wide_scale(wide_from_amount(all), unknown.most));
}

/* What the k largest hold and all of U, by S */
static Numeric
greatest_top_share(const Largest *largest, int64 k, Unknown unknown, Amount all)
{
	Amount held = k == 0 ? AMOUNT_ZERO
						 : amount_add(sum_of_first(largest, k), unknown.amount);

	return figure_ratio(wide_from_amount(held), wide_from_amount(all));
}

SQL_FUNCTION(commissioning_top_share_bounds);

/*
 * commissioning_top_share_bounds
 *		The same for the share of the k largest
 */
Datum
commissioning_top_share_bounds(PG_FUNCTION_ARGS)
{
	int64 k;
	Unknown unknown;
	Largest largest;
	Amount all;

	if (is_null(fcinfo, 3))
		PG_RETURN_NULL();
	k = argument_count(fcinfo, 1, "k", 0,
					   "Give how many of the largest holders, such as 10.");
	unknown = read_unknown(fcinfo, 2);
	largest = get_largest(fcinfo, k);
	all = sum_of_all(largest.total, unknown.amount);
	if (amount_is_zero(all))
		PG_RETURN_NULL();
	if (amount_is_zero(unknown.amount))
		unknown.most = 0; /* nothing to spread */
	PG_RETURN_DATUM(closed_range(least_top_share(&largest, k, unknown, all),
								 greatest_top_share(&largest, k, unknown, all)));
}
