/*-------------------------------------------------------------------------
 *
 * schedule_pairs.c
 *		Chapter "schedule": what each two agencies ask in a period of the
 *		providers that both have.
 *
 * What an agency asks of a provider is, on one schedule of its own, its highest
 * frequency on each day.  Of two agencies the higher one of both is what one
 * schedule asks, and the lower one what it saves.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/burden_pairs.h"
#include "chapter/schedule.h"
#include "chapter/schedule_sweep.h"
#include "pg/huge.h"
#include "pg/rows.h"

#include "fmgr.h"
#include "miscadmin.h"

/* What an agency asks of the current provider */
typedef struct Asking
{
	uint32 agency;
	uint32 first; /* its highest frequencies are among the steps ... */
	uint32 end;	  /* ... [first, end) */
	Wide reports;
	Wide highest; /* reports at its highest frequencies */
} Asking;

/* An arrangement that asks something in the period */
typedef struct Request
{
	uint32 agency;
	Days days;
	int64 frequency;
	int64 rows;
} Request;

/* Going through the providers */
typedef struct Pairing
{
	Schedule schedule;
	Period period;
	struct pairs_hash *pairs;
	Sweep sweep;
	Request *requests; /* of the current provider, in order of agency */
	uint32 nrequests;
	Asking *asking; /* the agencies that it has */
	uint32 nasking;
	Stretch *steps; /* of all of them */
	uint32 nsteps;
	uint32 room; /* requests, agencies and half the steps that there is room for */
} Pairing;

/* Have room for what a provider's entries may ask. */
static void
make_room(Pairing *pairing, uint32 needed)
{
	if (needed <= pairing->room)
		return;
	if (pairing->room > 0)
	{
		pfree(pairing->requests);
		pfree(pairing->asking);
		pfree(pairing->steps);
	}
	pairing->room = Max(needed, 2 * pairing->room);
	pairing->requests = huge_alloc((Size) pairing->room * sizeof(Request));
	pairing->asking = huge_alloc((Size) pairing->room * sizeof(Asking));
	pairing->steps = huge_alloc(2 * (Size) pairing->room * sizeof(Stretch));
}

#define ST_SORT			sort_requests
#define ST_ELEMENT_TYPE Request
#define ST_COMPARE(a, b) \
	((a)->agency < (b)->agency ? -1 : (a)->agency > (b)->agency)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* Gather what the current provider is asked in the period. */
static void
gather_requests(Pairing *pairing)
{
	const SummaryGroup *group = &pairing->schedule.group;

	make_room(pairing, group->end - group->first);
	pairing->nrequests = 0;
	for (uint32 i = group->first; i < group->end; i++)
	{
		Request *request = &pairing->requests[pairing->nrequests];
		Arrangement arrangement;
		Days within;

		schedule_read(&pairing->schedule, i, &arrangement);
		within = schedule_within(arrangement.days, &pairing->period);
		if (arrangement.frequency <= 0 || within.start >= within.stop)
			continue;
		request->agency = arrangement.agency;
		request->days = within;
		request->frequency = arrangement.frequency;
		request->rows = arrangement.rows;
		pairing->nrequests++;
	}
	sort_requests(pairing->requests, pairing->nrequests);
}

/* Keep the highest frequencies of an agency, and add up what they ask. */
static void
keep_highest(Pairing *pairing, Asking *asking)
{
	Sweep *sweep = &pairing->sweep;

	sweep_highest(sweep);
	asking->first = pairing->nsteps;
	asking->highest = WIDE_ZERO;
	for (uint32 i = 0; i < sweep->steps; i++)
	{
		const Stretch *step = &sweep->highest[i];
		Days days = {step->start, step->stop};

		schedule_add_reports(&asking->highest, step->frequency, 1,
							 schedule_count(days, &pairing->period));
		pairing->steps[pairing->nsteps++] = *step;
	}
	asking->end = pairing->nsteps;
}

/* What the agency of a request asks; returns the first request of the next one */
static uint32
ask(Pairing *pairing, uint32 first)
{
	Asking *asking = &pairing->asking[pairing->nasking++];
	uint32 i;

	asking->agency = pairing->requests[first].agency;
	asking->reports = WIDE_ZERO;
	sweep_clear(&pairing->sweep);
	for (i = first; i < pairing->nrequests &&
		 pairing->requests[i].agency == asking->agency;
		 i++)
	{
		const Request *request = &pairing->requests[i];

		sweep_add(&pairing->sweep, request->days.start, request->days.stop,
				  request->frequency);
		schedule_add_reports(&asking->reports, request->frequency, request->rows,
							 schedule_count(request->days, &pairing->period));
	}
	keep_highest(pairing, asking);
	return i;
}

/* Reports at the lower one of the highest frequencies of two agencies */
static Wide
lower_of_both(const Pairing *pairing, const Asking *a, const Asking *b)
{
	Wide reports = WIDE_ZERO;
	uint32 i = a->first;
	uint32 j = b->first;

	while (i < a->end && j < b->end)
	{
		const Stretch *x = &pairing->steps[i];
		const Stretch *y = &pairing->steps[j];
		Days both = {Max(x->start, y->start), Min(x->stop, y->stop)};

		if (both.start < both.stop)
			schedule_add_reports(&reports, Min(x->frequency, y->frequency), 1,
								 schedule_count(both, &pairing->period));
		if (x->stop <= y->stop)
			i++;
		else
			j++;
	}
	return reports;
}

/* Add what any two agencies ask of the current provider. */
static void
pair_up(Pairing *pairing)
{
	for (uint32 i = 0; i + 1 < pairing->nasking; i++)
	{
		const Asking *a = &pairing->asking[i];

		for (uint32 j = i + 1; j < pairing->nasking; j++)
		{
			const Asking *b = &pairing->asking[j];
			JointPair *pair = joint_pairs_enter(pairing->pairs, a->agency,
												b->agency);
			Wide saved = lower_of_both(pairing, a, b);
			Wide both = wide_add(a->highest, b->highest);

			CHECK_FOR_INTERRUPTS();
			pair->providers++;
			pair->reports = wide_add(pair->reports,
									 wide_add(a->reports, b->reports));
			pair->saved = wide_add(pair->saved, saved);
			pair->joint = wide_add(pair->joint, wide_subtract(both, saved));
		}
	}
}

SQL_FUNCTION(commissioning_schedule_joint_pairs);

/* Every pair of agencies with a provider of whom both ask something in the period */
Datum
commissioning_schedule_joint_pairs(PG_FUNCTION_ARGS)
{
	Pairing pairing = {.period = schedule_period(fcinfo, 1)};

	figure_rows_prepare(fcinfo);
	schedule_open(fcinfo, &pairing.schedule);
	sweep_init(&pairing.sweep);
	pairing.pairs = joint_pairs_create();
	while (schedule_next_provider(&pairing.schedule))
	{
		gather_requests(&pairing);
		pairing.nasking = pairing.nsteps = 0;
		for (uint32 next = 0; next < pairing.nrequests;)
			next = ask(&pairing, next);
		pair_up(&pairing);
	}
	return joint_pairs_list(fcinfo, pairing.pairs, &pairing.schedule.view,
							schedule_units(1));
}
