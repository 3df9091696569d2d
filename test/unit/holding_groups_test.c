/*
 * holding_groups_test.c
 *		The parts of Theil's T against that of all holders, and by hand.
 */
#include "exact/holding_groups.h"
#include "tap.h"

#include <math.h>

#define MOST_GROUPS	 7
#define MOST_HOLDERS 64

static Amount all[MOST_HOLDERS];
static Amount scratch[MOST_HOLDERS];

static bool
near(Precise a, Precise b)
{
	return fabs(precise_subtract(a, b).hi) <= fabs(b.hi) * 1e-18;
}

static Precise
theil_of(Amount *value, uint32 n, Amount *total)
{
	Holdings h = {n, value, AMOUNT_ZERO};

	for (uint32 i = 0; i < n; i++)
		h.total = amount_add(h.total, value[i]);
	*total = h.total;
	if (amount_is_zero(h.total))
		return precise_from_double(0);
	holdings_sort(&h, scratch);
	return holdings_theil(&h, holdings_log_mean(&h));
}

static HoldingGroup
group(uint64 holders, int64 total, double theil)
{
	HoldingGroup g = {holders, amount_from_int64(total),
					  precise_from_double(theil)};

	return g;
}

static void
test_by_hand(void)
{
	HoldingGroup zero[] = {group(1, 0, 0), group(1, 5, 0)};
	HoldingGroup equal[] = {group(2, 6, 0.5), group(3, 9, 0.25)};
	HoldingGroup nothing[] = {group(2, 0, 0), group(3, 0, 0)};
	HoldingGroup much[] = {group(1, 0, 0), group(1, 1, 0)};
	TheilParts parts;
	bool positive;

	check(holding_groups_theil(zero, 2, &positive, &parts) && positive &&
			  near(parts.between, precise_log(precise_from_double(2))) &&
			  parts.within.hi == 0,
		  "a group of 0 counts its holders");
	check(holding_groups_theil(equal, 2, &positive, &parts) && positive &&
			  parts.between.hi == 0 && parts.between.lo == 0 &&
			  near(parts.within,
				   precise_divide(precise_from_double(5.25),
								  precise_from_double(15))),
		  "groups of equal means: all within, (6 * .5 + 9 * .25) / 15");
	check(holding_groups_theil(nothing, 2, &positive, &parts) && !positive,
		  "no positive total");
	check(holding_groups_theil(nothing, 0, &positive, &parts) && !positive,
		  "no groups");
	much[0].total = AMOUNT_MAX;
	check(!holding_groups_theil(much, 2, &positive, &parts),
		  "totals that are too large together");
	much[1].total = AMOUNT_ZERO;
	much[0].holders = much[1].holders = PG_UINT32_MAX;
	check(holding_groups_theil(much, 2, &positive, &parts) &&
			  near(parts.between, precise_log(precise_from_double(2))),
		  "as many holders, and as much, as there can be");
}

/* One in three cases has holders that are nearly equal */
static Amount
random_holding(int i)
{
	uint64 hi;
	Amount x;

	if (i % 3 == 0)
		return amount_from_int64(INT64CONST(1000000000000) + random_below(9));
	x.lo = mul_u64(random_u64() >> random_below(60), random_below(2000), &hi);
	x.hi = hi;
	return x;
}

static void
test_random(void)
{
	bool total = true;
	bool order = true;

	for (int i = 0; i < 3000; i++)
	{
		HoldingGroup groups[MOST_GROUPS];
		HoldingGroup turned[MOST_GROUPS];
		uint32 ngroups = 1 + i % MOST_GROUPS;
		uint32 n = 0;
		TheilParts parts;
		TheilParts again;
		Amount sum;
		bool positive;

		for (uint32 g = 0; g < ngroups; g++)
		{
			uint32 members = 1 + random_below(MOST_HOLDERS / MOST_GROUPS);

			for (uint32 j = 0; j < members; j++)
				all[n + j] = random_holding(i);
			groups[g].holders = members;
			groups[g].theil = theil_of(all + n, members, &groups[g].total);
			n += members;
		}
		for (uint32 g = 0; g < ngroups; g++)
			turned[g] = groups[ngroups - 1 - g];
		total &= holding_groups_theil(groups, ngroups, &positive, &parts);
		order &= holding_groups_theil(turned, ngroups, &positive, &again);
		if (!positive)
			continue;
		total &= near(precise_add(parts.between, parts.within),
					  theil_of(all, n, &sum));
		total &= parts.between.hi >= 0 && parts.within.hi >= 0;
		order &= memcmp(&parts, &again, sizeof(parts)) == 0;
	}
	check(total, "the parts add up to the whole, of 3,000 cases");
	check(order, "the order of groups does not matter");
}

int
main(void)
{
	test_by_hand();
	test_random();
	return tap_done();
}
