/*-------------------------------------------------------------------------
 *
 * term_summary.h
 *		What is worked out of a term summary, and is ready in a stored one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_TERM_SUMMARY_H
#define COMMISSIONING_TERM_SUMMARY_H

#include "summary/chapter.h"

/* The quantiles that are figures, in percent */
#define TERM_QUANTILES 7
extern const int term_quantiles[TERM_QUANTILES];

/* Parts.  Quantiles have meaning only with a positive total of their weights. */
#define TERM_COUNTS				  (1 << 0) /* always there */
#define TERM_LENGTHS			  (1 << 1)
#define TERM_WEIGHTED			  (1 << 2)
#define TERM_QUANTILE(i)		  (1 << (3 + (i)))
#define TERM_WEIGHTED_QUANTILE(i) (1 << (3 + TERM_QUANTILES + (i)))

/* Stored.  Lengths are in units of 1/YEARS_UNITS year. */
typedef struct TermFigures
{
	SummaryFigures head;
	int64 measured;	 /* rows, of known length and value */
	int64 contracts; /* of known length */
	Amount value;	 /* net; not positive: no weights to speak of */
	Wide lengths;	 /* sum of length * contracts, ... */
	Wide weighted;	 /* ... and of length * value */
	int64 quantile[TERM_QUANTILES];			 /* by number of contracts */
	int64 weighted_quantile[TERM_QUANTILES]; /* by value */
} TermFigures;

extern const SummaryFiguresKind term_figures;

static inline int64
term_length(const SummaryView *view, uint32 number)
{
	return summary_key_number(view, number);
}

/* What an entry weighs: its value, or how many contracts it has */
static inline Amount
term_weight(const SummaryView *view, uint32 number, bool weighted)
{
	return weighted ? summary_sum(view, number)
					: amount_from_int64(summary_rows(view, number));
}

/* What all entries weigh */
static inline Amount
term_total(const TermFigures *figures, bool weighted)
{
	return weighted ? figures->value : amount_from_int64(figures->contracts);
}

/*
 * The inverted CDF: the smallest length up to which the weights add up to the
 * fraction of their total, which is positive, or more.  The view is sorted.
 */
extern int64 term_quantile(const SummaryView *view, bool weighted,
						   Amount total, Datum fraction);

/* The counts of a view's entries */
extern void term_count(const SummaryView *view, TermFigures *figures);

#endif /* COMMISSIONING_TERM_SUMMARY_H */
