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
 * the Available Precision", 1971).  Needs IEEE doubles without contraction
 * of a * b + c (the Makefile says -ffp-contract=off).
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

extern Precise precise_from_double(double d);
extern Precise precise_from_wide(Wide w);
extern Precise precise_add(Precise a, Precise b);
extern Precise precise_negate(Precise a);
extern Precise precise_subtract(Precise a, Precise b);
extern Precise precise_multiply(Precise a, Precise b);
extern Precise precise_divide(Precise a, Precise b);
extern Precise precise_log(Precise x);
extern Precise precise_log1p(Precise x);
extern Precise precise_exp(Precise x);
extern Precise precise_expm1(Precise x);
extern void precise_to_text(Precise x, char *text);

#endif /* COMMISSIONING_PRECISE_H */
