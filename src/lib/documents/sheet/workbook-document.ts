/** A workbook as a document, for forms that are filed as workbooks. */
import type { SourceDocument, SourceFormat } from '../model.ts';
import { numberBlocks } from '../blocks.ts';
import type { Block } from '../blocks.ts';
import { layOutSheet } from './grid.ts';
import { partSheet } from './parts.ts';
import type { Workbook } from './workbook.ts';

/** The worksheets as tables of a document, one per sheet, for forms that are filed as workbooks. */
export function documentOfWorkbook(workbook: Workbook, format: SourceFormat): SourceDocument {
	const blocks = workbook.sheets.flatMap((sheet): Block[] => {
		const { titles, rest, notes } = partSheet(sheet);
		const table: Block[] = rest.rows.length > 0 ? [{ kind: 'table', rows: layOutSheet(rest) }] : [];
		return [...titles.map(toParagraph), ...table, ...notes.map(toParagraph)];
	});
	return { format, blocks: numberBlocks(blocks), issues: workbook.issues };
}

function toParagraph(text: string): Block {
	return { kind: 'paragraph', text };
}
