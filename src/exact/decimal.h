/*-------------------------------------------------------------------------
 *
 * decimal.h
 *		Between PostgreSQL's numeric and exact integers.
 *
 * Sums of money are kept as integers of 10^-10.  Reading core's on-disk form
 * directly, without a detoasted copy and without core's NumericVar, is what
 * makes an aggregate over numeric about as fast as sum(numeric).  The form
 * is stable: it is on users' disks (src/backend/utils/adt/numeric.c,
 * "NumericShort" and "NumericLong").
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_DECIMAL_H
#define COMMISSIONING_DECIMAL_H

#include "exact/wide.h"

/* decimal places of an Amount of money */
#define DECIMAL_SCALE 10

/* 10^DECIMAL_SCALE: an Amount of one unit of money */
#define DECIMAL_ONE UINT64CONST(10000000000)

/* an upper bound for what decimal_write() writes */
#define DECIMAL_WRITE_MAX 64

typedef enum DecimalStatus
{
	DECIMAL_OK,
	DECIMAL_NAN,
	DECIMAL_INFINITE,
	DECIMAL_NEGATIVE_INFINITE,
	DECIMAL_TOO_LARGE, /* magnitude of 2^127 or more */
	DECIMAL_CORRUPT	   /* not the body of a numeric */
} DecimalStatus;

typedef enum DecimalRounding
{
	DECIMAL_HALF_AWAY, /* to the nearest, half away from zero */
	DECIMAL_FLOOR,	   /* towards minus infinity */
	DECIMAL_CEILING	   /* towards plus infinity */
} DecimalRounding;

extern DecimalStatus decimal_read(const void *body, size_t length, int scale,
								  DecimalRounding rounding, Amount *result);
extern size_t decimal_write(Wide value, int scale, void *body);

#endif /* COMMISSIONING_DECIMAL_H */
