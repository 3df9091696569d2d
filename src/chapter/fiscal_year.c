/*-------------------------------------------------------------------------
 *
 * fiscal_year.c
 *		Chapter "fiscal_year": years that start in any month, and the money
 *		in them.
 *
 * A fiscal year is called after the calendar years that it lies in: 2020/21,
 * or 2020 when it starts in January.  The names of the years 1 to 9998 sort
 * as text.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exact/years.h"
#include "pg/arguments.h"
#include "pg/numbers.h"
#include "pg/rows.h"
#include "pg/span.h"
#include "pg/split.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#define FIRST_YEAR 1
#define LAST_YEAR  9998

static int
start_month_argument(FunctionCallInfo fcinfo, int argument)
{
	return argument_count_up_to(
		fcinfo, argument, "start_month", 1, 12,
		"Give the month that fiscal years start in, such as 7 for July.");
}

/* The calendar year in which the fiscal year of a date starts */
static int64
start_year(DateADT date, int start_month)
{
	CivilDate civil = years_civil(date);
	int64 year = civil.month < start_month ? civil.year - 1 : civil.year;

	if (year < FIRST_YEAR || year > LAST_YEAR)
		ereport(
			ERROR,
			(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			 errmsg("date %s is out of range for a fiscal year",
					DatumGetCString(DirectFunctionCall1(date_out,
														DateADTGetDatum(date)))),
			 errdetail("Fiscal years start in the years %d to %d.", FIRST_YEAR,
					   LAST_YEAR),
			 errhint(
				 "Use NULL for a date that stands for no end, or for one that is not known.")));
	return year;
}

static text *
year_name(int64 year, int start_month)
{
	if (start_month == 1)
		return cstring_to_text(psprintf("%04d", (int) year));
	return cstring_to_text(psprintf("%04d/%02d", (int) year,
									(int) ((year + 1) % 100)));
}

SQL_FUNCTION(commissioning_fiscal_year);

Datum
commissioning_fiscal_year(PG_FUNCTION_ARGS)
{
	DateADT date = PG_GETARG_DATEADT(0);
	int start_month = start_month_argument(fcinfo, 1);

	if (DATE_NOT_FINITE(date))
		ereport(
			ERROR,
			(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			 errmsg("an infinite date is in no fiscal year"),
			 errhint(
				 "Use NULL for a date that stands for no end, or for one that is not known.")));
	PG_RETURN_TEXT_P(year_name(start_year(date, start_month), start_month));
}

/* Digits as a number, or -1 */
static int
read_digits(const char *string, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++)
	{
		if (string[i] < '0' || string[i] > '9')
			return -1;
		number = number * 10 + (string[i] - '0');
	}
	return number;
}

SQL_FUNCTION(commissioning_fiscal_year_range);

/* The days of a fiscal year, from its name */
Datum
commissioning_fiscal_year_range(PG_FUNCTION_ARGS)
{
	char *name = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int start_month = start_month_argument(fcinfo, 1);
	size_t length = strlen(name);
	int year = length >= 4 ? read_digits(name, 4) : -1;
	bool valid = year >= 0;
	Span span = {false, true, true, 0, 0};

	if (start_month == 1)
		valid = valid && length == 4;
	else
		valid = valid && length == 7 && name[4] == '/' &&
			read_digits(name + 5, 2) == (year + 1) % 100;
	if (!valid)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid fiscal year: \"%s\"", name),
			 start_month == 1
				 ? errhint("Write \"2020\" for a year that starts in January.")
				 : errhint(
					   "Write \"2020/21\" for a year that starts in 2020, unless it starts in January.")));

	if (year < FIRST_YEAR || year > LAST_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("fiscal year \"%s\" is out of range", name)));
	span.start = (DateADT) years_date(year, start_month, 1);
	span.stop = (DateADT) years_date(year + 1, start_month, 1);
	PG_RETURN_DATUM(span_make(&span));
}

/* What of a value falls into a part of its term */
static Datum
value_of_days(Datum value, const Span *term, const Span *part)
{
	Split split = split_begin(value);

	return split_between(&split,
						 split_whole_number((int64) part->start - term->start),
						 split_whole_number((int64) part->stop - term->start),
						 split_whole_number((int64) term->stop - term->start));
}

SQL_FUNCTION(commissioning_by_fiscal_year);

/*
 * commissioning_by_fiscal_year
 *		What of a value falls into each fiscal year of the term, every day of
 *		the term bearing the same part of it.
 *
 * The value up to the end of each year is rounded to the value's last decimal
 * place, at least cents; a year has the difference to the year before.  So
 * the parts add up to the value, and so do those of the first years to what
 * those years have together.
 *
 * A value whose term is not known, open-ended or empty comes in one row
 * without a year, so that totals stay complete; a value that is not known is
 * NULL in every year of its term.
 */
Datum
commissioning_by_fiscal_year(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	bool valued = !PG_ARGISNULL(0);
	int start_month;
	Span span = {true, false, false, 0, 0};
	int64 last_year;

	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("start_month must not be null")));
	start_month = start_month_argument(fcinfo, 2);
	figure_rows_prepare(fcinfo);
	if (!PG_ARGISNULL(1))
		span = span_read(PG_GETARG_DATUM(1));
	if (valued)
		figure_check_finite(PG_GETARG_DATUM(0));

	figure_rows_begin(&rows, fcinfo);
	if (!span_is_bounded(&span))
	{
		Datum values[3] = {0, 0, valued ? PG_GETARG_DATUM(0) : 0};
		bool nulls[3] = {true, true, false};

		if (valued)
			figure_row(&rows, values, nulls);
		return figure_rows_end(&rows);
	}

	last_year = start_year(span.stop - 1, start_month);
	for (int64 year = start_year(span.start, start_month); year <= last_year;
		 year++)
	{
		Span part = {false, true, true, 0, 0};
		Datum values[3];
		bool nulls[3] = {false};

		CHECK_FOR_INTERRUPTS();
		part.start = (DateADT) Max(span.start, years_date(year, start_month, 1));
		part.stop = (DateADT) Min(span.stop,
								  years_date(year + 1, start_month, 1));
		values[0] = PointerGetDatum(year_name(year, start_month));
		values[1] = span_make(&part);
		nulls[2] = !valued;
		if (valued)
			values[2] = value_of_days(PG_GETARG_DATUM(0), &span, &part);
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}
