/*-------------------------------------------------------------------------
 *
 * input.h
 *		Summaries that come from outside, as text or binary: what is believed
 *		of them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_INPUT_H
#define COMMISSIONING_SUMMARY_INPUT_H

#include "summary/growth.h"

extern bool summary_input_entry(SummaryDraft *draft, const SummaryKey *key,
								uint32 parent, int64 rows, Amount sum);
extern const char *summary_input_fault(const Summary *summary);

#endif /* COMMISSIONING_SUMMARY_INPUT_H */
