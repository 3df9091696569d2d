/*-------------------------------------------------------------------------
 *
 * frequency.c
 *		Chapter "frequency": how often something is due, as times a year.
 *
 * A frequency is an int64 of 10^-10 a year, from 0 to FREQUENCY_MAX.  A year
 * has 4 quarters, 12 months, 26 fortnights, 52 weeks and 365 days, as plans of
 * reports count; an interval of whole weeks counts as weeks.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "compat.h"
#include "decimal.h"
#include "figures.h"

#include "datatype/timestamp.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/formatting.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

#define FREQUENCY_HINT \
	"Write \"monthly\", \"4/year\", \"every 3 months\", \"P3M\" or a number of times a year."

/* most numbers and words that a frequency is written with */
#define MAX_WORDS 8

/* Words that say it all */
static const struct
{
	const char *name;
	int times; /* so many ... */
	int years; /* ... in so many years */
} names[] = {
	{"none", 0, 1},			 {"never", 0, 1},		 {"daily", 365, 1},
	{"weekly", 52, 1},		 {"fortnightly", 26, 1}, {"monthly", 12, 1},
	{"quarterly", 4, 1},	 {"half-yearly", 2, 1},	 {"semi-annual", 2, 1},
	{"semi-annually", 2, 1}, {"annual", 1, 1},		 {"annually", 1, 1},
	{"yearly", 1, 1},		 {"biennial", 1, 2},	 {"biennially", 1, 2},
	{"triennial", 1, 3},	 {"triennially", 1, 3},
};

/* Words that mean one thing to some and another to others */
static const struct
{
	const char *name;
	const char *hint;
} ambiguous[] = {
	{"bimonthly", "Write \"every 2 months\" or \"24/year\"."},
	{"bi-monthly", "Write \"every 2 months\" or \"24/year\"."},
	{"biannual", "Write \"half-yearly\" or \"biennial\"."},
	{"biannually", "Write \"half-yearly\" or \"biennially\"."},
	{"bi-annual", "Write \"half-yearly\" or \"biennial\"."},
	{"bi-annually", "Write \"half-yearly\" or \"biennially\"."},
	{"biweekly", "Write \"fortnightly\" or \"2 times a week\"."},
	{"bi-weekly", "Write \"fortnightly\" or \"2 times a week\"."},
};

/* What follows a number and a hyphen, as in "six-monthly" */
static const struct
{
	const char *name;
	int per_year;
} adverbs[] = {
	{"-weekly", 52},
	{"-monthly", 12},
	{"-yearly", 1},
};

/* Units of time, by how many there are in a year */
static const struct
{
	const char *name;
	int per_year;
} units[] = {
	{"day", 365},  {"week", 52},   {"fortnight", 26},
	{"month", 12}, {"quarter", 4}, {"year", 1},
};

