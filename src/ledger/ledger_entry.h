/*-------------------------------------------------------------------------
 *
 * ledger_entry.h
 *		One entry of a ledger: what is in it, whatever its shape.
 *
 * What is read comes in the units of the widest shape, sums and tallies in
 * 10^-10.  An entry is given by its address and the ledger's shape, which a
 * loop over many has in registers.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_LEDGER_ENTRY_H
#define COMMISSIONING_LEDGER_ENTRY_H

#include "ledger/ledger_layout.h"

#include "common/int.h"

/* 10^-10 in a unit of 10^-2 */
#define LEDGER_COARSE_UNIT 100000000

/* What an entry measures; tally and peak are 0 where the shape has none */
typedef struct LedgerFigures
{
	int64 rows;
	Amount sum;
	Amount tally;
	int64 peak;
} LedgerFigures;

/* A key, wherever its bytes are */
typedef struct LedgerKey
{
	const char *bytes;
	uint32 length;
	uint32 place; /* LEDGER_LEVEL_BITS(level) | parent */
	uint64 part;  /* of a ledger with LEDGER_PART, else 0 */
} LedgerKey;

/* A key of up to 8 bytes as the word that has them, zero-padded */
static inline uint64
ledger_short_key(const char *bytes, uint32 length)
{
	uint64 word = 0;

#ifndef WORDS_BIGENDIAN
	/* loads that overlap, because a loop over bytes takes longer than the rest */
	if (length >= sizeof(uint32))
	{
		uint32 first;
		uint32 last;

		memcpy(&first, bytes, sizeof(first));
		memcpy(&last, bytes + length - sizeof(last), sizeof(last));
		return first | (uint64) last << (8 * (length - sizeof(last)));
	}
#endif
	for (uint32 i = 0; i < length; i++)
		((char *) &word)[i] = bytes[i];
	return word;
}

static inline const LedgerKeyWord *
ledger_entry_key(const void *entry)
{
	return (const LedgerKeyWord *) entry;
}

static inline uint32
ledger_entry_length(const void *entry, LedgerShape shape)
{
	return shape.wide
		? ((const LedgerWide *) entry)->length
		: ((const LedgerNarrow *) entry)->tag & LEDGER_NARROW_LENGTH;
}

/* The level and the parent, as LedgerWide has them */
static inline uint32
ledger_entry_place(const void *entry, LedgerShape shape)
{
	uint32 tag;

	if (shape.wide)
		return ((const LedgerWide *) entry)->place;
	tag = ((const LedgerNarrow *) entry)->tag;
	return (tag & ~LEDGER_PARENT_MASK) |
		((tag & LEDGER_PARENT_MASK) >> LEDGER_TAG_LENGTH);
}

static inline uint32
ledger_entry_parent(const void *entry, LedgerShape shape)
{
	return ledger_entry_place(entry, shape) & LEDGER_PARENT_MASK;
}

static inline int
ledger_entry_level(const void *entry, LedgerShape shape)
{
	return ledger_entry_place(entry, shape) >> LEDGER_LEVEL_SHIFT;
}

static inline int64
ledger_entry_rows(const void *entry, LedgerShape shape)
{
	return shape.wide ? ((const LedgerWide *) entry)->rows
					  : ((const LedgerNarrow *) entry)->rows;
}

static inline Amount
ledger_entry_sum(const void *entry, LedgerShape shape)
{
	int64 sum;

	if (shape.wide)
		return ((const LedgerWide *) entry)->sum;
	sum = ((const LedgerNarrow *) entry)->sum;
	return shape.places == LEDGER_COARSE
		? amount_from_product(sum, LEDGER_COARSE_UNIT)
		: amount_from_int64(sum);
}

/* What stands behind the part that all shapes have */
static inline const void *
ledger_entry_extra(const void *entry, LedgerShape shape)
{
	return (const char *) entry +
		(shape.wide ? sizeof(LedgerWide) : sizeof(LedgerNarrow));
}

static inline Amount
ledger_entry_tally(const void *entry, LedgerShape shape)
{
	const void *extra = ledger_entry_extra(entry, shape);

	if (shape.extra != LEDGER_TALLY)
		return AMOUNT_ZERO;
	if (shape.wide)
		return *(const Amount *) extra;
	return shape.tally_places == LEDGER_COARSE
		? amount_from_product(*(const uint32 *) extra, LEDGER_COARSE_UNIT)
		: amount_from_int64(*(const int64 *) extra);
}

static inline int64
ledger_entry_peak(const void *entry, LedgerShape shape)
{
	const void *extra = ledger_entry_extra(entry, shape);

	if (shape.extra != LEDGER_TALLY)
		return 0;
	if (shape.wide)
		return *(const int64 *) ((const char *) extra + sizeof(Amount));
	return shape.tally_places == LEDGER_COARSE
		? (int64) ((const uint32 *) extra)[1] * LEDGER_COARSE_UNIT
		: ((const int64 *) extra)[1];
}

