/*-------------------------------------------------------------------------
 *
 * import_tree.c
 *		Ways through a JSON document, with their names.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "chapter/import_tree.h"
#include "pg/compat.h"
#include "pg/numbers.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

static void
append_path(StringInfo path, const ImportNode *node)
{
	if (node->up == NULL)
		return;
	append_path(path, node->up);
	if (node->name == NULL)
		appendStringInfo(path, "[%d]", node->place);
	else
		appendStringInfo(path, "%s%s", path->len > 0 ? "." : "", node->name);
}

/* The name of a place, or of a member of it */
char *
import_path(const ImportNode *node, const char *name)
{
	StringInfoData path;

	initStringInfo(&path);
	append_path(&path, node);
	if (name != NULL)
		appendStringInfo(&path, "%s%s", path.len > 0 ? "." : "", name);
	if (path.len == 0)
		appendStringInfoString(&path, "the document");
	return path.data;
}

void
import_refuse(const ImportNode *node, const char *name, const char *fault,
			  const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s %s", import_path(node, name), fault),
			 hint ? errhint("%s", hint) : 0));
}

/* What a value is, as JSON's own words have it */
static const char *
kind_of(const JsonbValue *value)
{
	switch (value->type)
	{
		case jbvNull:
			return "null";
		case jbvString:
			return "a string";
		case jbvNumeric:
			return "a number";
		case jbvBool:
			return "true or false";
		case jbvBinary:
			return JsonContainerIsArray(value->val.binary.data) ? "an array"
																: "an object";
		default:
			return "something else";
	}
}

pg_noreturn static void
refuse_kind(const ImportNode *node, const char *expected, const JsonbValue *value)
{
	import_refuse(node, NULL,
				  psprintf("must be %s, not %s", expected, kind_of(value)),
				  "Null, and nothing at all, are read as none.");
}

/* A member that is not null, in memory of the caller; NULL if there is none */
static JsonbValue *
member(const ImportNode *node, const char *name, JsonbValue *room)
{
	JsonbValue *value = NULL;

	if (node->container != NULL)
		value = getKeyJsonValueFromContainer(node->container, name,
											 (int) strlen(name), room);
	return value == NULL || value->type == jbvNull ? NULL : value;
}

ImportNode
import_document(Jsonb *document)
{
	ImportNode node = {NULL, NULL, 0, &document->root};
	JsonbValue scalar;

	if (!JB_ROOT_IS_SCALAR(document))
		return node;
	(void) JsonbExtractScalar(&document->root, &scalar);
	if (scalar.type != jbvNull)
		refuse_kind(&node, "an object or an array", &scalar);
	node.container = NULL;
	return node;
}

bool
import_is_array(const ImportNode *node)
{
	return node->container != NULL && JsonContainerIsArray(node->container);
}

bool
import_has(const ImportNode *node, const char *name)
{
	JsonbValue room;

	return member(node, name, &room) != NULL;
}

bool
import_is_there(const ImportNode *node, const char *name)
{
	JsonbValue room;

	return getKeyJsonValueFromContainer(node->container, name,
										(int) strlen(name), &room) != NULL;
}

static bool
is_object(const JsonbValue *value)
{
	return value->type == jbvBinary &&
		JsonContainerIsObject(value->val.binary.data);
}

ImportNode
import_object(const ImportNode *up, const char *name)
{
	ImportNode node = {up, name, 0, NULL};
	JsonbValue room;
	JsonbValue *value = member(up, name, &room);

	if (value == NULL)
		return node;
	if (!is_object(value))
		refuse_kind(&node, "an object", value);
	node.container = value->val.binary.data;
	return node;
}

ImportNode
import_array(const ImportNode *up, const char *name)
{
	ImportNode node = {up, name, 0, NULL};
	JsonbValue room;
	JsonbValue *value = member(up, name, &room);

	if (value == NULL)
		return node;
	if (value->type != jbvBinary ||
		!JsonContainerIsArray(value->val.binary.data))
		refuse_kind(&node, "an array", value);
	node.container = value->val.binary.data;
	return node;
}

int
import_count(const ImportNode *array)
{
	return array->container == NULL ? 0
									: (int) JsonContainerSize(array->container);
}

ImportElements
import_elements(const ImportNode *array)
{
	ImportElements elements = {array, NULL, -1};
	JsonbValue value;

	if (array->container != NULL)
	{
		elements.iterator = JsonbIteratorInit(array->container);
		(void) JsonbIteratorNext(&elements.iterator, &value, false);
	}
	return elements;
}

/* The next element that is no null */
static bool
next_value(ImportElements *elements, JsonbValue *value)
{
	CHECK_FOR_INTERRUPTS();
	while (elements->iterator != NULL &&
		   JsonbIteratorNext(&elements->iterator, value, true) == WJB_ELEM)
	{
		elements->place++;
		if (value->type != jbvNull)
			return true;
	}
	return false;
}

