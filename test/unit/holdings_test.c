/*
 * holdings_test.c
 *		Measures of concentration against published and hand-worked values.
 */
#include "exact/holdings.h"
#include "tap.h"

#include <math.h>

static Amount values[64];
static Amount scratch[64];

static Holdings
holdings(int n, const int64 *x)
{
	Holdings h = {n, values, AMOUNT_ZERO};

	for (int i = 0; i < n; i++)
	{
		values[i] = amount_from_int64(x[i]);
		h.total = amount_add(h.total, values[i]);
	}
	holdings_sort(&h, scratch);
	return h;
}

static double
as_double(Ratio ratio)
{
	return precise_divide(precise_from_wide(ratio.numerator),
						  precise_from_wide(ratio.denominator))
		.hi;
}

/* equal as far as the published value has digits */
static bool
is(double value, double published)
{
	return fabs(value - published) < 5.1e-8;
}

static bool
is_exactly(Ratio ratio, int64 numerator, int64 denominator)
{
	Wide left = wide_scale(ratio.numerator, denominator);
	Wide right = wide_scale(ratio.denominator, numerator);

	return wide_compare(left, right) == 0;
}

/* Largest relative error of a figure against one of 30 digits */
static bool
to_15_digits(Precise value, Precise expected)
{
	return fabs(precise_subtract(value, expected).hi) <=
		fabs(expected.hi) * 1e-16;
}

