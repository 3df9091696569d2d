/*-------------------------------------------------------------------------
 *
 * object.c
 *		Summaries as expanded objects.
 *
 * Workers hand over a state by having it flattened into a tuple, so that it is
 * sorted there, and the leader merges what is sorted already.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "ledger/ledger_finish.h"
#include "ledger/ledger_merge.h"
#include "ledger/ledger_shape.h"
#include "pg/huge.h"
#include "summary/check.h"
#include "summary/figures.h"
#include "summary/kinds.h"
#include "summary/object.h"

/*
 * Runs are merged when they come to that many times the first, which is what
 * the last merge gave: so each byte that comes is merged 1.2 times on average,
 * and what is kept stays in proportion to what it adds up to.  Of less than
 * that many bytes each is merged but once, at the end.
 */
#define RUNS_FACTOR 6
#define RUNS_FROM	((Size) 128 * 1024 * 1024)

/* More than this is merged at once, so that 32 bits do to number it. */
#define RUNS_MOST LEDGER_MAX_BYTES

static Size object_flat_size(ExpandedObjectHeader *header);
static void object_flatten(ExpandedObjectHeader *header, void *result,
						   Size size);

static const ExpandedObjectMethods object_methods = {object_flat_size,
													 object_flatten};

SummaryObject *
summary_object(Datum datum)
{
	ExpandedObjectHeader *header;

	if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(datum)))
		return NULL;
	header = DatumGetEOHP(datum);
	return header->eoh_methods == &object_methods ? (SummaryObject *) header
												  : NULL;
}

static SummaryObject *
make_object(MemoryContext context, const Summary *counters)
{
	SummaryObject *object = MemoryContextAllocZero(context,
												   sizeof(SummaryObject));

	EOH_init_header(&object->header, &object_methods, context);
	summary_copy_counters(&object->summary, counters, SUMMARY_HEADER);
	object->ledger.head = &object->summary.ledger;
	return object;
}

SummaryObject *
summary_object_make(MemoryContext parent, const Summary *counters)
{
	return make_object(AllocSetContextCreate(parent, "commissioning summary",
											 ALLOCSET_SMALL_SIZES),
					   counters);
}

static inline bool
is_live(const SummaryObject *object)
{
	return object->ledger.entries != NULL;
}

/* A piece of a live object, not cleared */
static void *
piece(const SummaryObject *object, Size size)
{
	return huge_alloc_in(object->header.eoh_context, Max(size, 1));
}

/*
 * A piece made larger.  A large one is copied to fresh memory instead of being
 * left to realloc(), which keeps the small pages that it has.
 */
static void *
larger_piece(const SummaryObject *object, void *memory, Size used, Size size)
{
	void *larger;

	if (size < HUGE_FROM)
		return repalloc_huge(memory, Max(size, 1));
	larger = piece(object, size);
	memcpy(larger, memory, used);
	pfree(memory);
	return larger;
}

/* Make the index anew, for the capacity that there is. */
static void
make_index(SummaryObject *object)
{
	LedgerHead *head = object->ledger.head;
	Size size;

	if (object->ledger.slots)
		pfree(object->ledger.slots);
	object->ledger.slots = NULL;
	head->nslots = ledger_slots_for(head->capacity);
	size = (Size) head->nslots * sizeof(uint32);
	object->ledger.slots = piece(object, size);
	memset(object->ledger.slots, 0, size);
	ledger_index(&object->ledger);
}

/* Make room as planned, in the shape that the ledger has. */
static void
make_room(SummaryObject *object, const LedgerPlan *plan)
{
	Ledger *ledger = &object->ledger;

	if (plan->capacity > ledger->head->capacity)
	{
		ledger->entries = larger_piece(object, ledger->entries,
									   (Size) ledger->head->nentries *
										   ledger->stride,
									   (Size) plan->capacity * ledger->stride);
		ledger->head->capacity = plan->capacity;
		if (ledger->head->nslots != ledger_slots_for(plan->capacity))
			make_index(object);
	}
	if (plan->heap_size > ledger->head->heap_size)
	{
		ledger->heap = larger_piece(object, ledger->heap,
									ledger->head->heap_used +
										ledger->head->heap_pending,
									plan->heap_size);
		ledger->head->heap_size = plan->heap_size;
	}
}

/* Write the entries anew in a wider shape. */
static void
widen(SummaryObject *object, LedgerShape shape)
{
	Ledger *ledger = &object->ledger;
	char *entries = piece(object,
						  (Size) ledger->head->capacity * ledger_stride(shape));

	if (!ledger_copy_entries(entries, shape, ledger))
		elog(ERROR, "summary was made too narrow");
	pfree(ledger->entries);
	ledger->entries = entries;
	ledger->stride = ledger_stride(shape);
	ledger->head->shape = shape;
}

