/*-------------------------------------------------------------------------
 *
 * input.c
 *		Summaries that come from outside, as text or binary: what is believed
 *		of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/input.h"
#include "summary/kinds.h"
#include "summary/view.h"

#include "miscadmin.h"

/*
 * summary_input_entry
 *		Add an entry that was read.  Returns false, and leaves what there is as
 *		it is, if the key is there already.
 */
bool
summary_input_entry(SummaryDraft *draft, const SummaryKey *key, uint32 parent,
					int64 rows, Amount sum)
{
	uint32 before = draft->summary->ledger.nentries;
	uint32 number = summary_draft_enter(draft, key->bytes, key->length, parent);
	LedgerEntry *entry = &ledger_entries(&draft->summary->ledger)[number];

	if (number < before)
		return false;
	entry->rows = rows;
	entry->sum = sum;
	return true;
}

/* What is wrong with the counters; NULL if nothing */
static const char *
counters_fault(const Summary *summary)
{
	if (summary->measured_rows < 0 || summary->missing_rows < 0 ||
		summary->measured_rows > PG_INT64_MAX - summary->missing_rows)
		return "A number of rows is out of range.";
	if (amount_is_negative(summary->measured_value) ||
		amount_is_negative(summary->missing_value))
		return "Measured and missing value are sums of absolute values.";
	if ((summary->measured_rows == 0 && !amount_is_zero(summary->measured_value)) ||
		(summary->missing_rows == 0 && !amount_is_zero(summary->missing_value)))
		return "There is value without rows.";
	return NULL;
}

/* What all entries of the lowest level come to */
typedef struct Sums
{
	int64 rows;
	Amount gross;
} Sums;

/* What is wrong with an entry of the lowest level, which is added to the sums */
static const char *
entry_fault(const LedgerEntry *entry, Sums *sums)
{
	if (entry->rows < 1)
		return "An entry must have at least one row.";
	if (entry->rows > PG_INT64_MAX - sums->rows)
		return "A number of rows is out of range.";
	sums->rows += entry->rows;
	if (amount_is_negative(amount_abs(entry->sum)) ||
		!amount_add_checked(&sums->gross, amount_abs(entry->sum)))
		return "A value is out of range.";
	return NULL;
}

/* What is wrong with an entry of an upper level */
static const char *
upper_fault(const LedgerEntry *entry, bool has_child, bool may_lack_one)
{
	if (!has_child && !may_lack_one)
		return "A key of an upper level has nothing below it.";
	if (entry->rows != 0 || !amount_is_zero(entry->sum))
		return "A key of an upper level has rows.";
	return NULL;
}

/*
 * summary_input_fault
 *		What is wrong with a summary that was put together from what was read;
 *		NULL if nothing.  Everything that the figures rely on is checked: above
 *		all that no sum of sums can overflow.
 */
const char *
summary_input_fault(const Summary *summary)
{
	const SummaryKindInfo *info = summary_kind_info(summary->kind);
	const LedgerEntry *entries = ledger_entries(&summary->ledger);
	uint32 nentries = summary->ledger.nentries;
	bool *has_child = palloc0(nentries + 1);
	const char *fault = counters_fault(summary);
	Sums sums = {0, AMOUNT_ZERO};

	for (uint32 i = 0; i < nentries; i++)
	{
		if (entries[i].parent != LEDGER_NO_PARENT)
			has_child[entries[i].parent - 1] = true;
	}
	for (uint32 i = 0; i < nentries && fault == NULL; i++)
	{
		int level = summary_level(entries, i);

		CHECK_FOR_INTERRUPTS();
		if (level == info->levels - 1)
			fault = entry_fault(&entries[i], &sums);
		else
			fault = upper_fault(&entries[i], has_child[i],
								level == 0 && info->lists_agencies);
	}
	pfree(has_child);
	if (fault != NULL)
		return fault;
	if (sums.rows < summary->measured_rows ||
		sums.rows - summary->measured_rows >
			(info->counts_missing ? summary->missing_rows : 0))
		return "The rows of the entries do not add up.";
	if (amount_compare(sums.gross, summary->measured_value) > 0)
		return "The values of the entries exceed the measured value.";
	return NULL;
}
