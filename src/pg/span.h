/*-------------------------------------------------------------------------
 *
 * span.h
 *		Dateranges as pairs of days.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SPAN_H
#define COMMISSIONING_SPAN_H

#include "postgres.h"

#include "exact/years.h"
#include "pg/compat.h"

#include "utils/date.h"

/* A daterange; an open end is one without a bound or with an infinite date */
typedef struct Span
{
	bool empty;
	bool starts;   /* is "start" known? */
	bool stops;	   /* is "stop" known? */
	DateADT start; /* first day */
	DateADT stop;  /* day after the last */
} Span;

extern Span span_read(Datum daterange);
extern Datum span_make(const Span *span);

static inline bool
span_is_bounded(const Span *span)
{
	return !span->empty && span->starts && span->stops;
}

/* The length of an empty or bounded span, in units of 1/YEARS_UNITS year */
static inline int64
span_length(const Span *span)
{
	return span->empty ? 0 : years_length(span->start, span->stop);
}

#endif /* COMMISSIONING_SPAN_H */
