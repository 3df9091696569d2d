/*-------------------------------------------------------------------------
 *
 * summary.c
 *		Summaries as states of aggregates, and what is common to read of them.
 *
 * A transition function gets its state with summary_state(), changes it in
 * place, and returns it; a state that must grow is replaced by a larger copy,
 * which the executor moves to the aggregate's memory context and whose
 * predecessor it frees.  So nothing here allocates in that context, and no
 * group has a context of its own.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "figures.h"
#include "summary.h"

#include "common/int.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#define CACHE_LINE 64

StaticAssertDecl(offsetof(Summary, ledger) == 56, "summaries are stored");

const SummaryKindInfo *
summary_kind_info(SummaryKind kind)
{
	static const SummaryKindInfo info[] = {
		[SUMMARY_TERM] = {"term_summary", 1, {0}, true, false},
		[SUMMARY_CONCENTRATION] = {"concentration_summary", 1, {0}, false, false},
		[SUMMARY_OVERLAP] = {"overlap_summary", 2, {KEY_TEXT}, true, true},
		[SUMMARY_BURDEN] =
			{"burden_summary", 3, {KEY_TEXT, KEY_FREQUENCY}, true, false},
	};

	if (kind < 1 || kind >= lengthof(info))
		elog(ERROR, "unrecognized kind of summary: %d", (int) kind);
	return &info[kind];
}

/* A type of keys as SQL and the text form call it */
const char *
summary_key_type_name(KeyType type)
{
	static const char *const names[] = {[KEY_LENGTH] = "length",
										[KEY_TEXT] = "text",
										[KEY_BIGINT] = "bigint",
										[KEY_UUID] = "uuid",
										[KEY_FREQUENCY] = "frequency"};

	Assert(type > 0 && type < lengthof(names));
	return names[type];
}

/* May the lowest level of such a summary have keys of that type? */
bool
summary_has_key_type(SummaryKind kind, int key_type)
{
	if (kind == SUMMARY_TERM)
		return key_type == KEY_LENGTH;
	return key_type == KEY_TEXT || key_type == KEY_BIGINT ||
		key_type == KEY_UUID;
}

static Summary *
allocate(const LedgerPlan *plan)
{
	/* not cleared: what is not in use of a live state is never looked at */
	Summary *summary = palloc(plan->size);

	SET_VARSIZE(summary, plan->size);
	return summary;
}

static void
report_full(SummaryKind kind, Size key_length)
{
	ereport(
		ERROR,
		(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		 errmsg("%s exceeds the maximum size of 1 GB",
				summary_kind_info(kind)->type_name),
		 errdetail("A further key of %zu bytes does not fit.", key_length),
		 errhint(
			 "Use shorter keys (a number or a uuid instead of a name), or summarize fewer keys at a time.")));
}

/* An empty, live summary with room for a first key of that length */
Summary *
summary_make(SummaryKind kind, KeyType key_type, Size key_length)
{
	LedgerPlan plan;
	Summary *summary;

	if (!ledger_plan(NULL, offsetof(Summary, ledger), key_length, &plan))
		report_full(kind, key_length);
	summary = allocate(&plan);
	summary->version = SUMMARY_VERSION;
	summary->kind = kind;
	summary->key_type = key_type;
	summary->scale = 0;
	summary->measured_rows = 0;
	summary->missing_rows = 0;
	summary->measured_value = AMOUNT_ZERO;
	summary->missing_value = AMOUNT_ZERO;
	ledger_init(&summary->ledger, plan.capacity, plan.heap_size, true);
	return summary;
}

/* A larger copy of a live or compact summary; "summary" itself stays */
static Summary *
grow(Summary *summary, Size key_length)
{
	LedgerPlan plan;
	Summary *larger;

	ledger_flush(&summary->ledger);
	if (!ledger_plan(&summary->ledger, offsetof(Summary, ledger), key_length,
					 &plan))
		report_full(summary->kind, key_length);
	larger = allocate(&plan);
	memcpy((char *) larger + VARHDRSZ, (char *) summary + VARHDRSZ,
		   offsetof(Summary, ledger) - VARHDRSZ);
	ledger_init(&larger->ledger, plan.capacity, plan.heap_size, true);
	ledger_copy(&larger->ledger, &summary->ledger);
	return larger;
}

/*
 * A datum as a summary, detoasted and aligned: the datum itself where it is
 * so already.  Read-only unless it is the state of the running aggregate.
 */
