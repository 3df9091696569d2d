/*-------------------------------------------------------------------------
 *
 * input.h
 *		Summaries that come from outside, as text or binary: what is believed
 *		of them.
 *
 * Everything that the figures rely on is checked: above all that no sum of sums
 * can overflow.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_INPUT_H
#define COMMISSIONING_SUMMARY_INPUT_H

#include "summary/intake.h"
#include "summary/kinds.h"

typedef struct SummaryInput
{
	SummaryIntake intake; /* the reader sets its counters */
	const SummaryKindInfo *info;
	bool part;		  /* is it said to be a part of a summary (totals.h)? */
	int64 valued;	  /* entries of the lowest level with a sum other than 0 */
	int64 rows;		  /* rows of those of that level ... */
	Amount gross;	  /* ... and the absolute values of their sums */
	int64 above_rows; /* the same of the totals ... */
	Amount above_gross;
	int64 unnamed_rows; /* ... and rows of the topmost level */
} SummaryInput;

extern void summary_input_begin(SummaryInput *input, SummaryKind kind,
								KeyType key_type);

/* Put an entry that was read.  What is wrong with it, or NULL */
extern const char *summary_input_put(SummaryInput *input, int level,
									 const SummaryKey *key, uint32 parent,
									 uint64 part, const LedgerFigures *figures);

/*
 * What is wrong with all of it, or NULL, with *summary set to what was read:
 * finished, without ready figures.
 */
extern const char *summary_input_end(SummaryInput *input, Summary **summary);

/*
 * The same of a finished summary that comes from nowhere but was worked out: what
 * input would find wrong with it, or NULL
 */
extern const char *summary_fault(const Summary *summary);

#endif /* COMMISSIONING_SUMMARY_INPUT_H */
