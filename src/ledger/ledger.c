/*-------------------------------------------------------------------------
 *
 * ledger.c
 *		Adding to a ledger, and reading it.
 *
 * Once a ledger has outgrown the processor's caches, looking a key up costs
 * two cache misses (index slot, entry), three for a long key.  Rows are then
 * collected, LEDGER_BATCH at a time: the index slot is prefetched when a row
 * arrives, the entries and long keys when the batch is flushed, so that the
 * misses of a batch overlap.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/ledger.h"

/* An index slot: 0 if empty, else hash bits above the entry's number + 1 */
#define SLOT_NUMBER_BITS 25
#define SLOT_NUMBER_MASK ((1U << SLOT_NUMBER_BITS) - 1)

/* What is looked for, or to be added */
typedef struct Lookup
{
	LedgerEntry entry; /* rows and sum to add */
	const char *bytes; /* the key, wherever it is */
	uint32 hash;
} Lookup;

StaticAssertDecl(sizeof(LedgerEntry) == 40, "ledger entries are stored");
StaticAssertDecl(sizeof(LedgerPending) == 48, "pending rows are stored");
StaticAssertDecl(sizeof(Ledger) == 32, "ledgers are stored");
StaticAssertDecl(LEDGER_MAX_BYTES / sizeof(LedgerEntry) < SLOT_NUMBER_MASK,
				 "a slot can hold any entry's number");

#ifdef __GNUC__
#define prefetch(address) __builtin_prefetch(address)
#else
#define prefetch(address) ((void) (address))
#endif

/*
 * Hashing.  The multiply-and-fold of Z. Krol's fasthash, over words that may
 * overlap at the end.  Sent and text forms have no hash, but a stored ledger
 * has those of its long keys: another function needs another version.
 */
#define HASH_FACTOR UINT64CONST(0x880355f21e6d1965)

static inline uint64
hash_fold(uint64 h)
{
	h ^= h >> 23;
	h *= UINT64CONST(0x2127599bf4325c37);
	return h ^ (h >> 47);
}

static inline uint32
hash_finish(uint64 h, uint32 length, uint32 parent)
{
	h ^= ((uint64) parent << 32 | length) * HASH_FACTOR;
	h = hash_fold(h);
	return (uint32) (h ^ (h >> 32));
}

/* The hash of a key longer than LEDGER_INLINE_KEY */
uint32
ledger_hash_key(const char *bytes, uint32 length, uint32 parent)
{
	uint64 h = 0;
	uint64 word;

	for (uint32 i = 0; i + sizeof(word) < length; i += sizeof(word))
	{
		memcpy(&word, bytes + i, sizeof(word));
		h = (h ^ hash_fold(word)) * HASH_FACTOR;
	}
	memcpy(&word, bytes + length - sizeof(word), sizeof(word));
	h = (h ^ hash_fold(word)) * HASH_FACTOR;
	return hash_finish(h, length, parent);
}

static inline uint32
entry_hash(const LedgerEntry *entry)
{
	if (entry->length > LEDGER_INLINE_KEY)
		return entry->key.heap.hash;
	return hash_finish(hash_fold(entry->key.word), entry->length, entry->parent);
}

/* A key of up to 8 bytes as the word that has them, zero-padded */
static inline uint64
load_short_key(const char *bytes, uint32 length)
{
	uint64 word = 0;

#ifndef WORDS_BIGENDIAN
	/* loads that overlap, because a loop over bytes takes longer than the rest */
	if (length >= sizeof(uint32))
	{
		uint32 first;
		uint32 last;

		memcpy(&first, bytes, sizeof(first));
		memcpy(&last, bytes + length - sizeof(last), sizeof(last));
		return first | (uint64) last << (8 * (length - sizeof(last)));
	}
#endif
	for (uint32 i = 0; i < length; i++)
		((char *) &word)[i] = bytes[i];
	return word;
}

