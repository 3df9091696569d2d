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
 *		int8	1 if it is part of a summary and not whole (totals.h), else 0
 *		int64	measured rows, missing rows
 *		int128	measured value, missing value: high half, low half
 *	for every level of keys that the kind has, topmost first
 *		int32	number of entries
 *	and for every entry, level by level
 *		int32	0, or 1 + the number of an earlier entry, its parent
 *		int32	length of the key in bytes
 *		...		key: text in the client's encoding, int64, or 16 bytes
 *		int64	rows
 *		int128	sum: high half, low half
 *	and, on the lowest level, for a kind with LEDGER_TALLY
 *		int128	tally: high half, low half
 *		int64	peak
 *	or for one with LEDGER_PART
 *		int64	part
 *
 * Anybody may call recv, with COPY (FORMAT binary): nothing is believed.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "summary/binary.h"
#include "summary/input.h"
#include "summary/object.h"
#include "summary/open.h"
#include "summary/totals.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/* the bytes that an entry of an upper level with an empty key takes */
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

static void
send_entry(StringInfo buffer, const SummaryView *view, uint32 number,
		   KeyType type, bool lowest)
{
	const char *entry = summary_entry(view, number);

	pq_sendint32(buffer, ledger_entry_parent(entry, view->shape));
	summary_key_info(type)->send(buffer, summary_key_bytes(view, number),
								 summary_key_length(view, number));
	pq_sendint64(buffer, summary_rows(view, number));
	send_amount(buffer, summary_sum(view, number));
	if (lowest && view->shape.extra == LEDGER_TALLY)
	{
		send_amount(buffer, summary_tally(view, number));
		pq_sendint64(buffer, summary_peak(view, number));
	}
	if (lowest && view->shape.extra == LEDGER_PART)
		pq_sendint64(buffer, ledger_entry_part(entry, view->shape));
}

bytea *
summary_to_binary(Datum datum)
{
	const Summary *summary;
	int levels;
	SummaryView view;
	StringInfoData buffer;
	uint32 number = 0;

	summary_open(datum, true, &view);
	summary = view.summary;
	levels = summary_kind_info(summary->kind)->levels;
	pq_begintypsend(&buffer);
	pq_sendint8(&buffer, SUMMARY_VERSION);
	pq_sendint8(&buffer, summary->kind);
	pq_sendint8(&buffer, summary->key_type);
	pq_sendint8(&buffer, summary_is_part(summary) ? 1 : 0);
	pq_sendint64(&buffer, summary->measured_rows);
	pq_sendint64(&buffer, summary->missing_rows);
	send_amount(&buffer, summary->measured_value);
	send_amount(&buffer, summary->missing_value);
	for (int level = 0; level < levels; level++)
		pq_sendint32(&buffer,
					 summary_level_end(&view, level) -
						 (level > 0 ? summary_level_end(&view, level - 1) : 0));
	for (int level = 0; level < levels; level++)
	{
		KeyType type = summary_level_type(summary, level);

		for (; number < summary_level_end(&view, level); number++)
		{
			CHECK_FOR_INTERRUPTS();
			send_entry(&buffer, &view, number, type, level == levels - 1);
		}
	}
	return pq_endtypsend(&buffer);
}

/* A summary on its way in */
typedef struct Message
{
	StringInfo buffer;
	SummaryKind kind;
	const SummaryKindInfo *info;
	uint32 ends[LEDGER_MAX_LEVELS]; /* entries up to each level */
	SummaryInput input;
	MemoryContext keys; /* for what keys are made of */
} Message;

static void
report_invalid(SummaryKind kind, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary form of type %s",
					summary_kind_info(kind)->type_name),
			 errdetail_internal("%s", detail)));
}

