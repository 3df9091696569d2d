"""Reads and writes values of the extension with psycopg 3.

    psycopg_driver.py MODE FILE     FILE has a line "name: query" for each query

Modes that read print a line for every value: name of the query, row (0 has the
types), column and value, separated by tabs and escaped as COPY does.  What
arrives as bytes is shown in hexadecimal.

    text, binary, prepared, prepared-binary, server-cursor,
    server-cursor-binary, stream, copy, copy-binary

Modes with parameters take <<5>> in a query for an int, <<0.5>> for a float, or a
Decimal, <<date 2020-07-01>> for what Python has of that type, and print what they
read:

    parameters, parameters-binary, parameters-decimal

The mode "errors" prints name, SQLSTATE, message, detail and hint of each query.  The
modes that write copy the rows of FILE's first query into the table back:

    write, write-binary, write-copy, write-copy-binary

The environment (PGHOST ...) says where the server is.
"""

import datetime
import decimal
import json
import re
import sys

import psycopg
from psycopg.adapt import Buffer, Dumper
from psycopg.pq import Format
from psycopg.types import TypeInfo
from psycopg.types.json import Jsonb, set_json_loads
from psycopg.types.range import Range

from copy_text import PLAIN, TYPES, WRITTEN, bounds, elements, escape, parameters, print_rows, queries

def print_types(name, cursor, type_names):
    for column in cursor.description:
        print(name, 0, column.name, type_names[column.type_code], sep='\t')


def print_cursor(name, cursor, rows):
    print_rows(name, [column.name for column in cursor.description], rows)


def read(connection, mode, name, query, type_names):
    binary = mode.endswith('binary')
    if mode.startswith('copy'):
        with connection.cursor() as cursor:
            # a description of the columns, which COPY has not
            cursor.execute(query)
            columns = [column.name for column in cursor.description]
            types = [type_names[column.type_code] for column in cursor.description]
            print_types(name, cursor, type_names)
            # psycopg 3.1 stumbles over a binary COPY that has no rows
            if cursor.rowcount == 0:
                return
            kind = 'binary' if binary else 'text'
            with cursor.copy(f'COPY ({query}) TO STDOUT (FORMAT {kind})') as copy:
                copy.set_types(types)
                print_rows(name, columns, copy.rows())
    elif mode == 'stream':
        with connection.cursor() as cursor:
            rows = list(cursor.stream(query))
            if rows:
                print_types(name, cursor, type_names)
                print_cursor(name, cursor, rows)
            else:
                # stream() describes nothing when there are no rows
                cursor.execute(query)
                print_types(name, cursor, type_names)
    elif mode.startswith('server-cursor'):
        with connection.transaction(), connection.cursor('reader', binary=binary) as cursor:
            cursor.itersize = 3
            cursor.execute(query)
            print_types(name, cursor, type_names)
            print_cursor(name, cursor, cursor)
    elif mode in ('text', 'binary', 'prepared', 'prepared-binary'):
        with connection.cursor(binary=binary) as cursor:
            # what is prepared is described anew when it is executed again
            for _ in range(2 if mode.startswith('prepared') else 1):
                cursor.execute(query, prepare=mode.startswith('prepared'))
            print_types(name, cursor, type_names)
            print_cursor(name, cursor, cursor)
    else:
        sys.exit(f'no such mode: {mode}')


def of_type(kind, text, mode):
    """What Python has of a type."""
    if kind == '':
        fraction = decimal.Decimal if mode == 'parameters-decimal' else float
        return fraction(text) if '.' in text else int(text)
    if kind == 'numeric[]':
        fraction = float if mode == 'parameters' else decimal.Decimal
        return [fraction(item) for item in elements(text)]
    make = {
        **PLAIN, 'numeric': decimal.Decimal,
        'daterange': lambda text: Range(*bounds(text, datetime.date.fromisoformat)),
        'numrange': lambda text: Range(*bounds(text, decimal.Decimal)),
        'jsonb': lambda text: Jsonb(json.loads(text)),
    }
    return make[kind](text)


def read_parameters(connection, mode, name, query, type_names):
    values = [of_type(kind, text, mode) for kind, text in parameters(query)]
    placeholder = '%b' if mode == 'parameters-binary' else '%s'
    # floats are no amounts, unless one says so
    query = re.sub('<<numeric\\[\\] .*?>>', placeholder + '::numeric[]', query) if mode == 'parameters' else query
    with connection.cursor() as cursor:
        cursor.execute(re.sub('<<.*?>>', placeholder, query), values)
        print_types(name, cursor, type_names)
        print_cursor(name, cursor, cursor)


def print_error(connection, name, query):
    try:
        connection.execute(query).fetchall()
        print(name, 'no error', sep='\t')
    except psycopg.Error as error:
        diagnostics = error.diag.message_primary, error.diag.message_detail, error.diag.message_hint
        print(name, error.sqlstate, *(escape(text or '') for text in diagnostics), sep='\t')


class BytesDumper(Dumper):
    """Writes bytes, as a binary cursor reads them, in binary form."""
    format = Format.BINARY

    def dump(self, obj: bytes) -> Buffer:
        return obj


def register_bytes(connection):
    """Lets bytes be parameters of each of our types: a class for each, and its dumper."""
    classes = []
    for name in TYPES:
        info = TypeInfo.fetch(connection, name)
        info.register(connection)
        wrapper = type(name, (bytes,), {})
        dumper = type(name + '_dumper', (BytesDumper,), {'oid': info.oid})
        connection.adapters.register_dumper(wrapper, dumper)
        classes.append(wrapper)
    return classes


def write(connection, mode, query):
    binary = mode.endswith('binary')
    classes = [int, str] + (register_bytes(connection) if binary else [str] * len(TYPES))
    if binary and 'copy' in mode:
        # integers have several binary forms, and COPY takes that of the column only
        classes[0] = psycopg.types.numeric.Int4
    rows = connection.cursor(binary=binary).execute(query).fetchall()
    rows = [[None if value is None else make(value) for make, value in zip(classes, row)] for row in rows]
    with connection.cursor() as cursor:
        if 'copy' in mode:
            kind = 'binary' if binary else 'text'
            with cursor.copy(f'COPY {WRITTEN} FROM STDIN (FORMAT {kind})') as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f'INSERT INTO {WRITTEN} VALUES ({", ".join(["%s"] * len(classes))})', rows)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    mode, path = sys.argv[1:]
    sys.stdout.reconfigure(encoding='utf-8', newline='\n')
    with psycopg.connect('', autocommit=True) as connection:
        # jsonb as the server writes it, not as Python would
        set_json_loads(lambda text: text if isinstance(text, str) else text.decode(), connection)
        type_names = dict(connection.execute('SELECT oid, oid::regtype::text FROM pg_type').fetchall())
        if mode.startswith('copy'):
            for name in TYPES:
                TypeInfo.fetch(connection, name).register(connection)
        for name, query in queries(path):
            if mode.startswith('write'):
                write(connection, mode, query)
            elif mode == 'errors':
                print_error(connection, name, query)
            elif mode.startswith('parameters'):
                read_parameters(connection, mode, name, query, type_names)
            else:
                read(connection, mode, name, query, type_names)


if __name__ == '__main__':
    main()
