/*-------------------------------------------------------------------------
 *
 * text_entries.c
 *		Reading the entries of the text form of a summary.
 *
 * Core's lexer takes several times as long for a token as all else that is done
 * with one.  So entries that look as text.c writes them are read without it
 * (plain.h); any other one is left to it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exact/plain.h"
#include "pg/numbers.h"
#include "summary/days.h"
#include "summary/text_entries.h"

#include "miscadmin.h"

/* entries that are read between two looks around, for a cancel request too */
#define UNINTERRUPTED 64

/* Read a key of that type, whose bytes are kept in a buffer. */
static bool
read_key(TextReader *reader, KeyType type, StringInfo bytes, SummaryKey *key)
{
	JsonLexContext *lex = reader->lex;
	const char *fault;

	resetStringInfo(bytes);
	if (summary_key_info(type)->quoted)
	{
		if (lex->token_type != JSON_TOKEN_STRING)
			return text_complain(reader, "A key must be a string.");
		appendBinaryStringInfo(bytes, lex->strval->data, lex->strval->len);
	}
	else
	{
		if (lex->token_type != JSON_TOKEN_NUMBER &&
			!(lex->token_type == JSON_TOKEN_NULL &&
			  type == KEY_FREQUENCY_OR_NULL))
			return text_complain(reader, "A key must be a number.");
		appendBinaryStringInfo(bytes, lex->token_start,
							   lex->token_terminator - lex->token_start);
	}
	if (!summary_key_from_string(type, bytes->data, bytes->len,
								 reader->escontext, key, &fault))
		return fault != NULL && text_complain(reader, fault);
	return text_advance(reader);
}

static bool
read_agency_key(TextReader *reader)
{
	return read_key(reader, KEY_TEXT, &reader->agency, &reader->entry.agency);
}

static bool
expect_comma(TextReader *reader)
{
	return text_expect(reader, JSON_TOKEN_COMMA, "An entry is too short.");
}

/* Step over the bracket that begins, or that ends, an entry. */
static bool
expect_start(TextReader *reader)
{
	return text_expect(reader, JSON_TOKEN_ARRAY_START,
					   "An entry must be an array.");
}

static bool
expect_end(TextReader *reader)
{
	return text_expect(reader, JSON_TOKEN_ARRAY_END, "An entry is too long.");
}

/* The number of the entry of the agency that was read */
static uint32
enter_agency(TextReader *reader, bool *made)
{
	LedgerKey key = {.bytes = reader->entry.agency.bytes,
					 .length = reader->entry.agency.length,
					 .place = LEDGER_LEVEL_BITS(0) | LEDGER_NO_PARENT};

	return summary_intake_enter(&reader->input.intake, &key, made);
}

/* Have what was read as an entry of that level. */
static bool
put(TextReader *reader, int level, const SummaryKey *key, uint32 parent)
{
	const char *fault = summary_input_put(&reader->input, level, key, parent,
										  reader->entry.part,
										  &reader->entry.figures);

	return fault == NULL || text_complain(reader, fault);
}

/* The same of the frequency that was read with an agency */
static uint32
enter_frequency(TextReader *reader, bool *made)
{
	LedgerKey key = {.bytes = reader->entry.frequency.bytes,
					 .length = reader->entry.frequency.length};

	key.place = LEDGER_LEVEL_BITS(1) | LEDGER_PARENT(enter_agency(reader, made));
	return summary_intake_enter(&reader->input.intake, &key, made);
}

/* The same of the lowest level */
static inline bool
put_entry(TextReader *reader)
{
	uint32 parent = LEDGER_NO_PARENT;
	bool unknown = false;

	if (reader->info->extra == LEDGER_PART)
		parent = LEDGER_PARENT(enter_frequency(reader, &unknown));
	else if (reader->info->levels > 1)
		parent = LEDGER_PARENT(enter_agency(reader, &unknown));
	/* whether agencies may lack totals is seen in the end */
	if (unknown && !reader->info->totals)
		return text_complain(
			reader,
			reader->info->lists_agencies
				? "An entry has an agency that is not in \"agencies\"."
				: "An entry has an agency and times a year that are not in \"frequencies\".");
	return put(reader, reader->info->levels - 1, &reader->entry.key, parent);
}

