/*-------------------------------------------------------------------------
 *
 * input.c
 *		Summaries that come from outside, as text or binary: what is believed
 *		of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/days.h"
#include "summary/input.h"
#include "summary/totals.h"
#include "summary/view.h"

#include "miscadmin.h"

static const char *const rows_out_of_range = "A number of rows is out of range.";

void
summary_input_begin(SummaryInput *input, SummaryKind kind, KeyType key_type)
{
	memset(input, 0, sizeof(SummaryInput));
	input->info = summary_kind_info(kind);
	summary_intake_begin(&input->intake, kind, key_type);
}

/* Add rows and a sum to what is counted of a level.  What is wrong, or NULL */
static inline const char *
count(const LedgerFigures *figures, int64 *rows, Amount *gross)
{
	if (figures->rows > PG_INT64_MAX - *rows)
		return rows_out_of_range;
	*rows += figures->rows;
	if (amount_is_negative(amount_abs(figures->sum)) ||
		!amount_add_checked(gross, amount_abs(figures->sum)))
		return "A value is out of range.";
	return NULL;
}

/*
 * What is wrong with the reports of an entry, each row of which is asked for at
 * most as often as the highest frequency says, and one of them so often
 */
static const char *
reports_fault(const LedgerFigures *figures)
{
	Amount highest = amount_from_int64(figures->peak);

	if (figures->peak < 0 || figures->peak > FREQUENCY_MAX)
		return "A frequency is out of range.";
	if (amount_compare(figures->tally, highest) < 0)
		return "An entry has fewer reports a year than its highest frequency.";
	if (amount_compare(figures->tally,
					   amount_from_product(figures->rows, figures->peak)) > 0)
		return "An entry has more reports a year than its rows at their highest frequency.";
	return NULL;
}

static inline const char *
lowest_fault(SummaryInput *input, uint64 part, const LedgerFigures *figures)
{
	const char *fault = NULL;

	if (figures->rows < 1)
		return "An entry must have at least one row.";
	if (input->info->extra == LEDGER_TALLY)
		fault = reports_fault(figures);
	if (input->info->extra == LEDGER_PART)
		fault = days_fault(part, figures->sum);
	if (fault)
		return fault;
	input->valued += !amount_is_zero(figures->sum);
	return count(figures, &input->rows, &input->gross);
}

static const char *
middle_fault(SummaryInput *input, const LedgerFigures *figures)
{
	if (!input->info->totals)
		return figures->rows == 0 && amount_is_zero(figures->sum)
			? NULL
			: "A frequency has rows or a value.";
	if (figures->rows < 1)
		return "A total must have at least one row.";
	return count(figures, &input->above_rows, &input->above_gross);
}

/* What is wrong with an agency, whose rows, if any, have no provider */
static const char *
topmost_fault(SummaryInput *input, const LedgerFigures *figures)
{
	if (!amount_is_zero(figures->sum))
		return "A key of an upper level has a value.";
	if (!input->info->lists_agencies && figures->rows != 0)
		return "A key of an upper level has rows.";
	if (figures->rows < 0 || figures->rows > PG_INT64_MAX - input->unnamed_rows)
		return rows_out_of_range;
	input->unnamed_rows += figures->rows;
	return NULL;
}

/* What is wrong with what an entry of a level measures */
static const char *
entry_fault(SummaryInput *input, int level, uint64 part,
			const LedgerFigures *figures)
{
	if (level == input->info->levels - 1)
		return lowest_fault(input, part, figures);
	if (level == 0)
		return topmost_fault(input, figures);
	return middle_fault(input, figures);
}

const char *
summary_input_put(SummaryInput *input, int level, const SummaryKey *key,
				  uint32 parent, uint64 part, const LedgerFigures *figures)
{
	LedgerKey ledger_key = {.bytes = key->bytes,
							.length = key->length,
							.place = LEDGER_LEVEL_BITS(level) | parent,
							.part = part};
	const char *fault = entry_fault(input, level, part, figures);

	if (fault == NULL &&
		!summary_intake_put(&input->intake, &ledger_key, figures))
		fault = "A key occurs twice.";
	return fault;
}

