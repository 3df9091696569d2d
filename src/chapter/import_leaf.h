/*-------------------------------------------------------------------------
 *
 * import_leaf.h
 *		Numbers and dates in the leaves of JSON documents.
 *
 * Dates are what the chapter "reading" reads, which depends on no setting and
 * takes neither "now" nor other things that no document means; numbers are
 * only JSON's.  Strings are in the server's encoding and need not end with a
 * zero byte; blanks around them do not matter.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_IMPORT_LEAF_H
#define COMMISSIONING_IMPORT_LEAF_H

#include "postgres.h"

#include "chapter/reading.h"

#include "pgtime.h"
#include "utils/date.h"
#include "utils/timestamp.h"

/* A string in JSON's notation of numbers, as numeric; false if it is none */
extern bool leaf_number(const char *string, int length, Datum *number);

/* A whole date in an order, with a time of day or not; false if it is none */
extern bool leaf_date(const char *string, int length, ReadingOrder order,
					  ReadingDate *date);

/*
 * The day of a date: the one that is written, whatever hour and offset; in a
 * time zone, if that is given and the date has an offset, unless its time
 * stands for the day alone, as reading_day() has it.
 */
extern DateADT leaf_day(const ReadingDate *date, pg_tz *zone);

/* The moment of a date; without an offset it is in the zone, or else UTC. */
extern TimestampTz leaf_moment(const ReadingDate *date, pg_tz *zone);

#endif /* COMMISSIONING_IMPORT_LEAF_H */
