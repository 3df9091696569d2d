/*-------------------------------------------------------------------------
 *
 * frequency.h
 *		How often something is due, as times a year.
 *
 * A frequency is an int64 of 10^-10 a year, from 0 to FREQUENCY_MAX.  A year
 * has 4 quarters, 12 months, 26 fortnights, 52 weeks and 365 days, as plans of
 * reports count; a period of whole weeks counts as weeks.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_FREQUENCY_H
#define COMMISSIONING_FREQUENCY_H

#include "postgres.h"

#include "summary/keys.h"

typedef enum FrequencyReading
{
	FREQUENCY_READ,
	FREQUENCY_UNKNOWN,	   /* not a form that we know */
	FREQUENCY_AMBIGUOUS,   /* a word that means two things */
	FREQUENCY_OUT_OF_RANGE /* too high, or not 0 but rounded to it */
} FrequencyReading;

extern FrequencyReading frequency_read(const char *string, int64 *frequency,
									   const char **hint);
extern FrequencyReading frequency_of_period(int64 months, int64 days,
											int64 usecs, int64 *frequency);

#endif /* COMMISSIONING_FREQUENCY_H */
