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

#define FEBRUARY	11 /* of a year that begins with March, number 0 */
#define MONTH_UNITS (YEARS_UNITS / 12)

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

/* A day as its month, counted on from a March, and its number there from 0 */
typedef struct MonthDay
{
	uint32 month;
	uint32 day;
} MonthDay;

/*
 * Five months from March on, and five from August on, have 153 days: 30.6 each,
 * which is 65536 / 2141 closely enough for the days of a year.
 */
static inline MonthDay
month_day(uint32 day)
{
	MarchDay march = march_day(day);
	uint32 months = 2141 * march.of_year + 1305; /* the 16 low bits a fraction */
	MonthDay of_month;

	of_month.month = march.year * 12 + (months >> 16);
	of_month.day = (months & 0xFFFF) / 2141;
	return of_month;
}

CivilDate
years_civil(int32 date)
{
	MonthDay of_month = month_day(day_number(date));
	uint32 month = of_month.month % 12;
	CivilDate civil;

	civil.day = of_month.day + 1;
	civil.month = month < 10 ? month + 3 : month - 9;
	civil.year = (int32) (of_month.month / 12) - ERAS_BEFORE * 400 +
		(civil.month <= 2);
	return civil;
}

/* The number of the day that a year begins with */
static inline uint32
march_first(uint32 year)
{
	uint32 century = year / 100;

	return year * 365 + year / 4 - century + century / 4;
}

/*
 * Days since 2000-01-01.  A day that the month does not have counts on into
 * the next month.
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

/* A year that begins with March has the February of the next */
static inline uint32
days_in_month(uint32 month)
{
	static const uint8 days[] = {31, 30, 31, 30, 31, 31,
								 30, 31, 30, 31, 31, 28};
	uint32 of_year = month % 12;
	uint32 year = month / 12 + 1;

	if (of_year != FEBRUARY)
		return days[of_year];
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
}

/*
 * The day, as its number in a month, that "start + interval 'n months'" gives,
 * n leading to that month: the start's, or the last if the month is too short.
 */
static inline uint32
day_reached(uint32 day, uint32 month)
{
	return Min(day, days_in_month(month) - 1);
}

/*
 * The length of [start, stop) in units of 1/4530960 year: the whole months
 * reached, plus the days left over the days of the month that they lie in.
 * Requires start <= stop.
 */
int64
years_length(int32 start, int32 stop)
{
	/* of a day; from one day reached to the next there are 28 to 31 */
	static const uint16 day_units[] = {MONTH_UNITS / 28, MONTH_UNITS / 29,
									   MONTH_UNITS / 30, MONTH_UNITS / 31};
	MonthDay from = month_day(day_number(start));
	MonthDay to = month_day(day_number(stop));
	uint32 month = to.month;
	uint32 reached = from.day;
	uint32 next = from.day;
	uint32 days;

	if (likely(from.day < 28)) /* every month has it */
	{
		month -= from.day > to.day;
		days = days_in_month(month);
	}
	else
	{
		month -= day_reached(from.day, month) > to.day;
		days = days_in_month(month);
		reached = day_reached(from.day, month);
		next = day_reached(from.day, month + 1);
	}
	/* counted from the first of the month in which the last whole one ends */
	next += days;
	if (month < to.month)
		to.day += days;
	return (int64) (month - from.month) * MONTH_UNITS +
		(int64) (to.day - reached) * day_units[next - reached - 28];
}

int64
years_elapsed(int32 date)
{
	MonthDay day = month_day(day_number(date));

	return (int64) day.month * MONTH_UNITS +
		(int64) day.day * (MONTH_UNITS / days_in_month(day.month));
}