/* Read the header.  The counts of entries are held against the bytes. */
static void
receive_header(Message *message)
{
	StringInfo buffer = message->buffer;
	SummaryKind kind = message->kind;
	int version = pq_getmsgbyte(buffer);
	int sent_kind = pq_getmsgbyte(buffer);
	int key_type = pq_getmsgbyte(buffer);
	int part = pq_getmsgbyte(buffer);
	Summary *counters = &message->input.intake.counters;
	uint64 nentries = 0;

	if (version != SUMMARY_VERSION)
		report_invalid(kind, psprintf("Version %d is not supported.", version));
	if (sent_kind != kind)
		report_invalid(kind,
					   psprintf("It is a summary of kind %d, not %d.",
								sent_kind, kind));
	if (!summary_has_key_type(kind, key_type))
		report_invalid(kind, psprintf("Key type %d is not known.", key_type));
	if (part > (message->info->totals ? 1 : 0))
		report_invalid(kind, psprintf("Byte %d is not 0.", part));

	summary_input_begin(&message->input, kind, key_type);
	message->input.part = part != 0;
	counters->measured_rows = pq_getmsgint64(buffer);
	counters->missing_rows = pq_getmsgint64(buffer);
	counters->measured_value = receive_amount(buffer);
	counters->missing_value = receive_amount(buffer);
	for (int level = 0; level < message->info->levels; level++)
	{
		nentries += (uint32) pq_getmsgint(buffer, sizeof(int32));
		if (nentries > (uint32) (buffer->len - buffer->cursor) / ENTRY_SIZE_MIN)
			report_invalid(
				kind,
				psprintf(UINT64_FORMAT
						 " entries do not fit into what is left of the message.",
						 nentries));
		message->ends[level] = (uint32) nentries;
	}
	message->input.intake.expected = (uint32) nentries;
	message->input.intake.expected_heap = (buffer->len - buffer->cursor) -
		(Size) nentries * ENTRY_SIZE_MIN;
}

/* Read a key, of which something may be left in the context for keys. */
static void
receive_key(Message *message, KeyType type, SummaryKey *key)
{
	StringInfo buffer = message->buffer;
	int length = pq_getmsgint(buffer, sizeof(int32));
	MemoryContext caller;
	const char *fault;

	if (length < 0 || length > buffer->len - buffer->cursor)
		report_invalid(
			message->kind,
			psprintf("A key of %d bytes is longer than what is left of the message.",
					 length));
	caller = MemoryContextSwitchTo(message->keys);
	fault = summary_key_receive(type, buffer, length, key);
	MemoryContextSwitchTo(caller);
	if (fault)
		report_invalid(message->kind, fault);
}

/* Is that a parent for entries of a level? */
static bool
is_parent(const Message *message, int level, uint32 parent)
{
	int above = message->info->parent_level[level];

	if (level == 0)
		return parent == LEDGER_NO_PARENT;
	return parent > (above > 0 ? message->ends[above - 1] : 0) &&
		parent <= message->ends[above];
}

static void
receive_entry(Message *message, int level, KeyType type)
{
	StringInfo buffer = message->buffer;
	bool lowest = level == message->info->levels - 1;
	uint32 parent = pq_getmsgint(buffer, sizeof(int32));
	LedgerFigures figures = {0};
	uint64 part = 0;
	SummaryKey key;
	const char *fault;

	if (!is_parent(message, level, parent))
		report_invalid(message->kind, "A parent is none of the level above.");
	receive_key(message, type, &key);
	figures.rows = pq_getmsgint64(buffer);
	figures.sum = receive_amount(buffer);
	if (lowest && message->info->extra == LEDGER_TALLY)
	{
		figures.tally = receive_amount(buffer);
		figures.peak = pq_getmsgint64(buffer);
	}
	if (lowest && message->info->extra == LEDGER_PART)
		part = (uint64) pq_getmsgint64(buffer);
	fault = summary_input_put(&message->input, level, &key, parent, part,
							  &figures);
	if (fault)
		report_invalid(message->kind, fault);
}

Datum
summary_recv(FunctionCallInfo fcinfo, SummaryKind kind)
{
	Message message = {.buffer = (StringInfo) PG_GETARG_POINTER(0),
					   .kind = kind,
					   .info = summary_kind_info(kind)};
	uint32 number = 0;
	Summary *summary;
	const char *fault;

	receive_header(&message);
	message.keys = AllocSetContextCreate(CurrentMemoryContext,
										 "commissioning keys",
										 ALLOCSET_SMALL_SIZES);
	for (int level = 0; level < message.info->levels; level++)
	{
		KeyType type = summary_level_type(&message.input.intake.counters, level);

		for (; number < message.ends[level]; number++)
		{
			CHECK_FOR_INTERRUPTS();
			receive_entry(&message, level, type);
			if (number % KEYS_KEPT == 0)
				MemoryContextReset(message.keys);
		}
	}
	MemoryContextDelete(message.keys);
	pq_getmsgend(message.buffer);

	fault = summary_input_end(&message.input, &summary);
	if (fault)
		report_invalid(kind, fault);
	PG_RETURN_DATUM(summary_result(summary));
}
