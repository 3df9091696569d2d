/*-------------------------------------------------------------------------
 *
 * burden.h
 *		Going through the providers of a burden summary, and what is worked out
 *		of it and ready in a stored one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_BURDEN_H
#define COMMISSIONING_BURDEN_H

#include "exact/holdings.h"
#include "summary/chapter.h"

/* The levels of the totals by frequency, and of the providers */
#define BURDEN_TOTALS_LEVEL	   1
#define BURDEN_PROVIDERS_LEVEL 2

/* The quantiles that are figures, in percent */
#define BURDEN_QUANTILES 5
extern const int burden_quantiles[BURDEN_QUANTILES];

/* Parts.  Quantiles have meaning only if there is a provider. */
#define BURDEN_TOTALS	   (1 << 0)
#define BURDEN_PROVIDERS   (1 << 1)
#define BURDEN_QUANTILE(i) (1 << (2 + (i))) /* with .providers */

/* Stored */
typedef struct BurdenFigures
{
	SummaryFigures head;
	/* totals */
	int64 measured; /* rows */
	int64 arrangements;
	Amount reports; /* a year */
	Amount value;	/* net */
	/* providers */
	int64 providers;
	Amount joint; /* reports a year if each reported on one schedule */
	Amount quantile[BURDEN_QUANTILES]; /* of reports a year */
} BurdenFigures;

extern const SummaryFiguresKind burden_figures;

/* What is asked of one provider */
typedef struct BurdenProvider
{
	uint32 number; /* of an entry that has its key */
	int64 agencies;
	int64 arrangements;
	Amount reports; /* a year */
	int64 joint;	/* on one schedule, at the highest frequency */
	Amount value;	/* net */
} BurdenProvider;

/* The next provider of a sorted view, after summary_first_group() */
extern bool burden_next_provider(const SummaryView *view, SummaryGroup *group,
								 BurdenProvider *provider);

/* What is asked of each provider, sorted */
extern void burden_reports(const SummaryView *view, Holdings *reports);

/* Reports a year that a fraction of one or more providers does not exceed */
extern Amount burden_quantile(const Holdings *reports, Datum fraction);

/*
 * Standard Cost Model: reports * hours of each * price of an hour, the function's
 * second and third arguments, divided by a number or, if that is NULL, by none.
 * Errors: 22023 for hours or a price below 0, or not finite.
 */
extern Datum burden_cost_of(FunctionCallInfo fcinfo, Numeric reports,
							Numeric divisor);

/* Arrangements of one frequency */
typedef struct BurdenBand
{
	int64 frequency;
	int64 arrangements;
	Amount value;
} BurdenBand;

/*
 * What frequency_bands() returns, of bands in order of frequency, of which several
 * may have the same and some nothing; they are joined in place.
 */
extern Datum burden_list_bands(FunctionCallInfo fcinfo, BurdenBand *bands,
							   uint32 count);

#endif /* COMMISSIONING_BURDEN_H */
