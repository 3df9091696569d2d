/*-------------------------------------------------------------------------
 *
 * summary.h
 *		What the summary types share: their form, their way in and out of
 *		aggregates, the coverage counters, text and binary form.
 *
 * A summary is a varlena: this header and a ledger.  It is at the same time
 * the transition state of the aggregates, what parallel workers hand each
 * other, and what users store.  Three forms of the ledger occur:
 *
 *		live		with an index, room and perhaps pending rows: the state of
 *					an aggregate, which only that aggregate writes to
 *		compact		sorted, without slack: what our aggregates return
 *		bundle		compact ledgers that stand for their sum, and perhaps room:
 *					the state of a rollup of large summaries
 *
 * Whatever reads a summary takes all three, and never writes to it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_H
#define COMMISSIONING_SUMMARY_H

#include "postgres.h"

#include "pg/compat.h"
#include "exact/decimal.h"
#include "ledger/ledger.h"

#include "utils/numeric.h"

/* Version of the form in memory and on disk, of text and of binary form */
#define SUMMARY_VERSION 1

/* the highest frequency, a hundred million times a year, in units of 10^-10 */
#define FREQUENCY_MAX INT64CONST(1000000000000000000)

/* Stored: never renumber */
typedef enum SummaryKind
{
	SUMMARY_TERM = 1,
	SUMMARY_CONCENTRATION = 2,
	SUMMARY_OVERLAP = 3,
	SUMMARY_BURDEN = 4
} SummaryKind;

/* What the bytes of a ledger's keys mean.  Stored: never renumber */
typedef enum KeyType
{
	KEY_LENGTH = 1,	  /* int64, units of 1/4530960 year */
	KEY_TEXT = 2,	  /* in the database's encoding */
	KEY_BIGINT = 3,	  /* int64 */
	KEY_UUID = 4,	  /* 16 bytes */
	KEY_FREQUENCY = 5 /* int64, units of 10^-10 a year */
} KeyType;

typedef struct Summary
{
	int32 vl_len_; /* varlena header (do not touch directly!) */
	uint8 version;
	uint8 kind;
	uint8 key_type;		   /* of the ledger's lowest level */
	uint8 scale;		   /* largest display scale of a value, at most 10 */
	int64 measured_rows;   /* rows that every figure can use */
	int64 missing_rows;	   /* rows that some figure cannot use */
	Amount measured_value; /* sum of the absolute values of both ... */
	Amount missing_value;  /* ... where they are known */
	Ledger ledger;
} Summary;

/* A summary opened for reading; "entries" has no pending rows left out */
typedef struct SummaryView
{
	const Summary *summary;
	const LedgerEntry *entries;
	uint32 nentries;
	const char *heap;
} SummaryView;

/*
 * The keys of a summary have one or more levels; a row is counted in an entry
 * of the lowest, whose parents say under which keys of the upper levels.
 */
typedef struct SummaryKindInfo
{
	const char *type_name;
	int levels;
	KeyType upper[LEDGER_MAX_LEVELS - 1]; /* of all levels but the
												 * lowest, top first */
	bool counts_missing; /* may entries have rows that count as missing? */
	bool lists_agencies; /* may a topmost key have nothing below it? */
} SummaryKindInfo;

/* The entries, all of the lowest level, of one key: [first, end) */
typedef struct SummaryGroup
{
	uint32 first;
	uint32 end;
} SummaryGroup;

/* A key in the form that the ledger keeps */
typedef struct SummaryKey
{
	const char *bytes;
	uint32 length;
	char word[8]; /* what "bytes" points to if it is a number */
} SummaryKey;

/* A row on its way into a summary */
typedef struct SummaryRow
{
	int levels; /* how many levels of keys the summary has ... */
	int nkeys;	/* ... and how many, from the topmost on, are known */
	SummaryKey key[LEDGER_MAX_LEVELS];
	Amount value;
} SummaryRow;

/* summary.c */
extern const SummaryKindInfo *summary_kind_info(SummaryKind kind);
extern const char *summary_key_type_name(KeyType type);
extern bool summary_has_key_type(SummaryKind kind, int key_type);
extern void summary_read_value(Datum value, Amount *amount, int *display_scale);
extern void summary_count_measured(Summary *state, Amount value,
								   int display_scale);
extern void summary_count_missing(Summary *state);
extern void summary_count_missing_value(Summary *state, Amount value,
										int display_scale);
extern void summary_add_value(Summary *state, Amount *sum, Amount value,
							  int display_scale);
extern Summary *summary_compact(Summary *summary);
pg_noreturn extern void summary_report_version(const Summary *summary);
extern void summary_open(Datum datum, SummaryKind kind, SummaryView *view);

/* summary_state.c */
extern void summary_prefetch(FunctionCallInfo fcinfo);
extern Summary *summary_state(FunctionCallInfo fcinfo, SummaryKind kind,
							  KeyType key_type, const SummaryRow *row);
extern Datum summary_add_row(FunctionCallInfo fcinfo, Summary *state,
							 const SummaryRow *row);
extern Summary *summary_make(SummaryKind kind, KeyType key_type,
							 Size key_length);
extern Summary *summary_add(Summary *state, const void *key, uint32 length,
							uint32 parent, int64 rows, Amount sum);
extern Summary *summary_enter(Summary *state, const void *key, uint32 length,
							  uint32 parent, uint32 *number);
extern Summary *summary_merge_runs(const Summary *const *parts, int nparts,
								   const Summary *counters);

/* summary_keys.c */
extern void summary_key_int64(SummaryKey *key, int64 value);
extern int64 summary_int64_of_key(const LedgerEntry *entry);
extern void summary_key_argument(FunctionCallInfo fcinfo, int argument,
								 KeyType key_type, SummaryKey *key);
extern text *summary_key_text(const SummaryView *view, KeyType type,
							  const LedgerEntry *entry);

extern uint32 summary_first_group(const SummaryView *view, SummaryGroup *group);
extern bool summary_next_group(const SummaryView *view, SummaryGroup *group);

extern int summary_level(const LedgerEntry *entries, uint32 number);
extern KeyType summary_level_type(const Summary *summary, int level);

/* for the input functions */
extern Summary *summary_load(Summary *summary, const SummaryKey *key,
							 uint32 parent, int64 rows, Amount sum,
							 bool *duplicate);
extern const char *summary_fault(const Summary *summary);
extern const char *summary_key_fault(KeyType type, const SummaryKey *key);

/* summary_text_read.c */
extern Datum summary_in(FunctionCallInfo fcinfo, SummaryKind kind);

/* summary_binary.c */
extern Datum summary_recv(FunctionCallInfo fcinfo, SummaryKind kind);

/*
 * A datum as a summary, detoasted and aligned: the datum itself where it is
 * so already.  Read-only unless it is the state of the running aggregate.
 */
static inline Summary *
summary_get(Datum datum)
{
	Summary *summary = (Summary *) compat_detoast(datum);

	if (unlikely(summary->version != SUMMARY_VERSION))
		summary_report_version(summary);
	return summary;
}

#endif /* COMMISSIONING_SUMMARY_H */
