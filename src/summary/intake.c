/*-------------------------------------------------------------------------
 *
 * intake.c
 *		Summaries that come entry by entry, each key once.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "ledger/ledger_finish.h"
#include "ledger/ledger_order.h"
#include "ledger/ledger_shape.h"
#include "pg/huge.h"
#include "summary/intake.h"
#include "summary/kinds.h"
#include "summary/view.h"

/* entries that there is room for when more is made */
#define ROOM_AT_LEAST 8

/* Entries are not expected to come in fewer bytes than this. */
#define EXPECTED_SIZE 12

/* An empty piece behind a copy of the header */
static void
make_piece(SummaryIntake *intake, LedgerShape shape, uint32 capacity,
		   uint32 heap_size)
{
	LedgerPlan plan = {
		.shape = shape, .capacity = capacity, .heap_size = heap_size};
	Summary *summary = huge_alloc(SUMMARY_HEADER +
								  (Size) capacity * ledger_stride(shape) +
								  heap_size);

	memcpy(summary, &intake->counters, SUMMARY_PREFIX);
	ledger_init(&summary->ledger, &plan, false);
	intake->sorted = summary;
	intake->ledger = summary_ledger(summary);
}

void
summary_intake_begin(SummaryIntake *intake, SummaryKind kind, KeyType key_type)
{
	memset(intake, 0, sizeof(SummaryIntake));
	summary_init_header(&intake->counters, kind, key_type);
	intake->counters.form = SUMMARY_PARTIAL;
	make_piece(intake, ledger_narrowest(summary_kind_info(kind)->extra), 0, 0);
}

/* Replace the piece by one of that shape and room, which can hold it. */
static void
replace(SummaryIntake *intake, LedgerShape shape, uint32 capacity,
		uint32 heap_size)
{
	Summary *old = intake->sorted;
	Ledger source = intake->ledger;
	LedgerHead *head;

	make_piece(intake, shape, capacity, heap_size);
	if (!ledger_copy_entries(intake->ledger.entries, shape, &source))
		elog(ERROR, "summary was made too narrow");
	head = intake->ledger.head;
	head->nentries = source.head->nentries;
	head->heap_used = source.head->heap_used;
	memcpy(head->upper, source.head->upper, sizeof(head->upper));
	memcpy(intake->ledger.heap, source.heap, head->heap_used);
	pfree(old);
}

/*
 * What to make of room that is full: what is expected to be needed, but not so
 * little more than there is used that it would be full soon again
 */
static uint32
larger(uint32 used, uint32 room, uint64 expected)
{
	uint64 least = expected > 0 ? (uint64) used + used / 8 : 2 * (uint64) used;

	return (uint32) Max(Max(least, expected), room);
}

/* Have room for another entry. */
static void
make_room(SummaryIntake *intake, uint32 length)
{
	LedgerHead *head = intake->ledger.head;
	uint32 capacity = larger(head->nentries, head->capacity, intake->expected);
	uint32 heap = larger(head->heap_used, head->heap_size,
						 intake->expected_heap);

	if (SUMMARY_HEADER +
			ledger_size(ledger_narrowest(head->shape.extra),
						head->nentries + 1, head->heap_used) +
			(uint64) length >
		LEDGER_MAX_BYTES)
		summary_report_full(intake->counters.kind);
	replace(intake, head->shape, Max(capacity, head->nentries + ROOM_AT_LEAST),
			Max(heap, head->heap_used + length));
}

void
summary_intake_expect(SummaryIntake *intake, Size come, Size all)
{
	const LedgerHead *head = intake->ledger.head;
	double more = 1.05 * all / come;

	/* a draft makes its own room */
	if (!intake->sorted)
		return;
	/* room that is not used costs nothing, but who knows what comes? */
	intake->expected = intake->settled +
		(uint32) Min((head->nentries - intake->settled) * more,
					 all / EXPECTED_SIZE);
	intake->expected_heap = intake->settled_heap +
		(Size) Min((head->heap_used - intake->settled_heap) * more, all);
}

/* Write the entries anew in a wider shape. */
static void
widen(SummaryIntake *intake, LedgerShape shape)
{
	const LedgerHead *head = intake->ledger.head;

	replace(intake, shape, head->capacity, head->heap_size);
}

/* A key of up to 8 bytes as the word that has them, and 0 for a longer one */
static inline LedgerKeyWord
short_key(const LedgerKey *key)
{
	LedgerKeyWord word = {.word = 0};

	if (key->length <= LEDGER_INLINE_KEY)
		word.word = ledger_short_key(key->bytes, key->length);
	return word;
}

/* <0, 0, >0 as a key sorts before, as or after that of an entry of its level */
static inline int
compare_to_key(const Ledger *ledger, const LedgerKey *key, LedgerKeyWord word,
			   const char *entry)
{
	LedgerShape shape = ledger->head->shape;
	uint32 length = ledger_entry_length(entry, shape);
	int order;

	if (key->length <= LEDGER_INLINE_KEY && length <= LEDGER_INLINE_KEY)
	{
		uint64 a = pg_ntoh64(word.word);
		uint64 b = pg_ntoh64(ledger_entry_key(entry)->word);

		if (a != b)
			return a < b ? -1 : 1;
	}
	else
	{
		order = memcmp(key->bytes,
					   ledger_entry_bytes(entry, shape, ledger->heap),
					   Min(key->length, length));
		if (order != 0)
			return order;
	}
	return key->length < length ? -1 : key->length > length;
}

/*
 * <0, 0, >0 as a key belongs before, to or behind an entry of its level, of
 * which no part is looked at
 */
