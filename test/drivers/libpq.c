/*-------------------------------------------------------------------------
 *
 * libpq.c
 *		Reads and writes values of the extension with libpq.
 *
 *	libpq MODE FILE		FILE has a line "name: query" for each query
 *
 * Modes that read print a line for every value: name of the query, row (0 has
 * the types), column and value, separated by tabs and escaped as COPY does;
 * values in binary form are shown in hexadecimal.
 *
 *	text, binary, prepared, prepared-binary, single-row, pipeline (binary),
 *	cursor (binary), copy, copy-binary
 *
 * Modes with parameters take <<5>>, <<0.5>> and <<date 2020-07-01>> in a query for
 * numbers and values of a type, and read:
 *
 *	parameters			untyped, as text
 *	parameters-binary	integer, bigint, double precision and date in binary form,
 *						all others typed, as text
 *
 * The mode "errors" prints name, SQLSTATE, message, detail and hint of each
 * query.  The modes that write copy the rows of FILE's first query into the table back:
 *
 *	write, write-binary, write-copy, write-copy-binary
 *
 * The environment (PGHOST ...) says where the server is.
 *
 *-------------------------------------------------------------------------
 */
#include <arpa/inet.h>
#include <libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copy_text.h"

#define MAX_QUERIES		100
#define MAX_PARAMETERS	16
#define INT8OID			20
#define INT4OID			23
#define FLOAT8OID		701
#define DATEOID			1082
#define WRITTEN                                                                                             \
	"back (id, what, t, c, o, b, s, f, n, change_state, parts_state, bounds_state, change, parts)"
#define WRITTEN_COLUMNS 14

typedef struct Query
{
	char *name;
	char *sql;
} Query;

static PGconn *connection;
static PGresult *type_names;

static void
die(const char *message)
{
	fprintf(stderr, "%s: %s\n", message, PQerrorMessage(connection));
	exit(1);
}

/* The result if it has the status, else the end. */
static PGresult *
expect(PGresult *result, ExecStatusType status)
{
	if (PQresultStatus(result) != status)
		die(PQresStatus(PQresultStatus(result)));
	return result;
}

static void
execute(const char *command)
{
	PQclear(expect(PQexec(connection, command), PGRES_COMMAND_OK));
}

/* Reads "name: query" lines into queries; returns how many. */
static int
read_queries(const char *path, Query *queries)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t size = 0;
	int n = 0;

	if (!file)
		die(path);
	while (getline(&line, &size, file) > 0)
	{
		char *colon = strstr(line, ": ");

		line[strcspn(line, "\n")] = '\0';
		if (!colon || n == MAX_QUERIES)
			die("not a line of queries, or too many");
		*colon = '\0';
		queries[n].name = strdup(line);
		queries[n++].sql = strdup(colon + 2);
	}
	free(line);
	fclose(file);
	return n;
}

static void
print_hex(const char *value, int length)
{
	for (int i = 0; i < length; i++)
		printf("%02x", (unsigned char) value[i]);
}

static void
print_types(const char *name, const PGresult *result)
{
	for (int column = 0; column < PQnfields(result); column++)
	{
		const char *type = "?";

		for (int i = 0; i < PQntuples(type_names); i++)
			if (strtoul(PQgetvalue(type_names, i, 0), NULL, 10) ==
				PQftype(result, column))
				type = PQgetvalue(type_names, i, 1);
		printf("%s\t0\t%s\t%s\n", name, PQfname(result, column), type);
	}
}

/* Prints the rows of a result; the first of them is number first. */
static void
print_rows(const char *name, const PGresult *result, int first)
{
	for (int row = 0; row < PQntuples(result); row++)
		for (int column = 0; column < PQnfields(result); column++)
		{
			printf("%s\t%d\t%s\t", name, first + row, PQfname(result, column));
			if (PQgetisnull(result, row, column))
				fputs("\\N", stdout);
			else if (PQfformat(result, column) == 1)
				print_hex(PQgetvalue(result, row, column),
						  PQgetlength(result, row, column));
			else
				print_escaped(PQgetvalue(result, row, column));
			putchar('\n');
		}
}

static void
print_result(const char *name, PGresult *result)
{
	expect(result, PGRES_TUPLES_OK);
	print_types(name, result);
	print_rows(name, result, 1);
	PQclear(result);
}

