/*-------------------------------------------------------------------------
 *
 * reading_term.c
 *		Chapter "reading": when a term ends.
 *
 * Beside dates, people write how long a contract runs ("36 months"), and
 * that it has no end ("ongoing", 9999-12-31).
 *
 *-------------------------------------------------------------------------
 */
#include "chapter/reading.h"

#include "pg/cell.h"

#define MONTHS_MAX (READING_YEARS_MAX * 12)
#define DAYS_MAX   (READING_YEARS_MAX * 365)

#define FORMS_HINT \
	"Ends are dates, lengths such as \"36 months\", \"3 yrs\", \"90 days\" and \"P18M\", or \"ongoing\"."

static const ReadingFault no_end = {
	"It is no date, no length and no word for a term without an end.",
	FORMS_HINT};
static const ReadingFault no_unit = {
	"Its number has no unit.",
	"Write the unit, as in \"36 months\" or \"3 years\"."};
static const ReadingFault part_of_day = {
	"A term has whole days.", "Write a number of days, weeks, months or years."};
static const ReadingFault fractions = {
	"It does not come to whole months or days.",
	"Write whole numbers, as in \"18 months\" for 1.5 years."};
static const ReadingFault unit_order = {
	"Its units are not in order, or one is there twice.",
	"Write years, months, weeks and days in that order, as in \"1 year 6 months\"."};
static const ReadingFault nothing = {
	"A term lasts at least a day.",
	"A contract of one day ends on the day on which it starts."};
static const ReadingFault too_long = {
	"It is longer than 1000 years.",
	"Write \"ongoing\" for a term without an end."};
static const ReadingFault more = {
	"Something stands behind the length of the term.",
	"Options to extend are no part of a term; split the cell."};

/* What says that there is no end: a blank or hyphen left out */
static const char never[][CELL_WORD_SIZE] = {
	"ongoing", "openended", "evergreen", "indefinite",
	"rolling", "permanent", "infinity",
};

/* Units in order, in months or days; a part of a day is 0 of both */
static const struct
{
	const char *names; /* each between blanks */
	char designator;   /* in ISO 8601 */
	int months;
	int days;
} units[] = {
	{" year years yr yrs ", 'Y', 12, 0},
	{" month months mth mths mnth mnths mo mos ", 'M', 1, 0},
	{" week weeks wk wks ", 'W', 0, 7},
	{" day days ", 'D', 0, 1},
	{" hour hours hr hrs minute minutes min mins second seconds sec secs ",
	 'T', 0, 0},
};

/* A length while it is read */
typedef struct Length
{
	int next; /* the first unit that may still come */
	int64 months;
	int64 days;
} Length;

/* Does the cell say that there is no end?  One hyphen or blank may be in it. */
static bool
is_never(Cell cell)
{
	char words[2 * CELL_WORD_SIZE];
	int length = cell_word(&cell, words);

	if (length > 0 && (cell_take(&cell, '-') || cell_take(&cell, ' ')) &&
		cell_word(&cell, words + length) == 0)
		return false;
	if (length == 0 || !cell_at_end(&cell))
		return false;
	for (int i = 0; i < lengthof(never); i++)
	{
		if (strcmp(words, never[i]) == 0)
			return true;
	}
	return false;
}

/* The unit that a word in lower case names, or -1 */
static int
unit_of(const char *word, int length)
{
	for (int i = 0; i < lengthof(units); i++)
	{
		const char *at = units[i].names;

		while ((at = strstr(at, word)) != NULL)
		{
			if (at[-1] == ' ' && at[length] == ' ')
				return i;
			at++;
		}
	}
	return -1;
}

/* A whole number of a unit, added; decimals of years may be whole months */
static const ReadingFault *
add_units(Length *length, int unit, int whole, int decimals, int scale)
{
	int64 parts = (int64) whole * scale + decimals;

	if (units[unit].months == 0 && units[unit].days == 0)
		return &part_of_day;
	if (unit < length->next)
		return &unit_order;
	if (scale > 1 && units[unit].designator != 'Y')
		return &fractions;
	if (parts * units[unit].months % scale != 0)
		return &fractions;
	length->next = unit + 1;
	length->months += parts * units[unit].months / scale;
	length->days += parts * units[unit].days;
	return NULL;
}

