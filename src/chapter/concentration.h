/*-------------------------------------------------------------------------
 *
 * concentration.h
 *		What is worked out of a concentration summary, and is ready in a stored
 *		one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_CONCENTRATION_H
#define COMMISSIONING_CONCENTRATION_H

#include "exact/holdings.h"
#include "summary/chapter.h"

/* The sums of the 1, 2 ... largest are figures up to so many. */
#define CONCENTRATION_LARGEST 10

/* The shares of which the fewest holders are figures, in percent */
#define CONCENTRATION_SHARES 3
extern const int concentration_shares[CONCENTRATION_SHARES];

/* Parts.  But for the counts each has meaning only with a positive total. */
#define CONCENTRATION_COUNTS	   (1 << 0) /* always there */
#define CONCENTRATION_HHI		   (1 << 1)
#define CONCENTRATION_HOOVER	   (1 << 2)
#define CONCENTRATION_GINI		   (1 << 3)
#define CONCENTRATION_PALMA		   (1 << 4)
#define CONCENTRATION_TOP		   (1 << 5)
#define CONCENTRATION_LOGARITHMS   (1 << 6) /* theil and entropy */
#define CONCENTRATION_FOR_SHARE(i) (1 << (7 + (i)))

/* Stored */
typedef struct ConcentrationFigures
{
	SummaryFigures head;
	int64 holders;	/* keys that have a share, be it 0 */
	int64 positive; /* of these, keys of more than 0 */
	int64 negative; /* keys that have none */
	Amount total;	/* of the holders */
	Ratio hhi;
	Ratio hoover;
	Ratio gini;
	Ratio palma;
	Precise theil;
	Precise entropy;
	Amount largest[CONCENTRATION_LARGEST]; /* sum of the first, the first two ... */
	int64 for_share[CONCENTRATION_SHARES]; /* the fewest that hold it */
} ConcentrationFigures;

extern const SummaryFiguresKind concentration_figures;

/* What the holders hold, in no order: keys whose sum is not negative */
extern void concentration_holdings(const SummaryView *view, Holdings *h);
extern void concentration_sort(Holdings *h);

/* The fewest holders, of sorted ones, with a share of the total, or more */
extern int64 concentration_for_share(const Holdings *h, Datum share);

#endif /* COMMISSIONING_CONCENTRATION_H */
