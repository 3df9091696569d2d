/*
 * ledger.c
 *		A fuzzer of the container (src/ledger/), without a server.
 *
 * An input is a program: operations on a few ledgers, each of which has a
 * naive model beside it (test/unit/ledger_model.h).  After an operation a copy
 * of the ledger that it touched is finished, which must give the bytes that the
 * model writes; a difference, or whatever the sanitizers find, is a crash.
 * libFuzzer runs it (test/long/fuzzing), and test/unit/corpus_test.c replays
 * what libFuzzer has found worth keeping.
 */
#include "../../unit/ledger_model.h"
#include "alike.h"

#define BOXES		2
#define KEYS_MAX	700	   /* different keys of a program */
#define KEY_BYTES	100000 /* bytes of them all, about */
#define STEPS_MAX	300	   /* operations of a program */
#define LONGEST_KEY 2100

/* What is left of the input */
typedef struct Program
{
	const uint8 *at;
	const uint8 *end;
} Program;

extern int LLVMFuzzerTestOneInput(const uint8 *data, size_t size);

static uint8 extra; /* what all ledgers of the program measure */
static Keys keys;	/* that the program has named so far */
static Size key_bytes;
static Box boxes[BOXES];

static uint32
take(Program *program)
{
	return program->at < program->end ? *program->at++ : 0;
}

/* Boxes */

static void
start_box(Box *b, bool pieces)
{
	int n = keys.n;

	keys.n = KEYS_MAX; /* with room for all that may come */
	*b = box_new(&keys, extra, pieces);
	keys.n = n;
}

static void *
piece_copy(const void *from, Size size)
{
	void *copy = piece(size);

	memcpy(copy, from, size);
	return copy;
}

/* A ledger has no pointers: its bytes are a copy. */
static Ledger
ledger_bytes_copy(const Box *b)
{
	const Ledger *from = &b->ledger;
	const LedgerHead *head = from->head;
	Ledger copy = *from;

	if (!b->pieces)
	{
		copy.head =
			piece_copy(head, from->heap + head->heap_size - (const char *) head);
		return ledger_at(copy.head, 0);
	}
	copy.head = piece_copy(head, HEAD_SIZE);
	copy.slots = piece_copy(from->slots, head->nslots * sizeof(uint32));
	copy.entries = piece_copy(from->entries,
							  (Size) head->capacity * from->stride);
	copy.heap = piece_copy(from->heap, head->heap_size);
	if (from->pending)
		copy.pending = piece_copy(from->pending,
								  LEDGER_BATCH * sizeof(LedgerPending));
	return copy;
}

/* Have in one box what another has. */
static void
copy_box(Box *b, const Box *other)
{
	box_free(b);
	start_box(b, other->pieces);
	ledger_free(&b->ledger, b->pieces);
	b->ledger = ledger_bytes_copy(other);
	memcpy(b->number, other->number, keys.n * sizeof(uint32));
	memcpy(b->model.present, other->model.present, keys.n * sizeof(bool));
	memcpy(b->model.figures, other->model.figures,
		   keys.n * sizeof(LedgerFigures));
}

/* A finished copy; rows that wait in the box go on waiting. */
static Bytes
finished_copy(const Box *b)
{
	Box copy = *b;
	Bytes finished;

	copy.ledger = ledger_bytes_copy(b);
	must(ledger_is_indexed(&copy.ledger), "not all entries are in the index");
	finished = box_finish(&copy);
	must(ledger_is_indexed(&copy.ledger), "a flush has damaged the index");
	ledger_free(&copy.ledger, copy.pieces);
	return finished;
}

static void
check_contents(const Box *b)
{
	Bytes finished = finished_copy(b);

	must(is_model(finished, &b->model),
		 "finished to other bytes than its model");
	free(finished.bytes);
}

/* The same contents, put in backwards, are finished to the same bytes. */
static void
check_bytes(const Box *b)
{
	Box other;

	start_box(&other, !b->pieces);
	for (int i = keys.n - 1; i >= 0; i--)
	{
		if (b->model.present[i])
			box_add(&other, i, b->model.figures[i]);
	}
	must(same_bytes_free(box_finish(&other), finished_copy(b)),
		 "equal contents, other bytes");
	box_free(&other);
}

