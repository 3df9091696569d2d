/*-------------------------------------------------------------------------
 *
 * plain.h
 *		Numbers and strings in the one way in which the text form of summaries
 *		writes them, read and written fast.
 *
 * A number is digits without a sign "+", without zeros before it and without an
 * exponent, a string is without escapes.  Whatever else JSON allows is not read
 * here, and needs a parser.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_PLAIN_H
#define COMMISSIONING_PLAIN_H

#include "exact/decimal.h"

#include "port/pg_bitutils.h"

/* most bytes that plain_write_amount() writes */
#define PLAIN_AMOUNT_MAX 48

/* bytes of a uuid, and as text */
#define PLAIN_UUID		16
#define PLAIN_UUID_TEXT 36

/* digits of a whole number that 64 bits always hold, with a sign */
#define PLAIN_DIGITS 18

/*
 * plain_read_...() return the place behind what they read from "at" on, or NULL
 * if that is nothing plain, with too many digits to be read here, or no such
 * thing at all; what follows is the caller's business.  "end" is the place of a
 * NUL byte, which ends the text.
 */
extern const char *plain_read_uuid(const char *at, const char *end, char *uuid);

/* Write an amount; returns how many bytes that took. */
extern size_t plain_write_amount(Amount amount, char *to);

static const uint64 plain_power_of_ten[] = {
	UINT64CONST(1),			 UINT64CONST(10),		   UINT64CONST(100),
	UINT64CONST(1000),		 UINT64CONST(10000),	   UINT64CONST(100000),
	UINT64CONST(1000000),	 UINT64CONST(10000000),	   UINT64CONST(100000000),
	UINT64CONST(1000000000), UINT64CONST(10000000000),
};

#define PLAIN_EACH_BYTE(byte) (UINT64CONST(0x0101010101010101) * (byte))

/* The next 8 bytes, the first one lowest */
static inline uint64
plain_load_word(const char *at)
{
	uint64 word;

	memcpy(&word, at, sizeof(word));
#ifdef WORDS_BIGENDIAN
	word = pg_bswap64(word);
#endif
	return word;
}

/*
 * Read digits onto a number; it is nonsense if there are more than it holds.  8
 * at a time, because the next place is then soon known: pairs of digits are
 * added up all at once, then pairs of these, then the two sums of four digits.
 */
static inline const char *
plain_read_digits(const char *at, const char *end, uint64 *number)
{
	while (end - at >= sizeof(uint64))
	{
		uint64 digits = plain_load_word(at) ^ PLAIN_EACH_BYTE('0');
		uint64 others = (digits | (digits + PLAIN_EACH_BYTE(0x76))) &
			PLAIN_EACH_BYTE(0x80);
		int count = others == 0 ? 8 : pg_rightmost_one_pos64(others) / 8;

		if (count == 0)
			return at;
		digits <<= 8 * (8 - count);
		digits = digits * 10 + (digits >> 8);
		digits = ((digits & UINT64CONST(0x000000ff000000ff)) *
					  UINT64CONST(0x000f424000000064) +
				  ((digits >> 16) & UINT64CONST(0x000000ff000000ff)) *
					  UINT64CONST(0x0000271000000001)) >>
			32;
		*number = *number * plain_power_of_ten[count] + digits;
		at += count;
		if (count < 8)
			return at;
	}
	for (uint8 digit; (digit = (uint8) (*at - '0')) <= 9; at++)
		*number = *number * 10 + digit;
	return at;
}

/* Read a whole number without a sign. */
static inline const char *
plain_read_whole(const char *at, const char *end, uint64 *number)
{
	const char *first = at;

	*number = 0;
	at = plain_read_digits(at, end, number);
	if (at == first || at - first > PLAIN_DIGITS ||
		(*first == '0' && at - first > 1))
		return NULL;
	return at;
}

static inline const char *
plain_read_int64(const char *at, const char *end, int64 *value)
{
	bool negative = *at == '-';
	uint64 number = (uint8) (*at - '0');

	if (number <= 9 && (uint8) (at[1] - '0') > 9)
	{
		*value = (int64) number;
		return at + 1;
	}
	at = plain_read_whole(at + negative, end, &number);
	/* what is refused may be the least number of all, which has no opposite */
	*value = (int64) (negative ? -number : number);
	return at;
}

static pg_attribute_always_inline const char *
plain_read_amount(const char *at, const char *end, Amount *amount)
{
	bool negative = *at == '-';
	uint64 whole;
	uint64 fraction = 0;

	at = plain_read_whole(at + negative, end, &whole);
	if (at == NULL)
		return NULL;
	if (*at == '.')
	{
		const char *first = ++at;

		/* mostly cents, for which a loop is faster */
		for (uint8 digit; (digit = (uint8) (*at - '0')) <= 9; at++)
			fraction = fraction * 10 + digit;
		if (at == first || at - first > DECIMAL_SCALE)
			return NULL;
		fraction *= plain_power_of_ten[DECIMAL_SCALE - (at - first)];
	}
	amount->lo = mul_u64(whole, DECIMAL_ONE, &amount->hi);
	*amount = amount_add(*amount, amount_from_int64((int64) fraction));
	if (negative)
		*amount = amount_negate(*amount);
	return at;
}

/*
 * Bit 7 of the bytes of a word that are less than some, at most 128.  A byte
 * above one that is may be marked though it is not: the lowest mark is right.
 */
static inline uint64
plain_bytes_below(uint64 word, uint8 limit)
{
	return (word - PLAIN_EACH_BYTE(limit)) & ~word & PLAIN_EACH_BYTE(0x80);
}

/* The same of those that a string can have only as an escape, or that end it */
static inline uint64
plain_special_bytes(uint64 word)
{
	return plain_bytes_below(word, ' ') |
		plain_bytes_below(word ^ PLAIN_EACH_BYTE('"'), 1) |
		plain_bytes_below(word ^ PLAIN_EACH_BYTE('\\'), 1);
}

/*
 * The place of the quote that ends a string whose first byte, if it has one, is
 * at "at"; NULL if an escape or a control character comes before it.
 */
static inline const char *
plain_string_end(const char *at, const char *end)
{
	for (; end - at >= sizeof(uint64); at += sizeof(uint64))
	{
		uint64 special = plain_special_bytes(plain_load_word(at));

		if (special != 0)
		{
			at += pg_rightmost_one_pos64(special) / 8;
			return *at == '"' ? at : NULL;
		}
	}
	while ((uint8) *at >= ' ' && *at != '"' && *at != '\\')
		at++;
	return *at == '"' ? at : NULL;
}

#endif /* COMMISSIONING_PLAIN_H */
