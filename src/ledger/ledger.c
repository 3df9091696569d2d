/*-------------------------------------------------------------------------
 *
 * ledger.c
 *		Adding to a ledger.
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

#include "ledger/ledger_lookup.h"
#include "ledger/ledger_room.h"
#include "ledger/ledger_shape.h"

StaticAssertDecl(sizeof(LedgerHead) == 40, "ledgers are stored");
StaticAssertDecl(LEDGER_MAX_BYTES / sizeof(LedgerNarrow) < SLOT_NUMBER_MASK,
				 "a slot can hold any entry's number");

/*
 * Add an entry without rows that find() did not find; the caller has seen to
 * room and shape.
 */
static uint32
insert(Ledger *ledger, const Lookup *lookup, uint32 slot)
{
	LedgerHead *head = ledger->head;
	uint32 number = head->nentries++;
	void *entry = ledger_entry_at(ledger, number);
	LedgerKeyWord key = lookup->key;

	if (lookup->length > LEDGER_INLINE_KEY)
	{
		/* a pending row's key may overlap its final place */
		memmove(ledger->heap + head->heap_used, lookup->bytes, lookup->length);
		key.heap.offset = head->heap_used;
		head->heap_used += lookup->length;
	}
	memset(entry, 0, ledger->stride);
	ledger_entry_set_key(entry, head->shape, key, lookup->length,
						 lookup->place, lookup->part);
	fill_slot(ledger, slot, lookup->hash, number);
	return number;
}

/* What an entry's tally and peak become with a rate; false if they cannot */
static pg_attribute_always_inline bool
add_rate(void *entry, LedgerShape shape, int64 rate)
{
	void *extra = (void *) ledger_entry_extra(entry, shape);

	if (shape.wide)
	{
		int64 *peak = (int64 *) ((char *) extra + sizeof(Amount));

		*(Amount *) extra = amount_add(*(Amount *) extra,
									   amount_from_int64(rate));
		*peak = Max(*peak, rate);
	}
	else if (shape.tally_places == LEDGER_COARSE)
	{
		uint32 *tally = extra;
		uint64 coarse = (uint64) rate / LEDGER_COARSE_UNIT;

		if (coarse * LEDGER_COARSE_UNIT != (uint64) rate ||
			coarse > PG_UINT32_MAX - tally[0])
			return false;
		tally[0] += (uint32) coarse;
		tally[1] = Max(tally[1], (uint32) coarse);
	}
	else
	{
		int64 *tally = extra;
		int64 sum;

		if (pg_add_s64_overflow(tally[0], rate, &sum))
			return false;
		tally[0] = sum;
		tally[1] = Max(tally[1], rate);
	}
	return true;
}

/* Add a row to an entry; false, with nothing done, if its shape cannot take it */
static pg_attribute_always_inline bool
add_row(void *entry, LedgerShape shape, Amount value, int64 rate)
{
	if (shape.wide)
	{
		LedgerWide *wide = entry;

		if (shape.extra == LEDGER_TALLY)
			(void) add_rate(entry, shape, rate);
		wide->rows++;
		wide->sum = amount_add(wide->sum, value);
	}
	else
	{
		LedgerNarrow *narrow = entry;
		int64 sum;

		if (!ledger_narrow_sum(value, shape, &sum) ||
			pg_add_s64_overflow(narrow->sum, sum, &sum) ||
			narrow->rows == PG_UINT32_MAX)
			return false;
		if (shape.extra == LEDGER_TALLY && !add_rate(entry, shape, rate))
			return false;
		narrow->rows++;
		narrow->sum = sum;
	}
	return true;
}

/* Can an entry without rows of that shape take such a row? */
static bool
fits_row(const Lookup *lookup, LedgerShape shape, Amount value, int64 rate)
{
	uint64 entry[LEDGER_MAX_STRIDE / sizeof(uint64)] = {0};

	if (!shape.wide && !ledger_is_narrow_place(lookup->length, lookup->place))
		return false;
	return add_row(entry, shape, value, rate);
}

