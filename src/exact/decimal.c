/*-------------------------------------------------------------------------
 *
 * decimal.c
 *		Between PostgreSQL's numeric and exact integers.
 *
 * A numeric's body (what follows the varlena header) is a 16-bit header
 * and base-10000 digits d[0..n-1] that mean sum(d[i] * 10000^(weight-i)):
 *
 *		11xxxxxxxxxxxxxx				NaN (00), +Infinity (01), -Infinity (11)
 *		10sddddddwwwwwww				short: sign, display scale, weight
 *		0sdddddddddddddd weight16		long: sign, display scale, weight
 *
 *-------------------------------------------------------------------------
 */
#include "exact/decimal.h"

#define BASE		10000
#define BASE_DIGITS 4 /* decimal digits in a base-10000 digit */

#define KIND_MASK		  0xC000
#define KIND_NEGATIVE	  0x4000
#define KIND_SHORT		  0x8000
#define KIND_SPECIAL	  0xC000
#define SPECIAL_MASK	  0xF000
#define SPECIAL_INFINITY  0xD000
#define SPECIAL_MINUS_INF 0xF000
#define SHORT_NEGATIVE	  0x2000
#define SHORT_SCALE_SHIFT 7
#define SHORT_WEIGHT_SIGN 0x0040
#define SHORT_WEIGHT_MASK 0x003F

/* 10^39 > 2^127: a number with a digit there does not fit an Amount */
#define AMOUNT_DIGITS 39

static const uint64 power_of_ten[] = {UINT64CONST(1),
									  UINT64CONST(10),
									  UINT64CONST(100),
									  UINT64CONST(1000),
									  UINT64CONST(10000),
									  UINT64CONST(100000),
									  UINT64CONST(1000000),
									  UINT64CONST(10000000),
									  UINT64CONST(100000000),
									  UINT64CONST(1000000000),
									  UINT64CONST(10000000000),
									  UINT64CONST(100000000000),
									  UINT64CONST(1000000000000),
									  UINT64CONST(10000000000000),
									  UINT64CONST(100000000000000),
									  UINT64CONST(1000000000000000),
									  UINT64CONST(10000000000000000),
									  UINT64CONST(100000000000000000),
									  UINT64CONST(1000000000000000000),
									  UINT64CONST(10000000000000000000)};

/* *a = *a * factor + addend; false if that needs more than 127 bits */
static bool
multiply_add(Amount *a, uint64 factor, uint64 addend)
{
	uint64 carry;
	uint64 excess;
	uint64 lo = mul_u64(a->lo, factor, &carry);
	uint64 hi = mul_u64(a->hi, factor, &excess);

	lo += addend;
	carry += lo < addend;
	hi += carry;
	if (excess != 0 || hi < carry || (int64) hi < 0)
		return false;
	a->lo = lo;
	a->hi = hi;
	return true;
}

static inline uint32
digit_at(const char *digits, int i)
{
	uint16 digit;

	memcpy(&digit, digits + i * sizeof(uint16), sizeof(uint16));
	return digit;
}

/*
 * The integer nearest to (or next below or above) |number| * 10^scale, for
 * numbers that the fast path of decimal_read() does not take.
 */
static DecimalStatus
read_slow(const char *digits, int ndigits, int weight, bool negative,
		  int scale, DecimalRounding rounding, Amount *magnitude)
{
	int exponent = BASE_DIGITS * weight + scale;
	int i = 0;
	uint32 remainder = 0; /* what the rounding cuts off, ... */
	uint32 unit = 1;	  /* ... in units of 1/unit, ... */
	bool more = false;	  /* ... and whether digits follow it */
	bool up = false;

	*magnitude = AMOUNT_ZERO;
	if (exponent >= AMOUNT_DIGITS)
		return DECIMAL_TOO_LARGE;

	/* digits wholly left of the last place kept */
	for (; i < ndigits && exponent >= 0; i++, exponent -= BASE_DIGITS)
	{
		if (!multiply_add(magnitude, BASE, digit_at(digits, i)))
			return DECIMAL_TOO_LARGE;
	}

	if (i == ndigits)
	{
		/* now in units of the last digit; exponent is one digit further on */
		exponent += BASE_DIGITS;
		while (exponent > 0)
		{
			int step = Min(exponent, 19);

			if (!multiply_add(magnitude, power_of_ten[step], 0))
				return DECIMAL_TOO_LARGE;
			exponent -= step;
		}
		return DECIMAL_OK;
	}

	if (exponent >= -BASE_DIGITS)
	{
		/* the last place kept lies in this digit, or right before it */
		uint32 digit = digit_at(digits, i++);

		unit = (uint32) power_of_ten[-exponent];
		remainder = digit % unit;
		if (!multiply_add(magnitude, BASE / unit, digit / unit))
			return DECIMAL_TOO_LARGE;
	}
	for (; i < ndigits && !more; i++)
		more = digit_at(digits, i) != 0;

	switch (rounding)
	{
		case DECIMAL_HALF_AWAY:
			up = unit > 1 && remainder * 2 >= unit;
			break;
		case DECIMAL_FLOOR:
			up = negative && (remainder > 0 || more);
			break;
		case DECIMAL_CEILING:
			up = !negative && (remainder > 0 || more);
			break;
	}
	if (up && !multiply_add(magnitude, 1, 1))
		return DECIMAL_TOO_LARGE;
	return DECIMAL_OK;
}

