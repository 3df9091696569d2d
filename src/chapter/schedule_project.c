/*-------------------------------------------------------------------------
 *
 * schedule_project.c
 *		Chapter "schedule": a schedule summary read as one that knows less.
 *
 * What comes out is, byte for byte, what the aggregate of that kind makes of the
 * rows that have an entry.  Those that have none are missing there, too: nobody
 * knows what they lacked.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/burden.h"
#include "chapter/schedule.h"
#include "pg/arguments.h"
#include "summary/draft.h"
#include "summary/kinds.h"
#include "summary/object.h"

#include "fmgr.h"
#include "miscadmin.h"

/* A summary of another kind that is being made */
typedef struct Projection
{
	Schedule schedule;
	const Period *period; /* of what runs in it, or NULL, of all */
	SummaryDraft draft;
	DaysCounts counts; /* of it, so far */
	uint32 *parents; /* the parent that each agency is in it, once it is there */
} Projection;

/* Add an entry, which has that number. */
typedef void (*ProjectEntry)(Projection *projection, uint32 number,
							 const Arrangement *arrangement);

static void
begin(FunctionCallInfo fcinfo, SummaryKind kind, Projection *projection)
{
	const Summary *source;

	schedule_open(fcinfo, &projection->schedule);
	source = projection->schedule.view.summary;
	summary_draft_begin(&projection->draft, kind,
						kind == SUMMARY_TERM ? KEY_LENGTH : source->key_type, 0);
	memset(&projection->counts, 0, sizeof(DaysCounts));
	projection->parents = palloc0(((Size) projection->schedule.agencies + 1) *
								  sizeof(uint32));
}

/* Count an entry's rows: as measured if the target can use all of them. */
static void
count(Projection *projection, const Arrangement *arrangement, bool complete,
	  Amount value)
{
	DaysCounts *counts = &projection->counts;

	if (complete && arrangement->valued)
	{
		counts->measured_rows += arrangement->rows;
		counts->measured_value = amount_add(counts->measured_value,
											amount_abs(value));
	}
	else
	{
		counts->missing_rows += arrangement->rows;
		counts->missing_value = amount_add(counts->missing_value,
										   amount_abs(value));
	}
}

/* Count the rows that have no entry. */
static void
count_others(Projection *projection)
{
	const SummaryView *view = &projection->schedule.view;
	const Summary *source = view->summary;
	DaysCounts entries = {0};

	for (uint32 i = summary_upper_end(view); i < view->nentries; i++)
		days_count_entry(&entries, &view->ledger, i);
	projection->counts.missing_rows += source->missing_rows -
		entries.missing_rows;
	projection->counts.missing_value =
		amount_add(projection->counts.missing_value,
				   amount_subtract(source->missing_value, entries.missing_value));
}

/* The summary, or NULL of no rows */
static Datum
end(FunctionCallInfo fcinfo, Projection *projection)
{
	const DaysCounts *counts = &projection->counts;
	Summary *summary;

	count_others(projection);
	if (counts->measured_rows == 0 && counts->missing_rows == 0)
		PG_RETURN_NULL();
	summary = projection->draft.summary;
	summary->measured_rows = counts->measured_rows;
	summary->missing_rows = counts->missing_rows;
	summary->measured_value = counts->measured_value;
	summary->missing_value = counts->missing_value;
	PG_RETURN_DATUM(summary_result(summary_finish(summary)));
}

/* The provider of an entry, at a place in the target */
static LedgerKey
provider_key(const Projection *projection, uint32 number, uint32 place)
{
	const SummaryView *view = &projection->schedule.view;
	LedgerKey key = {.bytes = summary_key_bytes(view, number),
					 .length = summary_key_length(view, number),
					 .place = place};

	return key;
}

/* An agency as the parent of entries of the target, where it is made if need be */
static uint32
agency_parent(Projection *projection, uint32 agency)
{
	LedgerKey key = provider_key(projection, agency, LEDGER_LEVEL_BITS(0));

	if (projection->parents[agency] == LEDGER_NO_PARENT)
		projection->parents[agency] =
			LEDGER_PARENT(summary_draft_enter(&projection->draft, &key));
	return projection->parents[agency];
}

/* Add what some rows, of a value, are in an overlap or burden summary. */
static void
add_provider(Projection *projection, uint32 number,
			 const Arrangement *arrangement, int level, bool reported)
{
	uint32 parent = agency_parent(projection, arrangement->agency);
	LedgerKey key = provider_key(projection, number,
								 LEDGER_LEVEL_BITS(level) | parent);
	LedgerFigures figures = {.rows = arrangement->rows,
							 .sum = arrangement->value};

	if (reported)
	{
		figures.peak = arrangement->frequency;
		figures.tally = amount_from_product(arrangement->rows,
											arrangement->frequency);
	}
	summary_draft_add(&projection->draft, &key, &figures);
}

/* Add some rows to the total of their agency and frequency. */
static void
add_total(Projection *projection, const Arrangement *arrangement)
{
	LedgerFigures figures = {.rows = arrangement->rows,
							 .sum = arrangement->value};
	SummaryKey frequency;
	LedgerKey key;

	summary_key_int64(&frequency, arrangement->frequency);
	key.bytes = frequency.bytes;
	key.length = frequency.length;
	key.part = 0;
	key.place = LEDGER_LEVEL_BITS(BURDEN_TOTALS_LEVEL) |
		agency_parent(projection, arrangement->agency);
	summary_draft_add(&projection->draft, &key, &figures);
}

