/*-------------------------------------------------------------------------
 *
 * arguments.c
 *		Parameters of SQL functions, read and checked.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/arguments.h"
#include "pg/numbers.h"

#include "access/htup_details.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"
#include "utils/syscache.h"

/* An error of the one form; "must_be" goes on from "must be" */
pg_noreturn static void
refuse(const char *name, const char *must_be, Datum number, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s must be %s, not %s", name, must_be,
					figure_to_string(number)),
			 errhint("%s", hint)));
}

/* A count that is not below "least" */
int64
argument_count(FunctionCallInfo fcinfo, int argument, const char *name,
			   int64 least, const char *hint)
{
	int64 count = PG_GETARG_INT64(argument);

	if (count < least)
		refuse(name, psprintf(INT64_FORMAT " or more", least),
			   NumericGetDatum(int64_to_numeric(count)), hint);
	return count;
}

/* A count from "least" to "most" */
int64
argument_count_up_to(FunctionCallInfo fcinfo, int argument, const char *name,
					 int64 least, int64 most, const char *hint)
{
	int64 count = PG_GETARG_INT64(argument);

	if (count < least || count > most)
		refuse(name,
			   psprintf("from " INT64_FORMAT " to " INT64_FORMAT, least, most),
			   NumericGetDatum(int64_to_numeric(count)), hint);
	return count;
}

/* The type that the running function declares an argument to be */
static Oid
declared_type(FunctionCallInfo fcinfo, int argument)
{
	Oid function = fcinfo->flinfo->fn_oid;
	HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	Oid type;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", function);
	type = ((Form_pg_proc) GETSTRUCT(tuple))->proargtypes.values[argument];
	ReleaseSysCache(tuple);
	return type;
}

/* A numeric or double precision argument as numeric */
static Datum
read_number(FunctionCallInfo fcinfo, int argument)
{
	if (declared_type(fcinfo, argument) != FLOAT8OID)
		return PG_GETARG_DATUM(argument);
	return figure_from_string(
		double_to_shortest_decimal(PG_GETARG_FLOAT8(argument)));
}

/* -1, 0 or 1; NaN is above everything, and infinity above every number */
static int
compare(Datum number, int64 with)
{
	return DatumGetInt32(DirectFunctionCall2(
		numeric_cmp, number, NumericGetDatum(int64_to_numeric(with))));
}

static bool
is_finite(Datum number)
{
	Numeric numeric = DatumGetNumeric(number);

	return !numeric_is_nan(numeric) && !numeric_is_inf(numeric);
}

/* A fraction, from 0 to 1 */
Datum
argument_fraction(FunctionCallInfo fcinfo, int argument, const char *name)
{
	Datum fraction = read_number(fcinfo, argument);

	if (compare(fraction, 0) < 0 || compare(fraction, 1) > 0)
		refuse(name, "from 0 to 1", fraction, "Write 25 percent as 0.25.");
	return fraction;
}

/*
 * argument_percentage
 *		A percentage, of a whole (so up to 100) or of anything.
 *
 * Everywhere else parts are fractions, so a number between 0 and 1 is taken
 * for one, and refused.
 */
Datum
argument_percentage(FunctionCallInfo fcinfo, int argument, const char *name,
					bool of_a_whole)
{
	Datum percentage = read_number(fcinfo, argument);

	if (compare(percentage, 0) < 0 || !is_finite(percentage) ||
		(compare(percentage, 0) > 0 && compare(percentage, 1) < 0) ||
		(of_a_whole && compare(percentage, 100) > 0))
		refuse(name,
			   of_a_whole ? "a percentage, 0 or from 1 to 100"
						  : "a percentage, 0 or from 1 up",
			   percentage, "Write 25 percent as 25.");
	return percentage;
}

/* A finite number of 0 or more */
Datum
argument_not_negative(FunctionCallInfo fcinfo, int argument, const char *name,
					  const char *hint)
{
	Datum price = read_number(fcinfo, argument);

	if (compare(price, 0) < 0 || !is_finite(price))
		refuse(name, "a number of 0 or more", price, hint);
	return price;
}

/* A number above 0 and up to "most" */
Datum
argument_above_zero(FunctionCallInfo fcinfo, int argument, const char *name,
					int64 most, const char *hint)
{
	Datum number = read_number(fcinfo, argument);

	if (compare(number, 0) <= 0 || compare(number, most) > 0)
		refuse(name, psprintf("above 0 and up to " INT64_FORMAT, most), number,
			   hint);
	return number;
}

int
argument_which_percent(Datum fraction, const int *percents, int count)
{
	Datum hundred = NumericGetDatum(int64_to_numeric(100));
	Datum percent = DirectFunctionCall2(numeric_mul, fraction, hundred);

	for (int i = 0; i < count; i++)
		if (compare(percent, percents[i]) == 0)
			return i;
	return -1;
}

/* A percentage as a fraction */
Datum
argument_from_percent(int percent)
{
	return NumericGetDatum(figure_ratio(wide_from_int64(percent),
										wide_from_int64(100)));
}

/* A value as its type's output function writes it */
static char *
shown(Datum value, Oid type)
{
	Oid function;
	bool varlena;

	getTypeOutputInfo(type, &function, &varlena);
	return OidOutputFunctionCall(function, value);
}

Span
argument_period(FunctionCallInfo fcinfo, int argument, const char *name)
{
	Datum period = PG_GETARG_DATUM(argument);
	Span span = span_read(period);

	if (!span_is_bounded(&span))
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s must have a first and a last day, not be %s", name,
					shown(period, DATERANGEOID)),
			 errhint(
				 "Write the year from July 2020 on as '[2020-07-01,2021-07-01)'.")));
	return span;
}

DateADT
argument_day(FunctionCallInfo fcinfo, int argument, const char *name)
{
	DateADT day = PG_GETARG_DATEADT(argument);

	if (DATE_NOT_FINITE(day))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be a date, not %s", name,
						shown(DateADTGetDatum(day), DATEOID)),
				 errhint("Give a day such as '2020-07-01'.")));
	return day;
}

/*
 * argument_at_least
 *		The smallest integer that is at least fraction * total, where the
 *		fraction is from 0 to 1 and the total is not negative.
 */
Amount
argument_at_least(Datum fraction, Amount total)
{
	Datum whole = NumericGetDatum(figure_number(wide_from_amount(total), 0));
	Datum product = DirectFunctionCall2(numeric_mul, fraction, whole);
	Amount result;

	if (figure_read(product, 0, DECIMAL_CEILING, &result) != DECIMAL_OK)
		elog(ERROR, "unexpected product of a fraction");
	return result;
}
