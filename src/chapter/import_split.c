/*-------------------------------------------------------------------------
 *
 * import_split.c
 *		A value divided among several, by their shares.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/numbers.h"
#include "pg/split.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/fmgrprotos.h"

pg_noreturn static void
refuse(const char *fault)
{
	ereport(
		ERROR,
		(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("%s", fault),
		 errhint(
			 "Give a share of 0 or more for each part, such as '{1,1,1}' for three equal ones.")));
}

/* Is a number below 0, 0 or above? */
static int
sign(Datum number)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, number,
											 split_whole_number(0)));
}

/* The sum of all shares, each of which is checked */
static Datum
sum_of_shares(const Datum *share, const bool *null, int count)
{
	Datum sum = split_whole_number(0);

	for (int i = 0; i < count; i++)
	{
		Numeric number;

		if (null[i])
			refuse("shares must not contain nulls");
		number = DatumGetNumeric(share[i]);
		if (numeric_is_nan(number) || numeric_is_inf(number) ||
			sign(share[i]) < 0)
			refuse(psprintf("a share must be a number of 0 or more, not %s",
							figure_to_string(share[i])));
		sum = DirectFunctionCall2(numeric_add, sum, share[i]);
	}
	if (count == 0)
		refuse("shares must not be empty");
	if (sign(sum) == 0)
		refuse("at least one share must be above 0");
	return sum;
}

SQL_FUNCTION(commissioning_split_value);

/* A value in as many parts as there are shares, which add up to it */
Datum
commissioning_split_value(PG_FUNCTION_ARGS)
{
	Datum value = PG_GETARG_DATUM(0);
	ArrayType *shares = PG_GETARG_ARRAYTYPE_P(1);
	Datum *share;
	bool *null;
	int count;
	Datum whole;
	Datum from = split_whole_number(0);
	Split split;

	figure_check_finite(value);
	if (ARR_NDIM(shares) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("shares must have one dimension")));
	deconstruct_array(shares, NUMERICOID, -1, false, TYPALIGN_INT, &share,
					  &null, &count);
	whole = sum_of_shares(share, null, count);
	split = split_begin(value);
	for (int i = 0; i < count; i++)
	{
		Datum to = DirectFunctionCall2(numeric_add, from, share[i]);

		CHECK_FOR_INTERRUPTS();
		share[i] = split_between(&split, from, to, whole);
		from = to;
	}
	PG_RETURN_ARRAYTYPE_P(construct_array(share, count, NUMERICOID, -1, false,
										  TYPALIGN_INT));
}
