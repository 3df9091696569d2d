/*-------------------------------------------------------------------------
 *
 * ledger_lookup.h
 *		Looking a key up in a ledger: its hash, the index, the entry.
 *
 * For ledger.c alone, where the compiler puts it into the loops over rows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_LOOKUP_H
#define COMMISSIONING_LEDGER_LOOKUP_H

#include "ledger/ledger_entry.h"

/* An index slot: 0 if empty, else hash bits above the entry's number + 1 */
#define SLOT_NUMBER_BITS 26
#define SLOT_NUMBER_MASK ((1U << SLOT_NUMBER_BITS) - 1)

/* What is looked for */
typedef struct Lookup
{
	LedgerKeyWord key; /* a long key's without its offset */
	uint32 length;
	uint32 place;
	uint32 hash;
	uint64 part;
	const char *bytes; /* the key, wherever it is */
} Lookup;

#ifdef __GNUC__
#define prefetch(address) __builtin_prefetch(address)
#else
#define prefetch(address) ((void) (address))
#endif

/*
 * Hashing.  The multiply-and-fold of Z. Krol's fasthash, over words that may
 * overlap at the end.  No stored form has a hash.
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
hash_finish(uint64 h, uint32 length, uint32 place, uint64 part)
{
	h ^= ((uint64) place << 32 | length) * HASH_FACTOR;
	h = hash_fold(h ^ part * HASH_FACTOR);
	return (uint32) (h ^ (h >> 32));
}

/* The hash of a key longer than LEDGER_INLINE_KEY, by itself */
static inline uint64
hash_bytes_of(const char *bytes, uint32 length)
{
	uint64 h = 0;
	uint64 word;

	for (uint32 i = 0; i + sizeof(word) < length; i += sizeof(word))
	{
		memcpy(&word, bytes + i, sizeof(word));
		h = (h ^ hash_fold(word)) * HASH_FACTOR;
	}
	memcpy(&word, bytes + length - sizeof(word), sizeof(word));
	return (h ^ hash_fold(word)) * HASH_FACTOR;
}

static pg_attribute_always_inline void
lookup_init(Lookup *lookup, const LedgerKey *key)
{
	lookup->length = key->length;
	lookup->place = key->place;
	lookup->part = key->part;
	lookup->bytes = key->bytes;
	if (key->length > LEDGER_INLINE_KEY)
	{
		lookup->hash = hash_finish(hash_bytes_of(key->bytes, key->length),
								   key->length, key->place, key->part);
		lookup->key.heap.offset = 0;
		lookup->key.heap.hash = lookup->hash;
	}
	else
	{
		lookup->key.word = ledger_short_key(key->bytes, key->length);
		lookup->hash = hash_finish(lookup->key.word, key->length, key->place,
								   key->part);
	}
}

/* The hash of an entry; a long key has it beside */
static inline uint32
entry_hash(const void *entry, LedgerShape shape)
{
	const LedgerKeyWord *key = ledger_entry_key(entry);
	uint32 length = ledger_entry_length(entry, shape);

	if (length > LEDGER_INLINE_KEY)
		return key->heap.hash;
	return hash_finish(key->word, length, ledger_entry_place(entry, shape),
					   ledger_entry_part(entry, shape));
}

static inline bool
same_key(const void *entry, const Lookup *lookup, LedgerShape shape,
		 const char *heap)
{
	const LedgerKeyWord *key = ledger_entry_key(entry);

	if (shape.wide)
	{
		const LedgerWide *wide = entry;

		if (wide->length != lookup->length || wide->place != lookup->place)
			return false;
	}
	else if (!ledger_is_narrow_place(lookup->length, lookup->place) ||
			 ((const LedgerNarrow *) entry)->tag !=
				 ledger_tag(lookup->length, lookup->place))
		return false;
	if (shape.extra == LEDGER_PART &&
		ledger_entry_part(entry, shape) != lookup->part)
		return false;
	if (lookup->length <= LEDGER_INLINE_KEY)
		return key->word == lookup->key.word;
	return key->heap.hash == lookup->key.heap.hash &&
		memcmp(heap + key->heap.offset, lookup->bytes, lookup->length) == 0;
}

/* The entry of a key, or -1; *slot is where the index has or would have it */
static pg_attribute_always_inline int64
find(const Ledger *ledger, const Lookup *lookup, uint32 *slot)
{
	LedgerShape shape = ledger->head->shape;
	const char *heap = ledger->heap;

	if (ledger->head->nslots == 0)
	{
		for (uint32 i = 0; i < ledger->head->nentries; i++)
		{
			if (same_key(ledger_entry_at(ledger, i), lookup, shape, heap))
				return i;
		}
		return -1;
	}
	else
	{
		const uint32 *slots = ledger->slots;
		uint32 mask = ledger->head->nslots - 1;
		uint32 i = lookup->hash & mask;

		for (; slots[i] != 0; i = (i + 1) & mask)
		{
			uint32 number = (slots[i] & SLOT_NUMBER_MASK) - 1;

			if (((slots[i] ^ lookup->hash) & ~SLOT_NUMBER_MASK) == 0 &&
				same_key(ledger_entry_at(ledger, number), lookup, shape, heap))
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
	if (ledger->head->nslots != 0)
		ledger->slots[slot] = (hash & ~SLOT_NUMBER_MASK) | (number + 1);
}

#endif /* COMMISSIONING_LEDGER_LOOKUP_H */