/* A frequency, as a number of times a year, in the figures of the entry */
static bool
read_peak(TextReader *reader)
{
	SummaryKey frequency;
	uint64 word;

	if (!read_key(reader, KEY_FREQUENCY, &reader->frequency, &frequency))
		return false;
	memcpy(&word, frequency.bytes, sizeof(word));
	reader->entry.figures.peak = summary_key_value(word);
	return true;
}

/* A day or null, which leaves alone what it is then */
static bool
read_day(TextReader *reader, int32 *day)
{
	JsonLexContext *lex = reader->lex;
	const char *end;

	if (lex->token_type == JSON_TOKEN_NULL)
		return text_advance(reader);
	if (lex->token_type != JSON_TOKEN_STRING)
		return text_complain(reader, "A day must be a string or null.");
	end = lex->strval->data + lex->strval->len;
	if (days_read(lex->strval->data, end, day) != end)
		return text_complain(reader,
							 "A day must be a date such as \"2020-07-01\".");
	return text_advance(reader);
}

/* Put together what an entry says of days, of which the last is included. */
static void
set_part(TextEntry *entry, Days days, bool valued)
{
	DaysValue value = DAYS_VALUE_UNKNOWN;

	if (days.stop != DAYS_NO_STOP)
		days.stop++;
	if (valued)
		value = amount_is_negative(entry->figures.sum)
			? DAYS_VALUE_NEGATIVE
			: DAYS_VALUE_NOT_NEGATIVE;
	entry->part = days_part(days, value);
}

/* agency, times a year, first day, last day, rows, sum, and what ends an entry */
static bool
read_arrangement(TextReader *reader)
{
	TextEntry *entry = &reader->entry;
	Days days = {DAYS_NO_START, DAYS_NO_STOP};
	bool valued;

	if (!expect_comma(reader) || !read_agency_key(reader) ||
		!expect_comma(reader) ||
		!read_key(reader, KEY_FREQUENCY_OR_NULL, &reader->frequency,
				  &entry->frequency) ||
		!expect_comma(reader) || !read_day(reader, &days.start) ||
		!expect_comma(reader) || !read_day(reader, &days.stop) ||
		!expect_comma(reader) ||
		!text_read_int64(reader, &entry->figures.rows) || !expect_comma(reader))
		return false;
	valued = reader->lex->token_type != JSON_TOKEN_NULL;
	if (valued ? !text_read_amount(reader, &entry->figures.sum)
			   : !text_advance(reader))
		return false;
	set_part(entry, days, valued);
	return expect_end(reader);
}

/* The lowest key and what the kind has behind it (text.h) */
static bool
read_entry(TextReader *reader)
{
	LedgerFigures *figures = &reader->entry.figures;

	memset(figures, 0, sizeof(LedgerFigures));
	if (!expect_start(reader) ||
		!read_key(reader, reader->key_type, &reader->key, &reader->entry.key))
		return false;
	if (reader->info->extra == LEDGER_PART)
		return read_arrangement(reader) && put_entry(reader);
	if (reader->info->levels > 1 &&
		(!expect_comma(reader) || !read_agency_key(reader)))
		return false;
	if (!expect_comma(reader) || !text_read_int64(reader, &figures->rows) ||
		!expect_comma(reader) || !text_read_amount(reader, &figures->sum))
		return false;
	if (reader->info->extra == LEDGER_TALLY &&
		(!expect_comma(reader) || !text_read_amount(reader, &figures->tally) ||
		 !expect_comma(reader) || !read_peak(reader)))
		return false;
	return expect_end(reader) && put_entry(reader);
}

