/*
 * server.options.c
 *	  What the sanitizers do in the server of test/long/server.sh.
 *
 * What they report is added to a file for each process, in the directory that
 * SANITIZER_REPORTS names.  Their own log_path does not do: gcc's two libraries
 * share the function that sets it, and UndefinedBehaviorSanitizer's, which comes
 * second, writes to standard error whatever it says.
 *
 * Its library reads the environment at the first finding, and as the system
 * keeps it: where a server that has started has written its title.  This it asks
 * for first, and getenv() knows where the environment has gone.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern const char *__ubsan_default_options(void);
extern void __sanitizer_on_print(const char *text);

const char *
__ubsan_default_options(void)
{
	const char *options = getenv("UBSAN_OPTIONS");

	return options ? options : "";
}

/* Both libraries call this with whatever they print. */
void
__sanitizer_on_print(const char *text)
{
	const char *directory = getenv("SANITIZER_REPORTS");
	char name[1024];
	int file;

	if (!directory)
		return;
	snprintf(name, sizeof(name), "%s/%d", directory, (int) getpid());
	file = open(name, O_WRONLY | O_CREAT | O_APPEND, 0644);
	if (file < 0)
		return;
	if (write(file, text, strlen(text)) < 0)
		abort();
	close(file);
}
