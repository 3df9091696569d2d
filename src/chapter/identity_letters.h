/*-------------------------------------------------------------------------
 *
 * identity_letters.h
 *		Letters of names: without their accents, as capitals.
 *
 * All is about code points of Unicode beyond ASCII, whatever the encoding of
 * the server is, and the same in every version of it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_IDENTITY_LETTERS_H
#define COMMISSIONING_IDENTITY_LETTERS_H

#include "postgres.h"

#include "mb/pg_wchar.h"

/* most letters that one comes to: a ligature of three */
#define LETTER_MAX 3

typedef enum LetterKind
{
	LETTER_OF_WORD, /* or a figure, or a letter that has no capital */
	LETTER_MARK,	/* an accent for the letter before it */
	LETTER_NOTHING, /* an apostrophe, or what is not seen */
	LETTER_BLANK	/* any other sign, or a blank */
} LetterKind;

typedef struct Letter
{
	LetterKind kind;
	int count; /* of folded */
	pg_wchar folded[LETTER_MAX];
} Letter;

/*
 * What a character is, and what it comes to: a Latin letter to letters from A
 * to Z where it is made of those, one of another script to its capital.
 */
extern Letter letter_fold(pg_wchar letter);

/* A letter of the width of a Chinese one as ASCII; others as they are */
extern pg_wchar letter_narrow(pg_wchar letter);

/* The one letter that a capital and a mark behind it are; 0 if there is none */
extern pg_wchar letter_compose(pg_wchar base, pg_wchar mark);

/* A letter that has this capital; the capital itself if there is none */
extern pg_wchar letter_small(pg_wchar letter);

#endif /* COMMISSIONING_IDENTITY_LETTERS_H */
