/*
 * ledger_test.c
 *		The container against a plain sorted list: every size at which its
 *		form changes, short and long keys, parents, merging, compacting.
 */
#include "ledger/ledger.h"
#include "ledger/ledger_compact.h"
#include "ledger/ledger_merge.h"
#include "ledger/ledger_order.h"
#include "tap.h"

#include <stdlib.h>

/* what stands before a ledger in a summary */
#define PREFIX 56

typedef struct Box
{
	Ledger *ledger; /* in a malloc'd piece of the size planned */
	LedgerPlan plan;
} Box;

/* The list that a ledger is compared with */
typedef struct Model
{
	int n;
	int64 *rows; /* by number of key */
	Amount *sum;
} Model;

typedef enum KeyKind
{
	SHORT_KEYS,
	LONG_KEYS,
	MIXED_KEYS
} KeyKind;

static Box
new_box(const Ledger *old, Size key_length)
{
	Box box;

	if (!ledger_plan(old, PREFIX, key_length, &box.plan))
		abort();
	/* exactly as long as planned, for the sanitizer to see */
	box.ledger = malloc(box.plan.size - PREFIX);
	ledger_init(box.ledger, box.plan.capacity, box.plan.heap_size, true);
	return box;
}

static void
grow(Box *box, Size key_length)
{
	Box larger;

	ledger_flush(box->ledger);
	larger = new_box(box->ledger, key_length);
	ledger_copy(larger.ledger, box->ledger);
	free(box->ledger);
	*box = larger;
}

static void
add(Box *box, const char *key, uint32 length, uint32 parent, int64 rows,
	Amount sum)
{
	int growths = 0;

	while (!ledger_add(box->ledger, key, length, parent, rows, sum))
	{
		if (++growths > 1)
			abort();
		grow(box, length);
	}
}

static uint32
enter(Box *box, const char *key, uint32 length, uint32 parent)
{
	int64 number;

	while ((number = ledger_enter(box->ledger, key, length, parent)) < 0)
		grow(box, length);
	return (uint32) number;
}

/* The i-th key of a kind; keys of a ledger sort otherwise than their i */
static uint32
make_key(KeyKind kind, uint32 i, char *key)
{
	uint32 scrambled = i * UINT64CONST(2654435761);

	if (kind == MIXED_KEYS)
		kind = i % 2 ? LONG_KEYS : SHORT_KEYS;
	if (kind == SHORT_KEYS)
		return sprintf(key, "%x", scrambled); /* up to 8 bytes */
	return sprintf(key, "a provider, number %u%.*s", scrambled, (int) (i % 40),
				   "----------------------------------------");
}

static Box
compact(const Ledger *ledger)
{
	LedgerEntry *entries = malloc((ledger->nentries + ledger->npending + 1) *
								  sizeof(LedgerEntry));
	uint32 n = ledger_snapshot(ledger, entries);
	uint32 heap = ledger_compact_heap(entries, n);
	void *scratch = malloc(ledger_compact_scratch(n) + 1);
	Box box;

	box.plan.size = ledger_size(n, heap, false);
	box.ledger = malloc(box.plan.size);
	memset(box.ledger, 0, box.plan.size);
	ledger_init(box.ledger, n, heap, false);
	ledger_compact(box.ledger, entries, ledger_heap(ledger), scratch);
	free(scratch);
	free(entries);
	return box;
}

/* The number of a key's entry, or -1 */
static int64
number_of(Ledger *ledger, const void *key, uint32 length, uint32 parent)
{
	uint32 before = ledger->nentries;
	int64 number = ledger_enter(ledger, key, length, parent);

	return number < before ? number : -1;
}

