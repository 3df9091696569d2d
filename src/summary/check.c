/*-------------------------------------------------------------------------
 *
 * check.c
 *		What is believed of stored summaries.
 *
 * A summary that was stored is trusted no more than a text: a page may be
 * damaged, or written by a later version of the extension.  What is checked are
 * the counts against the size, all numbers by which memory is reached, the order
 * of entries, on which merging and the figures of groups rely, and rows against
 * what was counted; that takes little beside reading the entries.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "ledger/ledger.h"
#include "ledger/ledger_order.h"
#include "ledger/ledger_room.h"
#include "ledger/ledger_shape.h"
#include "summary/check.h"
#include "summary/days.h"
#include "summary/keys.h"
#include "summary/kinds.h"

#include "miscadmin.h"
#include "port/pg_crc32c.h"

void
summary_report_damage(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED), errmsg("stored summary is damaged"),
			 errdetail_internal("%s", detail)));
}

static void
check_version(const Summary *summary)
{
	if (summary->version == SUMMARY_VERSION)
		return;
	ereport(
		ERROR,
		(errcode(ERRCODE_DATA_CORRUPTED),
		 errmsg("unsupported version %d of a stored summary", summary->version),
		 errhint(
			 "It was stored by a later version of the extension \"commissioning\", whose library is needed to read it, or it is damaged.")));
}

/* Do the levels that are counted end one behind the other? */
static bool
has_levels(const LedgerHead *ledger, int levels)
{
	uint32 before = 0;

	for (int level = 0; level < LEDGER_MAX_LEVELS - 1; level++)
	{
		uint32 end = ledger->upper[level];

		if (end < before || end > ledger->nentries ||
			(level >= levels - 1 && end != ledger->nentries))
			return false;
		before = end;
	}
	return true;
}

static bool
is_finished_head(const LedgerHead *ledger, int levels)
{
	return ledger->capacity == ledger->nentries && ledger->nslots == 0 &&
		ledger->npending == 0 && ledger->batch == 0 &&
		ledger->heap_pending == 0 && ledger->heap_size == ledger->heap_used &&
		has_levels(ledger, levels);
}

static bool
is_live_head(const LedgerHead *ledger)
{
	return ledger->nentries <= ledger->capacity &&
		ledger->capacity <= LEDGER_MAX_BYTES / sizeof(LedgerNarrow) &&
		ledger->nslots == ledger_slots_for(ledger->capacity) &&
		ledger->batch == ledger_batch_for(ledger->capacity) &&
		ledger->npending <= ledger->batch &&
		ledger->npending <= ledger->capacity - ledger->nentries &&
		(uint64) ledger->heap_used + ledger->heap_pending <= ledger->heap_size &&
		ledger->upper[0] == 0 && ledger->upper[1] == 0;
}

/* Bytes that the header says the whole has */
static uint64
size_of_parts(const Summary *summary)
{
	const LedgerHead *ledger = &summary->ledger;

	return SUMMARY_HEADER + (uint64) summary->figures_size +
		(uint64) ledger->nslots * sizeof(uint32) +
		(uint64) ledger->capacity * ledger_stride(ledger->shape) +
		ledger->batch * sizeof(LedgerPending) + ledger->heap_size;
}

/* The check sum of a header */
static uint32
header_sum(const Summary *summary)
{
	const char *header = (const char *) summary;
	pg_crc32c sum;

	INIT_CRC32C(sum);
	COMP_CRC32C(sum, header + offsetof(Summary, version),
				offsetof(Summary, check) - offsetof(Summary, version));
	COMP_CRC32C(sum, header + offsetof(Summary, ledger), sizeof(LedgerHead));
	FIN_CRC32C(sum);
	return sum;
}

void
summary_seal(Summary *summary)
{
	summary->form = SUMMARY_FINISHED;
	summary->check = header_sum(summary);
}

