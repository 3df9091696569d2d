/*
 * ledger_model.h
 *		What the tests of the ledger share: ledgers in pieces of memory that
 *		are as long as planned, to the byte, so that AddressSanitizer sees what
 *		leaves them; and beside each a plain list, which is sorted by memcmp()
 *		and writes the bytes of the finished ledger by itself.
 */
#ifndef LEDGER_MODEL_H
#define LEDGER_MODEL_H

#include "ledger/ledger.h"
#include "ledger/ledger_finish.h"
#include "ledger/ledger_merge.h"
#include "ledger/ledger_shape.h"
#include "tap.h"

#include <stdlib.h>

/* what stands before a ledger in a summary */
#define PREFIX 48

/* bytes of a head */
#define HEAD_SIZE 40

#define NO_KEY -1

/* A key, whose parent is another one of the same list, further ahead */
typedef struct TestKey
{
	char *bytes; /* in a piece of just its length */
	uint32 length;
	int level;
	int parent;
	uint64 part;
} TestKey;

typedef struct Keys
{
	int n;
	int room;
	TestKey *key;
} Keys;

/* What a ledger must hold, by number of key */
typedef struct Model
{
	const Keys *keys;
	uint8 extra;
	bool *present;
	LedgerFigures *figures;
} Model;

/* A ledger that is added to, in one piece or in pieces with a batch */
typedef struct Box
{
	Ledger ledger;
	bool pieces;
	uint32 *number; /* of the keys' entries, as told first */
	Model model;
	Model *total; /* of several boxes, or NULL */
} Box;

/* A finished ledger: its head, entries and heap */
typedef struct Bytes
{
	char *bytes;
	Size size;
} Bytes;

/* A test that cannot go on */
static inline void
must(bool passed, const char *what)
{
	if (passed)
		return;
	printf("# gives up: %s\n", what);
	fflush(stdout);
	abort();
}

/* Memory that is not cleared, of just that size */
static inline void *
piece(Size size)
{
	void *memory = malloc(size);

	must(memory != NULL || size == 0, "out of memory");
	memset(memory, 0x5a, size);
	return memory;
}

/* ------------------------------------------------------------------------ */

/* Amounts */

/* so many 10^-2 */
static inline Amount
cents(int64 number)
{
	return amount_from_product(number, 100000000);
}

/* so many 10^-10 */
static inline Amount
units(int64 number)
{
	return amount_from_int64(number);
}

static inline LedgerFigures
rows_and_sum(int64 rows, Amount sum)
{
	LedgerFigures figures = {rows, sum, AMOUNT_ZERO, 0};

	return figures;
}

/* What takes figures back; a peak stays */
static inline LedgerFigures
reverse_of(LedgerFigures figures)
{
	LedgerFigures reverse = {-figures.rows, amount_negate(figures.sum),
							 amount_negate(figures.tally), 0};

	return reverse;
}

/* Is an amount a whole number of so many 10^-10, of 64 bits with its sign? */
static inline bool
is_in(Amount amount, uint32 unit, int64 *number)
{
	Wide magnitude = wide_from_amount(amount_abs(amount));

	if (wide_divide_small(&magnitude, unit) != 0)
		return false;
	*number = (int64) (amount_is_negative(amount) ? -magnitude.limb[0]
												  : magnitude.limb[0]);
	return amount_compare(amount_from_product(*number, unit), amount) == 0;
}

/* ------------------------------------------------------------------------ */

/* Keys */

static inline int
keys_add(Keys *keys, const char *bytes, uint32 length, int parent, uint64 part)
{
	TestKey *key;

	if (keys->n == keys->room)
	{
		keys->room = keys->room * 2 + 16;
		keys->key = realloc(keys->key, keys->room * sizeof(TestKey));
	}
	key = &keys->key[keys->n];
	key->bytes = piece(length);
	memcpy(key->bytes, bytes, length);
	key->length = length;
	key->parent = parent;
	key->level = parent == NO_KEY ? 0 : keys->key[parent].level + 1;
	key->part = part;
	return keys->n++;
}

