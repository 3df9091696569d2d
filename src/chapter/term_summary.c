/*-------------------------------------------------------------------------
 *
 * term_summary.c
 *		Chapter "term_summary": how long contracts are, by number and by value.
 *
 * The ledger's keys are lengths, in units of 1/4530960 year (years.h); an
 * entry has the rows of that length and the sum of their values.  A row of
 * known length and unknown value is in the entry's rows, adds nothing to its
 * sum, and counts as missing.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/term_summary.h"
#include "exact/years.h"
#include "pg/arguments.h"
#include "pg/bands.h"
#include "pg/numbers.h"
#include "pg/rows.h"
#include "pg/span.h"

#include "fmgr.h"

SUMMARY_INPUT_FUNCTIONS(term_summary, SUMMARY_TERM)

SQL_FUNCTION(commissioning_term_summary_add);

/*
 * commissioning_term_summary_add
 *		Transition function of term_summary(term, value) and its short forms,
 *		and of mean_length(term), where no value is asked for.
 */
Datum
commissioning_term_summary_add(PG_FUNCTION_ARGS)
{
	Span span = {false, false, false, 0, 0};
	SummaryRow row;

	summary_prefetch(fcinfo);
	if (!PG_ARGISNULL(1))
		span = span_read(PG_GETARG_DATUM(1));
	summary_row_begin(&row, 1);
	row.nkeys = span.empty || span_is_bounded(&span) ? 1 : 0;
	if (row.nkeys > 0)
		summary_key_int64(&row.key[0], span_length(&span));
	row.valued = true;
	row.value = AMOUNT_ZERO;
	if (PG_NARGS() > 2)
		summary_row_value(&row, fcinfo, 2);
	return summary_add_row(fcinfo, SUMMARY_TERM, KEY_LENGTH, &row);
}

/* Figures of the first argument, with that part and the counts */
static const TermFigures *
get_figures(FunctionCallInfo fcinfo, int part)
{
	return summary_figures(fcinfo, SUMMARY_TERM, part | TERM_COUNTS);
}

/* The entries too, in order or not */
static void
open_lengths(FunctionCallInfo fcinfo, bool sorted, SummaryView *view,
			 TermFigures *counts)
{
	summary_open_argument(fcinfo, SUMMARY_TERM, sorted, view);
	term_count(view, counts);
}

SQL_FUNCTION(commissioning_contracts);

/* How many contracts have a length */
Datum
commissioning_contracts(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(get_figures(fcinfo, TERM_COUNTS)->contracts);
}

SQL_FUNCTION(commissioning_term_total);

/* The net value of the contracts that have a length; NULL if none has a value */
Datum
commissioning_term_total(PG_FUNCTION_ARGS)
{
	const TermFigures *figures = get_figures(fcinfo, TERM_COUNTS);

	if (figures->measured == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_money(figures->value));
}

/* A length, or lengths by what they weigh, in years */
static Datum
years_datum(Wide lengths, Wide weights)
{
	return NumericGetDatum(figure_ratio(lengths,
										wide_scale(weights, YEARS_UNITS)));
}

SQL_FUNCTION(commissioning_mean_length);

/* Sum of lengths by number of contracts, in years */
Datum
commissioning_mean_length(PG_FUNCTION_ARGS)
{
	const TermFigures *figures = get_figures(fcinfo, TERM_LENGTHS);

	if (figures->contracts == 0)
		PG_RETURN_NULL();
	return years_datum(figures->lengths, wide_from_int64(figures->contracts));
}

SQL_FUNCTION(commissioning_weighted_length);

/* Sum of length times value by sum of values, in years */
Datum
commissioning_weighted_length(PG_FUNCTION_ARGS)
{
	const TermFigures *figures = get_figures(fcinfo, TERM_WEIGHTED);

	if (!amount_is_positive(figures->value))
		PG_RETURN_NULL();
	return years_datum(figures->weighted, wide_from_amount(figures->value));
}

/* One of the quantiles that are figures; false if nothing has any weight */
static bool
get_quantile(FunctionCallInfo fcinfo, bool weighted, int which, int64 *length)
{
	const TermFigures *figures = get_figures(fcinfo,
											 weighted
												 ? TERM_WEIGHTED_QUANTILE(which)
												 : TERM_QUANTILE(which));

	*length = weighted ? figures->weighted_quantile[which]
					   : figures->quantile[which];
	return amount_is_positive(term_total(figures, weighted));
}

