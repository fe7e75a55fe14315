import { csvRows, type TableRows } from '#lib/documents/table/rows.ts';
import { csvKind } from './head-kind.ts';

/** The rows of a CSV text whose delimiter is recognised by the heads that the ledger knows. See {@link csvRows}. */
export function tableRows(text: string | Iterable<string>): TableRows {
	return csvRows(text, (cells) => csvKind(cells) !== 'unknown');
}
