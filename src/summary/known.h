/*-------------------------------------------------------------------------
 *
 * known.h
 *		What is known of a summary without looking at its entries, and what has
 *		to be worked out from them.
 *
 * Of what is stored no more is fetched than is needed.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_KNOWN_H
#define COMMISSIONING_SUMMARY_KNOWN_H

#include "summary/summary.h"

/*
 * What a summary counts.  Nothing behind the header may be looked at.  Errors:
 * XX001 for a damaged one.
 */
extern const Summary *summary_counters(Datum summary);

/*
 * The figures of an accessor's first argument, which must be of that kind, with
 * those parts at least: the ready ones or, if there are none, worked out.
 */
extern const void *summary_figures(FunctionCallInfo fcinfo, SummaryKind kind,
								   int parts);

/* The same of any summary of that kind */
extern const void *summary_figures_of(Datum summary, SummaryKind kind,
									  int parts);

#endif /* COMMISSIONING_SUMMARY_KNOWN_H */
