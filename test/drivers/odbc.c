/*-------------------------------------------------------------------------
 *
 * odbc.c
 *		Reads and writes values of the extension with ODBC.
 *
 *	odbc MODE FILE		FILE has a line "name: query" for each query
 *
 * Modes that read print a line for every value: name of the query, row (0 has
 * the types), column and value, separated by tabs and escaped as COPY does.
 * Numbers and summaries alike are fetched as characters.
 *
 *	direct		SQLExecDirect
 *	prepared	SQLPrepare, which the server keeps, executed twice
 *	fetch		the driver reads three rows a time from a cursor
 *	wide		as direct, but the characters are UTF-16
 *
 * Modes with parameters take <<5>>, <<0.5>> and <<date 2020-07-01>> in a query for
 * numbers and values of a type, and read:
 *
 *	parameters		SQL_INTEGER, SQL_DOUBLE and SQL_TYPE_DATE
 *	parameters-long	SQL_BIGINT and, as characters, SQL_NUMERIC and dates
 *
 * in both as characters, with a cast, what ODBC has no type for.
 *
 * The mode "errors" prints name, SQLSTATE and message of each query, and "write"
 * copies the rows of FILE's first query into the table back.
 *
 * ODBC_CONNECTION is the connection string.
 *
 *-------------------------------------------------------------------------
 */
#include <locale.h>
#include <sql.h>
#include <sqlext.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "copy_text.h"

#define WRITTEN_COLUMNS 14
#define MAX_PARAMETERS	16
#define MAX_COLUMNS		32
#define MAX_TYPES		2000

typedef struct TypeName
{
	char *internal;
	char *shown;
} TypeName;

static SQLHDBC connection;
static TypeName type_names[MAX_TYPES];
static int ntype_names;

/* Prints what the driver has to say, and ends. */
static void
die(SQLSMALLINT kind, SQLHANDLE handle, const char *where)
{
	SQLCHAR state[6];
	SQLCHAR message[2000];

	fprintf(stderr, "%s\n", where);
	for (SQLSMALLINT i = 1;
		 SQL_SUCCEEDED(SQLGetDiagRec(kind, handle, i, state, NULL, message,
									 sizeof(message), NULL));
		 i++)
		fprintf(stderr, "%s %s\n", state, message);
	exit(1);
}

static void
check(SQLRETURN code, SQLHANDLE statement, const char *where)
{
	if (!SQL_SUCCEEDED(code))
		die(SQL_HANDLE_STMT, statement, where);
}

static SQLHSTMT
new_statement(void)
{
	SQLHSTMT statement;

	if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, connection, &statement)))
		die(SQL_HANDLE_DBC, connection, "no statement");
	return statement;
}

/* UTF-16 to UTF-8; returns the end of it. */
static char *
narrow(char *to, const SQLWCHAR *from, size_t n)
{
	for (size_t i = 0; i < n; i++)
	{
		unsigned long c = from[i];

		if (c >= 0xd800 && c < 0xdc00 && i + 1 < n)
			c = 0x10000 + ((c - 0xd800) << 10) + (from[++i] - 0xdc00);
		if (c < 0x80)
			*to++ = (char) c;
		else
		{
			int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
			static const unsigned char lead[] = {0, 0xc0, 0xe0, 0xf0};

			*to++ = (char) (lead[more] | c >> 6 * more);
			while (more-- > 0)
				*to++ = (char) (0x80 | (c >> 6 * more & 0x3f));
		}
	}
	return to;
}

/*
 * The value of a column of the current row, whatever its length, or NULL.  A
 * long one comes in pieces; the buffer is odd to have characters cut in two.
 */
static char *
get_value(SQLHSTMT statement, SQLUSMALLINT column, bool wide)
{
	size_t size = 0;
	char *value = NULL;

	for (;;)
	{
		SQLCHAR buffer[1001];
		SQLLEN length;
		size_t got;
		SQLRETURN code = SQLGetData(statement, column,
									wide ? SQL_C_WCHAR : SQL_C_CHAR, buffer,
									sizeof(buffer), &length);

		if (code == SQL_NO_DATA)
			break;
		check(code, statement, "SQLGetData");
		if (length == SQL_NULL_DATA)
			return NULL;
		if (code == SQL_SUCCESS)
			got = (size_t) length;
		else if (wide)
			got = (sizeof(buffer) - sizeof(SQLWCHAR)) / sizeof(SQLWCHAR) *
				sizeof(SQLWCHAR);
		else
			got = sizeof(buffer) - 1;
		value = realloc(value, size + got + 1);
		memcpy(value + size, buffer, got);
		size += got;
		if (code == SQL_SUCCESS)
			break;
	}
	if (!value)
		value = calloc(1, 1);
	if (wide)
	{
		char *utf8 = malloc(2 * size + 1);

		*narrow(utf8, (SQLWCHAR *) value, size / sizeof(SQLWCHAR)) = '\0';
		free(value);
		return utf8;
	}
	value[size] = '\0';
	return value;
}

