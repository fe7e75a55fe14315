/** Plain text as converters make it from a Word file: paragraphs, and tables whose rows have to be inferred. */
import { DocumentError } from '../document-error.ts';
import type { DocumentTable, SourceDocument } from '../model.ts';
import { decodeText } from '../characters/encoding.ts';
import { numberBlocks, type Block } from '../blocks.ts';
import { MAX_TEXT } from '../caps.ts';
import { plainText } from '../characters/plain-text.ts';
import { cutChunks, paragraphsOf } from './chunks.ts';
import type { Chunk } from './chunks.ts';
import { delimitedBlocks } from './delimited.ts';
import { findRegions } from './regions.ts';
import { groupRows } from './rows.ts';

const MAX_CELLS = 40_000;

/** @throws DocumentError when the encoding is unclear, or there is no text, or far too much of it. */
export function readText(source: Uint8Array | string): SourceDocument {
	const text = typeof source === 'string' ? source : decodeText(source).text;
	if (text.length > MAX_TEXT)
		throw new DocumentError(
			'text_too_long',
			`文本有 ${text.length} 个字，上限是 ${MAX_TEXT} 个，不像一份自评报告，未读取；请确认报送的文件是否正确。`
		);
	if (text.trim() === '')
		throw new DocumentError(
			'document_empty',
			'文本文件里没有文字，应是填好的自评报告；请重新从 Word 另存后再报送。'
		);
	const shown = plainText(text);
	const delimited = delimitedBlocks(shown);
	const blocks = delimited ? numberBlocks(delimited) : convertedBlocks(shown);
	return { format: 'text', blocks, issues: [] };
}

function convertedBlocks(text: string): SourceDocument['blocks'] {
	const blocks: SourceDocument['blocks'] = [];
	let table = 0;
	let paragraph = 0;
	const chunked = cutChunks(text);
	if (chunked.chunks.length > MAX_CELLS)
		throw new DocumentError(
			'too_many_cells',
			`表格超过 ${MAX_CELLS} 格，不像一份自评报告，未读取；请确认报送的文件是否正确。`
		);
	const regions = findRegions(chunked);
	if (regions.every(({ kind }) => kind === 'prose'))
		return numberBlocks(
			regions.flatMap((region) =>
				region.kind === 'prose' ? region.paragraphs.map(toParagraph) : []
			)
		);
	for (const region of regions) {
		if (region.kind === 'prose')
			for (const line of region.paragraphs)
				blocks.push({ kind: 'paragraph', number: ++paragraph, text: line });
		else
			for (const rows of splitAtRepeatedHead(groupRows(region.chunks, cellText)))
				blocks.push(tableOf(rows, ++table));
	}
	return blocks;
}

function toParagraph(text: string): Block {
	return { kind: 'paragraph', text };
}

function cellText(chunk: Chunk): string {
	return paragraphsOf(chunk.lines).join('\n');
}

/** A table that goes on after a page break is written as two, the second with the first one's head again. */
function splitAtRepeatedHead(rows: string[][]): string[][][] {
	const tables: string[][][] = [];
	let head = '';
	for (const row of rows) {
		const key = row.length > 1 ? JSON.stringify(row) : '';
		const table = tables.at(-1);
		if (table && (key === '' || key !== head)) table.push(row);
		else {
			tables.push([row]);
			head = key;
		}
	}
	return tables;
}

function tableOf(rows: string[][], number: number): DocumentTable {
	return {
		kind: 'table',
		number,
		nested_in: null,
		rows: rows.map((row) =>
			row.map((text, index) => ({ text, column: index + 1, grid: null, merge: 'unknown' as const }))
		)
	};
}
