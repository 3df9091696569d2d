/*-------------------------------------------------------------------------
 *
 * summary_text.c
 *		Text form of summaries: JSON.
 *
 *		{"version": 1, "key": "text", "scale": 2,
 *		 "measured_rows": 4, "measured_value": 60.00,
 *		 "missing_rows": 1, "missing_value": 0.00,
 *		 "entries": [["Aroha Trust", 3, 50.00], ["Kea Ltd", 1, 10.00]]}
 *
 * An entry is its key, the keys of upper levels if there are any, rows and
 * sum.  A term summary, whose keys are lengths in units of 1/4530960 year, has
 * no "key".  The entries of an overlap summary are [provider, agency, rows,
 * sum], and it has "agencies" besides, because an agency need not have an
 * entry; those of a burden summary are [provider, agency, times a year, rows,
 * sum].
 *
 * summary_text_read.c reads it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/figures.h"
#include "summary/summary.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/json.h"
#include "utils/uuid.h"

static void
append_amount(StringInfo out, Amount amount, int scale)
{
	Numeric number = figure_money(amount, scale);
	char *string = DatumGetCString(DirectFunctionCall1(numeric_out,
													   NumericGetDatum(number)));

	appendStringInfoString(out, string);
	pfree(string);
	pfree(number);
}

static void
append_key(StringInfo out, KeyType type, const LedgerEntry *entry,
		   const char *heap)
{
	pg_uuid_t uuid;
	char *string;

	switch (type)
	{
		case KEY_LENGTH:
		case KEY_BIGINT:
			appendStringInfo(out, INT64_FORMAT, summary_int64_of_key(entry));
			break;
		case KEY_FREQUENCY:
			string = DatumGetCString(DirectFunctionCall1(
				numeric_out,
				NumericGetDatum(figure_trimmed(
					amount_from_int64(summary_int64_of_key(entry))))));
			appendStringInfoString(out, string);
			pfree(string);
			break;
		case KEY_TEXT:
			string = pnstrdup(ledger_key(entry, heap), entry->length);
			escape_json(out, string);
			pfree(string);
			break;
		case KEY_UUID:
			memcpy(uuid.data, ledger_key(entry, heap), UUID_LEN);
			string = DatumGetCString(DirectFunctionCall1(uuid_out,
														 UUIDPGetDatum(&uuid)));
			appendStringInfo(out, "\"%s\"", string);
			pfree(string);
			break;
	}
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

static char *
summary_to_string(Summary *summary)
{
	const SummaryKindInfo *info = summary_kind_info(summary->kind);
	SummaryView view;
	StringInfoData out;
	const char *separator;

	summary = summary_compact(summary);
	summary_open(PointerGetDatum(summary), summary->kind, &view);
	initStringInfo(&out);
	appendStringInfo(&out, "{\"version\": %d, ", summary->version);
	if (summary->key_type != KEY_LENGTH)
		appendStringInfo(&out, "\"key\": \"%s\", ",
						 summary_key_type_name(summary->key_type));
	appendStringInfo(&out,
					 "\"scale\": %d, \"measured_rows\": " INT64_FORMAT
					 ", \"measured_value\": ",
					 summary->scale, summary->measured_rows);
	append_amount(&out, summary->measured_value, summary->scale);
	appendStringInfo(&out,
					 ", \"missing_rows\": " INT64_FORMAT ", \"missing_value\": ",
					 summary->missing_rows);
	append_amount(&out, summary->missing_value, summary->scale);

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
		append_amount(&out, entry->sum, summary->scale);
		appendStringInfoChar(&out, ']');
		separator = ", ";
	}
	appendStringInfoString(&out, "]}");
	return out.data;
}

SQL_FUNCTION(commissioning_summary_out);

Datum
commissioning_summary_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(summary_to_string(summary_get(PG_GETARG_DATUM(0))));
}

SQL_FUNCTION(commissioning_summary_to_jsonb);

Datum
commissioning_summary_to_jsonb(PG_FUNCTION_ARGS)
{
	char *string = summary_to_string(summary_get(PG_GETARG_DATUM(0)));

	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(string)));
}
