/*-------------------------------------------------------------------------
 *
 * import_tree.h
 *		Ways through a JSON document, with their names.
 *
 * What is absent, or null, is empty.  A container of another type than it
 * has to be is an error (22023) that names its path, such as
 * releases[0].awards[2].suppliers; a leaf that cannot be read is NULL, and its
 * path is noted.  Documents have the depth of their standard, so nothing here
 * recurs but the names of a path.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_IMPORT_TREE_H
#define COMMISSIONING_IMPORT_TREE_H

#include "postgres.h"

#include "chapter/import_leaf.h"
#include "pg/compat.h"

#include "nodes/pg_list.h"
#include "utils/jsonb.h"

/* A place in a document */
typedef struct ImportNode
{
	const struct ImportNode *up; /* NULL: the document itself */
	const char *name;			 /* in an object; NULL in an array */
	int place;					 /* in an array, from 0 on */
	JsonbContainer *container;	 /* NULL: there is nothing */
} ImportNode;

/* The elements of an array, in order */
typedef struct ImportElements
{
	const ImportNode *array;
	JsonbIterator *iterator;
	int place;
} ImportElements;

/* Paths of leaves that could not be read: strings */
typedef List *ImportUnread;

extern ImportNode import_document(Jsonb *document);
extern char *import_path(const ImportNode *node, const char *name);
pg_noreturn extern void import_refuse(const ImportNode *node, const char *name,
									  const char *fault, const char *hint);

extern bool import_is_array(const ImportNode *node);

/* Is there a member of that name, null or not? */
extern bool import_is_there(const ImportNode *node, const char *name);

/* And one that is not null? */
extern bool import_has(const ImportNode *node, const char *name);

/* A member, empty if it is absent or null */
extern ImportNode import_object(const ImportNode *up, const char *name);
extern ImportNode import_array(const ImportNode *up, const char *name);

/* How many elements an array has, nulls among them */
extern int import_count(const ImportNode *array);

extern ImportElements import_elements(const ImportNode *array);

/* The next element that is no null; it must be an object, or a string or number. */
extern bool import_next_object(ImportElements *elements, ImportNode *node);
extern text *import_next_text(ImportElements *elements);

/*
 * A leaf as text, if it is a string that is not blank, or a number; NULL if it
 * is absent, and if it cannot be read
 */
extern text *import_text(const ImportNode *node, const char *name,
						 ImportUnread *unread);

/*
 * A number, or a string that is written like one; false if there is none in the
 * range of values (pg/numbers.h)
 */
extern bool import_number(const ImportNode *node, const char *name,
						  ImportUnread *unread, Datum *number);

/* A whole number of 1 to "most" */
extern int import_count_of(const ImportNode *node, const char *name, int most,
						   ImportUnread *unread);

extern bool import_date(const ImportNode *node, const char *name,
						ReadingOrder order, ImportUnread *unread,
						ReadingDate *date);

/* text[], empty if all could be read */
extern Datum import_unread_array(ImportUnread unread);

#endif /* COMMISSIONING_IMPORT_TREE_H */
