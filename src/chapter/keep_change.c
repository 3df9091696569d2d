/*-------------------------------------------------------------------------
 *
 * keep_change.c
 *		Changes of a kept table.
 *
 * The query is asked once for the rows of a statement, and its groups are named for
 * the statements that change the table: "come", and "gone".
 *
 * Two sessions that change the same groups must not wait for each other in a circle.
 * So the first statement locks all groups, those that are there and those that it
 * makes, one after the other in the order of the key; what follows waits for nobody.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/keep.h"

#include "executor/tstoreReceiver.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/plancache.h"
#include "utils/queryenvironment.h"
#include "utils/typcache.h"

uint64
keep_execute(const char *statement, int expected)
{
	int result = SPI_execute(statement, false, 0);

	if (result != expected)
		elog(ERROR, "SPI_execute returned %s for a kept table",
			 SPI_result_code_string(result));
	return SPI_processed;
}

/* Begin another part of a list. */
static void
separate(StringInfo list, const char *separator)
{
	if (list->len > 0)
		appendStringInfoString(list, separator);
}

static void
add_summary(Kept *kept, const char *column)
{
	kept->summaries++;
	separate(&kept->merged, ", ");
	appendStringInfo(&kept->merged, "%s = %s.merge(kept.%s, EXCLUDED.%s)",
					 column, kept->schema, column, column);
	separate(&kept->reduced, ", ");
	appendStringInfo(&kept->reduced, "%s = %s.subtract(kept.%s, gone.%s)",
					 column, kept->schema, column, column);
	separate(&kept->nothing, " AND ");
	appendStringInfo(&kept->nothing, "kept.%s IS NULL", column);
	separate(&kept->added, " OR ");
	appendStringInfo(&kept->added, "EXCLUDED.%s IS NOT NULL", column);
	separate(&kept->either, ", ");
	appendStringInfo(&kept->either, "come.%s", column);
}

/* Keys are equal by the operator that GROUP BY uses, whatever the search path. */
static void
add_same(StringInfo list, const char *row, const char *column, Oid type)
{
	Oid equal = lookup_type_cache(type, TYPECACHE_EQ_OPR)->eq_opr;

	separate(list, " AND ");
	generate_operator_clause(list, psprintf("%s.%s", row, column), type, equal,
							 psprintf("gone.%s", column), type);
}

static void
add_key(Kept *kept, const char *column, Oid type)
{
	kept->keys++;
	separate(&kept->key, ", ");
	appendStringInfoString(&kept->key, column);
	separate(&kept->order, ", ");
	appendStringInfo(&kept->order, "gone.%s", column);
	separate(&kept->numbers, ", ");
	appendStringInfo(&kept->numbers, "%d", kept->keys);
	separate(&kept->either, ", ");
	appendStringInfo(&kept->either, "coalesce(come.%s, gone.%s)", column,
					 column);
	add_same(&kept->same_kept, "kept", column, type);
	add_same(&kept->same_come, "come", column, type);
}

static void
begin_lists(Kept *kept)
{
	initStringInfo(&kept->columns);
	initStringInfo(&kept->key);
	initStringInfo(&kept->order);
	initStringInfo(&kept->numbers);
	initStringInfo(&kept->either);
	initStringInfo(&kept->same_kept);
	initStringInfo(&kept->same_come);
	initStringInfo(&kept->merged);
	initStringInfo(&kept->added);
	initStringInfo(&kept->reduced);
	initStringInfo(&kept->nothing);
	kept->keys = kept->summaries = 0;
}

/* Put down the keys, or the summaries, of the columns. */
static void
add_columns(Kept *kept, TupleDesc columns, bool summaries)
{
	for (int i = 0; i < columns->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(columns, i);
		const char *column = quote_identifier(NameStr(attribute->attname));

		if (keep_is_summary(attribute->atttypid, kept->extension) != summaries)
			continue;
		separate(&kept->columns, ", ");
		appendStringInfoString(&kept->columns, column);
		if (summaries)
			add_summary(kept, column);
		else
			add_key(kept, column, attribute->atttypid);
	}
}

void
keep_describe(Kept *kept, TupleDesc columns)
{
	begin_lists(kept);
	add_columns(kept, columns, false);
	add_columns(kept, columns, true);
	if (kept->keys == 0 || kept->summaries == 0)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("a query whose summaries are kept must have a key and a summary among its columns"),
			 errhint(
				 "Such as: SELECT agency, concentration_summary(provider, value) AS money FROM rows GROUP BY agency.")));
}

