/*-------------------------------------------------------------------------
 *
 * open.h
 *		Opening a summary for reading, however it comes.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_OPEN_H
#define COMMISSIONING_SUMMARY_OPEN_H

#include "summary/view.h"

/*
 * Open a summary for reading; sorted, its entries are in the order of a
 * finished one.  It stays as it is.  What that allocates, if anything, is in the
 * current memory context.  Errors: XX001 for a damaged one.
 */
extern void summary_open(Datum summary, bool sorted, SummaryView *view);

/* The same of one that must be of that kind */
extern void summary_open_kind(Datum summary, SummaryKind kind, bool sorted,
							  SummaryView *view);

/* The same of the first argument of an accessor */
extern void summary_open_argument(FunctionCallInfo fcinfo, SummaryKind kind,
								  bool sorted, SummaryView *view);

/* A summary in one piece, as it is stored or handed over, and checked */
extern Summary *summary_flat(Datum summary);

/* Sorted, in one piece, without ready figures; itself if it is so already */
extern Summary *summary_finished(Datum summary);

/*
 * A summary as what a function returns.  Trusted, it is the state of the running
 * aggregate, which need not be checked.
 */
extern Datum summary_give(Datum summary, bool trusted);

#endif /* COMMISSIONING_SUMMARY_OPEN_H */
