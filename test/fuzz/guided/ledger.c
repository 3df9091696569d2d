/*
 * ledger.c
 *		A fuzzer of the container (src/ledger/), without a server.
 *
 * An input is a program: operations on a few ledgers, each of which has a
 * naive model beside it, a sorted array.  After each operation the ledger that
 * it touched is compared with its model; a difference, or whatever the
 * sanitizers find, is a crash.  libFuzzer runs it (test/long/fuzzing), and
 * test/unit/corpus_test.c replays what libFuzzer has found worth keeping.
 *
 * Every ledger lies in a piece of memory that is as long as planned, to the
 * byte, so that AddressSanitizer sees what leaves it.
 */
#include "ledger/ledger.h"
#include "ledger/ledger_compact.h"
#include "ledger/ledger_merge.h"
#include "ledger/ledger_order.h"

#include <stdlib.h>

/* what stands before a ledger in a summary */
#define PREFIX 56

#define BOXES		2
#define MODEL_MAX	700	  /* entries of a model */
#define STEPS_MAX	300	  /* operations of a program */
#define BUFFER_SIZE 65536 /* bytes of long keys of a model */

/* pairs of long keys that an index of up to 2^15 slots cannot tell apart */
#define ALIKE_PAIRS 64
#define ALIKE_SIZE	12
#define ALIKE_TRIED 131072
#define ALIKE_BITS	0xfe007fff

/* A key of a model, with where its parent stands, or -1 */
typedef struct ModelEntry
{
	uint32 offset; /* of the key's bytes in the model's buffer */
	uint32 length;
	int parent;
	int level;
	int64 rows;
	Amount sum;
} ModelEntry;

/* Sorted as a compact ledger is: by level, key and parent */
typedef struct Model
{
	int n;
	ModelEntry entry[MODEL_MAX];
	uint32 used;
	char buffer[BUFFER_SIZE];
} Model;

typedef struct Box
{
	Ledger *ledger;
	Size size;
	Model model;
} Box;

/* What is left of the input */
typedef struct Program
{
	const uint8 *at;
	const uint8 *end;
} Program;

typedef struct Key
{
	char bytes[300];
	uint32 length;
} Key;

extern int LLVMFuzzerTestOneInput(const uint8 *data, size_t size);

static Box box[BOXES];
static char alike[ALIKE_PAIRS][2][ALIKE_SIZE + 1];

static void
require(bool fine, const char *what)
{
	if (!fine)
	{
		fprintf(stderr, "ledger: %s\n", what);
		abort();
	}
}

static uint32
take(Program *program)
{
	return program->at < program->end ? *program->at++ : 0;
}

/* The model */

