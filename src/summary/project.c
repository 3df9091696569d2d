/*-------------------------------------------------------------------------
 *
 * project.c
 *		A summary read as one that knows less: burden as overlap, and both as
 *		concentration.
 *
 * A burden summary has every row that it measured by agency and provider, and
 * leaving out what it knows of frequencies gives the overlap summary of these
 * rows; leaving out the agency too gives the concentration summary.  One
 * aggregate, and one look at every row, thus serves three readings.  What comes
 * out is, byte for byte, what the other aggregate makes of these rows.
 *
 * The source is sorted, so that a provider's entries are neighbours, and the
 * result is put down in order.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/huge.h"
#include "summary/filling.h"
#include "summary/kinds.h"
#include "summary/object.h"
#include "summary/project.h"

#include "miscadmin.h"

/*
 * Rows of unknown value are in the entries of an overlap or burden summary and
 * not in those of a concentration summary, which cannot be told apart any more.
 */
static void
refuse_unknown_values(const SummaryView *view)
{
	const Summary *summary = view->summary;
	int64 unknown = -summary->measured_rows;

	for (uint32 i = summary_upper_end(view); i < view->nentries; i++)
		unknown += summary_rows(view, i);
	if (unknown != 0)
		ereport(
			ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("cannot make a concentration_summary of %s with rows of unknown value",
					summary_kind_info(summary->kind)->type_name),
			 errdetail("The values of %lld of its rows are null.",
					   (long long) unknown),
			 errhint("Use concentration_summary(provider, value) on the rows.")));
}

/*
 * The providers and their agencies, not the totals, nor an agency that has
 * nothing else, as in a piece
 */
static Summary *
project_overlap(const SummaryView *source)
{
	bool *kept = huge_alloc((Size) source->nentries + 1);

	memset(kept, false, source->nentries);
	for (uint32 i = summary_level_end(source, 1); i < source->nentries; i++)
	{
		kept[i] = true;
		kept[summary_parent(source, i)] = true;
	}
	return summary_fill_kept(source, SUMMARY_OVERLAP, kept, true);
}

/* Each provider with all that it has from any agency; NULL if that is too wide */
static Summary *
project_concentration(const SummaryView *source, bool wide)
{
	SummaryGroup group;
	SummaryFilling filling;

	summary_filling_begin(&filling, source, SUMMARY_CONCENTRATION, wide,
						  source->nentries, source->ledger.head->heap_used);
	summary_first_group(source, &group);
	while (summary_next_group(source, &group))
	{
		LedgerFigures figures = {0};

		for (uint32 i = group.first; i < group.end; i++)
		{
			figures.rows += summary_rows(source, i);
			figures.sum = amount_add(figures.sum, summary_sum(source, i));
		}
		if (!summary_filling_put(&filling, group.first, LEDGER_LEVEL_BITS(0),
								 &figures))
		{
			pfree(filling.result);
			return NULL;
		}
	}
	return summary_filling_end(&filling);
}

Datum
summary_project(const SummaryView *source, SummaryKind kind)
{
	Summary *result;

	if (kind == SUMMARY_OVERLAP)
		return summary_result(project_overlap(source));
	refuse_unknown_values(source);
	result = project_concentration(source, false);
	if (result == NULL)
		result = project_concentration(source, true);
	return summary_result(result);
}
