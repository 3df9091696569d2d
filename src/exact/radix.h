/*-------------------------------------------------------------------------
 *
 * radix.h
 *		Sorting of 128-bit numbers byte by byte.
 *
 * Core's sort_template.h compares; for the hundreds of thousands of amounts
 * and keys that a summary has, this takes a fifth of the time.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_RADIX_H
#define COMMISSIONING_RADIX_H

#include "exact/wide.h"

extern void radix_sort(Amount *items, uint32 n, int from_byte, Amount *scratch);

#endif /* COMMISSIONING_RADIX_H */
