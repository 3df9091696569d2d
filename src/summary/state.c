/*-------------------------------------------------------------------------
 *
 * summary_state.c
 *		Summaries as states of aggregates.
 *
 * A transition function gets its state with summary_state(), adds a row to it
 * with summary_add_row() and returns what that gives.  Mostly that is the
 * state itself, changed in place.  The executor replaces a state for which
 * another pointer comes back by a flat copy in the aggregate's memory context
 * and frees the old one; no group has a context of its own.
 *
 * A state that must grow comes back as an expanded object, Growth, that is no
 * more than a description of the larger state: the executor has it flattened
 * into the memory that it keeps, so that the larger state is built there, once,
 * from the old one.  Bundling is the same for a rollup of sorted summaries.
 * Both describe a value like any other, should anything else get hold of one.
 *
 * The room of a state is cleared although nobody looks at it: a state may be
 * spilled to disk, and stored by a user's aggregate without a final function.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/huge.h"
#include "summary/summary.h"

#include "common/int.h"
#include "miscadmin.h"
#include "utils/expandeddatum.h"

#define CACHE_LINE 64

/*
 * Compact summaries from this many entries on are merged as sorted runs;
 * smaller ones, which fit the caches, are faster looked up.
 */
#define RUNS_FROM 4096

/* The runs of a bundle are merged at that many times the size of the first */
#define BUNDLE_FACTOR 6

/* A bundle is made with room for that many times what is in it. */
#define BUNDLE_ROOM 2

/* A state that is larger than the one it is made from, with a row added */
typedef struct Growth
{
	ExpandedObjectHeader header;
	const Summary *state; /* the old one */
	LedgerPlan plan;
	SummaryRow row;
} Growth;

/* A state that is a bundle, made from one or two ledgers that are sorted */
typedef struct Bundling
{
	ExpandedObjectHeader header;
	Size size;				 /* of the state */
	const Summary *counters; /* a summary that has its counters */
	const Ledger *parts[2];	 /* the second may be NULL */
} Bundling;

static void
report_full(SummaryKind kind)
{
	ereport(
		ERROR,
		(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		 errmsg("%s exceeds the maximum size of 1 GB",
				summary_kind_info(kind)->type_name),
		 errhint(
			 "Use shorter keys (a number or a uuid instead of a name), or summarize fewer keys at a time.")));
}

/* An empty, live summary with room for a first row, its long keys together */
Summary *
summary_make(SummaryKind kind, KeyType key_type, Size key_length)
{
	LedgerPlan plan;
	Summary *summary;

	if (!ledger_plan(NULL, offsetof(Summary, ledger), key_length, &plan))
		report_full(kind);
	summary = palloc(plan.size);
	SET_VARSIZE(summary, plan.size);
	summary->version = SUMMARY_VERSION;
	summary->kind = kind;
	summary->key_type = key_type;
	summary->scale = 0;
	summary->measured_rows = 0;
	summary->missing_rows = 0;
	summary->measured_value = AMOUNT_ZERO;
	summary->missing_value = AMOUNT_ZERO;
	ledger_init(&summary->ledger, plan.capacity, plan.heap_size, true);
	ledger_clear_room(&summary->ledger, plan.size - offsetof(Summary, ledger));
	return summary;
}

/* All of a summary but its ledger, which the caller makes */
static void
copy_counters(Summary *target, const Summary *source, Size size)
{
	SET_VARSIZE(target, size);
	memcpy((char *) target + VARHDRSZ, (const char *) source + VARHDRSZ,
		   offsetof(Summary, ledger) - VARHDRSZ);
}

/* What a summary needs to take a row; its own rows are looked up first */
static void
plan_growth(Summary *summary, Size key_length, LedgerPlan *plan)
{
	ledger_flush(&summary->ledger);
	if (!ledger_plan(&summary->ledger, offsetof(Summary, ledger), key_length,
					 plan))
		report_full(summary->kind);
}

static void
fill_larger(Summary *larger, const Summary *summary, const LedgerPlan *plan)
{
	copy_counters(larger, summary, plan->size);
	ledger_init(&larger->ledger, plan->capacity, plan->heap_size, true);
	ledger_copy(&larger->ledger, &summary->ledger);
	ledger_clear_room(&larger->ledger, plan->size - offsetof(Summary, ledger));
}

