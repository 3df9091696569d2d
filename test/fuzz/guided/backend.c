/*
 * backend.c
 *		A fuzzer of the types' input functions, inside a server.
 *
 * test/long/fuzzing builds the extension's library with this file in it, with
 * libFuzzer (without its main) and with the sanitizers, in a private
 * installation, and calls from a single-user server
 *
 *		SELECT fuzz('term_summary', 'text', ARRAY['program', '-runs=1000', ...])
 *
 * which is libFuzzer's command line: input functions cannot run without a
 * server around them.  It never returns when libFuzzer ends the process.
 *
 * Each input is given to the type's input function ("text") or to its receive
 * function ("binary").  It must be rejected in good order; or what comes of it
 * must be as good as any other value: read what it writes, in both forms; give
 * a result or a decent error from every function of the extension that takes
 * such a value; merge with others, and with itself, the same from left and
 * right.  Anything else is a crash.  A type of core, jsonb or text, serves for
 * the functions that read documents, cells and names.
 *
 * Values lie in pieces of malloc() that are as long as they say, to the byte,
 * so that AddressSanitizer sees what reads beyond them.
 */
#include "postgres.h"

#include "pg/compat.h"
#include "summary/summary.h"

#include "access/htup_details.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "nodes/execnodes.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/tuplestore.h"

#define ARGUMENTS_MAX 6
#define VALUES_MAX	  8

/* A function of the extension whose first argument is of the type */
typedef struct Call
{
	FmgrInfo function;
	Oid result;
	bool is_set;
	int narguments;
	Oid argument[ARGUMENTS_MAX];
} Call;

/* What is passed as an argument of some type, beside the value itself */
typedef struct Menu
{
	Oid type;
	int nvalues;
	Datum value[VALUES_MAX];
} Menu;

extern int LLVMFuzzerRunDriver(int *argc, char ***argv,
							   int (*run)(const uint8 *data, size_t size));

extern Datum commissioning_summary_combine(PG_FUNCTION_ARGS);
extern Datum commissioning_summary_final(PG_FUNCTION_ARGS);

static Oid type;
static const char *type_name;
static bool is_binary;
static bool is_summary;
static int16 type_length;
static bool by_value;

static FmgrInfo input;
static FmgrInfo output;
static FmgrInfo receive;
static FmgrInfo send;
static Oid input_parameter;

static Call *calls;
static int ncalls;
static Menu *menus;
static int nmenus;

static MemoryContext setup_context;
static MemoryContext run_context;

/* what to say of a violation */
static const char *doing;