static void
read_type_names(void)
{
	SQLHSTMT statement = new_statement();

	check(SQLExecDirect(
			  statement,
			  (SQLCHAR *) "SELECT typname, oid::regtype::text FROM pg_type WHERE pg_type_is_visible(oid)",
			  SQL_NTS),
		  statement, "types");
	while (SQL_SUCCEEDED(SQLFetch(statement)) && ntype_names < MAX_TYPES)
	{
		type_names[ntype_names].internal = get_value(statement, 1, false);
		type_names[ntype_names++].shown = get_value(statement, 2, false);
	}
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

static const char *
shown_type(const char *internal)
{
	for (int i = 0; i < ntype_names; i++)
		if (strcmp(type_names[i].internal, internal) == 0)
			return type_names[i].shown;
	return internal;
}

/* Prints the types and all rows of a statement that has been executed. */
static void
print_result(const char *name, SQLHSTMT statement, bool wide)
{
	SQLSMALLINT ncolumns;
	SQLCHAR columns[MAX_COLUMNS][64];
	bool booleans[MAX_COLUMNS];

	check(SQLNumResultCols(statement, &ncolumns), statement, "SQLNumResultCols");
	for (SQLUSMALLINT i = 0; i < ncolumns; i++)
	{
		SQLCHAR type[64];

		check(SQLColAttribute(statement, i + 1, SQL_DESC_LABEL, columns[i],
							  sizeof(columns[i]), NULL, NULL),
			  statement, "label");
		check(SQLColAttribute(statement, i + 1, SQL_DESC_TYPE_NAME, type,
							  sizeof(type), NULL, NULL),
			  statement, "type");
		booleans[i] = strcmp((char *) type, "bool") == 0;
		printf("%s\t0\t%s\t%s\n", name, columns[i], shown_type((char *) type));
	}
	for (int row = 1;; row++)
	{
		SQLRETURN code = SQLFetch(statement);

		if (code == SQL_NO_DATA)
			break;
		check(code, statement, "SQLFetch");
		for (SQLUSMALLINT i = 0; i < ncolumns; i++)
		{
			char *value = get_value(statement, i + 1, wide);

			printf("%s\t%d\t%s\t", name, row, columns[i]);
			/* ODBC says 1 and 0 */
			if (!value)
				fputs("\\N", stdout);
			else if (booleans[i])
				fputs(strcmp(value, "1") == 0 ? "t" : "f", stdout);
			else
				print_escaped(value);
			putchar('\n');
			free(value);
		}
	}
}

static void
read_query(const char *mode, const char *name, char *sql)
{
	SQLHSTMT statement = new_statement();

	if (strcmp(mode, "prepared") == 0)
	{
		check(SQLPrepare(statement, (SQLCHAR *) sql, SQL_NTS), statement, name);
		check(SQLExecute(statement), statement, name);
		check(SQLFreeStmt(statement, SQL_CLOSE), statement, name);
		check(SQLExecute(statement), statement, name);
	}
	else
		check(SQLExecDirect(statement, (SQLCHAR *) sql, SQL_NTS), statement,
			  name);
	print_result(name, statement, strcmp(mode, "wide") == 0);
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

typedef struct Parameter
{
	char *type; /* "" of a number */
	char *text;
	SQLLEN length;
	SQLINTEGER whole;
	SQLBIGINT large;
	double fraction;
	SQL_DATE_STRUCT date;
} Parameter;

/* Whether ODBC has the type. */
static bool
known_type(const char *type)
{
	static const char *const known[] = {"", "text", "numeric", "date", "boolean"};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(type, known[i]) == 0)
			return true;
	return false;
}

/* What stands between << and >>, which is length bytes. */
static void
read_parameter(Parameter *to, const char *from, size_t length)
{
	const char *blank = memchr(from, ' ', length);
	const char *value = blank ? blank + 1 : from;

	to->type = strndup(from, blank ? (size_t) (blank - from) : 0);
	to->text = strndup(value, (size_t) (from + length - value));
	to->length = SQL_NTS;
	to->whole = atoi(to->text);
	to->large = atoll(to->text);
	to->fraction = strtod(to->text, NULL);
	sscanf(to->text, "%hd-%hu-%hu", &to->date.year, &to->date.month, &to->date.day);
}

/* Makes the query's parameters question marks; returns how many there are. */
static SQLUSMALLINT
take_parameters(char *to, const char *sql, Parameter *parameters)
{
	SQLUSMALLINT n = 0;

	while (*sql)
		if (strncmp(sql, "<<", 2) != 0)
			*to++ = *sql++;
		else
		{
			const char *close = strstr(sql, ">>");

			if (!close || n == MAX_PARAMETERS)
			{
				fprintf(stderr, "too many parameters, or one that does not end: %s\n", sql);
				exit(1);
			}
			read_parameter(&parameters[n], sql + 2, (size_t) (close - sql - 2));
			to += known_type(parameters[n].type) ? sprintf(to, "?") : sprintf(to, "?::%s", parameters[n].type);
			n++;
			sql = close + 2;
		}
	*to = '\0';
	return n;
}

static SQLRETURN
bind_characters(SQLHSTMT statement, SQLUSMALLINT i, Parameter *from, SQLSMALLINT type, SQLSMALLINT scale)
{
	size_t size = strlen(from->text);

	return SQLBindParameter(statement, i, SQL_PARAM_INPUT, SQL_C_CHAR, type, size ? size : 1, scale, from->text, 0,
							&from->length);
}

static SQLRETURN
bind(SQLHSTMT statement, SQLUSMALLINT i, Parameter *from, bool big)
{
	const char *point = strchr(from->text, '.');
	SQLSMALLINT scale = point ? (SQLSMALLINT) strlen(point + 1) : 0;

	if (strcmp(from->type, "numeric") == 0 || (!*from->type && point && big))
		return bind_characters(statement, i, from, SQL_NUMERIC, scale);
	if (strcmp(from->type, "date") == 0 && big)
		return bind_characters(statement, i, from, SQL_TYPE_DATE, 0);
	if (strcmp(from->type, "date") == 0)
		return SQLBindParameter(statement, i, SQL_PARAM_INPUT, SQL_C_TYPE_DATE, SQL_TYPE_DATE, 10, 0, &from->date, 0, NULL);
	if (strcmp(from->type, "boolean") == 0)
		return bind_characters(statement, i, from, SQL_BIT, 0);
	if (*from->type)
		return bind_characters(statement, i, from, SQL_VARCHAR, 0);
	if (point)
		return SQLBindParameter(statement, i, SQL_PARAM_INPUT, SQL_C_DOUBLE, SQL_DOUBLE, 15, 0, &from->fraction, 0, NULL);
	if (big || strlen(from->text) > 9)
		return SQLBindParameter(statement, i, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 19, 0, &from->large, 0, NULL);
	return SQLBindParameter(statement, i, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0, &from->whole, 0, NULL);
}

/* Reads the query with its parameters bound. */
static void
read_parameters(const char *name, const char *sql, bool big)
{
	SQLHSTMT statement = new_statement();
	Parameter parameters[MAX_PARAMETERS];
	char *command = malloc(2 * strlen(sql) + 1);
	SQLUSMALLINT n = take_parameters(command, sql, parameters);

	for (SQLUSMALLINT i = 0; i < n; i++)
		check(bind(statement, i + 1, &parameters[i], big), statement, "SQLBindParameter");
	check(SQLExecDirect(statement, (SQLCHAR *) command, SQL_NTS), statement, name);
	print_result(name, statement, false);
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
	for (SQLUSMALLINT i = 0; i < n; i++)
	{
		free(parameters[i].type);
		free(parameters[i].text);
	}
	free(command);
}

static void
print_error(const char *name, char *sql)
{
	SQLHSTMT statement = new_statement();
	SQLRETURN code = SQLExecDirect(statement, (SQLCHAR *) sql, SQL_NTS);
	SQLCHAR state[6] = "";
	SQLCHAR message[2000] = "";

	while (SQL_SUCCEEDED(code))
		code = SQLFetch(statement);
	SQLGetDiagRec(SQL_HANDLE_STMT, statement, 1, state, NULL, message,
				  sizeof(message), NULL);
	printf("%s\t%s\t", name, state);
	print_escaped((char *) message);
	putchar('\n');
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

/* Inserts each row of the query; every parameter but the first is characters. */
static void
write_rows(char *sql)
{
	SQLHSTMT sample = new_statement();
	SQLHSTMT insert = new_statement();

	check(SQLPrepare(insert,
					 (SQLCHAR *) "INSERT INTO back (id, what, t, c, o, b, s, f, n, change_state, parts_state,"
								 " bounds_state, change, parts) VALUES (?, ?, ?::term_summary,"
								 " ?::concentration_summary, ?::overlap_summary, ?::burden_summary, ?::schedule_summary,"
								 " ?::frequency, ?::nzbn, ?::length_change_state, ?::theil_parts_state,"
								 " ?::length_bounds_state, ?::length_change, ?::theil_parts)",
					 SQL_NTS),
		  insert, "SQLPrepare");
	check(SQLExecDirect(sample, (SQLCHAR *) sql, SQL_NTS), sample, "sample");
	while (SQL_SUCCEEDED(SQLFetch(sample)))
	{
		char *values[WRITTEN_COLUMNS];
		SQLLEN lengths[WRITTEN_COLUMNS];

		for (SQLUSMALLINT i = 0; i < WRITTEN_COLUMNS; i++)
		{
			values[i] = get_value(sample, i + 1, false);
			lengths[i] = values[i] ? SQL_NTS : SQL_NULL_DATA;
			check(SQLBindParameter(insert, i + 1, SQL_PARAM_INPUT, SQL_C_CHAR,
								   i == 0 ? SQL_INTEGER : SQL_LONGVARCHAR,
								   values[i] ? strlen(values[i]) : 1, 0,
								   values[i], 0, &lengths[i]),
				  insert, "SQLBindParameter");
		}
		check(SQLExecute(insert), insert, "insert");
		for (int i = 0; i < WRITTEN_COLUMNS; i++)
			free(values[i]);
	}
	SQLFreeHandle(SQL_HANDLE_STMT, insert);
	SQLFreeHandle(SQL_HANDLE_STMT, sample);
}

int
main(int argc, char **argv)
{
	SQLHENV environment;
	FILE *file;
	char *line = NULL;
	size_t size = 0;

	if (argc != 3 || !getenv("ODBC_CONNECTION"))
	{
		fprintf(stderr, "usage: ODBC_CONNECTION=... odbc MODE FILE\n");
		return 2;
	}
	setlocale(LC_ALL, "");
	SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
	SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION,
				  (SQLPOINTER) SQL_OV_ODBC3, 0);
	SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection);
	if (!SQL_SUCCEEDED(SQLDriverConnect(connection, NULL,
										(SQLCHAR *) getenv("ODBC_CONNECTION"),
										SQL_NTS, NULL, 0, NULL,
										SQL_DRIVER_NOPROMPT)))
		die(SQL_HANDLE_DBC, connection, "no connection");

	read_type_names();
	file = fopen(argv[2], "r");
	while (file && getline(&line, &size, file) > 0)
	{
		char *colon = strstr(line, ": ");

		line[strcspn(line, "\n")] = '\0';
		*colon = '\0';
		if (strcmp(argv[1], "errors") == 0)
			print_error(line, colon + 2);
		else if (strcmp(argv[1], "write") == 0)
			write_rows(colon + 2);
		else if (strncmp(argv[1], "parameters", 10) == 0)
			read_parameters(line, colon + 2, strcmp(argv[1], "parameters-long") == 0);
		else
			read_query(argv[1], line, colon + 2);
	}
	free(line);
	if (file)
		fclose(file);
	for (int i = 0; i < ntype_names; i++)
	{
		free(type_names[i].internal);
		free(type_names[i].shown);
	}
	SQLDisconnect(connection);
	SQLFreeHandle(SQL_HANDLE_DBC, connection);
	SQLFreeHandle(SQL_HANDLE_ENV, environment);
	return ferror(stdout) || fflush(stdout) != 0;
}
