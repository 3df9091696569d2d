/*-------------------------------------------------------------------------
 *
 * reading_time.c
 *		Chapter "reading": times of day behind dates.
 *
 * They are checked, and change a day only where they have a zone and so make it
 * depend on where one is.
 *
 *-------------------------------------------------------------------------
 */
#include "chapter/reading.h"

#include "pg/cell.h"

static const ReadingFault more = {
	"Something stands behind the date.",
	"A second date, a note or a range is no part of a date; split the cell."};
static const ReadingFault no_time = {
	"What stands behind the date is no time of day.",
	"Times are read as in \"16:21\", \"16:21:27.5\" and \"4:21 pm\", with a zone as in \"Z\" or \"+12:00\"."};

#define SECOND		INT64CONST(1000000) /* in microseconds */
#define MINUTE		(60 * SECOND)
#define HOUR		(60 * MINUTE)
#define WHOLE_DAY	(24 * HOUR)
#define LAST_MINUTE (WHOLE_DAY - MINUTE)
#define LAST_SECOND (WHOLE_DAY - SECOND)

/* A time of day */
typedef struct Clock
{
	int hour;
	int minute;
	int second;
	int64 fraction; /* of a second, in microseconds */
} Clock;

/* Two digits behind a colon */
static bool
take_sixtieths(Cell *cell, int *number)
{
	return cell_take(cell, ':') && cell_number(cell, 2, number) == 2;
}

/* Digits behind the seconds, of which those beyond a microsecond are dropped */
static bool
take_fraction(Cell *cell, int64 *fraction)
{
	int64 unit = SECOND / 10;

	if (!cell_take(cell, '.') && !cell_take(cell, ','))
		return true;
	if (!cell_at_digit(cell))
		return false;
	for (; cell_at_digit(cell); cell->at++, unit /= 10)
	{
		ground_interrupts();
		*fraction += (*cell->at - '0') * unit;
	}
	return true;
}

/* am or pm behind a time, if it is there: false if the hour does not suit it */
static bool
take_half(Cell *cell, Clock *clock)
{
	Cell behind = *cell;
	uint32 half;

	(void) cell_blanks(&behind);
	half = cell_peek(&behind) | 0x20;
	if (half != 'a' && half != 'p')
		return true;
	cell_skip(&behind);
	(void) cell_take(&behind, '.');
	if ((cell_peek(&behind) | 0x20) != 'm')
		return false;
	cell_skip(&behind);
	(void) cell_take(&behind, '.');
	if (clock->hour < 1 || clock->hour > 12)
		return false;
	clock->hour = clock->hour % 12 + (half == 'p' ? 12 : 0);
	*cell = behind;
	return true;
}

/* The microseconds of a clock; a leap second is the last one of its minute. */
static int64
time_of(const Clock *clock)
{
	return clock->hour * HOUR + clock->minute * MINUTE +
		Min(clock->second, 59) * SECOND + clock->fraction;
}

static bool
read_clock(Cell *cell, int64 *time)
{
	Clock clock = {0};

	if (cell_number(cell, 2, &clock.hour) == 0 ||
		!take_sixtieths(cell, &clock.minute))
		return false;
	if (cell_peek(cell) == ':' &&
		(!take_sixtieths(cell, &clock.second) ||
		 !take_fraction(cell, &clock.fraction)))
		return false;
	if (!take_half(cell, &clock) || clock.minute > 59 || clock.second > 60)
		return false;
	*time = time_of(&clock);
	return *time <= WHOLE_DAY;
}

/*
 * Z, UTC, GMT, or hours and minutes east of Greenwich, if there is a zone.  False
 * if something else follows.
 */
static bool
read_zone(Cell *cell, ReadingDate *date)
{
	char word[CELL_WORD_SIZE];
	uint32 sign;
	int hours;
	int minutes = 0;

	(void) cell_blanks(cell);
	date->zoned = !cell_at_end(cell);
	if (!date->zoned)
		return true;
	sign = cell_peek(cell);
	if (cell_is_letter(sign))
		return cell_word(cell, word) > 0 &&
			(strcmp(word, "z") == 0 || strcmp(word, "utc") == 0 ||
			 strcmp(word, "gmt") == 0);
	if (sign != '+' && sign != '-' && sign != CELL_MINUS)
		return false;
	cell_skip(cell);
	if (cell_number(cell, 2, &hours) != 2)
	{
		if (cell_number(cell, 4, &hours) != 4)
			return false;
		minutes = hours % 100;
		hours /= 100;
	}
	else if (cell_peek(cell) == ':' && !take_sixtieths(cell, &minutes))
		return false;
	if (hours > 15 || minutes > 59)
		return false;
	date->offset = (hours * 60 + minutes) * 60 * (sign == '+' ? 1 : -1);
	return true;
}

/*
 * Times that stand for the day itself, in whatever zone: its beginning and its
 * end, which programs put where there is no time.
 */
static bool
is_whole_day(int64 time)
{
	return time == 0 || time == LAST_MINUTE || time >= LAST_SECOND;
}

/* What is between date and time: T, blanks, or a comma and blanks */
static bool
take_time_mark(Cell *cell)
{
	Cell behind = *cell;

	if (cell_take(&behind, 'T') || cell_take(&behind, 't'))
		;
	else
	{
		(void) cell_take(&behind, ',');
		if (!cell_blanks(&behind))
			return false;
	}
	if (!cell_at_digit(&behind))
		return false;
	*cell = behind;
	return true;
}

/* Z or +12:00 right behind a date and nothing else, as XML's dates may have */
static bool
is_zone_alone(const Cell *cell)
{
	int length = (int) Min(cell->end - cell->at, 7);

	return (length == 1 && *cell->at == 'Z') ||
		(length == 6 && (*cell->at == '+' || *cell->at == '-') &&
		 cell->at[3] == ':');
}

/*
 * reading_time
 *		A time of day and a zone behind the date, if they are there, and nothing
 *		else.  "iso" says that the date is as in ISO 8601.
 */
const ReadingFault *
reading_time(Cell *cell, bool iso, ReadingDate *date)
{
	bool timed = take_time_mark(cell);

	date->time = 0;
	date->zoned = date->moves = false;
	date->offset = 0;
	if (cell_at_end(cell))
		return NULL;
	if (!timed && !(iso && is_zone_alone(cell)))
		return &more;
	if (timed && !read_clock(cell, &date->time))
		return &no_time;
	if (!read_zone(cell, date) || !cell_at_end(cell))
		return &more;
	date->moves = date->zoned && !is_whole_day(date->time);
	return NULL;
}