/* A larger copy of a live or compact summary, whose pending rows are looked up */
static Summary *
grow(Summary *summary, Size key_length)
{
	LedgerPlan plan;
	Summary *larger;

	plan_growth(summary, key_length, &plan);
	larger = huge_alloc(plan.size);
	fill_larger(larger, summary, &plan);
	return larger;
}

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

/* Bytes of a row's long keys */
static Size
long_keys(const SummaryRow *row)
{
	Size length = 0;

	for (int i = 0; i < row->nkeys; i++)
	{
		if (row->key[i].length > LEDGER_INLINE_KEY)
			length += row->key[i].length;
	}
	return length;
}

/*
 * summary_state
 *		The state in argument 0 of a transition function, made, with room for
 *		the row, if it is NULL.
 *
 * The result may be written to, and belongs to the aggregate.
 */
Summary *
summary_state(FunctionCallInfo fcinfo, SummaryKind kind, KeyType key_type,
			  const SummaryRow *row)
{
	Summary *state;

	if (!AggCheckCallContext(fcinfo, NULL))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("transition functions of %s can only be called by an aggregate",
						summary_kind_info(kind)->type_name)));
	if (PG_ARGISNULL(0))
		return summary_make(kind, key_type, long_keys(row));

	state = summary_get(PG_GETARG_DATUM(0));
	if (unlikely(state->kind != kind || state->key_type != key_type))
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("cannot add a %s key to a summary of %s keys",
						summary_key_type_name(key_type),
						summary_key_type_name(state->key_type))));
	if (unlikely(state->ledger.form == LEDGER_BUNDLE))
		state = summary_compact(state);
	return state;
}

/* Add a row to a ledger; false, with no row added, if it must grow first. */
static inline bool
add_row(Ledger *ledger, const SummaryRow *row)
{
	uint32 parent = LEDGER_NO_PARENT;
	int lowest = row->levels - 1;

	for (int i = 0; i < row->nkeys; i++)
	{
		const SummaryKey *key = &row->key[i];
		int64 number;

		if (i == lowest)
			return ledger_add(ledger, key->bytes, key->length, parent, 1,
							  row->value);
		number = ledger_enter(ledger, key->bytes, key->length, parent);
		if (number < 0)
			return false;
		parent = LEDGER_PARENT(number);
	}
	return true;
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
	if (!add_row(&larger->ledger, &growth->row))
		elog(ERROR, "summary was made too small");
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
	Size room = size - offsetof(Summary, ledger);

	Assert(size == bundling->size);
	huge_advise(bundle, size);
	copy_counters(bundle, bundling->counters, size);
	ledger_bundle_init(&bundle->ledger, room - sizeof(Ledger));
	for (int i = 0; i < lengthof(bundling->parts) && bundling->parts[i]; i++)
	{
		if (!ledger_bundle_add(&bundle->ledger, bundling->parts[i]))
			elog(ERROR, "bundle of summaries was made too small");
	}
	ledger_clear_room(&bundle->ledger, room);
}

/*
 * summary_add_row
 *		Add a row to a state.  Returns what the transition function returns.
 *
 * The row's keys must stay where they are until the executor has seen that,
 * as arguments and what they were detoasted to do.
 */
Datum
summary_add_row(FunctionCallInfo fcinfo, Summary *state, const SummaryRow *row)
{
	static const ExpandedObjectMethods methods = {growth_size, growth_flatten};
	Growth *growth;

	if (likely(add_row(&state->ledger, row)))
		return PointerGetDatum(state);
	if (PG_ARGISNULL(0))
	{
		/* a first state is small, and made by now */
		do
			state = grow(state, long_keys(row));
		while (!add_row(&state->ledger, row));
		return PointerGetDatum(state);
	}

	growth = palloc(sizeof(Growth));
	EOH_init_header(&growth->header, &methods, CurrentMemoryContext);
	growth->state = state;
	plan_growth(state, long_keys(row), &growth->plan);
	growth->row = *row;
	for (int i = 0; i < row->nkeys; i++)
	{
		/* a number lies in the key itself */
		if (row->key[i].bytes == row->key[i].word)
			growth->row.key[i].bytes = growth->row.key[i].word;
	}
	return EOHPGetRODatum(&growth->header);
}

