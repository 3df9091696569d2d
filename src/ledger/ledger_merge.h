/*-------------------------------------------------------------------------
 *
 * ledger_merge.h
 *		Finished ledgers merged into one.
 *
 * They are sorted, so that their sum is made by going through them side by
 * side: nothing is hashed, nothing sorted again.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_MERGE_H
#define COMMISSIONING_LEDGER_MERGE_H

#include "ledger/ledger_room.h"

/*
 * A shape and room that suffice for the sum of ledgers but for what may
 * overflow; "size" is of head, entries and keys.
 */
extern void ledger_plan_merge(const Ledger *runs, uint32 nruns,
							  LedgerPlan *plan);

/* Bytes of scratch memory that ledger_merge() needs */
extern Size ledger_merge_scratch(const Ledger *runs, uint32 nruns);

/*
 * Fill a ledger in one piece that was made to that plan, without an index, with
 * the sum of the runs, and finish it.  What was not needed of the room is behind
 * it.  False if its shape was too narrow: then it is of no use.  Even the widest
 * is for rows or a sum of an entry that pass what LedgerWide holds.
 */
extern bool ledger_merge(Ledger *target, const Ledger *runs, uint32 nruns,
						 void *scratch);

#endif /* COMMISSIONING_LEDGER_MERGE_H */
