/*-------------------------------------------------------------------------
 *
 * overlap.c
 *		Chapter "overlap": providers shared between agencies.
 *
 * The ledger has an entry without rows for every agency, and under it one
 * with rows and sum for every provider of that agency.  Compact, the latter
 * are sorted by provider and then by agency, so that each provider's agencies
 * are neighbours ("group") in order of the agencies' names.
 *
 * A provider whose values over all agencies add up to less than 0 stays in
 * the sets, but its money is left out.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/overlap.h"
#include "pg/arguments.h"
#include "pg/numbers.h"
#include "pg/rows.h"
#include "summary/growth.h"
#include "summary/project.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/rangetypes.h"

SUMMARY_INPUT_FUNCTIONS(overlap_summary, SUMMARY_OVERLAP)

/* Arguments: state, agency, provider and, unless left out, value */
static Datum
add_provider(FunctionCallInfo fcinfo, KeyType key_type)
{
	SummaryRow row;

	summary_prefetch(fcinfo);
	/* also an agency of which no provider is known is one */
	row.levels = 2;
	row.nkeys = PG_ARGISNULL(1) ? 0 : PG_ARGISNULL(2) ? 1 : 2;
	if (row.nkeys > 0)
		summary_key_argument(fcinfo, 1, KEY_TEXT, &row.key[0]);
	if (row.nkeys > 1)
		summary_key_argument(fcinfo, 2, key_type, &row.key[1]);
	row.valued = true;
	row.value = AMOUNT_ZERO;
	if (PG_NARGS() > 3)
		summary_row_value(&row, fcinfo, 3);
	return summary_add_row(fcinfo, SUMMARY_OVERLAP, key_type, &row);
}

/* Of overlap_summary() and shared_providers() */
SUMMARY_ADD_FUNCTIONS(overlap, add_provider)

SQL_FUNCTION(commissioning_concentration_of_overlap);

Datum
commissioning_concentration_of_overlap(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(summary_project(summary_argument(fcinfo, SUMMARY_OVERLAP),
									  SUMMARY_CONCENTRATION));
}

void
overlap_open(FunctionCallInfo fcinfo, Overlap *overlap)
{
	Summary *summary = summary_compact(summary_argument(fcinfo, SUMMARY_OVERLAP));

	summary_open(summary, &overlap->view);
	overlap->agencies = summary_first_group(&overlap->view, &overlap->group);
	overlap->valued = !amount_is_zero(summary->measured_value);
}

bool
overlap_next_provider(Overlap *overlap)
{
	return summary_next_group(&overlap->view, &overlap->group);
}

static uint32
group_agencies(const Overlap *overlap)
{
	return overlap->group.end - overlap->group.first;
}

/* The net value of the current provider; false if it is negative */
bool
overlap_provider_value(const Overlap *overlap, Amount *value)
{
	*value = AMOUNT_ZERO;
	for (uint32 i = overlap->group.first; i < overlap->group.end; i++)
		*value = amount_add(*value, overlap->view.entries[i].sum);
	if (amount_is_negative(*value))
	{
		*value = AMOUNT_ZERO;
		return false;
	}
	return true;
}

text *
overlap_agency_name(const Overlap *overlap, uint32 agency)
{
	return summary_key_text(KEY_TEXT, &overlap->view.entries[agency],
							overlap->view.heap);
}

/* The agencies of the current provider, as text[] */
static Datum
group_agency_names(const Overlap *overlap)
{
	uint32 n = group_agencies(overlap);
	Datum *names = palloc(n * sizeof(Datum));

	for (uint32 i = 0; i < n; i++)
	{
		const LedgerEntry *entry =
			&overlap->view.entries[overlap->group.first + i];

		names[i] = PointerGetDatum(overlap_agency_name(overlap,
													   entry->parent - 1));
	}
	return PointerGetDatum(construct_array(names, n, TEXTOID, -1, false,
										   TYPALIGN_INT));
}

static int64
at_least_argument(FunctionCallInfo fcinfo)
{
	if (PG_NARGS() < 2)
		return 2;
	return argument_count(fcinfo, 1, "at_least", 1,
						  "Shared is what has 2 agencies or more.");
}

SQL_FUNCTION(commissioning_overlap_agencies);

Datum
commissioning_overlap_agencies(PG_FUNCTION_ARGS)
{
	SummaryView view;
	int64 agencies = 0;

	summary_open(summary_argument(fcinfo, SUMMARY_OVERLAP), &view);
	for (uint32 i = 0; i < view.nentries; i++)
		agencies += view.entries[i].parent == LEDGER_NO_PARENT;
	PG_RETURN_INT64(agencies);
}

SQL_FUNCTION(commissioning_overlap_providers);

