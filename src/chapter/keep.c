/*-------------------------------------------------------------------------
 *
 * keep.c
 *		Chapter "keep": a table of summaries that follows the rows of another.
 *
 * keep_summaries() installs triggers that, after each statement, add what is new
 * to the summaries and take out what is gone.  What the summaries are is said by a
 * query over the name "rows", which stands for the whole table when it is filled,
 * and for the rows of the statement afterwards; its columns that are no summaries
 * are the key.  Summaries are exact, so that the table is always, to the byte, what
 * the query over all rows would give.
 *
 * The triggers run with the rights of whoever changes rows, as functions of this
 * extension do: their query is what somebody wrote who had no more than the right to
 * make triggers.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/keep.h"

#include "access/genam.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/dependency.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_index.h"
#include "catalog/pg_proc.h"
#include "commands/defrem.h"
#include "commands/tablecmds.h"
#include "commands/trigger.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"

/* What a trigger is given */
#define KEEP_TABLE		 0 /* the kept table, with its schema */
#define KEEP_QUERY		 1
#define KEEP_SEARCH_PATH 2 /* by which the query is understood */
#define KEEP_ARGUMENTS	 3

#define FOLLOW "keep_summaries_follow"

/* What triggers fire for, and what they are given */
static const struct
{
	const char *event;
	const char *tables;
} keep_triggers[] = {
	{"insert", "REFERENCING NEW TABLE AS new_rows"},
	{"update", "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows"},
	{"delete", "REFERENCING OLD TABLE AS old_rows"},
	{"truncate", ""},
};

/* Of a table that is not locked, or not there: it may be dropped at any moment. */
static char *
qualified_name(Oid relation)
{
	char *name = get_rel_name(relation);
	char *schema = get_namespace_name(get_rel_namespace(relation));

	if (name == NULL || schema == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", relation)));
	return quote_qualified_identifier(schema, name);
}

static void
begin(Kept *kept, FunctionCallInfo fcinfo)
{
	Oid function = fcinfo->flinfo->fn_oid;
	char *schema = get_namespace_name(get_func_namespace(function));

	/* nothing keeps others from dropping the extension meanwhile */
	if (schema == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("function with OID %u does not exist", function)));
	kept->extension = getExtensionOfObject(ProcedureRelationId, function);
	kept->schema = quote_identifier(schema);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
}

/*
 * Understand the query as when the triggers were made, and see all rows or fail, until
 * the end of a nest level.
 */
static int
enter_settings(const char *search_path)
{
	int nest_level = NewGUCNestLevel();

	if (search_path)
		(void) set_config_option("search_path", search_path, PGC_USERSET,
								 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	(void) set_config_option("row_security", "off", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	return nest_level;
}

/*
 * The table that a trigger's argument names; InvalidOid if it is gone.  Rights on its
 * schema are not asked for: it may be another one than the caller's.
 */
static Oid
named_table(const char *name)
{
	RangeVar *table = makeRangeVarFromNameList(compat_qualified_name(name));
	Oid schema = table->schemaname ? get_namespace_oid(table->schemaname, true)
								   : InvalidOid;

	return OidIsValid(schema) ? get_relname_relid(table->relname, schema)
							  : InvalidOid;
}

/*
 * The trigger
 */

static void
check_trigger(FunctionCallInfo fcinfo)
{
	const TriggerData *trigger = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo) ||
		!TRIGGER_FIRED_FOR_STATEMENT(trigger->tg_event) ||
		!TRIGGER_FIRED_AFTER(trigger->tg_event) ||
		trigger->tg_trigger->tgnargs != KEEP_ARGUMENTS)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("%s() is called by the triggers that keep_summaries() makes, and by nothing else",
						FOLLOW)));
}

static void
check_kept_is_there(const TriggerData *trigger)
{
	const char *table = trigger->tg_trigger->tgargs[KEEP_TABLE];

	if (!OidIsValid(named_table(table)))
		ereport(
			ERROR,
			(errcode(ERRCODE_UNDEFINED_TABLE),
			 errmsg("table %s, in which summaries of \"%s\" are kept, does not exist",
					table, RelationGetRelationName(trigger->tg_relation)),
			 errhint("If it has another name now, call keep_summaries() again; else drop trigger \"%s\" and the others that call %s(%s, ...).",
					 trigger->tg_trigger->tgname, FOLLOW,
					 quote_literal_cstr(table))));
}

static void
add_context(void *argument)
{
	const TriggerData *trigger = argument;

	errcontext("table %s keeps summaries of \"%s\"",
			   trigger->tg_trigger->tgargs[KEEP_TABLE],
			   RelationGetRelationName(trigger->tg_relation));
}

