/*-------------------------------------------------------------------------
 *
 * keys.c
 *		The types of keys: one table of what can be done with each.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "exact/years.h"
#include "pg/numbers.h"
#include "summary/keys.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

/* 6,000,000 years: more than lie between the first date and the last */
#define LENGTH_MAX (INT64CONST(6000000) * YEARS_UNITS)

/* Numbers: lengths, bigint and frequencies */

static int64
number_of_bytes(const char *bytes)
{
	uint64 word;

	memcpy(&word, bytes, sizeof(word));
	return summary_key_value(word);
}

static void
number_from_argument(Datum argument, SummaryKey *key)
{
	summary_key_int64(key, DatumGetInt64(argument));
}

static char *
number_to_string(const char *bytes, uint32 length)
{
	return psprintf(INT64_FORMAT, number_of_bytes(bytes));
}

static bool
number_from_string(char *string, uint32 length, Node *escontext,
				   SummaryKey *key, const char **fault)
{
	int64 value;

	if (!figure_parse_int64(string, &value, fault))
		return false;
	summary_key_int64(key, value);
	return true;
}

static void
number_send(StringInfo buffer, const char *bytes, uint32 length)
{
	pq_sendint32(buffer, sizeof(int64));
	pq_sendint64(buffer, number_of_bytes(bytes));
}

static const char *
number_receive(StringInfo buffer, int length, SummaryKey *key)
{
	if (length != sizeof(int64))
		return "A number must have 8 bytes.";
	summary_key_int64(key, pq_getmsgint64(buffer));
	return NULL;
}

static const char *
length_check(const SummaryKey *key)
{
	int64 length = number_of_bytes(key->bytes);

	return length < 0 || length > LENGTH_MAX ? "A length is out of range."
											 : NULL;
}

/* A frequency is written as times a year. */

static char *
frequency_to_string(const char *bytes, uint32 length)
{
	return figure_to_string(NumericGetDatum(
		figure_money(amount_from_int64(number_of_bytes(bytes)))));
}

static bool
frequency_from_string(char *string, uint32 length, Node *escontext,
					  SummaryKey *key, const char **fault)
{
	Amount frequency;

	if (!figure_parse(string, escontext, &frequency, fault))
		return false;
	if (amount_is_negative(frequency) ||
		amount_compare(frequency, amount_from_int64(FREQUENCY_MAX)) > 0)
	{
		*fault = "A frequency is out of range.";
		return false;
	}
	summary_key_int64(key, (int64) frequency.lo);
	return true;
}

static const char *
frequency_check(const SummaryKey *key)
{
	int64 frequency = number_of_bytes(key->bytes);

	return frequency < 0 || frequency > FREQUENCY_MAX
		? "A frequency is out of range."
		: NULL;
}

static char *
frequency_or_null_to_string(const char *bytes, uint32 length)
{
	return number_of_bytes(bytes) == FREQUENCY_NULL
		? pstrdup("null")
		: frequency_to_string(bytes, length);
}

static bool
frequency_or_null_from_string(char *string, uint32 length, Node *escontext,
							  SummaryKey *key, const char **fault)
{
	if (strcmp(string, "null") != 0)
		return frequency_from_string(string, length, escontext, key, fault);
	summary_key_int64(key, FREQUENCY_NULL);
	return true;
}

static const char *
frequency_or_null_check(const SummaryKey *key)
{
	return number_of_bytes(key->bytes) == FREQUENCY_NULL ? NULL
														 : frequency_check(key);
}

/* Text */

static void
text_from_argument(Datum argument, SummaryKey *key)
{
	text *string = compat_detoast_packed(argument);

	key->bytes = VARDATA_ANY(string);
	key->length = VARSIZE_ANY_EXHDR(string);
}

static char *
text_to_string(const char *bytes, uint32 length)
{
	return pnstrdup(bytes, length);
}

static bool
text_from_string(char *string, uint32 length, Node *escontext, SummaryKey *key,
				 const char **fault)
{
	key->bytes = string;
	key->length = length;
	return true;
}

static void
text_send(StringInfo buffer, const char *bytes, uint32 length)
{
	compat_send_counted_text(buffer, bytes, length);
}

static const char *
text_receive(StringInfo buffer, int length, SummaryKey *key)
{
	const char *sent = pq_getmsgbytes(buffer, length);

	/* checked in either case, but not copied unless it is converted */
	key->bytes = pg_client_to_server(sent, length);
	key->length = key->bytes == sent ? (uint32) length : strlen(key->bytes);
	return NULL;
}