/* [agency, rows] */
bool
text_read_agency(TextReader *reader)
{
	LedgerFigures *figures = &reader->entry.figures;

	memset(figures, 0, sizeof(LedgerFigures));
	return expect_start(reader) && read_agency_key(reader) &&
		expect_comma(reader) && text_read_int64(reader, &figures->rows) &&
		expect_end(reader) &&
		put(reader, 0, &reader->entry.agency, LEDGER_NO_PARENT);
}

/* [agency, times a year, rows, sum] */
bool
text_read_total(TextReader *reader)
{
	LedgerFigures *figures = &reader->entry.figures;
	bool made;

	memset(figures, 0, sizeof(LedgerFigures));
	if (!expect_start(reader) || !read_agency_key(reader) ||
		!expect_comma(reader) ||
		!read_key(reader, KEY_FREQUENCY, &reader->frequency, &reader->entry.key) ||
		!expect_comma(reader) || !text_read_int64(reader, &figures->rows) ||
		!expect_comma(reader) || !text_read_amount(reader, &figures->sum) ||
		!expect_end(reader))
		return false;
	return put(reader, 1, &reader->entry.key,
			   LEDGER_PARENT(enter_agency(reader, &made)));
}

/* [agency, times a year] */
bool
text_read_frequency(TextReader *reader)
{
	TextEntry *entry = &reader->entry;
	bool made;

	if (!expect_start(reader) || !read_agency_key(reader) ||
		!expect_comma(reader) ||
		!read_key(reader, KEY_FREQUENCY_OR_NULL, &reader->frequency,
				  &entry->frequency) ||
		!expect_end(reader))
		return false;
	(void) enter_frequency(reader, &made);
	return made || text_complain(reader, "A key occurs twice.");
}

/* What follows is read without the lexer; NULL for all that is not plain. */

static inline const char *
plain_text(const TextReader *reader, const char *at, SummaryKey *key)
{
	if (*at != '"')
		return NULL;
	key->bytes = at + 1;
	at = plain_string_end(at + 1, reader->end);
	if (at == NULL)
		return NULL;
	key->length = (uint32) (at - key->bytes);
	return at + 1;
}

static const char *
plain_uuid(const TextReader *reader, const char *at, SummaryKey *key)
{
	if (*at != '"')
		return NULL;
	key->bytes = key->inside;
	key->length = UUID_LEN;
	at = plain_read_uuid(at + 1, reader->end, key->inside);
	return at != NULL && *at == '"' ? at + 1 : NULL;
}

static inline const char *
plain_number(const TextReader *reader, const char *at, SummaryKey *key)
{
	int64 number;

	at = plain_read_int64(at, reader->end, &number);
	summary_key_int64(key, number);
	if (reader->check && reader->check(key) != NULL)
		return NULL;
	return at;
}

static inline const char *
plain_key(const TextReader *reader, const char *at, SummaryKey *key)
{
	if (reader->key_type == KEY_TEXT)
		return plain_text(reader, at, key);
	if (reader->key_type == KEY_UUID)
		return plain_uuid(reader, at, key);
	if (reader->key_type == KEY_BIGINT || reader->key_type == KEY_LENGTH)
		return plain_number(reader, at, key);
	return NULL;
}

/* Step over the comma between what was read, if anything was, and the next */
static inline const char *
plain_comma(const char *at)
{
	if (at == NULL || *at != ',')
		return NULL;
	return at[1] == ' ' ? at + 2 : at + 1;
}

static const char *
plain_peak(const TextReader *reader, const char *at, int64 *peak)
{
	Amount frequency;

	at = plain_read_amount(at, reader->end, &frequency);
	if (at == NULL || frequency.hi != 0 || frequency.lo > (uint64) FREQUENCY_MAX)
		return NULL;
	*peak = (int64) frequency.lo;
	return at;
}

/* null; NULL for anything else */
static inline const char *
plain_null(const TextReader *reader, const char *at)
{
	return reader->end - at >= 4 && memcmp(at, "null", 4) == 0 ? at + 4 : NULL;
}

