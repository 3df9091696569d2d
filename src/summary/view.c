/*-------------------------------------------------------------------------
 *
 * view.c
 *		Reading a summary in one piece: its entries, the groups that they make.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "ledger/ledger_finish.h"
#include "ledger/ledger_order.h"
#include "pg/huge.h"
#include "summary/check.h"
#include "summary/draft.h"
#include "summary/kinds.h"
#include "summary/view.h"

#include "miscadmin.h"

/* A live summary with no row pending: a copy if there are any */
static Summary *
looked_up(Summary *summary)
{
	SummaryDraft draft;
	Summary *copy;

	if (summary->ledger.npending == 0)
		return summary;
	copy = huge_alloc(VARSIZE(summary));
	memcpy(copy, summary, VARSIZE(summary));
	summary_draft_continue(&draft, copy);
	summary_draft_flush(&draft);
	return draft.summary;
}

void
summary_view_ledger(const Summary *header, const Ledger *ledger,
					SummaryView *view)
{
	view->summary = header;
	view->ledger = *ledger;
	view->shape = ledger->head->shape;
	view->nentries = ledger->head->nentries;
	view->heap = ledger->heap;
}

void
summary_view(const Summary *summary, SummaryView *view)
{
	Ledger ledger;

	summary = looked_up((Summary *) summary);
	ledger = summary_ledger(summary);
	summary_view_ledger(summary, &ledger, view);
}

Summary *
summary_finish_ledger(MemoryContext context, const Summary *counters,
					  const Ledger *source)
{
	LedgerPlan plan;
	Summary *finished;
	Ledger target;
	void *scratch;

	ledger_plan_finish(source, &plan);
	finished = huge_alloc_in(context, SUMMARY_PREFIX + plan.size);
	summary_copy_counters(finished, counters, SUMMARY_PREFIX + plan.size);
	finished->form = SUMMARY_PARTIAL;
	ledger_init(&finished->ledger, &plan, false);
	target = summary_ledger(finished);
	scratch = huge_alloc_in(context, ledger_finish_scratch(plan.capacity));
	if (!ledger_finish(&target, source, scratch))
		summary_report_damage("A key is there twice.");
	pfree(scratch);
	summary_fit(finished);
	return finished;
}

Summary *
summary_finish(Summary *summary)
{
	Ledger ledger;

	if (summary->form != SUMMARY_LIVE)
		return summary;
	summary = looked_up(summary);
	ledger = summary_ledger(summary);
	return summary_finish_ledger(CurrentMemoryContext, summary, &ledger);
}

Summary *
summary_copy_bare(MemoryContext context, const Summary *summary)
{
	Size size = VARSIZE(summary) - summary->figures_size;
	Summary *copy = huge_alloc_in(context, size);

	Assert(summary->form != SUMMARY_LIVE);
	memcpy(copy, summary, SUMMARY_HEADER);
	SET_VARSIZE(copy, size);
	copy->figures_size = 0;
	copy->check = 0;
	copy->form = SUMMARY_PARTIAL;
	memcpy((char *) copy + SUMMARY_HEADER,
		   (const char *) summary + SUMMARY_HEADER + summary->figures_size,
		   size - SUMMARY_HEADER);
	return copy;
}

uint32
summary_upper_end(const SummaryView *view)
{
	int lowest = summary_kind_info(view->summary->kind)->levels - 1;

	return lowest == 0 ? 0 : summary_level_end(view, lowest - 1);
}

void
summary_first_group(const SummaryView *view, SummaryGroup *group)
{
	group->first = group->end = summary_upper_end(view);
}

bool
summary_next_group(const SummaryView *view, SummaryGroup *group)
{
	const char *first;

	CHECK_FOR_INTERRUPTS();
	if (group->end == view->nentries)
		return false;
	group->first = group->end++;
	first = summary_entry(view, group->first);
	while (group->end < view->nentries &&
		   ledger_same_bytes(first, summary_entry(view, group->end),
							 view->shape, view->heap))
		group->end++;
	return true;
}

text *
summary_entry_text(const SummaryView *view, KeyType key_type, uint32 number)
{
	return summary_key_text(key_type, summary_key_bytes(view, number),
							summary_key_length(view, number));
}
