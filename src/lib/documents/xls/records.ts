/** The records of a BIFF8 workbook stream ([MS-XLS] 2.1.4), checked, and those that matter here. */
import { DocumentError } from '../document-error.ts';

const HEADER_BYTES = 4;
/** Longest content of one record. */
const MAX_RECORD_BYTES = 8_224;
/** More records than a full sheet of 65,536 rows of a report's width has. */
const MAX_RECORDS = 3_000_000;
const BEGIN = 0x0809;
const BIFF8 = 0x0600;
const ENCRYPTED = 0x002f;
const CONTINUES = 0x003c;
/** A type that no workbook has, and that the library knows and passes over without a word. */
const NO_TYPE = 0x7262;

/**
 * Sheets, texts, numbers, formats, merges, hidden rows and columns. Drawings, macros, names, formulas of other
 * sheets and the like are passed over: they are no text of the document, and most of what can go wrong in a reader.
 */
const READ = new Set([
	BEGIN,
	0x000a,
	0x0085,
	0x00fc,
	0x00fd,
	0x0204,
	0x00d6,
	0x0203,
	0x027e,
	0x00bd,
	0x0006,
	0x0207,
	0x0205,
	0x0208,
	0x007d,
	0x00e5,
	0x00e0,
	0x041e,
	0x0031,
	0x0022,
	0x0042,
	0x0200
]);

/**
 * A copy of the stream in which all other records have a type that readers pass over; offsets stay as they are.
 * @throws DocumentError `xls_damaged`, `old_excel_format` or `encrypted_document`
 */
export function checkedRecords(stream: Uint8Array): Uint8Array {
	const copy = Uint8Array.from(stream);
	const view = new DataView(copy.buffer);
	if (copy.length < 8 || view.getUint16(0, true) !== BEGIN) throw damaged(0, '应是工作簿的开头');
	let isRead = true;
	let depth = 0;
	for (let at = 0, count = 0; at < copy.length && !isPadding(copy, at, depth); count++) {
		if (at + HEADER_BYTES > copy.length || count > MAX_RECORDS)
			throw damaged(at, '记录不完整或过多');
		const type = view.getUint16(at, true);
		const length = view.getUint16(at + 2, true);
		if (length > MAX_RECORD_BYTES || at + HEADER_BYTES + length > copy.length)
			throw damaged(at, `一条记录写明 ${length} 字节，超出范围`);
		if (type === BEGIN) {
			refuseOld(view, at + HEADER_BYTES, length);
			depth++;
		} else if (type === 0x000a) depth--;
		if (type === ENCRYPTED)
			throw new DocumentError(
				'encrypted_document',
				'工作簿设有打开密码，内容无法读取；请去掉密码，另存后再报送。'
			);
		if (type !== CONTINUES) isRead = READ.has(type);
		if (!isRead) view.setUint16(at, NO_TYPE, true);
		at += HEADER_BYTES + length;
	}
	return copy;
}

/** Streams are filled up with zeros after the end of the last sheet. */
function isPadding(bytes: Uint8Array, at: number, depth: number): boolean {
	return depth <= 0 && at > 0 && bytes[at] === 0 && bytes[at + 1] === 0;
}

function refuseOld(view: DataView, at: number, length: number): void {
	if (length >= 2 && view.getUint16(at, true) === BIFF8) return;
	throw new DocumentError(
		'old_excel_format',
		'工作簿是 Excel 95 或更早的格式，应是 Excel 97 以后的格式；请用 Excel 或 WPS 打开，另存为 .xlsx 后再报送。'
	);
}

function damaged(at: number, what: string): DocumentError {
	return new DocumentError(
		'xls_damaged',
		`工作簿内容的第 ${at} 字节：${what}，文件可能已损坏；请用 Excel 或 WPS 打开，另存为 .xlsx 后再报送。`
	);
}
