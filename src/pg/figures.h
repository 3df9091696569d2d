/*-------------------------------------------------------------------------
 *
 * figures.h
 *		From exact integers to what SQL shows, and from SQL's parameters to
 *		exact integers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_FIGURES_H
#define COMMISSIONING_FIGURES_H

#include "postgres.h"

#include "pg/compat.h"
#include "exact/decimal.h"
#include "exact/precise.h"
#include "exact/wide.h"

#include "utils/array.h"
#include "utils/numeric.h"

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

/*
 * The rows of a function that returns a set.  Between begin and end the
 * current memory context is one that every row leaves empty again, so that
 * what a row is made of does not add up.
 */
typedef struct FigureRows
{
	ReturnSetInfo *rsinfo;
	MemoryContext row;
	MemoryContext outer;
} FigureRows;

pg_noreturn extern void figure_report_value(Datum value, DecimalStatus status);

extern void figure_check_finite(Datum value);
extern Datum figure_from_string(const char *string);

extern Numeric figure_number(Wide value, int scale, int display_scale);
extern Numeric figure_money(Amount value, int display_scale);
extern Numeric figure_trimmed(Amount value);
extern Numeric figure_ratio(Wide numerator, Wide denominator);
extern Numeric figure_precise(Precise value);

extern Amount figure_at_least(Datum fraction, Amount total, const char *name);
extern bool figure_range(RangeType *range, FigureUnit unit, Amount *low,
						 Amount *high);
extern void figure_bands(ArrayType *breaks, FigureUnit unit, FigureBands *bands);
extern int figure_band(const FigureBands *bands, Amount value);

extern void figure_rows_begin(FigureRows *rows, FunctionCallInfo fcinfo);
extern void figure_row(FigureRows *rows, Datum *values, bool *nulls);
extern Datum figure_rows_end(FigureRows *rows);

/* decimal_read() of a numeric, however it is stored; once a row, so inline */
static inline DecimalStatus
figure_read(Datum number, int scale, DecimalRounding rounding, Amount *result,
			int *display_scale)
{
	struct varlena *packed = compat_detoast_packed(number);

	return decimal_read(VARDATA_ANY(packed), VARSIZE_ANY_EXHDR(packed), scale,
						rounding, result, display_scale);
}

#endif /* COMMISSIONING_FIGURES_H */