/* One row at a time. */
static void
read_single_rows(const Query *query)
{
	PGresult *result;
	int row = 1;

	if (!PQsendQuery(connection, query->sql) || !PQsetSingleRowMode(connection))
		die("single-row mode");
	while ((result = PQgetResult(connection)))
	{
		if (PQresultStatus(result) == PGRES_SINGLE_TUPLE)
		{
			if (row == 1)
				print_types(query->name, result);
			print_rows(query->name, result, row++);
		}
		else
		{
			expect(result, PGRES_TUPLES_OK);
			if (row == 1)
				print_types(query->name, result);
		}
		PQclear(result);
	}
}

/* All the queries are sent before the first answer is read. */
static void
read_pipeline(const Query *queries, int n)
{
	if (!PQenterPipelineMode(connection))
		die("pipeline mode");
	for (int i = 0; i < n; i++)
		if (!PQsendQueryParams(connection, queries[i].sql, 0, NULL, NULL, NULL,
							   NULL, 1))
			die("pipeline mode");
	if (!PQpipelineSync(connection))
		die("pipeline mode");
	for (int i = 0; i < n; i++)
	{
		print_result(queries[i].name, PQgetResult(connection));
		if (PQgetResult(connection) != NULL)
			die("more than one result");
	}
	PQclear(expect(PQgetResult(connection), PGRES_PIPELINE_SYNC));
	if (!PQexitPipelineMode(connection))
		die("pipeline mode");
}

/* Three rows a time from a binary cursor. */
static void
read_cursor(const Query *query)
{
	char *declare = malloc(strlen(query->sql) + 100);
	int row = 1;

	execute("BEGIN");
	sprintf(declare, "DECLARE reader BINARY CURSOR FOR %s", query->sql);
	execute(declare);
	for (;;)
	{
		PGresult *result = expect(PQexec(connection, "FETCH 3 FROM reader"),
								  PGRES_TUPLES_OK);
		int n = PQntuples(result);

		if (row == 1)
			print_types(query->name, result);
		print_rows(query->name, result, row);
		PQclear(result);
		row += n;
		if (n < 3)
			break;
	}
	execute("COMMIT");
	free(declare);
}

static uint32_t
get_number(const char *from, size_t size)
{
	uint32_t number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | (unsigned char) from[i];
	return number;
}

/* A row of COPY in text format has its values escaped already. */
static void
print_copied_text(const char *name, int row, const PGresult *columns, char *line)
{
	for (int column = 0; column < PQnfields(columns); column++)
		printf("%s\t%d\t%s\t%s\n", name, row, PQfname(columns, column),
			   strsep(&line, "\t\n"));
}

/* A row of COPY in binary format: number of fields; each has its length first. */
static void
print_copied_binary(const char *name, int row, const PGresult *columns,
					const char *data)
{
	if ((int) get_number(data, 2) != PQnfields(columns))
		die("COPY has another number of fields");
	data += 2;
	for (int column = 0; column < PQnfields(columns); column++)
	{
		int length = (int) get_number(data, 4);

		data += 4;
		printf("%s\t%d\t%s\t", name, row, PQfname(columns, column));
		if (length < 0)
			fputs("\\N", stdout);
		else
		{
			print_hex(data, length);
			data += length;
		}
		putchar('\n');
	}
}

/* The types come from a description of the query, which COPY has not. */
static void
read_copy(const Query *query, bool binary)
{
	char *copy = malloc(strlen(query->sql) + 100);
	PGresult *columns;
	char *data;
	int length;
	int row = 1;
	size_t header = binary ? strlen("PGCOPY\n.\r\n.") + 2 * 4 : 0;

	PQclear(expect(PQprepare(connection, "", query->sql, 0, NULL),
				   PGRES_COMMAND_OK));
	columns = expect(PQdescribePrepared(connection, ""), PGRES_COMMAND_OK);
	print_types(query->name, columns);
	sprintf(copy, "COPY (%s) TO STDOUT (FORMAT %s)", query->sql,
			binary ? "binary" : "text");
	PQclear(expect(PQexec(connection, copy), PGRES_COPY_OUT));
	while ((length = PQgetCopyData(connection, &data, 0)) > 0)
	{
		const char *fields = data;

		if (row == 1)
			fields += header;
		/* the header may come alone, and the trailer is -1 fields */
		if (fields < data + length &&
			!(binary && get_number(fields, 2) == 0xffff))
		{
			if (binary)
				print_copied_binary(query->name, row, columns, fields);
			else
				print_copied_text(query->name, row, columns, data);
			row++;
		}
		else if (fields == data + length)
			header = 0;
		PQfreemem(data);
	}
	PQclear(expect(PQgetResult(connection), PGRES_COMMAND_OK));
	if (PQgetResult(connection) != NULL)
		die("more than one result");
	PQclear(columns);
	free(copy);
}

