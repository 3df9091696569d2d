/*-------------------------------------------------------------------------
 *
 * object.h
 *		Summaries as expanded objects: large states, and results that perhaps
 *		nobody stores.
 *
 * A large state is live in pieces of its own, which grow one by one, or sorted,
 * as finished summaries that stand for their sum ("runs").  Which of the two
 * is nobody's concern but its own: it turns from one into the other as it is
 * added to or read, which is no change of its value.  In core, arrays and
 * records do the like.  Few states are large, so that each can have a memory
 * context of its own below that of the aggregate.
 *
 * A result is one run in the current memory context, of which the ready figures
 * are made when it is stored, and not before.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_OBJECT_H
#define COMMISSIONING_SUMMARY_OBJECT_H

#include "summary/draft.h"
#include "summary/summary.h"
#include "summary/view.h"

#include "utils/expandeddatum.h"

/* A live state becomes an object when it would need more bytes than this */
#define SUMMARY_OBJECT_FROM ((Size) 256 * 1024)

typedef struct SummaryObject
{
	ExpandedObjectHeader header;
	Summary summary;	  /* the counters of all; live, its ledger's head */
	Ledger ledger;		  /* live: entries is not NULL */
	const Summary **runs; /* sorted: finished, in the object's context */
	uint32 nruns;
	uint32 max_runs;
	Size runs_size;	 /* bytes of all of them */
	bool result;	 /* has it ready figures when it is stored? */
	void *figures;	 /* what was worked out of it (known.h), or NULL, ... */
	int known_parts; /* ... the parts that still hold */
} SummaryObject;

/* The object that a datum is, or NULL */
extern SummaryObject *summary_object(Datum datum);

/* An empty one in a context of its own below another; sorted */
extern SummaryObject *summary_object_make(MemoryContext parent,
										  const Summary *counters);

/* A summary in one piece, which is only read, as a live object */
extern SummaryObject *summary_object_live(MemoryContext parent,
										  const Summary *summary);

/* Add a row, which the object has counted. */
extern void summary_object_add_row(SummaryObject *object, const SummaryRow *row);

/* Add a finished summary, which is copied and has been counted. */
extern void summary_object_add_run(SummaryObject *object, const Summary *run);

/* Look up pending rows. */
extern void summary_object_flush(SummaryObject *object);

/* What it stands for as one finished summary, which stays the object's */
extern const Summary *summary_object_finished(SummaryObject *object);

/* An object as what a function returns: read-only, with ready figures if stored */
extern Datum summary_object_result(SummaryObject *object);

/*
 * A finished summary, without ready figures, in the current memory context and
 * the caller's own, as what a function returns
 */
extern Datum summary_result(Summary *summary);

/* The sum of finished summaries, in the current memory context */
extern Summary *summary_merge_runs(const Summary *const *runs, uint32 nruns,
								   const Summary *counters);

#endif /* COMMISSIONING_SUMMARY_OBJECT_H */
