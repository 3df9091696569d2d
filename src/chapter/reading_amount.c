/*-------------------------------------------------------------------------
 *
 * reading_amount.c
 *		Chapter "reading": amounts of money.
 *
 * Before the number may stand a sign or an opening parenthesis, and a
 * currency; behind it a multiplier, a currency, a sign, the closing
 * parenthesis: each once, with or without blanks.  Of what is read, the number
 * is put together as numeric_in() reads it.
 *
 *-------------------------------------------------------------------------
 */
#include "chapter/reading.h"

#include "pg/cell.h"

/* amounts with an exponent are below 10 to the power of this */
#define EXPONENT_LIMIT 18

/* What of an amount has been read */
typedef struct AmountReader
{
	Cell cell;
	char mark;			/* of decimals */
	bool sign;			/* there was one, or parentheses */
	bool minus;			/* what it says */
	bool open;			/* there was a parenthesis, */
	bool closed;		/* and there was the other */
	const char *symbol; /* of the currency, with letters before it */
	int symbol_length;
	const char *code;
	int digits;		 /* in all, as they are written */
	int before_mark; /* of these, before the decimal mark */
	int leading;	 /* zeros that the digits begin with */
	uint32 group;	 /* the mark between groups of digits, or 0 */
	bool exponent;	 /* is there one, */
	int power;		 /* which, or that of the multiplier */
	bool multiplied;
	char *write; /* in the room */
} AmountReader;

#define FORMS_HINT \
	"Amounts are read as in \"12,400.00\", \"-500\", \"(500)\", \"NZ$ 1.2m\" and \"500 NZD\"."
#define COMMA_HINT \
	"If the decimal mark is a comma, say so: decimal_mark => ','."
#define POINT_HINT \
	"If the decimal mark is a point, say so: decimal_mark => '.'."

static const ReadingFault no_number = {
	"There is no number where one is expected.", FORMS_HINT};
static const ReadingFault words = {
	"It has words that are no currency and no multiplier.", FORMS_HINT};
static const ReadingFault no_code = {
	"Its letters are no code of ISO 4217 and have no symbol of a currency.",
	"Write the code, as in \"NZD 500\", or a symbol, as in \"NZ$500\"."};
static const ReadingFault short_word = {
	"Its abbreviation stands for different multipliers, or for none that is read.",
	"Multipliers are k, m and bn, or thousand, million and billion."};
static const ReadingFault two_signs = {
	"It has more than one sign.",
	"Write one minus, before or behind the number, or parentheses."};
static const ReadingFault no_pair = {"A parenthesis has no other to go with it.",
									 "Write both, as in \"(500)\", or neither."};
static const ReadingFault two_currencies = {
	"It names two currencies, or one twice.", "Write one, as in \"NZD 500\"."};
static const ReadingFault two_multipliers = {
	"It has a multiplier and an exponent, or two multipliers.",
	"Write one of them, as in \"1.2m\"."};
static const ReadingFault two_marks = {
	"Its groups of digits have more than one kind of mark between them.",
	FORMS_HINT};
static const ReadingFault leading_zero = {
	"A number in groups begins with 0.",
	"It may have decimals instead of groups: decimal_mark says what is before these."};
static const ReadingFault groups_point = {
	"Its digits are not in groups of three.", COMMA_HINT};
static const ReadingFault groups_comma = {
	"Its digits are not in groups of three.", POINT_HINT};
static const ReadingFault groups_other = {
	"Its digits are not in groups of three.", FORMS_HINT};
static const ReadingFault mark_point = {
	"Digits and a comma follow the decimal point.", COMMA_HINT};
static const ReadingFault mark_comma = {
	"Digits and a point follow the decimal comma.", POINT_HINT};
static const ReadingFault mark_twice = {
	"It has more than one decimal mark.",
	"If that mark is between groups of digits, decimal_mark is the other one."};
static const ReadingFault no_decimals = {
	"There is nothing behind the decimal mark.", FORMS_HINT};
static const ReadingFault too_long = {"It has more than 1000 digits.",
									  "An amount has fewer."};
