/*-------------------------------------------------------------------------
 *
 * ledger_finish.h
 *		Finished ledgers: sorted, without slack, in the narrowest shape.
 *
 * Equal contents give equal bytes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_FINISH_H
#define COMMISSIONING_LEDGER_FINISH_H

#include "ledger/ledger_room.h"

/*
 * What a ledger without pending rows is finished to, or, with very many parents,
 * something wider; "size" is of head, entries and keys.
 */
extern void ledger_plan_finish(const Ledger *ledger, LedgerPlan *plan);

/* Bytes of scratch memory that ledger_finish() needs */
extern Size ledger_finish_scratch(uint32 nentries);

/*
 * Fill a ledger that was made to that plan, without an index: entries sorted by
 * level, key, parent and part, with parents' numbers brought up to date.
 * Parents come before their children in the source, as in every ledger.  What was
 * not needed of the room is behind it.  False if some entry is there twice, as
 * in none that was only added to.
 */
extern bool ledger_finish(Ledger *target, const Ledger *source, void *scratch);

/* Put an entry behind those that a ledger has, in order. */
extern void ledger_append(Ledger *ledger, LedgerKeyWord key, const char *bytes,
						  uint32 length, uint32 place, uint64 part);

/*
 * The same of an entry of another ledger, but for its parent.  False if the shape
 * is too narrow: then the ledger is of no use.
 */
extern bool ledger_append_entry(Ledger *target, const Ledger *source,
								const void *entry, uint32 parent);

/*
 * Finish a ledger in one piece that was filled in order, with more room than it
 * needed and perhaps in too wide a shape: "ledger" describes it afterwards.
 */
extern void ledger_trim(Ledger *ledger);

#endif /* COMMISSIONING_LEDGER_FINISH_H */
