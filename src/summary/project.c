/*-------------------------------------------------------------------------
 *
 * project.c
 *		A summary read as one that knows less: burden as overlap, and both as
 *		concentration.
 *
 * A burden summary has every row that it measured by agency, frequency and
 * provider; leaving out the frequency gives the overlap summary of these rows,
 * and leaving out the agency too the concentration summary.  One aggregate,
 * and one look at every row, thus serves three readings.  What comes out is,
 * byte for byte, what the other aggregate makes of these rows.
 *
 * The source is compact, so that a provider's entries are neighbours, and the
 * result is put down in order.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "ledger/ledger.h"
#include "ledger/ledger_compact.h"
#include "pg/huge.h"
#include "summary/kinds.h"
#include "summary/project.h"
#include "summary/view.h"

#include "miscadmin.h"

/* What a provider has with one agency, or with all */
typedef struct Holding
{
	uint64 group; /* the provider's number, from 1, that this is about */
	int64 rows;
	Amount sum;
} Holding;

typedef struct Projection
{
	SummaryView view;
	uint32 agencies; /* entries [0, agencies) of the view, or 0: no agencies */
	Holding *holding; /* by agency, or one for all */
	uint32 *present;  /* agencies of the current provider ... */
	uint32 npresent;  /* ... and how many they are */
	uint64 group;
} Projection;

static int
compare_numbers(const void *a, const void *b)
{
	uint32 x = *(const uint32 *) a;
	uint32 y = *(const uint32 *) b;

	return x < y ? -1 : x > y;
}

/* The topmost entry above one, which is an agency */
static inline uint32
agency_of(const LedgerEntry *entries, const LedgerEntry *entry)
{
	uint32 number;

	do
	{
		number = entry->parent - 1;
		entry = &entries[number];
	} while (entry->parent != LEDGER_NO_PARENT);
	return number;
}

/* Add up the entries of the next provider by agency, in order of agencies. */
static void
gather(Projection *projection, const SummaryGroup *group)
{
	const LedgerEntry *entries = projection->view.entries;
	bool ordered = true;

	projection->group++;
	projection->npresent = 0;
	for (uint32 i = group->first; i < group->end; i++)
	{
		const LedgerEntry *entry = &entries[i];
		uint32 agency = projection->agencies == 0 ? 0
												  : agency_of(entries, entry);
		Holding *holding = &projection->holding[agency];

		if (holding->group != projection->group)
		{
			holding->group = projection->group;
			holding->rows = 0;
			holding->sum = AMOUNT_ZERO;
			if (projection->npresent > 0 &&
				projection->present[projection->npresent - 1] > agency)
				ordered = false;
			projection->present[projection->npresent++] = agency;
		}
		holding->rows += entry->rows;
		holding->sum = amount_add(holding->sum, entry->sum);
	}
	if (!ordered)
		qsort(projection->present, projection->npresent, sizeof(uint32),
			  compare_numbers);
}

/*
 * Rows of unknown value are in the entries of an overlap or burden summary and
 * not in those of a concentration summary, which cannot be told apart any more.
 */
static void
refuse_unknown_values(const SummaryView *view)
{
	const Summary *summary = view->summary;
	int64 unknown = -summary->measured_rows;

	for (uint32 i = 0; i < view->nentries; i++)
		unknown += view->entries[i].rows;
	if (unknown != 0)
		ereport(
			ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("cannot make a concentration_summary of %s with rows of unknown value",
					summary_kind_info(summary->kind)->type_name),
			 errdetail("The values of %lld of its rows are null.",
					   (long long) unknown),
			 errhint("Use concentration_summary(provider, value) on the rows.")));
}

/* Append an entry to a compact ledger that is being made. */
static void
put_entry(Ledger *ledger, const LedgerEntry *entry, const char *heap,
		  uint32 parent, int64 rows, Amount sum)
{
	LedgerEntry *new_entry = &ledger_entries(ledger)[ledger->nentries++];

	*new_entry = *entry;
	new_entry->parent = parent;
	new_entry->rows = rows;
	new_entry->sum = sum;
	if (entry->length > LEDGER_INLINE_KEY)
	{
		const char *key = ledger_key(entry, heap);

		memcpy((char *) ledger_heap(ledger) + ledger->heap_used, key,
			   entry->length);
		new_entry->key.heap.offset = ledger->heap_used;
		new_entry->key.heap.hash = ledger_hash_key(key, entry->length, parent);
		ledger->heap_used += entry->length;
	}
}

/*
 * summary_project
 *		A burden or overlap summary read as one of a kind that knows less.
 */
Summary *
summary_project(Summary *summary, SummaryKind kind)
{
	Projection projection = {.group = 0};
	SummaryView *view = &projection.view;
	SummaryGroup group;
	bool by_agency = kind == SUMMARY_OVERLAP;
	uint32 upper;
	uint32 capacity;
	Size heap_size;
	Summary *result;
	Ledger *ledger;

	summary = summary_compact(summary);
	summary_open(summary, view);
	if (!by_agency)
		refuse_unknown_values(view);
	upper = summary_first_group(view, &group);
	while (by_agency && projection.agencies < upper &&
		   view->entries[projection.agencies].parent == LEDGER_NO_PARENT)
		projection.agencies++;
	projection.holding = palloc0((projection.agencies + 1) * sizeof(Holding));
	projection.present = palloc((projection.agencies + 1) * sizeof(uint32));

	/* no more entries and bytes of keys than there are */
	capacity = projection.agencies + view->nentries - upper;
	heap_size = summary->ledger.heap_used;
	result = huge_alloc(SUMMARY_HEADER +
						ledger_size(capacity, (uint32) heap_size, false));
	summary_copy_header(result, summary, SUMMARY_HEADER);
	result->kind = kind;
	ledger = &result->ledger;
	ledger_init(ledger, capacity, (uint32) heap_size, false);

	for (uint32 i = 0; i < projection.agencies; i++)
		put_entry(ledger, &view->entries[i], view->heap, LEDGER_NO_PARENT, 0,
				  AMOUNT_ZERO);
	while (summary_next_group(view, &group))
	{
		const LedgerEntry *entry = &view->entries[group.first];

		CHECK_FOR_INTERRUPTS();
		gather(&projection, &group);
		for (uint32 i = 0; i < projection.npresent; i++)
		{
			uint32 agency = projection.present[i];
			const Holding *holding = &projection.holding[agency];

			put_entry(ledger, entry, view->heap,
					  by_agency ? LEDGER_PARENT(agency) : LEDGER_NO_PARENT,
					  holding->rows, holding->sum);
		}
	}
	ledger_trim(ledger);
	SET_VARSIZE(result,
				SUMMARY_HEADER +
					ledger_size(ledger->nentries, ledger->heap_used, false));
	return result;
}