/* Reads the rows in the format and inserts each with parameters in it. */
static void
write_parameters(const Query *query, int format)
{
	PGresult *sample = expect(PQexecParams(connection, query->sql, 0, NULL,
										   NULL, NULL, NULL, format),
							  PGRES_TUPLES_OK);

	PQclear(expect(PQprepare(connection, "insert",
							 "INSERT INTO " WRITTEN
							 " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
							 0, NULL),
				   PGRES_COMMAND_OK));
	for (int row = 0; row < PQntuples(sample); row++)
	{
		const char *values[WRITTEN_COLUMNS];
		int lengths[WRITTEN_COLUMNS];
		int formats[WRITTEN_COLUMNS];

		for (int column = 0; column < WRITTEN_COLUMNS; column++)
		{
			bool null = PQgetisnull(sample, row, column);

			values[column] = null ? NULL : PQgetvalue(sample, row, column);
			lengths[column] = PQgetlength(sample, row, column);
			formats[column] = format;
		}
		PQclear(expect(PQexecPrepared(connection, "insert", WRITTEN_COLUMNS,
									  values, lengths, formats, 0),
					   PGRES_COMMAND_OK));
	}
	PQclear(sample);
}

/* COPY out of one connection and into another. */
static void
write_copy(const Query *query, const char *format)
{
	PGconn *second = PQconnectdb("");
	char *command = malloc(strlen(query->sql) + 100);
	char *data;
	int length;

	sprintf(command, "COPY (%s) TO STDOUT (FORMAT %s)", query->sql, format);
	PQclear(expect(PQexec(connection, command), PGRES_COPY_OUT));
	sprintf(command, "COPY " WRITTEN " FROM STDIN (FORMAT %s)", format);
	PQclear(expect(PQexec(second, command), PGRES_COPY_IN));
	while ((length = PQgetCopyData(connection, &data, 0)) > 0)
	{
		if (PQputCopyData(second, data, length) != 1)
			die("COPY FROM");
		PQfreemem(data);
	}
	if (PQputCopyEnd(second, NULL) != 1)
		die("COPY FROM");
	PQclear(expect(PQgetResult(second), PGRES_COMMAND_OK));
	PQfinish(second);
	free(command);
}

/* No error has no SQLSTATE. */
static void
print_error(const Query *query)
{
	static const int fields[] = {PG_DIAG_SQLSTATE, PG_DIAG_MESSAGE_PRIMARY,
								 PG_DIAG_MESSAGE_DETAIL, PG_DIAG_MESSAGE_HINT};
	PGresult *result = PQexecParams(connection, query->sql, 0, NULL, NULL,
									NULL, NULL, 0);

	fputs(query->name, stdout);
	for (int i = 0; i < 4; i++)
	{
		const char *field = PQresultErrorField(result, fields[i]);

		putchar('\t');
		print_escaped(field ? field : "");
	}
	putchar('\n');
	PQclear(result);
}

/* The bytes of a number, first the highest. */
static void
put_number(char *to, uint64_t number, int bytes)
{
	while (bytes-- > 0)
	{
		to[bytes] = (char) number;
		number >>= 8;
	}
}

typedef struct Parameters
{
	int n;
	char *values[MAX_PARAMETERS];
	int lengths[MAX_PARAMETERS];
	int formats[MAX_PARAMETERS];
	Oid types[MAX_PARAMETERS];
} Parameters;

/* The type that has the name, or the end. */
static Oid
type_named(const char *name, int length)
{
	for (int i = 0; i < PQntuples(type_names); i++)
	{
		const char *known = PQgetvalue(type_names, i, 1);

		if ((int) strlen(known) == length && memcmp(known, name, (size_t) length) == 0)
			return (Oid) strtoul(PQgetvalue(type_names, i, 0), NULL, 10);
	}
	die("no such type of a parameter");
	return 0;
}

/* Days from 2000-01-01, which is how a date travels. */
static uint64_t
date_number(const char *text)
{
	int year, month, day;

	if (sscanf(text, "%d-%d-%d", &year, &month, &day) != 3)
		die(text);
	/* the days of the calendar before the first of March of a year */
	year -= month < 3;
	return (uint64_t) (365 * year + year / 4 - year / 100 + year / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day - 1 - 730425);
}

/* Makes a parameter of its value in the integer or floating-point form of its type. */
static void
bind_binary(Parameters *to, Oid type, uint64_t bits, int bytes)
{
	to->types[to->n] = type;
	to->formats[to->n] = 1;
	to->lengths[to->n] = bytes;
	put_number(to->values[to->n], bits, bytes);
}

