/*-------------------------------------------------------------------------
 *
 * cell.c
 *		A cell of a table that people made: a text to be read from left to right.
 *
 *-------------------------------------------------------------------------
 */
#include "pg/cell.h"

/* The forms of UTF-8 beyond ASCII, by number of bytes after the first */
static const struct
{
	unsigned char mask;
	unsigned char first; /* what the first byte is under the mask */
	uint32 least;		 /* less would have a shorter form */
} forms[] = {{0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};

/* cell_symbol() where the first byte is not ASCII */
uint32
cell_wide_symbol(const Cell *cell, int *size)
{
	const unsigned char *byte = (const unsigned char *) cell->at;
	int more = 0;
	uint32 symbol;

	*size = 1;
	while (more < lengthof(forms) &&
		   (byte[0] & forms[more].mask) != forms[more].first)
		more++;
	if (more == lengthof(forms) || cell->end - cell->at < more + 2)
		return CELL_UNREAD;
	symbol = byte[0] & ~forms[more].mask & 0xFF;
	for (int i = 1; i <= more + 1; i++)
	{
		if ((byte[i] & 0xC0) != 0x80)
			return CELL_UNREAD;
		symbol = symbol << 6 | (byte[i] & 0x3F);
	}
	if (symbol < forms[more].least || symbol > 0x10FFFF ||
		(symbol >= 0xD800 && symbol <= 0xDFFF))
		return CELL_UNREAD;
	*size = more + 2;
	return symbol;
}

/* White space of Unicode, and the mark that begins files of UTF-8 */
bool
cell_is_blank(uint32 symbol)
{
	switch (symbol)
	{
		case ' ':
		case '\t':
		case '\n':
		case '\v':
		case '\f':
		case '\r':
		case 0x0085:
		case CELL_NO_BREAK_SPACE:
		case 0x1680:
		case 0x2028:
		case 0x2029:
		case CELL_NARROW_SPACE:
		case 0x205F:
		case 0x3000:
		case 0xFEFF:
			return true;
		default:
			return symbol >= 0x2000 && symbol <= 0x200A;
	}
}

/* What stands for "nothing" when it is alone: a hyphen, a minus, any dash */
bool
cell_is_dash(uint32 symbol)
{
	return symbol == '-' || symbol == CELL_MINUS ||
		(symbol >= 0x2010 && symbol <= 0x2015);
}

/* Is the last symbol of a cell a blank?  Of how many bytes, in *size */
static bool
ends_in_blank(const Cell *cell, int *size)
{
	Cell last = {cell->end, cell->end};

	if (cell->at == cell->end)
		return false;
	/* no blank has more than three bytes */
	do
		last.at--;
	while (last.at > cell->at && cell->end - last.at < 3 &&
		   ((unsigned char) *last.at & 0xC0) == 0x80);
	return cell_is_blank(cell_symbol(&last, size)) &&
		last.at + *size == cell->end;
}

/* A cell without the blanks around it */
Cell
cell_trimmed(const char *bytes, int length)
{
	Cell cell = {bytes, bytes + length};
	int size;

	(void) cell_blanks(&cell);
	while (ends_in_blank(&cell, &size))
	{
		ground_interrupts();
		cell.end -= size;
	}
	return cell;
}

/* Go on behind blanks.  Are there any? */
bool
cell_blanks(Cell *cell)
{
	const char *before = cell->at;

	while (cell->at < cell->end && cell_is_blank(cell_peek(cell)))
	{
		ground_interrupts();
		cell_skip(cell);
	}
	return cell->at > before;
}

/*
 * A run of digits as a number.  Returns how many there are; 0, and the cursor
 * stays, if there are none or more than "most", which is up to 9.
 */
int
cell_number(Cell *cell, int most, int *number)
{
	const char *at = cell->at;
	int64 value = 0;

	for (; at < cell->end && *at >= '0' && *at <= '9'; at++)
	{
		if (at - cell->at == most)
			return 0;
		value = value * 10 + (*at - '0');
	}
	most = (int) (at - cell->at);
	if (most > 0)
	{
		*number = (int) value;
		cell->at = at;
	}
	return most;
}

/*
 * A run of letters of ASCII, in lower case, into "word", of CELL_WORD_SIZE.
 * Returns how many there are; 0, and the cursor stays, if there are none, or
 * more than any word that is known has.
 */
int
cell_word(Cell *cell, char *word)
{
	const char *at = cell->at;
	int length = 0;

	for (; at < cell->end && cell_is_letter((unsigned char) *at); at++)
	{
		if (length == CELL_WORD_SIZE - 1)
			return 0;
		word[length++] = *at | 0x20;
	}
	word[length] = '\0';
	cell->at = at;
	return length;
}
