/*-------------------------------------------------------------------------
 *
 * part.c
 *		Pieces of a summary, which roll up to it.
 *
 * Piece i of n has the entries whose keys of the lowest level, be they lengths,
 * holders or providers, hash to i.  What is under no such key is in piece 0: rows
 * without one, agencies without providers, and totals, since nothing tells which
 * rows of a total are whose.
 *
 * A piece passes the checks that are made of input.  But for schedules, entries do
 * not say how many of their rows are of unknown value, nor what their values come
 * to without signs; so the counters are dealt out as if the first keys had all of
 * that.  How depends on the whole alone, not on the number of pieces.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/huge.h"
#include "summary/days.h"
#include "summary/filling.h"
#include "summary/kinds.h"
#include "summary/part.h"
#include "summary/open.h"

#include "miscadmin.h"

/* A piece that is being worked out */
typedef struct Piece
{
	SummaryView view; /* of the whole */
	uint32 n;
	uint32 i;
	uint32 lowest;	   /* where the entries of the lowest level begin */
	bool exact;		   /* does each entry tell what it is counted as? */
	bool *kept;		   /* of each entry: is it in the piece? */
	Summary *counters; /* of the piece */
	/* what all entries of the lowest level come to */
	int64 rows;
	int64 valued; /* entries whose sum is not 0 */
	Amount gross; /* the sums without signs */
} Piece;

/* The finalizer of SplitMix64 */
static inline uint64
mix(uint64 h)
{
	h = (h ^ (h >> 30)) * UINT64CONST(0xbf58476d1ce4e5b9);
	h = (h ^ (h >> 27)) * UINT64CONST(0x94d049bb133111eb);
	return h ^ (h >> 31);
}

/*
 * The hash by which keys are told to pieces.  It is part of what the extension
 * promises (docs/design.md): never change it.  That of the ledger is another,
 * lest the keys of a piece crowd in its index.
 */
static uint64
hash_key(const char *bytes, uint32 length)
{
	uint64 h = length;

	for (uint32 at = 0; at < length; at += sizeof(uint64))
	{
		uint64 word = 0;

		memcpy(&word, bytes + at, Min(length - at, sizeof(word)));
		h = mix(h ^ pg_ntoh64(word));
	}
	return h;
}

/* Keep the entries of a key of the lowest level, and their parents. */
static void
keep_group(Piece *piece, const SummaryGroup *group)
{
	for (uint32 i = group->first; i < group->end; i++)
	{
		uint32 number = i;

		piece->kept[number] = true;
		while (summary_level(&piece->view, number) > 0)
		{
			number = summary_parent(&piece->view, number);
			piece->kept[number] = true;
		}
	}
}

/* Decide of the entries of the lowest level, and add them all up. */
static void
keep_lowest(Piece *piece)
{
	const SummaryView *view = &piece->view;
	SummaryGroup group;

	summary_first_group(view, &group);
	while (summary_next_group(view, &group))
	{
		uint64 hash = hash_key(summary_key_bytes(view, group.first),
							   summary_key_length(view, group.first));

		if (hash % piece->n == piece->i)
			keep_group(piece, &group);
		for (uint32 i = group.first; i < group.end; i++)
		{
			Amount sum = summary_sum(view, i);

			piece->rows += summary_rows(view, i);
			piece->valued += !amount_is_zero(sum);
			piece->gross = amount_add(piece->gross, amount_abs(sum));
		}
	}
}

/* Keep what else of the upper levels is in piece 0. */
static void
keep_upper(Piece *piece)
{
	const SummaryView *view = &piece->view;
	bool *has_child;

	if (piece->lowest == 0 || piece->exact)
		return;
	has_child = palloc0(piece->lowest);
	for (uint32 i = piece->lowest; i < view->nentries; i++)
		has_child[summary_parent(view, i)] = true;
	for (uint32 i = piece->lowest; i-- > 0;)
	{
		if (summary_level(view, i) > 0)
		{
			piece->kept[i] = true;
			piece->kept[summary_parent(view, i)] = true;
		}
		else if (!has_child[i] || summary_rows(view, i) > 0)
			piece->kept[i] = true;
	}
	pfree(has_child);
}

