/*-------------------------------------------------------------------------
 *
 * ledger_finish.c
 *		Finished ledgers: sorted, without slack, in the narrowest shape.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/ledger_finish.h"

#include "exact/radix.h"
#include "ledger/ledger_order.h"
#include "ledger/ledger_shape.h"

/*
 * What a sort by key moves about, a number of 128 bits: the word of the key
 * (ledger_order.h) above; below it, from the top, how many bytes the key has
 * from there on (4 bits), the parent's new place (28) and the entry's old one.
 */
typedef Amount SortItem;

#define ITEM_PARENT_BITS 28
#define ITEM_FROM_BYTE	 4 /* the entry's place is not sorted by */

static inline uint32
item_number(SortItem item)
{
	return (uint32) item.lo;
}

static inline uint32
item_parent(SortItem item)
{
	return (uint32) (item.lo >> 32) & ((1U << ITEM_PARENT_BITS) - 1);
}

static inline uint32
item_left(SortItem item)
{
	return (uint32) (item.lo >> (32 + ITEM_PARENT_BITS));
}

StaticAssertDecl(LEDGER_MAX_BYTES / sizeof(LedgerNarrow) <
					 (1U << ITEM_PARENT_BITS),
				 "a SortItem can hold any entry's number");

static inline const void *
item_entry(SortItem item, const Ledger *source)
{
	return ledger_entry_at(source, item_number(item));
}

/* The order of two items whose words agree */
static inline int
compare_further(const SortItem *a, const SortItem *b, const Ledger *source)
{
	LedgerShape shape = source->head->shape;
	const void *a_entry = item_entry(*a, source);
	const void *b_entry = item_entry(*b, source);
	int order = ledger_compare_keys(a_entry, b_entry, shape, source->heap);
	uint64 a_part;
	uint64 b_part;

	if (order != 0)
		return order;
	if (item_parent(*a) != item_parent(*b))
		return item_parent(*a) < item_parent(*b) ? -1 : 1;
	a_part = ledger_entry_part(a_entry, shape);
	b_part = ledger_entry_part(b_entry, shape);
	return a_part < b_part ? -1 : a_part > b_part;
}

#define ST_SORT					 sort_further
#define ST_ELEMENT_TYPE			 SortItem
#define ST_COMPARE(a, b, source) compare_further(a, b, source)
#define ST_COMPARE_ARG_TYPE		 const Ledger
#ifndef FRONTEND
#define ST_CHECK_FOR_INTERRUPTS
#endif
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* How many bytes all the keys of some entries begin with in common */
static uint32
common_prefix(const Ledger *source, const SortItem *items, uint32 nitems)
{
	LedgerShape shape = source->head->shape;
	const void *first = item_entry(items[0], source);
	uint32 common = ledger_entry_length(first, shape);

	for (uint32 i = 1; i < nitems && common > 0; i++)
		common = ledger_order_common(first, shape, source->heap,
									 item_entry(items[i], source), shape,
									 source->heap, common);
	return common;
}

/* Sort by key, parent and part; the items' numbers are those of entries. */
static void
sort_items(SortItem *items, uint32 n, const Ledger *source, SortItem *scratch)
{
	bool parts = source->head->shape.extra == LEDGER_PART;

	radix_sort(items, n, ITEM_FROM_BYTE, scratch);

	/* where the word does not tell keys apart that are longer than it */
	for (uint32 first = 0, end; first < n; first = end)
	{
		for (end = first + 1; end < n && items[end].hi == items[first].hi; end++)
			;
		while (first < end && !parts && item_left(items[first]) <= sizeof(uint64))
			first++;
		if (end - first > 1)
			sort_further(items + first, end - first, source);
	}
}

/* Are two items that were sorted, neighbours, of the same key and all? */
static inline bool
same_items(const SortItem *a, const SortItem *b, const Ledger *source)
{
	if (a->hi != b->hi || a->lo >> 32 != b->lo >> 32)
		return false;
	return (item_left(*a) <= sizeof(uint64) &&
			source->head->shape.extra != LEDGER_PART) ||
		compare_further(a, b, source) == 0;
}