/* Menus: ordinary, and at the edges.  Values of our types come first */
static const struct
{
	const char *type;
	const char *value[VALUES_MAX];
} menu_texts[] = {
	{"term_summary",
	 {"{\"version\": 1, \"measured_rows\": 3, \"measured_value\": 60.00, \"missing_rows\": 1, \"missing_value\": 5.00, \"entries\": [[4530960, 2, 50.00], [13592881, 1, 10.00]]}",
	  "{\"version\": 1, \"measured_rows\": 0, \"measured_value\": 0, \"missing_rows\": 0, \"missing_value\": 0, \"entries\": []}"}},
	{"concentration_summary",
	 {"{\"version\": 1, \"key\": \"text\", \"measured_rows\": 4, \"measured_value\": 60.00, \"missing_rows\": 1, \"missing_value\": 0.00, \"entries\": [[\"Aroha Trust\", 3, 50.00], [\"a\", 1, 10.00]]}",
	  "{\"version\": 1, \"key\": \"bigint\", \"measured_rows\": 1, \"measured_value\": 7, \"missing_rows\": 0, \"missing_value\": 0, \"entries\": [[1, 1, -7]]}",
	  "{\"version\": 1, \"key\": \"uuid\", \"measured_rows\": 1, \"measured_value\": 7, \"missing_rows\": 0, \"missing_value\": 0, \"entries\": [[\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\", 1, 7]]}"}},
	{"overlap_summary",
	 {"{\"version\": 1, \"key\": \"text\", \"measured_rows\": 2, \"measured_value\": 60.00, \"missing_rows\": 1, \"missing_value\": 0.00, \"agencies\": [[\"MoH\", 0], [\"a\", 1]], \"entries\": [[\"a\", \"MoH\", 1, 50.00], [\"Kea Limited\", \"MoH\", 1, 10.00]]}",
	  "{\"version\": 1, \"key\": \"bigint\", \"measured_rows\": 1, \"measured_value\": 7, \"missing_rows\": 0, \"missing_value\": 0, \"agencies\": [[\"a\", 0]], \"entries\": [[1, \"a\", 1, -7]]}",
	  "{\"version\": 1, \"key\": \"uuid\", \"measured_rows\": 1, \"measured_value\": 7, \"missing_rows\": 0, \"missing_value\": 0, \"agencies\": [[\"a\", 0]], \"entries\": [[\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\", \"a\", 1, 7]]}"}},
	{"burden_summary",
	 {"{\"version\": 1, \"key\": \"text\", \"measured_rows\": 2, \"measured_value\": 60.00, \"missing_rows\": 1, \"missing_value\": 0.00, \"totals\": [[\"MoH\", 4, 1, 50.00], [\"MoH\", 12, 1, 10.00]], \"entries\": [[\"a\", \"MoH\", 1, 50.00, 4, 4], [\"Kea Limited\", \"MoH\", 1, 10.00, 12, 12]]}",
	  "{\"version\": 1, \"key\": \"bigint\", \"measured_rows\": 1, \"measured_value\": 7, \"missing_rows\": 0, \"missing_value\": 0, \"totals\": [[\"a\", 0, 1, -7]], \"entries\": [[1, \"a\", 1, -7, 0, 0]]}",
	  "{\"version\": 1, \"key\": \"uuid\", \"measured_rows\": 1, \"measured_value\": 7, \"missing_rows\": 0, \"missing_value\": 0, \"totals\": [[\"a\", 100000000, 1, 7]], \"entries\": [[\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\", \"a\", 1, 7, 100000000, 100000000]]}"}},
	{"schedule_summary",
	 {"{\"version\": 1, \"key\": \"text\", \"measured_rows\": 1, \"measured_value\": 50.00, \"missing_rows\": 2, \"missing_value\": 10.00, \"frequencies\": [[\"MoH\", null], [\"MoH\", 12]], \"entries\": [[\"a\", \"MoH\", 12, \"2020-07-01\", \"2021-06-30\", 1, 50.00], [\"Kea Limited\", \"MoH\", null, \"2020-01-01\", null, 1, 10.00]]}",
	  "{\"version\": 1, \"key\": \"bigint\", \"measured_rows\": 1, \"measured_value\": 7, \"missing_rows\": 0, \"missing_value\": 0, \"frequencies\": [[\"a\", 0]], \"entries\": [[1, \"a\", 0, \"4714-11-24 BC\", \"5874897-12-30\", 1, -7]]}",
	  "{\"version\": 1, \"key\": \"uuid\", \"measured_rows\": 0, \"measured_value\": 0, \"missing_rows\": 1, \"missing_value\": 0, \"frequencies\": [[\"a\", 100000000]], \"entries\": [[\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\", \"a\", 100000000, null, null, 1, null]]}"}},
	{"frequency", {"4", "none", "100000000", "0.0000000001"}},
	{"nzbn", {"9429046393920", "0000000000000"}},
	{"length_change_state", {"\\x010100000000"}},
	{"theil_parts_state",
	 {"\\x010200000000",
	  "\\x0102000000010000000000000005000001802ba9f40000000000000000003fdb2414e1d358583c5300faf195155e"}},
	{"length_bounds_state", {"\\x010300000000"}},
	{"numeric", {"0.5", "0", "1", "3", "20", "100", "-1", "1e20"}},
	{"numeric[]", {"{1,3,5}", "{0}", "{}", "{-10,0.0000000001,1e20}"}},
	{"numrange", {"[1,3)", "[3,)", "(0.5,0.5000001]", "empty", "(,)"}},
	{"double precision", {"0.5", "0", "1", "3", "20", "100", "-1", "NaN"}},
	{"bigint",
	 {"1", "2", "5", "100", "0", "-9223372036854775808", "9223372036854775807"}},
	{"text",
	 {"", "a", "a key of some length", "YMD", "DMY", "Pacific/Auckland", ",",
	  "12 months"}},
	{"text[]", {"{}", "{Kea,\"& Sons\"}", "{NULL}", "{\"\"}"}},
	{"boolean", {"t", "f"}},
	{"jsonb", {"{}"}},
	{"uuid", {"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"}},
	{"daterange",
	 {"[2020-01-01,2021-01-01)", "empty", "(,)", "[2020-06-30,2020-07-02)",
	  "[4714-11-24 BC,5874897-12-31)"}},
	{"date", {"2020-09-01", "infinity", "4714-11-24 BC", "5874897-12-31"}},
};

