/*-------------------------------------------------------------------------
 *
 * functions.c
 *		What SQL calls, the same for every kind of summary.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/numbers.h"
#include "summary/binary.h"
#include "summary/merge.h"
#include "summary/text.h"
#include "summary/view.h"

#include "utils/fmgrprotos.h"

SQL_FUNCTION(commissioning_summary_out);

Datum
commissioning_summary_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(summary_to_string(summary_get(PG_GETARG_DATUM(0))));
}

SQL_FUNCTION(commissioning_summary_to_jsonb);

Datum
commissioning_summary_to_jsonb(PG_FUNCTION_ARGS)
{
	char *string = summary_to_string(summary_get(PG_GETARG_DATUM(0)));

	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(string)));
}

SQL_FUNCTION(commissioning_summary_send);

Datum
commissioning_summary_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_BYTEA_P(summary_to_binary(summary_get(PG_GETARG_DATUM(0))));
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
	Summary *from;

	if (!AggCheckCallContext(fcinfo, NULL))
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
	/* the executor copies what is not the state that it gave us */
	from = summary_get(PG_GETARG_DATUM(1));
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(from);
	return summary_combine(summary_get(PG_GETARG_DATUM(0)), from);
}

SQL_FUNCTION(commissioning_summary_final);

/* Final function of the aggregates that return a summary */
Datum
commissioning_summary_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(summary_compact(summary_get(PG_GETARG_DATUM(0))));
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
		PG_RETURN_POINTER(summary_merge(summary_get(PG_GETARG_DATUM(0)),
										summary_get(PG_GETARG_DATUM(1))));
	if (PG_ARGISNULL(only))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(summary_compact(summary_get(PG_GETARG_DATUM(only))));
}

SQL_FUNCTION(commissioning_measured_rows);

Datum
commissioning_measured_rows(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(summary_get(PG_GETARG_DATUM(0))->measured_rows);
}

SQL_FUNCTION(commissioning_missing_rows);

Datum
commissioning_missing_rows(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(summary_get(PG_GETARG_DATUM(0))->missing_rows);
}

SQL_FUNCTION(commissioning_value_coverage);

/*
 * The share of all value seen, in absolute terms, that the figures stand on;
 * NULL if no value was seen.
 */
Datum
commissioning_value_coverage(PG_FUNCTION_ARGS)
{
	Summary *summary = summary_get(PG_GETARG_DATUM(0));
	Wide measured = wide_from_amount(summary->measured_value);
	Wide missing = wide_from_amount(summary->missing_value);
	Wide seen = wide_add(measured, missing);

	if (wide_is_zero(seen))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(measured, seen));
}
