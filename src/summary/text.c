/*-------------------------------------------------------------------------
 *
 * text.c
 *		Writing the text form of summaries, which text.h describes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exact/plain.h"
#include "summary/days.h"
#include "summary/keys.h"
#include "summary/kinds.h"
#include "summary/open.h"
#include "summary/text.h"
#include "summary/totals.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/json.h"

/* bytes of the longest int64 */
#define INT64_MAX_TEXT 20

static void
append_bytes(StringInfo out, const char *bytes)
{
	appendBinaryStringInfo(out, bytes, strlen(bytes));
}

static void
append_int64(StringInfo out, int64 value)
{
	enlargeStringInfo(out, INT64_MAX_TEXT + 1);
	out->len += pg_lltoa(value, out->data + out->len);
}

static void
append_amount(StringInfo out, Amount amount)
{
	enlargeStringInfo(out, PLAIN_AMOUNT_MAX + 1);
	out->len += plain_write_amount(amount, out->data + out->len);
	out->data[out->len] = '\0';
}

/* A string of JSON; most are without anything that needs an escape. */
static void
append_string(StringInfo out, const char *bytes, uint32 length)
{
	int before = out->len;
	char *first;
	char *end;

	enlargeStringInfo(out, length + 2);
	appendStringInfoChar(out, '"');
	appendBinaryStringInfo(out, bytes, length);
	appendStringInfoChar(out, '"');
	first = out->data + before + 1;
	end = out->data + out->len;
	if (plain_string_end(first, end) != end - 1)
	{
		char *string = pnstrdup(bytes, length);

		out->len = before;
		escape_json(out, string);
		pfree(string);
	}
}

static void
append_key(StringInfo out, const SummaryView *view, uint32 number)
{
	KeyType type = summary_level_type(view->summary,
									  summary_level(view, number));
	const char *bytes = summary_key_bytes(view, number);
	uint32 length = summary_key_length(view, number);
	char *string;

	if (type == KEY_TEXT)
	{
		append_string(out, bytes, length);
		return;
	}
	string = summary_key_info(type)->to_string(bytes, length);
	if (summary_key_info(type)->quoted)
		append_string(out, string, strlen(string));
	else
		append_bytes(out, string);
	pfree(string);
}

/* The counters, which every summary has */
static void
append_counters(StringInfo out, const Summary *summary)
{
	append_bytes(out, "\"measured_rows\": ");
	append_int64(out, summary->measured_rows);
	append_bytes(out, ", \"measured_value\": ");
	append_amount(out, summary->measured_value);
	append_bytes(out, ", \"missing_rows\": ");
	append_int64(out, summary->missing_rows);
	append_bytes(out, ", \"missing_value\": ");
	append_amount(out, summary->missing_value);
}

/* [name, rows] */
static void
append_agency(StringInfo out, const SummaryView *view, uint32 number)
{
	append_key(out, view, number);
	append_bytes(out, ", ");
	append_int64(out, summary_rows(view, number));
}

static void
append_rows_and_sum(StringInfo out, const SummaryView *view, uint32 number)
{
	append_bytes(out, ", ");
	append_int64(out, summary_rows(view, number));
	append_bytes(out, ", ");
	append_amount(out, summary_sum(view, number));
}

/* [agency, times a year, rows, sum] */
static void
append_total(StringInfo out, const SummaryView *view, uint32 number)
{
	append_key(out, view, summary_parent(view, number));
	append_bytes(out, ", ");
	append_key(out, view, number);
	append_rows_and_sum(out, view, number);
}

/* [agency, times a year] */
static void
append_frequency(StringInfo out, const SummaryView *view, uint32 number)
{
	append_key(out, view, summary_parent(view, number));
	append_bytes(out, ", ");
	append_key(out, view, number);
}

/* A day as a string, or null */
static void
append_day(StringInfo out, bool known, int32 day)
{
	char string[DAYS_TEXT_MAX];

	if (!known)
	{
		append_bytes(out, "null");
		return;
	}
	days_write(day, string);
	appendStringInfoChar(out, '"');
	append_bytes(out, string);
	appendStringInfoChar(out, '"');
}

/* agency, times a year, first day, last day, rows, sum */
static void
append_arrangement(StringInfo out, const SummaryView *view, uint32 number)
{
	uint64 part = ledger_entry_part(summary_entry(view, number), view->shape);
	Days days = days_of_part(part);

	append_frequency(out, view, summary_parent(view, number));
	append_bytes(out, ", ");
	append_day(out, days.start != DAYS_NO_START, days.start);
	append_bytes(out, ", ");
	append_day(out, days.stop != DAYS_NO_STOP, days.stop - 1);
	append_bytes(out, ", ");
	append_int64(out, summary_rows(view, number));
	append_bytes(out, ", ");
	if (days_value(part) == DAYS_VALUE_UNKNOWN)
		append_bytes(out, "null");
	else
		append_amount(out, summary_sum(view, number));
}

/* The lowest key and what the kind has behind it (text.h) */
static void
append_entry(StringInfo out, const SummaryView *view, uint32 number)
{
	append_key(out, view, number);
	if (view->shape.extra == LEDGER_PART)
	{
		append_bytes(out, ", ");
		append_arrangement(out, view, number);
		return;
	}
	if (summary_level(view, number) > 0)
	{
		append_bytes(out, ", ");
		append_key(out, view, summary_parent(view, number));
	}
	append_rows_and_sum(out, view, number);
	if (view->shape.extra == LEDGER_TALLY)
	{
		append_bytes(out, ", ");
		append_amount(out, summary_tally(view, number));
		append_bytes(out, ", ");
		append_amount(out, amount_from_int64(summary_peak(view, number)));
	}
}

/* A member with the entries from "first" to before "end", each by a function */
static void
append_array(StringInfo out, const char *name, const SummaryView *view,
			 uint32 first, uint32 end,
			 void (*append)(StringInfo out, const SummaryView *view,
							uint32 number))
{
	appendStringInfo(out, ", \"%s\": [", name);
	for (uint32 i = first; i < end; i++)
	{
		CHECK_FOR_INTERRUPTS();
		append_bytes(out, i > first ? ", [" : "[");
		append(out, view, i);
		appendStringInfoChar(out, ']');
	}
	appendStringInfoChar(out, ']');
}

char *
summary_to_string(Datum summary)
{
	const SummaryKindInfo *info;
	SummaryView view;
	StringInfoData out;

	summary_open(summary, true, &view);
	info = summary_kind_info(view.summary->kind);
	initStringInfo(&out);
	appendStringInfo(&out, "{\"version\": %d, ", view.summary->version);
	if (info->lowest == 0)
		appendStringInfo(&out, "\"key\": \"%s\", ",
						 summary_key_info(view.summary->key_type)->name);
	if (summary_is_part(view.summary))
		append_bytes(&out, "\"part\": true, ");
	append_counters(&out, view.summary);

	if (info->lists_agencies)
		append_array(&out, "agencies", &view, 0, summary_level_end(&view, 0),
					 append_agency);
	if (info->totals)
		append_array(&out, "totals", &view, summary_level_end(&view, 0),
					 summary_level_end(&view, 1), append_total);
	if (info->counts_exactly)
		append_array(&out, "frequencies", &view, summary_level_end(&view, 0),
					 summary_level_end(&view, 1), append_frequency);
	append_array(&out, "entries", &view, summary_upper_end(&view),
				 view.nentries, append_entry);
	appendStringInfoChar(&out, '}');
	return out.data;
}
