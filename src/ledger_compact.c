/*-------------------------------------------------------------------------
 *
 * ledger_compact.c
 *		The compact form of a ledger: sorted, without slack.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger_order.h"

/* What a sort by key moves about: see ledger_order.h */
typedef struct SortItem
{
	uint64 word;
	uint32 parent;		/* the parent's new place */
	uint32 number : 28; /* the entry's old place */
	uint32 left : 4;
} SortItem;

typedef struct SortSource
{
	const LedgerEntry *entries;
	const char *heap;
} SortSource;

StaticAssertDecl(LEDGER_MAX_BYTES / sizeof(LedgerEntry) < (1 << 28),
				 "a SortItem can hold any entry's number");

static inline int
compare_items(const SortItem *a, const SortItem *b, const SortSource *source)
{
	if (a->word != b->word)
		return a->word < b->word ? -1 : 1;
	if (a->left > sizeof(uint64) && b->left > sizeof(uint64))
	{
		int order = ledger_compare_keys(&source->entries[a->number],
										&source->entries[b->number],
										source->heap);

		if (order != 0)
			return order;
	}
	else if (a->left != b->left)
		return a->left < b->left ? -1 : 1;
	return a->parent < b->parent ? -1 : a->parent > b->parent;
}

/* How many bytes all the keys of some entries begin with in common */
static uint32
common_prefix(const LedgerEntry *entries, const char *heap,
			  const SortItem *items, uint32 nitems)
{
	const LedgerEntry *first = &entries[items[0].number];
	uint32 common = first->length;

	for (uint32 i = 1; i < nitems && common > 0; i++)
		common = ledger_order_common(first, heap, &entries[items[i].number],
									 heap, common);
	return common;
}

#define ST_SORT					 sort_items
#define ST_ELEMENT_TYPE			 SortItem
#define ST_COMPARE(a, b, source) compare_items(a, b, source)
#define ST_COMPARE_ARG_TYPE		 const SortSource
#ifndef FRONTEND
#define ST_CHECK_FOR_INTERRUPTS
#endif
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

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
	return (Size) nentries * (sizeof(SortItem) + 2 * sizeof(uint32));
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
	uint32 *place = (uint32 *) (items + nentries);
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
			items[nitems].number = i;
			items[nitems].parent = depth == 0
				? LEDGER_NO_PARENT
				: LEDGER_PARENT(place[entries[i].parent - 1]);
			nitems++;
		}
		Assert(nitems > 0);
		skip = common_prefix(entries, heap, items, nitems);
		for (uint32 i = 0; i < nitems; i++)
		{
			uint32 left;

			items[i].word = ledger_order_word(&entries[items[i].number], heap,
											  skip, &left);
			items[i].left = left;
		}
		sort_items(items, nitems, &source);
		for (uint32 i = 0; i < nitems; i++, placed++)
		{
			const LedgerEntry *entry = &entries[items[i].number];

			place[items[i].number] = placed;
			out[placed] = *entry;
			out[placed].parent = items[i].parent;
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
