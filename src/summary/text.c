/*-------------------------------------------------------------------------
 *
 * text.c
 *		Writing the text form of summaries, which text.h describes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/numbers.h"
#include "summary/keys.h"
#include "summary/kinds.h"
#include "summary/text.h"
#include "summary/view.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/json.h"

static void
append_amount(StringInfo out, Amount amount)
{
	Numeric number = figure_money(amount);
	char *string = figure_to_string(NumericGetDatum(number));

	appendStringInfoString(out, string);
	pfree(string);
	pfree(number);
}

static void
append_key(StringInfo out, KeyType type, const LedgerEntry *entry,
		   const char *heap)
{
	const KeyOperations *operations = summary_key_info(type);
	char *string = operations->to_string(ledger_key(entry, heap), entry->length);

	if (operations->quoted)
		escape_json(out, string);
	else
		appendStringInfoString(out, string);
	pfree(string);
}

/* The keys above an entry, topmost first, each with a comma before it */
static void
append_upper_keys(StringInfo out, const SummaryView *view, uint32 number,
				  int level)
{
	uint32 parent = view->entries[number].parent;

	if (parent == LEDGER_NO_PARENT)
		return;
	append_upper_keys(out, view, parent - 1, level - 1);
	appendStringInfoString(out, ", ");
	append_key(out, summary_level_type(view->summary, level - 1),
			   &view->entries[parent - 1], view->heap);
}

/* The counters, which every summary has */
static void
append_counters(StringInfo out, const Summary *summary)
{
	appendStringInfo(out,
					 "\"measured_rows\": " INT64_FORMAT ", \"measured_value\": ",
					 summary->measured_rows);
	append_amount(out, summary->measured_value);
	appendStringInfo(out,
					 ", \"missing_rows\": " INT64_FORMAT ", \"missing_value\": ",
					 summary->missing_rows);
	append_amount(out, summary->missing_value);
}

char *
summary_to_string(Summary *summary)
{
	const SummaryKindInfo *info = summary_kind_info(summary->kind);
	SummaryView view;
	StringInfoData out;
	const char *separator;

	summary = summary_compact(summary);
	summary_open(summary, &view);
	initStringInfo(&out);
	appendStringInfo(&out, "{\"version\": %d, ", summary->version);
	if (info->lowest == 0)
		appendStringInfo(&out, "\"key\": \"%s\", ",
						 summary_key_info(summary->key_type)->name);
	append_counters(&out, summary);

	if (info->lists_agencies)
	{
		appendStringInfoString(&out, ", \"agencies\": [");
		separator = "";
		for (uint32 i = 0; i < view.nentries; i++)
		{
			CHECK_FOR_INTERRUPTS();
			if (view.entries[i].parent != LEDGER_NO_PARENT)
				break; /* sorted by level */
			appendStringInfoString(&out, separator);
			append_key(&out, info->upper[0], &view.entries[i], view.heap);
			separator = ", ";
		}
		appendStringInfoChar(&out, ']');
	}

	appendStringInfoString(&out, ", \"entries\": [");
	separator = "";
	for (uint32 i = 0; i < view.nentries; i++)
	{
		const LedgerEntry *entry = &view.entries[i];
		int level = summary_level(view.entries, i);

		CHECK_FOR_INTERRUPTS();
		if (level < info->levels - 1)
			continue;
		appendStringInfo(&out, "%s[", separator);
		append_key(&out, summary->key_type, entry, view.heap);
		append_upper_keys(&out, &view, i, level);
		appendStringInfo(&out, ", " INT64_FORMAT ", ", entry->rows);
		append_amount(&out, entry->sum);
		appendStringInfoChar(&out, ']');
		separator = ", ";
	}
	appendStringInfoString(&out, "]}");
	return out.data;
}
