/*-------------------------------------------------------------------------
 *
 * kinds.c
 *		The kinds of summaries: one table of what sets them apart.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/keys.h"
#include "summary/kinds.h"

static const SummaryKindInfo info[] = {
	[SUMMARY_TERM] = {.type_name = "term_summary",
					  .levels = 1,
					  .lowest = KEY_LENGTH,
					  .counts_missing = true},
	[SUMMARY_CONCENTRATION] = {.type_name = "concentration_summary", .levels = 1},
	[SUMMARY_OVERLAP] = {.type_name = "overlap_summary",
						 .levels = 2,
						 .upper = {KEY_TEXT},
						 .counts_missing = true,
						 .lists_agencies = true},
	[SUMMARY_BURDEN] = {.type_name = "burden_summary",
						.levels = 3,
						.upper = {KEY_TEXT, KEY_FREQUENCY},
						.extra = LEDGER_TALLY,
						.counts_missing = true,
						.totals = true},
	[SUMMARY_SCHEDULE] = {.type_name = "schedule_summary",
						  .levels = 3,
						  .upper = {KEY_TEXT, KEY_FREQUENCY_OR_NULL},
						  .parent_level = {0, 0, 1},
						  .extra = LEDGER_PART,
						  .counts_missing = true,
						  .counts_exactly = true},
};

bool
summary_is_kind(int kind)
{
	return kind >= 1 && kind < lengthof(info);
}

const SummaryKindInfo *
summary_kind_info(SummaryKind kind)
{
	if (!summary_is_kind(kind))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("unrecognized kind of summary: %d", (int) kind)));
	return &info[kind];
}

/* May the lowest level of such a summary have keys of that type? */
bool
summary_has_key_type(SummaryKind kind, int key_type)
{
	KeyType lowest = summary_kind_info(kind)->lowest;

	if (lowest != 0)
		return key_type == lowest;
	return key_type > 0 && key_type < summary_key_types &&
		summary_key_info(key_type)->names_holder;
}

/* The type of the keys of a level, 0 being the topmost */
KeyType
summary_level_type(const Summary *summary, int level)
{
	const SummaryKindInfo *info = summary_kind_info(summary->kind);

	return level == info->levels - 1 ? (KeyType) summary->key_type
									 : info->upper[level];
}

/* Raise the error for a summary that does not fit into a piece of memory. */
void
summary_report_full(SummaryKind kind)
{
	ereport(
		ERROR,
		(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		 errmsg("%s exceeds the maximum size of 1 GB",
				summary_kind_info(kind)->type_name),
		 errhint(
			 "Use shorter keys (a number or a uuid instead of a name), or merge summaries a piece at a time: rollup(part(summary, 16, i)) for i from 0 to 15.")));
}

/*
 * Raise the error for totals that come to more than an entry holds.  Those of all
 * rows of a summary cannot, since the values that it measured add up.  But a piece
 * has other rows' totals, too.
 */
void
summary_report_totals(SummaryKind kind)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("sum of totals by frequency is out of range"),
			 errdetail("The totals in pieces of a %s may add up to 17014118346046923173168730371.5884105727.",
					   summary_kind_info(kind)->type_name)));
}
