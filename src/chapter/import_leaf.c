/*-------------------------------------------------------------------------
 *
 * import_leaf.c
 *		Numbers and dates in the leaves of JSON documents.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/import_leaf.h"
#include "pg/cell_text.h"
#include "pg/numbers.h"

#include "datatype/timestamp.h"
#include "utils/datetime.h"

/* no amount has more characters, and no exponent of one more figures */
#define NUMBER_MAX	 256
#define EXPONENT_MAX 2

/* Go on behind digits; returns how many there are. */
static int
skip_digits(Cell *cell)
{
	const char *from = cell->at;

	while (cell_at_digit(cell))
		cell->at++;
	return (int) (cell->at - from);
}

static bool
is_json_number(Cell cell)
{
	bool zero;
	int digits;

	(void) cell_take(&cell, '-');
	zero = cell_peek(&cell) == '0';
	digits = skip_digits(&cell);
	if (digits == 0 || (zero && digits > 1))
		return false;
	if (cell_take(&cell, '.') && skip_digits(&cell) == 0)
		return false;
	if (cell_take(&cell, 'e') || cell_take(&cell, 'E'))
	{
		if (!cell_take(&cell, '-'))
			(void) cell_take(&cell, '+');
		digits = skip_digits(&cell);
		if (digits == 0 || digits > EXPONENT_MAX)
			return false;
	}
	return cell_at_end(&cell);
}

bool
leaf_number(const char *string, int length, Datum *number)
{
	Cell cell = cell_from_bytes(string, length);

	cell = cell_trimmed(cell.at, (int) (cell.end - cell.at));
	length = (int) (cell.end - cell.at);
	if (length > NUMBER_MAX || !is_json_number(cell))
		return false;
	*number = figure_from_string(pnstrdup(cell.at, length));
	return true;
}

bool
leaf_date(const char *string, int length, ReadingOrder order, ReadingDate *date)
{
	Cell cell = cell_from_bytes(string, length);

	return reading_date(cell.at, (int) (cell.end - cell.at), order, date) ==
		NULL &&
		!date->blank;
}

DateADT
leaf_day(const ReadingDate *date, pg_tz *zone)
{
	DateADT day = date->day;

	if (zone != NULL)
		(void) reading_day(date, zone, &day);
	return day;
}

TimestampTz
leaf_moment(const ReadingDate *date, pg_tz *zone)
{
	Timestamp written = date->day * USECS_PER_DAY + date->time;
	struct pg_tm tm;
	fsec_t fraction;

	if (date->zoned || zone == NULL ||
		timestamp2tm(written, NULL, &tm, &fraction, NULL, NULL) != 0)
		return written - date->offset * USECS_PER_SEC;
	return written + DetermineTimeZoneOffset(&tm, zone) * USECS_PER_SEC;
}
