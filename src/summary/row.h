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
	bool valued;  /* is the value known? */
	Amount value; /* 0 if not */
	SummaryKey key[LEDGER_MAX_LEVELS];
} SummaryRow;

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

/*
 * Add a row to a ledger: under the keys that are known, and with its value if
 * all are.  False, with no row added, if the ledger must grow first.
 */
static inline bool
summary_row_put(const SummaryRow *row, Ledger *ledger)
{
	uint32 parent = LEDGER_NO_PARENT;
	int lowest = row->levels - 1;

	for (int i = 0; i < row->nkeys; i++)
	{
		const SummaryKey *key = &row->key[i];
		int64 number;

		if (i == lowest)
			return ledger_add(ledger, key->bytes, key->length, parent, 1,
							  row->value);
		number = ledger_enter(ledger, key->bytes, key->length, parent);
		if (number < 0)
			return false;
		parent = LEDGER_PARENT(number);
	}
	return true;
}

#endif /* COMMISSIONING_SUMMARY_ROW_H */