Summary *
summary_get(Datum datum)
{
	Summary *summary = (Summary *) PG_DETOAST_DATUM(datum);

	if (summary->version != SUMMARY_VERSION)
		ereport(
			ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("unsupported version %d of a stored summary",
					summary->version),
			 errhint("Update the library of the extension \"commissioning\".")));
	return summary;
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

/*
 * summary_state
 *		The state in argument 0 of a transition function, made if it is NULL.
 *
 * The result may be written to, and belongs to the aggregate.
 */
Summary *
summary_state(FunctionCallInfo fcinfo, SummaryKind kind, KeyType key_type,
			  Size key_length)
{
	Summary *state;

	if (!AggCheckCallContext(fcinfo, NULL))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("transition functions of %s can only be called by an aggregate",
						summary_kind_info(kind)->type_name)));
	if (PG_ARGISNULL(0))
		return summary_make(kind, key_type, key_length);

	state = summary_get(PG_GETARG_DATUM(0));
	if (state->kind != kind || state->key_type != key_type)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("cannot add a %s key to a summary of %s keys",
						summary_key_type_name(key_type),
						summary_key_type_name(state->key_type))));
	return state;
}

/*
 * Read a numeric as an exact amount, rounded half away from zero to
 * DECIMAL_SCALE places.  NaN, infinities and what 128 bits cannot hold are
 * errors.
 */
void
summary_read_value(Datum value, Amount *amount, int *display_scale)
{
	DecimalStatus status = figure_read(value, DECIMAL_SCALE, DECIMAL_HALF_AWAY,
									   amount, display_scale);

	if (status != DECIMAL_OK)
		figure_report_value(value, status);
}

static void
add_value(Summary *state, Amount *sum, Amount value, int display_scale)
{
	if (!amount_add_checked(sum, amount_abs(value)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("sum of values is out of range"),
				 errdetail("The absolute values in a %s may add up to 17014118346046923173168730371.5884105727.",
						   summary_kind_info(state->kind)->type_name)));
	state->scale = Max(state->scale, Min(display_scale, DECIMAL_SCALE));
}

/*
 * Count a row.  Both counters together stay an int64, so that summaries can be
 * merged, and read back from text.
 */
static void
count_row(Summary *state, int64 *rows)
{
	if (state->measured_rows >= PG_INT64_MAX - state->missing_rows)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number of rows is out of range")));
	(*rows)++;
}

/*
 * Count a row that every figure can use, with its value.  That the absolute
 * values add up to an Amount is checked here; so no sum of any key can pass
 * it, and whether there is an error does not depend on the order of rows.
 */
void
summary_count_measured(Summary *state, Amount value, int display_scale)
{
	count_row(state, &state->measured_rows);
	add_value(state, &state->measured_value, value, display_scale);
}

/* Count a row that some figure cannot use, its value unknown */
void
summary_count_missing(Summary *state)
{
	count_row(state, &state->missing_rows);
}

/* Count a row that some figure cannot use, with its value */
void
summary_count_missing_value(Summary *state, Amount value, int display_scale)
{
	count_row(state, &state->missing_rows);
	add_value(state, &state->missing_value, value, display_scale);
}

/*
 * summary_add
 *		Add rows and a sum to a key.  Returns the state, or what replaces it.
 */
Summary *
summary_add(Summary *state, const void *key, uint32 length, uint32 parent,
			int64 rows, Amount sum)
{
	while (!ledger_add(&state->ledger, key, length, parent, rows, sum))
		state = grow(state, length);
	return state;
}

/*
 * summary_enter
 *		Make sure of an entry for a key, and give its number.  Returns the
 *		state, or what replaces it.
 */
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

/*
 * Open a summary for reading.  What that allocates, if anything, is in the
 * current memory context.
 */