static inline void
keys_free(Keys *keys)
{
	for (int i = 0; i < keys->n; i++)
		free(keys->key[i].bytes);
	free(keys->key);
}

/* ------------------------------------------------------------------------ */

/* Models */

static inline Model
model_new(const Keys *keys, uint8 extra)
{
	Model model = {.keys = keys, .extra = extra};

	model.present = calloc(keys->n + 1, sizeof(bool));
	model.figures = calloc(keys->n + 1, sizeof(LedgerFigures));
	return model;
}

static inline void
model_free(Model *model)
{
	free(model->present);
	free(model->figures);
}

static inline void
model_add(Model *model, int i, const LedgerFigures *figures)
{
	LedgerFigures *sum = &model->figures[i];

	for (int above = i; above != NO_KEY; above = model->keys->key[above].parent)
		model->present[above] = true;
	sum->rows += figures->rows;
	sum->sum = amount_add(sum->sum, figures->sum);
	if (model->extra != LEDGER_TALLY)
		return;
	sum->tally = amount_add(sum->tally, figures->tally);
	sum->peak = Max(sum->peak, figures->peak);
}

/* What qsort() sorts, and where it has put what was sorted before */
static const Keys *sorted_keys;
static const uint32 *sorted_rank;

static inline int
compare_test_keys(const void *a_number, const void *b_number)
{
	const TestKey *a = &sorted_keys->key[*(const int *) a_number];
	const TestKey *b = &sorted_keys->key[*(const int *) b_number];
	int order;

	if (a->level != b->level)
		return a->level - b->level;
	order = memcmp(a->bytes, b->bytes, Min(a->length, b->length));
	if (order != 0)
		return order;
	if (a->length != b->length)
		return a->length < b->length ? -1 : 1;
	if (a->parent != b->parent)
		return sorted_rank[a->parent] < sorted_rank[b->parent] ? -1 : 1;
	return a->part < b->part ? -1 : a->part > b->part;
}

/*
 * The keys that are there, in the order of a finished ledger; rank gets the
 * place of each.
 */
static inline int
model_sort(const Model *model, int *order, uint32 *rank)
{
	int n = 0;

	sorted_keys = model->keys;
	sorted_rank = rank;
	for (int level = 0; level < LEDGER_MAX_LEVELS; level++)
	{
		int first = n;

		for (int i = 0; i < model->keys->n; i++)
		{
			if (model->present[i] && model->keys->key[i].level == level)
				order[n++] = i;
		}
		qsort(order + first, n - first, sizeof(int), compare_test_keys);
		for (int i = first; i < n; i++)
			rank[order[i]] = i;
	}
	sorted_rank = NULL; /* it is the caller's, and may go */
	return n;
}

static inline uint32
parent_number(const TestKey *key, const uint32 *rank)
{
	return key->parent == NO_KEY ? 0 : rank[key->parent] + 1;
}

/* Can entries of a shape hold a key and its figures? */
static inline bool
shape_holds(LedgerShape shape, const TestKey *key, uint32 parent,
			const LedgerFigures *figures)
{
	int64 sum;
	int64 tally;
	int64 peak;

	if (shape.wide)
		return true;
	if (key->length >= 2048 || parent >= 524288 || figures->rows < 0 ||
		figures->rows >= INT64CONST(4294967296) ||
		!is_in(figures->sum, shape.places == 2 ? 100000000 : 1, &sum))
		return false;
	if (shape.extra != LEDGER_TALLY)
		return true;
	if (amount_is_negative(figures->tally))
		return false;
	if (shape.tally_places == 10)
		return is_in(figures->tally, 1, &tally);
	return is_in(figures->tally, 100000000, &tally) &&
		is_in(units(figures->peak), 100000000, &peak) &&
		tally < INT64CONST(4294967296) && peak < INT64CONST(4294967296);
}

