/*
 * wide_test.c
 *		128- and 256-bit integers, against identities and hand-worked values.
 */
#include "tap.h"
#include "exact/wide.h"

static Amount
half(Amount a)
{
	a.lo = (a.lo >> 1) | (a.hi << 63);
	a.hi = (uint64) ((int64) a.hi >> 1);
	return a;
}

static Amount
random_amount(void)
{
	Amount a = {random_u64(), random_u64()};
	uint32 bits = random_below(127) + 1;

	/* of every magnitude */
	for (; bits < 127; bits++)
		a = half(a);
	return a;
}

static bool
same(Wide a, Wide b)
{
	return memcmp(&a, &b, sizeof(Wide)) == 0;
}

/* Of every magnitude, but so that a difference of two fits */
static Wide
random_wide(void)
{
	Wide wide = wide_multiply(half(random_amount()), random_amount());

	return random_below(4) ? wide : wide_from_amount(random_amount());
}

/* The sign of a difference */
static int
sign_of(Wide difference)
{
	if (wide_is_zero(difference))
		return 0;
	return wide_is_negative(difference) ? -1 : 1;
}

static void
check_compare(void)
{
	static const uint64 top = UINT64CONST(1) << 63;
	/* from the least to the greatest: limbs from the lowest on */
	static const Wide ascending[] = {
		{{0, 0, 0, top}},
		{{PG_UINT64_MAX, PG_UINT64_MAX, PG_UINT64_MAX, PG_UINT64_MAX - 1}},
		{{0, 0, 0, PG_UINT64_MAX}},
		{{PG_UINT64_MAX, 0, top, PG_UINT64_MAX}},
		{{0, 1, top, PG_UINT64_MAX}},
		{{1, PG_UINT64_MAX, PG_UINT64_MAX, PG_UINT64_MAX}},
		{{top, PG_UINT64_MAX, PG_UINT64_MAX, PG_UINT64_MAX}},
		{{PG_UINT64_MAX, PG_UINT64_MAX, PG_UINT64_MAX, PG_UINT64_MAX}},
		{{0, 0, 0, 0}},
		{{1, 0, 0, 0}},
		{{top, 0, 0, 0}},
		{{0, 1, 0, 0}},
		{{PG_UINT64_MAX, top, 0, 0}},
		{{0, 0, top, 0}},
		{{0, 0, 0, 1}},
		{{PG_UINT64_MAX, PG_UINT64_MAX, PG_UINT64_MAX, PG_UINT64_MAX >> 1}},
	};
	bool in_order = true;
	bool as_difference = true;

	for (int i = 0; i < (int) lengthof(ascending); i++)
		for (int j = 0; j < (int) lengthof(ascending); j++)
			in_order &= wide_compare(ascending[i], ascending[j]) ==
				(i < j ? -1 : i > j);
	check(in_order, "wide integers from the least to the greatest");
	for (int i = 0; i < 100000; i++)
	{
		Wide a = random_wide();
		Wide b = random_below(16) ? random_wide() : a;

		/* or so that only the lowest limb differs */
		if (random_below(8) == 0)
		{
			b = a;
			b.limb[0] ^= random_u64();
		}
		as_difference &= wide_compare(a, b) == sign_of(wide_subtract(a, b));
	}
	check(as_difference, "comparison is the sign of the difference");
}

int
main(void)
{
	bool distributive = true;
	bool commutative = true;
	bool divides = true;
	bool scales = true;
	bool ordered = true;
	Amount max = AMOUNT_MAX;
	Amount sum = AMOUNT_MAX;
	Wide square;
	Wide ten = wide_from_int64(1);

	for (int i = 0; i < 100000; i++)
	{
		Amount a = random_amount();
		Amount b = random_amount();
		Amount c = random_amount();
		uint32 divisor = random_below(PG_UINT32_MAX - 1) + 1;
		Wide product = wide_multiply(a, b);
		Wide quotient = wide_from_amount(amount_abs(a));
		uint32 remainder = wide_divide_small(&quotient, divisor);
		Wide difference;

		commutative &= same(product, wide_multiply(b, a));
		distributive &= same(wide_multiply(half(a), amount_add(half(b), half(c))),
							 wide_add(wide_multiply(half(a), half(b)),
									  wide_multiply(half(a), half(c))));
		divides &= remainder < divisor &&
			same(wide_add(wide_scale(quotient, divisor),
						  wide_from_int64(remainder)),
				 wide_from_amount(amount_abs(a)));
		scales &= same(wide_scale(wide_from_amount(a), divisor),
					   wide_multiply(a, amount_from_int64(divisor)));
		difference = wide_subtract(wide_from_amount(a), wide_from_amount(b));
		ordered &= amount_compare(a, b) == -amount_compare(b, a) &&
			wide_is_negative(difference) == (amount_compare(a, b) < 0) &&
			wide_is_zero(difference) == (amount_compare(a, b) == 0);
	}
	check(commutative, "multiplication is commutative");
	check(distributive, "multiplication is distributive");
	check(divides, "quotient times divisor plus remainder is the dividend");
	check(scales, "scaling is multiplication");
	check(ordered,
		  "comparison is antisymmetric, and the sign of the difference");

	/* (2^127 - 1)^2 = 2^254 - 2^128 + 1 */
	square = wide_multiply(max, max);
	check(square.limb[0] == 1 && square.limb[1] == 0 &&
			  square.limb[2] == PG_UINT64_MAX &&
			  square.limb[3] == PG_UINT64_MAX >> 2,
		  "the square of the largest amount");
	check(same(wide_multiply(amount_negate(max), max), wide_negate(square)),
		  "a negative product");
	check(!amount_add_checked(&sum, amount_from_int64(1)) &&
			  amount_compare(sum, max) == 0,
		  "a sum beyond 127 bits is refused");
	check(amount_add_checked(&sum, AMOUNT_ZERO), "the largest sum is not");
	check(amount_is_zero(amount_add(max, amount_negate(max))), "a - a = 0");
	check(!amount_can_add(max, amount_from_int64(1)) &&
			  !amount_can_add(AMOUNT_MIN, amount_from_int64(-1)) &&
			  !amount_can_add(AMOUNT_MIN, AMOUNT_MIN),
		  "sums of any sign beyond 128 bits are refused");
	check(amount_can_add(max, AMOUNT_MIN) && amount_can_add(AMOUNT_MIN, max) &&
			  amount_can_add(max, AMOUNT_ZERO) &&
			  amount_can_add(amount_negate(max), amount_from_int64(-1)),
		  "and others are not");
	check(amount_compare(amount_from_int64(-5), amount_from_int64(3)) < 0 &&
			  amount_compare(amount_from_int64(-5), amount_from_int64(-6)) > 0 &&
			  amount_is_negative(amount_from_int64(PG_INT64_MIN)),
		  "signs");

	/* 10^40 = 0x1D 6329F1C35CA4BFAB B9F5610000000000 */
	for (int i = 0; i < 40; i++)
		ten = wide_scale(ten, 10);
	check(ten.limb[2] == 0x1D && ten.limb[1] == UINT64CONST(0x6329F1C35CA4BFAB) &&
			  ten.limb[0] == UINT64CONST(0xB9F5610000000000),
		  "ten to the fortieth");
	check_compare();
	return tap_done();
}
