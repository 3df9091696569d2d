/*-------------------------------------------------------------------------
 *
 * view.c
 *		Reading a summary: its entries, the groups that they make, and its
 *		compact form.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "ledger/ledger.h"
#include "ledger/ledger_compact.h"
#include "ledger/ledger_order.h"
#include "pg/huge.h"
#include "summary/kinds.h"
#include "summary/runs.h"
#include "summary/view.h"

#include "miscadmin.h"

/* The first argument of an accessor, which must be of that kind */
Summary *
summary_argument(FunctionCallInfo fcinfo, SummaryKind kind)
{
	Summary *summary = summary_get(PG_GETARG_DATUM(0));

	if (summary->kind != kind)
		elog(ERROR, "summary is of kind %d, not %d", summary->kind, kind);
	return summary;
}

/* A bundle as the compact summary that it stands for */
static Summary *
merge_bundle(const Summary *bundle)
{
	return summary_merge_runs(&bundle, 1, bundle);
}

/*
 * Open a summary for reading.  What that allocates, if anything, is in the
 * current memory context.
 */
void
summary_open(Summary *summary, SummaryView *view)
{
	const Ledger *ledger;

	if (summary->ledger.form == LEDGER_BUNDLE)
		summary = merge_bundle(summary);
	ledger = &summary->ledger;
	view->summary = summary;
	view->entries = ledger_entries(ledger);
	view->nentries = ledger->nentries;
	view->heap = ledger_heap(ledger);
	if (ledger->npending > 0)
	{
		LedgerEntry *entries;

		entries = huge_alloc(((Size) ledger->nentries + ledger->npending) *
							 sizeof(LedgerEntry));
		view->nentries = ledger_snapshot(ledger, entries);
		view->entries = entries;
	}
}

/* The compact form of a summary: itself if it is compact already */
Summary *
summary_compact(Summary *summary)
{
	SummaryView view;
	Summary *compact;
	uint32 heap_size;
	Size size;
	void *scratch;

	if (summary->ledger.form == LEDGER_COMPACT)
		return summary;
	if (summary->ledger.form == LEDGER_BUNDLE)
		return merge_bundle(summary);

	summary_open(summary, &view);
	heap_size = ledger_compact_heap(view.entries, view.nentries);
	size = SUMMARY_HEADER + ledger_size(view.nentries, heap_size, false);
	compact = huge_alloc(size);
	summary_copy_header(compact, summary, size);
	ledger_init(&compact->ledger, view.nentries, heap_size, false);
	scratch = huge_alloc(ledger_compact_scratch(view.nentries));
	ledger_compact(&compact->ledger, view.entries, view.heap, scratch);
	pfree(scratch);
	return compact;
}

/* The level of an entry: 0 without a parent */
int
summary_level(const LedgerEntry *entries, uint32 number)
{
	int level = 0;

	while (entries[number].parent != LEDGER_NO_PARENT)
	{
		number = entries[number].parent - 1;
		level++;
	}
	return level;
}

/*
 * summary_first_group
 *		Start going through the keys of the lowest level of a compact summary.
 *
 * Sets *group before the first key, for summary_next_group(), and returns how
 * many entries the upper levels have; those come first.
 */
uint32
summary_first_group(const SummaryView *view, SummaryGroup *group)
{
	int lowest = summary_kind_info(view->summary->kind)->levels - 1;
	uint32 upper = 0;

	Assert(view->summary->ledger.form == LEDGER_COMPACT);
	while (upper < view->nentries && summary_level(view->entries, upper) < lowest)
		upper++;
	group->first = upper;
	group->end = upper;
	return upper;
}

/* The entries of the next key, or false after the last */
bool
summary_next_group(const SummaryView *view, SummaryGroup *group)
{
	const LedgerEntry *first;

	CHECK_FOR_INTERRUPTS();
	if (group->end == view->nentries)
		return false;
	group->first = group->end++;
	first = &view->entries[group->first];
	while (group->end < view->nentries &&
		   ledger_same_bytes(first, &view->entries[group->end], view->heap))
		group->end++;
	return true;
}
