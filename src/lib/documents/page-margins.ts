/** Page headers and footers, of which a note of the unit of money alone bears on the figures. */
import type { Block } from './blocks.ts';

const UNIT_NOTE = /(?:金额|计量|货币)?单位\s*[:：]\s*(?:人民币)?\s*(?:百万|千|万|亿)?元/g;

/** The notes of a unit among the lines, each once; they hold for the text below them, as on the page. */
export function unitNotes(lines: string): Block[] {
	return unitTexts(lines).map((text) => ({ kind: 'paragraph', text }));
}

/** The same as texts, for a worksheet. */
export function unitTexts(lines: string): string[] {
	return [...new Set(lines.match(UNIT_NOTE))];
}
