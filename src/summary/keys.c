/*-------------------------------------------------------------------------
 *
 * summary_keys.c
 *		The keys of summaries: from arguments, to text, in levels and groups,
 *		and what input functions check of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/figures.h"
#include "summary/summary.h"
#include "exact/years.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/uuid.h"

/*
 * Keys.  Numbers are kept big-endian with the sign bit flipped, so that their
 * bytes sort as they do.
 */
void
summary_key_int64(SummaryKey *key, int64 value)
{
	uint64 word = pg_hton64((uint64) value ^ (UINT64CONST(1) << 63));

	memcpy(key->word, &word, sizeof(word));
	key->bytes = key->word;
	key->length = sizeof(word);
}

int64
summary_int64_of_key(const LedgerEntry *entry)
{
	return (int64) (pg_ntoh64(entry->key.word) ^ (UINT64CONST(1) << 63));
}

/* An argument of a transition function, not NULL, as a key */
void
summary_key_argument(FunctionCallInfo fcinfo, int argument, KeyType key_type,
					 SummaryKey *key)
{
	switch (key_type)
	{
		case KEY_TEXT:
		{
			text *string = compat_detoast_packed(PG_GETARG_DATUM(argument));

			key->bytes = VARDATA_ANY(string);
			key->length = VARSIZE_ANY_EXHDR(string);
			break;
		}
		case KEY_BIGINT:
		case KEY_LENGTH:
		case KEY_FREQUENCY:
			summary_key_int64(key, PG_GETARG_INT64(argument));
			break;
		case KEY_UUID:
			key->bytes = (char *) PG_GETARG_UUID_P(argument)->data;
			key->length = UUID_LEN;
			break;
	}
}

/* A key as its type's output function writes it */
text *
summary_key_text(const SummaryView *view, KeyType type, const LedgerEntry *entry)
{
	const char *bytes = ledger_key(entry, view->heap);
	pg_uuid_t uuid;
	Datum number;

	switch (type)
	{
		case KEY_TEXT:
			break;
		case KEY_BIGINT:
		case KEY_LENGTH:
			return cstring_to_text(psprintf(INT64_FORMAT,
											summary_int64_of_key(entry)));
		case KEY_FREQUENCY:
			number = NumericGetDatum(
				figure_trimmed(amount_from_int64(summary_int64_of_key(entry))));
			return cstring_to_text(
				DatumGetCString(DirectFunctionCall1(numeric_out, number)));
		case KEY_UUID:
			memcpy(uuid.data, bytes, UUID_LEN);
			return cstring_to_text(DatumGetCString(
				DirectFunctionCall1(uuid_out, UUIDPGetDatum(&uuid))));
	}
	return cstring_to_text_with_len(bytes, entry->length);
}

/*
 * summary_first_group
 *		Start going through the keys of the lowest level of a compact summary.
 *
 * Sets *group before the first key, for summary_next_group(), and returns how
 * many entries the upper levels have; those come first.
 */
uint32
summary_first_group(const SummaryView *view, SummaryGroup *group)
{
	int lowest = summary_kind_info(view->summary->kind)->levels - 1;
	uint32 upper = 0;

	Assert(view->summary->ledger.form == LEDGER_COMPACT);
	while (upper < view->nentries && summary_level(view->entries, upper) < lowest)
		upper++;
	group->first = upper;
	group->end = upper;
	return upper;
}

/* The entries of the next key, or false after the last */
bool
summary_next_group(const SummaryView *view, SummaryGroup *group)
{
	const LedgerEntry *first;

	CHECK_FOR_INTERRUPTS();
	if (group->end == view->nentries)
		return false;
	group->first = group->end++;
	first = &view->entries[group->first];
	while (group->end < view->nentries &&
		   ledger_same_bytes(first, &view->entries[group->end], view->heap))
		group->end++;
	return true;
}

/* The level of an entry: 0 without a parent */
int
summary_level(const LedgerEntry *entries, uint32 number)
{
	int level = 0;

	while (entries[number].parent != LEDGER_NO_PARENT)
	{
		number = entries[number].parent - 1;
		level++;
	}
	return level;
}

KeyType
summary_level_type(const Summary *summary, int level)
{
	const SummaryKindInfo *info = summary_kind_info(summary->kind);

	return level == info->levels - 1 ? (KeyType) summary->key_type
									 : info->upper[level];
}

/*
 * summary_load
 *		Enter what an input function read.  The summary is not an aggregate's
 *		state, and is freed when it is replaced.  A key that is there already
 *		sets *duplicate, and is not touched.
 */
