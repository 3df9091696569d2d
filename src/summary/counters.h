/*-------------------------------------------------------------------------
 *
 * counters.h
 *		What a summary counts of every row, whether or not it has an entry:
 *		how many rows its figures stand on, how many they do not, and the value
 *		of both.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_COUNTERS_H
#define COMMISSIONING_SUMMARY_COUNTERS_H

#include "summary/summary.h"

extern void summary_count_row(Summary *state, const Amount *value,
							  bool complete);
extern void summary_add_counters(Summary *state, const Summary *from);

#endif /* COMMISSIONING_SUMMARY_COUNTERS_H */