/* All shapes of a kind of ledger, the narrowest first; returns how many */
static inline int
all_shapes(uint8 extra, LedgerShape *shapes)
{
	int n = 0;

	for (int narrow = 0; narrow < 4; narrow++)
	{
		LedgerShape shape = {.extra = extra};

		shape.places = narrow % 2 ? 10 : 2;
		shape.tally_places = narrow / 2 || extra != LEDGER_TALLY ? 10 : 2;
		if (narrow < 2 || extra == LEDGER_TALLY)
			shapes[n++] = shape;
	}
	shapes[n++] = (LedgerShape){extra, true, 10, 10};
	return n;
}

/* the most that all_shapes() gives */
#define SHAPES_MAX 5

static inline bool
model_fits(const Model *model, LedgerShape shape, const uint32 *rank)
{
	for (int i = 0; i < model->keys->n; i++)
	{
		const TestKey *key = &model->keys->key[i];

		if (model->present[i] &&
			!shape_holds(shape, key, parent_number(key, rank),
						 &model->figures[i]))
			return false;
	}
	return true;
}

static inline LedgerShape
model_shape(const Model *model, const uint32 *rank)
{
	LedgerShape shapes[SHAPES_MAX];
	int nshapes = all_shapes(model->extra, shapes);

	for (int i = 0; i < nshapes - 1; i++)
	{
		if (model_fits(model, shapes[i], rank))
			return shapes[i];
	}
	return shapes[nshapes - 1];
}

static inline char *
put_bytes(char *to, const void *from, Size size)
{
	memcpy(to, from, size);
	return to + size;
}

static inline char *
put_uint32(char *to, uint32 number)
{
	return put_bytes(to, &number, sizeof(number));
}

static inline char *
put_uint64(char *to, uint64 number)
{
	return put_bytes(to, &number, sizeof(number));
}

static inline char *
put_amount(char *to, Amount amount)
{
	return put_uint64(put_uint64(to, amount.lo), amount.hi);
}

/* The bytes behind the key of an entry that can hold that */
static inline char *
put_figures(char *to, LedgerShape shape, const TestKey *key, uint32 place,
			const LedgerFigures *figures)
{
	int64 sum = 0;
	int64 tally = 0;
	int64 peak = 0;
	uint32 unit = shape.places == 2 ? 100000000 : 1;
	uint32 tally_unit = shape.tally_places == 2 ? 100000000 : 1;

	if (shape.wide)
	{
		to = put_uint32(put_uint32(to, key->length), place);
		to = put_amount(put_uint64(to, figures->rows), figures->sum);
	}
	else
	{
		is_in(figures->sum, unit, &sum);
		is_in(figures->tally, tally_unit, &tally);
		is_in(units(figures->peak), tally_unit, &peak);
		to = put_uint32(to,
						(place & 0xc0000000) | (place & 0x7ffff) << 11 |
							key->length);
		to = put_uint64(put_uint32(to, (uint32) figures->rows), sum);
	}
	if (shape.extra == LEDGER_PART)
		return put_uint64(to, key->part);
	if (shape.extra == LEDGER_PLAIN)
		return to;
	if (shape.wide)
		return put_uint64(put_amount(to, figures->tally), figures->peak);
	if (shape.tally_places == 2)
		return put_uint32(put_uint32(to, (uint32) tally), (uint32) peak);
	return put_uint64(put_uint64(to, tally), peak);
}

static inline uint32
shape_size(LedgerShape shape)
{
	uint32 size = shape.wide ? 40 : 24;

	if (shape.extra == LEDGER_PLAIN)
		return size;
	if (shape.extra == LEDGER_PART)
		return size + 8;
	return size + (shape.wide ? 24 : shape.tally_places == 2 ? 8 : 16);
}

