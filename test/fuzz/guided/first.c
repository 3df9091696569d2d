/*
 * first.c
 *		Starts AddressSanitizer before anything else in the process.
 *
 * The server itself is not compiled with it, so its library is preloaded, and
 * would start with the first malloc().  In some installations that is called
 * by a library's constructor inside bindtextdomain(), under a lock which
 * starting the sanitizer then leaves locked for good.  This is preloaded too,
 * and linked with -z initfirst.
 */
extern void __asan_init(void);

static void __attribute__((constructor)) first(void)
{
	__asan_init();
}
