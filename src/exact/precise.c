/*-------------------------------------------------------------------------
 *
 * precise.c
 *		Floating point of about 31 significant digits.
 *
 * Relative errors are a few 2^-104 for the four operations and below 10^-29 for
 * the functions.
 *
 *-------------------------------------------------------------------------
 */
#include "exact/precise.h"

#include <math.h>

static const Precise LN_2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
static const Precise ONE_THIRD = {0x1.5555555555555p-2, 0x1.5555555555555p-56};

/*
 * A logarithm's argument is brought next to 1 by two of some factors, the
 * logarithms of which are in tables: one near 128/k, then 1 - k/32768.
 */
#define COARSE_STEPS 128
#define COARSE_FIRST 90	 /* 128 / sqrt(2), */
#define COARSE_LAST	 181 /* and 128 * sqrt(2), to the nearest */
#define FINE_STEPS	 32768
#define FINE_MOST	 200 /* more than FINE_STEPS / 2 / COARSE_FIRST */

typedef struct LogFactor
{
	double factor; /* of 16 bits at most */
	Precise log;   /* of its inverse */
} LogFactor;

/* a * b without error, b being of 26 bits at most */
static inline Precise
product_short(double a, double b)
{
	Precise r;
	double high;

	high = precise_high(a);
	r.hi = a * b;
	r.lo = (high * b - r.hi) + (a - high) * b;
	return r;
}

/* Keeps the leading 106 bits or more. */
Precise
precise_from_wide(Wide w)
{
	static const double unit[] = {0x1p0, 0x1p64, 0x1p128, 0x1p192};
	bool negative = wide_is_negative(w);
	Precise r = {0, 0};

	if (negative)
		w = wide_negate(w);
	for (int i = lengthof(w.limb) - 1; i >= 0; i--)
	{
		/* each half limb is exact in a double */
		double high = (double) (uint32) (w.limb[i] >> 32) * 0x1p32;
		double low = (double) (uint32) w.limb[i];

		if (w.limb[i] != 0)
			r = precise_add(r,
							precise_sum_ordered(high * unit[i], low * unit[i]));
	}
	return negative ? precise_negate(r) : r;
}

/* Long division with three quotient digits of 53 bits */
Precise
precise_divide(Precise a, Precise b)
{
	double q1 = a.hi / b.hi;
	double q2;
	double q3;
	Precise rest;

	rest = precise_subtract(a, precise_multiply(b, precise_from_double(q1)));
	q2 = rest.hi / b.hi;
	rest = precise_subtract(rest, precise_multiply(b, precise_from_double(q2)));
	q3 = rest.hi / b.hi;
	return precise_add(precise_sum_ordered(q1, q2), precise_from_double(q3));
}

/* ln(1 / factor), term by term: 2 * atanh((1 - factor) / (1 + factor)) */
static Precise
log_of_factor(double factor)
{
	Precise t = precise_divide(precise_from_double(1 - factor),
							   precise_from_double(1 + factor));
	Precise square = precise_multiply(t, t);
	Precise sum = {0, 0};

	for (int n = 45; n >= 1; n -= 2)
	{
		Precise term = precise_divide(precise_from_double(1),
									  precise_from_double(n));

		sum = precise_add(term, precise_multiply(square, sum));
	}
	sum = precise_multiply(t, sum);
	return precise_add(sum, sum);
}

static LogFactor coarse_table[COARSE_LAST - COARSE_FIRST + 1];
static LogFactor fine_table[2 * FINE_MOST + 1];

/* Fill the tables, at the first call. */
static void
make_log_tables(void)
{
	static bool ready = false;

	if (likely(ready))
		return;
	for (int k = COARSE_FIRST; k <= COARSE_LAST; k++)
	{
		LogFactor *f = &coarse_table[k - COARSE_FIRST];

		f->factor = rint(1024.0 * COARSE_STEPS / k) / 1024;
		f->log = log_of_factor(f->factor);
	}
	for (int k = -FINE_MOST; k <= FINE_MOST; k++)
	{
		LogFactor *f = &fine_table[k + FINE_MOST];

		f->factor = 1 - (double) k / FINE_STEPS;
		f->log = log_of_factor(f->factor);
	}
	ready = true;
}

/* a + b, which do not nearly cancel */
static inline Precise
add_plainly(Precise a, Precise b)
{
	Precise r = precise_sum(a.hi, b.hi);

	return precise_sum_ordered(r.hi, r.lo + (a.lo + b.lo));
}

/* a + b, |a| >= |b| */
static inline Precise
add_ordered(Precise a, Precise b)
{
	Precise r = precise_sum_ordered(a.hi, b.hi);

	return precise_sum_ordered(r.hi, r.lo + (a.lo + b.lo));
}

/* ln(1 + r) - r for |r| < 2^-15.5: r^8 and beyond do not matter */
static inline Precise
log1p_rest(Precise r)
{
	double h = r.hi;
	Precise sum;

	/* from r^4 on a double's precision is enough */
	sum = precise_from_double(-h *
							  (1.0 / 4 - h * (1.0 / 5 - h * (1.0 / 6 - h / 7))));
	sum = precise_multiply(r, add_ordered(ONE_THIRD, sum));
	sum = add_ordered(precise_from_double(-0.5), sum);
	return precise_multiply(precise_multiply(r, r), sum);
}

