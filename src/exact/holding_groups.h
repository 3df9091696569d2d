/*-------------------------------------------------------------------------
 *
 * holding_groups.h
 *		What of the inequality between holders is between groups of them, and
 *		what within.
 *
 * Plain arithmetic over an array that the caller supplies.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_HOLDING_GROUPS_H
#define COMMISSIONING_HOLDING_GROUPS_H

#include "exact/holdings.h"

/* A group of holders; of more than none */
typedef struct HoldingGroup
{
	uint64 holders; /* below 2^32 */
	Amount total;	/* what they hold, not negative */
	Precise theil;	/* Theil's T among them; any if they hold nothing */
} HoldingGroup;

/* Both have a relative error below 10^-20 if the groups' indices have. */
typedef struct TheilParts
{
	Precise between;
	Precise within;
} TheilParts;

/*
 * The parts that Theil's T of all holders has.  Sorts the groups, so that their
 * order does not matter.  False, with nothing done, if totals add up to 2^127 or
 * more; *positive is false, and there are no parts, if they add up to 0.
 */
extern bool holding_groups_theil(HoldingGroup *groups, uint32 n,
								 bool *positive, TheilParts *parts);

#endif /* COMMISSIONING_HOLDING_GROUPS_H */
