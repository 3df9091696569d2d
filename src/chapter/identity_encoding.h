/*-------------------------------------------------------------------------
 *
 * identity_encoding.h
 *		Names in the server's encoding, and in UTF-8.
 *
 * Tables of letters are of Unicode, so names are read as UTF-8 whatever the
 * database's encoding is.  A byte that is no text there (a database without
 * encoding, a character that Unicode lacks, damage) comes as a letter from
 * NAME_BYTE on, which is beyond Unicode, and goes back as it came.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_IDENTITY_ENCODING_H
#define COMMISSIONING_IDENTITY_ENCODING_H

#include "postgres.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"

#define NAME_BYTE 0x110000

/* A string of *length bytes in UTF-8; the string itself if it is the same */
extern const char *name_to_utf8(const char *string, size_t *length);

/* The other way; what has no capital in the encoding is a small letter. */
extern text *name_from_utf8(const char *string, size_t length);

/* The next letter of UTF-8; *at is before "end", and moves behind it. */
extern pg_wchar name_next(const char **at, const char *end);

#endif /* COMMISSIONING_IDENTITY_ENCODING_H */
