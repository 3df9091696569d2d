/*-------------------------------------------------------------------------
 *
 * ledger_compact.h
 *		The compact form of a ledger: sorted, without slack.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_COMPACT_H
#define COMMISSIONING_LEDGER_COMPACT_H

#include "ledger/ledger_layout.h"

extern uint32 ledger_compact_heap(const LedgerEntry *entries, uint32 nentries);
extern Size ledger_compact_scratch(uint32 nentries);
extern void ledger_compact(Ledger *target, const LedgerEntry *entries,
						   const char *heap, void *scratch);
extern void ledger_trim(Ledger *ledger);

#endif /* COMMISSIONING_LEDGER_COMPACT_H */
