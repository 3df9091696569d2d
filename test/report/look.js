// Looks at reports with a browser.
//
//     node look.js CHROMIUM OUT NAME=FILE...     OUT is a directory for pictures, or ''
//     node look.js CHROMIUM OUT --defects FILE   plants defects.js in a page that is well
//
// Each page is seen at 1,200 and 400 pixels, in the light and in the dark, in the widest
// type, and as print.  page.js and pixels.js have the questions.  Prints a line for each check,
// "pass" or "fail", its name, and what is wrong, separated by tabs.
//
// NODE_PATH says where playwright-core is; pdftotext reads what is printed.

'use strict';

const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');
const pixels = require('./pixels.js');
const defects = require('./defects.js');

const inPage = fs.readFileSync(path.join(__dirname, 'page.js'), 'utf8');

// Of A4, what margins of 15 mm leave.
const paper = 680;
const views = [
	{ name: '1200 light', width: 1200, scheme: 'light', media: 'screen' },
	{ name: '1200 dark', width: 1200, scheme: 'dark', media: 'screen' },
	{ name: '400 light', width: 400, scheme: 'light', media: 'screen' },
	{ name: '400 dark', width: 400, scheme: 'dark', media: 'screen' },
	// DejaVu Sans is as wide as Verdana, and wider than what pages are mostly read in.
	{ name: '400 wide type', width: 400, scheme: 'light', media: 'screen', type: 'DejaVu Sans' },
	{ name: 'print', width: paper, scheme: 'light', media: 'print' },
	{ name: 'print of the dark', width: paper, scheme: 'dark', media: 'print' }
];

// What is asked of a page once, and in each view.
const once = {
	sections: 'nine sections, each with heading, sentence, coverage, chart and table',
	headings: 'one h1, and no level left out',
	identifiers: 'ids, lang, title, roles, heads of tables',
	outside: 'nothing runs, nothing is taken from elsewhere',
	marks: 'as many marks as the tables have figures',
	lengths: 'bars as long as their figures'
};
const always = {
	inPicture: 'texts and marks within their picture',
	onText: 'no text on another',
	onMarks: 'no text half on a mark',
	inPage: 'nothing wider than the page',
	inBlocks: 'words in their cells and paragraphs',
	sizes: 'no small print',
	directions: 'names turn nothing but themselves'
};

function say(name, faults) {
	const line = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '.');
	const shown = faults.slice(0, 8).map(line);
	if (faults.length > 8) shown.push(`and ${faults.length - 8} more`);
	process.stdout.write(`${[faults.length ? 'fail' : 'pass', line(name), ...shown].join('\t')}\n`);
}

