/*-------------------------------------------------------------------------
 *
 * binary.h
 *		Binary form of summaries.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_BINARY_H
#define COMMISSIONING_SUMMARY_BINARY_H

#include "summary/summary.h"

extern bytea *summary_to_binary(Datum summary);

/* a receive function of a type */
extern Datum summary_recv(FunctionCallInfo fcinfo, SummaryKind kind);

#endif /* COMMISSIONING_SUMMARY_BINARY_H */
