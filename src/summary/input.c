/*-------------------------------------------------------------------------
 *
 * input.c
 *		Summaries that come from outside, as text or binary: what is believed
 *		of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/input.h"
#include "summary/totals.h"

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
lowest_fault(SummaryInput *input, const LedgerFigures *figures)
{
	if (figures->rows < 1)
		return "An entry must have at least one row.";
	if (input->info->extra == LEDGER_TALLY)
	{
		const char *fault = reports_fault(figures);

		if (fault)
			return fault;
	}
	input->valued += !amount_is_zero(figures->sum);
	return count(figures, &input->rows, &input->gross);
}

static const char *
total_fault(SummaryInput *input, const LedgerFigures *figures)
{
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

const char *
summary_input_put(SummaryInput *input, int level, const SummaryKey *key,
				  uint32 parent, uint64 part, const LedgerFigures *figures)
{
	LedgerKey ledger_key = {.bytes = key->bytes,
							.length = key->length,
							.place = LEDGER_LEVEL_BITS(level) | parent,
							.part = part};
	const char *fault;

	if (level == input->info->levels - 1)
		fault = lowest_fault(input, figures);
	else if (level == 0)
		fault = topmost_fault(input, figures);
	else
		fault = total_fault(input, figures);
	if (fault == NULL &&
		!summary_intake_put(&input->intake, &ledger_key, figures))
		fault = "A key occurs twice.";
	return fault;
}

/* What is wrong with the counters; NULL if nothing */
static const char *
counters_fault(const Summary *summary)
{
	if (summary->measured_rows < 0 || summary->missing_rows < 0 ||
		summary->measured_rows > PG_INT64_MAX - summary->missing_rows)
		return rows_out_of_range;
	if (amount_is_negative(summary->measured_value) ||
		amount_is_negative(summary->missing_value))
		return "Measured and missing value are sums of absolute values.";
	if ((summary->measured_rows == 0 && !amount_is_zero(summary->measured_value)) ||
		(summary->missing_rows == 0 && !amount_is_zero(summary->missing_value)))
		return "There is value without rows.";
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

const char *
summary_input_end(SummaryInput *input, Summary **summary)
{
	const char *fault = counters_fault(&input->intake.counters);

	*summary = summary_intake_end(&input->intake);
	if (fault == NULL)
		fault = sums_fault(input);
	if (fault == NULL && input->info->totals)
		fault = summary_totals_fault(*summary, input->part);
	return fault;
}
