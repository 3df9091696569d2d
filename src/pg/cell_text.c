/*-------------------------------------------------------------------------
 *
 * cell_text.c
 *		Texts of every encoding as cells, and cells in errors.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/cell_text.h"
#include "pg/compat.h"

#include "catalog/namespace.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

/*
 * As much of a cell is converted as any reader could make use of, and far
 * more; behind it and behind what cannot be converted stands a byte that no
 * reader takes.
 */
#define CONVERTED_MAX 65536
#define UNREAD_BYTE	  '\xFF'

/* most bytes of a cell that an error shows */
#define SHOWN_MAX 80

/* How many bytes from the start are ASCII? */
static int
ascii_length(const char *bytes, int length)
{
	int i = 0;

	while (i < length && !IS_HIGHBIT_SET(bytes[i]))
		i++;
	return i;
}

/* A cell in the server's encoding as UTF-8, in new memory */
static Cell
converted(const char *bytes, int length)
{
	int encoding = GetDatabaseEncoding();
	Oid function = FindDefaultConversionProc(encoding, PG_UTF8);
	int taken = Min(length, CONVERTED_MAX);
	int size = taken * MAX_CONVERSION_GROWTH + 1;
	char *utf8 = palloc(size + 1);
	Cell cell = {utf8, utf8};

	if (OidIsValid(function))
	{
		taken = pg_do_encoding_conversion_buf(function, encoding, PG_UTF8,
											  (unsigned char *) bytes, taken,
											  (unsigned char *) utf8, size,
											  true);
		cell.end += strlen(utf8);
	}
	else
	{
		taken = ascii_length(bytes, taken);
		memcpy(utf8, bytes, taken);
		cell.end += taken;
	}
	if (taken < length)
	{
		utf8[cell.end - utf8] = UNREAD_BYTE;
		cell.end++;
	}
	return cell;
}

/*
 * The cell that a string of the server's encoding is, where it lies or, in an
 * encoding other than UTF-8, converted into new memory.  What has no character
 * in Unicode becomes a byte that no reader takes.  SQL_ASCII says nothing of
 * its bytes; what is UTF-8 in it is read as that.
 */
Cell
cell_from_bytes(const char *bytes, int length)
{
	Cell cell = {bytes, bytes + length};

	if (GetDatabaseEncoding() == PG_UTF8 ||
		GetDatabaseEncoding() == PG_SQL_ASCII ||
		ascii_length(bytes, length) == length)
		return cell;
	return converted(bytes, length);
}

Cell
cell_from_text(text *value)
{
	return cell_from_bytes(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
}

/* A part of a cell as a text in the server's encoding again */
text *
cell_to_text(const char *bytes, int length)
{
	char *string = pnstrdup(bytes, length);

	if (GetDatabaseEncoding() == PG_SQL_ASCII)
		return cstring_to_text(string);
	return cstring_to_text(pg_any_to_server(string, length, PG_UTF8));
}

/* What an error shows of a text: its beginning, if it is long */
char *
cell_shown(text *value)
{
	char *bytes = VARDATA_ANY(value);
	int length = VARSIZE_ANY_EXHDR(value);

	if (length <= SHOWN_MAX)
		return pnstrdup(bytes, length);
	return psprintf("%.*s...", pg_mbcliplen(bytes, length, SHOWN_MAX), bytes);
}
