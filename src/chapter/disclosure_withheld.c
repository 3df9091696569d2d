/*-------------------------------------------------------------------------
 *
 * disclosure_withheld.c
 *		Which cells of a table with a published total are held back.
 *
 * What is held back can be worked out as the total less what is shown.  So
 * where a cell must not be told, a second one is held back with it, and more
 * until their sum is above 0: a sum of 0 would tell each of them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/numbers.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"

/* A cell that may be held back for the sake of others */
typedef struct Cell
{
	Amount value;
	int place;
} Cell;

/* The smallest first, of equal ones that which comes first */
static inline int
compare_cells(const Cell *a, const Cell *b)
{
	int order = amount_compare(a->value, b->value);

	return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

#define ST_SORT			 sort_cells
#define ST_ELEMENT_TYPE	 Cell
#define ST_COMPARE(a, b) compare_cells(a, b)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* An array of one dimension, or of none if it is empty, as its elements */
static int
read_array(ArrayType *array, const char *name, Oid type, Datum **element,
		   bool **null)
{
	int count;

	if (ARR_NDIM(array) > 1)
		ereport(
			ERROR,
			(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
			 errmsg("%s must have one dimension, not %d", name, ARR_NDIM(array)),
			 errhint(
				 "A table of two dimensions needs a program that looks at rows and columns together.")));
	if (type == BOOLOID)
		deconstruct_array(array, type, 1, true, TYPALIGN_CHAR, element, null,
						  &count);
	else
		deconstruct_array(array, type, -1, false, TYPALIGN_INT, element, null,
						  &count);
	return count;
}

static Amount
read_cell(Datum cell, int place)
{
	Amount value = figure_read_value(cell);

	if (amount_is_negative(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cell %d must be 0 or more, not %s", place + 1,
						figure_to_string(cell)),
				 errhint("Where there are claw-backs, give the sizes, abs(...).")));
	return value;
}

static bool
read_sensitive(Datum sensitive, bool null, int place)
{
	if (null)
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("whether cell %d is sensitive must be true or false, not NULL",
					place + 1),
			 errhint(
				 "A rule that finds nothing to measure is NULL: decide what that means, such as coalesce(dominated(s, 1, 70), false).")));
	return DatumGetBool(sensitive);
}

/* What is held back so far, and what may be */
typedef struct Table
{
	Datum *withheld;
	int held;
	bool positive; /* is the sum of those above 0? */
	Cell *other;
	int nothers;
} Table;

/* Hold back what is sensitive; a cell that is not known shows and hides nothing. */
static void
hold_back_sensitive(Table *table, const Datum *cell, const bool *unknown,
					const Datum *sensitive, const bool *undecided, int count)
{
	for (int i = 0; i < count; i++)
	{
		Amount value;

		CHECK_FOR_INTERRUPTS();
		table->withheld[i] = BoolGetDatum(false);
		if (unknown[i])
			continue;
		value = read_cell(cell[i], i);
		if (read_sensitive(sensitive[i], undecided[i], i))
		{
			table->withheld[i] = BoolGetDatum(true);
			table->held++;
			table->positive |= amount_is_positive(value);
			continue;
		}
		table->other[table->nothers].value = value;
		table->other[table->nothers++].place = i;
	}
}

/* Hold back the smallest others until two cells are whose sum is above 0. */
static void
hold_back_others(Table *table)
{
	sort_cells(table->other, table->nothers);
	for (int i = 0;
		 i < table->nothers && (table->held < 2 || !table->positive); i++)
	{
		table->withheld[table->other[i].place] = BoolGetDatum(true);
		table->held++;
		table->positive |= amount_is_positive(table->other[i].value);
	}
}

SQL_FUNCTION(commissioning_withheld);

/*
 * commissioning_withheld
 *		Which cells are held back: those that are sensitive and, if there are
 *		any, the smallest others that hide them.
 */
Datum
commissioning_withheld(PG_FUNCTION_ARGS)
{
	ArrayType *cells = PG_GETARG_ARRAYTYPE_P(0);
	Datum *cell;
	Datum *sensitive;
	bool *unknown;
	bool *undecided;
	int count = read_array(cells, "cells", NUMERICOID, &cell, &unknown);
	int decisions = read_array(PG_GETARG_ARRAYTYPE_P(1), "sensitive", BOOLOID,
							   &sensitive, &undecided);
	Table table = {0};

	if (count != decisions)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("cells and sensitive must have as many elements, not %d and %d",
						count, decisions),
				 errhint("Say of each cell whether it is sensitive.")));
	if (count == 0)
		PG_RETURN_ARRAYTYPE_P(construct_empty_array(BOOLOID));
	table.withheld = palloc((Size) count * sizeof(Datum));
	table.other = palloc((Size) count * sizeof(Cell));
	hold_back_sensitive(&table, cell, unknown, sensitive, undecided, count);
	if (table.held > 0)
		hold_back_others(&table);
	PG_RETURN_ARRAYTYPE_P(construct_md_array(table.withheld, NULL, 1,
											 ARR_DIMS(cells), ARR_LBOUND(cells),
											 BOOLOID, 1, true, TYPALIGN_CHAR));
}
