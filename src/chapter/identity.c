/*-------------------------------------------------------------------------
 *
 * identity.c
 *		Chapter "identity": one key for the spellings of a name.
 *
 * A key is the words of a name in order, without its legal form.  It depends
 * on nothing but the name: not on the locale or the encoding of the database,
 * nor on the version of the server.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/identity_encoding.h"
#include "chapter/identity_forms.h"
#include "chapter/identity_words.h"
#include "pg/compat.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

static void
read_text(NameWords *words, const text *name, bool cut)
{
	size_t length = VARSIZE_ANY_EXHDR(name);
	const char *utf8 = name_to_utf8(VARDATA_ANY(name), &length);

	name_read(words, utf8, length, cut);
}

/* Legal forms that the caller adds */
static NameForms
read_forms(ArrayType *array)
{
	NameForms forms = {0, NULL};
	Datum *element;
	bool *null;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &element, &null,
					  &forms.count);
	forms.form = palloc(forms.count * sizeof(NameWords));
	for (int i = 0; i < forms.count; i++)
	{
		if (null[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("more_forms must not contain nulls")));
		read_text(&forms.form[i], DatumGetTextPP(element[i]), false);
		if (forms.form[i].count == 0)
			ereport(
				ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a legal form must have letters or figures, not \"%s\"",
						TextDatumGetCString(element[i])),
				 errhint("Write it as names have it, such as 'Charitable Trust'.")));
	}
	return forms;
}

/* The words without any "The"; returns how many there are */
static int64
copy_words(const NameWords *words, NameWord *copy)
{
	int64 count = 0;

	for (int64 i = 0; i < words->count; i++)
		if (!name_word_is(words, &words->word[i], "THE", 3))
			copy[count++] = words->word[i];
	return count;
}

/*
 * How many words are left without the parentheses at their end, if those stand
 * behind a legal form, and without that; all, if not.
 */
static int64
without_parenthesis(const NameWords *words, const NameWord *word, int64 count,
					const NameForms *forms)
{
	int64 before = count;
	int64 left;

	while (before > 0 && word[before - 1].parenthesis != 0)
		before--;
	left = before < count ? name_without_form(words, word, before, forms)
						  : before;
	return left < before ? left : count;
}

/* How many words are left without legal forms, and an "and" before them */
static int64
without_forms(const NameWords *words, const NameWord *word, int64 count,
			  const NameForms *forms)
{
	for (;;)
	{
		int64 left = without_parenthesis(words, word, count, forms);

		CHECK_FOR_INTERRUPTS();
		if (left == count)
			left = name_without_form(words, word, count, forms);
		if (left == count && count > 0 &&
			name_word_is(words, &word[count - 1], "AND", 3))
			left--;
		if (left == count)
			return count;
		count = left;
	}
}

/* By the bytes of UTF-8, which is by the numbers of the letters */
static int
compare_words(const void *a, const void *b, void *text)
{
	const NameWord *left = a;
	const NameWord *right = b;
	int order = memcmp((char *) text + left->at, (char *) text + right->at,
					   Min(left->length, right->length));

	CHECK_FOR_INTERRUPTS();
	return order != 0 ? order : left->length - right->length;
}

static text *
sorted_words(const NameWords *words, NameWord *word, int64 count)
{
	StringInfoData key;

	qsort_arg(word, count, sizeof(NameWord), compare_words, words->text.data);
	initStringInfo(&key);
	for (int64 i = 0; i < count; i++)
	{
		if (i > 0)
			appendStringInfoChar(&key, ' ');
		appendBinaryStringInfo(&key, &words->text.data[word[i].at],
							   word[i].length);
	}
	return name_from_utf8(key.data, key.len);
}

SQL_FUNCTION(commissioning_provider_key);

/*
 * commissioning_provider_key
 *		The words of a name, sorted, that tell it from others: without legal
 *		forms, accents, punctuation and "The".
 *
 * NULL for a name without any word, which otherwise would be one provider.  A
 * name that has nothing but such words keeps them.
 */
Datum
commissioning_provider_key(PG_FUNCTION_ARGS)
{
	NameWords words;
	NameWord *kept;
	NameForms forms = {0, NULL};
	int64 count;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (!PG_ARGISNULL(1))
		forms = read_forms(PG_GETARG_ARRAYTYPE_P(1));
	read_text(&words, PG_GETARG_TEXT_PP(0), true);
	if (words.count == 0)
		PG_RETURN_NULL();
	kept = MemoryContextAllocHuge(CurrentMemoryContext,
								  words.count * sizeof(NameWord));
	count = without_forms(&words, kept, copy_words(&words, kept), &forms);
	if (count == 0)
		PG_RETURN_TEXT_P(sorted_words(&words, words.word, words.count));
	PG_RETURN_TEXT_P(sorted_words(&words, kept, count));
}
