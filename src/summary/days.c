/*-------------------------------------------------------------------------
 *
 * days.c
 *		The days that arrangements run, and what is known of their values.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/days.h"

#include "miscadmin.h"
#include "pgtime.h"

void
days_write(int32 day, char *string)
{
	CivilDate civil = years_civil(day);
	struct pg_tm tm = {
		.tm_year = civil.year, .tm_mon = civil.month, .tm_mday = civil.day};

	EncodeDateOnly(&tm, USE_ISO_DATES, string);
}

/* Read from so many to so many digits. */
static const char *
read_digits(const char *at, int least, int most, int32 *number)
{
	const char *first = at;

	for (*number = 0; *at >= '0' && *at <= '9' && at - first < most; at++)
		*number = *number * 10 + (*at - '0');
	return at - first >= least ? at : NULL;
}

const char *
days_read(const char *at, const char *end, int32 *day)
{
	CivilDate read;
	CivilDate civil;
	int64 date;

	at = read_digits(at, 4, 7, &read.year);
	if (at == NULL || *at != '-' || read.year == 0)
		return NULL;
	at = read_digits(at + 1, 2, 2, &read.month);
	if (at == NULL || *at != '-')
		return NULL;
	at = read_digits(at + 1, 2, 2, &read.day);
	if (at == NULL)
		return NULL;
	if (end - at >= 3 && memcmp(at, " BC", 3) == 0)
	{
		at += 3;
		read.year = 1 - read.year;
	}
	if (read.year < -4800 || read.month < 1 || read.month > 12)
		return NULL;
	date = years_date(read.year, read.month, read.day);
	if (!IS_VALID_DATE(date))
		return NULL;
	*day = (int32) date;
	civil = years_civil(*day);
	return civil.day == read.day && civil.month == read.month ? at : NULL;
}

const char *
days_fault(uint64 part, Amount sum)
{
	Days days = days_of_part(part);

	if ((days.start != DAYS_NO_START && !IS_VALID_DATE(days.start)) ||
		(days.stop != DAYS_NO_STOP && !IS_VALID_DATE(days.stop)))
		return "A day is out of range.";
	if (days.start >= days.stop)
		return "An arrangement ends before it starts.";
	switch (days_value(part))
	{
		case DAYS_VALUE_UNKNOWN:
			return amount_is_zero(sum)
				? NULL
				: "An entry has a value, and it is unknown.";
		case DAYS_VALUE_NEGATIVE:
			return amount_is_negative(sum)
				? NULL
				: "An entry of negative values has another sum.";
		case DAYS_VALUE_NOT_NEGATIVE:
			return amount_is_negative(sum)
				? "An entry of values that are not negative has another sum."
				: NULL;
	}
	return "An entry does not say what is known of its value.";
}

void
days_count(DaysCounts *counts, int64 frequency, uint64 part, int64 rows,
		   Amount sum)
{
	if (frequency != FREQUENCY_NULL && days_value(part) != DAYS_VALUE_UNKNOWN &&
		days_are_bounded(days_of_part(part)))
	{
		counts->measured_rows += rows;
		counts->measured_value = amount_add(counts->measured_value,
											amount_abs(sum));
	}
	else
	{
		counts->missing_rows += rows;
		counts->missing_value = amount_add(counts->missing_value,
										   amount_abs(sum));
	}
}

void
days_count_entry(DaysCounts *counts, const Ledger *ledger, uint32 number)
{
	const char *entry = ledger_entry_at(ledger, number);
	LedgerShape shape = ledger->head->shape;

	days_count(counts, days_frequency(ledger, ledger_entry_place(entry, shape)),
			   ledger_entry_part(entry, shape),
			   ledger_entry_rows(entry, shape), ledger_entry_sum(entry, shape));
}

const char *
days_counters_fault(const Summary *summary, const DaysCounts *counts)
{
	if (counts->measured_rows != summary->measured_rows)
		return "The measured rows are not those of the entries.";
	if (amount_compare(counts->measured_value, summary->measured_value) != 0)
		return "The measured value is not that of the entries.";
	if (counts->missing_rows > summary->missing_rows)
		return "The entries have more missing rows than there are.";
	if (amount_compare(counts->missing_value, summary->missing_value) > 0)
		return "The entries have more missing value than there is.";
	if (counts->missing_rows == summary->missing_rows &&
		amount_compare(counts->missing_value, summary->missing_value) != 0)
		return "There is missing value, and all missing rows are in entries.";
	return NULL;
}
