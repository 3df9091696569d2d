/*
 * ledger_test.c
 *		Adding to the container, and finishing it, beside a plain list: every
 *		size at which its form changes, every threshold between shapes from
 *		both sides, batches that stop halfway, odd keys.
 */
#include "ledger_model.h"

#include "ledger/ledger_order.h"

static const char *const extras[] = {"plain", "tally", "part"};

#define NEXTRAS 3

static const char *
form_name(bool pieces)
{
	return pieces ? "pieces" : "one piece";
}

/* ------------------------------------------------------------------------ */

/* Sizes */

static void
add_random(Box *box, int rows, int style)
{
	int nkeys = box->model.keys->n;
	uint8 extra = box->model.extra;

	for (int i = 0; i < rows; i++)
	{
		int key = random_below(nkeys);

		if (random_below(8) == 0)
		{
			int64 peak = random_rate(extra, style);
			LedgerFigures figures = {random_below(100), random_value(style),
									 amount_add(units(peak), units(peak)), peak};

			box_add(box, key, figures);
		}
		else if (random_below(30) == 0)
			box_enter(box, key);
		else
			box_row(box, key, random_value(style), random_rate(extra, style));
	}
}

/* Every number of keys at which something is done otherwise, and others */
static bool
sizes_agree(KeyKind kind, uint8 extra, int levels, bool pieces)
{
	const int sizes[] = {0,	 1,	 2,	 4,	 7,	  8,	9,	  20,
						 63, 64, 65, 67, 100, 1000, 1024, 10000};
	bool same = true;

	for (int i = 0; i < lengthof(sizes); i++)
	{
		Keys keys = make_keys(kind, levels, extra, sizes[i]);
		Box box = box_new(&keys, extra, pieces);
		int style = (i + extra + levels) % 3;
		int rows = Min(3 * sizes[i], 12000);

		must(keys.n == sizes[i], "not so many keys");
		same &= box_agrees(&box); /* empty */
		for (int j = 0; j < keys.n; j++)
			box_row(&box, j, random_value(style), random_rate(extra, style));
		same &= box_agrees(&box);
		if (keys.n > 0)
			add_random(&box, rows, style);
		same &= box_agrees(&box);

		/* and on from what was finished, which has no index */
		box_reopen(&box, !pieces, i % 2);
		if (keys.n > 0)
			add_random(&box, rows / 3, style);
		same &= box_agrees(&box);
		box_free(&box);
		keys_free(&keys);
	}
	return same;
}

static void
test_sizes(void)
{
	char what[100];

	for (KeyKind kind = 0; kind < NKEYKINDS; kind++)
	{
		for (uint8 extra = 0; extra < NEXTRAS; extra++)
		{
			/* not all of the largest, which take their time */
			int levels = 1 + (kind + extra) % LEDGER_MAX_LEVELS;

			for (int pieces = 0; pieces < 2; pieces++)
			{
				snprintf(what, sizeof(what), "%s, %s keys, %d levels, %s",
						 extras[extra], key_kinds[kind], levels,
						 form_name(pieces));
				check(sizes_agree(kind, extra, levels, pieces), what);
			}
		}
	}
}

/* Equal contents in any order, in any form that has been, give equal bytes. */
static void
test_order(uint8 extra)
{
	Keys keys = make_keys(MIXED_KEYS, 3, extra, 700);
	Box boxes[4];
	Bytes first;
	bool same = true;
	char what[100];

	for (int b = 0; b < lengthof(boxes); b++)
	{
		boxes[b] = box_new(&keys, extra, b % 2);
		if (b >= 2)
			box_reopen(&boxes[b], b % 2, true);
		for (int i = 0; i < 3 * keys.n; i++)
		{
			/* forwards, backwards, and by leaps */
			int at = b == 0 ? i
				: b == 1
				? 3 * keys.n - 1 - i
				: (int) ((int64) i * (b == 2 ? 1009 : 37) % (3 * keys.n));
			LedgerFigures figures = {1 + at % 3, cents(at - 1000),
									 units(at * 30 % 7), at * 30 % 7};

			if (at % 2)
				figures.sum = units(at);
			if (extra != LEDGER_TALLY)
				figures.tally = AMOUNT_ZERO, figures.peak = 0;
			if (figures.rows == 1)
				box_row(&boxes[b], at % keys.n, figures.sum, figures.peak);
			else
				box_add(&boxes[b], at % keys.n, figures);
		}
	}
	first = box_finish(&boxes[0]);
	same = is_model(first, &boxes[0].model);
	for (int b = 1; b < lengthof(boxes); b++)
	{
		Bytes other = box_finish(&boxes[b]);

		same &= same_bytes(first, other);
		free(other.bytes);
	}
	snprintf(what, sizeof(what), "equal contents, equal bytes: %s",
			 extras[extra]);
	check(same, what);
	free(first.bytes);
	for (int b = 0; b < lengthof(boxes); b++)
		box_free(&boxes[b]);
	keys_free(&keys);
}

/* ------------------------------------------------------------------------ */

/* Thresholds between shapes */

#define MOST  PG_INT64_MAX
#define LEAST PG_INT64_MIN

/* 2^32 - 1 */
#define MOST_32 INT64CONST(4294967295)

/* where a sum in cents is far beyond 64 bits of 10^-10 */
#define FAR INT64CONST(10000000000000000)

/* The first of a few keys has some figures, and a row is added to it. */
typedef struct Threshold
{
	const char *name;
	LedgerFigures base;
	LedgerFigures row;
	LedgerShape before;
	LedgerShape beyond;
	bool far; /* is there another key with that many cents? */
} Threshold;