static inline int
compare_to_entry(const Ledger *ledger, const LedgerKey *key,
				 LedgerKeyWord word, uint32 number)
{
	const char *entry = ledger_entry_at(ledger, number);
	int order = compare_to_key(ledger, key, word, entry);
	uint32 place;

	if (order != 0)
		return order;
	place = ledger_entry_place(entry, ledger->head->shape);
	return key->place < place ? -1 : key->place > place;
}

/* <0, 0, >0 as a key belongs before, to or behind the last entry */
static inline int
compare_to_last(const Ledger *ledger, const LedgerKey *key, LedgerKeyWord word)
{
	LedgerShape shape = ledger->head->shape;
	const char *last;
	uint32 place;
	uint64 part;
	int order;

	if (ledger->head->nentries == 0)
		return 1;
	last = ledger_entry_at(ledger, ledger->head->nentries - 1);
	place = ledger_entry_place(last, shape);
	if (((place ^ key->place) & ~LEDGER_PARENT_MASK) != 0)
		return key->place < place ? -1 : 1;
	order = compare_to_entry(ledger, key, word, ledger->head->nentries - 1);
	if (order != 0)
		return order;
	part = ledger_entry_part(last, shape);
	return key->part < part ? -1 : key->part > part;
}

/* Put an entry behind the last one. */
static pg_attribute_always_inline void
append(SummaryIntake *intake, const LedgerKey *key, LedgerKeyWord word,
	   const LedgerFigures *figures)
{
	Ledger *ledger = &intake->ledger;

	if (ledger->head->nentries == ledger->head->capacity ||
		(key->length > LEDGER_INLINE_KEY &&
		 ledger->head->heap_size - ledger->head->heap_used < key->length))
		make_room(intake, key->length);
	if (!ledger->head->shape.wide &&
		!ledger_is_narrow_place(key->length, key->place))
		widen(intake, ledger_widest(ledger->head->shape.extra));
	while (!ledger_entry_set(ledger_entry_at(ledger, ledger->head->nentries),
							 ledger->head->shape, figures))
		widen(intake, ledger_wider_shape(ledger, figures->sum, figures->peak));
	ledger_append(ledger, word, key->bytes, key->length, key->place, key->part);
}

/* Go on as a draft. */
static void
give_up_order(SummaryIntake *intake)
{
	Summary *sorted = intake->sorted;

	ledger_trim(&intake->ledger);
	summary_draft_continue(&intake->draft, sorted);
	pfree(sorted);
	intake->draft.borrowed = NULL;
	intake->sorted = NULL;
	memset(&intake->ledger, 0, sizeof(Ledger));
}

/* Put an entry into the draft; false if its key is there already. */
static bool
put_into_draft(SummaryIntake *intake, const LedgerKey *key,
			   const LedgerFigures *figures)
{
	uint32 before = intake->draft.ledger.head->nentries;

	if (summary_draft_enter(&intake->draft, key) < before)
		return false;
	summary_draft_add(&intake->draft, key, figures);
	return true;
}

bool
summary_intake_put(SummaryIntake *intake, const LedgerKey *key,
				   const LedgerFigures *figures)
{
	if (intake->sorted)
	{
		LedgerKeyWord word = short_key(key);
		int order = compare_to_last(&intake->ledger, key, word);

		if (order > 0)
			append(intake, key, word, figures);
		if (order >= 0)
			return order > 0;
		give_up_order(intake);
	}
	return put_into_draft(intake, key, figures);
}

/* Look a key of an upper level up in what is sorted. */
static bool
find(SummaryIntake *intake, const LedgerKey *key, uint32 *number)
{
	const Ledger *ledger = &intake->ledger;
	LedgerKeyWord word = short_key(key);
	int level = key->place >> LEDGER_LEVEL_SHIFT;
	uint32 low = level > 0 ? ledger->head->upper[level - 1] : 0;
	uint32 high = ledger->head->upper[level];

	*number = intake->last_entered[level];
	if (*number >= low && *number < high &&
		compare_to_entry(ledger, key, word, *number) == 0)
		return true;
	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;
		int order = compare_to_entry(ledger, key, word, middle);

		if (order == 0)
		{
			*number = intake->last_entered[level] = middle;
			return true;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

uint32
summary_intake_enter(SummaryIntake *intake, const LedgerKey *key, bool *made)
{
	static const LedgerFigures nothing = {0};
	uint32 number;
	uint32 before;

	*made = false;
	if (intake->sorted)
	{
		if (find(intake, key, &number))
			return number;
		if (compare_to_last(&intake->ledger, key, short_key(key)) > 0)
		{
			*made = true;
			append(intake, key, short_key(key), &nothing);
			return intake->ledger.head->nentries - 1;
		}
		give_up_order(intake);
	}
	before = intake->draft.ledger.head->nentries;
	number = summary_draft_enter(&intake->draft, key);
	*made = number == before;
	return number;
}

void
summary_intake_settle(SummaryIntake *intake)
{
	Summary *draft = intake->draft.summary;

	if (intake->sorted == NULL)
	{
		intake->sorted = summary_finish(draft);
		intake->ledger = summary_ledger(intake->sorted);
		pfree(draft);
		intake->draft.summary = NULL;
		memset(intake->last_entered, 0, sizeof(intake->last_entered));
	}
	intake->settled = intake->ledger.head->nentries;
	intake->settled_heap = intake->ledger.head->heap_used;
}

Summary *
summary_intake_end(SummaryIntake *intake)
{
	Summary *summary;

	if (intake->sorted)
		ledger_trim(&intake->ledger);
	else
		summary_intake_settle(intake);
	summary = intake->sorted;
	summary_fit(summary);
	if (VARSIZE(summary) > LEDGER_MAX_BYTES)
		summary_report_full(summary->kind);
	summary_copy_counters(summary, &intake->counters, VARSIZE(summary));
	return summary;
}
