/*-------------------------------------------------------------------------
 *
 * faults.allocation.c
 *		Makes one chosen allocation of a backend fail, for test/long/faults.
 *
 * Preloaded into a server (LD_PRELOAD), it stands before malloc() and its
 * kin; until it is armed it passes everything on.  The same file, as a
 * library of C functions, is how SQL arms it, each backend for itself:
 *
 *		fail_allocation(n, bytes)	the n-th allocation from now on of so many
 *									bytes or more finds no memory, the others do
 *		allocations()				disarms, and says how many there were
 *
 * The functions take and return integers by value and call nothing of the
 * server, so that the library loads into any program.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <errno.h>

#include "fmgr.h"

PG_MODULE_MAGIC;

/* glibc's own, under the names by which a replacement may call them */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *pointer, size_t size);

static bool armed = false;
static size_t least;
static int wanted;
static int seen;

/* Is this the allocation that is to fail? */
static bool
fails(size_t size)
{
	if (!armed || size < least || ++seen != wanted)
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t size)
{
	return fails(size) ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return fails(count * size) ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *pointer, size_t size)
{
	return fails(size) ? NULL : __libc_realloc(pointer, size);
}

PG_FUNCTION_INFO_V1(fail_allocation);

Datum
fail_allocation(PG_FUNCTION_ARGS)
{
	wanted = PG_GETARG_INT32(0);
	least = (size_t) PG_GETARG_INT32(1);
	seen = 0;
	armed = true;
	PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(allocations);

Datum
allocations(PG_FUNCTION_ARGS)
{
	armed = false;
	PG_RETURN_INT32(seen);
}
