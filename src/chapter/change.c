/*-------------------------------------------------------------------------
 *
 * change.c
 *		Chapter "change": length_change(), why a weighted length has changed.
 *
 * Of each group, before and after: V its value, W the sum of length times value,
 * L = W / V its weighted length, and w = V / sum of V its share of the value.
 * What the groups' own lengths have changed is
 *		within = sum of (w0 + w1) / 2 (L1 - L0)
 * over the groups that have a positive value on both sides, and the rest, mix,
 * is due to what each group has of the whole (the symmetric decomposition of
 * M. S. Kitagawa, "Components of a difference between two rates", 1955).
 *
 * The state has V and W of each group on both sides, which are exact integers.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/term_summary.h"
#include "exact/years.h"
#include "pg/gathered.h"
#include "pg/numbers.h"
#include "pg/rows.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"

/* W and V of a group, or of all; 0 where there are no rows */
typedef struct LengthSide
{
	Wide lengths; /* in units of length times units of money */
	Amount value;
} LengthSide;

enum
{
	BEFORE,
	AFTER,
	SIDES
};

typedef struct LengthGroup
{
	LengthSide side[SIDES];
} LengthGroup;

StaticAssertDecl(sizeof(LengthGroup) == 96, "entries are sent as words");

/* Bits beyond 128 of the sum of lengths times values: lengths have 45 */
#define LENGTHS_BITS 44

static const char *
check_group(const void *entry)
{
	const LengthGroup *group = entry;

	for (int i = 0; i < SIDES; i++)
	{
		Wide lengths = group->side[i].lengths;

		if (amount_compare(group->side[i].value, AMOUNT_MIN) == 0)
			return "A value has more than 127 bits.";
		if (wide_is_negative(lengths))
			lengths = wide_negate(lengths);
		if (lengths.limb[3] != 0 || lengths.limb[2] >> LENGTHS_BITS != 0)
			return "A sum of lengths times values has more than 172 bits.";
	}
	return NULL;
}

static const GatheredKind groups_kind = {
	.number = GATHERED_LENGTH_CHANGE,
	.type_name = "length_change_state",
	.entry_size = sizeof(LengthGroup),
	.check = check_group,
};

GATHERED_FUNCTIONS(length_change_state, &groups_kind)

static LengthSide
read_side(FunctionCallInfo fcinfo, int argument)
{
	LengthSide side = {WIDE_ZERO, AMOUNT_ZERO};

	if (!PG_ARGISNULL(argument))
	{
		const TermFigures *figures =
			summary_figures_of(PG_GETARG_DATUM(argument), SUMMARY_TERM,
							   TERM_WEIGHTED);

		side.lengths = figures->weighted;
		side.value = figures->value;
	}
	return side;
}

SQL_FUNCTION(commissioning_length_change_add);

/* Transition function; a NULL summary is one of no rows. */
Datum
commissioning_length_change_add(PG_FUNCTION_ARGS)
{
	LengthGroup group;

	if (PG_ARGISNULL(1) && PG_ARGISNULL(2))
		return gathered_keep(fcinfo, &groups_kind);
	group.side[BEFORE] = read_side(fcinfo, 1);
	group.side[AFTER] = read_side(fcinfo, 2);
	return gathered_add(fcinfo, &groups_kind, &group);
}

/*
 * What is added up over the groups.  A quotient of two groups' integers is taken
 * to a whole number of 10^-QUOTIENT_SCALE, so that the sum of all of them is
 * exact, whatever their order: a common denominator would have as many digits as
 * all values together.  What that leaves off is less than 10^-30 years.
 */
typedef struct LengthSums
{
	LengthSide all[SIDES];
	Wide compared[SIDES]; /* W of the groups with a positive V on both sides */
	Numeric moved[SIDES]; /* V of them times L of the other side, scaled */
	Numeric scale;		  /* 10^QUOTIENT_SCALE */
	MemoryContext working; /* for what a group takes */
} LengthSums;

#define QUOTIENT_SCALE "1e40"

/* Decimal places that are kept, at most, of what is made of quotients */
#define PLACES 20

static inline Numeric
number_of(Wide value)
{
	return figure_number(value, 0);
}

static inline Numeric
arithmetic(PGFunction function, Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(function, NumericGetDatum(a),
											   NumericGetDatum(b)));
}

/* *sum += what is V of one side times L of the other */
static void
add_moved(LengthSums *sums, Numeric *sum, const LengthSide *value,
		  const LengthSide *length)
{
	MemoryContext outer = MemoryContextSwitchTo(sums->working);
	Numeric before = *sum;
	Numeric term;

	term = arithmetic(numeric_mul, number_of(wide_from_amount(value->value)),
					  number_of(length->lengths));
	term = arithmetic(numeric_mul, term, sums->scale);
	term = arithmetic(numeric_div_trunc, term,
					  number_of(wide_from_amount(length->value)));
	MemoryContextSwitchTo(outer);
	*sum = arithmetic(numeric_add, before, term);
	pfree(before);
	MemoryContextReset(sums->working);
}

/* False if the values of a side, without signs, add up to 2^127 or more */
static bool
values_fit(const LengthGroup *groups, uint32 n, int side)
{
	Amount gross = AMOUNT_ZERO;

	for (uint32 i = 0; i < n; i++)
		if (!amount_add_checked(&gross, amount_abs(groups[i].side[side].value)))
			return false;
	return true;
}