static void
project_to_burden(Projection *projection, uint32 number,
				  const Arrangement *arrangement)
{
	bool complete = arrangement->frequency != FREQUENCY_NULL;

	count(projection, arrangement, complete, arrangement->value);
	if (!complete)
		return;
	add_total(projection, arrangement);
	add_provider(projection, number, arrangement, BURDEN_PROVIDERS_LEVEL, true);
}

static void
project_to_overlap(Projection *projection, uint32 number,
				   const Arrangement *arrangement)
{
	count(projection, arrangement, true, arrangement->value);
	add_provider(projection, number, arrangement, 1, false);
}

static void
project_to_concentration(Projection *projection, uint32 number,
						 const Arrangement *arrangement)
{
	LedgerKey key = provider_key(projection, number, LEDGER_LEVEL_BITS(0));
	LedgerFigures figures = {.rows = arrangement->rows,
							 .sum = arrangement->value};

	count(projection, arrangement, true, arrangement->value);
	if (arrangement->valued)
		summary_draft_add(&projection->draft, &key, &figures);
}

static void
project_to_term(Projection *projection, uint32 number,
				const Arrangement *arrangement)
{
	Days days = arrangement->days;
	LedgerFigures figures = {.rows = arrangement->rows,
							 .sum = arrangement->value};
	LedgerKey key = {.place = LEDGER_LEVEL_BITS(0)};
	SummaryKey length;

	count(projection, arrangement, days_are_bounded(days), arrangement->value);
	if (!days_are_bounded(days))
		return;
	summary_key_int64(&length, years_length(days.start, days.stop));
	key.bytes = length.bytes;
	key.length = length.length;
	summary_draft_add(&projection->draft, &key, &figures);
}

/*
 * By the value in the period.  Where that has no daily rate, the row is missing, and
 * nobody knows with what value.
 */
static void
project_to_value_within(Projection *projection, uint32 number,
						const Arrangement *arrangement)
{
	Arrangement part = *arrangement;

	part.value = schedule_value_within(arrangement,
									   schedule_within(arrangement->days,
													   projection->period));
	part.valued &= days_are_bounded(arrangement->days);
	project_to_concentration(projection, number, &part);
}

/* A projection of what runs in a period or, if that is NULL, of all */
static Datum
project(FunctionCallInfo fcinfo, SummaryKind kind, const Period *period,
		ProjectEntry add)
{
	Projection projection = {.period = period};
	Schedule *schedule = &projection.schedule;

	begin(fcinfo, kind, &projection);
	for (uint32 i = summary_upper_end(&schedule->view);
		 i < schedule->view.nentries; i++)
	{
		Arrangement arrangement;

		CHECK_FOR_INTERRUPTS();
		schedule_read(schedule, i, &arrangement);
		if (period == NULL || schedule_runs_within(arrangement.days, period))
			add(&projection, i, &arrangement);
	}
	return end(fcinfo, &projection);
}

/* A projection of what runs on the day in the second argument */
static Datum
project_day(FunctionCallInfo fcinfo, SummaryKind kind, ProjectEntry add)
{
	DateADT day = argument_day(fcinfo, 1, "day");
	Period period = {.days = {day, day + 1}};

	return project(fcinfo, kind, &period, add);
}

SQL_FUNCTION(commissioning_term_of_schedule);

Datum
commissioning_term_of_schedule(PG_FUNCTION_ARGS)
{
	return project(fcinfo, SUMMARY_TERM, NULL, project_to_term);
}

SQL_FUNCTION(commissioning_concentration_of_schedule);

Datum
commissioning_concentration_of_schedule(PG_FUNCTION_ARGS)
{
	return project(fcinfo, SUMMARY_CONCENTRATION, NULL,
				   project_to_concentration);
}

SQL_FUNCTION(commissioning_overlap_of_schedule);

Datum
commissioning_overlap_of_schedule(PG_FUNCTION_ARGS)
{
	return project(fcinfo, SUMMARY_OVERLAP, NULL, project_to_overlap);
}

SQL_FUNCTION(commissioning_overlap_of_schedule_day);

Datum
commissioning_overlap_of_schedule_day(PG_FUNCTION_ARGS)
{
	return project_day(fcinfo, SUMMARY_OVERLAP, project_to_overlap);
}

SQL_FUNCTION(commissioning_burden_of_schedule);

Datum
commissioning_burden_of_schedule(PG_FUNCTION_ARGS)
{
	return project(fcinfo, SUMMARY_BURDEN, NULL, project_to_burden);
}

SQL_FUNCTION(commissioning_burden_of_schedule_day);

Datum
commissioning_burden_of_schedule_day(PG_FUNCTION_ARGS)
{
	return project_day(fcinfo, SUMMARY_BURDEN, project_to_burden);
}

SQL_FUNCTION(commissioning_concentration_within);

/*
 * The concentration summary, by provider, of the value in a period of what runs in
 * it
 */
Datum
commissioning_concentration_within(PG_FUNCTION_ARGS)
{
	Period period = schedule_period(fcinfo, 1);

	return project(fcinfo, SUMMARY_CONCENTRATION, &period,
				   project_to_value_within);
}
