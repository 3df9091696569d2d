/*-------------------------------------------------------------------------
 *
 * text_reader.h
 *		The text form of a summary while it is read, token by token.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_TEXT_READER_H
#define COMMISSIONING_SUMMARY_TEXT_READER_H

#include "summary/input.h"

#include "lib/stringinfo.h"

/* What an entry says */
typedef struct TextEntry
{
	SummaryKey key; /* of the lowest level */
	SummaryKey agency;
	SummaryKey frequency; /* of a schedule, as ... */
	uint64 part;
	LedgerFigures figures;
} TextEntry;

/*
 * Reading goes token by token with core's lexer; every function leaves the
 * token after what it read as the current one.  They return false once they
 * have reported a (soft) error.
 */
typedef struct TextReader
{
	JsonLexContext *lex;
	Node *escontext;
	const char *string; /* the whole input, for messages, ... */
	const char *end;	/* ... and the NUL byte behind it */
	SummaryKind kind;
	const SummaryKindInfo *info;
	KeyType key_type;	 /* 0 until it is known */
	int wanted;			 /* members that such a summary has ... */
	int seen;			 /* ... and those read so far */
	const char *entries; /* where the entries begin */
	bool postponed;		 /* did they come before what has to be first? */
	SummaryInput input;	 /* what has been read */
	TextEntry entry;	 /* what is being read */
	const char *(*check)(const SummaryKey *key); /* of keys of that type */
	/* what keys point to, unless they point into the input */
	StringInfoData key;
	StringInfoData agency;
	StringInfoData frequency;
} TextReader;

/* Report what is wrong with the input; false, for the caller to return. */
extern bool text_complain(TextReader *reader, const char *detail);

/* Step to the next token, or over one that must be there. */
extern bool text_advance(TextReader *reader);
extern bool text_expect(TextReader *reader, JsonTokenType token,
						const char *detail);

extern bool text_read_int64(TextReader *reader, int64 *value);
extern bool text_read_amount(TextReader *reader, Amount *amount);

/*
 * Read an array's elements: any number that come behind an opening bracket or a
 * comma by one function, if there is one, and one by the other.
 */
extern bool text_read_array(TextReader *reader,
							bool (*read_some)(TextReader *reader),
							bool (*read_one)(TextReader *reader));

/* Step over an array, whatever is in it. */
extern bool text_skip_array(TextReader *reader);

#endif /* COMMISSIONING_SUMMARY_TEXT_READER_H */
