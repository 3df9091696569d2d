/*-------------------------------------------------------------------------
 *
 * schedule_cover.c
 *		Chapter "schedule": what runs, what ends, and who is left with what.
 *
 * Here values are those of whole terms: what an arrangement is worth, not what of
 * it falls into a period.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/schedule.h"
#include "chapter/schedule_sweep.h"
#include "pg/arguments.h"
#include "pg/huge.h"
#include "pg/numbers.h"
#include "pg/rows.h"

#include "fmgr.h"
#include "miscadmin.h"

/* Arrangements, and what is known of their values */
typedef struct Worth
{
	int64 arrangements;
	int64 valued;
	Amount value; /* net, of those of known value */
} Worth;

static void
add_worth(Worth *worth, const Arrangement *arrangement)
{
	worth->arrangements += arrangement->rows;
	if (arrangement->valued)
	{
		worth->valued += arrangement->rows;
		worth->value = amount_add(worth->value, arrangement->value);
	}
}

/* Their value as a column: NULL if there are any, and of none a value is known */
static void
show_worth(const Worth *worth, Datum *value, bool *null)
{
	*null = worth->valued == 0 && worth->arrangements > 0;
	if (!*null)
		*value = NumericGetDatum(figure_money(worth->value));
}

/* What runs on a day */
typedef struct Running
{
	Worth worth;
	int64 agencies;
	int64 providers;
} Running;

static Running
find_running(Schedule *schedule, DateADT day)
{
	Running running = {0};
	bool *has_agency = palloc0((Size) schedule->agencies + 1);

	while (schedule_next_provider(schedule))
	{
		int64 before = running.worth.arrangements;

		for (uint32 i = schedule->group.first; i < schedule->group.end; i++)
		{
			Arrangement arrangement;

			schedule_read(schedule, i, &arrangement);
			if (!days_include(arrangement.days, day))
				continue;
			add_worth(&running.worth, &arrangement);
			running.agencies += !has_agency[arrangement.agency];
			has_agency[arrangement.agency] = true;
		}
		running.providers += running.worth.arrangements > before;
	}
	return running;
}

SQL_FUNCTION(commissioning_running);

/* What runs on a day: one row */
Datum
commissioning_running(PG_FUNCTION_ARGS)
{
	DateADT day = argument_day(fcinfo, 1, "day");
	Schedule schedule;
	Running running;
	FigureRows rows;
	Datum values[4];
	bool nulls[4] = {false};

	figure_rows_prepare(fcinfo);
	schedule_open(fcinfo, &schedule);
	running = find_running(&schedule, day);
	values[0] = Int64GetDatum(running.worth.arrangements);
	values[1] = Int64GetDatum(running.agencies);
	values[2] = Int64GetDatum(running.providers);
	nulls[3] = running.worth.valued == 0;
	if (!nulls[3])
		values[3] = NumericGetDatum(figure_money(running.worth.value));
	figure_rows_begin(&rows, fcinfo);
	figure_row(&rows, values, nulls);
	return figure_rows_end(&rows);
}

/* Does what runs on the first day of a period end in it? */
static bool
ends_within(Days days, const Period *period)
{
	return days_include(days, period->days.start) &&
		days.stop <= period->days.stop;
}

/* An agency, or a provider, and what it has that ends */
typedef struct Ending
{
	uint32 number;	 /* of an entry that has the name */
	int64 providers; /* of an agency */
	Worth running;	 /* on the first day of the period */
	Worth ending;	 /* of these, in the period */
	Worth renewed;	 /* on the day after the period, and not on the first */
} Ending;

/* Order of lists: by value down, unknown last, then as names stand */
static int
compare_worth(const Worth *a, const Worth *b)
{
	if ((a->valued > 0) != (b->valued > 0))
		return a->valued > 0 ? -1 : 1;
	return amount_compare(b->value, a->value);
}

static inline int
compare_endings(const Ending *a, const Ending *b, bool by_ending)
{
	int order = by_ending ? compare_worth(&a->ending, &b->ending)
						  : compare_worth(&a->running, &b->running);

	if (order != 0)
		return order;
	return a->number < b->number ? -1 : a->number > b->number;
}

