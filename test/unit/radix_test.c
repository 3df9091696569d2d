/*
 * radix_test.c
 *		Sorting against qsort(), at sizes around where its form changes.
 */
#include "exact/radix.h"
#include "tap.h"

#include <stdlib.h>

static int low_byte;

static int
compare(const void *a, const void *b)
{
	const Amount *x = a;
	const Amount *y = b;

	if (x->hi != y->hi)
		return x->hi < y->hi ? -1 : 1;
	for (int byte = 7; byte >= low_byte; byte--)
	{
		int difference = (int) (x->lo >> (8 * byte) & 0xff) -
			(int) (y->lo >> (8 * byte) & 0xff);

		if (difference != 0)
			return difference;
	}
	return 0;
}

/* Numbers of which only the bits of two masks differ, sorted both ways */
static bool
sorts(uint32 n, uint64 hi_mask, uint64 lo_mask, int from_byte)
{
	Amount *items = malloc((n + 1) * sizeof(Amount));
	Amount *expected = malloc((n + 1) * sizeof(Amount));
	Amount *scratch = malloc((n + 1) * sizeof(Amount));
	uint64 sum = 0;
	uint64 expected_sum = 0;
	bool same = true;

	low_byte = from_byte;
	for (uint32 i = 0; i < n; i++)
	{
		items[i].hi = UINT64CONST(0x8123456789abcdef) ^ (random_u64() & hi_mask);
		items[i].lo = random_u64() & lo_mask;
		expected_sum += items[i].lo * 31 + items[i].hi;
	}
	memcpy(expected, items, n * sizeof(Amount));
	qsort(expected, n, sizeof(Amount), compare);
	radix_sort(items, n, from_byte, scratch);
	for (uint32 i = 0; i < n; i++)
	{
		same &= compare(&items[i], &expected[i]) == 0;
		sum += items[i].lo * 31 + items[i].hi;
	}
	free(items);
	free(expected);
	free(scratch);
	return same && sum == expected_sum;
}

int
main(void)
{
	const uint32 sizes[] = {0,	 1,	   2,	  3,	 255,	256,
							257, 1000, 65535, 65537, 200000};
	const uint64 all = PG_UINT64_MAX;

	for (int i = 0; i < lengthof(sizes); i++)
	{
		uint32 n = sizes[i];

		check(sorts(n, all, all, 0), "every bit");
		check(sorts(n, 0, 0xffff00, 0), "two bytes, an even number of passes");
		check(sorts(n, 0xff, 0, 0), "one byte, an odd number of passes");
		check(sorts(n, 0, 0, 0), "all the same");
		check(sorts(n, 0xff0000000000ff, all, 4),
			  "without the lowest four bytes");
		check(sorts(n, all, all, 8), "without the lower half");
	}
	return tap_done();
}
