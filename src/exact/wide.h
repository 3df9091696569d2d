/*-------------------------------------------------------------------------
 *
 * wide.h
 *		Signed integers of 128 bits (Amount) and 256 bits (Wide).
 *
 * Every sum of the extension is an exact integer, so that the order of the
 * rows cannot change a figure.  An Amount holds a sum of money in units of
 * 10^-10, a Wide what comes of multiplying two of them: with non-negative
 * x_i whose sum is an Amount, sum(x_i^2) <= sum(x_i)^2 < 2^254 always fits.
 *
 * Both are two's complement in 64-bit limbs, low limb first, with a defined
 * layout on every platform (they are stored on disk as part of summaries).
 * Functions wrap silently unless their name says "checked".
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_WIDE_H
#define COMMISSIONING_WIDE_H

#include "exact/ground.h"

typedef struct Amount
{
	uint64 lo;
	uint64 hi; /* sign in the top bit */
} Amount;

typedef struct Wide
{
	uint64 limb[4]; /* sign in the top bit of limb[3] */
} Wide;

#define AMOUNT_ZERO ((Amount){0, 0})
#define AMOUNT_MAX	((Amount){PG_UINT64_MAX, (uint64) PG_INT64_MAX})
#define AMOUNT_MIN	((Amount){0, (uint64) 1 << 63})
#define WIDE_ZERO	((Wide){{0, 0, 0, 0}})

/* a * b, the high half through *hi */
static inline uint64
mul_u64(uint64 a, uint64 b, uint64 *hi)
{
#ifdef USE_INT128_TYPE
	uint128 p = (uint128) a * b;

	*hi = (uint64) (p >> 64);
	return (uint64) p;
#else
	uint64 al = (uint32) a, ah = a >> 32;
	uint64 bl = (uint32) b, bh = b >> 32;
	uint64 ll = al * bl;
	uint64 mid1 = ah * bl + (ll >> 32);
	uint64 mid2 = al * bh + (uint32) mid1;

	*hi = ah * bh + (mid1 >> 32) + (mid2 >> 32);
	return (mid2 << 32) | (uint32) ll;
#endif
}

static inline Amount
amount_from_int64(int64 v)
{
	Amount a;

	a.lo = (uint64) v;
	a.hi = v < 0 ? PG_UINT64_MAX : 0;
	return a;
}

/* Does a fit into 64 bits? */
static inline bool
amount_is_int64(Amount a)
{
	return a.hi == ((int64) a.lo < 0 ? PG_UINT64_MAX : 0);
}

static inline bool
amount_is_negative(Amount a)
{
	return (int64) a.hi < 0;
}

static inline bool
amount_is_zero(Amount a)
{
	return (a.lo | a.hi) == 0;
}

static inline bool
amount_is_positive(Amount a)
{
	return !amount_is_negative(a) && !amount_is_zero(a);
}

static inline Amount
amount_add(Amount a, Amount b)
{
	Amount r;

	r.lo = a.lo + b.lo;
	r.hi = a.hi + b.hi + (r.lo < a.lo);
	return r;
}

static inline Amount
amount_negate(Amount a)
{
	Amount r;

	r.lo = ~a.lo + 1;
	r.hi = ~a.hi + (r.lo == 0);
	return r;
}

static inline Amount
amount_subtract(Amount a, Amount b)
{
	return amount_add(a, amount_negate(b));
}

/* |a|; AMOUNT_MIN, which has no positive counterpart, never is an amount */
static inline Amount
amount_abs(Amount a)
{
	return amount_is_negative(a) ? amount_negate(a) : a;
}

/* <0, 0, >0 as a is less than, equal to or greater than b */
static inline int
amount_compare(Amount a, Amount b)
{
	if (a.hi != b.hi)
		return (int64) a.hi < (int64) b.hi ? -1 : 1;
	if (a.lo != b.lo)
		return a.lo < b.lo ? -1 : 1;
	return 0;
}

/*
 * *sum += a for two non-negative amounts.  Returns false, leaving *sum alone,
 * if the result needs more than 127 bits.
 */
static inline bool
amount_add_checked(Amount *sum, Amount a)
{
	Amount r = amount_add(*sum, a);

	if (amount_is_negative(r))
		return false;
	*sum = r;
	return true;
}

/* Is a + b an Amount, whatever their signs? */
static inline bool
amount_can_add(Amount a, Amount b)
{
	uint64 hi = amount_add(a, b).hi;

	return ((a.hi ^ hi) & (b.hi ^ hi)) >> 63 == 0;
}

/* a * b, always exact */
static inline Amount
amount_from_product(int64 a, int64 b)
{
	Amount r;

	/* |PG_INT64_MIN| is right as an unsigned number */
	r.lo = mul_u64(a < 0 ? -(uint64) a : (uint64) a,
				   b < 0 ? -(uint64) b : (uint64) b, &r.hi);
	return (a < 0) != (b < 0) ? amount_negate(r) : r;
}

static inline Wide
wide_from_amount(Amount a)
{
	uint64 sign = amount_is_negative(a) ? PG_UINT64_MAX : 0;
	Wide w = {{a.lo, a.hi, sign, sign}};

	return w;
}

static inline Wide
wide_from_int64(int64 v)
{
	return wide_from_amount(amount_from_int64(v));
}

static inline bool
wide_is_negative(Wide w)
{
	return (int64) w.limb[3] < 0;
}

static inline bool
wide_is_zero(Wide w)
{
	return (w.limb[0] | w.limb[1] | w.limb[2] | w.limb[3]) == 0;
}

/* <0, 0, >0 as a is less than, equal to or greater than b */
static inline int
wide_compare(Wide a, Wide b)
{
	if (a.limb[3] != b.limb[3])
		return (int64) a.limb[3] < (int64) b.limb[3] ? -1 : 1;
	for (int i = 2; i >= 0; i--)
		if (a.limb[i] != b.limb[i])
			return a.limb[i] < b.limb[i] ? -1 : 1;
	return 0;
}

extern Wide wide_add(Wide a, Wide b);
extern Wide wide_negate(Wide a);
extern Wide wide_subtract(Wide a, Wide b);
extern Wide wide_multiply(Amount a, Amount b);
extern Wide wide_scale(Wide a, uint64 factor);
extern uint32 wide_divide_small(Wide *magnitude, uint32 divisor);

/* *sum += a * b, none of them negative; fast where a and b are of 64 bits */
static inline void
wide_add_product(Wide *sum, Amount a, Amount b)
{
	uint64 hi;
	uint64 lo;

	if (unlikely((a.hi | b.hi) != 0))
	{
		*sum = wide_add(*sum, wide_multiply(a, b));
		return;
	}
	lo = mul_u64(a.lo, b.lo, &hi);
	sum->limb[0] += lo;
	hi += sum->limb[0] < lo; /* the product's upper half is at most 2^64 - 2 */
	sum->limb[1] += hi;
	if (sum->limb[1] < hi && ++sum->limb[2] == 0)
		sum->limb[3]++;
}

#endif /* COMMISSIONING_WIDE_H */
