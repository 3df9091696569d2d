/*
 * reading_test.c
 *		What reads cells: each of many made of the parts that people write, and
 *		what its fuzzer has found worth keeping; with the cell's end at the end
 *		of its memory, for the sanitizers.
 */
#include "../fuzz/guided/reading.c"
#include "tap.h"

/* as the compiler was told this file's name, which is a full path */
#define HERE	  "unit/reading_test.c"
#define FILE_NAME "fuzz/corpus/reading.txt"

static const char *const parts[] = {
	"",
	" ",
	"-",
	"+",
	"(",
	")",
	",",
	".",
	"'",
	"/",
	":",
	"$",
	"NZ$",
	"NZD",
	"\xE2\x82\xAC",
	"\xC2\xA0",
	"\xE2\x88\x92",
	"\xE2\x80\x93",
	"\xC2",
	"\xFF",
	"0",
	"1",
	"12",
	"234",
	"2018",
	"20180701",
	"31",
	"00",
	"e3",
	"k",
	"million",
	"Jul",
	"July",
	"st",
	"th",
	"of",
	"Sunday",
	"T",
	"Z",
	"UTC",
	"pm",
	"16:21",
	"23:59:59",
	"+12:00",
	"P",
	"Y",
	"M",
	"months",
	"years",
	"days",
	"and",
	"ongoing",
	"open",
	"ended",
	"9999",
	"2018-07-01",
	"1/7/18",
	"1,234",
	"1.234,56",
};

static void
run(int options, const char *cell, size_t length)
{
	uint8 *input = malloc(length + 1);

	input[0] = (uint8) options;
	memcpy(input + 1, cell, length);
	/* what is wrong ends the program */
	LLVMFuzzerTestOneInput(input, length + 1);
	free(input);
}

/* All of up to three parts, and random ones of up to eight */
static void
run_parts(void)
{
	for (int i = 0; i < lengthof(parts); i++)
	{
		for (int j = 0; j < lengthof(parts); j++)
		{
			for (int k = 0; k < lengthof(parts); k++)
			{
				char cell[64];
				int length = snprintf(cell, sizeof(cell), "%s%s%s", parts[i],
									  parts[j], parts[k]);

				run((i + j + k) % 6, cell, length);
			}
		}
	}
	for (int i = 0; i < 200000; i++)
	{
		char cell[200];
		size_t length = 0;

		for (int j = random_below(9); j > 0; j--)
			length += snprintf(cell + length, sizeof(cell) - length, "%s",
							   parts[random_below(lengthof(parts))]);
		run(random_below(6), cell, length);
	}
	check(true, "cells of all parts are read or refused in good order");
}

static FILE *
open_corpus(void)
{
	char name[MAXPGPATH];
	size_t length = strlen(__FILE__) - strlen(HERE);

	if (strcmp(__FILE__ + length, HERE) != 0)
		return NULL;
	snprintf(name, sizeof(name), "%.*s%s", (int) length, __FILE__, FILE_NAME);
	return fopen(name, "r");
}

/* A line of the corpus, in which \xHH is a byte, in place.  Its length */
static size_t
unescape(char *line)
{
	size_t length = 0;
	unsigned int byte;

	for (char *at = line; *at && *at != '\n'; at++)
	{
		if (at[0] == '\\' && sscanf(at, "\\x%2x", &byte) == 1)
		{
			line[length++] = (char) byte;
			at += 3;
		}
		else
			line[length++] = *at;
	}
	return length;
}

static void
run_corpus(void)
{
	FILE *corpus = open_corpus();
	static char line[10000];
	int inputs = 0;

	check(corpus != NULL, "the corpus is there");
	while (corpus && fgets(line, sizeof(line), corpus))
	{
		size_t length = unescape(line);

		if (length > 0)
			run(line[0], line + 1, length - 1);
		inputs++;
	}
	check(inputs > 50, "its inputs are read or refused in good order");
	if (corpus)
		fclose(corpus);
}

/* A number of as many digits as there may be, and one of one more */
static void
run_longest(void)
{
	static char digits[READING_DIGITS_MAX + 3];
	ReadingAmount amount;

	memset(digits, '9', sizeof(digits));
	check(reading_amount(digits, READING_DIGITS_MAX, '.', &amount) == NULL &&
			  strlen(amount.number) == READING_DIGITS_MAX,
		  "1000 digits are read");
	check(reading_amount(digits, READING_DIGITS_MAX + 1, '.', &amount) != NULL,
		  "1001 are not");
	digits[0] = '(';
	digits[READING_DIGITS_MAX] = 'm';
	digits[READING_DIGITS_MAX + 1] = ')';
	check(reading_amount(digits, READING_DIGITS_MAX + 2, ',', &amount) == NULL &&
			  amount.number[0] == '-' &&
			  strcmp(amount.number + READING_DIGITS_MAX, "e6") == 0,
		  "with a sign and a multiplier");
}

int
main(void)
{
	run_longest();
	run_parts();
	run_corpus();
	return tap_done();
}
