/*-------------------------------------------------------------------------
 *
 * frequency_words.c
 *		How people write a frequency, and what it comes to in a year.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/frequency.h"
#include "pg/numbers.h"

#include "datatype/timestamp.h"
#include "lib/stringinfo.h"
#include "parser/scansup.h"
#include "utils/fmgrprotos.h"
#include "utils/formatting.h"
#include "utils/numeric.h"

/* Words that say it all */
static const struct
{
	const char *name;
	int times; /* so many ... */
	int years; /* ... in so many years */
} names[] = {
	{"none", 0, 1},			{"never", 0, 1},		 {"semi-monthly", 24, 1},
	{"semimonthly", 24, 1}, {"qtr", 4, 1},			 {"half-yearly", 2, 1},
	{"semi-annual", 2, 1},	{"semi-annually", 2, 1}, {"semiannual", 2, 1},
	{"semiannually", 2, 1}, {"annual", 1, 1},		 {"1-annual", 1, 1},
	{"one-annual", 1, 1},	{"p.a.", 1, 1},			 {"biennial", 1, 2},
	{"biennially", 1, 2},	{"triennial", 1, 3},	 {"triennially", 1, 3},
};

/* Units of time, by how many there are in a year; short forms come last */
static const struct
{
	const char *name;
	const char *adverb;
	int per_year;
} units[] = {
	{"day", "daily", 365},
	{"week", "weekly", 52},
	{"fortnight", "fortnightly", 26},
	{"month", "monthly", 12},
	{"quarter", "quarterly", 4},
	{"year", "yearly", 1},
	{"annum", "annually", 1},
	{"wk", "wkly", 52},
	{"mth", "mthly", 12},
	{"qtr", "qtrly", 4},
	{"yr", "yrly", 1},
};

/* Numbers in words; of those that are not cardinal there are so many times */
static const struct
{
	const char *name;
	int number;
	bool cardinal;
} numerals[] = {
	{"once", 1, false}, {"twice", 2, false},  {"thrice", 3, false},
	{"one", 1, true},	{"two", 2, true},	  {"three", 3, true},
	{"four", 4, true},	{"five", 5, true},	  {"six", 6, true},
	{"seven", 7, true}, {"eight", 8, true},	  {"nine", 9, true},
	{"ten", 10, true},	{"eleven", 11, true}, {"twelve", 12, true},
};

/* "every second month", "every other month"; 2nd and the like need no entry */
static const struct
{
	const char *name;
	int number;
} ordinals[] = {
	{"other", 2}, {"second", 2}, {"third", 3},	   {"fourth", 4},
	{"fifth", 5}, {"sixth", 6},	 {"seventh", 7},   {"eighth", 8},
	{"ninth", 9}, {"tenth", 10}, {"eleventh", 11}, {"twelfth", 12},
};

/* The unit that a word in the singular or plural names, or 0 */
static int
unit_per_year(const char *word)
{
	for (int i = 0; i < lengthof(units); i++)
	{
		size_t length = strlen(units[i].name);

		if (strncmp(word, units[i].name, length) == 0 &&
			(word[length] == '\0' || strcmp(word + length, "s") == 0))
			return units[i].per_year;
	}
	return 0;
}

/* The unit that an adverb such as "monthly" is made from, or 0 */
static int
adverb_per_year(const char *word)
{
	for (int i = 0; i < lengthof(units); i++)
	{
		if (strcmp(word, units[i].adverb) == 0)
			return units[i].per_year;
	}
	return 0;
}

/* The unit, in the singular and in full, that an adverb is made from, or NULL */
const char *
frequency_unit_of_adverb(const char *word, int *per_year)
{
	*per_year = adverb_per_year(word);
	for (int i = 0; *per_year != 0 && i < lengthof(units); i++)
	{
		if (units[i].per_year == *per_year)
			return units[i].name;
	}
	return NULL;
}

/*
 * A word as a number that is not negative, in 10^-10.  Digits and a point
 * only, so that nothing but its size can be wrong with it.
 */