static const struct
{
	const char *name;
	int number;
} numerals[] = {
	{"one", 1},	 {"once", 1}, {"two", 2},	  {"twice", 2},	  {"three", 3},
	{"four", 4}, {"five", 5}, {"six", 6},	  {"seven", 7},	  {"eight", 8},
	{"nine", 9}, {"ten", 10}, {"eleven", 11}, {"twelve", 12},
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

/*
 * A word as a number that is not negative, in 10^-10.  Digits and a point
 * only, so that nothing but its size can be wrong with it.
 */
static bool
read_number(const char *word, Amount *number)
{
	Datum value;
	struct varlena *packed;
	size_t length = strlen(word);

	for (int i = 0; i < lengthof(numerals); i++)
	{
		if (strcmp(word, numerals[i].name) == 0)
		{
			*number = amount_from_int64(numerals[i].number * (int64) DECIMAL_ONE);
			return true;
		}
	}
	if (length > 40 || strspn(word, "0123456789.") != length ||
		strpbrk(word, "0123456789") == NULL ||
		strchr(word, '.') != strrchr(word, '.'))
		return false;
	value = DirectFunctionCall3(numeric_in, CStringGetDatum(word),
								ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	packed = PG_DETOAST_DATUM_PACKED(value);
	return decimal_read(VARDATA_ANY(packed), VARSIZE_ANY_EXHDR(packed),
						DECIMAL_SCALE, DECIMAL_HALF_AWAY, number,
						NULL) == DECIMAL_OK;
}

/*
 * times * factor / divisor as a frequency, rounded to the nearest 10^-10;
 * false if it is out of range.
 */
static bool
scaled_frequency(Amount times, uint64 factor, Amount divisor, int64 *frequency)
{
	Datum product;
	Datum quotient;
	struct varlena *packed;
	Amount result;

	if (!amount_is_positive(divisor))
		return false;
	product = NumericGetDatum(
		figure_number(wide_scale(wide_from_amount(times), factor), 0, 0));
	quotient = DirectFunctionCall2(
		numeric_div, product,
		NumericGetDatum(figure_number(wide_from_amount(divisor), 0, 0)));
	packed = PG_DETOAST_DATUM_PACKED(quotient);
	if (decimal_read(VARDATA_ANY(packed), VARSIZE_ANY_EXHDR(packed), 0,
					 DECIMAL_HALF_AWAY, &result, NULL) != DECIMAL_OK ||
		amount_is_negative(result) ||
		amount_compare(result, amount_from_int64(FREQUENCY_MAX)) > 0)
		return false;
	*frequency = (int64) result.lo;
	return true;
}

/* "number" times in a unit of which a year has per_year */
static bool
times_per_unit(Amount number, int per_year, int64 *frequency)
{
	return scaled_frequency(number, per_year, amount_from_int64(1), frequency);
}

/* once every "number" units */
static bool
every_units(Amount number, int per_year, int64 *frequency)
{
	const Amount weeks = {7 * DECIMAL_ONE, 0};
	Wide rest = wide_from_amount(number);

	/* 14 days are two weeks */
	if (per_year == 365 && amount_is_positive(number) &&
		wide_divide_small(&rest, 7) == 0 &&
		wide_divide_small(&rest, 100000) == 0 &&
		wide_divide_small(&rest, 100000) == 0)
		return scaled_frequency(weeks, 52 * DECIMAL_ONE, number, frequency);
	return scaled_frequency(amount_from_int64((int64) DECIMAL_ONE),
							per_year * DECIMAL_ONE, number, frequency);
}

/*
 * Once in a period, whose parts a year has 12, 365 and 365 * USECS_PER_DAY
 * of.
 */
static bool
frequency_of_period(int64 months, int64 days, int64 usecs, int64 *frequency)
{
	const int64 year = 12 * 365 * USECS_PER_DAY;
	Wide length;
	Amount divisor;

	if (months == 0 && usecs == 0)
		return days > 0 && days < PG_INT32_MAX &&
			every_units(amount_from_int64(days * (int64) DECIMAL_ONE), 365,
						frequency);
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
static bool
read_word(const char *word, int64 *frequency)
{
	size_t length = strlen(word);
	const Amount one = {DECIMAL_ONE, 0};

	for (int i = 0; i < lengthof(names); i++)
	{
		if (strcmp(word, names[i].name) == 0)
			return scaled_frequency(one, names[i].times,
									amount_from_int64(names[i].years),
									frequency);
	}
	for (int i = 0; i < lengthof(adverbs); i++)
	{
		size_t ending = strlen(adverbs[i].name);
		Amount number;

		if (length > ending &&
			strcmp(word + length - ending, adverbs[i].name) == 0)
			return read_number(pnstrdup(word, length - ending), &number) &&
				every_units(number, adverbs[i].per_year, frequency);
	}
	return false;
}

/* What a run of words says, if anything */
static bool
read_words(char **word, int n, int64 *frequency)
{
	Amount number = amount_from_int64((int64) DECIMAL_ONE);
	int i = 0;
	int per_year;

	if (n == 0)
		return false;
	/* every [number] units */
	if (strcmp(word[0], "every") == 0)
	{
		if (n == 3 && !read_number(word[i += 1], &number))
			return false;
		if (n != i + 2)
			return false;
		per_year = unit_per_year(word[i + 1]);
		return per_year != 0 && every_units(number, per_year, frequency);
	}

	/* number [times] [{a|an|per|each|every|/} unit] */
	if (!read_number(word[i++], &number))
		return false;
	if (i == n)
		return times_per_unit(number, 1, frequency);
	if (strcmp(word[i], "times") == 0 || strcmp(word[i], "time") == 0)
		i++;
	if (n != i + 2 ||
		!(is_any_of(word[i], "a", "an", "/") ||
		  is_any_of(word[i], "per", "each", "every")))
		return false;
	per_year = unit_per_year(word[i + 1]);
	return per_year != 0 && times_per_unit(number, per_year, frequency);
}

/* A period of ISO 8601, P[n]Y[n]M[n]W[n]D, as once in that period */
static bool
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
		return false;
	while (*string)
	{
		int64 number = 0;
		int digits = 0;

		for (; *string >= '0' && *string <= '9'; string++)
		{
			number = number * 10 + (*string - '0');
			if (++digits > 6)
				return false;
		}
		while (next < lengthof(parts) && parts[next].designator != *string)
			next++;
		if (digits == 0 || next == lengthof(parts))
			return false;
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
		if (isspace((unsigned char) *string))
		{
			*string++ = '\0';
			continue;
		}
		if (n == MAX_WORDS)
			return -1;
		if (*string == '/')
		{
			*string++ = '\0';
			word[n++] = "/";
			continue;
		}
		word[n++] = string;
		while (*string && *string != '/' && !isspace((unsigned char) *string))
			string++;
	}
	return n;
}

SQL_FUNCTION(commissioning_frequency_in);

/*
 * commissioning_frequency_in
 *		Reads what people write: see docs/frequency.md for the forms.
 */
Datum
commissioning_frequency_in(PG_FUNCTION_ARGS)
{
	char *string = PG_GETARG_CSTRING(0);
	char *lower = asc_tolower(string, strlen(string));
	char *word[MAX_WORDS];
	int n;
	StringInfoData joined;
	int64 frequency;

	if (read_period(lower, &frequency))
		PG_RETURN_INT64(frequency);

	n = split_words(lower, word);
	initStringInfo(&joined);
	for (int i = 0; i < n; i++)
		appendStringInfo(&joined, "%s%s", i > 0 ? "-" : "", word[i]);
	if (read_word(joined.data, &frequency) || read_words(word, n, &frequency))
		PG_RETURN_INT64(frequency);

	for (int i = 0; i < lengthof(ambiguous); i++)
	{
		if (strcmp(joined.data, ambiguous[i].name) == 0)
		{
			errsave(fcinfo->context,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("ambiguous frequency: \"%s\"", string),
					 errdetail("Some take it for twice in the period, some for once in two."),
					 errhint("%s", ambiguous[i].hint)));
			PG_RETURN_NULL();
		}
	}
	errsave(fcinfo->context,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type frequency: \"%s\"", string),
			 errhint(FREQUENCY_HINT)));
	PG_RETURN_NULL();
}

