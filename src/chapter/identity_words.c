/*-------------------------------------------------------------------------
 *
 * identity_words.c
 *		A name as its words.
 *
 * A name is read once from left to right.  Then it is cut where another name
 * begins, and single letters are joined: those with full stops between them
 * first, those in a row after that, so that J.K. Rata, J K Rata and JK Rata are
 * one.  The letters of neighbours lie side by side, so joining words moves
 * none.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/identity_encoding.h"
#include "chapter/identity_letters.h"
#include "chapter/identity_words.h"

#include "miscadmin.h"
#include "utils/memutils.h"

/* words of most names */
#define FIRST_ROOM 16

typedef struct NameReader
{
	NameWords *words;
	bool in_word;
	int letters;	 /* of the word, as they were written */
	NameSign before; /* of the next word */
	int depth;		 /* of parentheses */
	int parentheses; /* that were opened at depth 0 */
	const char *at;
	const char *end;
} NameReader;

static void
begin_word(NameReader *reader)
{
	NameWords *words = reader->words;
	NameWord *word;

	if (words->count == words->room)
	{
		words->room *= 2;
		words->word = repalloc_huge(words->word, words->room * sizeof(NameWord));
	}
	word = &words->word[words->count++];
	word->at = words->text.len;
	word->length = 0;
	word->parenthesis = reader->depth > 0 ? reader->parentheses : 0;
	word->single = false;
	word->before = reader->before;
	word->joined = NAME_BLANK;
	reader->in_word = true;
	reader->letters = 0;
}

/* The end of a word by a sign; a second sign is not the only one any more */
static void
end_word(NameReader *reader, NameSign sign)
{
	reader->before = reader->in_word ? sign : NAME_BLANK;
	reader->in_word = false;
}

/* Put down a letter; ASCII is most of what there is. */
static void
put(StringInfo text, pg_wchar letter)
{
	unsigned char bytes[4];

	if (letter < 0x80)
		appendStringInfoCharMacro(text, (char) letter);
	else
	{
		unicode_to_utf8(letter, bytes);
		appendBinaryStringInfo(text, (char *) bytes, pg_utf_mblen(bytes));
	}
}

/* What one letter that was written comes to */
static void
put_letter(NameReader *reader, const pg_wchar *folded, int count)
{
	NameWord *word;
	bool figure = folded[0] >= '0' && folded[0] <= '9';

	if (!reader->in_word)
		begin_word(reader);
	for (int i = 0; i < count; i++)
		put(&reader->words->text, folded[i]);
	word = &reader->words->word[reader->words->count - 1];
	word->length = reader->words->text.len - word->at;
	word->single = ++reader->letters == 1 && !figure;
}

static void
put_and(NameReader *reader)
{
	static const pg_wchar letters[] = {'A', 'N', 'D'};

	end_word(reader, NAME_BLANK);
	for (int i = 0; i < lengthof(letters); i++)
		put_letter(reader, &letters[i], 1);
	end_word(reader, NAME_BLANK);
}

/*
 * A letter beyond ASCII with the accents behind it.  Of Latin letters those
 * go; of others they stay, as the one letter that both are if there is one.
 */
static void
read_letter(NameReader *reader, Letter *letter)
{
	pg_wchar *last = &letter->folded[letter->count - 1];

	while (reader->at < reader->end)
	{
		const char *at = reader->at;
		pg_wchar mark = name_next(&at, reader->end);
		pg_wchar both = *last;

		if (mark < 0x80 || letter_fold(mark).kind != LETTER_MARK)
			break;
		if (*last >= 0x80 && (both = letter_compose(*last, mark)) == 0)
			break;
		*last = both;
		reader->at = at;
	}
	put_letter(reader, letter->folded, letter->count);
}

/* A sign of ASCII */
static void
read_sign(NameReader *reader, char sign)
{
	switch (sign)
	{
		case '\'':
		case '`':
			break;
		case '.':
			end_word(reader, NAME_DOT);
			break;
		case '/':
			end_word(reader, NAME_SLASH);
			break;
		case '&':
			if (reader->end - reader->at >= 4 &&
				pg_strncasecmp(reader->at, "amp;", 4) == 0)
				reader->at += 4;
			put_and(reader);
			break;
		case '+':
			put_and(reader);
			break;
		case '(':
			end_word(reader, NAME_BLANK);
			if (reader->depth++ == 0)
				reader->parentheses++;
			break;
		case ')':
			end_word(reader, NAME_BLANK);
			if (reader->depth > 0)
				reader->depth--;
			break;
		default:
			end_word(reader, NAME_BLANK);
			break;
	}
}

