/*-------------------------------------------------------------------------
 *
 * ledger_merge.c
 *		Compact ledgers merged into one, and bundles of them.
 *
 * Compact ledgers are sorted, so that their sum is made by going through them
 * side by side: nothing is hashed, nothing sorted again.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/ledger_merge.h"

#include "ledger/ledger.h"
#include "ledger/ledger_compact.h"
#include "ledger/ledger_order.h"

/* A run on its way through a merge */
typedef struct Cursor
{
	/* the entry in hand: what it is compared by (ledger_order.h), ... */
	uint64 word;
	uint32 left;
	uint32 parent; /* its parent's place in the target */
	uint32 next;   /* ... its number, ... */
	uint32 end;	   /* ... and where its level ends */
	const LedgerEntry *entries;
	const char *heap;
	uint32 nentries;
	uint32 *place; /* of the entries of upper levels, in the target */
} Cursor;

/* Bytes of a compact ledger, as a run of a bundle */
Size
ledger_run_size(const Ledger *run)
{
	Assert(run->form == LEDGER_COMPACT);
	return TYPEALIGN(8, ledger_size(run->nentries, run->heap_used, false));
}

/* Make an empty bundle, with room for so many bytes, in its place. */
void
ledger_bundle_init(Ledger *bundle, Size room)
{
	ledger_init(bundle, 0, (uint32) room, false);
	bundle->form = LEDGER_BUNDLE;
}

/*
 * ledger_bundle_add
 *		Add a compact ledger, or all the runs of another bundle, to a bundle.
 *		Returns false, having done nothing, if there is no room.
 */
bool
ledger_bundle_add(Ledger *bundle, const Ledger *from)
{
	Size size = ledger_bundle_size(from);
	char *to = (char *) ledger_heap(bundle) + bundle->heap_used;

	if (size > bundle->heap_size - bundle->heap_used)
		return false;
	if (from->form == LEDGER_BUNDLE)
		memcpy(to, ledger_heap(from), from->heap_used);
	else
	{
		Size used = ledger_size(from->nentries, from->heap_used, false);

		memcpy(to, from, used);
		memset(to + used, 0, size - used);
	}
	bundle->heap_used += (uint32) size;
	return true;
}

/* Bytes that a compact ledger, or the runs of a bundle, take in a bundle */
Size
ledger_bundle_size(const Ledger *from)
{
	return from->form == LEDGER_BUNDLE ? from->heap_used : ledger_run_size(from);
}

/* The run after one of a ledger's, or the first after NULL; NULL at the end */
const Ledger *
ledger_next_run(const Ledger *ledger, const Ledger *run)
{
	const char *begin = ledger_heap(ledger);
	const char *next;

	if (ledger->form != LEDGER_BUNDLE)
		return run == NULL ? ledger : NULL;
	next = run ? (const char *) run + ledger_run_size(run) : begin;
	return next < begin + ledger->heap_used ? (const Ledger *) next : NULL;
}

static inline void
take_entry(Cursor *cursor, uint32 skip)
{
	const LedgerEntry *entry = &cursor->entries[cursor->next];

	cursor->word = ledger_order_word(entry, cursor->heap, skip, &cursor->left);
	cursor->parent = entry->parent == LEDGER_NO_PARENT
		? LEDGER_NO_PARENT
		: LEDGER_PARENT(cursor->place[entry->parent - 1]);
}

/* The order of the entries in hand, <0, 0, >0 */
static inline int
compare_cursors(const Cursor *a, const Cursor *b)
{
	if (a->word != b->word)
		return a->word < b->word ? -1 : 1;
	if (a->left > sizeof(uint64) && b->left > sizeof(uint64))
	{
		const LedgerEntry *a_entry = &a->entries[a->next];
		const LedgerEntry *b_entry = &b->entries[b->next];
		int order = memcmp(ledger_key(a_entry, a->heap),
						   ledger_key(b_entry, b->heap),
						   Min(a_entry->length, b_entry->length));

		if (order != 0)
			return order;
		if (a_entry->length != b_entry->length)
			return a_entry->length < b_entry->length ? -1 : 1;
	}
	else if (a->left != b->left)
		return a->left < b->left ? -1 : 1;
	return a->parent < b->parent ? -1 : a->parent > b->parent;
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

/* Set where the level that begins with the next entry ends. */
static void
find_level(Cursor *cursor)
{
	uint32 low = cursor->next;
	uint32 high = cursor->nentries;

	/* the parents of this level's entries stand before it */
	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;

		if (cursor->entries[middle].parent <= cursor->next)
			low = middle + 1;
		else
			high = middle;
	}
	cursor->end = low;
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

		if (cursor->next == cursor->end)
			continue;
		if (first == NULL)
			first = cursor;
		/* in a sorted run the first and the last have what all have */
		common = ledger_order_common(&first->entries[first->next], first->heap,
									 &cursor->entries[cursor->next],
									 cursor->heap, common);
		common = ledger_order_common(&first->entries[first->next], first->heap,
									 &cursor->entries[cursor->end - 1],
									 cursor->heap, common);
	}
	return common;
}

