/*-------------------------------------------------------------------------
 *
 * state.h
 *		Summaries as states of aggregates.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_STATE_H
#define COMMISSIONING_SUMMARY_STATE_H

#include "summary/row.h"
#include "summary/summary.h"

/*
 * Ask for the beginning of the state in argument 0, where a small group has its
 * entries.  With many groups the state of each row's is a cache miss; a
 * transition function says so first and reads its other arguments meanwhile.
 */
extern void summary_prefetch(FunctionCallInfo fcinfo);

/*
 * Add a row to the state in argument 0, which is made if it is NULL.  Returns
 * what the transition function returns.  The row's keys must stay where they
 * are until then.
 */
extern Datum summary_add_row(FunctionCallInfo fcinfo, SummaryKind kind,
							 KeyType key_type, const SummaryRow *row);

#endif /* COMMISSIONING_SUMMARY_STATE_H */
