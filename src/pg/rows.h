/*-------------------------------------------------------------------------
 *
 * rows.h
 *		The rows of a function that returns a set, or the one of another.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_ROWS_H
#define COMMISSIONING_ROWS_H

#include "postgres.h"

#include "pg/compat.h"

/*
 * The rows of a function that returns a set.  Between begin and end the
 * current memory context is one that every row leaves empty again, so that
 * what a row is made of does not add up.
 */
typedef struct FigureRows
{
	ReturnSetInfo *rsinfo;
	MemoryContext row;
	MemoryContext outer;
} FigureRows;

/*
 * What InitMaterializedSRF() does, for a function that is called once for each
 * row of a table: that looks up the columns anew in every call, in memory that
 * lasts as long as the query.
 */
extern void figure_rows_prepare(FunctionCallInfo fcinfo);

extern void figure_rows_begin(FigureRows *rows, FunctionCallInfo fcinfo);
extern void figure_row(FigureRows *rows, Datum *values, bool *nulls);
extern Datum figure_rows_end(FigureRows *rows);

/* One row, for a function that returns a composite type */
extern Datum figure_record(FunctionCallInfo fcinfo, Datum *values, bool *nulls);

#endif /* COMMISSIONING_ROWS_H */