#define ST_SORT						sort_endings
#define ST_ELEMENT_TYPE				Ending
#define ST_COMPARE(a, b, by_ending) compare_endings(a, b, *(by_ending))
#define ST_COMPARE_ARG_TYPE			const bool
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* What each agency has on the first day of a period, and what of it ends */
static Ending *
agencies_ending(Schedule *schedule, const Period *period)
{
	Ending *agencies = huge_alloc(((Size) schedule->agencies + 1) *
								  sizeof(Ending));

	memset(agencies, 0, schedule->agencies * sizeof(Ending));
	while (schedule_next_provider(schedule))
	{
		for (uint32 i = schedule->group.first; i < schedule->group.end; i++)
		{
			Arrangement arrangement;
			Ending *agency;

			schedule_read(schedule, i, &arrangement);
			if (!days_include(arrangement.days, period->days.start))
				continue;
			agency = &agencies[arrangement.agency];
			add_worth(&agency->running, &arrangement);
			if (!ends_within(arrangement.days, period))
				continue;
			add_worth(&agency->ending, &arrangement);
			agency->providers += schedule_first_of_agency(schedule,
														  arrangement.agency);
		}
	}
	return agencies;
}

/* Keep the agencies with something that ends; how many they are */
static uint32
keep_ending(Ending *agencies, uint32 count)
{
	uint32 kept = 0;

	for (uint32 i = 0; i < count; i++)
	{
		if (agencies[i].ending.arrangements == 0)
			continue;
		agencies[kept] = agencies[i];
		agencies[kept++].number = i;
	}
	return kept;
}

static void
list_ending(FigureRows *rows, const Schedule *schedule, const Ending *agency)
{
	Datum values[5];
	bool nulls[5] = {false};

	values[0] = PointerGetDatum(schedule_agency_name(schedule, agency->number));
	values[1] = Int64GetDatum(agency->ending.arrangements);
	values[2] = Int64GetDatum(agency->providers);
	show_worth(&agency->ending, &values[3], &nulls[3]);
	nulls[4] = nulls[3] || !amount_is_positive(agency->running.value);
	if (!nulls[4])
		values[4] = NumericGetDatum(
			figure_ratio(wide_from_amount(agency->ending.value),
						 wide_from_amount(agency->running.value)));
	figure_row(rows, values, nulls);
}

SQL_FUNCTION(commissioning_expiring);

/* By agency, what runs on the first day of a period and ends in it */
Datum
commissioning_expiring(PG_FUNCTION_ARGS)
{
	static const bool by_ending = true;
	FigureRows rows;
	Schedule schedule;
	Period period = schedule_period(fcinfo, 1);
	Ending *agencies;
	uint32 count;

	figure_rows_prepare(fcinfo);
	schedule_open(fcinfo, &schedule);
	agencies = agencies_ending(&schedule, &period);
	count = keep_ending(agencies, schedule.agencies);
	sort_endings(agencies, count, &by_ending);
	figure_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < count; i++)
		list_ending(&rows, &schedule, &agencies[i]);
	return figure_rows_end(&rows);
}

/* The next provider with something that runs on the first day of a period */
static bool
next_at_risk(Schedule *schedule, const Period *period, Ending *provider)
{
	while (schedule_next_provider(schedule))
	{
		memset(provider, 0, sizeof(Ending));
		provider->number = schedule->group.first;
		for (uint32 i = schedule->group.first; i < schedule->group.end; i++)
		{
			Arrangement arrangement;

			schedule_read(schedule, i, &arrangement);
			if (days_include(arrangement.days, period->days.start))
			{
				add_worth(&provider->running, &arrangement);
				if (ends_within(arrangement.days, period))
					add_worth(&provider->ending, &arrangement);
			}
			else if (days_include(arrangement.days, period->days.stop))
				add_worth(&provider->renewed, &arrangement);
		}
		if (provider->running.arrangements > 0)
			return true;
	}
	return false;
}

/* What of a provider's value is lost: a ratio, or NULL if nobody knows */
typedef struct Share
{
	bool known;
	Amount lost;
	Amount of; /* positive */
} Share;

/*
 * The share of a provider's whole values that ends and is not renewed.  Without a
 * positive value it is all if everything ends and nothing begins, and none if
 * nothing ends.
 */
static Share
share_at_risk(const Ending *provider)
{
	Share share = {true, AMOUNT_ZERO, amount_from_int64(1)};

	if (amount_is_positive(provider->running.value))
	{
		share.lost = amount_subtract(provider->ending.value,
									 provider->renewed.value);
		if (amount_is_negative(share.lost))
			share.lost = AMOUNT_ZERO;
		share.of = provider->running.value;
	}
	else if (provider->ending.arrangements == provider->running.arrangements &&
			 provider->renewed.arrangements == 0)
		share.lost = share.of;
	else
		share.known = provider->ending.arrangements == 0;
	return share;
}

