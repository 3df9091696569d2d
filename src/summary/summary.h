/*-------------------------------------------------------------------------
 *
 * summary.h
 *		What a summary is.
 *
 * A summary is a varlena: this header, figures that are ready to be read
 * (figures.h) and the parts of a ledger.  It is at the same time the
 * transition state of the aggregates, what parallel workers hand each other,
 * and what users store.  Three forms occur:
 *
 *		finished	sorted, without slack, in the narrowest shape, with ready
 *					figures if it is large: what our aggregates return.  Equal
 *					contents have equal bytes
 *		partial		the same without ready figures: what workers hand over
 *		live		with room and, from a few entries on, an index: the state of
 *					an aggregate, which only that aggregate writes to
 *
 * A state that has become large, and a result that may be read before anybody
 * stores it, are expanded objects (object.h), whose flat form is one of the
 * first two.  Whatever reads a summary takes all of them, and never writes to
 * it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_H
#define COMMISSIONING_SUMMARY_H

#include "postgres.h"

#include "ledger/ledger_layout.h"
#include "pg/compat.h"

/* Version of the form in memory and on disk, of text and of binary form */
#define SUMMARY_VERSION 1

/* Stored: never renumber */
typedef enum SummaryKind
{
	SUMMARY_TERM = 1,
	SUMMARY_CONCENTRATION = 2,
	SUMMARY_OVERLAP = 3,
	SUMMARY_BURDEN = 4,
	SUMMARY_SCHEDULE = 5
} SummaryKind;

/* Stored: never renumber */
typedef enum SummaryForm
{
	SUMMARY_FINISHED = 0,
	SUMMARY_LIVE = 1,
	SUMMARY_PARTIAL = 2
} SummaryForm;

/* What the bytes of a ledger's keys mean (keys.h).  Stored: never renumber */
typedef enum KeyType
{
	KEY_LENGTH = 1,			  /* int64, units of 1/YEARS_UNITS year */
	KEY_TEXT = 2,			  /* in the database's encoding */
	KEY_BIGINT = 3,			  /* int64 */
	KEY_UUID = 4,			  /* 16 bytes */
	KEY_FREQUENCY = 5,		  /* int64, units of 10^-10 a year */
	KEY_FREQUENCY_OR_NULL = 6 /* the same, or FREQUENCY_NULL */
} KeyType;

typedef struct Summary
{
	int32 vl_len_; /* varlena header (do not touch directly!) */
	uint8 version;
	uint8 kind;
	uint8 key_type; /* of the ledger's lowest level */
	uint8 form;
	int64 measured_rows;   /* rows that every figure can use */
	int64 missing_rows;	   /* rows that some figure cannot use */
	Amount measured_value; /* sum of the absolute values of both ... */
	Amount missing_value;  /* ... where they are known */
	uint32 figures_size;   /* bytes of ready figures, a multiple of 8 */
	uint32 check;		   /* finished: CRC-32C of all of the header but this
							* and the varlena header; else 0 */
	LedgerHead ledger;
	/* the ready figures follow, and then the ledger's other parts */
} Summary;

/* Bytes that stand before the ledger's head, and before the ready figures */
#define SUMMARY_PREFIX offsetof(Summary, ledger)
#define SUMMARY_HEADER sizeof(Summary)

/* Where the parts of a summary's ledger are */
static pg_attribute_always_inline Ledger
summary_ledger(const Summary *summary)
{
	return ledger_at(&summary->ledger, summary->figures_size);
}

/* Make an empty header, of no form yet. */
extern void summary_init_header(Summary *summary, SummaryKind kind,
								KeyType key_type);

/*
 * Give a summary of "size" bytes, which is not finished yet, all that stands
 * before another's ledger.
 */
extern void summary_copy_counters(Summary *target, const Summary *source,
								  Size size);

/* Say how large a partial summary is, which may have room behind it. */
extern void summary_fit(Summary *summary);

#endif /* COMMISSIONING_SUMMARY_H */
