/*-------------------------------------------------------------------------
 *
 * schedule_reports.c
 *		Chapter "schedule": what reporting asks of providers in a period.
 *
 * A report is asked for on the days that an arrangement runs.  A day counts as the
 * part of a year that it is of its calendar month, and a month 1/12, so that
 * periods add up.  Reports are whole units of 10^-10 a year times 1/YEARS_UNITS
 * year until they are shown.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/burden.h"
#include "chapter/schedule.h"
#include "chapter/schedule_sweep.h"
#include "pg/arguments.h"
#include "pg/huge.h"
#include "pg/numbers.h"
#include "pg/rows.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"

/* What takes time, and not every figure needs */
#define WANT_JOINT (1 << 0)
#define WANT_VALUE (1 << 1)

/* A schedule summary opened for what is asked for in a period */
typedef struct Reporting
{
	Schedule schedule;
	Period period;
	int wanted; /* WANT_JOINT, WANT_VALUE or both, or 0 */
	Sweep sweep;
} Reporting;

/* What is asked of a provider, or of several, in the period */
typedef struct Asked
{
	uint32 number; /* of an entry that has the provider's key */
	int64 agencies;
	int64 arrangements;
	Wide reports;
	Wide joint;	  /* on one schedule, if wanted */
	Amount value; /* in the period, if wanted */
} Asked;

static void
open_reporting(FunctionCallInfo fcinfo, int argument, int wanted,
			   Reporting *reporting)
{
	reporting->period = schedule_period(fcinfo, argument);
	reporting->wanted = wanted;
	sweep_init(&reporting->sweep);
	schedule_open(fcinfo, &reporting->schedule);
}

/*
 * Read an entry, and what of its days is in the period.  False if none is, or
 * nobody knows how often it reports.
 */
static bool
read_asked(const Reporting *reporting, uint32 number, Arrangement *arrangement,
		   Days *within)
{
	schedule_read(&reporting->schedule, number, arrangement);
	*within = schedule_within(arrangement->days, &reporting->period);
	return within->start < within->stop &&
		arrangement->frequency != FREQUENCY_NULL;
}

/* Add what an arrangement asks for. */
static void
ask(Reporting *reporting, const Arrangement *arrangement, Days within,
	Asked *asked)
{
	asked->agencies += schedule_first_of_agency(&reporting->schedule,
												arrangement->agency);
	asked->arrangements += arrangement->rows;
	schedule_add_reports(&asked->reports, arrangement->frequency,
						 arrangement->rows,
						 schedule_count(within, &reporting->period));
	if (reporting->wanted & WANT_VALUE)
		asked->value = amount_add(asked->value,
								  schedule_value_within(arrangement, within));
	if (reporting->wanted & WANT_JOINT)
		sweep_add(&reporting->sweep, within.start, within.stop,
				  arrangement->frequency);
}

/* Reports on one schedule, as often as any arrangement asks for on each day */
static Wide
joint_of_sweep(Reporting *reporting)
{
	Sweep *sweep = &reporting->sweep;
	Wide joint = WIDE_ZERO;

	sweep_highest(sweep);
	for (uint32 i = 0; i < sweep->steps; i++)
	{
		Days days = {sweep->highest[i].start, sweep->highest[i].stop};

		schedule_add_reports(&joint, sweep->highest[i].frequency, 1,
							 schedule_count(days, &reporting->period));
	}
	return joint;
}

/* The next provider of whom a known number of reports is asked in the period */
static bool
next_asked(Reporting *reporting, Asked *asked)
{
	Schedule *schedule = &reporting->schedule;

	while (schedule_next_provider(schedule))
	{
		memset(asked, 0, sizeof(Asked));
		asked->number = schedule->group.first;
		sweep_clear(&reporting->sweep);
		for (uint32 i = schedule->group.first; i < schedule->group.end; i++)
		{
			Arrangement arrangement;
			Days within;

			if (read_asked(reporting, i, &arrangement, &within))
				ask(reporting, &arrangement, within, asked);
		}
		if (asked->arrangements == 0)
			continue;
		if (reporting->wanted & WANT_JOINT)
			asked->joint = joint_of_sweep(reporting);
		return true;
	}
	return false;
}