static void
list_at_risk(FigureRows *rows, const Schedule *schedule, const Ending *provider)
{
	Share share = share_at_risk(provider);
	Datum values[6];
	bool nulls[6] = {false};

	values[0] = PointerGetDatum(schedule_provider_name(schedule,
													   provider->number));
	values[1] = Int64GetDatum(provider->running.arrangements);
	show_worth(&provider->running, &values[2], &nulls[2]);
	show_worth(&provider->ending, &values[3], &nulls[3]);
	show_worth(&provider->renewed, &values[4], &nulls[4]);
	nulls[5] = !share.known;
	if (share.known)
		values[5] = NumericGetDatum(figure_ratio(wide_from_amount(share.lost),
												 wide_from_amount(share.of)));
	figure_row(rows, values, nulls);
}

SQL_FUNCTION(commissioning_at_risk);

/* What each provider has on the first day of a period, and loses in it */
Datum
commissioning_at_risk(PG_FUNCTION_ARGS)
{
	static const bool by_ending = false;
	FigureRows rows;
	Schedule schedule;
	Period period = schedule_period(fcinfo, 1);
	Ending *providers;
	uint32 n = 0;

	figure_rows_prepare(fcinfo);
	schedule_open(fcinfo, &schedule);
	providers = huge_alloc(((Size) schedule_count_providers(&schedule.view) + 1) *
						   sizeof(Ending));
	while (next_at_risk(&schedule, &period, &providers[n]))
		n++;
	sort_endings(providers, n, &by_ending);
	figure_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < n; i++)
		list_at_risk(&rows, &schedule, &providers[i]);
	return figure_rows_end(&rows);
}

/* Is a share at least a fraction, which is 0 or not? */
static bool
is_at_least(const Share *share, Datum fraction, bool is_zero)
{
	Amount least;

	/* mostly there is nothing to work out */
	if (is_zero || amount_compare(share->lost, share->of) >= 0)
		return share->known;
	if (!share->known || amount_is_zero(share->lost))
		return false;
	least = argument_at_least(fraction, share->of);
	return amount_compare(share->lost, least) >= 0;
}

SQL_FUNCTION(commissioning_providers_at_risk);

/* How many providers lose at least a share; those of unknown share do not count */
Datum
commissioning_providers_at_risk(PG_FUNCTION_ARGS)
{
	Period period = schedule_period(fcinfo, 1);
	Datum fraction = argument_fraction(fcinfo, 2, "share");
	bool is_zero = amount_is_zero(argument_at_least(fraction,
													amount_from_int64(1)));
	Schedule schedule;
	Ending provider;
	MemoryContext each;
	MemoryContext caller;
	int64 count = 0;

	schedule_open(fcinfo, &schedule);
	each = AllocSetContextCreate(CurrentMemoryContext, "commissioning provider",
								 ALLOCSET_SMALL_SIZES);
	caller = MemoryContextSwitchTo(each);
	while (next_at_risk(&schedule, &period, &provider))
	{
		Share share = share_at_risk(&provider);

		count += is_at_least(&share, fraction, is_zero);
		MemoryContextReset(each);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(each);
	PG_RETURN_INT64(count);
}

static void
list_gap(FigureRows *rows, const Schedule *schedule, int32 start, int32 stop)
{
	Span gap = {.starts = true, .stops = true, .start = start, .stop = stop};
	Datum values[3];
	bool nulls[3] = {false};

	values[0] = PointerGetDatum(schedule_provider_name(schedule,
													   schedule->group.first));
	values[1] = span_make(&gap);
	values[2] = Int64GetDatum((int64) stop - start);
	figure_row(rows, values, nulls);
}

/* List what the current provider's terms, which are sorted, leave between them. */
static void
list_gaps(FigureRows *rows, const Schedule *schedule, const Sweep *terms)
{
	int32 covered = terms->stretches[0].stop;

	for (uint32 i = 1; i < terms->count; i++)
	{
		const Stretch *term = &terms->stretches[i];

		if (term->start > covered)
			list_gap(rows, schedule, covered, term->start);
		covered = Max(covered, term->stop);
	}
}

SQL_FUNCTION(commissioning_cover_gaps);

/*
 * commissioning_cover_gaps
 *		The days between a provider's first and last that none of its terms has.
 */
Datum
commissioning_cover_gaps(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	Schedule schedule;
	Sweep terms;

	figure_rows_prepare(fcinfo);
	sweep_init(&terms);
	schedule_open(fcinfo, &schedule);
	figure_rows_begin(&rows, fcinfo);
	while (schedule_next_provider(&schedule))
	{
		sweep_clear(&terms);
		for (uint32 i = schedule.group.first; i < schedule.group.end; i++)
		{
			Arrangement arrangement;

			schedule_read(&schedule, i, &arrangement);
			sweep_add(&terms, arrangement.days.start, arrangement.days.stop, 0);
		}
		sweep_sort(&terms);
		list_gaps(&rows, &schedule, &terms);
	}
	return figure_rows_end(&rows);
}
