/*-------------------------------------------------------------------------
 *
 * totals.h
 *		Whether the totals of a summary are those of its entries.
 *
 * They are in a whole one, which an aggregate made of rows.  In a piece (part.h)
 * they need not be: all totals are in piece 0, whatever providers are there.  Nor
 * in what pieces are merged to, until all of a whole are together again.
 *
 * Which of both a summary is shows from what is in it, and is stored nowhere.
 * Text and binary form say it, so that a whole one that was damaged is not taken
 * for a piece.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_TOTALS_H
#define COMMISSIONING_SUMMARY_TOTALS_H

#include "summary/summary.h"

/*
 * What is wrong with the totals of a finished summary that is said to be whole, or
 * to be a part, of a kind that has totals, or NULL.  Of rows and sums it has been
 * checked that they can be added up.
 */
extern const char *summary_totals_fault(const Summary *summary, bool part);

/* Is a finished summary, of any kind, part of one, and not whole? */
extern bool summary_is_part(const Summary *summary);

#endif /* COMMISSIONING_SUMMARY_TOTALS_H */
