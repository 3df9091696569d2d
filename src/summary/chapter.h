/*-------------------------------------------------------------------------
 *
 * chapter.h
 *		What the chapter of a summary is made with.
 *
 * A chapter says what a row is, in a function that sets a SummaryRow from the
 * arguments and hands it to summary_add_row(), and what its figures are, in
 * accessors that read a SummaryView.  What every type needs besides comes from
 * these macros.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_SUMMARY_CHAPTER_H
#define COMMISSIONING_SUMMARY_CHAPTER_H

#include "summary/binary.h"
#include "summary/figures.h"
#include "summary/keys.h"
#include "summary/known.h"
#include "summary/open.h"
#include "summary/state.h"
#include "summary/text.h"

/* commissioning_<name>_in and _recv, of the type of a kind of summaries */
#define SUMMARY_INPUT_FUNCTIONS(name, kind)             \
	SQL_FUNCTION(commissioning_##name##_in);            \
	Datum commissioning_##name##_in(PG_FUNCTION_ARGS)   \
	{                                                   \
		return summary_in(fcinfo, kind);                \
	}                                                   \
	SQL_FUNCTION(commissioning_##name##_recv);          \
	Datum commissioning_##name##_recv(PG_FUNCTION_ARGS) \
	{                                                   \
		return summary_recv(fcinfo, kind);              \
	}

#define SUMMARY_ADD_FUNCTION(name, type, add, key_type)       \
	SQL_FUNCTION(commissioning_##name##_add_##type);          \
	Datum commissioning_##name##_add_##type(PG_FUNCTION_ARGS) \
	{                                                         \
		return add(fcinfo, key_type);                         \
	}

/*
 * commissioning_<name>_add_<type>, transition functions for each type of keys
 * that names holders: what add(fcinfo, key_type) returns
 */
#define SUMMARY_ADD_FUNCTIONS(name, add) \
	SUMMARY_HOLDER_KEYS(SUMMARY_ADD_FUNCTION, name, add)

#endif /* COMMISSIONING_SUMMARY_CHAPTER_H */