static pg_attribute_always_inline void
lookup_init(Lookup *lookup, const void *key, uint32 length, uint32 parent,
			int64 rows, Amount sum)
{
	LedgerEntry *entry = &lookup->entry;

	entry->length = length;
	entry->parent = parent;
	entry->rows = rows;
	entry->sum = sum;
	lookup->bytes = key;
	if (length > LEDGER_INLINE_KEY)
	{
		entry->key.heap.hash = ledger_hash_key(key, length, parent);
		lookup->hash = entry->key.heap.hash;
	}
	else
	{
		entry->key.word = load_short_key(key, length);
		lookup->hash = entry_hash(entry);
	}
}

static inline bool
same_key(const LedgerEntry *entry, const Lookup *lookup, const char *heap)
{
	const LedgerEntry *wanted = &lookup->entry;

	if (entry->length != wanted->length || entry->parent != wanted->parent)
		return false;
	if (entry->length <= LEDGER_INLINE_KEY)
		return entry->key.word == wanted->key.word;
	return entry->key.heap.hash == wanted->key.heap.hash &&
		memcmp(heap + entry->key.heap.offset, lookup->bytes, entry->length) == 0;
}

/* The entry of a key, or -1; *slot is where the index has or would have it */
static pg_attribute_always_inline int64
find(const Ledger *ledger, const Lookup *lookup, uint32 *slot)
{
	const LedgerEntry *entries = ledger_entries(ledger);
	const char *heap = ledger_heap(ledger);

	if (ledger->nslots == 0)
	{
		for (uint32 i = 0; i < ledger->nentries; i++)
		{
			if (same_key(&entries[i], lookup, heap))
				return i;
		}
		return -1;
	}
	else
	{
		const uint32 *slots = ledger_slots(ledger);
		uint32 mask = ledger->nslots - 1;
		uint32 i = lookup->hash & mask;

		for (; slots[i] != 0; i = (i + 1) & mask)
		{
			uint32 number = (slots[i] & SLOT_NUMBER_MASK) - 1;

			if (((slots[i] ^ lookup->hash) & ~SLOT_NUMBER_MASK) == 0 &&
				same_key(&entries[number], lookup, heap))
			{
				*slot = i;
				return number;
			}
		}
		*slot = i;
		return -1;
	}
}

static inline void
fill_slot(Ledger *ledger, uint32 slot, uint32 hash, uint32 number)
{
	if (ledger->nslots != 0)
		ledger_slots(ledger)[slot] = (hash & ~SLOT_NUMBER_MASK) | (number + 1);
}

/* Add an entry that find() did not find; the caller has seen to room. */
static uint32
insert(Ledger *ledger, const Lookup *lookup, uint32 slot)
{
	uint32 number = ledger->nentries++;
	LedgerEntry *entry = &ledger_entries(ledger)[number];

	ledger->form = LEDGER_LIVE;
	*entry = lookup->entry;
	if (entry->length > LEDGER_INLINE_KEY)
	{
		/* a pending row's key may overlap its final place */
		memmove((char *) ledger_heap(ledger) + ledger->heap_used,
				lookup->bytes, entry->length);
		entry->key.heap.offset = ledger->heap_used;
		ledger->heap_used += entry->length;
	}
	fill_slot(ledger, slot, lookup->hash, number);
	return number;
}

static inline void
add_to_entry(LedgerEntry *entry, const LedgerEntry *addend)
{
	entry->rows += addend->rows;
	entry->sum = amount_add(entry->sum, addend->sum);
}

/*
 * ledger_copy
 *		Fill an empty, larger ledger with what another one holds.
 *
 * Entries keep their numbers.  The source has no rows pending.
 */