/* Add a row, for which there is room. */
static pg_attribute_always_inline LedgerResult
put_row(Ledger *ledger, const Lookup *lookup, int64 number, uint32 slot,
		Amount value, int64 rate)
{
	LedgerShape shape = ledger->head->shape;

	if (number < 0)
	{
		if (!fits_row(lookup, shape, value, rate))
			return LEDGER_TOO_NARROW;
		number = insert(ledger, lookup, slot);
	}
	return add_row(ledger_entry_at(ledger, number), shape, value, rate)
		? LEDGER_DONE
		: LEDGER_TOO_NARROW;
}

/* A ledger of more entries than are searched one by one must have an index. */
static inline bool
lacks_index(const Ledger *ledger)
{
	return ledger->head->nslots == 0 &&
		ledger->head->nentries > LEDGER_UNINDEXED;
}

/* Keep a row for later. */
static inline void
put_off(Ledger *ledger, const Lookup *lookup, Amount value, int64 extra)
{
	LedgerHead *head = ledger->head;
	LedgerPending *pending = &ledger->pending[head->npending++];

	prefetch(&ledger->slots[lookup->hash & (head->nslots - 1)]);
	pending->key = lookup->key;
	if (lookup->length > LEDGER_INLINE_KEY)
	{
		pending->key.heap.offset = head->heap_used + head->heap_pending;
		memcpy(ledger->heap + pending->key.heap.offset, lookup->bytes,
			   lookup->length);
		head->heap_pending += lookup->length;
	}
	pending->length = lookup->length;
	pending->place = lookup->place;
	pending->hash = lookup->hash;
	pending->unused = 0;
	pending->sum = value;
	pending->extra = extra;
}

LedgerResult
ledger_add_row(Ledger *ledger, const LedgerKey *key, Amount value, int64 rate)
{
	LedgerHead *head = ledger->head;
	Lookup lookup;
	LedgerResult result;

	if (lacks_index(ledger))
		return LEDGER_FULL;
	lookup_init(&lookup, key);
	if (ledger->pending == NULL)
	{
		uint32 slot = 0;
		int64 number = find(ledger, &lookup, &slot);

		if (number < 0 && !ledger_has_room(ledger, key->length))
			return LEDGER_FULL;
		return put_row(ledger, &lookup, number, slot, value, rate);
	}

	if (head->npending == LEDGER_BATCH ||
		(key->length > LEDGER_INLINE_KEY &&
		 (Size) head->heap_used + head->heap_pending + key->length >
			 head->heap_size))
	{
		result = ledger_flush(ledger);
		if (result != LEDGER_DONE)
			return result;
	}
	if (head->npending == 0 && !ledger_has_room(ledger, key->length))
		return LEDGER_FULL;
	put_off(ledger, &lookup, value,
			head->shape.extra == LEDGER_PART ? (int64) key->part : rate);
	return LEDGER_DONE;
}

/* The first entry whose hash bits agree, + 1; 0 if there is none */
static inline uint32
candidate(const Ledger *ledger, uint32 hash)
{
	const uint32 *slots = ledger->slots;
	uint32 mask = ledger->head->nslots - 1;
	uint32 i = hash & mask;

	while (slots[i] != 0 && ((slots[i] ^ hash) & ~SLOT_NUMBER_MASK) != 0)
		i = (i + 1) & mask;
	return slots[i] & SLOT_NUMBER_MASK;
}

