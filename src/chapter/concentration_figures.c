/*-------------------------------------------------------------------------
 *
 * concentration_figures.c
 *		Chapter "concentration": figures, worked out from what each key holds.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/concentration.h"
#include "pg/arguments.h"
#include "pg/huge.h"

StaticAssertDecl(sizeof(ConcentrationFigures) == 520, "figures are stored");

/* Parts that need the amounts in order and little time besides */
#define PARTS_IN_ORDER                                              \
	(CONCENTRATION_GINI | CONCENTRATION_PALMA | CONCENTRATION_TOP | \
	 CONCENTRATION_FOR_SHARE(0) | CONCENTRATION_FOR_SHARE(1) |      \
	 CONCENTRATION_FOR_SHARE(2))

const int concentration_shares[] = {50, 80, 90};

void
concentration_holdings(const SummaryView *view, Holdings *h)
{
	h->n = 0;
	h->total = AMOUNT_ZERO;
	h->value = huge_alloc(((Size) view->nentries + 1) * sizeof(Amount));
	for (uint32 i = 0; i < view->nentries; i++)
	{
		Amount sum = summary_sum(view, i);

		if (amount_is_negative(sum))
			continue;
		h->value[h->n++] = sum;
		h->total = amount_add(h->total, sum);
	}
}

void
concentration_sort(Holdings *h)
{
	Amount *scratch = huge_alloc(((Size) h->n + 1) * sizeof(Amount));

	holdings_sort(h, scratch);
	pfree(scratch);
}

int64
concentration_for_share(const Holdings *h, Datum share)
{
	Amount wanted = argument_at_least(share, h->total);
	Amount held = AMOUNT_ZERO;
	int64 k = 0;

	while (amount_compare(held, wanted) < 0)
		held = amount_add(held, h->value[h->n - ++k]);
	return k;
}

static void
count_holders(const SummaryView *view, const Holdings *h,
			  ConcentrationFigures *figures)
{
	figures->holders = h->n;
	figures->positive = 0;
	for (uint32 i = 0; i < h->n; i++)
		figures->positive += !amount_is_zero(h->value[i]);
	figures->negative = (int64) view->nentries - h->n;
	figures->total = h->total;
}

/* Those parts that want the amounts in order */
static void
measure_sorted(const Holdings *h, int parts, ConcentrationFigures *figures)
{
	if (parts & CONCENTRATION_GINI)
		figures->gini = holdings_gini(h);
	if (parts & CONCENTRATION_PALMA)
		figures->palma = holdings_palma(h);
	if (parts & CONCENTRATION_LOGARITHMS)
	{
		Precise log_mean = holdings_log_mean(h);

		figures->theil = holdings_theil(h, log_mean);
		figures->entropy = holdings_entropy(h, log_mean);
	}
	if (parts & CONCENTRATION_TOP)
		for (int i = 0; i < CONCENTRATION_LARGEST; i++)
			figures->largest[i] = holdings_largest(h, i + 1);
	for (int i = 0; i < CONCENTRATION_SHARES; i++)
		if (parts & CONCENTRATION_FOR_SHARE(i))
			figures->for_share[i] = concentration_for_share(
				h, argument_from_percent(concentration_shares[i]));
}

static int
work_out(const SummaryView *view, int parts, void *result)
{
	ConcentrationFigures *figures = result;
	Holdings h;

	/* what else wants the amounts of many in order is had with the first */
	if ((parts & PARTS_IN_ORDER) && view->nentries >= SUMMARY_FIGURES_FROM)
		parts |= PARTS_IN_ORDER;
	concentration_holdings(view, &h);
	count_holders(view, &h, figures);
	if (amount_is_positive(h.total))
	{
		if (parts & CONCENTRATION_HHI)
			figures->hhi = holdings_hhi(&h);
		if (parts & CONCENTRATION_HOOVER)
			figures->hoover = holdings_hoover(&h);
		if (parts & (PARTS_IN_ORDER | CONCENTRATION_LOGARITHMS))
		{
			concentration_sort(&h);
			measure_sorted(&h, parts, figures);
		}
	}
	pfree(h.value);
	return parts | CONCENTRATION_COUNTS;
}

const SummaryFiguresKind concentration_figures = {
	.version = 1,
	.size = sizeof(ConcentrationFigures),
	.work_out = work_out,
};
