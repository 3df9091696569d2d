/*-------------------------------------------------------------------------
 *
 * ledger.h
 *		The container of every summary: a table from keys to a row count and
 *		an exact sum, in one flat piece of memory.
 *
 * A ledger has no pointers, so that it can be copied, stored and sent as it
 * is.  It never allocates: when it is full, ledger_add() says so, and the
 * caller makes a larger one (ledger_plan(), ledger_init(), ledger_copy()).
 *
 * The parts, in this order, each a multiple of 8 bytes:
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
 * Keys are byte strings of any length, compared byte by byte.  An entry may
 * have a parent, another entry of the same ledger, and is then told apart
 * from entries of the same key under other parents: that is how a summary
 * codes agency names.  A chain of parents is at most LEDGER_MAX_LEVELS long.
 *
 * Row counts and sums only ever grow by what the caller adds; the caller
 * sees to it that no sum can pass an Amount.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_H
#define COMMISSIONING_LEDGER_H

#include "exact/wide.h"

/*
 * Most bytes that a ledger with what stands before it may take: MaxAllocSize,
 * less what the tuple or message needs in which it travels.
 */
#define LEDGER_MAX_BYTES ((Size) 0x3fffffff - 65536)

/* keys of up to this many bytes lie in the entry itself */
#define LEDGER_INLINE_KEY 8

/* entries up to which a ledger is searched without an index */
#define LEDGER_UNINDEXED 8

/* entries up to which a ledger grows to four times the size */
#define LEDGER_QUADRUPLED 64

/* and then to twice, before by half */
#define LEDGER_DOUBLED 1000000

/* entries from which rows are collected and looked up in batches */
#define LEDGER_BATCH_FROM 1024

/* rows that a batch holds, and heap kept free for their keys */
#define LEDGER_BATCH	  64
#define LEDGER_BATCH_HEAP 4096

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

/* Room for entries and long keys, as ledger_plan() works it out */
typedef struct LedgerPlan
{
	uint32 capacity;
	uint32 heap_size;
	Size size; /* bytes of such a ledger */
} LedgerPlan;

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

/* ledger_room.c */
extern Size ledger_size(uint32 capacity, uint32 heap_size, bool indexed);
extern void ledger_init(Ledger *ledger, uint32 capacity, uint32 heap_size,
						bool indexed);
extern bool ledger_plan(const Ledger *ledger, Size prefix, Size key_length,
						LedgerPlan *plan);
extern bool ledger_has_room(const Ledger *ledger, uint32 length);
extern void ledger_clear_room(Ledger *ledger, Size size);

/* ledger.c */
extern void ledger_copy(Ledger *target, const Ledger *source);

extern bool ledger_add(Ledger *ledger, const void *key, uint32 length,
					   uint32 parent, int64 rows, Amount sum);
extern int64 ledger_enter(Ledger *ledger, const void *key, uint32 length,
						  uint32 parent);
extern int64 ledger_find(const Ledger *ledger, const void *key, uint32 length,
						 uint32 parent);
extern void ledger_flush(Ledger *ledger);

extern const char *ledger_heap(const Ledger *ledger);
extern const char *ledger_key(const LedgerEntry *entry, const char *heap);
extern uint32 ledger_snapshot(const Ledger *ledger, LedgerEntry *entries);

extern bool ledger_same_bytes(const LedgerEntry *a, const LedgerEntry *b,
							  const char *heap);
extern int ledger_compare_keys(const LedgerEntry *a, const LedgerEntry *b,
							   const char *heap);
extern uint32 ledger_hash_key(const char *bytes, uint32 length, uint32 parent);

/* ledger_compact.c */
extern uint32 ledger_compact_heap(const LedgerEntry *entries, uint32 nentries);
extern Size ledger_compact_scratch(uint32 nentries);
extern void ledger_compact(Ledger *target, const LedgerEntry *entries,
						   const char *heap, void *scratch);

extern void ledger_trim(Ledger *ledger);

/* ledger_merge.c */
extern Size ledger_run_size(const Ledger *run);
extern Size ledger_bundle_size(const Ledger *from);
extern void ledger_bundle_init(Ledger *bundle, Size room);
extern bool ledger_bundle_add(Ledger *bundle, const Ledger *from);
extern const Ledger *ledger_next_run(const Ledger *ledger, const Ledger *run);
extern Size ledger_merge_scratch(const Ledger *const *runs, uint32 nruns);
extern void ledger_merge(Ledger *target, const Ledger *const *runs,
						 uint32 nruns, void *scratch);

#endif /* COMMISSIONING_LEDGER_H */
