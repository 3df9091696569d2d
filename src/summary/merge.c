/*-------------------------------------------------------------------------
 *
 * merge.c
 *		Two summaries as one.
 *
 * Live states, as workers hand them over, are merged key by key.  Large sorted
 * summaries are merged as runs, several at a time: until there are enough, the
 * state gathers them in a bundle (ledger_merge.h).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "ledger/ledger_merge.h"
#include "pg/huge.h"
#include "summary/counters.h"
#include "summary/growth.h"
#include "summary/kinds.h"
#include "summary/merge.h"
#include "summary/runs.h"
#include "summary/view.h"

#include "miscadmin.h"
#include "utils/expandeddatum.h"

/*
 * Compact summaries from this many entries on are merged as sorted runs;
 * smaller ones, which fit the caches, are faster looked up.
 */
#define RUNS_FROM 4096

/* The runs of a bundle are merged at that many times the size of the first */
#define BUNDLE_FACTOR 6

/* A bundle is made with room for that many times what is in it. */
#define BUNDLE_ROOM 2

/*
 * A state that is a bundle, made from one or two ledgers that are sorted: like
 * a Growth (growth.c), no more than a description
 */
typedef struct Bundling
{
	ExpandedObjectHeader header;
	Size size;				 /* of the state */
	const Summary *counters; /* a summary that has its counters */
	const Ledger *parts[2];	 /* the second may be NULL */
} Bundling;

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

/*
 * Add what the summary "from", which is only read, holds to "state", key by
 * key.  Returns the state, which the executor frees if it is replaced, or a
 * larger copy.
 */
static Summary *
merge_keys(Summary *state, Summary *from)
{
	SummaryDraft draft = {state, state};
	SummaryView view;
	int levels = summary_kind_info(from->kind)->levels;
	uint32 *places = NULL;

	summary_open(from, &view);
	if (levels > 1)
		places = huge_alloc((Size) view.nentries * sizeof(uint32));
	for (uint32 i = 0; i < view.nentries; i++)
	{
		const LedgerEntry *entry = &view.entries[i];
		const char *key = ledger_key(entry, view.heap);
		uint32 parent = entry->parent;

		CHECK_FOR_INTERRUPTS();
		if (parent != LEDGER_NO_PARENT)
			parent = LEDGER_PARENT(places[parent - 1]);
		if (summary_level(view.entries, i) < levels - 1)
			places[i] = summary_draft_enter(&draft, key, entry->length, parent);
		else
			summary_draft_add(&draft, key, entry->length, parent, entry->rows,
							  entry->sum);
	}
	if (places)
		pfree(places);
	return draft.summary;
}

static Size
bundling_size(ExpandedObjectHeader *header)
{
	return ((Bundling *) header)->size;
}

static void
bundling_flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	Bundling *bundling = (Bundling *) header;
	Summary *bundle = result;
	Size room = size - SUMMARY_HEADER;

	Assert(size == bundling->size);
	huge_advise(bundle, size);
	summary_copy_header(bundle, bundling->counters, size);
	ledger_bundle_init(&bundle->ledger, room - sizeof(Ledger));
	for (int i = 0; i < lengthof(bundling->parts) && bundling->parts[i]; i++)
	{
		if (!ledger_bundle_add(&bundle->ledger, bundling->parts[i]))
			elog(ERROR, "bundle of summaries was made too small");
	}
	ledger_clear_room(&bundle->ledger, room);
}

/*
 * Add the compact summary or bundle "from" to a state that is one or the other
 * too, and has counted it already.  Returns what the combine function returns.
 *
 * What does not fit into the state makes a larger bundle, until the runs come
 * to BUNDLE_FACTOR times the first of them, which is what the last merge gave:
 * then they are merged.  So each byte that comes is merged 1.2 times on
 * average, and a bundle stays in proportion to what its runs add up to.
 */
static Datum
merge_sorted(Summary *state, Summary *from)
{
	static const ExpandedObjectMethods methods = {bundling_size,
												  bundling_flatten};
	Size added = ledger_bundle_size(&from->ledger);
	Size used = ledger_bundle_size(&state->ledger);
	Size first = ledger_run_size(ledger_next_run(&state->ledger, NULL));
	Size most =
		TYPEALIGN_DOWN(8, LEDGER_MAX_BYTES - SUMMARY_HEADER - sizeof(Ledger));
	Size room;
	Bundling *bundling;

	if (state->ledger.form == LEDGER_BUNDLE &&
		ledger_bundle_add(&state->ledger, &from->ledger))
		return PointerGetDatum(state);

	/* why there is no context of its own: see summary_grow() */
	bundling = palloc0(sizeof(Bundling));
	EOH_init_header(&bundling->header, &methods, CurrentMemoryContext);
	if (used + added > most || used + added >= BUNDLE_FACTOR * first)
	{
		const Summary *parts[] = {state, from};

		bundling->counters = summary_merge_runs(parts, lengthof(parts), state);
		bundling->parts[0] = &bundling->counters->ledger;
		room = first = ledger_run_size(bundling->parts[0]);
	}
	else
	{
		bundling->counters = state;
		bundling->parts[0] = &state->ledger;
		bundling->parts[1] = &from->ledger;
		room = used + added;
	}
	if (room > most)
		summary_report_full(state->kind);
	room = Min(BUNDLE_ROOM * room, BUNDLE_FACTOR * first);
	bundling->size = SUMMARY_HEADER + sizeof(Ledger) + Min(room, most);
	return EOHPGetRODatum(&bundling->header);
}

static bool
is_sorted(const Summary *summary)
{
	return summary->ledger.form != LEDGER_LIVE;
}

/*
 * Is a summary so large, and sorted, that it is to be merged as sorted runs
 * with whatever comes?  Then what comes of it is a bundle, for which the
 * answer is the same: a state that was indexed for one summary and sorted for
 * the next would take quadratic time.
 */
static bool
stays_sorted(const Summary *summary)
{
	return summary->ledger.form == LEDGER_BUNDLE ||
		(is_sorted(summary) && summary->ledger.nentries >= RUNS_FROM);
}

/*
 * summary_combine
 *		Add a summary, which is only read, to the state of the running
 *		aggregate.  Returns what a combine function returns.
 */
Datum
summary_combine(Summary *state, Summary *from)
{
	check_same_keys(state, from);
	summary_add_counters(state, from);
	if (stays_sorted(state) || stays_sorted(from))
		return merge_sorted(is_sorted(state) ? state : summary_compact(state),
							is_sorted(from) ? from : summary_compact(from));
	if (from->ledger.nentries > 2 * (uint64) state->ledger.nentries)
	{
		/* cheaper to add the small one to a copy of the large one */
		Size size = VARSIZE(from);
		Summary *copy = huge_alloc(size);

		memcpy(copy, from, size);
		summary_copy_header(copy, state, size);
		return PointerGetDatum(merge_keys(copy, state));
	}
	return PointerGetDatum(merge_keys(state, from));
}

/* The sum of two summaries, which are only read, in compact form */
Summary *
summary_merge(Summary *a, Summary *b)
{
	const Summary *parts[] = {summary_compact(a), summary_compact(b)};
	Summary counters;

	/* first, because this sees whether they go together and nothing overflows */
	check_same_keys(a, b);
	summary_copy_header(&counters, a, sizeof(counters));
	summary_add_counters(&counters, b);
	return summary_merge_runs(parts, lengthof(parts), &counters);
}