/* Name what the query gives for rows that have come or gone; returns how many groups. */
static int64
take_change(Kept *kept, const char *rows, const char *name)
{
	Change change = keep_prepare(kept, rows);

	keep_describe(kept, change.columns);
	return keep_ask(&change, name);
}

/* Take over the rows of the statement that a trigger is fired for. */
static void
follow(Kept *kept, const TriggerData *trigger)
{
	int64 come = 0;
	int64 gone = 0;

	if (trigger->tg_trigger->tgnewtable)
		come = take_change(kept, "new_rows", "come");
	if (trigger->tg_trigger->tgoldtable)
		gone = take_change(kept, "old_rows", "gone");
	if (come + gone == 0)
		return;
	if (TRIGGER_FIRED_BY_INSERT(trigger->tg_event))
		keep_add(kept);
	else if (TRIGGER_FIRED_BY_DELETE(trigger->tg_event))
		keep_take(kept, gone);
	else
		keep_replace(kept, gone);
}

/* Fill the kept table anew; the rows are gone, but for those of tables that inherit. */
static void
follow_truncate(Kept *kept, const TriggerData *trigger)
{
	Oid rows = RelationGetRelid(trigger->tg_relation);

	keep_clear(kept, true);
	(void) take_change(kept, qualified_name(rows), "come");
	keep_add(kept);
}

SQL_FUNCTION(commissioning_keep_summaries_follow);

/*
 * commissioning_keep_summaries_follow
 *		The trigger function, for each statement.  Its arguments are the kept table,
 *		the query and the search path.
 */
Datum
commissioning_keep_summaries_follow(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;
	ErrorContextCallback context = {error_context_stack, add_context, trigger};
	Kept kept;
	int nest_level;

	check_trigger(fcinfo);
	check_kept_is_there(trigger);
	error_context_stack = &context;
	begin(&kept, fcinfo);
	if (SPI_register_trigger_data(trigger) != SPI_OK_TD_REGISTER)
		elog(ERROR, "SPI_register_trigger_data failed");
	kept.table = trigger->tg_trigger->tgargs[KEEP_TABLE];
	kept.query = trigger->tg_trigger->tgargs[KEEP_QUERY];
	nest_level = enter_settings(trigger->tg_trigger->tgargs[KEEP_SEARCH_PATH]);
	if (TRIGGER_FIRED_BY_TRUNCATE(trigger->tg_event))
		follow_truncate(&kept, trigger);
	else
		follow(&kept, trigger);
	AtEOXact_GUC(false, nest_level);
	SPI_finish();
	error_context_stack = context.previous;
	return PointerGetDatum(NULL);
}

/*
 * The call
 */

/* The schemas that are searched now, and temporary tables last, as a setting */
static char *
search_path_now(void)
{
	StringInfoData path;
	ListCell *cell;

	initStringInfo(&path);
	foreach(cell, fetch_search_path(false))
	{
		char *schema = get_namespace_name(lfirst_oid(cell));

		if (schema && !isAnyTempNamespace(lfirst_oid(cell)))
			appendStringInfo(&path, "%s, ", quote_identifier(schema));
	}
	appendStringInfoString(&path, "pg_temp");
	return path.data;
}

/* Is this one of the triggers that keep_summaries() makes? */
static bool
is_ours(const Trigger *trigger, const char *schema)
{
	return trigger->tgnargs == KEEP_ARGUMENTS &&
		strcmp(get_func_name(trigger->tgfoid), FOLLOW) == 0 &&
		strcmp(quote_identifier(
				   get_namespace_name(get_func_namespace(trigger->tgfoid))),
			   schema) == 0;
}

/*
 * The triggers by which a kept table follows rows; InvalidOid stands for all tables
 * that are gone.
 */
static List *
our_triggers(const Kept *kept, Relation rows, Oid kept_table)
{
	/* a copy, since the table's may be read anew whenever a name is looked up */
	TriggerDesc *triggers = CopyTriggerDesc(rows->trigdesc);
	List *ours = NIL;

	for (int i = 0; triggers && i < triggers->numtriggers; i++)
	{
		Trigger *trigger = &triggers->triggers[i];

		if (is_ours(trigger, kept->schema) &&
			named_table(trigger->tgargs[KEEP_TABLE]) == kept_table)
			ours = lappend(ours, trigger);
	}
	return ours;
}

static void
drop_triggers(List *triggers, Relation rows)
{
	const char *table = qualified_name(RelationGetRelid(rows));
	ListCell *cell;

	foreach(cell, triggers)
	{
		const Trigger *trigger = lfirst(cell);

		(void) keep_execute(psprintf("DROP TRIGGER %s ON %s",
									 quote_identifier(trigger->tgname), table),
							SPI_OK_UTILITY);
	}
}

/*
 * Which tables are gone?  One of them may be the kept table, under an earlier name;
 * nothing else says of the others that they do not follow any more.
 */
