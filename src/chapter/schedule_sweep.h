/*-------------------------------------------------------------------------
 *
 * schedule_sweep.h
 *		The highest frequency that is asked for on each day.
 *
 * Days are gone through by where something begins or ends, never one by one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SCHEDULE_SWEEP_H
#define COMMISSIONING_SCHEDULE_SWEEP_H

#include "postgres.h"

#include "lib/binaryheap.h"

/* Days on which a frequency is asked for: from one to before another */
typedef struct Stretch
{
	int32 start;
	int32 stop;
	int64 frequency;
} Stretch;

/*
 * Stretches in any order, and what comes of them; the arrays grow as needed, in
 * the memory context that is current when it is initialized
 */
typedef struct Sweep
{
	MemoryContext context;
	Stretch *stretches; /* of which there are ... */
	uint32 count;
	uint32 room;
	Stretch *highest; /* disjoint, in order, each of the highest frequency */
	uint32 steps;	  /* how many */
	binaryheap *open; /* stretches that have begun, the highest first */
} Sweep;

extern void sweep_init(Sweep *sweep);

/* Begin with no stretch, or go on with one more, which is not empty. */
static inline void
sweep_clear(Sweep *sweep)
{
	sweep->count = 0;
}

extern void sweep_add(Sweep *sweep, int32 start, int32 stop, int64 frequency);

/* Sort what was added by where it begins. */
extern void sweep_sort(Sweep *sweep);

/* Find the highest frequencies, in .highest, of what was added. */
extern void sweep_highest(Sweep *sweep);

#endif /* COMMISSIONING_SCHEDULE_SWEEP_H */