static inline void
put_head(char *to, const Model *model, const int *order, int n,
		 LedgerShape shape, uint32 heap_size)
{
	uint32 upper[2] = {0, 0};

	for (int i = 0; i < n; i++)
	{
		int level = model->keys->key[order[i]].level;

		upper[0] += level < 1;
		upper[1] += level < 2;
	}
	memset(to, 0, HEAD_SIZE);
	to = put_uint32(to, n);
	to = put_bytes(to, upper, sizeof(upper));
	to = put_uint32(to, heap_size);
	*to++ = shape.extra;
	*to++ = shape.wide;
	*to++ = shape.places;
	*to++ = shape.tally_places;
	to = put_uint32(to, n);
	put_uint32(to + sizeof(uint32), heap_size);
}

/* The finished ledger of what a model has */
static inline Bytes
model_finished(const Model *model)
{
	int *order = malloc((model->keys->n + 1) * sizeof(int));
	uint32 *rank = malloc((model->keys->n + 1) * sizeof(uint32));
	int n = model_sort(model, order, rank);
	LedgerShape shape = model_shape(model, rank);
	uint32 heap_size = 0;
	Bytes finished;
	char *entry;
	char *heap;

	for (int i = 0; i < n; i++)
	{
		if (model->keys->key[order[i]].length > 8)
			heap_size += model->keys->key[order[i]].length;
	}
	finished.size = HEAD_SIZE + (Size) n * shape_size(shape) + heap_size;
	finished.bytes = calloc(finished.size, 1);
	put_head(finished.bytes, model, order, n, shape, heap_size);
	entry = finished.bytes + HEAD_SIZE;
	heap = entry + (Size) n * shape_size(shape);
	heap_size = 0;
	for (int i = 0; i < n; i++)
	{
		const TestKey *key = &model->keys->key[order[i]];
		uint32 place = (uint32) key->level << 30 | parent_number(key, rank);

		if (key->length > 8)
		{
			put_uint32(entry, heap_size);
			put_bytes(heap + heap_size, key->bytes, key->length);
			heap_size += key->length;
		}
		else
			put_bytes(entry, key->bytes, key->length);
		entry = put_figures(entry + 8, shape, key, place,
							&model->figures[order[i]]);
	}
	free(order);
	free(rank);
	return finished;
}

/* ------------------------------------------------------------------------ */

/* Finished ledgers */

static inline Ledger
ledger_of(Bytes finished)
{
	return ledger_at((const LedgerHead *) finished.bytes, 0);
}

static inline LedgerShape
shape_of(Bytes finished)
{
	return ((const LedgerHead *) finished.bytes)->shape;
}

static inline bool
same_bytes(Bytes a, Bytes b)
{
	return a.size == b.size && memcmp(a.bytes, b.bytes, a.size) == 0;
}

/* The same, for a look at once */
static inline bool
same_bytes_free(Bytes a, Bytes b)
{
	bool same = same_bytes(a, b);

	free(a.bytes);
	free(b.bytes);
	return same;
}

static inline bool
is_model(Bytes finished, const Model *model)
{
	Bytes expected = model_finished(model);
	bool same = same_bytes(finished, expected);

	free(expected.bytes);
	return same;
}

/* ------------------------------------------------------------------------ */

/* Boxes */

static inline Box
box_new(const Keys *keys, uint8 extra, bool pieces)
{
	Box box = {.pieces = pieces, .model = model_new(keys, extra)};
	LedgerPlan plan = {.shape = ledger_narrowest(extra)};

	if (!pieces)
		must(ledger_plan(NULL, plan.shape, PREFIX, 0, &plan), "no first room");
	box.ledger.head = piece(pieces ? HEAD_SIZE : plan.size - PREFIX);
	ledger_init(box.ledger.head, &plan, true);
	if (!pieces)
		box.ledger = ledger_at(box.ledger.head, 0);
	else
	{
		/* each as long as nothing */
		box.ledger.slots = piece(0);
		box.ledger.entries = piece(0);
		box.ledger.heap = piece(0);
		box.ledger.pending = piece(LEDGER_BATCH * sizeof(LedgerPending));
		box.ledger.stride = ledger_stride(plan.shape);
	}
	box.number = malloc((keys->n + 1) * sizeof(uint32));
	memset(box.number, 0xff, (keys->n + 1) * sizeof(uint32));
	return box;
}

