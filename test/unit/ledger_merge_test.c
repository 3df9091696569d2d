/*
 * ledger_merge_test.c
 *		Finished ledgers merged into one: byte for byte what a ledger of the
 *		same contents is finished to.  And everything there is with ledgers,
 *		in random order.
 */
#include "ledger_model.h"

#define NEXTRAS 3

#define RUNS_MAX 20

/* 2^32 - 1 */
#define MOST_32 INT64CONST(4294967295)

/* Several boxes over the same keys, and what they come to */
typedef struct Set
{
	uint32 n;
	Keys keys;
	Box box[RUNS_MAX];
	Model total;
} Set;

/* In its place: the boxes know where the total is. */
static void
set_init(Set *set, Keys keys, uint8 extra, uint32 n)
{
	set->n = n;
	set->keys = keys;
	set->total = model_new(&set->keys, extra);
	for (uint32 i = 0; i < n; i++)
	{
		set->box[i] = box_new(&set->keys, extra, i % 2);
		set->box[i].total = &set->total;
	}
}

/*
 * Finish and merge them.  Is each what its model says, and all what theirs
 * does?
 */
static bool
set_agrees(Set *set, bool *redone)
{
	Bytes runs[RUNS_MAX];
	Bytes sum;
	bool same = true;

	for (uint32 i = 0; i < set->n; i++)
	{
		runs[i] = box_finish(&set->box[i]);
		same &= is_model(runs[i], &set->box[i].model);
	}
	sum = merged(runs, set->n, redone);
	same &= is_model(sum, &set->total);
	free(sum.bytes);
	for (uint32 i = 0; i < set->n; i++)
		free(runs[i].bytes);
	return same;
}

static void
set_free(Set *set)
{
	for (uint32 i = 0; i < set->n; i++)
		box_free(&set->box[i]);
	model_free(&set->total);
	keys_free(&set->keys);
}

/* Some rows of keys from first on, wrapping around */
static void
add_range(Box *box, int first, int nkeys, int rows, int style)
{
	uint8 extra = box->model.extra;

	for (int i = 0; i < rows && nkeys > 0; i++)
	{
		int key = (first + random_below(nkeys)) % box->model.keys->n;

		box_row(box, key, random_value(style), random_rate(extra, style));
	}
}

/* ------------------------------------------------------------------------ */

/* Runs of random keys: the same, disjoint, or some of each; some of none */
static bool
runs_agree(uint8 extra, KeyKind kind, int levels, uint32 nruns, int nkeys,
		   int style)
{
	Set set;
	bool redone;
	bool same;
	int each = nkeys / nruns;

	set_init(&set, make_keys(kind, levels, extra, nkeys), extra, nruns);
	for (uint32 i = 0; i < nruns; i++)
	{
		int run_style = random_below(style + 1);

		switch (random_below(4))
		{
			case 0: /* all that there are */
				add_range(&set.box[i], 0, nkeys, 2 * each, run_style);
				break;
			case 1: /* its own */
				add_range(&set.box[i], i * each, each, 2 * each, run_style);
				break;
			case 2: /* those that the next one may have, too */
				add_range(&set.box[i], i * each, 2 * each, 2 * each, run_style);
				break;
		}
		if (random_below(3) == 0)
			box_reopen(&set.box[i], i % 2, random_below(2));
	}
	same = set_agrees(&set, &redone);
	set_free(&set);
	return same;
}

static void
test_runs(void)
{
	static const char *const extras[] = {"plain", "tally", "part"};
	char what[100];

	for (uint8 extra = 0; extra < NEXTRAS; extra++)
	{
		for (KeyKind kind = 0; kind < NKEYKINDS; kind++)
		{
			bool same = true;

			for (uint32 nruns = 1; nruns <= RUNS_MAX; nruns++)
			{
				int levels = 1 + nruns % LEDGER_MAX_LEVELS;

				same &= runs_agree(extra, kind, levels, nruns, 5 * nruns,
								   nruns % 3);
				same &= runs_agree(extra, kind, levels, nruns, 700,
								   nruns / 3 % 3);
			}
			snprintf(what, sizeof(what), "1 to %d runs: %s, %s keys", RUNS_MAX,
					 extras[extra], key_kinds[kind]);
			check(same, what);
		}
	}
}

