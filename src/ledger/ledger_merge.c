/*-------------------------------------------------------------------------
 *
 * ledger_merge.c
 *		Finished ledgers merged into one.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/ledger_merge.h"

#include "ledger/ledger_finish.h"
#include "ledger/ledger_order.h"
#include "ledger/ledger_shape.h"

/* A run on its way through a merge */
typedef struct Cursor
{
	/* the entry in hand: what it is compared by (ledger_order.h), ... */
	uint64 word;
	uint32 left;
	uint32 parent; /* its parent's place in the target */
	const char *entry;
	uint32 next; /* ... its number, ... */
	uint32 end;	 /* ... and where its level ends */
	const Ledger *run;
	uint32 *place; /* of the entries of upper levels, in the target */
} Cursor;

/* What has been merged, and the entry that was put last, in hand */
typedef struct Merge
{
	Ledger *target;
	Cursor last;
	bool any; /* is there one, of this level? */
} Merge;

void
ledger_plan_merge(const Ledger *runs, uint32 nruns, LedgerPlan *plan)
{
	uint64 capacity = 0;
	uint64 heap_size = 0;

	plan->shape = runs[0].head->shape;
	for (uint32 i = 0; i < nruns; i++)
	{
		plan->shape = ledger_joint_shape(plan->shape, runs[i].head->shape);
		capacity += runs[i].head->nentries;
		heap_size += runs[i].head->heap_used;
	}
	plan->capacity = (uint32) Min(capacity, PG_UINT32_MAX);
	plan->heap_size = (uint32) Min(heap_size, PG_UINT32_MAX);
	plan->size = sizeof(LedgerHead) + capacity * ledger_stride(plan->shape) +
		heap_size;
}

static inline void
take_entry(Cursor *cursor, uint32 skip)
{
	LedgerShape shape = cursor->run->head->shape;
	uint32 parent;

	cursor->entry = ledger_entry_at(cursor->run, cursor->next);
	cursor->word = ledger_order_word(cursor->entry, shape, cursor->run->heap,
									 skip, &cursor->left);
	parent = ledger_entry_parent(cursor->entry, shape);
	cursor->parent = parent == LEDGER_NO_PARENT
		? LEDGER_NO_PARENT
		: LEDGER_PARENT(cursor->place[parent - 1]);
}

/* The order of keys of which the words agree and more bytes follow */
static int
compare_long_keys(const Cursor *a, const Cursor *b)
{
	uint32 a_length = ledger_entry_length(a->entry, a->run->head->shape);
	uint32 b_length = ledger_entry_length(b->entry, b->run->head->shape);
	int order =
		memcmp(ledger_entry_bytes(a->entry, a->run->head->shape, a->run->heap),
			   ledger_entry_bytes(b->entry, b->run->head->shape, b->run->heap),
			   Min(a_length, b_length));

	if (order != 0)
		return order;
	return a_length < b_length ? -1 : a_length > b_length;
}

/* The order of the entries in hand, <0, 0, >0 */
static inline int
compare_cursors(const Cursor *a, const Cursor *b)
{
	LedgerShape shape = a->run->head->shape;

	if (a->word != b->word)
		return a->word < b->word ? -1 : 1;
	if (a->left > sizeof(uint64) && b->left > sizeof(uint64))
	{
		int order = compare_long_keys(a, b);

		if (order != 0)
			return order;
	}
	else if (a->left != b->left)
		return a->left < b->left ? -1 : 1;
	if (a->parent != b->parent)
		return a->parent < b->parent ? -1 : 1;
	if (shape.extra == LEDGER_PART)
	{
		uint64 a_part = ledger_entry_part(a->entry, shape);
		uint64 b_part = ledger_entry_part(b->entry, b->run->head->shape);

		return a_part < b_part ? -1 : a_part > b_part;
	}
	return 0;
}

/* Let the cursor at the head of the queue sink to where it belongs. */
static inline void
sift_down(Cursor **queue, uint32 n)
{
	Cursor *top = queue[0];
	uint32 at = 0;

	for (;;)
	{
		uint32 child = 2 * at + 1;

		if (child >= n)
			break;
		if (child + 1 < n && compare_cursors(queue[child + 1], queue[child]) < 0)
			child++;
		if (compare_cursors(top, queue[child]) <= 0)
			break;
		queue[at] = queue[child];
		at = child;
	}
	queue[at] = top;
}