/* What is asked of all providers; returns how many they are */
static int64
ask_all(FunctionCallInfo fcinfo, int argument, int wanted, Asked *all)
{
	Reporting reporting;
	Asked asked;
	int64 providers = 0;

	open_reporting(fcinfo, argument, wanted, &reporting);
	memset(all, 0, sizeof(Asked));
	while (next_asked(&reporting, &asked))
	{
		providers++;
		all->arrangements += asked.arrangements;
		all->reports = wide_add(all->reports, asked.reports);
		all->joint = wide_add(all->joint, asked.joint);
		all->value = amount_add(all->value, asked.value);
	}
	return providers;
}

static Numeric
show_reports(Wide reports)
{
	return figure_ratio(reports, schedule_units(1));
}

SQL_FUNCTION(commissioning_schedule_reports);

/* Reports in the period; NULL if nothing of known frequency runs in it */
Datum
commissioning_schedule_reports(PG_FUNCTION_ARGS)
{
	Asked all;

	if (ask_all(fcinfo, 1, 0, &all) == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(show_reports(all.reports));
}

SQL_FUNCTION(commissioning_schedule_joint_reports);

/*
 * Reports in the period if each provider reported on one schedule, on each day at
 * the highest frequency of what runs then
 */
Datum
commissioning_schedule_joint_reports(PG_FUNCTION_ARGS)
{
	Asked all;

	if (ask_all(fcinfo, 1, WANT_JOINT, &all) == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(show_reports(all.joint));
}

SQL_FUNCTION(commissioning_schedule_joint_saving);

/* The share of all reports in the period that this would spare */
Datum
commissioning_schedule_joint_saving(PG_FUNCTION_ARGS)
{
	Asked all;

	ask_all(fcinfo, 1, WANT_JOINT, &all);
	if (wide_is_zero(all.reports))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(wide_subtract(all.reports, all.joint),
								   all.reports));
}

SQL_FUNCTION(commissioning_schedule_reports_per_provider);

Datum
commissioning_schedule_reports_per_provider(PG_FUNCTION_ARGS)
{
	Asked all;
	int64 providers = ask_all(fcinfo, 1, 0, &all);

	if (providers == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(all.reports, schedule_units(providers)));
}

#define ST_SORT			 sort_reports
#define ST_ELEMENT_TYPE	 Wide
#define ST_COMPARE(a, b) wide_compare(*(a), *(b))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

SQL_FUNCTION(commissioning_schedule_reports_quantile);

/* Reports in the period that a fraction of the providers does not exceed */
Datum
commissioning_schedule_reports_quantile(PG_FUNCTION_ARGS)
{
	Datum fraction = argument_fraction(fcinfo, 1, "fraction");
	Reporting reporting;
	Asked asked;
	Wide *reports;
	uint32 n = 0;
	Amount wanted;

	open_reporting(fcinfo, 2, 0, &reporting);
	reports = huge_alloc(
		((Size) schedule_count_providers(&reporting.schedule.view) + 1) *
		sizeof(Wide));
	while (next_asked(&reporting, &asked))
		reports[n++] = asked.reports;
	if (n == 0)
		PG_RETURN_NULL();
	sort_reports(reports, n);
	wanted = argument_at_least(fraction, amount_from_int64(n));
	PG_RETURN_NUMERIC(show_reports(reports[Max(wanted.lo, 1) - 1]));
}

/* Reports for each 1,000,000 of value, which is positive */
static Numeric
per_million(Wide reports, Amount value)
{
	return figure_ratio(wide_scale(reports, 1000000),
						wide_scale(wide_from_amount(value), YEARS_UNITS));
}

SQL_FUNCTION(commissioning_schedule_reports_per_million);

Datum
commissioning_schedule_reports_per_million(PG_FUNCTION_ARGS)
{
	Asked all;

	ask_all(fcinfo, 1, WANT_VALUE, &all);
	if (!amount_is_positive(all.value))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(per_million(all.reports, all.value));
}

SQL_FUNCTION(commissioning_schedule_burden_cost);

/* What reporting costs providers in the period */
Datum
commissioning_schedule_burden_cost(PG_FUNCTION_ARGS)
{
	Asked all;
	int64 providers = ask_all(fcinfo, 3, 0, &all);
	Datum cost = burden_cost_of(fcinfo, figure_number(all.reports, 0),
								figure_number(schedule_units(1), 0));

	if (providers == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(cost);
}

SQL_FUNCTION(commissioning_schedule_burden_ratio);

/* That cost by the value in the period */
Datum
commissioning_schedule_burden_ratio(PG_FUNCTION_ARGS)
{
	Asked all;
	Datum cost;

	ask_all(fcinfo, 3, WANT_VALUE, &all);
	/* both the reports and the value are in units of 10^-10 */
	cost = burden_cost_of(
		fcinfo, figure_number(all.reports, 0),
		amount_is_positive(all.value)
			? figure_number(wide_scale(wide_from_amount(all.value), YEARS_UNITS),
							0)
			: NULL);
	if (!amount_is_positive(all.value))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(cost);
}

SQL_FUNCTION(commissioning_schedule_frequency_bands);

/* Arrangements that run in the period and their value in it, by frequency */
Datum
commissioning_schedule_frequency_bands(PG_FUNCTION_ARGS)
{
	Reporting reporting;
	const SummaryView *view = &reporting.schedule.view;
	BurdenBand *bands;
	uint32 first;
	uint32 end;

	figure_rows_prepare(fcinfo);
	open_reporting(fcinfo, 1, 0, &reporting);
	first = reporting.schedule.agencies;
	end = summary_level_end(view, SCHEDULE_FREQUENCIES_LEVEL);
	bands = huge_alloc(((Size) end - first + 1) * sizeof(BurdenBand));
	for (uint32 i = first; i < end; i++)
	{
		memset(&bands[i - first], 0, sizeof(BurdenBand));
		bands[i - first].frequency = reporting.schedule.asked[i].frequency;
	}
	for (uint32 i = end; i < view->nentries; i++)
	{
		BurdenBand *band = &bands[summary_parent(view, i) - first];
		Arrangement arrangement;
		Days within;

		CHECK_FOR_INTERRUPTS();
		if (!read_asked(&reporting, i, &arrangement, &within))
			continue;
		band->arrangements += arrangement.rows;
		band->value = amount_add(band->value,
								 schedule_value_within(&arrangement, within));
	}
	return burden_list_bands(fcinfo, bands, end - first);
}

/* For ranks: reports down, then as providers stand */
static inline int
compare_asked(const Asked *a, const Asked *b)
{
	int order = wide_compare(b->reports, a->reports);

	if (order != 0)
		return order;
	return a->number < b->number ? -1 : a->number > b->number;
}

#define ST_SORT			 sort_asked
#define ST_ELEMENT_TYPE	 Asked
#define ST_COMPARE(a, b) compare_asked(a, b)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

static void
list_asked(FigureRows *rows, const Schedule *schedule, int64 rank,
		   const Asked *asked)
{
	Datum values[8];
	bool nulls[8] = {false};

	values[0] = Int64GetDatum(rank);
	values[1] = PointerGetDatum(schedule_provider_name(schedule, asked->number));
	values[2] = Int64GetDatum(asked->agencies);
	values[3] = Int64GetDatum(asked->arrangements);
	values[4] = NumericGetDatum(show_reports(asked->reports));
	values[5] = NumericGetDatum(show_reports(asked->joint));
	values[6] = NumericGetDatum(figure_money(asked->value));
	nulls[7] = !amount_is_positive(asked->value);
	if (!nulls[7])
		values[7] = NumericGetDatum(per_million(asked->reports, asked->value));
	figure_row(rows, values, nulls);
}

SQL_FUNCTION(commissioning_schedule_most_burdened);

/* The k providers that have to make the most reports in the period */
Datum
commissioning_schedule_most_burdened(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	int64 k = argument_count(fcinfo, 1, "k", 0,
							 "Give how many providers to list, such as 10.");
	Reporting reporting;
	Asked *asked;
	uint32 n = 0;

	figure_rows_prepare(fcinfo);
	open_reporting(fcinfo, 2, WANT_JOINT | WANT_VALUE, &reporting);
	asked = huge_alloc(
		((Size) schedule_count_providers(&reporting.schedule.view) + 1) *
		sizeof(Asked));
	while (next_asked(&reporting, &asked[n]))
		n++;
	sort_asked(asked, n);
	figure_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < n && i < k; i++)
		list_asked(&rows, &reporting.schedule, (int64) i + 1, &asked[i]);
	return figure_rows_end(&rows);
}
