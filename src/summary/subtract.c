/*-------------------------------------------------------------------------
 *
 * subtract.c
 *		The rows of one summary taken out of another.
 *
 * Both are sorted, so that keys are found by going through both at once, level by
 * level.  Rows, sums and counters are exact and have equal bytes for equal
 * contents: (a + b) - b is a, whatever either is.
 *
 * A summary does not keep its rows, so nobody can say whether it had these.  What it
 * cannot have had is refused: a key that is not there or has fewer rows, and
 * whatever text input would refuse of what is left.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exact/years.h"
#include "pg/huge.h"
#include "pg/numbers.h"
#include "summary/days.h"
#include "summary/filling.h"
#include "summary/input.h"
#include "summary/kinds.h"
#include "summary/open.h"
#include "summary/subtract.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"

/* no entry */
#define NOTHING PG_UINT32_MAX

/* A subtraction on its way */
typedef struct Subtraction
{
	const SummaryKindInfo *info;
	SummaryView from;
	SummaryView taken;
	uint32 *match; /* of each entry of "from", its key's in "taken", or NOTHING */
	uint32 *parent; /* of each upper entry of "taken", its key's in "from" */
	bool *kept;		/* of each entry of "from": is anything left? */
} Subtraction;

/* Add what a key of a level is called, and its name. */
static void
describe_key(StringInfo out, const SummaryView *view, uint32 number)
{
	KeyType type = summary_level_type(view->summary,
									  summary_level(view, number));
	const char *bytes = summary_key_bytes(view, number);
	uint32 length = summary_key_length(view, number);

	if (type == KEY_LENGTH)
		appendStringInfo(out, "a length of %s years",
						 figure_to_string(NumericGetDatum(figure_ratio(
							 wide_from_int64(summary_key_number(view, number)),
							 wide_from_int64(YEARS_UNITS)))));
	else if (type == KEY_FREQUENCY_OR_NULL &&
			 summary_key_number(view, number) == FREQUENCY_NULL)
		appendStringInfoString(out, "an unknown number of reports a year");
	else if (type == KEY_FREQUENCY_OR_NULL)
		appendStringInfo(out, "%s reports a year",
						 summary_key_info(type)->to_string(bytes, length));
	else
		appendStringInfo(out, "\"%s\"",
						 summary_key_info(type)->to_string(bytes, length));
}

/* Add the days of an entry of a schedule, and what is known of its value. */
static void
describe_part(StringInfo out, uint64 part)
{
	static const char *const values[] = {
		[DAYS_VALUE_UNKNOWN] = " without a value",
		[DAYS_VALUE_NEGATIVE] = " with a negative value",
		[DAYS_VALUE_NOT_NEGATIVE] = " with a value of 0 or more"};
	Days days = days_of_part(part);
	char day[DAYS_TEXT_MAX];

	if (days.start != DAYS_NO_START)
	{
		days_write(days.start, day);
		appendStringInfo(out, " from %s", day);
	}
	if (days.stop != DAYS_NO_STOP)
	{
		days_write(days.stop - 1, day);
		appendStringInfo(out, " to %s", day);
	}
	appendStringInfoString(out, values[days_value(part)]);
}

/* An entry with all that its key is, for messages */
static char *
describe(const SummaryView *view, uint32 number)
{
	uint32 above = number;
	StringInfoData out;

	initStringInfo(&out);
	describe_key(&out, view, number);
	while (summary_level(view, above) > 0)
	{
		above = summary_parent(view, above);
		appendStringInfoString(&out, " of ");
		describe_key(&out, view, above);
	}
	if (view->shape.extra == LEDGER_PART &&
		summary_level(view, number) == LEDGER_MAX_LEVELS - 1)
		describe_part(&out,
					  ledger_entry_part(summary_entry(view, number),
										view->shape));
	return out.data;
}

pg_noreturn static void
refuse(const Subtraction *subtraction, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("cannot take rows out of a %s that does not have them",
					subtraction->info->type_name),
			 errdetail_internal("%s", detail),
			 errhint("Subtract a summary of rows that are in the first one.")));
}

