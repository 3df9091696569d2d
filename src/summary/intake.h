/*-------------------------------------------------------------------------
 *
 * intake.h
 *		Summaries that come entry by entry, each key once.
 *
 * Entries that come in the order of a finished summary, as those do that we
 * wrote ourselves, are put down as they come, and nothing is hashed or sorted.
 * When one comes out of order, they go on as a draft.  The result is the same.
 *
 * It lies in the current memory context; what is outgrown is freed.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_INTAKE_H
#define COMMISSIONING_SUMMARY_INTAKE_H

#include "summary/draft.h"

typedef struct SummaryIntake
{
	Summary counters;	/* what stands before the ledger; the caller sets it */
	uint32 expected;	/* room to begin with, for so many entries ... */
	Size expected_heap; /* ... and bytes of long keys */
	Summary *sorted;	/* the entries so far, with room behind them ... */
	Ledger ledger;		/* (its) */
	SummaryDraft draft; /* ... or, if that is NULL, as a draft */
	uint32 settled;		/* entries when it was settled, ... */
	uint32 settled_heap; /* ... and bytes of long keys */
	/* what summary_intake_enter() found last, by level */
	uint32 last_entered[LEDGER_MAX_LEVELS - 1];
} SummaryIntake;

/* The key type may be set later, in the counters. */
extern void summary_intake_begin(SummaryIntake *intake, SummaryKind kind,
								 KeyType key_type);

/*
 * Put an entry with a key that is not there yet; false if it is.  Entries are
 * numbered in the order in which they come until the next settling.  The
 * figures are not negative but for the sum.
 */
extern bool summary_intake_put(SummaryIntake *intake, const LedgerKey *key,
							   const LedgerFigures *figures);

/*
 * The number of the entry of a key of an upper level, which is made, without rows,
 * if need be
 */
extern uint32 summary_intake_enter(SummaryIntake *intake, const LedgerKey *key,
								   bool *made);

/* So much of what comes after the settling has come. */
extern void summary_intake_expect(SummaryIntake *intake, Size come, Size all);

/* Sort what has come so far, which may renumber it: lower levels are to come. */
extern void summary_intake_settle(SummaryIntake *intake);

/* What has come as a finished summary without ready figures */
extern Summary *summary_intake_end(SummaryIntake *intake);

#endif /* COMMISSIONING_SUMMARY_INTAKE_H */
