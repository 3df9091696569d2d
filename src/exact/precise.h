/*-------------------------------------------------------------------------
 *
 * precise.h
 *		Floating point of about 31 significant digits, with logarithm and
 *		exponential.
 *
 * The three measures that need a logarithm or a power (Theil, entropy,
 * Atkinson) are promised to 15 significant digits, which a sum of many
 * doubles cannot keep.  A Precise is the unevaluated sum of two doubles
 * ("double-double": T. J. Dekker, "A Floating-Point Technique for Extending
 * the Available Precision", 1971).  Addition and multiplication follow D. E.
 * Knuth's two-sum and Dekker's two-product, and are inline, since sums over all
 * holders are made of them.  Needs IEEE doubles without contraction of a * b + c
 * (the Makefile says -ffp-contract=off).
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_PRECISE_H
#define COMMISSIONING_PRECISE_H

#include "exact/wide.h"

typedef struct Precise
{
	double hi; /* the number rounded to a double */
	double lo; /* what that rounding left off */
} Precise;

/* room for what precise_to_text() writes, with its terminator */
#define PRECISE_TEXT_MAX 64

/* a + b without error, |a| >= |b| */
static inline Precise
precise_sum_ordered(double a, double b)
{
	Precise r;

	r.hi = a + b;
	r.lo = b - (r.hi - a);
	return r;
}

/* a + b without error */
static inline Precise
precise_sum(double a, double b)
{
	Precise r;
	double shadow;

	r.hi = a + b;
	shadow = r.hi - a;
	r.lo = (a - (r.hi - shadow)) + (b - shadow);
	return r;
}

/* The upper half, 26 bits, of a double */
static inline double
precise_high(double a)
{
	double t = 134217729.0 * a; /* 2^27 + 1 */

	return t - (t - a);
}

/* a * b without error, each factor split into halves */
static inline Precise
precise_product(double a, double b)
{
	double ah = precise_high(a);
	double al = a - ah;
	double bh = precise_high(b);
	double bl = b - bh;
	Precise r;

	r.hi = a * b;
	r.lo = ((ah * bh - r.hi) + ah * bl + al * bh) + al * bl;
	return r;
}

static inline Precise
precise_from_double(double d)
{
	Precise r = {d, 0};

	return r;
}

static inline Precise
precise_add(Precise a, Precise b)
{
	Precise high = precise_sum(a.hi, b.hi);
	Precise low = precise_sum(a.lo, b.lo);

	high = precise_sum_ordered(high.hi, high.lo + low.hi);
	return precise_sum_ordered(high.hi, high.lo + low.lo);
}

static inline Precise
precise_negate(Precise a)
{
	Precise r = {-a.hi, -a.lo};

	return r;
}

static inline Precise
precise_subtract(Precise a, Precise b)
{
	return precise_add(a, precise_negate(b));
}

static inline Precise
precise_multiply(Precise a, Precise b)
{
	Precise r = precise_product(a.hi, b.hi);

	r.lo += a.hi * b.lo + a.lo * b.hi;
	return precise_sum_ordered(r.hi, r.lo);
}

extern Precise precise_from_wide(Wide w);
extern Precise precise_divide(Precise a, Precise b);
extern Precise precise_log(Precise x);
extern Precise precise_log1p(Precise x);
extern Precise precise_exp(Precise x);
extern Precise precise_expm1(Precise x);
extern void precise_to_text(Precise x, char *text);

#endif /* COMMISSIONING_PRECISE_H */