static void
tell_gone(const Kept *kept, Relation rows, List *triggers)
{
	List *told = NIL;
	ListCell *cell;

	foreach(cell, triggers)
	{
		const Trigger *trigger = lfirst(cell);
		Node *table = (Node *) makeString(trigger->tgargs[KEEP_TABLE]);

		if (list_member(told, table))
			continue;
		told = lappend(told, table);
		ereport(
			NOTICE,
			(errmsg("table %s, which does not exist, keeps summaries of \"%s\" no more",
					strVal(table), RelationGetRelationName(rows)),
			 errhint("If it has a name other than %s now, call keep_summaries() for that, too.",
					 kept->table)));
	}
}

/* Drop the triggers of an earlier call, also those from before a table was renamed. */
static void
drop_earlier(const Kept *kept, Relation rows, Oid kept_table)
{
	List *gone = our_triggers(kept, rows, InvalidOid);

	drop_triggers(our_triggers(kept, rows, kept_table), rows);
	drop_triggers(gone, rows);
	tell_gone(kept, rows, gone);
}

/* A name that no trigger of the table has: keep_<table>_<event>, and a number */
static char *
trigger_name(Oid rows, const char *table, const char *event)
{
	char *name = makeObjectName("keep", table, event);

	for (int i = 1; OidIsValid(get_trigger_oid(rows, name, true)); i++)
		name = makeObjectName("keep", table, psprintf("%s%d", event, i));
	return name;
}

static void
make_triggers(const Kept *kept, Oid rows, const char *table)
{
	char *search_path = search_path_now();

	for (int i = 0; i < lengthof(keep_triggers); i++)
		(void) keep_execute(
			psprintf("CREATE TRIGGER %s AFTER %s ON %s %s FOR EACH STATEMENT EXECUTE FUNCTION %s.%s(%s, %s, %s)",
					 quote_identifier(trigger_name(rows, table,
												   keep_triggers[i].event)),
					 keep_triggers[i].event, qualified_name(rows),
					 keep_triggers[i].tables, kept->schema, FOLLOW,
					 quote_literal_cstr(kept->table),
					 quote_literal_cstr(kept->query),
					 quote_literal_cstr(search_path)),
			SPI_OK_UTILITY);
}

/* Is a column of the query the same in the kept table?  Returns its number. */
static AttrNumber
check_column(const Kept *kept, Oid table, Form_pg_attribute column)
{
	AttrNumber number = get_attnum(table, NameStr(column->attname));
	Oid type;
	int32 modifier;
	Oid collation;

	if (number == InvalidAttrNumber)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("table %s has no column \"%s\", which the query has",
						kept->table, NameStr(column->attname))));
	get_atttypetypmodcoll(table, number, &type, &modifier, &collation);
	if (type != column->atttypid ||
		(modifier != -1 && modifier != column->atttypmod) ||
		collation != column->attcollation)
		ereport(
			ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("column \"%s\" of table %s is not of the type or collation that the query's is",
					NameStr(column->attname), kept->table),
			 errdetail("It is %s, and that of the query is %s.",
					   format_type_with_typemod(type, modifier),
					   format_type_with_typemod(column->atttypid,
												column->atttypmod)),
			 errhint("Make them the same, in the query by a cast or COLLATE.")));
	return number;
}

/* Does an index make sure that there is one row for each of these columns? */
static bool
index_is_of(Oid index_oid, const Bitmapset *key)
{
	Relation index = index_open(index_oid, AccessShareLock);
	Form_pg_index form = index->rd_index;
	Bitmapset *columns = NULL;
	bool found;

	for (int i = 0; i < form->indnkeyatts; i++)
		if (form->indkey.values[i] > 0)
			columns = bms_add_member(columns, form->indkey.values[i]);
	found = form->indisunique && form->indimmediate && form->indisvalid &&
		form->indnkeyatts == bms_num_members(columns) &&
		RelationGetIndexPredicate(index) == NIL && bms_equal(columns, key);
	index_close(index, AccessShareLock);
	return found;
}

/*
 * A key that may be NULL would not be found again, and one that several rows have
 * would be found twice.
 */
static void
check_kept(const Kept *kept, Relation table, TupleDesc columns)
{
	Bitmapset *key = NULL;
	bool complete = true;
	bool unique = false;
	ListCell *cell;

	for (int i = 0; i < columns->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(columns, i);
		AttrNumber number = check_column(kept, RelationGetRelid(table), column);

		if (keep_is_summary(column->atttypid, kept->extension))
			continue;
		key = bms_add_member(key, number);
		complete &= TupleDescAttr(RelationGetDescr(table), number - 1)->attnotnull;
	}
	foreach(cell, RelationGetIndexList(table))
		unique |= index_is_of(lfirst_oid(cell), key);
	if (!complete || !unique)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("table %s must have the primary key (%s)", kept->table,
					kept->key.data),
			 errdetail("These are the columns of the query that are no summaries."),
			 errhint(
				 "Where a key may be NULL, write coalesce(agency, '(no agency)') AS agency.")));
}

