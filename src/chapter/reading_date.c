/*-------------------------------------------------------------------------
 *
 * reading_date.c
 *		Chapter "reading": dates.
 *
 * A date is read in the order that is declared, in ISO 8601's, or with the
 * name of its month.  Its year is never guessed from what the numbers could
 * be.
 *
 *-------------------------------------------------------------------------
 */
#include "chapter/reading.h"

#include "exact/years.h"
#include "pg/cell.h"

/* a year that has lost a digit is no year */
#define FIRST_YEAR 1800
#define LAST_YEAR  9999

/* A date as it was written */
typedef struct Written
{
	int year;
	int month;
	int day;
	int weekday; /* 0 is Sunday; -1 if there is none */
	bool iso;	 /* as in ISO 8601, to the hyphen and the zero */
} Written;

#define FORMS_HINT \
	"Dates are read as in \"2018-07-01\", \"1 July 2018\", \"01-Jul-18\", and \"1/7/2018\" where date_order says what comes first."
#define ORDER_HINT \
	"date_order says what comes first: 'YMD' the year, 'DMY' the day, 'MDY' the month."

const ReadingFault reading_no_date = {"It does not begin as a date.",
									  FORMS_HINT};
static const ReadingFault serial = {
	"It is a number, not a date.",
	"If it counts days as Excel does, the date is date '1899-12-30' + that number."};
static const ReadingFault partial = {
	"It has no day, month or year of its own.",
	"Only a whole date is read: a month or a year alone is no day."};
static const ReadingFault not_year_first = {
	"It does not begin with a year of four digits.", ORDER_HINT};
static const ReadingFault not_year_first_dmy = {
	"It does not begin with a year of four digits.",
	"If the day does, say so: date_order => 'DMY'."};
static const ReadingFault not_year_first_mdy = {
	"It does not begin with a year of four digits.",
	"If the month does, say so: date_order => 'MDY'."};
static const ReadingFault year_first = {
	"The year comes first, and not as in ISO 8601.",
	"If it always does, say so: date_order => 'YMD'."};
static const ReadingFault compact = {
	"Eight digits are a date only where the year comes first.",
	"If it does, say so: date_order => 'YMD'."};
static const ReadingFault month_13_dmy = {
	"There is no such month.",
	"If the month comes first, say so: date_order => 'MDY'."};
static const ReadingFault month_13_mdy = {
	"There is no such month.",
	"If the day comes first, say so: date_order => 'DMY'."};
static const ReadingFault month_13 = {"There is no such month.", FORMS_HINT};
const ReadingFault reading_no_month = {
	"Its word is no English name of a month.", FORMS_HINT};
static const ReadingFault no_such_day = {"The month has no such day.",
										 "Ask whoever made the file."};
static const ReadingFault year_out = {"The year is not one from 1800 to 9999.",
									  "Write the year in four digits."};
static const ReadingFault two_digits = {
	"The year has not four digits.",
	"Two are read behind a day and a month, as in \"01-Jul-18\" or in the order DMY or MDY."};
static const ReadingFault weekday = {"That day is another day of the week.",
									 "Ask whoever made the file which is right."};
static const ReadingFault ordinal = {
	"The letters behind the day are not those of its number.",
	"Write \"1st\", \"2nd\", \"3rd\", \"4th\", or the number alone."};
static const ReadingFault two_marks = {
	"It has two kinds of marks between day, month and year.", FORMS_HINT};

static const char months[][10] = {
	"january", "february", "march",		"april",   "may",	   "june",
	"july",	   "august",   "september", "october", "november", "december"};

static const char weekdays[][10] = {"sunday",	 "monday",	 "tuesday",
									"wednesday", "thursday", "friday",
									"saturday"};

/*
 * The place among names of a word in lower case: a name, its first three
 * letters, or "extra", which is another short form of one.  -1 if none
 */
static int
named(const char *word, int length, const char (*names)[10], int count,
	  const char *extra)
{
	for (int i = 0; i < count; i++)
	{
		if (strcmp(word, names[i]) == 0 ||
			(length == 3 && strncmp(word, names[i], 3) == 0) ||
			(strncmp(names[i], extra, 3) == 0 && strcmp(word, extra) == 0))
			return i;
	}
	return -1;
}

/* A name of a month at the cursor, and the full stop of a short one */
static bool
take_month(Cell *cell, int *month)
{
	Cell behind = *cell;
	char word[CELL_WORD_SIZE];
	int length = cell_word(&behind, word);
	int place = named(word, length, months, lengthof(months), "sept");

	if (length == 0 || place < 0)
		return false;
	*month = place + 1;
	if (strlen(months[place]) > length && cell_peek(&behind) == '.')
	{
		Cell dot = behind;

		/* but 1.Jul.2018 has it between month and year */
		cell_skip(&dot);
		if (!cell_at_digit(&dot))
			behind = dot;
	}
	*cell = behind;
	return true;
}

