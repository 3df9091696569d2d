/*-------------------------------------------------------------------------
 *
 * view.h
 *		Reading a summary in one piece: its entries, the groups that they make.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_VIEW_H
#define COMMISSIONING_SUMMARY_VIEW_H

#include "ledger/ledger_entry.h"
#include "summary/keys.h"

/* A summary opened for reading, no row of it pending */
typedef struct SummaryView
{
	const Summary *summary; /* its header; nothing behind it is looked at */
	Ledger ledger;
	LedgerShape shape;
	uint32 nentries;
	const char *heap;
} SummaryView;

/* The entries, all of the lowest level, of one key: [first, end) */
typedef struct SummaryGroup
{
	uint32 first;
	uint32 end;
} SummaryGroup;

/* View a summary whose ledger's parts lie behind it, or elsewhere. */
extern void summary_view(const Summary *summary, SummaryView *view);
extern void summary_view_ledger(const Summary *header, const Ledger *ledger,
								SummaryView *view);

/*
 * A summary sorted, as finished ones are: itself if it is, else a new one without
 * ready figures in the current memory context
 */
extern Summary *summary_finish(Summary *summary);

/*
 * A ledger without pending rows as a finished summary in that memory context;
 * whose counters it has is given
 */
extern Summary *summary_finish_ledger(MemoryContext context,
									  const Summary *counters,
									  const Ledger *source);

/* A copy of a finished summary without its ready figures */
extern Summary *summary_copy_bare(MemoryContext context, const Summary *summary);

/* Where the entries of the lowest level of a sorted summary begin */
extern uint32 summary_upper_end(const SummaryView *view);

/* Start going through the keys of the lowest level of a sorted summary. */
extern void summary_first_group(const SummaryView *view, SummaryGroup *group);

/* The entries of the next key, or false after the last */
extern bool summary_next_group(const SummaryView *view, SummaryGroup *group);

/* An entry's key, as its type's output function writes it */
extern text *summary_entry_text(const SummaryView *view, KeyType key_type,
								uint32 number);

static inline const char *
summary_entry(const SummaryView *view, uint32 number)
{
	return ledger_entry_at(&view->ledger, number);
}

static inline int64
summary_rows(const SummaryView *view, uint32 number)
{
	return ledger_entry_rows(summary_entry(view, number), view->shape);
}

static inline Amount
summary_sum(const SummaryView *view, uint32 number)
{
	return ledger_entry_sum(summary_entry(view, number), view->shape);
}

static inline Amount
summary_tally(const SummaryView *view, uint32 number)
{
	return ledger_entry_tally(summary_entry(view, number), view->shape);
}

static inline int64
summary_peak(const SummaryView *view, uint32 number)
{
	return ledger_entry_peak(summary_entry(view, number), view->shape);
}

/* The number of the entry that is the parent of one that has one */
static inline uint32
summary_parent(const SummaryView *view, uint32 number)
{
	return ledger_entry_parent(summary_entry(view, number), view->shape) - 1;
}

static inline int
summary_level(const SummaryView *view, uint32 number)
{
	return ledger_entry_level(summary_entry(view, number), view->shape);
}

/* The number that is an entry's key: a length, a frequency */
static inline int64
summary_key_number(const SummaryView *view, uint32 number)
{
	return summary_key_value(ledger_entry_key(summary_entry(view, number))->word);
}

static inline uint32
summary_key_length(const SummaryView *view, uint32 number)
{
	return ledger_entry_length(summary_entry(view, number), view->shape);
}

static inline const char *
summary_key_bytes(const SummaryView *view, uint32 number)
{
	return ledger_entry_bytes(summary_entry(view, number), view->shape,
							  view->heap);
}

/* A finished summary's entries up to a level: those of it end there */
static inline uint32
summary_level_end(const SummaryView *view, int level)
{
	return level < LEDGER_MAX_LEVELS - 1 ? view->ledger.head->upper[level]
										 : view->nentries;
}

#endif /* COMMISSIONING_SUMMARY_VIEW_H */