bool
import_next_object(ImportElements *elements, ImportNode *node)
{
	JsonbValue value;

	if (!next_value(elements, &value))
		return false;
	*node = (ImportNode){elements->array, NULL, elements->place, NULL};
	if (!is_object(&value))
		refuse_kind(node, "an object", &value);
	node->container = value.val.binary.data;
	return true;
}

static bool
is_blank(const char *string, int length)
{
	for (int i = 0; i < length; i++)
		if (string[i] != ' ' && (string[i] < '\t' || string[i] > '\r'))
			return false;
	return true;
}

/* Of a string or number; NULL of anything else, and of a blank string */
static text *
scalar_text(const JsonbValue *value)
{
	if (value->type == jbvNumeric)
		return cstring_to_text(
			figure_to_string(NumericGetDatum(value->val.numeric)));
	if (value->type != jbvString ||
		is_blank(value->val.string.val, value->val.string.len))
		return NULL;
	return cstring_to_text_with_len(value->val.string.val,
									value->val.string.len);
}

text *
import_next_text(ImportElements *elements)
{
	JsonbValue value;

	while (next_value(elements, &value))
	{
		text *result = scalar_text(&value);

		if (result != NULL)
			return result;
		if (value.type != jbvString)
		{
			ImportNode node = {elements->array, NULL, elements->place, NULL};

			refuse_kind(&node, "a string", &value);
		}
	}
	return NULL;
}

static void
note_unread(const ImportNode *node, const char *name, ImportUnread *unread)
{
	*unread = lappend(*unread, import_path(node, name));
}

/* A member that is not null, nor a blank string, which says as little */
static JsonbValue *
leaf(const ImportNode *node, const char *name, JsonbValue *room)
{
	JsonbValue *value = member(node, name, room);

	if (value != NULL && value->type == jbvString &&
		is_blank(value->val.string.val, value->val.string.len))
		return NULL;
	return value;
}

text *
import_text(const ImportNode *node, const char *name, ImportUnread *unread)
{
	JsonbValue room;
	JsonbValue *value = leaf(node, name, &room);
	text *result;

	if (value == NULL)
		return NULL;
	result = scalar_text(value);
	if (result == NULL)
		note_unread(node, name, unread);
	return result;
}

bool
import_number(const ImportNode *node, const char *name, ImportUnread *unread,
			  Datum *number)
{
	JsonbValue room;
	JsonbValue *value = leaf(node, name, &room);
	Amount amount;

	if (value == NULL)
		return false;
	if (value->type == jbvNumeric)
		*number = NumericGetDatum(value->val.numeric);
	else if (value->type != jbvString ||
			 !leaf_number(value->val.string.val, value->val.string.len, number))
	{
		note_unread(node, name, unread);
		return false;
	}
	if (figure_read(*number, DECIMAL_SCALE, DECIMAL_HALF_AWAY, &amount) !=
		DECIMAL_OK)
	{
		note_unread(node, name, unread);
		return false;
	}
	return true;
}

int
import_count_of(const ImportNode *node, const char *name, int most,
				ImportUnread *unread)
{
	Datum number;
	Datum whole;

	if (!import_number(node, name, unread, &number))
		return 0;
	whole = DirectFunctionCall2(numeric_trunc, number, Int32GetDatum(0));
	if (DatumGetInt32(DirectFunctionCall2(numeric_cmp, whole, number)) != 0 ||
		DatumGetInt32(DirectFunctionCall2(
			numeric_cmp, whole, NumericGetDatum(int64_to_numeric(1)))) < 0 ||
		DatumGetInt32(DirectFunctionCall2(
			numeric_cmp, whole, NumericGetDatum(int64_to_numeric(most)))) > 0)
	{
		note_unread(node, name, unread);
		return 0;
	}
	return DatumGetInt32(DirectFunctionCall1(numeric_int4, whole));
}

bool
import_date(const ImportNode *node, const char *name, ReadingOrder order,
			ImportUnread *unread, ReadingDate *date)
{
	JsonbValue room;
	JsonbValue *value = leaf(node, name, &room);

	if (value == NULL)
		return false;
	if (value->type == jbvString &&
		leaf_date(value->val.string.val, value->val.string.len, order, date))
		return true;
	note_unread(node, name, unread);
	return false;
}

Datum
import_unread_array(ImportUnread unread)
{
	int count = list_length(unread);
	Datum *path = palloc(Max(count, 1) * sizeof(Datum));
	ListCell *cell;

	count = 0;
	foreach(cell, unread)
		path[count++] = CStringGetTextDatum(lfirst(cell));
	return PointerGetDatum(construct_array(path, count, TEXTOID, -1, false,
										   TYPALIGN_INT));
}
