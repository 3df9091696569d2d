/*-------------------------------------------------------------------------
 *
 * ledger_room.c
 *		How large a ledger is, and how it grows.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/ledger_room.h"

#include "port/pg_bitutils.h"

/* entries up to which a ledger grows to four times the size */
#define QUADRUPLED 64

/* and then to twice, before by half */
#define DOUBLED 1000000

/* Entries that must be free for the ledger to take one more row */
static inline uint32
reserved_entries(uint32 batch)
{
	return batch != 0 ? batch : 1;
}

static inline uint32
reserved_heap(uint32 batch, bool long_keys)
{
	return batch != 0 && long_keys ? LEDGER_BATCH_HEAP : 0;
}

/*
 * Is there room, with no row pending, for a key of so many bytes and for what
 * else may come until the next flush?
 */
bool
ledger_has_room(const Ledger *ledger, uint32 length)
{
	bool long_key = length > LEDGER_INLINE_KEY;
	Size heap = long_key ? length : 0;

	heap += reserved_heap(ledger->batch, long_key || ledger->heap_used > 0);
	return ledger->nentries + reserved_entries(ledger->batch) <=
		ledger->capacity &&
		ledger->heap_used + heap <= ledger->heap_size;
}

/*
 * Clear what is not in use of a ledger that has no row pending and takes
 * "size" bytes.
 */
void
ledger_clear_room(Ledger *ledger, Size size)
{
	char *heap = (char *) ledger_heap(ledger);
	char *room = (char *) (ledger_entries(ledger) + ledger->nentries);

	Assert(ledger->npending == 0);
	memset(room, 0, heap - room);
	room = heap + ledger->heap_used;
	memset(room, 0, (char *) ledger + size - room);
}

static inline uint32
slots_for(uint32 capacity)
{
	/* filled to three quarters at most */
	return capacity <= LEDGER_UNINDEXED
		? 0
		: pg_nextpower2_32(capacity + capacity / 3 + 1);
}

static inline uint16
batch_for(uint32 capacity)
{
	return capacity < LEDGER_BATCH_FROM ? 0 : LEDGER_BATCH;
}

/*
 * Bytes of a ledger with room for so many entries and so many bytes of long
 * keys; a compact one has no index.  More than LEDGER_MAX_BYTES if that is
 * what it comes to.
 */
Size
ledger_size(uint32 capacity, uint32 heap_size, bool indexed)
{
	uint64 size = sizeof(Ledger);

	size += (uint64) capacity * sizeof(LedgerEntry) + heap_size;
	if (indexed)
	{
		if (size > LEDGER_MAX_BYTES)
			return LEDGER_MAX_BYTES + 1;
		size += (uint64) slots_for(capacity) * sizeof(uint32) +
			(uint64) batch_for(capacity) * sizeof(LedgerPending);
	}
	return (Size) Min(size, LEDGER_MAX_BYTES + 1);
}

/*
 * Make an empty ledger in ledger_size() bytes.  Only the index is cleared; the
 * heap of one with an index has a whole number of 8 bytes.
 */
void
ledger_init(Ledger *ledger, uint32 capacity, uint32 heap_size, bool indexed)
{
	ledger->nentries = 0;
	ledger->capacity = capacity;
	ledger->nslots = indexed ? slots_for(capacity) : 0;
	ledger->npending = 0;
	ledger->batch = indexed ? batch_for(capacity) : 0;
	ledger->form = LEDGER_LIVE;
	ledger->heap_used = 0;
	ledger->heap_pending = 0;
	ledger->heap_size = heap_size;
	memset(ledger_slots(ledger), 0, ledger->nslots * sizeof(uint32));
}

/*
 * ledger_plan
 *		Work out a ledger that holds what "ledger" (NULL: nothing yet) does
 *		and has room for a further key at each level, with key_length bytes of
 *		long keys in all.
 *
 * "prefix" bytes stand before the ledger in its piece of memory.  Ledgers
 * grow to four times the size while small, because every step leaves a free
 * piece behind in each of perhaps many groups, then to twice the size, and by
 * half when large; pieces of up to 8 kB are a power of two, as palloc() would
 * round them anyway.  Returns false if that needs more than LEDGER_MAX_BYTES;
 * and for ordinary keys also where not even two percent more would fit,
 * because a ledger that grew by less would spend its time copying itself.
 */
bool
ledger_plan(const Ledger *ledger, Size prefix, Size key_length, LedgerPlan *plan)
{
	uint32 nentries = ledger ? ledger->nentries : 0;
	uint32 heap_used = ledger ? ledger->heap_used : 0;
	uint64 key_heap = key_length > LEDGER_INLINE_KEY ? key_length : 0;
	double growth = nentries < QUADRUPLED ? 4.0
		: nentries < DOUBLED			  ? 2.0
										  : 1.5;

	if (key_heap > LEDGER_MAX_BYTES)
		return false;
	for (;; growth = 1 + (growth - 1) / 2)
	{
		uint64 capacity = (uint64) (nentries * growth);
		uint64 heap = (uint64) (heap_used * growth);
		bool least = growth < 1.01;
		uint32 batch;

		if (least && key_heap < LEDGER_MAX_BYTES / 100)
			return false;

		if (ledger && ledger->capacity > capacity)
			capacity = ledger->capacity; /* it was the heap that is full */
		if (least)
			capacity = nentries;
		batch = batch_for((uint32) Min(capacity + LEDGER_BATCH,
									   LEDGER_BATCH_FROM));
		capacity = Max(capacity,
					   Max((uint64) nentries + reserved_entries(batch) +
							   LEDGER_MAX_LEVELS - 1,
						   4));
		heap = Max(heap,
				   heap_used + key_heap +
					   reserved_heap(batch, key_heap > 0 || heap_used > 0));
		heap = TYPEALIGN(8, heap);
		if (capacity <= LEDGER_MAX_BYTES / sizeof(LedgerEntry) &&
			heap <= LEDGER_MAX_BYTES)
		{
			Size size = prefix +
				ledger_size((uint32) capacity, (uint32) heap, true);

			if (size <= LEDGER_MAX_BYTES)
			{
				plan->capacity = (uint32) capacity;
				plan->heap_size = (uint32) heap;
				plan->size = size;
				break;
			}
		}
		if (least)
			return false;
	}

	if (plan->size < 8192)
	{
		Size rounded = pg_nextpower2_32((uint32) plan->size);
		Size entry = sizeof(LedgerEntry);

		if (heap_used > 0 || key_heap > 0)
			entry += TYPEALIGN(8, (heap_used + key_heap) / (nentries + 1));
		while (prefix +
				   ledger_size(plan->capacity + 1,
							   plan->heap_size +
								   (uint32) (entry - sizeof(LedgerEntry)),
							   true) <=
			   rounded)
		{
			plan->capacity++;
			plan->heap_size += (uint32) (entry - sizeof(LedgerEntry));
		}
		plan->size = rounded;
	}
	return true;
}
