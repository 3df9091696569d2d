/*-------------------------------------------------------------------------
 *
 * part.h
 *		Pieces of a summary, which roll up to it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_PART_H
#define COMMISSIONING_SUMMARY_PART_H

#include "summary/summary.h"

/* most pieces of a summary */
#define SUMMARY_PARTS_MAX 1000000

/*
 * Piece i of n of a summary, 0 <= i < n, finished, without ready figures and in
 * the current memory context; NULL if nothing is in it
 */
extern Summary *summary_part(Datum summary, uint32 n, uint32 i);

#endif /* COMMISSIONING_SUMMARY_PART_H */
