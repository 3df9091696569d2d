/*-------------------------------------------------------------------------
 *
 * project.h
 *		A summary read as one that knows less.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_PROJECT_H
#define COMMISSIONING_SUMMARY_PROJECT_H

#include "summary/summary.h"

extern Summary *summary_project(Summary *summary, SummaryKind kind);

#endif /* COMMISSIONING_SUMMARY_PROJECT_H */