bool
frequency_read_number(const char *word, bool cardinal, Amount *number)
{
	size_t length = strlen(word);

	for (int i = 0; i < lengthof(numerals); i++)
	{
		if (strcmp(word, numerals[i].name) == 0 &&
			(numerals[i].cardinal || !cardinal))
		{
			*number = amount_from_int64(numerals[i].number * (int64) DECIMAL_ONE);
			return true;
		}
	}
	if (length > 40 || strspn(word, "0123456789.") != length ||
		strpbrk(word, "0123456789") == NULL ||
		strchr(word, '.') != strrchr(word, '.'))
		return false;
	if (figure_read(figure_from_string(word), DECIMAL_SCALE, DECIMAL_HALF_AWAY,
					number) != DECIMAL_OK)
		return false;
	/* what rounds to 0 is out of range, as is the largest, in any unit */
	if (amount_is_zero(*number) && strpbrk(word, "123456789") != NULL)
		*number = AMOUNT_MAX;
	return true;
}

/*
 * times * factor / divisor as a frequency, rounded to the nearest 10^-10.  Out
 * of range if that is above FREQUENCY_MAX or makes 0 of what is not 0.
 */
static FrequencyReading
scaled_frequency(Amount times, uint64 factor, Amount divisor, int64 *frequency)
{
	Datum product;
	Datum quotient;
	Amount result;

	if (!amount_is_positive(divisor))
		return FREQUENCY_OUT_OF_RANGE;
	product = NumericGetDatum(
		figure_number(wide_scale(wide_from_amount(times), factor), 0));
	quotient = DirectFunctionCall2(
		numeric_div, product,
		NumericGetDatum(figure_number(wide_from_amount(divisor), 0)));
	if (figure_read(quotient, 0, DECIMAL_HALF_AWAY, &result) != DECIMAL_OK ||
		amount_is_negative(result) ||
		amount_compare(result, amount_from_int64(FREQUENCY_MAX)) > 0 ||
		(amount_is_zero(result) && !amount_is_zero(times) && factor != 0))
		return FREQUENCY_OUT_OF_RANGE;
	*frequency = (int64) result.lo;
	return FREQUENCY_READ;
}

/* "number" times in a unit of which a year has per_year */
static FrequencyReading
times_per_unit(Amount number, int per_year, int64 *frequency)
{
	return scaled_frequency(number, per_year, amount_from_int64(1), frequency);
}

/* "times" times in every "number" units */
static FrequencyReading
every_units(Amount times, Amount number, int per_year, int64 *frequency)
{
	Wide rest = wide_from_amount(number);

	/* 14 days are two weeks */
	if (per_year == 365 && amount_is_positive(number) &&
		wide_divide_small(&rest, 7) == 0 &&
		wide_divide_small(&rest, 100000) == 0 &&
		wide_divide_small(&rest, 100000) == 0)
		return scaled_frequency(times, 7 * 52 * DECIMAL_ONE, number, frequency);
	return scaled_frequency(times, per_year * DECIMAL_ONE, number, frequency);
}

/*
 * Once in a period, of whose parts a year has 12, 365 and 365 *
 * USECS_PER_DAY.
 */
FrequencyReading
frequency_of_period(int64 months, int64 days, int64 usecs, int64 *frequency)
{
	const int64 year = 12 * 365 * USECS_PER_DAY;
	const Amount once = {DECIMAL_ONE, 0};
	Wide length;
	Amount divisor;

	/* 168 hours are 7 days, and those are a week */
	days += usecs / USECS_PER_DAY;
	usecs %= USECS_PER_DAY;
	if (months == 0 && usecs == 0)
		return every_units(once, amount_from_product(days, (int64) DECIMAL_ONE),
						   365, frequency);
	length =
		wide_add(wide_scale(wide_from_int64(months), 365 * USECS_PER_DAY),
				 wide_add(wide_scale(wide_from_int64(days), 12 * USECS_PER_DAY),
						  wide_scale(wide_from_int64(usecs), 12)));
	divisor.lo = length.limb[0];
	divisor.hi = length.limb[1];
	return scaled_frequency(amount_from_int64(year), DECIMAL_ONE, divisor,
							frequency);
}

