/*-------------------------------------------------------------------------
 *
 * gathered.c
 *		States of aggregates that gather an entry of fixed size for each row.
 *
 * A state is written in place.  One that is full is copied to a larger piece,
 * which the executor copies to the aggregate's context, freeing the old one: it
 * cannot be made larger where it lies, since the executor frees what it had as
 * soon as something else comes back.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "pg/gathered.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#define GATHERED_VERSION 1

/* entries that a first state has room for */
#define FIRST_ROOM 4

/* bytes of the binary form before the entries */
#define MESSAGE_HEADER (2 * sizeof(uint8) + sizeof(uint32))

StaticAssertDecl(sizeof(Gathered) == 16, "entries are aligned");

/* How many entries a state of so many bytes has room for */
static inline Size
room_of(Size size, const GatheredKind *kind)
{
	return (size - sizeof(Gathered)) / kind->entry_size;
}

/* A state without entries, its room cleared: somebody may store it */
static Gathered *
make_state(const GatheredKind *kind, Size room)
{
	Size size = sizeof(Gathered) + room * kind->entry_size;
	Gathered *state = palloc0(size);

	SET_VARSIZE(state, size);
	state->version = GATHERED_VERSION;
	state->kind = kind->number;
	return state;
}

/* Raise the error for a state that is damaged, or is none of that kind. */
static void
check_state(const Gathered *state, const GatheredKind *kind)
{
	Size size = VARSIZE(state);

	if (unlikely(size < sizeof(Gathered) || state->version != GATHERED_VERSION ||
				 state->kind != kind->number ||
				 state->count > room_of(size, kind)))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("invalid %s of %zu bytes", kind->type_name, size)));
}

const Gathered *
gathered_open(Datum datum, const GatheredKind *kind)
{
	const Gathered *state = (const Gathered *) compat_detoast(datum);

	check_state(state, kind);
	return state;
}

static void
check_aggregate(FunctionCallInfo fcinfo, const GatheredKind *kind)
{
	if (unlikely(!AggCheckCallContext(fcinfo, NULL)))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a %s can only be written to by its aggregate",
						kind->type_name)));
}

/* The state in argument 0, which is not NULL */
static Gathered *
own_state(FunctionCallInfo fcinfo, const GatheredKind *kind)
{
	Gathered *state = (Gathered *) compat_detoast(PG_GETARG_DATUM(0));

	check_state(state, kind);
	return state;
}

/* A copy of a state with room for so many entries or more */
static Gathered *
larger(const Gathered *state, const GatheredKind *kind, uint64 wanted)
{
	Size most = room_of(MaxAllocSize, kind);
	Size room = (Size) state->count * (state->count < 16 ? 4 : 2);
	Gathered *copy;

	if (wanted > most)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s exceeds the maximum size of 1 GB", kind->type_name),
				 errhint("Up to %zu rows can be aggregated at a time.", most)));
	room = Min(Max(room, wanted), most);
	copy = make_state(kind, room);
	copy->count = state->count;
	memcpy(gathered_entries(copy), gathered_entries(state),
		   (Size) state->count * kind->entry_size);
	return copy;
}

/* Add entries to a state; returns it, or a larger one. */
static inline Gathered *
append(Gathered *state, const GatheredKind *kind, const void *entries,
	   uint32 count)
{
	uint64 wanted = (uint64) state->count + count;

	if (unlikely(wanted > room_of(VARSIZE(state), kind)))
		state = larger(state, kind, wanted);
	memcpy((char *) gathered_entries(state) +
			   (Size) state->count * kind->entry_size,
		   entries, (Size) count * kind->entry_size);
	state->count = (uint32) wanted;
	return state;
}

Datum
gathered_add(FunctionCallInfo fcinfo, const GatheredKind *kind, const void *entry)
{
	Gathered *state;

	check_aggregate(fcinfo, kind);
	state = PG_ARGISNULL(0) ? make_state(kind, FIRST_ROOM)
							: own_state(fcinfo, kind);
	PG_RETURN_POINTER(append(state, kind, entry, 1));
}

Datum
gathered_keep(FunctionCallInfo fcinfo, const GatheredKind *kind)
{
	check_aggregate(fcinfo, kind);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

Datum
gathered_combine(FunctionCallInfo fcinfo, const GatheredKind *kind)
{
	const Gathered *other;

	if (PG_ARGISNULL(1))
		return gathered_keep(fcinfo, kind);
	check_aggregate(fcinfo, kind);
	other = gathered_open(PG_GETARG_DATUM(1), kind);
	/* the executor copies what is not the state that it gave us */
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(other);
	PG_RETURN_POINTER(append(own_state(fcinfo, kind), kind,
							 gathered_entries(other), other->count));
}

/* Write the binary form behind what a buffer has. */
static void
send_state(StringInfo buffer, const Gathered *state, const GatheredKind *kind)
{
	const uint64 *words = gathered_entries(state);
	Size nwords = (Size) state->count * (kind->entry_size / sizeof(uint64));

	/* one error for all that is too large, instead of the allocator's */
	if (MESSAGE_HEADER + nwords * sizeof(uint64) > MaxAllocSize - VARHDRSZ - 1)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a %s of %u entries is too large to be written",
						kind->type_name, state->count)));
	pq_sendint8(buffer, GATHERED_VERSION);
	pq_sendint8(buffer, kind->number);
	pq_sendint32(buffer, state->count);
	for (Size i = 0; i < nwords; i++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_sendint64(buffer, words[i]);
	}
}

