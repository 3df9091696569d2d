/*-------------------------------------------------------------------------
 *
 * check.h
 *		What is believed of stored summaries.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_CHECK_H
#define COMMISSIONING_SUMMARY_CHECK_H

#include "summary/summary.h"

/*
 * Raise the error for a summary that is damaged, or of a later version: if its
 * header, which is all that need be there, is none, or does not fit "size"
 * bytes; if its entries are none, are not in order, or have other rows than were
 * counted.  After both checks nothing that reads it looks at what is not its own.
 */
extern void summary_check_header(const Summary *summary, Size size);
extern void summary_check_entries(const Summary *summary);

/* Make a summary finished, of which only ready figures may be to come. */
extern void summary_seal(Summary *summary);

/* Raise the error for a damaged summary; "detail" says what is wrong with it. */
pg_noreturn extern void summary_report_damage(const char *detail);

#endif /* COMMISSIONING_SUMMARY_CHECK_H */
