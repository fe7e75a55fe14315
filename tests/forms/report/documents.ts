/** Made-up documents: one model of paragraphs and tables, read as it is and through every file format. */
import { escapeText } from '#lib/catalogue/characters.ts';
import type { DocumentCell, SourceDocument } from '#lib/documents/model.ts';
import { readDoc } from '#lib/documents/doc/doc.ts';
import { readDocx } from '#lib/documents/docx/docx.ts';
import { readText } from '#lib/documents/text/text.ts';
import { TIDY, writeConverted } from '../../documents/converted-text.ts';
import {
	cell,
	inTable,
	paragraph,
	rowDefinition,
	rowEnd,
	writeDoc,
	type DocParagraph
} from '../../documents/doc-file.ts';
import { p, tbl, tc, tr, writeDocx } from '../../documents/docx-file.ts';

export interface ModelCell {
	text: string;
	/** 0-based first grid column and number of columns. */
	start: number;
	span: number;
	merge: DocumentCell['merge'];
}

export type ModelBlock = string | { rows: ModelCell[][] };

/** Grid columns of every made-up table: divisible by most numbers of columns. */
export const GRID = 840;

/** A row of equally wide cells over the whole grid. */
export function plainRow(...texts: string[]): ModelCell[] {
	return texts.map((text, index) => ({ text, ...share(index, texts.length), merge: 'none' }));
}

export function share(index: number, of: number): { start: number; span: number } {
	const start = Math.round((index * GRID) / of);
	return { start, span: Math.round(((index + 1) * GRID) / of) - start };
}

/** The document as an exact reader gives it. */
export function asSource(blocks: readonly ModelBlock[]): SourceDocument {
	let paragraph = 0;
	let table = 0;
	return {
		format: 'docx',
		issues: [],
		blocks: blocks.map((block) =>
			typeof block === 'string'
				? { kind: 'paragraph', number: ++paragraph, text: block }
				: {
						kind: 'table',
						number: ++table,
						nested_in: null,
						rows: block.rows.map((row) =>
							row.map((cell, index) => ({
								text: cell.merge === 'continue' ? '' : cell.text,
								column: index + 1,
								grid: { start: cell.start, span: cell.span },
								merge: cell.merge
							}))
						)
					}
		)
	};
}

/** The document without any record of merged cells, rows known. */
export function withoutGrid(blocks: readonly ModelBlock[]): SourceDocument {
	const source = asSource(blocks);
	for (const block of source.blocks) {
		if (block.kind === 'paragraph') continue;
		for (const cell of block.rows.flat()) Object.assign(cell, { grid: null, merge: 'unknown' });
	}
	return { ...source, format: 'text' };
}

/** The document as a converter writes it to plain text, read back. */
export function throughText(blocks: readonly ModelBlock[]): SourceDocument {
	const converted = blocks.map((block) =>
		typeof block === 'string'
			? block
			: block.rows.map((row) => row.map((cell) => (cell.merge === 'continue' ? '' : cell.text)))
	);
	return readText(writeConverted(converted, TIDY));
}

/** The document as Word stores it, read back. */
export function throughDocx(blocks: readonly ModelBlock[]): SourceDocument {
	const body = blocks.map((block) =>
		typeof block === 'string' ? p(escapeText(block)) : tbl(...docxRows(block.rows))
	);
	return readDocx(writeDocx(body.join('')));
}

const DOCX_MERGES = {
	none: '',
	unknown: '',
	start: '<w:vMerge w:val="restart"/>',
	continue: '<w:vMerge/>'
};

function docxRows(rows: readonly ModelCell[][]): string[] {
	const edges = edgesOf(rows);
	return rows.map((row) =>
		tr(
			...row.map(({ text, start, span, merge }) => {
				const columns = edges.indexOf(start + span) - edges.indexOf(start);
				const paragraphs = (merge === 'continue' ? '' : text).split('\n').map(escapeText).map(p);
				return tc(paragraphs.join(''), `<w:gridSpan w:val="${columns}"/>${DOCX_MERGES[merge]}`);
			})
		)
	);
}

function edgesOf(rows: readonly ModelCell[][]): number[] {
	const edges = rows.flat().flatMap(({ start, span }) => [start, start + span]);
	return [...new Set(edges)].sort((a, b) => a - b);
}

/** The document as Word 97 stores it, read back. */
export function throughDoc(blocks: readonly ModelBlock[]): SourceDocument {
	return readDoc(docBytes(blocks));
}

/** As {@link throughDoc}, the bytes of the file. */
export function docBytes(blocks: readonly ModelBlock[]): Buffer {
	const text = blocks.flatMap((block, index) => {
		if (typeof block === 'string') return [paragraph(block)];
		const rows = block.rows.flatMap(docRow);
		// Word parts neighbouring tables with an empty paragraph, or they are one.
		return typeof blocks[index + 1] === 'object' ? [...rows, paragraph('')] : rows;
	});
	return writeDoc({ text: [...text, paragraph('')] });
}

const DOC_MERGES = { none: 0, unknown: 0, start: 0x60, continue: 0x20 };
const TWIPS = 10;

function docRow(row: readonly ModelCell[]): DocParagraph[] {
	const edges = [0, ...row.map(({ start, span }) => (start + span) * TWIPS)];
	const flags = row.map(({ merge }) => DOC_MERGES[merge]);
	return [...row.flatMap(docCell), rowEnd(rowDefinition(edges, flags))];
}

function docCell({ text, merge }: ModelCell): DocParagraph[] {
	const lines = (merge === 'continue' ? '' : text).split('\n');
	const before = lines.slice(0, -1).map((line) => paragraph(line, inTable()));
	return [...before, cell(lines.at(-1) ?? '')];
}

/** Every way to read a made-up document. */
export const WAYS: [string, (blocks: readonly ModelBlock[]) => SourceDocument][] = [
	['with its grid', asSource],
	['without a grid', withoutGrid],
	['through .docx', throughDocx],
	['through .doc', throughDoc],
	['through .txt', throughText]
];
