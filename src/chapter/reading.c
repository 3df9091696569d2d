/*-------------------------------------------------------------------------
 *
 * reading.c
 *		Chapter "reading": what SQL calls to read cells.
 *
 * What is refused is an error or, where the caller is not strict, NULL.  An
 * option that is wrong is an error in any case, since it is wrong for every
 * cell.  Nothing here depends on a setting.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/reading.h"
#include "pg/cell_text.h"
#include "pg/compat.h"
#include "pg/span.h"

#include "fmgr.h"
#include "pgtime.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

static const ReadingFault no_time_zone = {
	"Its time of day has a zone, so that its day depends on where one is.",
	"Say whose day is meant: time_zone => 'Pacific/Auckland', or any other name of pg_timezone_names."};

/* An option, which has no NULL; "hint" says what it may be */
static text *
option(FunctionCallInfo fcinfo, int argument, const char *name, const char *hint)
{
	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be NULL", name), errhint("%s", hint)));
	return PG_GETARG_TEXT_PP(argument);
}

pg_noreturn static void
wrong_option(text *value, const char *name, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid %s: \"%s\"", name, cell_shown(value)),
			 errhint("%s", hint)));
}

/* Which of some words an option is, in capitals or not */
static int
word_of(text *value, const char *name, const char *hint,
		const char *const *words, int count)
{
	int length = VARSIZE_ANY_EXHDR(value);

	for (int i = 0; i < count; i++)
	{
		if (length == strlen(words[i]) &&
			pg_strncasecmp(VARDATA_ANY(value), words[i], length) == 0)
			return i;
	}
	wrong_option(value, name, hint);
}

#define ORDER_HINT "Write 'YMD', 'DMY' or 'MDY'."

/*
 * reading_order
 *		What comes first in a date.
 */
ReadingOrder
reading_order(text *name)
{
	static const char *const orders[] = {"YMD", "DMY", "MDY"};

	return (ReadingOrder) word_of(name, "date_order", ORDER_HINT, orders,
								  lengthof(orders));
}

static ReadingOrder
order_option(FunctionCallInfo fcinfo, int argument)
{
	return reading_order(option(fcinfo, argument, "date_order", ORDER_HINT));
}

static char
decimal_mark_option(FunctionCallInfo fcinfo, int argument)
{
	static const char *const marks[] = {".", ","};

	const char *hint = "Write '.' or ','.";

	return *marks[word_of(option(fcinfo, argument, "decimal_mark", hint),
						  "decimal_mark", hint, marks, lengthof(marks))];
}

/* Is a blank end none, and not unknown? */
static bool
blank_end_option(FunctionCallInfo fcinfo, int argument)
{
	static const char *const ends[] = {"unknown", "open"};
	const char *hint = "Write 'unknown' or 'open'.";

	return word_of(option(fcinfo, argument, "blank_end", hint), "blank_end",
				   hint, ends, lengthof(ends)) == 1;
}

static bool
strict_option(FunctionCallInfo fcinfo, int argument)
{
	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("strict must not be NULL"),
				 errhint("Write true, or false for NULL in place of an error.")));
	return PG_GETARG_BOOL(argument);
}

/*
 * Does a zone come from a rule of POSIX?  Those count hours west of Greenwich, and
 * core makes one of "UTC+12" and even of "12", half the world away from what is
 * meant.  A rule has the hours in it and is in capitals; of names of files,
 * only a few are.
 */
static bool
is_rule(pg_tz *zone)
{
	static const char *const names[] = {
		"EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT", "GMT0", "GMT+0", "GMT-0"};
	const char *name = pg_get_timezone_name(zone);

	for (int i = 0; i < lengthof(names); i++)
	{
		if (strcmp(name, names[i]) == 0)
			return false;
	}
	return strpbrk(name, "0123456789") != NULL &&
		strpbrk(name, "abcdefghijklmnopqrstuvwxyz") == NULL;
}

/*
 * reading_zone
 *		A time zone by its full name, whatever the settings.
 */