Summary *
summary_load(Summary *summary, const SummaryKey *key, uint32 parent,
			 int64 rows, Amount sum, bool *duplicate)
{
	uint32 before = summary->ledger.nentries;
	uint32 number;
	Summary *larger = summary_enter(summary, key->bytes, key->length, parent,
									&number);

	if (larger != summary)
		pfree(summary);
	*duplicate = number < before;
	if (!*duplicate)
	{
		LedgerEntry *entry = &ledger_entries(&larger->ledger)[number];

		entry->rows = rows;
		entry->sum = sum;
	}
	return larger;
}

/* What is wrong with a key that an input function read; NULL if nothing */
const char *
summary_key_fault(KeyType type, const SummaryKey *key)
{
	if (type == KEY_LENGTH)
	{
		LedgerEntry entry;
		int64 length;

		memcpy(entry.key.bytes, key->bytes, sizeof(entry.key.bytes));
		length = summary_int64_of_key(&entry);
		if (length < 0 || length > INT64CONST(6000000) * YEARS_UNITS)
			return "A length is out of range.";
	}
	if (type == KEY_FREQUENCY)
	{
		LedgerEntry entry;
		int64 frequency;

		memcpy(entry.key.bytes, key->bytes, sizeof(entry.key.bytes));
		frequency = summary_int64_of_key(&entry);
		if (frequency < 0 || frequency > FREQUENCY_MAX)
			return "A frequency is out of range.";
	}
	return NULL;
}

/* Has an amount no more decimal places than the scale says? */
static bool
fits_scale(Amount amount, int scale)
{
	Wide rest = wide_from_amount(amount_abs(amount));

	for (; scale < DECIMAL_SCALE; scale++)
	{
		if (wide_divide_small(&rest, 10) != 0)
			return false;
	}
	return true;
}

/*
 * summary_fault
 *		What is wrong with a summary that an input function put together; NULL
 *		if nothing.  Everything that the figures rely on is checked: above all
 *		that no sum of sums can overflow.
 */
const char *
summary_fault(const Summary *summary)
{
	const SummaryKindInfo *info = summary_kind_info(summary->kind);
	const LedgerEntry *entries = ledger_entries(&summary->ledger);
	uint32 nentries = summary->ledger.nentries;
	bool *has_child = palloc0(nentries + 1);
	int64 rows = 0;
	Amount gross = AMOUNT_ZERO;

	if (summary->measured_rows < 0 || summary->missing_rows < 0 ||
		summary->measured_rows > PG_INT64_MAX - summary->missing_rows)
		return "A number of rows is out of range.";
	if (amount_is_negative(summary->measured_value) ||
		amount_is_negative(summary->missing_value))
		return "Measured and missing value are sums of absolute values.";
	if ((summary->measured_rows == 0 && !amount_is_zero(summary->measured_value)) ||
		(summary->missing_rows == 0 && !amount_is_zero(summary->missing_value)))
		return "There is value without rows.";
	if (!fits_scale(summary->measured_value, summary->scale) ||
		!fits_scale(summary->missing_value, summary->scale))
		return "A value has more decimal places than the scale.";

	for (uint32 i = 0; i < nentries; i++)
	{
		if (entries[i].parent != LEDGER_NO_PARENT)
			has_child[entries[i].parent - 1] = true;
	}
	for (uint32 i = 0; i < nentries; i++)
	{
		const LedgerEntry *entry = &entries[i];
		int level = summary_level(entries, i);

		CHECK_FOR_INTERRUPTS();
		if (level < info->levels - 1)
		{
			if (!has_child[i] && !(level == 0 && info->lists_agencies))
				return "A key of an upper level has nothing below it.";
			if (entry->rows != 0 || !amount_is_zero(entry->sum))
				return "A key of an upper level has rows.";
			continue;
		}
		if (entry->rows < 1)
			return "An entry must have at least one row.";
		if (entry->rows > PG_INT64_MAX - rows)
			return "A number of rows is out of range.";
		rows += entry->rows;
		if (amount_is_negative(amount_abs(entry->sum)) ||
			!amount_add_checked(&gross, amount_abs(entry->sum)))
			return "A value is out of range.";
		if (!fits_scale(entry->sum, summary->scale))
			return "A value has more decimal places than the scale.";
	}
	if (rows < summary->measured_rows ||
		rows - summary->measured_rows >
			(info->counts_missing ? summary->missing_rows : 0))
		return "The rows of the entries do not add up.";
	if (amount_compare(gross, summary->measured_value) > 0)
		return "The values of the entries exceed the measured value.";
	return NULL;
}