static bool
is_any_of(const char *word, const char *a, const char *b, const char *c)
{
	return strcmp(word, a) == 0 || strcmp(word, b) == 0 || strcmp(word, c) == 0;
}

/* What one word, such as "quarterly" or "six-monthly", says, if anything */
static FrequencyReading
read_word(const char *word, int64 *frequency)
{
	const Amount one = {DECIMAL_ONE, 0};
	const char *hyphen = strrchr(word, '-');
	Amount number;
	int per_year;

	for (int i = 0; i < lengthof(names); i++)
	{
		if (strcmp(word, names[i].name) == 0)
			return scaled_frequency(one, names[i].times,
									amount_from_int64(names[i].years),
									frequency);
	}

	if ((per_year = adverb_per_year(word)) != 0)
		return times_per_unit(one, per_year, frequency);

	/* six-monthly is every six months, twice-monthly twice a month */
	if (hyphen != NULL && (per_year = adverb_per_year(hyphen + 1)) != 0)
	{
		char *front = pnstrdup(word, hyphen - word);

		if (frequency_read_number(front, true, &number))
			return every_units(one, number, per_year, frequency);
		if (frequency_read_number(front, false, &number))
			return times_per_unit(number, per_year, frequency);
	}
	return FREQUENCY_UNKNOWN;
}

/* second, other, 2nd; 0 if the word is none of these */
static int
ordinal_number(const char *word)
{
	char *end;
	long number;

	for (int i = 0; i < lengthof(ordinals); i++)
	{
		if (strcmp(word, ordinals[i].name) == 0)
			return ordinals[i].number;
	}
	if (word[0] < '0' || word[0] > '9' || strspn(word, "0123456789") > 4)
		return 0;
	number = strtol(word, &end, 10);
	if (number % 100 / 10 != 1 && number % 10 >= 1 && number % 10 <= 3)
		return strcmp(end,
					  number % 10 == 1		 ? "st"
						  : number % 10 == 2 ? "nd"
											 : "rd") == 0
			? (int) number
			: 0;
	return number > 0 && strcmp(end, "th") == 0 ? (int) number : 0;
}

static bool
is_every(const char *word)
{
	return strcmp(word, "every") == 0 || strcmp(word, "each") == 0;
}

/* {every | each} [number | ordinal] unit, as "times" times in that */
static FrequencyReading
read_every(Amount times, char **word, int n, int64 *frequency)
{
	Amount number = {DECIMAL_ONE, 0};
	int per_year;

	if (n < 2 || n > 3 || (per_year = unit_per_year(word[n - 1])) == 0)
		return FREQUENCY_UNKNOWN;
	if (n == 3 && !frequency_read_number(word[1], true, &number))
	{
		int ordinal = ordinal_number(word[1]);

		if (ordinal == 0)
			return FREQUENCY_UNKNOWN;
		number.lo = ordinal * DECIMAL_ONE;
	}
	return every_units(times, number, per_year, frequency);
}