/* Bytes of the long keys of all entries */
static uint32
long_keys(const Ledger *ledger)
{
	LedgerShape shape = ledger->head->shape;
	const char *entry = ledger->entries;
	uint32 size = 0;

	if (ledger->head->heap_used == 0)
		return 0;
	for (uint32 i = 0; i < ledger->head->nentries; i++)
	{
		uint32 length = ledger_entry_length(entry, shape);

		if (length > LEDGER_INLINE_KEY)
			size += length;
		entry += ledger->stride;
	}
	return size;
}

/* <0, 0, >0 as an entry will be before, the same as or behind another one */
static int
compare_placed(const void *a, const void *b, const Ledger *source)
{
	LedgerShape shape = source->head->shape;
	int order = ledger_entry_level(a, shape) - ledger_entry_level(b, shape);
	uint32 a_parent = ledger_entry_parent(a, shape);
	uint32 b_parent = ledger_entry_parent(b, shape);
	uint64 a_part = ledger_entry_part(a, shape);
	uint64 b_part = ledger_entry_part(b, shape);

	if (order == 0)
		order = ledger_compare_keys(a, b, shape, source->heap);
	if (order == 0 && a_parent != b_parent)
		order = compare_placed(ledger_entry_at(source, a_parent - 1),
							   ledger_entry_at(source, b_parent - 1), source);
	if (order != 0)
		return order;
	return a_part < b_part ? -1 : a_part > b_part;
}

/* How many entries are of a level that has another one below it */
static uint32
upper_entries(const Ledger *source)
{
	uint32 count[LEDGER_MAX_LEVELS] = {0};
	uint32 above = 0;
	uint32 upper = 0;

	for (uint32 i = 0; i < source->head->nentries; i++)
		count[ledger_entry_level(ledger_entry_at(source, i), source->head->shape)]++;
	for (int level = 0; level < LEDGER_MAX_LEVELS; level++)
	{
		if (count[level] > 0)
			upper = above;
		above += count[level];
	}
	return upper;
}

/*
 * The highest number that a parent will have; LEDGER_NO_PARENT if a narrow
 * entry can have any.  There is no place yet for entries to be sorted in.
 */
static uint32
highest_parent(const Ledger *source)
{
	LedgerShape shape = source->head->shape;
	uint32 nentries = source->head->nentries;
	const char *last = NULL;
	uint32 number = 1;

	if (nentries <= LEDGER_NARROW_PARENT ||
		upper_entries(source) <= LEDGER_NARROW_PARENT)
		return LEDGER_NO_PARENT;
	for (uint32 i = 0; i < nentries; i++)
	{
		uint32 parent = ledger_entry_parent(ledger_entry_at(source, i), shape);
		const char *entry;

		if (parent == LEDGER_NO_PARENT)
			continue;
		entry = ledger_entry_at(source, parent - 1);
		if (last == NULL ||
			(entry != last && compare_placed(entry, last, source) > 0))
			last = entry;
	}
	for (uint32 i = 0; i < nentries; i++)
		number += compare_placed(ledger_entry_at(source, i), last, source) < 0;
	return number;
}

void
ledger_plan_finish(const Ledger *ledger, LedgerPlan *plan)
{
	plan->shape = ledger_fitting_shape_for(ledger, highest_parent(ledger));
	plan->capacity = ledger->head->nentries;
	plan->heap_size = long_keys(ledger);
	plan->size = sizeof(LedgerHead) +
		ledger_size(plan->shape, plan->capacity, plan->heap_size);
}

Size
ledger_finish_scratch(uint32 nentries)
{
	return (Size) nentries * (2 * sizeof(SortItem) + sizeof(uint32));
}

void
ledger_append(Ledger *ledger, LedgerKeyWord key, const char *bytes,
			  uint32 length, uint32 place, uint64 part)
{
	LedgerHead *head = ledger->head;

	if (length > LEDGER_INLINE_KEY)
	{
		memcpy(ledger->heap + head->heap_used, bytes, length);
		key.heap.offset = head->heap_used;
		key.heap.hash = 0;
		head->heap_used += length;
	}
	ledger_entry_set_key(ledger_entry_at(ledger, head->nentries), head->shape,
						 key, length, place, part);
	head->nentries++;
	for (uint32 level = place >> LEDGER_LEVEL_SHIFT;
		 level < lengthof(head->upper); level++)
		head->upper[level] = head->nentries;
}