Change
keep_prepare(const Kept *kept, const char *rows)
{
	/* the line ends after the query, which may end in a comment */
	SPIPlanPtr plan = SPI_prepare(
		psprintf("WITH rows AS (SELECT * FROM %s) SELECT * FROM (%s\n) AS kept_query",
				 rows, kept->query),
		0, NULL);
	CachedPlanSource *source;

	if (plan == NULL)
		elog(ERROR, "SPI_prepare returned %s for a kept table",
			 SPI_result_code_string(SPI_result));
	source = linitial(SPI_plan_get_plan_sources(plan));
	if (source->resultDesc == NULL)
		elog(ERROR, "the query of a kept table does not select");
	return (Change){plan, CreateTupleDescCopy(source->resultDesc)};
}

/* Have statements know rows by a name. */
static void
name_rows(const char *name, TupleDesc columns, Tuplestorestate *rows)
{
	EphemeralNamedRelation relation = palloc0(sizeof(EphemeralNamedRelationData));

	relation->md.name = pstrdup(name);
	relation->md.reliddesc = InvalidOid;
	relation->md.tupdesc = columns;
	relation->md.enrtype = ENR_NAMED_TUPLESTORE;
	relation->md.enrtuples = (double) tuplestore_tuple_count(rows);
	relation->reldata = rows;
	if (SPI_register_relation(relation) != SPI_OK_REL_REGISTER)
		elog(ERROR, "could not name changes of a kept table");
}

int64
keep_ask(const Change *change, const char *name)
{
	Tuplestorestate *groups = tuplestore_begin_heap(false, false, work_mem);
	SPIExecuteOptions options = {0};

	options.dest = CreateDestReceiver(DestTuplestore);
	SetTuplestoreDestReceiverParams(options.dest, groups, CurrentMemoryContext,
									false, NULL, NULL);
	if (SPI_execute_plan_extended(change->plan, &options) != SPI_OK_SELECT)
		elog(ERROR, "the query of a kept table does not select");
	name_rows(name, change->columns, groups);
	return tuplestore_tuple_count(groups);
}

/* Lock and change what is there, and make what is not, in one go. */
static void
upsert(const Kept *kept, const char *values, const char *where)
{
	(void) keep_execute(
		psprintf("INSERT INTO %s AS kept (%s) SELECT %s ORDER BY %s ON CONFLICT (%s) DO UPDATE SET %s%s",
				 kept->table, kept->columns.data, values, kept->numbers.data,
				 kept->key.data, kept->merged.data, where),
		SPI_OK_INSERT);
}

void
keep_add(const Kept *kept)
{
	upsert(kept, psprintf("%s FROM come", kept->columns.data), "");
}

static void
lock_gone(const Kept *kept)
{
	(void) keep_execute(
		psprintf("SELECT FROM %s AS kept, gone WHERE %s ORDER BY %s FOR UPDATE OF kept",
				 kept->table, kept->same_kept.data, kept->order.data),
		SPI_OK_SELECT);
}

/* Take out what is locked; rows of which nothing is left go. */
static void
reduce(const Kept *kept, int64 groups)
{
	uint64 found =
		keep_execute(psprintf("UPDATE %s AS kept SET %s FROM gone WHERE %s",
							  kept->table, kept->reduced.data,
							  kept->same_kept.data),
					 SPI_OK_UPDATE);

	if (found != (uint64) groups)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("table %s does not have all summaries that rows are taken out of",
					kept->table),
			 errdetail("Groups of the rows: %lld. Of these it has: %llu.",
					   (long long) groups, (unsigned long long) found),
			 errhint(
				 "Something else has changed it: fill it anew with keep_summaries().")));
	(void) keep_execute(
		psprintf("DELETE FROM %s AS kept USING gone WHERE %s AND %s",
				 kept->table, kept->same_kept.data, kept->nothing.data),
		SPI_OK_DELETE);
}

void
keep_take(const Kept *kept, int64 groups)
{
	lock_gone(kept);
	reduce(kept, groups);
}

/*
 * Groups that only lose rows are locked by the statement that adds, since a lock is
 * taken of what WHERE leaves alone, too.  Adding comes first, so that a group that
 * goes on never has nothing left meanwhile.
 */
void
keep_replace(const Kept *kept, int64 groups)
{
	upsert(kept,
		   psprintf("%s FROM come FULL JOIN gone ON %s", kept->either.data,
					kept->same_come.data),
		   psprintf(" WHERE %s", kept->added.data));
	reduce(kept, groups);
}

void
keep_clear(const Kept *kept, bool truncate)
{
	(void) keep_execute(psprintf(truncate ? "TRUNCATE %s" : "DELETE FROM %s",
								 kept->table),
						truncate ? SPI_OK_UTILITY : SPI_OK_DELETE);
}