void
summary_check_header(const Summary *summary, Size size)
{
	const LedgerHead *ledger = &summary->ledger;
	const SummaryKindInfo *info;

	if (size < SUMMARY_HEADER)
		summary_report_damage("It is shorter than a header.");
	check_version(summary);
	if (!summary_is_kind(summary->kind))
		summary_report_damage(psprintf("It is of kind %d.", summary->kind));
	info = summary_kind_info(summary->kind);
	if (!summary_has_key_type(summary->kind, summary->key_type))
		summary_report_damage(psprintf("Its type of keys is %d.",
									   summary->key_type));
	if (summary->form > SUMMARY_PARTIAL)
		summary_report_damage(psprintf("It has form %d.", summary->form));
	if (summary->measured_rows < 0 || summary->missing_rows < 0 ||
		summary->measured_rows > PG_INT64_MAX - summary->missing_rows ||
		amount_is_negative(summary->measured_value) ||
		amount_is_negative(summary->missing_value))
		summary_report_damage("What it counts is out of range.");
	if (info->counts_exactly &&
		!amount_can_add(summary->measured_value, summary->missing_value))
		summary_report_damage("What it counts is out of range.");
	if (!ledger_is_shape(ledger->shape) || ledger->shape.extra != info->extra)
		summary_report_damage("Its entries have no known shape.");
	if (summary->figures_size % sizeof(uint64) != 0 ||
		(summary->figures_size != 0 && summary->form != SUMMARY_FINISHED))
		summary_report_damage("Its ready figures have no possible size.");
	if (summary->form == SUMMARY_LIVE ? !is_live_head(ledger)
									  : !is_finished_head(ledger, info->levels))
		summary_report_damage("Its numbers of entries do not go together.");
	if (size_of_parts(summary) != size)
		summary_report_damage("Its size is not that of its entries.");
	if (summary->check !=
		(summary->form == SUMMARY_FINISHED ? header_sum(summary) : 0))
		summary_report_damage("The check sum of its header is wrong.");
}

/* Entries on their way through the checks */
typedef struct Check
{
	const Summary *summary;
	const SummaryKindInfo *info;
	Ledger ledger;
	uint64 heap_used; /* by the keys so far */
	uint64 rows;	  /* of the lowest level so far */
	int64 most_rows;
	Amount gross; /* its sums so far without signs, as its entries have them */
	Amount waiting; /* the same of pending rows, in the units of the counters */
} Check;

/*
 * Check an entry's key.  Long ones lie one behind the other, in order of their
 * entries.
 */
static pg_attribute_always_inline void
check_key(Check *check, const LedgerKeyWord *key, uint32 length,
		  const KeyOperations *type, uint64 heap_end)
{
	if (unlikely(type->length != 0 && length != type->length))
		summary_report_damage("A key has the wrong length.");
	if (length > LEDGER_INLINE_KEY)
	{
		if (unlikely(key->heap.offset != check->heap_used ||
					 (key->heap.hash != 0 &&
					  check->summary->form != SUMMARY_LIVE)))
			summary_report_damage("A key is at the wrong place.");
		check->heap_used += length;
		if (unlikely(check->heap_used > heap_end))
			summary_report_damage("A key lies outside.");
	}
	else if (unlikely(length == 0 ? key->word != 0
								  : length < LEDGER_INLINE_KEY &&
							  pg_ntoh64(key->word) << (8 * length) != 0))
		summary_report_damage("A key is longer than it should be.");
	if (unlikely(type->check != NULL)) /* of numbers, which lie in the entry */
	{
		SummaryKey copy = {key->bytes, length};
		const char *fault = type->check(&copy);

		if (fault)
			summary_report_damage(fault);
	}
}

/* Check an entry's rows. */
static pg_attribute_always_inline void
check_rows(Check *check, const char *entry, LedgerShape shape, int level)
{
	int64 rows = ledger_entry_rows(entry, shape);

	if (level == check->info->levels - 1)
	{
		check->rows += (uint64) rows;
		if (unlikely(rows < 1 || check->rows > (uint64) check->most_rows))
			summary_report_damage("The rows of its entries do not add up.");
	}
	else if (unlikely(rows < (level > 0 && check->info->totals ? 1 : 0) ||
					  (rows > 0 && check->info->counts_exactly)))
		summary_report_damage("A key of an upper level has no possible rows.");
}