static void
check_kinds(const Summary *from, const Summary *taken)
{
	if (from->kind != taken->kind || from->key_type != taken->key_type)
		ereport(
			ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("cannot take a summary of %s keys out of one of %s keys",
					summary_key_info(taken->key_type)->name,
					summary_key_info(from->key_type)->name),
			 errhint(
				 "Make the summaries from keys of one type, such as provider::text.")));
	if (summary_kind_info(from->kind)->extra == LEDGER_TALLY)
		ereport(
			ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("cannot take rows out of a %s",
					summary_kind_info(from->kind)->type_name),
			 errdetail("It keeps the highest frequency of each provider, which cannot be taken back."),
			 errhint("Keep a schedule_summary, and read it as a burden_summary.")));
}

/* <0, 0, >0 as an entry's key sorts before, as or after that of the other summary */
static int
compare(const Subtraction *subtraction, uint32 from_number, uint32 taken_number)
{
	const SummaryView *from = &subtraction->from;
	const SummaryView *taken = &subtraction->taken;
	uint32 length = summary_key_length(from, from_number);
	uint32 taken_length = summary_key_length(taken, taken_number);
	int order = memcmp(summary_key_bytes(from, from_number),
					   summary_key_bytes(taken, taken_number),
					   Min(length, taken_length));
	uint64 part;
	uint64 taken_part;

	if (order != 0)
		return order;
	if (length != taken_length)
		return length < taken_length ? -1 : 1;
	if (summary_level(from, from_number) > 0)
	{
		uint32 parent = summary_parent(from, from_number);
		uint32 taken_parent =
			subtraction->parent[summary_parent(taken, taken_number)];

		if (parent != taken_parent)
			return parent < taken_parent ? -1 : 1;
	}
	part = ledger_entry_part(summary_entry(from, from_number), from->shape);
	taken_part = ledger_entry_part(summary_entry(taken, taken_number),
								   taken->shape);
	return part < taken_part ? -1 : part > taken_part;
}

/* Find the entries of a level that are taken out of. */
static void
match_level(Subtraction *subtraction, int level)
{
	const SummaryView *from = &subtraction->from;
	const SummaryView *taken = &subtraction->taken;
	uint32 i = level > 0 ? summary_level_end(from, level - 1) : 0;
	uint32 j = level > 0 ? summary_level_end(taken, level - 1) : 0;
	bool lowest = level == subtraction->info->levels - 1;

	for (; i < summary_level_end(from, level); i++)
	{
		int order = j < summary_level_end(taken, level)
			? compare(subtraction, i, j)
			: -1;

		CHECK_FOR_INTERRUPTS();
		if (order > 0)
			break;
		subtraction->match[i] = order == 0 ? j : NOTHING;
		if (order == 0 && !lowest)
			subtraction->parent[j] = i;
		j += order == 0;
	}
	if (j < summary_level_end(taken, level))
		refuse(subtraction,
			   psprintf("It has no rows of %s.", describe(taken, j)));
}

/* What is left of an entry */
static LedgerFigures
left_of(const Subtraction *subtraction, uint32 number)
{
	const SummaryView *from = &subtraction->from;
	const SummaryView *taken = &subtraction->taken;
	uint32 match = subtraction->match[number];
	LedgerFigures left = ledger_entry_figures(summary_entry(from, number),
											  from->shape);

	if (match != NOTHING)
	{
		left.rows -= summary_rows(taken, match);
		left.sum = amount_subtract(left.sum, summary_sum(taken, match));
	}
	return left;
}

/*
 * Decide which entries stay: those with rows, those with something below them, and
 * those that nothing is taken out of.
 */
static void
keep_entries(Subtraction *subtraction)
{
	const SummaryView *from = &subtraction->from;

	for (uint32 i = from->nentries; i-- > 0;)
	{
		LedgerFigures left = left_of(subtraction, i);

		CHECK_FOR_INTERRUPTS();
		if (left.rows < 0)
			refuse(subtraction,
				   psprintf("It has %lld of the %lld rows of %s that are to be taken out.",
							(long long) summary_rows(from, i),
							(long long) summary_rows(&subtraction->taken,
													 subtraction->match[i]),
							describe(from, i)));
		if (left.rows == 0 && !amount_is_zero(left.sum))
			refuse(subtraction,
				   psprintf("Without all rows of %s a value of %s would be left.",
							describe(from, i),
							figure_to_string(
								NumericGetDatum(figure_money(left.sum)))));
		if (left.rows > 0 || subtraction->match[i] == NOTHING)
			subtraction->kept[i] = true;
		if (subtraction->kept[i] && summary_level(from, i) > 0)
			subtraction->kept[summary_parent(from, i)] = true;
	}
}