static bool
agrees(const Ledger *ledger, const Model *model, KeyKind kind)
{
	Box box = compact(ledger);
	const LedgerEntry *entries = ledger_entries(box.ledger);
	const char *heap = ledger_heap(box.ledger);
	bool fine = true;
	int present = 0;
	char key[100];

	for (uint32 i = 1; i < box.ledger->nentries; i++)
		fine &= ledger_compare_keys(&entries[i - 1], &entries[i], heap) < 0;
	for (int i = 0; i < model->n; i++)
		present += model->rows[i] > 0;
	fine &= present == box.ledger->nentries;

	/* a compact ledger has no index: give it one to look keys up */
	grow(&box, 0);
	entries = ledger_entries(box.ledger);
	for (int i = 0; i < model->n; i++)
	{
		uint32 length = make_key(kind, i, key);
		int64 number = number_of(box.ledger, key, length, LEDGER_NO_PARENT);

		if (model->rows[i] == 0)
			fine &= number < 0;
		else
			fine &= number >= 0 && entries[number].rows == model->rows[i] &&
				amount_compare(entries[number].sum, model->sum[i]) == 0;
	}
	free(box.ledger);
	return fine;
}

static Model
new_model(int n)
{
	Model model = {n, calloc(n, sizeof(int64)), calloc(n, sizeof(Amount))};

	return model;
}

static void
add_random(Box *box, Model *model, KeyKind kind, int rows)
{
	char key[100];

	for (int i = 0; i < rows; i++)
	{
		uint32 number = random_below(model->n);
		Amount sum = amount_from_int64((int64) random_u64() >> 8);
		uint32 length = make_key(kind, number, key);

		add(box, key, length, LEDGER_NO_PARENT, 1, sum);
		model->rows[number]++;
		model->sum[number] = amount_add(model->sum[number], sum);
	}
}

static void
test_sizes(KeyKind kind, const char *name)
{
	const int sizes[] = {1,
						 2,
						 4,
						 5,
						 8,
						 9,
						 20,
						 63,
						 64,
						 65,
						 100,
						 1000,
						 9000,
						 LEDGER_BATCH_FROM - 1,
						 LEDGER_BATCH_FROM,
						 20000,
						 60000};
	char what[100];

	for (int i = 0; i < lengthof(sizes); i++)
	{
		Model model = new_model(sizes[i]);
		Box box = new_box(NULL, 0);
		bool fine;

		add_random(&box, &model, kind, sizes[i] * 3);
		fine = agrees(box.ledger, &model, kind); /* with rows pending */
		ledger_flush(box.ledger);
		fine &= box.ledger->npending == 0 && agrees(box.ledger, &model, kind);
		add_random(&box, &model, kind, sizes[i]);
		fine &= agrees(box.ledger, &model, kind);
		snprintf(what, sizeof(what), "%d %s keys", sizes[i], name);
		check(fine, what);
		free(box.ledger);
		free(model.rows);
		free(model.sum);
	}
}

/* Add all that a ledger has to another, as summaries do. */
static void
merge(Box *into, const Ledger *from)
{
	LedgerEntry *entries = malloc((from->nentries + from->npending + 1) *
								  sizeof(LedgerEntry));
	uint32 n = ledger_snapshot(from, entries);

	for (uint32 i = 0; i < n; i++)
		add(into, ledger_key(&entries[i], ledger_heap(from)), entries[i].length,
			LEDGER_NO_PARENT, entries[i].rows, entries[i].sum);
	free(entries);
}

static void
test_merge(KeyKind kind, const char *name)
{
	Model model = new_model(20000);
	Box left = new_box(NULL, 0);
	Box right = new_box(NULL, 0);
	Box all;
	Box again;
	char what[100];
	bool fine;

	add_random(&left, &model, kind, 15000);
	add_random(&right, &model, kind, 15000);
	merge(&left, right.ledger);
	fine = agrees(left.ledger, &model, kind);
	snprintf(what, sizeof(what), "merging, %s keys", name);
	check(fine, what);

	/* the same contents by another way: the same bytes */
	all = compact(left.ledger);
	merge(&right, all.ledger);
	free(right.ledger);
	right = new_box(NULL, 0);
	merge(&right, all.ledger);
	again = compact(right.ledger);
	snprintf(what, sizeof(what), "equal contents, equal bytes, %s keys", name);
	check(all.plan.size == again.plan.size &&
			  memcmp(all.ledger, again.ledger, all.plan.size) == 0,
		  what);
	free(left.ledger);
	free(right.ledger);
	free(all.ledger);
	free(again.ledger);
	free(model.rows);
	free(model.sum);
}

