/*-------------------------------------------------------------------------
 *
 * ledger_room.h
 *		How large a ledger is, and how it grows.
 *
 * A ledger never allocates.  Its caller asks ledger_plan() for the size of the
 * next one, makes it with ledger_init() and fills it with ledger_copy().
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

/* Room for entries and long keys, as ledger_plan() works it out */
typedef struct LedgerPlan
{
	uint32 capacity;
	uint32 heap_size;
	Size size; /* bytes of such a ledger, with what stands before it */
} LedgerPlan;

extern Size ledger_size(uint32 capacity, uint32 heap_size, bool indexed);
extern void ledger_init(Ledger *ledger, uint32 capacity, uint32 heap_size,
						bool indexed);
extern bool ledger_plan(const Ledger *ledger, Size prefix, Size key_length,
						LedgerPlan *plan);
extern bool ledger_has_room(const Ledger *ledger, uint32 length);
extern void ledger_clear_room(Ledger *ledger, Size size);

#endif /* COMMISSIONING_LEDGER_ROOM_H */
