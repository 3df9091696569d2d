/*-------------------------------------------------------------------------
 *
 * ledger_layout.h
 *		What a ledger looks like: the container of every summary, a table from
 *		keys to a row count and an exact sum, in one flat piece of memory.
 *
 * A ledger has no pointers, so that it can be copied, stored and sent as it
 * is.
 *
 * The parts, in this order, each but the last a multiple of 8 bytes:
 *
 *		Ledger					this header
 *		uint32[nslots]			hash index: entry number + 1 and 7 hash bits;
 *								none for a few entries or a compact ledger
 *		LedgerEntry[capacity]	dense, in order of arrival or, compact, sorted
 *		LedgerPending[batch]	rows not yet looked up; only in large ledgers
 *		char[heap_size]			bytes of keys longer than 8
 *
 * Dense entries with an index of 4-byte slots take less memory than slots
 * that hold the entries, copy and sort as an array, and let a small ledger
 * do without an index.  The index of a middling one comes with the header's
 * cache lines.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_LAYOUT_H
#define COMMISSIONING_LEDGER_LAYOUT_H

#include "exact/wide.h"

/* keys of up to this many bytes lie in the entry itself */
#define LEDGER_INLINE_KEY 8

/* rows that a batch holds */
#define LEDGER_BATCH 64

#define LEDGER_MAX_LEVELS 3

/* What a ledger is */
#define LEDGER_LIVE	   0 /* can be added to */
#define LEDGER_COMPACT 1 /* sorted, without slack */
#define LEDGER_BUNDLE  2 /* compact ledgers, in what is the heap else */

#define LEDGER_NO_PARENT 0
#define LEDGER_PARENT(i) ((i) + 1) /* the parent that entry i makes */

typedef struct LedgerEntry
{
	union
	{
		char bytes[LEDGER_INLINE_KEY]; /* short key, zero-padded */
		uint64 word;
		struct
		{
			uint32 offset; /* long key: where in the heap, ... */
			uint32 hash;   /* ... and its hash */
		} heap;
	} key;
	uint32 length; /* of the key, in bytes */
	uint32 parent; /* LEDGER_NO_PARENT or LEDGER_PARENT(i) */
	int64 rows;
	Amount sum;
} LedgerEntry;

typedef struct LedgerPending
{
	LedgerEntry entry; /* a long key's bytes wait behind the heap's */
	uint32 hash;
	uint32 unused;
} LedgerPending;

typedef struct Ledger
{
	uint32 nentries;
	uint32 capacity;
	uint32 nslots; /* 0 or a power of two */
	uint32 npending;
	uint16 batch;		 /* 0 or LEDGER_BATCH */
	uint16 form;		 /* LEDGER_LIVE, LEDGER_COMPACT or LEDGER_BUNDLE */
	uint32 heap_used;	 /* by keys of entries */
	uint32 heap_pending; /* by keys of pending rows, after those */
	uint32 heap_size;
	/* the index follows */
} Ledger;

static inline uint32 *
ledger_slots(const Ledger *ledger)
{
	return (uint32 *) ((char *) ledger + sizeof(Ledger));
}

static inline LedgerEntry *
ledger_entries(const Ledger *ledger)
{
	return (LedgerEntry *) ((char *) ledger + sizeof(Ledger) +
							ledger->nslots * sizeof(uint32));
}

static inline LedgerPending *
ledger_pending(const Ledger *ledger)
{
	return (LedgerPending *) (ledger_entries(ledger) + ledger->capacity);
}

/* Where the bytes of long keys are */
static inline const char *
ledger_heap(const Ledger *ledger)
{
	return (const char *) (ledger_pending(ledger) + ledger->batch);
}

/* The bytes of an entry's key, entry->length of them; not terminated */
static inline const char *
ledger_key(const LedgerEntry *entry, const char *heap)
{
	return entry->length <= LEDGER_INLINE_KEY ? entry->key.bytes
											  : heap + entry->key.heap.offset;
}

#endif /* COMMISSIONING_LEDGER_LAYOUT_H */