static Keys
few_keys(void)
{
	Keys keys = {0};

	keys_add(&keys, "the key that it is about", 24, NO_KEY, 0);
	keys_add(&keys, "another", 7, NO_KEY, 0);
	keys_add(&keys, "a third", 7, NO_KEY, 0);
	return keys;
}

static Box
threshold_box(const Keys *keys, const Threshold *threshold, bool pieces)
{
	Box box = box_new(keys, threshold->before.extra, pieces);

	box_row(&box, 1, cents(100), 0);
	if (threshold->far)
		box_add(&box, 2, rows_and_sum(1, cents(FAR)));
	box_add(&box, 0, threshold->base);
	return box;
}

static bool
has_shape(Box *box, LedgerShape shape)
{
	Bytes finished = box_finish(box);
	bool same = ledger_same_shape(shape_of(finished), shape) &&
		is_model(finished, &box->model);

	free(finished.bytes);
	return same;
}

/* ledger_copy() into every shape says what is right, and makes what is right. */
static bool
copies_agree(Box *box)
{
	LedgerShape shapes[SHAPES_MAX];
	int nshapes = all_shapes(box->model.extra, shapes);
	uint32 *no_ranks = calloc(box->model.keys->n, sizeof(uint32));
	bool same = true;

	box_flush(box);
	for (int i = 0; i < 2 * nshapes; i++)
	{
		bool pieces = i % 2;
		LedgerShape shape = shapes[i / 2];
		Ledger copy;
		Bytes finished;
		bool fits = pieces ? copy_in_pieces(&copy, &box->ledger, shape)
						   : copy_in_one_piece(&copy, &box->ledger, shape, 0);

		same &= fits == model_fits(&box->model, shape, no_ranks);
		if (!fits)
			continue;
		finished = finished_of(&copy);
		same &= is_model(finished, &box->model);
		free(finished.bytes);
		ledger_free(&copy, pieces);
	}
	free(no_ranks);
	return same;
}

/* Over the threshold by a row, or by a sum of one, and back, twice */
static bool
passes_and_returns(const Threshold *threshold, bool pieces, bool by_row)
{
	Keys keys = few_keys();
	Box box = threshold_box(&keys, threshold, pieces);
	Bytes before = box_finish(&box);
	bool same = has_shape(&box, threshold->before) && copies_agree(&box);

	for (int times = 0; times < 2; times++)
	{
		Bytes after;

		if (by_row)
			box_row(&box, 0, threshold->row.sum, threshold->row.peak);
		else
			box_add(&box, 0, threshold->row);
		same &= has_shape(&box, threshold->beyond) && copies_agree(&box);
		box_add(&box, 0, reverse_of(threshold->row));
		after = box_finish(&box);
		same &= same_bytes(before, after) && copies_agree(&box);
		free(after.bytes);
	}
	free(before.bytes);
	box_free(&box);
	keys_free(&keys);
	return same;
}

/* The row first, and what comes to the threshold later */
static bool
comes_from_beyond(const Threshold *threshold, bool pieces)
{
	Keys keys = few_keys();
	Box box = box_new(&keys, threshold->before.extra, pieces);
	Box usual = threshold_box(&keys, threshold, pieces);
	bool same;

	box_row(&box, 0, threshold->row.sum, threshold->row.peak);
	box_add(&box, 0, threshold->base);
	if (threshold->far)
		box_add(&box, 2, rows_and_sum(1, cents(FAR)));
	box_row(&box, 1, cents(100), 0);
	same = has_shape(&box, threshold->beyond);
	box_add(&box, 0, reverse_of(threshold->row));
	same &= same_bytes_free(box_finish(&box), box_finish(&usual));
	box_free(&box);
	box_free(&usual);
	keys_free(&keys);
	return same;
}

/* ledger_add_at(), which knows no tally */
static bool
adds_in_place(const Threshold *threshold, bool pieces)
{
	Keys keys = few_keys();
	Box box = threshold_box(&keys, threshold, pieces);
	LedgerFigures more = rows_and_sum(1, threshold->row.sum);
	LedgerFigures sum = box.model.figures[0];
	uint32 number = box_enter(&box, 0);
	bool can;
	bool same;

	box_flush(&box);
	sum.rows += more.rows;
	sum.sum = amount_add(sum.sum, more.sum);
	can = ledger_add_at(&box.ledger, number, more.rows, more.sum);
	same = can ==
		shape_holds(box.ledger.head->shape, &keys.key[0], LEDGER_NO_PARENT,
					&sum);
	if (can)
		model_add(&box.model, 0, &more);
	same &= box_agrees(&box);
	box_free(&box);
	keys_free(&keys);
	return same;
}

static void
test_threshold(const Threshold *threshold)
{
	bool same = true;
	char what[100];

	for (int pieces = 0; pieces < 2; pieces++)
	{
		same &= passes_and_returns(threshold, pieces, true);
		same &= passes_and_returns(threshold, pieces, false);
		same &= comes_from_beyond(threshold, pieces);
		same &= adds_in_place(threshold, pieces);
	}
	snprintf(what, sizeof(what), "%s: %s", extras[threshold->before.extra],
			 threshold->name);
	check(same, what);
}

