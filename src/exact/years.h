/*-------------------------------------------------------------------------
 *
 * years.h
 *		Calendar-exact lengths of terms.
 *
 * A date is a count of days since 2000-01-01 in the proleptic Gregorian
 * calendar, as PostgreSQL's DateADT; a term is [start, stop), its last day
 * the one before stop.
 *
 * A length is an exact integer of 1/4530960 year: 12 times 377580, the least
 * common multiple of 28, 29, 30 and 31, so that n months and d days of a month
 * need no rounding.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_YEARS_H
#define COMMISSIONING_YEARS_H

#include "exact/ground.h"

#define YEARS_UNITS 4530960 /* units of length in a year */

typedef struct CivilDate
{
	int32 year; /* astronomical: 1 BC is 0 */
	int month;	/* 1..12 */
	int day;	/* 1..31 */
} CivilDate;

/*
 * Do the days of a year stand for "no end"?  Systems that must have a last day
 * write 9999-12-31 or 2999-12-31 where a contract has none.
 */
static inline bool
years_never_ends(int32 year)
{
	return year == 9999 || year == 2999;
}

extern CivilDate years_civil(int32 date);
extern int64 years_date(int32 year, int month, int day);
extern int64 years_length(int32 start, int32 stop);

/*
 * What counts of the days before a date, from a fixed one on, in units of
 * 1/4530960 year: each the same part of its calendar month, and each month 1/12.
 * The difference of two is additive, unlike the length of a term.
 */
extern int64 years_elapsed(int32 date);

#endif /* COMMISSIONING_YEARS_H */
