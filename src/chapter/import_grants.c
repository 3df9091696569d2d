/*-------------------------------------------------------------------------
 *
 * import_grants.c
 *		Grants of the 360Giving Data Standard, as rows.
 *
 * A row is a funder and a recipient of a grant, and all of them share its
 * amount.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/import_index.h"
#include "chapter/import_rows.h"

#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

/* a duration of more than a thousand years is not one */
#define MOST_MONTHS 12000

enum
{
	COLUMN_GRANT_ID,
	COLUMN_AGENCY_ID,
	COLUMN_AGENCY,
	COLUMN_PROVIDER_ID,
	COLUMN_PROVIDER,
	COLUMN_RECIPIENTS,
	COLUMN_VALUE,
	COLUMN_CURRENCY,
	COLUMN_AWARD_DATE,
	COLUMN_TERM,
	COLUMN_PROGRAMME,
	COLUMN_REGION,
	COLUMN_REGRANT_TYPE,
	COLUMN_UNREAD
};

typedef struct Grant
{
	const ImportNode *node;
	ImportReferences funders;
	ImportReferences recipients;
	ImportRow row; /* what is the same in all rows */
	ImportUnread unread;
} Grant;

/* Organisations, and the one individual that a grant may go to */
static ImportReferences
read_recipients(Grant *grant)
{
	ImportNode array = import_array(grant->node, "recipientOrganization");
	ImportNode individual = import_object(grant->node, "recipientIndividual");
	ImportReferences recipients = import_references(&array);

	if (individual.container != NULL)
		recipients.reference[recipients.count++] = import_reference(&individual);
	return recipients;
}

/*
 * A member of the only element of an array: a grant of several programmes, or
 * for several places, is of none of them alone.
 */
static text *
text_of_only(Grant *grant, const char *array_name, const char *name)
{
	ImportNode array = import_array(grant->node, array_name);
	ImportElements elements = import_elements(&array);
	ImportNode first;
	ImportNode second;

	if (!import_next_object(&elements, &first) ||
		import_next_object(&elements, &second))
		return NULL;
	return import_text(&first, name, &grant->unread);
}

static DateADT
after_months(DateADT start, int months)
{
	return reading_day_after(start, months, 0);
}

/* The first period of those that are planned, or else of those that were */
static void
set_term(ImportRun *run, Grant *grant)
{
	static const char *const names[] = {"plannedDates", "actualDates"};

	for (int i = 0; i < lengthof(names); i++)
	{
		ImportNode array = import_array(grant->node, names[i]);
		ImportElements elements = import_elements(&array);
		ImportNode period;

		if (import_next_object(&elements, &period) &&
			import_set_term(run, &period, "duration", after_months, MOST_MONTHS,
							&grant->unread, &grant->row, COLUMN_TERM))
			return;
	}
}

static void
read_grant(ImportRun *run, Grant *grant)
{
	ImportNode funders = import_array(grant->node, "fundingOrganization");
	ImportUnread *unread = &grant->unread;
	ImportRow *row = &grant->row;

	memset(row->null, true, sizeof(row->null));
	import_set_text(row, COLUMN_GRANT_ID,
					import_text(grant->node, "id", unread));
	grant->funders = import_references(&funders);
	grant->recipients = read_recipients(grant);
	import_set(row, COLUMN_RECIPIENTS, Int64GetDatum(grant->recipients.count));
	import_set_text(row, COLUMN_CURRENCY,
					import_text(grant->node, "currency", unread));
	import_set_day(run, grant->node, "awardDate", unread, row,
				   COLUMN_AWARD_DATE);
	set_term(run, grant);
	import_set_text(row, COLUMN_PROGRAMME,
					text_of_only(grant, "grantProgramme", "title"));
	import_set_text(row, COLUMN_REGION,
					text_of_only(grant, "beneficiaryLocation", "name"));
	import_set_text(row, COLUMN_REGRANT_TYPE,
					import_text(grant->node, "regrantType", unread));
}

/* Set the columns of the i-th of some organisations, if there is one. */
static void
set_reference(ImportRow *row, const ImportReferences *references, int i,
			  int id_column, int name_column, ImportUnread *unread)
{
	const ImportReference *reference = &references->reference[i];

	if (i >= references->count)
		return;
	import_set_text(row, id_column, reference->id);
	import_set_text(row, name_column, reference->name);
	*unread = list_concat(*unread, reference->unread);
}

/* Add a row for each funder and recipient; if there are none, one without. */
static void
add_grant(ImportRun *run, Grant *grant)
{
	int recipients = Max(grant->recipients.count, 1);
	int64 rows = (int64) Max(grant->funders.count, 1) * recipients;
	Datum value;
	bool valued = import_number(grant->node, "amountAwarded", &grant->unread,
								&value);

	MemoryContextSwitchTo(run->rows.row);
	for (int64 i = 0; i < rows; i++)
	{
		ImportRow row = grant->row;
		ImportUnread unread = list_copy(grant->unread);

		set_reference(&row, &grant->funders, (int) (i / recipients),
					  COLUMN_AGENCY_ID, COLUMN_AGENCY, &unread);
		set_reference(&row, &grant->recipients, (int) (i % recipients),
					  COLUMN_PROVIDER_ID, COLUMN_PROVIDER, &unread);
		import_set(&row, COLUMN_UNREAD, import_unread_array(unread));
		if (valued)
			import_set_part(&row, COLUMN_VALUE, value, i, rows);
		import_row(run, &row);
	}
}

static void
import_grant(ImportRun *run, const ImportNode *node)
{
	MemoryContext outer = MemoryContextSwitchTo(run->unit);
	Grant grant = {node};

	read_grant(run, &grant);
	add_grant(run, &grant);
	MemoryContextSwitchTo(outer);
	MemoryContextReset(run->unit);
}

/* A package, or a grant, which then has an identifier */
static void
import_any_grants(ImportRun *run, const ImportNode *node)
{
	ImportNode array = import_array(node, "grants");

	if (array.container != NULL)
		import_each(run, &array, import_grant);
	else if (import_has(node, "id"))
		import_grant(run, node);
	else if (!import_is_there(node, "grants"))
		import_refuse(
			node, NULL, "has neither \"grants\" nor \"id\"",
			"A package of 360Giving has \"grants\"; a grant has an \"id\".");
}

SQL_FUNCTION(commissioning_threesixtygiving_grants);

/*
 * commissioning_threesixtygiving_grants
 *		The grants of a document of the 360Giving Data Standard, a row for each
 *		funder and recipient.
 */
Datum
commissioning_threesixtygiving_grants(PG_FUNCTION_ARGS)
{
	ImportRun run = {0};

	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("date_order must not be NULL")));
	run.order = reading_order(PG_GETARG_TEXT_PP(1));
	import_begin(&run, fcinfo, 2);
	if (!PG_ARGISNULL(0))
		import_any(&run, PG_GETARG_JSONB_P(0), import_any_grants);
	return import_end(&run);
}
