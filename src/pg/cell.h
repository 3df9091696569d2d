/*-------------------------------------------------------------------------
 *
 * cell.h
 *		A cell of a table that people made: a text to be read from left to right.
 *
 * A cursor over UTF-8 that believes nothing: bytes that are no character are
 * one symbol each, CELL_UNREAD, which no reader takes.  It never looks beyond
 * the end, and needs no zero byte there.
 *
 * This file and cell.c need no server, as exact/ does; cell_from_text(), in
 * cell_text.c, brings texts of every encoding here.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_CELL_H
#define COMMISSIONING_CELL_H

#include "exact/ground.h"

/* What is no character of Unicode */
#define CELL_END	((uint32) 0xFFFFFFFF) /* nothing is left */
#define CELL_UNREAD ((uint32) 0xFFFFFFFE) /* a byte that is no character */

#define CELL_NO_BREAK_SPACE 0x00A0
#define CELL_FIGURE_SPACE	0x2007
#define CELL_THIN_SPACE		0x2009
#define CELL_NARROW_SPACE	0x202F /* no break, as French numbers have it */
#define CELL_APOSTROPHE		0x2019
#define CELL_MINUS			0x2212
#define CELL_EN_DASH		0x2013
#define CELL_EM_DASH		0x2014

typedef struct Cell
{
	const char *at;	 /* what is to be read next */
	const char *end; /* the byte after the last */
} Cell;

/* most letters of a word that a reader knows, and a zero byte */
#define CELL_WORD_SIZE 16

extern uint32 cell_wide_symbol(const Cell *cell, int *size);
extern bool cell_is_blank(uint32 symbol);
extern bool cell_is_dash(uint32 symbol);
extern Cell cell_trimmed(const char *bytes, int length);
extern bool cell_blanks(Cell *cell);
extern int cell_number(Cell *cell, int most, int *number);
extern int cell_word(Cell *cell, char *word);

/* The symbol at the cursor, which stays; of how many bytes in *size */
static inline uint32
cell_symbol(const Cell *cell, int *size)
{
	if (cell->at == cell->end)
	{
		*size = 0;
		return CELL_END;
	}
	if (IS_HIGHBIT_SET(*cell->at))
		return cell_wide_symbol(cell, size);
	*size = 1;
	return (unsigned char) *cell->at;
}

static inline uint32
cell_peek(const Cell *cell)
{
	int size;

	return cell_symbol(cell, &size);
}

/* Go on behind the symbol at the cursor. */
static inline void
cell_skip(Cell *cell)
{
	int size;

	(void) cell_symbol(cell, &size);
	cell->at += size;
}

/* Go on if a character of ASCII is next, and say so. */
static inline bool
cell_take(Cell *cell, char character)
{
	if (cell->at == cell->end || *cell->at != character)
		return false;
	cell->at++;
	return true;
}

static inline bool
cell_at_end(const Cell *cell)
{
	return cell->at == cell->end;
}

static inline bool
cell_at_digit(const Cell *cell)
{
	return cell->at < cell->end && *cell->at >= '0' && *cell->at <= '9';
}

static inline bool
cell_is_letter(uint32 symbol)
{
	return (symbol >= 'a' && symbol <= 'z') || (symbol >= 'A' && symbol <= 'Z');
}

#endif /* COMMISSIONING_CELL_H */
