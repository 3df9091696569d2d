/*-------------------------------------------------------------------------
 *
 * text_read.c
 *		Reading the text form of summaries, which text.h describes.
 *
 * Text comes back from anywhere, also from jsonb, which orders members anew:
 * they are read in any order.  Nothing is believed.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/numbers.h"
#include "summary/input.h"
#include "summary/kinds.h"
#include "summary/text.h"
#include "summary/view.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"

/* bytes of an invalid value that an error message shows */
#define SHOWN_MAX 64

/* The members of the JSON object, as bits of Reader.seen */
typedef enum Member
{
	MEMBER_VERSION = 1 << 0,
	MEMBER_KEY = 1 << 1,
	MEMBER_MEASURED_ROWS = 1 << 2,
	MEMBER_MEASURED_VALUE = 1 << 3,
	MEMBER_MISSING_ROWS = 1 << 4,
	MEMBER_MISSING_VALUE = 1 << 5,
	MEMBER_AGENCIES = 1 << 6,
	MEMBER_ENTRIES = 1 << 7
} Member;

static const struct
{
	const char *name;
	Member member;
} members[] = {
	{"version", MEMBER_VERSION},
	{"key", MEMBER_KEY},
	{"measured_rows", MEMBER_MEASURED_ROWS},
	{"measured_value", MEMBER_MEASURED_VALUE},
	{"missing_rows", MEMBER_MISSING_ROWS},
	{"missing_value", MEMBER_MISSING_VALUE},
	{"agencies", MEMBER_AGENCIES},
	{"entries", MEMBER_ENTRIES},
};

/*
 * Reading goes token by token with core's lexer; every function leaves the
 * token after what it read as the current one.  They return false once they
 * have reported a (soft) error.
 */
typedef struct Reader
{
	JsonLexContext *lex;
	Node *escontext;
	const char *string; /* the whole input, for messages */
	SummaryKind kind;
	KeyType key_type; /* 0 until it is known */
	int wanted;		  /* members that such a summary has ... */
	int seen;		  /* ... and those read so far */
	bool postponed;	  /* were entries skipped for want of "key"? */
	SummaryDraft draft;
	SummaryKey key[LEDGER_MAX_LEVELS];
	StringInfoData bytes[LEDGER_MAX_LEVELS]; /* what those point to */
} Reader;

static bool
complain(Reader *reader, const char *detail)
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

static bool
advance(Reader *reader)
{
	JsonParseErrorType error = json_lex(reader->lex);

	if (error != JSON_SUCCESS)
		return complain(reader, json_errdetail(error, reader->lex));
	return true;
}

/* Step over a token that must be there. */
static bool
expect(Reader *reader, JsonTokenType token, const char *detail)
{
	if (reader->lex->token_type != token)
		return complain(reader, detail);
	return advance(reader);
}

/* The current token, a number, as a string of its own; NULL if it is none */
static char *
number_token(Reader *reader)
{
	JsonLexContext *lex = reader->lex;

	if (lex->token_type != JSON_TOKEN_NUMBER)
		return NULL;
	return pnstrdup(lex->token_start, lex->token_terminator - lex->token_start);
}

static bool
read_int64(Reader *reader, int64 *value)
{
	char *token = number_token(reader);
	const char *fault;

	if (token == NULL)
		return complain(reader, "A whole number is expected.");
	if (!figure_parse_int64(token, value, &fault))
		return complain(reader, fault);
	pfree(token);
	return advance(reader);
}

static bool
read_amount(Reader *reader, Amount *amount)
{
	char *token = number_token(reader);
	const char *fault;

	if (token == NULL)
		return complain(reader, "A number is expected.");
	if (!figure_parse(token, reader->escontext, amount, &fault))
		return fault != NULL && complain(reader, fault);
	pfree(token);
	return advance(reader);
}

/* Read a key of that type as the one of a level. */
static bool
read_key(Reader *reader, KeyType type, int level)
{
	JsonLexContext *lex = reader->lex;
	StringInfo bytes = &reader->bytes[level];
	const char *fault;

	resetStringInfo(bytes);
	if (summary_key_info(type)->quoted)
	{
		if (lex->token_type != JSON_TOKEN_STRING)
			return complain(reader, "A key must be a string.");
		appendBinaryStringInfo(bytes, lex->strval->data, lex->strval->len);
	}
	else
	{
		if (lex->token_type != JSON_TOKEN_NUMBER)
			return complain(reader, "A key must be a number.");
		appendBinaryStringInfo(bytes, lex->token_start,
							   lex->token_terminator - lex->token_start);
	}
	if (!summary_key_from_string(type, bytes->data, bytes->len,
								 reader->escontext, &reader->key[level], &fault))
		return fault != NULL && complain(reader, fault);
	return advance(reader);
}

