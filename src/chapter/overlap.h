/*-------------------------------------------------------------------------
 *
 * overlap.h
 *		Going through the providers of an overlap summary.
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

/* Opens the function's first argument; it stays as it is */
extern void overlap_open(FunctionCallInfo fcinfo, Overlap *overlap);
extern bool overlap_next_provider(Overlap *overlap);
extern bool overlap_provider_value(const Overlap *overlap, Amount *value);
extern text *overlap_agency_name(const Overlap *overlap, uint32 agency);

#endif /* COMMISSIONING_OVERLAP_H */
