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

static Precise
theil_of(const Holdings *h)
{
	return holdings_theil(h, holdings_log_mean(h));
}

static Precise
entropy_of(const Holdings *h)
{
	return holdings_entropy(h, holdings_log_mean(h));
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

	return wide_is_zero(wide_subtract(left, right));
}

/* Largest relative error of a figure against one of 30 digits */
static bool
to_15_digits(Precise value, Precise expected)
{
	return fabs(precise_subtract(value, expected).hi) <=
		fabs(expected.hi) * 1e-16;
}

/* "12.34e-56", of up to 32 digits */
static Precise
number(const char *text)
{
	const Precise ten = precise_from_double(10);
	Precise r = {0, 0};
	int exponent = 0;
	bool fraction = false;

	for (; *text && *text != 'e'; text++)
	{
		if (*text == '.')
			fraction = true;
		else
			r = precise_add(precise_multiply(r, ten),
							precise_from_double(*text - '0'));
		exponent -= fraction && *text != '.';
	}
	exponent += *text == 'e' ? atoi(text + 1) : 0;
	for (; exponent > 0; exponent--)
		r = precise_multiply(r, ten);
	for (; exponent < 0; exponent++)
		r = precise_divide(r, ten);
	return r;
}

static Amount
whole_number(const char *digits)
{
	Wide w = WIDE_ZERO;

	for (; *digits; digits++)
		w = wide_add(wide_scale(w, 10), wide_from_int64(*digits - '0'));
	return (Amount){w.limb[0], w.limb[1]};
}

/*
 * Figures computed with 200 digits, from the definitions: Theil, entropy and
 * Atkinson of amounts nearly equal, very unequal, and on either side of where
 * the method changes.
 */
