/*-------------------------------------------------------------------------
 *
 * holdings.c
 *		The arithmetic of the measures of concentration and inequality.
 *
 * Notation: x_1 <= ... <= x_n the amounts, S their sum, s_i = x_i / S the
 * shares, m = S / n the mean.
 *
 *-------------------------------------------------------------------------
 */
#include "exact/holdings.h"

#include "exact/radix.h"

#include <math.h>

/* Sort the holdings, ascending; "scratch" has room for as many. */
void
holdings_sort(Holdings *h, Amount *scratch)
{
	/* none is negative */
	radix_sort(h->value, h->n, 0, scratch);
}

/* Herfindahl-Hirschman index: sum of s_i^2, from 1/n to 1 */
Ratio
holdings_hhi(const Holdings *h)
{
	Ratio r = {WIDE_ZERO, wide_multiply(h->total, h->total)};

	for (uint32 i = 0; i < h->n; i++)
		r.numerator = wide_add(r.numerator,
							   wide_multiply(h->value[i], h->value[i]));
	return r;
}

/*
 * Gini coefficient, population form: sum over i of (2i - n - 1) x_i by n S,
 * from 0 to (n - 1) / n.
 */
Ratio
holdings_gini(const Holdings *h)
{
	Ratio r = {WIDE_ZERO, wide_scale(wide_from_amount(h->total), h->n)};

	for (uint32 i = 0; i < h->n; i++)
	{
		int64 weight = 2 * ((int64) i + 1) - h->n - 1;

		r.numerator = wide_add(r.numerator,
							   wide_multiply(h->value[i],
											 amount_from_int64(weight)));
	}
	return r;
}

/* n x_i - S: how far a holder is from the mean, times n */
static inline Wide
excess(const Holdings *h, uint32 i)
{
	return wide_subtract(wide_scale(wide_from_amount(h->value[i]), h->n),
						 wide_from_amount(h->total));
}

/*
 * Hoover index, or Ricci-Schutz or Pietra: sum of |x_i - m| by 2 n m, the
 * share that would have to change hands for all to hold the same.
 */
Ratio
holdings_hoover(const Holdings *h)
{
	Ratio r = {WIDE_ZERO,
			   wide_scale(wide_from_amount(h->total), 2 * (uint64) h->n)};

	for (uint32 i = 0; i < h->n; i++)
	{
		Wide distance = excess(h, i);

		/* those above the mean are as far from it as those below */
		if (!wide_is_negative(distance))
			r.numerator = wide_add(r.numerator, distance);
	}
	r.numerator = wide_add(r.numerator, r.numerator);
	return r;
}

/* The sum of the k largest amounts */
Amount
holdings_largest(const Holdings *h, uint64 k)
{
	Amount sum = AMOUNT_ZERO;

	for (uint32 i = 0; i < h->n && i < k; i++)
		sum = amount_add(sum, h->value[h->n - 1 - i]);
	return sum;
}

/*
 * Palma ratio: the share of the top tenth by that of the bottom four tenths,
 * the Lorenz curve being linear between holders.  The denominator is 0 if
 * the bottom holds nothing.
 */
Ratio
holdings_palma(const Holdings *h)
{
	uint64 top = h->n; /* in tenths of a holder */
	uint64 bottom = (uint64) h->n * 4;
	Ratio r;

	r.numerator = wide_scale(wide_from_amount(holdings_largest(h, top / 10)),
							 10);
	if (top % 10 != 0)
		r.numerator =
			wide_add(r.numerator,
					 wide_scale(wide_from_amount(h->value[h->n - 1 - top / 10]),
								top % 10));
	r.denominator = WIDE_ZERO;
	for (uint32 i = 0; i < bottom / 10; i++)
		r.denominator = wide_add(r.denominator, wide_from_amount(h->value[i]));
	r.denominator = wide_scale(r.denominator, 10);
	if (bottom % 10 != 0)
		r.denominator = wide_add(
			r.denominator,
			wide_scale(wide_from_amount(h->value[bottom / 10]), bottom % 10));
	return r;
}

