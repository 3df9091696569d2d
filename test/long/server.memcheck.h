/*
 * server.memcheck.h
 *	  <valgrind/memcheck.h> for the server of test/long/server.sh: what it says
 *	  to Valgrind it says to AddressSanitizer too.
 *
 * Both watch malloc(), but a server takes large blocks from it and deals out
 * chunks of its own.  Its allocators tell Valgrind about each chunk, in builds
 * with USE_VALGRIND, by the macros of <valgrind/memcheck.h>.  With this file in
 * its place AddressSanitizer, in a program that was linked with it, knows too
 * which bytes may be touched, and sees a read one byte past a chunk, or of a
 * chunk that was freed.
 */
#ifndef COMMISSIONING_MEMCHECK_H
#define COMMISSIONING_MEMCHECK_H

#include_next <valgrind/memcheck.h>

/* Null where AddressSanitizer is not linked */
extern void __asan_poison_memory_region(void const volatile *start,
										__SIZE_TYPE__ size)
	__attribute__((weak));
extern void __asan_unpoison_memory_region(void const volatile *start,
										  __SIZE_TYPE__ size)
	__attribute__((weak));

static inline void
memcheck_noaccess(void const volatile *start, __SIZE_TYPE__ size)
{
	VALGRIND_MAKE_MEM_NOACCESS(start, size);
	if (__asan_poison_memory_region)
		__asan_poison_memory_region(start, size);
}

static inline void
memcheck_undefined(void const volatile *start, __SIZE_TYPE__ size)
{
	VALGRIND_MAKE_MEM_UNDEFINED(start, size);
	if (__asan_unpoison_memory_region)
		__asan_unpoison_memory_region(start, size);
}

static inline void
memcheck_defined(void const volatile *start, __SIZE_TYPE__ size)
{
	VALGRIND_MAKE_MEM_DEFINED(start, size);
	if (__asan_unpoison_memory_region)
		__asan_unpoison_memory_region(start, size);
}

/*
 * Allocators say here that they hand out a chunk.  When it comes back, or its
 * context is reset, they overwrite it and use the functions above
 * (CLOBBER_FREED_MEMORY).
 *
 * Valgrind's pools are left out: it sorts all chunks of one whenever another is
 * added, so a jsonb that is read in a context, a chunk for each token, would
 * take hours.  They would add to a finding where its chunk was allocated, and
 * find a chunk that is freed twice, which the assertions of this build find.
 */
#undef VALGRIND_MAKE_MEM_NOACCESS
#undef VALGRIND_MAKE_MEM_UNDEFINED
#undef VALGRIND_MAKE_MEM_DEFINED
#undef VALGRIND_CREATE_MEMPOOL
#undef VALGRIND_DESTROY_MEMPOOL
#undef VALGRIND_MEMPOOL_ALLOC
#undef VALGRIND_MEMPOOL_FREE
#undef VALGRIND_MEMPOOL_CHANGE
#define VALGRIND_MAKE_MEM_NOACCESS(start, size) memcheck_noaccess(start, size)
#define VALGRIND_MAKE_MEM_UNDEFINED(start, size) \
	memcheck_undefined(start, size)
#define VALGRIND_MAKE_MEM_DEFINED(start, size)		   memcheck_defined(start, size)
#define VALGRIND_CREATE_MEMPOOL(pool, redzone, zeroed) ((void) 0)
#define VALGRIND_DESTROY_MEMPOOL(pool)				   ((void) 0)
#define VALGRIND_MEMPOOL_ALLOC(pool, start, size) \
	memcheck_undefined(start, size)
#define VALGRIND_MEMPOOL_FREE(pool, start)				   ((void) 0)
#define VALGRIND_MEMPOOL_CHANGE(pool, before, after, size) ((void) 0)

#endif