/* number, with decimals or not, and unit, at the cursor */
static const ReadingFault *
read_quantity(Cell *cell, Length *length)
{
	char word[CELL_WORD_SIZE];
	int whole;
	int decimals = 0;
	int scale = 1;
	int letters;
	int unit;

	if (cell_number(cell, 6, &whole) == 0)
		return &more;
	if (cell_take(cell, '.'))
	{
		int digits = cell_number(cell, 4, &decimals);

		if (digits == 0)
			return &no_unit;
		while (digits-- > 0)
			scale *= 10;
	}
	(void) cell_blanks(cell);
	letters = cell_word(cell, word);
	unit = letters == 0 ? -1 : unit_of(word, letters);
	if (unit < 0)
		return &no_unit;
	return add_units(length, unit, whole, decimals, scale);
}

/* "1 year 6 months": quantities with blanks, commas or "and" between them */
static const ReadingFault *
read_words(Cell *cell, Length *length)
{
	for (;;)
	{
		const ReadingFault *fault = read_quantity(cell, length);
		Cell behind;
		char word[CELL_WORD_SIZE];

		if (fault || cell_at_end(cell))
			return fault;
		(void) cell_take(cell, ',');
		if (!cell_blanks(cell))
			return &more;
		behind = *cell;
		if (cell_word(&behind, word) == 3 && strcmp(word, "and") == 0 &&
			cell_blanks(&behind))
			*cell = behind;
		if (!cell_at_digit(cell))
			return &more;
	}
}

/* The parts of a period of ISO 8601, behind its P */
static const ReadingFault *
read_period(Cell *cell, Length *length)
{
	do
	{
		const ReadingFault *fault;
		int number;
		int unit = 0;

		if (cell_take(cell, 'T') || cell_take(cell, 't'))
			return &part_of_day;
		if (cell_number(cell, 6, &number) == 0)
			return &no_unit;
		while (unit < lengthof(units) - 1 &&
			   !cell_take(cell, units[unit].designator) &&
			   !cell_take(cell, units[unit].designator | 0x20))
			unit++;
		if (unit == lengthof(units) - 1)
			return cell_peek(cell) == '.' || cell_peek(cell) == ',' ? &fractions
																	: &no_unit;
		if ((fault = add_units(length, unit, number, 0, 1)) != NULL)
			return fault;
	} while (!cell_at_end(cell));
	return NULL;
}

static const ReadingFault *
read_length(Cell cell, Length *length)
{
	const ReadingFault *fault;

	if (cell_take(&cell, 'P') || cell_take(&cell, 'p'))
		fault = read_period(&cell, length);
	else
		fault = read_words(&cell, length);
	if (fault)
		return fault;
	if (length->months == 0 && length->days == 0)
		return &nothing;
	return length->months > MONTHS_MAX || length->days > DAYS_MAX ? &too_long
																  : NULL;
}

/* Does a cell begin as a length does, with P and a digit, or a number and a unit? */
static bool
begins_as_length(Cell cell)
{
	char word[CELL_WORD_SIZE];
	int number;
	int letters;

	if (cell_take(&cell, 'P') || cell_take(&cell, 'p'))
		return cell_at_digit(&cell) || cell_peek(&cell) == 'T';
	if (cell_number(&cell, 6, &number) == 0)
		return false;
	if (cell_at_end(&cell) || cell_peek(&cell) == '+')
		return true;
	if (cell_take(&cell, '.'))
		(void) cell_number(&cell, 9, &number);
	(void) cell_blanks(&cell);
	letters = cell_word(&cell, word);
	return letters > 0 && unit_of(word, letters) >= 0;
}

/*
 * reading_end
 *		When a term ends, as a cell says it.
 */
const ReadingFault *
reading_end(const char *cell, int length, ReadingOrder order, ReadingEnd *end)
{
	Cell whole = cell_trimmed(cell, length);
	Length read = {0};
	const ReadingFault *fault;

	if (cell_at_end(&whole))
	{
		end->kind = READING_END_BLANK;
		return NULL;
	}
	if (is_never(whole))
	{
		end->kind = READING_END_NEVER;
		return NULL;
	}
	if (!begins_as_length(whole))
	{
		fault = reading_date(cell, length, order, &end->date);
		end->kind = !fault && reading_is_never(&end->date) ? READING_END_NEVER
														   : READING_END_DATE;
		return fault == &reading_no_date || fault == &reading_no_month ? &no_end
																	   : fault;
	}
	fault = read_length(whole, &read);
	end->kind = READING_END_AFTER;
	end->months = (int) read.months;
	end->days = (int) read.days;
	return fault;
}
