/*-------------------------------------------------------------------------
 *
 * bounds_length.c
 *		Chapter "bounds_length": the weighted length of what is known only as
 *		ranges.
 *
 * The state has the ends of each row, lengths in units of 10^-8 of that of
 * lengths (years.h).  These are fine enough for decimals, and coarse enough for
 * 2 / 12.0 to be two months.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exact/mean_bounds.h"
#include "exact/years.h"
#include "pg/gathered.h"
#include "pg/huge.h"
#include "pg/numbers.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/fmgrprotos.h"

StaticAssertDecl(sizeof(RangedRow) == 48, "entries are sent as words");

/* Units of length in a year: with 8 decimal places */
#define LENGTH_UNITS (INT64CONST(100000000) * YEARS_UNITS)

/* No length is longer, nor shorter than this with the sign changed */
#define LENGTH_MAX_YEARS 20000
#define LENGTH_MAX		 (LENGTH_MAX_YEARS * LENGTH_UNITS)

/* Decimal places to which years are read first */
#define YEARS_SCALE 18

/* 10^18 / 10^8 in two factors of 32 bits */
#define UNIT_FACTOR		100000
#define HALF_OF_FACTORS INT64CONST(5000000000)

static bool
is_length(int64 end, int64 no_end)
{
	return end == no_end || (end >= -LENGTH_MAX && end <= LENGTH_MAX);
}

static const char *
check_row(const void *entry)
{
	const RangedRow *row = entry;

	if (!is_length(row->least, RANGED_NO_LEAST) ||
		!is_length(row->most, RANGED_NO_MOST) || row->least > row->most)
		return psprintf(INT64_FORMAT " and " INT64_FORMAT
									 " are no least and greatest length.",
						row->least, row->most);
	if (amount_is_negative(row->least_weight) ||
		amount_compare(row->least_weight, row->most_weight) > 0 ||
		amount_compare(row->least_weight, RANGED_NO_WEIGHT) == 0 ||
		amount_is_zero(row->most_weight))
		return "The ends of the value are none.";
	return NULL;
}

static const GatheredKind rows_kind = {
	.number = GATHERED_LENGTH_BOUNDS,
	.type_name = "length_bounds_state",
	.entry_size = sizeof(RangedRow),
	.check = check_row,
};

GATHERED_FUNCTIONS(length_bounds_state, &rows_kind)

/* A length in years, which is finite, in units; false if it is out of range */
static bool
years_to_units(Datum years, DecimalStatus *status, int64 *units)
{
	Amount amount;
	Wide product;
	bool negative;

	*status = figure_read(years, YEARS_SCALE, DECIMAL_HALF_AWAY, &amount);
	if (*status != DECIMAL_OK)
		return false;
	negative = amount_is_negative(amount);
	product = wide_scale(wide_from_amount(amount_abs(amount)), YEARS_UNITS);
	product = wide_add(product, wide_from_int64(HALF_OF_FACTORS));
	(void) wide_divide_small(&product, UNIT_FACTOR);
	(void) wide_divide_small(&product, UNIT_FACTOR);
	if (wide_compare(product, wide_from_int64(LENGTH_MAX)) > 0)
		return false;
	*units = negative ? -(int64) product.limb[0] : (int64) product.limb[0];
	return true;
}

/*
 * An end of a length, or "no_end": where there is none, or it is said by an
 * infinity of that sign.
 */
static int64
length_end(const RangeBound *bound, DecimalStatus infinity, int64 no_end)
{
	DecimalStatus status;
	int64 units;

	if (bound->infinite)
		return no_end;
	if (years_to_units(bound->val, &status, &units))
		return units;
	if (status == infinity)
		return no_end;
	if (status != DECIMAL_OK && status != DECIMAL_TOO_LARGE)
		figure_report_value(bound->val, status);
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("length of %s years is out of range",
					figure_to_string(bound->val)),
			 errdetail("Lengths may have up to %d years.", LENGTH_MAX_YEARS),
			 errhint("A length without a known end is written as '[3,)'.")));
}

/* The ends of a length; false if it is missing */
static bool
read_length(TypeCacheEntry *typcache, RangeType *range, RangedRow *row)
{
	RangeBound lower;
	RangeBound upper;
	bool empty;

	range_deserialize(typcache, range, &lower, &upper, &empty);
	if (empty)
		return false;
	row->least = length_end(&lower, DECIMAL_NEGATIVE_INFINITE, RANGED_NO_LEAST);
	row->most = length_end(&upper, DECIMAL_INFINITE, RANGED_NO_MOST);
	return true;
}

