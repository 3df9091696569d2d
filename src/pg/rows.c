/*-------------------------------------------------------------------------
 *
 * rows.c
 *		The rows of a function that returns a set, or the one of another.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/rows.h"

#include "access/htup_details.h"
#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

void
figure_rows_prepare(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	bool known = rsinfo != NULL && IsA(rsinfo, ReturnSetInfo) &&
		rsinfo->expectedDesc != NULL;

	InitMaterializedSRF(fcinfo, known ? MAT_SRF_USE_EXPECTED_DESC : 0);
}

/*
 * Begin the result of a function that returns a set; figure_rows_prepare() has been
 * called, and all that outlives a row has been allocated.
 */
void
figure_rows_begin(FigureRows *rows, FunctionCallInfo fcinfo)
{
	rows->rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	rows->row = AllocSetContextCreate(CurrentMemoryContext, "commissioning row",
									  ALLOCSET_SMALL_SIZES);
	rows->outer = MemoryContextSwitchTo(rows->row);
}

/*
 * Add a row, and free what it was made of.  There may be millions of rows, so
 * this is also where a cancel request is heard.
 */
void
figure_row(FigureRows *rows, Datum *values, bool *nulls)
{
	CHECK_FOR_INTERRUPTS();
	tuplestore_putvalues(rows->rsinfo->setResult, rows->rsinfo->setDesc,
						 values, nulls);
	MemoryContextReset(rows->row);
}

/* What the function returns */
Datum
figure_rows_end(FigureRows *rows)
{
	MemoryContextSwitchTo(rows->outer);
	MemoryContextDelete(rows->row);
	return (Datum) 0;
}

Datum
figure_record(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	TupleDesc columns;

	if (get_call_result_type(fcinfo, NULL, &columns) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	columns = BlessTupleDesc(columns);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(columns, values, nulls)));
}
