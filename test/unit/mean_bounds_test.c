/*
 * mean_bounds_test.c
 *		Bounds of weighted means against every corner of small random cases.
 */
#include "exact/mean_bounds.h"
#include "tap.h"

#define MOST_ROWS 8

static Amount items[MOST_ROWS];
static Amount scratch[MOST_ROWS];

static RangedRow
row(int64 least, int64 most, int64 least_weight, int64 most_weight)
{
	RangedRow r = {least, most, amount_from_int64(least_weight),
				   amount_from_int64(most_weight)};

	return r;
}

/* Is a bound sum / weight, in small numbers? */
static bool
is(const RangedRow *rows, uint32 n, bool greatest, int64 sum, int64 weight)
{
	MeanBound bound;

	return mean_bound(rows, n, greatest, items, scratch, &bound) &&
		wide_compare(wide_scale(bound.sum, weight),
					 wide_multiply(bound.weight, amount_from_int64(sum))) == 0;
}

static bool
none(const RangedRow *rows, uint32 n, bool greatest)
{
	MeanBound bound;

	return !mean_bound(rows, n, greatest, items, scratch, &bound);
}

static void
test_by_hand(void)
{
	RangedRow rows[] = {row(4, 6, 10, 10), row(5, 5, 50, 100)};
	RangedRow endless[] = {row(2, 3, 1, 1), row(6, 7, 1, 1)};
	RangedRow idle[] = {row(2, 2, 0, 5), row(2, 2, 0, 3)};
	MeanBound low;
	MeanBound high;

	check(is(rows, 2, false, 290, 60), "least: the shorter weighs most");
	check(is(rows, 2, true, 310, 60), "greatest: the longer weighs most");
	endless[0].most_weight = RANGED_NO_WEIGHT;
	check(is(endless, 2, false, 2, 1), "a weight without end is the limit");
	check(is(endless, 2, true, 10, 2), "where it helps");
	endless[1].most = RANGED_NO_MOST;
	check(none(endless, 2, true), "a number without upper end: none");
	check(is(endless, 2, false, 2, 1), "but a least one");
	endless[0].least = RANGED_NO_LEAST;
	check(none(endless, 2, false), "a number without lower end: none");

	check(mean_bound(idle, 2, false, items, scratch, &low) &&
			  mean_bound(idle, 2, true, items, scratch, &high) &&
			  memcmp(&low, &high, sizeof(low)) == 0,
		  "bounds that are equal are so to the bit");
}

static void
test_sums(void)
{
	RangedRow rows[] = {row(1, 2, 0, 1), row(1, 2, 1, 2)};

	rows[0].most_weight = amount_subtract(AMOUNT_MAX, amount_from_int64(2));
	check(mean_bounds_fit(rows, 2), "weights that fit");
	rows[0].most_weight = amount_subtract(AMOUNT_MAX, amount_from_int64(1));
	check(!mean_bounds_fit(rows, 2), "one more does not");
	rows[0].most_weight = RANGED_NO_WEIGHT;
	check(mean_bounds_fit(rows, 2), "without an end the least counts");
	rows[0].least_weight = amount_subtract(AMOUNT_MAX, amount_from_int64(2));
	rows[0].most_weight = rows[0].least_weight;
	rows[0].least = rows[1].least = -(PG_INT64_MAX - 1);
	rows[0].most = rows[1].most = PG_INT64_MAX - 1;
	check(is(rows, 2, true, PG_INT64_MAX - 1, 1) &&
			  is(rows, 2, false, -(PG_INT64_MAX - 1), 1),
		  "the largest numbers with the largest weights");
}

/* The best mean of all corners, as small numbers; false if nothing weighs */
static bool
best_corner(const RangedRow *rows, int n, bool greatest, int64 *sum,
			int64 *weight)
{
	*weight = 0;
	for (int corner = 0; corner < 1 << (2 * n); corner++)
	{
		int64 s = 0;
		int64 w = 0;
		int64 better;

		for (int i = 0; i < n; i++)
		{
			int64 v = corner >> (2 * i) & 1 ? rows[i].most_weight.lo
											: rows[i].least_weight.lo;

			w += v;
			s += v * (corner >> (2 * i + 1) & 1 ? rows[i].most : rows[i].least);
		}
		if (w == 0)
			continue;
		better = s * *weight - *sum * w;
		if (*weight == 0 || (greatest ? better > 0 : better < 0))
		{
			*sum = s;
			*weight = w;
		}
	}
	return *weight > 0;
}

static void
test_corners(void)
{
	bool least = true;
	bool greatest = true;

	for (int i = 0; i < 20000; i++)
	{
		RangedRow rows[MOST_ROWS];
		int n = 1 + i % 4;
		int64 sum = 0;
		int64 weight = 0;

		for (int j = 0; j < n; j++)
		{
			int64 l = (int64) random_below(12) - 4;
			int64 v = random_below(3) == 0 ? 0 : random_below(6);

			rows[j] = row(l, l + random_below(4), v, v + random_below(4));
			if (amount_is_zero(rows[j].most_weight))
				rows[j].most_weight.lo = 1;
		}
		if (best_corner(rows, n, false, &sum, &weight))
			least &= is(rows, n, false, sum, weight);
		if (best_corner(rows, n, true, &sum, &weight))
			greatest &= is(rows, n, true, sum, weight);
	}
	check(least, "the least mean of 20,000 cases");
	check(greatest, "the greatest mean of 20,000 cases");
}

int
main(void)
{
	test_by_hand();
	test_sums();
	test_corners();
	return tap_done();
}
