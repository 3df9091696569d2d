/*-------------------------------------------------------------------------
 *
 * years.c
 *		Calendar-exact lengths of terms.
 *
 * Core's j2date() and date2j() live in the server; these two are the same
 * calendar in the arithmetic of H. Hinnant, "chrono-Compatible Low-Level
 * Date Algorithms": years begin in March, so that a leap day ends its year.
 *
 *-------------------------------------------------------------------------
 */
#include "exact/years.h"

#define DAYS_IN_ERA		   146097 /* 400 years */
#define MARCH_0000_TO_2000 730425 /* days from 0000-03-01 to 2000-01-01 */

/*
 * PostgreSQL's dates begin in 4714 BC: counted from 20 eras before the year 0
 * they are not negative, and fit 32 bits, which divide faster.
 */
#define ERAS_BEFORE 20

/* the number of 29 February in its year, from 1 March on */
#define LEAP_DAY 365

/* A day as its year, which begins on 1 March, and its number there from 0 */
typedef struct MarchDay
{
	uint32 year;
	uint32 of_year;
} MarchDay;

static inline uint32
day_number(int32 date)
{
	return (uint32) date + MARCH_0000_TO_2000 + ERAS_BEFORE * DAYS_IN_ERA;
}

/* By quarters of days, as centuries and years have 36524.25 and 365.25 days */
static inline MarchDay
march_day(uint32 day)
{
	uint64 quarters = (uint64) day * 4 + 3;
	uint32 century = (uint32) (quarters / DAYS_IN_ERA);
	uint32 of_century = (uint32) (quarters % DAYS_IN_ERA) | 3;
	MarchDay march;

	march.year = century * 100 + of_century / 1461;
	march.of_year = of_century % 1461 / 4;
	return march;
}

/* The number of the day that a year begins with */
static inline uint32
march_first(uint32 year)
{
	uint32 century = year / 100;

	return year * 365 + year / 4 - century + century / 4;
}

CivilDate
years_civil(int32 date)
{
	MarchDay march = march_day(day_number(date));
	uint32 month = (5 * march.of_year + 2) / 153; /* 0 is March */
	CivilDate civil;

	civil.day = march.of_year - (153 * month + 2) / 5 + 1;
	civil.month = month < 10 ? month + 3 : month - 9;
	civil.year = (int32) march.year - ERAS_BEFORE * 400 + (civil.month <= 2);
	return civil;
}

/*
 * Days since 2000-01-01.  A day that the month does not have counts on into
 * the next month; the caller decides what February 29 means.
 */
int64
years_date(int32 year, int month, int day)
{
	uint32 march_year = (uint32) year + ERAS_BEFORE * 400 - (month <= 2);
	uint32 of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 +
		day - 1;

	return (int64) march_first(march_year) + of_year -
		(MARCH_0000_TO_2000 + ERAS_BEFORE * DAYS_IN_ERA);
}

/*
 * The day that "start + interval 'n years'" gives, n leading to that year: of
 * a start on 29 February, the last of its year, 28 February in years that have
 * no 29th.
 */
static inline uint32
anniversary(MarchDay start, uint32 year)
{
	if (unlikely(start.of_year == LEAP_DAY))
		return Min(march_first(year) + LEAP_DAY, march_first(year + 1) - 1);
	return march_first(year) + start.of_year;
}

/*
 * The length of [start, stop) in units of 1/133590 year: the whole
 * anniversaries reached, plus the days left over the days of the anniversary
 * year that they lie in.  Requires start <= stop.
 */
int64
years_length(int32 start, int32 stop)
{
	uint32 end = day_number(stop);
	MarchDay from = march_day(day_number(start));
	MarchDay to = march_day(end);
	uint32 year = to.year;
	uint32 reached;
	uint32 next;

	if (likely(from.of_year < LEAP_DAY))
		year -= from.of_year > to.of_year;
	else
		year -= anniversary(from, year) > end;
	reached = anniversary(from, year);
	next = anniversary(from, year + 1);
	return (int64) (year - from.year) * YEARS_UNITS +
		(int64) (end - reached) *
		(next - reached == 365 ? YEARS_UNITS / 365 : YEARS_UNITS / 366);
}