SQL_FUNCTION(commissioning_frequency_out);

/* "4/year", or "none" */
Datum
commissioning_frequency_out(PG_FUNCTION_ARGS)
{
	int64 frequency = PG_GETARG_INT64(0);
	Datum number;

	if (frequency == 0)
		PG_RETURN_CSTRING(pstrdup("none"));
	number = NumericGetDatum(figure_trimmed(amount_from_int64(frequency)));
	PG_RETURN_CSTRING(psprintf(
		"%s/year", DatumGetCString(DirectFunctionCall1(numeric_out, number))));
}

SQL_FUNCTION(commissioning_frequency_recv);

Datum
commissioning_frequency_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	int64 frequency = pq_getmsgint64(buffer);

	if (frequency < 0 || frequency > FREQUENCY_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type frequency"),
				 errdetail("A frequency is from 0 to 100000000 times a year.")));
	PG_RETURN_INT64(frequency);
}

SQL_FUNCTION(commissioning_frequency_send);

Datum
commissioning_frequency_send(PG_FUNCTION_ARGS)
{
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendint64(&buffer, PG_GETARG_INT64(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

SQL_FUNCTION(commissioning_per_year);

Datum
commissioning_per_year(PG_FUNCTION_ARGS)
{
	PG_RETURN_NUMERIC(figure_trimmed(amount_from_int64(PG_GETARG_INT64(0))));
}

SQL_FUNCTION(commissioning_frequency_from_numeric);

/* A number of times a year, kept to 10 decimal places */
Datum
commissioning_frequency_from_numeric(PG_FUNCTION_ARGS)
{
	Datum number = PG_GETARG_DATUM(0);
	struct varlena *packed = PG_DETOAST_DATUM_PACKED(number);
	Amount frequency;

	if (decimal_read(VARDATA_ANY(packed), VARSIZE_ANY_EXHDR(packed),
					 DECIMAL_SCALE, DECIMAL_HALF_AWAY, &frequency,
					 NULL) != DECIMAL_OK ||
		amount_is_negative(frequency) ||
		amount_compare(frequency, amount_from_int64(FREQUENCY_MAX)) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("frequency of %s times a year is out of range",
						DatumGetCString(DirectFunctionCall1(numeric_out, number))),
				 errdetail("A frequency is from 0 to 100000000 times a year.")));
	PG_RETURN_INT64((int64) frequency.lo);
}

SQL_FUNCTION(commissioning_frequency_from_integer);

Datum
commissioning_frequency_from_integer(PG_FUNCTION_ARGS)
{
	Numeric number = int64_to_numeric(PG_GETARG_INT32(0));

	PG_RETURN_DATUM(DirectFunctionCall1(commissioning_frequency_from_numeric,
										NumericGetDatum(number)));
}

SQL_FUNCTION(commissioning_frequency_from_interval);

/* Once in the interval */
Datum
commissioning_frequency_from_interval(PG_FUNCTION_ARGS)
{
	Interval *interval = PG_GETARG_INTERVAL_P(0);
	int64 frequency;

	if (!compat_interval_is_finite(interval) ||
		!frequency_of_period(interval->month, interval->day, interval->time,
							 &frequency))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("once in \"%s\" is no frequency",
						DatumGetCString(DirectFunctionCall1(
							interval_out, IntervalPGetDatum(interval)))),
				 errhint("The interval must be positive and finite.")));
	PG_RETURN_INT64(frequency);
}

