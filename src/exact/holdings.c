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
	/* as unsigned numbers, which they may be taken for: none is negative */
	radix_sort(h->value, h->n, 0, scratch);
}

/* Herfindahl-Hirschman index: sum of s_i^2, from 1/n to 1 */
Ratio
holdings_hhi(const Holdings *h)
{
	Ratio r = {WIDE_ZERO, wide_multiply(h->total, h->total)};

	for (uint32 i = 0; i < h->n; i++)
		wide_add_product(&r.numerator, h->value[i], h->value[i]);
	return r;
}

/*
 * Gini coefficient, population form: sum over i of (2i - n - 1) x_i by n S,
 * from 0 to (n - 1) / n.  The sum is twice that of i x_i less (n + 1) S.
 */
Ratio
holdings_gini(const Holdings *h)
{
	Wide total = wide_from_amount(h->total);
	Wide ranked = WIDE_ZERO; /* sum of i x_i */
	Ratio r;

	for (uint32 i = 0; i < h->n; i++)
		wide_add_product(&ranked, h->value[i], amount_from_int64((int64) i + 1));
	r.numerator = wide_subtract(wide_scale(ranked, 2),
								wide_scale(total, (uint64) h->n + 1));
	r.denominator = wide_scale(total, h->n);
	return r;
}

/*
 * Hoover index, or Ricci-Schutz or Pietra: sum of |x_i - m| by 2 n m, the
 * share that would have to change hands for all to hold the same.
 */
