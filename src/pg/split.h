/*-------------------------------------------------------------------------
 *
 * split.h
 *		A value divided into parts that add up to it.
 *
 * Cumulative rounding: the value up to the end of each part is rounded to the
 * value's last decimal place, at least cents, half away from zero; a part has
 * the difference to the part before.  So all parts add up to the value, and
 * the first ones to what they have together.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SPLIT_H
#define COMMISSIONING_SPLIT_H

#include "postgres.h"

/* A value as a whole number of its last decimal places, for exact division */
typedef struct Split
{
	bool negative;
	int32 scale;	 /* decimal places, at least cents */
	Datum magnitude; /* |value| * 10^scale */
} Split;

/* "value" is a numeric that is no NaN and not infinite. */
extern Split split_begin(Datum value);

/*
 * What of the value lies between "from" and "to" of "whole": numerics,
 * 0 <= from <= to <= whole, whole above 0.
 */
extern Datum split_between(const Split *split, Datum from, Datum to,
						   Datum whole);

extern Datum split_whole_number(int64 number);

#endif /* COMMISSIONING_SPLIT_H */
