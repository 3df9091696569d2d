/*-------------------------------------------------------------------------
 *
 * holdings.h
 *		How a total is spread over its holders: the arithmetic of the
 *		measures of concentration and inequality.
 *
 * Plain arithmetic over an array of amounts, none of them negative, whose
 * total is positive.
 *
 * Ratios come as numerator and denominator, both exact; the denominator is
 * positive.  What is irrational comes with a relative error below 10^-20, also
 * where it is next to nothing: Theil's and Atkinson's indices are 0 if and only
 * if all holders are equal, the entropy if and only if one has everything.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_HOLDINGS_H
#define COMMISSIONING_HOLDINGS_H

#include "exact/precise.h"
#include "exact/wide.h"

typedef struct Holdings
{
	uint32 n;
	Amount *value;
	Amount total; /* sum of value[] */
} Holdings;

typedef struct Ratio
{
	Wide numerator;
	Wide denominator;
} Ratio;

extern void holdings_sort(Holdings *h, Amount *scratch);

/*
 * (x / m) ln(x / m) - (x / m - 1), which is never negative, and of which Theil's
 * T is the mean since what is taken from it adds up to 0; x and m are multiples
 * of an amount and the mean by the same number.
 */
extern Precise holdings_theil_term(Wide x, Wide m);

extern Ratio holdings_hhi(const Holdings *h);
extern Ratio holdings_hoover(const Holdings *h);

/*
 * These want the holdings sorted: the logarithms, since sums of floating point
 * depend on the order, the others, since they speak of the smallest or largest.
 */
extern Precise holdings_log_mean(const Holdings *h);
extern Precise holdings_theil(const Holdings *h, Precise log_mean);
extern Precise holdings_entropy(const Holdings *h, Precise log_mean);
extern Precise holdings_atkinson(const Holdings *h, Precise epsilon);
extern Ratio holdings_gini(const Holdings *h);
extern Ratio holdings_palma(const Holdings *h);
extern Amount holdings_largest(const Holdings *h, uint64 k);
extern void holdings_lorenz(const Holdings *h, uint32 points, Ratio *curve);

#endif /* COMMISSIONING_HOLDINGS_H */
