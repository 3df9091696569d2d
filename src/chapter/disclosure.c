/*-------------------------------------------------------------------------
 *
 * disclosure.c
 *		Chapter "disclosure": rounding of counts before they are published.
 *
 * Random rounding, fixed by a key: the same cell is rounded the same way each
 * time it is published.  What takes the place of chance is SHA-256 of the
 * key, which is the same on every machine and in every version.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/compat.h"

#include "common/int.h"
#include "fmgr.h"
#include "port/pg_bswap.h"
#include "utils/fmgrprotos.h"

/* A number from 0 to limit - 1, the same whenever the key is the same */
static uint32
draw(text *key, uint32 limit)
{
	bytea *digest = DatumGetByteaPP(DirectFunctionCall1(sha256_bytea,
														PointerGetDatum(key)));
	uint64 number;

	memcpy(&number, VARDATA_ANY(digest), sizeof(number));
	return (uint32) (pg_ntoh64(number) % limit);
}

/*
 * A count as a multiple of the base: unchanged if it is one; else down with
 * probability (base - r) / base and up with r / base, r being the remainder,
 * so that the expected value is the count.
 */
static int64
round_to_base(int64 count, text *key, uint32 base)
{
	int64 remainder = count < 0 ? -(count % base) : count % base;
	int64 change;
	int64 rounded;

	if (remainder == 0)
		return count;
	change = draw(key, base) < remainder ? base - remainder : -remainder;
	if (pg_add_s64_overflow(count, count < 0 ? -change : change, &rounded))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("count " INT64_FORMAT " is out of range", count)));
	return rounded;
}

SQL_FUNCTION(commissioning_rr3);

/* Random rounding to base 3 */
Datum
commissioning_rr3(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(round_to_base(PG_GETARG_INT64(0), PG_GETARG_TEXT_PP(1), 3));
}

SQL_FUNCTION(commissioning_graduated_round);

/*
 * Graduated random rounding, as Stats NZ describes it: a base that grows with
 * the count
 */
Datum
commissioning_graduated_round(PG_FUNCTION_ARGS)
{
	int64 count = PG_GETARG_INT64(0);
	uint64 size = count < 0 ? -(uint64) count : (uint64) count;
	uint32 base;

	if (size < 19)
		base = 3;
	else if (size < 20)
		base = 2;
	else if (size < 100)
		base = 5;
	else if (size < 1000)
		base = 10;
	else
		base = 100;
	PG_RETURN_INT64(round_to_base(count, PG_GETARG_TEXT_PP(1), base));
}
