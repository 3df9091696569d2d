/*-------------------------------------------------------------------------
 *
 * merge.h
 *		Two summaries as one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_MERGE_H
#define COMMISSIONING_SUMMARY_MERGE_H

#include "summary/summary.h"

/*
 * Add a summary, which is only read, to the state of the running aggregate.
 * Returns what a combine function returns.
 */
extern Datum summary_combine(MemoryContext aggregate, Datum state, Datum from);

/* The sum of two summaries, which are only read, as what a function returns */
extern Datum summary_merge(Datum a, Datum b);

#endif /* COMMISSIONING_SUMMARY_MERGE_H */
