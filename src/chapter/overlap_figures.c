/*-------------------------------------------------------------------------
 *
 * overlap_figures.c
 *		Chapter "overlap": figures, worked out from the providers.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/overlap.h"

StaticAssertDecl(sizeof(OverlapFigures) == 160, "figures are stored");

void
overlap_begin(const SummaryView *view, Overlap *overlap)
{
	overlap->view = *view;
	summary_first_group(view, &overlap->group);
	overlap->agencies = overlap->group.first;
	overlap->valued = !amount_is_zero(view->summary->measured_value);
}

bool
overlap_next_provider(Overlap *overlap)
{
	return summary_next_group(&overlap->view, &overlap->group);
}

bool
overlap_provider_value(const Overlap *overlap, Amount *value)
{
	*value = AMOUNT_ZERO;
	for (uint32 i = overlap->group.first; i < overlap->group.end; i++)
		*value = amount_add(*value, summary_sum(&overlap->view, i));
	if (amount_is_negative(*value))
	{
		*value = AMOUNT_ZERO;
		return false;
	}
	return true;
}

static void
count_agencies(const SummaryView *view, OverlapFigures *figures)
{
	figures->agencies = 0;
	for (uint32 i = 0; i < view->nentries; i++)
		figures->agencies += summary_level(view, i) == 0;
}

static void
go_through_providers(const SummaryView *view, OverlapFigures *figures)
{
	Overlap overlap;
	int64 negative = 0;
	int64 pairs = 0;
	int64 shared[OVERLAP_SHARED] = {0};
	Amount value[OVERLAP_SHARED] = {{0, 0}};

	overlap_begin(view, &overlap);
	while (overlap_next_provider(&overlap))
	{
		uint32 agencies = overlap_provider_agencies(&overlap);
		Amount held;

		negative += !overlap_provider_value(&overlap, &held);
		pairs += agencies;
		for (uint32 i = 0; i < Min(agencies, OVERLAP_SHARED); i++)
		{
			shared[i]++;
			value[i] = amount_add(value[i], held);
		}
	}
	figures->valued = overlap.valued;
	figures->negative = negative;
	figures->pairs = pairs;
	memcpy(figures->shared, shared, sizeof(shared));
	memcpy(figures->value, value, sizeof(value));
}

static int
work_out(const SummaryView *view, int parts, void *figures)
{
	if (parts & OVERLAP_AGENCIES)
		count_agencies(view, figures);
	if (parts & OVERLAP_PROVIDERS)
		go_through_providers(view, figures);
	return parts;
}

const SummaryFiguresKind overlap_figures = {
	.version = 1,
	.size = sizeof(OverlapFigures),
	.sorted = OVERLAP_PROVIDERS,
	.work_out = work_out,
};
