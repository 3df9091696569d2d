/*-------------------------------------------------------------------------
 *
 * filling.c
 *		Finished summaries made of another one by going through it once.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "ledger/ledger_finish.h"
#include "ledger/ledger_shape.h"
#include "pg/huge.h"
#include "summary/filling.h"
#include "summary/kinds.h"

#include "miscadmin.h"

void
summary_filling_begin(SummaryFilling *filling, const SummaryView *source,
					  SummaryKind kind, bool wide, uint32 capacity,
					  uint32 heap_size)
{
	uint8 extra = summary_kind_info(kind)->extra;
	LedgerPlan plan;
	Summary *result;

	plan.shape = wide ? ledger_widest(extra) : source->shape;
	plan.shape.extra = extra;
	if (extra != LEDGER_TALLY)
		plan.shape.tally_places = LEDGER_FINE;
	plan.capacity = capacity;
	plan.heap_size = heap_size;
	plan.size = SUMMARY_HEADER + (Size) capacity * ledger_stride(plan.shape) +
		heap_size;
	result = huge_alloc(plan.size);
	summary_copy_counters(result, source->summary, plan.size);
	result->kind = kind;
	result->form = SUMMARY_PARTIAL;
	ledger_init(&result->ledger, &plan, false);
	filling->source = source;
	filling->result = result;
	filling->target = summary_ledger(result);
}

bool
summary_filling_put(SummaryFilling *filling, uint32 number, uint32 place,
					const LedgerFigures *figures)
{
	const SummaryView *source = filling->source;
	const char *from = summary_entry(source, number);
	Ledger *target = &filling->target;
	char *entry = ledger_entry_at(target, target->head->nentries);

	ledger_append(target, *ledger_entry_key(from),
				  summary_key_bytes(source, number),
				  summary_key_length(source, number), place,
				  ledger_entry_part(from, source->shape));
	return ledger_entry_set(entry, target->head->shape, figures);
}

Summary *
summary_filling_end(SummaryFilling *filling)
{
	ledger_trim(&filling->target);
	summary_fit(filling->result);
	return filling->result;
}

/* Make room for the entries that are kept. */
static void
begin_kept(SummaryFilling *filling, const SummaryView *source,
		   SummaryKind kind, const bool *kept)
{
	uint32 capacity = 0;
	uint32 heap_size = 0;

	for (uint32 i = 0; i < source->nentries; i++)
	{
		uint32 length = kept[i] ? summary_key_length(source, i) : 0;

		capacity += kept[i];
		heap_size += length > LEDGER_INLINE_KEY ? length : 0;
	}
	summary_filling_begin(filling, source, kind, false, capacity, heap_size);
}

Summary *
summary_fill_kept(const SummaryView *source, SummaryKind kind,
				  const bool *kept, bool upper)
{
	int lowest = summary_kind_info(source->summary->kind)->levels - 1;
	int lowered = lowest - (summary_kind_info(kind)->levels - 1);
	uint32 *parents = huge_alloc(((Size) summary_upper_end(source) + 1) *
								 sizeof(uint32));
	SummaryFilling filling;

	begin_kept(&filling, source, kind, kept);
	for (uint32 i = 0; i < source->nentries; i++)
	{
		LedgerFigures figures = {0};
		int level;
		uint32 parent = LEDGER_NO_PARENT;

		CHECK_FOR_INTERRUPTS();
		if (!kept[i])
			continue;
		level = summary_level(source, i);
		if (upper || level == lowest)
			figures = ledger_entry_figures(summary_entry(source, i),
										   source->shape);
		if (level > 0)
			parent = parents[summary_parent(source, i)];
		if (level < lowest)
			parents[i] = LEDGER_PARENT(filling.target.head->nentries);
		if (level == lowest)
			level -= lowered;
		(void) summary_filling_put(&filling, i,
								   LEDGER_LEVEL_BITS(level) | parent, &figures);
	}
	pfree(parents);
	return summary_filling_end(&filling);
}
