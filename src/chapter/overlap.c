/*-------------------------------------------------------------------------
 *
 * overlap.c
 *		Chapter "overlap": providers shared between agencies.
 *
 * The ledger has an entry for every agency, which counts its rows of unknown
 * provider, and under it one with rows and sum for every provider of that
 * agency.  Sorted, the latter
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
#include "summary/draft.h"
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
	summary_row_begin(&row, 2);
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
	SummaryView view;

	summary_open_argument(fcinfo, SUMMARY_OVERLAP, true, &view);
	PG_RETURN_DATUM(summary_project(&view, SUMMARY_CONCENTRATION));
}

void
overlap_open(FunctionCallInfo fcinfo, Overlap *overlap)
{
	SummaryView view;

	summary_open_argument(fcinfo, SUMMARY_OVERLAP, true, &view);
	overlap_begin(&view, overlap);
}

/* Figures of the first argument, with that part */
static const OverlapFigures *
get_figures(FunctionCallInfo fcinfo, int part)
{
	return summary_figures(fcinfo, SUMMARY_OVERLAP, part);
}

text *
overlap_agency_name(const Overlap *overlap, uint32 agency)
{
	return summary_entry_text(&overlap->view, KEY_TEXT, agency);
}

/* The agencies of the current provider, as text[] */
static Datum
group_agency_names(const Overlap *overlap)
{
	uint32 n = overlap_provider_agencies(overlap);
	Datum *names = palloc(n * sizeof(Datum));

	for (uint32 i = 0; i < n; i++)
		names[i] = PointerGetDatum(overlap_agency_name(
			overlap, summary_parent(&overlap->view, overlap->group.first + i)));
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
	PG_RETURN_INT64(get_figures(fcinfo, OVERLAP_AGENCIES)->agencies);
}

SQL_FUNCTION(commissioning_overlap_providers);

Datum
commissioning_overlap_providers(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(get_figures(fcinfo, OVERLAP_PROVIDERS)->shared[0]);
}

SQL_FUNCTION(commissioning_overlap_negative_providers);

/* How many providers have a negative net value, over all their agencies */
Datum
commissioning_overlap_negative_providers(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(get_figures(fcinfo, OVERLAP_PROVIDERS)->negative);
}

/* Providers that have at least so many agencies, what they hold, and all hold */
typedef struct Shared
{
	int64 providers;
	Amount value;
	Amount total;
} Shared;

static void
get_shared(FunctionCallInfo fcinfo, int64 at_least, Shared *shared)
{
	const OverlapFigures *figures;
	Overlap overlap;
	Amount value;

	if (at_least <= OVERLAP_SHARED)
	{
		figures = get_figures(fcinfo, OVERLAP_PROVIDERS);
		shared->providers = figures->shared[at_least - 1];
		shared->value = figures->value[at_least - 1];
		shared->total = figures->value[0];
		return;
	}
	memset(shared, 0, sizeof(Shared));
	overlap_open(fcinfo, &overlap);
	while (overlap_next_provider(&overlap))
	{
		overlap_provider_value(&overlap, &value);
		shared->total = amount_add(shared->total, value);
		if (overlap_provider_agencies(&overlap) < at_least)
			continue;
		shared->providers++;
		shared->value = amount_add(shared->value, value);
	}
}

SQL_FUNCTION(commissioning_shared_providers);

/* How many providers have at least so many agencies, 2 unless said */
Datum
commissioning_shared_providers(PG_FUNCTION_ARGS)
{
	Shared shared;

	get_shared(fcinfo, at_least_argument(fcinfo), &shared);
	PG_RETURN_INT64(shared.providers);
}

SQL_FUNCTION(commissioning_agencies_per_provider);

Datum
commissioning_agencies_per_provider(PG_FUNCTION_ARGS)
{
	const OverlapFigures *figures = get_figures(fcinfo, OVERLAP_PROVIDERS);

	if (figures->shared[0] == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(wide_from_int64(figures->pairs),
								   wide_from_int64(figures->shared[0])));
}

SQL_FUNCTION(commissioning_overlap_total);

/* What shared_value_share() gives shares of; NULL if no value was seen */
Datum
commissioning_overlap_total(PG_FUNCTION_ARGS)
{
	const OverlapFigures *figures = get_figures(fcinfo, OVERLAP_PROVIDERS);

	if (!figures->valued)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_money(figures->value[0]));
}

SQL_FUNCTION(commissioning_shared_value_share);

/* The share of all value that providers with so many agencies hold */
Datum
commissioning_shared_value_share(PG_FUNCTION_ARGS)
{
	Shared shared;

	get_shared(fcinfo, at_least_argument(fcinfo), &shared);
	if (amount_is_zero(shared.total))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_ratio(wide_from_amount(shared.value),
								   wide_from_amount(shared.total)));
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

	figure_rows_prepare(fcinfo);
	overlap_open(fcinfo, &overlap);
	providers = palloc0((overlap.agencies + 1) * sizeof(int64));
	value = palloc0((overlap.agencies + 1) * sizeof(Amount));
	while (overlap_next_provider(&overlap))
	{
		uint32 n = overlap_provider_agencies(&overlap);
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
	SummaryDraft sets;
	SummaryView view;
	uint32 *key;

	figure_rows_prepare(fcinfo);
	overlap_open(fcinfo, &overlap);
	key = palloc((overlap.agencies + 1) * sizeof(uint32));
	summary_draft_begin(&sets, SUMMARY_CONCENTRATION, KEY_TEXT, 0);
	while (overlap_next_provider(&overlap))
	{
		uint32 n = overlap_provider_agencies(&overlap);
		LedgerKey set = {(const char *) key, n * sizeof(uint32)};
		LedgerFigures figures = {.rows = 1};

		CHECK_FOR_INTERRUPTS();
		overlap_provider_value(&overlap, &figures.sum);
		for (uint32 i = 0; i < n; i++)
			key[i] = pg_hton32(summary_parent(&overlap.view,
											  overlap.group.first + i));
		summary_draft_add(&sets, &set, &figures);
	}

	summary_view(summary_finish(sets.summary), &view);
	figure_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < view.nentries; i++)
	{
		int n = summary_key_length(&view, i) / sizeof(uint32);
		Datum *names = palloc(n * sizeof(Datum));
		Datum values[3];
		bool nulls[3] = {false};

		memcpy(key, summary_key_bytes(&view, i), n * sizeof(uint32));
		for (int j = 0; j < n; j++)
			names[j] = PointerGetDatum(overlap_agency_name(&overlap,
														   pg_ntoh32(key[j])));
		values[0] = PointerGetDatum(construct_array(names, n, TEXTOID, -1,
													false, TYPALIGN_INT));
		values[1] = Int64GetDatum(summary_rows(&view, i));
		nulls[2] = !overlap.valued;
		if (!nulls[2])
			values[2] = NumericGetDatum(figure_money(summary_sum(&view, i)));
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

	figure_rows_prepare(fcinfo);
	overlap_open(fcinfo, &overlap);
	figure_rows_begin(&rows, fcinfo);
	while (overlap_next_provider(&overlap))
	{
		const SummaryView *view = &overlap.view;
		Datum values[3];
		bool nulls[3] = {false};
		Amount value;

		CHECK_FOR_INTERRUPTS();
		if (overlap_provider_agencies(&overlap) < at_least)
			continue;
		values[0] = PointerGetDatum(summary_entry_text(view,
													   view->summary->key_type,
													   overlap.group.first));
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
