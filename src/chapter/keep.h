/*-------------------------------------------------------------------------
 *
 * keep.h
 *		What the files of the chapter "keep" share: what a kept table is, and changes
 *		of it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_KEEP_H
#define COMMISSIONING_KEEP_H

#include "pg/compat.h"

#include "executor/spi.h"
#include "lib/stringinfo.h"

/* The kept table, and what is in it */
typedef struct Kept
{
	Oid extension;		/* this one, ... */
	const char *schema; /* ... and the schema that it is in, quoted */
	const char *table;	/* quoted, with its schema */
	const char *query;	/* over "rows" */

	/* lists for statements, of the columns of the query; see keep_describe() */
	StringInfoData columns;	  /* all of them, the key first */
	StringInfoData key;		  /* those that are no summaries, ... */
	StringInfoData order;	  /* ... the same, of "gone", ... */
	StringInfoData numbers;	  /* ... and their numbers in "columns" */
	StringInfoData either;	  /* "columns" of what has come, or gone */
	StringInfoData same_kept; /* do "kept" and "gone" have one key? */
	StringInfoData same_come; /* do "come" and "gone"? */
	StringInfoData merged;	  /* summaries set to a sum, ... */
	StringInfoData added;	  /* ... is there anything to add? ... */
	StringInfoData reduced;	  /* ... and set to what is left, ... */
	StringInfoData nothing;	  /* ... and is nothing left of all of them? */
	int keys;
	int summaries;
} Kept;

/* The query over some rows */
typedef struct Change
{
	SPIPlanPtr plan;
	TupleDesc columns;
} Change;

/*
 * keep_describe: set the lists of "kept" for a query with these columns.
 *
 * keep_prepare: the query over the relation or transition table that it calls "rows".
 *
 * keep_ask: run it, and have statements know what it gives as "come" or "gone".
 * Returns how many groups that are.
 */
extern void keep_describe(Kept *kept, TupleDesc columns);
extern Change keep_prepare(const Kept *kept, const char *rows);
extern int64 keep_ask(const Change *change, const char *name);

/*
 * Changes of the kept table, from "come" and "gone".  Each is called with all that
 * it names named.  Rows are locked in the order of the key, by one statement, before
 * any is waited for.
 *
 * keep_add: add "come".
 * keep_take: take out "gone", which has so many groups.
 * keep_replace: both.
 * keep_clear: empty the table; TRUNCATE, as of the rows, does not ask which of them
 * the snapshot sees.
 */
extern void keep_add(const Kept *kept);
extern void keep_take(const Kept *kept, int64 groups);
extern void keep_replace(const Kept *kept, int64 groups);
extern void keep_clear(const Kept *kept, bool truncate);

/* Is a type one of the summaries of the extension? */
extern bool keep_is_summary(Oid type, Oid extension);

/* Refuse a query that cannot be followed by the rows of each statement (0A000). */
extern void keep_check_query(const Change *change, Oid extension);

/* Run a statement by SPI; returns how many rows it processed. */
extern uint64 keep_execute(const char *statement, int expected);

#endif /* COMMISSIONING_KEEP_H */