/* Let the last cursor of the queue rise to where it belongs. */
static void
sift_up(Cursor **queue, uint32 at)
{
	Cursor *last = queue[at];

	while (at > 0 && compare_cursors(last, queue[(at - 1) / 2]) < 0)
	{
		queue[at] = queue[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	queue[at] = last;
}

/* How many bytes all keys of the level have in common */
static uint32
common_of_level(const Cursor *cursors, uint32 ncursors)
{
	const Cursor *first = NULL;
	uint32 common = PG_UINT32_MAX;

	for (uint32 i = 0; i < ncursors; i++)
	{
		const Cursor *cursor = &cursors[i];
		const Ledger *run = cursor->run;
		uint32 ends[2] = {cursor->next, cursor->end - 1};

		if (cursor->next == cursor->end)
			continue;
		if (first == NULL)
			first = cursor;
		/* in a sorted run the first and the last have what all have */
		for (int j = 0; j < lengthof(ends); j++)
			common =
				ledger_order_common(ledger_entry_at(first->run, first->next),
									first->run->head->shape, first->run->heap,
									ledger_entry_at(run, ends[j]),
									run->head->shape, run->heap, common);
	}
	return common;
}

/*
 * Put each run that has entries of a level into the queue.  Returns how many
 * bytes their keys have in common.
 */
static uint32
begin_level(Cursor *cursors, uint32 ncursors, uint32 level, Cursor **queue,
			uint32 *waiting)
{
	uint32 skip;

	for (uint32 i = 0; i < ncursors; i++)
	{
		const LedgerHead *head = cursors[i].run->head;

		cursors[i].end = level < lengthof(head->upper) ? head->upper[level]
													   : head->nentries;
	}
	skip = common_of_level(cursors, ncursors);
	for (uint32 i = 0; i < ncursors; i++)
	{
		if (cursors[i].next == cursors[i].end)
			continue;
		ground_interrupts();
		take_entry(&cursors[i], skip);
		queue[*waiting] = &cursors[i];
		sift_up(queue, (*waiting)++);
	}
	return skip;
}

/* Add the entry in hand to the last one of the target, which has its key. */
static inline bool
add_to_last(Merge *merge, const Cursor *cursor)
{
	Ledger *target = merge->target;
	LedgerShape shape = target->head->shape;
	void *entry = ledger_entry_at(target, target->head->nentries - 1);
	LedgerFigures more = ledger_entry_figures(cursor->entry,
											  cursor->run->head->shape);
	LedgerFigures sum = ledger_entry_figures(entry, shape);

	if (!ledger_figures_can_add(&sum, &more))
		return false;
	sum = ledger_figures_add(sum, &more);
	return ledger_entry_set(entry, shape, &sum);
}

/* Make the entry in hand the last one of the target. */
static inline bool
put_last(Merge *merge, const Cursor *cursor)
{
	merge->last = *cursor;
	merge->any = true;
	return ledger_append_entry(merge->target, cursor->run, cursor->entry,
							   cursor->parent);
}

/* Merge what the runs in the queue have of a level. */
static bool
merge_level(Merge *merge, Cursor **queue, uint32 waiting, uint32 skip)
{
	uint32 steps = 0;

	merge->any = false;
	while (waiting > 0)
	{
		Cursor *cursor = queue[0];
		bool fits = merge->any && compare_cursors(&merge->last, cursor) == 0
			? add_to_last(merge, cursor)
			: put_last(merge, cursor);

		if (!fits)
			return false;
		if (++steps % 65536 == 0)
			ground_interrupts();
		/* entries of the lowest level are nobody's parents */
		if (cursor->end < cursor->run->head->nentries)
			cursor->place[cursor->next] = merge->target->head->nentries - 1;

		if (++cursor->next < cursor->end)
			take_entry(cursor, skip);
		else
			queue[0] = queue[--waiting];
		if (waiting > 0)
			sift_down(queue, waiting);
	}
	return true;
}

Size
ledger_merge_scratch(const Ledger *runs, uint32 nruns)
{
	Size size = nruns * (sizeof(Cursor) + sizeof(Cursor *));

	for (uint32 i = 0; i < nruns; i++)
		size += runs[i].head->upper[LEDGER_MAX_LEVELS - 2] * sizeof(uint32);
	return size;
}

bool
ledger_merge(Ledger *target, const Ledger *runs, uint32 nruns, void *scratch)
{
	Cursor *cursors = scratch;
	Cursor **queue = (Cursor **) (cursors + nruns);
	uint32 *place = (uint32 *) (queue + nruns);
	Merge merge = {.target = target};

	memset(cursors, 0, nruns * sizeof(Cursor));
	for (uint32 i = 0; i < nruns; i++)
	{
		cursors[i].run = &runs[i];
		cursors[i].place = place;
		place += runs[i].head->upper[LEDGER_MAX_LEVELS - 2];
	}
	for (uint32 level = 0; level < LEDGER_MAX_LEVELS; level++)
	{
		uint32 waiting = 0;
		uint32 skip = begin_level(cursors, nruns, level, queue, &waiting);

		if (!merge_level(&merge, queue, waiting, skip))
			return false;
	}
	ledger_trim(target);
	return true;
}
