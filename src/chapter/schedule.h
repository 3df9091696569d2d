/*-------------------------------------------------------------------------
 *
 * schedule.h
 *		Going through the providers of a schedule summary and their arrangements.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SCHEDULE_H
#define COMMISSIONING_SCHEDULE_H

#include "exact/decimal.h"
#include "exact/years.h"
#include "summary/chapter.h"
#include "summary/days.h"

/* The levels of the frequencies that agencies ask for, and of the providers */
#define SCHEDULE_FREQUENCIES_LEVEL 1
#define SCHEDULE_PROVIDERS_LEVEL   2

/* What an entry says */
typedef struct Arrangement
{
	uint32 agency;	 /* its number, from 0 on */
	int64 frequency; /* or FREQUENCY_NULL */
	int64 rows;
	Days days;
	bool valued;
	Amount value; /* 0 unless valued */
} Arrangement;

/* A schedule summary opened for going through its providers */
typedef struct Schedule
{
	SummaryView view;	/* sorted */
	uint32 agencies;	/* entries [0, agencies) of the view */
	SummaryGroup group; /* the current provider's entries, by frequency */
	struct
	{
		uint32 agency;
		int64 frequency;
	} * asked;	  /* by the number of the middle level's entry */
	uint32 *seen; /* of each agency: the last provider that was seen there */
} Schedule;

/* Open the function's first argument, which stays as it is. */
extern void schedule_open(FunctionCallInfo fcinfo, Schedule *schedule);
extern bool schedule_next_provider(Schedule *schedule);

/* How many providers a sorted schedule summary has, as a list of them must hold */
extern uint32 schedule_count_providers(const SummaryView *view);

/* Is this the first time that an agency is asked for of the current provider? */
static inline bool
schedule_first_of_agency(Schedule *schedule, uint32 agency)
{
	if (schedule->seen[agency] == schedule->group.end)
		return false;
	schedule->seen[agency] = schedule->group.end;
	return true;
}

static inline void
schedule_read(const Schedule *schedule, uint32 number, Arrangement *arrangement)
{
	const SummaryView *view = &schedule->view;
	const char *entry = summary_entry(view, number);
	uint64 part = ledger_entry_part(entry, view->shape);
	uint32 parent = ledger_entry_parent(entry, view->shape) - 1;

	arrangement->agency = schedule->asked[parent].agency;
	arrangement->frequency = schedule->asked[parent].frequency;
	arrangement->rows = ledger_entry_rows(entry, view->shape);
	arrangement->days = days_of_part(part);
	arrangement->valued = days_value(part) != DAYS_VALUE_UNKNOWN;
	arrangement->value = ledger_entry_sum(entry, view->shape);
}

extern text *schedule_agency_name(const Schedule *schedule, uint32 agency);
extern text *schedule_provider_name(const Schedule *schedule, uint32 number);

/* A period, and what counts up to its ends (years_elapsed()) */
typedef struct Period
{
	Days days;
	int64 from;
	int64 to;
} Period;

/* A finite and not empty daterange.  Errors: 22023 for any other */
extern Period schedule_period(FunctionCallInfo fcinfo, int argument);

/* What of an arrangement's days is in a period, which may be empty */
static inline Days
schedule_within(Days days, const Period *period)
{
	days.start = Max(days.start, period->days.start);
	days.stop = Min(days.stop, period->days.stop);
	return days;
}

static inline bool
schedule_runs_within(Days days, const Period *period)
{
	return days.start < period->days.stop && days.stop > period->days.start;
}

/* What counts of days, which are not empty, within a period */
static inline int64
schedule_count(Days days, const Period *period)
{
	int64 from = days.start == period->days.start ? period->from
												  : years_elapsed(days.start);
	int64 to = days.stop == period->days.stop ? period->to
											  : years_elapsed(days.stop);

	return to - from;
}

/*
 * Add the reports of so many arrangements of a frequency on days that count so much.
 * An Amount may be too small for what comes of all arrangements.
 */
static inline void
schedule_add_reports(Wide *reports, int64 frequency, int64 rows, int64 count)
{
	wide_add_product(reports, amount_from_product(frequency, rows),
					 amount_from_int64(count));
}

/* So many reports in the units that they are counted in: see schedule_reports.c */
static inline Wide
schedule_units(int64 reports)
{
	return wide_scale(wide_from_amount(amount_from_product(YEARS_UNITS,
														   DECIMAL_ONE)),
					  reports);
}

/*
 * What of an arrangement's value is in a period of which it has these days, every
 * day of its term bearing the same: rounded half away from zero to 10 places, and 0
 * unless its value and its term are known
 */
extern Amount schedule_value_within(const Arrangement *arrangement, Days within);

/* Parts of the figures, and what they are.  Stored */
#define SCHEDULE_TOTALS	   (1 << 0)
#define SCHEDULE_PROVIDERS (1 << 1)

typedef struct ScheduleFigures
{
	SummaryFigures head;
	/* totals */
	int64 valued; /* rows of known value */
	Amount value; /* net, of these */
	/* providers */
	int64 providers;
} ScheduleFigures;

extern const SummaryFiguresKind schedule_figures;

#endif /* COMMISSIONING_SCHEDULE_H */
