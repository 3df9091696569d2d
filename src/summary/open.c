/*-------------------------------------------------------------------------
 *
 * open.c
 *		Opening a summary for reading, however it comes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/check.h"
#include "summary/figures.h"
#include "summary/object.h"
#include "summary/open.h"

Summary *
summary_flat(Datum datum)
{
	Summary *summary = (Summary *) compat_detoast(datum);

	summary_check_header(summary, VARSIZE(summary));
	(void) summary_figures_read(summary, VARSIZE(summary));
	summary_check_entries(summary);
	return summary;
}

void
summary_open(Datum datum, bool sorted, SummaryView *view)
{
	SummaryObject *object = summary_object(datum);

	if (object == NULL)
	{
		Summary *summary = summary_flat(datum);

		summary_view(sorted ? summary_finish(summary) : summary, view);
	}
	else if (sorted || object->ledger.entries == NULL)
		summary_view(summary_object_finished(object), view);
	else
	{
		summary_object_flush(object);
		/* its entries stand in no order */
		summary_view_ledger(&object->summary, &object->ledger, view);
	}
}

void
summary_open_kind(Datum datum, SummaryKind kind, bool sorted, SummaryView *view)
{
	summary_open(datum, sorted, view);
	if (view->summary->kind != kind)
		summary_report_damage(psprintf("It is of kind %d, not %d.",
									   view->summary->kind, kind));
}

void
summary_open_argument(FunctionCallInfo fcinfo, SummaryKind kind, bool sorted,
					  SummaryView *view)
{
	summary_open_kind(PG_GETARG_DATUM(0), kind, sorted, view);
}

Summary *
summary_finished(Datum datum)
{
	SummaryObject *object = summary_object(datum);
	Summary *summary;

	if (object)
		return (Summary *) summary_object_finished(object);
	summary = summary_finish(summary_flat(datum));
	return summary->figures_size == 0
		? summary
		: summary_copy_bare(CurrentMemoryContext, summary);
}

/* Is it as it is stored, with the ready figures that it would get now? */
static bool
is_complete(const Summary *summary)
{
	if (summary->form != SUMMARY_FINISHED)
		return false;
	if (summary_figures_size(summary->kind, summary->ledger.nentries) == 0)
		return summary->figures_size == 0;
	return summary_figures_read(summary, VARSIZE(summary)) != NULL;
}

Datum
summary_give(Datum datum, bool trusted)
{
	SummaryObject *object = summary_object(datum);
	Summary *summary;
	Summary *finished;

	if (object)
		PG_RETURN_DATUM(summary_object_result(object));
	summary = trusted ? (Summary *) compat_detoast(datum) : summary_flat(datum);
	if (is_complete(summary))
		PG_RETURN_POINTER(summary);
	finished = summary_finish(summary);
	if (finished == summary)
		finished = summary_copy_bare(CurrentMemoryContext, summary);
	return summary_result(finished);
}