static void
add_up(LengthSums *sums, const LengthGroup *groups, uint32 n)
{
	for (uint32 i = 0; i < n; i++)
	{
		const LengthSide *side = groups[i].side;

		CHECK_FOR_INTERRUPTS();
		for (int j = 0; j < SIDES; j++)
		{
			sums->all[j].lengths = wide_add(sums->all[j].lengths,
											side[j].lengths);
			sums->all[j].value = amount_add(sums->all[j].value, side[j].value);
		}
		if (!amount_is_positive(side[BEFORE].value) ||
			!amount_is_positive(side[AFTER].value))
			continue;
		for (int j = 0; j < SIDES; j++)
		{
			sums->compared[j] = wide_add(sums->compared[j], side[j].lengths);
			add_moved(sums, &sums->moved[j], &side[j], &side[SIDES - 1 - j]);
		}
	}
}

static void
sum_groups(LengthSums *sums, const Gathered *state)
{
	const LengthGroup *groups = gathered_entries(state);

	for (int j = 0; j < SIDES; j++)
	{
		if (!values_fit(groups, state->count, j))
			figure_report_sum();
		sums->all[j] = (LengthSide){WIDE_ZERO, AMOUNT_ZERO};
		sums->compared[j] = WIDE_ZERO;
		sums->moved[j] = number_of(WIDE_ZERO);
	}
	sums->scale = DatumGetNumeric(figure_from_string(QUOTIENT_SCALE));
	sums->working = AllocSetContextCreate(CurrentMemoryContext,
										  "commissioning group",
										  ALLOCSET_SMALL_SIZES);
	add_up(sums, groups, state->count);
	MemoryContextDelete(sums->working);
}

/* The weighted length of all groups of a side, or false */
static bool
length_of(const LengthSide *all, Datum *length)
{
	if (!amount_is_positive(all->value))
		return false;
	*length = NumericGetDatum(figure_ratio(
		all->lengths, wide_scale(wide_from_amount(all->value), YEARS_UNITS)));
	return true;
}

/* A ratio of two numbers, rounded to PLACES, so that what cancels out is 0 */
static Datum
rounded_ratio(Numeric numerator, Numeric denominator)
{
	Datum ratio = NumericGetDatum(arithmetic(numeric_div, numerator,
											 denominator));

	ratio = DirectFunctionCall2(numeric_round, ratio, Int32GetDatum(PLACES));
	return DirectFunctionCall1(numeric_trim_scale, ratio);
}

/*
 * Within and mix, both over one denominator, 2 V0 V1, with V those of all.  In
 * these terms 2 V0 V1 within is V1 times what L brings to the shares before, and
 * V0 times what it brings to those after:
 *		V1 (sum of V0g L1g - sum of W0g) + V0 (sum of W1g - sum of V1g L0g)
 */
static void
set_parts(const LengthSums *sums, Datum *within, Datum *mix)
{
	Amount before = sums->all[BEFORE].value;
	Amount after = sums->all[AFTER].value;
	Numeric v0 = number_of(wide_from_amount(before));
	Numeric v1 = number_of(wide_from_amount(after));
	Numeric own[SIDES];
	Numeric lengths[SIDES];
	Numeric brought;
	Numeric change;
	Numeric denominator;

	for (int j = 0; j < SIDES; j++)
	{
		own[j] = arithmetic(numeric_mul, number_of(sums->compared[j]),
							sums->scale);
		lengths[j] = arithmetic(numeric_mul, number_of(sums->all[j].lengths),
								sums->scale);
	}
	brought = arithmetic(
		numeric_add,
		arithmetic(numeric_mul, v1,
				   arithmetic(numeric_sub, sums->moved[BEFORE], own[BEFORE])),
		arithmetic(numeric_mul, v0,
				   arithmetic(numeric_sub, own[AFTER], sums->moved[AFTER])));
	change = arithmetic(numeric_sub, arithmetic(numeric_mul, lengths[AFTER], v0),
						arithmetic(numeric_mul, lengths[BEFORE], v1));
	change = arithmetic(numeric_add, change, change);
	denominator = arithmetic(numeric_mul,
							 number_of(wide_multiply(before, after)),
							 number_of(wide_from_int64(2 * YEARS_UNITS)));
	denominator = arithmetic(numeric_mul, denominator, sums->scale);
	*within = rounded_ratio(brought, denominator);
	*mix = rounded_ratio(arithmetic(numeric_sub, change, brought), denominator);
}

SQL_FUNCTION(commissioning_length_change_final);

/*
 * (before, after, within, mix) in years.  A side without a positive value has no
 * length, and then there are no parts; NULL if neither has any.
 */
Datum
commissioning_length_change_final(PG_FUNCTION_ARGS)
{
	LengthSums sums;
	Datum values[4];
	bool nulls[4];

	sum_groups(&sums, gathered_open(PG_GETARG_DATUM(0), &groups_kind));
	nulls[0] = !length_of(&sums.all[BEFORE], &values[0]);
	nulls[1] = !length_of(&sums.all[AFTER], &values[1]);
	if (nulls[0] && nulls[1])
		PG_RETURN_NULL();
	nulls[2] = nulls[3] = nulls[0] || nulls[1];
	if (!nulls[2])
		set_parts(&sums, &values[2], &values[3]);
	return figure_record(fcinfo, values, nulls);
}
