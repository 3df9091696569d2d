/*
 * sanitizers.memcheck.h
 *	  What AddressSanitizer needs to know of palloc(), for test/long/sanitizers.
 *
 * AddressSanitizer watches malloc(), but a server takes large blocks from it and
 * deals out chunks of its own.  The server's allocators do tell Valgrind about
 * every chunk, in builds with USE_VALGRIND, by the macros of
 * <valgrind/memcheck.h>.  This file stands in for that one and passes on to
 * AddressSanitizer which bytes may be touched, so that it sees a read one byte
 * past a chunk, or of a chunk that was freed.  Whether bytes have been written
 * before they are read is Valgrind's own matter: see test/long/valgrind.
 *
 * The order of the arguments is Valgrind's; macros return what its own do.
 */
#ifndef COMMISSIONING_MEMCHECK_H
#define COMMISSIONING_MEMCHECK_H

#include <sanitizer/asan_interface.h>

#define VALGRIND_MAKE_MEM_NOACCESS(address, size) \
	(__asan_poison_memory_region((address), (size)), 0)
#define VALGRIND_MAKE_MEM_DEFINED(address, size) \
	(__asan_unpoison_memory_region((address), (size)), 0)
#define VALGRIND_MAKE_MEM_UNDEFINED(address, size) \
	VALGRIND_MAKE_MEM_DEFINED(address, size)
#define VALGRIND_CHECK_MEM_IS_DEFINED(address, size) ((void) 0)

/*
 * Allocators mark a chunk by its address and size when they hand it out.  When
 * it comes back they overwrite and mark it themselves (CLOBBER_FREED_MEMORY).
 */
#define VALGRIND_MEMPOOL_ALLOC(pool, address, size) \
	__asan_unpoison_memory_region((address), (size))
#define VALGRIND_MEMPOOL_FREE(pool, address) ((void) 0)
#define VALGRIND_MEMPOOL_CHANGE(pool, from, to, size) ((void) 0)
#define VALGRIND_MEMPOOL_TRIM(pool, address, size) ((void) 0)
#define VALGRIND_CREATE_MEMPOOL(pool, redzone, zeroed) ((void) 0)
#define VALGRIND_DESTROY_MEMPOOL(pool) ((void) 0)

/* Later servers ask these. */
#define RUNNING_ON_VALGRIND 0
#define VALGRIND_COUNT_ERRORS 0
#define VALGRIND_PRINTF(...) ((void) 0)

#endif