/*
 * Lorenz curve: curve[i] is the share of the smallest i/points of the holders,
 * for i from 0 to points, linear between holders.
 */
void
holdings_lorenz(const Holdings *h, uint32 points, Ratio *curve)
{
	Wide whole = wide_scale(wide_from_amount(h->total), points);
	Amount below = AMOUNT_ZERO;
	uint32 holders = 0;

	for (uint32 i = 0; i <= points; i++)
	{
		/* i * n / points holders: a whole number and a part of the next */
		uint64 place = (uint64) i * h->n;
		uint64 part = place % points;

		ground_interrupts();
		for (; holders < place / points; holders++)
			below = amount_add(below, h->value[holders]);
		curve[i].numerator = wide_scale(wide_from_amount(below), points);
		if (part != 0)
			curve[i].numerator =
				wide_add(curve[i].numerator,
						 wide_scale(wide_from_amount(h->value[holders]), part));
		curve[i].denominator = whole;
	}
}

static inline Precise
precise_ratio(Wide numerator, Precise denominator)
{
	return precise_divide(precise_from_wide(numerator), denominator);
}

/*
 * The mean of f(d_i) over the holders, d_i = x_i / m - 1 exact but for its
 * own rounding; equal neighbours are computed once.  Deviations and functions
 * of them, instead of x_i / m, keep the digits when all holders are nearly
 * equal.  As sum(d_i) = 0, a multiple of d may be taken from f.
 */
typedef struct Deviation
{
	bool nothing; /* is x_i 0? then there is no logarithm */
	Precise d;
	Precise log; /* ln(x_i / m) */
} Deviation;

typedef Precise (*DeviationFunction)(const Deviation *deviation,
									 Precise parameter);

/*
 * The logarithm comes from d near the mean, which keeps the digits there, and
 * from x_i / m elsewhere, of which 1 + d keeps nothing when it is small.
 */
static Deviation
deviation_of(const Holdings *h, uint32 i, Precise total)
{
	Deviation deviation;

	deviation.nothing = amount_is_zero(h->value[i]);
	deviation.d = precise_ratio(excess(h, i), total);
	if (deviation.nothing)
		deviation.log = precise_from_double(0);
	else if (fabs(deviation.d.hi) < 0.5)
		deviation.log = precise_log1p(deviation.d);
	else
		deviation.log = precise_log(precise_ratio(
			wide_scale(wide_from_amount(h->value[i]), h->n), total));
	return deviation;
}

static Precise
mean_of(const Holdings *h, DeviationFunction f, Precise parameter)
{
	Precise total = precise_from_wide(wide_from_amount(h->total));
	Precise sum = {0, 0};
	Precise term = {0, 0};

	for (uint32 i = 0; i < h->n; i++)
	{
		ground_interrupts();
		if (i == 0 || amount_compare(h->value[i], h->value[i - 1]) != 0)
		{
			Deviation deviation = deviation_of(h, i, total);

			term = f(&deviation, parameter);
		}
		sum = precise_add(sum, term);
	}
	return precise_divide(sum, precise_from_double(h->n));
}

/* (1 + d) ln(1 + d) - d, which is never negative */
static Precise
theil_term(const Deviation *deviation, Precise unused)
{
	Precise ratio = precise_add(precise_from_double(1), deviation->d);

	(void) unused;
	if (deviation->nothing)
		return precise_from_double(1); /* 0 ln 0 = 0 */
	return precise_subtract(precise_multiply(ratio, deviation->log),
							deviation->d);
}

/* Theil's T: mean of (x_i / m) ln(x_i / m), from 0 to ln n */
Precise
holdings_theil(const Holdings *h)
{
	return mean_of(h, theil_term, precise_from_double(0));
}

