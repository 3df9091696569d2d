/*-------------------------------------------------------------------------
 *
 * project.h
 *		A summary read as one that knows less.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_PROJECT_H
#define COMMISSIONING_SUMMARY_PROJECT_H

#include "summary/view.h"

/*
 * A burden or overlap summary, sorted, read as one of a kind that knows less, as
 * what a function returns
 */
extern Datum summary_project(const SummaryView *source, SummaryKind kind);

#endif /* COMMISSIONING_SUMMARY_PROJECT_H */
