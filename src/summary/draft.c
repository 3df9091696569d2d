/*-------------------------------------------------------------------------
 *
 * draft.c
 *		Live summaries that are put together, and become larger.
 *
 * Room that is not in use is cleared although nobody looks at it: a live
 * summary may be stored, by a user's aggregate without a final function.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "ledger/ledger_room.h"
#include "ledger/ledger_shape.h"
#include "pg/huge.h"
#include "summary/draft.h"
#include "summary/kinds.h"

/* Clear what is not in use of a live summary of "size" bytes. */
static void
clear_room(Summary *summary, Size size)
{
	Ledger ledger = summary_ledger(summary);
	char *room = ledger_entry_at(&ledger, ledger.head->nentries);

	memset(room, 0,
		   (ledger.pending ? (char *) ledger.pending : ledger.heap) - room);
	if (ledger.pending)
	{
		room = (char *) (ledger.pending + ledger.head->npending);
		memset(room, 0, ledger.heap - room);
	}
	room = ledger.heap + ledger.head->heap_used + ledger.head->heap_pending;
	memset(room, 0, (char *) summary + size - room);
}

/* Make an empty live ledger to a plan behind a header that is set. */
static void
make_ledger(SummaryDraft *draft, Summary *summary, const LedgerPlan *plan)
{
	summary->form = SUMMARY_LIVE;
	ledger_init(&summary->ledger, plan, true);
	draft->summary = summary;
	draft->ledger = summary_ledger(summary);
}

void
summary_draft_begin(SummaryDraft *draft, SummaryKind kind, KeyType key_type,
					Size key_length)
{
	LedgerShape shape = ledger_narrowest(summary_kind_info(kind)->extra);
	LedgerPlan plan;
	Summary *summary;

	if (!ledger_plan(NULL, shape, SUMMARY_PREFIX, key_length, &plan))
		summary_report_full(kind);
	summary = palloc(plan.size);
	summary_init_header(summary, kind, key_type);
	SET_VARSIZE(summary, plan.size);
	make_ledger(draft, summary, &plan);
	draft->borrowed = NULL;
	clear_room(summary, plan.size);
}

/* Replace a draft by a larger copy of that shape, which can hold it. */
static void
replace(SummaryDraft *draft, LedgerShape shape, Size key_length)
{
	Summary *old = draft->summary;
	Ledger source = draft->ledger;
	Summary *larger;
	LedgerPlan plan;

	if (!ledger_plan(&source, shape, SUMMARY_PREFIX, key_length, &plan))
		summary_report_full(old->kind);
	larger = huge_alloc(plan.size);
	summary_copy_counters(larger, old, plan.size);
	make_ledger(draft, larger, &plan);
	if (!ledger_copy(&draft->ledger, &source))
		elog(ERROR, "summary was made too narrow");
	clear_room(larger, plan.size);
	if (old != draft->borrowed)
		pfree(old);
}

/* Make a draft larger or wider, so that it can take what it could not. */
static void
make_way(SummaryDraft *draft, LedgerResult refusal, Size key_length,
		 Amount sum, int64 rate)
{
	LedgerShape shape = draft->ledger.head->shape;

	if (refusal == LEDGER_TOO_NARROW)
	{
		if (shape.wide)
			summary_report_totals(draft->summary->kind);
		shape = ledger_wider_shape(&draft->ledger, sum, rate);
	}
	replace(draft, shape, key_length);
}

void
summary_draft_flush(SummaryDraft *draft)
{
	while (ledger_flush(&draft->ledger) != LEDGER_DONE)
		make_way(draft, LEDGER_TOO_NARROW, 0, AMOUNT_ZERO, 0);
}

void
summary_draft_continue(SummaryDraft *draft, Summary *summary)
{
	draft->summary = summary;
	draft->ledger = summary_ledger(summary);
	draft->borrowed = summary;
	if (summary->form != SUMMARY_LIVE)
		replace(draft, draft->ledger.head->shape, 0);
}

void
summary_draft_row(SummaryDraft *draft, const SummaryRow *row)
{
	LedgerResult result;

	while ((result = summary_row_put(row, &draft->ledger)) != LEDGER_DONE)
		make_way(draft, result, summary_row_long_keys(row), row->value,
				 row->rate);
}

void
summary_draft_add(SummaryDraft *draft, const LedgerKey *key,
				  const LedgerFigures *figures)
{
	LedgerResult result;

	while ((result = ledger_add(&draft->ledger, key, figures)) != LEDGER_DONE)
		make_way(draft, result, key->length, figures->sum, figures->peak);
}

uint32
summary_draft_enter(SummaryDraft *draft, const LedgerKey *key)
{
	uint32 number = 0;
	LedgerResult result;

	while ((result = ledger_enter(&draft->ledger, key, &number)) != LEDGER_DONE)
		make_way(draft, result, key->length, AMOUNT_ZERO, 0);
	return number;
}