/* Find where pending rows may belong, and have that fetched. */
static inline void
prefetch_candidates(const Ledger *ledger, uint32 *candidates)
{
	const LedgerHead *head = ledger->head;
	const char *heap = ledger->heap;

	for (uint32 i = 0; i < head->npending; i++)
	{
		candidates[i] = candidate(ledger, ledger->pending[i].hash);
		if (candidates[i] != 0)
		{
			const char *entry = ledger_entry_at(ledger, candidates[i] - 1);

			/* an entry may lie across two cache lines */
			prefetch(entry);
			prefetch(entry + ledger->stride - 1);
		}
	}
	if (head->heap_pending == 0)
		return;
	for (uint32 i = 0; i < head->npending; i++)
	{
		const void *entry;

		if (candidates[i] == 0 || ledger->pending[i].length <= LEDGER_INLINE_KEY)
			continue;
		entry = ledger_entry_at(ledger, candidates[i] - 1);
		if (ledger_entry_length(entry, head->shape) > LEDGER_INLINE_KEY)
			prefetch(heap + ledger_entry_key(entry)->heap.offset);
	}
}

/* Look up a pending row. */
static inline LedgerResult
flush_row(Ledger *ledger, const LedgerPending *pending)
{
	LedgerShape shape = ledger->head->shape;
	uint32 slot = 0;
	int64 number;
	Lookup lookup;

	lookup.key = pending->key;
	lookup.length = pending->length;
	lookup.place = pending->place;
	lookup.hash = pending->hash;
	lookup.part = shape.extra == LEDGER_PART ? (uint64) pending->extra : 0;
	lookup.bytes = pending->length > LEDGER_INLINE_KEY
		? ledger->heap + pending->key.heap.offset
		: pending->key.bytes;
	number = find(ledger, &lookup, &slot);
	return put_row(ledger, &lookup, number, slot, pending->sum, pending->extra);
}

/* Is an entry that of a pending row?  Both are narrow, and no part is asked for. */
static pg_attribute_always_inline bool
is_of_pending(const LedgerNarrow *entry, const LedgerPending *pending,
			  const char *heap)
{
	if (!ledger_is_narrow_place(pending->length, pending->place) ||
		entry->tag != ledger_tag(pending->length, pending->place))
		return false;
	if (pending->length <= LEDGER_INLINE_KEY)
		return entry->key.word == pending->key.word;
	return entry->key.heap.hash == pending->key.heap.hash &&
		memcmp(heap + entry->key.heap.offset, heap + pending->key.heap.offset,
			   pending->length) == 0;
}

/*
 * Look up pending rows from the first on, and return how many could be.  The
 * shape is an argument so that the compiler knows the common ones.
 */
static pg_attribute_always_inline uint32
flush_rows(Ledger *ledger, const uint32 *candidates, LedgerShape shape)
{
	bool direct = !shape.wide && shape.extra != LEDGER_PART;
	uint32 npending = ledger->head->npending;

	for (uint32 i = 0; i < npending; i++)
	{
		const LedgerPending *pending = &ledger->pending[i];
		void *entry = candidates[i] == 0
			? NULL
			: ledger_entry_at(ledger, candidates[i] - 1);

		if (direct && entry != NULL &&
			is_of_pending(entry, pending, ledger->heap))
		{
			if (!add_row(entry, shape, pending->sum, pending->extra))
				return i;
		}
		else if (flush_row(ledger, pending) != LEDGER_DONE)
			return i;
	}
	return npending;
}

LedgerResult
ledger_flush(Ledger *ledger)
{
	static const LedgerShape plain = {LEDGER_PLAIN, false, LEDGER_COARSE,
									  LEDGER_FINE};
	static const LedgerShape tally = {LEDGER_TALLY, false, LEDGER_COARSE,
									  LEDGER_COARSE};
	LedgerHead *head = ledger->head;
	uint32 candidates[LEDGER_BATCH];
	uint32 heap_end = head->heap_used + head->heap_pending;
	uint32 done;

	if (head->npending == 0)
		return LEDGER_DONE;
	prefetch_candidates(ledger, candidates);
	if (ledger_same_shape(head->shape, plain))
		done = flush_rows(ledger, candidates, plain);
	else if (ledger_same_shape(head->shape, tally))
		done = flush_rows(ledger, candidates, tally);
	else
		done = flush_rows(ledger, candidates, head->shape);
	head->npending -= done;
	if (head->npending == 0)
	{
		head->heap_pending = 0;
		return LEDGER_DONE;
	}
	memmove(ledger->pending, ledger->pending + done,
			head->npending * sizeof(LedgerPending));
	head->heap_pending = heap_end - head->heap_used;
	return LEDGER_TOO_NARROW;
}

