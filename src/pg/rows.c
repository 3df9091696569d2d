/*-------------------------------------------------------------------------
 *
 * rows.c
 *		The rows of a function that returns a set.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/rows.h"

#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

/*
 * Begin the result of a function that returns a set; InitMaterializedSRF() has
 * been called, and all that outlives a row has been allocated.
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