static const struct
{
	const char *what;
	const char *amount[9];
	const char *epsilon;
	const char *theil;
	const char *entropy;
	const char *atkinson;
} vectors[] = {
	{"1e26 and 7, 20, 4 units",
	 {"1000000000000000000000000000000000007",
	  "1000000000000000000000000000000000020",
	  "1000000000000000000000000000000000004"},
	 "0.5",
	 "2.4111111111111111111111111111111e-71",
	 "1.0986122886681096913952452369225e+0",
	 "1.2055555555555555555555555555556e-71"},
	{"1e12, and a unit less and more",
	 {"9999999999999999999999", "10000000000000000000000",
	  "10000000000000000000001"},
	 "2",
	 "3.3333333333333333333333333333333e-45",
	 "1.0986122886681096913952452369225e+0",
	 "6.6666666666666666666666666666667e-45"},
	{"a unit in 2^127",
	 {"56713727820156410577229101238628035242",
	  "56713727820156410577229101238628035242",
	  "56713727820156410577229101238628035243"},
	 "1",
	 "3.4544674220377778501545407451202e-77",
	 "1.0986122886681096913952452369225e+0",
	 "3.4544674220377778501545407451202e-77"},
	{"and with next to no aversion",
	 {"56713727820156410577229101238628035242",
	  "56713727820156410577229101238628035242",
	  "56713727820156410577229101238628035243"},
	 "0.0000000000000000001",
	 "3.4544674220377778501545407451202e-77",
	 "1.0986122886681096913952452369225e+0",
	 "3.4544674220377778501545407451202e-96"},
	{"either side of where the series begins",
	 {"1048575", "1048576", "1048577"},
	 "100",
	 "3.0316490059102203378348820575563e-13",
	 "1.0986122886678065264946542148887e+0",
	 "3.0316490036814281346231001276530e-11"},
	{"and beyond it",
	 {"1048574", "1048576", "1048578"},
	 "100",
	 "1.2126596023646395888756558445610e-12",
	 "1.0986122886668970317928805973337e+0",
	 "1.2126595987985720773394093405214e-10"},
	{"the same, little aversion",
	 {"1048575", "1048576", "1048577"},
	 "0.0000000001",
	 "3.0316490059102203378348820575563e-13",
	 "1.0986122886678065264946542148887e+0",
	 "3.0316490059102203378349509892741e-23"},
	{"and beyond it",
	 {"1048574", "1048576", "1048578"},
	 "0.0000000001",
	 "1.2126596023646395888756558445610e-12",
	 "1.0986122886668970317928805973337e+0",
	 "1.2126596023646395888757661353093e-22"},
	{"near 1, from below",
	 {"1000000", "1000003", "1000009", "1000100", "1000000000"},
	 "0.9999999999999999999999999999999",
	 "1.5779241862870228202878121448472e+0",
	 "3.1513726147077554312947188379024e-2",
	 "9.8017350381270062307961583482141e-1"},
	{"near 1, from above",
	 {"1000000", "1000003", "1000009", "1000100", "1000000000"},
	 "1.000000000001",
	 "1.5779241862870228202878121448472e+0",
	 "3.1513726147077554312947188379024e-2",
	 "9.8017350381277630747121720796416e-1"},
	{"a unit beside nearly everything",
	 {"1", "100000000000000000000000000000000000000"},
	 "0.49999",
	 "6.9314718055994530941723212145818e-1",
	 "8.8498233533773735992683675278006e-37",
	 "4.9998613714146683356444020592998e-1"},
	{"and with more aversion",
	 {"1", "100000000000000000000000000000000000000"},
	 "3",
	 "6.9314718055994530941723212145818e-1",
	 "8.8498233533773735992683675278006e-37",
	 "1.0000000000000000000000000000000e+0"},
	{"and with the most",
	 {"1", "100000000000000000000000000000000000000"},
	 "100",
	 "6.9314718055994530941723212145818e-1",
	 "8.8498233533773735992683675278006e-37",
	 "1.0000000000000000000000000000000e+0"},
	{"nothing, and no aversion",
	 {"0", "0", "5", "5"},
	 "0.00000000000000000000001",
	 "6.9314718055994530941723212145818e-1",
	 "6.9314718055994530941723212145818e-1",
	 "6.9314718055994530941723665066491e-24"},
	{"nothing, and nearly 1",
	 {"0", "1", "7", "100000000000000000000000"},
	 "0.9999999999",
	 "1.3862943611198906188302837000557e+0",
	 "4.1805428606751721272353983411494e-21",
	 "1e+0"},
	{"nothing beside nearly equal ones",
	 {"0", "99999999999", "100000000000", "100000000001"},
	 "0.3",
	 "2.8768207245178092743925233932716e-1",
	 "1.0986122886681096913952119035892e+0",
	 "1.1599478475638707427323483915426e-1"},
	{"all sizes",
	 {"1", "1", "1", "2", "30", "400", "5000", "60000", "700000"},
	 "60",
	 "1.8786224096748594993029326546383e+0",
	 "3.1860216766135988348755781920676e-1",
	 "9.9998802098817475018148468775375e-1"},
	{"3 and 4",
	 {"3", "4"},
	 "0.5",
	 "1.0239075859473654243821189791138e-2",
	 "6.8290810470047165517341093166704e-1",
	 "5.1283406946064875635867595697508e-3"},
	{"less unequal than where logarithms are taken apart",
	 {"947", "1000", "1053"},
	 "0.5",
	 "9.3677218667273205063711628884738e-4",
	 "1.0976755164814369593446081206337e+0",
	 "4.6852334497357660371472664363180e-4"},
	{"and more",
	 {"945", "1000", "1055"},
	 "0.5",
	 "1.0088423175129488438041292098736e-3",
	 "1.0976034463505967425514411077127e+0",
	 "5.0458035367932075111080781522634e-4"},
	{"nearer to all in one hand than where that is done",
	 {"10", "110000"},
	 "0.5",
	 "6.9221038426824922594487480979109e-1",
	 "9.3679629169608347235731166708212e-4",
	 "4.9046624081292472005280016804218e-1"},
	{"and further from it",
	 {"10", "105000"},
	 "0.5",
	 "6.9217020901878907763248023137428e-1",
	 "9.7697154115623178475189008389454e-4",
	 "4.9024192861064698754097606067944e-1"},
	{"many binary orders",
	 {"1", "1048576", "1099511627776", "9223372036854775808",
	  "18446744073709551616", "18446744073709551617",
	  "1237940039285380274899124224", "1267650600228229401496703205376"},
	 "0.5",
	 "2.0717030432410754630031644005015e+0",
	 "7.7384984387604652485319638730691e-3",
	 "8.6719246192378200170971812065878e-1"},
};