static inline void
ledger_free(Ledger *ledger, bool pieces)
{
	free(ledger->head);
	if (!pieces)
		return;
	free(ledger->slots);
	free(ledger->entries);
	free(ledger->heap);
	free(ledger->pending);
}

static inline void
box_free(Box *box)
{
	ledger_free(&box->ledger, box->pieces);
	free(box->number);
	model_free(&box->model);
}

/* A ledger in one piece with what another holds; false if its shape cannot */
static inline bool
copy_in_one_piece(Ledger *copy, const Ledger *source, LedgerShape shape,
				  Size key_length)
{
	LedgerPlan plan;

	must(ledger_plan(source, shape, PREFIX, key_length, &plan), "no more room");
	copy->head = piece(plan.size - PREFIX);
	ledger_init(copy->head, &plan, true);
	*copy = ledger_at(copy->head, 0);
	if (ledger_copy(copy, source))
		return true;
	free(copy->head);
	return false;
}

/* The same in pieces */
static inline bool
copy_in_pieces(Ledger *copy, const Ledger *source, LedgerShape shape)
{
	LedgerPlan plan;
	Ledger batched = *source;

	/* room is planned for a batch if there is one */
	copy->pending = piece(LEDGER_BATCH * sizeof(LedgerPending));
	batched.pending = copy->pending;
	must(ledger_next_room(&batched, shape, PREFIX, 0, &plan), "no more room");
	copy->head = piece(HEAD_SIZE);
	memset(copy->head, 0, HEAD_SIZE);
	copy->head->shape = shape;
	copy->head->capacity = plan.capacity;
	copy->head->nslots = ledger_slots_for(plan.capacity);
	copy->head->heap_size = plan.heap_size;
	copy->slots = calloc(copy->head->nslots, sizeof(uint32));
	copy->stride = ledger_stride(shape);
	copy->entries = piece((Size) plan.capacity * copy->stride);
	copy->heap = piece(plan.heap_size);
	if (ledger_copy(copy, source))
		return true;
	ledger_free(copy, true);
	return false;
}

static inline void *
resized(void *old, Size used, Size size)
{
	void *new_piece = piece(size);

	memcpy(new_piece, old, used);
	free(old);
	return new_piece;
}

/* Make one of pieces larger, piece by piece, and perhaps wider. */
static inline bool
pieces_grow(Ledger *ledger, LedgerShape shape, Size key_length)
{
	LedgerHead *head = ledger->head;
	LedgerPlan plan;
	char *entries;

	must(ledger_next_room(ledger, shape, PREFIX, key_length, &plan),
		 "no more room");
	must(plan.capacity >= head->capacity && plan.heap_size >= head->heap_size,
		 "less room than before");
	entries = piece((Size) plan.capacity * ledger_stride(shape));
	if (!ledger_copy_entries(entries, shape, ledger))
	{
		free(entries);
		return false;
	}
	free(ledger->entries);
	ledger->entries = entries;
	ledger->stride = ledger_stride(shape);
	ledger->heap = resized(ledger->heap, head->heap_used + head->heap_pending,
						   plan.heap_size);
	head->shape = shape;
	head->capacity = plan.capacity;
	head->heap_size = plan.heap_size;
	if (ledger_slots_for(plan.capacity) != head->nslots)
	{
		head->nslots = ledger_slots_for(plan.capacity);
		free(ledger->slots);
		ledger->slots = calloc(head->nslots, sizeof(uint32));
		ledger_index(ledger);
	}
	return true;
}

/* Give a ledger more room or another shape; false if that cannot hold it. */
static inline bool
box_grow(Box *box, LedgerShape shape, Size key_length)
{
	Ledger larger;

	if (box->pieces)
		return pieces_grow(&box->ledger, shape, key_length);
	if (!copy_in_one_piece(&larger, &box->ledger, shape, key_length))
		return false;
	ledger_free(&box->ledger, false);
	box->ledger = larger;
	return true;
}

