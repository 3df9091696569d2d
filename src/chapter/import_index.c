/*-------------------------------------------------------------------------
 *
 * import_index.c
 *		Identifiers of a document, and what has them.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/import_index.h"
#include "pg/compat.h"

#include "utils/memutils.h"

/* Memory for an array as long as one of a document */
static void *
room_for(int count, Size size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, Max(count, 1) * size);
}

ImportIndex
import_index_begin(int room)
{
	ImportIndex index = {0, room_for(room, sizeof(ImportKey))};

	return index;
}

void
import_index_add(ImportIndex *index, text *id, int place)
{
	if (id != NULL)
		index->key[index->count++] = (ImportKey){id, place};
}

static int
compare_ids(const text *a, const text *b)
{
	Size length = VARSIZE_ANY_EXHDR(a);
	Size other = VARSIZE_ANY_EXHDR(b);
	int order = memcmp(VARDATA_ANY(a), VARDATA_ANY(b), Min(length, other));

	return order != 0 ? order : (length > other) - (length < other);
}

static int
compare_keys(const void *a, const void *b)
{
	const ImportKey *left = a;
	const ImportKey *right = b;
	int order = compare_ids(left->id, right->id);

	return order != 0 ? order : left->place - right->place;
}

void
import_index_end(ImportIndex *index)
{
	qsort(index->key, index->count, sizeof(ImportKey), compare_keys);
}

int
import_index_find(const ImportIndex *index, const text *id)
{
	int low = 0;
	int high = index->count;

	if (id == NULL)
		return -1;
	while (low < high)
	{
		int middle = low + (high - low) / 2;

		if (compare_ids(index->key[middle].id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == index->count || compare_ids(index->key[low].id, id) != 0)
		return -1;
	return index->key[low].place;
}

ImportReference
import_reference(const ImportNode *node)
{
	ImportReference reference = {NULL, NULL, NIL};

	reference.id = import_text(node, "id", &reference.unread);
	reference.name = import_text(node, "name", &reference.unread);
	return reference;
}

/* Leave out all references but the first of each identifier. */
static void
keep_first(ImportReferences *references)
{
	ImportIndex index = import_index_begin(references->count);
	int kept = 0;

	for (int i = 0; i < references->count; i++)
		import_index_add(&index, references->reference[i].id, i);
	import_index_end(&index);
	for (int i = 0; i < references->count; i++)
	{
		ImportReference reference = references->reference[i];

		if (reference.id == NULL || import_index_find(&index, reference.id) == i)
			references->reference[kept++] = reference;
	}
	references->count = kept;
}

ImportReferences
import_references(const ImportNode *array)
{
	ImportReferences references = {0, NULL};
	ImportElements elements = import_elements(array);
	ImportNode node;

	references.reference = room_for(import_count(array) + 1,
									sizeof(ImportReference));
	while (import_next_object(&elements, &node))
		references.reference[references.count++] = import_reference(&node);
	if (references.count > 1)
		keep_first(&references);
	return references;
}
