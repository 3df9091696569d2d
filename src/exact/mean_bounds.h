/*-------------------------------------------------------------------------
 *
 * mean_bounds.h
 *		Least and greatest weighted mean of what is known only as ranges.
 *
 * Plain arithmetic over an array that the caller supplies, exact.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_MEAN_BOUNDS_H
#define COMMISSIONING_MEAN_BOUNDS_H

#include "exact/wide.h"

/* Ends that are not there.  All others are between these two. */
#define RANGED_NO_LEAST	 (-PG_INT64_MAX)
#define RANGED_NO_MOST	 PG_INT64_MAX
#define RANGED_NO_WEIGHT AMOUNT_MAX

/*
 * A row of which the number and the weight lie anywhere between two ends, both
 * included.  Weights are not negative, and the greater one is above 0: a row
 * without weight has no part in any mean, whatever its number.
 */
typedef struct RangedRow
{
	int64 least; /* or RANGED_NO_LEAST */
	int64 most;	 /* or RANGED_NO_MOST */
	Amount least_weight;
	Amount most_weight; /* or RANGED_NO_WEIGHT */
} RangedRow;

/* The mean is sum / weight, both exact; the latter is positive. */
typedef struct MeanBound
{
	Wide sum;
	Amount weight;
} MeanBound;

/*
 * All that the rows can weigh, those without an end counted at their least.
 * False if that needs more than 127 bits; mean_bound() is not to be called then.
 */
extern bool mean_bounds_fit(const RangedRow *rows, uint32 n);

/*
 * The greatest weighted mean of n > 0 rows or, if not "greatest", the least one.
 * False if there is none, since some number has no such end.  "items" and
 * "scratch" have room for n each.  Where the two are equal, they are so to the
 * bit.
 */
extern bool mean_bound(const RangedRow *rows, uint32 n, bool greatest,
					   Amount *items, Amount *scratch, MeanBound *bound);

#endif /* COMMISSIONING_MEAN_BOUNDS_H */
