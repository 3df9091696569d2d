/*
 * copy_text.h
 *		How the programs of this directory print a value.
 */
#ifndef COPY_TEXT_H
#define COPY_TEXT_H

#include <stdio.h>

/* As COPY writes text. */
static inline void
print_escaped(const char *value)
{
	for (; *value; value++)
		switch (*value)
		{
			case '\\':
				fputs("\\\\", stdout);
				break;
			case '\n':
				fputs("\\n", stdout);
				break;
			case '\r':
				fputs("\\r", stdout);
				break;
			case '\t':
				fputs("\\t", stdout);
				break;
			default:
				putchar(*value);
		}
}

#endif
