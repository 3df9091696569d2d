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

#include "exact/years.h"
#include "pg/arguments.h"
#include "pg/bands.h"
#include "pg/numbers.h"
#include "pg/rows.h"
#include "pg/span.h"
#include "summary/chapter.h"

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
	row.levels = 1;
	row.nkeys = span.empty || span_is_bounded(&span) ? 1 : 0;
	if (row.nkeys > 0)
		summary_key_int64(&row.key[0], span_length(&span));
	row.valued = true;
	row.value = AMOUNT_ZERO;
	if (PG_NARGS() > 2)
		summary_row_value(&row, fcinfo, 2);
	return summary_add_row(fcinfo, SUMMARY_TERM, KEY_LENGTH, &row);
}

/* A term summary in order of length */
typedef struct Lengths
{
	const Summary *summary;
	const LedgerEntry *entries;
	uint32 nentries;
	int64 measured; /* rows, of known length and value */
	int64 contracts;
	Amount value; /* net; not positive: no weights to speak of */
} Lengths;

static void
open_lengths(FunctionCallInfo fcinfo, bool sorted, Lengths *lengths)
{
	Summary *summary = summary_argument(fcinfo, SUMMARY_TERM);
	SummaryView view;

	if (sorted)
		summary = summary_compact(summary);
	summary_open(summary, &view);
	lengths->summary = summary;
	lengths->entries = view.entries;
	lengths->nentries = view.nentries;
	lengths->measured = view.summary->measured_rows;
	lengths->contracts = 0;
	lengths->value = AMOUNT_ZERO;
	for (uint32 i = 0; i < view.nentries; i++)
	{
		lengths->contracts += view.entries[i].rows;
		lengths->value = amount_add(lengths->value, view.entries[i].sum);
	}
}

SQL_FUNCTION(commissioning_contracts);

/* How many contracts have a length */
Datum
commissioning_contracts(PG_FUNCTION_ARGS)
{
	Lengths lengths;

	open_lengths(fcinfo, false, &lengths);
	PG_RETURN_INT64(lengths.contracts);
}

SQL_FUNCTION(commissioning_term_total);

