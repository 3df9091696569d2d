/*
 * decimal_test.c
 *		Reading and writing numerics, against decimal arithmetic on strings.
 *
 * The numerics are put together here, from the description of core's form in
 * src/backend/utils/adt/numeric.c.
 */
#include "exact/decimal.h"
#include "tap.h"

typedef struct Body
{
	char bytes[256];
	size_t length;
} Body;

/* The body of the numeric that "-123.4500" stands for */
static Body
numeric_body(const char *string, bool long_form)
{
	Body body;
	char digits[200] = {0};
	int base[50];
	int ndigits = 0;
	int first = 0;
	bool negative = *string == '-';
	const char *point;
	int whole;
	int fraction;
	int padding;
	int weight;
	uint16 header[2];

	string += negative;
	point = strchr(string, '.');
	whole = point ? (int) (point - string) : (int) strlen(string);
	fraction = point ? (int) strlen(point + 1) : 0;

	/* a whole number of four-digit groups on either side of the point */
	padding = (4 - whole % 4) % 4;
	memset(digits, '0', padding);
	strncat(digits, string, whole);
	if (point)
		strcat(digits, point + 1);
	for (int i = fraction; i % 4 != 0; i++)
		strcat(digits, "0");
	weight = (whole + padding) / 4 - 1;
	for (const char *d = digits; *d; d += 4)
		base[ndigits++] = (d[0] - '0') * 1000 + (d[1] - '0') * 100 +
			(d[2] - '0') * 10 + d[3] - '0';
	while (first < ndigits && base[first] == 0)
		first++, weight--;
	while (ndigits > first && base[ndigits - 1] == 0)
		ndigits--;
	if (first == ndigits)
		weight = 0, negative = false;

	if (long_form)
	{
		header[0] = (negative ? 0x4000 : 0) | fraction;
		header[1] = (uint16) weight;
		memcpy(body.bytes, header, 4);
		body.length = 4;
	}
	else
	{
		header[0] = 0x8000 | (negative ? 0x2000 : 0) | fraction << 7 |
			(weight & 0x7F);
		memcpy(body.bytes, header, 2);
		body.length = 2;
	}
	for (int i = first; i < ndigits; i++)
	{
		uint16 digit = base[i];

		memcpy(body.bytes + body.length, &digit, 2);
		body.length += 2;
	}
	return body;
}

static Amount
amount_of(const char *digits)
{
	bool negative = *digits == '-';
	Amount a = AMOUNT_ZERO;

	for (digits += negative; *digits; digits++)
	{
		Amount twice = amount_add(a, a);
		Amount eight = amount_add(amount_add(twice, twice),
								  amount_add(twice, twice));

		a = amount_add(amount_add(eight, twice),
					   amount_from_int64(*digits - '0'));
	}
	return negative ? amount_negate(a) : a;
}

static bool
reads(const char *string, int scale, DecimalRounding rounding,
	  const char *expected)
{
	bool agrees = true;

	for (int form = 0; form < 2; form++)
	{
		Body body = numeric_body(string, form == 1);
		char unaligned[257];
		Amount result;

		memcpy(unaligned + 1, body.bytes, body.length);
		agrees &= decimal_read(unaligned + 1, body.length, scale, rounding,
							   &result) == DECIMAL_OK &&
			amount_compare(result, amount_of(expected)) == 0;
	}
	return agrees;
}

static DecimalStatus
status_of(const char *string, int scale)
{
	Body body = numeric_body(string, false);
	Amount result;

	return decimal_read(body.bytes, body.length, scale, DECIMAL_HALF_AWAY,
						&result);
}

static DecimalStatus
status_of_header(uint16 header)
{
	Amount result;

	return decimal_read(&header, sizeof(header), DECIMAL_SCALE,
						DECIMAL_HALF_AWAY, &result);
}

