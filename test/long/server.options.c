/*
 * server.options.c
 *	  Options of UndefinedBehaviorSanitizer, for the server of test/long/server.sh.
 *
 * Its library reads the environment at the first finding, and as the system
 * keeps it: where a server that has started has written its title.  This it asks
 * for first, and getenv() knows where the environment has gone.
 */
#include <stdlib.h>

extern const char *__ubsan_default_options(void);

const char *
__ubsan_default_options(void)
{
	const char *options = getenv("UBSAN_OPTIONS");

	return options ? options : "";
}
