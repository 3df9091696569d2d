/*-------------------------------------------------------------------------
 *
 * ground.h
 *		What every file of exact/ and ledger/ includes first.
 *
 * These two folders are plain C over caller-supplied memory: no fmgr, no
 * palloc, no ereport but for a cancel.  Compiled with FRONTEND they need no
 * server library, which is how their own tests run them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_GROUND_H
#define COMMISSIONING_GROUND_H

#ifdef FRONTEND
#include "postgres_fe.h"
#else
#include "postgres.h"

#include "miscadmin.h"
#endif

#include "port/pg_bswap.h"

/* Lets a cancel request end a long loop; there are none outside a server. */
static inline void
ground_interrupts(void)
{
#ifndef FRONTEND
	CHECK_FOR_INTERRUPTS();
#endif
}

/*
 * The portable path for machines whose compiler has no 128-bit integer; the
 * unit tests run it everywhere by defining COMMISSIONING_NO_INT128.
 */
#if defined(HAVE_INT128) && !defined(COMMISSIONING_NO_INT128)
#define USE_INT128_TYPE 1
#endif

#endif /* COMMISSIONING_GROUND_H */
