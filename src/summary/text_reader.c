/*-------------------------------------------------------------------------
 *
 * text_reader.c
 *		The text form of a summary while it is read, token by token.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/numbers.h"
#include "summary/text_reader.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"

/* bytes of an invalid value that an error message shows */
#define SHOWN_MAX 64

bool
text_complain(TextReader *reader, const char *detail)
{
	int length = strlen(reader->string);
	int shown = pg_mbcliplen(reader->string, length, SHOWN_MAX);

	errsave(reader->escontext,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%.*s%s\"",
					summary_kind_info(reader->kind)->type_name, shown,
					reader->string, shown < length ? "..." : ""),
			 errdetail_internal("%s", detail)));
	return false;
}

bool
text_advance(TextReader *reader)
{
	JsonParseErrorType error = json_lex(reader->lex);

	if (error != JSON_SUCCESS)
		return text_complain(reader, json_errdetail(error, reader->lex));
	return true;
}

bool
text_expect(TextReader *reader, JsonTokenType token, const char *detail)
{
	if (reader->lex->token_type != token)
		return text_complain(reader, detail);
	return text_advance(reader);
}

/* The current token, a number, as a string of its own; NULL if it is none */
static char *
number_token(TextReader *reader)
{
	JsonLexContext *lex = reader->lex;

	if (lex->token_type != JSON_TOKEN_NUMBER)
		return NULL;
	return pnstrdup(lex->token_start, lex->token_terminator - lex->token_start);
}

bool
text_read_int64(TextReader *reader, int64 *value)
{
	char *token = number_token(reader);
	const char *fault;

	if (token == NULL)
		return text_complain(reader, "A whole number is expected.");
	if (!figure_parse_int64(token, value, &fault))
		return text_complain(reader, fault);
	pfree(token);
	return text_advance(reader);
}

bool
text_read_amount(TextReader *reader, Amount *amount)
{
	char *token = number_token(reader);
	const char *fault;

	if (token == NULL)
		return text_complain(reader, "A number is expected.");
	if (!figure_parse(token, reader->escontext, amount, &fault))
		return fault != NULL && text_complain(reader, fault);
	pfree(token);
	return text_advance(reader);
}

bool
text_read_array(TextReader *reader, bool (*read_some)(TextReader *reader),
				bool (*read_one)(TextReader *reader))
{
	if (reader->lex->token_type != JSON_TOKEN_ARRAY_START)
		return text_complain(reader, "An array is expected.");
	for (bool first = true;; first = false)
	{
		const char *before = reader->lex->token_terminator;

		CHECK_FOR_INTERRUPTS();
		if (read_some && !read_some(reader))
			return false;
		first &= before == reader->lex->token_terminator;
		if (!text_advance(reader))
			return false;
		if (first && reader->lex->token_type == JSON_TOKEN_ARRAY_END)
			return text_advance(reader);
		if (!read_one(reader))
			return false;
		if (reader->lex->token_type == JSON_TOKEN_ARRAY_END)
			return text_advance(reader);
		if (reader->lex->token_type != JSON_TOKEN_COMMA)
			return text_complain(reader, "A comma or \"]\" is expected.");
	}
}

bool
text_skip_array(TextReader *reader)
{
	int depth = 0;

	if (reader->lex->token_type != JSON_TOKEN_ARRAY_START)
		return text_complain(reader, "An array is expected.");
	do
	{
		CHECK_FOR_INTERRUPTS();
		switch (reader->lex->token_type)
		{
			case JSON_TOKEN_ARRAY_START:
				depth++;
				break;
			case JSON_TOKEN_ARRAY_END:
				depth--;
				break;
			case JSON_TOKEN_END:
				return text_complain(reader, "The input ends too early.");
			default:
				break;
		}
		if (!text_advance(reader))
			return false;
	} while (depth > 0);
	return true;
}