void
ledger_copy(Ledger *target, const Ledger *source)
{
	LedgerEntry *entries = ledger_entries(target);
	uint32 *slots = ledger_slots(target);
	uint32 mask = target->nslots - 1;

	Assert(source->form != LEDGER_BUNDLE && source->npending == 0);
	Assert(target->nentries == 0);
	Assert(target->capacity >= source->nentries);
	Assert(target->heap_size >= source->heap_used);

	memcpy(entries, ledger_entries(source),
		   source->nentries * sizeof(LedgerEntry));
	memcpy((char *) ledger_heap(target), ledger_heap(source), source->heap_used);
	target->nentries = source->nentries;
	target->heap_used = source->heap_used;
	if (target->nslots == 0)
		return;
	for (uint32 i = 0; i < target->nentries; i++)
	{
		uint32 hash = entry_hash(&entries[i]);
		uint32 slot = hash & mask;

		/* keys chosen so that their hashes are equal take quadratic time */
		ground_interrupts();
		while (slots[slot] != 0)
			slot = (slot + 1) & mask;
		fill_slot(target, slot, hash, i);
	}
}

/*
 * ledger_add
 *		Add rows and a sum to a key, which becomes an entry if it is not yet.
 *
 * Returns false, having done nothing, if the ledger must grow first.
 */
bool
ledger_add(Ledger *ledger, const void *key, uint32 length, uint32 parent,
		   int64 rows, Amount sum)
{
	Lookup lookup;
	LedgerPending *pending;

	Assert(ledger->form != LEDGER_BUNDLE);
	if (ledger->nslots == 0 && ledger->nentries > LEDGER_UNINDEXED)
		return false; /* compact: it needs an index to be added to */

	lookup_init(&lookup, key, length, parent, rows, sum);
	if (ledger->batch == 0)
	{
		uint32 slot = 0;
		int64 number = find(ledger, &lookup, &slot);

		if (number >= 0)
			add_to_entry(&ledger_entries(ledger)[number], &lookup.entry);
		else if (ledger_has_room(ledger, length))
			insert(ledger, &lookup, slot);
		else
			return false;
		return true;
	}

	if (ledger->npending == ledger->batch ||
		(length > LEDGER_INLINE_KEY &&
		 (Size) ledger->heap_used + ledger->heap_pending + length >
			 ledger->heap_size))
		ledger_flush(ledger);
	if (ledger->npending == 0 && !ledger_has_room(ledger, length))
		return false;

	prefetch(&ledger_slots(ledger)[lookup.hash & (ledger->nslots - 1)]);
	if (length > LEDGER_INLINE_KEY)
	{
		uint32 offset = ledger->heap_used + ledger->heap_pending;

		memcpy((char *) ledger_heap(ledger) + offset, key, length);
		lookup.entry.key.heap.offset = offset;
		ledger->heap_pending += length;
	}
	pending = &ledger_pending(ledger)[ledger->npending++];
	pending->entry = lookup.entry;
	pending->hash = lookup.hash;
	pending->unused = 0;
	return true;
}

/* The first entry whose hash bits agree, + 1; 0 if there is none */
static inline uint32
candidate(const Ledger *ledger, uint32 hash)
{
	const uint32 *slots = ledger_slots(ledger);
	uint32 mask = ledger->nslots - 1;
	uint32 i = hash & mask;

	while (slots[i] != 0 && ((slots[i] ^ hash) & ~SLOT_NUMBER_MASK) != 0)
		i = (i + 1) & mask;
	return slots[i] & SLOT_NUMBER_MASK;
}

/* Look up the pending rows. */
void
ledger_flush(Ledger *ledger)
{
	LedgerPending *pending = ledger_pending(ledger);
	LedgerEntry *entries = ledger_entries(ledger);
	char *heap = (char *) ledger_heap(ledger);
	uint32 candidates[LEDGER_BATCH];

	for (uint32 i = 0; i < ledger->npending; i++)
	{
		candidates[i] = candidate(ledger, pending[i].hash);
		if (candidates[i] != 0)
		{
			const LedgerEntry *entry = &entries[candidates[i] - 1];

			/* an entry may lie across two cache lines */
			prefetch(entry);
			prefetch(&entry->sum.hi);
		}
	}
	if (ledger->heap_pending > 0)
	{
		for (uint32 i = 0; i < ledger->npending; i++)
		{
			if (candidates[i] != 0)
			{
				const LedgerEntry *entry = &entries[candidates[i] - 1];

				if (entry->length > LEDGER_INLINE_KEY)
					prefetch(heap + entry->key.heap.offset);
			}
		}
	}
	for (uint32 i = 0; i < ledger->npending; i++)
	{
		Lookup lookup;
		uint32 slot = 0;
		int64 number;

		lookup.entry = pending[i].entry;
		lookup.hash = pending[i].hash;
		lookup.bytes = ledger_key(&pending[i].entry, heap);
		if (candidates[i] != 0 &&
			same_key(&entries[candidates[i] - 1], &lookup, heap))
			number = candidates[i] - 1;
		else
			number = find(ledger, &lookup, &slot);
		if (number >= 0)
			add_to_entry(&entries[number], &lookup.entry);
		else
			insert(ledger, &lookup, slot);
	}
	ledger->npending = 0;
	ledger->heap_pending = 0;
}

