/*-------------------------------------------------------------------------
 *
 * runs.c
 *		Sorted summaries merged into one.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "ledger/ledger_merge.h"
#include "ledger/ledger_room.h"
#include "pg/huge.h"
#include "summary/kinds.h"
#include "summary/runs.h"

/* The runs of some ledgers, and how much they have in all */
typedef struct Runs
{
	const Ledger **run;
	uint32 count;
	uint64 nentries;
	uint64 heap_size;
} Runs;

static void
find_runs(const Summary *const *parts, int nparts, Runs *runs)
{
	runs->count = 0;
	runs->nentries = 0;
	runs->heap_size = 0;
	for (int i = 0; i < nparts; i++)
	{
		const Ledger *run = NULL;

		while ((run = ledger_next_run(&parts[i]->ledger, run)) != NULL)
		{
			if (runs->run)
				runs->run[runs->count] = run;
			runs->count++;
			runs->nentries += run->nentries;
			runs->heap_size += run->heap_used;
		}
	}
}

/*
 * summary_merge_runs
 *		The sum of compact summaries and bundles as a compact summary, in the
 *		current memory context.  "counters" has the counters of all of them.
 */
Summary *
summary_merge_runs(const Summary *const *parts, int nparts,
				   const Summary *counters)
{
	Runs runs = {NULL};
	Size size;
	void *scratch;
	Summary *sum;

	find_runs(parts, nparts, &runs);
	runs.run = palloc(runs.count * sizeof(Ledger *));
	find_runs(parts, nparts, &runs);

	/* each part is below 1 GB, so that 32 bits do for their number and bytes */
	sum = huge_alloc(SUMMARY_HEADER + sizeof(Ledger) +
					 runs.nentries * sizeof(LedgerEntry) + runs.heap_size);
	ledger_init(&sum->ledger, (uint32) runs.nentries, (uint32) runs.heap_size,
				false);
	scratch = huge_alloc(ledger_merge_scratch(runs.run, runs.count));
	ledger_merge(&sum->ledger, runs.run, runs.count, scratch);
	pfree(scratch);
	pfree(runs.run);
	size = SUMMARY_HEADER +
		ledger_size(sum->ledger.nentries, sum->ledger.heap_used, false);
	if (size > LEDGER_MAX_BYTES)
		summary_report_full(parts[0]->kind);
	summary_copy_header(sum, counters, size);
	return sum;
}
