/*
 * years_test.c
 *		The calendar against a day-by-day one, lengths against their definition
 *		by a calendar of months and hand-worked terms; what counts of days within
 *		a period, by adding up.
 */
#include "tap.h"
#include "exact/years.h"

#define MONTH_UNITS (YEARS_UNITS / 12)

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

/*
 * A calendar for the definition in the header: the day that each month from
 * January 1600 on begins with, found by adding up.
 */
#define MONTHS (12 * 1000)

static int32 month_begins[MONTHS + 1];

static void
begin_months(void)
{
	int32 day = -146097; /* 1600-01-01, 400 years before 2000 */

	for (int month = 0; month < MONTHS; month++)
	{
		month_begins[month] = day;
		day += days_in_month(1600 + month / 12, month % 12 + 1);
	}
	month_begins[MONTHS] = day;
}

static int
month_of(int32 date)
{
	int low = 0;
	int high = MONTHS;

	while (high - low > 1)
	{
		int middle = (low + high) / 2;

		if (month_begins[middle] <= date)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* start, a day of the month, + interval 'n months' */
static int32
months_on(int32 start, int month, int n)
{
	int32 days = month_begins[month + n + 1] - month_begins[month + n];

	return month_begins[month + n] + Min(start - month_begins[month], days - 1);
}

/* The definition, counting months one by one */
static int64
length_by_definition(int32 start, int32 stop)
{
	int month = month_of(start);
	int n = 0;
	int32 reached;

	while (months_on(start, month, n + 1) <= stop)
		n++;
	reached = months_on(start, month, n);
	return n * MONTH_UNITS +
		(int64) (stop - reached) * MONTH_UNITS /
		(months_on(start, month, n + 1) - reached);
}

/*
 * Around the day on which n months end: the day itself, the one before, which
 * lies in the month that ends, and the one after, in the month that begins.
 */
static bool
right_around(int32 start, int month, int n)
{
	int32 before = months_on(start, month, n - 1);
	int32 edge = months_on(start, month, n);
	int32 after = months_on(start, month, n + 1);
	int64 units = n * MONTH_UNITS;

	return MONTH_UNITS % (after - edge) == 0 &&
		years_length(start, edge) == units &&
		years_length(start, edge - 1) == units - MONTH_UNITS / (edge - before) &&
		years_length(start, edge + 1) == units + MONTH_UNITS / (after - edge);
}

/* All starts of 400 years, from 1600 on */
static void
check_edges(void)
{
	static const int far[] = {36,  47,	 48,   60,	 120,
							  599, 1200, 4799, 4800, 4801};
	bool near_right = true;
	bool far_right = true;

	for (int32 start = -146097; start < 0; start++)
	{
		int month = month_of(start);

		for (int n = 1; n <= 25; n++)
			near_right &= right_around(start, month, n);
		for (int i = 0; i < (int) lengthof(far); i++)
			far_right &= right_around(start, month, far[i]);
	}
	check(near_right,
		  "every start of 400 years: the edges of its first 25 months");
	check(far_right, "and of months far on");
}

/* Which days there are from one month's end to the next */
static void
check_month_lengths(void)
{
	int seen[32] = {0};
	bool others = false;

	for (int32 start = -146097; start < 0; start++)
	{
		int month = month_of(start);

		for (int n = 0; n < 48; n++)
		{
			int days = months_on(start, month, n + 1) -
				months_on(start, month, n);

			if (days >= 28 && days <= 31)
				seen[days]++;
			else
				others = true;
		}
	}
	check(seen[28] && seen[29] && seen[30] && seen[31] && !others,
		  "months have 28 to 31 days from any start");
}

static void
check_vectors(void)
{
	check(length(2018, 7, 1, 2021, 7, 1) == 3 * YEARS_UNITS,
		  "1 July 2018 to 30 June 2021 is 3 years");
	check(length(2018, 7, 1, 2021, 7, 2) == 3 * YEARS_UNITS + YEARS_UNITS / 372,
		  "a day more is 3 + 1/372");
	check(length(2021, 7, 1, 2022, 1, 1) == YEARS_UNITS / 2,
		  "July to December is half a year");
	check(length(2021, 1, 1, 2021, 7, 1) == YEARS_UNITS / 2,
		  "and so is January to June");
	check(length(2020, 2, 29, 2021, 2, 28) == YEARS_UNITS,
		  "29 February to 27 February is a year");
	check(length(2020, 2, 29, 2024, 2, 29) == 4 * YEARS_UNITS,
		  "29 February to 28 February four years later is four");
	check(length(2020, 2, 29, 2024, 2, 28) == 4 * YEARS_UNITS - MONTH_UNITS / 31,
		  "and a day less lies in a month from 29 January, of 31 days");
	check(length(2020, 8, 31, 2021, 2, 28) == 6 * MONTH_UNITS,
		  "31 August to 27 February is six months");
	check(length(2020, 8, 31, 2021, 3, 1) == 6 * MONTH_UNITS + MONTH_UNITS / 31,
		  "and to 28 February 1/31 of the month to 31 March more");
	check(length(2021, 1, 30, 2021, 3, 29) ==
			  MONTH_UNITS + 29 * (MONTH_UNITS / 30),
		  "30 January to 28 March: a month to 28 February, 29 days of 30");
	check(length(2021, 1, 31, 2021, 4, 30) == 3 * MONTH_UNITS,
		  "31 January to 29 April: counted from the start, three months");
	check(length(1921, 7, 1, 2021, 7, 1) == 100 * YEARS_UNITS, "100 years");
	check(length(1896, 2, 29, 1904, 2, 29) == 8 * YEARS_UNITS,
		  "over 1900, which is no leap year");
	check(length(-1, 3, 1, 1, 3, 1) == 2 * YEARS_UNITS, "over the year 1 BC");
	check(length(2021, 5, 5, 2021, 5, 5) == 0, "no days, no length");
	check(length(2021, 5, 5, 2021, 5, 6) == YEARS_UNITS / 372, "one day");
	check(length(-4713, 11, 24, 5874897, 12, 31) ==
			  INT64CONST(5879610) * YEARS_UNITS + YEARS_UNITS / 12 +
				  7 * (MONTH_UNITS / 31),
		  "all the time that there is");
}

/*
 * What counts between two dates, added up from day to day: 1/12 year divided by the
 * days of the month, which is a whole number of units
 */
static int64
count_by_adding(int32 start, int32 stop)
{
	int64 units = 0;

	for (int month = month_of(start); start < stop; start++)
	{
		month += start == month_begins[month + 1];
		units += MONTH_UNITS / (month_begins[month + 1] - month_begins[month]);
	}
	return units;
}

static int64
counted(int32 start, int32 stop)
{
	return years_elapsed(stop) - years_elapsed(start);
}

/* Each day of a month the same part of it, and all of them the month: 400 years */
static void
check_elapsed_months(void)
{
	bool days_right = true;
	bool months_right = true;

	for (int month = 0; month < 4800; month++)
	{
		int32 first = month_begins[month];
		int32 days = month_begins[month + 1] - first;

		for (int32 day = first; day < first + days; day++)
			days_right &= 12 * days * counted(day, day + 1) == YEARS_UNITS;
		months_right &= 12 * counted(first, first + days) == YEARS_UNITS &&
			counted(month_begins[0], first) == (int64) month * MONTH_UNITS;
	}
	check(days_right, "each day counts its part of its month");
	check(months_right, "each month counts 1/12 year, and months add up");
}

static void
check_elapsed_random(void)
{
	bool added = true;

	for (int i = 0; i < 20000; i++)
	{
		int32 start = (int32) random_below(200000) - 100000;
		int32 stop = start + (int32) random_below(random_below(8) ? 100 : 8000);

		added &= counted(start, stop) == count_by_adding(start, stop);
	}
	check(added, "what counts between random days is what they count");
}

static int64
period(int y1, int m1, int d1, int y2, int m2, int d2)
{
	return counted((int32) years_date(y1, m1, d1),
				   (int32) years_date(y2, m2, d2));
}

static void
check_elapsed_vectors(void)
{
	const int32 first = -2451545;  /* 4714-11-24 BC */
	const int32 last = 2145031948; /* 5874897-12-31 */

	check(period(2020, 7, 1, 2021, 1, 1) == YEARS_UNITS / 2 &&
			  period(2021, 1, 1, 2021, 7, 1) == YEARS_UNITS / 2,
		  "July to December counts half a year, and so does January to June");
	check(period(2020, 1, 15, 2020, 2, 15) ==
			  17 * (MONTH_UNITS / 31) + 14 * (MONTH_UNITS / 29),
		  "from 15 January 17 days of 31, to 14 February 14 of 29");
	check(period(2100, 2, 28, 2100, 3, 2) == MONTH_UNITS / 28 + MONTH_UNITS / 31,
		  "no day between 28 February and 1 March 2100");
	check(period(0, 2, 29, 0, 3, 1) == MONTH_UNITS / 29 &&
			  period(-1, 12, 31, 1, 1, 1) == YEARS_UNITS + MONTH_UNITS / 31,
		  "1 BC is a leap year, and the one before 1");
	check(counted(0, 0) == 0 && counted(31, 0) == -MONTH_UNITS,
		  "no days count nothing, and backwards is less than nothing");
	check(years_elapsed(first) >= 0, "the first date of PostgreSQL");
	check(counted(first, last) ==
			  INT64CONST(5879610) * YEARS_UNITS + 7 * (MONTH_UNITS / 30) +
				  30 * (MONTH_UNITS / 31),
		  "all the time that there is, but its last day");
	check(counted(last - 1, last) == MONTH_UNITS / 31 &&
			  counted(first, first + 7) == 7 * (MONTH_UNITS / 30),
		  "its last days, and its first");
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

	begin_months();
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
	check_edges();
	check_month_lengths();
	check_vectors();
	check_elapsed_months();
	check_elapsed_random();
	check_elapsed_vectors();
	return tap_done();
}