/* The number of a key's entry, or -1; all rows are looked up then */
static pg_attribute_always_inline LedgerResult
find_entry(Ledger *ledger, const Lookup *lookup, int64 *number, uint32 *slot)
{
	*number = find(ledger, lookup, slot);
	if (*number < 0 && ledger->head->npending > 0)
	{
		LedgerResult result = ledger_flush(ledger);

		if (result != LEDGER_DONE)
			return result;
		*number = find(ledger, lookup, slot);
	}
	return LEDGER_DONE;
}

LedgerResult
ledger_enter(Ledger *ledger, const LedgerKey *key, uint32 *number)
{
	LedgerShape shape = ledger->head->shape;
	Lookup lookup;
	uint32 slot = 0;
	int64 found;
	LedgerResult result;

	if (lacks_index(ledger))
		return LEDGER_FULL;

	/* mostly all rows of a group are of one agency: spare hashing its name */
	if (ledger->head->nentries > 0 &&
		ledger_entry_length(ledger->entries, shape) == key->length &&
		ledger_entry_place(ledger->entries, shape) == key->place &&
		shape.extra != LEDGER_PART &&
		memcmp(ledger_entry_bytes(ledger->entries, shape, ledger->heap),
			   key->bytes, key->length) == 0)
	{
		*number = 0;
		return LEDGER_DONE;
	}

	lookup_init(&lookup, key);
	result = find_entry(ledger, &lookup, &found, &slot);
	if (result != LEDGER_DONE)
		return result;
	if (found < 0)
	{
		if (!shape.wide && !ledger_is_narrow_place(key->length, key->place))
			return LEDGER_TOO_NARROW;
		if (!ledger_has_room(ledger, key->length))
			return LEDGER_FULL;
		found = insert(ledger, &lookup, slot);
	}
	*number = (uint32) found;
	return LEDGER_DONE;
}

LedgerResult
ledger_add(Ledger *ledger, const LedgerKey *key, const LedgerFigures *figures)
{
	uint64 scratch[LEDGER_MAX_STRIDE / sizeof(uint64)] = {0};
	LedgerShape shape = ledger->head->shape;
	LedgerFigures sum = *figures;
	Lookup lookup;
	uint32 slot = 0;
	int64 number;
	LedgerResult result;

	if (lacks_index(ledger))
		return LEDGER_FULL;
	/* what is added may be less than nothing, and take back a row that waits */
	result = ledger_flush(ledger);
	if (result != LEDGER_DONE)
		return result;
	lookup_init(&lookup, key);
	number = find(ledger, &lookup, &slot);
	if (number >= 0)
	{
		void *entry = ledger_entry_at(ledger, (uint32) number);

		sum = ledger_entry_figures(entry, shape);
		if (!ledger_figures_can_add(&sum, figures))
			return LEDGER_TOO_NARROW;
		sum = ledger_figures_add(sum, figures);
	}
	else if (!ledger_has_room(ledger, key->length))
		return LEDGER_FULL;
	if ((!shape.wide && !ledger_is_narrow_place(key->length, key->place)) ||
		!ledger_entry_set(scratch, shape, &sum))
		return LEDGER_TOO_NARROW;
	if (number < 0)
		number = insert(ledger, &lookup, slot);
	(void) ledger_entry_set(ledger_entry_at(ledger, (uint32) number), shape,
							&sum);
	return LEDGER_DONE;
}