static void
test_sum_thresholds(uint8 extra)
{
	const uint8 tally_places = extra == LEDGER_TALLY ? 2 : 10;
	const LedgerShape in_cents = {extra, false, 2, tally_places};
	const LedgerShape in_units = {extra, false, 10, tally_places};
	const LedgerShape wide = {extra, true, 10, 10};
	const Amount none = AMOUNT_ZERO;
	const Threshold thresholds[] = {
		{"2^63-2 cents and a cent", rows_and_sum(1, cents(MOST - 1)),
		 rows_and_sum(1, cents(1)), in_cents, in_cents},
		{"2^63-1 cents and a cent", rows_and_sum(1, cents(MOST)),
		 rows_and_sum(1, cents(1)), in_cents, wide},
		{"2^62 cents twice", rows_and_sum(1, cents(MOST / 2 + 1)),
		 rows_and_sum(1, cents(MOST / 2 + 1)), in_cents, wide},
		{"-2^63+1 cents and a cent less", rows_and_sum(1, cents(-MOST)),
		 rows_and_sum(1, cents(-1)), in_cents, in_cents},
		{"-2^63 cents and a cent less", rows_and_sum(1, cents(LEAST)),
		 rows_and_sum(1, cents(-1)), in_cents, wide},
		{"-2^62 cents twice", rows_and_sum(1, cents(LEAST / 2)),
		 rows_and_sum(1, cents(LEAST / 2)), in_cents, in_cents},
		{"-2^63 cents and 2^63-1", rows_and_sum(1, cents(LEAST)),
		 rows_and_sum(1, cents(MOST)), in_cents, in_cents},
		{"a cent and a tenth of it", rows_and_sum(1, cents(1)),
		 rows_and_sum(1, units(10000000)), in_cents, in_units},
		{"minus a cent and a tenth of it", rows_and_sum(1, cents(-1)),
		 rows_and_sum(1, units(-10000000)), in_cents, in_units},
		{"nothing and 10^-10", rows_and_sum(1, none),
		 rows_and_sum(1, units(1)), in_cents, in_units},
		{"0.7 cents, which becomes a cent", rows_and_sum(1, units(70000001)),
		 rows_and_sum(1, units(29999999)), in_units, in_cents},
		{"2^63-2 of 10^-10 and one more", rows_and_sum(1, units(MOST - 1)),
		 rows_and_sum(1, units(1)), in_units, in_units},
		{"2^63-1 of 10^-10 and one more", rows_and_sum(1, units(MOST)),
		 rows_and_sum(1, units(1)), in_units, wide},
		{"-2^63+1 of 10^-10 and one less", rows_and_sum(1, units(-MOST)),
		 rows_and_sum(1, units(-1)), in_units, in_units},
		{"-2^63 of 10^-10 and one less", rows_and_sum(1, units(LEAST)),
		 rows_and_sum(1, units(-1)), in_units, wide},
		{"nothing and 2^64 of 10^-10", rows_and_sum(1, none),
		 rows_and_sum(1, (Amount){0, 1}), in_cents, wide},
		{"nothing and -2^64 of 10^-10", rows_and_sum(1, none),
		 rows_and_sum(1, (Amount){0, PG_UINT64_MAX}), in_cents, wide},
		{"10^16 cents and 10^-10", rows_and_sum(1, cents(FAR)),
		 rows_and_sum(1, units(1)), in_cents, wide},
		{"5 cents and 10^-10, beside 10^16 cents", rows_and_sum(1, cents(5)),
		 rows_and_sum(1, units(1)), in_cents, wide, true},
		{"5 cents more beside 10^16", rows_and_sum(1, cents(5)),
		 rows_and_sum(1, cents(5)), in_cents, in_cents, true},
		{"2^32-2 rows and one more", rows_and_sum(MOST_32 - 1, cents(5)),
		 rows_and_sum(1, none), in_cents, in_cents},
		{"2^32-1 rows and one more", rows_and_sum(MOST_32, cents(5)),
		 rows_and_sum(1, none), in_cents, wide},
		{"2^32 rows and one more", rows_and_sum(MOST_32 + 1, cents(5)),
		 rows_and_sum(1, units(1)), wide, wide},
	};

	for (int i = 0; i < lengthof(thresholds); i++)
		test_threshold(&thresholds[i]);
}

/* A row whose rate is that, in 10^-10 */
static LedgerFigures
rate_row(int64 rate)
{
	LedgerFigures figures = {1, AMOUNT_ZERO, units(rate), rate};

	return figures;
}

/* No rate is above the peak that there is, since a peak cannot be taken back. */
static void
test_tally_thresholds(void)
{
	const LedgerShape in_cents = {LEDGER_TALLY, false, 2, 2};
	const LedgerShape in_units = {LEDGER_TALLY, false, 2, 10};
	const LedgerShape wide = {LEDGER_TALLY, true, 10, 10};
	const int64 cent = 100000000;
	const Threshold thresholds[] = {
		{"a tally of 2^32-2 cents and one more",
		 {2, cents(7), cents(MOST_32 - 1), 3 * cent},
		 rate_row(cent),
		 in_cents,
		 in_cents},
		{"a tally of 2^32-1 cents and one more",
		 {2, cents(7), cents(MOST_32), 3 * cent},
		 rate_row(cent),
		 in_cents,
		 in_units},
		{"a peak of 2^32-1 cents and one cent",
		 {1, cents(7), cents(MOST_32), MOST_32 * cent},
		 rate_row(cent),
		 in_cents,
		 in_units},
		{"a rate that is not in cents",
		 {2, cents(7), cents(12), 12 * cent},
		 rate_row(cent / 10),
		 in_cents,
		 in_units},
		{"a peak that is not in cents",
		 {1, cents(7), units(cent / 2), cent / 2},
		 rate_row(cent / 2),
		 in_units,
		 in_units},
		{"a tally of 2^63-2 and one more",
		 {2, cents(7), units(MOST - 1), cent},
		 rate_row(1),
		 in_units,
		 in_units},
		{"a tally of 2^63-1 and one more",
		 {2, cents(7), units(MOST), cent},
		 rate_row(1),
		 in_units,
		 wide},
		{"a peak of 2^63-1 twice",
		 {1, cents(7), units(MOST), MOST},
		 rate_row(MOST),
		 in_units,
		 wide},
		{"a tally of 2^64-1 and one more",
		 {3, cents(7), {PG_UINT64_MAX, 0}, MOST},
		 rate_row(1),
		 wide,
		 wide},
	};

	for (int i = 0; i < lengthof(thresholds); i++)
	{
		Threshold threshold = thresholds[i];

		test_threshold(&threshold);
		/* whether sums are in cents is another matter */
		threshold.base.sum = units(7);
		threshold.before.places = threshold.beyond.places = 10;
		test_threshold(&threshold);
	}
}