/* a * factor - less, which is not far from 0 beside either */
static inline Precise
near_zero(Precise a, double factor, double less)
{
	Precise product = product_short(a.hi, factor);

	return precise_sum(product.hi - less, product.lo + a.lo * factor);
}

/* The nearest whole number to one that is positive */
static inline int
nearest(double d)
{
	return (int) (d + 0.5);
}

/*
 * log + ln(1 + r) for |r| up to 1 / 2 / COARSE_FIRST and a little more, where log
 * is 0 or far enough from 0 not to cancel with that.
 */
static inline Precise
add_log1p(Precise log, Precise r)
{
	int k = nearest((r.hi - r.hi * r.hi) * FINE_STEPS + FINE_MOST);
	const LogFactor *f = &fine_table[k];

	r = near_zero(r, f->factor, (double) (k - FINE_MOST) / FINE_STEPS);
	log = add_plainly(add_plainly(log, f->log), r);
	return add_ordered(log, log1p_rest(r));
}

/* Natural logarithm of x > 0 */
Precise
precise_log(Precise x)
{
	int exponent;
	double m = frexp(x.hi, &exponent);
	const LogFactor *f;
	Precise log;

	Assert(x.hi > 0);
	make_log_tables();
	if (m < M_SQRT1_2)
	{
		m *= 2;
		exponent--;
	}
	x.lo *= m / x.hi; /* a power of two */
	x.hi = m;
	f = &coarse_table[nearest(m * COARSE_STEPS) - COARSE_FIRST];
	log = precise_multiply(LN_2, precise_from_double(exponent));
	return add_log1p(add_plainly(log, f->log), near_zero(x, f->factor, 1));
}

/* ln(1 + x) for x > -1, without loss where x is small */
Precise
precise_log1p(Precise x)
{
	if (fabs(x.hi) >= 1.0 / 256)
		return precise_log(precise_add(x, precise_from_double(1)));
	make_log_tables();
	return add_log1p(precise_from_double(0), x);
}

/* The exponential's series without its 1, for |x| up to about 0.02 */
static Precise
expm1_series(Precise x)
{
	Precise sum = {0, 0};

	for (int n = 14; n >= 1; n--)
	{
		sum = precise_add(sum, precise_from_double(1));
		sum = precise_divide(precise_multiply(sum, x), precise_from_double(n));
	}
	return sum;
}

/* e^x; 0 or infinity where that is all a double can say */
Precise
precise_exp(Precise x)
{
	const int halvings = 6;
	double k;
	Precise r;

	if (x.hi < -745)
		return precise_from_double(0);
	if (x.hi > 709)
		return precise_from_double(HUGE_VAL);

	k = rint(x.hi / LN_2.hi);
	r = precise_subtract(x, precise_multiply(LN_2, precise_from_double(k)));
	r.hi = ldexp(r.hi, -halvings);
	r.lo = ldexp(r.lo, -halvings);

	/* (1 + s)^2 = 1 + s (2 + s): square without the 1, which would drown s */
	r = expm1_series(r);
	for (int i = 0; i < halvings; i++)
		r = precise_multiply(r, precise_add(r, precise_from_double(2)));
	r = precise_add(r, precise_from_double(1));
	r.hi = ldexp(r.hi, (int) k);
	r.lo = ldexp(r.lo, (int) k);
	return r;
}

/* e^x - 1, without loss where x is small */
Precise
precise_expm1(Precise x)
{
	if (fabs(x.hi) < 0.02)
		return expm1_series(x);
	return precise_subtract(precise_exp(x), precise_from_double(1));
}

/*
 * precise_to_text
 *		Write x, rounded to 16 significant digits, as "<integer>e<exponent>".
 *
 * "text" has room for PRECISE_TEXT_MAX bytes.  Not for infinities and NaN.
 */
void
precise_to_text(Precise x, char *text)
{
	bool negative = x.hi < 0;
	int exponent;
	int64 digits;

	if (x.hi == 0)
	{
		strlcpy(text, "0", PRECISE_TEXT_MAX);
		return;
	}
	if (negative)
		x = precise_negate(x);

	exponent = (int) floor(log10(x.hi)) - 15;
	for (;;)
	{
		Precise scaled = x;
		double whole;

		/* powers of ten up to 10^22 are exact doubles */
		for (int left = -exponent; left > 0; left -= 22)
			scaled =
				precise_multiply(scaled,
								 precise_from_double(pow(10, Min(left, 22))));
		for (int left = exponent; left > 0; left -= 22)
			scaled = precise_divide(scaled,
									precise_from_double(pow(10, Min(left, 22))));

		whole = floor(scaled.hi);
		digits = (int64) whole +
			(int64) floor((scaled.hi - whole) + scaled.lo + 0.5);
		if (digits < INT64CONST(1000000000000000))
			exponent--; /* log10() was a hair too large */
		else if (digits > INT64CONST(9999999999999999))
			exponent++;
		else
			break;
	}
	snprintf(text, PRECISE_TEXT_MAX, "%s" INT64_FORMAT "e%d",
			 negative ? "-" : "", digits, exponent);
}
