/*-------------------------------------------------------------------------
 *
 * ledger_room.c
 *		How large a ledger is, and how it grows.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/ledger_room.h"

#include "ledger/ledger_shape.h"

#include "port/pg_bitutils.h"

/* entries up to which a ledger in one piece grows to four times the size, ... */
#define QUADRUPLED 16

/* ... and then by half, which a piece rounded up makes twice, before to twice */
#define HALVES 256

/* pieces up to this many bytes are a power of two, as palloc() rounds them */
#define ROUNDED 8192

/* Entries, and bytes of long keys, that must be free to take one more row */
static inline uint32
reserved_entries(bool batches)
{
	return batches ? LEDGER_BATCH : 1;
}

static inline Size
reserved_heap(bool batches, bool long_keys, Size key_length)
{
	Size heap = key_length > LEDGER_INLINE_KEY ? key_length : 0;

	return heap + (batches && (long_keys || heap > 0) ? LEDGER_BATCH_HEAP : 0);
}

/*
 * Is there room, with no row pending, for a key of so many bytes and for what
 * else may come until the next flush?
 */
bool
ledger_has_room(const Ledger *ledger, uint32 length)
{
	const LedgerHead *head = ledger->head;
	bool batches = ledger->pending != NULL;

	return head->nentries + reserved_entries(batches) <= head->capacity &&
		head->heap_used + reserved_heap(batches, head->heap_used > 0, length) <=
		head->heap_size;
}

uint32
ledger_slots_for(uint32 capacity)
{
	/* filled to three quarters at most */
	return capacity <= LEDGER_UNINDEXED
		? 0
		: pg_nextpower2_32(capacity + capacity / 3 + 1);
}

uint16
ledger_batch_for(uint32 capacity)
{
	return capacity < LEDGER_BATCH_FROM ? 0 : LEDGER_BATCH;
}

Size
ledger_size(LedgerShape shape, uint32 nentries, uint32 heap_size)
{
	uint64 size = (uint64) nentries * ledger_stride(shape) + heap_size;

	return (Size) Min(size, LEDGER_MAX_BYTES + 1);
}

/* Bytes of a ledger with an index */
static uint64
indexed_size(LedgerShape shape, uint64 capacity, uint64 heap_size)
{
	return sizeof(LedgerHead) +
		(uint64) ledger_slots_for((uint32) capacity) * sizeof(uint32) +
		capacity * ledger_stride(shape) +
		ledger_batch_for((uint32) capacity) * sizeof(LedgerPending) + heap_size;
}

/*
 * Use what is left of a small piece, whose size is rounded up: to the last byte,
 * so that the size tells whether the counts are damaged.
 */
static void
fill_up(LedgerPlan *plan, Size prefix, uint32 heap_an_entry)
{
	Size rounded = pg_nextpower2_32((uint32) plan->size);

	while (prefix +
			   indexed_size(plan->shape, plan->capacity + 1,
							plan->heap_size + heap_an_entry) <=
		   rounded)
	{
		plan->capacity++;
		plan->heap_size += heap_an_entry;
	}
	plan->heap_size += (uint32) (rounded - prefix -
								 indexed_size(plan->shape, plan->capacity,
											  plan->heap_size));
	plan->size = rounded;
}

/*
 * Ledgers in one piece grow to four times the size while small, because every
 * step leaves a free piece behind in each of perhaps many groups, then to
 * twice the size, rounded up.
 */
bool
ledger_plan(const Ledger *ledger, LedgerShape shape, Size prefix,
			Size key_length, LedgerPlan *plan)
{
	uint32 nentries = ledger ? ledger->head->nentries : 0;
	uint32 heap_used = ledger
		? ledger->head->heap_used + ledger->head->heap_pending
		: 0;
	double growth = nentries < QUADRUPLED ? 4 : nentries < HALVES ? 1.5 : 2;
	bool batches = nentries * growth >= LEDGER_BATCH_FROM;
	uint64 needed = (uint64) nentries + reserved_entries(batches) +
		LEDGER_MAX_LEVELS;
	uint64 key_heap = reserved_heap(batches, heap_used > 0, key_length);
	uint64 capacity;
	uint64 heap;
	uint64 size;

	/* does growing it serve, or is it the other that is full? */
	capacity = ledger && ledger->head->capacity > needed
		? ledger->head->capacity
		: (uint64) (nentries * growth);
	capacity = Max(capacity, needed);
	heap = Max((uint64) (heap_used * growth), heap_used + key_heap);
	heap = TYPEALIGN(8, heap);
	size = prefix + indexed_size(shape, capacity, heap);
	if (size > LEDGER_MAX_BYTES)
	{
		heap = TYPEALIGN(8, heap_used + key_heap);
		size = prefix + indexed_size(shape, capacity, heap);
	}
	if (size > LEDGER_MAX_BYTES)
		return false;
	plan->shape = shape;
	plan->capacity = (uint32) capacity;
	plan->heap_size = (uint32) heap;
	plan->size = (Size) size;
	if (size < ROUNDED)
		fill_up(plan, prefix,
				heap_used + key_heap > 0
					? (uint32) TYPEALIGN(8,
										 (heap_used + key_heap) / (nentries + 1))
					: 0);
	return true;
}

/*
 * Ledgers of pieces grow by a quarter, so that little of them is not in use.
 * What they are finished to must not pass LEDGER_MAX_BYTES.
 */
bool
ledger_next_room(const Ledger *ledger, LedgerShape shape, Size prefix,
				 Size key_length, LedgerPlan *plan)
{
	const LedgerHead *head = ledger->head;
	uint64 heap = head->heap_used + (uint64) head->heap_pending +
		reserved_heap(true, head->heap_used > 0, key_length);
	uint64 capacity = (uint64) head->nentries + LEDGER_BATCH + LEDGER_MAX_LEVELS;

	if (prefix + (uint64) head->nentries * ledger_stride(shape) +
			head->heap_used + key_length + LEDGER_MAX_STRIDE >
		LEDGER_MAX_BYTES)
		return false;
	plan->shape = shape;
	plan->capacity = head->capacity;
	plan->heap_size = head->heap_size;
	if (capacity > head->capacity)
		plan->capacity =
			(uint32) Max(capacity, (uint64) head->capacity + head->capacity / 4);
	if (heap > head->heap_size)
		plan->heap_size =
			(uint32) Max(heap, (uint64) head->heap_size + head->heap_size / 4);
	return true;
}

void
ledger_init(LedgerHead *head, const LedgerPlan *plan, bool indexed)
{
	memset(head, 0, sizeof(LedgerHead));
	head->shape = plan->shape;
	head->capacity = plan->capacity;
	head->nslots = indexed ? ledger_slots_for(plan->capacity) : 0;
	head->heap_size = plan->heap_size;
	head->batch = indexed ? ledger_batch_for(plan->capacity) : 0;
	memset((char *) head + sizeof(LedgerHead), 0, head->nslots * sizeof(uint32));
}