/* What is wrong with the counters; NULL if nothing */
static const char *
counters_fault(const SummaryInput *input)
{
	const Summary *summary = &input->intake.counters;

	if (summary->measured_rows < 0 || summary->missing_rows < 0 ||
		summary->measured_rows > PG_INT64_MAX - summary->missing_rows)
		return rows_out_of_range;
	if (amount_is_negative(summary->measured_value) ||
		amount_is_negative(summary->missing_value))
		return "Measured and missing value are sums of absolute values.";
	if ((summary->measured_rows == 0 && !amount_is_zero(summary->measured_value)) ||
		(summary->missing_rows == 0 && !amount_is_zero(summary->missing_value)))
		return "There is value without rows.";
	if (input->info->counts_exactly &&
		!amount_can_add(summary->measured_value, summary->missing_value))
		return "A value is out of range.";
	return NULL;
}

/* Do the entries agree with the counters?  What is wrong, or NULL */
static const char *
sums_fault(const SummaryInput *input)
{
	const Summary *counters = &input->intake.counters;
	int64 missing = input->info->counts_missing ? counters->missing_rows : 0;
	int64 unknown = input->rows - counters->measured_rows;

	if (unknown < 0 || unknown > missing)
		return "The rows of the entries do not add up.";
	if (input->unnamed_rows > missing - unknown)
		return "The rows of the agencies exceed the missing rows.";
	if (unknown == counters->missing_rows &&
		!amount_is_zero(counters->missing_value))
		return "There is missing value, and all missing rows are in entries.";
	if (input->valued > counters->measured_rows)
		return "More entries have a value than rows are measured.";
	if (amount_compare(input->gross, counters->measured_value) > 0)
		return "The values of the entries exceed the measured value.";
	return NULL;
}

/* Has every entry of an upper level rows or one below it? */
static bool
upper_are_used(const SummaryView *view)
{
	uint32 upper = summary_upper_end(view);
	bool *used = palloc0((Size) upper + 1);
	bool all = true;

	for (uint32 i = summary_level_end(view, 0); i < view->nentries; i++)
		used[summary_parent(view, i)] = true;
	for (uint32 i = 0; i < upper; i++)
		all = all && (used[i] || summary_rows(view, i) > 0);
	pfree(used);
	return all;
}

/* The same where each entry tells of its rows whether they are measured */
static const char *
exact_fault(const Summary *summary)
{
	DaysCounts counts = {0};
	SummaryView view;

	summary_view(summary, &view);
	if (!upper_are_used(&view))
		return "An agency or a frequency has no entries.";
	for (uint32 i = summary_upper_end(&view); i < view.nentries; i++)
		days_count_entry(&counts, &view.ledger, i);
	return days_counters_fault(summary, &counts);
}

static const char *
agencies_fault(const Summary *summary)
{
	SummaryView view;

	summary_view(summary, &view);
	return upper_are_used(&view) ? NULL
								 : "An agency has neither rows nor entries.";
}

/* What is wrong with all of a finished summary, the entries of which were seen */
static const char *
whole_fault(const SummaryInput *input, const Summary *summary)
{
	const char *fault = counters_fault(input);

	if (fault == NULL)
		fault = input->info->counts_exactly ? exact_fault(summary)
											: sums_fault(input);
	if (fault == NULL && input->info->lists_agencies)
		fault = agencies_fault(summary);
	if (fault == NULL && input->info->totals)
		fault = summary_totals_fault(summary, input->part);
	return fault;
}

const char *
summary_input_end(SummaryInput *input, Summary **summary)
{
	*summary = summary_intake_end(&input->intake);
	return whole_fault(input, *summary);
}

const char *
summary_fault(const Summary *summary)
{
	SummaryInput input = {.info = summary_kind_info(summary->kind)};
	SummaryView view;
	const char *fault = NULL;

	input.intake.counters = *summary;
	summary_view(summary, &view);
	for (uint32 i = 0; i < view.nentries && fault == NULL; i++)
	{
		const char *entry = summary_entry(&view, i);
		LedgerFigures figures = ledger_entry_figures(entry, view.shape);

		CHECK_FOR_INTERRUPTS();
		fault = entry_fault(&input, summary_level(&view, i),
							ledger_entry_part(entry, view.shape), &figures);
	}
	return fault ? fault : whole_fault(&input, summary);
}