static const ReadingFault too_large = {
	"Its exponent makes it 10^18 or more, or has more than two digits.",
	"Write the amount without an exponent."};
static const ReadingFault more = {
	"Something stands behind the amount.",
	"Ranges, periods, taxes and notes are no part of an amount."};

/* Multipliers: what is refused has no power */
static const struct
{
	const char *word;
	int power;
} multipliers[] = {
	{"k", 3},		{"thousand", 3}, {"m", 6},	 {"million", 6}, {"bn", 9},
	{"billion", 9}, {"b", 0},		 {"mm", 0},	 {"mn", 0},		 {"mio", 0},
	{"mil", 0},		{"mrd", 0},		 {"md", 0},	 {"t", 0},		 {"tn", 0},
	{"th", 0},		{"cr", 0},		 {"lac", 0},
};

/* The power of ten that a word in lower case is; 0: refused, -1: unknown */
static int
multiplier_power(const char *word)
{
	for (int i = 0; i < lengthof(multipliers); i++)
	{
		if (strcmp(word, multipliers[i].word) == 0)
			return multipliers[i].power;
	}
	return -1;
}

static bool
is_minus(uint32 symbol)
{
	return symbol == '-' || symbol == CELL_MINUS;
}

/*
 * Up to three letters at the cursor, which goes behind them.  Returns how many;
 * -1 if there are more.  *capitals says if all are that.
 */
static int
take_letters(Cell *cell, bool *capitals)
{
	int length = 0;

	*capitals = true;
	for (; cell_is_letter(cell_peek(cell)); cell->at++)
	{
		if (length++ == 3)
			return -1;
		*capitals = *capitals && *cell->at <= 'Z';
	}
	return length;
}

/*
 * Letters and a symbol that begin at the cursor, with "letters" behind it.
 * Letters that may be a multiplier are none of a currency.
 */
static const ReadingFault *
read_symbol(AmountReader *reader, const char *start, int letters)
{
	Cell front = {start, start + letters};
	char word[CELL_WORD_SIZE];

	(void) cell_word(&front, word);
	if (letters > 0 && multiplier_power(word) >= 0)
		return &short_word;
	if (reader->symbol)
		return &two_currencies;
	cell_skip(&reader->cell);
	reader->symbol = start;
	reader->symbol_length = (int) (reader->cell.at - start);
	return NULL;
}

/* A currency at the cursor, where a letter or a symbol is */
static const ReadingFault *
read_currency(AmountReader *reader)
{
	const char *start = reader->cell.at;
	bool capitals;
	int letters = take_letters(&reader->cell, &capitals);

	if (letters < 0)
		return &words;
	if (letters == 3 && capitals && reading_is_currency_code(start))
	{
		if (reader->code)
			return &two_currencies;
		reader->code = start;
		return NULL;
	}
	if (reading_is_currency_symbol(cell_peek(&reader->cell)))
		return read_symbol(reader, start, letters);
	return capitals ? &no_code : &words;
}

/* Everything before the number */
static const ReadingFault *
read_front(AmountReader *reader)
{
	for (;;)
	{
		const ReadingFault *fault = NULL;
		uint32 symbol;

		(void) cell_blanks(&reader->cell);
		symbol = cell_peek(&reader->cell);
		if (is_minus(symbol) || symbol == '+' || symbol == '(')
		{
			if (reader->sign)
				return &two_signs;
			reader->sign = true;
			reader->minus = symbol != '+';
			reader->open = symbol == '(';
			cell_skip(&reader->cell);
		}
		else if (cell_is_letter(symbol) || reading_is_currency_symbol(symbol))
			fault = read_currency(reader);
		else
			return NULL;
		if (fault)
			return fault;
	}
}

/* Digits at the cursor, into the room.  Returns how many; -1: too many */
static int
read_digits(AmountReader *reader)
{
	Cell *cell = &reader->cell;
	const char *start = cell->at;

	while (cell_at_digit(cell))
	{
		if (reader->digits == READING_DIGITS_MAX)
			return -1;
		if (reader->leading == reader->digits && *cell->at == '0')
			reader->leading++;
		reader->digits++;
		*reader->write++ = *cell->at++;
	}
	return (int) (cell->at - start);
}