/* Shannon entropy of the shares: -sum(s_i ln(s_i)), from 0 to ln n */
Precise
holdings_entropy(const Holdings *h)
{
	Precise total = precise_from_wide(wide_from_amount(h->total));
	Precise sum = {0, 0};
	Precise term = {0, 0};

	for (uint32 i = 0; i < h->n; i++)
	{
		Amount x = h->value[i];

		ground_interrupts();
		if (amount_is_zero(x))
			continue;
		if (i == 0 || amount_compare(x, h->value[i - 1]) != 0)
		{
			Precise share = precise_ratio(wide_from_amount(x), total);
			Amount others = amount_subtract(x, h->total);

			/* near 1, ln(s) from 1 - s, which is exact */
			term = share.hi < 0.5
				? precise_log(share)
				: precise_log1p(precise_ratio(wide_from_amount(others), total));
			term = precise_multiply(share, term);
		}
		sum = precise_subtract(sum, term);
	}
	return sum;
}

/* (1 + d)^p - 1 */
static Precise
power_term(const Deviation *deviation, Precise p)
{
	if (deviation->nothing)
		return precise_from_double(-1);
	return precise_expm1(precise_multiply(p, deviation->log));
}

/*
 * (1 + d)^(1 - epsilon) - (1 + d), which has the same mean as (1 + d)^(1 -
 * epsilon) - 1 and for a small epsilon more of its digits
 */
static Precise
loss_term(const Deviation *deviation, Precise epsilon)
{
	Precise ratio = precise_add(precise_from_double(1), deviation->d);

	if (deviation->nothing)
		return precise_from_double(0);
	return precise_multiply(ratio,
							precise_expm1(precise_multiply(precise_negate(epsilon),
														   deviation->log)));
}

static Precise
log_term(const Deviation *deviation, Precise unused)
{
	(void) unused;
	return deviation->log;
}

/* the logarithm of a power of x_i / m that sums of doubles still hold */
#define LOG_POWER_LIMIT 300.0

/*
 * ln of the mean of (x_i / m)^p for a negative p far from 0: the largest term,
 * that of the smallest amount, is taken out first.
 */
static Precise
log_mean_power(const Holdings *h, Precise p)
{
	Precise total = precise_from_wide(wide_from_amount(h->total));
	Precise n = precise_from_double(h->n);
	Precise smallest = precise_from_wide(wide_from_amount(h->value[0]));
	Precise sum = {0, 0};
	Precise term = {0, 0};

	for (uint32 i = 0; i < h->n; i++)
	{
		Precise x = precise_from_wide(wide_from_amount(h->value[i]));

		ground_interrupts();
		if (i == 0 || amount_compare(h->value[i], h->value[i - 1]) != 0)
			term = precise_exp(
				precise_multiply(p, precise_log(precise_divide(x, smallest))));
		sum = precise_add(sum, term);
	}
	smallest = precise_divide(precise_multiply(smallest, n), total);
	return precise_add(precise_multiply(p, precise_log(smallest)),
					   precise_log(precise_divide(sum, n)));
}

/*
 * Atkinson's index, epsilon > 0 the aversion to inequality:
 *		1 - (mean of (x_i / m)^(1 - epsilon))^(1 / (1 - epsilon)),
 * for epsilon = 1 its limit, 1 - geometric mean / m.  From 0 to 1, and 1 for
 * epsilon >= 1 as soon as a holder has nothing.
 */
Precise
holdings_atkinson(const Holdings *h, Precise epsilon)
{
	Precise p = precise_subtract(precise_from_double(1), epsilon);
	Deviation smallest;
	Precise level;

	if (p.hi <= 0)
	{
		for (uint32 i = 0; i < h->n; i++)
		{
			if (amount_is_zero(h->value[i]))
				return precise_from_double(1);
		}
	}
	smallest = deviation_of(h, 0, precise_from_wide(wide_from_amount(h->total)));
	if (p.hi == 0)
		level = mean_of(h, log_term, p);
	else if (p.hi < 0 && p.hi * smallest.log.hi > LOG_POWER_LIMIT)
		level = precise_divide(log_mean_power(h, p), p);
	else if (epsilon.hi < 0.5)
		level = precise_divide(precise_log1p(mean_of(h, loss_term, epsilon)), p);
	else
		level = precise_divide(precise_log1p(mean_of(h, power_term, p)), p);
	return precise_negate(precise_expm1(level));
}
