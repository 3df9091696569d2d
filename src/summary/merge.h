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

extern Datum summary_combine(Summary *state, Summary *from);
extern Summary *summary_merge(Summary *a, Summary *b);

#endif /* COMMISSIONING_SUMMARY_MERGE_H */
