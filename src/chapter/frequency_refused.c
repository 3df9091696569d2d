/*-------------------------------------------------------------------------
 *
 * frequency_refused.c
 *		Frequencies that mean one thing to some and another to others.
 *
 * A wrong guess would be wrong by a factor of four and more, so they are
 * refused, and the hint has both readings in words that can be read.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/frequency.h"
#include "pg/numbers.h"

/* Words, each with what it means to some and to others */
static const struct
{
	const char *name;
	int number; /* so many in the period, or once in so many */
	const char *one;
	const char *other;
} words[] = {
	{"bimonthly", 2, "every 2 months", "24/year"},
	{"bi-monthly", 2, "every 2 months", "24/year"},
	{"biannual", 2, "half-yearly", "biennial"},
	{"biannually", 2, "half-yearly", "biennially"},
	{"bi-annual", 2, "half-yearly", "biennial"},
	{"bi-annually", 2, "half-yearly", "biennially"},
	{"biweekly", 2, "fortnightly", "2 times a week"},
	{"bi-weekly", 2, "fortnightly", "2 times a week"},
	{"biyearly", 2, "half-yearly", "biennial"},
	{"bi-yearly", 2, "half-yearly", "biennial"},
	{"trimonthly", 3, "every 3 months", "36/year"},
	{"tri-monthly", 3, "every 3 months", "36/year"},
	{"triannual", 3, "3/year", "triennial"},
	{"triannually", 3, "3/year", "triennially"},
	{"tri-annual", 3, "3/year", "triennial"},
	{"tri-annually", 3, "3/year", "triennially"},
	{"triweekly", 3, "every 3 weeks", "3 times a week"},
	{"tri-weekly", 3, "every 3 weeks", "3 times a week"},
	{"triyearly", 3, "3/year", "triennial"},
	{"tri-yearly", 3, "3/year", "triennial"},
};

static bool
is_word(const char *joined, FrequencyAmbiguity *why)
{
	for (int i = 0; i < lengthof(words); i++)
	{
		if (strcmp(joined, words[i].name) != 0)
			continue;
		why->detail = words[i].number == 2
			? "Some take it for twice in the period, some for once in two."
			: "Some take it for three times in the period, some for once in three.";
		why->hint = psprintf("Write \"%s\" or \"%s\".", words[i].one,
							 words[i].other);
		return true;
	}
	return false;
}

/*
 * A number and the adverb that already means so many times a year: "4
 * quarterly" is four reports a year, or one every four quarters.  "twelve-
 * monthly" is one word, and means every twelve months.
 */
static bool
is_adverb_counted(char *const *word, int n, FrequencyAmbiguity *why)
{
	const char *number_word = word[0];
	const char *adverb = n == 2 ? word[1] : NULL;
	const char *unit;
	Amount number;
	int per_year;

	if (n == 1 && word[0][0] >= '0' && word[0][0] <= '9' &&
		(adverb = strchr(word[0], '-')) != NULL)
		number_word = pnstrdup(word[0], adverb++ - word[0]);
	if (adverb == NULL || !frequency_read_number(number_word, true, &number))
		return false;
	unit = frequency_unit_of_adverb(adverb, &per_year);
	if (unit == NULL || per_year == 1 ||
		amount_compare(number, amount_from_int64(per_year * DECIMAL_ONE)) != 0)
		return false;
	why->detail =
		psprintf("Some take it for %d times a year, some for once in %d %ss.",
				 per_year, per_year, unit);
	why->hint = psprintf("Write \"%s\" or \"every %d %ss\".", adverb, per_year,
						 unit);
	return true;
}

/*
 * The number of an item of a list at the beginning of a word: digits with a
 * point or a parenthesis that nothing of a number follows, or with a 0 in
 * front.  Returns what is behind it, or NULL; *number without the zeros.
 */
static const char *
behind_list_number(const char *word, char **number)
{
	size_t digits = strspn(word, "0123456789");
	size_t zeros = Min(strspn(word, "0"), digits - (digits > 0));
	const char *rest = word + digits;
	bool marked = (*rest == '.' || *rest == ')') &&
		!(rest[1] >= '0' && rest[1] <= '9');

	if (digits == 0 || !(marked || (zeros > 0 && *rest != '.')))
		return NULL;
	*number = pnstrdup(word + zeros, digits - zeros);
	return rest + (marked || *rest == '-');
}

static bool
can_be_read(const char *string)
{
	int64 frequency;
	FrequencyAmbiguity why;

	return frequency_read(string, &frequency, &why) == FREQUENCY_READ;
}

/* What is read if the number counts, beside the rest of the words */
static char *
with_number(const char *number, const char *rest)
{
	int per_year;
	const char *unit = frequency_unit_of_adverb(rest, &per_year);

	if (*rest == '\0')
		return psprintf("%s/year", number);
	if (unit != NULL)
		return strcmp(number, "1") == 0
			? pstrdup(rest)
			: psprintf("every %s %ss", number, unit);
	return psprintf("%s %s", number, rest);
}

/* "5. monthly", "3) quarterly", "04 monthly": monthly, or every 5 months? */
static bool
is_list_number(char *const *word, int n, FrequencyAmbiguity *why)
{
	char *words_left[FREQUENCY_WORDS_MAX];
	char *number;
	const char *behind = behind_list_number(word[0], &number);
	int skipped;
	char *listed;
	char *counted;

	if (behind == NULL)
		return false;
	skipped = *behind == '\0';
	memcpy(words_left, word, n * sizeof(char *));
	words_left[0] = unconstify(char *, behind);
	listed = frequency_joined(words_left + skipped, n - skipped, ' ');
	counted = with_number(number, listed);
	why->detail =
		"Some take its number for that of an item in a list, some for a part of the frequency.";
	if (can_be_read(listed))
		why->hint = can_be_read(counted) && strcmp(counted, listed) != 0
			? psprintf("Write \"%s\" or \"%s\".", listed, counted)
			: psprintf("Write \"%s\", without the number.", listed);
	else if (can_be_read(counted))
		why->hint =
			psprintf("Write \"%s\", or nothing if the number only counts a list.",
					 counted);
	else
		return false;
	return true;
}

/*
 * frequency_is_ambiguous
 *		Do words in lower case have two readings?  "joined" has them with
 *		hyphens between them; *why is palloc'd.
 */
bool
frequency_is_ambiguous(char *const *word, int n, const char *joined,
					   FrequencyAmbiguity *why)
{
	return n > 0 &&
		(is_word(joined, why) || is_adverb_counted(word, n, why) ||
		 is_list_number(word, n, why));
}
