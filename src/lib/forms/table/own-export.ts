/** Files that this product itself exported: what the ledger computed is no report, and must not become its own source. */
import { DocumentError } from '#lib/documents/document-error.ts';
import type { TableRow, TableRows } from '#lib/documents/table/rows.ts';

export const OWN_EXPORT = 'own_export';

/** On the cover of every export: `数据版本`, `第12版，更新于…`. */
export function isExportNote([name, value]: readonly string[]): boolean {
	return name === '数据版本' && /^第\d+版，更新于/.test(value ?? '');
}

export function ownExport(place: DocumentError['place']): DocumentError {
	return new DocumentError(
		OWN_EXPORT,
		'文件是本系统导出的查询结果，不是部门报送的数据，未导入；请导入原报送文件，或按 README 中的表头另制数据表后再导入。',
		place
	);
}

/** @throws DocumentError where the row is the note of an export. */
export function refuseOwnExport(rows: TableRows, { line, cells }: TableRow): void {
	if (isExportNote(cells)) throw ownExport(rows.place(line, 1, null));
}