static inline uint64
ledger_entry_part(const void *entry, LedgerShape shape)
{
	return shape.extra == LEDGER_PART
		? *(const uint64 *) ledger_entry_extra(entry, shape)
		: 0;
}

/* The bytes of an entry's key, ledger_entry_length() of them; not terminated */
static inline const char *
ledger_entry_bytes(const void *entry, LedgerShape shape, const char *heap)
{
	const LedgerKeyWord *key = ledger_entry_key(entry);

	return ledger_entry_length(entry, shape) <= LEDGER_INLINE_KEY
		? key->bytes
		: heap + key->heap.offset;
}

extern bool ledger_coarse_slowly(Amount amount, int64 *coarse);

/* An amount in units of 10^-2; false if it is no such, or too large */
static pg_attribute_always_inline bool
ledger_coarse(Amount amount, int64 *coarse)
{
	int64 value = (int64) amount.lo;

	if (likely(amount_is_int64(amount)))
	{
		*coarse = value / LEDGER_COARSE_UNIT;
		return *coarse * LEDGER_COARSE_UNIT == value;
	}
	return ledger_coarse_slowly(amount, coarse);
}

/* A narrow entry's sum; false if it cannot have it */
static pg_attribute_always_inline bool
ledger_narrow_sum(Amount sum, LedgerShape shape, int64 *narrow)
{
	if (shape.places == LEDGER_COARSE)
		return ledger_coarse(sum, narrow);
	*narrow = (int64) sum.lo;
	return amount_is_int64(sum);
}

static inline bool
ledger_is_narrow_place(uint32 length, uint32 place)
{
	return length <= LEDGER_NARROW_LENGTH &&
		(place & LEDGER_PARENT_MASK) <= LEDGER_NARROW_PARENT;
}

static inline uint32
ledger_tag(uint32 length, uint32 place)
{
	return (place & ~LEDGER_PARENT_MASK) |
		(place & LEDGER_PARENT_MASK) << LEDGER_TAG_LENGTH | length;
}

/* Set the level and parent of an entry, which can have them. */
static inline void
ledger_entry_move(void *entry, LedgerShape shape, uint32 place)
{
	if (shape.wide)
		((LedgerWide *) entry)->place = place;
	else
	{
		LedgerNarrow *narrow = entry;

		narrow->tag = ledger_tag(narrow->tag & LEDGER_NARROW_LENGTH, place);
	}
}

/* Write an entry's key. */
static inline void
ledger_entry_set_key(void *entry, LedgerShape shape, LedgerKeyWord key,
					 uint32 length, uint32 place, uint64 part)
{
	*(LedgerKeyWord *) entry = key;
	if (shape.wide)
	{
		((LedgerWide *) entry)->length = length;
		((LedgerWide *) entry)->place = place;
	}
	else
		((LedgerNarrow *) entry)->tag = ledger_tag(length, place);
	if (shape.extra == LEDGER_PART)
		*(uint64 *) ledger_entry_extra(entry, shape) = part;
}

/* Do two entries' rows and sums add up to what a LedgerWide can hold? */
static inline bool
ledger_figures_can_add(const LedgerFigures *a, const LedgerFigures *b)
{
	int64 rows;

	return !pg_add_s64_overflow(a->rows, b->rows, &rows) &&
		amount_can_add(a->sum, b->sum);
}

static inline LedgerFigures
ledger_figures_add(LedgerFigures figures, const LedgerFigures *more)
{
	figures.rows += more->rows;
	figures.sum = amount_add(figures.sum, more->sum);
	figures.tally = amount_add(figures.tally, more->tally);
	figures.peak = Max(figures.peak, more->peak);
	return figures;
}

extern LedgerFigures ledger_entry_figures(const void *entry, LedgerShape shape);
extern bool ledger_entry_set_slowly(void *entry, LedgerShape shape,
									const LedgerFigures *figures);

/*
 * Set what an entry measures.  False if its shape cannot hold that; the entry
 * may have been set in part then.
 */
static inline bool
ledger_entry_set(void *entry, LedgerShape shape, const LedgerFigures *figures)
{
	LedgerNarrow *narrow = entry;

	if (unlikely(shape.wide || shape.extra == LEDGER_TALLY))
		return ledger_entry_set_slowly(entry, shape, figures);
	if ((uint64) figures->rows > PG_UINT32_MAX)
		return false;
	narrow->rows = (uint32) figures->rows;
	return ledger_narrow_sum(figures->sum, shape, &narrow->sum);
}

#endif /* COMMISSIONING_LEDGER_ENTRY_H */
