/*-------------------------------------------------------------------------
 *
 * summary.h
 *		What a summary is.
 *
 * A summary is a varlena: this header and a ledger.  It is at the same time
 * the transition state of the aggregates, what parallel workers hand each
 * other, and what users store.  Three forms of the ledger occur:
 *
 *		live		with room, perhaps pending rows and, from a few entries on,
 *					an index: the state of an aggregate, which only that
 *					aggregate writes to
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
	SUMMARY_BURDEN = 4
} SummaryKind;

/* What the bytes of a ledger's keys mean (keys.h).  Stored: never renumber */
typedef enum KeyType
{
	KEY_LENGTH = 1,	  /* int64, units of 1/YEARS_UNITS year */
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
	uint8 unused;		   /* 0 */
	int64 measured_rows;   /* rows that every figure can use */
	int64 missing_rows;	   /* rows that some figure cannot use */
	Amount measured_value; /* sum of the absolute values of both ... */
	Amount missing_value;  /* ... where they are known */
	Ledger ledger;
} Summary;

/* Bytes that stand before the ledger */
#define SUMMARY_HEADER offsetof(Summary, ledger)

pg_noreturn extern void summary_report_version(const Summary *summary);
extern void summary_copy_header(Summary *target, const Summary *source,
								Size size);

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