/*
 * Read the binary form from a buffer.  Returns what is wrong with it, or NULL.
 * The count is held against the bytes before anything is allocated.
 */
static const char *
receive_state(StringInfo buffer, const GatheredKind *kind, Gathered **state)
{
	int words = kind->entry_size / sizeof(uint64);
	Size left;
	uint8 version;
	uint8 number;
	uint32 count;
	uint64 *word;

	if (buffer->len - buffer->cursor < MESSAGE_HEADER)
		return psprintf("%d bytes are too few.", buffer->len - buffer->cursor);
	version = pq_getmsgbyte(buffer);
	number = pq_getmsgbyte(buffer);
	count = pq_getmsgint(buffer, sizeof(uint32));
	if (version != GATHERED_VERSION)
		return psprintf("Version %d is not supported.", version);
	if (number != kind->number)
		return psprintf("It is a state of kind %d, not %d.", number,
						kind->number);
	left = buffer->len - buffer->cursor;
	if (left != (uint64) count * kind->entry_size)
		return psprintf("%u entries do not take %zu bytes.", count, left);

	*state = make_state(kind, count);
	word = gathered_entries(*state);
	for (uint32 i = 0; i < count; i++, word += words)
	{
		const char *fault;

		CHECK_FOR_INTERRUPTS();
		for (int j = 0; j < words; j++)
			word[j] = (uint64) pq_getmsgint64(buffer);
		fault = kind->check(word);
		if (fault)
			return psprintf("Entry %u: %s", i + 1, fault);
	}
	(*state)->count = count;
	return NULL;
}

Datum
gathered_recv(FunctionCallInfo fcinfo, const GatheredKind *kind)
{
	Gathered *state;
	const char *fault = receive_state((StringInfo) PG_GETARG_POINTER(0), kind,
									  &state);

	if (fault)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of type %s", kind->type_name),
				 errdetail_internal("%s", fault)));
	PG_RETURN_POINTER(state);
}

Datum
gathered_send(FunctionCallInfo fcinfo, const GatheredKind *kind)
{
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	send_state(&buffer, gathered_open(PG_GETARG_DATUM(0), kind), kind);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

/* The bytes that a text form says; what is wrong with it, or NULL */
static const char *
read_hex(const char *string, StringInfo bytes)
{
	Size digits = strlen(string);

	if (digits < 2 || string[0] != '\\' || string[1] != 'x')
		return "It does not begin with \\x.";
	string += 2;
	digits -= 2;
	if (digits % 2 != 0 || strspn(string, "0123456789abcdefABCDEF") != digits)
		return "It is no row of pairs of hexadecimal digits behind \\x.";
	initStringInfo(bytes);
	enlargeStringInfo(bytes, digits / 2);
	bytes->len = (int) hex_decode(string, digits, bytes->data);
	return NULL;
}

Datum
gathered_in(FunctionCallInfo fcinfo, const GatheredKind *kind)
{
	StringInfoData bytes;
	Gathered *state = NULL;
	const char *fault = read_hex(PG_GETARG_CSTRING(0), &bytes);

	if (fault == NULL)
		fault = receive_state(&bytes, kind, &state);
	if (fault)
	{
		errsave(fcinfo->context,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s", kind->type_name),
				 errdetail_internal("%s", fault)));
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(state);
}

Datum
gathered_out(FunctionCallInfo fcinfo, const GatheredKind *kind)
{
	StringInfoData bytes;
	StringInfoData text;

	initStringInfo(&bytes);
	send_state(&bytes, gathered_open(PG_GETARG_DATUM(0), kind), kind);
	initStringInfo(&text);
	appendStringInfoString(&text, "\\x");
	if (bytes.len > (int) (MaxAllocSize / 2) - 8)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a %s of %d bytes is too large to be written as text",
						kind->type_name, bytes.len)));
	enlargeStringInfo(&text, 2 * bytes.len);
	text.len += (int) hex_encode(bytes.data, bytes.len, text.data + text.len);
	text.data[text.len] = '\0';
	PG_RETURN_CSTRING(text.data);
}