static void
read_ascii(NameReader *reader, pg_wchar letter)
{
	if (letter >= 'a' && letter <= 'z')
		letter -= 'a' - 'A';
	if ((letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9'))
		put_letter(reader, &letter, 1);
	else
		read_sign(reader, (char) letter);
}

static void
read_beyond_ascii(NameReader *reader, pg_wchar written)
{
	Letter letter = letter_fold(written);

	switch (letter.kind)
	{
		case LETTER_OF_WORD:
			read_letter(reader, &letter);
			break;
		case LETTER_MARK:
			/* over a Latin letter it goes, as does one over nothing */
			if (reader->in_word &&
				IS_HIGHBIT_SET(
					reader->words->text.data[reader->words->text.len - 1]))
				put_letter(reader, letter.folded, letter.count);
			break;
		case LETTER_NOTHING:
			break;
		case LETTER_BLANK:
			end_word(reader, NAME_BLANK);
			break;
	}
}

static void
read_words(NameReader *reader)
{
	while (reader->at < reader->end)
	{
		pg_wchar letter = letter_narrow(name_next(&reader->at, reader->end));

		CHECK_FOR_INTERRUPTS();
		if (letter < 0x80)
			read_ascii(reader, letter);
		else
			read_beyond_ascii(reader, letter);
	}
}

bool
name_word_is(const NameWords *words, const NameWord *word, const char *letters,
			 size_t length)
{
	return word->length == length &&
		memcmp(&words->text.data[word->at], letters, length) == 0;
}

/*
 * What stands between the name of a business and one that it trades under, or
 * had before, with the signs that belong to it
 */
static const char *const markers[] = {
	"T/A",	 "TRADING AS", "D/B/A",	   "D.B.A",
	"F/K/A", "DBA",		   "FORMERLY", "PREVIOUSLY",
};

static NameSign
sign_of(char sign)
{
	return sign == '.' ? NAME_DOT : sign == '/' ? NAME_SLASH : NAME_BLANK;
}

/* How many words from the i-th on are a marker; 0 if they are not */
static int
marker_length(const NameWords *words, int64 i, const char *marker)
{
	int64 from = i;

	for (;; i++)
	{
		size_t length = strcspn(marker, " ./");

		if (i == words->count ||
			!name_word_is(words, &words->word[i], marker, length))
			return 0;
		if (marker[length] == '\0')
			return (int) (i + 1 - from);
		if (i + 1 < words->count &&
			words->word[i + 1].before != sign_of(marker[length]))
			return 0;
		marker += length + 1;
	}
}

/* The A of M/T/A is not all of what it belongs to. */
static bool
is_inside_signs(const NameWord *word)
{
	return word->single && word->before == NAME_SLASH;
}

/* Leave out all from the first marker on that has words on both sides. */
static void
cut_name(NameWords *words)
{
	for (int64 i = 1; i + 1 < words->count; i++)
	{
		if (is_inside_signs(&words->word[i]))
			continue;
		for (int j = 0; j < lengthof(markers); j++)
		{
			int length = marker_length(words, i, markers[j]);

			if (length > 0 && i + length < words->count &&
				!is_inside_signs(&words->word[i + length]))
			{
				words->count = i;
				return;
			}
		}
	}
}

/* Make one word of those from the i-th up to the j-th, which is the last. */
static NameWord
joined_words(const NameWords *words, int64 i, int64 j, NameSign sign)
{
	NameWord word = words->word[i];

	word.length = words->word[j].at + words->word[j].length - word.at;
	word.single = word.single && i == j;
	word.joined = i < j ? sign : word.joined;
	return word;
}

/* The last of the single letters from the i-th word on that are joined by a sign */
static int64
last_joined(const NameWords *words, int64 i, NameSign sign)
{
	while (words->word[i].single && i + 1 < words->count &&
		   words->word[i + 1].single && words->word[i + 1].before == sign)
		i++;
	return i;
}

/* Legal forms of two letters with a slash; others with one are letters in a row */
static const char slashed[][2] = {{'A', 'S'}, {'P', 'L'}, {'S', 'A'}};

/* Are the i-th word and the next one such a form, and not part of more? */
static bool
is_slashed(const NameWords *words, int64 i)
{
	const char *letters = &words->text.data[words->word[i].at];

	if (words->word[i].before == NAME_SLASH ||
		last_joined(words, i, NAME_SLASH) != i + 1)
		return false;
	for (int j = 0; j < lengthof(slashed); j++)
		if (memcmp(letters, slashed[j], sizeof(slashed[j])) == 0)
			return true;
	return false;
}

/* S.A. and S/A are words. */
static void
join_signs(NameWords *words)
{
	int64 kept = 0;

	for (int64 i = 0, j; i < words->count; i = j + 1)
	{
		NameSign sign = NAME_DOT;

		j = last_joined(words, i, NAME_DOT);
		if (j == i && is_slashed(words, i))
		{
			j = i + 1;
			sign = NAME_SLASH;
		}
		words->word[kept++] = joined_words(words, i, j, sign);
	}
	words->count = kept;
}

/* Single letters in a row, whatever was between them, within a parenthesis */
static void
join_singles(NameWords *words)
{
	int64 kept = 0;

	for (int64 i = 0, j; i < words->count; i = j + 1)
	{
		for (j = i; words->word[j].single && j + 1 < words->count &&
			 words->word[j + 1].single &&
			 words->word[j + 1].parenthesis == words->word[i].parenthesis;
			 j++)
			;
		words->word[kept++] = joined_words(words, i, j, NAME_BLANK);
	}
	words->count = kept;
}

void
name_read(NameWords *words, const char *name, size_t length, bool cut)
{
	NameReader reader = {0};

	initStringInfo(&words->text);
	words->count = 0;
	words->room = FIRST_ROOM;
	words->word = palloc(words->room * sizeof(NameWord));
	reader.words = words;
	reader.at = name;
	reader.end = name + length;
	read_words(&reader);
	if (cut)
		cut_name(words);
	join_signs(words);
	join_singles(words);
}