/* The number of the entry of an upper level's key */
static uint32
enter_key(Reader *reader, int level, uint32 parent)
{
	const SummaryKey *key = &reader->key[level];

	return summary_draft_enter(&reader->draft, key->bytes, key->length, parent);
}

/* [lowest key, upper keys, rows, sum] */
static bool
read_entry(Reader *reader)
{
	const SummaryKindInfo *info = summary_kind_info(reader->kind);
	int lowest = info->levels - 1;
	uint32 parent = LEDGER_NO_PARENT;
	int64 rows;
	Amount sum;

	if (!expect(reader, JSON_TOKEN_ARRAY_START, "An entry must be an array.") ||
		!read_key(reader, reader->key_type, lowest))
		return false;
	for (int level = 0; level < lowest; level++)
	{
		if (!expect(reader, JSON_TOKEN_COMMA, "An entry is too short.") ||
			!read_key(reader, info->upper[level], level))
			return false;
	}
	if (!expect(reader, JSON_TOKEN_COMMA, "An entry is too short.") ||
		!read_int64(reader, &rows) ||
		!expect(reader, JSON_TOKEN_COMMA, "An entry is too short.") ||
		!read_amount(reader, &sum) ||
		!expect(reader, JSON_TOKEN_ARRAY_END, "An entry is too long."))
		return false;

	for (int level = 0; level < lowest; level++)
		parent = LEDGER_PARENT(enter_key(reader, level, parent));
	if (!summary_input_entry(&reader->draft, &reader->key[lowest], parent,
							 rows, sum))
		return complain(reader, "A key occurs twice.");
	return true;
}

static bool
read_agency(Reader *reader)
{
	if (!read_key(reader, summary_kind_info(reader->kind)->upper[0], 0))
		return false;
	enter_key(reader, 0, LEDGER_NO_PARENT);
	return true;
}

static bool
read_array(Reader *reader, bool (*read_element)(Reader *reader))
{
	if (!expect(reader, JSON_TOKEN_ARRAY_START, "An array is expected."))
		return false;
	if (reader->lex->token_type == JSON_TOKEN_ARRAY_END)
		return advance(reader);
	for (;;)
	{
		CHECK_FOR_INTERRUPTS();
		if (!read_element(reader))
			return false;
		if (reader->lex->token_type == JSON_TOKEN_ARRAY_END)
			return advance(reader);
		if (!expect(reader, JSON_TOKEN_COMMA, "A comma or \"]\" is expected."))
			return false;
	}
}

/* Step over an array, whatever is in it. */
static bool
skip_array(Reader *reader)
{
	int depth = 0;

	if (reader->lex->token_type != JSON_TOKEN_ARRAY_START)
		return complain(reader, "An array is expected.");
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
				return complain(reader, "The input ends too early.");
			default:
				break;
		}
		if (!advance(reader))
			return false;
	} while (depth > 0);
	return true;
}

static bool
read_key_type(Reader *reader)
{
	bool string = reader->lex->token_type == JSON_TOKEN_STRING;
	StringInfoData names;

	initStringInfo(&names);
	for (int type = 1; type < summary_key_types; type++)
	{
		const KeyOperations *operations = summary_key_info(type);

		if (!operations->names_holder)
			continue;
		if (string && strcmp(reader->lex->strval->data, operations->name) == 0)
		{
			reader->key_type = type;
			reader->draft.summary->key_type = type;
			return advance(reader);
		}
		appendStringInfo(&names, "%s\"%s\"", names.len > 0 ? ", " : "",
						 operations->name);
	}
	return complain(reader, psprintf("\"key\" must be one of %s.", names.data));
}