/* Equal to 20 digits, of which a figure shows 16 */
static bool
close_to(Precise value, Precise expected)
{
	return fabs(precise_subtract(value, expected).hi) <=
		fabs(expected.hi) * 1e-20;
}

static void
check_vectors(void)
{
	for (int i = 0; i < lengthof(vectors); i++)
	{
		Holdings h = {0, values, AMOUNT_ZERO};
		bool right;

		for (; h.n < 9 && vectors[i].amount[h.n]; h.n++)
		{
			values[h.n] = whole_number(vectors[i].amount[h.n]);
			h.total = amount_add(h.total, values[h.n]);
		}
		holdings_sort(&h, scratch);
		right = close_to(theil_of(&h), number(vectors[i].theil)) &&
			close_to(entropy_of(&h), number(vectors[i].entropy)) &&
			close_to(holdings_atkinson(&h, number(vectors[i].epsilon)),
					 number(vectors[i].atkinson));
		check(right, vectors[i].what);
	}
}

/*
 * Three amounts within 20 units of 10^36: all but 10^-34 of Theil's index is
 * sum(d_i^2) / 2 n, which takes whole numbers only, and of Atkinson's epsilon
 * times that.
 */
static void
check_nearly_equal(void)
{
	const Amount base = whole_number("1000000000000000000000000000000000000");
	Precise epsilon[] = {number("1e-9"), number("0.5"), number("1"),
						 number("2"), number("100")};
	bool theil = true;
	bool atkinson = true;

	for (int i = 0; i < 3000; i++)
	{
		Holdings h = {3, values, AMOUNT_ZERO};
		int64 more[3];
		int64 squares = 0;
		Precise total;
		Precise expected;

		for (int j = 0; j < 3; j++)
		{
			more[j] = random_below(21);
			values[j] = amount_add(base, amount_from_int64(more[j]));
			h.total = amount_add(h.total, values[j]);
		}
		for (int j = 0; j < 3; j++)
		{
			int64 excess = 3 * more[j] - more[0] - more[1] - more[2];

			squares += excess * excess;
		}
		holdings_sort(&h, scratch);
		total = precise_from_wide(wide_from_amount(h.total));
		expected = precise_divide(precise_from_double((double) squares),
								  precise_multiply(total, total));
		expected = precise_divide(expected, number("6"));
		theil &= close_to(theil_of(&h), expected);
		for (int e = 0; e < lengthof(epsilon); e++)
			atkinson &= close_to(holdings_atkinson(&h, epsilon[e]),
								 precise_multiply(epsilon[e], expected));
	}
	check(theil, "Theil of nearly equal triples");
	check(atkinson, "Atkinson of nearly equal triples, never below 0");
}

static bool
same(Wide a, Wide b)
{
	return wide_is_zero(wide_subtract(a, b));
}

/* n x - S, without its sign */
static Wide
distance(const Holdings *h, Amount x)
{
	Wide d = wide_subtract(wide_scale(wide_from_amount(x), h->n),
						   wide_from_amount(h->total));

	return wide_is_negative(d) ? wide_negate(d) : d;
}

