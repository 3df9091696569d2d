/*-------------------------------------------------------------------------
 *
 * ledger_shape.c
 *		Which shape a ledger needs.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/ledger_shape.h"

LedgerShape
ledger_narrowest(uint8 extra)
{
	LedgerShape shape = {.extra = extra, .wide = false, .places = LEDGER_COARSE};

	shape.tally_places = extra == LEDGER_TALLY ? LEDGER_COARSE : LEDGER_FINE;
	return shape;
}

LedgerShape
ledger_widest(uint8 extra)
{
	LedgerShape shape = {.extra = extra,
						 .wide = true,
						 .places = LEDGER_FINE,
						 .tally_places = LEDGER_FINE};

	return shape;
}

bool
ledger_same_shape(LedgerShape a, LedgerShape b)
{
	return memcmp(&a, &b, sizeof(LedgerShape)) == 0;
}

bool
ledger_is_narrowest(LedgerShape shape)
{
	return ledger_same_shape(shape, ledger_narrowest(shape.extra));
}

bool
ledger_is_shape(LedgerShape shape)
{
	if (shape.extra > LEDGER_PART || shape.wide > 1)
		return false;
	if (shape.wide)
		return ledger_same_shape(shape, ledger_widest(shape.extra));
	return (shape.places == LEDGER_COARSE || shape.places == LEDGER_FINE) &&
		(shape.tally_places == LEDGER_FINE ||
		 (shape.tally_places == LEDGER_COARSE && shape.extra == LEDGER_TALLY));
}

static bool
is_coarse_uint32(Amount amount)
{
	int64 coarse;

	return ledger_coarse(amount, &coarse) && (uint64) coarse <= PG_UINT32_MAX;
}

/*
 * Take account of an entry.  What none has that was added to, but a damaged one
 * may, such as rows below 0, is in none but the widest shape either.
 */
void
ledger_need(LedgerNeeds *needs, uint32 length, uint32 place,
			const LedgerFigures *figures)
{
	int64 coarse;

	if (!ledger_is_narrow_place(length, place) ||
		(uint64) figures->rows > PG_UINT32_MAX)
		needs->wide = true;
	if (!ledger_coarse(figures->sum, &coarse))
		needs->not_coarse = true;
	if (!amount_is_int64(figures->sum))
		needs->not_fine = true;
	if (!is_coarse_uint32(figures->tally) ||
		!is_coarse_uint32(amount_from_int64(figures->peak)))
		needs->tally_coarse = true;
	if (!amount_is_int64(figures->tally) ||
		amount_is_negative(figures->tally) || figures->peak < 0)
		needs->tally_fine = true;
}

LedgerShape
ledger_needed_shape(const LedgerNeeds *needs, uint8 extra)
{
	LedgerShape shape = ledger_narrowest(extra);

	if (needs->wide || (needs->not_coarse && needs->not_fine) ||
		(needs->tally_coarse && needs->tally_fine))
		return ledger_widest(extra);
	if (needs->not_coarse)
		shape.places = LEDGER_FINE;
	if (needs->tally_coarse)
		shape.tally_places = LEDGER_FINE;
	return shape;
}

LedgerShape
ledger_fitting_shape_for(const Ledger *ledger, uint32 highest_parent)
{
	LedgerShape shape = ledger->head->shape;
	const char *entry = ledger->entries;
	LedgerNeeds needs = {false};

	if (highest_parent > LEDGER_NARROW_PARENT)
		return ledger_widest(shape.extra);
	if (ledger_is_narrowest(shape))
		return shape;
	for (uint32 i = 0; i < ledger->head->nentries; i++)
	{
		LedgerFigures figures = ledger_entry_figures(entry, shape);

		ledger_need(&needs, ledger_entry_length(entry, shape),
					LEDGER_NO_PARENT, &figures);
		entry += ledger->stride;
	}
	return ledger_needed_shape(&needs, shape.extra);
}

LedgerShape
ledger_fitting_shape(const Ledger *ledger)
{
	LedgerShape shape = ledger->head->shape;
	uint32 nentries = ledger->head->nentries;
	uint32 highest = LEDGER_NO_PARENT;

	/* a parent's number is at most that of all entries */
	if (shape.wide && nentries > LEDGER_NARROW_PARENT)
	{
		for (uint32 i = 0; i < nentries; i++)
		{
			const char *entry = ledger_entry_at(ledger, i);

			highest = Max(highest, ledger_entry_parent(entry, shape));
		}
	}
	return ledger_fitting_shape_for(ledger, highest);
}

/* Can all sums that a ledger has be of 64 bits in 10^-10? */
static bool
sums_are_fine(const Ledger *ledger)
{
	for (uint32 i = 0; i < ledger->head->nentries; i++)
	{
		if (!amount_is_int64(ledger_entry_sum(ledger_entry_at(ledger, i),
											  ledger->head->shape)))
			return false;
	}
	return true;
}

LedgerShape
ledger_wider_shape(const Ledger *ledger, Amount sum, int64 rate)
{
	LedgerShape shape = ledger->head->shape;
	LedgerShape wider = shape;
	int64 coarse;

	if (ledger->head->npending > 0)
	{
		sum = ledger->pending[0].sum;
		rate = ledger->pending[0].extra;
	}
	if (shape.places == LEDGER_COARSE && !ledger_coarse(sum, &coarse))
	{
		if (!sums_are_fine(ledger))
			return ledger_widest(shape.extra);
		wider.places = LEDGER_FINE;
	}
	if (shape.extra == LEDGER_TALLY && shape.tally_places == LEDGER_COARSE &&
		!is_coarse_uint32(amount_from_int64(rate)))
		wider.tally_places = LEDGER_FINE;
	if (!ledger_same_shape(wider, shape))
		return wider;

	/* something has overflowed; a tally does so long before a sum */
	if (!shape.wide && shape.tally_places == LEDGER_COARSE)
	{
		wider.tally_places = LEDGER_FINE;
		return wider;
	}
	return ledger_widest(shape.extra);
}

LedgerShape
ledger_joint_shape(LedgerShape a, LedgerShape b)
{
	if (a.wide || b.wide)
		return ledger_widest(a.extra);
	a.places = Max(a.places, b.places);
	a.tally_places = Max(a.tally_places, b.tally_places);
	return a;
}

bool
ledger_copy_entries(char *target, LedgerShape shape, const Ledger *source)
{
	LedgerShape from = source->head->shape;
	const char *entry = source->entries;
	uint32 stride = ledger_stride(shape);

	if (ledger_same_shape(shape, from))
	{
		memcpy(target, entry, (Size) source->head->nentries * stride);
		return true;
	}
	for (uint32 i = 0; i < source->head->nentries; i++)
	{
		LedgerFigures figures = ledger_entry_figures(entry, from);
		uint32 length = ledger_entry_length(entry, from);
		uint32 place = ledger_entry_place(entry, from);

		if (!shape.wide && !ledger_is_narrow_place(length, place))
			return false;
		ledger_entry_set_key(target, shape, *ledger_entry_key(entry), length,
							 place, ledger_entry_part(entry, from));
		if (!ledger_entry_set(target, shape, &figures))
			return false;
		target += stride;
		entry += source->stride;
	}
	return true;
}
