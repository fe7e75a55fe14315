/** Styles of a Word document that change what is shown of its text: hidden, struck out, raised, of no colour of their own, numbered. */
import {
	AUTOMATIC,
	colourIn,
	NO_LOOK,
	UNKNOWN_GROUND,
	type Colour,
	type TextLook
} from '../appearance.ts';
import { MAX_STYLE_CHAIN } from '../caps.ts';
import { NO_LIST, type ListMembership } from '../numbering/lists.ts';
import { RAISED_HALF_POINTS } from '../characters/raised-text.ts';
import type { XmlAttributes, XmlHandler } from '../xml.ts';

/** Null where neither the style nor those that it is based on says anything. */
export interface TextStyle extends TextLook, ListMembership {
	isHidden: boolean | null;
	isStruck: boolean | null;
	isRaised: boolean | null;
	isLowered: boolean | null;
}

/** Most parts hold none of these, and style nothing of the kind. */
export const STYLE_WORDS: readonly string[] = [
	'vanish',
	'trike',
	'vertAlign',
	'numPr',
	'w:position',
	'"background1"',
	'w:color w:val="F',
	...[1, 2, 3, 4, 5].map((halfPoints) => `w:sz w:val="${halfPoints}"`)
];
/** Text in a light colour is seen where the style of its table gives it a dark ground. */
export const LIGHT_TEXT: readonly string[] = ['"background1"', 'w:color w:val="F'];

export const NO_STYLE: TextStyle = {
	...NO_LOOK,
	isHidden: null,
	isStruck: null,
	isRaised: null,
	isLowered: null,
	...NO_LIST
};

interface OwnStyle extends TextStyle {
	base: string | null;
	/** True for a table style that gives some cells a ground. */
	shades: boolean;
}

/** Collects the styles of a document from the elements of its part, or of `w:styles` in a document of one part. */
export class StyleReader implements XmlHandler {
	readonly #own = new Map<string, OwnStyle>();
	readonly #known = new Map<string, TextStyle>();
	#style: OwnStyle | null = null;
	#path: string[] = [];

	open(name: string, attribute: XmlAttributes): void {
		const parent = this.#path.at(-1);
		this.#path.push(name);
		if (name === 'w:style') {
			this.#style = { ...NO_STYLE, base: null, shades: false };
			this.#own.set(attribute('styleId') ?? '', this.#style);
		} else if (!this.#style) return;
		else if (name === 'w:basedOn') this.#style.base = attribute('val') ?? null;
		else if (name === 'w:shd' && parent !== 'w:rPr' && parent !== 'w:pPr')
			this.#style.shades = true;
		else if (parent === 'w:numPr' || parent === 'w:listPr')
			setMembership(this.#style, name, attribute('val'));
		else if (parent === 'w:rPr' || (parent === 'w:pPr' && name === 'w:shd'))
			setStyle(this.#style, name, attribute);
	}

	close(name: string): void {
		this.#path.pop();
		if (name === 'w:style') this.#style = null;
	}

	text(): void {}

	/** Returns what a style does to its text, with what it inherits. */
	styleOf(id: string): TextStyle {
		let style = this.#known.get(id);
		if (!style) this.#known.set(id, (style = this.#inherited(id)));
		return style;
	}

	/** Tells whether a table of this style has cells of which only the style says what ground they have. */
	shades(id: string): boolean {
		return this.#chainOf(id).some(({ shades }) => shades);
	}

	#inherited(id: string): TextStyle {
		const style: TextStyle = { ...NO_STYLE };
		for (const own of this.#chainOf(id)) {
			style.isHidden ??= own.isHidden;
			style.isStruck ??= own.isStruck;
			style.isRaised ??= own.isRaised;
			style.isLowered ??= own.isLowered;
			style.colour ??= own.colour;
			style.ground ??= own.ground;
			style.points ??= own.points;
			style.list ??= own.list;
			style.level ??= own.level;
		}
		return style;
	}

	/** The style and those that it is based on. */
	#chainOf(id: string): OwnStyle[] {
		const chain: OwnStyle[] = [];
		let own = this.#own.get(id);
		while (own && chain.length < MAX_STYLE_CHAIN) {
			chain.push(own);
			own = own.base === null ? undefined : this.#own.get(own.base);
		}
		return chain;
	}
}

/** Takes over `w:numId` (`w:ilfo` in Word 2003) or `w:ilvl` of a paragraph or its style. */
export function setMembership(
	paragraph: ListMembership,
	property: string,
	value: string | undefined
): void {
	if (property === 'w:numId' || property === 'w:ilfo') paragraph.list = value ?? null;
	else if (property === 'w:ilvl') paragraph.level = Number(value ?? 0);
}

/** Characters narrower than this percentage of their width are a line. */
const NARROWEST = 10;

/** Takes over a property of a run, or the ground of a paragraph. */
export function setStyle(style: TextStyle, property: string, attribute: XmlAttributes): void {
	const value = attribute('val');
	switch (property) {
		case 'w:vanish':
			style.isHidden = isOn(value);
			break;
		case 'w:strike':
		case 'w:dstrike':
			style.isStruck = isOn(value);
			break;
		case 'w:vertAlign':
			style.isRaised = value === 'superscript';
			style.isLowered = value === 'subscript';
			break;
		case 'w:position':
			style.isRaised = style.isRaised === true || Number(value) >= RAISED_HALF_POINTS;
			style.isLowered = style.isLowered === true || Number(value) <= -RAISED_HALF_POINTS;
			break;
		case 'w:color':
			style.colour = colourIn(value) ?? AUTOMATIC;
			break;
		case 'w:shd':
		case 'w:highlight':
			style.ground = property === 'w:shd' ? shadeOf(attribute) : colourIn(value);
			break;
		case 'w:sz':
			style.points = Number(value) / 2;
			break;
		case 'w:w':
			if (Number.parseInt(value ?? '', 10) < NARROWEST) style.points = 0;
			break;
	}
}

/** The ground that `w:shd` gives; null for none. */
export function shadeOf(attribute: XmlAttributes): Colour | null {
	const pattern = attribute('val') ?? 'clear';
	if (pattern === 'solid') return colourIn(attribute('color')) ?? 0;
	return pattern === 'clear' || pattern === 'nil' ? colourIn(attribute('fill')) : UNKNOWN_GROUND;
}

/** An on/off property is on unless its value says otherwise. */
export function isOn(value: string | undefined): boolean {
	return value !== '0' && value !== 'false' && value !== 'off';
}
