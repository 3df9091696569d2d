// DuckDB for the benchmark.
//
//   node duckdb.mjs load DATABASE CSV                 makes the table from CSV
//   node duckdb.mjs run DATABASE THREADS SQL ROWS     runs the file SQL twice,
//       prints milliseconds, peak megabytes and milliseconds of processor time
//       of the second run (the first has brought the blocks into memory) and
//       writes its rows into ROWS
//
// The package @duckdb/node-api is looked for below the directory DUCKDB_HOME.
// Peak memory is that of the process: DuckDB has no other, and its cache of
// blocks is in it.

import fs from 'node:fs';
import { createRequire } from 'node:module';

const { DuckDBInstance } = createRequire(process.env.DUCKDB_HOME + '/')('@duckdb/node-api');
const [action, database, ...rest] = process.argv.slice(2);

async function connect(options) {
	return (await DuckDBInstance.create(database, options)).connect();
}

// The types are those of the PostgreSQL table; a daterange is its two days.
async function load(csv) {
	const connection = await connect({ threads: '2' });
	await connection.run(`
		CREATE TABLE arrangement AS
		SELECT * FROM read_csv('${csv}', header = false, auto_detect = false, columns = {
			agency: 'VARCHAR', provider: 'VARCHAR', provider_name: 'VARCHAR', provider_id: 'BIGINT',
			value: 'DECIMAL(12,2)', starts: 'DATE', ends: 'DATE', times: 'INTEGER', tiny_group: 'INTEGER'})`);
	await connection.run('CHECKPOINT');
}

// Every scalar in a value, lists and structs opened up.
function scalars(value) {
	if (value === null)
		return [];
	if (Array.isArray(value?.items))
		return value.items.flatMap(scalars);
	if (value?.entries && typeof value.entries === 'object')
		return Object.values(value.entries).flatMap(scalars);
	return [String(value)];
}

async function run(threads, file, rows) {
	const connection = await connect({ threads, access_mode: 'READ_ONLY' });
	const sql = fs.readFileSync(file, 'utf8');
	await connection.runAndReadAll(sql);
	// forget the peak so far
	fs.writeFileSync('/proc/self/clear_refs', '5');
	const begin = process.hrtime.bigint();
	const usedBefore = process.cpuUsage();
	const result = await connection.runAndReadAll(sql);
	const used = process.cpuUsage(usedBefore);
	const ms = Number(process.hrtime.bigint() - begin) / 1e6;
	const peak = /^VmHWM:\s+(\d+)/m.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1];
	fs.writeFileSync(rows, result.getRows().map(row => row.flatMap(scalars).join('|') + '\n').join(''));
	console.log(ms.toFixed(1), Math.round(peak / 1024), ((used.user + used.system) / 1e3).toFixed(1));
}

await (action === 'load' ? load(...rest) : run(...rest));
process.exit(0);