static void
test_odd_keys(void)
{
	Box box = new_box(NULL, 0);
	Box sorted;
	const char *heap;
	const LedgerEntry *entries;
	const uint32 long_length = 1000000;
	char *long_key = malloc(long_length + 1);
	bool fine = true;
	const struct
	{
		const char *bytes;
		uint32 length;
	} keys[] = {{"", 0},
				{"\0", 1},
				{"\0\0", 2},
				{"a", 1},
				{"a\0", 2},
				{"abcdefg", 7},
				{"abcdefgh", 8},
				{"abcdefgh\0", 9},
				{"abcdefghi", 9},
				{"\xff", 1},
				{"\xff\xff\xff\xff\xff\xff\xff\xff", 8},
				{"\x7f", 1}};

	for (int round = 0; round < 2; round++)
	{
		for (int i = 0; i < lengthof(keys); i++)
			add(&box, keys[i].bytes, keys[i].length, LEDGER_NO_PARENT, 1,
				amount_from_int64(i + 1));
	}
	memset(long_key, 'x', long_length + 1);
	add(&box, long_key, long_length, LEDGER_NO_PARENT, 1, amount_from_int64(5));
	add(&box, long_key, long_length + 1, LEDGER_NO_PARENT, 1,
		amount_from_int64(6));
	add(&box, long_key, long_length, LEDGER_NO_PARENT, 1, amount_from_int64(7));
	check(box.ledger->nentries == lengthof(keys) + 2, "odd keys are told apart");
	for (int i = 0; i < lengthof(keys); i++)
	{
		int64 number = number_of(box.ledger, keys[i].bytes, keys[i].length,
								 LEDGER_NO_PARENT);

		fine &= number >= 0 && ledger_entries(box.ledger)[number].rows == 2 &&
			ledger_entries(box.ledger)[number].sum.lo == 2 * (i + 1);
	}
	check(fine, "and found again");

	sorted = compact(box.ledger);
	entries = ledger_entries(sorted.ledger);
	heap = ledger_heap(sorted.ledger);
	fine = entries[0].length == 0;
	for (uint32 i = 1; i < sorted.ledger->nentries; i++)
	{
		uint32 shorter = Min(entries[i - 1].length, entries[i].length);
		int order = memcmp(ledger_key(&entries[i - 1], heap),
						   ledger_key(&entries[i], heap), shorter);

		fine &= order < 0 ||
			(order == 0 && entries[i - 1].length < entries[i].length);
	}
	check(fine, "and sorted byte by byte, shorter first");
	/* three keys sort after "xxx...": 7f, ff and ff ff ... */
	check(entries[sorted.ledger->nentries - 4].length == long_length + 1 &&
			  entries[sorted.ledger->nentries - 5].sum.lo == 12,
		  "also keys of a megabyte");
	free(sorted.ledger);
	free(box.ledger);
	free(long_key);
}