Datum
commissioning_overlap_providers(PG_FUNCTION_ARGS)
{
	Overlap overlap;
	int64 providers = 0;

	overlap_open(fcinfo, &overlap);
	while (overlap_next_provider(&overlap))
		providers++;
	PG_RETURN_INT64(providers);
}

SQL_FUNCTION(commissioning_overlap_negative_providers);

/* How many providers have a negative net value, over all their agencies */
Datum
commissioning_overlap_negative_providers(PG_FUNCTION_ARGS)
{
	Overlap overlap;
	int64 negative = 0;
	Amount value;

	overlap_open(fcinfo, &overlap);
	while (overlap_next_provider(&overlap))
		negative += !overlap_provider_value(&overlap, &value);
	PG_RETURN_INT64(negative);
}

SQL_FUNCTION(commissioning_shared_providers);

/* How many providers have at least so many agencies, 2 unless said */
Datum
commissioning_shared_providers(PG_FUNCTION_ARGS)
{
	int64 at_least = at_least_argument(fcinfo);
	Overlap overlap;
	int64 shared = 0;

	overlap_open(fcinfo, &overlap);
	while (overlap_next_provider(&overlap))
		shared += group_agencies(&overlap) >= at_least;
	PG_RETURN_INT64(shared);
}

SQL_FUNCTION(commissioning_agencies_per_provider);

Datum
commissioning_agencies_per_provider(PG_FUNCTION_ARGS)
{
	Overlap overlap;
	int64 providers = 0;
	int64 pairs = 0;

	overlap_open(fcinfo, &overlap);
	while (overlap_next_provider(&overlap))
	{
		providers++;
		pairs += group_agencies(&overlap);
	}
	if (providers == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(wide_from_int64(pairs),
								   wide_from_int64(providers)));
}

SQL_FUNCTION(commissioning_overlap_total);

/* What shared_value_share() gives shares of; NULL if no value was seen */
Datum
commissioning_overlap_total(PG_FUNCTION_ARGS)
{
	Overlap overlap;
	Amount total = AMOUNT_ZERO;

	overlap_open(fcinfo, &overlap);
	if (!overlap.valued)
		PG_RETURN_NULL();
	while (overlap_next_provider(&overlap))
	{
		Amount value;

		overlap_provider_value(&overlap, &value);
		total = amount_add(total, value);
	}
	PG_RETURN_NUMERIC(figure_money(total));
}

SQL_FUNCTION(commissioning_shared_value_share);

/* The share of all value that providers with so many agencies hold */
Datum
commissioning_shared_value_share(PG_FUNCTION_ARGS)
{
	int64 at_least = at_least_argument(fcinfo);
	Overlap overlap;
	Amount shared = AMOUNT_ZERO;
	Amount total = AMOUNT_ZERO;

	overlap_open(fcinfo, &overlap);
	while (overlap_next_provider(&overlap))
	{
		Amount value;

		overlap_provider_value(&overlap, &value);
		total = amount_add(total, value);
		if (group_agencies(&overlap) >= at_least)
			shared = amount_add(shared, value);
	}
	if (amount_is_zero(total))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(wide_from_amount(shared),
								   wide_from_amount(total)));
}

SQL_FUNCTION(commissioning_overlap_counts);