/* An input has shown a defect: libFuzzer keeps it. */
pg_noreturn static void violation(const char *format, ...)
	pg_attribute_printf(1, 2);

static void
violation(const char *format, ...)
{
	va_list arguments;

	fprintf(stderr, "fuzz: %s, %s: ", type_name, doing);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	abort();
}

/*
 * The error that was caught, if it is one that may be: what is wrong with the
 * data, with a parameter, or that a function is not to be called so.
 */
static void
judge_error(MemoryContext context)
{
	ErrorData *error;
	bool fine;

	MemoryContextSwitchTo(context);
	error = CopyErrorData();
	FlushErrorState();
	fine = ERRCODE_TO_CATEGORY(error->sqlerrcode) == ERRCODE_DATA_EXCEPTION ||
		error->sqlerrcode == ERRCODE_PROTOCOL_VIOLATION ||
		error->sqlerrcode == ERRCODE_FEATURE_NOT_SUPPORTED ||
		error->sqlerrcode == ERRCODE_DATATYPE_MISMATCH;
	if (!fine)
		violation("unexpected error %s: %s",
				  unpack_sql_state(error->sqlerrcode), error->message);
	FreeErrorData(error);
}

/* A value in a malloc'd piece of its own; free_exact() */
static Datum
exact(Datum value)
{
	Size size;
	void *copy;

	if (by_value)
		return value;
	size = VARSIZE_ANY(DatumGetPointer(value));
	copy = malloc(size);
	memcpy(copy, DatumGetPointer(value), size);
	return PointerGetDatum(copy);
}

static void
free_exact(Datum value)
{
	if (!by_value)
		free(DatumGetPointer(value));
}

static bool
same(Datum a, Datum b)
{
	return datumIsEqual(a, b, by_value, type_length);
}

static StringInfo
as_message(const char *data, int length)
{
	StringInfo message = makeStringInfo();

	appendBinaryStringInfo(message, data, length);
	return message;
}

/*
 * Call a function as SQL would.  A set is read to its end.  Returns the result
 * as text, the rows of a set one after another; NULL for NULL and for an error.
 */
static char *
call(Call *c, Datum *arguments)
{
	LOCAL_FCINFO(fcinfo, ARGUMENTS_MAX);
	MemoryContext context = CurrentMemoryContext;
	ReturnSetInfo rsinfo = {T_ReturnSetInfo};
	ExprContext econtext = {T_ExprContext};
	char *volatile text = NULL;

	InitFunctionCallInfoData(*fcinfo, &c->function, c->narguments,
							 DEFAULT_COLLATION_OID, NULL, NULL);
	for (int i = 0; i < c->narguments; i++)
	{
		fcinfo->args[i].value = arguments[i];
		fcinfo->args[i].isnull = false;
	}
	if (c->is_set)
	{
		econtext.ecxt_per_query_memory = context;
		econtext.ecxt_per_tuple_memory = context;
		rsinfo.econtext = &econtext;
		rsinfo.allowedModes = SFRM_Materialize | SFRM_ValuePerCall;
		rsinfo.returnMode = SFRM_ValuePerCall;
		fcinfo->resultinfo = (fmNodePtr) &rsinfo;
	}

	PG_TRY();
	{
		Datum result = FunctionCallInvoke(fcinfo);

		if (c->is_set)
		{
			StringInfoData rows;
			TupleTableSlot *slot;

			if (rsinfo.returnMode != SFRM_Materialize || !rsinfo.setResult)
				violation("%s returned no set",
						  get_func_name(c->function.fn_oid));
			initStringInfo(&rows);
			slot = MakeSingleTupleTableSlot(rsinfo.setDesc, &TTSOpsMinimalTuple);
			while (tuplestore_gettupleslot(rsinfo.setResult, true, false, slot))
			{
				slot_getallattrs(slot);
				for (int i = 0; i < rsinfo.setDesc->natts; i++)
				{
					Oid function;
					bool is_varlena;

					if (slot->tts_isnull[i])
						continue;
					getTypeOutputInfo(TupleDescAttr(rsinfo.setDesc, i)->atttypid,
									  &function, &is_varlena);
					appendStringInfo(&rows, "%s ",
									 OidOutputFunctionCall(function,
														   slot->tts_values[i]));
				}
			}
			ExecDropSingleTupleTableSlot(slot);
			tuplestore_end(rsinfo.setResult);
			text = rows.data;
		}
		else if (!fcinfo->isnull)
		{
			Oid function;
			bool is_varlena;

			getTypeOutputInfo(c->result, &function, &is_varlena);
			text = OidOutputFunctionCall(function, result);
		}
	}
	PG_CATCH();
	{
		judge_error(context);
	}
	PG_END_TRY();
	return text;
}

