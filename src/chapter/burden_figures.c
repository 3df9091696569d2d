/*-------------------------------------------------------------------------
 *
 * burden_figures.c
 *		Chapter "burden": figures, worked out from providers.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/burden.h"
#include "pg/arguments.h"
#include "pg/huge.h"

StaticAssertDecl(sizeof(BurdenFigures) == 160, "figures are stored");

const int burden_quantiles[] = {50, 75, 90, 95, 99};

#define PARTS_OF_QUANTILES (~(BURDEN_TOTALS | BURDEN_PROVIDERS))

bool
burden_next_provider(const SummaryView *view, SummaryGroup *group,
					 BurdenProvider *provider)
{
	if (!summary_next_group(view, group))
		return false;
	memset(provider, 0, sizeof(BurdenProvider));
	provider->number = group->first;
	provider->agencies = group->end - group->first;
	for (uint32 i = group->first; i < group->end; i++)
	{
		provider->arrangements += summary_rows(view, i);
		provider->reports = amount_add(provider->reports,
									   summary_tally(view, i));
		provider->joint = Max(provider->joint, summary_peak(view, i));
		provider->value = amount_add(provider->value, summary_sum(view, i));
	}
	return true;
}

void
burden_reports(const SummaryView *view, Holdings *reports)
{
	Size room = ((Size) view->nentries + 1) * sizeof(Amount);
	SummaryGroup group;
	BurdenProvider provider;
	Amount *scratch;

	reports->n = 0;
	reports->total = AMOUNT_ZERO;
	reports->value = huge_alloc(room);
	summary_first_group(view, &group);
	while (burden_next_provider(view, &group, &provider))
		reports->value[reports->n++] = provider.reports;
	scratch = huge_alloc(room);
	holdings_sort(reports, scratch);
	pfree(scratch);
}

Amount
burden_quantile(const Holdings *reports, Datum fraction)
{
	Amount wanted = argument_at_least(fraction, amount_from_int64(reports->n));

	return reports->value[Max(wanted.lo, 1) - 1];
}

/*
 * Add up the providers' entries, in any order, not the totals by frequency: those
 * of a piece of a summary are not its providers'.
 */
static void
add_up_providers(const SummaryView *view, BurdenFigures *figures)
{
	figures->measured = view->summary->measured_rows;
	figures->arrangements = 0;
	figures->reports = AMOUNT_ZERO;
	figures->value = AMOUNT_ZERO;
	for (uint32 i = 0; i < view->nentries; i++)
	{
		if (summary_level(view, i) != BURDEN_PROVIDERS_LEVEL)
			continue;
		figures->arrangements += summary_rows(view, i);
		figures->reports = amount_add(figures->reports, summary_tally(view, i));
		figures->value = amount_add(figures->value, summary_sum(view, i));
	}
}

static void
go_through_providers(const SummaryView *view, BurdenFigures *figures)
{
	SummaryGroup group;
	BurdenProvider provider;

	figures->providers = 0;
	figures->joint = AMOUNT_ZERO;
	summary_first_group(view, &group);
	while (burden_next_provider(view, &group, &provider))
	{
		figures->providers++;
		figures->joint = amount_add(figures->joint,
									amount_from_int64(provider.joint));
	}
}

static void
find_quantiles(const SummaryView *view, int parts, BurdenFigures *figures)
{
	Holdings reports;

	burden_reports(view, &reports);
	figures->providers = reports.n;
	for (int i = 0; i < BURDEN_QUANTILES; i++)
		if ((parts & BURDEN_QUANTILE(i)) && reports.n > 0)
			figures->quantile[i] =
				burden_quantile(&reports,
								argument_from_percent(burden_quantiles[i]));
	pfree(reports.value);
}

static int
work_out(const SummaryView *view, int parts, void *figures)
{
	/* the other quantiles of many providers are had with the first */
	if ((parts & PARTS_OF_QUANTILES) && view->nentries >= SUMMARY_FIGURES_FROM)
		parts |= PARTS_OF_QUANTILES;
	if (parts & BURDEN_TOTALS)
		add_up_providers(view, figures);
	if (parts & BURDEN_PROVIDERS)
		go_through_providers(view, figures);
	if (parts & PARTS_OF_QUANTILES)
		find_quantiles(view, parts, figures);
	return parts;
}

const SummaryFiguresKind burden_figures = {
	.version = 1,
	.size = sizeof(BurdenFigures),
	.sorted = BURDEN_PROVIDERS | PARTS_OF_QUANTILES,
	.work_out = work_out,
};
