// Reads and writes values of the extension with node-postgres.
//
//     node node.js MODE FILE     FILE has a line "name: query" for each query
//
// Modes that read print a line for every value: name of the query, row (0 has
// the types), column and value, separated by tabs and escaped as COPY does:
//
//     text, prepared, cursor
//
// The mode "parameters" takes {5} and {0.5} in a query for numbers, and reads.
// The mode "errors" prints name, SQLSTATE, message, detail and hint of each query.  The
// modes that write copy the rows of FILE's first query into the table back:
//
//     write, write-binary
//
// node-postgres reads results in text form only: what is binary it would take
// for UTF-8.  Parameters that are a Buffer it sends in binary form.
//
// The environment (PGHOST ...) says where the server is, NODE_PATH where the
// packages pg and pg-cursor are.

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
	return value === '' || /^null$/i.test(value) || /[{}",\\\s]/.test(value)
		? `"${value.replace(/["\\]/g, '\\$&')}"`
		: value;
}

// A JavaScript value as PostgreSQL would write it.
function shown(value) {
	if (value === null) return '\\N';
	if (typeof value === 'boolean') return value ? 't' : 'f';
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
	rows.forEach((row, i) => row.forEach((value, column) => print(name, first + i, fields[column].name, shown(value))));
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

async function readParameters(client, name, sql, typeNames) {
	const values = [];
	const text = sql.replace(/{(.*?)}/g, (_, number) => `$${values.push(Number(number))}`);
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
		? `SELECT id, what, summary_send(t), summary_send(c), summary_send(o), summary_send(b),
			frequency_send(f), nzbn_send(n) FROM (${sql}) AS s`
		: sql;
	const { rows } = await client.query({ text: read, rowMode: 'array' });
	for (const row of rows) {
		await client.query(
			'INSERT INTO back (id, what, t, c, o, b, f, n) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', row);
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
	// jsonb as the server writes it, not as JavaScript would
	types.setTypeParser(types.builtins.JSONB, (text) => text);
	const { rows } = await client.query('SELECT oid, oid::regtype::text AS name FROM pg_type');
	const typeNames = new Map(rows.map((row) => [row.oid, row.name]));
	for (const line of fs.readFileSync(file, 'utf8').trimEnd().split('\n')) {
		const colon = line.indexOf(': ');
		const [name, sql] = [line.slice(0, colon), line.slice(colon + 2)];
		if (mode.startsWith('write')) await write(client, mode, sql);
		else if (mode === 'errors') await printError(client, name, sql);
		else if (mode === 'parameters') await readParameters(client, name, sql, typeNames);
		else if (['text', 'prepared', 'cursor'].includes(mode)) await read(client, mode, name, sql, typeNames);
		else throw new Error(`no such mode: ${mode}`);
	}
}

main(...process.argv.slice(2)).catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
