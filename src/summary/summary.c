/*-------------------------------------------------------------------------
 *
 * summary.c
 *		What a summary is.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "ledger/ledger_room.h"
#include "summary/summary.h"

StaticAssertDecl(SUMMARY_PREFIX == 64, "summaries are stored");
StaticAssertDecl(SUMMARY_HEADER == 104, "summaries are stored");

void
summary_init_header(Summary *summary, SummaryKind kind, KeyType key_type)
{
	memset(summary, 0, SUMMARY_HEADER);
	summary->version = SUMMARY_VERSION;
	summary->kind = kind;
	summary->key_type = key_type;
}

void
summary_copy_counters(Summary *target, const Summary *source, Size size)
{
	memcpy(target, source, SUMMARY_PREFIX);
	SET_VARSIZE(target, size);
	target->figures_size = 0;
	target->check = 0;
}

void
summary_fit(Summary *summary)
{
	const LedgerHead *ledger = &summary->ledger;

	SET_VARSIZE(summary,
				SUMMARY_HEADER +
					ledger_size(ledger->shape, ledger->nentries,
								ledger->heap_used));
}