static const char *
plain_frequency(const TextReader *reader, const char *at, SummaryKey *key)
{
	const char *behind = plain_null(reader, at);
	int64 frequency = FREQUENCY_NULL;

	if (behind == NULL)
		behind = plain_peak(reader, at, &frequency);
	summary_key_int64(key, frequency);
	return behind;
}

static const char *
plain_day(const TextReader *reader, const char *at, int32 *day)
{
	const char *behind = plain_null(reader, at);

	if (behind != NULL || *at != '"')
		return behind;
	at = days_read(at + 1, reader->end, day);
	return at != NULL && *at == '"' ? at + 1 : NULL;
}

/* agency, times a year, first day, last day, rows, sum */
static const char *
plain_arrangement(TextReader *reader, const char *at)
{
	TextEntry *entry = &reader->entry;
	Days days = {DAYS_NO_START, DAYS_NO_STOP};
	const char *behind;

	at = plain_comma(plain_text(reader, at, &entry->agency));
	if (at != NULL)
		at = plain_comma(plain_frequency(reader, at, &entry->frequency));
	if (at != NULL)
		at = plain_comma(plain_day(reader, at, &days.start));
	if (at != NULL)
		at = plain_comma(plain_day(reader, at, &days.stop));
	if (at != NULL)
		at = plain_comma(plain_read_int64(at, reader->end, &entry->figures.rows));
	if (at == NULL)
		return NULL;
	entry->figures.sum = AMOUNT_ZERO;
	behind = plain_null(reader, at);
	at = behind != NULL
		? behind
		: plain_read_amount(at, reader->end, &entry->figures.sum);
	set_part(entry, days, behind == NULL);
	return at;
}

/* An entry and the comma behind it */
static inline const char *
plain_entry(TextReader *reader, const char *at)
{
	TextEntry *entry = &reader->entry;
	const char *end = reader->end;

	if (*at == ' ')
		at++;
	if (*at != '[')
		return NULL;
	at = plain_comma(plain_key(reader, at + 1, &entry->key));
	if (reader->info->extra == LEDGER_PART)
	{
		if (at != NULL)
			at = plain_arrangement(reader, at);
		return at != NULL && at[0] == ']' && at[1] == ',' ? at + 2 : NULL;
	}
	if (reader->info->levels > 1 && at != NULL)
		at = plain_comma(plain_text(reader, at, &entry->agency));
	if (at != NULL)
		at = plain_comma(plain_read_int64(at, end, &entry->figures.rows));
	if (at != NULL)
		at = plain_read_amount(at, end, &entry->figures.sum);
	if (reader->info->extra == LEDGER_TALLY)
	{
		at = plain_comma(at);
		if (at != NULL)
			at = plain_comma(plain_read_amount(at, end, &entry->figures.tally));
		if (at != NULL)
			at = plain_peak(reader, at, &entry->figures.peak);
	}
	return at != NULL && at[0] == ']' && at[1] == ',' ? at + 2 : NULL;
}

/*
 * Read the plain entries that come behind the current token, an opening bracket
 * or a comma, up to the last one; what follows is an entry for the lexer.
 */
static bool
read_plain_entries(TextReader *reader)
{
	const char *at = reader->lex->token_terminator;
	const char *next;
	uint32 steps = 0;

	memset(&reader->entry.figures, 0, sizeof(LedgerFigures));
	while ((next = plain_entry(reader, at)) != NULL)
	{
		if (++steps % UNINTERRUPTED == 0)
		{
			CHECK_FOR_INTERRUPTS();
			summary_intake_expect(&reader->input.intake, at - reader->entries,
								  reader->end - reader->entries);
		}
		if (!put_entry(reader))
			return false;
		at = next;
	}
	reader->lex->token_terminator = (char *) at;
	return true;
}

bool
text_read_entries(TextReader *reader)
{
	reader->check = summary_key_info(reader->key_type)->check;
	summary_intake_settle(&reader->input.intake);
	return text_read_array(reader, read_plain_entries, read_entry);
}