/* Peaks from both sides, and what a tally in cents cannot show */
static void
test_peaks(void)
{
	const int64 cent = 100000000;
	const struct
	{
		int64 peak;
		uint8 tally_places;
	} peaks[] = {{cent, 2},
				 {MOST_32 * cent, 2},
				 {MOST_32 * cent + 1, 10},
				 {(MOST_32 + 1) * cent, 10},
				 {1, 10},
				 {MOST, 10}};
	Keys keys = few_keys();
	bool same = true;

	for (int i = 0; i < 4 * lengthof(peaks); i++)
	{
		LedgerShape shape = {LEDGER_TALLY, false, 2, peaks[i / 4].tally_places};
		Box box = box_new(&keys, LEDGER_TALLY, i % 2);

		if (i / 2 % 2)
			box_reopen(&box, i % 2, true);
		box_row(&box, 1, cents(1), 0);
		box_row(&box, 0, cents(1), peaks[i / 4].peak);
		same &= has_shape(&box, shape);
		box_free(&box);
	}
	check(same, "tally: peaks in cents and not, of 32 bits and more");
	keys_free(&keys);
}

/* Less than nothing, until something comes: only wide entries show that. */
static void
test_less_than_nothing(uint8 extra)
{
	const LedgerFigures some = {3, cents(5),
								cents(2 * (extra == LEDGER_TALLY)), 0};
	const LedgerFigures less = reverse_of(some);
	Keys keys = few_keys();
	bool same = true;
	char what[100];

	for (int pieces = 0; pieces < 2; pieces++)
	{
		Box box = box_new(&keys, extra, pieces);
		uint32 number;

		box_row(&box, 1, cents(1), 0);
		box_flush(&box);
		number = box_enter(&box, 1);
		same &= !ledger_add_at(&box.ledger, number, -2, AMOUNT_ZERO) &&
			ledger_add_at(&box.ledger, number, -1, AMOUNT_ZERO) &&
			ledger_add_at(&box.ledger, number, 1, AMOUNT_ZERO);
		box_add(&box, 0, less);
		same &= has_shape(&box, ledger_widest(extra)) && copies_agree(&box);
		box_add(&box, 0, some);
		same &= has_shape(&box, ledger_narrowest(extra));
		/* a row that waits is taken back */
		box_row(&box, 0, cents(1), 0);
		box_add(&box, 0, rows_and_sum(-1, cents(-1)));
		same &= has_shape(&box, ledger_narrowest(extra));
		box_free(&box);
	}
	keys_free(&keys);
	snprintf(what, sizeof(what), "%s: less than nothing, and back",
			 extras[extra]);
	check(same, what);
}

/* ------------------------------------------------------------------------ */

/* Keys and parents that need wide entries */

static void
test_long_keys(uint8 extra)
{
	const uint32 lengths[] = {2046, 2047, 2048, 2049, 1000000};
	bool same = true;
	char what[100];
	char *bytes = piece(1000000);

	for (int i = 0; i < 4 * lengthof(lengths); i++)
	{
		LedgerShape shape = ledger_narrowest(extra);
		Keys keys = few_keys();
		int key = keys_add(&keys, bytes, lengths[i / 4], NO_KEY, 0);
		Box box = box_new(&keys, extra, i % 2);

		if (lengths[i / 4] > 2047)
			shape = ledger_widest(extra);
		if (i / 2 % 2)
			box_reopen(&box, i % 2, true);
		box_row(&box, 0, cents(1), 0);
		box_row(&box, key, cents(2), 0);
		box_row(&box, 1, cents(3), 0);
		box_add(&box, key, rows_and_sum(2, cents(3)));
		same &= has_shape(&box, shape) && copies_agree(&box);
		box_reopen(&box, !box.pieces, false);
		box_enter(&box, key);
		box_row(&box, 2, cents(3), 0);
		same &= has_shape(&box, shape);
		box_free(&box);
		keys_free(&keys);
	}
	free(bytes);
	snprintf(what, sizeof(what), "%s: keys of 2047 bytes, and longer ones",
			 extras[extra]);
	check(same, what);
}

/* Keys of an upper level, whose names count up, or down */
static void
add_parents(Keys *keys, int n, int parent, bool down)
{
	char key[20];

	for (int i = 0; i < n; i++)
	{
		sprintf(key, "%08x", down ? n - 1 - i : i);
		keys_add(keys, key, 8, parent, 0);
	}
}

/*
 * A child of the first or the last to arrive of so many first-level keys: in a
 * finished ledger its parent's number is another one than while it lived.
 */
