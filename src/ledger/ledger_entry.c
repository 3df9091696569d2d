/*-------------------------------------------------------------------------
 *
 * ledger_entry.c
 *		One entry of a ledger: what is in it, whatever its shape.
 *
 *-------------------------------------------------------------------------
 */
#include "ledger/ledger_entry.h"

StaticAssertDecl(sizeof(LedgerNarrow) == 24, "ledger entries are stored");
StaticAssertDecl(sizeof(LedgerWide) == 40, "ledger entries are stored");
StaticAssertDecl(sizeof(LedgerShape) == 4, "shapes of ledgers are stored");

/* ledger_coarse() for an amount beyond 64 bits */
bool
ledger_coarse_slowly(Amount amount, int64 *coarse)
{
	bool negative = amount_is_negative(amount);
	Wide magnitude = wide_from_amount(amount_abs(amount));

	if (wide_divide_small(&magnitude, LEDGER_COARSE_UNIT) != 0 ||
		magnitude.limb[1] != 0 ||
		magnitude.limb[0] > (uint64) PG_INT64_MAX + negative)
		return false;
	/* also of the least of all, which is no less narrow than the others */
	*coarse = (int64) (negative ? -magnitude.limb[0] : magnitude.limb[0]);
	return true;
}

/* All that an entry measures */
LedgerFigures
ledger_entry_figures(const void *entry, LedgerShape shape)
{
	LedgerFigures figures;

	figures.rows = ledger_entry_rows(entry, shape);
	figures.sum = ledger_entry_sum(entry, shape);
	figures.tally = ledger_entry_tally(entry, shape);
	figures.peak = ledger_entry_peak(entry, shape);
	return figures;
}

/* Set the tally and peak of a narrow entry; false if it cannot have them. */
static bool
set_narrow_tally(void *entry, LedgerShape shape, const LedgerFigures *figures)
{
	void *extra = (void *) ledger_entry_extra(entry, shape);
	int64 tally;
	int64 peak;

	if (shape.tally_places == LEDGER_FINE)
	{
		if (figures->tally.hi != 0 ||
			figures->tally.lo > (uint64) PG_INT64_MAX || figures->peak < 0)
			return false;
		((int64 *) extra)[0] = (int64) figures->tally.lo;
		((int64 *) extra)[1] = figures->peak;
		return true;
	}
	if (!ledger_coarse(figures->tally, &tally) ||
		(uint64) tally > PG_UINT32_MAX ||
		!ledger_coarse(amount_from_int64(figures->peak), &peak) ||
		(uint64) peak > PG_UINT32_MAX)
		return false;
	((uint32 *) extra)[0] = (uint32) tally;
	((uint32 *) extra)[1] = (uint32) peak;
	return true;
}

/* ledger_entry_set() of any shape */
bool
ledger_entry_set_slowly(void *entry, LedgerShape shape,
						const LedgerFigures *figures)
{
	if (shape.wide)
	{
		LedgerWide *wide = entry;
		char *extra = (char *) ledger_entry_extra(entry, shape);

		wide->rows = figures->rows;
		wide->sum = figures->sum;
		if (shape.extra == LEDGER_TALLY)
		{
			*(Amount *) extra = figures->tally;
			*(int64 *) (extra + sizeof(Amount)) = figures->peak;
		}
		return true;
	}
	else
	{
		LedgerNarrow *narrow = entry;

		if ((uint64) figures->rows > PG_UINT32_MAX ||
			!ledger_narrow_sum(figures->sum, shape, &narrow->sum))
			return false;
		narrow->rows = (uint32) figures->rows;
		return shape.extra != LEDGER_TALLY ||
			set_narrow_tally(entry, shape, figures);
	}
}
