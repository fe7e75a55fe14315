/** xl/styles.xml → what the style of a cell does to the value that a person sees. */
import {
	isUnseen,
	NO_LOOK,
	PAPER,
	UNKNOWN_GROUND,
	type Colour,
	type TextLook
} from '../appearance.ts';
import type { ConditionalEffect } from '../sheet/conditional-rules.ts';
import { colourOf } from '../sheet/cell-colours.ts';
import { builtInFormat, formatOfCode } from '../sheet/number-format.ts';
import type { NumberFormat } from '../sheet/number-format.ts';
import { symbolFont } from '../characters/symbols.ts';
import { readXml } from '../xml.ts';
import type { XmlAttributes } from '../xml.ts';
import type { CellStyle } from './worksheet.ts';

interface Font extends TextLook {
	isStruck: boolean;
	symbols: string | null;
}

const NO_FONT: Font = { ...NO_LOOK, isStruck: false, symbols: null };

export interface BookStyles {
	/** By index (`s` of a cell). */
	styles: CellStyle[];
	/** Effects of the formats that conditions give, by index (`dxfId`). */
	conditionalEffects: (ConditionalEffect | null)[];
}

/**
 * The styles from the bytes of the part.
 * @param unfilled The ground of cells without a fill: a sheet with tables may shade them by the style of a table.
 */
export function readStyles(bytes: Uint8Array, part: string, unfilled: Colour = PAPER): BookStyles {
	const custom = new Map<number, NumberFormat>();
	const fonts: Font[] = [];
	const grounds: Colour[] = [];
	const styles: CellStyle[] = [];
	const conditional: ConditionalStyle[] = [];
	const path: string[] = [];
	readXml(bytes, part, {
		open(name, attribute) {
			const parent = path.at(-1);
			path.push(name);
			const id = Number(attribute('numFmtId') ?? 0);
			if (path[1] === 's:dxfs') setConditional(conditional, name, path.at(-2) ?? '', attribute);
			else if (name === 's:numFmt') custom.set(id, formatOfCode(attribute('formatCode') ?? ''));
			else if (name === 's:font' && parent === 's:fonts') fonts.push({ ...NO_FONT });
			else if (name === 's:fill' && parent === 's:fills') grounds.push(unfilled);
			else if (path[1] === 's:fonts') setFont(fonts.at(-1), name, attribute);
			else if (path[1] === 's:fills' && path.length > 3)
				grounds.push(groundOf(name, attribute, grounds.pop() ?? unfilled));
			else if (name === 's:xf' && parent === 's:cellXfs')
				styles.push({
					...(fonts[Number(attribute('fontId') ?? 0)] ?? NO_FONT),
					ground: grounds[Number(attribute('fillId') ?? 0)] ?? unfilled,
					format: custom.get(id) ?? builtInFormat(id)
				});
		},
		close() {
			path.pop();
		},
		text() {}
	});
	return { styles, conditionalEffects: conditional.map(effectOf) };
}

/** A format that a condition gives; what it does not say is as in the cell. */
interface ConditionalStyle {
	colour: Colour | null;
	ground: Colour | null;
	isStruck: boolean;
	/** The code of a number format. */
	format: string | null;
}

function setConditional(
	formats: ConditionalStyle[],
	name: string,
	parent: string,
	attribute: XmlAttributes
): void {
	if (name === 's:dxf') formats.push({ colour: null, ground: null, isStruck: false, format: null });
	const format = formats.at(-1);
	if (!format) return;
	if (name === 's:color' && parent === 's:font') format.colour = colourOf(attribute);
	else if (name === 's:bgColor') format.ground = colourOf(attribute);
	else if (name === 's:strike') format.isStruck = isOn(attribute('val'));
	else if (name === 's:numFmt') format.format = attribute('formatCode') ?? '';
}

function effectOf({
	colour,
	ground,
	isStruck,
	format
}: ConditionalStyle): ConditionalEffect | null {
	const isBlank = format !== null && /^;+$/.test(format);
	if (isBlank || isUnseen({ colour, points: null }, ground ?? PAPER)) return 'hides';
	return isStruck || (format !== null && format !== 'General') ? 'changes' : null;
}

function isOn(value: string | undefined): boolean {
	return !['0', 'false'].includes(value ?? '');
}

function setFont(font: Font | undefined, name: string, attribute: XmlAttributes): void {
	if (!font) return;
	if (name === 's:strike') font.isStruck = isOn(attribute('val'));
	else if (name === 's:color') font.colour = colourOf(attribute);
	else if (name === 's:sz') font.points = Number(attribute('val'));
	else if (name === 's:name') font.symbols = symbolFont(attribute('val'));
}

/** Takes an element of a fill into the ground as known so far. */
function groundOf(name: string, attribute: XmlAttributes, known: Colour): Colour {
	if (name === 's:patternFill') {
		const pattern = attribute('patternType') ?? 'none';
		return pattern === 'none' || pattern === 'solid' ? known : UNKNOWN_GROUND;
	}
	if (name === 's:gradientFill') return UNKNOWN_GROUND;
	return name === 's:fgColor' && known !== UNKNOWN_GROUND ? (colourOf(attribute) ?? known) : known;
}
