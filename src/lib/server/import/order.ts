/** Registry tables come before what refers to them; everything else stays in the order of its path. */
import { closeSync, openSync, readSync } from 'node:fs';
import { csvKind } from '../intake/csv/columns.ts';
import type { FoundFile } from './files.ts';

const HEAD_BYTES = 4096;

export function registryFirst(files: readonly FoundFile[]): FoundFile[] {
	const ranked = files.map((file) => ({ file, rank: rankOf(file) }));
	return ranked.sort((a, b) => a.rank - b.rank).map(({ file }) => file);
}

/** Jurisdictions, departments that stand in them, what is expected of those; then all else. */
function rankOf(file: FoundFile): number {
	const head = file.issue === null && /\.csv$/i.test(file.name) ? headOf(file.path) : [];
	if (csvKind(head) !== 'registry') return 3;
	if (head.includes('is_demo')) return 0;
	return head.includes('fiscal_year') ? 2 : 1;
}

/** Only for sorting: a head that is not understood here is read properly later. */
function headOf(path: string): string[] {
	const bytes = Buffer.alloc(HEAD_BYTES);
	try {
		const handle = openSync(path, 'r');
		try {
			const length = readSync(handle, bytes, 0, HEAD_BYTES, 0);
			const [line = ''] = bytes.toString('utf8', 0, length).split(/\r\n?|\n/, 1);
			return line.replace(/^\ufeff/, '').split(/[,;\t]/);
		} finally {
			closeSync(handle);
		}
	} catch {
		return [];
	}
}
