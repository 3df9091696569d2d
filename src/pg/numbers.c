/*-------------------------------------------------------------------------
 *
 * numbers.c
 *		From exact integers to what SQL shows, and back.
 *
 * Shares, means and most indices are ratios of two exact integers.  They are
 * divided once, by core's numeric division, which keeps 16 significant digits
 * or more; trailing zeros are trimmed, so that three years read "3".
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "pg/numbers.h"

#include "utils/fmgrprotos.h"

/* Raise the error for a value that decimal_read() refused. */
void
figure_report_value(Datum value, DecimalStatus status)
{
	char *shown = figure_to_string(value);

	if (status == DECIMAL_TOO_LARGE)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value %s is out of range", shown),
				 errdetail("Values are kept in 128 bits with %d decimal places: up to 17014118346046923173168730371.5884105727.",
						   DECIMAL_SCALE)));
	if (status == DECIMAL_CORRUPT)
		elog(ERROR, "invalid numeric value");
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("value %s is not a finite number", shown),
			 errhint("Use NULL for a value that is not known.")));
}

/* Raise the error for values that add up to more than an amount. */
void
figure_report_sum(void)
{
	ereport(
		ERROR,
		(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
		 errmsg("sum of values is out of range"),
		 errdetail(
			 "The absolute values may add up to 17014118346046923173168730371.5884105727.")));
}

/* The numeric that a string, known to be one, says */
Datum
figure_from_string(const char *string)
{
	return DirectFunctionCall3(numeric_in, CStringGetDatum(string),
							   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
}

/* Raise the error for a numeric that is NaN or infinite. */
void
figure_check_finite(Datum value)
{
	Numeric number = DatumGetNumeric(value);

	if (numeric_is_nan(number))
		figure_report_value(value, DECIMAL_NAN);
	if (numeric_is_inf(number))
		figure_report_value(value, DECIMAL_INFINITE);
}

/* value * 10^-scale as numeric; scale is 0 or DECIMAL_SCALE */
Numeric
figure_number(Wide value, int scale)
{
	struct varlena *result = palloc(VARHDRSZ + DECIMAL_WRITE_MAX);
	size_t length = decimal_write(value, scale, VARDATA(result));

	SET_VARSIZE(result, VARHDRSZ + length);
	return (Numeric) result;
}

/* An amount of money, or a frequency, as numeric */
Numeric
figure_money(Amount value)
{
	return figure_number(wide_from_amount(value), DECIMAL_SCALE);
}

/* A numeric as its output function writes it, palloc'd */
char *
figure_to_string(Datum number)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out, number));
}

/*
 * figure_parse
 *		Read a number in JSON's notation as an amount.
 *
 * False if it is none, with *fault set for an error message, or NULL if a soft
 * error has been reported.
 */
bool
figure_parse(char *string, Node *escontext, Amount *amount, const char **fault)
{
	Amount below;
	Datum number;

	*fault = NULL;
	if (!compat_input(numeric_in, string, escontext, &number))
		return false;
	if (figure_read(number, DECIMAL_SCALE, DECIMAL_CEILING, amount) !=
			DECIMAL_OK ||
		figure_read(number, DECIMAL_SCALE, DECIMAL_FLOOR, &below) != DECIMAL_OK)
		*fault = psprintf("Value %s is out of range.", string);
	else if (amount_compare(*amount, below) != 0)
		*fault = psprintf("Value %s has more than %d decimal places.", string,
						  DECIMAL_SCALE);
	pfree(DatumGetPointer(number));
	return *fault == NULL;
}

/* Read a whole number; false if it is none in range, with *fault set. */
bool
figure_parse_int64(const char *string, int64 *value, const char **fault)
{
	char *end;

	errno = 0;
	*value = strtoll(string, &end, 10);
	*fault = NULL;
	if (errno != 0 || *end != '\0')
		*fault = psprintf("\"%s\" is not a whole number in range.", string);
	return *fault == NULL;
}

static Datum
trimmed(Datum number)
{
	return DirectFunctionCall1(numeric_trim_scale, number);
}

/* numerator / denominator; the latter is not 0 */
Numeric
figure_ratio(Wide numerator, Wide denominator)
{
	Datum quotient;

	quotient =
		DirectFunctionCall2(numeric_div,
							NumericGetDatum(figure_number(numerator, 0)),
							NumericGetDatum(figure_number(denominator, 0)));
	return DatumGetNumeric(trimmed(quotient));
}

/* A finite floating-point figure, to 16 significant digits */
Numeric
figure_precise(Precise value)
{
	char string[PRECISE_TEXT_MAX];
	Datum number;

	if (!isfinite(value.hi) || !isfinite(value.lo))
		elog(ERROR, "figure is not finite");
	precise_to_text(value, string);
	number = figure_from_string(string);
	return DatumGetNumeric(trimmed(number));
}
