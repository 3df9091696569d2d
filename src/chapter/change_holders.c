/*-------------------------------------------------------------------------
 *
 * change_holders.c
 *		Chapter "change_holders": who stayed, who left and who is new between
 *		two concentration summaries.
 *
 * Both are sorted by key, so one walk along the two finds each holder's values.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/numbers.h"
#include "pg/rows.h"
#include "summary/chapter.h"
#include "summary/check.h"

#include "miscadmin.h"
#include "utils/builtins.h"

/* What became of a holder; the rows come in this order */
typedef enum Change
{
	CHANGE_STAYED,
	CHANGE_LEFT,
	CHANGE_NEW
} Change;

static const char *const change_name[] = {"stayed", "left", "new"};

/* The holders of one change, and what they have on either side */
typedef struct ChangeTotal
{
	int64 holders;
	Amount before;
	Amount after;
} ChangeTotal;

/* A side of the walk: the holders of a sorted summary, one by one */
typedef struct Side
{
	SummaryView view;
	uint32 next;
} Side;

/* Keys that net less than 0 are no holders. */
static void
skip_negative(Side *side)
{
	while (side->next < side->view.nentries &&
		   amount_is_negative(summary_sum(&side->view, side->next)))
		side->next++;
}

/* Begin with a side; NULL has no holders. */
static void
open_side(FunctionCallInfo fcinfo, int argument, Side *side)
{
	memset(side, 0, sizeof(*side));
	if (PG_ARGISNULL(argument))
		return;
	summary_open(PG_GETARG_DATUM(argument), true, &side->view);
	if (side->view.summary->kind != SUMMARY_CONCENTRATION)
		summary_report_damage(psprintf("It is of kind %d, not %d.",
									   side->view.summary->kind,
									   SUMMARY_CONCENTRATION));
	skip_negative(side);
}

static bool
is_over(const Side *side)
{
	return side->next >= side->view.nentries;
}

/* What the holder has that a side stands at; go on to the next. */
static Amount
take(Side *side)
{
	Amount value = summary_sum(&side->view, side->next++);

	skip_negative(side);
	return value;
}

static void
check_same_keys(const Side *before, const Side *after)
{
	KeyType from = before->view.summary->key_type;
	KeyType to = after->view.summary->key_type;

	if (from != to)
		ereport(
			ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("cannot compare a summary of %s keys with one of %s keys",
					summary_key_info(from)->name, summary_key_info(to)->name),
			 errhint(
				 "Make the summaries from keys of one type, such as provider::text.")));
}

/* <0, 0, >0 as the holder that a stands at sorts before, as or after that of b */
static int
compare_sides(const Side *a, const Side *b)
{
	uint32 a_length = summary_key_length(&a->view, a->next);
	uint32 b_length = summary_key_length(&b->view, b->next);
	int order = memcmp(summary_key_bytes(&a->view, a->next),
					   summary_key_bytes(&b->view, b->next),
					   Min(a_length, b_length));

	if (order != 0)
		return order;
	return a_length < b_length ? -1 : a_length > b_length;
}

/* What became of the first of the holders that the sides stand at */
static Change
next_change(const Side *before, const Side *after)
{
	int order;

	if (is_over(after))
		return CHANGE_LEFT;
	if (is_over(before))
		return CHANGE_NEW;
	order = compare_sides(before, after);
	if (order == 0)
		return CHANGE_STAYED;
	return order < 0 ? CHANGE_LEFT : CHANGE_NEW;
}

/* Add up the holders of each change. */
static void
walk(Side *before, Side *after, ChangeTotal *totals)
{
	while (!is_over(before) || !is_over(after))
	{
		Change change = next_change(before, after);
		ChangeTotal *total = &totals[change];

		CHECK_FOR_INTERRUPTS();
		total->holders++;
		if (change != CHANGE_NEW)
			total->before = amount_add(total->before, take(before));
		if (change != CHANGE_LEFT)
			total->after = amount_add(total->after, take(after));
	}
}

SQL_FUNCTION(commissioning_holder_changes);

/*
 * commissioning_holder_changes
 *		How many holders stayed, left and are new, with what they had and have.
 *		NULL is a summary of no rows.  Always three rows.
 */
Datum
commissioning_holder_changes(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	Side before;
	Side after;
	ChangeTotal totals[lengthof(change_name)] = {0};

	InitMaterializedSRF(fcinfo, 0);
	open_side(fcinfo, 0, &before);
	open_side(fcinfo, 1, &after);
	if (before.view.summary != NULL && after.view.summary != NULL)
		check_same_keys(&before, &after);
	walk(&before, &after, totals);
	figure_rows_begin(&rows, fcinfo);
	for (int i = 0; i < lengthof(totals); i++)
	{
		Datum values[4];
		bool nulls[4] = {false};

		values[0] = CStringGetTextDatum(change_name[i]);
		values[1] = Int64GetDatum(totals[i].holders);
		values[2] = NumericGetDatum(figure_money(totals[i].before));
		values[3] = NumericGetDatum(figure_money(totals[i].after));
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}
