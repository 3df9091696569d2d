/*-------------------------------------------------------------------------
 *
 * bands.c
 *		Ranges and bands that a user gives, in the integers of a summary.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exact/years.h"
#include "pg/bands.h"
#include "pg/numbers.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"

/* Decimal places of a unit of length that edges are read to: 10^-14 years */
#define YEARS_SLACK 7

/*
 * A bound that a user gave, in years or money, as a number of the unit's
 * integers, rounded down or up.  What does not fit becomes the largest or
 * smallest amount, which no figure reaches.
 *
 * Most lengths are no decimals: 2 / 12.0 is a little more than two months, and
 * 1 / 12.0 a little less than one.  So what differs from a whole unit of length
 * by no more than half of 10^-YEARS_SLACK is taken for it.
 */
static Amount
bound_to_units(Datum bound, FigureUnit unit, DecimalRounding rounding)
{
	int scale = DECIMAL_SCALE;
	Amount result;
	DecimalStatus status;

	/* too many years for an amount may be too many units for a numeric */
	if (unit == FIGURE_YEARS &&
		figure_read(bound, 0, rounding, &result) == DECIMAL_OK)
	{
		Datum units = NumericGetDatum(int64_to_numeric(YEARS_UNITS));

		bound = DirectFunctionCall2(numeric_mul, bound, units);
		bound = DirectFunctionCall2(numeric_round, bound,
									Int32GetDatum(YEARS_SLACK));
		scale = 0;
	}
	status = figure_read(bound, scale, rounding, &result);
	switch (status)
	{
		case DECIMAL_OK:
			break;
		case DECIMAL_INFINITE:
			return AMOUNT_MAX;
		case DECIMAL_NEGATIVE_INFINITE:
			return AMOUNT_MIN;
		case DECIMAL_TOO_LARGE:
		{
			Datum zero = NumericGetDatum(int64_to_numeric(0));

			return DatumGetBool(DirectFunctionCall2(numeric_lt, bound, zero))
				? AMOUNT_MIN
				: AMOUNT_MAX;
		}
		default:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("bound %s is not a number",
							figure_to_string(bound))));
	}
	return result;
}

/*
 * figure_range
 *		The integers of a numrange, *low and *high included.  Returns false if
 *		it has none.
 */
bool
figure_range(RangeType *range, FigureUnit unit, Amount *low, Amount *high)
{
	TypeCacheEntry *typcache = lookup_type_cache(RangeTypeGetOid(range),
												 TYPECACHE_RANGE_INFO);
	RangeBound lower;
	RangeBound upper;
	bool empty;
	Amount one = amount_from_int64(1);

	range_deserialize(typcache, range, &lower, &upper, &empty);
	if (empty)
		return false;

	*low = AMOUNT_MIN;
	*high = AMOUNT_MAX;
	if (!lower.infinite)
	{
		*low = bound_to_units(lower.val, unit,
							  lower.inclusive ? DECIMAL_CEILING : DECIMAL_FLOOR);
		if (!lower.inclusive && amount_compare(*low, AMOUNT_MAX) < 0)
			*low = amount_add(*low, one);
	}
	if (!upper.infinite)
	{
		*high = bound_to_units(upper.val, unit,
							   upper.inclusive ? DECIMAL_FLOOR
											   : DECIMAL_CEILING);
		if (!upper.inclusive && amount_compare(*high, AMOUNT_MIN) > 0)
			*high = amount_subtract(*high, one);
	}
	return amount_compare(*low, *high) <= 0;
}

/*
 * figure_bands
 *		The bands that breaks {b1, b2, ..., bn} make: [0,b1), [b1,b2), ...
 *		[bn,).  The first is left out if b1 is 0.
 */
void
figure_bands(ArrayType *breaks, FigureUnit unit, FigureBands *bands)
{
	TypeCacheEntry *typcache = lookup_type_cache(NUMRANGEOID,
												 TYPECACHE_RANGE_INFO);
	Datum zero = NumericGetDatum(int64_to_numeric(0));
	Datum *edges;
	bool *nulls;
	int nedges;
	Datum before = zero;

	if (ARR_NDIM(breaks) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("breaks must be a one-dimensional array")));
	deconstruct_array(breaks, NUMERICOID, -1, false, TYPALIGN_INT, &edges,
					  &nulls, &nedges);
	if (nedges == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("breaks must not be empty"),
				 errhint("Give the edges between the bands, such as '{1,3,5}'.")));

	bands->count = 0;
	bands->from = palloc((nedges + 1) * sizeof(Amount));
	bands->range = palloc((nedges + 1) * sizeof(Datum));
	for (int i = 0; i <= nedges; i++)
	{
		RangeBound lower = {before, false, true, true};
		RangeBound upper = {0, true, false, false};
		bool first = i == 0;

		CHECK_FOR_INTERRUPTS();
		if (i < nedges)
		{
			Datum cmp;

			if (nulls[i])
				ereport(ERROR,
						(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						 errmsg("breaks must not contain null values")));
			if (numeric_is_nan(DatumGetNumeric(edges[i])) ||
				numeric_is_inf(DatumGetNumeric(edges[i])))
				ereport(ERROR,
						(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						 errmsg("break %s is not a finite number",
								figure_to_string(edges[i]))));
			cmp = DirectFunctionCall2(numeric_cmp, before, edges[i]);
			if (DatumGetInt32(cmp) > 0 || (DatumGetInt32(cmp) == 0 && !first))
				ereport(
					ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("break %s is not greater than %s",
							figure_to_string(edges[i]), figure_to_string(before)),
					 errhint(
						 "Breaks must not be negative and must be in ascending order.")));
			if (DatumGetInt32(cmp) == 0)
				continue; /* [0,0) */
			upper.val = edges[i];
			upper.infinite = false;
		}
		bands->from[bands->count] = bound_to_units(before, unit,
												   DECIMAL_CEILING);
		bands->range[bands->count] = RangeTypePGetDatum(
			compat_make_range(typcache, &lower, &upper, false));
		bands->count++;
		if (i < nedges)
			before = edges[i];
	}
}

/* The number of the band that a value, which is not negative, lies in */
int
figure_band(const FigureBands *bands, Amount value)
{
	int low = 0;
	int high = bands->count - 1;

	while (low < high)
	{
		int middle = (low + high + 1) / 2;

		if (amount_compare(bands->from[middle], value) <= 0)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}
