/** Conditional formats of a BIFF8 worksheet ([MS-XLS] CondFmt, CF, DXFN), as far as they bear on what is seen. */
import { isUnseen, PAPER, type Colour } from '../appearance.ts';
import type { ConditionalEffect, ConditionalRule } from '../sheet/conditional-rules.ts';
import type { MergedCells } from '../sheet/workbook.ts';

/** Operators of rules about the value of a cell, by number. */
const OPERATORS = [
	'',
	'between',
	'notBetween',
	'equal',
	'notEqual',
	'greaterThan',
	'lessThan',
	'greaterThanOrEqual',
	'lessThanOrEqual'
];
const ABOUT_VALUE = 1;
/** Kind, operator, sizes of both operands; then the format with its flags, and the operands at the end. */
const RULE_BYTES = 6;
const FORMAT_BYTES = 6;
/** Parts of the format, in this order; a part that a flag says to be there has so many bytes. */
const NUMBER = 1 << 25;
const PARTS: readonly [flag: number, bytes: number][] = [
	[1 << 26, 118],
	[1 << 27, 8],
	[1 << 28, 8],
	[1 << 29, 4]
];
const [[FONT], , , [PATTERN]] = PARTS as [[number, number], unknown, unknown, [number, number]];
/** These flags say that the property is as in the cell. */
const SAME_GROUND = 1 << 18;
/** Offsets within the font: its looks, the colour, and which looks are as in the cell. */
const FONT_LOOKS = 68;
const FONT_COLOUR = 80;
const FONT_SAME = 88;
const STRUCK = 0x80;
const INTEGER = 0x1e;
const NUMERAL = 0x1f;
const MINUS = 0x13;

/** The cells to which the rules apply that follow the record. */
export function areasAt(view: DataView, at: number, length: number): MergedCells[] {
	const areas: MergedCells[] = [];
	for (let range = at + 14; range + 8 <= at + length; range += 8) {
		const [top = 0, bottom = 0, left = 0, right = 0] = [0, 2, 4, 6].map(
			(offset) => view.getUint16(range + offset, true) + 1
		);
		areas.push({ top, left, bottom, right });
	}
	return areas;
}

/** Null where the format of the rule hides and changes nothing. */
export function ruleAt(
	view: DataView,
	at: number,
	length: number,
	areas: MergedCells[],
	colour: (number: number) => Colour | null
): ConditionalRule | null {
	if (length < RULE_BYTES + FORMAT_BYTES) return null;
	const first = view.getUint16(at + 2, true);
	const second = view.getUint16(at + 4, true);
	const operands = at + length - first - second;
	const effect = effectAt(view, at + RULE_BYTES, operands, colour);
	if (!effect) return null;
	const isAboutValue = view.getUint8(at) === ABOUT_VALUE;
	return {
		areas,
		effect,
		operator: isAboutValue ? (OPERATORS[view.getUint8(at + 1)] ?? '') : '',
		operands: [
			operandAt(view, operands, first),
			...(second > 0 ? [operandAt(view, operands + first, second)] : [])
		]
	};
}

function effectAt(
	view: DataView,
	at: number,
	end: number,
	colour: (number: number) => Colour | null
): ConditionalEffect | null {
	const flags = view.getUint32(at, true);
	let part = at + FORMAT_BYTES;
	if (flags & NUMBER) return 'changes';
	let text: Colour | null = null;
	let ground: Colour | null = null;
	for (const [flag, bytes] of PARTS) {
		if ((flags & flag) === 0) continue;
		if (part + bytes > end) return 'changes';
		if (flag === FONT) {
			const same = view.getUint32(part + FONT_SAME, true);
			if ((view.getUint32(part + FONT_LOOKS, true) & ~same & STRUCK) !== 0) return 'changes';
			const number = view.getInt32(part + FONT_COLOUR, true);
			text = number < 0 ? null : colour(number);
		} else if (flag === PATTERN && (flags & SAME_GROUND) === 0)
			ground = colour((view.getUint16(part + 2, true) >> 7) & 127);
		part += bytes;
	}
	return isUnseen({ colour: text, points: null }, ground ?? PAPER) ? 'hides' : null;
}

/** A number as its tokens write it; '' for what is worked out otherwise. */
function operandAt(view: DataView, at: number, length: number): string {
	const token = length > 0 ? view.getUint8(at) : 0;
	const size = { [INTEGER]: 3, [NUMERAL]: 9 }[token] ?? 0;
	const isNegative = length === size + 1 && view.getUint8(at + size) === MINUS;
	if (size === 0 || (length !== size && !isNegative)) return '';
	const value = token === INTEGER ? view.getUint16(at + 1, true) : view.getFloat64(at + 1, true);
	return String(isNegative ? -value : value);
}
