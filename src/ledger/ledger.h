/*-------------------------------------------------------------------------
 *
 * ledger.h
 *		Adding to a ledger, and reading it.
 *
 * A ledger never allocates: when it is full, ledger_add() says so, and the
 * caller makes a larger one (ledger_room.h).
 *
 * Keys are byte strings of any length, compared byte by byte.  An entry may
 * have a parent, another entry of the same ledger, and is then told apart
 * from entries of the same key under other parents: that is how a summary
 * codes agency names.  A chain of parents is at most LEDGER_MAX_LEVELS long.
 *
 * Row counts and sums only ever grow by what the caller adds; the caller
 * sees to it that no sum can pass an Amount.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_H
#define COMMISSIONING_LEDGER_H

#include "ledger/ledger_room.h"

extern void ledger_copy(Ledger *target, const Ledger *source);

extern bool ledger_add(Ledger *ledger, const void *key, uint32 length,
					   uint32 parent, int64 rows, Amount sum);
extern int64 ledger_enter(Ledger *ledger, const void *key, uint32 length,
						  uint32 parent);
extern void ledger_flush(Ledger *ledger);
extern uint32 ledger_snapshot(const Ledger *ledger, LedgerEntry *entries);

extern uint32 ledger_hash_key(const char *bytes, uint32 length, uint32 parent);

#endif /* COMMISSIONING_LEDGER_H */
