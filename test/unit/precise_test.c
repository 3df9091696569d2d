/*
 * precise_test.c
 *		Logarithm and exponential against values computed with 45 digits.
 */
#include "exact/precise.h"
#include "tap.h"

#include <math.h>

/* a / b for whole numbers that are exact in a double */
static Precise
quotient(double a, double b)
{
	return precise_divide(precise_from_double(a), precise_from_double(b));
}

/* digits as a number: up to 30 of them, times 10^exponent */
static Precise
number(const char *digits, int exponent)
{
	bool negative = *digits == '-';
	Precise r = {0, 0};
	Precise ten = precise_from_double(10);

	for (digits += negative; *digits; digits++)
		r = precise_add(precise_multiply(r, ten),
						precise_from_double(*digits - '0'));
	for (; exponent > 0; exponent--)
		r = precise_multiply(r, ten);
	for (; exponent < 0; exponent++)
		r = precise_divide(r, ten);
	return negative ? precise_negate(r) : r;
}

/* equal to 28 significant digits */
static bool
close_to(Precise a, Precise b)
{
	Precise difference = precise_subtract(a, b);

	return fabs(difference.hi) <= fabs(b.hi) * 1e-28;
}

/* Logarithms about where a factor of the tables takes the place of another */
static const struct
{
	double numerator;
	double denominator; /* a power of two */
	const char *digits;
	int exponent;
} logarithms[] = {
	{513, 512, "195122013126174943967404953184", -32},
	{511, 512, "-195503483580335055762749224187", -32},
	{257, 256, "389864041565732301393734309584", -32},
	{255, 256, "-391389932113632909231778364357", -32},
	{65537, 65536, "152586726483623974057573251349", -34},
	{65535, 65536, "-152589054790060783804405477298", -34},
	{32769, 32768, "305171124731863785690695141690", -34},
	{181, 128, "346466767346208580918462188426", -30},
	{181, 256, "-346680413213736728498769933032", -30},
	{363, 512, "-343921790774657005235956700271", -30},
	{129, 128, "778214044205494894746290006114", -32},
	{127, 128, "-784317746102589287318404249094", -32},
	{65793, 65536, "391383971648977734478279731101", -32},
	{1099511627777, 1099511627776, "909494701772514647608762799435", -42},
	{4503599627370495, 4503599627370496, "-222044604925031332736629621775", -45},
	{3377699720527873, 1125899906842624, "109861228866810998745471847030", -29},
};

static bool
text_is(Precise x, const char *expected)
{
	char text[PRECISE_TEXT_MAX];

	precise_to_text(x, text);
	if (strcmp(text, expected) != 0)
		printf("# %s, not %s\n", text, expected);
	return strcmp(text, expected) == 0;
}

int
main(void)
{
	Precise one = precise_from_double(1);
	bool inverse = true;
	bool field = true;
	bool tables = true;
	Wide w = wide_multiply(AMOUNT_MAX, amount_from_int64(-3));

	check(close_to(precise_log(quotient(1, 10)),
				   number("-230258509299404568401799145468", -29)),
		  "ln 0.1");
	check(close_to(precise_log(precise_from_double(3)),
				   number("109861228866810969139524523692", -29)),
		  "ln 3");
	check(close_to(precise_log(quotient(7071, 10000)),
				   number("-346583180371941930690971249798", -30)),
		  "ln 0.7071");
	check(close_to(precise_log(quotient(14142, 10000)),
				   number("346564000188003378726260871660", -30)),
		  "ln 1.4142");
	check(close_to(precise_log(quotient(123456789, 1000)),
				   number("117236464871858809811399589839", -28)),
		  "ln 123456.789");
	check(close_to(precise_log(number("1", 20)),
				   number("460517018598809136803598290937", -28)),
		  "ln 1e20");
	check(close_to(precise_log(number("1", -30)),
				   number("-690775527898213705205397436405", -28)),
		  "ln 1e-30");
	check(precise_log(one).hi == 0, "ln 1");
	for (int i = 0; i < lengthof(logarithms); i++)
		tables &= close_to(precise_log(quotient(logarithms[i].numerator,
												logarithms[i].denominator)),
						   number(logarithms[i].digits, logarithms[i].exponent));
	check(tables, "where the tables' factors change");
	check(close_to(precise_log1p(number("1", -10)),
				   number("999999999950000000003333333331", -40)),
		  "ln (1 + 1e-10)");
	check(close_to(precise_log1p(number("-1", -10)),
				   number("-100000000005000000000333333333", -39)),
		  "ln (1 - 1e-10)");
	check(close_to(precise_log1p(precise_from_double(2)),
				   precise_log(precise_from_double(3))),
		  "ln (1 + 2)");
	check(close_to(precise_exp(one),
				   number("271828182845904523536028747135", -29)),
		  "e");
	check(close_to(precise_exp(precise_from_double(-20)),
				   number("206115362243855782796594038016", -38)),
		  "e^-20");
	check(close_to(precise_exp(quotient(401, 4)),
				   number("345161073312592398713619859953", 14)),
		  "e^100.25");
	check(close_to(precise_expm1(number("1", -12)),
				   number("100000000000050000000000016667", -41)),
		  "e^1e-12 - 1");
	check(close_to(precise_expm1(quotient(1, 100)),
				   number("100501670841680575421654569029", -31)),
		  "e^0.01 - 1");
	check(close_to(precise_expm1(quotient(-1, 2)),
				   number("-393469340287366576396200465009", -30)),
		  "e^-0.5 - 1");
	check(precise_exp(precise_from_double(-1000)).hi == 0, "e^-1000 is 0");

	for (int i = 0; i < 20000; i++)
	{
		Precise x =
			quotient((double) (random_u64() >> 12) + 1,
					 (double) (random_u64() >> (12 + random_below(40))) + 1);
		Precise y = quotient((double) (random_u64() >> 12) + 1, 977);
		Precise back = precise_exp(precise_log(x));

		/* an error of the logarithm grows by the logarithm */
		inverse &= fabs(precise_subtract(back, x).hi) <= x.hi * 3e-27;
		field &= close_to(precise_multiply(precise_divide(x, y), y), x) &&
			close_to(precise_subtract(precise_add(x, x), x), x);
	}
	check(inverse, "exp undoes log");
	check(field, "division and subtraction undo multiplication and addition");

	check(precise_from_wide(w).hi == -3 * ldexp(1, 127), "a wide integer");
	check(close_to(precise_from_wide(wide_multiply(
					   amount_from_int64(INT64CONST(1000000000000000000)),
					   amount_from_int64(INT64CONST(1000000000003)))),
				   number("1000000000003", 18)),
		  "a wide integer of 103 bits");

	check(text_is(precise_from_double(0), "0"), "0 as text");
	check(text_is(one, "1000000000000000e-15"), "1 as text");
	check(text_is(quotient(-2, 3), "-6666666666666667e-16"), "-2/3 as text");
	check(text_is(number("99999999999999996", -17), "1000000000000000e-15"),
		  "rounding carries");
	check(text_is(number("12345678901234565", -25), "1234567890123457e-24"),
		  "half is rounded up");
	check(text_is(number("1234567890123456499999", -40), "1234567890123456e-34"),
		  "less than half is not");
	check(text_is(precise_exp(precise_from_double(-500)),
				  "7124576406741286e-233"),
		  "a very small number");
	return tap_done();
}
