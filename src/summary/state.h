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

extern void summary_prefetch(FunctionCallInfo fcinfo);
extern Datum summary_add_row(FunctionCallInfo fcinfo, SummaryKind kind,
							 KeyType key_type, const SummaryRow *row);

#endif /* COMMISSIONING_SUMMARY_STATE_H */
