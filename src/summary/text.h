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
 * An entry of a term summary, whose keys are lengths in units of 1/YEARS_UNITS
 * year and which has no "key", or of a concentration summary is [key, rows,
 * sum].  Those of an overlap summary are [provider, agency, rows, sum], and it has
 * "agencies" besides: [agency, rows], the rows being those whose provider is not
 * known.  Those of a burden summary are [provider, agency, rows, sum, reports a
 * year, highest times a year], and it has "totals": [agency, times a year, rows,
 * sum].  Those of a schedule summary are [provider, agency, times a year, first day,
 * last day, rows, sum], with null for what is not known, or is not; each pair of
 * an agency and times a year is in its "frequencies", too.  All are written in the
 * order of a finished ledger; they may be read in any other.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_TEXT_H
#define COMMISSIONING_SUMMARY_TEXT_H

#include "summary/summary.h"

/* text.c: palloc'd */
extern char *summary_to_string(Datum summary);

/* text_read.c: an input function of a type */
extern Datum summary_in(FunctionCallInfo fcinfo, SummaryKind kind);

#endif /* COMMISSIONING_SUMMARY_TEXT_H */
