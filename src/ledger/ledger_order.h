/*-------------------------------------------------------------------------
 *
 * ledger_order.h
 *		The order of keys, and so of a compact ledger: by level, key and parent.
 *
 * What sorts or merges entries of a level looks at 8 bytes of the key first,
 * those behind what all keys of the level have in common, so that hardly ever
 * the keys themselves are looked at.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_ORDER_H
#define COMMISSIONING_LEDGER_ORDER_H

#include "ledger/ledger_layout.h"

/*
 * Those bytes, zero-padded, as a number; *left gets how many bytes the key has
 * from there on, 9 for any more.
 */
static inline uint64
ledger_order_word(const LedgerEntry *entry, const char *heap, uint32 skip,
				  uint32 *left)
{
	uint64 word = 0;

	*left = Min(entry->length - skip, sizeof(word) + 1);
	if (entry->length <= LEDGER_INLINE_KEY)
		return skip < sizeof(word) ? pg_ntoh64(entry->key.word) << (8 * skip)
								   : 0;
	memcpy(&word, heap + entry->key.heap.offset + skip,
		   Min(*left, sizeof(word)));
	return pg_ntoh64(word);
}

/* How many bytes, at most "most", two keys begin with in common */
static inline uint32
ledger_order_common(const LedgerEntry *a, const char *a_heap,
					const LedgerEntry *b, const char *b_heap, uint32 most)
{
	const char *a_key = ledger_key(a, a_heap);
	const char *b_key = ledger_key(b, b_heap);
	uint32 same = 0;

	most = Min(most, Min(a->length, b->length));
	while (same < most && a_key[same] == b_key[same])
		same++;
	return same;
}

/* Have two entries the same key, be it under other parents? */
static inline bool
ledger_same_bytes(const LedgerEntry *a, const LedgerEntry *b, const char *heap)
{
	if (a->length != b->length)
		return false;
	if (a->length <= LEDGER_INLINE_KEY)
		return a->key.word == b->key.word;
	return memcmp(heap + a->key.heap.offset, heap + b->key.heap.offset,
				  a->length) == 0;
}

/* <0, 0, >0 as the key of a sorts before, as or after the key of b */
static inline int
ledger_compare_keys(const LedgerEntry *a, const LedgerEntry *b, const char *heap)
{
	uint32 length = Min(a->length, b->length);
	int order = memcmp(ledger_key(a, heap), ledger_key(b, heap), length);

	if (order != 0)
		return order;
	return a->length < b->length ? -1 : a->length > b->length;
}

#endif /* COMMISSIONING_LEDGER_ORDER_H */
