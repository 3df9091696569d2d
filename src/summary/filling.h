/*-------------------------------------------------------------------------
 *
 * filling.h
 *		Finished summaries made of another one by going through it once.
 *
 * What is taken from a sorted summary in order is in order: nothing is hashed,
 * nothing sorted again.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_FILLING_H
#define COMMISSIONING_SUMMARY_FILLING_H

#include "summary/view.h"

/* A summary that is filled from another */
typedef struct SummaryFilling
{
	const SummaryView *source;
	Summary *result; /* in the current memory context */
	Ledger target;	 /* of the result */
} SummaryFilling;

/*
 * Begin one that counts what a sorted source does, is of a kind that knows no
 * more, and has room for so many entries and bytes of long keys.  Unless it is
 * wide it can take each entry of the source, but perhaps no sum of several.
 */
extern void summary_filling_begin(SummaryFilling *filling,
								  const SummaryView *source, SummaryKind kind,
								  bool wide, uint32 capacity, uint32 heap_size);

/*
 * Append the key of an entry of the source, at a place in the result, with what
 * is measured there; false if its shape is too narrow for that.
 */
extern bool summary_filling_put(SummaryFilling *filling, uint32 number,
								uint32 place, const LedgerFigures *figures);

/* What was filled, finished, without ready figures */
extern Summary *summary_filling_end(SummaryFilling *filling);

/*
 * The entries of a sorted summary that are to be kept, with the parents of each,
 * as a summary of the same or another kind.  What entries of upper levels measure
 * themselves is left out unless "upper".
 */
extern Summary *summary_fill_kept(const SummaryView *source, SummaryKind kind,
								  const bool *kept, bool upper);

#endif /* COMMISSIONING_SUMMARY_FILLING_H */