static void
test_empty_runs(void)
{
	bool same = true;
	bool redone;

	for (uint8 extra = 0; extra < NEXTRAS; extra++)
	{
		for (uint32 full = 0; full <= 4; full++)
		{
			Set set;

			/* with 4, none */
			set_init(&set, make_keys(MIXED_KEYS, 3, extra, 50), extra, 4);
			if (full < 4)
				add_range(&set.box[full], 0, 50, 100, 2);
			same &= set_agrees(&set, &redone) && !redone;
			set_free(&set);
		}
	}
	check(same, "all runs empty, or all but one");
}

/* Any two odd keys, in a run each and both in both */
static void
test_odd_keys(void)
{
	int n = 23;
	bool same = true;
	bool redone;

	for (int i = 0; i < n * n; i++)
	{
		Set set;

		set_init(&set, odd_keys(), LEDGER_PLAIN, 2);
		must(set.keys.n == n, "not so many odd keys");
		box_row(&set.box[0], i / n, cents(1), 0);
		box_row(&set.box[1], i % n, cents(10), 0);
		same &= set_agrees(&set, &redone) && !redone;
		box_row(&set.box[0], i % n, cents(100), 0);
		box_row(&set.box[1], i / n, cents(1000), 0);
		same &= set_agrees(&set, &redone) && !redone;
		set_free(&set);
	}
	check(same, "any two odd keys");
}

/* ------------------------------------------------------------------------ */

/* Sums that pass a threshold */

/* What a key has in each of up to three runs */
typedef struct Passing
{
	const char *name;
	uint8 extra;
	LedgerFigures figures[3];
	LedgerShape shape;
	bool redone;
} Passing;

/* The runs have other keys besides, each its own and one that all have. */
static bool
passes(const Passing *passing, int first)
{
	Keys keys = {0};
	Set set;
	Bytes runs[3];
	Bytes sum;
	bool redone;
	bool same;

	keys_add(&keys, "the key that it is about", 24, NO_KEY, 0);
	keys_add(&keys, "each has it", 11, NO_KEY, 0);
	for (int i = 0; i < 3; i++)
		keys_add(&keys, &"abc"[i], 1, NO_KEY, 0);
	set_init(&set, keys, passing->extra, 3);
	for (int i = 0; i < 3; i++)
	{
		if (passing->figures[(first + i) % 3].rows != 0)
			box_add(&set.box[i], 0, passing->figures[(first + i) % 3]);
		box_row(&set.box[i], 1, cents(-i), 0);
		box_row(&set.box[i], 2 + i, cents(5), 0);
	}
	same = set_agrees(&set, &redone);
	/* the third may bring a sum back that the first two had carried too far */
	if (first == 0)
		same &= redone == passing->redone;
	for (int i = 0; i < 3; i++)
		runs[i] = box_finish(&set.box[i]);
	sum = merged(runs, 3, &redone);
	same &= ledger_same_shape(shape_of(sum), passing->shape);
	free(sum.bytes);
	for (int i = 0; i < 3; i++)
		free(runs[i].bytes);
	set_free(&set);
	return same;
}

static LedgerFigures
rates(int64 rows, Amount tally, int64 peak)
{
	LedgerFigures figures = {rows, AMOUNT_ZERO, tally, peak};

	return figures;
}

