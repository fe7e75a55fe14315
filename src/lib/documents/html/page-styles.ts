/**
 * The style sheet, the attributes and the inline style of an element of a web page decide which text counts. Of the selectors those of one element by itself are followed: `td`, `.xl65`, `td.xl65`, `#a`.
 */
import { colourIn, NO_LOOK, UNKNOWN_GROUND, type TextLook } from '../appearance.ts';
import type { PageElement } from './elements.ts';
import { ListMarkers } from './list-markers.ts';

export interface PageStyle extends TextLook {
	/** Null where nothing is stated. */
	isHidden: boolean | null;
	isStruck: boolean | null;
	shift: 'up' | 'down' | 'none' | null;
	/** The kind of the number or bullet of a list item, inherited from its list. */
	marker: string | null;
}

export const NO_STYLE: PageStyle = {
	...NO_LOOK,
	isHidden: null,
	isStruck: null,
	shift: null,
	marker: null
};

/** Rules of one style sheet; a page saved by Office has a few hundred. */
const MAX_RULES = 20_000;
const COMMENT = /\/\*[\s\S]*?\*\/|<!--|-->/g;
/** Rules for paper, fonts and the like are no rules for the elements that are seen. */
const AT_RULE = /@[^{};]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})/g;
const RULE = /([^{}]+)\{([^{}]*)\}/g;
const SIMPLE = /^(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)?$/i;

export class StyleSheet {
	readonly #rules = new Map<string, PageStyle>();

	/** Adds the rules of a `style` element; of two for the same elements the later holds. */
	add(css: string): void {
		const rules = css.replace(COMMENT, ' ').replace(AT_RULE, ' ');
		for (const [, selectors = '', declarations = ''] of rules.matchAll(RULE)) {
			const style = declared(declarations);
			if (style === NO_STYLE) continue;
			for (const selector of selectors.split(',').map((each) => each.trim().toLowerCase())) {
				if (!SIMPLE.test(selector) || this.#rules.size >= MAX_RULES) continue;
				this.#rules.set(selector, over(style, this.#rules.get(selector) ?? NO_STYLE));
			}
		}
	}

	/** The own style of an element: what it inherits is for its reader to add. */
	styleOf(element: PageElement): PageStyle {
		const { tagName, attrs } = element;
		const attribute = (name: string) => attrs.find((each) => each.name === name)?.value;
		let style = presented(attribute, ListMarkers.kindOf(element));
		if (this.#rules.size > 0) {
			const names = (attribute('class') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
			const classes = names.flatMap((name) => [`.${name}`, `${tagName}.${name}`]);
			const id = attribute('id')?.toLowerCase();
			const own = id === undefined ? [] : [`#${id}`, `${tagName}#${id}`];
			for (const selector of [tagName, ...classes, ...own]) {
				const rule = this.#rules.get(selector);
				if (rule) style = over(rule, style);
			}
		}
		const inline = attribute('style');
		return inline === undefined ? style : over(declared(inline), style);
	}
}

/** Older pages say it by attributes. */
function presented(
	attribute: (name: string) => string | undefined,
	marker: string | null
): PageStyle {
	const colour = colourIn(attribute('color'));
	const ground = colourIn(attribute('bgcolor'));
	const isHidden = attribute('hidden') === undefined ? null : true;
	if (colour === null && ground === null && isHidden === null && marker === null) return NO_STYLE;
	return { ...NO_STYLE, colour, ground, isHidden, marker };
}

/** Says what the first says, and where it says nothing what the second does. */
function over(first: PageStyle, second: PageStyle): PageStyle {
	if (first === NO_STYLE) return second;
	return {
		colour: first.colour ?? second.colour,
		ground: first.ground ?? second.ground,
		points: first.points ?? second.points,
		isHidden: first.isHidden ?? second.isHidden,
		isStruck: first.isStruck ?? second.isStruck,
		shift: first.shift ?? second.shift,
		marker: first.marker ?? second.marker
	};
}

/** Parts of `list-style` that do not tell the kind. */
const NO_MARKER_KIND = /^(?:inside|outside|url\(.*|initial|inherit|unset)$/;
/** Text that is drawn thousands of pixels beside the page. */
const FAR_OUT = /^-\d{4,}/;

function declared(declarations: string): PageStyle {
	const style: PageStyle = { ...NO_STYLE };
	for (const declaration of declarations.split(';')) {
		const at = declaration.indexOf(':');
		if (at < 0) continue;
		const property = declaration.slice(0, at).trim().toLowerCase();
		const value = declaration
			.slice(at + 1)
			.replace(/!important/i, '')
			.trim()
			.toLowerCase();
		apply(style, property, value);
	}
	const saysNothing = Object.values(style).every((each) => each === null);
	return saysNothing ? NO_STYLE : style;
}

function apply(style: PageStyle, property: string, value: string): void {
	switch (property) {
		case 'display':
			style.isHidden = value === 'none';
			break;
		case 'visibility':
			style.isHidden = value === 'hidden' || value === 'collapse';
			break;
		case 'mso-hide':
			style.isHidden = value === 'all';
			break;
		case 'opacity':
			if (Number(value) === 0) style.isHidden = true;
			break;
		case 'left':
		case 'top':
		case 'text-indent':
			if (FAR_OUT.test(value)) style.isHidden = true;
			break;
		case 'color':
			style.colour = colourIn(value);
			if (value === 'transparent') style.isHidden = true;
			break;
		case 'background':
		case 'background-color':
			style.ground = groundIn(value);
			break;
		case 'font-size':
			style.points = pointsIn(value);
			break;
		case 'text-decoration':
		case 'text-decoration-line':
			style.isStruck = value.includes('line-through');
			break;
		case 'list-style':
		case 'list-style-type':
			style.marker = value.split(/\s+/).find((part) => !NO_MARKER_KIND.test(part)) ?? null;
			break;
		case 'vertical-align':
			style.shift = SHIFTS.get(value) ?? 'none';
	}
}

const SHIFTS: ReadonlyMap<string, PageStyle['shift']> = new Map([
	['super', 'up'],
	['sub', 'down']
]);

function groundIn(value: string): PageStyle['ground'] {
	if (/url\(|gradient\(/.test(value)) return UNKNOWN_GROUND;
	const parts = value.match(/rgb\([^)]*\)|[^\s]+/g) ?? [];
	return parts.map(colourIn).find((colour) => colour !== null) ?? null;
}

/** Points in a unit of length; `em` is taken of text of the usual size. */
const UNITS: Readonly<Record<string, number>> = { pt: 1, px: 0.75, em: 12, rem: 12, '': 0.75 };

function pointsIn(value: string): number | null {
	const [, number, unit = ''] = /^(\d*\.?\d+)([a-z]*)$/.exec(value) ?? [];
	const points = Number(number) * (UNITS[unit] ?? Number.NaN);
	return Number.isFinite(points) ? points : null;
}
