/*-------------------------------------------------------------------------
 *
 * frequency.c
 *		Chapter "frequency": the type, its order, casts and aggregates.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/frequency.h"
#include "pg/numbers.h"

#include "fmgr.h"
#include "libpq/pqformat.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

#define RANGE_DETAIL \
	"A frequency is 0, or from 0.0000000001 to 100000000 times a year."

SQL_FUNCTION(commissioning_frequency_in);

/*
 * commissioning_frequency_in
 *		Reads what people write: see docs/frequency.md for the forms.
 */
Datum
commissioning_frequency_in(PG_FUNCTION_ARGS)
{
	char *string = PG_GETARG_CSTRING(0);
	int64 frequency;
	FrequencyAmbiguity why;

	switch (frequency_read(string, &frequency, &why))
	{
		case FREQUENCY_READ:
			PG_RETURN_INT64(frequency);
		case FREQUENCY_AMBIGUOUS:
			errsave(fcinfo->context,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("ambiguous frequency: \"%s\"", string),
					 errdetail_internal("%s", why.detail),
					 errhint("%s", why.hint)));
			break;
		case FREQUENCY_OUT_OF_RANGE:
			errsave(fcinfo->context,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("frequency \"%s\" is out of range", string),
					 errdetail(RANGE_DETAIL)));
			break;
		case FREQUENCY_UNKNOWN:
			errsave(
				fcinfo->context,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type frequency: \"%s\"", string),
				 errhint(
					 "Write \"monthly\", \"4/year\", \"every 3 months\", \"P3M\" or a number of times a year.")));
			break;
	}
	PG_RETURN_NULL();
}

SQL_FUNCTION(commissioning_frequency_out);

/* "4/year", or "none" */
Datum
commissioning_frequency_out(PG_FUNCTION_ARGS)
{
	int64 frequency = PG_GETARG_INT64(0);
	Datum number;

	if (frequency == 0)
		PG_RETURN_CSTRING(pstrdup("none"));
	number = NumericGetDatum(figure_money(amount_from_int64(frequency)));
	PG_RETURN_CSTRING(psprintf("%s/year", figure_to_string(number)));
}

SQL_FUNCTION(commissioning_frequency_recv);

Datum
commissioning_frequency_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	int64 frequency = pq_getmsgint64(buffer);

	if (frequency < 0 || frequency > FREQUENCY_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type frequency"),
				 errdetail(RANGE_DETAIL)));
	PG_RETURN_INT64(frequency);
}

SQL_FUNCTION(commissioning_frequency_send);

Datum
commissioning_frequency_send(PG_FUNCTION_ARGS)
{
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendint64(&buffer, PG_GETARG_INT64(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

SQL_FUNCTION(commissioning_per_year);

Datum
commissioning_per_year(PG_FUNCTION_ARGS)
{
	PG_RETURN_NUMERIC(figure_money(amount_from_int64(PG_GETARG_INT64(0))));
}

SQL_FUNCTION(commissioning_frequency_from_numeric);

/* A number of times a year, kept to 10 decimal places */
Datum
commissioning_frequency_from_numeric(PG_FUNCTION_ARGS)
{
	Datum number = PG_GETARG_DATUM(0);
	Amount frequency;

	if (figure_read(number, DECIMAL_SCALE, DECIMAL_HALF_AWAY, &frequency) !=
			DECIMAL_OK ||
		amount_is_negative(frequency) ||
		amount_compare(frequency, amount_from_int64(FREQUENCY_MAX)) > 0 ||
		(amount_is_zero(frequency) &&
		 DatumGetBool(DirectFunctionCall2(numeric_ne, number,
										  NumericGetDatum(int64_to_numeric(0))))))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("frequency of %s times a year is out of range",
						figure_to_string(number)),
				 errdetail(RANGE_DETAIL)));
	PG_RETURN_INT64((int64) frequency.lo);
}

static Datum
from_whole_number(int64 number)
{
	return DirectFunctionCall1(commissioning_frequency_from_numeric,
							   NumericGetDatum(int64_to_numeric(number)));
}

SQL_FUNCTION(commissioning_frequency_from_smallint);

Datum
commissioning_frequency_from_smallint(PG_FUNCTION_ARGS)
{
	return from_whole_number(PG_GETARG_INT16(0));
}

SQL_FUNCTION(commissioning_frequency_from_integer);

Datum
commissioning_frequency_from_integer(PG_FUNCTION_ARGS)
{
	return from_whole_number(PG_GETARG_INT32(0));
}

SQL_FUNCTION(commissioning_frequency_from_bigint);

Datum
commissioning_frequency_from_bigint(PG_FUNCTION_ARGS)
{
	return from_whole_number(PG_GETARG_INT64(0));
}

SQL_FUNCTION(commissioning_frequency_from_interval);

/* Once in the interval */
Datum
commissioning_frequency_from_interval(PG_FUNCTION_ARGS)
{
	Interval *interval = PG_GETARG_INTERVAL_P(0);
	int64 frequency;

	if (!compat_interval_is_finite(interval) ||
		frequency_of_period(interval->month, interval->day, interval->time,
							&frequency) != FREQUENCY_READ)
		ereport(
			ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("once in \"%s\" is no frequency",
					DatumGetCString(DirectFunctionCall1(
						interval_out, IntervalPGetDatum(interval)))),
			 errdetail(RANGE_DETAIL),
			 errhint("The interval must be positive, finite, and long enough.")));
	PG_RETURN_INT64(frequency);
}

SQL_FUNCTION(commissioning_frequency_add);

/*
 * commissioning_frequency_add
 *		Transition function of reports_per_year(): the sum as numeric, NULL
 *		until there is something to add.
 */
Datum
commissioning_frequency_add(PG_FUNCTION_ARGS)
{
	Datum number;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	number = NumericGetDatum(figure_money(amount_from_int64(PG_GETARG_INT64(1))));
	if (PG_ARGISNULL(0))
		PG_RETURN_DATUM(number);
	PG_RETURN_DATUM(DirectFunctionCall2(numeric_add, PG_GETARG_DATUM(0), number));
}
