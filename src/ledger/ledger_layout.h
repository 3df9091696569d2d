/*-------------------------------------------------------------------------
 *
 * ledger_layout.h
 *		What a ledger looks like: the container of every summary, a table from
 *		keys to a row count and an exact sum.
 *
 * Its parts are a head, entries, the bytes of keys longer than 8 ("heap") and,
 * while it is added to, an index and perhaps rows not yet looked up.  They lie
 * one behind the other in one piece of memory, or each in its own; Ledger says
 * where.  Nothing in them is a pointer, so that they can be copied and stored.
 *
 *		LedgerHead
 *		uint32[nslots]			hash index: entry number + 1 and 6 hash bits;
 *								none for a few entries or a finished ledger
 *		entries[capacity]		dense, in order of arrival or, finished, sorted
 *		LedgerPending[batch]	rows not yet looked up; only in large ones
 *		char[heap_size]			bytes of long keys
 *
 * Dense entries with an index of 4-byte slots take less memory than slots
 * that hold the entries, copy and sort as an array, and let a small ledger
 * do without an index.
 *
 * Entries are LedgerNarrow where what they hold allows, else LedgerWide, with
 * what the kind of ledger measures besides behind each (LedgerShape).
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

/* Levels of keys are numbered from 0; at most this many */
#define LEDGER_MAX_LEVELS 3

#define LEDGER_NO_PARENT 0
#define LEDGER_PARENT(i) ((i) + 1) /* the parent that entry i makes */

/* What the entries of a ledger hold besides a key, rows and a sum.  Stored */
#define LEDGER_PLAIN 0
#define LEDGER_TALLY 1 /* a sum of rates, and the highest of them ("peak") */
#define LEDGER_PART	 2 /* 8 more bytes of the key ("part") */

/* Decimal places of a narrow entry's sum, or of its tally and peak */
#define LEDGER_COARSE 2
#define LEDGER_FINE	  10

/*
 * How entries are written.  Stored.  A finished ledger has the narrowest shape
 * that holds its contents, whatever it had before: equal contents have equal
 * bytes.
 */
typedef struct LedgerShape
{
	uint8 extra;  /* LEDGER_PLAIN, LEDGER_TALLY or LEDGER_PART */
	uint8 wide;	  /* LedgerNarrow or LedgerWide? */
	uint8 places; /* of sums: LEDGER_COARSE or, also if wide, LEDGER_FINE */
	uint8 tally_places; /* the same of tally and peak; LEDGER_FINE without */
} LedgerShape;

typedef union LedgerKeyWord
{
	char bytes[LEDGER_INLINE_KEY]; /* short key, zero-padded */
	uint64 word;
	struct
	{
		uint32 offset; /* long key: where in the heap, ... */
		uint32 hash;   /* ... and its hash; 0 in a finished ledger */
	} heap;
} LedgerKeyWord;

/*
 * The tag has the level in its 2 highest bits, the parent in the next 19 and
 * the length of the key in the lowest 11.  Behind it come, as the shape says,
 * nothing; tally and peak as two uint32 (coarse) or two int64; or the part.
 */
typedef struct LedgerNarrow
{
	LedgerKeyWord key;
	uint32 tag;
	uint32 rows;
	int64 sum;
} LedgerNarrow;

/*
 * The place has the level in its 2 highest bits and the parent in the rest.
 * Behind it come nothing; tally as an Amount and peak as an int64; or the part.
 */
typedef struct LedgerWide
{
	LedgerKeyWord key;
	uint32 length;
	uint32 place;
	int64 rows;
	Amount sum;
} LedgerWide;

#define LEDGER_LEVEL_SHIFT	 30
#define LEDGER_TAG_LENGTH	 11 /* bits of the length in a tag */
#define LEDGER_NARROW_LENGTH ((1U << LEDGER_TAG_LENGTH) - 1)
#define LEDGER_NARROW_PARENT \
	((1U << (LEDGER_LEVEL_SHIFT - LEDGER_TAG_LENGTH)) - 1)
#define LEDGER_PARENT_MASK ((1U << LEDGER_LEVEL_SHIFT) - 1)

/* a level's bits in a tag or place */
#define LEDGER_LEVEL_BITS(level) ((uint32) (level) << LEDGER_LEVEL_SHIFT)

/* Stored.  What a finished ledger has no use for is 0. */
typedef struct LedgerHead
{
	uint32 nentries;
	uint32 upper[LEDGER_MAX_LEVELS - 1]; /* finished: entries of the first
										  * level, and of the first two */
	uint32 heap_used;					 /* by keys of entries */
	LedgerShape shape;
	uint32 capacity;
	uint32 nslots; /* 0 or a power of two */
	uint32 heap_size;
	uint16 npending;
	uint16 batch;		 /* rows that may be pending: 0 or LEDGER_BATCH */
	uint32 heap_pending; /* by keys of pending rows, after those of entries */
} LedgerHead;

/* A row not yet looked up */
typedef struct LedgerPending
{
	LedgerKeyWord key; /* a long key's bytes wait behind the heap's */
	uint32 length;
	uint32 place;
	uint32 hash;
	uint32 unused;
	Amount sum;
	int64 extra; /* the rate or the part */
} LedgerPending;

/* Where the parts of a ledger are */
typedef struct Ledger
{
	LedgerHead *head;
	uint32 *slots;
	char *entries;
	char *heap;
	LedgerPending *pending; /* LEDGER_BATCH of them, or NULL: no batches */
	uint32 stride;			/* bytes of an entry */
} Ledger;

/* bytes of the largest entry */
#define LEDGER_MAX_STRIDE (sizeof(LedgerWide) + sizeof(Amount) + sizeof(int64))

/* Bytes of an entry */
static inline uint32
ledger_stride(LedgerShape shape)
{
	uint32 size = shape.wide ? sizeof(LedgerWide) : sizeof(LedgerNarrow);

	if (shape.extra == LEDGER_PLAIN)
		return size;
	if (shape.extra == LEDGER_PART)
		return size + sizeof(uint64);
	if (shape.wide)
		return size + sizeof(Amount) + sizeof(int64);
	return size +
		2 * (shape.tally_places == LEDGER_FINE ? sizeof(int64) : sizeof(uint32));
}

/*
 * A ledger whose parts lie one behind the other: "before" bytes after the head
 * the index, the entries, the pending rows and the heap.
 */
static pg_attribute_always_inline Ledger
ledger_at(const LedgerHead *head, Size before)
{
	Ledger ledger;

	ledger.head = (LedgerHead *) head;
	ledger.slots = (uint32 *) ((char *) head + sizeof(LedgerHead) + before);
	ledger.entries = (char *) (ledger.slots + head->nslots);
	ledger.stride = ledger_stride(head->shape);
	ledger.heap = ledger.entries + (Size) head->capacity * ledger.stride;
	ledger.pending = NULL;
	if (head->batch != 0)
	{
		ledger.pending = (LedgerPending *) ledger.heap;
		ledger.heap += head->batch * sizeof(LedgerPending);
	}
	return ledger;
}

/* Where an entry is, or will be */
static inline char *
ledger_entry_at(const Ledger *ledger, uint32 number)
{
	return ledger->entries + (Size) number * ledger->stride;
}

#endif /* COMMISSIONING_LEDGER_LAYOUT_H */