/* Is the mark of groups at the cursor, with a digit behind it? */
static bool
at_group_mark(const AmountReader *reader, uint32 *mark)
{
	Cell cell = reader->cell;

	switch (*mark = cell_peek(&cell))
	{
		case ',':
		case '.':
			if (*mark == reader->mark)
				return false;
			break;
		case ' ':
		case '\'':
		case CELL_APOSTROPHE:
		case CELL_NO_BREAK_SPACE:
		case CELL_FIGURE_SPACE:
		case CELL_THIN_SPACE:
		case CELL_NARROW_SPACE:
			break;
		default:
			return false;
	}
	cell_skip(&cell);
	return cell_at_digit(&cell);
}

/* What is wrong with groups: that the mark may be one of decimals? */
static const ReadingFault *
wrong_groups(const AmountReader *reader)
{
	if (reader->group == ',')
		return &groups_point;
	return reader->group == '.' ? &groups_comma : &groups_other;
}

/*
 * The digits before the decimal mark.  Groups are of three, but for the first;
 * with commas also of two, but for the last, as India writes them.
 */
static const ReadingFault *
read_whole(AmountReader *reader)
{
	int first = read_digits(reader);
	int length = first;
	bool threes = true;
	bool twos = false;
	uint32 mark;

	if (first < 0)
		return &too_long;
	while (first > 0 && at_group_mark(reader, &mark))
	{
		if (reader->group != 0)
		{
			if (mark != reader->group)
				return &two_marks;
			threes = threes && length == 3;
			twos = twos && length == 2;
		}
		else
			twos = mark == ',' && first <= 2;
		reader->group = mark;
		cell_skip(&reader->cell);
		length = read_digits(reader);
		if (length < 0)
			return &too_long;
	}
	if (reader->group == 0)
		return NULL;
	if (length != 3 || first > 3 || !(threes || twos))
		return wrong_groups(reader);
	return reader->leading > 0 ? &leading_zero : NULL;
}

/* A dash, or two, in place of decimals that are 0: "5.000,-" */
static bool
take_no_decimals(Cell *cell)
{
	Cell behind = *cell;
	uint32 dash = cell_peek(&behind);

	if (dash != '-' && dash != CELL_EN_DASH && dash != CELL_EM_DASH)
		return false;
	cell_skip(&behind);
	if (cell_peek(&behind) == dash)
		cell_skip(&behind);
	if (cell_at_digit(&behind))
		return false;
	*cell = behind;
	return true;
}

/* The decimal mark and what is behind it, if it is there */
static const ReadingFault *
read_decimals(AmountReader *reader)
{
	uint32 mark;
	int length;

	reader->before_mark = reader->digits;
	if (!cell_take(&reader->cell, reader->mark))
		return reader->digits > 0 ? NULL : &no_number;
	if (reader->digits > 0 && take_no_decimals(&reader->cell))
		return NULL;
	if (reader->digits == 0)
		*reader->write++ = '0';
	*reader->write++ = '.';
	length = read_digits(reader);
	if (length < 0)
		return &too_long;
	if (length == 0)
		return reader->digits > 0 ? &no_decimals : &no_number;
	if (cell_peek(&reader->cell) == reader->mark)
		return &mark_twice;
	if (at_group_mark(reader, &mark))
		return mark == ',' ? &mark_point : mark == '.' ? &mark_comma : &more;
	return NULL;
}

/* An exponent, if there is one right behind a number without groups */
static const ReadingFault *
read_exponent(AmountReader *reader)
{
	Cell cell = reader->cell;
	bool minus;

	if (reader->group != 0 || !(cell_take(&cell, 'e') || cell_take(&cell, 'E')))
		return NULL;
	minus = cell_take(&cell, '-');
	if (!minus)
		(void) cell_take(&cell, '+');
	if (!cell_at_digit(&cell))
		return NULL;
	reader->exponent = true;
	if (cell_number(&cell, 2, &reader->power) == 0)
		return &too_large;
	if (minus)
		reader->power = -reader->power;
	if (reader->leading < reader->digits &&
		reader->before_mark - reader->leading + reader->power > EXPONENT_LIMIT)
		return &too_large;
	reader->cell = cell;
	return NULL;
}

