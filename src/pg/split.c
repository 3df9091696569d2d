/*-------------------------------------------------------------------------
 *
 * split.c
 *		A value divided into parts that add up to it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/numbers.h"
#include "pg/split.h"

#include "utils/fmgrprotos.h"

/* money is split to cents at least */
#define MIN_SCALE 2

Datum
split_whole_number(int64 number)
{
	return NumericGetDatum(int64_to_numeric(number));
}

/* 10^exponent, exact also where that is a fraction */
static Datum
power_of_ten(int exponent)
{
	return figure_from_string(psprintf("1e%d", exponent));
}

Split
split_begin(Datum value)
{
	Split split;
	Datum magnitude = DirectFunctionCall1(numeric_abs, value);

	split.negative = DatumGetBool(DirectFunctionCall2(numeric_lt, value,
													  split_whole_number(0)));
	split.scale = DatumGetInt32(DirectFunctionCall1(numeric_scale, value));
	split.scale = Max(split.scale, MIN_SCALE);
	split.magnitude = DirectFunctionCall2(numeric_mul, magnitude,
										  power_of_ten(split.scale));
	split.magnitude = DirectFunctionCall2(numeric_round, split.magnitude,
										  Int32GetDatum(0));
	return split;
}

/* part / whole of the magnitude, rounded to the nearest, half up */
static Datum
reached(const Split *split, Datum part, Datum whole)
{
	Datum twice = DirectFunctionCall2(numeric_add, part, part);

	twice = DirectFunctionCall2(numeric_mul, split->magnitude, twice);
	return DirectFunctionCall2(numeric_div_trunc,
							   DirectFunctionCall2(numeric_add, twice, whole),
							   DirectFunctionCall2(numeric_add, whole, whole));
}

Datum
split_between(const Split *split, Datum from, Datum to, Datum whole)
{
	Datum part = DirectFunctionCall2(numeric_sub, reached(split, to, whole),
									 reached(split, from, whole));

	part = DirectFunctionCall2(numeric_mul, part, power_of_ten(-split->scale));
	return split->negative ? DirectFunctionCall1(numeric_uminus, part) : part;
}