bool
ledger_append_entry(Ledger *target, const Ledger *source, const void *entry,
					uint32 parent)
{
	LedgerShape from = source->head->shape;
	LedgerShape to = target->head->shape;
	char *new_entry = ledger_entry_at(target, target->head->nentries);
	uint32 length = ledger_entry_length(entry, from);
	uint32 place = (ledger_entry_place(entry, from) & ~LEDGER_PARENT_MASK) |
		parent;
	LedgerFigures figures;

	if (!to.wide && !ledger_is_narrow_place(length, place))
		return false;
	ledger_append(target, *ledger_entry_key(entry),
				  ledger_entry_bytes(entry, from, source->heap), length, place,
				  ledger_entry_part(entry, from));
	if (ledger_same_shape(from, to))
	{
		/* all behind key, length and place */
		Size at = from.wide ? offsetof(LedgerWide, rows)
							: offsetof(LedgerNarrow, rows);

		memcpy(new_entry + at, (const char *) entry + at, target->stride - at);
		return true;
	}
	figures = ledger_entry_figures(entry, from);
	return ledger_entry_set(new_entry, to, &figures);
}

/* The entries of a level, their places in the target known to be set for all above */
static uint32
collect_level(const Ledger *source, uint32 level, SortItem *items)
{
	LedgerShape shape = source->head->shape;
	const char *entry = source->entries;
	uint32 nitems = 0;

	for (uint32 i = 0; i < source->head->nentries; i++)
	{
		if (ledger_entry_level(entry, shape) == level)
			items[nitems++].lo = i;
		entry += source->stride;
	}
	return nitems;
}

bool
ledger_finish(Ledger *target, const Ledger *source, void *scratch)
{
	LedgerShape shape = source->head->shape;
	uint32 nentries = source->head->nentries;
	SortItem *items = scratch;
	SortItem *sorting = items + nentries;
	uint32 *place = (uint32 *) (sorting + nentries);

	for (uint32 level = 0; level < LEDGER_MAX_LEVELS; level++)
	{
		uint32 nitems = collect_level(source, level, items);
		uint32 skip;

		if (nitems == 0)
			continue;
		skip = common_prefix(source, items, nitems);
		for (uint32 i = 0; i < nitems; i++)
		{
			const void *entry = item_entry(items[i], source);
			uint32 parent = ledger_entry_parent(entry, shape);
			uint32 left;

			if (parent != LEDGER_NO_PARENT)
				parent = LEDGER_PARENT(place[parent - 1]);
			items[i].hi = ledger_order_word(entry, shape, source->heap, skip,
											&left);
			items[i].lo |= ((uint64) left << ITEM_PARENT_BITS | parent) << 32;
		}
		sort_items(items, nitems, source, sorting);
		for (uint32 i = 0; i < nitems; i++)
		{
			if (i > 0 && same_items(&items[i - 1], &items[i], source))
				return false;
			place[item_number(items[i])] = target->head->nentries;
			(void) ledger_append_entry(target, source,
									   item_entry(items[i], source),
									   item_parent(items[i]));
		}
	}
	/* was it too early to say which places are narrow? */
	if (target->head->shape.wide)
		ledger_trim(target);
	return true;
}

/* Write the entries of a ledger in one piece anew, in a narrower shape. */
static void
narrow(Ledger *ledger, LedgerShape shape)
{
	Ledger narrower = *ledger;

	/* each is shorter than before, and goes before what was not read yet */
	(void) ledger_copy_entries(ledger->entries, shape, ledger);
	ledger->head->shape = shape;
	narrower.stride = ledger_stride(shape);
	*ledger = narrower;
}

void
ledger_trim(Ledger *ledger)
{
	LedgerHead *head = ledger->head;
	LedgerShape shape = ledger_fitting_shape(ledger);
	char *heap = ledger->heap;

	if (!ledger_same_shape(shape, head->shape))
		narrow(ledger, shape);
	head->capacity = head->nentries;
	head->heap_size = head->heap_used;
	ledger->heap = ledger_entry_at(ledger, head->nentries);
	memmove(ledger->heap, heap, head->heap_used);
}