/* Random numbers with up to 18 + 9 digits, rounded here by hand */
static bool
random_reads(void)
{
	bool agree = true;

	for (int i = 0; i < 200000; i++)
	{
		char string[64];
		char expected[64];
		int whole = random_below(18) + 1;
		int fraction = random_below(10);
		int scale = random_below(2) ? DECIMAL_SCALE : 0;
		int n = 0;
		int m = 0;
		bool up = false;

		if (random_below(2))
			string[n++] = expected[m++] = '-';
		for (int d = 0; d < whole; d++)
			string[n++] = expected[m++] = d == 0 ? '1' + random_below(9)
												 : '0' + random_below(10);
		if (fraction > 0)
			string[n++] = '.';
		for (int d = 0; d < Max(fraction, scale); d++)
		{
			char digit = d < fraction ? '0' + random_below(10) : '0';

			if (d < fraction)
				string[n++] = digit;
			if (d < scale)
				expected[m++] = digit;
			else if (d == scale)
				up = digit >= '5';
		}
		string[n] = expected[m] = '\0';
		if (up)
		{
			/* half away from zero: one more in absolute value */
			int last = m - 1;

			while (last >= 0 && expected[last] == '9')
				expected[last--] = '0';
			if (last < 0 || expected[last] == '-')
			{
				memmove(expected + last + 2, expected + last + 1, m - last);
				expected[last + 1] = '1';
			}
			else
				expected[last]++;
		}
		if (!reads(string, scale, DECIMAL_HALF_AWAY, expected))
		{
			printf("# %s at scale %d is not %s\n", string, scale, expected);
			agree = false;
		}
	}
	return agree;
}

/* What decimal_write() makes of a number is what the number's string makes */
static bool
writes(const char *digits, int scale, const char *string)
{
	char written[DECIMAL_WRITE_MAX];
	size_t length = decimal_write(wide_from_amount(amount_of(digits)), scale,
								  written);
	Body body = numeric_body(string, false);

	return length == body.length && memcmp(written, body.bytes, length) == 0;
}

/* Numbers of any number of decimal places, their zeros cut off here by hand */
static bool
random_writes(void)
{
	uint64 state = 42;
	bool agree = true;

	for (int i = 0; i < 20000; i++)
	{
		char digits[40];
		char string[40];
		uint64 number;
		char *last;

		state = state * UINT64CONST(6364136223846793005) + 1442695040888963407;
		number = (state >> 2) >> (state >> 33) % 62;
		for (int zeros = (state >> 40) % 19; zeros > 0; zeros--)
			number = number / 10 * 10 > PG_INT64_MAX / 10 ? number : number * 10;
		sprintf(digits, "%s%llu", i % 2 && number ? "-" : "",
				(unsigned long long) number);
		sprintf(string, "%s%llu.%010llu", i % 2 && number ? "-" : "",
				(unsigned long long) (number / DECIMAL_ONE),
				(unsigned long long) (number % DECIMAL_ONE));
		last = string + strlen(string) - 1;
		while (*last == '0')
			*last-- = '\0';
		if (*last == '.')
			*last = '\0';
		agree &= writes(digits, DECIMAL_SCALE, string);
	}
	return agree;
}

