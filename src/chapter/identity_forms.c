/*-------------------------------------------------------------------------
 *
 * identity_forms.c
 *		Legal forms at the end of a name.
 *
 * Only forms that mean nothing else stand here.  Trust, foundation, society,
 * association and group are what an organisation is, not how it is registered.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/identity_forms.h"

/* Forms of one word, by their bytes */
static const char *const forms[] = {
	"APS",			"ASA",		  "BV",		 "CIC",		"CIO",
	"CLG",			"CO",		  "COMPANY", "CORP",	"CORPORATION",
	"CYF",			"CYFYNGEDIG", "DAC",	 "DOO",		"EIRELI",
	"EIRL",			"EOOD",		  "EURL",	 "GMBH",	"INC",
	"INCORPORATED", "KFT",		  "KGAA",	 "LIMITED", "LLC",
	"LLLP",			"LLP",		  "LP",		 "LTD",		"LTDA",
	"LTDE",			"MBH",		  "NYRT",	 "OHG",		"OOD",
	"OY",			"OYJ",		  "PC",		 "PLC",		"PLLC",
	"PROPRIETARY",	"PTE",		  "PTY",	 "PVT",		"SAC",
	"SARL",			"SASU",		  "SCIO",	 "SRL",		"SRO",
	"TEORANTA",		"UAB",		  "ZRT",
};

/* Forms of several words, the first of which alone are none */
static const char *const long_forms[] = {
	"COMMUNITY INTEREST COMPANY", "GMBH AND CO KG", "PROFESSIONAL CORPORATION",
	"PUBLIC LIMITED COMPANY",	  "SA DE CV",		"SA RL",
};

/* Letters that are a form only with full stops: bare they are South Australia */
static const char *const dotted_forms[] = {
	"AB", "AG", "AS", "EV", "NA", "NV", "PA", "SA", "SL", "SPA",
};

static bool
is_dotted_form(const NameWords *words, const NameWord *word)
{
	for (int i = 0; i < lengthof(dotted_forms); i++)
		if (name_word_is(words, word, dotted_forms[i], strlen(dotted_forms[i])))
			return true;
	return false;
}

static bool
is_plain_form(const NameWords *words, const NameWord *word)
{
	int low = 0;
	int high = lengthof(forms);

	while (low < high)
	{
		int middle = (low + high) / 2;
		int length = (int) strlen(forms[middle]);
		int order = memcmp(&words->text.data[word->at], forms[middle],
						   Min(word->length, length));

		if (order == 0)
			order = word->length - length;
		if (order == 0)
			return true;
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static bool
is_form(const NameWords *words, const NameWord *word)
{
	if (is_plain_form(words, word))
		return true;
	if (word->joined == NAME_DOT)
		return is_dotted_form(words, word);
	/* letters are joined by a slash to forms only */
	return word->joined == NAME_SLASH;
}

/* How many words of a long form the words up to the count-th end with, or 0 */
static int64
length_of_long(const NameWords *words, const NameWord *word, int64 count,
			   const char *form)
{
	int64 length = 0;
	const char *end = form + strlen(form);

	for (;;)
	{
		const char *from = end;

		while (from > form && from[-1] != ' ')
			from--;
		if (length == count ||
			!name_word_is(words, &word[count - 1 - length], from, end - from))
			return 0;
		length++;
		if (from == form)
			return length;
		end = from - 1;
	}
}

/* The same of a form that is given as words */
static int64
length_of_given(const NameWords *words, const NameWord *word, int64 count,
				const NameWords *form)
{
	if (form->count > count)
		return 0;
	for (int64 i = 1; i <= form->count; i++)
	{
		const NameWord *of_form = &form->word[form->count - i];

		if (!name_word_is(words, &word[count - i],
						  &form->text.data[of_form->at], of_form->length))
			return 0;
	}
	return form->count;
}

int64
name_without_form(const NameWords *words, const NameWord *word, int64 count,
				  const NameForms *more)
{
	int64 longest = 0;

	if (count == 0)
		return 0;
	for (int i = 0; i < more->count; i++)
		longest = Max(longest,
					  length_of_given(words, word, count, &more->form[i]));
	for (int i = 0; i < lengthof(long_forms); i++)
		longest = Max(longest,
					  length_of_long(words, word, count, long_forms[i]));
	if (longest == 0 && is_form(words, &word[count - 1]))
		longest = 1;
	return count - longest;
}
