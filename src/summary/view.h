/*-------------------------------------------------------------------------
 *
 * view.h
 *		Reading a summary: its entries, the groups that they make, and its
 *		compact form.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_VIEW_H
#define COMMISSIONING_SUMMARY_VIEW_H

#include "summary/summary.h"

/* A summary opened for reading; "entries" has no pending rows left out */
typedef struct SummaryView
{
	const Summary *summary;
	const LedgerEntry *entries;
	uint32 nentries;
	const char *heap;
} SummaryView;

/* The entries, all of the lowest level, of one key: [first, end) */
typedef struct SummaryGroup
{
	uint32 first;
	uint32 end;
} SummaryGroup;

extern Summary *summary_argument(FunctionCallInfo fcinfo, SummaryKind kind);
extern void summary_open(Summary *summary, SummaryView *view);
extern Summary *summary_compact(Summary *summary);

extern int summary_level(const LedgerEntry *entries, uint32 number);
extern uint32 summary_first_group(const SummaryView *view, SummaryGroup *group);
extern bool summary_next_group(const SummaryView *view, SummaryGroup *group);

#endif /* COMMISSIONING_SUMMARY_VIEW_H */