/*
 * decimal_read
 *		*result = number * 10^scale as an integer, rounded as asked for.
 *
 * "body" and "length" are the payload of a numeric, at any alignment.  How many
 * decimal places it is shown with does not matter.
 */
DecimalStatus
decimal_read(const void *body, size_t length, int scale,
			 DecimalRounding rounding, Amount *result)
{
	const char *digits = body;
	uint16 header;
	int weight;
	int ndigits;
	int exponent;
	bool negative;

	if (length < sizeof(uint16))
		return DECIMAL_CORRUPT;
	memcpy(&header, digits, sizeof(uint16));
	digits += sizeof(uint16);
	length -= sizeof(uint16);

	if ((header & KIND_MASK) == KIND_SHORT)
	{
		negative = (header & SHORT_NEGATIVE) != 0;
		weight = header & SHORT_WEIGHT_MASK;
		if (header & SHORT_WEIGHT_SIGN)
			weight -= SHORT_WEIGHT_MASK + 1;
	}
	else if ((header & KIND_MASK) == KIND_SPECIAL)
	{
		if ((header & SPECIAL_MASK) == SPECIAL_INFINITY)
			return DECIMAL_INFINITE;
		if ((header & SPECIAL_MASK) == SPECIAL_MINUS_INF)
			return DECIMAL_NEGATIVE_INFINITE;
		return DECIMAL_NAN;
	}
	else
	{
		int16 long_weight;

		if (length < sizeof(int16))
			return DECIMAL_CORRUPT;
		memcpy(&long_weight, digits, sizeof(int16));
		digits += sizeof(int16);
		length -= sizeof(int16);
		negative = (header & KIND_MASK) == KIND_NEGATIVE;
		weight = long_weight;
	}
	ndigits = (int) (length / sizeof(uint16));

	/*
	 * Nearly all amounts have up to 16 significant digits and no more decimal
	 * places than are kept: one 64-bit number times a power of ten.
	 */
	exponent = BASE_DIGITS * (weight - ndigits + 1) + scale;
	if (ndigits <= 4 && exponent >= 0 && exponent <= 19)
	{
		uint64 number = 0;

		for (int i = 0; i < ndigits; i++)
			number = number * BASE + digit_at(digits, i);
		result->lo = mul_u64(number, power_of_ten[exponent], &result->hi);
		/* 10^16 * 10^19 < 2^127 */
	}
	else
	{
		DecimalStatus status;

		if (ndigits == 0)
		{
			*result = AMOUNT_ZERO;
			return DECIMAL_OK;
		}
		status = read_slow(digits, ndigits, weight, negative, scale, rounding,
						   result);
		if (status != DECIMAL_OK)
			return status;
	}
	if (negative)
		*result = amount_negate(*result);
	return DECIMAL_OK;
}

/* The decimal places that a number needs whose last digit is that one */
static int
places_of(int digits_before, uint16 last)
{
	int places = (digits_before + 1) * BASE_DIGITS;

	if (digits_before < 0)
		return 0;
	for (; last % 10 == 0; last /= 10)
		places--;
	return places;
}

/*
 * decimal_write
 *		Write the body of the numeric value * 10^-scale, which is shown without
 *		trailing zeros; returns its length, at most DECIMAL_WRITE_MAX.
 *
 * scale is 0 or DECIMAL_SCALE.
 */
size_t
decimal_write(Wide value, int scale, void *body)
{
	bool negative = wide_is_negative(value);
	Wide magnitude = negative ? wide_negate(value) : value;
	uint16 digit[24]; /* lowest first; 2^256 < 10000^20 */
	int ndigits = 0;
	int first = 0;
	int fraction = (scale + BASE_DIGITS - 1) / BASE_DIGITS;
	int weight = 0;
	int places = 0;
	uint16 header;
	char *out = body;

	/* a whole number of base-10000 digits right of the decimal point */
	magnitude = wide_scale(magnitude,
						   power_of_ten[fraction * BASE_DIGITS - scale]);
	while (!wide_is_zero(magnitude))
	{
		uint32 pair = wide_divide_small(&magnitude, BASE * BASE);

		digit[ndigits++] = pair % BASE;
		digit[ndigits++] = pair / BASE;
	}
	while (ndigits > 0 && digit[ndigits - 1] == 0)
		ndigits--;
	while (first < ndigits && digit[first] == 0)
		first++;
	if (ndigits > 0)
	{
		weight = ndigits - 1 - fraction;
		places = places_of(fraction - first - 1, digit[first]);
	}

	header = KIND_SHORT | (negative ? SHORT_NEGATIVE : 0) |
		(places << SHORT_SCALE_SHIFT) | (weight < 0 ? SHORT_WEIGHT_SIGN : 0) |
		(weight & SHORT_WEIGHT_MASK);
	memcpy(out, &header, sizeof(uint16));
	out += sizeof(uint16);
	for (int i = ndigits - 1; i >= first; i--)
	{
		memcpy(out, &digit[i], sizeof(uint16));
		out += sizeof(uint16);
	}
	return out - (char *) body;
}
