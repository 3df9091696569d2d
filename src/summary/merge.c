/*-------------------------------------------------------------------------
 *
 * merge.c
 *		Two summaries as one.
 *
 * Summaries of few entries are merged key by key.  Larger ones are sorted, if
 * they are not already, as what workers hand over and what is stored is, and
 * merged as sorted runs; if there is much of it, several at a time (object.h).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/huge.h"
#include "summary/counters.h"
#include "summary/kinds.h"
#include "summary/merge.h"
#include "summary/object.h"
#include "summary/open.h"

#include "miscadmin.h"

/* Finished summaries of fewer entries than this are faster looked up. */
#define RUNS_FROM 256

static void
check_same_keys(const Summary *state, const Summary *from)
{
	if (state->kind != from->kind || state->key_type != from->key_type)
		ereport(
			ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("cannot merge a summary of %s keys with one of %s keys",
					summary_key_info(state->key_type)->name,
					summary_key_info(from->key_type)->name),
			 errhint(
				 "Make the summaries from keys of one type, such as provider::text.")));
}

/* Add what a summary holds to a draft, key by key. */
static void
merge_keys(SummaryDraft *draft, const SummaryView *from)
{
	int lowest = summary_kind_info(from->summary->kind)->levels - 1;
	uint32 *places = NULL;

	if (lowest > 0)
		places = huge_alloc((Size) from->nentries * sizeof(uint32));
	for (uint32 i = 0; i < from->nentries; i++)
	{
		const char *entry = summary_entry(from, i);
		LedgerFigures figures = ledger_entry_figures(entry, from->shape);
		uint32 place = ledger_entry_place(entry, from->shape);
		uint32 parent = place & LEDGER_PARENT_MASK;
		LedgerKey key;

		CHECK_FOR_INTERRUPTS();
		key.bytes = summary_key_bytes(from, i);
		key.length = summary_key_length(from, i);
		key.part = ledger_entry_part(entry, from->shape);
		key.place = place & ~LEDGER_PARENT_MASK;
		if (parent != LEDGER_NO_PARENT)
			key.place |= LEDGER_PARENT(places[parent - 1]);
		if (lowest > 0 && summary_level(from, i) < lowest)
			places[i] = summary_draft_enter(draft, &key);
		if (figures.rows > 0 || places == NULL)
			summary_draft_add(draft, &key, &figures);
	}
	if (places)
		pfree(places);
}

/* The sum of two summaries in one piece, neither of them large */
static Datum
combine_small(Summary *state, Summary *from)
{
	Summary counters;
	SummaryDraft draft;
	SummaryView view;

	memcpy(&counters, state, sizeof(counters));
	summary_add_counters(&counters, from);
	if ((state->form != SUMMARY_LIVE && state->ledger.nentries >= RUNS_FROM) ||
		(from->form != SUMMARY_LIVE && from->ledger.nentries >= RUNS_FROM))
	{
		const Summary *runs[] = {summary_finish(state), summary_finish(from)};

		PG_RETURN_POINTER(summary_merge_runs(runs, lengthof(runs), &counters));
	}
	if (from->form == SUMMARY_LIVE &&
		from->ledger.nentries > 2 * (uint64) state->ledger.nentries)
	{
		/* cheaper to add the small one to a copy of the large one */
		Summary *copy = huge_alloc(VARSIZE(from));

		memcpy(copy, from, VARSIZE(from));
		summary_draft_continue(&draft, copy);
		summary_view(state, &view);
	}
	else
	{
		summary_draft_continue(&draft, state);
		summary_view(from, &view);
	}
	merge_keys(&draft, &view);
	summary_copy_counters(draft.summary, &counters, VARSIZE(draft.summary));
	draft.summary->form = SUMMARY_LIVE;
	PG_RETURN_POINTER(draft.summary);
}

/* Does it go on as an object that gathers runs? */
static bool
is_large(const Summary *state, const Summary *from)
{
	return VARSIZE(state) + (Size) VARSIZE(from) >= SUMMARY_OBJECT_FROM;
}

Datum
summary_combine(MemoryContext aggregate, Datum state_datum, Datum from_datum)
{
	SummaryObject *state = summary_object(state_datum);
	SummaryObject *other = summary_object(from_datum);
	const Summary *from = other ? summary_object_finished(other)
								: summary_flat(from_datum);

	if (state == NULL)
	{
		Summary *flat = (Summary *) compat_detoast(state_datum);

		check_same_keys(flat, from);
		if (!is_large(flat, from))
			return combine_small(flat, (Summary *) from);
		state = summary_object_make(aggregate, flat);
		summary_object_add_run(state, summary_finish(flat));
		state_datum = EOHPGetRWDatum(&state->header);
	}
	else
		check_same_keys(&state->summary, from);
	summary_add_counters(&state->summary, from);
	summary_object_add_run(state, summary_finish((Summary *) from));
	return state_datum;
}

Datum
summary_merge(Datum a, Datum b)
{
	const Summary *parts[] = {summary_finished(a), summary_finished(b)};
	Summary counters;

	/* first, because this sees whether they go together and nothing overflows */
	check_same_keys(parts[0], parts[1]);
	memcpy(&counters, parts[0], sizeof(counters));
	summary_add_counters(&counters, parts[1]);
	return summary_result(summary_merge_runs(parts, lengthof(parts), &counters));
}
