/*-------------------------------------------------------------------------
 *
 * draft.h
 *		Live summaries that are put together, and become larger.
 *
 * A draft is in one piece of memory, in the current context, which is replaced,
 * and freed, whenever it has to be larger or wider.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_DRAFT_H
#define COMMISSIONING_SUMMARY_DRAFT_H

#include "summary/row.h"
#include "summary/summary.h"

typedef struct SummaryDraft
{
	Summary *summary;
	Ledger ledger;			 /* of the summary */
	const Summary *borrowed; /* what it was first, if somebody else frees that */
} SummaryDraft;

/* An empty draft with room for a first row, its long keys together */
extern void summary_draft_begin(SummaryDraft *draft, SummaryKind kind,
								KeyType key_type, Size key_length);

/*
 * A summary in one piece, live or finished, as a draft: itself if it is live,
 * else a copy.
 */
extern void summary_draft_continue(SummaryDraft *draft, Summary *summary);

/* Look up pending rows. */
extern void summary_draft_flush(SummaryDraft *draft);

extern void summary_draft_row(SummaryDraft *draft, const SummaryRow *row);
extern void summary_draft_add(SummaryDraft *draft, const LedgerKey *key,
							  const LedgerFigures *figures);

/* The number of a key's entry, made without rows if need be */
extern uint32 summary_draft_enter(SummaryDraft *draft, const LedgerKey *key);

#endif /* COMMISSIONING_SUMMARY_DRAFT_H */
