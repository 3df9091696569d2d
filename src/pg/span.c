/*-------------------------------------------------------------------------
 *
 * span.c
 *		Dateranges as pairs of days.
 *
 * range_deserialize() wants a type cache entry and an aligned copy, which
 * would take most of the time of a transition function.  The form of a range
 * is documented in core's rangetypes.c: the type's OID, the bounds there are,
 * and a byte of flags; a daterange is canonical, so its bounds are [).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/span.h"

#include "catalog/pg_type.h"

Span
span_read(Datum daterange)
{
	struct varlena *packed = compat_detoast_packed(daterange);
	const char *at = VARDATA_ANY(packed);
	Size length = VARSIZE_ANY_EXHDR(packed);
	uint8 flags = (uint8) at[length - 1];
	Span span = {false, false, false, 0, 0};

	at += sizeof(Oid);
	span.empty = (flags & RANGE_EMPTY) != 0;
	if (RANGE_HAS_LBOUND(flags))
	{
		memcpy(&span.start, at, sizeof(DateADT));
		at += sizeof(DateADT);
		span.starts = !DATE_NOT_FINITE(span.start);
	}
	if (RANGE_HAS_UBOUND(flags))
	{
		memcpy(&span.stop, at, sizeof(DateADT));
		span.stops = !DATE_NOT_FINITE(span.stop);
	}
	/* nothing is later than infinity, or before -infinity */
	if ((RANGE_HAS_LBOUND(flags) && DATE_IS_NOEND(span.start)) ||
		(RANGE_HAS_UBOUND(flags) && DATE_IS_NOBEGIN(span.stop)))
		span.empty = true;
	return span;
}

Datum
span_make(const Span *span)
{
	TypeCacheEntry *typcache = lookup_type_cache(DATERANGEOID,
												 TYPECACHE_RANGE_INFO);
	RangeBound lower = {DateADTGetDatum(span->start), !span->starts, true, true};
	RangeBound upper = {DateADTGetDatum(span->stop), !span->stops, false, false};

	return RangeTypePGetDatum(compat_make_range(typcache, &lower, &upper,
												span->empty));
}