/* Add up the sums of the lowest level, so that no sum of them can overflow. */
static pg_attribute_always_inline void
check_sum(Check *check, const char *entry, LedgerShape shape)
{
	if (shape.wide)
	{
		Amount sum = amount_abs(((const LedgerWide *) entry)->sum);

		if (unlikely(amount_is_negative(sum) ||
					 !amount_add_checked(&check->gross, sum)))
			summary_report_damage("The sum of a key is out of range.");
	}
	else
	{
		int64 sum = ((const LedgerNarrow *) entry)->sum;
		Amount units = {sum < 0 ? -(uint64) sum : (uint64) sum, 0};

		check->gross = amount_add(check->gross, units);
	}
}

/* Check what else an entry measures, which on other levels is nothing. */
static pg_attribute_always_inline void
check_tally(const Check *check, const char *entry, LedgerShape shape, int level)
{
	Amount tally = ledger_entry_tally(entry, shape);
	int64 peak = ledger_entry_peak(entry, shape);
	int64 rows = ledger_entry_rows(entry, shape);

	if (level < check->info->levels - 1)
		rows = 0;
	if (unlikely(peak < 0 || peak > FREQUENCY_MAX ||
				 amount_compare(tally,
								amount_from_product(Min(rows, 1), peak)) < 0 ||
				 amount_compare(tally, amount_from_product(rows, peak)) > 0))
		summary_report_damage("The reports of a key do not go with its rows.");
}

/* Check the rest of the key, which upper levels have not. */
static void
check_part(const Check *check, uint64 part, Amount sum, int level)
{
	const char *fault = NULL;

	if (level == check->info->levels - 1)
		fault = days_fault(part, sum);
	else if (part != 0 || !amount_is_zero(sum))
		fault = "A key of an upper level has days or a value.";
	if (fault)
		summary_report_damage(fault);
}

/* Check all that an entry measures. */
static pg_attribute_always_inline void
check_figures(Check *check, const char *entry, LedgerShape shape, int level)
{
	check_rows(check, entry, shape, level);
	if (level == check->info->levels - 1)
		check_sum(check, entry, shape);
	if (shape.extra == LEDGER_TALLY)
		check_tally(check, entry, shape, level);
	if (shape.extra == LEDGER_PART)
		check_part(check, ledger_entry_part(entry, shape),
				   ledger_entry_sum(entry, shape), level);
}

/* What an entry is in order by */
typedef struct Place
{
	uint64 word; /* ledger_order_word() of the whole key */
	uint32 left;
	uint32 length;
	const char *bytes;
	uint32 parent;
	uint64 part;
} Place;

/* The order of long keys that begin with the same 8 bytes */
static inline int
compare_long(const Place *a, const Place *b)
{
	uint32 both = Min(a->length, b->length);
	uint64 a_word;
	uint64 b_word;

	for (uint32 at = sizeof(uint64); at < both; at += sizeof(uint64))
	{
		/* the last words overlap those before */
		uint32 from = Min(at, both - (uint32) sizeof(uint64));

		memcpy(&a_word, a->bytes + from, sizeof(uint64));
		memcpy(&b_word, b->bytes + from, sizeof(uint64));
		if (a_word != b_word)
			return pg_ntoh64(a_word) < pg_ntoh64(b_word) ? -1 : 1;
	}
	return a->length < b->length ? -1 : a->length > b->length;
}

static inline bool
comes_before(const Place *a, const Place *b)
{
	if (a->word != b->word)
		return a->word < b->word;
	if (a->left > sizeof(uint64) && b->left > sizeof(uint64))
	{
		int order = compare_long(a, b);

		if (order != 0)
			return order < 0;
	}
	else if (a->left != b->left)
		return a->left < b->left;
	return a->parent != b->parent ? a->parent < b->parent : a->part < b->part;
}

