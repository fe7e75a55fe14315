/** Form fields of Word 97–2003 ([MS-DOC] NilPICFAndBinData, FFData): their entries and choice are in the stream `Data`. */
import type { StreamBytes } from '../compound/bytes.ts';
import { DocumentError } from '../document-error.ts';
import type { FormField } from '../fields/fields.ts';

const VERSION = 0xffffffff;
const TYPE = { text: 0, box: 1 } as const;
/** The choice that says that the default holds. */
const UNSET = 25;
/** Format, help, status line, and the macros on entry and exit. */
const TEXTS_BEFORE_ENTRIES = 5;

/** Reads the form field whose record begins at `at`; null where it cannot be read. */
export function readFormField(data: StreamBytes | null, at: number): FormField | null {
	try {
		return data && parse(data, at);
	} catch (error) {
		if (error instanceof DocumentError) return null;
		throw error;
	}
}

function parse(data: StreamBytes, at: number): FormField | null {
	const record = at + data.u16(at + 4);
	if (data.u32(record) !== VERSION) return null;
	const bits = data.u16(record + 4);
	const type = bits & 3;
	const result = (bits >> 2) & 31;
	const name = record + 10;
	if (type === TYPE.text) return { entries: [], chosen: null, isBox: false };
	const byDefault = afterText(data, name);
	const chosen = result === UNSET ? data.u16(byDefault) : result;
	if (type === TYPE.box) return { entries: [], chosen, isBox: true };
	let list = byDefault + 2;
	for (let n = 0; n < TEXTS_BEFORE_ENTRIES; n++) list = afterText(data, list);
	const entries = readEntries(data, list);
	return entries[chosen] === undefined ? null : { entries, chosen, isBox: false };
}

/** Texts are counted, in UTF-16, and end with a zero. */
function afterText(data: StreamBytes, at: number): number {
	return at + 2 + 2 * data.u16(at) + 2;
}

/** A list of texts ([MS-DOC] STTB): a mark, the number of texts, the bytes that follow each, and the texts. */
function readEntries(data: StreamBytes, at: number): string[] {
	const count = data.u16(at + 2);
	const extra = data.u16(at + 4);
	let next = at + 6;
	return Array.from({ length: count }, () => {
		const length = data.u16(next);
		const codes = Array.from({ length }, (_, n) => data.u16(next + 2 + 2 * n));
		next += 2 + 2 * length + extra;
		return String.fromCharCode(...codes);
	});
}
