/*-------------------------------------------------------------------------
 *
 * gathered.h
 *		States of aggregates that gather an entry of fixed size for each row.
 *
 * For figures that can only be worked out when all rows are there.  The state
 * is a flat varlena, a header and entries in the order in which they came, and
 * each use has a type of its own in SQL, so that it can be handed on by parallel
 * workers and by engines that distribute queries.  It has no context and no
 * pointers, so many groups cost no more than their bytes.  What is worked out
 * must not depend on the order of the entries.
 *
 * An entry is a row of 64-bit words, as which it is sent; of several words that
 * make a number the lowest is first.  Its text form is that of bytea, in
 * hexadecimal, of its binary form: an int8 version, 1, an int8 kind, an int32
 * count and the words, all in network byte order.  Nothing is believed of
 * either.  Nobody reads these but machines.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_GATHERED_H
#define COMMISSIONING_GATHERED_H

#include "postgres.h"

#include "exact/wide.h"
#include "pg/compat.h"

/* Never renumber: a state may be stored by somebody's own aggregate */
typedef enum GatheredNumber
{
	GATHERED_LENGTH_CHANGE = 1,
	GATHERED_THEIL_PARTS = 2,
	GATHERED_LENGTH_BOUNDS = 3
} GatheredNumber;

typedef struct GatheredKind
{
	GatheredNumber number;
	const char *type_name;
	uint32 entry_size; /* in bytes, a multiple of 8 */

	/* what is wrong with an entry that was read, or NULL */
	const char *(*check)(const void *entry);
} GatheredKind;

typedef struct Gathered
{
	int32 vl_len_; /* varlena header (do not touch directly!) */
	uint8 version;
	uint8 kind;
	uint16 spare; /* 0 */
	uint32 count; /* of entries; there may be room for more behind them */
	uint32 spare2;
} Gathered;

/* Where the entries are */
static inline void *
gathered_entries(const Gathered *state)
{
	return (char *) state + sizeof(Gathered);
}

/*
 * Add an entry to the state in argument 0, which is made if it is NULL, and
 * return what the transition function returns.  Errors: 0A000 outside of an
 * aggregate, 54000 for a state beyond 1 GB.
 */
extern Datum gathered_add(FunctionCallInfo fcinfo, const GatheredKind *kind,
						  const void *entry);

/* The state as it is, for a row that has no part in it */
extern Datum gathered_keep(FunctionCallInfo fcinfo, const GatheredKind *kind);

/* Combine function: argument 0, with the entries of argument 1 added to it */
extern Datum gathered_combine(FunctionCallInfo fcinfo, const GatheredKind *kind);

/* A state for reading, which stays as it is.  Errors: XX001 for a damaged one. */
extern const Gathered *gathered_open(Datum state, const GatheredKind *kind);

/* The functions of the type */
extern Datum gathered_in(FunctionCallInfo fcinfo, const GatheredKind *kind);
extern Datum gathered_out(FunctionCallInfo fcinfo, const GatheredKind *kind);
extern Datum gathered_recv(FunctionCallInfo fcinfo, const GatheredKind *kind);
extern Datum gathered_send(FunctionCallInfo fcinfo, const GatheredKind *kind);

#define GATHERED_FUNCTION(name, function, kind)  \
	SQL_FUNCTION(commissioning_##name);          \
	Datum commissioning_##name(PG_FUNCTION_ARGS) \
	{                                            \
		return function(fcinfo, kind);           \
	}

/* commissioning_<name>_in, _out, _recv, _send and _combine, of a type */
#define GATHERED_FUNCTIONS(name, kind)                  \
	GATHERED_FUNCTION(name##_in, gathered_in, kind)     \
	GATHERED_FUNCTION(name##_out, gathered_out, kind)   \
	GATHERED_FUNCTION(name##_recv, gathered_recv, kind) \
	GATHERED_FUNCTION(name##_send, gathered_send, kind) \
	GATHERED_FUNCTION(name##_combine, gathered_combine, kind)

#endif /* COMMISSIONING_GATHERED_H */
