/*-------------------------------------------------------------------------
 *
 * change_theil.c
 *		Chapter "change": theil_parts(), how much of the inequality between
 *		holders is between groups of them.
 *
 * The state has of each group what its summary has ready: holders, what they
 * hold, and Theil's T among them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/concentration.h"
#include "exact/holding_groups.h"
#include "pg/gathered.h"
#include "pg/numbers.h"
#include "pg/rows.h"

#include <float.h>
#include <math.h>

#include "fmgr.h"

StaticAssertDecl(sizeof(HoldingGroup) == 40, "entries are sent as words");

/* What Theil's T of fewer than 2^32 holders does not reach: ln(2^32) is 22.2 */
#define THEIL_LIMIT 23

static const char *
check_group(const void *entry)
{
	const HoldingGroup *group = entry;
	double hi = group->theil.hi;
	double lo = group->theil.lo;

	if (group->holders == 0 || group->holders > PG_UINT32_MAX)
		return psprintf(UINT64_FORMAT " holders are none, or too many.",
						group->holders);
	if (amount_is_negative(group->total))
		return "The total is negative.";
	/* also if either is NaN */
	if (!(hi >= 0 && hi < THEIL_LIMIT && fabs(lo) <= hi * DBL_EPSILON))
		return psprintf("%g + %g is no inequality among holders.", hi, lo);
	return NULL;
}

static const GatheredKind groups_kind = {
	.number = GATHERED_THEIL_PARTS,
	.type_name = "theil_parts_state",
	.entry_size = sizeof(HoldingGroup),
	.check = check_group,
};

GATHERED_FUNCTIONS(theil_parts_state, &groups_kind)

SQL_FUNCTION(commissioning_theil_parts_add);

/* Transition function; a NULL summary is one of no rows. */
Datum
commissioning_theil_parts_add(PG_FUNCTION_ARGS)
{
	const ConcentrationFigures *figures;
	HoldingGroup group;

	if (PG_ARGISNULL(1))
		return gathered_keep(fcinfo, &groups_kind);
	figures = summary_figures_of(PG_GETARG_DATUM(1), SUMMARY_CONCENTRATION,
								 CONCENTRATION_LOGARITHMS);
	if (figures->holders == 0)
		return gathered_keep(fcinfo, &groups_kind);
	group.holders = (uint64) figures->holders;
	group.total = figures->total;
	group.theil = amount_is_positive(figures->total) ? figures->theil
													 : (Precise){0, 0};
	return gathered_add(fcinfo, &groups_kind, &group);
}

SQL_FUNCTION(commissioning_theil_parts_final);

/* (total, between_groups, within_groups); NULL without a positive total */
Datum
commissioning_theil_parts_final(PG_FUNCTION_ARGS)
{
	const Gathered *state = gathered_open(PG_GETARG_DATUM(0), &groups_kind);
	Size size = (Size) state->count * sizeof(HoldingGroup);
	HoldingGroup *groups = palloc(size);
	TheilParts parts;
	bool positive;
	Datum values[3];
	bool nulls[3] = {false};

	/* it may be read again, and added to */
	memcpy(groups, gathered_entries(state), size);
	if (!holding_groups_theil(groups, state->count, &positive, &parts))
		figure_report_sum();
	pfree(groups);
	if (!positive)
		PG_RETURN_NULL();
	values[0] = NumericGetDatum(figure_precise(precise_add(parts.between,
														   parts.within)));
	values[1] = NumericGetDatum(figure_precise(parts.between));
	values[2] = NumericGetDatum(figure_precise(parts.within));
	return figure_record(fcinfo, values, nulls);
}
