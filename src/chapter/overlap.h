/*-------------------------------------------------------------------------
 *
 * overlap.h
 *		Going through the providers of an overlap summary, and what is worked out
 *		of it and ready in a stored one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_OVERLAP_H
#define COMMISSIONING_OVERLAP_H

#include "summary/chapter.h"

/* An overlap summary opened for going through its providers */
typedef struct Overlap
{
	SummaryView view;
	uint32 agencies;	/* entries [0, agencies) of the view */
	SummaryGroup group; /* the current provider's entries */
	bool valued;		/* was any value but 0 seen? */
} Overlap;

/* Shared by so many agencies or more, from 1 on, is a figure up to this. */
#define OVERLAP_SHARED 5

/* Parts */
#define OVERLAP_AGENCIES  (1 << 0)
#define OVERLAP_PROVIDERS (1 << 1)

/* Stored */
typedef struct OverlapFigures
{
	SummaryFigures head;
	int64 agencies;
	/* providers */
	int64 valued; /* 1 if any value but 0 was seen */
	int64 negative; /* providers of negative net value, which have no money here */
	int64 pairs;				  /* of an agency and a provider */
	int64 shared[OVERLAP_SHARED]; /* providers of 1, 2 ... agencies or more */
	Amount value[OVERLAP_SHARED]; /* of these */
} OverlapFigures;

extern const SummaryFiguresKind overlap_figures;

/* Go through the providers of a sorted view. */
extern void overlap_begin(const SummaryView *view, Overlap *overlap);

/* The same of the function's first argument, which stays as it is. */
extern void overlap_open(FunctionCallInfo fcinfo, Overlap *overlap);
extern bool overlap_next_provider(Overlap *overlap);

/* How many agencies the current provider has */
static inline uint32
overlap_provider_agencies(const Overlap *overlap)
{
	return overlap->group.end - overlap->group.first;
}

/* The net value of the current provider; false, and 0, if it is negative */
extern bool overlap_provider_value(const Overlap *overlap, Amount *value);
extern text *overlap_agency_name(const Overlap *overlap, uint32 agency);

#endif /* COMMISSIONING_OVERLAP_H */
