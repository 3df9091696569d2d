/*-------------------------------------------------------------------------
 *
 * state.c
 *		Summaries as states of aggregates.
 *
 * A transition function reads its arguments into a row, and returns what
 * summary_add_row() gives.  Mostly that is the state itself, changed in place.
 *
 * A small state is in one piece of memory.  The executor replaces one for which
 * another pointer comes back by a copy in the aggregate's memory context and
 * frees the old one; so no group has a context of its own, all of which hash
 * aggregation would walk for every new group.  A state that has become large
 * is an expanded object with a context (object.h): there cannot be many.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/counters.h"
#include "summary/kinds.h"
#include "summary/object.h"
#include "summary/state.h"

#define CACHE_LINE 64

void
summary_prefetch(FunctionCallInfo fcinfo)
{
#ifdef __GNUC__
	if (!PG_ARGISNULL(0))
	{
		const char *state = DatumGetPointer(PG_GETARG_DATUM(0));

		for (int offset = 0; offset < 5 * CACHE_LINE; offset += CACHE_LINE)
			__builtin_prefetch(state + offset);
	}
#endif
}

static void
check_keys(const Summary *state, SummaryKind kind, KeyType key_type)
{
	if (unlikely(state->kind != kind || state->key_type != key_type))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("cannot add a %s key to a summary of %s keys",
						summary_key_info(key_type)->name,
						summary_key_info(state->key_type)->name)));
}

static inline void
count(Summary *state, const SummaryRow *row)
{
	summary_count_row(state, row->valued ? &row->value : NULL,
					  row->nkeys == row->levels && !row->partial);
}

/* Make a first state, which is small: the executor copies it. */
static Datum
first_state(SummaryKind kind, KeyType key_type, const SummaryRow *row)
{
	SummaryDraft draft;

	summary_draft_begin(&draft, kind, key_type, summary_row_long_keys(row));
	count(draft.summary, row);
	summary_draft_row(&draft, row);
	PG_RETURN_POINTER(draft.summary);
}

/* Add a row that a state in one piece has counted, and refused. */
static Datum
grow_state(MemoryContext aggregate, Summary *state, const SummaryRow *row)
{
	SummaryDraft draft;
	SummaryObject *object;

	if (state->form != SUMMARY_LIVE || VARSIZE(state) < SUMMARY_OBJECT_FROM)
	{
		summary_draft_continue(&draft, state);
		summary_draft_row(&draft, row);
		PG_RETURN_POINTER(draft.summary);
	}
	object = summary_object_live(aggregate, state);
	summary_object_add_row(object, row);
	PG_RETURN_DATUM(EOHPGetRWDatum(&object->header));
}

Datum
summary_add_row(FunctionCallInfo fcinfo, SummaryKind kind, KeyType key_type,
				const SummaryRow *row)
{
	MemoryContext aggregate;
	SummaryObject *object;
	Summary *state;
	Ledger ledger;

	if (unlikely(!AggCheckCallContext(fcinfo, &aggregate)))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("transition functions of %s can only be called by an aggregate",
						summary_kind_info(kind)->type_name)));
	if (PG_ARGISNULL(0))
		return first_state(kind, key_type, row);

	object = summary_object(PG_GETARG_DATUM(0));
	if (object != NULL)
	{
		check_keys(&object->summary, kind, key_type);
		count(&object->summary, row);
		summary_object_add_row(object, row);
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}

	/* its own state, which nobody else can have written */
	state = (Summary *) compat_detoast(PG_GETARG_DATUM(0));
	check_keys(state, kind, key_type);
	count(state, row);
	if (likely(state->form == SUMMARY_LIVE))
	{
		ledger = summary_ledger(state);
		if (likely(summary_row_put(row, &ledger) == LEDGER_DONE))
			PG_RETURN_POINTER(state);
	}
	return grow_state(aggregate, state, row);
}