/* Order and equality are those of the number of times. */
#define FREQUENCY_COMPARISON(name, operator)                            \
	SQL_FUNCTION(commissioning_frequency_##name);                       \
	Datum commissioning_frequency_##name(PG_FUNCTION_ARGS)              \
	{                                                                   \
		PG_RETURN_BOOL(PG_GETARG_INT64(0) operator PG_GETARG_INT64(1)); \
	}                                                                   \
	extern int no_such_variable

FREQUENCY_COMPARISON(eq, ==);
FREQUENCY_COMPARISON(ne, !=);
FREQUENCY_COMPARISON(lt, <);
FREQUENCY_COMPARISON(le, <=);
FREQUENCY_COMPARISON(gt, >);
FREQUENCY_COMPARISON(ge, >=);

SQL_FUNCTION(commissioning_frequency_cmp);

Datum
commissioning_frequency_cmp(PG_FUNCTION_ARGS)
{
	int64 a = PG_GETARG_INT64(0);
	int64 b = PG_GETARG_INT64(1);

	PG_RETURN_INT32(a < b ? -1 : a > b);
}

SQL_FUNCTION(commissioning_frequency_hash);

Datum
commissioning_frequency_hash(PG_FUNCTION_ARGS)
{
	return hashint8(fcinfo);
}

SQL_FUNCTION(commissioning_frequency_hash_extended);

Datum
commissioning_frequency_hash_extended(PG_FUNCTION_ARGS)
{
	return hashint8extended(fcinfo);
}

SQL_FUNCTION(commissioning_frequency_smaller);

Datum
commissioning_frequency_smaller(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(Min(PG_GETARG_INT64(0), PG_GETARG_INT64(1)));
}

SQL_FUNCTION(commissioning_frequency_larger);

Datum
commissioning_frequency_larger(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(Max(PG_GETARG_INT64(0), PG_GETARG_INT64(1)));
}

SQL_FUNCTION(commissioning_frequency_add);

/*
 * commissioning_frequency_add
 *		Transition function of reports_per_year(): the sum as numeric, NULL
 *		until there is something to add.
 */
Datum
commissioning_frequency_add(PG_FUNCTION_ARGS)
{
	Datum number;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	number = NumericGetDatum(figure_money(amount_from_int64(PG_GETARG_INT64(1)),
										  DECIMAL_SCALE));
	if (PG_ARGISNULL(0))
		PG_RETURN_DATUM(number);
	PG_RETURN_DATUM(DirectFunctionCall2(numeric_add, PG_GETARG_DATUM(0), number));
}
