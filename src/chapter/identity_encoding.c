/*-------------------------------------------------------------------------
 *
 * identity_encoding.c
 *		Names in the server's encoding, and in UTF-8.
 *
 * Core's pg_server_to_any() raises an error for what cannot be converted, and
 * takes the bytes of a database without encoding for UTF-8.  So the conversion
 * is called here, a piece at a time, and says how far it came.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/identity_encoding.h"
#include "chapter/identity_letters.h"

#include "catalog/namespace.h"
#include "miscadmin.h"
#include "utils/builtins.h"

/* bytes that are converted at once */
#define PIECE 8192

static bool
is_ascii(const char *string, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (IS_HIGHBIT_SET(string[i]))
			return false;
	return true;
}

static void
append_letter(StringInfo buffer, pg_wchar letter)
{
	unsigned char bytes[4];

	unicode_to_utf8(letter, bytes);
	appendBinaryStringInfo(buffer, (char *) bytes, pg_utf_mblen(bytes));
}

/*
 * Convert from the beginning of a string, as far as it goes, and append that.
 * Returns how many bytes were converted: 0 if the first character cannot be.
 */
static size_t
convert_piece(StringInfo buffer, Oid conversion, int from, int to,
			  const char *string, size_t length)
{
	char piece[PIECE * MAX_CONVERSION_GROWTH + MAX_CONVERSION_GROWTH + 1];
	int done;

	CHECK_FOR_INTERRUPTS();
	done = pg_do_encoding_conversion_buf(
		conversion, from, to, (unsigned char *) unconstify(char *, string),
		(int) Min(length, PIECE), (unsigned char *) piece, sizeof(piece), true);
	appendStringInfoString(buffer, piece);
	return done;
}

const char *
name_to_utf8(const char *string, size_t *length)
{
	int encoding = GetDatabaseEncoding();
	Oid conversion = InvalidOid;
	StringInfoData buffer;

	if (encoding == PG_UTF8 || is_ascii(string, *length))
		return string;
	if (encoding != PG_SQL_ASCII)
		conversion = FindDefaultConversionProc(encoding, PG_UTF8);
	initStringInfo(&buffer);
	for (size_t at = 0; at < *length;)
	{
		size_t bytes = 0;

		if (OidIsValid(conversion))
			bytes = convert_piece(&buffer, conversion, encoding, PG_UTF8,
								  string + at, *length - at);
		if (bytes == 0)
		{
			size_t character = pg_encoding_mblen(encoding, string + at);

			bytes = Min(character, *length - at);
			for (size_t i = at; i < at + bytes; i++)
				append_letter(&buffer,
							  IS_HIGHBIT_SET(string[i])
								  ? NAME_BYTE + (unsigned char) string[i]
								  : string[i]);
		}
		at += bytes;
	}
	*length = buffer.len;
	return buffer.data;
}

pg_wchar
name_next(const char **at, const char *end)
{
	const unsigned char *bytes = (const unsigned char *) *at;
	int length;

	if (!IS_HIGHBIT_SET(*bytes))
		return (unsigned char) *(*at)++;
	length = pg_utf_mblen(bytes);
	if (length <= end - *at)
	{
		pg_wchar letter = utf8_to_unicode(bytes);

		if (pg_utf8_islegal(bytes, length) ||
			(length == 4 && letter >= NAME_BYTE + HIGHBIT &&
			 letter <= NAME_BYTE + 0xFF))
		{
			*at += length;
			return letter;
		}
	}
	(*at)++;
	return NAME_BYTE + *bytes;
}

/* A letter that the encoding lacks, as the small one that was written */
static void
append_small(StringInfo buffer, Oid conversion, int encoding, pg_wchar letter)
{
	unsigned char bytes[4];

	unicode_to_utf8(letter_small(letter), bytes);
	(void) convert_piece(buffer, conversion, PG_UTF8, encoding, (char *) bytes,
						 pg_utf_mblen(bytes));
}

text *
name_from_utf8(const char *string, size_t length)
{
	int encoding = GetDatabaseEncoding();
	Oid conversion = InvalidOid;
	const char *at = string;
	const char *end = string + length;
	StringInfoData buffer;

	if (is_ascii(string, length))
		return cstring_to_text_with_len(string, length);
	if (encoding != PG_SQL_ASCII && encoding != PG_UTF8)
		conversion = FindDefaultConversionProc(PG_UTF8, encoding);
	initStringInfo(&buffer);
	while (at < end)
	{
		pg_wchar letter;
		const char *from = at;

		if (OidIsValid(conversion) &&
			(at += convert_piece(&buffer, conversion, PG_UTF8, encoding, at,
								 end - at)) != from)
			continue;
		letter = name_next(&at, end);
		if (letter >= NAME_BYTE)
			appendStringInfoChar(&buffer, (char) (letter - NAME_BYTE));
		else if (OidIsValid(conversion))
			append_small(&buffer, conversion, encoding, letter);
		else
			appendBinaryStringInfo(&buffer, from, at - from);
	}
	return cstring_to_text_with_len(buffer.data, buffer.len);
}
