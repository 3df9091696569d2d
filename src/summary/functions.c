/*-------------------------------------------------------------------------
 *
 * functions.c
 *		What SQL calls, the same for every kind of summary.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/arguments.h"
#include "pg/numbers.h"
#include "summary/binary.h"
#include "summary/known.h"
#include "summary/merge.h"
#include "summary/object.h"
#include "summary/open.h"
#include "summary/part.h"
#include "summary/subtract.h"
#include "summary/text.h"

#include "utils/fmgrprotos.h"

SQL_FUNCTION(commissioning_summary_out);

Datum
commissioning_summary_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(summary_to_string(PG_GETARG_DATUM(0)));
}

SQL_FUNCTION(commissioning_summary_to_jsonb);

Datum
commissioning_summary_to_jsonb(PG_FUNCTION_ARGS)
{
	char *string = summary_to_string(PG_GETARG_DATUM(0));

	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(string)));
}

SQL_FUNCTION(commissioning_summary_send);

Datum
commissioning_summary_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(summary_to_binary(PG_GETARG_DATUM(0)));
}

SQL_FUNCTION(commissioning_summary_combine);

/*
 * commissioning_summary_combine
 *		Combine function of every aggregate, and transition function of
 *		rollup(): two summaries as one.  NULL is a summary of no rows.
 */
Datum
commissioning_summary_combine(PG_FUNCTION_ARGS)
{
	MemoryContext aggregate;
	SummaryObject *object;

	if (!AggCheckCallContext(fcinfo, &aggregate))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("summaries can only be combined by an aggregate"),
				 errhint("Use rollup().")));

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	if (!PG_ARGISNULL(0))
		PG_RETURN_DATUM(summary_combine(aggregate, PG_GETARG_DATUM(0),
										PG_GETARG_DATUM(1)));
	/* the executor copies what is not the state that it gave us */
	object = summary_object(PG_GETARG_DATUM(1));
	if (object)
		PG_RETURN_POINTER(summary_object_finished(object));
	PG_RETURN_POINTER(summary_flat(PG_GETARG_DATUM(1)));
}

SQL_FUNCTION(commissioning_summary_final);

/* Final function of the aggregates that return a summary */
Datum
commissioning_summary_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(summary_give(PG_GETARG_DATUM(0),
								 AggCheckCallContext(fcinfo, NULL)));
}

SQL_FUNCTION(commissioning_summary_merge);

/*
 * commissioning_summary_merge
 *		merge(), and operator +, which is strict: two summaries as one, the same
 *		bytes as rollup() returns.  NULL is a summary of no rows.
 */
Datum
commissioning_summary_merge(PG_FUNCTION_ARGS)
{
	int only = PG_ARGISNULL(0) ? 1 : 0;

	if (!PG_ARGISNULL(0) && !PG_ARGISNULL(1))
		PG_RETURN_DATUM(summary_merge(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)));
	if (PG_ARGISNULL(only))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(summary_give(PG_GETARG_DATUM(only), false));
}

SQL_FUNCTION(commissioning_summary_subtract);

/*
 * commissioning_summary_subtract
 *		subtract(), and operator -, which is strict: the rows of the second summary
 *		taken out of the first.  NULL is a summary of no rows, so that nothing can be
 *		taken out of it.
 */
Datum
commissioning_summary_subtract(PG_FUNCTION_ARGS)
{
	Summary *left;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(summary_give(PG_GETARG_DATUM(0), false));
	}
	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cannot take rows out of a summary that is null"),
				 errhint("NULL is a summary of no rows.")));
	left = summary_subtract(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1));
	if (left == NULL)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(summary_result(left));
}

SQL_FUNCTION(commissioning_part);

/*
 * commissioning_part
 *		part(): piece i of n of a summary; NULL, a summary of no rows, if nothing
 *		is in it.
 */
Datum
commissioning_part(PG_FUNCTION_ARGS)
{
	int64 n = argument_count_up_to(fcinfo, 1, "n", 1, SUMMARY_PARTS_MAX,
								   "Give how many pieces there are, such as 16.");
	int64 i = argument_count_up_to(fcinfo, 2, "i", 0, n - 1,
								   "Pieces are counted from 0.");
	Summary *piece = summary_part(PG_GETARG_DATUM(0), (uint32) n, (uint32) i);

	if (piece == NULL)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(summary_result(piece));
}

SQL_FUNCTION(commissioning_measured_rows);

Datum
commissioning_measured_rows(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(summary_counters(PG_GETARG_DATUM(0))->measured_rows);
}

SQL_FUNCTION(commissioning_missing_rows);

Datum
commissioning_missing_rows(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(summary_counters(PG_GETARG_DATUM(0))->missing_rows);
}

SQL_FUNCTION(commissioning_value_coverage);

/*
 * The share of all value seen, in absolute terms, that the figures stand on;
 * NULL if no value was seen.
 */
Datum
commissioning_value_coverage(PG_FUNCTION_ARGS)
{
	const Summary *summary = summary_counters(PG_GETARG_DATUM(0));
	Wide measured = wide_from_amount(summary->measured_value);
	Wide missing = wide_from_amount(summary->missing_value);
	Wide seen = wide_add(measured, missing);

	if (wide_is_zero(seen))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(measured, seen));
}