/* How many providers deal with exactly 1, 2, 3 ... agencies */
Datum
commissioning_overlap_counts(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	Overlap overlap;
	int64 *providers;
	Amount *value;
	int64 all = 0;
	Amount total = AMOUNT_ZERO;
	uint32 most = 0;

	InitMaterializedSRF(fcinfo, 0);
	overlap_open(fcinfo, &overlap);
	providers = palloc0((overlap.agencies + 1) * sizeof(int64));
	value = palloc0((overlap.agencies + 1) * sizeof(Amount));
	while (overlap_next_provider(&overlap))
	{
		uint32 n = group_agencies(&overlap);
		Amount held;

		overlap_provider_value(&overlap, &held);
		providers[n]++;
		value[n] = amount_add(value[n], held);
		all++;
		total = amount_add(total, held);
		most = Max(most, n);
	}
	figure_rows_begin(&rows, fcinfo);
	for (uint32 n = 1; n <= most; n++)
	{
		Datum values[5];
		bool nulls[5] = {false};

		values[0] = Int64GetDatum(n);
		values[1] = Int64GetDatum(providers[n]);
		values[2] = NumericGetDatum(figure_ratio(wide_from_int64(providers[n]),
												 wide_from_int64(all)));
		nulls[3] = !overlap.valued;
		if (!nulls[3])
			values[3] = NumericGetDatum(figure_money(value[n]));
		nulls[4] = amount_is_zero(total);
		if (!nulls[4])
			values[4] = NumericGetDatum(figure_ratio(wide_from_amount(value[n]),
													 wide_from_amount(total)));
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}

SQL_FUNCTION(commissioning_overlap_sets);

/*
 * commissioning_overlap_sets
 *		How many providers have exactly this set of agencies, for every set
 *		that any provider has (exclusive intersections).
 *
 * The sets are counted in a ledger of their own, whose keys are the agencies'
 * numbers in network byte order: compact, it has them in order.
 */
Datum
commissioning_overlap_sets(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	Overlap overlap;
	SummaryDraft sets = {summary_make(SUMMARY_OVERLAP, KEY_TEXT, 0)};
	SummaryView view;
	uint32 *key;

	InitMaterializedSRF(fcinfo, 0);
	overlap_open(fcinfo, &overlap);
	key = palloc((overlap.agencies + 1) * sizeof(uint32));
	while (overlap_next_provider(&overlap))
	{
		uint32 n = group_agencies(&overlap);
		Amount value;

		CHECK_FOR_INTERRUPTS();
		overlap_provider_value(&overlap, &value);
		for (uint32 i = 0; i < n; i++)
			key[i] = pg_hton32(
				overlap.view.entries[overlap.group.first + i].parent - 1);
		summary_draft_add(&sets, key, n * sizeof(uint32), LEDGER_NO_PARENT, 1,
						  value);
	}

	summary_open(summary_compact(sets.summary), &view);
	figure_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < view.nentries; i++)
	{
		const LedgerEntry *entry = &view.entries[i];
		int n = entry->length / sizeof(uint32);
		Datum *names = palloc(n * sizeof(Datum));
		Datum values[3];
		bool nulls[3] = {false};

		memcpy(key, ledger_key(entry, view.heap), entry->length);
		for (int j = 0; j < n; j++)
			names[j] = PointerGetDatum(overlap_agency_name(&overlap,
														   pg_ntoh32(key[j])));
		values[0] = PointerGetDatum(construct_array(names, n, TEXTOID, -1,
													false, TYPALIGN_INT));
		values[1] = Int64GetDatum(entry->rows);
		nulls[2] = !overlap.valued;
		if (!nulls[2])
			values[2] = NumericGetDatum(figure_money(entry->sum));
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}

SQL_FUNCTION(commissioning_shared_provider_list);

/* Providers with at least so many agencies, and which those are */
Datum
commissioning_shared_provider_list(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	int64 at_least = at_least_argument(fcinfo);
	Overlap overlap;

	InitMaterializedSRF(fcinfo, 0);
	overlap_open(fcinfo, &overlap);
	figure_rows_begin(&rows, fcinfo);
	while (overlap_next_provider(&overlap))
	{
		const SummaryView *view = &overlap.view;
		Datum values[3];
		bool nulls[3] = {false};
		Amount value;

		CHECK_FOR_INTERRUPTS();
		if (group_agencies(&overlap) < at_least)
			continue;
		values[0] = PointerGetDatum(
			summary_key_text(view->summary->key_type,
							 &view->entries[overlap.group.first], view->heap));
		values[1] = group_agency_names(&overlap);
		nulls[2] = !overlap.valued || !overlap_provider_value(&overlap, &value);
		if (!nulls[2])
			values[2] = NumericGetDatum(figure_money(value));
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}

SQL_FUNCTION(commissioning_union_bounds);

/*
 * commissioning_union_bounds
 *		What the size of a union can be when only the sizes of the sets are
 *		known: from the largest to the sum.  A size of NULL is not known.
 */
Datum
commissioning_union_bounds(PG_FUNCTION_ARGS)
{
	ArrayType *sizes = PG_GETARG_ARRAYTYPE_P(0);
	TypeCacheEntry *typcache = lookup_type_cache(INT8RANGEOID,
												 TYPECACHE_RANGE_INFO);
	RangeBound lower = {0, false, true, true};
	RangeBound upper = {0, false, true, false};
	Datum *elements;
	bool *nulls;
	int n;
	int64 largest = 0;
	int64 sum = 0;

	deconstruct_array(sizes, INT8OID, sizeof(int64), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, &elements, &nulls, &n);
	if (n == 0)
		PG_RETURN_NULL();
	for (int i = 0; i < n; i++)
	{
		int64 size;

		if (nulls[i])
		{
			upper.infinite = true;
			continue;
		}
		size = DatumGetInt64(elements[i]);
		if (size < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("size of a set must not be negative: " INT64_FORMAT,
							size)));
		if (size >= PG_INT64_MAX - sum)
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("sum of the sizes is out of range")));
		sum += size;
		largest = Max(largest, size);
	}
	lower.val = Int64GetDatum(largest);
	upper.val = Int64GetDatum(sum);
	PG_RETURN_RANGE_P(compat_make_range(typcache, &lower, &upper, false));
}
