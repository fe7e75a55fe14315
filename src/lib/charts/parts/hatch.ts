/**
 * Hatching of ECharts' patterns as plain strokes under a clip. Chromium prints each use of a `<pattern>` as a bitmap
 * of the whole page, which made a page of bars tens of megabytes; strokes stay strokes.
 */

/** Distance of the strokes along the edge of their area, in CSS pixels. */
const STEP = { stripes: 11, lines: 5 } as const;
const STROKE = { stripes: 2, lines: 1 } as const;

const DEFINITIONS = /<defs\s*>\s*(?:<pattern\b.*?<\/pattern>\s*)+<\/defs>\n?/gs;
const PATTERN = /<pattern\b([^>]*) id="([^"]*)">.*?<path([^>]*)>.*?<\/pattern>/gs;
const PATTERNED =
	/<path d="([^"]*)"( transform="[^"]*")?(?: clip-path="[^"]*")? fill="url\(#([^)]*)\)"[^>]*><\/path>\n?/g;

interface Ink {
	kind: keyof typeof STROKE;
	colour: string;
	opacity: string;
}

/** The areas of one pattern that are under the same transform. */
interface Hatched {
	ink: Ink;
	transform: string;
	outlines: string[];
	/** The last of its elements: the strokes take its place, above all the areas. */
	last: string;
}

/** The drawing's markup with each patterned area hatched by strokes; `prefix` begins the ids made. */
export function hatch(markup: string, prefix: string): string {
	const inks = readInks(markup);
	if (inks.size === 0) return markup;
	const groups = [...groupAreas(markup, inks).values()];
	const marks = new Map(groups.map((group, index) => [group.last, strokes(group, index, prefix)]));
	return markup
		.replace(PATTERNED, (element, _outline, _transform, id: string) =>
			inks.has(id) ? (marks.get(element) ?? '') : element
		)
		.replace(DEFINITIONS, '');
}

function readInks(markup: string): Map<string, Ink> {
	return new Map(
		[...markup.matchAll(PATTERN)].map(([, pattern = '', id = '', path = '']) => [
			id,
			{
				kind: pattern.includes('rotate') ? 'stripes' : 'lines',
				colour: / fill="([^"]*)"/.exec(path)?.[1] ?? 'none',
				opacity: / fill-opacity="([^"]*)"/.exec(path)?.[1] ?? '1'
			}
		])
	);
}

function groupAreas(markup: string, inks: ReadonlyMap<string, Ink>): Map<string, Hatched> {
	const groups = new Map<string, Hatched>();
	for (const [element, outline = '', transform = '', id = ''] of markup.matchAll(PATTERNED)) {
		const ink = inks.get(id);
		if (!ink) continue;
		const key = id + transform;
		const outlines = [...(groups.get(key)?.outlines ?? []), outline];
		groups.set(key, { ink, transform, outlines, last: element });
	}
	return groups;
}

function strokes({ ink, transform, outlines }: Hatched, index: number, prefix: string): string {
	const id = `${prefix}-h${index}`;
	const lines = ink.kind === 'stripes' ? stripesOver(boxOf(outlines)) : rowsOver(boxOf(outlines));
	return (
		`<g${transform}><clipPath id="${id}"><path d="${outlines.join('')}"></path></clipPath>` +
		`<path clip-path="url(#${id})" d="${lines}" fill="none" stroke="${ink.colour}"` +
		` stroke-opacity="${ink.opacity}" stroke-width="${STROKE[ink.kind]}"></path></g>`
	);
}

interface HatchBox {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** Lines that fall from right to left, over the whole box. */
function stripesOver({ left, top, right, bottom }: HatchBox): string {
	const height = Math.ceil(bottom - top);
	const count = Math.ceil((right - left + height) / STEP.stripes);
	const starts = Array.from(
		{ length: count },
		(_, index) => Math.round(left) + index * STEP.stripes
	);
	return starts.map((x) => `M${x} ${Math.floor(top)}l-${height} ${height}`).join('');
}

/** Level lines over the whole box. */
function rowsOver({ left, top, right, bottom }: HatchBox): string {
	const count = Math.ceil((bottom - top) / STEP.lines);
	const rows = Array.from(
		{ length: count },
		(_, index) => Math.floor(top) + 2 + index * STEP.lines
	);
	return rows.map((y) => `M${Math.floor(left)} ${y}.5H${Math.ceil(right)}`).join('');
}

const COMMAND = /([MLHVAZ])([^MLHVAZ]*)/gi;
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g;

/** The box round outlines of straight lines and of arcs, of which the ends are taken. */
function boxOf(outlines: readonly string[]): HatchBox {
	const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
	let [x, y] = [0, 0];
	for (const [, command = '', rest = ''] of outlines.join('').matchAll(COMMAND)) {
		const numbers = (rest.match(NUMBER) ?? []).map(Number);
		const origin = command === command.toLowerCase() ? [x, y] : [0, 0];
		for (const [dx, dy] of endsOf(command.toUpperCase(), numbers)) {
			x = dx === null ? x : dx + (origin[0] ?? 0);
			y = dy === null ? y : dy + (origin[1] ?? 0);
			if (command === command.toLowerCase()) origin.splice(0, 2, x, y);
			box.left = Math.min(box.left, x);
			box.right = Math.max(box.right, x);
			box.top = Math.min(box.top, y);
			box.bottom = Math.max(box.bottom, y);
		}
	}
	return box;
}

/** Returns where the strokes of one command end; null for the way that it does not go. */
function endsOf(command: string, numbers: readonly number[]): [number | null, number | null][] {
	if (command === 'H') return numbers.map((x) => [x, null]);
	if (command === 'V') return numbers.map((y) => [null, y]);
	const size = command === 'A' ? 7 : 2;
	return Array.from({ length: Math.floor(numbers.length / size) }, (_, index) => {
		const end = (index + 1) * size;
		return [numbers[end - 2] ?? 0, numbers[end - 1] ?? 0];
	});
}