static bool
parents_agree(int n, bool down, bool of_last, bool is_wide, bool pieces)
{
	LedgerShape shape = ledger_narrowest(LEDGER_PLAIN);
	Keys keys = {0};
	Box box;
	bool same;

	if (is_wide)
		shape = ledger_widest(LEDGER_PLAIN);
	add_parents(&keys, n, NO_KEY, down);
	/* two others have one, too */
	keys_add(&keys, "a child", 7, n / 2, 0);
	keys_add(&keys, "a child of it", 13, of_last ? n - 1 : 0, 0);
	keys_add(&keys, "a child", 7, n / 2 + 1, 0);
	box = box_new(&keys, LEDGER_PLAIN, pieces);
	for (int i = 0; i < keys.n; i++)
		box_enter(&box, i);
	box_row(&box, n, cents(100), 0);
	same = has_shape(&box, shape);
	box_free(&box);
	keys_free(&keys);
	return same;
}

/* The same of the second of three levels, below two first-level keys */
static bool
second_level_agrees(int n, bool is_wide, bool wide_first)
{
	LedgerShape shape = ledger_narrowest(LEDGER_PART);
	Keys keys = {0};
	Box box;
	bool same;

	if (is_wide)
		shape = ledger_widest(LEDGER_PART);
	keys_add(&keys, "the later one, which comes first", 32, NO_KEY, 0);
	keys_add(&keys, "the first one", 13, NO_KEY, 0);
	add_parents(&keys, n - n / 2, 0, true);
	add_parents(&keys, n / 2, 1, false);
	/* the third key arrives first of its level, and sorts last */
	keys_add(&keys, "a child", 7, 2, 7);
	keys_add(&keys, "a child", 7, keys.n - 2, 7);
	box = box_new(&keys, LEDGER_PART, true);
	if (wide_first)
		box_reopen(&box, true, true);
	for (int i = 0; i < keys.n; i++)
		box_enter(&box, i);
	box_row(&box, keys.n - 1, cents(100), 0);
	same = has_shape(&box, shape);
	box_free(&box);
	keys_free(&keys);
	return same;
}

static void
test_parents(void)
{
	const int most = 524287; /* 2^19 - 1 */

	check(parents_agree(most, false, true, false, true),
		  "2^19-1 parents, and a child of the last, fit into a tag");
	check(parents_agree(most + 1, false, true, true, false),
		  "2^19 parents, and a child of the last, do not");
	check(parents_agree(most + 1, true, false, true, true),
		  "nor if that one came first, but will be the last");
	check(parents_agree(most + 1, true, true, false, true),
		  "2^19 parents, and a child of the last, which will be the first, do");
	check(second_level_agrees(most - 2, false, true),
		  "the same on the second level: 2^19-1 upper entries");
	check(second_level_agrees(most - 1, true, false), "and 2^19 of them");
}

/* ------------------------------------------------------------------------ */

/* Batches that stop */

/* What of a row in cents, with a whole rate, an entry of the first shape cannot take */
typedef enum Trouble
{
	FINE_VALUE,
	HUGE_VALUE,
	SUM_TOO_LARGE,
	KEY_TOO_LONG,
	FINE_RATE,
	TALLY_TOO_LARGE,
	NTROUBLES
} Trouble;

static const char *const troubles[] = {
	"a value not in cents", "a value beyond 64 bits",
	"a sum beyond 64 bits", "a key of 2048 bytes",
	"a rate not in cents",	"a tally beyond 32 bits"};

static void
add_trouble(Box *box, Trouble trouble)
{
	const int long_key = box->model.keys->n - 1;

	if (trouble == FINE_VALUE)
		box_row(box, 0, units(1), 0);
	else if (trouble == HUGE_VALUE)
		box_row(box, 1, amount_from_product(MOST, MOST), 0);
	else if (trouble == SUM_TOO_LARGE)
		box_row(box, 2, cents(LEAST + 1), 0);
	else if (trouble == KEY_TOO_LONG)
		box_row(box, long_key, cents(1), 0);
	else if (trouble == FINE_RATE)
		box_row(box, 3, cents(1), 99);
	else
		box_row(box, 4, cents(1), MOST_32 * INT64CONST(100000000));
}

static int64
rows_of(const Ledger *ledger)
{
	int64 rows = 0;

	for (uint32 i = 0; i < ledger->head->nentries; i++)
		rows += ledger_entry_rows(ledger->entries + i * ledger->stride,
								  ledger->head->shape);
	return rows;
}

static void
add_simple_row(Box *box)
{
	/* all but the key that is too long; half of them are new */
	box_row(box, random_below(box->model.keys->n - 1),
			cents(random_below(1000)), INT64CONST(10000000000));
}

/* Of so many rows the nth is too much, and one some rows later, of another kind */
static bool
stops(const Keys *keys, int waiting, int nth, Trouble trouble)
{
	Box box = box_new(keys, LEDGER_TALLY, true);
	LedgerShape wider = ledger_narrowest(LEDGER_TALLY);
	LedgerHead *head;
	int64 rows;
	bool same = true;

	for (int i = 0; i < keys->n / 2; i++)
		box_row(&box, i, cents(-100000), INT64CONST(10000000000));
	box_flush(&box);
	head = box.ledger.head;
	rows = rows_of(&box.ledger);
	for (int i = 0; i < waiting; i++)
	{
		if (i == nth)
			add_trouble(&box, trouble);
		else if (i == nth + 5)
			add_trouble(&box, (trouble + 1) % NTROUBLES);
		else
			add_simple_row(&box);
	}
	must(head->npending == waiting, "not all rows wait");
	wider.places = trouble <= HUGE_VALUE ? 10 : 2;
	wider.tally_places = trouble <= HUGE_VALUE ? 2 : 10;
	for (int times = 0; times < 2; times++)
		same &= ledger_flush(&box.ledger) == LEDGER_TOO_NARROW &&
			head->npending == waiting - nth &&
			rows_of(&box.ledger) == rows + nth;
	same &= ledger_same_shape(ledger_wider_shape(&box.ledger, AMOUNT_ZERO, 0),
							  wider);
	add_simple_row(&box);
	same &= box_agrees(&box);
	box_free(&box);
	return same;
}

