/*
 * tap.h
 *		What the C tests of src/exact and src/ledger print: TAP, a line a check.
 */
#ifndef TAP_H
#define TAP_H

#include "exact/ground.h"

static int tap_count;
static int tap_failures;

static inline void
check(bool passed, const char *what)
{
	tap_count++;
	if (!passed)
		tap_failures++;
	printf("%sok %d - %s\n", passed ? "" : "not ", tap_count, what);
}

static inline int
tap_done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failures != 0;
}

/* A small generator, the same everywhere (xorshift64*, S. Vigna) */
static uint64 random_state = UINT64CONST(88172645463325252);

static inline uint64
random_u64(void)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return random_state * UINT64CONST(2685821657736338717);
}

static inline uint32
random_below(uint32 bound)
{
	return (uint32) (random_u64() >> 32) % bound;
}

#endif /* TAP_H */
