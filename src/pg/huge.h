/*-------------------------------------------------------------------------
 *
 * huge.h
 *		Large pieces of memory in huge pages, where the system has them.
 *
 * A state of hundreds of megabytes is written once and read at random: with
 * pages of 4 kB most of the time went into faults and address translation.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_HUGE_H
#define COMMISSIONING_HUGE_H

#include "postgres.h"

#include "utils/memutils.h"

#ifndef WIN32
#include <sys/mman.h>
#endif

/* memory of less than this is left to the system */
#define HUGE_FROM ((Size) 256 * 1024)

/* no page that is not huge is larger */
#define HUGE_ALIGNMENT 65536

/* Ask for huge pages in memory that has not been written to yet. */
static inline void
huge_advise(void *memory, Size size)
{
#ifdef MADV_HUGEPAGE
	if (size >= HUGE_FROM)
	{
		char *from = (char *) TYPEALIGN_DOWN(HUGE_ALIGNMENT, memory);
		char *to = (char *) TYPEALIGN(HUGE_ALIGNMENT, (char *) memory + size);

		/* only advice: nothing depends on whether it was taken */
		(void) madvise(from, to - from, MADV_HUGEPAGE);
	}
#endif
}

/* Memory in a context, not cleared, of more than 1 GB if need be */
static inline void *
huge_alloc_in(MemoryContext context, Size size)
{
	void *memory = MemoryContextAllocHuge(context, size);

	huge_advise(memory, size);
	return memory;
}

/* The same in the current context */
static inline void *
huge_alloc(Size size)
{
	return huge_alloc_in(CurrentMemoryContext, size);
}

#endif /* COMMISSIONING_HUGE_H */
