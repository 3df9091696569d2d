/*-------------------------------------------------------------------------
 *
 * ledger_shape.h
 *		Which shape a ledger needs.
 *
 * A ledger that is added to becomes wider when something comes that it cannot
 * hold, and never narrower.  When it is finished it gets the narrowest shape
 * that holds what is in it by then.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_SHAPE_H
#define COMMISSIONING_LEDGER_SHAPE_H

#include "ledger/ledger_entry.h"

/* What the entries seen so far do not fit into */
typedef struct LedgerNeeds
{
	bool wide;		   /* not into any narrow entry */
	bool not_coarse;   /* a sum that is none in units of 10^-2, ... */
	bool not_fine;	   /* ... or none of 64 bits in 10^-10 */
	bool tally_coarse; /* no tally or peak of 32 bits in 10^-2, ... */
	bool tally_fine;   /* ... or none of 64 bits in 10^-10 */
} LedgerNeeds;

/* The narrowest shape of all */
extern LedgerShape ledger_narrowest(uint8 extra);
extern bool ledger_is_narrowest(LedgerShape shape);

extern void ledger_need(LedgerNeeds *needs, uint32 length, uint32 place,
						const LedgerFigures *figures);
extern LedgerShape ledger_needed_shape(const LedgerNeeds *needs, uint8 extra);

/* The narrowest shape for the entries of a ledger without pending rows */
extern LedgerShape ledger_fitting_shape(const Ledger *ledger);

/* The same if its entries get other parents, whose highest number is that */
extern LedgerShape ledger_fitting_shape_for(const Ledger *ledger,
											uint32 highest_parent);

/*
 * A shape that holds all that a ledger has, and is wider, for one that was found
 * too narrow for its first pending row or, if none is pending, for such an
 * addition.  It may be too narrow again.
 */
extern LedgerShape ledger_wider_shape(const Ledger *ledger, Amount sum,
									  int64 rate);

/* A shape that has what any of both has */
extern LedgerShape ledger_joint_shape(LedgerShape a, LedgerShape b);

/* The widest of all */
extern LedgerShape ledger_widest(uint8 extra);

extern bool ledger_same_shape(LedgerShape a, LedgerShape b);

/* Is that a shape at all? */
extern bool ledger_is_shape(LedgerShape shape);

/* Write entries in another shape; false if that cannot hold them. */
extern bool ledger_copy_entries(char *target, LedgerShape shape,
								const Ledger *source);

#endif /* COMMISSIONING_LEDGER_SHAPE_H */