/* A day of the week before the date, if there is one */
static int
take_weekday(Cell *cell)
{
	Cell behind = *cell;
	char word[CELL_WORD_SIZE];
	int length = cell_word(&behind, word);
	int place = length == 0
		? -1
		: named(word, length, weekdays, lengthof(weekdays), "tues");

	if (length > 0 && place < 0)
		place = named(word, length, weekdays, lengthof(weekdays), "thurs");
	if (place < 0)
		return -1;
	if (length < 6)
		(void) cell_take(&behind, '.');
	(void) cell_take(&behind, ',');
	if (!cell_blanks(&behind))
		return -1;
	*cell = behind;
	return place;
}

/* The mark between the parts of a date, or ' ' for blanks, or 0 for none */
static char
take_mark(Cell *cell)
{
	static const char marks[] = "-/.";

	for (const char *mark = marks; *mark; mark++)
	{
		if (cell_take(cell, *mark))
			return *mark;
	}
	return cell_blanks(cell) ? ' ' : 0;
}

/* st, nd, rd or th behind a day, which must be that of its number */
static const ReadingFault *
take_ordinal(Cell *cell, int day, bool *is_ordinal)
{
	Cell behind = *cell;
	char word[CELL_WORD_SIZE];
	const char *right = day / 10 == 1 ? "th"
		: day % 10 == 1				  ? "st"
		: day % 10 == 2				  ? "nd"
		: day % 10 == 3				  ? "rd"
									  : "th";

	*is_ordinal = cell_word(&behind, word) == 2 &&
		(strcmp(word, "st") == 0 || strcmp(word, "nd") == 0 ||
		 strcmp(word, "rd") == 0 || strcmp(word, "th") == 0);
	if (!*is_ordinal)
		return NULL;
	*cell = behind;
	return strcmp(word, right) == 0 ? NULL : &ordinal;
}

/* A year of four digits or, where "short_too", of two: 1970 to 2069 */
static const ReadingFault *
read_year(Cell *cell, bool short_too, int *year)
{
	int digits = cell_number(cell, 4, year);

	if (digits == 4)
		return NULL;
	if (digits == 0)
		return cell_at_digit(cell) ? &year_out : &partial;
	if (digits != 2 || !short_too)
		return &two_digits;
	*year += *year < 70 ? 2000 : 1900;
	return NULL;
}

/* day, mark, name of a month, the same mark, year: the day has been read */
static const ReadingFault *
read_day_first(Cell *cell, char mark, Written *written)
{
	char second;

	if (!take_month(cell, &written->month))
		return cell_at_end(cell) ? &partial : &reading_no_month;
	if (cell_at_end(cell))
		return &partial;
	if (mark == ' ')
		(void) cell_take(cell, ',');
	second = take_mark(cell);
	if (second != mark && !(second == 0 && mark == ' '))
		return &two_marks;
	return read_year(cell, true, &written->year);
}

/* name of a month, mark, day, mark, year of four digits */
static const ReadingFault *
read_month_first(Cell *cell, Written *written)
{
	const ReadingFault *fault;
	bool is_ordinal;
	char mark;

	if (!take_month(cell, &written->month))
		return &reading_no_date;
	mark = take_mark(cell);
	if (mark == 0 || cell_number(cell, 2, &written->day) == 0)
		return &partial;
	if ((fault = take_ordinal(cell, written->day, &is_ordinal)) != NULL)
		return fault;
	if (cell_at_end(cell))
		return &partial;
	if (cell_take(cell, ','))
		(void) cell_blanks(cell);
	else if (take_mark(cell) != mark)
		return &two_marks;
	return read_year(cell, false, &written->year);
}

/* year, mark, month or its name, mark, day: the year has been read */
static const ReadingFault *
read_year_first(Cell *cell, ReadingOrder order, Written *written)
{
	char mark = take_mark(cell);
	bool name;
	int month_digits = 0;
	int day_digits;

	if (mark == 0 || cell_at_end(cell))
		return &partial;
	name = take_month(cell, &written->month);
	if (!name && (month_digits = cell_number(cell, 2, &written->month)) == 0)
		return &partial;
	if (cell_at_end(cell))
		return &partial;
	if (take_mark(cell) != mark)
		return &two_marks;
	day_digits = cell_number(cell, 2, &written->day);
	if (day_digits == 0)
		return &partial;
	if (name)
		return NULL;
	if (mark == ' ')
		return &reading_no_date;
	written->iso = mark == '-' && month_digits == 2 && day_digits == 2;
	return order == READING_YMD || written->iso ? NULL : &year_first;
}