/* Any other */
static bool
find_quantile(FunctionCallInfo fcinfo, bool weighted, Datum fraction,
			  int64 *length)
{
	SummaryView view;
	TermFigures counts;
	Amount total;

	open_lengths(fcinfo, true, &view, &counts);
	total = term_total(&counts, weighted);
	if (!amount_is_positive(total))
		return false;
	*length = term_quantile(&view, weighted, total, fraction);
	return true;
}

/*
 * The weights are numbers of contracts or values.  With exact weights the
 * quantile does not change when all are multiplied by the same.
 */
static Datum
length_quantile(FunctionCallInfo fcinfo, bool weighted)
{
	Datum fraction = argument_fraction(fcinfo, 1, "fraction");
	int which = argument_which_percent(fraction, term_quantiles, TERM_QUANTILES);
	int64 length = 0;

	if (which < 0 ? !find_quantile(fcinfo, weighted, fraction, &length)
				  : !get_quantile(fcinfo, weighted, which, &length))
		PG_RETURN_NULL();
	return years_datum(wide_from_int64(length), wide_from_int64(1));
}

SQL_FUNCTION(commissioning_length_quantile);

Datum
commissioning_length_quantile(PG_FUNCTION_ARGS)
{
	return length_quantile(fcinfo, false);
}

SQL_FUNCTION(commissioning_weighted_length_quantile);

Datum
commissioning_weighted_length_quantile(PG_FUNCTION_ARGS)
{
	return length_quantile(fcinfo, true);
}

/* The share, of contracts or of their value, whose length is in a range */
static Datum
share_in_range(FunctionCallInfo fcinfo, bool weighted)
{
	SummaryView view;
	TermFigures counts;
	Amount total;
	Amount part = AMOUNT_ZERO;
	Amount low;
	Amount high;

	open_lengths(fcinfo, false, &view, &counts);
	total = term_total(&counts, weighted);
	if (!amount_is_positive(total))
		PG_RETURN_NULL();
	if (figure_range(PG_GETARG_RANGE_P(1), FIGURE_YEARS, &low, &high))
	{
		for (uint32 i = 0; i < view.nentries; i++)
		{
			Amount length = amount_from_int64(term_length(&view, i));

			if (amount_compare(low, length) <= 0 &&
				amount_compare(length, high) <= 0)
				part = amount_add(part, term_weight(&view, i, weighted));
		}
	}
	PG_RETURN_NUMERIC(figure_ratio(wide_from_amount(part),
								   wide_from_amount(total)));
}

SQL_FUNCTION(commissioning_contract_share);

Datum
commissioning_contract_share(PG_FUNCTION_ARGS)
{
	return share_in_range(fcinfo, false);
}

SQL_FUNCTION(commissioning_value_share);

Datum
commissioning_value_share(PG_FUNCTION_ARGS)
{
	return share_in_range(fcinfo, true);
}

SQL_FUNCTION(commissioning_length_bands);

/*
 * commissioning_length_bands
 *		Contracts and value by band of length: a row for every band between
 *		the breaks, also for one without contracts.
 */
Datum
commissioning_length_bands(PG_FUNCTION_ARGS)
{
	FigureRows rows;
	SummaryView view;
	TermFigures counts;
	FigureBands bands;
	int64 *contracts;
	Amount *value;

	figure_rows_prepare(fcinfo);
	figure_bands(PG_GETARG_ARRAYTYPE_P(1), FIGURE_YEARS, &bands);
	open_lengths(fcinfo, false, &view, &counts);
	contracts = palloc0(bands.count * sizeof(int64));
	value = palloc0(bands.count * sizeof(Amount));
	for (uint32 i = 0; i < view.nentries; i++)
	{
		int band = figure_band(&bands, amount_from_int64(term_length(&view, i)));

		contracts[band] += summary_rows(&view, i);
		value[band] = amount_add(value[band], summary_sum(&view, i));
	}
	figure_rows_begin(&rows, fcinfo);
	for (int i = 0; i < bands.count; i++)
	{
		Datum values[5];
		bool nulls[5] = {false};

		values[0] = bands.range[i];
		values[1] = Int64GetDatum(contracts[i]);
		nulls[2] = counts.contracts == 0;
		if (!nulls[2])
			values[2] =
				NumericGetDatum(figure_ratio(wide_from_int64(contracts[i]),
											 wide_from_int64(counts.contracts)));
		values[3] = NumericGetDatum(figure_money(value[i]));
		nulls[4] = !amount_is_positive(counts.value);
		if (!nulls[4])
			values[4] =
				NumericGetDatum(figure_ratio(wide_from_amount(value[i]),
											 wide_from_amount(counts.value)));
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}
