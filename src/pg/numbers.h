/*-------------------------------------------------------------------------
 *
 * numbers.h
 *		From exact integers to what SQL shows, and back.
 *
 * Numbers are shown without trailing zeros: three years read "3".
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_NUMBERS_H
#define COMMISSIONING_NUMBERS_H

#include "postgres.h"

#include "exact/decimal.h"
#include "exact/precise.h"
#include "exact/wide.h"
#include "pg/compat.h"

#include "utils/numeric.h"

pg_noreturn extern void figure_report_value(Datum value, DecimalStatus status);
pg_noreturn extern void figure_report_sum(void);

extern void figure_check_finite(Datum value);
extern Datum figure_from_string(const char *string);
extern bool figure_parse(char *string, Node *escontext, Amount *amount,
						 const char **fault);
extern bool figure_parse_int64(const char *string, int64 *value,
							   const char **fault);
extern char *figure_to_string(Datum number);

extern Numeric figure_number(Wide value, int scale);
extern Numeric figure_money(Amount value);
extern Numeric figure_ratio(Wide numerator, Wide denominator);
extern Numeric figure_precise(Precise value);

/* decimal_read() of a numeric, however it is stored; once a row, so inline */
static inline DecimalStatus
figure_read(Datum number, int scale, DecimalRounding rounding, Amount *result)
{
	struct varlena *packed = compat_detoast_packed(number);

	return decimal_read(VARDATA_ANY(packed), VARSIZE_ANY_EXHDR(packed), scale,
						rounding, result);
}

/*
 * A numeric as an exact amount, rounded half away from zero to DECIMAL_SCALE
 * places.  NaN, infinities and what 128 bits cannot hold are errors.
 */
static inline Amount
figure_read_value(Datum value)
{
	Amount amount;
	DecimalStatus status = figure_read(value, DECIMAL_SCALE, DECIMAL_HALF_AWAY,
									   &amount);

	if (unlikely(status != DECIMAL_OK))
		figure_report_value(value, status);
	return amount;
}

#endif /* COMMISSIONING_NUMBERS_H */
