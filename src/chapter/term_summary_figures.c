/*-------------------------------------------------------------------------
 *
 * term_summary_figures.c
 *		Chapter "term_summary": figures, worked out from the lengths.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/term_summary.h"
#include "pg/arguments.h"

StaticAssertDecl(sizeof(TermFigures) == 216, "figures are stored");

const int term_quantiles[] = {5, 10, 25, 50, 75, 90, 95};

/* Parts that need the lengths in order: all quantiles */
#define PARTS_IN_ORDER (~(TERM_COUNTS | TERM_LENGTHS | TERM_WEIGHTED))

int64
term_quantile(const SummaryView *view, bool weighted, Amount total,
			  Datum fraction)
{
	Amount wanted = argument_at_least(fraction, total);
	Amount reached = AMOUNT_ZERO;

	for (uint32 i = 0; i < view->nentries; i++)
	{
		Amount weight = term_weight(view, i, weighted);

		/* fraction 0 asks for the smallest length that has any weight */
		if (amount_is_zero(weight))
			continue;
		reached = amount_add(reached, weight);
		if (amount_compare(reached, wanted) >= 0)
			return term_length(view, i);
	}
	elog(ERROR, "weights do not add up to their total");
}

void
term_count(const SummaryView *view, TermFigures *figures)
{
	figures->measured = view->summary->measured_rows;
	figures->contracts = 0;
	figures->value = AMOUNT_ZERO;
	for (uint32 i = 0; i < view->nentries; i++)
	{
		figures->contracts += summary_rows(view, i);
		figures->value = amount_add(figures->value, summary_sum(view, i));
	}
}

static Wide
sum_of_lengths(const SummaryView *view, bool weighted)
{
	Wide sum = WIDE_ZERO;

	for (uint32 i = 0; i < view->nentries; i++)
		sum = wide_add(sum,
					   wide_multiply(amount_from_int64(term_length(view, i)),
									 term_weight(view, i, weighted)));
	return sum;
}

/* One of the quantiles; 0 if nothing has any weight */
static int64
find_quantile(const SummaryView *view, bool weighted,
			  const TermFigures *figures, int percent)
{
	Amount total = term_total(figures, weighted);

	return amount_is_positive(total)
		? term_quantile(view, weighted, total, argument_from_percent(percent))
		: 0;
}

static int
work_out(const SummaryView *view, int parts, void *result)
{
	TermFigures *figures = result;

	term_count(view, figures);
	if (parts & TERM_LENGTHS)
		figures->lengths = sum_of_lengths(view, false);
	if (parts & TERM_WEIGHTED)
		figures->weighted = sum_of_lengths(view, true);
	for (int i = 0; i < TERM_QUANTILES; i++)
	{
		if (parts & TERM_QUANTILE(i))
			figures->quantile[i] = find_quantile(view, false, figures,
												 term_quantiles[i]);
		if (parts & TERM_WEIGHTED_QUANTILE(i))
			figures->weighted_quantile[i] = find_quantile(view, true, figures,
														  term_quantiles[i]);
	}
	return parts | TERM_COUNTS;
}

const SummaryFiguresKind term_figures = {
	.version = 1,
	.size = sizeof(TermFigures),
	.sorted = PARTS_IN_ORDER,
	.work_out = work_out,
};
