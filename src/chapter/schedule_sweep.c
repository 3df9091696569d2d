/*-------------------------------------------------------------------------
 *
 * schedule_sweep.c
 *		Chapter "schedule": the highest frequency that is asked for on each day.
 *
 * Stretches are taken up in the order in which they begin, and kept in a heap by
 * frequency.  The first in the heap is what is asked for, until it ends or another
 * one begins; whatever has ended is dropped when it comes to be the first.  So n
 * stretches take n log n, however they overlap.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/schedule_sweep.h"
#include "pg/huge.h"

#include "miscadmin.h"

/* stretches that there is room for at first */
#define ROOM_AT_FIRST 32

static int
compare_frequencies(Datum a, Datum b, void *arg)
{
	int64 a_frequency = ((const Stretch *) DatumGetPointer(a))->frequency;
	int64 b_frequency = ((const Stretch *) DatumGetPointer(b))->frequency;

	return a_frequency < b_frequency ? -1 : a_frequency > b_frequency;
}

static void
make_room(Sweep *sweep, uint32 room)
{
	MemoryContext caller = MemoryContextSwitchTo(sweep->context);

	sweep->room = room;
	sweep->stretches = huge_alloc(room * sizeof(Stretch));
	/* where one begins and where one ends there may be another step */
	sweep->highest = huge_alloc(2 * (Size) room * sizeof(Stretch));
	sweep->open = binaryheap_allocate((int) room, compare_frequencies, NULL);
	MemoryContextSwitchTo(caller);
}

void
sweep_init(Sweep *sweep)
{
	sweep->context = CurrentMemoryContext;
	sweep->count = 0;
	sweep->steps = 0;
	make_room(sweep, ROOM_AT_FIRST);
}

/* Double the room. */
static void
enlarge(Sweep *sweep)
{
	Stretch *stretches = sweep->stretches;

	pfree(sweep->highest);
	binaryheap_free(sweep->open);
	make_room(sweep, 2 * sweep->room);
	memcpy(sweep->stretches, stretches, sweep->count * sizeof(Stretch));
	pfree(stretches);
}

void
sweep_add(Sweep *sweep, int32 start, int32 stop, int64 frequency)
{
	Stretch stretch = {start, stop, frequency};

	if (sweep->count == sweep->room)
		enlarge(sweep);
	sweep->stretches[sweep->count++] = stretch;
}

#define ST_SORT			sort_stretches
#define ST_ELEMENT_TYPE Stretch
#define ST_COMPARE(a, b) \
	((a)->start < (b)->start ? -1 : (a)->start > (b)->start)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

void
sweep_sort(Sweep *sweep)
{
	sort_stretches(sweep->stretches, sweep->count);
}

/* Drop what has ended by a day; the highest of what is left, or NULL */
static const Stretch *
first_open(Sweep *sweep, int32 day)
{
	while (!binaryheap_empty(sweep->open))
	{
		const Stretch *first =
			(const Stretch *) DatumGetPointer(binaryheap_first(sweep->open));

		if (first->stop > day)
			return first;
		(void) binaryheap_remove_first(sweep->open);
	}
	return NULL;
}

static void
add_step(Sweep *sweep, int32 start, int32 stop, int64 frequency)
{
	Stretch *step = &sweep->highest[sweep->steps++];

	step->start = start;
	step->stop = stop;
	step->frequency = frequency;
}

/* Take up what has begun by a day; false if there is nothing. */
static bool
take_up(Sweep *sweep, uint32 *next, int32 day)
{
	uint32 before = *next;

	while (*next < sweep->count && sweep->stretches[*next].start <= day)
		binaryheap_add(sweep->open,
					   PointerGetDatum(&sweep->stretches[(*next)++]));
	return *next > before;
}

void
sweep_highest(Sweep *sweep)
{
	const Stretch *first;
	uint32 next = 0;
	int32 day = 0;

	sweep->steps = 0;
	if (sweep->count == 1)
	{
		sweep->highest[sweep->steps++] = sweep->stretches[0];
		return;
	}
	sweep_sort(sweep);
	binaryheap_reset(sweep->open);
	while ((first = first_open(sweep, day)) != NULL || next < sweep->count)
	{
		int32 stop;

		CHECK_FOR_INTERRUPTS();
		if (first == NULL)
			day = sweep->stretches[next].start;
		if (take_up(sweep, &next, day))
			continue;
		stop = first->stop;
		if (next < sweep->count)
			stop = Min(stop, sweep->stretches[next].start);
		add_step(sweep, day, stop, first->frequency);
		day = stop;
	}
}
