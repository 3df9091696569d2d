// Is every text of a page seen?  Two pictures of the page, one with its texts and one
// without, say what is behind each character and whether it is drawn at all, whatever
// the page's colours come from.
//
//     faults(texts, withText, without)   texts of page.js, pictures of decode()
//     faint(marks, picture)              fills of page.js
//
// contrast: what is behind a text differs from its colour by 4.5 to 1, as WCAG 2 asks
// drawn: no character is hidden by something that is painted over it, or cut off

'use strict';

const zlib = require('zlib');

// A PNG of 8 bits a channel, without interlacing, as browsers write it.
function decode(png) {
	const data = [];
	let width, height, channels;
	for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
		const type = png.toString('latin1', at + 4, at + 8);
		const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
		if (type === 'IHDR') {
			width = body.readUInt32BE(0);
			height = body.readUInt32BE(4);
			channels = { 2: 3, 6: 4 }[body[9]];
			if (body[8] !== 8 || !channels || body[12] !== 0) throw new Error('a picture of another kind');
		} else if (type === 'IDAT') data.push(body);
	}
	const raw = zlib.inflateSync(Buffer.concat(data));
	const stride = width * channels;
	const pixels = Buffer.alloc(height * stride);
	for (let y = 0; y < height; y++) {
		const filter = raw[y * (stride + 1)];
		const from = y * (stride + 1) + 1, to = y * stride;
		for (let x = 0; x < stride; x++) {
			const left = x < channels ? 0 : pixels[to + x - channels];
			const up = y === 0 ? 0 : pixels[to + x - stride];
			const corner = x < channels || y === 0 ? 0 : pixels[to + x - stride - channels];
			pixels[to + x] = raw[from + x] + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
		}
	}
	return { width, height, channels, pixels };
}

function paeth(left, up, corner) {
	const [l, u, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
	return l <= u && l <= c ? left : u <= c ? up : corner;
}

function luminance(r, g, b) {
	const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
	return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

// Of a colour, part of which is seen, on another.
function contrast([r, g, b, a], on) {
	const front = luminance(...[r, g, b].map((v, i) => v * a + on[i] * (1 - a)));
	const back = luminance(...on);
	return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
}

// Calls the function for the pixels of a rectangle, with where each begins.
function each(picture, [, left, top, right, bottom], visit) {
	const x0 = Math.max(0, Math.round(left)), x1 = Math.min(picture.width, Math.max(Math.round(right), Math.round(left) + 1));
	const y0 = Math.max(0, Math.round(top)), y1 = Math.min(picture.height, Math.round(bottom));
	for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) visit((y * picture.width + x) * picture.channels);
}

function faults(texts, withText, without) {
	const found = { contrast: new Set(), drawn: new Set() };
	for (const { where, colour, characters } of texts) {
		const known = new Map();
		let worst = Infinity, hidden = '';
		for (const character of characters) {
			const contrasts = [];
			let changed = 0;
			each(without, character, (at) => {
				const [r, g, b] = without.pixels.subarray(at, at + 3);
				const key = (r << 16) | (g << 8) | b;
				if (!known.has(key)) known.set(key, contrast(colour, [r, g, b]));
				contrasts.push(known.get(key));
				for (let i = 0; i < 3; i++) {
					if (Math.abs(withText.pixels[at + i] - without.pixels[at + i]) > 8) { changed++; break; }
				}
			});
			if (contrasts.length === 0 || changed === 0) hidden += character[0];
			// A thin line behind a character does not hide it, so a fifth may be anything.
			contrasts.sort((a, b) => a - b);
			worst = Math.min(worst, contrasts[Math.floor(contrasts.length / 5)] ?? Infinity);
		}
		if (worst < 4.5) found.contrast.add(`${where} has a contrast of ${worst.toFixed(2)}`);
		if (hidden) found.drawn.add(`${where}: ${JSON.stringify(hidden)} is not seen`);
	}
	return { contrast: [...found.contrast], drawn: [...found.drawn] };
}

// Marks that differ less than 3 to 1 from the card they are drawn on, as WCAG 2 asks of what is
// no text.
function faint(marks, picture) {
	const at = ([x, y]) => {
		const from = (Math.floor(y) * picture.width + Math.floor(x)) * picture.channels;
		return [...picture.pixels.subarray(from, from + 3)];
	};
	return marks.map(({ where, at: place, card }) => [where, contrast([...at(place), 1], at(card))])
		.filter(([, found]) => found < 3).map(([where, found]) => `${where} has a contrast of ${found.toFixed(2)}`);
}

module.exports = { decode, faults, faint };