static void
test_batches(void)
{
	const int waiting[] = {1, 2, 40, LEDGER_BATCH};
	Keys keys = make_keys(ALIKE_KEYS, 1, LEDGER_TALLY, 100);
	char *bytes = piece(2048);
	char what[100];

	keys_add(&keys, bytes, 2048, NO_KEY, 0);
	for (Trouble trouble = 0; trouble < NTROUBLES; trouble++)
	{
		bool same = true;

		for (int i = 0; i < lengthof(waiting); i++)
		{
			for (int nth = 0; nth < waiting[i]; nth++)
				same &= stops(&keys, waiting[i], nth, trouble);
		}
		snprintf(what, sizeof(what), "a batch stops at %s, and goes on",
				 troubles[trouble]);
		check(same, what);
	}
	free(bytes);
	keys_free(&keys);
}

/* ------------------------------------------------------------------------ */

/* Odd keys, and the rest */

/* Keys in the order that they must get say by their sums which they are. */
static bool
odd_keys_agree(uint8 extra, bool pieces)
{
	Keys keys = odd_keys();
	Box box = box_new(&keys, extra, pieces);
	Bytes finished;
	Ledger ledger;
	bool same;

	for (int i = 0; i < 2 * keys.n; i++)
		box_row(&box, i * 7 % keys.n, cents(i * 7 % keys.n), 0);
	finished = box_finish(&box);
	ledger = ledger_of(finished);
	same = is_model(finished, &box.model) && ledger.head->nentries == keys.n;
	for (int i = 0; i < keys.n; i++)
	{
		Amount sum = ledger_entry_sum(ledger.entries + i * ledger.stride,
									  ledger.head->shape);

		same &= amount_compare(sum, cents(2 * i)) == 0;
	}
	free(finished.bytes);
	box_free(&box);
	keys_free(&keys);
	return same;
}

/* Two of them, which have more in common than all */
static bool
pair_agrees(const Keys *keys, int a, int b)
{
	Box box = box_new(keys, LEDGER_PLAIN, false);
	bool same;

	box_row(&box, b, cents(2), 0);
	box_row(&box, a, cents(1), 0);
	same = box_agrees(&box);
	box_free(&box);
	return same;
}

static void
test_odd_keys(void)
{
	Keys keys = odd_keys();
	bool same = true;

	for (uint8 extra = 0; extra < NEXTRAS; extra++)
		same &= odd_keys_agree(extra, false) && odd_keys_agree(extra, true);
	check(same, "odd keys are told apart, and sorted byte by byte");
	same = true;
	for (int a = 0; a < keys.n; a++)
	{
		for (int b = 0; b < a; b++)
			same &= pair_agrees(&keys, a, b);
	}
	check(same, "any two of them, too");
	keys_free(&keys);
}

/* A finished ledger written anew, entry by entry, in the widest shape and with
 * more room than it needs, and trimmed */
static bool
trims_to(Bytes finished)
{
	Ledger from = ledger_of(finished);
	LedgerShape shape = from.head->shape;
	LedgerPlan plan = {.shape = ledger_widest(shape.extra),
					   .capacity = from.head->nentries + 5,
					   .heap_size = from.head->heap_used + 100};
	Bytes again = {NULL, finished.size};
	Ledger ledger;

	plan.size = HEAD_SIZE +
		ledger_size(plan.shape, plan.capacity, plan.heap_size);
	again.bytes = piece(plan.size);
	ledger_init((LedgerHead *) again.bytes, &plan, false);
	ledger = ledger_of(again);
	for (uint32 i = 0; i < from.head->nentries; i++)
	{
		const char *entry = from.entries + i * from.stride;
		LedgerFigures figures = ledger_entry_figures(entry, shape);

		ledger_append(&ledger, *ledger_entry_key(entry),
					  ledger_entry_bytes(entry, shape, from.heap),
					  ledger_entry_length(entry, shape),
					  ledger_entry_place(entry, shape),
					  ledger_entry_part(entry, shape));
		ledger_entry_set(ledger.entries + i * ledger.stride, plan.shape,
						 &figures);
	}
	ledger_trim(&ledger);
	must(ledger.heap == ledger_of(again).heap && ledger.stride == from.stride,
		 "not described as it is");
	if (memcmp(again.bytes, finished.bytes, finished.size) == 0)
	{
		free(again.bytes);
		return true;
	}
	free(again.bytes);
	return false;
}

static void
test_trim(void)
{
	bool same = true;

	for (int i = 0; i < 100; i++)
	{
		uint8 extra = i % NEXTRAS;
		Keys keys = make_keys(i % NKEYKINDS, 1 + i / 3 % 3, extra, i);
		Box box = box_new(&keys, extra, false);
		Bytes finished;

		if (i > 0)
			add_random(&box, 3 * i, i / 9 % 3);
		finished = box_finish(&box);
		same &= trims_to(finished);
		free(finished.bytes);
		box_free(&box);
		keys_free(&keys);
	}
	check(same, "a ledger filled in order, and trimmed, is a finished one");
}

/*
 * A finished ledger has no room, no index and no hashes: what is added to it
 * is put off until it has been opened, but to the short keys of a small one.
 */
