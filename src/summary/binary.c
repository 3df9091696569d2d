/*-------------------------------------------------------------------------
 *
 * summary_binary.c
 *		Binary form of summaries: what send writes and recv reads.
 *
 * In network byte order:
 *
 *		int8	version, 1
 *		int8	kind (SummaryKind)
 *		int8	key type (KeyType)
 *		int8	scale, 0 to 10
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

#include "summary/summary.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/uuid.h"

/* the bytes that an entry with an empty key takes */
#define ENTRY_SIZE_MIN (2 * sizeof(int32) + 3 * sizeof(int64))

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

SQL_FUNCTION(commissioning_summary_send);

Datum
commissioning_summary_send(PG_FUNCTION_ARGS)
{
	Summary *summary = summary_compact(summary_get(PG_GETARG_DATUM(0)));
	SummaryView view;
	StringInfoData buffer;

	summary_open(PointerGetDatum(summary), summary->kind, &view);
	pq_begintypsend(&buffer);
	pq_sendint8(&buffer, SUMMARY_VERSION);
	pq_sendint8(&buffer, summary->kind);
	pq_sendint8(&buffer, summary->key_type);
	pq_sendint8(&buffer, summary->scale);
	pq_sendint64(&buffer, summary->measured_rows);
	pq_sendint64(&buffer, summary->missing_rows);
	send_amount(&buffer, summary->measured_value);
	send_amount(&buffer, summary->missing_value);
	pq_sendint32(&buffer, view.nentries);
	for (uint32 i = 0; i < view.nentries; i++)
	{
		const LedgerEntry *entry = &view.entries[i];
		const char *key = ledger_key(entry, view.heap);

		CHECK_FOR_INTERRUPTS();
		pq_sendint32(&buffer, entry->parent);
		switch (summary_level_type(summary, summary_level(view.entries, i)))
		{
			case KEY_LENGTH:
			case KEY_BIGINT:
			case KEY_FREQUENCY:
				pq_sendint32(&buffer, sizeof(int64));
				pq_sendint64(&buffer, summary_int64_of_key(entry));
				break;
			case KEY_TEXT:
				compat_send_counted_text(&buffer, key, entry->length);
				break;
			case KEY_UUID:
				pq_sendint32(&buffer, entry->length);
				pq_sendbytes(&buffer, key, entry->length);
				break;
		}
		pq_sendint64(&buffer, entry->rows);
		send_amount(&buffer, entry->sum);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
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
	int converted;
	const char *fault;

	if (length < 0 || length > buffer->len - buffer->cursor)
		report_invalid(
			kind,
			psprintf("A key of %d bytes is longer than what is left of the message.",
					 length));
	switch (type)
	{
		case KEY_LENGTH:
		case KEY_BIGINT:
		case KEY_FREQUENCY:
			if (length != sizeof(int64))
				report_invalid(kind, "A number must have 8 bytes.");
			summary_key_int64(key, pq_getmsgint64(buffer));
			break;
		case KEY_TEXT:
			key->bytes = pq_getmsgtext(buffer, length, &converted);
			key->length = converted;
			break;
		case KEY_UUID:
			if (length != UUID_LEN)
				report_invalid(kind, "A uuid must have 16 bytes.");
			key->bytes = pq_getmsgbytes(buffer, length);
			key->length = length;
			break;
	}
	fault = summary_key_fault(type, key);
	if (fault)
		report_invalid(kind, fault);
}

/* Input from the binary form, for each of the types */
Datum
summary_recv(FunctionCallInfo fcinfo, SummaryKind kind)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	const SummaryKindInfo *info = summary_kind_info(kind);
	int version = pq_getmsgbyte(buffer);
	int sent_kind = pq_getmsgbyte(buffer);
	int key_type = pq_getmsgbyte(buffer);
	int scale = pq_getmsgbyte(buffer);
	uint32 nentries;
	Summary *summary;
	const char *fault;

	if (version != SUMMARY_VERSION)
		report_invalid(kind, psprintf("Version %d is not supported.", version));
	if (sent_kind != kind)
		report_invalid(kind,
					   psprintf("It is a summary of kind %d, not %d.",
								sent_kind, kind));
	if (!summary_has_key_type(kind, key_type))
		report_invalid(kind, psprintf("Key type %d is not known.", key_type));
	if (scale > DECIMAL_SCALE)
		report_invalid(kind,
					   psprintf("Scale %d is not between 0 and %d.", scale,
								DECIMAL_SCALE));

	summary = summary_make(kind, key_type, 0);
	summary->scale = scale;
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

	for (uint32 i = 0; i < nentries; i++)
	{
		uint32 parent = pq_getmsgint(buffer, sizeof(int32));
		int level = 0;
		int64 rows;
		SummaryKey key;
		bool duplicate;

		CHECK_FOR_INTERRUPTS();
		if (parent != LEDGER_NO_PARENT)
		{
			if (parent > i)
				report_invalid(kind, "A parent comes after its child.");
			level = 1 +
				summary_level(ledger_entries(&summary->ledger), parent - 1);
			if (level >= info->levels)
				report_invalid(kind, "There are too many levels of keys.");
		}
		receive_key(buffer, kind, summary_level_type(summary, level), &key);
		rows = pq_getmsgint64(buffer);
		summary = summary_load(summary, &key, parent, rows,
							   receive_amount(buffer), &duplicate);
		if (duplicate)
			report_invalid(kind, "A key occurs twice.");
	}
	pq_getmsgend(buffer);

	fault = summary_fault(summary);
	if (fault)
		report_invalid(kind, fault);
	PG_RETURN_POINTER(summary_compact(summary));
}