int
main(void)
{
	Wide largest = wide_multiply(AMOUNT_MAX, AMOUNT_MAX);
	char written[DECIMAL_WRITE_MAX];

	check(reads("0", 10, DECIMAL_HALF_AWAY, "0") &&
			  reads("0.00", 10, DECIMAL_HALF_AWAY, "0"),
		  "zero");
	check(reads("1", 10, DECIMAL_HALF_AWAY, "10000000000"), "one");
	check(reads("-12345.67", 10, DECIMAL_HALF_AWAY, "-123456700000000"),
		  "an amount of money");
	check(reads("0.0000000001", 10, DECIMAL_HALF_AWAY, "1"),
		  "the smallest amount");
	check(reads("0.00000000005", 10, DECIMAL_HALF_AWAY, "1") &&
			  reads("-0.00000000005", 10, DECIMAL_HALF_AWAY, "-1"),
		  "half a unit is rounded away from zero");
	check(reads("0.000000000049999999", 10, DECIMAL_HALF_AWAY, "0") &&
			  reads("-0.000000000049999999", 10, DECIMAL_HALF_AWAY, "0"),
		  "less than half is not");
	check(reads("1.99999999995", 10, DECIMAL_HALF_AWAY, "20000000000"),
		  "rounding carries");
	check(reads("0.000000000000000001", 10, DECIMAL_CEILING, "1") &&
			  reads("0.000000000000000001", 10, DECIMAL_FLOOR, "0") &&
			  reads("-0.000000000000000001", 10, DECIMAL_CEILING, "0") &&
			  reads("-0.000000000000000001", 10, DECIMAL_FLOOR, "-1"),
		  "floor and ceiling of what is far right of the last place");
	check(reads("2.5", 0, DECIMAL_FLOOR, "2") &&
			  reads("2.5", 0, DECIMAL_CEILING, "3") &&
			  reads("-2.5", 0, DECIMAL_FLOOR, "-3") &&
			  reads("-2.5", 0, DECIMAL_CEILING, "-2") &&
			  reads("2.5", 0, DECIMAL_HALF_AWAY, "3") &&
			  reads("7", 0, DECIMAL_CEILING, "7"),
		  "floor, ceiling and half away of whole numbers");
	check(reads("0.5", 0, DECIMAL_HALF_AWAY, "1") &&
			  reads("0.4999", 0, DECIMAL_HALF_AWAY, "0"),
		  "a number without a digit left of the point");
	check(reads("17014118346046923173168730371.5884105727", 10,
				DECIMAL_HALF_AWAY, "170141183460469231731687303715884105727"),
		  "the largest amount");
	check(status_of("17014118346046923173168730371.5884105728", 10) ==
				  DECIMAL_TOO_LARGE &&
			  status_of("-17014118346046923173168730371.5884105728", 10) ==
				  DECIMAL_TOO_LARGE,
		  "one more is too large");
	check(status_of("17014118346046923173168730371.58841057275", 10) ==
			  DECIMAL_TOO_LARGE,
		  "and so is what is rounded to it");
	check(status_of("100000000000000000000000000000000000000000000000000",
					10) == DECIMAL_TOO_LARGE &&
			  status_of("99999999999999999999999999999999999999999", 0) ==
				  DECIMAL_TOO_LARGE,
		  "many digits are too large");
	check(reads("100000000000000000000000000000", 0, DECIMAL_HALF_AWAY,
				"100000000000000000000000000000"),
		  "trailing zeros that are not stored");
	check(random_reads(), "random numbers");
	check(status_of_header(0xC000) == DECIMAL_NAN &&
			  status_of_header(0xD000) == DECIMAL_INFINITE &&
			  status_of_header(0xF000) == DECIMAL_NEGATIVE_INFINITE,
		  "special values");
	check(decimal_read("", 0, 10, DECIMAL_HALF_AWAY, &(Amount){0, 0}) ==
				  DECIMAL_CORRUPT &&
			  decimal_read("\0\0", 2, 10, DECIMAL_HALF_AWAY, &(Amount){0, 0}) ==
				  DECIMAL_CORRUPT,
		  "a body without its header");

	check(writes("0", 10, "0"), "zero is written");
	check(writes("-123456700000000", 10, "-12345.67"), "an amount is written");
	check(writes("10000000000", 10, "1"), "one is written");
	check(writes("1", 10, "0.0000000001"), "the smallest amount is written");
	check(writes("170141183460469231731687303715884105727", 10,
				 "17014118346046923173168730371.5884105727"),
		  "the largest is written");
	check(writes("-100000000", 0, "-100000000"), "a whole number is written");
	check(random_writes(), "random numbers are written without trailing zeros");
	check(decimal_write(largest, 0, written) == 2 + 20 * 2,
		  "the largest product takes twenty digits");
	return tap_done();
}
