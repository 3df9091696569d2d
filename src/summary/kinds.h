/*-------------------------------------------------------------------------
 *
 * kinds.h
 *		The kinds of summaries: one table of what sets them apart.
 *
 * A further kind is a value of SummaryKind, an entry of the table in kinds.c,
 * its chapter (summary/chapter.h) and its part of the install script.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_KINDS_H
#define COMMISSIONING_SUMMARY_KINDS_H

#include "summary/summary.h"

/*
 * The keys of a summary have one or more levels; a row is counted in an entry
 * of the lowest, whose parents say under which keys of the upper levels.
 */
typedef struct SummaryKindInfo
{
	const char *type_name;
	int levels;
	KeyType upper[LEDGER_MAX_LEVELS - 1]; /* of all levels but the lowest,
										   * topmost first */
	KeyType lowest;						  /* 0: any type that names holders */
	int parent_level[LEDGER_MAX_LEVELS];  /* of the parents of each level */
	uint8 extra;		 /* what entries hold besides: LEDGER_PLAIN ... */
	bool counts_missing; /* may entries have rows that count as missing? */
	bool counts_exactly; /* does each entry tell of its rows whether they do? */
	bool lists_agencies; /* may a topmost key have nothing below it? */
	bool totals;		 /* is the middle level totals, nobody's parents? */
} SummaryKindInfo;

extern bool summary_is_kind(int kind);
extern const SummaryKindInfo *summary_kind_info(SummaryKind kind);
extern bool summary_has_key_type(SummaryKind kind, int key_type);
extern KeyType summary_level_type(const Summary *summary, int level);

pg_noreturn extern void summary_report_full(SummaryKind kind);
pg_noreturn extern void summary_report_totals(SummaryKind kind);

#endif /* COMMISSIONING_SUMMARY_KINDS_H */