static LedgerFigures
figures_of(const Ledger *ledger, uint32 number)
{
	return ledger_entry_figures(ledger->entries + (Size) number * ledger->stride,
								ledger->head->shape);
}

/* Is every key found, under the number it had, and has it what was added? */
static void
check_lookups(Box *b)
{
	uint32 before;

	box_flush(b);
	before = b->ledger.head->nentries;
	for (int i = 0; i < keys.n; i++)
	{
		LedgerFigures figures;

		if (!b->model.present[i])
			continue;
		figures = figures_of(&b->ledger, box_enter(b, i));
		must(memcmp(&figures, &b->model.figures[i], sizeof(figures)) == 0,
			 "a key has lost rows");
	}
	must(b->ledger.head->nentries == before, "a key was lost");
}

/* What a program names by a few bytes */

static bool
keys_are_full(void)
{
	return keys.n >= KEYS_MAX || key_bytes > KEY_BYTES;
}

/* The number of a key, which is new or not; NO_KEY if it is one too many */
static int
key_number(const char *bytes, uint32 length, int parent, uint64 part)
{
	for (int i = 0; i < keys.n; i++)
	{
		const TestKey *key = &keys.key[i];

		if (key->length == length && key->parent == parent &&
			key->part == part && memcmp(key->bytes, bytes, length) == 0)
			return i;
	}
	if (keys_are_full())
		return NO_KEY;
	key_bytes += length;
	return keys_add(&keys, bytes, length, parent, part);
}

static int
take_parent(Program *program)
{
	uint32 number = take(program);
	int parent;

	if (number < 128 || keys.n == 0)
		return NO_KEY;
	parent = number % keys.n;
	return keys.key[parent].level < LEDGER_MAX_LEVELS - 1 ? parent : NO_KEY;
}

static uint64
take_part(Program *program)
{
	uint32 number = extra == LEDGER_PART ? take(program) : 0;

	return number < 128 ? 0 : number * UINT64CONST(0x0101010101010101);
}

static int
take_key(Program *program)
{
	int parent = take_parent(program);
	uint32 kind = take(program);
	uint32 number = take(program);
	char bytes[LONGEST_KEY];
	uint32 length = 0;

	memset(bytes, 'k', sizeof(bytes));
	switch (kind % 6)
	{
		case 0: /* literal, short or long */
		case 1:
			length = kind / 6 % (kind % 6 == 0 ? 9 : 40);
			for (uint32 i = 0; i < length && i < 6; i++)
				bytes[i] = (char) take(program);
			break;
		case 2: /* long, different at its end or in its middle */
			length = 9 + kind;
			bytes[number % 2 ? length - 1 : length / 2] = (char) number;
			break;
		case 3: /* hashes alike */
			length = ALIKE_SIZE;
			memcpy(bytes, alike[number / 2 % ALIKE_PAIRS][number % 2], length);
			break;
		case 4: /* short and numbered */
			length = snprintf(bytes, sizeof(bytes), "%x", number * 40503) % 9;
			break;
		case 5: /* about as long as a narrow entry can have it */
			length = LEDGER_NARROW_LENGTH - 3 + number % 6;
			break;
	}
	return key_number(bytes, length, parent, take_part(program));
}

/* An amount that fits into entries of this shape or of that */
static Amount
take_sum(Program *program)
{
	int64 number = (int8) take(program);
	const int64 large = (INT64CONST(1) << 55) - 55;

	switch (take(program) % 5)
	{
		case 0: /* far beyond 64 bits */
			return amount_from_product(number * INT64CONST(1000000000000),
									   INT64CONST(1000000000000000));
		case 1:
			return units(number);
		case 2: /* two of them pass 64 bits */
			return units(number * large);
		case 3:
			return cents(number * large);
		default:
			return cents(number);
	}
}

static int64
take_rate(Program *program)
{
	int64 number;

	if (extra != LEDGER_TALLY)
		return 0;
	number = take(program);
	switch (take(program) % 4)
	{
		case 0: /* whole */
			return number * INT64CONST(10000000000);
		case 1: /* some of them pass 32 bits of cents */
			return number * INT64CONST(16777213) * 100000000;
		case 2: /* and of these, 64 bits */
			return number * ((INT64CONST(1) << 54) - 53) / 2;
		default:
			return number;
	}
}

