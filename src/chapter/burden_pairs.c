/*-------------------------------------------------------------------------
 *
 * burden_pairs.c
 *		Chapter "burden": what each two agencies ask of the providers that both
 *		have.
 *
 * One schedule for two agencies asks as often as the one that asks more often, so
 * that what the other asks at its highest frequency is saved, beyond what each of
 * them spares by asking once for all of its own arrangements.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/burden.h"
#include "chapter/burden_pairs.h"
#include "pg/huge.h"
#include "pg/rows.h"

#include "common/hashfn.h"
#include "fmgr.h"
#include "miscadmin.h"

#define SH_PREFIX		pairs
#define SH_ELEMENT_TYPE JointPair
#define SH_KEY_TYPE		uint64
#define SH_KEY			key
#define SH_HASH_KEY(tb, key) \
	hash_bytes((const unsigned char *) &(key), sizeof(uint64))
#define SH_EQUAL(tb, a, b) ((a) == (b))
#define SH_SCOPE		   static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* pairs that there is room for at first */
#define PAIRS_AT_FIRST 256

struct pairs_hash *
joint_pairs_create(void)
{
	return pairs_create(CurrentMemoryContext, PAIRS_AT_FIRST, NULL);
}

JointPair *
joint_pairs_enter(struct pairs_hash *pairs, uint32 a, uint32 b)
{
	uint64 key = (uint64) Min(a, b) << 32 | Max(a, b);
	bool found;
	JointPair *pair = pairs_insert(pairs, key, &found);

	if (!found)
	{
		pair->providers = 0;
		pair->reports = pair->joint = pair->saved = WIDE_ZERO;
	}
	return pair;
}

static inline int
compare_pairs(const JointPair *a, const JointPair *b)
{
	int order = wide_compare(b->saved, a->saved);

	if (order != 0)
		return order;
	return a->key < b->key ? -1 : a->key > b->key;
}

#define ST_SORT			 sort_pairs
#define ST_ELEMENT_TYPE	 JointPair
#define ST_COMPARE(a, b) compare_pairs(a, b)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* All pairs in one piece, in order */
static JointPair *
gather(struct pairs_hash *pairs)
{
	JointPair *all = huge_alloc(((Size) pairs->members + 1) * sizeof(JointPair));
	const JointPair *pair;
	pairs_iterator iterator;
	Size n = 0;

	pairs_start_iterate(pairs, &iterator);
	while ((pair = pairs_iterate(pairs, &iterator)) != NULL)
		all[n++] = *pair;
	sort_pairs(all, n);
	return all;
}

Datum
joint_pairs_list(FunctionCallInfo fcinfo, struct pairs_hash *pairs,
				 const SummaryView *view, Wide unit)
{
	JointPair *all = gather(pairs);
	FigureRows rows;

	figure_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < pairs->members; i++)
	{
		const JointPair *pair = &all[i];
		Datum values[6];
		bool nulls[6] = {false};

		values[0] = PointerGetDatum(summary_entry_text(view, KEY_TEXT,
													   pair->key >> 32));
		values[1] = PointerGetDatum(summary_entry_text(view, KEY_TEXT,
													   (uint32) pair->key));
		values[2] = Int64GetDatum(pair->providers);
		values[3] = NumericGetDatum(figure_ratio(pair->reports, unit));
		values[4] = NumericGetDatum(figure_ratio(pair->joint, unit));
		values[5] = NumericGetDatum(figure_ratio(pair->saved, unit));
		figure_row(&rows, values, nulls);
	}
	return figure_rows_end(&rows);
}

/* What two agencies ask of one provider, by its entries */
static void
add_pair(JointPair *pair, const SummaryView *view, uint32 a, uint32 b)
{
	int64 a_peak = summary_peak(view, a);
	int64 b_peak = summary_peak(view, b);

	pair->providers++;
	pair->reports = wide_add(pair->reports,
							 wide_add(wide_from_amount(summary_tally(view, a)),
									  wide_from_amount(summary_tally(view, b))));
	pair->joint = wide_add(pair->joint, wide_from_int64(Max(a_peak, b_peak)));
	pair->saved = wide_add(pair->saved, wide_from_int64(Min(a_peak, b_peak)));
}

SQL_FUNCTION(commissioning_joint_pairs);

/* Every pair of agencies with a provider of whom both ask something */
Datum
commissioning_joint_pairs(PG_FUNCTION_ARGS)
{
	SummaryView view;
	SummaryGroup group;
	struct pairs_hash *pairs = joint_pairs_create();

	figure_rows_prepare(fcinfo);
	summary_open_argument(fcinfo, SUMMARY_BURDEN, true, &view);
	summary_first_group(&view, &group);
	while (summary_next_group(&view, &group))
	{
		for (uint32 a = group.first; a < group.end; a++)
		{
			CHECK_FOR_INTERRUPTS();
			for (uint32 b = a + 1; b < group.end; b++)
				if (summary_peak(&view, a) > 0 && summary_peak(&view, b) > 0)
					add_pair(joint_pairs_enter(pairs, summary_parent(&view, a),
											   summary_parent(&view, b)),
							 &view, a, b);
		}
	}
	return joint_pairs_list(fcinfo, pairs, &view, wide_from_int64(DECIMAL_ONE));
}