/* Adds what stands between << and >>, which is length bytes. */
static void
add_parameter(Parameters *to, const char *from, int length, bool typed)
{
	const char *blank = memchr(from, ' ', (size_t) length);
	const char *value = blank ? blank + 1 : from;
	int size = (int) (from + length - value);
	char *text = to->values[to->n] = malloc((size_t) size + 9);

	memcpy(text, value, (size_t) size);
	text[size] = '\0';
	to->formats[to->n] = 0;
	to->types[to->n] = 0;
	if (!typed)
		;
	else if (blank && type_named(from, (int) (blank - from)) == DATEOID)
		bind_binary(to, DATEOID, date_number(text), 4);
	else if (blank)
		to->types[to->n] = type_named(from, (int) (blank - from));
	else if (strchr(text, '.'))
	{
		union { double number; uint64_t bits; } u = {.number = strtod(text, NULL)};

		bind_binary(to, FLOAT8OID, u.bits, 8);
	}
	else
		bind_binary(to, size > 9 ? INT8OID : INT4OID, strtoull(text, NULL, 10), size > 9 ? 8 : 4);
	to->n++;
}

/* Reads the query with its parameters, which become $n. */
static void
read_parameters(const Query *query, bool typed)
{
	Parameters parameters = {0};
	char *command = malloc(2 * strlen(query->sql) + 1);
	char *end = command;

	for (const char *from = query->sql; *from; from++)
		if (strncmp(from, "<<", 2) != 0)
			*end++ = *from;
		else
		{
			const char *close = strstr(from, ">>");

			if (!close || parameters.n == MAX_PARAMETERS)
				die("too many parameters, or one that does not end");
			add_parameter(&parameters, from + 2, (int) (close - from - 2), typed);
			from = close + 1;
			end += sprintf(end, "$%d", parameters.n);
		}
	*end = '\0';
	print_result(query->name, PQexecParams(connection, command, parameters.n, typed ? parameters.types : NULL,
										   (const char *const *) parameters.values, parameters.lengths,
										   parameters.formats, 0));
	for (int i = 0; i < parameters.n; i++)
		free(parameters.values[i]);
	free(command);
}

static void
read_query(const char *mode, const Query *query)
{
	bool binary = strstr(mode, "binary") != NULL;

	if (strcmp(mode, "text") == 0)
		print_result(query->name, PQexec(connection, query->sql));
	else if (strcmp(mode, "binary") == 0)
		print_result(query->name,
					 PQexecParams(connection, query->sql, 0, NULL, NULL, NULL,
								  NULL, 1));
	else if (strncmp(mode, "prepared", 8) == 0)
	{
		PQclear(expect(PQprepare(connection, query->name, query->sql, 0, NULL),
					   PGRES_COMMAND_OK));
		print_result(query->name,
					 PQexecPrepared(connection, query->name, 0, NULL, NULL,
									NULL, binary));
	}
	else if (strcmp(mode, "single-row") == 0)
		read_single_rows(query);
	else if (strcmp(mode, "cursor") == 0)
		read_cursor(query);
	else if (strncmp(mode, "copy", 4) == 0)
		read_copy(query, binary);
	else if (strncmp(mode, "parameters", 10) == 0)
		read_parameters(query, binary);
	else if (strcmp(mode, "errors") == 0)
		print_error(query);
	else
		die("no such mode");
}

int
main(int argc, char **argv)
{
	Query queries[MAX_QUERIES];
	int n;

	if (argc != 3)
	{
		fprintf(stderr, "usage: libpq MODE FILE\n");
		return 2;
	}
	connection = PQconnectdb("");
	if (PQstatus(connection) != CONNECTION_OK)
		die("no connection");
	type_names = expect(PQexec(connection,
							   "SELECT oid, oid::regtype FROM pg_type"),
						PGRES_TUPLES_OK);

	n = read_queries(argv[2], queries);
	if (strcmp(argv[1], "write") == 0)
		write_parameters(queries, 0);
	else if (strcmp(argv[1], "write-binary") == 0)
		write_parameters(queries, 1);
	else if (strcmp(argv[1], "write-copy") == 0)
		write_copy(queries, "text");
	else if (strcmp(argv[1], "write-copy-binary") == 0)
		write_copy(queries, "binary");
	else if (strcmp(argv[1], "pipeline") == 0)
		read_pipeline(queries, n);
	else
		for (int i = 0; i < n; i++)
			read_query(argv[1], &queries[i]);

	for (int i = 0; i < n; i++)
	{
		free(queries[i].name);
		free(queries[i].sql);
	}
	PQclear(type_names);
	PQfinish(connection);
	return ferror(stdout) || fflush(stdout) != 0;
}
