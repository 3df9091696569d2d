/*-------------------------------------------------------------------------
 *
 * ledger.h
 *		Adding to a ledger.
 *
 * A ledger never allocates: when it is full, or has too narrow a shape for
 * what comes, it says so, and the caller makes another one (ledger_room.h).
 *
 * Keys are byte strings of any length, compared byte by byte.  An entry of a
 * level but the first has a parent, an entry of a level before, and is told
 * apart from entries of the same key under other parents and of other levels:
 * that is how a summary codes agency names.
 *
 * Row counts, sums and tallies only ever grow by what the caller adds; the
 * caller sees to it that none can pass what LedgerWide holds, but for ledger_add(),
 * for which what would be more than that is too narrow in the widest shape, too.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_H
#define COMMISSIONING_LEDGER_H

#include "ledger/ledger_entry.h"

typedef enum LedgerResult
{
	LEDGER_DONE,
	LEDGER_FULL,	  /* nothing was done: it needs more room first, ... */
	LEDGER_TOO_NARROW /* ... or another shape */
} LedgerResult;

/*
 * What a row, or many, add to a key, and a row whose look-up may wait.  A rate
 * is what the row adds to the tally.  Figures may be below 0, which takes back
 * what was added before, but a peak; ledger_add() looks up first what waits.
 */
extern LedgerResult ledger_add(Ledger *ledger, const LedgerKey *key,
							   const LedgerFigures *figures);
extern LedgerResult ledger_add_row(Ledger *ledger, const LedgerKey *key,
								   Amount value, int64 rate);

/*
 * The number of a key's entry, which is made, without rows, if need be.  Numbers
 * stay the same until the ledger is finished, so that they can be parents.
 */
extern LedgerResult ledger_enter(Ledger *ledger, const LedgerKey *key,
								 uint32 *number);

/* Add rows and a sum to an entry; false, with nothing done, if it is too narrow. */
extern bool ledger_add_at(Ledger *ledger, uint32 number, int64 rows, Amount sum);

/* Take back what was added to it last. */
extern void ledger_take_at(Ledger *ledger, uint32 number, int64 rows,
						   Amount sum);

/*
 * Look up the rows that wait.  LEDGER_TOO_NARROW: not all could be; the others
 * still wait.
 */
extern LedgerResult ledger_flush(Ledger *ledger);

/*
 * Fill the index, which is cleared, with all entries; those of a ledger that
 * was finished need hashes first.
 */
extern void ledger_index(Ledger *ledger);
extern void ledger_hash_entries(Ledger *ledger);

/* Does the index, if there is one, name entries only, and leave room? */
extern bool ledger_is_indexed(const Ledger *ledger);

/*
 * Fill an empty ledger with what another one holds, pending rows too; entries
 * keep their numbers.  False if its shape cannot hold that.
 */
extern bool ledger_copy(Ledger *target, const Ledger *source);

#endif /* COMMISSIONING_LEDGER_H */