static LedgerFigures
take_figures(Program *program)
{
	LedgerFigures figures;
	uint32 kind = take(program);

	figures.rows = take(program);
	if (kind % 8 == 1)
		figures.rows *= INT64CONST(33554393); /* some pass 32 bits */
	else if (kind % 8 == 2)
		figures.rows *= (INT64CONST(1) << 55) - 55; /* some pass 64 bits */
	figures.sum = take_sum(program);
	figures.peak = take_rate(program);
	figures.tally = amount_from_product(figures.rows, figures.peak);
	return kind >= 192 ? reverse_of(figures) : figures;
}

/* Adding */

static bool
can_add(const Box *b, int i, LedgerFigures figures)
{
	return ledger_figures_can_add(&b->model.figures[i], &figures);
}

static void
add_row(Box *b, int i, Amount value, int64 rate)
{
	if (i != NO_KEY && can_add(b, i, rows_and_sum(1, value)))
		box_row(b, i, value, rate);
}

/* Many rows at once.  What would be too much is refused, and changes nothing. */
static void
add(Box *b, int i, LedgerFigures figures)
{
	LedgerKey key;

	if (can_add(b, i, figures))
	{
		box_add(b, i, figures);
		return;
	}
	must(box_grow(b, ledger_widest(extra), 0), "cannot be as wide as may be");
	key = box_key(b, i);
	must(ledger_add(&b->ledger, &key, &figures) == LEDGER_TOO_NARROW,
		 "an overflow is not refused");
}

/* To an entry that is known by its number */
static void
add_in_place(Box *b, int i, LedgerFigures figures)
{
	LedgerFigures more = rows_and_sum(figures.rows, figures.sum);
	uint32 number;
	int times = 0;

	if (!can_add(b, i, more))
		return;
	number = box_enter(b, i);
	/* in the model, rows that wait are added already */
	box_flush(b);
	while (!ledger_add_at(&b->ledger, number, more.rows, more.sum))
		box_serve(b, LEDGER_TOO_NARROW, 0, more.sum, 0, times++);
	box_note(b, i, &more);
}

/* Many rows of few keys, as an aggregate adds them */
static void
burst(Program *program, Box *b)
{
	int parent = take_parent(program);
	uint64 part = take_part(program);
	uint32 rows = take(program);
	uint32 kind = take(program);
	uint32 salt = take(program) * 7919;
	int64 rate = take_rate(program);

	for (uint32 i = 0; i < rows; i++)
	{
		uint32 number = (i * (salt | 1) + salt) % (kind + 1);
		char bytes[300];
		uint32 length = ALIKE_SIZE;

		if (kind % 4 == 3)
			memcpy(bytes, alike[number / 2 % ALIKE_PAIRS][number % 2], length);
		else
			length = snprintf(bytes, sizeof(bytes), "%0*u",
							  kind % 2 ? (int) kind + 8 : 1,
							  number * UINT32_C(2654435761) % 1000003);
		/* the last one is none in cents */
		add_row(b, key_number(bytes, length, parent, part),
				i + 1 == rows ? units(number) : cents(number), rate);
	}
}

/* So many keys that one in one piece collects rows in batches, if there can be */
static void
make_large(Box *b)
{
	for (uint32 i = 0; b->ledger.head->batch == 0 && !keys_are_full(); i++)
	{
		char bytes[9];

		snprintf(bytes, sizeof(bytes), "%08x", i * UINT32_C(2654435761));
		box_enter(b, key_number(bytes, 8, NO_KEY, 0));
	}
}

/* Other shapes and more room */

/* What cannot be had in a shape stays as it was. */
static void
reshape(Program *program, Box *b)
{
	uint32 choice = take(program);
	LedgerShape before = b->ledger.head->shape;
	LedgerShape shapes[SHAPES_MAX];
	LedgerShape shape = shapes[choice % all_shapes(extra, shapes)];

	if (choice < 128)
	{
		Amount sum = take_sum(program);

		shape = ledger_wider_shape(&b->ledger, sum, take_rate(program));
		must(ledger_same_shape(ledger_joint_shape(before, shape), shape) &&
				 (before.wide || !ledger_same_shape(before, shape)),
			 "a wider shape is not wider");
	}
	if (!box_grow(b, shape, take(program)))
	{
		must(ledger_same_shape(b->ledger.head->shape, before),
			 "refused a shape, and has another one");
		must(box_grow(b, ledger_widest(extra), 0), "cannot be widest");
	}
}

