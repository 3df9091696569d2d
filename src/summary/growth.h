/*-------------------------------------------------------------------------
 *
 * growth.h
 *		Summaries that are made and become larger.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_GROWTH_H
#define COMMISSIONING_SUMMARY_GROWTH_H

#include "summary/row.h"
#include "summary/summary.h"

/*
 * A summary that is put together, and is replaced, and freed, whenever it must
 * become larger.
 */
typedef struct SummaryDraft
{
	Summary *summary;
	const Summary *borrowed; /* what it was first, if somebody else frees that */
} SummaryDraft;

extern Summary *summary_make(SummaryKind kind, KeyType key_type,
							 Size key_length);
extern Datum summary_grow(Summary *state, const SummaryRow *row);

extern void summary_draft_row(SummaryDraft *draft, const SummaryRow *row);
extern void summary_draft_add(SummaryDraft *draft, const void *key,
							  uint32 length, uint32 parent, int64 rows,
							  Amount sum);
extern uint32 summary_draft_enter(SummaryDraft *draft, const void *key,
								  uint32 length, uint32 parent);

#endif /* COMMISSIONING_SUMMARY_GROWTH_H */
