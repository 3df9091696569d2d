/*-------------------------------------------------------------------------
 *
 * growth.c
 *		Summaries that are made and become larger.
 *
 * A state that must grow comes back from its transition function as an
 * expanded object, Growth, that is no more than a description of the larger
 * state: the executor has it flattened into the memory that it keeps, so that
 * the larger state is built there, once, from the old one.  It describes a
 * value like any other, should anything else get hold of it.
 *
 * The room of a state is cleared although nobody looks at it: a state may be
 * spilled to disk, and stored by a user's aggregate without a final function.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/huge.h"
#include "summary/growth.h"
#include "summary/kinds.h"

#include "utils/expandeddatum.h"

/* A state that is larger than the one it is made from, with a row added */
typedef struct Growth
{
	ExpandedObjectHeader header;
	const Summary *state; /* the old one */
	LedgerPlan plan;
	SummaryRow row;
} Growth;

/* An empty, live summary with room for a first row, its long keys together */
Summary *
summary_make(SummaryKind kind, KeyType key_type, Size key_length)
{
	LedgerPlan plan;
	Summary *summary;

	if (!ledger_plan(NULL, SUMMARY_HEADER, key_length, &plan))
		summary_report_full(kind);
	summary = palloc(plan.size);
	memset(summary, 0, SUMMARY_HEADER);
	SET_VARSIZE(summary, plan.size);
	summary->version = SUMMARY_VERSION;
	summary->kind = kind;
	summary->key_type = key_type;
	ledger_init(&summary->ledger, plan.capacity, plan.heap_size, true);
	ledger_clear_room(&summary->ledger, plan.size - SUMMARY_HEADER);
	return summary;
}

/* What a summary needs to take a row; its own rows are looked up first */
static void
plan_growth(Summary *summary, Size key_length, LedgerPlan *plan)
{
	ledger_flush(&summary->ledger);
	if (!ledger_plan(&summary->ledger, SUMMARY_HEADER, key_length, plan))
		summary_report_full(summary->kind);
}

static void
fill_larger(Summary *larger, const Summary *summary, const LedgerPlan *plan)
{
	summary_copy_header(larger, summary, plan->size);
	ledger_init(&larger->ledger, plan->capacity, plan->heap_size, true);
	ledger_copy(&larger->ledger, &summary->ledger);
	ledger_clear_room(&larger->ledger, plan->size - SUMMARY_HEADER);
}

static Size
growth_size(ExpandedObjectHeader *header)
{
	return ((Growth *) header)->plan.size;
}

static void
growth_flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	Growth *growth = (Growth *) header;
	Summary *larger = result;

	Assert(size == growth->plan.size);
	huge_advise(larger, size);
	fill_larger(larger, growth->state, &growth->plan);
	if (!summary_row_put(&growth->row, &larger->ledger))
		elog(ERROR, "summary was made too small");
}

/*
 * summary_grow
 *		A state that is full, with a row added to it, as what a transition
 *		function returns.
 *
 * The row's keys must stay where they are until the executor has seen that,
 * as arguments and what they were detoasted to do.
 *
 * An expanded object has a memory context so that it can be deleted, or handed
 * to another owner, as a whole.  Both take a pointer through which it may be
 * written; the one returned here is read-only, so that nobody does either, and
 * the current context, of which the executor keeps nothing, serves.  One of its
 * own would cost more than the object, and below the aggregate's context far
 * more: hash aggregation walks all children of that for every new group.
 */
Datum
summary_grow(Summary *state, const SummaryRow *row)
{
	static const ExpandedObjectMethods methods = {growth_size, growth_flatten};
	Growth *growth = palloc(sizeof(Growth));

	EOH_init_header(&growth->header, &methods, CurrentMemoryContext);
	growth->state = state;
	plan_growth(state, summary_row_long_keys(row), &growth->plan);
	growth->row = *row;
	for (int i = 0; i < row->nkeys; i++)
	{
		if (row->key[i].bytes == row->key[i].inside)
			growth->row.key[i].bytes = growth->row.key[i].inside;
	}
	return EOHPGetRODatum(&growth->header);
}

/* Replace a draft by a larger copy. */
static void
grow_draft(SummaryDraft *draft, Size key_length)
{
	Summary *summary = draft->summary;
	LedgerPlan plan;

	plan_growth(summary, key_length, &plan);
	draft->summary = huge_alloc(plan.size);
	fill_larger(draft->summary, summary, &plan);
	if (summary != draft->borrowed)
		pfree(summary);
}

/* Add a row to a draft. */
void
summary_draft_row(SummaryDraft *draft, const SummaryRow *row)
{
	while (!summary_row_put(row, &draft->summary->ledger))
		grow_draft(draft, summary_row_long_keys(row));
}

/* Add rows and a sum to a key of a draft. */
void
summary_draft_add(SummaryDraft *draft, const void *key, uint32 length,
				  uint32 parent, int64 rows, Amount sum)
{
	while (!ledger_add(&draft->summary->ledger, key, length, parent, rows, sum))
		grow_draft(draft, length);
}

/* The number of a key's entry in a draft, made without rows if need be */
uint32
summary_draft_enter(SummaryDraft *draft, const void *key, uint32 length,
					uint32 parent)
{
	int64 number;

	while ((number = ledger_enter(&draft->summary->ledger, key, length,
								  parent)) < 0)
		grow_draft(draft, length);
	return (uint32) number;
}
