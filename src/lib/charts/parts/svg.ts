/**
 * A chart's option as SVG, drawn without a browser: the same option gives the same bytes, and the markup needs no
 * `style`, so that a page may forbid inline styles.
 */
import type { ChartOption } from '../chart.ts';
import { drawableOption } from '../drawable.ts';
import { init } from '../echarts.ts';
import { fitNames } from './fit-names.ts';
import { hatch } from './hatch.ts';
import { placeLabels } from './place-labels.ts';
import { escapeText } from '#lib/catalogue/characters.ts';
import { OwnMarkup } from '../own-markup.ts';
import { FONT_STACK } from '../theme.ts';

export interface SvgRequest {
	/** Prefix of every id inside; unique within the page. */
	id: string;
	/** CSS pixels. */
	width: number;
	height: number;
	title: string;
	description: string;
}

/** Draws the option. Text is escaped by ECharts; title and description here. */
export function renderSvg(option: ChartOption, request: SvgRequest): OwnMarkup {
	const { width, height } = request;
	const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
	try {
		chart.setOption(drawableOption(option));
		fitNames(chart);
		placeLabels(chart);
		return normaliseSvg(chart.renderToSVGString(), request);
	} finally {
		chart.dispose();
	}
}

/** A drawing of this project's own making, e.g. a sparkline; every text in `body` has gone through {@link escapeText}. */
export function ownSvg(body: string, request: SvgRequest): OwnMarkup {
	return new OwnMarkup(`${openSvg(request)}${body}</svg>`);
}

/** As {@link ownSvg}, for a drawing that repeats the words beside it: those who listen are not told twice. */
export function decorativeSvg(body: string, width: number, height: number): OwnMarkup {
	return new OwnMarkup(
		`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true">${body}</svg>`
	);
}

/** The root says once what nearly every text has. */
const ROOT_TEXT = 'font-size="12px" dominant-baseline="central"';
const ROOT_TEXT_AGAIN = / (?:font-size="12px"|dominant-baseline="central")/g;

function openSvg({ id, width, height, title, description }: SvgRequest): string {
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"` +
		` font-family="${escapeText(FONT_STACK)}" ${ROOT_TEXT} role="img" aria-labelledby="${id}-t ${id}-d">` +
		`<title id="${id}-t">${escapeText(title)}</title><desc id="${id}-d">${escapeText(description)}</desc>`
	);
}

/** Hover rules of ECharts' own; the live chart has its own, and a strict policy refuses them. */
const STYLE_ELEMENT = /<style\b[^>]*>.*?<\/style>/gs;
/** Meta data for ECharts' client, hit areas for a pointer, and classes of the dropped rules. */
const UNUSED_ATTRIBUTE = / (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g;
/** Frames without fill and line: areas for the pointer. */
const INVISIBLE =
	/<(path|rect)(?=[^>]* (?:fill="none"|fill-opacity="0"))(?![^>]* stroke="(?!none)[^"]*")[^>]*><\/\1>\n?/g;
const INVISIBLE_STROKE =
	/<path(?=[^>]* fill-opacity="0")(?=[^>]* stroke-width="0")[^>]*><\/path>\n?/g;

function normaliseSvg(raw: string, request: SvgRequest): OwnMarkup {
	const body = raw
		.replace(/^<svg[^>]*>/, '')
		.replace(STYLE_ELEMENT, '')
		.replace(/<\/svg>\s*$/, '');
	const number = numberer(request.id);
	const tidied = body
		.replace(/<[a-z][^>]*>/gi, (tag) => number(normaliseTag(tag)))
		.replace(INVISIBLE, '')
		.replace(INVISIBLE_STROKE, '');
	return new OwnMarkup(`${openSvg(request)}${compact(hatch(tidied, request.id))}</svg>`);
}

/** A closed rectangle of ECharts' paths, moved to its place. */
const RECTANGLE =
	/<path d="M0 0l([\d.]+) 0l0 ([\d.]+)l-\1 0Z" transform="translate\((-?[\d.]+) (-?[\d.]+)\)"/g;
/** A dot of ECharts' paths: a circle of radius 1, made larger and moved to its place. */
const DOT =
	/<path d="M1 0A1 1 0 1 1 1 -0\.\dA1 1 0 0 1 1 0" transform="matrix\(([\d.]+),0,0,\1,(-?[\d.]+),(-?[\d.]+)\)"([^>]*)>/g;
/** A text moved to its place, and beside it by its line; none is turned. */
const PLACED_TEXT =
	/<text([^>]*?)(?: x="(-?[\d.]+)")?(?: y="(-?[\d.]+)")? transform="translate\((-?[\d.]+) (-?[\d.]+)\)"/g;
/** Lines that follow each other and look alike, such as those of a grid. */
const LIKE_LINES =
	/<path d="[^"]*"( fill="none"(?![^>]*opacity)[^>]*)\/>(?:\n?<path d="[^"]*"\1\/>)+/g;
