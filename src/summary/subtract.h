/*-------------------------------------------------------------------------
 *
 * subtract.h
 *		The rows of one summary taken out of another.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_SUBTRACT_H
#define COMMISSIONING_SUMMARY_SUBTRACT_H

#include "summary/summary.h"

/*
 * What is left of a summary without the rows of another, finished, without ready
 * figures and in the current memory context; NULL if nothing is.  Both are only
 * read.  Errors: 22023 where the first cannot have had these rows, 42804 for
 * keys of another type, 0A000 for a kind that keeps what cannot be taken back.
 */
extern Summary *summary_subtract(Datum from, Datum taken);

#endif /* COMMISSIONING_SUMMARY_SUBTRACT_H */
