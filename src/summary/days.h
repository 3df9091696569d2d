/*-------------------------------------------------------------------------
 *
 * days.h
 *		The days that arrangements run, and what is known of their values: the
 *		part of a schedule's keys (LEDGER_PART).
 *
 * Parts sort by first day, then by the day after the last, then by what is known
 * of the value.  All rows of an entry have the same part, so that each entry tells
 * of all its rows whether they are measured, and what their values come to without
 * signs.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_DAYS_H
#define COMMISSIONING_SUMMARY_DAYS_H

#include "ledger/ledger_entry.h"
#include "pg/span.h"
#include "summary/keys.h"

#include "utils/datetime.h"

/* A beginning, or an end, that there is not: before, and after, every day */
#define DAYS_NO_START PG_INT32_MIN
#define DAYS_NO_STOP  PG_INT32_MAX

/* From a first day to before another, and never empty */
typedef struct Days
{
	int32 start; /* or DAYS_NO_START */
	int32 stop;	 /* or DAYS_NO_STOP */
} Days;

/* Stored: never renumber */
typedef enum DaysValue
{
	DAYS_VALUE_UNKNOWN = 0,
	DAYS_VALUE_NEGATIVE = 1,
	DAYS_VALUE_NOT_NEGATIVE = 2
} DaysValue;

/*
 * A part has the start in the 31 highest bits, the stop in the next 31 and the
 * value in the lowest 2.  Days are counted from PostgreSQL's first date, which is
 * 1; 0 is no start and DAYS_MASK, which is behind its last date, no stop.
 */
#define DAYS_BITS		31
#define DAYS_MASK		((UINT64CONST(1) << DAYS_BITS) - 1)
#define DAYS_VALUE_BITS 2
#define DAYS_BEFORE		(DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE - 1)

/* The days of a span that is not empty */
static inline Days
days_of_span(const Span *span)
{
	Days days = {span->starts ? span->start : DAYS_NO_START,
				 span->stops ? span->stop : DAYS_NO_STOP};

	return days;
}

static inline bool
days_are_bounded(Days days)
{
	return days.start != DAYS_NO_START && days.stop != DAYS_NO_STOP;
}

static inline bool
days_include(Days days, int32 day)
{
	return days.start <= day && day < days.stop;
}

static inline uint64
days_part(Days days, DaysValue value)
{
	uint64 start = days.start == DAYS_NO_START
		? 0
		: (uint64) ((int64) days.start - DAYS_BEFORE);
	uint64 stop = days.stop == DAYS_NO_STOP
		? DAYS_MASK
		: (uint64) ((int64) days.stop - DAYS_BEFORE);

	return (start << DAYS_BITS | stop) << DAYS_VALUE_BITS | value;
}

static inline Days
days_of_part(uint64 part)
{
	uint64 start = part >> (DAYS_BITS + DAYS_VALUE_BITS);
	uint64 stop = (part >> DAYS_VALUE_BITS) & DAYS_MASK;
	Days days;

	days.start = start == 0 ? DAYS_NO_START
							: (int32) ((int64) start + DAYS_BEFORE);
	days.stop = stop == DAYS_MASK ? DAYS_NO_STOP
								  : (int32) ((int64) stop + DAYS_BEFORE);
	return days;
}

static inline DaysValue
days_value(uint64 part)
{
	return (DaysValue) (part & ((1 << DAYS_VALUE_BITS) - 1));
}

/* Bytes of the longest day as text, and the NUL behind it */
#define DAYS_TEXT_MAX (MAXDATELEN + 1)

/* Write a day as ISO 8601 does, or as core does before the year 1. */
extern void days_write(int32 day, char *string);

/*
 * Read a day that is written so, from text that ends with a quote or, at "end", a
 * NUL byte.  What follows it, or NULL if it is none.
 */
extern const char *days_read(const char *at, const char *end, int32 *day);

/* What is wrong with the part and the sum of an entry, or NULL */
extern const char *days_fault(uint64 part, Amount sum);

/* What the rows of some entries come to, as a summary's counters */
typedef struct DaysCounts
{
	int64 measured_rows;
	int64 missing_rows;
	Amount measured_value; /* without signs, as ... */
	Amount missing_value;
} DaysCounts;

/*
 * Count the rows of an entry: as measured if its frequency, its days and its value
 * are all known.  The caller knows that nothing can overflow.
 */
extern void days_count(DaysCounts *counts, int64 frequency, uint64 part,
					   int64 rows, Amount sum);

/* The same of an entry of the lowest level of a schedule summary's ledger */
extern void days_count_entry(DaysCounts *counts, const Ledger *ledger,
							 uint32 number);

/* The frequency that such an entry, or a pending row, has as its parent */
static inline int64
days_frequency(const Ledger *ledger, uint32 place)
{
	uint32 parent = (place & LEDGER_PARENT_MASK) - 1;

	return summary_key_value(
		ledger_entry_key(ledger_entry_at(ledger, parent))->word);
}

/*
 * What is wrong with the counters of a schedule summary that has entries of those
 * counts, or NULL
 */
extern const char *days_counters_fault(const Summary *summary,
									   const DaysCounts *counts);

#endif /* COMMISSIONING_SUMMARY_DAYS_H */