/* Do what a result asks for; false if it is that all is done. */
static inline bool
box_serve(Box *box, LedgerResult result, Size key_length, Amount sum,
		  int64 rate, int times)
{
	LedgerShape shape = box->ledger.head->shape;

	if (result == LEDGER_DONE)
		return false;
	must(times < 6, "asks for more again and again");
	if (result == LEDGER_FULL)
	{
		must(box->ledger.head->npending == 0, "is full with rows pending");
		must(box_grow(box, shape, key_length),
			 "does not fit into its own shape");
		return true;
	}
	shape = ledger_wider_shape(&box->ledger, sum, rate);
	must(ledger_is_shape(shape) &&
			 !ledger_same_shape(shape, box->ledger.head->shape),
		 "no other shape");
	if (!box_grow(box, shape, key_length))
		must(box_grow(box, ledger_widest(shape.extra), key_length),
			 "does not fit into the widest shape");
	return true;
}

static inline uint32 box_enter(Box *box, int i);

/* A key as the ledger sees it: its parents are entered first. */
static inline LedgerKey
box_key(Box *box, int i)
{
	const TestKey *from = &box->model.keys->key[i];
	LedgerKey key = {from->bytes, from->length, LEDGER_LEVEL_BITS(from->level),
					 from->part};

	if (from->parent != NO_KEY)
		key.place |= LEDGER_PARENT(box_enter(box, from->parent));
	return key;
}

static inline void
box_note(Box *box, int i, const LedgerFigures *figures)
{
	model_add(&box->model, i, figures);
	if (box->total)
		model_add(box->total, i, figures);
}

/* The number of a key's entry, which must always be the same */
static inline uint32
box_enter(Box *box, int i)
{
	LedgerKey key = box_key(box, i);
	LedgerFigures none = {0};
	uint32 number = PG_UINT32_MAX;
	int times = 0;

	while (box_serve(box, ledger_enter(&box->ledger, &key, &number),
					 key.length, AMOUNT_ZERO, 0, times++))
		;
	must(number < box->ledger.head->nentries, "an entry that is not there");
	must(box->number[i] == PG_UINT32_MAX || box->number[i] == number,
		 "an entry got another number");
	box->number[i] = number;
	box_note(box, i, &none);
	return number;
}

static inline void
box_row(Box *box, int i, Amount value, int64 rate)
{
	LedgerKey key = box_key(box, i);
	LedgerFigures figures = {1, value, units(rate), rate};
	int times = 0;

	while (box_serve(box, ledger_add_row(&box->ledger, &key, value, rate),
					 key.length, value, rate, times++))
		;
	box_note(box, i, &figures);
}

static inline void
box_add(Box *box, int i, LedgerFigures figures)
{
	LedgerKey key = box_key(box, i);
	int times = 0;

	while (box_serve(box, ledger_add(&box->ledger, &key, &figures), key.length,
					 figures.sum, figures.peak, times++))
		;
	box_note(box, i, &figures);
}

static inline void
box_flush(Box *box)
{
	int times = 0;
	uint32 before = box->ledger.head->npending;

	for (;;)
	{
		LedgerResult result = ledger_flush(&box->ledger);

		must(result != LEDGER_FULL, "a batch for which there was no room");
		/* each of a batch may need a wider shape than the one before */
		if (box->ledger.head->npending < before)
			times = 0;
		before = box->ledger.head->npending;
		if (!box_serve(box, result, 0, AMOUNT_ZERO, 0, times++))
			break;
	}
	must(box->ledger.head->npending == 0 && box->ledger.head->heap_pending == 0,
		 "something waits after a flush");
}

