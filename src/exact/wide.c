/*-------------------------------------------------------------------------
 *
 * wide.c
 *		Arithmetic on 256-bit integers.
 *
 *-------------------------------------------------------------------------
 */
#include "exact/wide.h"

Wide
wide_add(Wide a, Wide b)
{
	Wide r;
	uint64 carry = 0;

	for (int i = 0; i < 4; i++)
	{
		uint64 partial = a.limb[i] + carry;

		carry = partial < carry;
		r.limb[i] = partial + b.limb[i];
		carry += r.limb[i] < partial;
	}
	return r;
}

Wide
wide_negate(Wide a)
{
	Wide complement;

	for (int i = 0; i < 4; i++)
		complement.limb[i] = ~a.limb[i];
	return wide_add(complement, wide_from_int64(1));
}

Wide
wide_subtract(Wide a, Wide b)
{
	return wide_add(a, wide_negate(b));
}

/* a * b, always exact */
Wide
wide_multiply(Amount a, Amount b)
{
	bool negative = amount_is_negative(a) != amount_is_negative(b);
	Amount x = amount_abs(a);
	Amount y = amount_abs(b);
	Wide r = WIDE_ZERO;
	Wide cross = WIDE_ZERO;

	r.limb[0] = mul_u64(x.lo, y.lo, &r.limb[1]);
	r.limb[2] = mul_u64(x.hi, y.hi, &r.limb[3]);
	if ((x.hi | y.hi) != 0)
	{
		cross.limb[1] = mul_u64(x.lo, y.hi, &cross.limb[2]);
		r = wide_add(r, cross);
		cross.limb[1] = mul_u64(x.hi, y.lo, &cross.limb[2]);
		r = wide_add(r, cross);
	}
	return negative ? wide_negate(r) : r;
}

/* a * factor; the caller knows that it fits */
Wide
wide_scale(Wide a, uint64 factor)
{
	bool negative = wide_is_negative(a);
	Wide x = negative ? wide_negate(a) : a;
	Wide r;
	uint64 carry = 0;

	for (int i = 0; i < 4; i++)
	{
		uint64 hi;
		uint64 lo = mul_u64(x.limb[i], factor, &hi);

		r.limb[i] = lo + carry;
		carry = hi + (r.limb[i] < lo);
	}
	return negative ? wide_negate(r) : r;
}

/* *magnitude /= divisor for a non-negative number; returns the remainder */
uint32
wide_divide_small(Wide *magnitude, uint32 divisor)
{
	uint64 remainder = 0;

	for (int i = 3; i >= 0; i--)
	{
		uint64 limb = magnitude->limb[i];
		uint64 high;
		uint64 low;

		if (limb == 0 && remainder == 0)
			continue;
		high = (remainder << 32) | (limb >> 32);
		low = ((high % divisor) << 32) | (uint32) limb;
		magnitude->limb[i] = ((high / divisor) << 32) | (low / divisor);
		remainder = low % divisor;
	}
	return (uint32) remainder;
}
