/*-------------------------------------------------------------------------
 *
 * ledger_order.h
 *		The order of a finished ledger: by level, key, parent and part.
 *
 * What sorts or merges entries of a level looks at 8 bytes of the key first,
 * those behind what all keys of the level have in common, so that hardly ever
 * the keys themselves are looked at.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_ORDER_H
#define COMMISSIONING_LEDGER_ORDER_H

#include "ledger/ledger_entry.h"

/*
 * Those bytes, zero-padded, as a number; *left gets how many bytes the key has
 * from there on, 9 for any more.
 */
static inline uint64
ledger_order_word(const void *entry, LedgerShape shape, const char *heap,
				  uint32 skip, uint32 *left)
{
	uint32 length = ledger_entry_length(entry, shape);
	uint64 word = 0;

	*left = Min(length - skip, sizeof(word) + 1);
	if (length <= LEDGER_INLINE_KEY)
		return skip < sizeof(word)
			? pg_ntoh64(ledger_entry_key(entry)->word) << (8 * skip)
			: 0;
	memcpy(&word, heap + ledger_entry_key(entry)->heap.offset + skip,
		   Min(*left, sizeof(word)));
	return pg_ntoh64(word);
}

/* How many bytes, at most "most", two keys begin with in common */
static inline uint32
ledger_order_common(const void *a, LedgerShape a_shape, const char *a_heap,
					const void *b, LedgerShape b_shape, const char *b_heap,
					uint32 most)
{
	const char *a_key = ledger_entry_bytes(a, a_shape, a_heap);
	const char *b_key = ledger_entry_bytes(b, b_shape, b_heap);
	uint32 same = 0;

	most = Min(most,
			   Min(ledger_entry_length(a, a_shape),
				   ledger_entry_length(b, b_shape)));
	while (same < most && a_key[same] == b_key[same])
		same++;
	return same;
}

/* Have two entries of a ledger the same key, be it under other parents? */
static inline bool
ledger_same_bytes(const void *a, const void *b, LedgerShape shape,
				  const char *heap)
{
	uint32 length = ledger_entry_length(a, shape);
	const LedgerKeyWord *a_key = ledger_entry_key(a);
	const LedgerKeyWord *b_key = ledger_entry_key(b);

	if (length != ledger_entry_length(b, shape))
		return false;
	if (length <= LEDGER_INLINE_KEY)
		return a_key->word == b_key->word;
	return memcmp(heap + a_key->heap.offset, heap + b_key->heap.offset,
				  length) == 0;
}

/* <0, 0, >0 as the key of a sorts before, as or after the key of b */
static inline int
ledger_compare_keys(const void *a, const void *b, LedgerShape shape,
					const char *heap)
{
	uint32 a_length = ledger_entry_length(a, shape);
	uint32 b_length = ledger_entry_length(b, shape);
	int order = memcmp(ledger_entry_bytes(a, shape, heap),
					   ledger_entry_bytes(b, shape, heap),
					   Min(a_length, b_length));

	if (order != 0)
		return order;
	return a_length < b_length ? -1 : a_length > b_length;
}

#endif /* COMMISSIONING_LEDGER_ORDER_H */
