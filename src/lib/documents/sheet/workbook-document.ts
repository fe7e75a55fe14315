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
		const year = titles.some((title) => title.includes('年')) ? [] : yearOfTab(sheet.name);
		return [...[...titles, ...year].map(toParagraph), ...table, ...notes.map(toParagraph)];
	});
	return { format, blocks: numberBlocks(blocks), issues: workbook.issues };
}

/** A tab may name the year that its sheet leaves out: `2021`, `2021年`. */
function yearOfTab(name: string): string[] {
	const year = /^(20\d\d)(?:年度?)?$/.exec(name.trim())?.[1];
	return year ? [`${year}年度`] : [];
}

function toParagraph(text: string): Block {
	return { kind: 'paragraph', text };
}