/* uuid */

static void
uuid_from_argument(Datum argument, SummaryKey *key)
{
	key->bytes = (char *) DatumGetUUIDP(argument)->data;
	key->length = UUID_LEN;
}

static char *
uuid_to_string(const char *bytes, uint32 length)
{
	pg_uuid_t uuid;

	memcpy(uuid.data, bytes, UUID_LEN);
	return DatumGetCString(DirectFunctionCall1(uuid_out, UUIDPGetDatum(&uuid)));
}

static bool
uuid_from_string(char *string, uint32 length, Node *escontext, SummaryKey *key,
				 const char **fault)
{
	Datum uuid;

	if (!compat_input(uuid_in, string, escontext, &uuid))
		return false;
	memcpy(key->inside, DatumGetUUIDP(uuid)->data, UUID_LEN);
	pfree(DatumGetPointer(uuid));
	key->bytes = key->inside;
	key->length = UUID_LEN;
	return true;
}

static void
uuid_send_key(StringInfo buffer, const char *bytes, uint32 length)
{
	pq_sendint32(buffer, length);
	pq_sendbytes(buffer, bytes, length);
}

static const char *
uuid_receive(StringInfo buffer, int length, SummaryKey *key)
{
	if (length != UUID_LEN)
		return "A uuid must have 16 bytes.";
	key->bytes = pq_getmsgbytes(buffer, length);
	key->length = length;
	return NULL;
}

#define NUMBER_OPERATIONS                                             \
	.length = sizeof(int64), .from_argument = number_from_argument,   \
	.to_string = number_to_string, .from_string = number_from_string, \
	.send = number_send, .receive = number_receive

const KeyOperations summary_key_operations[] = {
	[KEY_LENGTH] = {.name = "length", NUMBER_OPERATIONS, .check = length_check},
	[KEY_TEXT] = {.name = "text",
				  .names_holder = true,
				  .quoted = true,
				  .from_argument = text_from_argument,
				  .to_string = text_to_string,
				  .from_string = text_from_string,
				  .send = text_send,
				  .receive = text_receive},
	[KEY_BIGINT] = {.name = "bigint", .names_holder = true, NUMBER_OPERATIONS},
	[KEY_UUID] = {.name = "uuid",
				  .length = UUID_LEN,
				  .names_holder = true,
				  .quoted = true,
				  .from_argument = uuid_from_argument,
				  .to_string = uuid_to_string,
				  .from_string = uuid_from_string,
				  .send = uuid_send_key,
				  .receive = uuid_receive},
	[KEY_FREQUENCY] = {.name = "frequency",
					   .length = sizeof(int64),
					   .from_argument = number_from_argument,
					   .to_string = frequency_to_string,
					   .from_string = frequency_from_string,
					   .send = number_send,
					   .receive = number_receive,
					   .check = frequency_check},
	[KEY_FREQUENCY_OR_NULL] = {.name = "frequency",
							   .length = sizeof(int64),
							   .from_argument = number_from_argument,
							   .to_string = frequency_or_null_to_string,
							   .from_string = frequency_or_null_from_string,
							   .send = number_send,
							   .receive = number_receive,
							   .check = frequency_or_null_check},
};

const int summary_key_types = lengthof(summary_key_operations);

const KeyOperations *
summary_key_info(int key_type)
{
	if (key_type < 1 || key_type >= summary_key_types)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("unrecognized type of keys: %d", key_type)));
	return &summary_key_operations[key_type];
}

text *
summary_key_text(KeyType key_type, const char *bytes, uint32 length)
{
	return cstring_to_text(summary_key_info(key_type)->to_string(bytes, length));
}

/* From the text form; like KeyOperations.from_string, and checked */
bool
summary_key_from_string(KeyType key_type, char *string, uint32 length,
						Node *escontext, SummaryKey *key, const char **fault)
{
	const KeyOperations *operations = summary_key_info(key_type);

	*fault = NULL;
	if (!operations->from_string(string, length, escontext, key, fault))
		return false;
	if (operations->check)
		*fault = operations->check(key);
	return *fault == NULL;
}

/* From the binary form; like KeyOperations.receive, and checked */
const char *
summary_key_receive(KeyType key_type, StringInfo buffer, int length,
					SummaryKey *key)
{
	const KeyOperations *operations = summary_key_info(key_type);
	const char *fault = operations->receive(buffer, length, key);

	if (fault == NULL && operations->check)
		fault = operations->check(key);
	return fault;
}
