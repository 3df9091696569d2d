/*-------------------------------------------------------------------------
 *
 * holding_groups.c
 *		What of the inequality between holders is between groups, and what
 *		within.
 *
 * With n_g holders in a group, S_g what they hold, T_g Theil's T among them, N
 * and S the sums: Theil's T of all (H. Theil, "Economics and Information
 * Theory", 1967) is the sum of
 *		between: sum of S_g / S ln(r_g), r_g = (S_g / n_g) / (S / N)
 *		within:  sum of S_g / S T_g
 * The former is the T of all if each had the mean of its group, and is computed
 * as such: as mean, weighted by n_g, of r_g ln(r_g) - (r_g - 1), which loses no
 * digit where the groups' means are nearly equal, and is 0 if and only if they
 * are equal.  All terms of both are positive.
 *
 *-------------------------------------------------------------------------
 */
#include "exact/holding_groups.h"

static inline int
compare_doubles(double a, double b)
{
	return a < b ? -1 : a > b;
}

/* Any order will do that only depends on what is in the groups. */
static inline int
compare_groups(const HoldingGroup *a, const HoldingGroup *b)
{
	int order = amount_compare(a->total, b->total);

	if (order == 0 && a->holders != b->holders)
		order = a->holders < b->holders ? -1 : 1;
	if (order == 0)
		order = compare_doubles(a->theil.hi, b->theil.hi);
	if (order == 0)
		order = compare_doubles(a->theil.lo, b->theil.lo);
	return order;
}

#define ST_SORT			 sort_groups
#define ST_ELEMENT_TYPE	 HoldingGroup
#define ST_COMPARE(a, b) compare_groups(a, b)
#define ST_SCOPE		 static
#define ST_DEFINE
#include "lib/sort_template.h"

/* All holders, and what they hold; false if that needs more than 127 bits */
static bool
add_up(const HoldingGroup *groups, uint32 n, uint64 *holders, Amount *total)
{
	*holders = 0;
	*total = AMOUNT_ZERO;
	for (uint32 i = 0; i < n; i++)
	{
		*holders += groups[i].holders;
		if (!amount_add_checked(total, groups[i].total))
			return false;
	}
	return true;
}

/* n_g (r_g ln(r_g) - (r_g - 1)) */
static Precise
between_of(const HoldingGroup *group, uint64 holders, Amount total)
{
	/* r_g is the ratio of these */
	Wide mean_of_group = wide_scale(wide_from_amount(group->total), holders);
	Wide mean_of_all = wide_scale(wide_from_amount(total), group->holders);

	return precise_multiply(precise_from_double((double) group->holders),
							holdings_theil_term(mean_of_group, mean_of_all));
}

/* S_g T_g */
static Precise
within_of(const HoldingGroup *group)
{
	if (amount_is_zero(group->total))
		return precise_from_double(0);
	return precise_multiply(precise_from_wide(wide_from_amount(group->total)),
							group->theil);
}

bool
holding_groups_theil(HoldingGroup *groups, uint32 n, bool *positive,
					 TheilParts *parts)
{
	uint64 holders;
	Amount total;
	Precise between = {0, 0};
	Precise within = {0, 0};

	if (!add_up(groups, n, &holders, &total))
		return false;
	*positive = amount_is_positive(total);
	if (!*positive)
		return true;
	sort_groups(groups, n);
	for (uint32 i = 0; i < n; i++)
	{
		ground_interrupts();
		between = precise_add(between, between_of(&groups[i], holders, total));
		within = precise_add(within, within_of(&groups[i]));
	}
	parts->between =
		precise_divide(between,
					   precise_from_wide(wide_from_int64((int64) holders)));
	parts->within = precise_divide(within,
								   precise_from_wide(wide_from_amount(total)));
	return true;
}
