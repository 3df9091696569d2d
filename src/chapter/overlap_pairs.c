/*-------------------------------------------------------------------------
 *
 * overlap_pairs.c
 *		Chapter "overlap": what each two agencies have in common.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/overlap.h"
#include "pg/numbers.h"
#include "pg/rows.h"

#include "fmgr.h"
#include "miscadmin.h"

/* What an agency has in common with a later one */
typedef struct Common
{
	int64 providers;
	Amount value_here;
	Amount value_there;
} Common;

/*
 * An overlap summary by agency as well: its entries of the lowest level, here
 * numbered from 0, stand by provider and in each provider's group by agency.
 */
typedef struct Crossing
{
	const SummaryView *view;
	uint32 first;	   /* the number of entry 0 in the view */
	uint32 *agency;	   /* of each entry */
	uint32 *group_end; /* of each entry: where its provider's entries end */
	bool *counted;	   /* of each entry: does its provider's money count? */
	uint32 *by_agency; /* entries in order of agency, ... */
	uint32 *start;	   /* ... those of each agency beginning here */
} Crossing;

static void *
allocate(Size count, Size size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, (count + 1) * size);
}

static void
cross(Overlap *overlap, Crossing *crossing)
{
	uint32 first = overlap->agencies;
	uint32 n = overlap->view.nentries - first;

	crossing->view = &overlap->view;
	crossing->first = first;
	crossing->agency = allocate(n, sizeof(uint32));
	crossing->group_end = allocate(n, sizeof(uint32));
	crossing->counted = allocate(n, sizeof(bool));
	crossing->by_agency = allocate(n, sizeof(uint32));
	crossing->start = allocate(overlap->agencies + 1, sizeof(uint32));
	memset(crossing->start, 0, (overlap->agencies + 2) * sizeof(uint32));

	while (overlap_next_provider(overlap))
	{
		Amount value;
		bool counts = overlap_provider_value(overlap, &value);

		for (uint32 i = overlap->group.first - first;
			 i < overlap->group.end - first; i++)
		{
			uint32 agency = summary_parent(&overlap->view, first + i);

			crossing->agency[i] = agency;
			crossing->group_end[i] = overlap->group.end - first;
			crossing->counted[i] = counts;
			crossing->start[agency + 2]++;
		}
	}
	for (uint32 a = 0; a < overlap->agencies; a++)
		crossing->start[a + 1] += crossing->start[a];
	/* start[a + 1] moves from the beginning of agency a to its end */
	for (uint32 i = 0; i < n; i++)
		crossing->by_agency[crossing->start[crossing->agency[i] + 1]++] = i;
}

/*
 * What an agency shares with each later one: for each of its providers, what
 * stands behind it in the provider's group are the later agencies.
 */
static void
count_common(const Crossing *crossing, uint32 agency, bool valued, Common *common)
{
	for (uint32 n = crossing->start[agency]; n < crossing->start[agency + 1]; n++)
	{
		uint32 i = crossing->by_agency[n];
		uint32 end = crossing->group_end[i];
		Amount here;

		for (uint32 j = i + 1; j < end; j++)
			common[crossing->agency[j]].providers++;
		if (!valued || !crossing->counted[i])
			continue;
		here = summary_sum(crossing->view, crossing->first + i);
		for (uint32 j = i + 1; j < end; j++)
		{
			Common *pair = &common[crossing->agency[j]];
			Amount there = summary_sum(crossing->view, crossing->first + j);

			pair->value_here = amount_add(pair->value_here, here);
			pair->value_there = amount_add(pair->value_there, there);
		}
	}
}

/* shared / of as a row's value, NULL where there is nothing to share */
static void
set_ratio(Datum *value, bool *null, int64 shared, int64 of)
{
	*null = of == 0;
	if (!*null)
		*value = NumericGetDatum(figure_ratio(wide_from_int64(shared),
											  wide_from_int64(of)));
}

SQL_FUNCTION(commissioning_overlap_pairs);

/*
 * commissioning_overlap_pairs
 *		Every pair of agencies, also those that share nothing.
 *
 * One agency after the other, so that memory grows with the entries and not
 * with the square of the agencies.
 */
Datum
commissioning_overlap_pairs(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	Overlap overlap;
	Crossing crossing;
	Common *common;
	Datum *names;

	figure_rows_prepare(fcinfo);
	overlap_open(fcinfo, &overlap);
	cross(&overlap, &crossing);
	common = allocate(overlap.agencies, sizeof(Common));
	names = allocate(overlap.agencies, sizeof(Datum));
	for (uint32 a = 0; a < overlap.agencies; a++)
		names[a] = PointerGetDatum(overlap_agency_name(&overlap, a));

	figure_rows_begin(&rows, fcinfo);
	for (uint32 a = 0; a < overlap.agencies; a++)
	{
		int64 here = (int64) crossing.start[a + 1] - crossing.start[a];

		memset(common, 0, overlap.agencies * sizeof(Common));
		count_common(&crossing, a, overlap.valued, common);
		for (uint32 b = a + 1; b < overlap.agencies; b++)
		{
			int64 there = (int64) crossing.start[b + 1] - crossing.start[b];
			int64 shared = common[b].providers;
			Datum values[9];
			bool nulls[9] = {false};

			CHECK_FOR_INTERRUPTS();
			values[0] = names[a];
			values[1] = names[b];
			values[2] = Int64GetDatum(here);
			values[3] = Int64GetDatum(there);
			values[4] = Int64GetDatum(shared);
			set_ratio(&values[5], &nulls[5], shared, here + there - shared);
			set_ratio(&values[6], &nulls[6], shared, Min(here, there));
			nulls[7] = nulls[8] = !overlap.valued;
			if (overlap.valued)
			{
				values[7] = NumericGetDatum(figure_money(common[b].value_here));
				values[8] = NumericGetDatum(figure_money(common[b].value_there));
			}
			figure_row(&rows, values, nulls);
		}
	}
	return figure_rows_end(&rows);
}