/* Make what refused a row larger or wider. */
static void
make_way(SummaryObject *object, LedgerResult refusal, Size key_length,
		 Amount sum, int64 rate)
{
	Ledger *ledger = &object->ledger;
	LedgerPlan plan;

	if (refusal == LEDGER_TOO_NARROW)
	{
		widen(object, ledger_wider_shape(ledger, sum, rate));
		return;
	}
	if (!ledger_next_room(ledger, ledger->head->shape, SUMMARY_HEADER,
						  key_length, &plan))
		summary_report_full(object->summary.kind);
	make_room(object, &plan);
}

/* Turn an object that has nothing into a live one of a summary's contents. */
static void
make_live(SummaryObject *object, const Summary *summary)
{
	Ledger source = summary_ledger(summary);
	Ledger *ledger = &object->ledger;
	LedgerHead *head = ledger->head;
	LedgerPlan plan;

	*head = *source.head;
	memset(head->upper, 0, sizeof(head->upper));
	head->batch = LEDGER_BATCH;
	ledger->pending = piece(object, LEDGER_BATCH * sizeof(LedgerPending));
	if (source.pending)
		memcpy(ledger->pending, source.pending,
			   LEDGER_BATCH * sizeof(LedgerPending));
	if (!ledger_next_room(&source, head->shape, SUMMARY_HEADER, 0, &plan))
		summary_report_full(summary->kind);
	head->capacity = plan.capacity;
	head->heap_size = plan.heap_size;
	ledger->stride = source.stride;
	ledger->entries = piece(object, (Size) head->capacity * ledger->stride);
	memcpy(ledger->entries, source.entries,
		   (Size) head->nentries * ledger->stride);
	ledger->heap = piece(object, head->heap_size);
	memcpy(ledger->heap, source.heap, head->heap_used + head->heap_pending);
	if (summary->form != SUMMARY_LIVE)
		ledger_hash_entries(ledger);
	ledger->slots = NULL;
	make_index(object);
}

SummaryObject *
summary_object_live(MemoryContext parent, const Summary *summary)
{
	SummaryObject *object = summary_object_make(parent, summary);

	make_live(object, summary);
	return object;
}

void
summary_object_flush(SummaryObject *object)
{
	if (!is_live(object))
		return;
	while (ledger_flush(&object->ledger) != LEDGER_DONE)
		make_way(object, LEDGER_TOO_NARROW, 0, AMOUNT_ZERO, 0);
}

/* Forget the runs. */
static void
drop_runs(SummaryObject *object)
{
	for (uint32 i = 0; i < object->nruns; i++)
		pfree((void *) object->runs[i]);
	object->nruns = 0;
	object->runs_size = 0;
}

/* Have a finished summary, in the object's context, as a further run. */
static void
keep_run(SummaryObject *object, const Summary *run)
{
	if (object->nruns == object->max_runs)
	{
		Size most = Max(object->max_runs * 2, 8);

		object->runs = object->runs == NULL
			? piece(object, most * sizeof(Summary *))
			: repalloc_huge(object->runs, most * sizeof(Summary *));
		object->max_runs = (uint32) most;
	}
	object->runs[object->nruns++] = run;
	object->runs_size += VARSIZE(run);
}

/* Merge the runs to one. */
static void
merge_runs(SummaryObject *object)
{
	MemoryContext caller;
	Summary *sum;

	if (object->nruns <= 1)
		return;
	caller = MemoryContextSwitchTo(object->header.eoh_context);
	sum = summary_merge_runs(object->runs, object->nruns, &object->summary);
	drop_runs(object);
	keep_run(object, sum);
	MemoryContextSwitchTo(caller);
}

/* Free what a live object only needs to be added to. */
static void
close_live(SummaryObject *object)
{
	Ledger *ledger = &object->ledger;

	if (ledger->slots)
		pfree(ledger->slots);
	ledger->slots = NULL;
	if (ledger->pending)
		pfree(ledger->pending);
	ledger->pending = NULL;
}

/* Make it anew. */
static void
reopen_live(SummaryObject *object)
{
	Ledger *ledger = &object->ledger;

	if (ledger->slots == NULL)
		make_index(object);
	ledger->pending = piece(object, LEDGER_BATCH * sizeof(LedgerPending));
}

/*
 * Finish a live object to its only run.  An error on the way, which whoever reads
 * it may catch, leaves it live, though closed.
 */
static void
finish_live(SummaryObject *object)
{
	Ledger *ledger = &object->ledger;

	summary_object_flush(object);
	close_live(object);
	keep_run(object,
			 summary_finish_ledger(object->header.eoh_context,
								   &object->summary, ledger));
	pfree(ledger->entries);
	pfree(ledger->heap);
	ledger->entries = ledger->heap = NULL;
}

const Summary *
summary_object_finished(SummaryObject *object)
{
	if (is_live(object))
		finish_live(object);
	else
		merge_runs(object);
	/* rows without a key may have been counted since it was made */
	summary_copy_counters((Summary *) object->runs[0], &object->summary,
						  VARSIZE(object->runs[0]));
	((Summary *) object->runs[0])->form = SUMMARY_PARTIAL;
	return object->runs[0];
}

