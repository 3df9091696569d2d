/*-------------------------------------------------------------------------
 *
 * mean_bounds.c
 *		Least and greatest weighted mean of what is known only as ranges.
 *
 * The greatest mean has every number at its upper end.  Raising a row's weight
 * moves the mean towards the row's number, so a row has its greater weight if
 * its number is above the mean, and else its lesser one.  So from the row of
 * the greatest number on, each is raised as long as it is above the mean that
 * the rows before it have made.  No raise takes the mean beyond the number that
 * is raised, so what has been raised stays above it, and the first row that is
 * not ends the sweep.
 *
 * The least mean is the same of the numbers' lower ends with the sign changed.
 *
 *-------------------------------------------------------------------------
 */
#include "exact/mean_bounds.h"

#include "exact/radix.h"

/* the byte of an item from which on it is sorted: below is the row's number */
#define KEY_BYTE 8

bool
mean_bounds_fit(const RangedRow *rows, uint32 n)
{
	Amount total = AMOUNT_ZERO;

	for (uint32 i = 0; i < n; i++)
	{
		bool ends = amount_compare(rows[i].most_weight, RANGED_NO_WEIGHT) != 0;

		if (!amount_add_checked(&total,
								ends ? rows[i].most_weight
									 : rows[i].least_weight))
			return false;
	}
	return true;
}

/* A row's number, if all are to be as great as they can */
static inline int64
end_of(const RangedRow *row, bool greatest)
{
	return greatest ? row->most : -row->least;
}

#define SIGN_BIT (UINT64CONST(1) << 63)

/* Unsigned numbers in the opposite order of signed ones, and back */
static inline uint64
descending(int64 number)
{
	return ~((uint64) number ^ SIGN_BIT);
}

static inline int64
number_of(const Amount *item)
{
	return (int64) (~item->hi ^ SIGN_BIT);
}

/* The mean is a number, that of a row which outweighs all others. */
static inline void
set_bound(MeanBound *bound, int64 number)
{
	bound->sum = wide_from_int64(number);
	bound->weight = amount_from_int64(1);
}

/* Add a row to a mean with a weight. */
static inline void
weigh(MeanBound *bound, int64 number, Amount weight)
{
	if (number >= 0)
		wide_add_product(&bound->sum, amount_from_int64(number), weight);
	else
		bound->sum = wide_add(bound->sum,
							  wide_multiply(amount_from_int64(number), weight));
	bound->weight = amount_add(bound->weight, weight);
}

/*
 * Weigh every row as little as can be, and make an item of each that can weigh
 * more.  False if there is no bound.
 */
static bool
begin(const RangedRow *rows, uint32 n, bool greatest, Amount *items,
	  uint32 *nitems, MeanBound *bound)
{
	bound->sum = WIDE_ZERO;
	bound->weight = AMOUNT_ZERO;
	*nitems = 0;
	for (uint32 i = 0; i < n; i++)
	{
		int64 number = end_of(&rows[i], greatest);

		ground_interrupts();
		if (number == RANGED_NO_MOST)
			return false;
		weigh(bound, number, rows[i].least_weight);
		if (amount_compare(rows[i].least_weight, rows[i].most_weight) != 0)
			items[(*nitems)++] = (Amount){.lo = i, .hi = descending(number)};
	}
	return true;
}

/* rows that are asked for before they are looked at: they lie in no order */
#define PREFETCH_AHEAD 16

static inline void
prefetch_row(const RangedRow *rows, const Amount *items, uint32 i)
{
#ifdef __GNUC__
	__builtin_prefetch(&rows[items[i].lo]);
	__builtin_prefetch(&rows[items[i].lo].most_weight);
#endif
}

/* Raise rows, greatest number first, as long as that raises the mean. */
static void
raise_weights(const RangedRow *rows, const Amount *items, uint32 nitems,
			  MeanBound *bound)
{
	for (uint32 i = 0; i < nitems; i++)
	{
		const RangedRow *row = &rows[items[i].lo];
		int64 number = number_of(&items[i]);
		Wide at_mean = wide_multiply(amount_from_int64(number), bound->weight);

		ground_interrupts();
		prefetch_row(rows, items, Min(i + PREFETCH_AHEAD, nitems - 1));
		if (wide_compare(at_mean, bound->sum) <= 0)
			return;
		if (amount_compare(row->most_weight, RANGED_NO_WEIGHT) == 0)
		{
			/* without end, it comes as close to the row's number as one likes */
			set_bound(bound, number);
			return;
		}
		weigh(bound, number,
			  amount_subtract(row->most_weight, row->least_weight));
	}
}

/*
 * The two bounds can only be equal if no number is a range, and every row that
 * can weigh more is at the mean of those that must weigh something, which then
 * is what both sweeps end with; or if none must, and all have one number.
 */
bool
mean_bound(const RangedRow *rows, uint32 n, bool greatest, Amount *items,
		   Amount *scratch, MeanBound *bound)
{
	uint32 nitems;

	if (!begin(rows, n, greatest, items, &nitems, bound))
		return false;
	radix_sort(items, nitems, KEY_BYTE, scratch);
	if (amount_is_zero(bound->weight))
		/* the row of the greatest number alone may weigh something */
		set_bound(bound, number_of(&items[0]));
	else
		raise_weights(rows, items, nitems, bound);
	if (!greatest)
		bound->sum = wide_negate(bound->sum);
	return true;
}