static void
test_thresholds(void)
{
	const int64 most = PG_INT64_MAX;
	const int64 least = PG_INT64_MIN;
	const int64 cent = 100000000;
	const LedgerFigures none = {0};
	const LedgerShape in_cents = {LEDGER_PLAIN, false, 2, 10};
	const LedgerShape in_units = {LEDGER_PLAIN, false, 10, 10};
	const LedgerShape wide = {LEDGER_PLAIN, true, 10, 10};
	const LedgerShape tally_in_cents = {LEDGER_TALLY, false, 2, 2};
	const LedgerShape tally_in_units = {LEDGER_TALLY, false, 2, 10};
	const LedgerShape wide_tally = {LEDGER_TALLY, true, 10, 10};
	const LedgerFigures a_cent = rows_and_sum(1, cents(1));
	const LedgerFigures minus_a_cent = rows_and_sum(1, cents(-1));
	const LedgerFigures a_unit = rows_and_sum(1, units(1));
	const Passing passing[] = {
		{"2^63-1 cents and one",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, cents(most)), a_cent, none},
		 wide,
		 true},
		{"2^63-2 cents and one",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, cents(most - 1)), a_cent, none},
		 in_cents,
		 false},
		{"-2^63 cents and one less",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, cents(least)), minus_a_cent, none},
		 wide,
		 true},
		{"-2^63+1 cents and one less",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, cents(-most)), minus_a_cent, none},
		 in_cents,
		 false},
		{"2^63-1 cents, one and one less",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, cents(most)), a_cent, minus_a_cent},
		 in_cents,
		 true},
		{"2^63 cents and one less",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, amount_add(cents(most), cents(1))), minus_a_cent, none},
		 in_cents,
		 false},
		{"2^63-1 of 10^-10 and one",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, units(most)), a_unit, none},
		 wide,
		 true},
		{"-2^63 of 10^-10 and one less",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, units(least)), rows_and_sum(1, units(-1)), none},
		 wide,
		 true},
		{"-2^63+1 of 10^-10 and one less",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, units(-most)), rows_and_sum(1, units(-1)), none},
		 in_units,
		 false},
		{"0.001 and -0.001",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, units(10000000)), rows_and_sum(1, units(-10000000)),
		  none},
		 in_cents,
		 false},
		{"0.007 and 0.003",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, units(70000000)), rows_and_sum(1, units(30000000)),
		  none},
		 in_cents,
		 false},
		{"10^16 cents and 10^-10",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, cents(INT64CONST(10000000000000000))), a_unit, none},
		 wide,
		 true},
		{"10^16 cents, 10^-10 and minus that",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, cents(INT64CONST(10000000000000000))), a_unit,
		  rows_and_sum(1, units(-1))},
		 in_cents,
		 true},
		{"wide ones that cancel each other",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, amount_from_product(most, most)),
		  rows_and_sum(1, amount_from_product(-most, most)), a_cent},
		 in_cents,
		 false},
		{"wide ones of which 10^-10 is left",
		 LEDGER_PLAIN,
		 {rows_and_sum(1, amount_from_product(most, most)),
		  rows_and_sum(1, amount_from_product(-most, most)), a_unit},
		 in_units,
		 false},
		{"2^32-1 rows and one",
		 LEDGER_PLAIN,
		 {rows_and_sum(MOST_32, cents(1)), a_cent, none},
		 wide,
		 true},
		{"2^32-2 rows and one",
		 LEDGER_PLAIN,
		 {rows_and_sum(MOST_32 - 1, cents(1)), a_cent, none},
		 in_cents,
		 false},
		{"a tally of 2^32-1 cents and one",
		 LEDGER_TALLY,
		 {rates(2, cents(MOST_32), 3 * cent), rates(1, cents(1), cent), none},
		 tally_in_units,
		 true},
		{"a tally of 2^32-2 cents and one",
		 LEDGER_TALLY,
		 {rates(2, cents(MOST_32 - 1), 3 * cent), rates(1, cents(1), cent), none},
		 tally_in_cents,
		 false},
		{"a tally of 2^63-1 and one",
		 LEDGER_TALLY,
		 {rates(2, units(most), 3 * cent), rates(1, units(1), 1), none},
		 wide_tally,
		 true},
		{"half cents that add up, beside a peak of cents",
		 LEDGER_TALLY,
		 {rates(2, units(cent / 2), cent), rates(3, units(cent / 2), cent), none},
		 tally_in_cents,
		 false},
		{"a peak that is not in cents stays",
		 LEDGER_TALLY,
		 {rates(1, units(cent / 2), cent / 2),
		  rates(1, units(cent / 2), cent / 2), none},
		 tally_in_units,
		 false},
		{"a higher peak hides one that is not in cents",
		 LEDGER_TALLY,
		 {rates(1, units(cent / 2), cent / 2),
		  rates(1, units(cent / 2), cent / 2), rates(1, cents(1), cent)},
		 tally_in_cents,
		 false},
	};
	char what[100];

	for (int i = 0; i < lengthof(passing); i++)
	{
		bool same = true;

		for (int first = 0; first < 3; first++)
			same &= passes(&passing[i], first);
		snprintf(what, sizeof(what), "merging %s", passing[i].name);
		check(same, what);
	}
}

/* A child of the last of 2^19-1 parents gets one of 2^19 in the sum. */
static void
test_parents(void)
{
	const int n = 524287;
	Set set;
	Keys keys = {0};
	char key[20];
	bool redone;
	bool same;

	for (int i = 0; i <= n; i++)
	{
		sprintf(key, "%08x", i);
		keys_add(&keys, key, 8, NO_KEY, 0);
	}
	keys_add(&keys, "a child of it", 13, n, 0);
	set_init(&set, keys, LEDGER_PLAIN, 2);
	for (int i = 1; i <= n; i++)
		box_enter(&set.box[0], i);
	box_row(&set.box[0], n + 1, cents(1), 0);
	box_row(&set.box[1], 0, cents(1), 0);
	same = set_agrees(&set, &redone);
	check(same && redone, "merging 2^19-1 parents and one before them");
	set_free(&set);
}

