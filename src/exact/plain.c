/*-------------------------------------------------------------------------
 *
 * plain.c
 *		Numbers and strings in the one way in which the text form of summaries
 *		writes them, read and written fast.
 *
 *-------------------------------------------------------------------------
 */
#include "exact/plain.h"

/* The value of a hexadecimal digit as a uuid is written with, + 1; else 0 */
static const uint8 hexadecimal[256] = {
	['0'] = 1,	['1'] = 2,	['2'] = 3,	['3'] = 4,	['4'] = 5,	['5'] = 6,
	['6'] = 7,	['7'] = 8,	['8'] = 9,	['9'] = 10, ['a'] = 11, ['b'] = 12,
	['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

const char *
plain_read_uuid(const char *at, const char *end, char *uuid)
{
	bool sound = true;

	if (end - at < PLAIN_UUID_TEXT)
		return NULL;
	for (int i = 0; i < PLAIN_UUID; i++)
	{
		uint8 high;
		uint8 low;

		if (i == 4 || i == 6 || i == 8 || i == 10)
			sound &= *at++ == '-';
		high = hexadecimal[(uint8) at[0]];
		low = hexadecimal[(uint8) at[1]];
		sound &= high != 0 && low != 0;
		uuid[i] = (char) ((uint8) (high - 1) << 4 | (uint8) (low - 1));
		at += 2;
	}
	return sound ? at : NULL;
}

/* Write digits before a place, at least so many; returns their first. */
static char *
write_digits(char *before, uint64 number, int least)
{
	char *at = before;

	for (; number > 0 || before - at < least; number /= 10)
		*--at = (char) ('0' + number % 10);
	return at;
}

size_t
plain_write_amount(Amount amount, char *to)
{
	bool negative = amount_is_negative(amount);
	Wide whole = wide_from_amount(amount_abs(amount));
	char digits[PLAIN_AMOUNT_MAX];
	char *end = digits + sizeof(digits);
	char *at = end;
	uint64 fraction;

	if (whole.limb[1] == 0)
	{
		fraction = whole.limb[0] % DECIMAL_ONE;
		whole.limb[0] /= DECIMAL_ONE;
	}
	else
	{
		/* 10^10 by two divisors of 32 bits */
		fraction = wide_divide_small(&whole, 100000);
		fraction += UINT64CONST(100000) * wide_divide_small(&whole, 100000);
	}
	if (fraction > 0)
	{
		at = write_digits(end, fraction, DECIMAL_SCALE);
		while (end[-1] == '0')
			end--;
		*--at = '.';
	}
	while (whole.limb[1] != 0)
		at = write_digits(at, wide_divide_small(&whole, 1000000000), 9);
	at = write_digits(at, whole.limb[0], 1);
	if (negative)
		*--at = '-';
	memcpy(to, at, end - at);
	return end - at;
}