/* Bytes of scratch memory that ledger_merge() needs */
Size
ledger_merge_scratch(const Ledger *const *runs, uint32 nruns)
{
	Size size = nruns * (sizeof(Cursor) + sizeof(Cursor *));

	for (uint32 i = 0; i < nruns; i++)
		size += runs[i]->nentries * sizeof(uint32);
	return size;
}

/*
 * ledger_merge
 *		Fill a ledger that was made without an index, and with room for the
 *		entries and long keys of all the runs together, with their sum.
 *
 * The result is compact, byte for byte what ledger_compact() makes of the same
 * contents; what was not needed of the room is behind it.
 */
void
ledger_merge(Ledger *target, const Ledger *const *runs, uint32 nruns,
			 void *scratch)
{
	Cursor *cursors = scratch;
	Cursor **queue = (Cursor **) (cursors + nruns);
	uint32 *place = (uint32 *) (queue + nruns);
	LedgerEntry *out = ledger_entries(target);
	char *out_heap = (char *) ledger_heap(target);
	uint32 placed = 0;
	uint32 steps = 0;

	for (uint32 i = 0; i < nruns; i++)
	{
		Cursor *cursor = &cursors[i];

		cursor->entries = ledger_entries(runs[i]);
		cursor->heap = ledger_heap(runs[i]);
		cursor->nentries = runs[i]->nentries;
		cursor->next = cursor->end = 0;
		cursor->place = place;
		place += runs[i]->nentries;
	}

	for (;;)
	{
		uint32 waiting = 0;
		uint32 skip;
		bool first = true;
		Cursor last = {0}; /* with the entry put last in hand */

		for (uint32 i = 0; i < nruns; i++)
			find_level(&cursors[i]);
		skip = common_of_level(cursors, nruns);
		for (uint32 i = 0; i < nruns; i++)
		{
			if (cursors[i].next == cursors[i].end)
				continue;
			ground_interrupts();
			take_entry(&cursors[i], skip);
			queue[waiting] = &cursors[i];
			sift_up(queue, waiting++);
		}
		if (waiting == 0)
			break;

		while (waiting > 0)
		{
			Cursor *cursor = queue[0];
			const LedgerEntry *entry = &cursor->entries[cursor->next];

			if (!first && compare_cursors(&last, cursor) == 0)
			{
				out[placed - 1].rows += entry->rows;
				out[placed - 1].sum = amount_add(out[placed - 1].sum,
												 entry->sum);
			}
			else
			{
				LedgerEntry *new_entry = &out[placed++];

				*new_entry = *entry;
				new_entry->parent = cursor->parent;
				if (entry->length > LEDGER_INLINE_KEY)
				{
					const char *key = cursor->heap + entry->key.heap.offset;

					memcpy(out_heap + target->heap_used, key, entry->length);
					new_entry->key.heap.offset = target->heap_used;
					target->heap_used += entry->length;
					/* the hash covers the parent's number */
					if (cursor->parent != entry->parent)
						new_entry->key.heap.hash =
							ledger_hash_key(key, entry->length, cursor->parent);
				}
				last = *cursor;
				first = false;
			}
			if (++steps % 65536 == 0)
				ground_interrupts();
			/* entries of the lowest level are nobody's parents */
			if (cursor->end < cursor->nentries)
				cursor->place[cursor->next] = placed - 1;

			if (++cursor->next < cursor->end)
				take_entry(cursor, skip);
			else
				queue[0] = queue[--waiting];
			sift_down(queue, waiting);
		}
	}

	target->nentries = placed;
	ledger_trim(target);
}