static Menu *
menu_of(Oid wanted)
{
	for (int i = 0; i < nmenus; i++)
	{
		if (menus[i].type == wanted)
			return &menus[i];
	}
	elog(ERROR, "there is nothing to pass as %s", format_type_be(wanted));
}

/* Every function of the extension, with arguments that "choice" chooses */
static void
call_all(Datum value, Datum again, uint32 choice)
{
	for (int i = 0; i < ncalls; i++)
	{
		Call *c = &calls[i];
		Datum arguments[ARGUMENTS_MAX];
		char *first;
		char *second;

		for (int j = 0; j < c->narguments; j++)
		{
			if (j == 0)
				arguments[j] = value;
			else
			{
				Menu *menu = menu_of(c->argument[j]);

				arguments[j] =
					menu->value[(choice >> (3 * (i + j) % 29)) % menu->nvalues];
			}
		}
		doing = psprintf("calling %s", get_func_name(c->function.fn_oid));
		first = call(c, arguments);
		arguments[0] = again;
		second = call(c, arguments);
		if ((first == NULL) != (second == NULL) ||
			(first && strcmp(first, second) != 0))
			violation("%s of a value, %s of the same in another form",
					  first ? first : "NULL", second ? second : "NULL");
	}
}

/*
 * Two summaries as one, as rollup() makes it: "a" is copied and then is the
 * state, "b" is only read.  0 after an error.
 */
static Datum
merged(Datum a, Datum b)
{
	LOCAL_FCINFO(fcinfo, 2);
	MemoryContext context = CurrentMemoryContext;
	AggState aggregate = {0};
	ExprContext econtext = {T_ExprContext};
	FmgrInfo function = {0};
	volatile Datum result = 0;

	((Node *) &aggregate)->type = T_AggState;
	econtext.ecxt_per_tuple_memory = context;
	aggregate.curaggcontext = &econtext;
	function.fn_mcxt = context;
	InitFunctionCallInfoData(*fcinfo, &function, 2, InvalidOid,
							 (Node *) &aggregate, NULL);
	fcinfo->args[0].value = PointerGetDatum(PG_DETOAST_DATUM_COPY(a));
	fcinfo->args[0].isnull = false;
	fcinfo->args[1].value = b;
	fcinfo->args[1].isnull = false;
	PG_TRY();
	{
		result = commissioning_summary_combine(fcinfo);
	}
	PG_CATCH();
	{
		judge_error(context);
	}
	PG_END_TRY();
	return result;
}

static Datum
compacted(Datum summary)
{
	return DirectFunctionCall1(commissioning_summary_final, summary);
}

/* With a short header and on an odd address, as it may lie in a tuple */
static Datum
packed(Datum value, char **memory)
{
	struct varlena *plain = (struct varlena *) DatumGetPointer(value);
	Size size;

	*memory = NULL;
	if (by_value || !VARATT_CAN_MAKE_SHORT(plain))
		return value;
	size = VARATT_CONVERTED_SHORT_SIZE(plain);
	*memory = malloc(size + 1);
	SET_VARSIZE_SHORT(*memory + 1, size);
	memcpy(*memory + 2, VARDATA(plain), size - 1);
	return PointerGetDatum(*memory + 1);
}