/* Three levels: groups, their members, and members' members */
static void
test_parents(void)
{
	Box box = new_box(NULL, 0);
	Box sorted;
	Box grown;
	const LedgerEntry *entries;
	const char *heap;
	bool fine = true;
	int levels[3] = {0, 0, 0};
	int64 rows = 0;
	char key[100];

	for (int i = 0; i < 60000; i++)
	{
		uint32 a = random_below(30);
		uint32 b = random_below(50);
		uint32 c = random_below(20);
		uint32 length;
		uint32 parent;

		length = sprintf(key, "agency with a long name %u", (a * 7) % 30);
		parent = LEDGER_PARENT(enter(&box, key, length, LEDGER_NO_PARENT));
		length = sprintf(key, "%u", (b * 13) % 50);
		parent = LEDGER_PARENT(enter(&box, key, length, parent));
		length = sprintf(key, "%u,%u,%u, in words", a, b, c);
		add(&box, key, length, parent, 1,
			amount_from_int64(a * 10000 + b * 100 + c));
	}
	sorted = compact(box.ledger);
	for (int pass = 0; pass < 2; pass++)
	{
		/* sorted, and as it is after it has been given an index again */
		entries = ledger_entries(sorted.ledger);
		heap = ledger_heap(sorted.ledger);
		for (uint32 i = 0; i < sorted.ledger->nentries; i++)
		{
			const LedgerEntry *entry = &entries[i];
			int level = 0;

			if (entry->parent != LEDGER_NO_PARENT)
			{
				const LedgerEntry *parent = &entries[entry->parent - 1];

				level = parent->parent == LEDGER_NO_PARENT ? 1 : 2;
				fine &= entry->parent - 1 < i;
				if (level == 2)
				{
					/* the key says under which parents it was put */
					const LedgerEntry *top = &entries[parent->parent - 1];
					int a, b, c, n;
					char expected[100];

					memcpy(expected, ledger_key(entry, heap), entry->length);
					expected[entry->length] = '\0';
					fine &= sscanf(expected, "%d,%d,%d", &a, &b, &c) == 3;
					fine &= entry->sum.lo ==
						entry->rows * (a * 10000 + b * 100 + c);
					n = sprintf(expected, "%d", (b * 13) % 50);
					fine &= parent->length == n &&
						memcmp(ledger_key(parent, heap), expected, n) == 0;
					n = sprintf(expected, "agency with a long name %d",
								(a * 7) % 30);
					fine &= top->length == n &&
						memcmp(ledger_key(top, heap), expected, n) == 0;
					rows += entry->rows;
				}
			}
			levels[level]++;
		}
		if (pass == 0)
			grow(&sorted, 0);
	}
	check(fine && rows == 2 * 60000,
		  "keys stay under their parents when sorted");
	check(levels[0] == 2 * 30 && levels[1] == 2 * 30 * 50 &&
			  levels[2] > 2 * 20000,
		  "the same key under other parents is another key");

	/* lookups under renumbered parents */
	grown = sorted;
	grow(&grown, 0);
	fine = true;
	for (uint32 i = 0; i < grown.ledger->nentries; i++)
	{
		const LedgerEntry *entry = &ledger_entries(grown.ledger)[i];

		fine &= number_of(grown.ledger,
						  ledger_key(entry, ledger_heap(grown.ledger)),
						  entry->length, entry->parent) == i;
	}
	check(fine, "every entry is found under its new parent");
	free(box.ledger);
	free(grown.ledger);
}

static void
test_limits(void)
{
	LedgerPlan plan;
	Ledger full = {0};
	int growths;

	check(!ledger_plan(NULL, PREFIX, LEDGER_MAX_BYTES, &plan) &&
			  !ledger_plan(NULL, PREFIX, (Size) LEDGER_MAX_BYTES + 100, &plan),
		  "a key of 1 GB is refused");
	check(ledger_plan(NULL, PREFIX, 900000000, &plan) &&
			  plan.size <= LEDGER_MAX_BYTES,
		  "a key of 900 MB is not");

	full.nentries = full.capacity = 20000000;
	check(ledger_plan(&full, PREFIX, 8, &plan) &&
			  plan.size <= LEDGER_MAX_BYTES && plan.capacity >= 20000064,
		  "20 million keys can still grow, by as much as fits");
	full.nentries = full.capacity = 24000000;
	check(!ledger_plan(&full, PREFIX, 8, &plan), "24 million keys cannot");
	/* copies of nearly 1 GB must not follow one another for a few keys each */
	full.nentries = full.capacity = 1000000;
	for (growths = 0; ledger_plan(&full, PREFIX, 8, &plan); growths++)
		full.nentries = full.capacity = plan.capacity;
	check(growths < 20 && full.nentries > 22000000,
		  "a ledger comes to its limit in few steps");
	check(ledger_size(PG_UINT32_MAX, PG_UINT32_MAX, true) > LEDGER_MAX_BYTES &&
			  ledger_size(PG_UINT32_MAX, PG_UINT32_MAX, false) > LEDGER_MAX_BYTES,
		  "sizes do not wrap");
}

int
main(void)
{
	test_sizes(SHORT_KEYS, "short");
	test_sizes(LONG_KEYS, "long");
	test_sizes(MIXED_KEYS, "mixed");
	test_merge(SHORT_KEYS, "short");
	test_merge(LONG_KEYS, "long");
	test_odd_keys();
	test_parents();
	test_limits();
	return tap_done();
}
