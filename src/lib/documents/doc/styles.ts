/**
 * The style sheet of Word 97–2003 ([MS-DOC] STSH), of which one thing counts here: which styles hide their text.
 */
import { MAX_STYLE_CHAIN } from '../caps.ts';
import type { StreamBytes } from '../compound/bytes.ts';
import type { Span } from './header.ts';
import { PROPERTY, readProperties } from './properties.ts';

const PARAGRAPH_STYLE = 1;
const CHARACTER_STYLE = 2;
/** Styles without a base bear this number as their base. */
const NO_BASE = 0x0fff;

interface WordStyle {
	base: number;
	/** Operand of the style's own modifier for hidden text; null where it has none. */
	hidden: number | null;
}

export interface Styles {
	/** At least one style hides its text; most files have none. */
	hideAny: boolean;
	isHidden(number: number): boolean;
}

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
	return {
		hideAny: [...styles.values()].some((style) => style.hidden !== null && style.hidden !== 0),
		isHidden: (number) => isHidden(styles, number, MAX_STYLE_CHAIN)
	};
}

function isHidden(styles: Map<number, WordStyle>, number: number, basesLeft: number): boolean {
	const style = styles.get(number);
	if (!style || basesLeft === 0) return false;
	const inherited = () => isHidden(styles, style.base, basesLeft - 1);
	return style.hidden === null ? inherited() : resolveToggle(style.hidden, inherited);
}

/** An operand of 0x80 keeps what the style beneath says, 0x81 reverses it. */
export function resolveToggle(operand: number, beneath: () => boolean): boolean {
	if (operand < 0x80) return operand !== 0;
	return beneath() === (operand === 0x80);
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
	const style: WordStyle = { base, hidden: null };
	if (base === NO_BASE) style.base = -1;
	if (kind !== PARAGRAPH_STYLE && kind !== CHARACTER_STYLE) return style;
	const nameAt = from + baseBytes;
	if (nameAt + 2 > end) return style;
	let at = nameAt + 2 + (tables.u16(nameAt) + 1) * 2;
	for (let skipped = kind === PARAGRAPH_STYLE ? 1 : 0; at + 2 <= end; skipped--) {
		const size = tables.u16(at);
		at += 2;
		if (skipped === 0) {
			style.hidden = hiddenIn(tables, at, Math.min(size, end - at));
			break;
		}
		at += size + (size % 2);
	}
	return style;
}

function hiddenIn(tables: StreamBytes, at: number, length: number): number | null {
	const properties = readProperties(tables, at, length);
	const hidden = properties.findLast(({ code }) => code === PROPERTY.hidden);
	return hidden ? tables.u8(hidden.at) : null;
}
