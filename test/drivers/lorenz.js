// Draws a Lorenz curve with Observable Plot, of rows as node-postgres has them.
//
//     node lorenz.js
//
// The holders have 1, 8, 27 … 1000.  Prints a line for each point of the picture:
// how the rows were read, the number of the point, and where it is between the
// ends of the line, across and up, from 0 to 1:
//
//     arrived   as they arrive, numeric
//     cast      as float8
//     view      from a view of plain columns
//     parsed    numeric, when the process has been told to make numbers of it
//
// The environment (PGHOST ...) says where the server is; the packages are in a
// node_modules above this file.

'use strict';

const { Client, types } = require('pg');
const { parseHTML } = require('linkedom');

const SUMMARY = '(SELECT concentration_summary(i, i * i * i) AS s FROM generate_series(1, 10) AS i) AS x';

// The points of the line in the picture, as pairs of numbers.
function drawn(Plot, rows) {
	const { document } = parseHTML('<html></html>');
	const chart = Plot.plot({ document, marks: [Plot.line(rows, { x: 'holder_share', y: 'value_share' })] });
	const path = chart.querySelector('[aria-label="line"] path').getAttribute('d');
	return path.slice(1).split('L').map((point) => point.split(',').map(Number));
}

function print(name, points) {
	const first = points[0];
	const last = points[points.length - 1];
	const between = (n, axis) => ((n - first[axis]) / (last[axis] - first[axis])).toFixed(3);
	points.forEach(([x, y], i) => process.stdout.write(`${name}\t${i}\t${between(x, 0)}\t${between(y, 1)}\n`));
}

async function main() {
	const Plot = await import('@observablehq/plot');
	console.warn = () => {}; // that strings are drawn as names
	const client = new Client();
	await client.connect();
	try {
		const draw = async (name, sql) => print(name, drawn(Plot, (await client.query(sql)).rows));
		await draw('arrived', `SELECT holder_share, value_share FROM ${SUMMARY}, lorenz(s, 10)`);
		await draw('cast', `SELECT holder_share::float8, value_share::float8 FROM ${SUMMARY}, lorenz(s, 10)`);
		await client.query(`CREATE TEMP VIEW plain AS
			SELECT holder_share::float8, value_share::float8 FROM ${SUMMARY}, lorenz(s, 10)`);
		await draw('view', 'SELECT * FROM plain');
		types.setTypeParser(types.builtins.NUMERIC, Number);
		await draw('parsed', `SELECT holder_share, value_share FROM ${SUMMARY}, lorenz(s, 10)`);
	} finally {
		await client.end();
	}
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