/* The exact sums by their definitions, for amounts of all sizes up to 2^120 */
static void
check_definitions(void)
{
	bool hhi = true;
	bool gini = true;
	bool hoover = true;

	for (int i = 0; i < 3000; i++)
	{
		Holdings h = {1 + random_below(64), values, AMOUNT_ZERO};
		uint32 bits = 1 + random_below(120);
		Wide squares = WIDE_ZERO;
		Wide differences = WIDE_ZERO;
		Wide distances = WIDE_ZERO;

		for (uint32 j = 0; j < h.n; j++)
		{
			uint64 low = random_u64();
			uint64 high = random_u64();

			values[j] = bits <= 64 ? (Amount){low >> (64 - bits), 0}
								   : (Amount){low, high >> (128 - bits)};
			h.total = amount_add(h.total, values[j]);
		}
		holdings_sort(&h, scratch);
		for (uint32 j = 0; j < h.n; j++)
		{
			Wide x = wide_from_amount(values[j]);

			squares = wide_add(squares, wide_multiply(values[j], values[j]));
			distances = wide_add(distances, distance(&h, values[j]));
			for (uint32 k = 0; k < j; k++)
				differences =
					wide_add(differences,
							 wide_subtract(x, wide_from_amount(values[k])));
		}
		hhi &= same(holdings_hhi(&h).numerator, squares);
		gini &= same(holdings_gini(&h).numerator, differences);
		hoover &= same(holdings_hoover(&h).numerator, distances);
	}
	check(hhi, "sums of squares");
	check(gini, "Gini's numerator is the sum of all differences");
	check(hoover,
		  "Hoover's numerator is the sum of all distances from the mean");
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
	check(is(theil_of(&h).hi, .3623412), "Theil T");
	check(is(holdings_atkinson(&h, half).hi, .1796591), "Atkinson, epsilon 1/2");
	check(is(holdings_atkinson(&h, one).hi, .3518251), "Atkinson, epsilon 1");
	check(is(as_double(holdings_hoover(&h)), .3378067), "Hoover");
	check(is(entropy_of(&h).hi, 1.9402439), "Shannon");
	check(is(as_double(holdings_palma(&h)), 2.8224927), "Palma");
	check(amount_compare(holdings_largest(&h, 1), amount_from_int64(22261)) == 0 &&
			  amount_compare(holdings_largest(&h, 3),
							 amount_from_int64(42469)) == 0 &&
			  amount_compare(holdings_largest(&h, 11), h.total) == 0,
		  "largest");
	check(to_15_digits(precise_add(theil_of(&h), entropy_of(&h)),
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
	check(to_15_digits(theil_of(&h), precise_log(precise_from_double(2.5))),
		  "Theil with zeros");
	check(to_15_digits(entropy_of(&h), precise_log(precise_from_double(2))),
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
	check(theil_of(&h).hi == 0 && holdings_atkinson(&h, half).hi == 0 &&
			  holdings_atkinson(&h, precise_from_double(50)).hi == 0,
		  "equal holders, to the last digit");

	h = holdings(1, x);
	check(is_exactly(holdings_gini(&h), 0, 1) &&
			  is_exactly(holdings_hhi(&h), 1, 1) && entropy_of(&h).hi == 0 &&
			  theil_of(&h).hi == 0,
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
	check(to_15_digits(theil_of(&h),
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
			  fabs(theil_of(&h).hi - 0.693147180559945) < 1e-12,
		  "and with 1 of 2^127");

	/* the largest amounts there are */
	huge[0] = AMOUNT_ZERO;
	huge[1] = AMOUNT_MAX;
	h.total = AMOUNT_MAX;
	check(is_exactly(holdings_hhi(&h), 1, 1) &&
			  is_exactly(holdings_gini(&h), 1, 2) &&
			  is_exactly(holdings_hoover(&h), 1, 2),
		  "the largest amount");
	check_vectors();
	check_nearly_equal();
	check_definitions();
	return tap_done();
}
