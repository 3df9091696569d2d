// Defects to plant in a page that is well: what is changed in its source, and the check
// of look.js that has to find it in which view.

'use strict';

const style = (rules) => (source) => source.replace('</head>', `<style>${rules}</style></head>`);

// Puts something into the first chart of this name, at its end.
const draw = (chart, what) => (source) => source.replace(new RegExp(`(<section id="${chart}"[^]*?)(</svg>)`), (all, before, end) =>
	before + (typeof what === 'function' ? what(before.slice(before.indexOf('<svg'))) : what) + end);

// Changes what a chart's section is written as.
const edit = (chart, from, to) => (source) => source.replace(new RegExp(`<section id="${chart}"[^]*?</section>`), (section) => section.replace(from, to));

const before = (place, what) => (source) => source.replace(place, (found) => what + found);

module.exports = [
	{ name: 'two labels on each other', check: 'no text on another', view: '1200 light',
		change: draw('value_by_agency', (svg) => `${/<text[^>]*>/.exec(svg)[0]}Another label</text>`) },
	{ name: 'a label that begins outside of the picture', check: 'texts and marks within their picture', view: '400 light',
		change: draw('ending', '<text x="-25" y="100">Outside label</text>') },
	{ name: 'a mark painted over labels', check: 'every character is seen', view: '1200 dark',
		change: draw('provider_sets', '<rect x="0" y="0" width="400" height="400" style="fill: #333"/>') },
	{ name: 'a label half on a bar', check: 'no text half on a mark', view: '1200 light',
		change: draw('money_by_year', (svg) => {
			const [, x, y] = /<rect[^>]*\sx="([\d.]+)"[^>]*\sy="([\d.]+)"/.exec(svg.slice(svg.search(/<rect[^>]*data-value/)));
			return `<rect x="${x}" y="${y}" width="12" height="9" style="fill: #36c"/><text x="${x}" y="${Number(y) + 9}">$1m</text>`;
		}) },
	{ name: 'a line through a label', check: 'no text half on a mark', view: '400 dark',
		change: draw('lorenz', '<path d="M0 34 L400 34" style="stroke: red; fill: none"/><text x="200" y="38">Struck label</text>') },
	{ name: 'grey text', check: 'contrast of 4.5 to 1', view: '1200 light', change: style('.stands { color: #909090 !important }') },
	{ name: 'dark text in the dark', check: 'contrast of 4.5 to 1', view: '400 dark', change: style('svg text { fill: #444 !important }') },
	{ name: 'a faint label on a cell', check: 'contrast of 4.5 to 1', view: '1200 light',
		change: draw('joint_saving', '<rect x="10" y="10" width="60" height="24" style="fill: #68a"/><text x="14" y="26" style="fill: #fff">1,234</text>') },
	{ name: 'paper printed for the dark', check: 'contrast of 4.5 to 1', view: 'print of the dark',
		change: style('@media (prefers-color-scheme: dark) { body, body * { color: #ddd !important } }') },
	{ name: 'pale bars', check: 'marks stand out by 3 to 1', view: '1200 light', change: style('svg .bar { fill: #b8c8dc !important }') },
	{ name: 'dark bars in the dark', check: 'marks stand out by 3 to 1', view: '400 dark', change: style('svg .bar { fill: #243a52 !important }') },
	{ name: 'a chart of no row', check: 'nine sections, each with heading, sentence, coverage, chart and table', view: '1200 light',
		change: edit('ending', /(<p class="stands"[^>]*>)[^<]*/, '$1None of 12 rows has all that this can use.') },
	{ name: 'small print', check: 'no small print', view: '400 light', change: style('.stands { font-size: 9px !important }') },
	{ name: 'small labels', check: 'no small print', view: '400 light', change: style('svg text { font-size: 8px !important }') },
	{ name: 'a bar of a wrong length', check: 'bars as long as their figures', view: '1200 light',
		change: edit('value_by_agency', /(<rect(?=[^>]*data-value)[^>]*\swidth=")([\d.]+)"/g, (() => {
			let nth = 0;
			return (all, start, width) => (++nth === 3 ? `${start}${Number(width) + 4}"` : all);
		})()) },
	{ name: 'a bar too few', check: 'as many marks as the tables have figures', view: '1200 light',
		change: edit('providers_by_agency', /\sdata-value=/, ' data-other=') },
	{ name: 'no curve', check: 'as many marks as the tables have figures', view: '1200 light', change: edit('lorenz', /class="curve/, 'class="bent') },
	{ name: 'a chart left out', check: 'nine sections, each with heading, sentence, coverage, chart and table', view: '1200 light',
		change: (source) => source.replace(/<section id="ending"[^]*?<\/section>/, '') },
	{ name: 'no coverage', check: 'nine sections, each with heading, sentence, coverage, chart and table', view: '1200 light',
		change: edit('contract_values', /class="stands"/, 'class="notes"') },
	{ name: 'a picture from elsewhere', check: 'no request but for the page', view: '1200 light',
		change: before('</body>', '<img alt="" src="https://example.org/a.png"/>') },
	{ name: 'a font from elsewhere, in style', check: 'nothing runs, nothing is taken from elsewhere', view: '1200 light',
		change: style('@font-face { font-family: Own; src: url(//example.org/own.woff) }') },
	{ name: 'a name that is not escaped', check: 'nothing runs, nothing is taken from elsewhere', view: '1200 light',
		change: edit('value_by_agency', /<td[^>]*>/, '$&<script>document.title = "taken"</script>') },
	{ name: 'a name that runs', check: 'no word on the console', view: '1200 light',
		change: edit('value_by_agency', /<td[^>]*>/, '$&<b onclick="x" style="x"><script>undefined.name</script></b>') },
	{ name: 'a table wider than a phone', check: 'nothing wider than the page', view: '400 light',
		change: style('table { width: 700px !important } section * { overflow: visible !important }') },
	{ name: 'a word longer than its cell', check: 'words in their cells and paragraphs', view: '400 light',
		change: style('table { table-layout: fixed !important } th { white-space: nowrap !important }') },
	{ name: 'an override that turns a sentence', check: 'names turn nothing but themselves', view: '1200 light',
		change: edit('ending', /<p class="stands"[^>]*>/, '$&Office \u202eof Reversed holds 12,345 of it. ') },
	{ name: 'an override that turns a label', check: 'names turn nothing but themselves', view: '1200 light',
		change: draw('ending', '<text x="20" y="20">Office \u202eof 1,234</text>') },
	{ name: 'a name in a tooltip that turns the figure', check: 'names turn nothing but themselves', view: '1200 light',
		change: edit('value_by_agency', /<title>/g, '<title>\u202eeciffO: 12') },
	{ name: 'a chart without a name', check: 'readers of screens are told of each chart', view: '1200 light',
		change: edit('lorenz', /(<svg[^>]*)aria-labelledby="[^"]*"([^]*?)<title[^]*?<\/title>/, '$1$2') },
	{ name: 'two charts of one name', check: 'readers of screens are told of each chart', view: '1200 light',
		change: edit('lorenz', /(<svg[^>]*)aria-labelledby="[^"]*"/, '$1aria-label="Value by agency"') },
	{ name: 'a chart that is no image', check: 'ids, lang, title, roles, heads of tables', view: '1200 light', change: edit('lorenz', /role="img"/, '') },
	{ name: 'a level of headings left out', check: 'one h1, and no level left out', view: '1200 light',
		change: edit('lorenz', /<(\/?)h2/g, '<$1h4') },
	{ name: 'an id twice', check: 'ids, lang, title, roles, heads of tables', view: '1200 light', change: edit('lorenz', /<h2/, '<h2 id="ending"') },
	{ name: 'no language', check: 'ids, lang, title, roles, heads of tables', view: '1200 light', change: (source) => source.replace(/ lang="[^"]*"/, '') },
	{ name: 'a chart larger than a sheet', check: 'printed, no chart is cut', view: 'print', change: style('svg { height: 1300px !important }') },
	{ name: 'charts with their headings elsewhere', check: 'printed, no chart is cut', view: 'print', change: style('h2 { break-after: page !important }') }
];
