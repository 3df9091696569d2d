/*-------------------------------------------------------------------------
 *
 * radix.c
 *		Sorting of 128-bit numbers byte by byte.
 *
 * The classic sort from the least significant byte on (D. E. Knuth, The Art of
 * Computer Programming, vol. 3, 5.2.5, algorithm R).  Bytes in which all items
 * agree are left out, which mostly is all but a few.
 *
 *-------------------------------------------------------------------------
 */
#include "exact/radix.h"

#define BYTE_VALUES 256

/* below this many items, sorting by comparison is as fast */
#define RADIX_FROM 256

/* items between two looks for a cancel request */
#define INTERRUPT_EVERY 65536

static inline int
compare_unsigned(const Amount *a, const Amount *b, int from_byte)
{
	if (a->hi != b->hi)
		return a->hi < b->hi ? -1 : 1;
	if (from_byte < 8)
	{
		uint64 a_lo = a->lo >> (8 * from_byte);
		uint64 b_lo = b->lo >> (8 * from_byte);

		if (a_lo != b_lo)
			return a_lo < b_lo ? -1 : 1;
	}
	return 0;
}

#define ST_SORT						sort_few
#define ST_ELEMENT_TYPE				Amount
#define ST_COMPARE(a, b, from_byte) compare_unsigned(a, b, *(from_byte))
#define ST_COMPARE_ARG_TYPE			const int
#define ST_SCOPE					static
#define ST_DEFINE
#include "lib/sort_template.h"

static inline uint32
byte_of(const Amount *item, int byte)
{
	return (byte < 8 ? item->lo >> (8 * byte) : item->hi >> (8 * (byte - 8))) &
		0xff;
}

/* Sort by one byte, keeping the order of items that agree in it. */
static void
sort_by_byte(const Amount *from, Amount *to, uint32 n, int byte)
{
	uint32 start[BYTE_VALUES] = {0};
	uint32 before = 0;

	for (uint32 i = 0; i < n; i++)
		start[byte_of(&from[i], byte)]++;
	for (int value = 0; value < BYTE_VALUES; value++)
	{
		uint32 count = start[value];

		start[value] = before;
		before += count;
	}
	for (uint32 i = 0; i < n; i++)
	{
		if (i % INTERRUPT_EVERY == 0)
			ground_interrupts();
		to[start[byte_of(&from[i], byte)]++] = from[i];
	}
}

/*
 * radix_sort
 *		Sort unsigned numbers, ascending, by their bytes from from_byte (0 is
 *		the lowest) up; those below it go along.
 *
 * "scratch" has room for as many items.
 */
void
radix_sort(Amount *items, uint32 n, int from_byte, Amount *scratch)
{
	Amount differ = AMOUNT_ZERO;
	Amount *from = items;
	Amount *to = scratch;

	if (n < RADIX_FROM)
	{
		sort_few(items, n, &from_byte);
		return;
	}
	for (uint32 i = 1; i < n; i++)
	{
		differ.lo |= items[i].lo ^ items[0].lo;
		differ.hi |= items[i].hi ^ items[0].hi;
	}
	for (int byte = from_byte; byte < (int) sizeof(Amount); byte++)
	{
		Amount *swap = from;

		if (byte_of(&differ, byte) == 0)
			continue;
		sort_by_byte(from, to, n, byte);
		from = to;
		to = swap;
	}
	if (from != items)
		memcpy(items, from, n * sizeof(Amount));
}
