/*-------------------------------------------------------------------------
 *
 * identity_words.h
 *		A name as its words.
 *
 * A word has letters and figures only, without accents, as capitals.  What
 * stood between two words is kept as far as it says how they belong together:
 * S.A. and S/A are legal forms, SA and S A are not.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_IDENTITY_WORDS_H
#define COMMISSIONING_IDENTITY_WORDS_H

#include "postgres.h"

#include "lib/stringinfo.h"

/* What alone stood before a word, or joined the letters of one */
typedef enum NameSign
{
	NAME_BLANK, /* anything, or nothing */
	NAME_DOT,
	NAME_SLASH
} NameSign;

typedef struct NameWord
{
	int at; /* in the text of the name's words */
	int length;
	int parenthesis; /* which one it stands in, from 1 on; 0: in none */
	bool single;	 /* one letter, no figure */
	uint8 before;	 /* a NameSign */
	uint8 joined;	 /* a NameSign, between the single letters it was */
} NameWord;

typedef struct NameWords
{
	StringInfoData text; /* the words, one behind the other, in UTF-8 */
	NameWord *word;
	int64 count;
	int64 room;
} NameWords;

/*
 * The words of a name in UTF-8, in their order, in palloc'd memory.  Bytes
 * that are no text (identity_encoding.h) are letters.  Of a business that
 * trades under another name only the first name is read, if "cut".
 */
extern void name_read(NameWords *words, const char *name, size_t length,
					  bool cut);

extern bool name_word_is(const NameWords *words, const NameWord *word,
						 const char *letters, size_t length);

#endif /* COMMISSIONING_IDENTITY_WORDS_H */