/* Take out what was counted. */
static void
subtract_counters(const Subtraction *subtraction, Summary *counters)
{
	const Summary *from = subtraction->from.summary;
	const Summary *taken = subtraction->taken.summary;

	if (taken->measured_rows > from->measured_rows ||
		taken->missing_rows > from->missing_rows)
		refuse(subtraction,
			   psprintf("It has %lld measured and %lld missing rows, and %lld and %lld are to be taken out.",
						(long long) from->measured_rows,
						(long long) from->missing_rows,
						(long long) taken->measured_rows,
						(long long) taken->missing_rows));
	if (amount_compare(taken->measured_value, from->measured_value) > 0 ||
		amount_compare(taken->missing_value, from->missing_value) > 0)
		refuse(subtraction,
			   "More value is to be taken out than was measured or is missing.");
	counters->measured_rows = from->measured_rows - taken->measured_rows;
	counters->missing_rows = from->missing_rows - taken->missing_rows;
	counters->measured_value = amount_subtract(from->measured_value,
											   taken->measured_value);
	counters->missing_value = amount_subtract(from->missing_value,
											  taken->missing_value);
}

/* What is left; NULL if the shape of the first summary is too narrow for that */
static Summary *
fill(const Subtraction *subtraction, bool wide)
{
	const SummaryView *from = &subtraction->from;
	uint32 *parents = huge_alloc(((Size) summary_upper_end(from) + 1) *
								 sizeof(uint32));
	bool fits = true;
	SummaryFilling filling;

	summary_filling_begin(&filling, from, from->summary->kind, wide,
						  from->nentries, from->ledger.head->heap_used);
	for (uint32 i = 0; i < from->nentries && fits; i++)
	{
		int level = summary_level(from, i);
		uint32 parent = LEDGER_NO_PARENT;
		LedgerFigures left;

		CHECK_FOR_INTERRUPTS();
		if (!subtraction->kept[i])
			continue;
		if (level > 0)
			parent = parents[summary_parent(from, i)];
		if (level < subtraction->info->levels - 1)
			parents[i] = LEDGER_PARENT(filling.target.head->nentries);
		left = left_of(subtraction, i);
		fits = summary_filling_put(&filling, i,
								   LEDGER_LEVEL_BITS(level) | parent, &left);
	}
	pfree(parents);
	if (fits)
		return summary_filling_end(&filling);
	pfree(filling.result);
	return NULL;
}

/* Open both summaries, and have room for what is found out of their entries. */
static void
begin(Subtraction *subtraction, Datum from, Datum taken)
{
	SummaryView *view = &subtraction->from;

	summary_open(from, true, view);
	summary_open(taken, true, &subtraction->taken);
	check_kinds(view->summary, subtraction->taken.summary);
	subtraction->info = summary_kind_info(view->summary->kind);
	subtraction->match = huge_alloc(((Size) view->nentries + 1) * sizeof(uint32));
	subtraction->parent = huge_alloc(((Size) subtraction->taken.nentries + 1) *
									 sizeof(uint32));
	subtraction->kept = huge_alloc((Size) view->nentries + 1);
	memset(subtraction->kept, false, view->nentries);
}

/* What is left, with its counters */
static Summary *
end(Subtraction *subtraction)
{
	Summary *result = fill(subtraction, false);

	if (result == NULL)
		result = fill(subtraction, true);
	pfree(subtraction->match);
	pfree(subtraction->parent);
	pfree(subtraction->kept);
	subtract_counters(subtraction, result);
	return result;
}

static bool
is_nothing(const Summary *summary)
{
	return summary->ledger.nentries == 0 && summary->measured_rows == 0 &&
		summary->missing_rows == 0 && amount_is_zero(summary->measured_value) &&
		amount_is_zero(summary->missing_value);
}

Summary *
summary_subtract(Datum from, Datum taken)
{
	Subtraction subtraction;
	Summary *result;
	const char *fault;

	begin(&subtraction, from, taken);
	for (int level = 0; level < subtraction.info->levels; level++)
		match_level(&subtraction, level);
	keep_entries(&subtraction);
	result = end(&subtraction);
	if (is_nothing(result))
		return NULL;
	fault = summary_fault(result);
	if (fault)
		refuse(&subtraction, fault);
	return result;
}
