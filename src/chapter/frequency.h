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
	FREQUENCY_AMBIGUOUS,   /* what means two things */
	FREQUENCY_OUT_OF_RANGE /* too high, or not 0 but rounded to it */
} FrequencyReading;

/* What two readings there are, and how to write either */
typedef struct FrequencyAmbiguity
{
	const char *detail;
	const char *hint;
} FrequencyAmbiguity;

/* most numbers and words that a frequency is written with */
#define FREQUENCY_WORDS_MAX 8

extern FrequencyReading frequency_read(const char *string, int64 *frequency,
									   FrequencyAmbiguity *why);
extern bool frequency_is_ambiguous(char *const *word, int n,
								   const char *joined, FrequencyAmbiguity *why);
extern bool frequency_read_number(const char *word, bool cardinal,
								  Amount *number);
extern const char *frequency_unit_of_adverb(const char *word, int *per_year);
extern char *frequency_joined(char *const *word, int n, char between);
extern FrequencyReading frequency_of_period(int64 months, int64 days,
											int64 usecs, int64 *frequency);

#endif /* COMMISSIONING_FREQUENCY_H */