/* The net value of the contracts that have a length; NULL if none has a value */
Datum
commissioning_term_total(PG_FUNCTION_ARGS)
{
	Lengths lengths;

	open_lengths(fcinfo, false, &lengths);
	if (lengths.measured == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(figure_money(lengths.value));
}

SQL_FUNCTION(commissioning_mean_length);

/* Sum of lengths by number of contracts, in years */
Datum
commissioning_mean_length(PG_FUNCTION_ARGS)
{
	Lengths lengths;
	Wide sum = WIDE_ZERO;

	open_lengths(fcinfo, false, &lengths);
	if (lengths.contracts == 0)
		PG_RETURN_NULL();
	for (uint32 i = 0; i < lengths.nentries; i++)
	{
		const LedgerEntry *entry = &lengths.entries[i];

		sum = wide_add(sum,
					   wide_multiply(amount_from_int64(summary_int64_of_key(entry)),
									 amount_from_int64(entry->rows)));
	}
	PG_RETURN_NUMERIC(figure_ratio(
		sum, wide_scale(wide_from_int64(lengths.contracts), YEARS_UNITS)));
}

SQL_FUNCTION(commissioning_weighted_length);

/* Sum of length times value by sum of values, in years */
Datum
commissioning_weighted_length(PG_FUNCTION_ARGS)
{
	Lengths lengths;
	Wide sum = WIDE_ZERO;

	open_lengths(fcinfo, false, &lengths);
	if (!amount_is_positive(lengths.value))
		PG_RETURN_NULL();
	for (uint32 i = 0; i < lengths.nentries; i++)
	{
		const LedgerEntry *entry = &lengths.entries[i];

		sum = wide_add(sum,
					   wide_multiply(amount_from_int64(summary_int64_of_key(entry)),
									 entry->sum));
	}
	PG_RETURN_NUMERIC(figure_ratio(sum,
								   wide_scale(wide_from_amount(lengths.value),
											  YEARS_UNITS)));
}

/*
 * The inverted CDF: the smallest length up to which the weights, numbers of
 * contracts or values, add up to the fraction of their total or more.  With
 * exact weights it does not change when all are multiplied by the same.
 */
static Datum
length_quantile(FunctionCallInfo fcinfo, bool weighted)
{
	Datum fraction = argument_fraction(fcinfo, 1, "fraction");
	Lengths lengths;
	Amount total;
	Amount wanted;
	Amount reached = AMOUNT_ZERO;

	open_lengths(fcinfo, true, &lengths);
	total = weighted ? lengths.value : amount_from_int64(lengths.contracts);
	if (!amount_is_positive(total))
		PG_RETURN_NULL();
	wanted = argument_at_least(fraction, total);
	for (uint32 i = 0; i < lengths.nentries; i++)
	{
		const LedgerEntry *entry = &lengths.entries[i];
		Amount weight = weighted ? entry->sum : amount_from_int64(entry->rows);

		/* fraction 0 asks for the smallest length that has any weight */
		if (amount_is_zero(weight))
			continue;
		reached = amount_add(reached, weight);
		if (amount_compare(reached, wanted) >= 0)
			PG_RETURN_NUMERIC(
				figure_ratio(wide_from_int64(summary_int64_of_key(entry)),
							 wide_from_int64(YEARS_UNITS)));
	}
	elog(ERROR, "weights do not add up to their total");
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
	Lengths lengths;
	Amount total;
	Amount part = AMOUNT_ZERO;
	Amount low;
	Amount high;

	open_lengths(fcinfo, false, &lengths);
	total = weighted ? lengths.value : amount_from_int64(lengths.contracts);
	if (!amount_is_positive(total))
		PG_RETURN_NULL();
	if (figure_range(PG_GETARG_RANGE_P(1), FIGURE_YEARS, &low, &high))
	{
		for (uint32 i = 0; i < lengths.nentries; i++)
		{
			const LedgerEntry *entry = &lengths.entries[i];
			Amount length = amount_from_int64(summary_int64_of_key(entry));

			if (amount_compare(low, length) <= 0 &&
				amount_compare(length, high) <= 0)
				part = amount_add(part,
								  weighted ? entry->sum
										   : amount_from_int64(entry->rows));
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
	Lengths lengths;
	FigureBands bands;
	int64 *contracts;
	Amount *value;

	InitMaterializedSRF(fcinfo, 0);
	figure_bands(PG_GETARG_ARRAYTYPE_P(1), FIGURE_YEARS, &bands);
	open_lengths(fcinfo, false, &lengths);
	contracts = palloc0(bands.count * sizeof(int64));
	value = palloc0(bands.count * sizeof(Amount));
	for (uint32 i = 0; i < lengths.nentries; i++)
	{
		const LedgerEntry *entry = &lengths.entries[i];
		int band = figure_band(&bands,
							   amount_from_int64(summary_int64_of_key(entry)));

		contracts[band] += entry->rows;
		value[band] = amount_add(value[band], entry->sum);
	}
	figure_rows_begin(&rows, fcinfo);
	for (int i = 0; i < bands.count; i++)
	{
		Datum values[5];
		bool nulls[5] = {false};

		values[0] = bands.range[i];
		values[1] = Int64GetDatum(contracts[i]);
		nulls[2] = lengths.contracts == 0;
		if (!nulls[2])
			values[2] =
				NumericGetDatum(figure_ratio(wide_from_int64(contracts[i]),
											 wide_from_int64(lengths.contracts)));
		values[3] = NumericGetDatum(figure_money(value[i]));
		nulls[4] = !amount_is_positive(lengths.value);
		if (!nulls[4])
			values[4] =
				NumericGetDatum(figure_ratio(wide_from_amount(value[i]),
											 wide_from_amount(lengths.value)));
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}
