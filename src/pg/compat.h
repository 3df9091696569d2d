/*-------------------------------------------------------------------------
 *
 * compat.h
 *		The differences between the PostgreSQL versions that we support, but for
 *		the module's magic (commissioning.c).
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_COMPAT_H
#define COMMISSIONING_COMPAT_H

#include "common/jsonapi.h"
#include "datatype/timestamp.h"
#include "fmgr.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/acl.h"
#include "utils/rangetypes.h"
#include "utils/regproc.h"
#include "utils/typcache.h"

#if PG_VERSION_NUM < 140000
#error "commissioning needs PostgreSQL 14 or later"
#endif

#if PG_VERSION_NUM >= 160000
#include "catalog/pg_class.h"
#include "varatt.h"
#endif

/*
 * Declares a function that SQL calls, before its definition.  Everything else
 * in the library is hidden; before 16, PG_FUNCTION_INFO_V1 does not say that
 * the function itself is to be seen.
 */
#if PG_VERSION_NUM < 160000 && defined(__GNUC__) && !defined(WIN32)
#undef PGDLLEXPORT
#define PGDLLEXPORT __attribute__((visibility("default")))
#endif
#define SQL_FUNCTION(name)                           \
	extern PGDLLEXPORT Datum name(PG_FUNCTION_ARGS); \
	PG_FUNCTION_INFO_V1(name)

/*
 * Soft errors, which input functions report through fcinfo->context, came
 * with 16.  Before, an error is always thrown.
 */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#else
#define errsave(context, ...)        \
	do                               \
	{                                \
		(void) (context);            \
		ereport(ERROR, __VA_ARGS__); \
	} while (0)
#endif

/* Call a type's input function; false if it reported a soft error. */
static inline bool
compat_input(PGFunction function, char *string, Node *escontext, Datum *result)
{
#if PG_VERSION_NUM >= 160000
	return DirectInputFunctionCallSafe(function, string, InvalidOid, -1,
									   escontext, result);
#else
	*result = DirectFunctionCall3(function, CStringGetDatum(string),
								  ObjectIdGetDatum(InvalidOid),
								  Int32GetDatum(-1));
	return true;
#endif
}

/* A function that does not return is declared so from 18 on. */
#ifndef pg_noreturn
#define pg_noreturn pg_attribute_noreturn()
#endif

/* Send a string with its length, converted to the client's encoding. */
static inline void
compat_send_counted_text(StringInfo buffer, const char *string, int length)
{
#if PG_VERSION_NUM >= 170000
	pq_sendcountedtext(buffer, string, length);
#else
	pq_sendcountedtext(buffer, string, length, false);
#endif
}

/* A lexer over a JSON text in the server's encoding, strings de-escaped. */
static inline JsonLexContext *
compat_json_lexer(char *json, int length, int encoding)
{
#if PG_VERSION_NUM >= 170000
	return makeJsonLexContextCstringLen(NULL, json, length, encoding, true);
#else
	return makeJsonLexContextCstringLen(json, length, encoding, true);
#endif
}

/* Intervals can be infinite from 17 on. */
static inline bool
compat_interval_is_finite(const Interval *interval)
{
#if PG_VERSION_NUM >= 170000
	return !INTERVAL_NOT_FINITE(interval);
#else
	(void) interval;
	return true;
#endif
}

/* A name as SQL writes it, perhaps with a schema, as a list. */
static inline List *
compat_qualified_name(const char *name)
{
#if PG_VERSION_NUM >= 160000
	return stringToQualifiedNameList(name, NULL);
#else
	return stringToQualifiedNameList(name);
#endif
}

/* May a role do what the owner of a relation may? */
static inline bool
compat_owns_relation(Oid relation, Oid role)
{
#if PG_VERSION_NUM >= 160000
	return object_ownercheck(RelationRelationId, relation, role);
#else
	return pg_class_ownercheck(relation, role);
#endif
}

static inline RangeType *
compat_make_range(TypeCacheEntry *typcache, RangeBound *lower,
				  RangeBound *upper, bool empty)
{
#if PG_VERSION_NUM >= 160000
	return make_range(typcache, lower, upper, empty, NULL);
#else
	return make_range(typcache, lower, upper, empty);
#endif
}

/*
 * PG_DETOAST_DATUM_PACKED() and PG_DETOAST_DATUM(), without a call for what
 * is plain already, as nearly every value is that an aggregate meets.
 */
static inline struct varlena *
compat_detoast_packed(Datum datum)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(datum);

	if (VARATT_IS_COMPRESSED(value) || VARATT_IS_EXTERNAL(value))
		value = pg_detoast_datum_packed(value);
	return value;
}

static inline struct varlena *
compat_detoast(Datum datum)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(datum);

	if (VARATT_IS_EXTENDED(value))
		value = pg_detoast_datum(value);
	return value;
}

/* Prepare a set-returning function's tuplestore, in the caller's rsinfo. */
#if PG_VERSION_NUM < 150000
#define MAT_SRF_USE_EXPECTED_DESC 0x01
extern void InitMaterializedSRF(FunctionCallInfo fcinfo, bits32 flags);
#endif

#endif /* COMMISSIONING_COMPAT_H */