/* Merging: the same from left and right, and with what state it may be. */
static void
examine_merging(Datum value, uint32 choice)
{
	Menu *partners = menu_of(type);
	Datum twice = merged(value, value);

	for (int i = 0; i < partners->nvalues; i++)
	{
		Datum left;
		Datum right;

		doing = "merging with another";
		left = merged(value, partners->value[i]);
		right = merged(partners->value[i], value);
		if ((left == 0) != (right == 0))
			violation("merging depends on the order");
		if (left != 0 && !same(compacted(left), compacted(right)))
			violation("what is merged depends on the order");
	}
	if (twice != 0)
	{
		/* a state, with an index and room, beside its compact form */
		Datum small = exact(compacted(twice));
		Datum state = exact(twice);

		doing = "merging with itself";
		call_all(small, state, choice);
		free_exact(small);
		free_exact(state);
	}
}

/* A value that was accepted is as good as any other. */
static void
examine(Datum value, uint32 choice)
{
	char *text;
	bytea *sent;
	StringInfo message;
	char *memory;

	doing = "writing and reading text";
	text = OutputFunctionCall(&output, value);
	if (!same(value, InputFunctionCall(&input, text, input_parameter, -1)))
		violation("another value was read back from %s", text);

	doing = "sending and receiving";
	sent = SendFunctionCall(&send, value);
	message = as_message(VARDATA(sent), VARSIZE(sent) - VARHDRSZ);
	if (!same(value,
			  ReceiveFunctionCall(&receive, message, input_parameter, -1)) ||
		message->cursor != message->len)
		violation("another value was received back");

	call_all(value, packed(value, &memory), choice);
	free(memory);
	/* which takes longer than all the rest */
	if (is_summary && choice % 4 == 0)
		examine_merging(value, choice);
}

/* Read the input.  Returns false if it is rejected. */
static bool
read_input(const char *data, int length, Datum *value)
{
	MemoryContext context = CurrentMemoryContext;
	volatile bool accepted = false;
	volatile Datum result = 0;

	/* no longer than it is; both forms end in a zero byte */
	char *bytes = malloc(length + 1);

	memcpy(bytes, data, length);
	bytes[length] = '\0';
	doing = is_binary ? "receiving" : "reading text";
	PG_TRY();
	{
		if (is_binary)
		{
			StringInfoData message = {bytes, length, length + 1, 0};

			result = ReceiveFunctionCall(&receive, &message, input_parameter,
										 -1);
			/* who calls it rejects a message that was not read to its end */
			accepted = message.cursor == message.len;
		}
		else
		{
			result = InputFunctionCall(&input, bytes, input_parameter, -1);
			accepted = true;
		}
	}
	PG_CATCH();
	{
		judge_error(context);
	}
	PG_END_TRY();
	free(bytes);
	*value = result;
	return accepted;
}

