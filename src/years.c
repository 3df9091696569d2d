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
#include "years.h"

#define DAYS_IN_ERA		   146097 /* 400 years */
#define MARCH_0000_TO_2000 730425 /* days from 0000-03-01 to 2000-01-01 */

/*
 * PostgreSQL's dates begin in 4714 BC: counted from 20 eras before the year 0
 * they are not negative, and fit 32 bits, which divide faster.
 */
#define ERAS_BEFORE 20

static bool
is_leap_year(int32 year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

CivilDate
years_civil(int32 date)
{
	uint32 day = (uint32) date + MARCH_0000_TO_2000 + ERAS_BEFORE * DAYS_IN_ERA;
	uint32 era = day / DAYS_IN_ERA;
	uint32 of_era = day % DAYS_IN_ERA;
	uint32 year_of_era =
		(of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	uint32 of_year = of_era -
		(365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	uint32 month = (5 * of_year + 2) / 153; /* 0 is March */
	CivilDate civil;

	civil.day = of_year - (153 * month + 2) / 5 + 1;
	civil.month = month < 10 ? month + 3 : month - 9;
	civil.year = (int32) (era * 400 + year_of_era) - ERAS_BEFORE * 400 +
		(civil.month <= 2);
	return civil;
}

/*
 * Days since 2000-01-01.  A day that the month does not have counts on into
 * the next month; the caller decides what February 29 means.
 */
int64
years_date(int32 year, int month, int day)
{
	uint32 from = (uint32) year + ERAS_BEFORE * 400 - (month <= 2);
	uint32 era = from / 400;
	uint32 year_of_era = from % 400;
	uint32 of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 +
		day - 1;

	return (int64) era * DAYS_IN_ERA + year_of_era * 365 + year_of_era / 4 -
		year_of_era / 100 + of_year -
		(MARCH_0000_TO_2000 + ERAS_BEFORE * DAYS_IN_ERA);
}

/*
 * The day that "start + interval 'n years'" gives: of a start on 29 February,
 * 28 February in years that have no 29th.
 */
static inline int64
anniversary(CivilDate start, int32 n)
{
	int32 year = start.year + n;
	int day = start.day;

	if (start.month == 2 && day == 29 && !is_leap_year(year))
		day = 28;
	return years_date(year, start.month, day);
}

/*
 * The length of [start, stop) in units of 1/133590 year: the whole
 * anniversaries reached, plus the days left over the days of the anniversary
 * year that they lie in.  Requires start <= stop.
 */
int64
years_length(int32 start, int32 stop)
{
	CivilDate first = years_civil(start);
	int32 n = (int32) (((int64) stop - start) * 400 / DAYS_IN_ERA);
	int64 reached = anniversary(first, n);
	int64 next;

	/* by mean years n may be one off */
	if (reached > stop)
	{
		next = reached;
		reached = anniversary(first, --n);
	}
	else
	{
		next = anniversary(first, n + 1);
		if (next <= stop)
		{
			reached = next;
			next = anniversary(first, ++n + 1);
		}
	}
	return (int64) n * YEARS_UNITS +
		(stop - reached) *
		(next - reached == 365 ? YEARS_UNITS / 365 : YEARS_UNITS / 366);
}
