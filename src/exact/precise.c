/*-------------------------------------------------------------------------
 *
 * precise.c
 *		Floating point of about 31 significant digits.
 *
 * Addition and multiplication follow D. E. Knuth's two-sum and Dekker's
 * two-product.  Relative errors are a few 2^-104 for the four operations and
 * below 10^-29 for the functions.
 *
 *-------------------------------------------------------------------------
 */
#include "exact/precise.h"

#include <math.h>

static const Precise LN_2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
static const Precise ONE_THIRD = {0x1.5555555555555p-2, 0x1.5555555555555p-56};
static const Precise ONE_FIFTH = {0x1.999999999999ap-3, -0x1.999999999999ap-57};
static const Precise ONE_SEVENTH = {0x1.2492492492492p-3, 0x1.2492492492492p-57};

/* Logarithms are reduced to the nearest k/64; LOG_TABLE_* are the k needed. */
#define LOG_STEPS		64
#define LOG_TABLE_FIRST 45 /* <= 64 / sqrt(2) */
#define LOG_TABLE_LAST	91 /* >= 64 * sqrt(2) */

/* a + b without error, |a| >= |b| */
static inline Precise
sum_ordered(double a, double b)
{
	Precise r;

	r.hi = a + b;
	r.lo = b - (r.hi - a);
	return r;
}

/* a + b without error */
static inline Precise
sum_exact(double a, double b)
{
	Precise r;
	double shadow;

	r.hi = a + b;
	shadow = r.hi - a;
	r.lo = (a - (r.hi - shadow)) + (b - shadow);
	return r;
}

/* a * b without error, each factor split into halves of 26 bits */
static inline Precise
product_exact(double a, double b)
{
	const double splitter = 134217729.0; /* 2^27 + 1 */
	double t = splitter * a;
	double ah = t - (t - a);
	double al = a - ah;
	double bh;
	double bl;
	Precise r;

	t = splitter * b;
	bh = t - (t - b);
	bl = b - bh;
	r.hi = a * b;
	r.lo = ((ah * bh - r.hi) + ah * bl + al * bh) + al * bl;
	return r;
}

Precise
precise_from_double(double d)
{
	Precise r = {d, 0};

	return r;
}

/* Keeps the leading 106 bits or more. */
Precise
precise_from_wide(Wide w)
{
	bool negative = wide_is_negative(w);
	Precise r = {0, 0};

	if (negative)
		w = wide_negate(w);
	for (int i = 3; i >= 0; i--)
	{
		/* each half limb is exact in a double */
		double high = ldexp((double) (w.limb[i] >> 32), 64 * i + 32);
		double low = ldexp((double) (uint32) w.limb[i], 64 * i);

		if (high != 0)
			r = precise_add(r, precise_from_double(high));
		if (low != 0)
			r = precise_add(r, precise_from_double(low));
	}
	return negative ? precise_negate(r) : r;
}

Precise
precise_add(Precise a, Precise b)
{
	Precise high = sum_exact(a.hi, b.hi);
	Precise low = sum_exact(a.lo, b.lo);

	high = sum_ordered(high.hi, high.lo + low.hi);
	return sum_ordered(high.hi, high.lo + low.lo);
}

Precise
precise_negate(Precise a)
{
	Precise r = {-a.hi, -a.lo};

	return r;
}

Precise
precise_subtract(Precise a, Precise b)
{
	return precise_add(a, precise_negate(b));
}

Precise
precise_multiply(Precise a, Precise b)
{
	Precise r = product_exact(a.hi, b.hi);

	r.lo += a.hi * b.lo + a.lo * b.hi;
	return sum_ordered(r.hi, r.lo);
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
	return precise_add(sum_ordered(q1, q2), precise_from_double(q3));
}

/* 2 * atanh(t) for |t| < 1/120: t^17 and beyond do not matter */
static Precise
twice_atanh_small(Precise t)
{
	Precise square = precise_multiply(t, t);
	double s = square.hi;
	Precise sum;

	/* from t^9 on a double's precision is enough */
	sum = precise_from_double(1.0 / 9 + s * (1.0 / 11 + s * (1.0 / 13 + s / 15)));
	sum = precise_add(ONE_SEVENTH, precise_multiply(square, sum));
	sum = precise_add(ONE_FIFTH, precise_multiply(square, sum));
	sum = precise_add(ONE_THIRD, precise_multiply(square, sum));
	sum = precise_add(t, precise_multiply(t, precise_multiply(square, sum)));
	return precise_add(sum, sum);
}

/* ln(k / 64), from a table made at the first call */
static Precise
log_of_step(int k)
{
	static Precise table[LOG_TABLE_LAST - LOG_TABLE_FIRST + 1];
	static bool ready = false;

	if (!ready)
	{
		for (int j = LOG_TABLE_FIRST; j <= LOG_TABLE_LAST; j++)
		{
			/* 2 * atanh((j - 64) / (j + 64)), term by term */
			Precise t = precise_divide(precise_from_double(j - LOG_STEPS),
									   precise_from_double(j + LOG_STEPS));
			Precise square = precise_multiply(t, t);
			Precise sum = {0, 0};

			for (int n = 45; n >= 1; n -= 2)
			{
				Precise term = precise_divide(precise_from_double(1),
											  precise_from_double(n));

				sum = precise_add(term, precise_multiply(square, sum));
			}
			sum = precise_multiply(t, sum);
			table[j - LOG_TABLE_FIRST] = precise_add(sum, sum);
		}
		ready = true;
	}
	return table[k - LOG_TABLE_FIRST];
}

/* Natural logarithm of x > 0 */
Precise
precise_log(Precise x)
{
	int exponent;
	double m = frexp(x.hi, &exponent);
	int k;
	Precise step;
	Precise r;

	if (m < M_SQRT1_2)
	{
		m *= 2;
		exponent--;
	}
	x.hi = ldexp(x.hi, -exponent);
	x.lo = ldexp(x.lo, -exponent);

	Assert(x.hi > 0);
	k = (int) rint(m * LOG_STEPS);
	step = precise_from_double((double) k / LOG_STEPS);
	r = twice_atanh_small(precise_divide(precise_subtract(x, step),
										 precise_add(x, step)));
	if (k != LOG_STEPS)
		r = precise_add(log_of_step(k), r);
	if (exponent != 0)
		r = precise_add(precise_multiply(LN_2, precise_from_double(exponent)),
						r);
	return r;
}

/* ln(1 + x) for x > -1, without loss where x is small */
Precise
precise_log1p(Precise x)
{
	if (fabs(x.hi) < 1.0 / 64)
		return twice_atanh_small(
			precise_divide(x, precise_add(x, precise_from_double(2))));
	return precise_log(precise_add(x, precise_from_double(1)));
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
