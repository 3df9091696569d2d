/*-------------------------------------------------------------------------
 *
 * binary.c
 *		Binary form of summaries: what send writes and recv reads.
 *
 * In network byte order:
 *
 *		int8	version, 1
 *		int8	kind (SummaryKind)
 *		int8	key type (KeyType)
 *		int8	0
 *		int64	measured rows, missing rows
 *		int128	measured value, missing value: high half, low half
 *		int32	number of entries
 *	and for every entry
 *		int32	0, or 1 + the number of an earlier entry, its parent
 *		int32	length of the key in bytes
 *		...		key: text in the client's encoding, int64, or 16 bytes
 *		int64	rows
 *		int128	sum: high half, low half
 *
 * Anybody may call recv, with COPY (FORMAT binary): nothing is believed.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/binary.h"
#include "summary/input.h"
#include "summary/kinds.h"
#include "summary/view.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* the bytes that an entry with an empty key takes */
#define ENTRY_SIZE_MIN (2 * sizeof(int32) + 3 * sizeof(int64))

/* keys that are read before what they were made of is freed */
#define KEYS_KEPT 1024

static void
send_amount(StringInfo buffer, Amount amount)
{
	pq_sendint64(buffer, amount.hi);
	pq_sendint64(buffer, amount.lo);
}

static Amount
receive_amount(StringInfo buffer)
{
	Amount amount;

	amount.hi = (uint64) pq_getmsgint64(buffer);
	amount.lo = (uint64) pq_getmsgint64(buffer);
	return amount;
}

bytea *
summary_to_binary(Summary *summary)
{
	SummaryView view;
	StringInfoData buffer;

	summary = summary_compact(summary);
	summary_open(summary, &view);
	pq_begintypsend(&buffer);
	pq_sendint8(&buffer, SUMMARY_VERSION);
	pq_sendint8(&buffer, summary->kind);
	pq_sendint8(&buffer, summary->key_type);
	pq_sendint8(&buffer, 0);
	pq_sendint64(&buffer, summary->measured_rows);
	pq_sendint64(&buffer, summary->missing_rows);
	send_amount(&buffer, summary->measured_value);
	send_amount(&buffer, summary->missing_value);
	pq_sendint32(&buffer, view.nentries);
	for (uint32 i = 0; i < view.nentries; i++)
	{
		const LedgerEntry *entry = &view.entries[i];
		int level = summary_level(view.entries, i);
		KeyType type = summary_level_type(summary, level);

		CHECK_FOR_INTERRUPTS();
		pq_sendint32(&buffer, entry->parent);
		summary_key_info(type)->send(&buffer, ledger_key(entry, view.heap),
									 entry->length);
		pq_sendint64(&buffer, entry->rows);
		send_amount(&buffer, entry->sum);
	}
	return pq_endtypsend(&buffer);
}

static void
report_invalid(SummaryKind kind, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary form of type %s",
					summary_kind_info(kind)->type_name),
			 errdetail_internal("%s", detail)));
}

/* Read a key; text is in a palloc'd string of its own */
static void
receive_key(StringInfo buffer, SummaryKind kind, KeyType type, SummaryKey *key)
{
	int length = pq_getmsgint(buffer, sizeof(int32));
	const char *fault;

	if (length < 0 || length > buffer->len - buffer->cursor)
		report_invalid(
			kind,
			psprintf("A key of %d bytes is longer than what is left of the message.",
					 length));
	fault = summary_key_receive(type, buffer, length, key);
	if (fault)
		report_invalid(kind, fault);
}

/* The level of an entry whose parent is given, if all of that can be */
static int
receive_level(const Summary *summary, uint32 parent)
{
	int level;

	if (parent == LEDGER_NO_PARENT)
		return 0;
	if (parent > summary->ledger.nentries)
		report_invalid(summary->kind, "A parent comes after its child.");
	level = 1 + summary_level(ledger_entries(&summary->ledger), parent - 1);
	if (level >= summary_kind_info(summary->kind)->levels)
		report_invalid(summary->kind, "There are too many levels of keys.");
	return level;
}

/* Read an entry; what its key is made of is left in the context "keys" */
static void
receive_entry(StringInfo buffer, SummaryDraft *draft, MemoryContext keys)
{
	Summary *summary = draft->summary;
	SummaryKind kind = summary->kind;
	MemoryContext caller;
	uint32 parent = pq_getmsgint(buffer, sizeof(int32));
	int level = receive_level(summary, parent);
	SummaryKey key;
	int64 rows;

	caller = MemoryContextSwitchTo(keys);
	receive_key(buffer, kind, summary_level_type(summary, level), &key);
	MemoryContextSwitchTo(caller);
	rows = pq_getmsgint64(buffer);
	if (!summary_input_entry(draft, &key, parent, rows, receive_amount(buffer)))
		report_invalid(kind, "A key occurs twice.");
}

Datum
summary_recv(FunctionCallInfo fcinfo, SummaryKind kind)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	int version = pq_getmsgbyte(buffer);
	int sent_kind = pq_getmsgbyte(buffer);
	int key_type = pq_getmsgbyte(buffer);
	int unused = pq_getmsgbyte(buffer);
	uint32 nentries;
	SummaryDraft draft = {NULL};
	Summary *summary;
	MemoryContext keys;
	const char *fault;

	if (version != SUMMARY_VERSION)
		report_invalid(kind, psprintf("Version %d is not supported.", version));
	if (sent_kind != kind)
		report_invalid(kind,
					   psprintf("It is a summary of kind %d, not %d.",
								sent_kind, kind));
	if (!summary_has_key_type(kind, key_type))
		report_invalid(kind, psprintf("Key type %d is not known.", key_type));
	if (unused != 0)
		report_invalid(kind, psprintf("Byte %d is not 0.", unused));

	draft.summary = summary = summary_make(kind, key_type, 0);
	summary->measured_rows = pq_getmsgint64(buffer);
	summary->missing_rows = pq_getmsgint64(buffer);
	summary->measured_value = receive_amount(buffer);
	summary->missing_value = receive_amount(buffer);
	nentries = pq_getmsgint(buffer, sizeof(int32));
	if (nentries > (uint32) (buffer->len - buffer->cursor) / ENTRY_SIZE_MIN)
		report_invalid(
			kind,
			psprintf("%u entries do not fit into what is left of the message.",
					 nentries));

	keys = AllocSetContextCreate(CurrentMemoryContext, "commissioning keys",
								 ALLOCSET_SMALL_SIZES);
	for (uint32 i = 0; i < nentries; i++)
	{
		CHECK_FOR_INTERRUPTS();
		receive_entry(buffer, &draft, keys);
		if (i % KEYS_KEPT == 0)
			MemoryContextReset(keys);
	}
	MemoryContextDelete(keys);
	pq_getmsgend(buffer);

	fault = summary_input_fault(draft.summary);
	if (fault)
		report_invalid(kind, fault);
	PG_RETURN_POINTER(summary_compact(draft.summary));
}