/** Digits beyond a tenth of a pixel, which no screen and no paper shows. */
const BEYOND = /(?<=(?: d| transform| x| y)="[^"]*\.\d)\d+(?=[^"]*")/g;

/** The same drawing in fewer elements and bytes. */
function compact(markup: string): string {
	return markup
		.replace(BEYOND, '')
		.replace(
			RECTANGLE,
			(_, width: string, height: string, x: string, y: string) =>
				`<path d="M${x} ${y}h${width}v${height}h-${width}z"`
		)
		.replace(DOT, (_, radius: string, x: string, y: string, look: string) => {
			const drawn = look.replace(
				/(?<= stroke="[^"]*")(?: stroke-width="([\d.]+)")?/,
				(__, width = '1') => strokeWidth(Number(width) * Number(radius))
			);
			return `<circle cx="${x}" cy="${y}" r="${radius}"${drawn}>`;
		})
		.replace(
			PLACED_TEXT,
			(
				_,
				rest: string,
				x: string | undefined,
				y: string | undefined,
				right: string,
				down: string
			) => `<text${rest} x="${sum(x, right)}" y="${sum(y, down)}"`
		)
		.replace(/><\/(?:path|rect)>\n?/g, '/>')
		.replace(LIKE_LINES, (lines, look: string) => {
			const drawn = [...lines.matchAll(/ d="([^"]*)"/g)].map(([, line]) => line);
			return `<path d="${drawn.join('')}"${look}/>`;
		});
}

/** A line round a dot was made larger with it. */
function strokeWidth(width: number): string {
	return ` stroke-width="${Number(width.toFixed(1))}"`;
}

const sum = (one: string | undefined, other: string) =>
	String(Number((Number(one ?? 0) + Number(other)).toFixed(1)));

function normaliseTag(tag: string): string {
	return styleToAttributes(tag.replace(UNUSED_ATTRIBUTE, '')).replace(ROOT_TEXT_AGAIN, '');
}

/** ECharts counts its ids up over all drawings of the process; here they count from 0 in each. */
function numberer(prefix: string): (tag: string) => string {
	const numbers = new Map<string, string>();
	return (tag) =>
		tag.replace(/\bzr\d+-\w+/g, (id) => {
			const known = numbers.get(id) ?? `${prefix}-${numbers.size}`;
			numbers.set(id, known);
			return known;
		});
}

/** `style="font-size:12px"` as `font-size="12px"`; the font family is on the root. */
function styleToAttributes(tag: string): string {
	return tag.replace(/ style="([^"]*)"/, (_, style: string) =>
		declarations(style)
			.filter(([name]) => name !== 'font-family' && name !== 'white-space')
			.map(([name, value]) => ` ${name}="${value}"`)
			.join('')
	);
}

function declarations(style: string): [name: string, value: string][] {
	const decoded = style.replace(/&quot;|&#39;|&#34;/g, '');
	return decoded.split(';').flatMap((part): [string, string][] => {
		const at = part.indexOf(':');
		return at > 0 ? [[part.slice(0, at).trim(), part.slice(at + 1).trim()]] : [];
	});
}