static int
compare_bytes(const char *a, uint32 a_length, const char *b, uint32 b_length)
{
	int order = memcmp(a, b, Min(a_length, b_length));

	return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

/* Where a key stands or, if *found is false, would stand */
static int
model_place(const Model *model, const Key *key, int parent, bool *found)
{
	int level = parent < 0 ? 0 : model->entry[parent].level + 1;
	int low = 0;
	int high = model->n;

	*found = false;
	while (low < high)
	{
		int middle = (low + high) / 2;
		const ModelEntry *entry = &model->entry[middle];
		int order = (level > entry->level) - (level < entry->level);

		if (order == 0)
			order = compare_bytes(key->bytes, key->length,
								  model->buffer + entry->offset, entry->length);
		if (order == 0)
			order = (parent > entry->parent) - (parent < entry->parent);
		if (order == 0)
		{
			*found = true;
			return middle;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* The place of a key, which is made if need be.  What sorts behind it moves. */
static int
model_enter(Model *model, const Key *key, int parent)
{
	bool found;
	int place = model_place(model, key, parent, &found);
	ModelEntry *entry = &model->entry[place];

	if (found)
		return place;
	memmove(entry + 1, entry, (model->n - place) * sizeof(ModelEntry));
	model->n++;
	for (int i = 0; i < model->n; i++)
	{
		if (i != place && model->entry[i].parent >= place)
			model->entry[i].parent++;
	}
	entry->offset = model->used;
	entry->length = key->length;
	/* a parent sorts before its child, so its place is the same */
	entry->parent = parent;
	entry->level = parent < 0 ? 0 : model->entry[parent].level + 1;
	entry->rows = 0;
	entry->sum = AMOUNT_ZERO;
	memcpy(model->buffer + model->used, key->bytes, key->length);
	model->used += key->length;
	return place;
}

static void
model_add(Model *model, const Key *key, int parent, int64 rows, Amount sum)
{
	ModelEntry *entry = &model->entry[model_enter(model, key, parent)];

	entry->rows += rows;
	entry->sum = amount_add(entry->sum, sum);
}

static void
model_key(const Model *model, int place, Key *key)
{
	key->length = model->entry[place].length;
	memcpy(key->bytes, model->buffer + model->entry[place].offset, key->length);
}

static bool
model_is_full(const Model *model)
{
	return model->n >= MODEL_MAX - 2 ||
		model->used > BUFFER_SIZE - 3 * sizeof(((Key *) NULL)->bytes);
}

/* Ledgers, handled as summaries do */

static Ledger *
new_ledger(uint32 capacity, uint32 heap_size, Size size)
{
	Ledger *ledger = malloc(size);

	/* what is not in use is never looked at, so that it may be anything */
	memset(ledger, 0xa5, Min(size, 20000));
	ledger_init(ledger, capacity, heap_size, true);
	return ledger;
}

static void
grow(Box *b, Size key_length)
{
	LedgerPlan plan;
	Ledger *larger;

	ledger_flush(b->ledger);
	require(ledger_plan(b->ledger, PREFIX, key_length, &plan),
			"a small ledger cannot grow");
	larger = new_ledger(plan.capacity, plan.heap_size, plan.size - PREFIX);
	ledger_copy(larger, b->ledger);
	free(b->ledger);
	b->ledger = larger;
	b->size = plan.size - PREFIX;
}

static void
ledger_add_row(Box *b, const Key *key, uint32 parent, int64 rows, Amount sum)
{
	int growths = 0;

	while (!ledger_add(b->ledger, key->bytes, key->length, parent, rows, sum))
	{
		require(++growths == 1, "it grew, and there is no room");
		grow(b, key->length);
	}
}

static uint32
ledger_enter_key(Box *b, const Key *key, uint32 parent)
{
	int growths = 0;
	int64 number;

	while ((number = ledger_enter(b->ledger, key->bytes, key->length, parent)) <
		   0)
	{
		require(++growths == 1, "it grew, and there is no room");
		grow(b, key->length);
	}
	return (uint32) number;
}

/* The ledger's number of what stands at a place of the model, as a parent */
static uint32
ledger_parent(Box *b, int place)
{
	Key key;

	if (place < 0)
		return LEDGER_NO_PARENT;
	model_key(&b->model, place, &key);
	return LEDGER_PARENT(ledger_enter_key(
		b, &key, ledger_parent(b, b->model.entry[place].parent)));
}

static Ledger *
compacted(const Ledger *ledger, Size *size)
{
	uint32 most = ledger->nentries + ledger->npending;
	LedgerEntry *entries = malloc(most * sizeof(LedgerEntry));
	uint32 n = ledger_snapshot(ledger, entries);
	uint32 heap_size = ledger_compact_heap(entries, n);
	void *scratch = malloc(ledger_compact_scratch(n));
	Ledger *compact;

	require(n <= most, "a snapshot has more entries than the ledger");
	*size = ledger_size(n, heap_size, false);
	compact = malloc(*size);
	ledger_init(compact, n, heap_size, false);
	ledger_compact(compact, entries, ledger_heap(ledger), scratch);
	free(scratch);
	free(entries);
	return compact;
}

/* Is the compact form of the ledger what the model has, in its order? */
static void
check_contents(const Box *b)
{
	const Model *model = &b->model;
	/* of a large one, which takes time to copy, the header only */
	Size watched = b->size < 20000 ? b->size : sizeof(Ledger);
	char *before = malloc(watched);
	Size size;
	Ledger *compact;
	const LedgerEntry *entries;
	const char *heap;
	uint32 heap_size = 0;

	memcpy(before, b->ledger, watched);
	compact = compacted(b->ledger, &size);
	require(memcmp(before, b->ledger, watched) == 0,
			"reading it has changed the ledger");
	free(before);

	entries = ledger_entries(compact);
	heap = ledger_heap(compact);
	require(compact->nentries == model->n, "wrong number of entries");
	for (int i = 0; i < model->n; i++)
	{
		const ModelEntry *expected = &model->entry[i];
		const LedgerEntry *entry = &entries[i];

		require(entry->length == expected->length &&
					memcmp(ledger_key(entry, heap),
						   model->buffer + expected->offset,
						   expected->length) == 0,
				"wrong key");
		require(entry->parent ==
					(expected->parent < 0 ? LEDGER_NO_PARENT
										  : LEDGER_PARENT(expected->parent)),
				"wrong parent");
		require(entry->rows == expected->rows, "wrong number of rows");
		require(amount_compare(entry->sum, expected->sum) == 0, "wrong sum");
		if (entry->length > LEDGER_INLINE_KEY)
		{
			heap_size += entry->length;
			require(entry->key.heap.hash ==
						ledger_hash_key(ledger_key(entry, heap), entry->length,
										entry->parent),
					"wrong hash");
		}
		if (i > 0)
		{
			int order = ledger_compare_keys(entry - 1, entry, heap);

			require(model->entry[i - 1].level != expected->level || order <= 0,
					"wrong order");
			require(ledger_same_bytes(entry - 1, entry, heap) == (order == 0),
					"keys are the same, and are not");
		}
	}
	require(compact->heap_used == heap_size && compact->heap_size == heap_size,
			"wrong size of heap");
	free(compact);
}

/* The same contents, put in backwards, have the same compact form. */
static void
check_bytes(const Box *b)
{
	static Box other;
	Size size;
	Size other_size;
	Ledger *compact = compacted(b->ledger, &size);
	Ledger *other_compact;
	Key key;

	other.ledger = NULL;
	other.size = ledger_size(4, 0, true);
	other.ledger = new_ledger(4, 0, other.size);
	other.model.n = b->model.n;
	other.model.used = b->model.used;
	memcpy(other.model.entry, b->model.entry, b->model.n * sizeof(ModelEntry));
	memcpy(other.model.buffer, b->model.buffer, b->model.used);
	for (int i = b->model.n - 1; i >= 0; i--)
	{
		const ModelEntry *entry = &b->model.entry[i];
		uint32 parent = ledger_parent(&other, entry->parent);

		model_key(&b->model, i, &key);
		ledger_enter_key(&other, &key, parent);
		ledger_add_row(&other, &key, parent, entry->rows, entry->sum);
	}
	other_compact = compacted(other.ledger, &other_size);
	require(size == other_size && memcmp(compact, other_compact, size) == 0,
			"equal contents, other bytes");
	free(other.ledger);
	free(other_compact);
	free(compact);
}

/* Is every key found, and has it its rows? */
static void
check_lookups(Box *b)
{
	Key key;

	if (b->ledger->nslots == 0 && b->ledger->nentries > LEDGER_UNINDEXED)
		grow(b, 0);
	ledger_flush(b->ledger);
	for (int i = 0; i < b->model.n; i++)
	{
		uint32 parent = ledger_parent(b, b->model.entry[i].parent);
		int64 number;

		model_key(&b->model, i, &key);
		number = ledger_enter(b->ledger, key.bytes, key.length, parent);
		require(number >= 0 && number < b->ledger->nentries, "a key is lost");
		require(ledger_entries(b->ledger)[number].rows == b->model.entry[i].rows,
				"a key has lost rows");
	}
}

/* Operations */

/* Keys that a program names by a few bytes */
static void
take_key(Program *program, Key *key)
{
	uint32 kind = take(program);
	uint32 number = take(program);

	memset(key->bytes, 'k', sizeof(key->bytes));
	switch (kind % 5)
	{
		case 0: /* literal, short or long */
		case 1:
			key->length = kind / 5 % (kind % 5 == 0 ? 9 : 40);
			for (uint32 i = 0; i < key->length && i < 6; i++)
				key->bytes[i] = (char) take(program);
			break;
		case 2: /* long, different at its end or in its middle */
			key->length = 9 + kind;
			key->bytes[kind % 2 ? key->length - 1 : key->length / 2] =
				(char) number;
			break;
		case 3: /* hashes alike */
			key->length = ALIKE_SIZE;
			memcpy(key->bytes, alike[number / 2 % ALIKE_PAIRS][number % 2],
				   ALIKE_SIZE);
			break;
		case 4: /* short and numbered */
			key->length = snprintf(key->bytes, sizeof(key->bytes), "%x",
								   number * 40503) %
				9;
			break;
	}
}

/* A place of the model to stand below, or -1 */
static int
take_parent(Program *program, const Model *model)
{
	uint32 number = take(program);
	int place;

	if (number < 128 || model->n == 0)
		return -1;
	place = number % model->n;
	return model->entry[place].level < LEDGER_MAX_LEVELS - 1 ? place : -1;
}

static Amount
take_sum(Program *program)
{
	int64 number = (int8) take(program);

	/* far beyond 64 bits now and then */
	return take(program) % 4 == 0
		? amount_from_product(number * INT64CONST(1000000000000),
							  INT64CONST(1000000000000000))
		: amount_from_int64(number);
}

static void
add(Box *b, const Key *key, int place, int64 rows, Amount sum)
{
	ledger_add_row(b, key, ledger_parent(b, place), rows, sum);
	model_add(&b->model, key, place, rows, sum);
}

/* Many rows of few keys, as an aggregate adds them; the parent stays in place. */
static void
burst(Program *program, Box *b)
{
	int place = take_parent(program, &b->model);
	uint32 parent = ledger_parent(b, place);
	uint32 rows = take(program);
	uint32 kind = take(program);
	uint32 salt = take(program) * 7919;
	Key key;

	for (uint32 i = 0; i < rows && !model_is_full(&b->model); i++)
	{
		uint32 number = (i * (salt | 1) + salt) % (kind + 1);

		if (kind % 4 == 3)
		{
			key.length = ALIKE_SIZE;
			memcpy(key.bytes, alike[number / 2 % ALIKE_PAIRS][number % 2],
				   ALIKE_SIZE);
		}
		else
			key.length = snprintf(key.bytes, sizeof(key.bytes), "%0*u",
								  kind % 2 ? (int) kind + 8 : 1,
								  number * UINT32_C(2654435761) % 1000003);
		ledger_add_row(b, &key, parent, 1, amount_from_int64(number));
		model_add(&b->model, &key, place, 1, amount_from_int64(number));
	}
}

/* Add all that a ledger has to another, as merge() of summary.c does. */
static void
merge(Box *into, const Box *from)
{
	const Ledger *source = from->ledger;
	LedgerEntry *entries = malloc((source->nentries + source->npending) *
								  sizeof(LedgerEntry));
	uint32 n = ledger_snapshot(source, entries);
	uint32 *places = malloc(n * sizeof(uint32));
	int *models = malloc(from->model.n * sizeof(int));
	Key key;

	for (uint32 i = 0; i < n; i++)
	{
		uint32 parent = entries[i].parent;

		int level = 0;

		require(parent <= i, "a parent comes after its child");
		for (uint32 up = parent; up != LEDGER_NO_PARENT;
			 up = entries[up - 1].parent)
			level++;
		if (parent != LEDGER_NO_PARENT)
			parent = LEDGER_PARENT(places[parent - 1]);
		key.length = entries[i].length;
		require(key.length <= sizeof(key.bytes), "a key has grown");
		memcpy(key.bytes, ledger_key(&entries[i], ledger_heap(source)),
			   key.length);
		if (level < LEDGER_MAX_LEVELS - 1)
			places[i] = ledger_enter_key(into, &key, parent);
		ledger_add_row(into, &key, parent, entries[i].rows, entries[i].sum);
	}
	for (int i = 0; i < from->model.n; i++)
	{
		const ModelEntry *entry = &from->model.entry[i];
		int parent = entry->parent < 0 ? -1 : models[entry->parent];
		int before = into->model.n;

		model_key(&from->model, i, &key);
		model_add(&into->model, &key, parent, entry->rows, entry->sum);
		models[i] = model_enter(&into->model, &key, parent);
		/* who stands after a new one has moved */
		for (int j = 0; into->model.n != before && j < i; j++)
		{
			if (models[j] >= models[i])
				models[j]++;
		}
	}
	free(models);
	free(places);
	free(entries);
}

/*
 * The sum of two ledgers made by ledger_merge(), from a bundle of both, is byte
 * for byte what merge() and compacting make of them.
 */
static void
merge_sorted(Box *b, const Box *other)
{
	Size sizes[3];
	Ledger *parts[2] = {compacted(b->ledger, &sizes[0]),
						compacted(other->ledger, &sizes[1])};
	Size room = ledger_bundle_size(parts[0]) + ledger_bundle_size(parts[1]);
	Ledger *bundle = malloc(sizeof(Ledger) + room);
	const Ledger *runs[2];
	uint32 nruns = 0;
	uint32 capacity = parts[0]->nentries + parts[1]->nentries;
	uint32 heap_size = parts[0]->heap_used + parts[1]->heap_used;
	Ledger *sum = malloc(ledger_size(capacity, heap_size, false));
	Ledger *expected;
	void *scratch;

	ledger_bundle_init(bundle, room);
	for (int i = 0; i < 2; i++)
		require(ledger_bundle_add(bundle, parts[i]), "a bundle is too small");
	require(!ledger_bundle_add(bundle, parts[0]), "a bundle is too large");
	for (const Ledger *run = ledger_next_run(bundle, NULL); run != NULL;
		 run = ledger_next_run(bundle, run))
	{
		require(nruns < 2, "a bundle has more runs than were added");
		runs[nruns++] = run;
	}
	require(nruns == 2, "a bundle has lost a run");
	ledger_init(sum, capacity, heap_size, false);
	scratch = malloc(ledger_merge_scratch(runs, nruns));
	ledger_merge(sum, runs, nruns, scratch);

	merge(b, other);
	expected = compacted(b->ledger, &sizes[2]);
	require(sum->nentries == expected->nentries &&
				sum->heap_used == expected->heap_used &&
				memcmp(sum, expected,
					   ledger_size(sum->nentries, sum->heap_used, false)) == 0,
			"sorted runs have another sum");
	free(scratch);
	free(expected);
	free(sum);
	free(bundle);
	free(parts[0]);
	free(parts[1]);
}

/* The contract of ledger_plan(), for ledgers of every size */
static void
plan_any(Program *program)
{
	Ledger imagined = {0};
	LedgerPlan plan;
	uint64 number = 0;
	Size key_length;

	for (int i = 0; i < 8; i++)
		number = number << 8 | take(program);
	imagined.nentries = (uint32) (number >> 36) >> take(program) % 28;
	imagined.capacity = imagined.nentries + take(program) % 100;
	imagined.heap_used = (uint32) (number & 0x3fffffff) >> take(program) % 31;
	imagined.heap_size = imagined.heap_used;
	key_length = take(program);
	key_length <<= take(program) % 30;
	if (ledger_size(imagined.capacity, imagined.heap_used, false) >
		LEDGER_MAX_BYTES)
		return;
	if (!ledger_plan(&imagined, PREFIX, key_length, &plan))
	{
		/* it grows by a hundredth at least, and an index to twice at once */
		double heap = (imagined.heap_used + LEDGER_BATCH_HEAP) * 1.02 +
			key_length;

		require(heap > LEDGER_MAX_BYTES ||
					PREFIX +
							ledger_size((uint32) (imagined.capacity * 1.02) +
											LEDGER_BATCH,
										(uint32) heap, true) >
						LEDGER_MAX_BYTES,
				"there is room, and there is not");
		return;
	}
	require(plan.size <= LEDGER_MAX_BYTES, "planned larger than can be");
	require(PREFIX + ledger_size(plan.capacity, plan.heap_size, true) <=
				plan.size,
			"planned larger than its memory");
	require(plan.capacity > imagined.nentries && plan.heap_size % 8 == 0 &&
				plan.heap_size >= (uint64) imagined.heap_used +
						(key_length > LEDGER_INLINE_KEY ? key_length : 0),
			"planned too small");
}

static void
start_box(Box *b, uint32 capacity, uint32 heap_size)
{
	free(b->ledger);
	b->size = ledger_size(capacity, heap_size, true);
	b->ledger = new_ledger(capacity, heap_size, b->size);
	b->model.n = 0;
	b->model.used = 0;
}

static void
step(Program *program)
{
	uint32 operation = take(program);
	Box *b = &box[operation / 16 % BOXES];
	Box *other = &box[(operation / 16 + 1) % BOXES];
	Key key;
	int place;

	switch (operation % 16)
	{
		case 0: /* one that collects rows in batches */
			start_box(b, LEDGER_BATCH_FROM + take(program),
					  LEDGER_BATCH_HEAP + 8 * take(program));
			break;
		case 1: /* one as small as may be, or larger */
			start_box(b, 4 + take(program), 8 * take(program));
			break;
		case 2: /* a key without rows */
			place = take_parent(program, &b->model);
			take_key(program, &key);
			if (!model_is_full(&b->model))
			{
				ledger_enter_key(b, &key, ledger_parent(b, place));
				model_enter(&b->model, &key, place);
			}
			break;
		case 3:
			burst(program, b);
			break;
		case 4:
			ledger_flush(b->ledger);
			require(b->ledger->npending == 0 && b->ledger->heap_pending == 0,
					"rows are pending after a flush");
			break;
		case 5:
			if (b->model.n + other->model.n < MODEL_MAX - 2 &&
				b->model.used + other->model.used < BUFFER_SIZE - 256)
				merge(b, other);
			break;
		case 6: /* compact, and go on with that */
		{
			Size size;
			Ledger *compact = compacted(b->ledger, &size);

			free(b->ledger);
			b->ledger = compact;
			b->size = size;
			break;
		}
		case 7: /* a larger one */
			grow(b, take(program));
			break;
		case 8: /* it has no pointers: its bytes are a copy */
			free(b->ledger);
			b->size = other->size;
			b->ledger = malloc(other->size);
			memcpy(b->ledger, other->ledger, other->size);
			b->model = other->model;
			break;
		case 9:
			check_lookups(b);
			break;
		case 10:
			check_bytes(b);
			break;
		case 11:
			plan_any(program);
			break;
		case 12: /* the same as 5, and as sorted runs */
			if (b->model.n + other->model.n < MODEL_MAX - 2 &&
				b->model.used + other->model.used < BUFFER_SIZE - 256)
				merge_sorted(b, other);
			break;
		default: /* a row */
			place = take_parent(program, &b->model);
			take_key(program, &key);
			if (!model_is_full(&b->model))
			{
				int64 rows = take(program);

				add(b, &key, place, rows, take_sum(program));
			}
			break;
	}
}

static int
compare_alike(const void *a, const void *b)
{
	uint64 x = *(const uint64 *) a;
	uint64 y = *(const uint64 *) b;

	return (x > y) - (x < y);
}

/*
 * Find pairs of long keys whose hashes agree where an index looks at them: in
 * the 7 bits that a slot keeps, and in those that choose the slot.
 */
static void
find_alike(void)
{
	uint64 *tried = malloc(ALIKE_TRIED * sizeof(uint64));
	int pairs = 0;

	for (uint32 i = 0; i < ALIKE_TRIED; i++)
	{
		char bytes[ALIKE_SIZE + 1];
		uint32 hash;

		snprintf(bytes, sizeof(bytes), "key %08x", i);
		hash = ledger_hash_key(bytes, ALIKE_SIZE, LEDGER_NO_PARENT);
		tried[i] = (uint64) (hash & ALIKE_BITS) << 32 | i;
	}
	qsort(tried, ALIKE_TRIED, sizeof(uint64), compare_alike);
	for (uint32 i = 1; i < ALIKE_TRIED && pairs < ALIKE_PAIRS; i++)
	{
		if (tried[i] >> 32 != tried[i - 1] >> 32)
			continue;
		for (int j = 0; j < 2; j++)
			snprintf(alike[pairs][j], sizeof(alike[pairs][j]), "key %08x",
					 (uint32) tried[i - j]);
		pairs++;
	}
	require(pairs == ALIKE_PAIRS, "hashes are better than expected");
	free(tried);
}

int
LLVMFuzzerTestOneInput(const uint8 *data, size_t size)
{
	Program program = {data, data + size};
	static bool ready;

	if (!ready)
	{
		find_alike();
		ready = true;
	}
	for (int i = 0; i < BOXES; i++)
		start_box(&box[i], 4, 0);
	for (int steps = 0; steps < STEPS_MAX && program.at < program.end; steps++)
	{
		int which = *program.at / 16 % BOXES;

		step(&program);
		if (box[which].model.n < 50 || steps % 8 == 0)
			check_contents(&box[which]);
	}
	for (int i = 0; i < BOXES; i++)
	{
		check_contents(&box[i]);
		check_lookups(&box[i]);
		check_bytes(&box[i]);
		free(box[i].ledger);
		box[i].ledger = NULL;
	}
	return 0;
}
