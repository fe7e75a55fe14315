/**
 * The order in which the files of one import are stored, whatever the order in which they were named: registry tables
 * before what refers to them, reports before tables of figures, and each of these by their paths.
 */
import { resolve, sep } from 'node:path';
import { closeSync, openSync, readSync } from 'node:fs';
import { csvKind } from '#lib/forms/table/head-kind.ts';
import type { FoundFile } from './found-file.ts';

const HEAD_BYTES = 4096;

export function inImportOrder(files: readonly FoundFile[]): FoundFile[] {
	const ranked = files.map((file) => ({
		file,
		rank: rankOf(file),
		path: resolve(file.path).split(sep).join('\0')
	}));
	ranked.sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1));
	return ranked.map(({ file }) => file);
}

/** Jurisdictions, the departments in them, what is expected of those; then reports, then tables. */
function rankOf(file: FoundFile): number {
	const { issue, name } = file;
	if (issue !== null) return REPORT;
	if (/\.xlsx$/i.test(name)) return rankOfName(name);
	if (/\.csv$/i.test(name)) return rankOfHead(file);
	return /\.tsv$/i.test(name) ? TABLE : REPORT;
}

const REPORT = 3;
const TABLE = 4;

/** A workbook would have to be unpacked to see its head; what it is called decides. */
function rankOfName(name: string): number {
	if (/jurisdiction|区划/i.test(name)) return 0;
	if (/expected|应交|应报/i.test(name)) return 2;
	return /departments|名册|名录|部门(?:清单|目录|一览)/i.test(name) ? 1 : REPORT;
}

function rankOfHead(file: FoundFile): number {
	const head = firstLines(file)
		.map((line) => line.replaceAll('"', '').split(/[,;\t]/))
		.find((cells) => csvKind(cells) !== 'unknown');
	if (!head || csvKind(head) !== 'registry') return TABLE;
	const labels = head.map((label) => label.trim());
	if (labels.some((label) => JURISDICTION_HEADS.has(label))) return 0;
	return labels.some((label) => EXPECTED_HEADS.has(label)) ? 2 : 1;
}

const JURISDICTION_HEADS: ReadonlySet<string> = new Set(['is_demo', '演示数据', '行政区划名称']);
const EXPECTED_HEADS: ReadonlySet<string> = new Set([
	'fiscal_year',
	'due_on',
	'年度',
	'应交日期',
	'截止日期'
]);

/** Only for sorting: a head that is not understood here is read properly later. */
function firstLines(file: FoundFile): string[] {
	try {
		const start = file.read?.().subarray(0, HEAD_BYTES) ?? headOf(file.path);
		const text = new TextDecoder().decode(start);
		const decoded = CUT.test(text) ? new TextDecoder('gb18030').decode(start) : text;
		return decoded.replace(/^\ufeff/, '').split(/\r\n?|\n/, HEAD_LINES);
	} catch {
		return [];
	}
}

function headOf(path: string): Uint8Array {
	const bytes = new Uint8Array(HEAD_BYTES);
	const handle = openSync(path, 'r');
	try {
		return bytes.subarray(0, readSync(handle, bytes, 0, HEAD_BYTES, 0));
	} finally {
		closeSync(handle);
	}
}

const HEAD_LINES = 12;
/** Not UTF-8, unless only the last character was cut. */
const CUT = /\ufffd(?=.{4})/s;
