/*-------------------------------------------------------------------------
 *
 * ledger_compact.c
 *		The compact form of a ledger: sorted, without slack.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/ledger_compact.h"

#include "exact/radix.h"
#include "ledger/ledger.h"
#include "ledger/ledger_order.h"

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

typedef struct SortSource
{
	const LedgerEntry *entries;
	const char *heap;
} SortSource;

StaticAssertDecl(LEDGER_MAX_BYTES / sizeof(LedgerEntry) <
					 (1U << ITEM_PARENT_BITS),
				 "a SortItem can hold any entry's number");

/* The order of two items of which only the keys' further bytes may differ */
static inline int
compare_long_items(const SortItem *a, const SortItem *b, const SortSource *source)
{
	int order = ledger_compare_keys(&source->entries[item_number(*a)],
									&source->entries[item_number(*b)],
									source->heap);

	if (order != 0)
		return order;
	return item_parent(*a) < item_parent(*b)
		? -1
		: item_parent(*a) > item_parent(*b);
}

/* How many bytes all the keys of some entries begin with in common */
static uint32
common_prefix(const LedgerEntry *entries, const char *heap,
			  const SortItem *items, uint32 nitems)
{
	const LedgerEntry *first = &entries[item_number(items[0])];
	uint32 common = first->length;

	for (uint32 i = 1; i < nitems && common > 0; i++)
		common = ledger_order_common(first, heap,
									 &entries[item_number(items[i])], heap,
									 common);
	return common;
}

#define ST_SORT					 sort_long_items
#define ST_ELEMENT_TYPE			 SortItem
#define ST_COMPARE(a, b, source) compare_long_items(a, b, source)
#define ST_COMPARE_ARG_TYPE		 const SortSource
#ifndef FRONTEND
#define ST_CHECK_FOR_INTERRUPTS
#endif
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* Sort by key and parent; the items' numbers are those of entries. */
static void
sort_items(SortItem *items, uint32 n, const SortSource *source, SortItem *scratch)
{
	radix_sort(items, n, ITEM_FROM_BYTE, scratch);

	/* where the word does not tell keys apart that are longer than it */
	for (uint32 first = 0, end; first < n; first = end)
	{
		for (end = first + 1; end < n && items[end].hi == items[first].hi; end++)
			;
		while (first < end && item_left(items[first]) <= sizeof(uint64))
			first++;
		if (end - first > 1)
			sort_long_items(items + first, end - first, source);
	}
}

/* Bytes of long keys that a compact ledger of these entries has */
uint32
ledger_compact_heap(const LedgerEntry *entries, uint32 nentries)
{
	uint32 heap_size = 0;

	for (uint32 i = 0; i < nentries; i++)
	{
		if (entries[i].length > LEDGER_INLINE_KEY)
			heap_size += entries[i].length;
	}
	return heap_size;
}

/* Bytes of scratch memory that ledger_compact() needs */
Size
ledger_compact_scratch(uint32 nentries)
{
	return (Size) nentries * (2 * sizeof(SortItem) + 2 * sizeof(uint32));
}

/*
 * ledger_compact
 *		Fill a ledger that was made without an index and with just the room
 *		needed: entries sorted by level (entries without a parent first), key
 *		and parent, with parents' numbers brought up to date.
 *
 * Equal contents give equal bytes.  Parents come before their children in
 * "entries", as in every ledger.
 */
void
ledger_compact(Ledger *target, const LedgerEntry *entries, const char *heap,
			   void *scratch)
{
	uint32 nentries = target->capacity;
	SortItem *items = scratch;
	SortItem *sorting = items + nentries;
	uint32 *place = (uint32 *) (sorting + nentries);
	uint32 *level = place + nentries;
	LedgerEntry *out = ledger_entries(target);
	char *out_heap = (char *) ledger_heap(target);
	SortSource source = {entries, heap};
	uint32 placed = 0;

	for (uint32 i = 0; i < nentries; i++)
		level[i] = entries[i].parent == LEDGER_NO_PARENT
			? 0
			: level[entries[i].parent - 1] + 1;

	for (uint32 depth = 0; placed < nentries; depth++)
	{
		uint32 nitems = 0;
		uint32 skip;

		for (uint32 i = 0; i < nentries; i++)
		{
			if (level[i] != depth)
				continue;
			items[nitems++].lo = i;
		}
		Assert(nitems > 0);
		skip = common_prefix(entries, heap, items, nitems);
		for (uint32 i = 0; i < nitems; i++)
		{
			uint32 number = item_number(items[i]);
			uint32 parent = depth == 0
				? LEDGER_NO_PARENT
				: LEDGER_PARENT(place[entries[number].parent - 1]);
			uint32 left;

			items[i].hi = ledger_order_word(&entries[number], heap, skip, &left);
			items[i].lo = ((uint64) left << ITEM_PARENT_BITS | parent) << 32 |
				number;
		}
		sort_items(items, nitems, &source, sorting);
		for (uint32 i = 0; i < nitems; i++, placed++)
		{
			const LedgerEntry *entry = &entries[item_number(items[i])];

			place[item_number(items[i])] = placed;
			out[placed] = *entry;
			out[placed].parent = item_parent(items[i]);
			if (entry->length > LEDGER_INLINE_KEY)
			{
				memcpy(out_heap + target->heap_used,
					   heap + entry->key.heap.offset, entry->length);
				out[placed].key.heap.offset = target->heap_used;
				target->heap_used += entry->length;
			}
		}
	}
	target->nentries = nentries;
	target->form = LEDGER_COMPACT;

	/* a key's hash covers its parent's number, which may have changed */
	for (uint32 i = 0; i < nentries; i++)
	{
		if (out[i].length > LEDGER_INLINE_KEY &&
			out[i].parent != LEDGER_NO_PARENT)
			out[i].key.heap.hash =
				ledger_hash_key(out_heap + out[i].key.heap.offset,
								out[i].length, out[i].parent);
	}
}

/*
 * ledger_trim
 *		Make a ledger compact that was filled in order, with more room than it
 *		needed: its keys move up behind its entries.
 */
void
ledger_trim(Ledger *ledger)
{
	const char *heap = ledger_heap(ledger);

	ledger->capacity = ledger->nentries;
	memmove((char *) ledger_heap(ledger), heap, ledger->heap_used);
	ledger->heap_size = ledger->heap_used;
	ledger->form = LEDGER_COMPACT;
}
