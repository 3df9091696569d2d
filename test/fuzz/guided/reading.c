/*
 * reading.c
 *		A fuzzer of what reads cells: amounts, dates and ends of terms.
 *
 * The first byte of an input says under which decimal mark and order, the
 * others are the cell, in a piece of malloc() that is as long as it, to the
 * byte.  What is refused has a reason and a hint.  What is read is the same
 * with blanks around it, is within its limits, and is what is read when it is
 * written in the plainest form.
 *
 * Without a server; test/long/fuzzing builds it with libFuzzer, and
 * test/unit/reading_test.c replays what that has found.
 */
#include "chapter/reading.h"
#include "exact/years.h"
#include "pg/cell.h"

extern int LLVMFuzzerTestOneInput(const uint8 *data, size_t size);

static void
must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "reading: %s\n", what);
	abort();
}

static void
must_explain(const ReadingFault *fault)
{
	must(fault->reason && fault->hint, "a refusal says why");
	must(fault->reason[strlen(fault->reason) - 1] == '.' &&
			 fault->hint[strlen(fault->hint) - 1] == '.',
		 "in sentences");
}

/* What numeric_in() takes: -123.45e6, in which only digits are needed */
static void
must_be_number(const char *number)
{
	const char *at = number + (*number == '-');
	size_t digits = strspn(at, "0123456789");

	must(digits > 0, "a number has digits");
	at += digits;
	if (*at == '.')
	{
		digits += strspn(at + 1, "0123456789");
		must(strspn(at + 1, "0123456789") > 0, "and decimals");
		at += 1 + strspn(at + 1, "0123456789");
	}
	must(digits <= READING_DIGITS_MAX + 1, "but not too many");
	if (*at == 'e')
	{
		at += 1 + (at[1] == '-');
		must(strspn(at, "0123456789") >= 1 && strspn(at, "0123456789") <= 2,
			 "and an exponent");
		at += strspn(at, "0123456789");
	}
	must(*at == '\0', "and nothing else");
}

static void
read_amount(const char *cell, int length, const char *spaced, char mark)
{
	ReadingAmount amount;
	ReadingAmount again;
	const ReadingFault *fault = reading_amount(cell, length, mark, &amount);

	must(reading_amount(spaced, length + 4, mark, &again) == fault,
		 "blanks around an amount change nothing");
	if (fault)
	{
		must_explain(fault);
		return;
	}
	must(amount.blank == again.blank, "nor do they around nothing");
	if (amount.blank)
		return;
	must_be_number(amount.number);
	must(strcmp(amount.number, again.number) == 0, "nor the number");
	if (amount.currency)
		must(amount.currency_length >= 1 && amount.currency_length <= 6 &&
				 amount.currency >= cell &&
				 amount.currency + amount.currency_length <= cell + length,
			 "a currency lies in its cell");
	/* an exponent of ours may be more than a cell may have */
	if (strchr(amount.number, 'e') == NULL)
	{
		must(reading_amount(amount.number, (int) strlen(amount.number), '.',
							&again) == NULL,
			 "a plain number can be read");
		must(strcmp(amount.number, again.number) == 0, "as what it is");
	}
}

static void
must_be_date(const ReadingDate *date)
{
	CivilDate civil = years_civil(date->day);
	char iso[32];

	must(civil.year >= 1800 && civil.year <= 9999 && civil.year == date->year,
		 "a date has a year of four digits");
	must(date->time >= 0 && date->time <= INT64CONST(86400000000),
		 "a time of day is one");
	must(date->offset > -86400 && date->offset < 86400 &&
			 (date->zoned || (date->offset == 0 && !date->moves)),
		 "a zone is less than a day from Greenwich");
	snprintf(iso, sizeof(iso), "%04d-%02d-%02d", civil.year, civil.month,
			 civil.day);
	for (int order = READING_YMD; order <= READING_MDY; order++)
	{
		ReadingDate again;

		must(reading_date(iso, 10, (ReadingOrder) order, &again) == NULL &&
				 !again.blank && !again.moves && again.day == date->day,
			 "a date is the same in ISO 8601");
	}
}

static void
read_date(const char *cell, int length, const char *spaced, ReadingOrder order)
{
	ReadingDate date;
	ReadingDate again;
	const ReadingFault *fault = reading_date(cell, length, order, &date);

	must(reading_date(spaced, length + 4, order, &again) == fault,
		 "blanks around a date change nothing");
	if (fault)
		must_explain(fault);
	else if (!date.blank)
	{
		must(date.day == again.day && date.moves == again.moves, "nor the day");
		must_be_date(&date);
	}
}

static void
read_end(const char *cell, int length, const char *spaced, ReadingOrder order)
{
	ReadingEnd end;
	ReadingEnd again;
	ReadingDate date;
	const ReadingFault *fault = reading_end(cell, length, order, &end);
	bool is_date = reading_date(cell, length, order, &date) == NULL;

	must(reading_end(spaced, length + 4, order, &again) == fault,
		 "blanks around an end change nothing");
	if (fault)
	{
		must_explain(fault);
		must(!is_date, "a date is an end");
		return;
	}
	must(end.kind == again.kind, "nor its kind");
	switch (end.kind)
	{
		case READING_END_BLANK:
			must(is_date && date.blank, "blank is blank");
			break;
		case READING_END_NEVER:
			must(!is_date || date.year == 9999 || date.year == 2999,
				 "a date is its own end");
			break;
		case READING_END_DATE:
			must(is_date && end.date.day == date.day, "a date is itself");
			break;
		case READING_END_AFTER:
			must(!is_date && end.months >= 0 && end.days >= 0 &&
					 end.months + end.days > 0 &&
					 end.months <= READING_YEARS_MAX * 12 &&
					 end.days <= READING_YEARS_MAX * 365,
				 "a length has limits");
			break;
	}
}

int
LLVMFuzzerTestOneInput(const uint8 *data, size_t size)
{
	int length = (int) size - 1;
	char *cell;
	char *spaced;

	if (length < 0)
		return 0;
	cell = malloc(length > 0 ? length : 1);
	spaced = malloc(length + 4);
	memcpy(cell, data + 1, length);
	/* a blank, and a no-break space behind */
	spaced[0] = ' ';
	memcpy(spaced + 1, cell, length);
	memcpy(spaced + 1 + length, "\xC2\xA0\n", 3);
	read_amount(cell, length, spaced, data[0] & 1 ? ',' : '.');
	read_date(cell, length, spaced, (ReadingOrder) (data[0] / 2 % 3));
	read_end(cell, length, spaced, (ReadingOrder) (data[0] / 2 % 3));
	free(cell);
	free(spaced);
	return 0;
}
