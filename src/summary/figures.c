/*-------------------------------------------------------------------------
 *
 * figures.c
 *		Figures that a stored summary has ready.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/check.h"
#include "summary/figures.h"

#include "port/pg_crc32c.h"
#include "utils/memutils.h"

StaticAssertDecl(sizeof(SummaryFigures) == 8, "figures are stored");

static const SummaryFiguresKind *registered[PG_UINT8_MAX + 1];

void
summary_figures_register(SummaryKind kind, const SummaryFiguresKind *figures)
{
	Assert(figures->size % sizeof(uint64) == 0);
	Assert(figures->size <= SUMMARY_FIGURES_MAX);
	registered[kind] = figures;
}

const SummaryFiguresKind *
summary_figures_kind(SummaryKind kind)
{
	return registered[kind];
}

Size
summary_figures_size(SummaryKind kind, uint32 nentries)
{
	return nentries >= SUMMARY_FIGURES_FROM && registered[kind]
		? registered[kind]->size
		: 0;
}

static SummaryFigures *
figures_behind(const Summary *header)
{
	return (SummaryFigures *) ((char *) header + SUMMARY_HEADER);
}

static uint32
check_sum(const SummaryFigures *figures, Size size)
{
	pg_crc32c sum;

	INIT_CRC32C(sum);
	COMP_CRC32C(sum, &figures->version,
				size - offsetof(SummaryFigures, version));
	FIN_CRC32C(sum);
	return sum;
}

void
summary_figures_fill(const SummaryView *view, Summary *header)
{
	const SummaryFiguresKind *kind = registered[header->kind];
	SummaryFigures *figures = figures_behind(header);
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "commissioning figures",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);

	Assert(header->figures_size == kind->size);
	memset(figures, 0, kind->size);
	(void) kind->work_out(view, SUMMARY_ALL_PARTS, figures);
	figures->version = kind->version;
	figures->check = check_sum(figures, kind->size);
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
}

const void *
summary_figures_read(const Summary *header, Size size)
{
	const SummaryFiguresKind *kind = registered[header->kind];
	const SummaryFigures *figures = figures_behind(header);

	if (header->figures_size == 0)
		return NULL;
	if (header->figures_size < sizeof(SummaryFigures) ||
		header->figures_size > SUMMARY_FIGURES_MAX ||
		header->figures_size > size - SUMMARY_HEADER)
		summary_report_damage("Its ready figures have no possible size.");
	if (figures->check != check_sum(figures, header->figures_size))
		summary_report_damage("The check sum of its ready figures is wrong.");
	return kind && figures->version == kind->version &&
			header->figures_size == kind->size
		? figures
		: NULL;
}