int
main(void)
{
	/* examples of R's package ineq; values as its documentation has them */
	const int64 x[] = {541,	 1463, 2445, 3438,	4437,
					   5401, 6392, 8304, 11904, 22261};
	const int64 five[] = {5, 3, 1, 4, 2};
	const int64 zeros[] = {10, 0, 0, 10, 0};
	const int64 equal[] = {3, 3, 3, 3};
	const int64 seven[] = {1, 1, 1, 1, 1, 1, 8};
	const int64 fifty[] = {10, 20, 30, 40, 50};
	Holdings h;
	Ratio curve[6];
	Precise half = precise_from_double(0.5);
	Precise one = precise_from_double(1);
	Amount huge[2];
	Precise d;

	h = holdings(10, x);
	check(is(as_double(holdings_gini(&h)), .4620911), "Gini");
	check(is(as_double(holdings_hhi(&h)), .1840812), "Herfindahl");
	check(is(holdings_theil(&h).hi, .3623412), "Theil T");
	check(is(holdings_atkinson(&h, half).hi, .1796591), "Atkinson, epsilon 1/2");
	check(is(holdings_atkinson(&h, one).hi, .3518251), "Atkinson, epsilon 1");
	check(is(as_double(holdings_hoover(&h)), .3378067), "Hoover");
	check(is(holdings_entropy(&h).hi, 1.9402439), "Shannon");
	check(is(as_double(holdings_palma(&h)), 2.8224927), "Palma");
	check(amount_compare(holdings_largest(&h, 1), amount_from_int64(22261)) == 0 &&
			  amount_compare(holdings_largest(&h, 3),
							 amount_from_int64(42469)) == 0 &&
			  amount_compare(holdings_largest(&h, 11), h.total) == 0,
		  "largest");
	check(to_15_digits(precise_add(holdings_theil(&h), holdings_entropy(&h)),
					   precise_log(precise_from_double(10))),
		  "Theil is ln n less entropy");
	check(fabs(holdings_atkinson(&h, precise_from_double(1 - 1e-9)).hi -
			   holdings_atkinson(&h, one).hi) < 1e-9,
		  "Atkinson is continuous at 1");
	check(fabs(holdings_atkinson(&h, precise_from_double(6.999999999)).hi -
			   holdings_atkinson(&h, precise_from_double(7.000000001)).hi) < 1e-9,
		  "and where its method changes");

	h = holdings(5, five);
	check(is_exactly(holdings_gini(&h), 4, 15), "Gini of 1..5 is 4/15");
	holdings_lorenz(&h, 5, curve);
	check(is_exactly(curve[0], 0, 1) && is_exactly(curve[1], 1, 15) &&
			  is_exactly(curve[2], 3, 15) && is_exactly(curve[3], 6, 15) &&
			  is_exactly(curve[4], 10, 15) && is_exactly(curve[5], 1, 1),
		  "Lorenz curve of 1..5");
	holdings_lorenz(&h, 2, curve);
	check(is_exactly(curve[1], 3 * 2 + 3, 30),
		  "half way it is linear between 2 and 3 holders");
	/* top tenth: half of 5; bottom four tenths: 1 + 2 */
	check(is_exactly(holdings_palma(&h), 5, 6), "Palma of 1..5 is 2.5 / 3");

	h = holdings(7, seven);
	/* n = 7: 0.7 of the largest by 2.8 of the smallest */
	check(is_exactly(holdings_palma(&h), 56, 28),
		  "Palma of a number not divisible by ten");

	h = holdings(5, zeros);
	check(is_exactly(holdings_gini(&h), 3, 5),
		  "Gini of {10, 10, 0, 0, 0} is 0.6");
	check(wide_is_zero(holdings_palma(&h).denominator),
		  "Palma without a bottom");
	check(to_15_digits(holdings_theil(&h), precise_log(precise_from_double(2.5))),
		  "Theil with zeros");
	check(to_15_digits(holdings_entropy(&h), precise_log(precise_from_double(2))),
		  "entropy with zeros");
	check(holdings_atkinson(&h, one).hi == 1 &&
			  holdings_atkinson(&h, precise_from_double(20)).hi == 1,
		  "Atkinson of 1 and more with zeros is 1");
	/* 1 - (2/5 (5/2)^(1/2))^2 = 3/5 */
	check(to_15_digits(holdings_atkinson(&h, half),
					   precise_divide(precise_from_double(3),
									  precise_from_double(5))),
		  "Atkinson of 1/2 with zeros");

	h = holdings(4, equal);
	check(is_exactly(holdings_gini(&h), 0, 1) &&
			  is_exactly(holdings_hoover(&h), 0, 1) &&
			  is_exactly(holdings_hhi(&h), 1, 4),
		  "equal holders");
	check(holdings_theil(&h).hi == 0 && holdings_atkinson(&h, half).hi == 0 &&
			  holdings_atkinson(&h, precise_from_double(50)).hi == 0,
		  "equal holders, to the last digit");

	h = holdings(1, x);
	check(is_exactly(holdings_gini(&h), 0, 1) &&
			  is_exactly(holdings_hhi(&h), 1, 1) &&
			  holdings_entropy(&h).hi == 0 && holdings_theil(&h).hi == 0,
		  "one holder");

	h = holdings(5, fifty);
	check(is(holdings_atkinson(&h, one).hi, .1316096) &&
			  fabs(holdings_atkinson(&h, half).hi - .06315) < 6e-6,
		  "Atkinson, values of PySAL's tests");

	/* nearly equal: Theil of m (1 - d), m (1 + d) is d^2/2 + d^4/12 + ... */
	huge[0] = amount_from_int64(INT64CONST(1000000000000000) - 1);
	huge[1] = amount_from_int64(INT64CONST(1000000000000000) + 1);
	h.n = 2;
	h.value = huge;
	h.total = amount_add(huge[0], huge[1]);
	d = precise_divide(one, precise_from_double(1e15));
	check(to_15_digits(holdings_theil(&h),
					   precise_multiply(half, precise_multiply(d, d))),
		  "Theil of nearly equal holders has 15 digits");
	check(to_15_digits(holdings_atkinson(&h, one),
					   precise_multiply(half, precise_multiply(d, d))),
		  "and so has Atkinson");

	/*
	 * One holder with next to nothing, beside values computed with 120 digits:
	 * of 1 and 10^17, x_1 / m is 2e-17 and 1 + d keeps nothing of it.
	 */
	huge[0] = amount_from_int64(1);
	huge[1] = amount_from_int64(INT64CONST(100000000000000000));
	h.total = amount_add(huge[0], huge[1]);
	check(holdings_atkinson(&h, precise_from_double(2)).hi > 0.99999999 &&
			  holdings_atkinson(&h, precise_from_double(2)).hi <= 1 &&
			  holdings_atkinson(&h, precise_from_double(5)).hi <= 1,
		  "Atkinson of a holder with next to nothing");
	check(fabs(holdings_atkinson(&h, half).hi - 0.499999996837722339) < 1e-16,
		  "and with epsilon 1/2");
	huge[1] = AMOUNT_MAX;
	huge[1].hi -= 1;
	h.total = amount_add(huge[0], huge[1]);
	check(holdings_atkinson(&h, one).hi > 0.9999999 &&
			  holdings_atkinson(&h, one).hi <= 1 &&
			  fabs(holdings_theil(&h).hi - 0.693147180559945) < 1e-12,
		  "and with 1 of 2^127");

	/* the largest amounts there are */
	huge[0] = AMOUNT_ZERO;
	huge[1] = AMOUNT_MAX;
	h.total = AMOUNT_MAX;
	check(is_exactly(holdings_hhi(&h), 1, 1) &&
			  is_exactly(holdings_gini(&h), 1, 2) &&
			  is_exactly(holdings_hoover(&h), 1, 2),
		  "the largest amount");
	return tap_done();
}
