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

const SummaryKindInfo *
summary_kind_info(SummaryKind kind)
{
	static const SummaryKindInfo info[] = {
		[SUMMARY_TERM] = {.type_name = "term_summary",
						  .levels = 1,
						  .lowest = KEY_LENGTH,
						  .counts_missing = true},
		[SUMMARY_CONCENTRATION] = {.type_name = "concentration_summary",
								   .levels = 1},
		[SUMMARY_OVERLAP] = {.type_name = "overlap_summary",
							 .levels = 2,
							 .upper = {KEY_TEXT},
							 .counts_missing = true,
							 .lists_agencies = true},
		[SUMMARY_BURDEN] = {.type_name = "burden_summary",
							.levels = 3,
							.upper = {KEY_TEXT, KEY_FREQUENCY},
							.counts_missing = true},
	};

	if (kind < 1 || kind >= lengthof(info))
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
			 "Use shorter keys (a number or a uuid instead of a name), or summarize a bucket of the keys at a time: GROUP BY abs(hashtext(key) %% 16).")));
}
