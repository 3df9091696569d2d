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

#include "summary/object.h"
#include "summary/text.h"
#include "summary/text_entries.h"

#include "mb/pg_wchar.h"

/* The members of the JSON object, as bits of TextReader.seen */
typedef enum Member
{
	MEMBER_VERSION = 1 << 0,
	MEMBER_KEY = 1 << 1,
	MEMBER_MEASURED_ROWS = 1 << 2,
	MEMBER_MEASURED_VALUE = 1 << 3,
	MEMBER_MISSING_ROWS = 1 << 4,
	MEMBER_MISSING_VALUE = 1 << 5,
	MEMBER_AGENCIES = 1 << 6,
	MEMBER_TOTALS = 1 << 7,
	MEMBER_ENTRIES = 1 << 8,
	MEMBER_PART = 1 << 9, /* may be left out */
	MEMBER_FREQUENCIES = 1 << 10
} Member;

/* Entries can be read only once these are. */
#define MEMBERS_FIRST \
	(MEMBER_KEY | MEMBER_AGENCIES | MEMBER_TOTALS | MEMBER_FREQUENCIES)

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
	{"totals", MEMBER_TOTALS},
	{"frequencies", MEMBER_FREQUENCIES},
	{"entries", MEMBER_ENTRIES},
	{"part", MEMBER_PART},
};

static bool
read_key_type(TextReader *reader)
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
			reader->input.intake.counters.key_type = type;
			return text_advance(reader);
		}
		appendStringInfo(&names, "%s\"%s\"", names.len > 0 ? ", " : "",
						 operations->name);
	}
	return text_complain(reader,
						 psprintf("\"key\" must be one of %s.", names.data));
}

static bool
read_member(TextReader *reader, Member member)
{
	Summary *summary = &reader->input.intake.counters;
	int64 number;

	switch (member)
	{
		case MEMBER_VERSION:
			if (!text_read_int64(reader, &number))
				return false;
			if (number != SUMMARY_VERSION)
				return text_complain(reader,
									 psprintf("Version " INT64_FORMAT
											  " is not supported.",
											  number));
			return true;
		case MEMBER_KEY:
			return read_key_type(reader);
		case MEMBER_MEASURED_ROWS:
			return text_read_int64(reader, &summary->measured_rows);
		case MEMBER_MEASURED_VALUE:
			return text_read_amount(reader, &summary->measured_value);
		case MEMBER_MISSING_ROWS:
			return text_read_int64(reader, &summary->missing_rows);
		case MEMBER_MISSING_VALUE:
			return text_read_amount(reader, &summary->missing_value);
		case MEMBER_AGENCIES:
			return text_read_array(reader, NULL, text_read_agency);
		case MEMBER_TOTALS:
			return text_read_array(reader, NULL, text_read_total);
		case MEMBER_FREQUENCIES:
			return text_read_array(reader, NULL, text_read_frequency);
		case MEMBER_ENTRIES:
			reader->entries = reader->lex->token_start;
			if ((reader->wanted & ~reader->seen & MEMBERS_FIRST) == 0)
				return text_read_entries(reader);
			reader->postponed = true;
			return text_skip_array(reader);
		case MEMBER_PART:
			reader->input.part = true;
			return text_expect(reader, JSON_TOKEN_TRUE,
							   "\"part\" must be true.");
	}
	return false;
}

/* The whole object: {"name": value, ...} */
static bool
read_object(TextReader *reader)
{
	if (!text_advance(reader) ||
		!text_expect(reader, JSON_TOKEN_OBJECT_START,
					 "A JSON object is expected."))
		return false;
	/* of an empty object the caller says what is missing */
	while (reader->lex->token_type != JSON_TOKEN_OBJECT_END)
	{
		Member member = 0;

		if (reader->lex->token_type != JSON_TOKEN_STRING)
			return text_complain(reader, "The name of a member is expected.");
		for (int i = 0; i < lengthof(members); i++)
		{
			if (strcmp(reader->lex->strval->data, members[i].name) == 0)
				member = members[i].member;
		}
		if (member == 0)
			return text_complain(reader,
								 psprintf("Member \"%s\" is not known.",
										  reader->lex->strval->data));
		if ((reader->wanted & member) == 0)
			return text_complain(reader,
								 psprintf("Member \"%s\" does not belong here.",
										  reader->lex->strval->data));
		if (reader->seen & member)
			return text_complain(reader,
								 psprintf("Member \"%s\" occurs twice.",
										  reader->lex->strval->data));
		reader->seen |= member;
		if (!text_advance(reader) ||
			!text_expect(reader, JSON_TOKEN_COLON, "A colon is expected.") ||
			!read_member(reader, member))
			return false;
		if (reader->lex->token_type == JSON_TOKEN_OBJECT_END)
			break;
		if (!text_expect(reader, JSON_TOKEN_COMMA,
						 "A comma or \"}\" is expected."))
			return false;
		if (reader->lex->token_type == JSON_TOKEN_OBJECT_END)
			return text_complain(reader, "The name of a member is expected.");
	}
	if (!text_advance(reader))
		return false;
	if (reader->lex->token_type != JSON_TOKEN_END)
		return text_complain(reader, "There is something after the object.");
	return true;
}

/* Read entries that were skipped before. */
static bool
read_postponed(TextReader *reader)
{
	reader->lex->token_terminator = (char *) reader->entries;
	return text_advance(reader) && text_read_entries(reader);
}

/* The members that a kind of summaries has */
static int
members_of(const SummaryKindInfo *info)
{
	int wanted = 0;

	for (int i = 0; i < lengthof(members); i++)
		wanted |= members[i].member;
	if (info->lowest != 0)
		wanted &= ~MEMBER_KEY;
	if (!info->lists_agencies)
		wanted &= ~MEMBER_AGENCIES;
	if (!info->totals)
		wanted &= ~(MEMBER_TOTALS | MEMBER_PART);
	if (!info->counts_exactly)
		wanted &= ~MEMBER_FREQUENCIES;
	return wanted;
}

static bool
read_summary(TextReader *reader, Summary **summary)
{
	const char *fault;

	if (!read_object(reader))
		return false;
	for (int i = 0; i < lengthof(members); i++)
	{
		if (reader->wanted & ~reader->seen & ~MEMBER_PART & members[i].member)
			return text_complain(reader,
								 psprintf("Member \"%s\" is missing.",
										  members[i].name));
	}
	if (reader->postponed && !read_postponed(reader))
		return false;
	fault = summary_input_end(&reader->input, summary);
	return fault == NULL || text_complain(reader, fault);
}

/* Input from the text form, for each of the types */
Datum
summary_in(FunctionCallInfo fcinfo, SummaryKind kind)
{
	char *string = PG_GETARG_CSTRING(0);
	TextReader reader = {0};
	Summary *summary;

	reader.escontext = fcinfo->context;
	reader.string = string;
	reader.end = string + strlen(string);
	reader.kind = kind;
	reader.info = summary_kind_info(kind);
	reader.key_type = reader.info->lowest;
	reader.wanted = members_of(reader.info);
	reader.lex = compat_json_lexer(string, reader.end - string,
								   GetDatabaseEncoding());
	initStringInfo(&reader.key);
	initStringInfo(&reader.agency);
	initStringInfo(&reader.frequency);
	summary_input_begin(&reader.input, kind, reader.key_type);
	if (!read_summary(&reader, &summary))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(summary_result(summary));
}
