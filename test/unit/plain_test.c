/*
 * plain_test.c
 *		Numbers and strings of the text form: what is read, what is left to a
 *		parser, and what is written, beside printf() and digits by hand.
 */
#include "exact/plain.h"
#include "tap.h"

/* A copy that ends where its memory ends, so that sanitizers see a byte too many */
static char *
copy_of(const char *text)
{
	char *copy = malloc(strlen(text) + 1);

	strcpy(copy, text);
	return copy;
}

/* Is that read as a number, up to "rest"? */
static bool
reads_int64(const char *text, int64 expected, const char *rest)
{
	char *copy = copy_of(text);
	int64 value;
	const char *at = plain_read_int64(copy, copy + strlen(copy), &value);
	bool right = at != NULL && value == expected && strcmp(at, rest) == 0;

	free(copy);
	return right;
}

static bool
refuses_int64(const char *text)
{
	char *copy = copy_of(text);
	int64 value;
	bool refused = plain_read_int64(copy, copy + strlen(copy), &value) == NULL;

	free(copy);
	return refused;
}

static bool
reads_amount(const char *text, Amount expected, const char *rest)
{
	char *copy = copy_of(text);
	Amount amount;
	const char *at = plain_read_amount(copy, copy + strlen(copy), &amount);
	bool right = at != NULL && amount_compare(amount, expected) == 0 &&
		strcmp(at, rest) == 0;

	free(copy);
	return right;
}

static bool
refuses_amount(const char *text)
{
	char *copy = copy_of(text);
	Amount amount;
	bool refused = plain_read_amount(copy, copy + strlen(copy), &amount) == NULL;

	free(copy);
	return refused;
}

/* How many bytes are before the quote; -1 if there is none to be found plainly */
static int
string_length(const char *text)
{
	char *copy = copy_of(text);
	const char *at = plain_string_end(copy, copy + strlen(copy));
	int length = at == NULL ? -1 : (int) (at - copy);

	free(copy);
	return length;
}

static bool
writes(Amount amount, const char *expected)
{
	char text[PLAIN_AMOUNT_MAX + 1];

	text[plain_write_amount(amount, text)] = '\0';
	return strcmp(text, expected) == 0;
}

static void
test_int64(void)
{
	check(reads_int64("0", 0, ""), "0");
	check(reads_int64("7, 8", 7, ", 8"), "one digit, and what follows");
	check(reads_int64("-7]", -7, "]"), "a negative one");
	check(reads_int64("12345678", 12345678, ""), "eight digits");
	check(reads_int64("123456789,", 123456789, ","), "nine");
	check(reads_int64("999999999999999999]]]]]]]]",
					  INT64CONST(999999999999999999), "]]]]]]]]"),
		  "eighteen");
	check(reads_int64("-100000000000000000", -INT64CONST(100000000000000000), ""),
		  "eighteen, negative");
	check(reads_int64("-0", 0, ""), "minus 0");
	check(reads_int64("1.5", 1, ".5"), "what follows is not looked at");
	check(refuses_int64("1000000000000000000"), "nineteen are refused");
	check(refuses_int64("18446744073709551617"), "and what wraps around to 1");
	check(refuses_int64("-9223372036854775808") &&
			  refuses_int64("-9223372036854775809"),
		  "and the least number of all");
	check(refuses_int64("01") && refuses_int64("00") && refuses_int64("-01"),
		  "zeros before a number are refused");
	check(refuses_int64("") && refuses_int64("-") && refuses_int64("+1") &&
			  refuses_int64(" 1") && refuses_int64("--1") && refuses_int64("a") &&
			  refuses_int64(":") && refuses_int64("/") && refuses_int64("\xb1"),
		  "and what begins with no digit");
}

static void
test_int64_at_random(void)
{
	bool right = true;

	for (int i = 0; i < 100000; i++)
	{
		int64 value = (int64) (random_u64() % UINT64CONST(1000000000000000000)) >>
			random_below(60);
		char text[32];

		if (random_below(2))
			value = -value;
		snprintf(text, sizeof(text), INT64_FORMAT "%s", value,
				 i % 3 ? ",1234567" : "");
		right &= reads_int64(text, value, i % 3 ? ",1234567" : "");
	}
	check(right, "100,000 numbers as printf() writes them");
}

static void
test_amounts(void)
{
	check(reads_amount("0", AMOUNT_ZERO, ""), "amount 0");
	check(reads_amount("-0.0", AMOUNT_ZERO, ""), "amount -0.0");
	check(reads_amount("1", amount_from_int64(10000000000), ""), "amount 1");
	check(reads_amount("0.0000000001]", amount_from_int64(1), "]"),
		  "the smallest amount");
	check(reads_amount("-12.5, ", amount_from_int64(-INT64CONST(125000000000)),
					   ", "),
		  "a negative amount");
	check(reads_amount("123456789.0123456789",
					   amount_from_int64(INT64CONST(1234567890123456789)), ""),
		  "ten decimal places");
	check(reads_amount("1.5e3", amount_from_int64(15000000000), "e3"),
		  "an exponent follows a number");
	/* 10^18 - 10^-10 is 10^28 - 1 units: 542101086 * 2^64 + 4477988020393345023 */
	check(reads_amount("999999999999999999.9999999999",
					   (Amount){UINT64CONST(4477988020393345023), 542101086}, ""),
		  "the largest amount that is read");
	check(refuses_amount("1000000000000000000"), "a larger one is refused");
	check(refuses_amount("1.") && refuses_amount(".5") &&
			  refuses_amount("-.5") && refuses_amount("1.x") &&
			  refuses_amount("NaN") && refuses_amount(""),
		  "and a point without digits on both sides");
	check(refuses_amount("0.12345678901") && refuses_amount("1.00000000000"),
		  "and eleven decimal places");
	check(refuses_amount("00.5"), "and a zero before the number");
}

