/*-------------------------------------------------------------------------
 *
 * ledger_room.h
 *		How large a ledger is, and how it grows.
 *
 * A ledger never allocates.  One in a single piece of memory is replaced by a
 * larger one: its caller asks ledger_plan() for the size, makes it with
 * ledger_init() and fills it with ledger_copy().  One of pieces becomes larger
 * piece by piece, as ledger_next_room() says.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_ROOM_H
#define COMMISSIONING_LEDGER_ROOM_H

#include "ledger/ledger_layout.h"

/*
 * Most bytes that a ledger with what stands before it may take: MaxAllocSize,
 * less what the tuple or message needs in which it travels.
 */
#define LEDGER_MAX_BYTES ((Size) 0x3fffffff - 65536)

/* entries up to which a ledger is searched without an index */
#define LEDGER_UNINDEXED 8

/* entries from which rows are collected and looked up in batches */
#define LEDGER_BATCH_FROM 1024

/* heap kept free for the long keys of a batch */
#define LEDGER_BATCH_HEAP 4096

/* Room for entries and long keys */
typedef struct LedgerPlan
{
	LedgerShape shape;
	uint32 capacity;
	uint32 heap_size;
	Size size; /* bytes in one piece, with what stands before it */
} LedgerPlan;

/* Slots of the index for so many entries, and rows of a batch */
extern uint32 ledger_slots_for(uint32 capacity);
extern uint16 ledger_batch_for(uint32 capacity);

/*
 * Bytes of entries and long keys: what a finished ledger has behind its head.
 * More than LEDGER_MAX_BYTES if that is what it comes to.
 */
extern Size ledger_size(LedgerShape shape, uint32 nentries, uint32 heap_size);

/*
 * Work out a ledger in one piece that holds what "ledger" (NULL: nothing yet)
 * does and has room for a further key at each level, with key_length bytes of
 * long keys in all.  False if it would be larger than LEDGER_MAX_BYTES.
 */
extern bool ledger_plan(const Ledger *ledger, LedgerShape shape, Size prefix,
						Size key_length, LedgerPlan *plan);

/*
 * The same for one of pieces, in plan->capacity and heap_size; each is what
 * there is, if that suffices.
 */
extern bool ledger_next_room(const Ledger *ledger, LedgerShape shape,
							 Size prefix, Size key_length, LedgerPlan *plan);

/* Make an empty ledger, with an index that is cleared or as finished ones are. */
extern void ledger_init(LedgerHead *head, const LedgerPlan *plan, bool indexed);

extern bool ledger_has_room(const Ledger *ledger, uint32 length);

#endif /* COMMISSIONING_LEDGER_ROOM_H */