void
summary_object_add_row(SummaryObject *object, const SummaryRow *row)
{
	LedgerResult result;

	object->known_parts = 0;
	if (!is_live(object))
	{
		make_live(object, summary_object_finished(object));
		drop_runs(object);
	}
	else if (unlikely(object->ledger.pending == NULL))
		reopen_live(object);
	while ((result = summary_row_put(row, &object->ledger)) != LEDGER_DONE)
		make_way(object, result, summary_row_long_keys(row), row->value,
				 row->rate);
}

void
summary_object_add_run(SummaryObject *object, const Summary *run)
{
	object->known_parts = 0;
	if (is_live(object))
		finish_live(object);
	if (object->nruns > 1 &&
		(object->runs_size >=
			 Max(RUNS_FACTOR * (Size) VARSIZE(object->runs[0]), RUNS_FROM) ||
		 object->runs_size > RUNS_MOST))
		merge_runs(object);
	keep_run(object, summary_copy_bare(object->header.eoh_context, run));
}

/*
 * The pointer has a piece of memory to itself, because executors before 16 copy,
 * and so flatten, what a final function returns from elsewhere than the current
 * context.
 */
Datum
summary_object_result(SummaryObject *object)
{
	Size size = VARSIZE_EXTERNAL(object->header.eoh_ro_ptr);
	char *pointer = palloc(size);

	object->result = true;
	memcpy(pointer, object->header.eoh_ro_ptr, size);
	PG_RETURN_POINTER(pointer);
}

Summary *
summary_merge_runs(const Summary *const *runs, uint32 nruns,
				   const Summary *counters)
{
	Ledger *ledgers = palloc_extended(nruns * sizeof(Ledger), MCXT_ALLOC_HUGE);
	LedgerPlan plan;
	Ledger target;
	Summary *sum;
	void *scratch;

	for (uint32 i = 0; i < nruns; i++)
		ledgers[i] = summary_ledger(runs[i]);
	ledger_plan_merge(ledgers, nruns, &plan);
	scratch = huge_alloc(ledger_merge_scratch(ledgers, nruns));
	for (;;)
	{
		sum = huge_alloc(SUMMARY_PREFIX + plan.size);
		summary_copy_counters(sum, counters, SUMMARY_PREFIX + plan.size);
		sum->form = SUMMARY_PARTIAL;
		ledger_init(&sum->ledger, &plan, false);
		target = summary_ledger(sum);
		if (ledger_merge(&target, ledgers, nruns, scratch))
			break;
		pfree(sum);
		if (plan.shape.wide)
			summary_report_totals(counters->kind);
		plan.size += (Size) plan.capacity *
			(ledger_stride(ledger_widest(plan.shape.extra)) -
			 ledger_stride(plan.shape));
		plan.shape = ledger_widest(plan.shape.extra);
	}
	pfree(scratch);
	pfree(ledgers);

	summary_fit(sum);
	if (VARSIZE(sum) > LEDGER_MAX_BYTES)
		summary_report_full(counters->kind);
	return sum;
}

Datum
summary_result(Summary *summary)
{
	SummaryObject *object;

	if (summary_figures_size(summary->kind, summary->ledger.nentries) == 0)
	{
		summary_seal(summary);
		PG_RETURN_POINTER(summary);
	}

	/*
	 * The current context serves, since the pointer returned is read-only:
	 * nobody deletes the object or hands it to another owner.
	 */
	object = make_object(CurrentMemoryContext, summary);
	keep_run(object, summary);
	return summary_object_result(object);
}

static Size
object_flat_size(ExpandedObjectHeader *header)
{
	SummaryObject *object = (SummaryObject *) header;
	const Summary *run = summary_object_finished(object);
	Size size = VARSIZE(run);

	if (object->result)
		size += summary_figures_size(run->kind, run->ledger.nentries);
	if (size > LEDGER_MAX_BYTES)
		summary_report_full(run->kind);
	return size;
}

static void
object_flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	SummaryObject *object = (SummaryObject *) header;
	const Summary *run = summary_object_finished(object);
	Size figures_size = size - VARSIZE(run);
	Summary *flat = result;

	huge_advise(flat, size);
	memcpy(flat, run, SUMMARY_HEADER);
	SET_VARSIZE(flat, size);
	flat->figures_size = (uint32) figures_size;
	memcpy((char *) flat + SUMMARY_HEADER + figures_size,
		   (const char *) run + SUMMARY_HEADER, VARSIZE(run) - SUMMARY_HEADER);
	if (figures_size > 0 ||
		summary_figures_size(run->kind, run->ledger.nentries) == 0)
		summary_seal(flat);
	if (figures_size > 0)
	{
		SummaryView view;

		summary_view(run, &view);
		summary_figures_fill(&view, flat);
	}
}
