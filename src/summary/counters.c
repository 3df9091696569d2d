/*-------------------------------------------------------------------------
 *
 * counters.c
 *		What a summary counts of every row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/counters.h"
#include "summary/kinds.h"

#include "common/int.h"

/* Add an amount, in absolute terms, to the measured or the missing value. */
static void
add_value(Summary *state, Amount *sum, Amount value)
{
	if (!amount_add_checked(sum, amount_abs(value)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("sum of values is out of range"),
				 errdetail("The absolute values in a %s may add up to 17014118346046923173168730371.5884105727.",
						   summary_kind_info(state->kind)->type_name)));
}

/*
 * Of a summary whose entries have missing rows' values too, what was measured and
 * what is missing add up as well.
 */
static void
check_both(Summary *state)
{
	Amount both = state->measured_value;

	if (summary_kind_info(state->kind)->counts_exactly)
		add_value(state, &both, state->missing_value);
}

static void
report_rows(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("number of rows is out of range")));
}

/*
 * summary_count_row
 *		Count a row: as measured if it is complete, so that every figure can use
 *		it, and its value is known (not NULL); else as missing.
 *
 * Both counters together stay an int64, so that summaries can be merged, and
 * read back from text.  That the absolute values add up to an Amount is checked
 * here; so no sum of any key can pass it, and whether there is an error does
 * not depend on the order of rows.
 */
void
summary_count_row(Summary *state, const Amount *value, bool complete)
{
	bool measured = complete && value != NULL;

	if (unlikely(state->measured_rows >= PG_INT64_MAX - state->missing_rows))
		report_rows();
	if (measured)
		state->measured_rows++;
	else
		state->missing_rows++;
	if (value != NULL)
	{
		add_value(state,
				  measured ? &state->measured_value : &state->missing_value,
				  *value);
		check_both(state);
	}
}

/* Count what another summary has counted. */
void
summary_add_counters(Summary *state, const Summary *from)
{
	if (pg_add_s64_overflow(state->measured_rows, from->measured_rows,
							&state->measured_rows) ||
		pg_add_s64_overflow(state->missing_rows, from->missing_rows,
							&state->missing_rows) ||
		state->measured_rows > PG_INT64_MAX - state->missing_rows)
		report_rows();
	add_value(state, &state->measured_value, from->measured_value);
	add_value(state, &state->missing_value, from->missing_value);
	check_both(state);
}
