// What a page is asked, in the page itself: look.js puts this into it, and calls
// the functions of globalThis.look.  Each gives a list of faults in words, none if
// all is well, but texts(), which gives what pixels.js wants.
//
// Lengths are CSS pixels of the page, which must not be scrolled.

'use strict';

globalThis.look = (() => {
	const charts = ['value_by_agency', 'providers_by_agency', 'contract_values', 'contract_lengths', 'lorenz',
		'provider_sets', 'joint_saving', 'ending', 'money_by_year'];

	const all = (selector, root = document) => [...root.querySelectorAll(selector)];
	const svgs = () => all('svg').filter((svg) => !svg.ownerSVGElement);

	function quoted(text) {
		const line = text.replace(/\s+/g, ' ').trim();
		return JSON.stringify(line.length > 60 ? `${line.slice(0, 57)}...` : line);
	}

	// A fault, with the chart that it is in.
	function fault(element, words) {
		const section = element.closest('section[id]');
		return `${section ? `${section.id}: ` : ''}${words}`;
	}

	// ---- What is there

	function sections() {
		const faults = [];
		const found = all('section[id]').map((section) => section.id).filter((id) => charts.includes(id));
		if (found.join() !== charts.join()) faults.push(`sections are ${found.join(', ')}`);
		for (const section of all('section[id]').filter((s) => charts.includes(s.id))) {
			const need = (selector, what) => {
				const element = section.querySelector(selector);
				if (!element || element.textContent.trim() === '') faults.push(`${section.id}: no ${what}`);
			};
			need('h2', 'heading');
			need('p:not(.stands)', 'sentence');
			need('p.stands', 'coverage');
			if (section.querySelector('svg')) need('table tbody tr', 'table under the chart');
			if (section.querySelector('svg') && /^(None of|No row)/.test(section.querySelector('p.stands')?.textContent.trim())) {
				faults.push(`${section.id}: a chart that stands on no row`);
			}
			if (all('svg', section).length > 1) faults.push(`${section.id}: more than one chart`);
		}
		return faults;
	}

	function headings() {
		const faults = [];
		let level = 0;
		for (const heading of all('h1, h2, h3, h4, h5, h6')) {
			const next = Number(heading.tagName[1]);
			if (next > level + 1) faults.push(`${heading.tagName} ${quoted(heading.textContent)} after h${level}`);
			if (heading.textContent.trim() === '') faults.push(`an empty ${heading.tagName}`);
			level = next;
		}
		if (all('h1').length !== 1) faults.push(`${all('h1').length} elements h1`);
		return faults;
	}

	function identifiers() {
		const faults = [];
		const ids = all('[id]').map((element) => element.id);
		for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) faults.push(`id ${quoted(id)} twice`);
		for (const name of ['aria-labelledby', 'aria-describedby', 'headers', 'for']) {
			for (const element of all(`[${name}]`)) {
				for (const id of element.getAttribute(name).split(/\s+/)) {
					if (!ids.includes(id)) faults.push(fault(element, `${name} names ${quoted(id)}, which is nowhere`));
				}
			}
		}
		if (!/^[a-z]{2}/.test(document.documentElement.lang)) faults.push('no lang');
		if (document.title.trim() === '') faults.push('no title');
		for (const svg of svgs()) {
			if (svg.getAttribute('role') !== 'img') faults.push(fault(svg, 'an svg without role="img"'));
			if (!svg.hasAttribute('viewBox')) faults.push(fault(svg, 'an svg without viewBox'));
		}
		for (const table of all('table')) {
			if (!table.querySelector('thead th')) faults.push(fault(table, 'a table without a head'));
		}
		return faults;
	}

	// Nothing runs, and nothing is taken from elsewhere, whether or not it is asked for now.
	function outside() {
		const faults = [];
		const places = ['src', 'srcset', 'href', 'xlink:href', 'action', 'formaction', 'data', 'poster', 'background', 'ping', 'manifest'];
		const foreign = /url\(\s*["']?(?!#)|@import|image-set\(|src\s*:/i;
		for (const element of all('script, iframe, frame, object, embed, link, base, audio, video, img, form, foreignObject, applet, template')) {
			faults.push(fault(element, `an element ${element.tagName}`));
		}
		for (const element of all('meta[http-equiv]')) {
			if (/refresh|set-cookie/i.test(element.httpEquiv)) faults.push(`meta ${element.httpEquiv}`);
		}
		for (const element of all('*')) {
			for (const { name, value } of element.attributes) {
				if (/^on/i.test(name)) faults.push(fault(element, `attribute ${name}`));
				if (places.includes(name) && !value.startsWith('#')) faults.push(fault(element, `${name}=${quoted(value)}`));
				if (/^data-/.test(name) || ['id', 'class', 'aria-label'].includes(name)) continue;
				if (foreign.test(value)) faults.push(fault(element, `${name}=${quoted(value)}`));
			}
		}
		for (const style of all('style')) {
			const found = foreign.exec(style.textContent);
			if (found) faults.push(`style has ${quoted(style.textContent.slice(found.index, found.index + 60))}`);
		}
		return faults;
	}

	// ---- Marks and figures

	// The marks of a chart that show figures, by what they are ("bar a", "bar b", "cell"): what
	// is only another tone of it (rest, s0 to s5) is of the same scale.
	function series(svg) {
		const groups = new Map();
		for (const mark of all('[data-value]', svg)) {
			const key = [...mark.classList].filter((word) => !/^(rest|s\d)$/.test(word)).join(' ') || mark.tagName;
			if (!groups.has(key)) groups.set(key, []);
			groups.get(key).push(mark);
		}
		return groups;
	}

	// As many marks as the table under them has rows.  A figure that nobody knows is a dash there,
	// and has no mark; nothing (0, $0) need not have one.
	function marks() {
		const faults = [];
		for (const section of all('section[id]').filter((s) => charts.includes(s.id) && s.querySelector('svg'))) {
			const svg = section.querySelector('svg');
			const rows = all('table tbody tr', section);
			const bare = rows.filter((row) => all('td', row).some((cell) => /^(\u2013|[^\d-]*0)$/.test(cell.textContent.trim()))).length;
			const groups = [...series(svg)].map(([name, list]) => [name, list.length]);
			if (section.id === 'lorenz') {
				const curve = svg.querySelector('.curve');
				if (!curve || curve.getTotalLength() < 100) faults.push('lorenz: no curve');
			} else if (groups.length !== (['contract_values', 'contract_lengths', 'ending'].includes(section.id) ? 2 : 1)
				|| groups.some(([, n]) => n > rows.length || n < rows.length - bare)) {
				faults.push(`${section.id}: ${rows.length} rows in the table, ${bare} with something unknown or 0; `
					+ (groups.map(([name, n]) => `${n} of ${name}`).join(', ') || 'no mark with data-value'));
			}
		}
		return faults;
	}

	// Bars are as long as their figures say: in a chart one unit has one length.
	function lengths() {
		const faults = [];
		for (const svg of svgs()) {
			for (const [name, list] of series(svg)) {
				if (list.some((mark) => mark.tagName !== 'rect') || /\bcell\b/.test(name)) continue;
				const bars = list.map((mark) => ({
					value: Math.abs(Number(mark.dataset.value)), width: mark.width.baseVal.value, height: mark.height.baseVal.value
				}));
				const longest = bars.reduce((a, b) => (b.value > a.value ? b : a));
				if (longest.value === 0) continue;
				const off = (side) => bars.filter((bar) =>
					!(Math.abs(bar[side] - (longest[side] * bar.value) / longest.value) <= 0.6));
				const [wide, high] = [off('width'), off('height')];
				const wrong = wide.length < high.length ? wide : high;
				for (const bar of wrong) {
					faults.push(fault(svg, `${name}: ${bar.value} is ${bar.width} x ${bar.height}, `
						+ `${longest.value} is ${longest.width} x ${longest.height}`));
				}
			}
		}
		return faults;
	}

	// ---- Where text is

	const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

	// Any colour as red, green, blue, alpha, of 255 and 1.
	function colour(text) {
		canvas.clearRect(0, 0, 1, 1);
		canvas.fillStyle = text;
		canvas.fillRect(0, 0, 1, 1);
		const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
		return [r, g, b, a / 255];
	}

	function opacity(element) {
		let product = 1;
		for (let e = element; e; e = e.parentElement) product *= Number(getComputedStyle(e).opacity);
		return product;
	}

	const isShown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });

	// The nodes of text in an element, without what is never drawn.
	function textNodes(element) {
		const nodes = [];
		const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
		while (walker.nextNode()) {
			if (!walker.currentNode.parentElement.closest('title, desc, style, script, template, metadata')) nodes.push(walker.currentNode);
		}
		return nodes;
	}

	// The characters that a <text> draws, with the element that each is in.
	function drawnCharacters(text) {
		let list = textNodes(text).flatMap((node) => [...Array(node.length).keys()].map((i) => ({ c: node.data[i], in: node.parentElement })));
		if (list.length !== text.getNumberOfChars()) {
			list = list.filter(({ c }, i) => !/\s/.test(c) || (i > 0 && !/\s/.test(list[i - 1].c)));
			if (list.length && /\s/.test(list[list.length - 1].c)) list.pop();
		}
		return list.length === text.getNumberOfChars() ? list : list.slice(0, text.getNumberOfChars());
	}

	const corners = (x0, y0, x1, y1, matrix) =>
		[[x0, y0], [x1, y0], [x1, y1], [x0, y1]].map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix));

	function around(points) {
		const xs = points.map((p) => p.x), ys = points.map((p) => p.y);
		return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
	}

	// The lines of a <text>: characters beside each other, with the quadrilateral of what is
	// inked at most (from the baseline three quarters of the size up, a fifth down).
	function lines(text) {
		const found = [];
		const matrix = text.getScreenCTM();
		const scale = Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
		drawnCharacters(text).forEach((character, i) => {
			const box = text.getExtentOfChar(i);
			if (/\s/.test(character.c) || box.width === 0) return;
			const size = parseFloat(getComputedStyle(character.in).fontSize);
			const base = text.getStartPositionOfChar(i).y;
			const last = found[found.length - 1];
			const joins = last && Math.abs(last.base - base) < 0.5 && last.turn === text.getRotationOfChar(i)
				&& box.x < last.x1 + size && box.x + box.width > last.x0 - size;
			const line = joins ? last : { text, matrix, scale, base, size, turn: text.getRotationOfChar(i),
				x0: box.x, x1: box.x + box.width, string: '', characters: [] };
			if (!joins) found.push(line);
			line.x0 = Math.min(line.x0, box.x);
			line.x1 = Math.max(line.x1, box.x + box.width);
			line.size = Math.max(line.size, size);
			line.string += character.c;
			line.characters.push({ ...character, box });
		});
		for (const line of found) {
			line.quad = corners(line.x0, line.base - 0.75 * line.size, line.x1, line.base + 0.2 * line.size, matrix);
			line.around = around(line.quad);
		}
		return found;
	}

	const linesOf = (svg) => all('text', svg).filter(isShown).flatMap(lines);

	// How deep two quadrilaterals lie in each other; not above 0 if they are apart.
	function depth(a, b) {
		let least = Infinity;
		for (const quad of [a, b]) {
			for (let i = 0; i < 4; i++) {
				const p = quad[i], q = quad[(i + 1) % 4];
				const length = Math.hypot(q.x - p.x, q.y - p.y);
				if (length === 0) continue;
				const nx = (q.y - p.y) / length, ny = (p.x - q.x) / length;
				const [as, bs] = [a, b].map((points) => points.map((r) => r.x * nx + r.y * ny));
				least = Math.min(least, Math.min(Math.max(...as), Math.max(...bs)) - Math.max(Math.min(...as), Math.min(...bs)));
			}
		}
		return least;
	}

	function inPicture() {
		const faults = [];
		for (const svg of svgs()) {
			const frame = svg.getBoundingClientRect();
			for (const { text, string, around: r } of linesOf(svg)) {
				const beyond = Math.max(frame.left - r.left, frame.top - r.top, r.right - frame.right, r.bottom - frame.bottom);
				if (beyond > 0.75) faults.push(fault(text, `${quoted(string)} is ${beyond.toFixed(1)} pixels outside of the picture`));
			}
			for (const mark of all('[data-value]', svg)) {
				const r = mark.getBoundingClientRect();
				const beyond = Math.max(frame.left - r.left, frame.top - r.top, r.right - frame.right, r.bottom - frame.bottom);
				if (beyond > 0.75) faults.push(fault(mark, `the mark of ${mark.dataset.value} is ${beyond.toFixed(1)} pixels outside`));
			}
		}
		return faults;
	}

	function onText() {
		const faults = [];
		for (const svg of svgs()) {
			const list = linesOf(svg);
			list.forEach((a, i) => list.slice(i + 1).forEach((b) => {
				const deep = depth(a.quad, b.quad);
				if (deep > 0.75) faults.push(fault(svg, `${quoted(a.string)} and ${quoted(b.string)} overlap by ${deep.toFixed(1)} pixels`));
			}));
		}
		return faults;
	}

	const paints = (value, share) => value !== 'none' && colour(value)[3] * share > 0.02;

	// Points of a quadrilateral, a little within it, so close that no line passes between them.
	function grid([a, b, , d]) {
		const points = [];
		const columns = Math.min(40, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y))), rows = Math.ceil(2 * Math.hypot(d.x - a.x, d.y - a.y));
		for (let i = 1; i < columns; i++) {
			for (let j = 1; j < rows; j++) {
				points.push(new DOMPoint(a.x + ((b.x - a.x) * i) / columns + ((d.x - a.x) * j) / rows,
					a.y + ((b.y - a.y) * i) / columns + ((d.y - a.y) * j) / rows));
			}
		}
		return points;
	}

	// Text lies within a mark or beside it, not half and half, and no line runs through it.
	// What only helps the eye (class grid) may be behind it, and what only the pointer finds.
	function onMarks() {
		const faults = [];
		for (const svg of svgs()) {
			const shapes = all('rect, circle, ellipse, line, polyline, polygon, path', svg)
				.filter((shape) => isShown(shape) && !shape.closest('defs, clipPath, mask, pattern, symbol, marker, .grid'))
				.map((shape) => ({ shape, r: shape.getBoundingClientRect(), back: shape.getScreenCTM().inverse(), style: getComputedStyle(shape) }));
			for (const line of linesOf(svg)) {
				const samples = grid(line.quad);
				for (const { shape, r, back, style } of shapes) {
					const l = line.around;
					if (r.left > l.right || r.right < l.left || r.top > l.bottom || r.bottom < l.top) continue;
					const points = samples.map((p) => p.matrixTransform(back));
					const within = !paints(style.fill, Number(style.fillOpacity)) ? 0
						: points.filter((p) => shape.isPointInFill(p)).length / points.length;
					const along = !paints(style.stroke, Number(style.strokeOpacity)) ? 0
						: points.filter((p) => shape.isPointInStroke(p)).length / points.length;
					const what = `<${shape.tagName}${shape.hasAttribute('class') ? ` class="${shape.getAttribute('class')}"` : ''}>`;
					if (within > 0.02 && within < 0.98) {
						faults.push(fault(svg, `${quoted(line.string)} is ${Math.round(100 * within)} % on a ${what}`));
					} else if (along > 0.02) faults.push(fault(svg, `a ${what} runs through ${quoted(line.string)}`));
				}
			}
		}
		return faults;
	}

	// ---- The page

	// What scrolls sideways by itself does not make the page scroll; paper scrolls nowhere.
	function scroller(element) {
		if (matchMedia('print').matches) return null;
		for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
			if (['auto', 'scroll'].includes(getComputedStyle(e).overflowX)) return e;
		}
		return null;
	}

	// For readers of screens only.
	const isAside = (element) => {
		for (let e = element; e && e !== document.body; e = e.parentElement) {
			const r = e.getBoundingClientRect(), style = getComputedStyle(e);
			if (!e.ownerSVGElement && r.width <= 2 && r.height <= 2 && style.overflow !== 'visible') return true;
		}
		return false;
	};

	function inPage() {
		const faults = [];
		const width = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth > width) {
			faults.push(`the page is ${document.documentElement.scrollWidth} pixels wide, the window ${width}`);
		}
		for (const element of all('body, body *').filter((e) => !e.ownerSVGElement && isShown(e))) {
			const r = element.getBoundingClientRect();
			if ((r.right > width + 0.75 || r.left < -0.75) && r.width > 0 && !scroller(element) && !isAside(element)) {
				faults.push(fault(element, `${element.tagName} ${quoted(element.textContent)} goes from ${r.left.toFixed(1)} to ${r.right.toFixed(1)}`));
			}
		}
		return faults;
	}

	const holder = (element) => {
		let e = element;
		while (e !== document.body && ['inline', 'contents'].includes(getComputedStyle(e).display)) e = e.parentElement;
		return e;
	};

	// Words stay in their cell, paragraph or heading, and cells in their table.
	function inBlocks() {
		const faults = new Set();
		const range = document.createRange();
		for (const node of textNodes(document.body)) {
			const element = node.parentElement;
			if (element.ownerSVGElement || node.data.trim() === '' || !isShown(element) || isAside(element)) continue;
			const box = holder(element), r = box.getBoundingClientRect();
			range.selectNodeContents(node);
			for (const t of range.getClientRects()) {
				const beyond = Math.max(r.left - t.left, t.right - r.right);
				if (t.width > 0 && beyond > 1) faults.add(fault(element, `${quoted(node.data)} is ${beyond.toFixed(1)} pixels outside of its ${box.tagName}`));
			}
			if (['hidden', 'clip'].includes(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth + 1) {
				faults.add(fault(element, `${quoted(node.data)} is cut off in its ${box.tagName}`));
			}
		}
		return [...faults];
	}

	// On paper 6.5 points do, which is the size of notes in print.
	function sizes() {
		const faults = new Set();
		const least = matchMedia('print').matches ? (6.5 * 96) / 72 : 10;
		const small = (element, size, string) => {
			if (size < least - 0.05) faults.add(fault(element, `${quoted(string)} is ${size.toFixed(1)} pixels`));
		};
		for (const svg of svgs()) for (const line of linesOf(svg)) small(line.text, line.size * line.scale, line.string);
		for (const node of textNodes(document.body)) {
			const element = node.parentElement;
			if (element.ownerSVGElement || node.data.trim() === '' || !isShown(element) || isAside(element)) continue;
			small(element, parseFloat(getComputedStyle(element).fontSize), node.data);
		}
		return [...faults];
	}

	// ---- Direction

	const turning = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

	// For each character: is it in an isolate of its own text?
	function isolated(string) {
		let deep = 0;
		return [...Array(string.length).keys()].map((i) => {
			if (/[\u2066-\u2068]/.test(string[i])) deep++;
			const inside = deep > 0;
			if (string[i] === '\u2069' && deep > 0) deep--;
			return inside;
		});
	}

	// Pairs of neighbours, in plain ASCII and outside of isolates, that are drawn the wrong way round.
	function turned(characters, place) {
		const inside = isolated(characters.map(({ c }) => c).join(''));
		for (let i = 1; i < characters.length; i++) {
			const [a, b] = [characters[i - 1], characters[i]];
			if (inside[i] || inside[i - 1] || a.free || b.free || !/[!-~]/.test(a.c) || !/[!-~]/.test(b.c)) continue;
			const [p, q] = [place(a, i - 1), place(b, i)];
			if (p && q && Math.abs(p.y - q.y) < 1 && q.x < p.x - 0.01) return true;
		}
		return false;
	}

	function directions() {
		const faults = [];
		for (const svg of svgs()) {
			for (const text of all('text', svg).filter((t) => isShown(t) && turning.test(t.textContent))) {
				const characters = drawnCharacters(text);
				if (turned(characters, (_, i) => { const r = text.getExtentOfChar(i); return { x: r.x, y: r.y }; })) {
					faults.push(fault(text, `a name turns the rest of ${quoted(text.textContent)}`));
				}
			}
		}
		const range = document.createRange();
		const blocks = new Map();
		for (const node of textNodes(document.body)) {
			if (node.parentElement.ownerSVGElement || !isShown(node.parentElement)) continue;
			const block = holder(node.parentElement);
			if (!blocks.has(block)) blocks.set(block, []);
			blocks.get(block).push(node);
		}
		for (const [block, nodes] of blocks) {
			// A cell that has a name and nothing else has no rest.
			if (!turning.test(block.textContent) || (/^T[DH]$/.test(block.tagName) && nodes.length === 1)) continue;
			const characters = nodes.flatMap((node) => {
				let free = false;
				for (let e = node.parentElement; e !== block; e = e.parentElement) {
					free = free || /isolate|plaintext/.test(getComputedStyle(e).unicodeBidi);
				}
				return [...Array(node.length).keys()].map((i) => ({ c: node.data[i], node, i, free }));
			});
			const place = ({ node, i }) => { range.setStart(node, i); range.setEnd(node, i + 1); return range.getBoundingClientRect(); };
			if (turned(characters, place)) faults.push(fault(block, `a name turns the rest of ${quoted(block.textContent)}`));
		}
		// What is not drawn, a tooltip or a label for readers of screens.
		const strings = all('title, desc, caption').map((e) => [e, e.textContent]);
		for (const element of all('[aria-label], [title], [alt]')) {
			for (const name of ['aria-label', 'title', 'alt']) strings.push([element, element.getAttribute(name) || '']);
		}
		const names = new Set(all('bdi').map((element) => element.textContent.trim()));
		for (const [element, string] of strings) {
			const inside = isolated(string);
			const open = [...Array(string.length).keys()].filter((i) => !inside[i]).map((i) => string[i]).join('');
			// Each line has a direction of its own, unless something is left open in one before; a name
			// may stand in it alone.
			if ((/[\u202a-\u202e]/.test(open) && /[0-9]/.test(open)) || open.split('\n').some((line) => turning.test(line) && !names.has(line.trim()))) {
				faults.push(fault(element, `a name is not apart in ${element.tagName} ${quoted(string)}`));
			}
		}
		return faults;
	}

	// ---- For pixels.js

	// What an element's scrolling or hiding ancestors leave of a rectangle, or nothing.
	function visiblePart(r, clips) {
		let { left, top, right, bottom } = r;
		for (const c of clips) {
			left = Math.max(left, c.left); top = Math.max(top, c.top);
			right = Math.min(right, c.right); bottom = Math.min(bottom, c.bottom);
		}
		return right - left > 0.9 * (r.right - r.left) && bottom - top > 0.9 * (r.bottom - r.top);
	}

	function clipsOf(element) {
		const clips = [];
		for (let e = element; e && e !== document.body && e !== document.documentElement; e = e.parentElement) {
			if (getComputedStyle(e).overflowX !== 'visible' && getComputedStyle(e).display !== 'inline') clips.push(e.getBoundingClientRect());
		}
		return clips;
	}

	// Not drawn by themselves: marks on the one before, and what has no ink.
	const noInk = /[\s\p{M}\p{Cf}\p{Cc}\p{Cn}\p{Co}\p{Cs}\u3164\u115f\u1160]/u;

	// Every drawn text: its colour, and of each character the code unit and the inked rectangle at most.
	function texts() {
		const list = [];
		const add = (element, string, paint, alpha, characters) => {
			const [r, g, b, a] = colour(paint);
			if (characters.length) list.push({ where: fault(element, quoted(string)), colour: [r, g, b, a * alpha * opacity(element)], characters });
		};
		for (const svg of svgs()) {
			for (const line of linesOf(svg)) {
				const byElement = new Map();
				for (const character of line.characters) {
					if (noInk.test(character.c)) continue;
					const { x, width } = character.box;
					const r = around(corners(x, line.base - 0.75 * line.size, x + width, line.base + 0.2 * line.size, line.matrix));
					if (!byElement.has(character.in)) byElement.set(character.in, []);
					byElement.get(character.in).push([character.c, r.left, r.top, r.right, r.bottom]);
				}
				for (const [element, characters] of byElement) {
					const style = getComputedStyle(element);
					add(element, line.string, style.fill, Number(style.fillOpacity), characters);
				}
			}
		}
		const range = document.createRange();
		for (const node of textNodes(document.body)) {
			const element = node.parentElement;
			if (element.ownerSVGElement || node.data.trim() === '' || !isShown(element) || isAside(element)) continue;
			const clips = clipsOf(element);
			const characters = [];
			for (let i = 0; i < node.length; i++) {
				if (noInk.test(node.data[i])) continue;
				range.setStart(node, i);
				range.setEnd(node, i + 1);
				const r = range.getBoundingClientRect();
				if (r.width === 0 || !visiblePart(r, clips)) continue;
				characters.push([node.data[i], r.left, r.top + 0.15 * r.height, r.right, r.bottom - 0.08 * r.height]);
			}
			add(element, node.data, getComputedStyle(element).color, 1, characters);
		}
		return list;
	}

	// Where the bars, dots and lines of the charts are, and where the card behind them is seen.
	// Cells have their figure in them.
	function fills() {
		return all('svg [data-value]:not(.cell), svg .member, svg .mark').flatMap((mark) => {
			const r = mark.getBoundingClientRect(), card = mark.closest('section').getBoundingClientRect();
			return r.width < 3 || r.height < 3 ? []
				: [{ where: fault(mark, `the mark ${mark.getAttribute('class')} of ${mark.dataset.value}`), at: [r.left + r.width / 2, r.top + r.height / 2], card: [card.left + 8, card.top + 8] }];
		});
	}

	return { sections, headings, identifiers, outside, marks, lengths, inPicture, onText, onMarks,
		inPage, inBlocks, sizes, directions, texts, fills };
})();
