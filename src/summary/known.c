/*-------------------------------------------------------------------------
 *
 * known.c
 *		What is known of a summary, and what has to be worked out.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/check.h"
#include "summary/figures.h"
#include "summary/known.h"
#include "summary/object.h"
#include "summary/open.h"

#include "access/detoast.h"

/* A summary of fewer bytes has not the entries for ready figures. */
#define SIZE_WITH_FIGURES \
	(SUMMARY_HEADER + SUMMARY_FIGURES_FROM * sizeof(LedgerNarrow))

/* The header of a summary, checked, and so many bytes behind it if there are */
static const Summary *
fetch(Datum summary, Size behind)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(summary);
	Size size;

	if (VARATT_IS_EXTENDED(value))
		value = PG_DETOAST_DATUM_SLICE(summary, 0,
									   SUMMARY_HEADER - VARHDRSZ + behind);
	size = VARSIZE(value);
	summary_check_header((Summary *) value,
						 size < SUMMARY_HEADER ? size
											   : toast_raw_datum_size(summary));
	return (const Summary *) value;
}

const Summary *
summary_counters(Datum summary)
{
	SummaryObject *object = summary_object(summary);

	return object ? &object->summary : fetch(summary, 0);
}

/* The ready figures of a summary of that kind, or NULL */
static const void *
ready_figures(Datum summary, SummaryKind kind)
{
	const Summary *header;

	/* what is small is fetched once, and whole */
	if (toast_raw_datum_size(summary) < SIZE_WITH_FIGURES)
		return NULL;
	header = fetch(summary, SUMMARY_FIGURES_MAX);
	return header->kind == kind ? summary_figures_read(header, VARSIZE(header))
								: NULL;
}

/* Where an object of that kind keeps what is worked out, until it is changed */
static void *
kept_figures(SummaryObject *object, const SummaryFiguresKind *kind)
{
	if (object->figures == NULL)
		object->figures = MemoryContextAllocZero(object->header.eoh_context,
												 kind->size);
	return object->figures;
}

/*
 * A query that asks for several figures of one state does not go through it for
 * each, since objects keep them.
 */
const void *
summary_figures_of(Datum summary, SummaryKind kind, int parts)
{
	const SummaryFiguresKind *info = summary_figures_kind(kind);
	SummaryObject *object = summary_object(summary);
	bool keeps = object && object->summary.kind == kind;
	int known = keeps ? object->known_parts : 0;
	const void *ready = object ? NULL : ready_figures(summary, kind);
	void *figures;
	SummaryView view;

	if (ready)
		return ready;
	figures = keeps ? kept_figures(object, info) : palloc0(info->size);
	if ((parts & ~known) == 0)
		return figures;
	summary_open_kind(summary, kind, (parts & ~known & info->sorted) != 0,
					  &view);
	known |= info->work_out(&view, parts & ~known, figures);
	if (keeps)
		object->known_parts = known;
	return figures;
}

const void *
summary_figures(FunctionCallInfo fcinfo, SummaryKind kind, int parts)
{
	return summary_figures_of(PG_GETARG_DATUM(0), kind, parts);
}
