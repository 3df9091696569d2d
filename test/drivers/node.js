// Reads and writes values of the extension with node-postgres.
//
//     node node.js MODE FILE     FILE has a line "name: query" for each query
//
// Modes that read print a line for every value: name of the query, row (0 has
// the types), column and value, separated by tabs and escaped as COPY does:
//
//     text, prepared, cursor
//
// The modes "parameters" and "parameters-text" take <<5>>, <<0.5>> and
// <<date 2020-07-01>> in a query for what JavaScript has of numbers and of that type,
// or for text, and read.
// The mode "errors" prints name, SQLSTATE, message, detail and hint of each query.  The
// modes that write copy the rows of FILE's first query into the table back:
//
//     write, write-binary
//
// node-postgres reads results in text form only: what is binary it would take
// for UTF-8.  Parameters that are a Buffer it sends in binary form.  Arrays of
// numeric, which it makes floating-point numbers, and jsonb are left as text here.
//
// The environment (PGHOST ...) says where the server is; the packages pg and
// pg-cursor are in a node_modules above this file.

'use strict';

const fs = require('fs');
const { Client, types } = require('pg');
const Cursor = require('pg-cursor');


// As COPY writes text.
function escaped(text) {
	return text.replace(/[\\\n\r\t]/g, (c) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[c]);
}

// An element of an array as PostgreSQL quotes it.
function element(value) {
	if (typeof value !== 'string') return shown(value);
	return value === '' || /^null$/i.test(value) || /[{}",\\\s]/.test(value)
		? `"${value.replace(/["\\]/g, '\\$&')}"`
		: value;
}

// A JavaScript value as PostgreSQL would write it: a date is midnight here, whatever the zone.
function shown(value, type) {
	if (value === null) return '\\N';
	if (typeof value === 'boolean') return value ? 't' : 'f';
	if (type === types.builtins.DATE) {
		return [value.getFullYear(), value.getMonth() + 1, value.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
	}
	if (type === types.builtins.TIMESTAMPTZ) return value.toISOString().replace('T', ' ').replace('.000Z', '+00');
	if (Array.isArray(value)) return escaped(`{${value.map(element).join(',')}}`);
	return escaped(String(value));
}

function print(...fields) {
	process.stdout.write(`${fields.join('\t')}\n`);
}

function printTypes(name, fields, typeNames) {
	for (const field of fields) print(name, 0, field.name, typeNames.get(field.dataTypeID));
}

function printRows(name, fields, rows, first) {
	rows.forEach((row, i) => row.forEach((value, column) => print(name, first + i, fields[column].name, shown(value, fields[column].dataTypeID))));
}

async function read(client, mode, name, sql, typeNames) {
	if (mode === 'cursor') {
		const cursor = client.query(new Cursor(sql, [], { rowMode: 'array' }));
		let first = 1;
		for (;;) {
			const rows = await cursor.read(3);
			if (first === 1) printTypes(name, cursor._result.fields, typeNames);
			printRows(name, cursor._result.fields, rows, first);
			if (rows.length === 0) break;
			first += rows.length;
		}
		await cursor.close();
	} else {
		const query = { text: sql, rowMode: 'array' };
		if (mode === 'prepared') query.name = name;
		const result = await client.query(query);
		printTypes(name, result.fields, typeNames);
		printRows(name, result.fields, result.rows, 1);
	}
}

// What JavaScript has of a type; of ranges and what is exact it has text.
function ofType(type, text) {
	const items = text.replace(/[{}]/g, '').split(',');
	switch (type) {
		case undefined: return Number.isSafeInteger(Number(text)) || text.includes('.') ? Number(text) : BigInt(text);
		case 'boolean': return text === 't';
		case 'date': return new Date(`${text}T00:00:00`);
		case 'jsonb': return JSON.stringify(JSON.parse(text));
		case 'text[]': return items;
		case 'numeric[]': case 'bigint[]': return items.map(Number);
		case 'boolean[]': return items.map((item) => item === 't');
		default: return text;
	}
}

async function readParameters(client, mode, name, sql, typeNames) {
	const values = [];
	const text = sql.replace(/<<(?:([a-z]\S*) )?(.*?)>>/g, (_, type, value) =>
		`$${values.push(mode === 'parameters' ? ofType(type, value) : value)}`);
	const result = await client.query({ text, values, rowMode: 'array' });
	printTypes(name, result.fields, typeNames);
	printRows(name, result.fields, result.rows, 1);
}

async function printError(client, name, sql) {
	try {
		await client.query(sql);
		print(name, 'no error');
	} catch (error) {
		print(name, error.code, ...[error.message, error.detail, error.hint].map((text) => escaped(text || '')));
	}
}

// In text form as it was read; in binary form as what the server makes of send.
async function write(client, mode, sql) {
	const read = mode === 'write-binary'
		? `SELECT id, what, summary_send(t), summary_send(c), summary_send(o), summary_send(b), summary_send(s),
			frequency_send(f), nzbn_send(n), length_change_state_send(change_state), theil_parts_state_send(parts_state),
			length_bounds_state_send(bounds_state), record_send(change), record_send(parts) FROM (${sql}) AS s`
		: sql;
	const { rows } = await client.query({ text: read, rowMode: 'array' });
	for (const row of rows) {
		await client.query(
			`INSERT INTO back (id, what, t, c, o, b, s, f, n, change_state, parts_state, bounds_state, change, parts)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`, row);
	}
}

async function main(mode, file) {
	const client = new Client();
	await client.connect();
	try {
		await serve(client, mode, file);
	} finally {
		await client.end();
	}
}

async function serve(client, mode, file) {
	// as the server writes it, not as JavaScript would
	types.setTypeParser(types.builtins.JSONB, (text) => text);
	types.setTypeParser(1231, (text) => text); // numeric[]
	const { rows } = await client.query('SELECT oid, oid::regtype::text AS name FROM pg_type');
	const typeNames = new Map(rows.map((row) => [row.oid, row.name]));
	for (const line of fs.readFileSync(file, 'utf8').trimEnd().split('\n')) {
		const colon = line.indexOf(': ');
		const [name, sql] = [line.slice(0, colon), line.slice(colon + 2)];
		if (mode.startsWith('write')) await write(client, mode, sql);
		else if (mode === 'errors') await printError(client, name, sql);
		else if (mode.startsWith('parameters')) await readParameters(client, mode, name, sql, typeNames);
		else if (['text', 'prepared', 'cursor'].includes(mode)) await read(client, mode, name, sql, typeNames);
		else throw new Error(`no such mode: ${mode}`);
	}
}

main(...process.argv.slice(2)).catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
