/*
 * years_test.c
 *		The calendar against a day-by-day one, lengths against their definition
 *		and hand-worked terms.
 */
#include "tap.h"
#include "exact/years.h"

static const int month_days[] = {31, 28, 31, 30, 31, 30,
								 31, 31, 30, 31, 30, 31};

static bool
leap(int64 year)
{
	return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
}

static int
days_in_month(int64 year, int month)
{
	return month_days[month - 1] + (month == 2 && leap(year));
}

/* [start, stop) in years, from dates written out */
static int64
length(int y1, int m1, int d1, int y2, int m2, int d2)
{
	return years_length((int32) years_date(y1, m1, d1),
						(int32) years_date(y2, m2, d2));
}

/* The definition in the header, counting anniversaries one by one */
static int64
length_by_definition(int32 start, int32 stop)
{
	CivilDate first = years_civil(start);
	int64 n = 0;
	int64 reached = start;
	int64 next;

	for (;;)
	{
		int64 year = first.year + n + 1;
		int day = Min(first.day, days_in_month(year, first.month));

		next = years_date(year, first.month, day);
		if (next > stop)
			break;
		reached = next;
		n++;
	}
	return n * YEARS_UNITS + (stop - reached) * YEARS_UNITS / (next - reached);
}

int
main(void)
{
	bool calendar = true;
	bool inverse = true;
	bool defined = true;
	bool additive = true;
	int64 year = -4713;
	int month = 11;
	int day = 24;

	/* from the first date of PostgreSQL, 4714-11-24 BC, for 8000 years */
	for (int32 date = -2451545; date < -2451545 + 8000 * 366; date++)
	{
		CivilDate civil = years_civil(date);

		calendar &= civil.year == year && civil.month == month &&
			civil.day == day;
		inverse &= years_date(civil.year, civil.month, civil.day) == date;
		if (++day > days_in_month(year, month))
		{
			day = 1;
			if (++month > 12)
			{
				month = 1;
				year++;
			}
		}
	}
	check(calendar, "every day of 8000 years has its date");
	check(inverse, "and every date its day");
	check(years_date(2000, 1, 1) == 0, "day 0 is 2000-01-01");
	check(years_civil(2145031948).year == 5874897,
		  "the last date of PostgreSQL");

	for (int i = 0; i < 200000; i++)
	{
		int32 start = (int32) random_below(200000) - 100000;
		int32 stop = start + (int32) random_below(random_below(2) ? 40000 : 800);
		int64 units = years_length(start, stop);

		defined &= units == length_by_definition(start, stop);
		additive &= years_length(start, stop + 1) > units;
	}
	check(defined, "lengths are as defined on random terms");
	check(additive, "a day more is longer");

	check(length(2018, 7, 1, 2021, 7, 1) == 3 * YEARS_UNITS,
		  "1 July 2018 to 30 June 2021 is 3 years");
	check(length(2018, 7, 1, 2021, 7, 2) == 3 * YEARS_UNITS + YEARS_UNITS / 365,
		  "a day more is 3 + 1/365");
	check(length(2020, 1, 1, 2020, 7, 2) == YEARS_UNITS / 2,
		  "183 of 366 days are half a year");
	check(length(2020, 2, 29, 2021, 2, 28) == YEARS_UNITS,
		  "29 February to 27 February is a year");
	check(length(2020, 2, 29, 2024, 2, 29) == 4 * YEARS_UNITS,
		  "29 February to 28 February four years later is four");
	check(length(2020, 2, 29, 2024, 2, 28) ==
			  3 * YEARS_UNITS + 365 * (YEARS_UNITS / 366),
		  "and a day less lies in an anniversary year of 366 days");
	check(length(1921, 7, 1, 2021, 7, 1) == 100 * YEARS_UNITS, "100 years");
	check(length(1896, 2, 29, 1904, 2, 29) == 8 * YEARS_UNITS,
		  "over 1900, which is no leap year");
	check(length(-1, 3, 1, 1, 3, 1) == 2 * YEARS_UNITS, "over the year 1 BC");
	check(length(2021, 5, 5, 2021, 5, 5) == 0, "no days, no length");
	check(length(2021, 5, 5, 2021, 5, 6) == YEARS_UNITS / 365, "one day");
	return tap_done();
}