/*
 * Deal out what is counted of entries.  The rows of unknown value are the first
 * keys', but for one row of each that has a value; what is measured beyond the
 * sums without signs is the first's that has a measured row.
 */
static void
deal_counters(Piece *piece)
{
	const SummaryView *view = &piece->view;
	const Summary *whole = view->summary;
	int64 unknown = piece->rows - whole->measured_rows;
	Amount beyond = amount_subtract(whole->measured_value, piece->gross);
	int least = piece->valued <= whole->measured_rows ? 1 : 0;

	for (uint32 i = piece->lowest; i < view->nentries; i++)
	{
		int64 rows = summary_rows(view, i);
		Amount measured = amount_abs(summary_sum(view, i));
		int64 missing = Min(rows - (amount_is_zero(measured) ? 0 : least),
							unknown);

		CHECK_FOR_INTERRUPTS();
		unknown -= missing;
		if (missing < rows)
		{
			measured = amount_add(measured, beyond);
			beyond = AMOUNT_ZERO;
		}
		if (!piece->kept[i])
			continue;
		piece->counters->measured_rows += rows - missing;
		piece->counters->missing_rows += missing;
		piece->counters->measured_value =
			amount_add(piece->counters->measured_value, measured);
	}
}

/* The same where each entry tells: nothing need be dealt out. */
static void
count_kept(Piece *piece)
{
	DaysCounts kept = {0};

	for (uint32 i = piece->lowest; i < piece->view.nentries; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (piece->kept[i])
			days_count_entry(&kept, &piece->view.ledger, i);
	}
	piece->counters->measured_rows = kept.measured_rows;
	piece->counters->missing_rows = kept.missing_rows;
	piece->counters->measured_value = kept.measured_value;
	piece->counters->missing_value = kept.missing_value;
}

/* Count what was counted of no entry of the lowest level. */
static void
count_others(Piece *piece)
{
	const Summary *whole = piece->view.summary;

	piece->counters->missing_rows += whole->missing_rows -
		(piece->rows - whole->measured_rows);
	piece->counters->missing_value = amount_add(piece->counters->missing_value,
												whole->missing_value);
	/* of which count_kept() has counted what entries have */
	if (piece->exact)
		piece->counters->missing_value =
			amount_subtract(piece->counters->missing_value,
							amount_subtract(piece->gross, whole->measured_value));
}

static bool
is_nothing(const Summary *summary)
{
	return summary->ledger.nentries == 0 && summary->measured_rows == 0 &&
		summary->missing_rows == 0;
}

Summary *
summary_part(Datum summary, uint32 n, uint32 i)
{
	Piece piece = {.n = n, .i = i};
	Summary counters = {0};
	Summary *result;

	summary_open(summary, true, &piece.view);
	piece.lowest = summary_upper_end(&piece.view);
	piece.kept = huge_alloc((Size) piece.view.nentries + 1);
	memset(piece.kept, false, piece.view.nentries);
	piece.counters = &counters;
	piece.exact = summary_kind_info(piece.view.summary->kind)->counts_exactly;

	keep_lowest(&piece);
	if (piece.exact)
		count_kept(&piece);
	else
		deal_counters(&piece);
	if (i == 0)
	{
		keep_upper(&piece);
		count_others(&piece);
	}
	result = summary_fill_kept(&piece.view, piece.view.summary->kind,
							   piece.kept, i == 0);
	pfree(piece.kept);
	result->measured_rows = counters.measured_rows;
	result->missing_rows = counters.missing_rows;
	result->measured_value = counters.measured_value;
	result->missing_value = counters.missing_value;
	return is_nothing(result) ? NULL : result;
}