static int
run(const uint8 *data, size_t size)
{
	MemoryContext old;
	Datum value;

	/* no client can send these as text */
	if (!is_binary &&
		(memchr(data, '\0', size) ||
		 !pg_verify_mbstr(PG_UTF8, (const char *) data, size, true)))
		return 0;

	old = MemoryContextSwitchTo(run_context);
	if (read_input((const char *) data, size, &value))
	{
		Datum copy = exact(value);
		uint32 choice = 0;

		for (size_t i = 0; i < size; i++)
			choice = choice * 31 + data[i];
		PG_TRY();
		{
			examine(copy, (choice * UINT32_C(2654435761)) >> 4);
		}
		PG_CATCH();
		{
			MemoryContextSwitchTo(run_context);
			violation("unexpected error: %s", CopyErrorData()->message);
		}
		PG_END_TRY();
		free_exact(copy);
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(run_context);
	return 0;
}

/* Make the menus, and find the functions that take the type. */
static void
set_up(void)
{
	MemoryContext old;
	Oid function;
	bool is_varlena;
	char typalign;

	setup_context = AllocSetContextCreate(TopMemoryContext, "fuzz, set up",
										  ALLOCSET_DEFAULT_SIZES);
	run_context = AllocSetContextCreate(TopMemoryContext, "fuzz, a run",
										ALLOCSET_DEFAULT_SIZES);

	get_typlenbyvalalign(type, &type_length, &by_value, &typalign);
	getTypeInputInfo(type, &function, &input_parameter);
	fmgr_info_cxt(function, &input, setup_context);
	getTypeOutputInfo(type, &function, &is_varlena);
	fmgr_info_cxt(function, &output, setup_context);
	getTypeBinaryInputInfo(type, &function, &input_parameter);
	fmgr_info_cxt(function, &receive, setup_context);
	getTypeBinaryOutputInfo(type, &function, &is_varlena);
	fmgr_info_cxt(function, &send, setup_context);
	old = MemoryContextSwitchTo(setup_context);
	type_name = format_type_be(type);
	is_summary = strlen(type_name) > strlen("_summary") &&
		strcmp(type_name + strlen(type_name) - strlen("_summary"),
			   "_summary") == 0;
	menus = palloc0(lengthof(menu_texts) * sizeof(Menu));
	for (int i = 0; i < lengthof(menu_texts); i++)
	{
		Menu *menu = &menus[nmenus++];
		Oid parameter;

		menu->type = DatumGetObjectId(DirectFunctionCall1(
			regtypein, CStringGetDatum(menu_texts[i].type)));
		getTypeInputInfo(menu->type, &function, &parameter);
		while (menu->nvalues < VALUES_MAX &&
			   menu_texts[i].value[menu->nvalues] != NULL)
		{
			menu->value[menu->nvalues] = OidInputFunctionCall(
				function, (char *) menu_texts[i].value[menu->nvalues],
				parameter, -1);
			menu->nvalues++;
		}
	}
	MemoryContextSwitchTo(old);

	SPI_connect();
	if (SPI_execute(
			psprintf("SELECT p.oid, p.proretset, p.prorettype, p.proargtypes "
					 "FROM pg_proc p JOIN pg_depend d "
					 "ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid "
					 "AND d.deptype = 'e' "
					 "JOIN pg_extension e ON e.oid = d.refobjid "
					 "AND d.refclassid = 'pg_extension'::regclass "
					 "WHERE e.extname = 'commissioning' AND p.prokind = 'f' "
					 "AND p.proargtypes[0] = %u ORDER BY p.oid",
					 type),
			true, 0) != SPI_OK_SELECT ||
		SPI_processed == 0)
		elog(ERROR, "there are no functions to call");
	calls = MemoryContextAllocZero(setup_context, SPI_processed * sizeof(Call));
	for (uint64 row = 0; row < SPI_processed; row++)
	{
		HeapTuple tuple = SPI_tuptable->vals[row];
		TupleDesc description = SPI_tuptable->tupdesc;
		Call *c = &calls[ncalls++];
		oidvector *arguments;
		bool isnull;

		fmgr_info_cxt(DatumGetObjectId(SPI_getbinval(tuple, description, 1,
													 &isnull)),
					  &c->function, setup_context);
		c->is_set = DatumGetBool(SPI_getbinval(tuple, description, 2, &isnull));
		c->result = DatumGetObjectId(SPI_getbinval(tuple, description, 3,
												   &isnull));
		arguments = (oidvector *)
			DatumGetPointer(SPI_getbinval(tuple, description, 4, &isnull));
		c->narguments = arguments->dim1;
		if (c->narguments > ARGUMENTS_MAX)
			elog(ERROR, "a function has more than %d arguments", ARGUMENTS_MAX);
		for (int i = 0; i < c->narguments; i++)
		{
			c->argument[i] = arguments->values[i];
			menu_of(c->argument[i]);
		}
	}
	SPI_finish();
}

SQL_FUNCTION(commissioning_fuzz);

/* commissioning_fuzz(type regtype, form text, arguments text[]) */
Datum
commissioning_fuzz(PG_FUNCTION_ARGS)
{
	Datum *elements;
	int count;
	char **arguments;

	type = PG_GETARG_OID(0);
	is_binary = strcmp(text_to_cstring(PG_GETARG_TEXT_PP(1)), "binary") == 0;
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(2), TEXTOID, -1, false,
					  TYPALIGN_INT, &elements, NULL, &count);
	arguments = palloc0((count + 1) * sizeof(char *));
	for (int i = 0; i < count; i++)
		arguments[i] = TextDatumGetCString(elements[i]);
	set_up();
	PG_RETURN_INT32(LLVMFuzzerRunDriver(&count, &arguments, run));
}