/* One of pieces looks rows up at once while it is not added to; and back */
static void
switch_batches(Box *b)
{
	box_flush(b);
	if (!b->pieces)
		return;
	if (b->ledger.pending == NULL)
		b->ledger.pending = piece(LEDGER_BATCH * sizeof(LedgerPending));
	else
	{
		free(b->ledger.pending);
		b->ledger.pending = NULL;
	}
}

static uint64
planned_size(LedgerShape shape, uint64 capacity, uint64 heap_size)
{
	return PREFIX + HEAD_SIZE + capacity * shape_size(shape) + heap_size +
		ledger_slots_for((uint32) capacity) * sizeof(uint32) +
		ledger_batch_for((uint32) capacity) * sizeof(LedgerPending);
}

/* The contracts of ledger_plan() and ledger_next_room(), whatever the size */
static void
plan_any(Program *program)
{
	LedgerHead head = {0};
	LedgerPending batch;
	Ledger imagined = {.head = &head};
	LedgerShape shapes[SHAPES_MAX];
	LedgerPlan plan;
	uint64 number = 0;
	Size key_length;
	uint64 n;

	for (int i = 0; i < 8; i++)
		number = number << 8 | take(program);
	head.shape = shapes[number % all_shapes(extra, shapes)];
	n = head.nentries = (uint32) (number >> 36) >> take(program) % 28;
	head.capacity = head.nentries + take(program) % 100;
	head.heap_used = (uint32) (number & 0x3fffffff) >> take(program) % 31;
	head.heap_size = head.heap_used;
	key_length = take(program);
	key_length <<= take(program) % 30;
	if (ledger_size(head.shape, head.capacity, head.heap_used) > LEDGER_MAX_BYTES)
		return;
	if (ledger_plan(&imagined, head.shape, PREFIX, key_length, &plan))
	{
		LedgerHead planned = head;
		Ledger as_planned = {.head = &planned};

		planned.capacity = plan.capacity;
		planned.heap_size = plan.heap_size;
		as_planned.pending = ledger_batch_for(plan.capacity) ? &batch : NULL;
		must(plan.size <= LEDGER_MAX_BYTES, "planned larger than can be");
		must(planned_size(plan.shape, plan.capacity, plan.heap_size) == plan.size,
			 "planned in memory of another size");
		must(ledger_has_room(&as_planned, (uint32) key_length),
			 "planned too small");
	}
	else
		must(planned_size(head.shape, Max(head.capacity, Max(2 * n, n + 300)),
						  head.heap_used + key_length + LEDGER_BATCH_HEAP + 8) >
				 LEDGER_MAX_BYTES,
			 "there is room, and there is not");

	imagined.pending = &batch;
	if (ledger_next_room(&imagined, head.shape, PREFIX, key_length, &plan))
	{
		must(plan.capacity >= head.capacity && plan.heap_size >= head.heap_size,
			 "less room than before");
		head.capacity = plan.capacity;
		head.heap_size = plan.heap_size;
		must(ledger_has_room(&imagined, (uint32) key_length),
			 "pieces are too small");
	}
	else
		must(PREFIX + ledger_size(head.shape, head.nentries, head.heap_used) +
					 key_length + LEDGER_MAX_STRIDE >
				 LEDGER_MAX_BYTES,
			 "there is room for pieces, and there is not");
}

/* Merging */

/* Add all entries of a finished ledger with those contents, key by key. */
static void
merge_entries(Box *b, Bytes finished, const Model *model)
{
	Ledger source = ledger_of(finished);
	int order[KEYS_MAX + 1];
	uint32 rank[KEYS_MAX + 1];

	must(model_sort(model, order, rank) == source.head->nentries,
		 "has more or fewer entries than its model");
	for (uint32 i = 0; i < source.head->nentries; i++)
		box_add(b, order[i], figures_of(&source, i));
}