bool
ledger_add_at(Ledger *ledger, uint32 number, int64 rows, Amount sum)
{
	void *entry = ledger_entry_at(ledger, number);
	LedgerShape shape = ledger->head->shape;

	if (shape.wide)
	{
		LedgerWide *wide = entry;

		wide->rows += rows;
		wide->sum = amount_add(wide->sum, sum);
	}
	else
	{
		LedgerNarrow *narrow = entry;
		int64 units;

		if (!ledger_narrow_sum(sum, shape, &units) ||
			pg_add_s64_overflow(narrow->sum, units, &units) ||
			(uint64) (narrow->rows + rows) > PG_UINT32_MAX)
			return false;
		narrow->rows += (uint32) rows;
		narrow->sum = units;
	}
	return true;
}

void
ledger_take_at(Ledger *ledger, uint32 number, int64 rows, Amount sum)
{
	void *entry = ledger_entry_at(ledger, number);
	LedgerShape shape = ledger->head->shape;

	if (shape.wide)
	{
		LedgerWide *wide = entry;

		wide->rows -= rows;
		wide->sum = amount_subtract(wide->sum, sum);
	}
	else
	{
		LedgerNarrow *narrow = entry;
		int64 units = 0;

		/* what was added fits, though it may not with the other sign */
		(void) ledger_narrow_sum(sum, shape, &units);
		narrow->rows -= (uint32) rows;
		narrow->sum -= units;
	}
}

void
ledger_index(Ledger *ledger)
{
	LedgerShape shape = ledger->head->shape;
	uint32 mask = ledger->head->nslots - 1;

	if (ledger->head->nslots == 0)
		return;
	for (uint32 i = 0; i < ledger->head->nentries; i++)
	{
		uint32 hash = entry_hash(ledger_entry_at(ledger, i), shape);
		uint32 slot = hash & mask;

		/* keys chosen so that their hashes are equal take quadratic time */
		ground_interrupts();
		while (ledger->slots[slot] != 0)
			slot = (slot + 1) & mask;
		fill_slot(ledger, slot, hash, i);
	}
}

/*
 * Make hashes of the long keys of a ledger that was finished, which has none,
 * so that it can be indexed.
 */
void
ledger_hash_entries(Ledger *ledger)
{
	LedgerShape shape = ledger->head->shape;

	for (uint32 i = 0; i < ledger->head->nentries; i++)
	{
		void *entry = ledger_entry_at(ledger, i);
		uint32 length = ledger_entry_length(entry, shape);
		LedgerKeyWord *key = entry;

		if (length > LEDGER_INLINE_KEY)
			key->heap.hash = hash_finish(
				hash_bytes_of(ledger->heap + key->heap.offset, length), length,
				ledger_entry_place(entry, shape),
				ledger_entry_part(entry, shape));
	}
}

bool
ledger_is_indexed(const Ledger *ledger)
{
	const LedgerHead *head = ledger->head;
	uint32 used = 0;

	for (uint32 i = 0; i < head->nslots; i++)
	{
		uint32 slot = ledger->slots[i];

		if (slot == 0)
			continue;
		if ((slot & SLOT_NUMBER_MASK) - 1 >= head->nentries)
			return false;
		used++;
	}
	return head->nslots == 0 || used == head->nentries;
}

bool
ledger_copy(Ledger *target, const Ledger *source)
{
	const LedgerHead *from = source->head;
	LedgerHead *to = target->head;

	Assert(to->nentries == 0);
	Assert(to->capacity >= from->nentries);
	Assert(to->heap_size >= from->heap_used + from->heap_pending);
	Assert(to->batch >= from->npending);

	if (!ledger_copy_entries(target->entries, to->shape, source))
		return false;
	memcpy(target->heap, source->heap, from->heap_used + from->heap_pending);
	to->nentries = from->nentries;
	to->heap_used = from->heap_used;
	to->heap_pending = from->heap_pending;
	to->npending = from->npending;
	if (from->npending > 0)
		memcpy(target->pending, source->pending,
			   from->npending * sizeof(LedgerPending));
	if (from->nslots == 0)
		ledger_hash_entries(target);
	ledger_index(target);
	return true;
}
