/*-------------------------------------------------------------------------
 *
 * arguments.h
 *		Parameters of SQL functions: counts, fractions, percentages and other
 *		numbers, read and checked.
 *
 * Counts are bigint.  All other numbers are numeric or double precision; the
 * latter is read as the shortest decimal that is the same double, which is
 * what was written or shown: 0.1 is one tenth.
 *
 * What is out of range gets an error of one form, with the parameter's name,
 * what it must be, what it is, and a hint.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_ARGUMENTS_H
#define COMMISSIONING_ARGUMENTS_H

#include "postgres.h"

#include "exact/wide.h"
#include "pg/span.h"

#include "fmgr.h"
#include "utils/date.h"

extern int64 argument_count(FunctionCallInfo fcinfo, int argument,
							const char *name, int64 least, const char *hint);
extern int64 argument_count_up_to(FunctionCallInfo fcinfo, int argument,
								  const char *name, int64 least, int64 most,
								  const char *hint);

extern Datum argument_fraction(FunctionCallInfo fcinfo, int argument,
							   const char *name);
extern Datum argument_percentage(FunctionCallInfo fcinfo, int argument,
								 const char *name, bool of_a_whole);
extern Datum argument_not_negative(FunctionCallInfo fcinfo, int argument,
								   const char *name, const char *hint);
extern Datum argument_above_zero(FunctionCallInfo fcinfo, int argument,
								 const char *name, int64 most, const char *hint);

/* The place among some percentages of a fraction that is exactly one, or -1 */
extern int argument_which_percent(Datum fraction, const int *percents,
								  int count);
extern Datum argument_from_percent(int percent);

/* A period of days, which must have a first and a last one, and a day, finite */
extern Span argument_period(FunctionCallInfo fcinfo, int argument,
							const char *name);
extern DateADT argument_day(FunctionCallInfo fcinfo, int argument,
							const char *name);

extern Amount argument_at_least(Datum fraction, Amount total);

#endif /* COMMISSIONING_ARGUMENTS_H */