/* A multiplier at the cursor, if it is one; *known says so */
static const ReadingFault *
read_multiplier(AmountReader *reader, bool *known)
{
	Cell cell = reader->cell;
	char word[CELL_WORD_SIZE];
	int power = -1;

	if (cell_word(&cell, word) > 0)
		power = multiplier_power(word);
	*known = power >= 0;
	if (!*known)
		return NULL;
	if (power == 0)
		return &short_word;
	if (reader->multiplied || reader->exponent)
		return &two_multipliers;
	reader->multiplied = true;
	reader->power = power;
	reader->cell = cell;
	return NULL;
}

/* A word or a symbol behind the number: a multiplier, before any currency there */
static const ReadingFault *
read_behind(AmountReader *reader, const char *number_end)
{
	bool known = false;
	const ReadingFault *fault = NULL;

	if (!(reader->symbol && reader->symbol >= number_end) &&
		!(reader->code && reader->code >= number_end))
		fault = read_multiplier(reader, &known);
	return known ? fault : read_currency(reader);
}

/* Everything behind the number */
static const ReadingFault *
read_back(AmountReader *reader)
{
	const char *number_end = reader->cell.at;

	for (;;)
	{
		const ReadingFault *fault = NULL;
		uint32 symbol;

		(void) cell_blanks(&reader->cell);
		symbol = cell_peek(&reader->cell);
		if (symbol == CELL_END)
			return reader->open && !reader->closed ? &no_pair : NULL;
		if (symbol == ')')
		{
			if (!reader->open || reader->closed)
				return &no_pair;
			reader->closed = true;
			cell_skip(&reader->cell);
		}
		else if (is_minus(symbol))
		{
			if (reader->sign)
				return &two_signs;
			reader->sign = reader->minus = true;
			cell_skip(&reader->cell);
		}
		else if (cell_is_letter(symbol) || reading_is_currency_symbol(symbol))
			fault = read_behind(reader, number_end);
		else
			return &more;
		if (fault)
			return fault;
	}
}

/* Nothing, or a dash alone, which is how Excel shows 0 in some formats */
static bool
is_blank(const Cell *cell)
{
	Cell behind = *cell;

	if (cell_is_dash(cell_peek(&behind)))
		cell_skip(&behind);
	return cell_at_end(&behind);
}

static const ReadingFault *
read_parts(AmountReader *reader)
{
	const ReadingFault *fault;

	if ((fault = read_front(reader)) != NULL ||
		(fault = read_whole(reader)) != NULL ||
		(fault = read_decimals(reader)) != NULL ||
		(fault = read_exponent(reader)) != NULL ||
		(fault = read_back(reader)) != NULL)
		return fault;
	if (reader->symbol && reader->code &&
		!reading_currencies_agree(reader->symbol, reader->symbol_length,
								  reader->code))
		return &two_currencies;
	return NULL;
}

/*
 * reading_amount
 *		The amount that a cell says, under a decimal mark of '.' or ','.
 */
const ReadingFault *
reading_amount(const char *cell, int length, char decimal_mark,
			   ReadingAmount *amount)
{
	AmountReader reader = {.cell = cell_trimmed(cell, length),
						   .mark = decimal_mark,
						   .write = amount->room + 1};
	const ReadingFault *fault;

	amount->blank = is_blank(&reader.cell);
	if (amount->blank)
		return NULL;
	fault = read_parts(&reader);
	if (fault)
		return fault;
	if (reader.power != 0)
		reader.write += sprintf(reader.write, "e%d", reader.power);
	*reader.write = '\0';
	amount->room[0] = '-';
	amount->number = amount->room + !reader.minus;
	amount->currency = reader.code ? reader.code : reader.symbol;
	amount->currency_length = reader.code ? 3 : reader.symbol_length;
	return NULL;
}
