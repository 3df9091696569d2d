/*-------------------------------------------------------------------------
 *
 * burden_pairs.h
 *		What each two agencies ask of the providers that both have.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_BURDEN_PAIRS_H
#define COMMISSIONING_BURDEN_PAIRS_H

#include "pg/numbers.h"
#include "summary/view.h"

/* What two agencies ask of the providers of whom both ask something */
typedef struct JointPair
{
	uint64 key;	 /* both numbers, the lower one in the high half */
	char status; /* of the hash table */
	int64 providers;
	Wide reports; /* of both together */
	Wide joint;	  /* on one schedule */
	Wide saved;	  /* beyond what each spares alone */
} JointPair;

struct pairs_hash;

/* All pairs that have been asked for; in the current memory context */
extern struct pairs_hash *joint_pairs_create(void);

/* The pair of two agencies, given by their numbers; made if need be */
extern JointPair *joint_pairs_enter(struct pairs_hash *pairs, uint32 a,
									uint32 b);

/*
 * What joint_pairs() returns: all pairs, ordered by what is saved, most first, and
 * by names, which entries of the view of these numbers have.  The first of both is
 * the one with the lower number, which sorts first.  Reports are shown as so many
 * units each.
 */
extern Datum joint_pairs_list(FunctionCallInfo fcinfo, struct pairs_hash *pairs,
							  const SummaryView *view, Wide unit);

#endif /* COMMISSIONING_BURDEN_PAIRS_H */
