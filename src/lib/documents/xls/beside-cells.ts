/** What a sheet of a BIFF8 workbook prints beside its cells ([MS-XLS] Header, Footer), which the library does not tell. */
import { headerText } from '../sheet/page-header.ts';
import { BEGIN, charactersAt, recordsOf, sheetNames } from './sheet-records.ts';

const MARGINS = new Set([0x0014, 0x0015]);

/** Lines of the page headers and footers of the sheets, by the name of each. @param stream whose records were checked */
export function readMargins(stream: Uint8Array): ReadonlyMap<string, string> {
	const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
	const records = [...recordsOf(view)];
	const names = sheetNames(view, records);
	const margins = new Map<string, string>();
	let sheet: string | undefined;
	for (const { type, at, length } of records) {
		if (type === BEGIN) sheet = names.get(at) ?? sheet;
		else if (sheet !== undefined && MARGINS.has(type) && length > 3) {
			const written = charactersAt(view, at + 2, at + length, view.getUint16(at, true));
			margins.set(sheet, `${margins.get(sheet) ?? ''}\n${headerText(written)}`);
		}
	}
	return margins;
}
