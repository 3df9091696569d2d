/*-------------------------------------------------------------------------
 *
 * schedule.c
 *		Chapter "schedule": what runs when.
 *
 * The ledger has an entry for every arrangement, or for several that are alike:
 * its key is the provider, its parent the frequency that an agency asks for, or
 * none that is known, whose parent is the agency, and the part of its key the days
 * and what is known of the value (days.h).  Its sum is the value of the whole
 * terms.  Sorted, a provider's entries are neighbours ("group"), by frequency.
 *
 * So an entry tells of all its rows whether they are measured: what every other
 * kind of summary would count of them can be worked out (schedule_project.c).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/schedule.h"
#include "pg/arguments.h"
#include "pg/huge.h"
#include "pg/numbers.h"
#include "summary/kinds.h"

#include "fmgr.h"

StaticAssertDecl(sizeof(ScheduleFigures) == 40, "figures are stored");

SUMMARY_INPUT_FUNCTIONS(schedule_summary, SUMMARY_SCHEDULE)

/* What is known of a row's value */
static DaysValue
value_known(const SummaryRow *row)
{
	if (!row->valued)
		return DAYS_VALUE_UNKNOWN;
	return amount_is_negative(row->value) ? DAYS_VALUE_NEGATIVE
										  : DAYS_VALUE_NOT_NEGATIVE;
}

/* Arguments: state, agency, provider, frequency, term, value */
static Datum
add_arrangement(FunctionCallInfo fcinfo, KeyType key_type)
{
	Span span = {.empty = true};
	SummaryRow row;

	summary_prefetch(fcinfo);
	if (!PG_ARGISNULL(4))
		span = span_read(PG_GETARG_DATUM(4));
	summary_row_begin(&row, 3);
	summary_row_value(&row, fcinfo, 5);
	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2) && !span.empty)
	{
		row.nkeys = 3;
		summary_key_argument(fcinfo, 1, KEY_TEXT, &row.key[0]);
		summary_key_int64(&row.key[1],
						  PG_ARGISNULL(3) ? FREQUENCY_NULL : PG_GETARG_INT64(3));
		summary_key_argument(fcinfo, 2, key_type, &row.key[2]);
		row.part = days_part(days_of_span(&span), value_known(&row));
		row.partial = PG_ARGISNULL(3) || !span_is_bounded(&span);
	}
	return summary_add_row(fcinfo, SUMMARY_SCHEDULE, key_type, &row);
}

/* Of schedule_summary() */
SUMMARY_ADD_FUNCTIONS(schedule, add_arrangement)

void
schedule_open(FunctionCallInfo fcinfo, Schedule *schedule)
{
	SummaryView *view = &schedule->view;
	uint32 upper;

	summary_open_argument(fcinfo, SUMMARY_SCHEDULE, true, view);
	summary_first_group(view, &schedule->group);
	schedule->agencies = summary_level_end(view, 0);
	upper = summary_level_end(view, SCHEDULE_FREQUENCIES_LEVEL);
	schedule->asked = huge_alloc(((Size) upper + 1) * sizeof(*schedule->asked));
	for (uint32 i = schedule->agencies; i < upper; i++)
	{
		schedule->asked[i].agency = summary_parent(view, i);
		schedule->asked[i].frequency = summary_key_number(view, i);
	}
	schedule->seen = huge_alloc(((Size) schedule->agencies + 1) * sizeof(uint32));
	memset(schedule->seen, 0, schedule->agencies * sizeof(uint32));
}

bool
schedule_next_provider(Schedule *schedule)
{
	return summary_next_group(&schedule->view, &schedule->group);
}

uint32
schedule_count_providers(const SummaryView *view)
{
	SummaryGroup group;
	uint32 providers = 0;

	summary_first_group(view, &group);
	while (summary_next_group(view, &group))
		providers++;
	return providers;
}

text *
schedule_agency_name(const Schedule *schedule, uint32 agency)
{
	return summary_entry_text(&schedule->view, KEY_TEXT, agency);
}

text *
schedule_provider_name(const Schedule *schedule, uint32 number)
{
	return summary_entry_text(&schedule->view,
							  schedule->view.summary->key_type, number);
}

Period
schedule_period(FunctionCallInfo fcinfo, int argument)
{
	Span span = argument_period(fcinfo, argument, "period");
	Period period = {.days = days_of_span(&span)};

	period.from = years_elapsed(span.start);
	period.to = years_elapsed(span.stop);
	return period;
}

Amount
schedule_value_within(const Arrangement *arrangement, Days within)
{
	uint32 days = (uint32) arrangement->days.stop -
		(uint32) arrangement->days.start;
	uint32 shared = (uint32) within.stop - (uint32) within.start;
	Wide part;
	uint32 rest;
	Amount value;

	if (!arrangement->valued || !days_are_bounded(arrangement->days))
		return AMOUNT_ZERO;
	if (shared == days)
		return arrangement->value;
	part = wide_scale(wide_from_amount(amount_abs(arrangement->value)), shared);
	rest = wide_divide_small(&part, days);
	value = (Amount){part.limb[0], part.limb[1]};
	if (rest >= days - rest)
		value = amount_add(value, amount_from_int64(1));
	return amount_is_negative(arrangement->value) ? amount_negate(value) : value;
}

static void
add_up(const SummaryView *view, ScheduleFigures *figures)
{
	figures->valued = 0;
	figures->value = AMOUNT_ZERO;
	for (uint32 i = 0; i < view->nentries; i++)
	{
		uint64 part = ledger_entry_part(summary_entry(view, i), view->shape);

		if (summary_level(view, i) != SCHEDULE_PROVIDERS_LEVEL ||
			days_value(part) == DAYS_VALUE_UNKNOWN)
			continue;
		figures->valued += summary_rows(view, i);
		figures->value = amount_add(figures->value, summary_sum(view, i));
	}
}

static int
work_out(const SummaryView *view, int parts, void *memory)
{
	ScheduleFigures *figures = memory;

	if (parts & SCHEDULE_TOTALS)
		add_up(view, figures);
	if (parts & SCHEDULE_PROVIDERS)
		figures->providers = schedule_count_providers(view);
	return parts;
}

const SummaryFiguresKind schedule_figures = {
	.version = 1,
	.size = sizeof(ScheduleFigures),
	.sorted = SCHEDULE_PROVIDERS,
	.work_out = work_out,
};

static const ScheduleFigures *
get_figures(FunctionCallInfo fcinfo, int parts)
{
	return summary_figures(fcinfo, SUMMARY_SCHEDULE, parts);
}

SQL_FUNCTION(commissioning_schedule_providers);

Datum
commissioning_schedule_providers(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(get_figures(fcinfo, SCHEDULE_PROVIDERS)->providers);
}

SQL_FUNCTION(commissioning_schedule_total);

/* The net value of the whole terms; NULL if none has a value */
Datum
commissioning_schedule_total(PG_FUNCTION_ARGS)
{
	const ScheduleFigures *figures = get_figures(fcinfo, SCHEDULE_TOTALS);

	if (figures->valued == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_money(figures->value));
}