/* The finished ledger of what a ledger without pending rows has */
static inline Bytes
finished_of(const Ledger *ledger)
{
	LedgerPlan plan;
	Bytes finished;
	void *scratch = piece(ledger_finish_scratch(ledger->head->nentries));
	Ledger target;

	ledger_plan_finish(ledger, &plan);
	finished.bytes = piece(plan.size);
	finished.size = plan.size;
	ledger_init((LedgerHead *) finished.bytes, &plan, false);
	target = ledger_of(finished);
	ledger_finish(&target, ledger, scratch);
	free(scratch);
	return finished;
}

static inline Bytes
box_finish(Box *box)
{
	box_flush(box);
	return finished_of(&box->ledger);
}

/* Is what a box holds what its model does? */
static inline bool
box_agrees(Box *box)
{
	Bytes finished = box_finish(box);
	bool same = is_model(finished, &box->model);

	free(finished.bytes);
	return same;
}

/* Finish a box, and go on with what has become of it in another one. */
static inline void
box_reopen(Box *box, bool pieces, bool widest)
{
	Bytes finished = box_finish(box);
	Ledger source = ledger_of(finished);
	LedgerShape shape = source.head->shape;
	Ledger copy;

	if (widest)
		shape = ledger_widest(shape.extra);
	must(pieces ? copy_in_pieces(&copy, &source, shape)
				: copy_in_one_piece(&copy, &source, shape, 0),
		 "a finished ledger cannot be opened again");
	ledger_free(&box->ledger, box->pieces);
	box->ledger = copy;
	box->pieces = pieces;
	memset(box->number, 0xff, (box->model.keys->n + 1) * sizeof(uint32));
	free(finished.bytes);
}

/* ------------------------------------------------------------------------ */

/* Merging */

/* The sum of finished ledgers; *redone gets whether it took a second try */
static inline Bytes
merged(const Bytes *runs, uint32 nruns, bool *redone)
{
	Ledger *ledgers = piece(nruns * sizeof(Ledger));
	void *scratch;
	LedgerPlan plan;
	Bytes sum;
	Ledger target;

	for (uint32 i = 0; i < nruns; i++)
		ledgers[i] = ledger_of(runs[i]);
	ledger_plan_merge(ledgers, nruns, &plan);
	scratch = piece(ledger_merge_scratch(ledgers, nruns));
	for (*redone = false;; *redone = true)
	{
		sum.bytes = piece(plan.size);
		ledger_init((LedgerHead *) sum.bytes, &plan, false);
		target = ledger_of(sum);
		if (ledger_merge(&target, ledgers, nruns, scratch))
			break;
		must(!*redone, "cannot be merged in the widest shape");
		free(sum.bytes);
		plan.shape = ledger_widest(plan.shape.extra);
		plan.size = HEAD_SIZE +
			ledger_size(plan.shape, plan.capacity, plan.heap_size);
	}
	sum.size = HEAD_SIZE +
		ledger_size(target.head->shape, target.head->nentries,
					target.head->heap_used);
	must(sum.size <= plan.size, "larger than planned");
	must(target.heap == ledger_of(sum).heap &&
			 target.stride == ledger_of(sum).stride,
		 "not described as it is");
	free(ledgers);
	free(scratch);
	return sum;
}

/* ------------------------------------------------------------------------ */

/* What is added at random */

typedef enum KeyKind
{
	SHORT_KEYS, /* of up to 8 bytes; one of none */
	LONG_KEYS,	/* that begin alike, and end in dashes */
	MIXED_KEYS, /* those and those */
	ALIKE_KEYS, /* of 8 bytes and more that a look at 8 does not tell apart */
	NKEYKINDS
} KeyKind;

static const char *const key_kinds[] = {"short", "long", "mixed", "alike"};

/* The i-th key of a kind; keys of a ledger sort otherwise than their i */
static inline uint32
make_key(KeyKind kind, uint32 i, char *key)
{
	uint32 scrambled = (uint32) (i * UINT64CONST(2654435761));

	if (kind == MIXED_KEYS)
		kind = i % 2 ? LONG_KEYS : SHORT_KEYS;
	if (kind == SHORT_KEYS)
		return i == 0 ? 0 : sprintf(key, "%x", scrambled);
	if (kind == LONG_KEYS)
		return sprintf(key, "a provider, number %u%.*s", scrambled,
					   (int) (i % 40),
					   "----------------------------------------");
	memset(key, "ABC"[i % 3], 8);
	if (i < 3)
		return 8;
	memset(key + 8, 0, i % 5);
	return 8 + i % 5 + sprintf(key + 8 + i % 5, "%u", scrambled);
}

