/** Names of the fonts of a Word 97–2003 file ([MS-DOC] SttbfFfn), needed to tell what a symbol character means. */
import type { StreamBytes } from '../compound/bytes.ts';
import type { Span } from './header.ts';

/** Bytes of a font's record before its name. */
const NAME_AT = 40;

/** Font names by number; shorter than the table where it is damaged. */
export function readFonts(tables: StreamBytes, span: Span): string[] {
	const names: string[] = [];
	const end = Math.min(span.at + span.length, tables.length);
	if (span.length < 4 || end < span.at + 4) return names;
	const count = tables.u16(span.at);
	let at = span.at + 4;
	while (names.length < count && at < end) {
		const next = at + 1 + tables.u8(at);
		if (next > end) break;
		names.push(nameBetween(tables, at + NAME_AT, next));
		at = next;
	}
	return names;
}

function nameBetween(tables: StreamBytes, from: number, end: number): string {
	let name = '';
	for (let at = from; at + 2 <= end; at += 2) {
		const code = tables.u16(at);
		if (code === 0) break;
		name += String.fromCharCode(code);
	}
	return name;
}