// Opens a page in a view.  Whatever it asks for but itself is refused and remembered, and
// so is what it has to say to the console.
async function open(browser, file, view) {
	const url = pathToFileURL(file).href;
	const context = await browser.newContext({ viewport: { width: view.width, height: 900 }, colorScheme: view.scheme, offline: true });
	const seen = { requests: [], messages: [] };
	await context.route('**/*', (route) => {
		if (route.request().url() === url && route.request().isNavigationRequest()) return route.continue();
		return route.abort();
	});
	context.on('request', (request) => {
		if (request.url() !== url) seen.requests.push(`asks for ${request.url().slice(0, 100)}`);
	});
	const page = await context.newPage();
	page.on('console', (message) => seen.messages.push(`${message.type()}: ${message.text()}`));
	page.on('pageerror', (error) => seen.messages.push(String(error)));
	page.on('dialog', (dialog) => { seen.messages.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
	await page.emulateMedia({ media: view.media, colorScheme: view.scheme });
	await page.goto(url, { waitUntil: 'load' });
	if (view.type) await page.addStyleTag({ content: `body, body * { font-family: "${view.type}" !important }` });
	await page.evaluate(inPage);
	return { context, page, seen, close: () => context.close() };
}

const ask = (page, question) => page.evaluate((name) => globalThis.look[name](), question);

// The page in pictures: large ones come out repeated, so it is taken in stripes.
async function picture(page) {
	const { width, height } = await page.evaluate(() => ({
		width: document.documentElement.clientWidth, height: Math.ceil(document.documentElement.getBoundingClientRect().height)
	}));
	const stripes = [];
	for (let y = 0; y < height; y += 4000) {
		const clip = { x: 0, y, width, height: Math.min(4000, height - y) };
		stripes.push(pixels.decode(await page.screenshot({ clip, fullPage: true, animations: 'disabled' })));
	}
	const { channels } = stripes[0];
	return { width, channels, height: stripes.reduce((sum, s) => sum + s.height, 0), pixels: Buffer.concat(stripes.map((s) => s.pixels)) };
}

// Browsers print no background of HTML unless told to.
const asPrinted = 'html, body, body *:not(svg *) { background: transparent !important } html { background: #fff !important }';
const withoutText = 'svg text, svg tspan { fill: transparent !important } '
	+ 'body, body * { -webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important; text-shadow: none !important }';

async function seenTexts(page, view) {
	if (view.media === 'print') await page.addStyleTag({ content: asPrinted });
	const texts = await ask(page, 'texts');
	const marks = await ask(page, 'fills');
	const withText = await picture(page);
	const style = await page.addStyleTag({ content: withoutText });
	const without = await picture(page);
	await style.evaluate((element) => element.remove());
	return { count: texts.reduce((sum, { characters }) => sum + characters.length, 0),
		...pixels.faults(texts, withText, without), faint: pixels.faint(marks, withText) };
}

// What readers of screens are told.
async function accessibility(context, page) {
	const faults = [];
	const session = await context.newCDPSession(page);
	const { nodes } = await session.send('Accessibility.getFullAXTree');
	const value = (node, field) => (node[field] ? String(node[field].value) : '');
	const heard = nodes.filter((node) => !node.ignored);
	const images = heard.filter((node) => ['image', 'img', 'graphics-document'].includes(value(node, 'role')));
	const charts = await page.evaluate(() => [...document.querySelectorAll('svg')].map((svg) => svg.querySelector(':scope > title')?.textContent.trim() ?? ''));
	if (images.length !== charts.length) faults.push(`${charts.length} charts, ${images.length} images are told of`);
	for (const image of images) if (value(image, 'name').trim().length < 10) faults.push(`an image is called "${value(image, 'name')}"`);
	for (const title of charts) {
		if (!title || !images.some((image) => value(image, 'name').includes(title.replace(/\s+/g, ' ')))) faults.push(`no image is called "${title}"`);
	}
	const names = images.map((image) => value(image, 'name'));
	if (new Set(names).size !== names.length) faults.push('two images have one name');
	const levels = heard.filter((node) => value(node, 'role') === 'heading')
		.map((node) => Number(node.properties.find((p) => p.name === 'level').value.value));
	if (levels[0] !== 1 || levels.some((level, i) => i > 0 && level > levels[i - 1] + 1)) faults.push(`levels of headings: ${levels.join(' ')}`);
	return faults;
}

// Prints on A4.  A tiny mark at both ends of each chart, and one in its heading, tell on which
// sheet they came to lie.
async function printed(page, out) {
	const count = await page.evaluate(() => {
		const list = [...document.querySelectorAll('section[id] svg')];
		list.forEach((svg, i) => {
			const box = svg.viewBox.baseVal;
			for (const [word, x, y] of [['top', box.x + 2, box.y + 2], ['end', box.x + box.width - 30, box.y + box.height - 1]]) {
				const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
				text.setAttribute('x', x);
				text.setAttribute('y', y);
				text.setAttribute('style', 'font-size: 2px; fill: #000; text-anchor: start');
				text.textContent = `zq${word}${i}qz`;
				svg.append(text);
			}
			const mark = document.createElement('span');
			mark.style.fontSize = '2px';
			mark.textContent = ` zqhead${i}qz`;
			svg.closest('section').querySelector('h2').append(mark);
		});
		return list.length;
	});
	const pdf = await page.pdf({ format: 'A4', margin: { top: '15mm', right: '15mm', bottom: '15mm', left: '15mm' } });
	const file = out ? `${out}.pdf` : path.join(process.env.TMPDIR || '/tmp', `look-${process.pid}.pdf`);
	fs.writeFileSync(file, pdf);
	const text = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
	if (!out) fs.unlinkSync(file);
	return { count, ...sheets(text) };
}

function sheets(text) {
	const at = new Map();
	const faults = { cut: [], margin: [] };
	const pages = text.split('<page ').slice(1);
	pages.forEach((content, number) => {
		const width = Number(/width="([\d.]+)"/.exec(content)[1]);
		for (const [, left, right, word] of content.matchAll(/<word xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="[-\d.]+">(.*?)<\/word>/g)) {
			for (const [, mark] of word.matchAll(/zq([a-z]+\d+)qz/g)) at.set(mark, number + 1);
			if (left < 0 || right > width) faults.margin.push(`"${word}" leaves sheet ${number + 1}`);
		}
	});
	return { pages: pages.length, at, faults };
}

function cutCharts({ count, pages, at }) {
	const faults = pages > 0 ? [] : ['no sheet'];
	for (let i = 0; i < count; i++) {
		const [head, top, end] = ['head', 'top', 'end'].map((word) => at.get(word + i));
		if (!top || !end) faults.push(`an end of chart ${i + 1} is on no sheet`);
		else if (top !== end) faults.push(`chart ${i + 1} is cut: sheets ${top} and ${end}`);
		else if (head !== top) faults.push(`the heading of chart ${i + 1} is on sheet ${head}, the chart on ${top}`);
	}
	return faults;
}

// All checks of a page in a view, as a list of name and faults.
async function checks(browser, file, view, first, out) {
	const results = [];
	const { context, page, seen, close } = await open(browser, file, view);
	try {
		if (first) {
			for (const [question, name] of Object.entries(once)) results.push([name, await ask(page, question)]);
			results.push(['readers of screens are told of each chart', await accessibility(context, page)]);
		}
		for (const [question, name] of Object.entries(always)) results.push([name, await ask(page, question)]);
		if (out) await page.screenshot({ path: `${out}.png`, fullPage: true });
		const texts = await seenTexts(page, view);
		results.push(['every character is seen', texts.count > 500 ? texts.drawn : [...texts.drawn, `only ${texts.count} characters`]]);
		results.push(['contrast of 4.5 to 1', texts.contrast]);
		results.push(['marks stand out by 3 to 1', texts.faint]);
		if (view.media === 'print') {
			const sheet = await printed(page, out);
			results.push(['printed, no chart is cut', cutCharts(sheet)]);
			results.push(['printed, nothing leaves the sheet', sheet.faults.margin]);
		}
		results.push(['no request but for the page', seen.requests]);
		results.push(['no word on the console', seen.messages]);
	} finally {
		await close();
	}
	return results;
}

async function look(browser, out, name, file) {
	for (const view of views) {
		const place = out && path.join(out, `${name}-${view.name.replace(/ /g, '-')}`);
		try {
			for (const [check, faults] of await checks(browser, file, view, view === views[0], place)) say(`${name}, ${view.name}: ${check}`, faults);
		} catch (error) {
			say(`${name}, ${view.name}`, [String(error.stack || error).replace(/\s+/g, ' ')]);
		}
	}
}

// The page is changed, a defect at a time, and the check that is meant for it fails.
async function plant(browser, file) {
	const source = fs.readFileSync(file, 'utf8');
	const copy = path.join(process.env.TMPDIR || '/tmp', `look-${process.pid}.html`);
	for (const { name, check, view, change } of defects) {
		const changed = change(source);
		let faults = changed === source ? ['the defect could not be planted'] : [];
		if (!faults.length) {
			fs.writeFileSync(copy, changed);
			const seenAs = views.find((v) => v.name === view);
			const results = await checks(browser, copy, seenAs, true, '');
			const found = results.filter(([, list]) => list.length).map(([what]) => what);
			if (!found.includes(check)) faults = [`not found by "${check}"; found by: ${found.join('; ') || 'none'}`];
		}
		say(`planted and found: ${name}`, faults);
	}
	fs.rmSync(copy, { force: true });
}

async function main() {
	const [executablePath, out, ...pages] = process.argv.slice(2);
	const browser = await chromium.launch({ executablePath, chromiumSandbox: false,
		args: ['--host-resolver-rules=MAP * ~NOTFOUND', '--font-render-hinting=none', '--force-color-profile=srgb'] });
	try {
		if (pages[0] === '--defects') await plant(browser, pages[1]);
		else {
			for (const page of pages) {
				const [, name, file] = /^([^=]*)=(.*)$/s.exec(page);
				await look(browser, out, name, path.resolve(file));
			}
		}
	} finally {
		await browser.close();
	}
}

main().catch((error) => {
	say('the browser', [String(error.stack || error).replace(/\s+/g, ' ')]);
	process.exitCode = 1;
});