/*
 * summary_add
 *		Add rows and a sum to a key of a summary that is not a state, or to
 *		one that is on its way to be.  Returns the summary, or a larger copy.
 */
Summary *
summary_add(Summary *state, const void *key, uint32 length, uint32 parent,
			int64 rows, Amount sum)
{
	while (!ledger_add(&state->ledger, key, length, parent, rows, sum))
		state = grow(state, length);
	return state;
}

/* The same for a key without rows, whose number is returned. */
Summary *
summary_enter(Summary *state, const void *key, uint32 length, uint32 parent,
			  uint32 *number)
{
	int64 found;

	while ((found = ledger_enter(&state->ledger, key, length, parent)) < 0)
		state = grow(state, length);
	*number = (uint32) found;
	return state;
}

static void
check_same_keys(const Summary *state, const Summary *from)
{
	if (state->kind != from->kind || state->key_type != from->key_type)
		ereport(
			ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("cannot merge a summary of %s keys with one of %s keys",
					summary_key_type_name(state->key_type),
					summary_key_type_name(from->key_type)),
			 errhint(
				 "Make the summaries from keys of one type, such as provider::text.")));
}

/* Count what "from", of keys of the same type, has counted in "state". */
static void
add_counters(Summary *state, const Summary *from)
{
	if (pg_add_s64_overflow(state->measured_rows, from->measured_rows,
							&state->measured_rows) ||
		pg_add_s64_overflow(state->missing_rows, from->missing_rows,
							&state->missing_rows) ||
		state->measured_rows > PG_INT64_MAX - state->missing_rows)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number of rows is out of range")));
	summary_add_value(state, &state->measured_value, from->measured_value,
					  from->scale);
	summary_add_value(state, &state->missing_value, from->missing_value,
					  from->scale);
}

/*
 * Add what the summary "from", which is only read, holds to "state", key by
 * key.  Returns the state, or a larger copy.
 */
static Summary *
merge_keys(Summary *state, Summary *from)
{
	Summary *original = state;
	SummaryView view;
	int levels = summary_kind_info(from->kind)->levels;
	uint32 *places = NULL;

	summary_open(PointerGetDatum(from), from->kind, &view);
	if (levels > 1)
		places = huge_alloc((Size) view.nentries * sizeof(uint32));
	for (uint32 i = 0; i < view.nentries; i++)
	{
		const LedgerEntry *entry = &view.entries[i];
		const char *key = ledger_key(entry, view.heap);
		Summary *before = state;
		uint32 parent = entry->parent;

		CHECK_FOR_INTERRUPTS();
		if (parent != LEDGER_NO_PARENT)
			parent = LEDGER_PARENT(places[parent - 1]);
		if (summary_level(view.entries, i) < levels - 1)
			state = summary_enter(state, key, entry->length, parent, &places[i]);
		else
			state = summary_add(state, key, entry->length, parent, entry->rows,
								entry->sum);
		/* the executor frees the state that it gave us, and only that */
		if (state != before && before != original)
			pfree(before);
	}
	if (places)
		pfree(places);
	return state;
}

/*
 * summary_merge_runs
 *		The sum of compact summaries and bundles as a compact summary, in the
 *		current memory context.  "counters" has the counters of all of them.
 */
