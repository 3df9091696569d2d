/*-------------------------------------------------------------------------
 *
 * state.c
 *		Summaries as states of aggregates.
 *
 * A transition function reads its arguments into a row, and returns what
 * summary_add_row() gives.  Mostly that is the state itself, changed in place.
 * The executor replaces a state for which another pointer comes back by a flat
 * copy in the aggregate's memory context and frees the old one; no group has a
 * context of its own.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/counters.h"
#include "summary/growth.h"
#include "summary/kinds.h"
#include "summary/state.h"
#include "summary/view.h"

#define CACHE_LINE 64

/*
 * summary_prefetch
 *		Ask for the beginning of the state in argument 0, where a small group
 *		has its entries.
 *
 * With many groups the state of each row's is a cache miss.  A transition
 * function says so first and reads its other arguments meanwhile.
 */
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

/* The state in argument 0, which is not NULL, ready to be written to */
static Summary *
get_state(FunctionCallInfo fcinfo, SummaryKind kind, KeyType key_type)
{
	Summary *state = summary_get(PG_GETARG_DATUM(0));

	if (unlikely(state->kind != kind || state->key_type != key_type))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("cannot add a %s key to a summary of %s keys",
						summary_key_info(key_type)->name,
						summary_key_info(state->key_type)->name)));
	if (unlikely(state->ledger.form == LEDGER_BUNDLE))
		state = summary_compact(state);
	return state;
}

/*
 * summary_add_row
 *		Add a row to the state in argument 0, which is made if it is NULL.
 *		Returns what the transition function returns.
 *
 * The row's keys must stay where they are until the executor has seen that,
 * as arguments and what they were detoasted to do.
 */
Datum
summary_add_row(FunctionCallInfo fcinfo, SummaryKind kind, KeyType key_type,
				const SummaryRow *row)
{
	const Amount *value = row->valued ? &row->value : NULL;
	bool complete = row->nkeys == row->levels;
	Summary *state;

	if (unlikely(!AggCheckCallContext(fcinfo, NULL)))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("transition functions of %s can only be called by an aggregate",
						summary_kind_info(kind)->type_name)));
	if (PG_ARGISNULL(0))
	{
		/* a first state is small: the executor copies it */
		SummaryDraft draft = {
			summary_make(kind, key_type, summary_row_long_keys(row))};

		summary_count_row(draft.summary, value, complete);
		summary_draft_row(&draft, row);
		PG_RETURN_POINTER(draft.summary);
	}

	state = get_state(fcinfo, kind, key_type);
	summary_count_row(state, value, complete);
	if (likely(summary_row_put(row, &state->ledger)))
		PG_RETURN_POINTER(state);
	return summary_grow(state, row);
}