void
summary_open(Datum datum, SummaryKind kind, SummaryView *view)
{
	Summary *summary = summary_get(datum);
	const Ledger *ledger = &summary->ledger;

	if (summary->kind != kind)
		elog(ERROR, "summary is of kind %d, not %d", summary->kind, kind);
	view->summary = summary;
	view->entries = ledger_entries(ledger);
	view->nentries = ledger->nentries;
	view->heap = ledger_heap(ledger);
	if (ledger->npending > 0)
	{
		LedgerEntry *entries;

		entries = MemoryContextAllocHuge(CurrentMemoryContext,
										 ((Size) ledger->nentries +
										  ledger->npending) *
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

	if (summary->ledger.compact)
		return summary;

	summary_open(PointerGetDatum(summary), summary->kind, &view);
	heap_size = ledger_compact_heap(view.entries, view.nentries);
	size = offsetof(Summary, ledger) +
		ledger_size(view.nentries, heap_size, false);
	compact = palloc(size);
	memcpy(compact, summary, offsetof(Summary, ledger));
	SET_VARSIZE(compact, size);
	ledger_init(&compact->ledger, view.nentries, heap_size, false);
	scratch = MemoryContextAllocHuge(CurrentMemoryContext,
									 ledger_compact_scratch(view.nentries));
	ledger_compact(&compact->ledger, view.entries, view.heap, scratch);
	pfree(scratch);
	return compact;
}

/* Add what the summary "from", which is only read, holds to "state". */
static Summary *
merge(Summary *state, Summary *from)
{
	Summary *original = state;
	SummaryView view;
	int levels = summary_kind_info(from->kind)->levels;
	uint32 *places = NULL;

	if (state->kind != from->kind || state->key_type != from->key_type)
		ereport(
			ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("cannot merge a summary of %s keys with one of %s keys",
					summary_key_type_name(state->key_type),
					summary_key_type_name(from->key_type)),
			 errhint(
				 "Make the summaries from keys of one type, such as provider::text.")));

	summary_open(PointerGetDatum(from), from->kind, &view);
	if (pg_add_s64_overflow(state->measured_rows, from->measured_rows,
							&state->measured_rows) ||
		pg_add_s64_overflow(state->missing_rows, from->missing_rows,
							&state->missing_rows) ||
		state->measured_rows > PG_INT64_MAX - state->missing_rows)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number of rows is out of range")));
	add_value(state, &state->measured_value, from->measured_value, from->scale);
	add_value(state, &state->missing_value, from->missing_value, from->scale);

	if (levels > 1)
		places = MemoryContextAllocHuge(CurrentMemoryContext,
										(Size) view.nentries * sizeof(uint32));
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
	if (from->ledger.nentries > 2 * (uint64) state->ledger.nentries)
	{
		/* cheaper to add the small one to a copy of the large one */
		Summary *copy = (Summary *) PG_DETOAST_DATUM_COPY(PointerGetDatum(from));

		PG_RETURN_POINTER(merge(copy, state));
	}
	PG_RETURN_POINTER(merge(state, from));
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
	Summary *large;
	Summary *small;
	Summary *copy;
	Summary *merged;

	if (PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
	{
		Datum known = PG_GETARG_DATUM(PG_ARGISNULL(0) ? 1 : 0);

		PG_RETURN_POINTER(summary_compact(summary_get(known)));
	}

	large = summary_get(PG_GETARG_DATUM(0));
	small = summary_get(PG_GETARG_DATUM(1));
	if (large->ledger.nentries < small->ledger.nentries)
	{
		Summary *other = large;

		large = small;
		small = other;
	}
	/* a copy, because the arguments are not ours to write to */
	copy = (Summary *)
		PG_DETOAST_DATUM_COPY(PointerGetDatum(summary_compact(large)));
	merged = merge(copy, small);
	if (merged != copy)
		pfree(copy);
	PG_RETURN_POINTER(summary_compact(merged));
}

SQL_FUNCTION(commissioning_summary_final);

/* Final function of the aggregates that return a summary */
Datum
commissioning_summary_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(summary_compact(summary_get(PG_GETARG_DATUM(0))));
}

SQL_FUNCTION(commissioning_measured_rows);

Datum
commissioning_measured_rows(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(summary_get(PG_GETARG_DATUM(0))->measured_rows);
}

SQL_FUNCTION(commissioning_missing_rows);

Datum
commissioning_missing_rows(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(summary_get(PG_GETARG_DATUM(0))->missing_rows);
}

SQL_FUNCTION(commissioning_value_coverage);

/*
 * The share of all value seen, in absolute terms, that the figures stand on;
 * NULL if no value was seen.
 */
Datum
commissioning_value_coverage(PG_FUNCTION_ARGS)
{
	Summary *summary = summary_get(PG_GETARG_DATUM(0));
	Wide measured = wide_from_amount(summary->measured_value);
	Wide missing = wide_from_amount(summary->missing_value);
	Wide seen = wide_add(measured, missing);

	if (wide_is_zero(seen))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(measured, seen));
}
