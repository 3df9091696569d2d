"""Reads and writes values of the extension with psycopg2.

    psycopg2_driver.py MODE FILE     FILE has a line "name: query" for each query

Modes that read print a line for every value: name of the query, row (0 has the
types), column and value, separated by tabs and escaped as COPY does.  All of
them read values in text form, for psycopg2 knows no other:

    text, server-cursor, copy

Modes with parameters take <<5>> in a query for an int, <<0.5>> for a float, or a
Decimal, <<date 2020-07-01>> for what Python has of that type, and print what they
read.  psycopg2 writes parameters into the text of the query:

    parameters, parameters-decimal

The mode "errors" prints name, SQLSTATE, message, detail and hint of each query.  The
modes that write copy the rows of FILE's first query into the table back:

    write, write-copy

The environment (PGHOST ...) says where the server is.
"""

import datetime
import decimal
import io
import json
import re
import sys

import psycopg2
from psycopg2.extras import DateRange, Json, NumericRange, register_default_jsonb, register_uuid

from copy_text import PLAIN, WRITTEN, bounds, elements, escape, parameters, print_rows, queries


def print_types(name, cursor, type_names):
    for column in cursor.description:
        print(name, 0, column.name, type_names[column.type_code], sep='\t')


def print_all(name, cursor, rows, type_names):
    print_types(name, cursor, type_names)
    print_rows(name, [column.name for column in cursor.description], rows)


def read(connection, mode, name, query, type_names):
    if mode == 'text':
        with connection.cursor() as cursor:
            cursor.execute(query)
            print_all(name, cursor, cursor, type_names)
    elif mode == 'server-cursor':
        with connection, connection.cursor('reader') as cursor:
            cursor.itersize = 3
            cursor.execute(query)
            # a cursor in the server is described when the first rows are there
            first = cursor.fetchmany(3)
            print_all(name, cursor, first + list(cursor), type_names)
    elif mode == 'copy':
        with connection.cursor() as cursor:
            cursor.execute(query)
            print_types(name, cursor, type_names)
            columns = [column.name for column in cursor.description]
            buffer = io.StringIO(newline='\n')
            cursor.copy_expert(f'COPY ({query}) TO STDOUT', buffer)
            # values that are escaped already
            for number, line in enumerate(buffer.getvalue().split('\n')[:-1], 1):
                for column, value in zip(columns, line.split('\t')):
                    print(name, number, column, value, sep='\t')
    else:
        sys.exit(f'no such mode: {mode}')


def of_type(kind, text, mode):
    """What Python has of a type."""
    fraction = decimal.Decimal if mode == 'parameters-decimal' else float

    def number(text):
        return fraction(text) if '.' in text else int(text)

    make = {
        **PLAIN,
        # a float too is numeric, for the server reads it in the text of the query
        '': number, 'numeric': number, 'numeric[]': lambda text: [number(item) for item in elements(text)],
        'daterange': lambda text: DateRange(*bounds(text, datetime.date.fromisoformat)),
        'numrange': lambda text: NumericRange(*bounds(text, decimal.Decimal)),
        'jsonb': lambda text: Json(json.loads(text)),
    }
    return make[kind](text)


def read_parameters(connection, mode, name, query, type_names):
    values = [of_type(kind, text, mode) for kind, text in parameters(query)]
    with connection.cursor() as cursor:
        cursor.execute(re.sub('<<.*?>>', '%s', query), values)
        print_all(name, cursor, cursor, type_names)


def print_error(connection, name, query):
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            cursor.fetchall()
        print(name, 'no error', sep='\t')
    except psycopg2.Error as error:
        diagnostics = error.diag.message_primary, error.diag.message_detail, error.diag.message_hint
        print(name, error.pgcode, *(escape(text or '') for text in diagnostics), sep='\t')


def write(connection, mode, query):
    with connection.cursor() as cursor:
        if mode == 'write-copy':
            buffer = io.StringIO(newline='\n')
            cursor.copy_expert(f'COPY ({query}) TO STDOUT', buffer)
            buffer.seek(0)
            cursor.copy_expert(f'COPY {WRITTEN} FROM STDIN', buffer)
        else:
            cursor.execute(query)
            for row in cursor.fetchall():
                cursor.execute(f'INSERT INTO {WRITTEN} VALUES ({", ".join(["%s"] * len(row))})', row)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    mode, path = sys.argv[1:]
    sys.stdout.reconfigure(encoding='utf-8', newline='\n')
    register_uuid()
    # jsonb as the server writes it, not as Python would
    register_default_jsonb(globally=True, loads=lambda text: text)
    connection = psycopg2.connect('')
    connection.autocommit = mode != 'server-cursor'
    with connection.cursor() as cursor:
        cursor.execute('SELECT oid, oid::regtype::text FROM pg_type')
        type_names = dict(cursor.fetchall())
    for name, query in queries(path):
        if mode.startswith('write'):
            write(connection, mode, query)
        elif mode == 'errors':
            print_error(connection, name, query)
        elif mode.startswith('parameters'):
            read_parameters(connection, mode, name, query, type_names)
        else:
            read(connection, mode, name, query, type_names)
    connection.close()


if __name__ == '__main__':
    main()