Ratio
holdings_hoover(const Holdings *h)
{
	Wide total = wide_from_amount(h->total);
	Wide quotient = total;
	Amount mean; /* rounded down */
	Amount above = AMOUNT_ZERO;
	uint32 holders = 0;
	Ratio r;

	(void) wide_divide_small(&quotient, h->n);
	mean = (Amount){quotient.limb[0], quotient.limb[1]};
	for (uint32 i = 0; i < h->n; i++)
	{
		if (amount_compare(h->value[i], mean) <= 0)
			continue;
		above = amount_add(above, h->value[i]);
		holders++;
	}
	/* those above the mean are as far from it as those below */
	r.numerator = wide_subtract(wide_scale(wide_from_amount(above), h->n),
								wide_scale(total, holders));
	r.numerator = wide_scale(r.numerator, 2);
	r.denominator = wide_scale(total, 2 * (uint64) h->n);
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
	Amount smallest = AMOUNT_ZERO;
	Ratio r;

	r.numerator = wide_scale(wide_from_amount(holdings_largest(h, top / 10)),
							 10);
	if (top % 10 != 0)
		r.numerator =
			wide_add(r.numerator,
					 wide_scale(wide_from_amount(h->value[h->n - 1 - top / 10]),
								top % 10));
	for (uint32 i = 0; i < bottom / 10; i++)
		smallest = amount_add(smallest, h->value[i]);
	r.denominator = wide_scale(wide_from_amount(smallest), 10);
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
 * The mean over the holders of a function of d_i = x_i / m - 1, which is exact
 * but for its own rounding.
 *
 * Each function f is 0 at 0, as is its slope (a multiple of d may be added to
 * f, since sum(d_i) = 0), and has one sign everywhere else.  So nothing cancels
 * in the sum, which is 0 only if all holders are equal, and it has the digits
 * of its terms however nearly equal they are.
 */
typedef struct Divergence
{
	Precise epsilon;
	Precise p;		   /* 1 - epsilon */
	Precise curvature; /* the second derivative of f at 0 */
	Precise (*far)(const struct Divergence *f, Precise d, Precise ratio,
				   Precise log); /* f for x_i > 0, not near the mean */
	Precise at_nothing;			 /* f for x_i = 0 */
} Divergence;

/*
 * Where |d| is less, f comes from its series.  Elsewhere the terms of f, which
 * are of the order of d and leave d^2, lose less than seven of their digits.
 */
#define NEAR_MEAN 0x1p-20

/*
 * For all f here, being (1 + d)^p but for a factor and what is linear (or its
 * limits for p to 0 and 1), the series is
 *		f''(0) d^2 / 2 (1 + (p - 2) / 3 d (1 + (p - 3) / 4 d (1 + ...))).
 * With |p| < 100 what is left out is less than 10^-23; the sum of the rest is
 * less than 2^-14, so that doubles give it to 10^-20.
 */
static Precise
divergence_near(const Divergence *f, Precise d)
{
	Precise square = precise_multiply(d, d);
	double rest = 0;

	for (int k = 6; k >= 3; k--)
		rest = (f->p.hi + 1 - k) / k * d.hi * (1 + rest);
	square = precise_multiply(square,
							  precise_add(precise_from_double(0.5),
										  precise_from_double(rest / 2)));
	return precise_multiply(f->curvature, square);
}

/*
 * x_i / m, the ratio of part to whole, and its logarithm: from d where that is
 * near 0, which keeps their digits there, and by a division of its own
 * elsewhere, since 1 + d keeps nothing of a small x_i.
 */
static Precise
ratio_of(Wide part, Precise whole, Precise d, Precise *log)
{
	Precise ratio;

	if (fabs(d.hi) < 0.5)
	{
		*log = precise_log1p(d);
		return precise_add(precise_from_double(1), d);
	}
	ratio = precise_ratio(part, whole);
	*log = precise_log(ratio);
	return ratio;
}

/* f where x_i / m is the ratio of part to whole, and excess their difference */
static Precise
divergence_of(const Divergence *f, Wide part, Wide excess, Precise whole)
{
	Precise d;
	Precise ratio;
	Precise log;

	if (wide_is_zero(part))
		return f->at_nothing;
	d = precise_ratio(excess, whole);
	if (fabs(d.hi) < NEAR_MEAN)
		return divergence_near(f, d);
	ratio = ratio_of(part, whole, d, &log);
	return f->far(f, d, ratio, log);
}

/* Equal neighbours are computed once. */
static Precise
mean_of(const Holdings *h, const Divergence *f)
{
	Wide whole = wide_from_amount(h->total);
	Precise total = precise_from_wide(whole);
	Precise sum = {0, 0};
	Precise term = {0, 0};

	for (uint32 i = 0; i < h->n; i++)
	{
		ground_interrupts();
		if (i == 0 || amount_compare(h->value[i], h->value[i - 1]) != 0)
		{
			Wide part = wide_scale(wide_from_amount(h->value[i]), h->n);

			term = divergence_of(f, part, wide_subtract(part, whole), total);
		}
		sum = precise_add(sum, term);
	}
	return precise_divide(sum, precise_from_double(h->n));
}

/* (1 + d) ln(1 + d) - d */
static Precise
theil_far(const Divergence *f, Precise d, Precise ratio, Precise log)
{
	(void) f;
	return precise_subtract(precise_multiply(ratio, log), d);
}

/*
 * A power of two by which amounts are multiplied, without loss, so that the mean
 * is next to 1 and no logarithm is large
 */
static double
scale_of(const Holdings *h)
{
	int exponent;

	(void) frexp(precise_from_wide(wide_from_amount(h->total)).hi / h->n,
				 &exponent);
	return ldexp(1, -exponent);
}

static inline Precise
scaled(Amount x, double scale)
{
	Precise r;

	/* each half of 64 bits is exact in a double */
	if (likely(x.hi == 0))
		r = precise_sum_ordered((double) (uint32) (x.lo >> 32) * 0x1p32,
								(double) (uint32) x.lo);
	else
		r = precise_from_wide(wide_from_amount(x));
	r.hi *= scale;
	r.lo *= scale;
	return r;
}

/*
 * holdings_log_mean
 *		The mean of ln(x_i) weighted by x_i, which is sum of x_i ln(x_i) by S, with
 *		amounts scaled: what Theil's index and the entropy are made of.
 *
 * Equal neighbours are computed once.
 */
Precise
holdings_log_mean(const Holdings *h)
{
	double scale = scale_of(h);
	Precise sum = {0, 0};
	Precise term = {0, 0};

	for (uint32 i = 0; i < h->n; i++)
	{
		Amount x = h->value[i];

		ground_interrupts();
		if (amount_is_zero(x))
			continue; /* 0 ln 0 = 0 */
		if (i == 0 || amount_compare(x, h->value[i - 1]) != 0)
		{
			term = scaled(x, scale);
			term = precise_multiply(term, precise_log(term));
		}
		sum = precise_add(sum, term);
	}
	return precise_divide(sum, scaled(h->total, scale));
}

/*
 * The two are differences of logarithms.  Where one is less than this, too many
 * of its digits are lost, and it is computed otherwise.
 */
#define LEAST_DIFFERENCE 0x1p-10

/* of which Theil's T is the mean */
static const Divergence theil_divergence = {.p = {1, 0},
											.curvature = {1, 0},
											.far = theil_far,
											/* 0 ln 0 = 0 */
											.at_nothing = {1, 0}};

Precise
holdings_theil_term(Wide x, Wide m)
{
	return divergence_of(&theil_divergence, x, wide_subtract(x, m),
						 precise_from_wide(m));
}

/*
 * Theil's T: mean of (x_i / m) ln(x_i / m), from 0 to ln n.  Where all hold
 * nearly the same it comes from their deviations.
 */
Precise
holdings_theil(const Holdings *h, Precise log_mean)
{
	Precise mean = precise_divide(scaled(h->total, scale_of(h)),
								  precise_from_double(h->n));
	Precise theil = precise_subtract(log_mean, precise_log(mean));

	return theil.hi < LEAST_DIFFERENCE ? mean_of(h, &theil_divergence) : theil;
}

/* The entropy where one has nearly everything */
static Precise
entropy_of_one(const Holdings *h)
{
	Precise total = precise_from_wide(wide_from_amount(h->total));
	Precise sum = {0, 0};

	for (uint32 i = 0; i < h->n; i++)
	{
		Amount x = h->value[i];
		Precise share = precise_ratio(wide_from_amount(x), total);
		Amount others = amount_subtract(x, h->total);
		Precise log;

		ground_interrupts();
		if (amount_is_zero(x))
			continue;
		/* near 1, ln(s) from 1 - s, which is exact */
		log = share.hi < 0.5
			? precise_log(share)
			: precise_log1p(precise_ratio(wide_from_amount(others), total));
		sum = precise_subtract(sum, precise_multiply(share, log));
	}
	return sum;
}

/* Shannon entropy of the shares: -sum(s_i ln(s_i)), from 0 to ln n */
Precise
holdings_entropy(const Holdings *h, Precise log_mean)
{
	Precise total = scaled(h->total, scale_of(h));
	Precise entropy = precise_subtract(precise_log(total), log_mean);

	return entropy.hi < LEAST_DIFFERENCE ? entropy_of_one(h) : entropy;
}

/* ln(1 + d) - d */
static Precise
log_far(const Divergence *f, Precise d, Precise ratio, Precise log)
{
	(void) f;
	(void) ratio;
	return precise_subtract(log, d);
}

/* (1 + d)^p - 1 - p d */
static Precise
power_far(const Divergence *f, Precise d, Precise ratio, Precise log)
{
	(void) ratio;
	return precise_subtract(precise_expm1(precise_multiply(f->p, log)),
							precise_multiply(f->p, d));
}

/*
 * The same as (1 + d)^(1 - epsilon) - (1 + d) + epsilon d, which for a small
 * epsilon has more of its digits
 */
static Precise
loss_far(const Divergence *f, Precise d, Precise ratio, Precise log)
{
	Precise loss = precise_expm1(precise_multiply(precise_negate(f->epsilon),
												  log));

	return precise_add(precise_multiply(ratio, loss),
					   precise_multiply(f->epsilon, d));
}

/*
 * ln of the p-th root of the mean of (x_i / m)^p, p = 1 - epsilon; for p = 0
 * its limit, the mean of ln(x_i / m)
 */
static Precise
log_mean(const Holdings *h, Precise epsilon, Precise p)
{
	Divergence f = {.epsilon = epsilon, .p = p};

	if (p.hi == 0)
	{
		f.curvature = precise_from_double(-1);
		f.far = log_far;
		return mean_of(h, &f);
	}
	f.curvature = precise_negate(precise_multiply(p, epsilon));
	f.far = epsilon.hi < 0.5 ? loss_far : power_far;
	f.at_nothing = precise_negate(epsilon); /* 0^p = 0 */
	return precise_divide(precise_log1p(mean_of(h, &f)), p);
}

/* the logarithm of a power of x_i / m that sums of doubles still hold */
#define LOG_POWER_LIMIT 300.0

/*
 * The same for a negative p far from 0: the largest term, that of the smallest
 * amount, is taken out first.
 */
static Precise
log_mean_far(const Holdings *h, Precise p)
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
	return precise_add(precise_log(smallest),
					   precise_divide(precise_log(precise_divide(sum, n)), p));
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
	Precise total = precise_from_wide(wide_from_amount(h->total));
	Wide smallest = wide_scale(wide_from_amount(h->value[0]), h->n);
	bool far = false;

	if (p.hi <= 0)
	{
		if (wide_is_zero(smallest))
			return precise_from_double(1);
		far = p.hi * precise_log(precise_ratio(smallest, total)).hi >
			LOG_POWER_LIMIT;
	}
	return precise_negate(precise_expm1(far ? log_mean_far(h, p)
											: log_mean(h, epsilon, p)));
}
