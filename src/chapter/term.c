/*-------------------------------------------------------------------------
 *
 * term.c
 *		Chapter "term": terms of contracts and the money in them.
 *
 * A term is a daterange.  Contracts name their last day; contract_term()
 * makes the daterange that includes it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exact/years.h"
#include "pg/numbers.h"
#include "pg/span.h"

#include "datatype/timestamp.h"
#include "fmgr.h"
#include "utils/fmgrprotos.h"

static char *
date_text(DateADT date)
{
	return DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(date)));
}

/* An argument that must be a finite number */
static Datum
finite_argument(FunctionCallInfo fcinfo, int argument)
{
	Datum number = NumericGetDatum(PG_GETARG_NUMERIC(argument));

	figure_check_finite(number);
	return number;
}

/* number * factor / divisor, trailing zeros trimmed */
static Datum
proportion(Datum number, int64 factor, int64 divisor)
{
	Datum product;
	Datum quotient;

	product = DirectFunctionCall2(numeric_mul, number,
								  NumericGetDatum(int64_to_numeric(factor)));
	quotient = DirectFunctionCall2(numeric_div, product,
								   NumericGetDatum(int64_to_numeric(divisor)));
	return DirectFunctionCall1(numeric_trim_scale, quotient);
}

SQL_FUNCTION(commissioning_contract_term);

/*
 * commissioning_contract_term
 *		The term from a first to a last day, both included.
 *
 * A last day that is NULL, infinite or in a year that stands for no end (see
 * years.h) makes an open-ended term.  NULL without a first day; an infinite one is
 * a beginning that nobody knows.
 */
Datum
commissioning_contract_term(PG_FUNCTION_ARGS)
{
	DateADT first;
	Span span = {false, true, true, 0, 0};

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	first = PG_GETARG_DATEADT(0);
	if (DATE_IS_NOEND(first))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("a contract cannot start at infinity")));
	span.start = first;
	span.starts = !DATE_IS_NOBEGIN(first);
	if (PG_ARGISNULL(1) || DATE_IS_NOEND(PG_GETARG_DATEADT(1)))
		span.stops = false;
	else
	{
		DateADT last = PG_GETARG_DATEADT(1);

		if (DATE_IS_NOBEGIN(last))
			ereport(ERROR,
					(errcode(ERRCODE_DATA_EXCEPTION),
					 errmsg("a contract cannot end at -infinity"),
					 errhint("Use NULL for a contract without an end.")));
		if (last < first)
			ereport(ERROR,
					(errcode(ERRCODE_DATA_EXCEPTION),
					 errmsg("contract ends on %s, before it starts on %s",
							date_text(last), date_text(first)),
					 errhint("The end date is the last day of the contract.")));
		span.stop = last + 1;
		span.stops = !years_never_ends(years_civil(last).year);
		if (!IS_VALID_DATE(span.stop))
			ereport(ERROR,
					(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
					 errmsg("end date %s is out of range", date_text(last)),
					 errhint("Use NULL for a contract without an end.")));
	}
	PG_RETURN_DATUM(span_make(&span));
}

SQL_FUNCTION(commissioning_term_years);

/*
 * commissioning_term_years
 *		Calendar-exact length in years (see years.h): NULL for a term that is
 *		open at either end, 0 for an empty one.
 */
Datum
commissioning_term_years(PG_FUNCTION_ARGS)
{
	Span span = span_read(PG_GETARG_DATUM(0));

	if (span.empty)
		PG_RETURN_NUMERIC(int64_to_numeric(0));
	if (!span_is_bounded(&span))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(wide_from_int64(years_length(span.start,
																span.stop)),
								   wide_from_int64(YEARS_UNITS)));
}

SQL_FUNCTION(commissioning_remaining);

/* What of a term is left from a day on; NULL when nothing is */
Datum
commissioning_remaining(PG_FUNCTION_ARGS)
{
	Span span = span_read(PG_GETARG_DATUM(0));
	DateADT as_of = PG_GETARG_DATEADT(1);

	if (span.empty || DATE_IS_NOEND(as_of) || (span.stops && span.stop <= as_of))
		PG_RETURN_NULL();
	if (!DATE_IS_NOBEGIN(as_of) && (!span.starts || span.start < as_of))
	{
		span.starts = true;
		span.start = as_of;
	}
	PG_RETURN_DATUM(span_make(&span));
}

SQL_FUNCTION(commissioning_annualised_value);

/*
 * commissioning_annualised_value
 *		Value by year of the term: value / term_years.  NULL for a term without
 *		a length, open-ended or empty.
 */
Datum
commissioning_annualised_value(PG_FUNCTION_ARGS)
{
	Datum value = finite_argument(fcinfo, 0);
	Span span = span_read(PG_GETARG_DATUM(1));

	if (!span_is_bounded(&span))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(proportion(value, YEARS_UNITS,
							   years_length(span.start, span.stop)));
}

SQL_FUNCTION(commissioning_value_within);

/*
 * commissioning_value_within
 *		What of a value falls into a period if every day of the term bears the
 *		same part of it.  NULL for a term without a length; the period may be
 *		open-ended.
 */
Datum
commissioning_value_within(PG_FUNCTION_ARGS)
{
	Datum value = finite_argument(fcinfo, 0);
	Span term = span_read(PG_GETARG_DATUM(1));
	Span period = span_read(PG_GETARG_DATUM(2));
	int64 first;
	int64 stop;
	int64 days;

	if (!span_is_bounded(&term))
		PG_RETURN_NULL();
	first = period.starts ? Max(term.start, period.start) : term.start;
	stop = period.stops ? Min(term.stop, period.stop) : term.stop;
	days = period.empty ? 0 : Max(stop - first, 0);
	PG_RETURN_DATUM(proportion(value, days, (int64) term.stop - term.start));
}