#define MAKE_KEY_MAX 100

/* Odd keys, in the order that a finished ledger has them in */
static inline Keys
odd_keys(void)
{
	static const struct
	{
		const char *bytes;
		uint32 length;
	} odd[] = {{"", 0},
			   {"\0", 1},
			   {"\0\0", 2},
			   {"\0\0\0\0\0\0\0\0", 8},
			   {"\0\0\0\0\0\0\0\0\0", 9},
			   {"\0\0\0\0\0\0\0\0\0\0", 10},
			   {"a", 1},
			   {"a\0", 2},
			   {"abcdefg", 7},
			   {"abcdefg\0", 8},
			   {"abcdefg\0a", 9},
			   {"abcdefgh", 8},
			   {"abcdefgh\0", 9},
			   {"abcdefgh\0\0", 10},
			   {"abcdefghi", 9},
			   {"abcdefghijklmnop", 16},
			   {"abcdefghijklmnop\0", 17},
			   {"abcdefghijklmnopq", 17},
			   {"\x7f", 1},
			   {"\x80", 1},
			   {"\xff", 1},
			   {"\xff\xff\xff\xff\xff\xff\xff\xff", 8},
			   {"\xff\xff\xff\xff\xff\xff\xff\xff\xff", 9}};
	Keys keys = {0};

	for (int i = 0; i < lengthof(odd); i++)
		keys_add(&keys, odd[i].bytes, odd[i].length, NO_KEY, 0);
	return keys;
}

/* n keys of so many levels, each level some times as many as the one above */
static inline Keys
make_keys(KeyKind kind, int levels, uint8 extra, int n)
{
	const uint64 parts[] = {PG_UINT64_MAX, 0, 256};
	Keys keys = {0};
	int first = 0; /* of the level above */
	char key[MAKE_KEY_MAX];

	for (int level = 0; level < levels; level++)
	{
		int above = keys.n - first;
		int below = level == levels - 1 ? n - keys.n : n / 20 + 1;

		first = keys.n;
		for (int i = 0; i < below && keys.n < n; i++)
		{
			/* the same keys under each parent, with each part */
			int parent = level == 0 ? NO_KEY : first - above + i % above;
			int j = level == 0 ? i : i / above;
			uint64 part = extra == LEDGER_PART ? parts[j % 3] : 0;
			uint32 length = make_key(kind, extra == LEDGER_PART ? j / 3 : j,
									 key);

			keys_add(&keys, key, length, parent, part);
		}
	}
	return keys;
}

/* A value: mostly in cents, with style 1 sometimes finer, with 2 of any size */
static inline Amount
random_value(int style)
{
	int64 hundredths = (int64) random_below(20000000) - 5000000;

	if (style > 0 && random_below(20) == 0)
		return units((int64) random_u64() >> 20);
	if (style > 1 && random_below(10) == 0)
		return amount_from_product((int64) random_u64() >> 2, 1000003);
	return cents(hundredths);
}

/* Reports a year: mostly whole, with style 1 sometimes not, with 2 of any size */
static inline int64
random_rate(uint8 extra, int style)
{
	static const int rates[] = {0, 1, 2, 4, 12, 26, 52, 365};

	if (extra != LEDGER_TALLY)
		return 0;
	if (style > 0 && random_below(20) == 0)
		return (int64) random_below(PG_UINT32_MAX);
	if (style > 1 && random_below(10) == 0)
		return (int64) (random_u64() >> 1);
	return rates[random_below(lengthof(rates))] * INT64CONST(10000000000);
}

#endif /* LEDGER_MODEL_H */
