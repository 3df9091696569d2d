/*-------------------------------------------------------------------------
 *
 * import_rows.c
 *		What the readers of documents have in common: memory, terms and the
 *		rows of one arrangement.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/import_rows.h"
#include "pg/span.h"
#include "pg/split.h"

#include "utils/memutils.h"

void
import_begin(ImportRun *run, FunctionCallInfo fcinfo, int zone)
{
	figure_rows_prepare(fcinfo);
	run->unit = AllocSetContextCreate(CurrentMemoryContext,
									  "commissioning import",
									  ALLOCSET_DEFAULT_SIZES);
	/* no child of the unit's: a reset deletes those */
	run->part = AllocSetContextCreate(CurrentMemoryContext,
									  "commissioning import part",
									  ALLOCSET_DEFAULT_SIZES);
	figure_rows_begin(&run->rows, fcinfo);
	/* the row's memory is for what one row is made of, which is done elsewhere */
	(void) MemoryContextSwitchTo(run->rows.outer);
	if (!PG_ARGISNULL(zone))
		run->zone = reading_zone(PG_GETARG_TEXT_PP(zone));
}

Datum
import_end(ImportRun *run)
{
	MemoryContextDelete(run->part);
	MemoryContextDelete(run->unit);
	return figure_rows_end(&run->rows);
}

void
import_each(ImportRun *run, const ImportNode *array, ImportUnit unit)
{
	ImportElements elements = import_elements(array);
	ImportNode node;

	while (import_next_object(&elements, &node))
		unit(run, &node);
}

void
import_any(ImportRun *run, Jsonb *document, ImportUnit unit)
{
	ImportNode node = import_document(document);

	if (import_is_array(&node))
		import_each(run, &node, unit);
	else if (node.container != NULL)
		unit(run, &node);
}

void
import_row(ImportRun *run, ImportRow *row)
{
	figure_row(&run->rows, row->value, row->null);
}

void
import_set(ImportRow *row, int column, Datum value)
{
	row->value[column] = value;
	row->null[column] = false;
}

void
import_set_text(ImportRow *row, int column, text *value)
{
	row->value[column] = PointerGetDatum(value);
	row->null[column] = value == NULL;
}

void
import_set_day(ImportRun *run, const ImportNode *node, const char *name,
			   ImportUnread *unread, ImportRow *row, int column)
{
	ReadingDate date;

	if (import_date(node, name, run->order, unread, &date))
		import_set(row, column, DateADTGetDatum(leaf_day(&date, run->zone)));
}

void
import_set_part(ImportRow *row, int column, Datum value, int64 i, int64 count)
{
	if (count > 1)
	{
		Split split = split_begin(value);

		value = split_between(&split, split_whole_number(i),
							  split_whole_number(i + 1),
							  split_whole_number(count));
	}
	import_set(row, column, value);
}

/* The term from a day to the last one, or to the first that is not in it */
static void
set_span(DateADT start, DateADT last, bool stops, ImportRow *row, int column)
{
	Span span = {false, true, stops, start, last + 1};

	row->null[column] = last < start;
	if (last >= start)
		row->value[column] = span_make(&span);
}

bool
import_set_term(ImportRun *run, const ImportNode *period, const char *duration,
				DateADT (*after)(DateADT, int), int most, ImportUnread *unread,
				ImportRow *row, int column)
{
	ReadingDate start;
	ReadingDate end;
	DateADT first;
	int units;

	if (period->container == NULL ||
		!import_date(period, "startDate", run->order, unread, &start))
		return false;
	first = leaf_day(&start, run->zone);
	if (import_date(period, "endDate", run->order, unread, &end))
	{
		set_span(first, leaf_day(&end, run->zone), !reading_is_never(&end),
				 row, column);
		return true;
	}
	units = import_count_of(period, duration, most, unread);
	if (units == 0)
		return false;
	set_span(first, after(first, units) - 1, true, row, column);
	return true;
}