/*
 * The key among the parents of the row that came last, or -1.  Rows come by
 * agency, mostly all of a group's are of the same, and this spares hashing.
 */
static inline int64
last_entered(const Ledger *ledger, const char *key, uint32 length, uint32 parent)
{
	const LedgerEntry *entries = ledger_entries(ledger);
	const char *heap = ledger_heap(ledger);
	uint32 at;

	if (ledger->npending == 0)
		return -1;
	at = ledger_pending(ledger)[ledger->npending - 1].entry.parent;
	while (at != LEDGER_NO_PARENT)
	{
		const LedgerEntry *entry = &entries[at - 1];

		if (entry->parent == parent && entry->length == length &&
			memcmp(ledger_key(entry, heap), key, length) == 0)
			return at - 1;
		at = entry->parent;
	}
	return -1;
}

/*
 * ledger_enter
 *		The number of a key's entry, which is made, without rows, if need be.
 *
 * Numbers stay the same until the ledger is compacted, so they can be parents.
 * Returns -1 if the ledger must grow first.
 */
int64
ledger_enter(Ledger *ledger, const void *key, uint32 length, uint32 parent)
{
	Lookup lookup;
	uint32 slot = 0;
	int64 number;

	Assert(ledger->form != LEDGER_BUNDLE);
	if (ledger->nslots == 0 && ledger->nentries > LEDGER_UNINDEXED)
		return -1;
	number = last_entered(ledger, key, length, parent);
	if (number >= 0)
		return number;
	lookup_init(&lookup, key, length, parent, 0, AMOUNT_ZERO);
	number = find(ledger, &lookup, &slot);
	if (number < 0 && ledger->npending > 0)
	{
		ledger_flush(ledger);
		number = find(ledger, &lookup, &slot);
	}
	if (number < 0 && ledger_has_room(ledger, length))
		number = insert(ledger, &lookup, slot);
	return number;
}

/*
 * ledger_snapshot
 *		Copy the entries, with pending rows looked up, without a write to the
 *		ledger.  Returns how many there are.
 *
 * There is room for nentries + npending of them; their keys are in the
 * ledger's heap.
 */
uint32
ledger_snapshot(const Ledger *ledger, LedgerEntry *entries)
{
	const LedgerPending *pending = ledger_pending(ledger);
	const char *heap = ledger_heap(ledger);
	uint32 nentries = ledger->nentries;

	memcpy(entries, ledger_entries(ledger), nentries * sizeof(LedgerEntry));
	for (uint32 i = 0; i < ledger->npending; i++)
	{
		Lookup lookup;
		uint32 slot;
		int64 number;

		lookup.entry = pending[i].entry;
		lookup.hash = pending[i].hash;
		lookup.bytes = ledger_key(&pending[i].entry, heap);
		number = find(ledger, &lookup, &slot);
		for (uint32 j = ledger->nentries; number < 0 && j < nentries; j++)
		{
			if (same_key(&entries[j], &lookup, heap))
				number = j;
		}
		if (number >= 0)
			add_to_entry(&entries[number], &lookup.entry);
		else
			entries[nentries++] = lookup.entry;
	}
	return nentries;
}
