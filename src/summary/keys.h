/*-------------------------------------------------------------------------
 *
 * keys.h
 *		The types of keys: one table of what can be done with each.
 *
 * A key is bytes, which the ledger compares.  Each type keeps its values so
 * that their bytes are equal where they are, and sort as they do: numbers
 * big-endian with the sign bit flipped, text and uuid as they are.  So the
 * order of a type is that of the bytes, and needs no function.
 *
 * A new type of keys is a value of KeyType and an entry of the table in
 * keys.c; one that names holders of money (providers and the like) is added to
 * SUMMARY_HOLDER_KEYS as well, and gets its aggregates in the install script.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_KEYS_H
#define COMMISSIONING_SUMMARY_KEYS_H

#include "summary/summary.h"

#include "lib/stringinfo.h"
#include "utils/uuid.h"

/* the highest frequency, a hundred million times a year, in units of 10^-10 */
#define FREQUENCY_MAX INT64CONST(1000000000000000000)

/* the frequency of a key of type KEY_FREQUENCY_OR_NULL that is not known */
#define FREQUENCY_NULL INT64CONST(-1)

/* The types that concentration, overlap and burden summaries may be keyed by */
#define SUMMARY_HOLDER_KEYS(DEFINE, name, add) \
	DEFINE(name, text, add, KEY_TEXT)          \
	DEFINE(name, bigint, add, KEY_BIGINT)      \
	DEFINE(name, uuid, add, KEY_UUID)

/* A key in the form that the ledger keeps */
typedef struct SummaryKey
{
	const char *bytes;
	uint32 length;
	char inside[UUID_LEN]; /* what "bytes" points to if it lies nowhere else */
} SummaryKey;

/*
 * What can be done with a type of keys.  A key that is made points to what it
 * is made from, or has its bytes inside.
 */
typedef struct KeyOperations
{
	const char *name;  /* as SQL and the text form call the type */
	uint32 length;	   /* of each key in bytes, 0: any */
	bool names_holder; /* is it in SUMMARY_HOLDER_KEYS? */
	bool quoted;	   /* in JSON: a string, or a number? */

	/* from an argument of a transition function, not NULL */
	void (*from_argument)(Datum argument, SummaryKey *key);

	/* as the type's output function writes it, palloc'd */
	char *(*to_string)(const char *bytes, uint32 length);

	/*
	 * From a string or number of JSON.  False if it is none: with *fault set
	 * for an error message, or after a soft error has been reported.
	 */
	bool (*from_string)(char *string, uint32 length, Node *escontext,
						SummaryKey *key, const char **fault);

	/* with its length before it */
	void (*send)(StringInfo buffer, const char *bytes, uint32 length);

	/* of so many bytes, which the message has; what is wrong, or NULL */
	const char *(*receive)(StringInfo buffer, int length, SummaryKey *key);

	/* what is wrong with a key that was read, or NULL; may be left out */
	const char *(*check)(const SummaryKey *key);
} KeyOperations;

/* By KeyType; a gap has no name */
extern const KeyOperations summary_key_operations[];

extern const int summary_key_types; /* length of the table */

/* An entry of the table, of a type that a summary says it has */
extern const KeyOperations *summary_key_info(int key_type);

/* A number in the bytes that sort as it does */
static inline uint64
summary_key_word(int64 value)
{
	return pg_hton64((uint64) value ^ (UINT64CONST(1) << 63));
}

static inline int64
summary_key_value(uint64 word)
{
	return (int64) (pg_ntoh64(word) ^ (UINT64CONST(1) << 63));
}

/* Set a key to a number. */
static inline void
summary_key_int64(SummaryKey *key, int64 value)
{
	uint64 word = summary_key_word(value);

	memcpy(key->inside, &word, sizeof(word));
	key->bytes = key->inside;
	key->length = sizeof(word);
}

/* An argument of a transition function, not NULL, as a key of a known type */
static inline void
summary_key_argument(FunctionCallInfo fcinfo, int argument, KeyType key_type,
					 SummaryKey *key)
{
	summary_key_operations[key_type].from_argument(PG_GETARG_DATUM(argument),
												   key);
}

/* A key as its type's output function writes it */
extern text *summary_key_text(KeyType key_type, const char *bytes,
							  uint32 length);

extern bool summary_key_from_string(KeyType key_type, char *string,
									uint32 length, Node *escontext,
									SummaryKey *key, const char **fault);
extern const char *summary_key_receive(KeyType key_type, StringInfo buffer,
									   int length, SummaryKey *key);

#endif /* COMMISSIONING_SUMMARY_KEYS_H */