static void
test_strings(void)
{
	check(string_length("\"") == 0 && string_length("a\"") == 1,
		  "short strings");
	check(string_length("1234567\"") == 7 && string_length("12345678\"9") == 8 &&
			  string_length("123456789\"") == 9 &&
			  string_length("1234567890123456\"78\"") == 16,
		  "strings about as long as words");
	check(string_length("\xc3\x84\xff\x7f \x80\"") == 6,
		  "no byte from 0x20 up needs an escape");
	check(string_length("abc") == -1 && string_length("") == -1 &&
			  string_length("12345678") == -1,
		  "a string without an end");
	check(string_length("a\\\"b\"") == -1 && string_length("1234567\\\\\"") == -1,
		  "a string with an escape");
}

/* A byte that ends or spoils a string, at each place beside each other byte */
static void
test_bytes(void)
{
	bool right = true;

	for (int place = 0; place < 24; place++)
	{
		for (int byte = 1; byte < 256; byte++)
		{
			char text[32];
			int expected = byte == '"'		 ? place
				: byte < ' ' || byte == '\\' ? -1
											 : 24;

			for (int other = 0x20; other < 0x100; other += 0x2f)
			{
				if (other == '"' || other == '\\')
					continue;
				memset(text, other, 24);
				strcpy(text + 24, "\"");
				text[place] = (char) byte;
				right &= string_length(text) == expected;
			}
		}
	}
	check(right, "every byte at every place of a word");
}

static void
test_uuids(void)
{
	const char *text = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11";
	const char expected[] =
		"\xa0\xee\xbc\x99\x9c\x0b\x4e\xf8\xbb\x6d\x6b\xb9\xbd\x38\x0a\x11";
	char uuid[PLAIN_UUID];
	bool refused = true;

	check(plain_read_uuid(text, text + 36, uuid) == text + 36 &&
			  memcmp(uuid, expected, PLAIN_UUID) == 0,
		  "a uuid");
	for (int length = 0; length < 36; length++)
		refused &= plain_read_uuid(text, text + length, uuid) == NULL;
	check(refused, "one that is cut off");
	refused = true;
	for (int place = 0; place < 36; place++)
	{
		static const char wrong[] = "g-G:/`AF \"";

		for (int i = 0; i < lengthof(wrong) - 1; i++)
		{
			char changed[37];

			strcpy(changed, text);
			if (changed[place] == wrong[i])
				continue;
			changed[place] = wrong[i];
			refused &= plain_read_uuid(changed, changed + 36, uuid) == NULL;
		}
	}
	check(refused, "one with another character is left to others");
}

static void
test_writing(void)
{
	check(writes(AMOUNT_ZERO, "0"), "0 is written");
	check(writes(amount_from_int64(1), "0.0000000001"), "the smallest amount");
	check(writes(amount_from_int64(-1), "-0.0000000001"),
		  "and the same below 0");
	check(writes(amount_from_int64(INT64CONST(15000000000)), "1.5"),
		  "no zeros at the end");
	check(writes(amount_from_int64(INT64CONST(-1000000000000)), "-100"),
		  "but those of a whole number");
	check(writes((Amount){PG_UINT64_MAX, 0}, "1844674407.3709551615"),
		  "64 bits");
	check(writes((Amount){0, 1}, "1844674407.3709551616"), "one more");
	check(writes((Amount){4477988020393345024, 542101086}, "1000000000000000000"),
		  "a whole number of 60 bits");
	check(writes(AMOUNT_MAX, "17014118346046923173168730371.5884105727"),
		  "the largest amount");
	check(writes(amount_negate(AMOUNT_MAX),
				 "-17014118346046923173168730371.5884105727"),
		  "the smallest");
}

static void
test_there_and_back(void)
{
	bool right = true;

	for (int i = 0; i < 100000; i++)
	{
		Amount amount = {random_u64(), random_below(400000000)};
		char text[PLAIN_AMOUNT_MAX + 1];

		if (i % 2)
			amount = amount_from_int64((int64) random_u64() >> random_below(64));
		if (i % 3 == 0)
			amount = amount_negate(amount);
		text[plain_write_amount(amount, text)] = '\0';
		right &= reads_amount(text, amount, "");
	}
	check(right, "100,000 amounts are read as they were written");
}

int
main(void)
{
	test_int64();
	test_int64_at_random();
	test_amounts();
	test_strings();
	test_bytes();
	test_uuids();
	test_writing();
	test_there_and_back();
	return tap_done();
}
