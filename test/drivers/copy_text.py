"""What the programs of this directory in Python have in common: how they print
a value, and how they read what is between << and >>."""

import datetime
import decimal
import re
import uuid

TYPES = ['term_summary', 'concentration_summary', 'overlap_summary', 'burden_summary', 'schedule_summary',
         'frequency', 'nzbn', 'length_change_state', 'theil_parts_state', 'length_bounds_state',
         'length_change', 'theil_parts']
WRITTEN = 'back (id, what, t, c, o, b, s, f, n, change_state, parts_state, bounds_state, change, parts)'


def escape(text):
    """As COPY writes text."""
    for character, escaped in ('\\', '\\\\'), ('\n', '\\n'), ('\r', '\\r'), ('\t', '\\t'):
        text = text.replace(character, escaped)
    return text


def element(value):
    """An element of an array, or a bound of a range, as PostgreSQL quotes it."""
    if not isinstance(value, str):
        return 'NULL' if value is None else shown(value)
    special = set('{}",\\ \t\n\r\v\f')
    if value == '' or value.upper() == 'NULL' or set(value) & special:
        return '"' + value.replace('\\', '\\\\').replace('"', '\\"') + '"'
    return value


def shown(value):
    """A Python object as PostgreSQL would write it."""
    if value is None:
        return '\\N'
    if isinstance(value, bool):
        return 't' if value else 'f'
    if isinstance(value, decimal.Decimal):
        return format(value, 'f')
    if isinstance(value, datetime.datetime):
        return re.sub(r'([+-]\d\d):00$', r'\1', value.isoformat(sep=' '))
    if isinstance(value, list):
        return escape('{' + ','.join(element(item) for item in value) + '}')
    if hasattr(value, 'isempty'):
        if value.isempty:
            return 'empty'
        lower, upper = ('' if bound is None else shown(bound) for bound in (value.lower, value.upper))
        return ('[' if value.lower_inc else '(') + lower + ',' + upper + (']' if value.upper_inc else ')')
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    return escape(str(value))


def print_rows(name, columns, rows):
    for number, row in enumerate(rows, 1):
        for column, value in zip(columns, row):
            print(name, number, column, shown(value), sep='\t')


def queries(path):
    """The names and texts of the file's queries."""
    with open(path, encoding='utf-8') as file:
        for line in file:
            yield line.rstrip('\n').split(': ', 1)


def parameters(query):
    """The types, '' of numbers, and texts of the query's parameters."""
    return [match.groups(default='') for match in re.finditer(r'<<(?:([a-z]\S*) )?(.*?)>>', query)]


def elements(text):
    """The texts in an array without quotes."""
    return text.strip('{}').split(',')


def bounds(text, make):
    """Lower, upper and brackets of a range; an end that is not there is None."""
    lower, upper = (make(bound) if bound else None for bound in text[1:-1].split(','))
    return lower, upper, text[0] + text[-1]


# what Python has of the types that every driver takes as that
PLAIN = {
    'text': str, 'date': datetime.date.fromisoformat, 'uuid': uuid.UUID,
    'boolean': lambda text: text == 't',
    'text[]': elements,
    'bigint[]': lambda text: [int(item) for item in elements(text)],
    'boolean[]': lambda text: [item == 't' for item in elements(text)],
}