/* The upper end of a value */
static Amount
value_end(const RangeBound *bound)
{
	Amount value;
	DecimalStatus status;

	if (bound->infinite)
		return RANGED_NO_WEIGHT;
	status = figure_read(bound->val, DECIMAL_SCALE, DECIMAL_HALF_AWAY, &value);
	if (status == DECIMAL_INFINITE)
		return RANGED_NO_WEIGHT;
	if (status == DECIMAL_OK && amount_compare(value, RANGED_NO_WEIGHT) == 0)
		status = DECIMAL_TOO_LARGE;
	if (status != DECIMAL_OK)
		figure_report_value(bound->val, status);
	return value;
}

/* The ends of a value; false if it is missing */
static bool
read_value(TypeCacheEntry *typcache, RangeType *range, RangedRow *row)
{
	RangeBound lower;
	RangeBound upper;
	bool empty;

	range_deserialize(typcache, range, &lower, &upper, &empty);
	if (empty || lower.infinite)
		return false;
	row->least_weight = figure_read_value(lower.val);
	row->most_weight = value_end(&upper);
	return !amount_is_negative(row->least_weight);
}

SQL_FUNCTION(commissioning_length_bounds_add);

/*
 * commissioning_length_bounds_add
 *		Transition function.  A row that is missing something, or whose value can
 *		only be 0, has no part in any mean.
 */
Datum
commissioning_length_bounds_add(PG_FUNCTION_ARGS)
{
	RangeType *length;
	RangeType *value;
	TypeCacheEntry *typcache;
	RangedRow row;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return gathered_keep(fcinfo, &rows_kind);
	length = PG_GETARG_RANGE_P(1);
	value = PG_GETARG_RANGE_P(2);
	typcache = range_get_typcache(fcinfo, RangeTypeGetOid(length));
	if (!read_length(typcache, length, &row) ||
		!read_value(typcache, value, &row) || amount_is_zero(row.most_weight))
		return gathered_keep(fcinfo, &rows_kind);
	return gathered_add(fcinfo, &rows_kind, &row);
}

/* Set a bound of the result: the mean in years, if there is one. */
static void
set_bound(RangeBound *bound, bool there, const MeanBound *mean)
{
	bound->infinite = !there;
	if (there)
		bound->val = NumericGetDatum(figure_ratio(
			mean->sum, wide_scale(wide_from_amount(mean->weight), LENGTH_UNITS)));
}

/* Both bounds of a state that has rows */
static void
find_bounds(const Gathered *state, RangeBound *lower, RangeBound *upper)
{
	const RangedRow *rows = gathered_entries(state);
	Size size = (Size) state->count * sizeof(Amount);
	Amount *items = huge_alloc(size);
	Amount *scratch = huge_alloc(size);
	MeanBound mean;
	bool there;

	if (!mean_bounds_fit(rows, state->count))
		figure_report_sum();
	there = mean_bound(rows, state->count, false, items, scratch, &mean);
	set_bound(lower, there, &mean);
	there = mean_bound(rows, state->count, true, items, scratch, &mean);
	set_bound(upper, there, &mean);
	pfree(items);
	pfree(scratch);
}

SQL_FUNCTION(commissioning_length_bounds_final);

/* The least and the greatest weighted length, in years; NULL without a value */
Datum
commissioning_length_bounds_final(PG_FUNCTION_ARGS)
{
	const Gathered *state = gathered_open(PG_GETARG_DATUM(0), &rows_kind);
	TypeCacheEntry *typcache = range_get_typcache(fcinfo, NUMRANGEOID);
	RangeBound lower = {.inclusive = true, .lower = true};
	RangeBound upper = {.inclusive = true, .lower = false};

	if (state->count == 0)
		PG_RETURN_NULL();
	find_bounds(state, &lower, &upper);
	/* two that differ in what is rounded may be rounded to other places */
	if (!lower.infinite && !upper.infinite &&
		range_cmp_bounds(typcache, &lower, &upper) > 0)
		lower.val = upper.val;
	PG_RETURN_RANGE_P(compat_make_range(typcache, &lower, &upper, false));
}