pg_tz *
reading_zone(text *name)
{
	pg_tz *zone = NULL;

	if (VARSIZE_ANY_EXHDR(name) > 0 && VARSIZE_ANY_EXHDR(name) <= TZ_STRLEN_MAX)
		zone = pg_tzset(text_to_cstring(name));
	if (zone == NULL || is_rule(zone))
		wrong_option(
			name, "time_zone",
			"Write a name of pg_timezone_names, such as 'Pacific/Auckland'.");
	return zone;
}

/* The same as an option; NULL for NULL */
static pg_tz *
zone_option(FunctionCallInfo fcinfo, int argument)
{
	return PG_ARGISNULL(argument) ? NULL
								  : reading_zone(PG_GETARG_TEXT_PP(argument));
}

/* A cell that was refused: NULL, or an error if "strict" */
static Datum
refuse(FunctionCallInfo fcinfo, bool strict, text *value, const char *what,
	   const ReadingFault *fault)
{
	if (strict)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("cannot read \"%s\" as %s", cell_shown(value), what),
				 errdetail_internal("%s", fault->reason),
				 errhint("%s", fault->hint)));
	PG_RETURN_NULL();
}

SQL_FUNCTION(commissioning_read_amount);

/* read_amount(cell, decimal_mark, strict) */
Datum
commissioning_read_amount(PG_FUNCTION_ARGS)
{
	char decimal_mark = decimal_mark_option(fcinfo, 1);
	bool strict = strict_option(fcinfo, 2);
	text *value;
	Cell cell;
	ReadingAmount amount;
	const ReadingFault *fault;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	value = PG_GETARG_TEXT_PP(0);
	cell = cell_from_text(value);
	fault = reading_amount(cell.at, (int) (cell.end - cell.at), decimal_mark,
						   &amount);
	if (fault)
		return refuse(fcinfo, strict, value, "an amount", fault);
	if (amount.blank)
		PG_RETURN_NULL();
	return DirectFunctionCall3(numeric_in, CStringGetDatum(amount.number),
							   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
}

SQL_FUNCTION(commissioning_read_currency);

/*
 * commissioning_read_currency
 *		The currency of a cell that is an amount under either decimal mark.
 */
Datum
commissioning_read_currency(PG_FUNCTION_ARGS)
{
	Cell cell = cell_from_text(PG_GETARG_TEXT_PP(0));
	int length = (int) (cell.end - cell.at);
	ReadingAmount amount;

	if (reading_amount(cell.at, length, '.', &amount) != NULL &&
		reading_amount(cell.at, length, ',', &amount) != NULL)
		PG_RETURN_NULL();
	if (amount.blank || amount.currency == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cell_to_text(amount.currency, amount.currency_length));
}

/* years of more digits are not read, either */
#define LAST_YEAR 9999

static const ReadingFault too_late_there = {
	"In that time zone it is a day of the year 10000.",
	"Write the day alone, such as 9999-12-31."};

/*
 * reading_day
 *		The day of a date that was read: as written or, if it moves, that of
 *		its time in a zone, without which it is refused.
 */
const ReadingFault *
reading_day(const ReadingDate *date, pg_tz *zone, int32 *day)
{
	const int64 epoch = (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * SECS_PER_DAY;
	pg_time_t time;
	struct pg_tm *local;

	*day = date->day;
	if (!date->moves)
		return NULL;
	if (zone == NULL)
		return &no_time_zone;
	time = epoch + date->day * (int64) SECS_PER_DAY +
		date->time / USECS_PER_SEC - date->offset;
	local = pg_localtime(&time, zone);
	if (local != NULL && local->tm_year + 1900 > LAST_YEAR)
		return &too_late_there;
	if (local != NULL)
		*day = date2j(local->tm_year + 1900, local->tm_mon + 1, local->tm_mday) -
			POSTGRES_EPOCH_JDATE;
	return NULL;
}

/* A text as a day; blank: *blank */
static const ReadingFault *
read_day(text *value, ReadingOrder order, pg_tz *zone, bool *blank, DateADT *day)
{
	Cell cell = cell_from_text(value);
	ReadingDate date;
	const ReadingFault *fault;

	fault = reading_date(cell.at, (int) (cell.end - cell.at), order, &date);
	if (fault)
		return fault;
	*blank = date.blank;
	return date.blank ? NULL : reading_day(&date, zone, day);
}

SQL_FUNCTION(commissioning_read_date);

/* read_date(cell, date_order, time_zone, strict) */
Datum
commissioning_read_date(PG_FUNCTION_ARGS)
{
	ReadingOrder order = order_option(fcinfo, 1);
	pg_tz *zone = zone_option(fcinfo, 2);
	bool strict = strict_option(fcinfo, 3);
	text *value;
	bool blank;
	DateADT day;
	const ReadingFault *fault;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	value = PG_GETARG_TEXT_PP(0);
	fault = read_day(value, order, zone, &blank, &day);
	if (fault)
		return refuse(fcinfo, strict, value, "a date", fault);
	if (blank)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(day);
}

/*
 * reading_day_after
 *		Months and days after a start, as core adds an interval.
 */
int32
reading_day_after(int32 start, int months, int days)
{
	Interval interval = {.month = months, .day = days};
	Datum later = DirectFunctionCall2(date_pl_interval, DateADTGetDatum(start),
									  IntervalPGetDatum(&interval));

	return DatumGetDateADT(DirectFunctionCall1(timestamp_date, later));
}

/* What is known of a term's end */
typedef struct TermEnd
{
	ReadingEnd read;
	DateADT day; /* the last, of READING_END_DATE */
} TermEnd;

static const ReadingFault *
read_term_end(text *value, ReadingOrder order, pg_tz *zone, TermEnd *end)
{
	Cell cell;
	const ReadingFault *fault;

	end->read.kind = READING_END_BLANK;
	if (value == NULL)
		return NULL;
	cell = cell_from_text(value);
	fault = reading_end(cell.at, (int) (cell.end - cell.at), order, &end->read);
	if (fault || end->read.kind != READING_END_DATE)
		return fault;
	return reading_day(&end->read.date, zone, &end->day);
}

/* The range of a term; "blank_never" says what a blank end is */
static bool
term_span(DateADT start, const TermEnd *end, bool blank_never, Span *span)
{
	*span = (Span){.starts = true, .start = start, .stops = true};
	switch (end->read.kind)
	{
		case READING_END_BLANK:
			span->stops = false;
			return blank_never;
		case READING_END_NEVER:
			span->stops = false;
			return true;
		case READING_END_DATE:
			span->stop = end->day + 1;
			return true;
		case READING_END_AFTER:
			span->stop = reading_day_after(start, end->read.months,
										   end->read.days);
			return true;
	}
	return false;
}

/* An end before the start is no term, however it came about. */
static Datum
refuse_order(FunctionCallInfo fcinfo, bool strict, text *start, text *end)
{
	if (strict)
		ereport(
			ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("the term ends at \"%s\", before it starts at \"%s\"",
					cell_shown(end), cell_shown(start)),
			 errhint(
				 "The end is the last day of the term: a term of one day ends on the day on which it starts.")));
	PG_RETURN_NULL();
}

SQL_FUNCTION(commissioning_read_term);

/* read_term(start, end, date_order, time_zone, blank_end, strict) */
Datum
commissioning_read_term(PG_FUNCTION_ARGS)
{
	text *start_text = PG_ARGISNULL(0) ? NULL : PG_GETARG_TEXT_PP(0);
	text *end_text = PG_ARGISNULL(1) ? NULL : PG_GETARG_TEXT_PP(1);
	ReadingOrder order = order_option(fcinfo, 2);
	pg_tz *zone = zone_option(fcinfo, 3);
	bool blank_never = blank_end_option(fcinfo, 4);
	bool strict = strict_option(fcinfo, 5);
	bool no_start = true;
	DateADT start = 0;
	TermEnd end;
	Span span;
	const ReadingFault *fault = NULL;

	if (start_text)
		fault = read_day(start_text, order, zone, &no_start, &start);
	if (fault)
		return refuse(fcinfo, strict, start_text, "the start of a term", fault);
	fault = read_term_end(end_text, order, zone, &end);
	if (fault)
		return refuse(fcinfo, strict, end_text, "the end of a term", fault);
	if (no_start || !term_span(start, &end, blank_never, &span))
		PG_RETURN_NULL();
	if (span.stops && span.stop <= span.start)
		return refuse_order(fcinfo, strict, start_text, end_text);
	return span_make(&span);
}
