/*-------------------------------------------------------------------------
 *
 * figures.h
 *		Figures that a stored summary has ready.
 *
 * A finished summary of many entries has some figures behind its header, so that
 * they can be read without fetching, or looking at, the entries.  Which ones is
 * its chapter's business, in a structure that begins with SummaryFigures.  The
 * same structure has what is worked out of other summaries (known.h), so that
 * accessors need not tell the two apart.
 *
 * They are made from the entries when the summary is stored, and not read under
 * another version than they were made under: a figure that is mended is right
 * for summaries that were stored before, too.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_FIGURES_H
#define COMMISSIONING_SUMMARY_FIGURES_H

#include "summary/view.h"

/* A finished summary has ready figures if it has so many entries or more */
#define SUMMARY_FIGURES_FROM 1000

/* Most bytes of ready figures of any kind, now and later */
#define SUMMARY_FIGURES_MAX 2048

/*
 * What figures begin with.  Behind it come integers of 64 bits and doubles,
 * alone or several, as the machine has them.  Stored
 */
typedef struct SummaryFigures
{
	uint32 check;	/* CRC-32C of all of them behind this */
	uint32 version; /* of the figures of that kind */
} SummaryFigures;

/* Figures come in parts, which the chapter numbers by bits, 0 being none */
#define SUMMARY_ALL_PARTS (~0)

/* What a kind has ready */
typedef struct SummaryFiguresKind
{
	uint32 version; /* another one as soon as any of them has another value */
	Size size;
	int sorted; /* the parts for which the view must be sorted */

	/*
	 * Work out the parts asked for, and perhaps others, and return which.  What
	 * they are was 0, or is what they were when the summary had other rows.
	 */
	int (*work_out)(const SummaryView *view, int parts, void *figures);
} SummaryFiguresKind;

/* Called once for each kind when the library is loaded */
extern void summary_figures_register(SummaryKind kind,
									 const SummaryFiguresKind *figures);

/* What a kind has ready, or NULL */
extern const SummaryFiguresKind *summary_figures_kind(SummaryKind kind);

/* Bytes of the figures that such a summary has when it is stored */
extern Size summary_figures_size(SummaryKind kind, uint32 nentries);

/* Write those of a summary, which is viewed sorted, behind its header. */
extern void summary_figures_fill(const SummaryView *view, Summary *header);

/*
 * The figures behind a header, with which "size" bytes are there, or NULL if it
 * has none of this version.  Errors: XX001 for damaged ones.
 */
extern const void *summary_figures_read(const Summary *header, Size size);

#endif /* COMMISSIONING_SUMMARY_FIGURES_H */
