/*-------------------------------------------------------------------------
 *
 * runs.h
 *		Sorted summaries merged into one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_RUNS_H
#define COMMISSIONING_SUMMARY_RUNS_H

#include "summary/summary.h"

extern Summary *summary_merge_runs(const Summary *const *parts, int nparts,
								   const Summary *counters);

#endif /* COMMISSIONING_SUMMARY_RUNS_H */