static void
check_refused(const Bytes *finished)
{
	Ledger runs[2] = {ledger_of(finished[0]), ledger_of(finished[1])};
	void *scratch = piece(ledger_merge_scratch(runs, 2));
	LedgerPlan plan;
	Ledger sum;

	ledger_plan_merge(runs, 2, &plan);
	plan.shape = ledger_widest(extra);
	sum.head = piece(HEAD_SIZE +
					 ledger_size(plan.shape, plan.capacity, plan.heap_size));
	ledger_init(sum.head, &plan, false);
	sum = ledger_at(sum.head, 0);
	must(!ledger_merge(&sum, runs, 2, scratch), "merged what is too much");
	free(sum.head);
	free(scratch);
}

/*
 * Merge one into another, key by key.  The sum of both as sorted runs is byte
 * for byte what that is finished to.
 */
static void
merge(Box *b, const Box *other)
{
	Bytes finished[2] = {finished_copy(b), finished_copy(other)};
	bool can = true;

	for (int i = 0; i < keys.n; i++)
		can &= can_add(b, i, other->model.figures[i]);
	if (!can)
		check_refused(finished);
	else
	{
		bool redone;
		Bytes sum = merged(finished, 2, &redone);

		merge_entries(b, finished[1], &other->model);
		must(is_model(sum, &b->model), "sorted runs have another sum");
		free(sum.bytes);
	}
	free(finished[0].bytes);
	free(finished[1].bytes);
}

/* Something is added to a key, or it is only entered */
static void
step_key(Program *program, Box *b, uint32 operation)
{
	int i = take_key(program);
	Amount value;

	if (i == NO_KEY)
		return;
	switch (operation)
	{
		case 12:
			box_enter(b, i);
			break;
		case 13:
			add(b, i, take_figures(program));
			break;
		case 14:
			add_in_place(b, i, take_figures(program));
			break;
		case 15:
			value = take_sum(program);
			add_row(b, i, value, take_rate(program));
			break;
	}
}

static void
step(Program *program)
{
	uint32 operation = take(program);
	Box *b = &boxes[operation / 16 % BOXES];
	Box *other = &boxes[(operation / 16 + 1) % BOXES];
	uint32 choice = operation / 16 / BOXES;

	switch (operation % 16)
	{
		case 0:
			box_free(b);
			start_box(b, choice % 2);
			if (choice % 4 == 2)
				make_large(b);
			break;
		case 1:
			burst(program, b);
			break;
		case 2:
			box_flush(b);
			break;
		case 3:
			switch_batches(b);
			break;
		case 4: /* finish, and go on with that */
			box_reopen(b, choice % 2, choice / 2 % 2);
			break;
		case 5: /* more room */
			must(box_grow(b, b->ledger.head->shape, take(program)),
				 "does not fit into its own shape");
			break;
		case 6:
			reshape(program, b);
			break;
		case 7:
			copy_box(b, other);
			break;
		case 8:
			check_lookups(b);
			break;
		case 9:
			check_bytes(b);
			break;
		case 10:
			plan_any(program);
			break;
		case 11:
			merge(b, other);
			break;
		default:
			step_key(program, b, operation % 16);
			break;
	}
}

int
LLVMFuzzerTestOneInput(const uint8 *data, size_t size)
{
	Program program = {data, data + size};
	static bool ready;

	if (!ready)
		find_alike();
	ready = true;
	extra = take(&program) % 3;
	memset(&keys, 0, sizeof(keys));
	key_bytes = 0;
	for (int i = 0; i < BOXES; i++)
		start_box(&boxes[i], i % 2);
	for (int steps = 0; steps < STEPS_MAX && program.at < program.end; steps++)
	{
		int which = *program.at / 16 % BOXES;

		step(&program);
		if (keys.n < 50 || steps % 8 == 0)
			check_contents(&boxes[which]);
	}
	for (int i = 0; i < BOXES; i++)
	{
		check_contents(&boxes[i]);
		check_lookups(&boxes[i]);
		check_bytes(&boxes[i]);
		box_free(&boxes[i]);
	}
	keys_free(&keys);
	return 0;
}