/*
 * Check the entries of a finished summary that are all of one level.  The
 * ledger's shape is an argument so that the compiler knows part of it.
 */
static pg_attribute_always_inline void
check_level(Check *check, int level, uint32 first, uint32 end, LedgerShape shape)
{
	const LedgerHead *head = check->ledger.head;
	const char *heap = check->ledger.heap;
	const KeyOperations *type =
		summary_key_info(summary_level_type(check->summary, level));
	int above = check->info->parent_level[level];
	uint32 others = level == 0 || above == 0 ? 0 : head->upper[above - 1];
	uint32 least_parent = level == 0 ? LEDGER_NO_PARENT : others + 1;
	uint32 most_parent = level == 0 ? LEDGER_NO_PARENT : head->upper[above];
	const char *entry = ledger_entry_at(&check->ledger, first);
	Place before = {0};

	for (uint32 i = first; i < end; i++)
	{
		Place place;

		CHECK_FOR_INTERRUPTS();
		check_key(check, ledger_entry_key(entry),
				  ledger_entry_length(entry, shape), type, head->heap_used);
		check_figures(check, entry, shape, level);
		place.parent = ledger_entry_parent(entry, shape);
		if (unlikely(ledger_entry_level(entry, shape) != level ||
					 place.parent < least_parent || place.parent > most_parent))
			summary_report_damage("An entry is at the wrong place.");
		place.word = ledger_order_word(entry, shape, heap, 0, &place.left);
		place.length = ledger_entry_length(entry, shape);
		place.bytes = ledger_entry_bytes(entry, shape, heap);
		place.part = ledger_entry_part(entry, shape);
		if (i > first && unlikely(!comes_before(&before, &place)))
			summary_report_damage("Its entries are not in order.");
		before = place;
		entry += check->ledger.stride;
	}
}

static void
check_finished(Check *check)
{
	static const LedgerShape plain = {.extra = LEDGER_PLAIN};
	LedgerShape shape = check->ledger.head->shape;
	int lowest = check->info->levels - 1;
	uint32 first = 0;

	for (int level = 0; level <= lowest; level++)
	{
		uint32 end = level < lowest ? check->ledger.head->upper[level]
									: check->ledger.head->nentries;

		if (!shape.wide && shape.extra == LEDGER_PLAIN)
			check_level(check, level, first, end, plain);
		else
			check_level(check, level, first, end, shape);
		first = end;
	}
}

/* Check where an entry of a live summary is: under one of those before a number. */
static int
check_live_place(const Check *check, uint32 place, uint32 before)
{
	const Ledger *ledger = &check->ledger;
	int level = place >> LEDGER_LEVEL_SHIFT;
	uint32 parent = place & LEDGER_PARENT_MASK;

	if (level >= check->info->levels || parent > before ||
		(level == 0) != (parent == LEDGER_NO_PARENT) ||
		(level > 0 &&
		 ledger_entry_level(ledger_entry_at(ledger, parent - 1),
							ledger->head->shape) !=
			 check->info->parent_level[level]))
		summary_report_damage("An entry is at the wrong place.");
	return level;
}

static const KeyOperations *
type_of_level(const Check *check, int level)
{
	return summary_key_info(summary_level_type(check->summary, level));
}

/* Check the pending rows of a live summary, each of which is a row of a key. */
static void
check_pending(Check *check)
{
	const LedgerHead *head = check->ledger.head;

	for (uint32 i = 0; i < head->npending; i++)
	{
		const LedgerPending *pending = &check->ledger.pending[i];
		LedgerKeyWord key = pending->key;
		int level = check_live_place(check, pending->place, head->nentries);

		if (level != check->info->levels - 1 ||
			(head->shape.extra == LEDGER_TALLY && pending->extra < 0))
			summary_report_damage("A pending row is none.");
		check_key(check, &key, pending->length, type_of_level(check, level),
				  (uint64) head->heap_used + head->heap_pending);
		if (head->shape.extra == LEDGER_PART)
			check_part(check, (uint64) pending->extra, pending->sum, level);
		if (amount_is_negative(amount_abs(pending->sum)) ||
			!amount_add_checked(&check->waiting, amount_abs(pending->sum)))
			summary_report_damage("The sum of a key is out of range.");
		check->rows++;
	}
	if (check->rows > (uint64) check->most_rows)
		summary_report_damage("The rows of its entries do not add up.");
}

