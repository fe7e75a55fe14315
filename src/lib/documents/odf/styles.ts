/** Styles of an OpenDocument file that change which of its characters count. */
import { AUTOMATIC, colourIn, NO_LOOK, type TextLook } from '../appearance.ts';
import { MAX_STYLE_CHAIN } from '../caps.ts';
import { readXml } from '../xml.ts';
import type { XmlAttributes } from '../xml.ts';
import type { ZipArchive } from '../archive/zip.ts';
import type { ListStyles } from './list-styles.ts';

/** Looks of characters, or of the paragraph, cell, row or table that they are in. */
export interface ShownStyle extends TextLook {
	isHidden: boolean;
	isStruck: boolean;
	isRaised: boolean;
	isLowered: boolean;
	/** True for a row that is too low to show text. */
	isLow: boolean;
	/** Family of the font; null where none is stated. */
	font: string | null;
	/** It gives numbers a format. */
	hasFormat: boolean;
	/** Styles that its cells have in its place, each under a condition. */
	maps: readonly StyleMap[];
}

export interface StyleMap {
	condition: string;
	/** Name of a style. */
	style: string;
}

interface OdfStyle extends ShownStyle {
	parent: string | null;
}

const NO_STYLE: ShownStyle = {
	...NO_LOOK,
	isHidden: false,
	isStruck: false,
	isRaised: false,
	isLowered: false,
	isLow: false,
	font: null,
	hasFormat: false,
	maps: []
};

const PARTS = ['styles.xml', 'content.xml'];
/** Points in a unit of length. */
const UNITS: Readonly<Record<string, number>> = { pt: 1, in: 72, cm: 28.35, mm: 2.835, px: 0.75 };
/** Characters narrower than this percentage of their width are a line. */
const NARROWEST = 10;
/** A row of exactly so many points shows no text. */
const LOWEST_ROW = 3;

/**
 * @param lists takes the list styles, which are in the same parts
 * @returns what the style of a name does, with what it inherits
 */
export function readStyles(
	archive: ZipArchive,
	lists?: ListStyles
): (name: string | undefined) => ShownStyle {
	const styles = new Map<string, OdfStyle>();
	/** Families of the fonts by the names that styles use. */
	const fonts = new Map<string, string>();
	let current: OdfStyle | null = null;
	for (const part of PARTS.filter((name) => archive.has(name)))
		readXml(archive.read(part), part, {
			open(name, attribute) {
				if (name === 'office:body') return 'skip';
				if (name === 'style:font-face')
					fonts.set(attribute('name') ?? '', attribute('font-family') ?? '');
				if (name === 'style:style') {
					const parent = attribute('parent-style-name') ?? null;
					const hasFormat = attribute('data-style-name') !== undefined;
					current = { ...NO_STYLE, parent, hasFormat };
					styles.set(attribute('name') ?? '', current);
				} else if (current && name === 'style:map') {
					const condition = attribute('condition') ?? '';
					const style = attribute('apply-style-name') ?? '';
					current.maps = [...current.maps, { condition, style }];
				} else if (current) {
					setStyle(current, name, attribute);
					const font = attribute('font-name') ?? '';
					if (name === 'style:text-properties') current.font = fonts.get(font) ?? (font || null);
				}
				lists?.open(name, attribute);
				return undefined;
			},
			close(name) {
				if (name === 'style:style') current = null;
			},
			text() {}
		});
	const known = new Map<string, ShownStyle>();
	return (name = '') => {
		let style = known.get(name);
		if (!style) known.set(name, (style = inherited(styles, name)));
		return style;
	};
}

function setStyle(style: OdfStyle, name: string, attribute: XmlAttributes): void {
	if (name.endsWith('-properties'))
		style.ground = colourIn(attribute('background-color')) ?? style.ground;
	if (name === 'style:table-row-properties') {
		const height = pointsIn(attribute('row-height'));
		style.isLow = height !== null && height < LOWEST_ROW;
	}
	if (name !== 'style:text-properties') return;
	const position = attribute('text-position') ?? '';
	style.isHidden = attribute('display') === 'none';
	const line = attribute('text-line-through-style') ?? attribute('text-line-through-type');
	style.isStruck = (line ?? 'none') !== 'none';
	style.isRaised = /^(?:super|[1-9])/.test(position);
	style.isLowered = /^(?:sub|-[1-9])/.test(position);
	style.colour = colourIn(attribute('color'));
	if (attribute('use-window-font-color') === 'true') style.colour = AUTOMATIC;
	style.points = pointsIn(attribute('font-size'));
	if (Number.parseInt(attribute('text-scale') ?? '', 10) < NARROWEST) style.points = 0;
}

export function pointsIn(length: string | undefined): number | null {
	const [, number, unit = ''] = /^(-?[\d.]+)([a-z]{2})$/.exec(length ?? '') ?? [];
	const points = Number(number) * (UNITS[unit] ?? Number.NaN);
	return Number.isFinite(points) ? points : null;
}

function inherited(styles: ReadonlyMap<string, OdfStyle>, name: string): ShownStyle {
	const shown: ShownStyle = { ...NO_STYLE };
	let style = styles.get(name);
	for (let n = 0; style && n < MAX_STYLE_CHAIN; n++) {
		addStyle(shown, style);
		style = style.parent === null ? undefined : styles.get(style.parent);
	}
	return shown;
}

/** Adds what a style says to one that is nearer to the text. */
export function addStyle(near: ShownStyle, far: ShownStyle): void {
	near.isHidden ||= far.isHidden;
	near.isStruck ||= far.isStruck;
	near.isRaised ||= far.isRaised;
	near.isLowered ||= far.isLowered;
	near.isLow ||= far.isLow;
	near.hasFormat ||= far.hasFormat;
	if (near.maps.length === 0) near.maps = far.maps;
	near.colour ??= far.colour;
	near.ground ??= far.ground;
	near.points ??= far.points;
	near.font ??= far.font;
}