/* Rows and summaries must be as lasting, or a crash takes only one of them. */
static void
check_tables(const Kept *kept, Relation rows, Relation table)
{
	if (RelationGetRelid(rows) == RelationGetRelid(table))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("table %s cannot keep summaries of itself",
						kept->table)));
	if (rows->rd_rel->relpersistence != table->rd_rel->relpersistence)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TABLE_DEFINITION),
				 errmsg("table %s and the one that it keeps summaries of must both be permanent, unlogged or temporary",
						kept->table)));
	CheckTableNotInUse(rows, "keep_summaries");
}

/*
 * Nobody may add rows that neither the snapshot nor the triggers see.  A table is not
 * locked for those who could not make the triggers.
 */
static void
check_caller(Oid rows)
{
	AclResult result = pg_class_aclcheck(rows, GetUserId(), ACL_TRIGGER);

	if (result != ACLCHECK_OK)
		aclcheck_error(result, get_relkind_objtype(get_rel_relkind(rows)),
					   get_rel_name(rows));
	if (IsolationUsesXactSnapshot())
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_TRANSACTION_STATE),
			 errmsg("keep_summaries() must run at isolation level READ COMMITTED"),
			 errdetail("Rows that came after the transaction's snapshot would be missing."),
			 errhint("BEGIN ISOLATION LEVEL READ COMMITTED.")));
}

SQL_FUNCTION(commissioning_keep_summaries);

/*
 * commissioning_keep_summaries
 *		Fill a table with summaries of the rows of another, and have it follow them.
 *		Called again, it does all of that anew.
 */
Datum
commissioning_keep_summaries(PG_FUNCTION_ARGS)
{
	Relation rows;
	Relation table;
	Change all;
	Kept kept;
	int nest_level;

	check_caller(PG_GETARG_OID(0));
	rows = table_open(PG_GETARG_OID(0), ShareRowExclusiveLock);
	table = table_open(PG_GETARG_OID(1), RowExclusiveLock);
	kept.table = qualified_name(RelationGetRelid(table));
	kept.query = text_to_cstring(PG_GETARG_TEXT_PP(2));
	check_tables(&kept, rows, table);
	begin(&kept, fcinfo);
	nest_level = enter_settings(NULL);
	all = keep_prepare(&kept, qualified_name(RelationGetRelid(rows)));
	keep_describe(&kept, all.columns);
	keep_check_query(&all, kept.extension);
	check_kept(&kept, table, all.columns);
	drop_earlier(&kept, rows, RelationGetRelid(table));
	make_triggers(&kept, RelationGetRelid(rows),
				  get_rel_name(RelationGetRelid(table)));
	keep_clear(&kept, false);
	(void) keep_ask(&all, "come");
	keep_add(&kept);
	AtEOXact_GUC(false, nest_level);
	SPI_finish();
	table_close(table, NoLock);
	table_close(rows, NoLock);
	PG_RETURN_VOID();
}

/*
 * The end of it
 */

/* A table is not locked for those who could not drop its triggers. */
static void
check_owner(Oid rows)
{
	const char *name = qualified_name(rows);

	if (!compat_owns_relation(rows, GetUserId()))
		aclcheck_error(ACLCHECK_NOT_OWNER,
					   get_relkind_objtype(get_rel_relkind(rows)), name);
}

SQL_FUNCTION(commissioning_keep_summaries_stop);

/*
 * commissioning_keep_summaries_stop
 *		Have a kept table follow rows no more.  It keeps what it has.
 */
Datum
commissioning_keep_summaries_stop(PG_FUNCTION_ARGS)
{
	Relation rows;
	List *triggers;
	Kept kept;

	check_owner(PG_GETARG_OID(0));
	kept.table = qualified_name(PG_GETARG_OID(1));
	rows = table_open(PG_GETARG_OID(0), AccessExclusiveLock);
	/* a statement would look for its triggers when it ends */
	CheckTableNotInUse(rows, "keep_summaries_stop");
	begin(&kept, fcinfo);
	triggers = our_triggers(&kept, rows, PG_GETARG_OID(1));
	if (triggers == NIL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("table %s does not keep summaries of \"%s\"",
						kept.table, RelationGetRelationName(rows)),
				 errhint("The triggers of \"%s\" that call %s() have the names of the tables that do.",
						 RelationGetRelationName(rows), FOLLOW)));
	drop_triggers(triggers, rows);
	SPI_finish();
	table_close(rows, NoLock);
	PG_RETURN_VOID();
}