/*
 * Check the entries of a live summary, whose order is that of arrival.  Whether a
 * key is there twice shows when it is finished.
 */
static void
check_live(Check *check)
{
	const Ledger *ledger = &check->ledger;
	LedgerShape shape = ledger->head->shape;

	for (uint32 i = 0; i < ledger->head->nentries; i++)
	{
		const char *entry = ledger_entry_at(ledger, i);
		int level = check_live_place(check, ledger_entry_place(entry, shape), i);

		CHECK_FOR_INTERRUPTS();
		check_key(check, ledger_entry_key(entry),
				  ledger_entry_length(entry, shape),
				  type_of_level(check, level), ledger->head->heap_used);
		check_figures(check, entry, shape, level);
	}
	if (check->heap_used != ledger->head->heap_used)
		summary_report_damage("Its keys have another size than was counted.");
	check_pending(check);
	check->heap_used -= ledger->head->heap_pending;
	if (!ledger_is_indexed(ledger))
		summary_report_damage("Its index is not that of its entries.");
}

/* Check what is counted of a summary whose entries tell what they are counted as. */
static void
check_counts(const Check *check)
{
	const Ledger *ledger = &check->ledger;
	DaysCounts counts = {0};
	const char *fault;

	for (uint32 i = 0; i < ledger->head->nentries; i++)
	{
		const char *entry = ledger_entry_at(ledger, i);

		CHECK_FOR_INTERRUPTS();
		if (ledger_entry_level(entry, ledger->head->shape) ==
			check->info->levels - 1)
			days_count_entry(&counts, ledger, i);
	}
	for (uint32 i = 0; i < ledger->head->npending; i++)
	{
		const LedgerPending *pending = &ledger->pending[i];

		days_count(&counts, days_frequency(ledger, pending->place),
				   (uint64) pending->extra, 1, pending->sum);
	}
	fault = days_counters_fault(check->summary, &counts);
	if (fault)
		summary_report_damage(fault);
}

/* An amount in units of 10^-2, which is not negative; what is too large stays so */
static Amount
coarse_to_amount(Amount coarse)
{
	Wide fine = wide_scale(wide_from_amount(coarse), LEDGER_COARSE_UNIT);
	Amount amount = {fine.limb[0], fine.limb[1]};

	return fine.limb[2] != 0 || amount_is_negative(amount) ? AMOUNT_MAX : amount;
}

void
summary_check_entries(const Summary *summary)
{
	Check check = {.summary = summary,
				   .info = summary_kind_info(summary->kind),
				   .ledger = summary_ledger(summary)};

	Amount most_value = summary->measured_value;

	if (check.info->counts_exactly)
		most_value = amount_add(most_value, summary->missing_value);
	check.most_rows = summary->measured_rows +
		(check.info->counts_missing ? summary->missing_rows : 0);
	if (summary->form == SUMMARY_LIVE)
		check_live(&check);
	else
		check_finished(&check);
	if (check.heap_used != summary->ledger.heap_used)
		summary_report_damage("Its keys have another size than was counted.");
	if (check.rows < (uint64) summary->measured_rows)
		summary_report_damage("The rows of its entries do not add up.");
	if (summary->ledger.shape.places == LEDGER_COARSE)
		check.gross = coarse_to_amount(check.gross);
	if (!amount_add_checked(&check.gross, check.waiting) ||
		amount_compare(check.gross, most_value) > 0)
		summary_report_damage("The sums of its entries exceed the measured value.");
	if (check.info->counts_exactly)
		check_counts(&check);
}
