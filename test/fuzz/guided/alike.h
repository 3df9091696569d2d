/*
 * alike.h
 *		Pairs of long keys that an index of up to 2^12 slots cannot tell apart,
 *		because their hashes agree where it looks at them; the first of them
 *		have the same hash.
 */
#ifndef ALIKE_H
#define ALIKE_H

#include "../../unit/ledger_model.h"

#define ALIKE_PAIRS 64
#define ALIKE_EQUAL 4
#define ALIKE_SIZE	12
#define ALIKE_TRIED 262144
#define ALIKE_BITS	0xfc000fff

static char alike[ALIKE_PAIRS][2][ALIKE_SIZE + 1];

static int
compare_uint64(const void *a, const void *b)
{
	uint64 x = *(const uint64 *) a;
	uint64 y = *(const uint64 *) b;

	return (x > y) - (x < y);
}

/* The next pairs, up to "most", whose hashes agree in those bits */
static int
find_pairs(uint64 *hashes, uint32 bits, int pairs, int most)
{
	uint64 mask = (uint64) bits << 32;

	for (uint32 i = 0; i < ALIKE_TRIED; i++)
		hashes[i] = (hashes[i] & mask) | (uint32) hashes[i];
	qsort(hashes, ALIKE_TRIED, sizeof(uint64), compare_uint64);
	for (uint32 i = 1; i < ALIKE_TRIED && pairs < most; i++)
	{
		if (hashes[i] >> 32 != hashes[i - 1] >> 32)
			continue;
		for (int j = 0; j < 2; j++)
			snprintf(alike[pairs][j], sizeof(alike[pairs][j]), "key %08x",
					 (uint32) hashes[i - j]);
		pairs++;
	}
	return pairs;
}

/* An entry of a long key has its hash beside. */
static void
find_alike(void)
{
	LedgerPlan plan = {.shape = ledger_narrowest(LEDGER_PLAIN),
					   .capacity = ALIKE_TRIED,
					   .heap_size = ALIKE_TRIED * ALIKE_SIZE};
	LedgerHead *head =
		piece(HEAD_SIZE + ledger_slots_for(plan.capacity) * sizeof(uint32) +
			  LEDGER_BATCH * sizeof(LedgerPending) +
			  ledger_size(plan.shape, plan.capacity, plan.heap_size));
	uint64 *hashes = malloc(ALIKE_TRIED * sizeof(uint64));
	Ledger ledger;
	int equal;

	ledger_init(head, &plan, true);
	ledger = ledger_at(head, 0);
	ledger.pending = NULL; /* room to the last entry */
	for (uint32 i = 0; i < ALIKE_TRIED; i++)
	{
		char bytes[ALIKE_SIZE + 1];
		LedgerKey key = {.bytes = bytes, .length = ALIKE_SIZE};
		uint32 number;

		snprintf(bytes, sizeof(bytes), "key %08x", i);
		must(ledger_enter(&ledger, &key, &number) == LEDGER_DONE && number == i,
			 "a new key is not the next entry");
		hashes[i] = (uint64) ledger_entry_key(ledger.entries +
											  (Size) i * ledger.stride)
						->heap.hash
				<< 32 |
			i;
	}
	equal = find_pairs(hashes, PG_UINT32_MAX, 0, ALIKE_EQUAL);
	must(equal > 0 &&
			 find_pairs(hashes, ALIKE_BITS, equal, ALIKE_PAIRS) == ALIKE_PAIRS,
		 "hashes are better than expected");
	free(hashes);
	free(head);
}

#endif /* ALIKE_H */