/* What a run of words says, if anything */
static FrequencyReading
read_words(char **word, int n, int64 *frequency)
{
	Amount number = {DECIMAL_ONE, 0};
	size_t digits;
	bool times;
	int i = 0;
	int per_year = 0;

	if (n <= 0)
		return FREQUENCY_UNKNOWN;
	if (is_every(word[0]))
		return read_every(number, word, n, frequency);
	if (n == 2 && strcmp(word[0], "per") == 0 &&
		(per_year = unit_per_year(word[1])) != 0)
		return times_per_unit(number, per_year, frequency);

	/*
	 * number [times] [adverb | {a|an|per|/} unit | {every|each} ...]; "2x" is
	 * "2 times", but "six" is a number
	 */
	digits = strspn(word[0], "0123456789.");
	times = digits > 0 && strcmp(word[0] + digits, "x") == 0;
	if (times)
		word[0][digits] = '\0';
	if (!frequency_read_number(word[i++], false, &number))
		return FREQUENCY_UNKNOWN;
	if (i == n)
	{
		/* neither "once" nor "2x" alone is so many times a year */
		if (times || !frequency_read_number(word[0], true, &number))
			return FREQUENCY_UNKNOWN;
		return times_per_unit(number, 1, frequency);
	}
	if (!times && is_any_of(word[i], "times", "time", "x"))
		i++;
	if (i < n && is_every(word[i]))
		return read_every(number, word + i, n - i, frequency);
	if (n == i + 1)
		per_year = is_any_of(word[i], "p.a.", "p.a", "pa")
			? 1
			: adverb_per_year(word[i]);
	else if (n == i + 2 &&
			 (is_any_of(word[i], "a", "an", "/") || strcmp(word[i], "per") == 0))
		per_year = unit_per_year(word[i + 1]);
	if (per_year == 0)
		return FREQUENCY_UNKNOWN;
	return times_per_unit(number, per_year, frequency);
}

/* A period of ISO 8601, P[n]Y[n]M[n]W[n]D, as once in that period */
static FrequencyReading
read_period(const char *string, int64 *frequency)
{
	static const struct
	{
		char designator;
		int months;
		int days;
	} parts[] = {{'y', 12, 0}, {'m', 1, 0}, {'w', 0, 7}, {'d', 0, 1}};
	int next = 0;
	int64 months = 0;
	int64 days = 0;

	if (*string++ != 'p' || *string == '\0')
		return FREQUENCY_UNKNOWN;
	while (*string)
	{
		int64 number = 0;
		int digits = 0;

		for (; *string >= '0' && *string <= '9'; string++)
		{
			number = number * 10 + (*string - '0');
			if (++digits > 6)
				return FREQUENCY_OUT_OF_RANGE;
		}
		while (next < lengthof(parts) && parts[next].designator != *string)
			next++;
		if (digits == 0 || next == lengthof(parts))
			return FREQUENCY_UNKNOWN;
		months += number * parts[next].months;
		days += number * parts[next].days;
		next++;
		string++;
	}
	return frequency_of_period(months, days, 0, frequency);
}

/* Split a string in lower case into words; '/' is one.  -1 if too many */
static int
split_words(char *string, char **word)
{
	int n = 0;

	while (*string)
	{
		if (scanner_isspace(*string))
		{
			*string++ = '\0';
			continue;
		}
		if (n == FREQUENCY_WORDS_MAX)
			return -1;
		if (*string == '/')
		{
			*string++ = '\0';
			word[n++] = "/";
			continue;
		}
		word[n++] = string;
		while (*string && *string != '/' && !scanner_isspace(*string))
			string++;
	}
	return n;
}

/* Words as one, with something between them */
char *
frequency_joined(char *const *word, int n, char between)
{
	StringInfoData joined;

	initStringInfo(&joined);
	for (int i = 0; i < n; i++)
	{
		if (i > 0)
			appendStringInfoChar(&joined, between);
		appendStringInfoString(&joined, word[i]);
	}
	return joined.data;
}

/*
 * frequency_read
 *		What a string says.  Where it is ambiguous, *why says so, and the way
 *		out.
 */
FrequencyReading
frequency_read(const char *string, int64 *frequency, FrequencyAmbiguity *why)
{
	char *lower = asc_tolower(string, strlen(string));
	char *word[FREQUENCY_WORDS_MAX];
	int n;
	char *joined;
	FrequencyReading reading;

	n = split_words(lower, word);
	if (n == 1)
	{
		reading = read_period(word[0], frequency);
		if (reading != FREQUENCY_UNKNOWN)
			return reading;
	}
	joined = frequency_joined(word, n, '-');
	if (frequency_is_ambiguous(word, n, joined, why))
		return FREQUENCY_AMBIGUOUS;
	reading = read_word(joined, frequency);
	return reading != FREQUENCY_UNKNOWN ? reading
										: read_words(word, n, frequency);
}
