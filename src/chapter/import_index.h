/*-------------------------------------------------------------------------
 *
 * import_index.h
 *		Identifiers of a document, and what has them.
 *
 * Identifiers are compared as text, by their bytes.  Looking one up takes
 * time that grows with the logarithm of their number: documents are as large
 * as their authors like.
 *
 *-------------------------------------------------------------------------
 */
#ifndef COMMISSIONING_IMPORT_INDEX_H
#define COMMISSIONING_IMPORT_INDEX_H

#include "postgres.h"

#include "chapter/import_tree.h"

typedef struct ImportKey
{
	text *id;
	int place;
} ImportKey;

typedef struct ImportIndex
{
	int count;
	ImportKey *key;
} ImportIndex;

/* An organisation as another object refers to it */
typedef struct ImportReference
{
	text *id;
	text *name;
	ImportUnread unread; /* of these: a list for each, or many would make many long ones */
} ImportReference;

typedef struct ImportReferences
{
	int count;
	ImportReference *reference;
} ImportReferences;

extern ImportIndex import_index_begin(int room);

/* NULL has no place */
extern void import_index_add(ImportIndex *index, text *id, int place);

/* After the last one was added */
extern void import_index_end(ImportIndex *index);

/* The first place of an identifier, or -1 */
extern int import_index_find(const ImportIndex *index, const text *id);

/* The id and name of an object */
extern ImportReference import_reference(const ImportNode *node);

/*
 * Those of an array, in its order; of equal identifiers the first one only.  There
 * is room for one more.
 */
extern ImportReferences import_references(const ImportNode *array);

#endif /* COMMISSIONING_IMPORT_INDEX_H */
