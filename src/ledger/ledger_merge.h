/*-------------------------------------------------------------------------
 *
 * ledger_merge.h
 *		Compact ledgers merged into one, and bundles of them.
 *
 * A bundle is compact ledgers ("runs") one after the other, which stand for
 * their sum.  It is what a rollup of large summaries gathers, which decides
 * when they are merged (summary/merge.c).
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_MERGE_H
#define COMMISSIONING_LEDGER_MERGE_H

#include "ledger/ledger_layout.h"

extern Size ledger_run_size(const Ledger *run);
extern Size ledger_bundle_size(const Ledger *from);
extern void ledger_bundle_init(Ledger *bundle, Size room);
extern bool ledger_bundle_add(Ledger *bundle, const Ledger *from);
extern const Ledger *ledger_next_run(const Ledger *ledger, const Ledger *run);
extern Size ledger_merge_scratch(const Ledger *const *runs, uint32 nruns);
extern void ledger_merge(Ledger *target, const Ledger *const *runs,
						 uint32 nruns, void *scratch);

#endif /* COMMISSIONING_LEDGER_MERGE_H */