static void
test_limits(void)
{
	LedgerHead head = {.shape = ledger_narrowest(LEDGER_PLAIN),
					   .nentries = 30000000,
					   .heap_used = 300000000};
	Ledger runs[200];
	LedgerPlan plan;

	for (int i = 0; i < lengthof(runs); i++)
		runs[i].head = &head;
	ledger_plan_merge(runs, lengthof(runs), &plan);
	/* 200 times 30,000,000 entries of 24 bytes and 300,000,000 bytes of keys */
	check(plan.size == HEAD_SIZE + UINT64CONST(204000000000),
		  "the size of a merge does not wrap");
}

/* ------------------------------------------------------------------------ */

/* Random operations */

/* An addition that can be taken back */
typedef struct Addition
{
	uint32 box;
	int key;
	LedgerFigures figures;
} Addition;

typedef struct History
{
	int n;
	Addition addition[1000];
} History;

static void
add_and_remember(Set *set, History *history, uint32 b, int style)
{
	Addition addition = {.box = b, .key = random_below(set->keys.n)};
	uint8 extra = set->total.extra;
	LedgerFigures *figures = &addition.figures;

	figures->rows = 1;
	figures->sum = random_value(style);
	figures->peak = random_rate(extra, style);
	figures->tally = units(figures->peak);
	if (random_below(2))
		box_row(&set->box[b], addition.key, figures->sum, figures->peak);
	else
	{
		if (style == 2 && random_below(20) == 0)
			figures->rows = MOST_32;
		box_add(&set->box[b], addition.key, *figures);
	}
	if (history->n < lengthof(history->addition))
		history->addition[history->n++] = addition;
}

static void
take_back(Set *set, History *history)
{
	Addition *addition;

	if (history->n == 0)
		return;
	addition = &history->addition[random_below(history->n)];
	box_add(&set->box[addition->box], addition->key,
			reverse_of(addition->figures));
	*addition = history->addition[--history->n];
}

/* One operation; false if something is not as it should be */
static bool
operate(Set *set, History *history, int style)
{
	uint32 b = random_below(set->n);
	bool redone;

	switch (random_below(40))
	{
		case 0:
			return box_agrees(&set->box[b]);
		case 1:
			box_reopen(&set->box[b], random_below(2), random_below(3) == 0);
			return true;
		case 2:
			box_flush(&set->box[b]);
			return true;
		case 3:
			return random_below(10) > 0 || set_agrees(set, &redone);
		case 4:
		case 5:
		case 6:
			box_enter(&set->box[b], random_below(set->keys.n));
			return true;
		case 7:
		case 8:
		case 9:
		case 10:
			take_back(set, history);
			return true;
		default:
			add_and_remember(set, history, b, style);
			return true;
	}
}

static bool
random_program(uint64 seed)
{
	static Set set;
	static History history;
	uint8 extra = seed % NEXTRAS;
	int levels = 1 + seed / 3 % 3;
	KeyKind kind = seed % NKEYKINDS;
	int style;
	int operations;
	bool redone;
	bool same = true;

	random_state = seed * UINT64CONST(0x9e3779b97f4a7c15) + 1;
	style = random_below(3);
	operations = 1 + random_below(random_below(10) == 0 ? 5000 : 400);
	history.n = 0;
	set_init(&set,
			 make_keys(kind, levels, extra,
					   1 + random_below(1 + random_below(operations))),
			 extra, 1 + random_below(random_below(4) == 0 ? RUNS_MAX : 4));
	for (int i = 0; i < operations; i++)
		same &= operate(&set, &history, style);
	same &= set_agrees(&set, &redone);

	/* all that can be taken back, taken back */
	while (history.n > 0)
		take_back(&set, &history);
	same &= set_agrees(&set, &redone);
	set_free(&set);
	return same;
}

static void
test_random_programs(void)
{
	const int each = 60;
	char what[100];

	for (int tens = 0; tens < 10; tens++)
	{
		bool same = true;

		for (int i = 1; i <= each; i++)
			same &= random_program(tens * each + i);
		snprintf(what, sizeof(what), "random programs %d to %d",
				 tens * each + 1, (tens + 1) * each);
		check(same, what);
	}
}

int
main(void)
{
	test_runs();
	test_empty_runs();
	test_odd_keys();
	test_thresholds();
	test_parents();
	test_limits();
	test_random_programs();
	return tap_done();
}