static bool
read_member(Reader *reader, Member member)
{
	Summary *summary = reader->draft.summary;
	int64 number;

	switch (member)
	{
		case MEMBER_VERSION:
			if (!read_int64(reader, &number))
				return false;
			if (number != SUMMARY_VERSION)
				return complain(reader,
								psprintf("Version " INT64_FORMAT
										 " is not supported.",
										 number));
			return true;
		case MEMBER_KEY:
			return read_key_type(reader);
		case MEMBER_MEASURED_ROWS:
			return read_int64(reader, &summary->measured_rows);
		case MEMBER_MEASURED_VALUE:
			return read_amount(reader, &summary->measured_value);
		case MEMBER_MISSING_ROWS:
			return read_int64(reader, &summary->missing_rows);
		case MEMBER_MISSING_VALUE:
			return read_amount(reader, &summary->missing_value);
		case MEMBER_AGENCIES:
			return read_array(reader, read_agency);
		case MEMBER_ENTRIES:
			if (reader->key_type == 0)
			{
				reader->postponed = true;
				return skip_array(reader);
			}
			return read_array(reader, read_entry);
	}
	return false;
}

/* The whole object: {"name": value, ...} */
static bool
read_object(Reader *reader)
{
	if (!advance(reader) ||
		!expect(reader, JSON_TOKEN_OBJECT_START, "A JSON object is expected."))
		return false;
	/* of an empty object the caller says what is missing */
	while (reader->lex->token_type != JSON_TOKEN_OBJECT_END)
	{
		Member member = 0;

		if (reader->lex->token_type != JSON_TOKEN_STRING)
			return complain(reader, "The name of a member is expected.");
		for (int i = 0; i < lengthof(members); i++)
		{
			if (strcmp(reader->lex->strval->data, members[i].name) == 0)
				member = members[i].member;
		}
		if (member == 0)
			return complain(reader,
							psprintf("Member \"%s\" is not known.",
									 reader->lex->strval->data));
		if ((reader->wanted & member) == 0)
			return complain(reader,
							psprintf("Member \"%s\" does not belong here.",
									 reader->lex->strval->data));
		if (reader->seen & member)
			return complain(reader,
							psprintf("Member \"%s\" occurs twice.",
									 reader->lex->strval->data));
		reader->seen |= member;
		if (!advance(reader) ||
			!expect(reader, JSON_TOKEN_COLON, "A colon is expected.") ||
			!read_member(reader, member))
			return false;
		if (reader->lex->token_type == JSON_TOKEN_OBJECT_END)
			break;
		if (!expect(reader, JSON_TOKEN_COMMA, "A comma or \"}\" is expected."))
			return false;
		if (reader->lex->token_type == JSON_TOKEN_OBJECT_END)
			return complain(reader, "The name of a member is expected.");
	}
	if (!advance(reader))
		return false;
	if (reader->lex->token_type != JSON_TOKEN_END)
		return complain(reader, "There is something after the object.");
	return true;
}

/* Input from the text form, for each of the types */
Datum
summary_in(FunctionCallInfo fcinfo, SummaryKind kind)
{
	char *string = PG_GETARG_CSTRING(0);
	const SummaryKindInfo *info = summary_kind_info(kind);
	Reader reader = {0};
	const char *fault;

	reader.escontext = fcinfo->context;
	reader.string = string;
	reader.kind = kind;
	for (int level = 0; level < info->levels; level++)
		initStringInfo(&reader.bytes[level]);
	for (int i = 0; i < lengthof(members); i++)
		reader.wanted |= members[i].member;
	if (!info->lists_agencies)
		reader.wanted &= ~MEMBER_AGENCIES;
	if (info->lowest != 0)
	{
		reader.wanted &= ~MEMBER_KEY;
		reader.key_type = info->lowest;
	}

	/* a second time if the entries came before the type of their keys */
	do
	{
		reader.postponed = false;
		reader.seen = 0;
		if (reader.draft.summary)
			pfree(reader.draft.summary);
		reader.draft.summary = summary_make(kind, reader.key_type, 0);
		reader.lex = compat_json_lexer(string, strlen(string),
									   GetDatabaseEncoding());
		if (!read_object(&reader))
			PG_RETURN_NULL();
		for (int i = 0; i < lengthof(members); i++)
		{
			if (reader.wanted & ~reader.seen & members[i].member)
			{
				complain(&reader,
						 psprintf("Member \"%s\" is missing.", members[i].name));
				PG_RETURN_NULL();
			}
		}
	} while (reader.postponed);

	fault = summary_input_fault(reader.draft.summary);
	if (fault)
	{
		complain(&reader, fault);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(summary_compact(reader.draft.summary));
}