static bool
asks_to_be_opened(KeyKind kind, int nkeys)
{
	bool found = kind == SHORT_KEYS && nkeys <= LEDGER_UNINDEXED;
	LedgerFigures none = {0};
	Keys keys = make_keys(kind, 1, LEDGER_PLAIN, nkeys);
	Box box = box_new(&keys, LEDGER_PLAIN, false);
	Bytes finished;
	Ledger ledger;
	bool same = true;

	for (int i = 0; i < nkeys; i++)
		box_row(&box, i, cents(i), 0);
	finished = box_finish(&box);
	ledger = ledger_of(finished);
	for (int i = 0; i <= nkeys; i++)
	{
		LedgerKey key = {"new", 3};
		LedgerResult expected = LEDGER_FULL;
		uint32 number;

		if (i < nkeys)
		{
			key.bytes = keys.key[i].bytes;
			key.length = keys.key[i].length;
			expected = found ? LEDGER_DONE : LEDGER_FULL;
		}
		same &= ledger_add(&ledger, &key, &none) == expected &&
			ledger_add_row(&ledger, &key, cents(1), 0) == expected;
		if (expected == LEDGER_DONE)
			model_add(&box.model, i, &(LedgerFigures){1, cents(1)});
		/* the first entry is looked at without a hash */
		if (nkeys > LEDGER_UNINDEXED || i == nkeys)
			same &= ledger_enter(&ledger, &key, &number) == LEDGER_FULL;
	}
	same &= is_model(finished, &box.model);
	free(finished.bytes);
	box_free(&box);
	keys_free(&keys);
	return same;
}

static void
test_finished(void)
{
	bool same = true;

	for (int nkeys = 0; nkeys < 12; nkeys++)
		same &= asks_to_be_opened(SHORT_KEYS, nkeys) &&
			asks_to_be_opened(LONG_KEYS, nkeys);
	check(same, "a finished ledger is not added to before it is opened");
}

static void
test_moves(void)
{
	bool same = true;

	for (uint8 extra = 0; extra < NEXTRAS; extra++)
	{
		LedgerShape shapes[SHAPES_MAX];
		int nshapes = all_shapes(extra, shapes);

		for (int i = 0; i < nshapes; i++)
		{
			LedgerKeyWord key = {.word = 42};
			char *entry = piece(ledger_stride(shapes[i]));
			uint32 place = LEDGER_LEVEL_BITS(2) | 524287;

			same &= ledger_stride(shapes[i]) == shape_size(shapes[i]);
			ledger_entry_set_key(entry, shapes[i], key, 2047,
								 LEDGER_LEVEL_BITS(1) | 1, 99);
			ledger_entry_move(entry, shapes[i], place);
			same &= ledger_entry_place(entry, shapes[i]) == place &&
				ledger_entry_level(entry, shapes[i]) == 2 &&
				ledger_entry_parent(entry, shapes[i]) == 524287 &&
				ledger_entry_length(entry, shapes[i]) == 2047 &&
				ledger_entry_key(entry)->word == 42 &&
				ledger_entry_part(entry, shapes[i]) ==
					(extra == LEDGER_PART ? 99 : 0);
			free(entry);
		}
	}
	check(same, "entries move to another place, and keep the rest");
}

/* Three plain, three with a part and five with a tally */
static void
test_shapes(void)
{
	LedgerShape shapes[SHAPES_MAX];
	int shapes_found = 0;
	bool fine = true;

	for (int wide = 0; wide < 4; wide++)
	{
		for (int extra = 0; extra < 5; extra++)
		{
			for (int i = 0; i < 20 * 20; i++)
				shapes_found += ledger_is_shape((LedgerShape){extra, wide,
															  i / 20, i % 20});
		}
	}
	for (uint8 extra = 0; extra < NEXTRAS; extra++)
	{
		int nshapes = all_shapes(extra, shapes);

		for (int i = 0; i < nshapes; i++)
			fine &= ledger_is_shape(shapes[i]) &&
				ledger_is_narrowest(shapes[i]) == (i == 0);
		fine &= ledger_same_shape(ledger_narrowest(extra), shapes[0]) &&
			ledger_same_shape(ledger_widest(extra), shapes[nshapes - 1]);
	}
	check(fine && shapes_found == 11, "there are 11 shapes");
}

/* One step at a time, if that may do: what overflows last comes last. */
static void
test_wider_shapes(void)
{
	const LedgerShape in_cents = {LEDGER_PLAIN, false, 2, 10};
	const LedgerShape in_units = {LEDGER_PLAIN, false, 10, 10};
	const LedgerShape wide = {LEDGER_PLAIN, true, 10, 10};
	const LedgerShape tally_in_cents = {LEDGER_TALLY, false, 2, 2};
	const LedgerShape tally_in_units = {LEDGER_TALLY, false, 2, 10};
	const struct
	{
		LedgerShape shape;
		Amount sum;
		int64 rate;
		LedgerShape wider;
	} steps[] = {
		{in_cents, units(1), 0, in_units},
		{in_cents, cents(1), 0, wide}, /* a sum, rows or the key */
		{in_units, units(1), 0, wide},
		{in_units, cents(MOST), 0, wide},
		{tally_in_cents, units(1), 0, {LEDGER_TALLY, false, 10, 2}},
		{tally_in_cents, cents(1), 1, tally_in_units},
		{tally_in_cents, units(1), 1, {LEDGER_TALLY, false, 10, 10}},
		{tally_in_cents, cents(1), MOST_32 * INT64CONST(100000000),
		 tally_in_units},
		{tally_in_units, cents(1), 1, {LEDGER_TALLY, true, 10, 10}},
		{tally_in_units, units(1), 1, {LEDGER_TALLY, false, 10, 10}},
	};
	LedgerHead head = {.shape = tally_in_cents};
	LedgerPending pending[] = {{.sum = units(1), .extra = 1}, {.length = 1}};
	Ledger waiting = {.head = &head, .pending = pending};
	bool fine = true;

	for (int i = 0; i < lengthof(steps); i++)
	{
		LedgerHead step_head = {.shape = steps[i].shape};
		Ledger ledger = {.head = &step_head};

		fine &= ledger_same_shape(ledger_wider_shape(&ledger, steps[i].sum,
													 steps[i].rate),
								  steps[i].wider);
	}
	/* by the first row that waits, if one does */
	head.npending = 2;
	fine &= ledger_same_shape(ledger_wider_shape(&waiting, cents(1), 0),
							  (LedgerShape){LEDGER_TALLY, false, 10, 10});
	check(fine, "a shape becomes wider by what was too much for it");
}

