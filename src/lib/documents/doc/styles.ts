/** The style sheet of Word 97–2003 ([MS-DOC] STSH), as far as it decides which characters count. */
import { MAX_STYLE_CHAIN } from '../caps.ts';
import type { StreamBytes } from '../compound/bytes.ts';
import { NO_LIST, type ListMembership } from '../numbering/lists.ts';
import type { Span } from './header.ts';
import { PROPERTY, readProperties, type Property } from './properties.ts';

const PARAGRAPH_STYLE = 1;
const CHARACTER_STYLE = 2;
/** Styles without a base bear this number as their base. */
const NO_BASE = 0x0fff;
const NO_LIST_MARK = -0x07ff;

interface WordStyle {
	base: number;
	/** The style's own modifiers of characters, of those that count here. */
	own: Property[];
	/** The list in which its paragraphs count. */
	membership: ListMembership;
}

export interface Styles {
	/** At least one style has a modifier that counts; many files have none. */
	countAny: boolean;
	/** The modifiers of a style, those of the styles that it is based on before its own. */
	propertiesOf(number: number): readonly Property[];
	/** The list in which paragraphs of a style count. */
	membershipOf(number: number): ListMembership;
}

/** Characters are struck out, hidden, raised, lowered, painted or shaded by these, or so small that they are unseen. */
const COUNTED: ReadonlySet<number> = new Set([
	PROPERTY.hidden,
	PROPERTY.struck,
	PROPERTY.doubleStruck,
	PROPERTY.position,
	PROPERTY.height,
	PROPERTY.colour,
	PROPERTY.colourOld,
	PROPERTY.highlight,
	PROPERTY.characterShade,
	PROPERTY.characterShadeOld,
	PROPERTY.size,
	PROPERTY.scale
]);

/** A style sheet that cannot be followed hides nothing: it is formatting, the text is not in it. */
export function readStyles(tables: StreamBytes, span: Span): Styles {
	const styles = new Map<number, WordStyle>();
	const end = Math.min(span.at + span.length, tables.length);
	if (span.length >= 20) {
		let at = span.at + 2 + tables.u16(span.at);
		const count = tables.u16(span.at + 2);
		const baseBytes = tables.u16(span.at + 4);
		for (let number = 0; number < count && at + 2 <= end; number++) {
			const length = tables.u16(at);
			at += 2;
			if (length >= baseBytes && at + length <= end)
				styles.set(number, readStyle(tables, at, length, baseBytes));
			at += length + (length % 2);
		}
	}
	const known = new Map<number, readonly Property[]>();
	return {
		countAny: [...styles.values()].some(({ own }) => own.some(isNotSize)),
		propertiesOf(number) {
			let properties = known.get(number);
			if (!properties) known.set(number, (properties = inherited(styles, number)));
			return properties;
		},
		membershipOf(number) {
			const chain = chainOf(styles, number).map(({ membership }) => membership);
			return {
				list: chain.find(({ list }) => list !== null)?.list ?? null,
				level: chain.find(({ level }) => level !== null)?.level ?? null
			};
		}
	};
}

/** Nearly every style has a size, which counts where it is that of specks. */
function isNotSize({ code, source, at }: Property): boolean {
	return code !== PROPERTY.size || source.u16(at) < SPECKS;
}

/** Half points. */
const SPECKS = 6;

function inherited(styles: ReadonlyMap<number, WordStyle>, number: number): Property[] {
	return chainOf(styles, number)
		.reverse()
		.flatMap(({ own }) => own);
}

/** The style and those that it is based on. */
function chainOf(styles: ReadonlyMap<number, WordStyle>, number: number): WordStyle[] {
	const chain: WordStyle[] = [];
	let style = styles.get(number);
	while (style && chain.length < MAX_STYLE_CHAIN) {
		chain.push(style);
		style = styles.get(style.base);
	}
	return chain;
}

/** An operand of 0x80 keeps what the style beneath says, 0x81 reverses it. */
export function resolveToggle(operand: number, beneath: boolean): boolean {
	if (operand < 0x80) return operand !== 0;
	return beneath === (operand === 0x80);
}

/** Takes over the list or the level that a modifier gives. */
export function applyMembership(paragraph: ListMembership, property: Property): void {
	const { code, source, at } = property;
	if (code === PROPERTY.list) paragraph.list = listAt(source, at);
	else if (code === PROPERTY.listLevel) paragraph.level = source.u8(at);
}

/** A paragraph in no list has 0 or a mark; a negative number says that the indents are its own. */
function listAt(source: StreamBytes, at: number): string {
	const number = source.i16(at);
	return number === NO_LIST_MARK ? '0' : String(Math.abs(number));
}

/** Fixed part, name, then one list of modifiers for a character style, two for a paragraph style. */
function readStyle(
	tables: StreamBytes,
	from: number,
	length: number,
	baseBytes: number
): WordStyle {
	const end = from + length;
	const kindAndBase = tables.u16(from + 2);
	const kind = kindAndBase & 0xf;
	const base = kindAndBase >> 4;
	const style: WordStyle = { base, own: [], membership: { ...NO_LIST } };
	if (base === NO_BASE) style.base = -1;
	if (kind !== PARAGRAPH_STYLE && kind !== CHARACTER_STYLE) return style;
	const nameAt = from + baseBytes;
	if (nameAt + 2 > end) return style;
	let at = nameAt + 2 + (tables.u16(nameAt) + 1) * 2;
	for (let skipped = kind === PARAGRAPH_STYLE ? 1 : 0; at + 2 <= end; skipped--) {
		const size = tables.u16(at);
		at += 2;
		// The list of a paragraph style begins with the number of the style.
		if (skipped === 1)
			for (const property of readProperties(tables, at + 2, Math.min(size, end - at) - 2))
				applyMembership(style.membership, property);
		if (skipped === 0) {
			const properties = readProperties(tables, at, Math.min(size, end - at));
			style.own = properties.filter(({ code }) => COUNTED.has(code));
			break;
		}
		at += size + (size % 2);
	}
	return style;
}
