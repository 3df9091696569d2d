/*-------------------------------------------------------------------------
 *
 * summary.c
 *		What all kinds of summaries have in common: what is counted of a row
 *		beside its keys, how a summary is read, and its compact form.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/figures.h"
#include "pg/huge.h"
#include "summary/summary.h"

StaticAssertDecl(offsetof(Summary, ledger) == 56, "summaries are stored");

const SummaryKindInfo *
summary_kind_info(SummaryKind kind)
{
	static const SummaryKindInfo info[] = {
		[SUMMARY_TERM] = {"term_summary", 1, {0}, true, false},
		[SUMMARY_CONCENTRATION] = {"concentration_summary", 1, {0}, false, false},
		[SUMMARY_OVERLAP] = {"overlap_summary", 2, {KEY_TEXT}, true, true},
		[SUMMARY_BURDEN] =
			{"burden_summary", 3, {KEY_TEXT, KEY_FREQUENCY}, true, false},
	};

	if (kind < 1 || kind >= lengthof(info))
		elog(ERROR, "unrecognized kind of summary: %d", (int) kind);
	return &info[kind];
}

/* A type of keys as SQL and the text form call it */
const char *
summary_key_type_name(KeyType type)
{
	static const char *const names[] = {[KEY_LENGTH] = "length",
										[KEY_TEXT] = "text",
										[KEY_BIGINT] = "bigint",
										[KEY_UUID] = "uuid",
										[KEY_FREQUENCY] = "frequency"};

	Assert(type > 0 && type < lengthof(names));
	return names[type];
}

/* May the lowest level of such a summary have keys of that type? */
bool
summary_has_key_type(SummaryKind kind, int key_type)
{
	if (kind == SUMMARY_TERM)
		return key_type == KEY_LENGTH;
	return key_type == KEY_TEXT || key_type == KEY_BIGINT ||
		key_type == KEY_UUID;
}

/* Raise the error for a summary in a format that this library does not know. */
void
summary_report_version(const Summary *summary)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("unsupported version %d of a stored summary",
					summary->version),
			 errhint("Update the library of the extension \"commissioning\".")));
}

/*
 * Read a numeric as an exact amount, rounded half away from zero to
 * DECIMAL_SCALE places.  NaN, infinities and what 128 bits cannot hold are
 * errors.
 */
void
summary_read_value(Datum value, Amount *amount, int *display_scale)
{
	DecimalStatus status = figure_read(value, DECIMAL_SCALE, DECIMAL_HALF_AWAY,
									   amount, display_scale);

	if (status != DECIMAL_OK)
		figure_report_value(value, status);
}

/*
 * Add an amount, in absolute terms, to the measured or the missing value of a
 * summary.
 */
void
summary_add_value(Summary *state, Amount *sum, Amount value, int display_scale)
{
	if (!amount_add_checked(sum, amount_abs(value)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("sum of values is out of range"),
				 errdetail("The absolute values in a %s may add up to 17014118346046923173168730371.5884105727.",
						   summary_kind_info(state->kind)->type_name)));
	state->scale = Max(state->scale, Min(display_scale, DECIMAL_SCALE));
}

/*
 * Count a row.  Both counters together stay an int64, so that summaries can be
 * merged, and read back from text.
 */
static void
count_row(Summary *state, int64 *rows)
{
	if (state->measured_rows >= PG_INT64_MAX - state->missing_rows)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number of rows is out of range")));
	(*rows)++;
}

/*
 * Count a row that every figure can use, with its value.  That the absolute
 * values add up to an Amount is checked here; so no sum of any key can pass
 * it, and whether there is an error does not depend on the order of rows.
 */
void
summary_count_measured(Summary *state, Amount value, int display_scale)
{
	count_row(state, &state->measured_rows);
	summary_add_value(state, &state->measured_value, value, display_scale);
}

/* Count a row that some figure cannot use, its value unknown */
void
summary_count_missing(Summary *state)
{
	count_row(state, &state->missing_rows);
}

/* Count a row that some figure cannot use, with its value */
void
summary_count_missing_value(Summary *state, Amount value, int display_scale)
{
	count_row(state, &state->missing_rows);
	summary_add_value(state, &state->missing_value, value, display_scale);
}

/*
 * Open a summary for reading.  What that allocates, if anything, is in the
 * current memory context.
 */
void
summary_open(Datum datum, SummaryKind kind, SummaryView *view)
{
	Summary *summary = summary_get(datum);
	const Ledger *ledger;

	if (summary->kind != kind)
		elog(ERROR, "summary is of kind %d, not %d", summary->kind, kind);
	if (summary->ledger.form == LEDGER_BUNDLE)
		summary = summary_compact(summary);
	ledger = &summary->ledger;
	view->summary = summary;
	view->entries = ledger_entries(ledger);
	view->nentries = ledger->nentries;
	view->heap = ledger_heap(ledger);
	if (ledger->npending > 0)
	{
		LedgerEntry *entries;

		entries = huge_alloc(((Size) ledger->nentries + ledger->npending) *
							 sizeof(LedgerEntry));
		view->nentries = ledger_snapshot(ledger, entries);
		view->entries = entries;
	}
}

/* The compact form of a summary: itself if it is compact already */
Summary *
summary_compact(Summary *summary)
{
	SummaryView view;
	Summary *compact;
	uint32 heap_size;
	Size size;
	void *scratch;

	if (summary->ledger.form == LEDGER_COMPACT)
		return summary;
	if (summary->ledger.form == LEDGER_BUNDLE)
	{
		const Summary *parts[] = {summary};

		return summary_merge_runs(parts, lengthof(parts), summary);
	}

	summary_open(PointerGetDatum(summary), summary->kind, &view);
	heap_size = ledger_compact_heap(view.entries, view.nentries);
	size = offsetof(Summary, ledger) +
		ledger_size(view.nentries, heap_size, false);
	compact = huge_alloc(size);
	memcpy(compact, summary, offsetof(Summary, ledger));
	SET_VARSIZE(compact, size);
	ledger_init(&compact->ledger, view.nentries, heap_size, false);
	scratch = huge_alloc(ledger_compact_scratch(view.nentries));
	ledger_compact(&compact->ledger, view.entries, view.heap, scratch);
	pfree(scratch);
	return compact;
}

SQL_FUNCTION(commissioning_measured_rows);

Datum
commissioning_measured_rows(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(summary_get(PG_GETARG_DATUM(0))->measured_rows);
}

SQL_FUNCTION(commissioning_missing_rows);

Datum
commissioning_missing_rows(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(summary_get(PG_GETARG_DATUM(0))->missing_rows);
}

SQL_FUNCTION(commissioning_value_coverage);

/*
 * The share of all value seen, in absolute terms, that the figures stand on;
 * NULL if no value was seen.
 */
Datum
commissioning_value_coverage(PG_FUNCTION_ARGS)
{
	Summary *summary = summary_get(PG_GETARG_DATUM(0));
	Wide measured = wide_from_amount(summary->measured_value);
	Wide missing = wide_from_amount(summary->missing_value);
	Wide seen = wide_add(measured, missing);

	if (wide_is_zero(seen))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(measured, seen));
}