/* What is wrong with a date whose year comes last where it is to be first */
static const ReadingFault *
wrong_order(int first, int second)
{
	if (first > 12 && second <= 12)
		return &not_year_first_dmy;
	if (second > 12 && first <= 12)
		return &not_year_first_mdy;
	return &not_year_first;
}

/* Two numbers and the year, in the declared order: the first has been read */
static const ReadingFault *
read_numbers(Cell *cell, ReadingOrder order, char mark, int first,
			 Written *written)
{
	const ReadingFault *fault;
	int second;

	if (cell_number(cell, 2, &second) == 0 || cell_at_end(cell))
		return &partial;
	if (!cell_take(cell, mark))
		return &two_marks;
	if (order == READING_YMD)
		return wrong_order(first, second);
	if ((fault = read_year(cell, true, &written->year)) != NULL)
		return fault;
	written->day = order == READING_DMY ? first : second;
	written->month = order == READING_DMY ? second : first;
	if (written->month > 12 && written->day <= 12)
		return order == READING_DMY ? &month_13_dmy : &month_13_mdy;
	return NULL;
}

/* A date that begins with a number of one or two digits, which has been read */
static const ReadingFault *
read_short_first(Cell *cell, ReadingOrder order, int first, Written *written)
{
	const ReadingFault *fault;
	bool is_ordinal;
	char mark;

	written->day = first;
	if ((fault = take_ordinal(cell, first, &is_ordinal)) != NULL)
		return fault;
	mark = take_mark(cell);
	if (mark == ' ' || is_ordinal)
	{
		Cell behind = *cell;
		char word[CELL_WORD_SIZE];

		/* "1st of July" */
		if (cell_word(&behind, word) == 2 && strcmp(word, "of") == 0 &&
			cell_blanks(&behind))
			*cell = behind;
	}
	if (!is_ordinal && mark != 0 && mark != ' ' && cell_at_digit(cell))
		return read_numbers(cell, order, mark, first, written);
	if (cell_is_letter(cell_peek(cell)))
		return read_day_first(cell, mark, written);
	return cell_at_end(cell) ? &serial : &reading_no_date;
}

/* A date that begins with a digit */
static const ReadingFault *
read_digits_first(Cell *cell, ReadingOrder order, Written *written)
{
	int number;
	int digits = cell_number(cell, 8, &number);

	switch (digits)
	{
		case 1:
		case 2:
			return read_short_first(cell, order, number, written);
		case 4:
			written->year = number;
			return read_year_first(cell, order, written);
		case 8:
			if (order != READING_YMD)
				return &compact;
			written->year = number / 10000;
			written->month = number / 100 % 100;
			written->day = number % 100;
			return NULL;
		default:
			return digits > 0 && cell_at_end(cell) ? &serial : &reading_no_date;
	}
}

/* The day that was written, if there is such a day */
static const ReadingFault *
check_date(const Written *written, ReadingDate *date)
{
	CivilDate civil;

	if (written->year < FIRST_YEAR || written->year > LAST_YEAR)
		return &year_out;
	if (written->month < 1 || written->month > 12)
		return &month_13;
	if (written->day < 1 || written->day > 31)
		return &no_such_day;
	date->day = (int32) years_date(written->year, written->month, written->day);
	date->year = written->year;
	civil = years_civil(date->day);
	if (civil.month != written->month)
		return &no_such_day;
	/* 2000-01-01, day 0, was a Saturday */
	if (written->weekday >= 0 &&
		((date->day + 6) % 7 + 7) % 7 != written->weekday)
		return &weekday;
	return NULL;
}

/*
 * reading_date
 *		The day that a cell says, whose numbers are in the given order.
 */
const ReadingFault *
reading_date(const char *cell, int length, ReadingOrder order, ReadingDate *date)
{
	Cell reader = cell_trimmed(cell, length);
	Written written = {0};
	const ReadingFault *fault;

	date->blank = cell_at_end(&reader);
	if (date->blank)
		return NULL;
	written.weekday = take_weekday(&reader);
	if (cell_at_digit(&reader))
		fault = read_digits_first(&reader, order, &written);
	else
		fault = read_month_first(&reader, &written);
	if (fault == NULL)
		fault = check_date(&written, date);
	return fault ? fault : reading_time(&reader, written.iso, date);
}

bool
reading_is_never(const ReadingDate *date)
{
	return years_never_ends(date->year);
}
