/*-------------------------------------------------------------------------
 *
 * row.h
 *		A row on its way into a summary.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_ROW_H
#define COMMISSIONING_SUMMARY_ROW_H

#include "ledger/ledger.h"
#include "pg/numbers.h"
#include "summary/keys.h"

typedef struct SummaryRow
{
	int levels;	  /* how many levels of keys the summary has ... */
	int nkeys;	  /* ... and how many, from the topmost on, are known */
	bool rated;	  /* is the middle level a total beside the lowest, by rate? */
	bool valued;  /* is the value known? */
	bool partial; /* do some figures lack what is no key of its own? */
	Amount value; /* 0 if not */
	int64 rate;	  /* 0 unless rated */
	uint64 part;  /* of the lowest key, in a ledger with LEDGER_PART; else 0 */
	SummaryKey key[LEDGER_MAX_LEVELS];
} SummaryRow;

/* Set what a row has before anything is known of it. */
static inline void
summary_row_begin(SummaryRow *row, int levels)
{
	row->levels = levels;
	row->nkeys = 0;
	row->rated = false;
	row->partial = false;
	row->rate = 0;
	row->part = 0;
}

/* Set a row's value from an argument, which may be NULL. */
static inline void
summary_row_value(SummaryRow *row, FunctionCallInfo fcinfo, int argument)
{
	row->valued = !PG_ARGISNULL(argument);
	row->value = AMOUNT_ZERO;
	if (row->valued)
		row->value = figure_read_value(PG_GETARG_DATUM(argument));
}

/* Bytes of a row's long keys */
static inline Size
summary_row_long_keys(const SummaryRow *row)
{
	Size length = 0;

	for (int i = 0; i < row->nkeys; i++)
	{
		if (row->key[i].length > LEDGER_INLINE_KEY)
			length += row->key[i].length;
	}
	return length;
}

/* A row's key of a level, under that parent */
static inline LedgerKey
summary_row_key(const SummaryRow *row, int level, uint32 parent)
{
	LedgerKey key = {.bytes = row->key[level].bytes,
					 .length = row->key[level].length,
					 .place = LEDGER_LEVEL_BITS(level) | parent};

	return key;
}

/*
 * Add a row to a ledger: to the entry of its lowest key, if that is known, and
 * to the total beside it; else to the entry of the last key that is.  Nothing is
 * added unless the result is LEDGER_DONE.
 */
static inline LedgerResult
summary_row_put(const SummaryRow *row, Ledger *ledger)
{
	int lowest = row->levels - 1;
	bool complete = row->nkeys == row->levels;
	bool counted_above = row->nkeys > 0 && (row->rated || !complete);
	Amount value_above = row->rated ? row->value : AMOUNT_ZERO;
	uint32 parent = LEDGER_NO_PARENT;
	uint32 number = 0;
	LedgerResult result;
	LedgerKey key;

	for (int level = 0; level < Min(row->nkeys, lowest); level++)
	{
		key = summary_row_key(row, level, parent);
		result = ledger_enter(ledger, &key, &number);
		if (result != LEDGER_DONE)
			return result;
		if (level == 0 || !row->rated)
			parent = LEDGER_PARENT(number);
	}
	if (counted_above && !ledger_add_at(ledger, number, 1, value_above))
		return LEDGER_TOO_NARROW;
	if (complete)
	{
		key = summary_row_key(row, lowest, parent);
		key.part = row->part;
		result = ledger_add_row(ledger, &key, row->value, row->rate);
		if (result != LEDGER_DONE && counted_above)
			ledger_take_at(ledger, number, 1, value_above);
		return result;
	}
	return LEDGER_DONE;
}

#endif /* COMMISSIONING_SUMMARY_ROW_H */
