/*-------------------------------------------------------------------------
 *
 * reading.h
 *		Amounts, dates and ends of terms as people write them in cells.
 *
 * Each reader is given a cell in UTF-8 (cell_from_text() or cell_from_bytes() makes it) and says
 * what it reads, or what is wrong with it: NULL is nothing wrong.  A cell
 * that can be read in two ways is refused, and so is one that has more in it
 * than is asked for.  A reader keeps nothing, allocates nothing and raises no
 * error; its time is in proportion to the cell.  It needs no server, but for
 * reading_day(), reading_day_after() and options.
 *
 * Any chapter may read cells.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_READING_H
#define COMMISSIONING_READING_H

#include "exact/ground.h"

struct Cell;
struct pg_tz;
struct varlena;

/* Why a cell is refused, and what may help: whole sentences, never freed */
typedef struct ReadingFault
{
	const char *reason;
	const char *hint;
} ReadingFault;

/* most digits of an amount: those that a numeric column can be declared with */
#define READING_DIGITS_MAX 1000

typedef struct ReadingAmount
{
	bool blank;			  /* nothing, or a dash alone: all else is unset */
	const char *number;	  /* as numeric_in() reads it, in "room" */
	const char *currency; /* where in the cell: a code, else a symbol; or NULL */
	int currency_length;
	char room[READING_DIGITS_MAX + 32];
} ReadingAmount;

extern const ReadingFault *reading_amount(const char *cell, int length,
										  char decimal_mark,
										  ReadingAmount *amount);

typedef enum ReadingOrder
{
	READING_YMD,
	READING_DMY,
	READING_MDY
} ReadingOrder;

typedef struct ReadingDate
{
	bool blank;	  /* all else is unset */
	int32 day;	  /* as written, in days since 2000-01-01, as DateADT */
	int32 year;	  /* of that day, 1800 to 9999 */
	int64 time;	  /* of day, in microseconds, up to 24:00; 0 without one */
	bool zoned;	  /* it has a zone, */
	int32 offset; /* in seconds east of Greenwich; 0 without one */
	bool moves;	  /* it has, and the day is another elsewhere */
} ReadingDate;

/* of a cell that does not begin as a date, or has no month behind its day */
extern const ReadingFault reading_no_date;
extern const ReadingFault reading_no_month;

extern const ReadingFault *reading_date(const char *cell, int length,
										ReadingOrder order, ReadingDate *date);
extern const ReadingFault *reading_day(const ReadingDate *date,
									   struct pg_tz *zone, int32 *day);

extern int32 reading_day_after(int32 start, int months, int days);

/* Does a day stand for "no end", as those of the years 9999 and 2999 do? */
extern bool reading_is_never(const ReadingDate *date);

/*
 * What options say: a time zone by its full name, an order in capitals or not.
 * Another one is an error (22023), for which these need the server, too.
 */
extern struct pg_tz *reading_zone(struct varlena *name);
extern ReadingOrder reading_order(struct varlena *name);

typedef enum ReadingEndKind
{
	READING_END_BLANK,
	READING_END_NEVER, /* "ongoing", or a day of the year 9999 or 2999 */
	READING_END_DATE,  /* the last day, in "date" */
	READING_END_AFTER  /* "months" and "days" after the start */
} ReadingEndKind;

/* A length of 1 day to READING_YEARS_MAX years; the rest is 0 or more */
typedef struct ReadingEnd
{
	ReadingEndKind kind;
	ReadingDate date;
	int months;
	int days;
} ReadingEnd;

#define READING_YEARS_MAX 1000

extern const ReadingFault *reading_end(const char *cell, int length,
									   ReadingOrder order, ReadingEnd *end);

/* What reading_currency.c knows, for reading_amount.c */
extern bool reading_is_currency_code(const char *letters);
extern bool reading_is_currency_symbol(uint32 symbol);
extern bool reading_currencies_agree(const char *symbol, int length,
									 const char *code);

/* What reading_time.c reads, for reading_date.c */
extern const ReadingFault *reading_time(struct Cell *cell, bool iso,
										ReadingDate *date);

#endif /* COMMISSIONING_READING_H */