/* Two entries have the same key if its bytes are the same, whatever else */
static void
test_same_bytes(void)
{
	Keys keys = make_keys(MIXED_KEYS, 3, LEDGER_PART, 200);
	Box box = box_new(&keys, LEDGER_PART, false);
	Bytes finished;
	Ledger ledger;
	LedgerShape shape;
	int found = 0;
	bool fine = true;

	for (int i = 0; i < keys.n; i++)
		box_enter(&box, i);
	finished = box_finish(&box);
	ledger = ledger_of(finished);
	shape = shape_of(finished);
	for (int i = 0; i < keys.n * keys.n; i++)
	{
		const char *a = ledger.entries + i / keys.n * ledger.stride;
		const char *b = ledger.entries + i % keys.n * ledger.stride;
		uint32 length = ledger_entry_length(a, shape);
		bool same = length == ledger_entry_length(b, shape) &&
			memcmp(ledger_entry_bytes(a, shape, ledger.heap),
				   ledger_entry_bytes(b, shape, ledger.heap), length) == 0;

		fine &= ledger_same_bytes(a, b, shape, ledger.heap) == same;
		found += same;
	}
	check(fine && found > keys.n, "the same key under other parents is told");
	free(finished.bytes);
	box_free(&box);
	keys_free(&keys);
}

/* ------------------------------------------------------------------------ */

/* Limits; the heads here have no entries behind them */

static void
test_limits_in_one_piece(void)
{
	const LedgerShape shape = ledger_narrowest(LEDGER_PLAIN);
	LedgerHead head = {.shape = shape, .nentries = 100, .capacity = 1000};
	Ledger ledger = {.head = &head};
	LedgerPlan plan;

	check(!ledger_plan(NULL, shape, PREFIX, LEDGER_MAX_BYTES, &plan) &&
			  !ledger_plan(NULL, shape, PREFIX, LEDGER_MAX_BYTES + 100, &plan),
		  "a key of 1 GB is refused");
	check(ledger_plan(NULL, shape, PREFIX, 900000000, &plan) &&
			  plan.size <= LEDGER_MAX_BYTES && plan.heap_size >= 900000000,
		  "a key of 900 MB is not");
	head.heap_used = head.heap_size = 600000000;
	check(ledger_plan(&ledger, shape, PREFIX, 1000, &plan) &&
			  plan.size <= LEDGER_MAX_BYTES && plan.heap_size >= 600001000,
		  "keys of 600 MB can still grow, by as much as fits");
	check(!ledger_plan(&ledger, shape, PREFIX, 500000000, &plan),
		  "but not by 500 MB");
	check(ledger_size(ledger_widest(LEDGER_TALLY), PG_UINT32_MAX,
					  PG_UINT32_MAX) > LEDGER_MAX_BYTES &&
			  ledger_size(shape, 0, LEDGER_MAX_BYTES) == LEDGER_MAX_BYTES,
		  "sizes do not wrap");
}

static void
test_limits_in_pieces(void)
{
	const LedgerShape shape = ledger_narrowest(LEDGER_PLAIN);
	const uint32 room = LEDGER_MAX_BYTES - PREFIX - LEDGER_MAX_STRIDE - 8;
	const uint32 most = room / 24;
	const uint32 rest = room % 24;
	LedgerHead head = {.shape = shape};
	LedgerPending pending;
	Ledger ledger = {.head = &head, .pending = &pending};
	LedgerPlan plan;
	int growths;

	for (growths = 0; ledger_next_room(&ledger, shape, PREFIX, 8, &plan);
		 growths++)
		head.nentries = head.capacity = plan.capacity;
	check(growths < 70 && head.nentries > most,
		  "a ledger of pieces comes to its limit in few steps");
	head.nentries = head.capacity = most;
	check(ledger_next_room(&ledger, shape, PREFIX, 8 + rest, &plan) &&
			  !ledger_next_room(&ledger, shape, PREFIX, 8 + rest + 1, &plan) &&
			  ledger_next_room(&ledger, shape, PREFIX, 8, &plan) &&
			  plan.capacity >= most + LEDGER_BATCH,
		  "as many entries as are 1 GB when finished have room");
	head.nentries++;
	check(!ledger_next_room(&ledger, shape, PREFIX, 8, &plan) &&
			  !ledger_next_room(&ledger, ledger_widest(LEDGER_PLAIN), PREFIX,
								8, &plan),
		  "one more has not");
}

int
main(void)
{
	test_shapes();
	test_wider_shapes();
	test_same_bytes();
	test_moves();
	test_sizes();
	for (uint8 extra = 0; extra < NEXTRAS; extra++)
	{
		test_order(extra);
		test_sum_thresholds(extra);
		test_less_than_nothing(extra);
		test_long_keys(extra);
	}
	test_tally_thresholds();
	test_peaks();
	test_parents();
	test_batches();
	test_odd_keys();
	test_trim();
	test_finished();
	test_limits_in_one_piece();
	test_limits_in_pieces();
	return tap_done();
}
