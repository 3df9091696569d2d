/*-------------------------------------------------------------------------
 *
 * keep_query.c
 *		Which queries can be followed.
 *
 * A kept table is right as long as the query over all rows is the sum of the queries
 * over each statement's rows.  So it is a plain one: aggregates that make summaries,
 * grouped by the other columns, of one reading of the rows, by expressions that never
 * give anything else for the same row.  All else is refused when the triggers are
 * made, and not found out by a wrong figure.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/keep.h"

#include "access/htup_details.h"
#include "catalog/dependency.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "nodes/primnodes.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/plancache.h"
#include "utils/syscache.h"

/* The one summary from which rows cannot be taken out */
#define BURDEN_SUMMARY "burden_summary"

pg_noreturn static void
refuse(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("cannot keep summaries of a query with %s", what),
			 errdetail("What it gives for all rows must be the sum of what it gives for the rows of each statement."),
			 errhint("Write SELECT ... FROM rows WHERE ... GROUP BY ...")));
}

/* The name of a type of the extension; NULL for others, and for arrays */
static char *
own_type(Oid type, Oid extension)
{
	HeapTuple tuple;
	char *name;

	if (OidIsValid(get_element_type(type)) ||
		getExtensionOfObject(TypeRelationId, type) != extension)
		return NULL;
	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	if (!HeapTupleIsValid(tuple))
		return NULL;
	name = pstrdup(NameStr(((Form_pg_type) GETSTRUCT(tuple))->typname));
	ReleaseSysCache(tuple);
	return name;
}

bool
keep_is_summary(Oid type, Oid extension)
{
	static const char suffix[] = "_summary";
	char *name = own_type(type, extension);
	Size length = name ? strlen(name) : 0;

	return length > strlen(suffix) &&
		strcmp(name + length - strlen(suffix), suffix) == 0;
}

/* What the query must not have, whatever its columns are */
static void
check_clauses(const Query *query)
{
	if (query->setOperations)
		refuse("UNION, INTERSECT or EXCEPT");
	if (query->cteList)
		refuse("WITH");
	if (query->hasSubLinks)
		refuse("a query inside it");
	if (query->groupingSets)
		refuse("GROUPING SETS");
	if (query->havingQual)
		refuse("HAVING");
	if (query->distinctClause)
		refuse("DISTINCT");
	if (query->limitCount || query->limitOffset)
		refuse("LIMIT or OFFSET");
	if (query->hasWindowFuncs)
		refuse("a window function");
	if (query->hasTargetSRFs)
		refuse("a set-returning function in its columns");
}

/* What it reads: "rows" once, and functions or VALUES beside it */
static Index
rows_entry(const Query *query)
{
	Index found = 0;
	Index number = 0;
	ListCell *cell;

	foreach(cell, query->rtable)
	{
		RangeTblEntry *entry = lfirst(cell);

		number++;
		if (entry->rtekind == RTE_RELATION || entry->rtekind == RTE_SUBQUERY ||
			entry->rtekind == RTE_NAMEDTUPLESTORE ||
			(entry->rtekind == RTE_CTE && found > 0))
			refuse("more in FROM than rows, once");
		if (entry->rtekind == RTE_CTE)
			found = number;
	}
	if (found == 0)
		refuse("no rows in FROM");
	return found;
}

/* Does every result row of a part of FROM come from one row of "rows"? */
static bool
keeps_rows(const Node *from, Index rows)
{
	const JoinExpr *join = (const JoinExpr *) from;

	if (IsA(from, RangeTblRef))
		return true;
	if (!IsA(from, JoinExpr) || !keeps_rows(join->larg, rows))
		return false;
	if (join->jointype == JOIN_INNER)
		return keeps_rows(join->rarg, rows);
	return join->jointype == JOIN_LEFT && IsA(join->rarg, RangeTblRef) &&
		((const RangeTblRef *) join->rarg)->rtindex != rows;
}

static void
check_from(const Query *query)
{
	Index rows = rows_entry(query);
	ListCell *cell;

	foreach(cell, query->jointree->fromlist)
		if (!keeps_rows(lfirst(cell), rows))
			refuse("an outer join that gives more than rows has");
}

/* Does an aggregate give NULL for no rows only?  rollup() does for rows of NULL, too. */
static bool
sees_every_row(const Aggref *aggregate, Oid extension)
{
	return aggregate->aggfilter == NULL &&
		!keep_is_summary(linitial_oid(aggregate->aggargtypes), extension);
}

/* Returns whether the summary of a column tells that there are rows. */
static bool
check_summary(const TargetEntry *column, Oid extension)
{
	const Aggref *aggregate = (const Aggref *) column->expr;
	const char *type = own_type(exprType((Node *) column->expr), extension);

	if (strcmp(type, BURDEN_SUMMARY) == 0)
		ereport(
			ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("cannot keep column \"%s\": rows cannot be taken out of a %s",
					column->resname, type),
			 errdetail("It has the highest frequency of each provider, which cannot be taken back."),
			 errhint("Keep a schedule_summary, and read it as a burden_summary.")));
	if (!IsA(aggregate, Aggref) || aggregate->aggdistinct ||
		getExtensionOfObject(ProcedureRelationId, aggregate->aggfnoid) !=
			extension)
		refuse(psprintf("column \"%s\", which is no plain aggregate that makes a %s",
						column->resname, type));
	return sees_every_row(aggregate, extension);
}

/* A key must be what the query groups by, ... */
static void
check_key(const TargetEntry *column)
{
	if (column->ressortgroupref == 0 ||
		exprType((Node *) column->expr) == UNKNOWNOID)
		refuse(psprintf("column \"%s\", which is no summary and not in GROUP BY",
						column->resname));
}

static void
check_columns(const Query *query, Oid extension)
{
	int keys = 0;
	bool every_row = false;
	ListCell *cell;

	foreach(cell, query->targetList)
	{
		TargetEntry *column = lfirst(cell);

		if (column->resjunk)
			continue;
		if (keep_is_summary(exprType((Node *) column->expr), extension))
			every_row |= check_summary(column, extension);
		else
		{
			check_key(column);
			keys++;
		}
	}
	/* ... and the other way round */
	if (keys != list_length(query->groupClause))
		refuse("GROUP BY of something that is not among its columns");
	if (!every_row)
		refuse("no summary that is made of every row");
}

/*
 * The query itself.  It stands in "WITH rows AS (...) SELECT * FROM (query)", unless it
 * has ended the parentheses that it was put in.
 */
static Query *
inner_query(const Change *change)
{
	List *sources = SPI_plan_get_plan_sources(change->plan);
	List *queries = ((CachedPlanSource *) linitial(sources))->query_list;
	Query *outer = linitial(queries);
	RangeTblEntry *entry;

	if (list_length(sources) != 1 || list_length(queries) != 1 ||
		list_length(outer->rtable) != 1 || list_length(outer->cteList) != 1)
		refuse("unbalanced parentheses");
	entry = linitial(outer->rtable);
	return entry->subquery;
}

void
keep_check_query(const Change *change, Oid extension)
{
	Query *query = inner_query(change);

	check_clauses(query);
	check_from(query);
	check_columns(query, extension);
	if (contain_mutable_functions((Node *) query))
		ereport(
			ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("functions in a query whose summaries are kept must be marked IMMUTABLE"),
			 errdetail("A row must be taken out of the group and by the values that it was added with, whatever the time and the settings."),
			 errhint("Keep what they give in a column of the rows, and use that.")));
}
