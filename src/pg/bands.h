/*-------------------------------------------------------------------------
 *
 * bands.h
 *		Ranges and bands that a user gives, in the integers of a summary.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_BANDS_H
#define COMMISSIONING_BANDS_H

#include "postgres.h"

#include "exact/wide.h"
#include "pg/compat.h"

#include "utils/array.h"

/* What the integers of a summary count */
typedef enum FigureUnit
{
	FIGURE_MONEY, /* 10^-DECIMAL_SCALE */
	FIGURE_YEARS  /* 1 / YEARS_UNITS */
} FigureUnit;

/* Adjoining bands [from[i], from[i + 1]), the last one without an end */
typedef struct FigureBands
{
	int count;
	Amount *from;
	Datum *range; /* the same as numrange */
} FigureBands;

extern bool figure_range(RangeType *range, FigureUnit unit, Amount *low,
						 Amount *high);
extern void figure_bands(ArrayType *breaks, FigureUnit unit, FigureBands *bands);
extern int figure_band(const FigureBands *bands, Amount value);

#endif /* COMMISSIONING_BANDS_H */
