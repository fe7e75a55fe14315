/** The records of a BIFF8 workbook stream ([MS-XLS] 2.1.4) one by one, and those with which a sheet begins. */

export interface XlsRecord {
	type: number;
	/** Where its content begins. */
	at: number;
	length: number;
}

export const BEGIN = 0x0809;
const SHEET = 0x0085;

/** @param view of a stream whose records were checked */
export function* recordsOf(view: DataView): Generator<XlsRecord> {
	for (let at = 0; at + 4 <= view.byteLength;) {
		const [type, length] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
		if (type === 0 || at + 4 + length > view.byteLength) return;
		yield { type, at: at + 4, length };
		at += 4 + length;
	}
}

/** The names of the sheets, by where the content of the first record of each begins. */
export function sheetNames(
	view: DataView,
	records: readonly XlsRecord[]
): ReadonlyMap<number, string> {
	return new Map(
		records
			.filter(({ type }) => type === SHEET)
			.map(({ at, length }) => [view.getUint32(at, true) + 4, nameAt(view, at + 6, at + length)])
	);
}

/** A name before `end`: its length in one byte, how wide its characters are, and these. */
export function nameAt(view: DataView, at: number, end: number): string {
	return at + 2 > end ? '' : charactersAt(view, at + 1, end, view.getUint8(at));
}

/** As many characters as there are before `end`, behind a byte that says how wide they are. */
export function charactersAt(view: DataView, at: number, end: number, count: number): string {
	const wide = (view.getUint8(at) & 1) + 1;
	const bytes = new Uint8Array(view.buffer, view.byteOffset + at + 1, end - at - 1);
	const characters = Buffer.from(bytes.subarray(0, count * wide));
	return characters.toString(wide === 2 ? 'utf16le' : 'latin1');
}
