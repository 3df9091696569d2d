/*-------------------------------------------------------------------------
 *
 * text.h
 *		Text form of summaries: JSON.
 *
 *		{"version": 1, "key": "text",
 *		 "measured_rows": 4, "measured_value": 60,
 *		 "missing_rows": 1, "missing_value": 0,
 *		 "entries": [["Aroha Trust", 3, 50.25], ["Kea Ltd", 1, 9.75]]}
 *
 * An entry is its key, the keys of upper levels if there are any, rows and
 * sum.  A term summary, whose keys are lengths in units of 1/YEARS_UNITS year,
 * has no "key".  The entries of an overlap summary are [provider, agency, rows,
 * sum], and it has "agencies" besides, because an agency need not have an
 * entry; those of a burden summary are [provider, agency, times a year, rows,
 * sum].
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_TEXT_H
#define COMMISSIONING_SUMMARY_TEXT_H

#include "summary/summary.h"

/* text.c: palloc'd */
extern char *summary_to_string(Summary *summary);

/* text_read.c: an input function of a type */
extern Datum summary_in(FunctionCallInfo fcinfo, SummaryKind kind);

#endif /* COMMISSIONING_SUMMARY_TEXT_H */
