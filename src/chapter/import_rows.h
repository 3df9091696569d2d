/*-------------------------------------------------------------------------
 *
 * import_rows.h
 *		What the readers of documents have in common: memory, terms and the
 *		rows of one arrangement.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_IMPORT_ROWS_H
#define COMMISSIONING_IMPORT_ROWS_H

#include "postgres.h"

#include "chapter/import_tree.h"
#include "pg/rows.h"

#define IMPORT_COLUMNS 19

/*
 * A document that is read.  Its "unit", a release or a grant, and a part of
 * that, an arrangement, have memory of their own, which is empty before the
 * next one.
 */
typedef struct ImportRun
{
	FigureRows rows;
	MemoryContext unit;
	MemoryContext part;
	pg_tz *zone; /* or NULL */
	ReadingOrder order;
} ImportRun;

typedef struct ImportRow
{
	Datum value[IMPORT_COLUMNS];
	bool null[IMPORT_COLUMNS];
} ImportRow;

/* "zone": which argument is the time zone, in which days are, or NULL */
extern void import_begin(ImportRun *run, FunctionCallInfo fcinfo, int zone);
extern Datum import_end(ImportRun *run);

/* What an object adds to the rows */
typedef void (*ImportUnit)(ImportRun *run, const ImportNode *node);

/* Each object of an array, or each of a document that is one or an array */
extern void import_each(ImportRun *run, const ImportNode *array,
						ImportUnit unit);
extern void import_any(ImportRun *run, Jsonb *document, ImportUnit unit);

/* Add a row, which was made in the memory of run->rows.row. */
extern void import_row(ImportRun *run, ImportRow *row);

extern void import_set(ImportRow *row, int column, Datum value);
extern void import_set_text(ImportRow *row, int column, text *value);

/* Set a column to the day of a member of an object, if that is a date. */
extern void import_set_day(ImportRun *run, const ImportNode *node,
						   const char *name, ImportUnread *unread,
						   ImportRow *row, int column);

/* Set a column to the i-th of count equal parts of a value. */
extern void import_set_part(ImportRow *row, int column, Datum value, int64 i,
							int64 count);

/*
 * import_set_term
 *		Set a column to the term of a period, if it has both ends: the day of
 *		"start", and that of "end" or so many units from "start", which is the
 *		first day that is not in it.
 *
 * False if it has not.  An end before the start is a term that is not known, so
 * NULL; a day of the year 9999 is no end.
 */
extern bool import_set_term(ImportRun *run, const ImportNode *period,
							const char *duration,
							DateADT (*after)(DateADT, int), int most,
							ImportUnread *unread, ImportRow *row, int column);

#endif /* COMMISSIONING_IMPORT_ROWS_H */