Summary *
summary_merge_runs(const Summary *const *parts, int nparts,
				   const Summary *counters)
{
	const Ledger **runs;
	uint32 nruns = 0;
	uint64 nentries = 0;
	uint64 heap_size = 0;
	Size size;
	void *scratch;
	Summary *sum;

	for (int i = 0; i < nparts; i++)
	{
		const Ledger *run = NULL;

		while ((run = ledger_next_run(&parts[i]->ledger, run)) != NULL)
			nruns++;
	}
	runs = palloc(nruns * sizeof(Ledger *));
	nruns = 0;
	for (int i = 0; i < nparts; i++)
	{
		const Ledger *run = NULL;

		while ((run = ledger_next_run(&parts[i]->ledger, run)) != NULL)
		{
			runs[nruns++] = run;
			nentries += run->nentries;
			heap_size += run->heap_used;
		}
	}

	/* each part is below 1 GB, so that 32 bits do for their number and bytes */
	sum = huge_alloc(offsetof(Summary, ledger) + sizeof(Ledger) +
					 nentries * sizeof(LedgerEntry) + heap_size);
	ledger_init(&sum->ledger, (uint32) nentries, (uint32) heap_size, false);
	scratch = huge_alloc(ledger_merge_scratch(runs, nruns));
	ledger_merge(&sum->ledger, runs, nruns, scratch);
	pfree(scratch);
	pfree(runs);
	size = offsetof(Summary, ledger) +
		ledger_size(sum->ledger.nentries, sum->ledger.heap_used, false);
	if (size > LEDGER_MAX_BYTES)
		report_full(parts[0]->kind);
	copy_counters(sum, counters, size);
	return sum;
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
	Size most = TYPEALIGN_DOWN(8,
							   LEDGER_MAX_BYTES - offsetof(Summary, ledger) -
								   sizeof(Ledger));
	Size room;
	Bundling *bundling;

	if (state->ledger.form == LEDGER_BUNDLE &&
		ledger_bundle_add(&state->ledger, &from->ledger))
		return PointerGetDatum(state);

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
		report_full(state->kind);
	room = Min(BUNDLE_ROOM * room, BUNDLE_FACTOR * first);
	bundling->size = offsetof(Summary, ledger) + sizeof(Ledger) +
		Min(room, most);
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

SQL_FUNCTION(commissioning_summary_combine);

/*
 * commissioning_summary_combine
 *		Combine function of every aggregate, and transition function of
 *		rollup(): two summaries as one.  NULL is a summary of no rows.
 */
Datum
commissioning_summary_combine(PG_FUNCTION_ARGS)
{
	Summary *state;
	Summary *from;

	if (!AggCheckCallContext(fcinfo, NULL))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("summaries can only be combined by an aggregate"),
				 errhint("Use rollup().")));

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	/* the executor copies what is not the state that it gave us */
	from = summary_get(PG_GETARG_DATUM(1));
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(from);

	state = summary_get(PG_GETARG_DATUM(0));
	check_same_keys(state, from);
	add_counters(state, from);
	if (stays_sorted(state) || stays_sorted(from))
		return merge_sorted(is_sorted(state) ? state : summary_compact(state),
							is_sorted(from) ? from : summary_compact(from));
	if (from->ledger.nentries > 2 * (uint64) state->ledger.nentries)
	{
		/* cheaper to add the small one to a copy of the large one */
		Summary *copy = (Summary *) PG_DETOAST_DATUM_COPY(PointerGetDatum(from));

		memcpy((char *) copy + VARHDRSZ, (char *) state + VARHDRSZ,
			   offsetof(Summary, ledger) - VARHDRSZ);
		PG_RETURN_POINTER(merge_keys(copy, state));
	}
	PG_RETURN_POINTER(merge_keys(state, from));
}

SQL_FUNCTION(commissioning_summary_merge);

/*
 * commissioning_summary_merge
 *		merge() and operator +: two summaries as one, in compact form.  NULL is
 *		a summary of no rows, as in rollup(), which returns the same bytes.
 */
Datum
commissioning_summary_merge(PG_FUNCTION_ARGS)
{
	const Summary *parts[2];
	Summary counters;
	int nparts = 0;

	for (int i = 0; i < lengthof(parts); i++)
	{
		if (!PG_ARGISNULL(i))
			parts[nparts++] = summary_compact(summary_get(PG_GETARG_DATUM(i)));
	}
	if (nparts == 0)
		PG_RETURN_NULL();
	if (nparts == 1)
		PG_RETURN_POINTER(parts[0]);

	/* first, because this sees whether they go together and nothing overflows */
	check_same_keys(parts[0], parts[1]);
	memcpy(&counters, parts[0], offsetof(Summary, ledger));
	add_counters(&counters, parts[1]);
	PG_RETURN_POINTER(summary_merge_runs(parts, lengthof(parts), &counters));
}

SQL_FUNCTION(commissioning_summary_final);

/* Final function of the aggregates that return a summary */
Datum
commissioning_summary_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(summary_compact(summary_get(PG_GETARG_DATUM(0))));
}
